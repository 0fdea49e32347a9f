"""When may the next message go, and which one. Pure.

An absolute schedule, not a queue of sleeps: each message moves its chat's and the bot's *next slot* forward by one
interval, whatever the clock did in between, so that the permitted rate is used up to the last per cent and never
passed. A short burst may run ahead of the schedule. What was sent lately is the whole state: after a restart it is
computed again from the outbox.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.outbox import Letter


@dataclass(frozen=True, slots=True)
class Rule:
    """`burst` messages at once, then one every `every`."""

    every: timedelta
    burst: int

    def moved(self, slot: datetime | None, at: datetime) -> datetime:
        """The schedule after a message at `at`."""
        return (at if slot is None else max(slot, at)) + self.every

    def free_at(self, slot: datetime | None) -> datetime | None:
        """When the next message may go; None: at any time."""
        return None if slot is None else slot - self.every * (self.burst - 1)


@dataclass(frozen=True, slots=True)
class Limits:
    bot: Rule
    chat: Rule
    group: Rule

    def of(self, chat: str) -> Rule:
        return self.group if chat.startswith("-") else self.chat


@dataclass(slots=True)
class Schedule:
    """The slots of one channel's bot and of its chats; who was refused (parked) or failed (held) until when."""

    limits: Limits
    bot: datetime | None = None
    chats: dict[str, datetime] = field(default_factory=dict)
    parked: dict[str, datetime] = field(default_factory=dict)
    held: dict[str, datetime] = field(default_factory=dict)
    bot_parked: datetime | None = None

    def note(self, chat: str, at: datetime) -> None:
        """A message went to `chat`."""
        self.bot = self.limits.bot.moved(self.bot, at)
        self.chats[chat] = self.limits.of(chat).moved(self.chats.get(chat), at)

    def park(self, chat: str, now: datetime, until: datetime) -> bool:
        """`chat` was refused until then. A second chat refused meanwhile means the whole bot: True."""
        others = any(end > now for other, end in self.parked.items() if other != chat)
        self.parked[chat] = until
        if others:
            self.bot_parked = max(until, self.bot_parked or until)
        return others

    def hold(self, chat: str, until: datetime) -> None:
        """A letter of `chat` failed and is tried again then: what follows it waits, so that order is kept."""
        self.held[chat] = until

    def free_at(self, chat: str) -> datetime | None:
        times = (self.parked.get(chat), self.held.get(chat), self.limits.of(chat).free_at(self.chats.get(chat)))
        return max((t for t in times if t is not None), default=None)

    def bot_free_at(self) -> datetime | None:
        times = (self.bot_parked, self.limits.bot.free_at(self.bot))
        return max((t for t in times if t is not None), default=None)

    def forget(self, now: datetime) -> None:
        """Drop what no longer holds anybody back."""
        self.chats = {chat: slot for chat, slot in self.chats.items() if slot > now}
        self.parked = {chat: until for chat, until in self.parked.items() if until > now}
        self.held = {chat: until for chat, until in self.held.items() if until > now}

    def turned_back(self, by: timedelta) -> None:
        """The clock was set back: nobody waits until the old time comes round again."""
        self.bot = self.bot and self.bot - by
        self.bot_parked = self.bot_parked and self.bot_parked - by
        for times in (self.chats, self.parked, self.held):
            times.update({chat: at - by for chat, at in times.items()})


def rebuilt(limits: Limits, sent: Iterable[tuple[str, datetime]]) -> Schedule:
    """The schedule after a restart: `sent` are (chat, when) of the last minute, oldest first."""
    schedule = Schedule(limits)
    for chat, at in sent:
        schedule.note(chat, at)
    return schedule


def choose(
    letters: Mapping[str, list[Letter]], busy: Collection[str], schedule: Schedule, now: datetime
) -> tuple[Letter | None, datetime | None]:
    """The letter to send now, or when to look again (None: when something changes).

    `letters` are the heads of each chat's queue; `busy` chats have one under way: order within a chat is kept.
    The most urgent kind goes first, then who has waited longest.
    """
    held = schedule.bot_free_at()
    if held is not None and held > now:
        return None, held
    best: Letter | None = None
    later: datetime | None = None
    for chat, queue in letters.items():
        if chat in busy:
            continue
        free = schedule.free_at(chat)
        if free is not None and free > now:
            later = free if later is None else min(later, free)
            continue
        head = queue[0]
        if best is None or (head.priority, head.id) < (best.priority, best.id):
            best = head
    return best, None if best else later
