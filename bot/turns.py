"""Inbox to handlers: one turn, one savepoint; what it says and where the talk stands are written together.

A turn that raises leaves nothing behind: it is tried again a little later and then set aside; the person is told once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from handlers import door
from handlers.turn import Manner, Turn
from reporting.texts import desk as desk_texts
from reporting.texts import reports as texts
from reporting.values import Incoming, Kind
from storage import conversations, outbox, people
from storage.database import Store
from storage.outbox import Letter

log = structlog.get_logger()

PAUSES = (timedelta(seconds=5), timedelta(seconds=30))  # before the second and third try
BREATH = 1.0  # seconds until the database is tried again


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn left: letters leased to this process, and whether others wait in the outbox."""

    act: str
    letters: tuple[Letter, ...]
    others: bool
    wake_at: datetime | None
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be turned now, and when there will be more."""

    chats: list[tuple[str, str]]
    talks: list[str]
    more_at: datetime | None


class TurnFailed(Exception):
    """`what` is the message in the inbox, or the key of the talk whose wait has ended."""

    def __init__(self, what: int | str, attempts: int, why: str) -> None:
        super().__init__(why)
        self.what = what
        self.attempts = attempts
        self.why = why


class Turns:
    """Queues turns with the writer and hands what they say to the sender."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ward: str,
        lease: str,
        manner: Manner,
        give: Callable[[tuple[Letter, ...]], None],
        look: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._lease = lease
        self._manner = manner
        self._give = give
        self._look = look
        self._poke = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._wake_at: datetime | None = None
        self._tries: dict[str, int] = {}  # of talks whose wait has ended
        self.running = 0

    def soon(self, channel: str, chat: str) -> None:
        """Turn the oldest waiting message of a chat; called once for every stored message."""
        now = self._clock.now()
        self._queue(partial(self._next, channel=channel, chat=chat, now=now))

    def look_again(self) -> None:
        """Time has moved, or another process has stored something."""
        self._poke.set()

    async def run(self) -> None:
        """For ever: what waits at the start, then every wait that ends."""
        while True:
            now = self._clock.now()
            try:
                due = await asyncio.wrap_future(self._store.do(partial(_due, now=now)))
            except Exception as fault:
                log.error("turns_not_seen", error=type(fault).__name__)
                await asyncio.sleep(BREATH)
                continue
            self._wake_at = due.more_at
            for channel, chat in due.chats:
                self.soon(channel, chat)
            for key in due.talks:
                self._queue(partial(self._wake, key=key, now=now))
            await self._clock.wait(self._poke, self._wake_at)

    # In the writer

    def _next(self, session: Session, channel: str, chat: str, now: datetime) -> Turned | None:
        found = conversations.oldest(session, channel, chat, now)
        if found is None:
            return None
        inbox, payload, attempts = found
        try:
            turn = self._gather(session, conversations.incoming_in(payload), inbox, now)
            door.handle(turn)
            turned = self._apply(turn)
            session.flush()
            conversations.finish(session, inbox)
            return turned
        except Exception as fault:
            raise TurnFailed(inbox, attempts, type(fault).__name__) from fault

    def _gather(self, session: Session, incoming: Incoming, inbox: int | None, now: datetime) -> Turn:
        house = people.house_of(session, self._ward)
        who = people.who_is(session, incoming.channel, incoming.chat)
        return Turn(session, house, now, incoming, inbox, who, self._manner)

    def _wake(self, session: Session, key: str, now: datetime) -> Turned | None:
        """A wait in a talk has ended."""
        mark, _, number = key.partition(":")
        who = people.who(session, int(number)) if mark == "p" else None
        if who is None or not who.joined:
            conversations.keep_talk(
                session, self._ward, key, replace(conversations.talk_of(session, key), wake_at=None)
            )
            return None
        turn = self._of_the_clock(session, who.id, now)
        if turn.talk.wake_at is None or turn.talk.wake_at > now:
            return None  # the talk has moved on since
        try:
            door.handle(turn)
            turned = self._apply(turn)
            session.flush()
            self._tries.pop(key, None)
            return turned
        except Exception as fault:
            raise TurnFailed(key, self._tries.get(key, 0), type(fault).__name__) from fault

    def _of_the_clock(self, session: Session, person: int, now: datetime) -> Turn:
        house = people.house_of(session, self._ward)
        incoming = Incoming(channel="", external_id="", chat="", kind=Kind.WAKE, at=now)
        turn = Turn(session, house, now, incoming, None, people.who(session, person), self._manner)
        turn.talk = replace(turn.talk, clock_turns=turn.talk.clock_turns + 1)
        return turn

    def _apply(self, turn: Turn) -> Turned:
        """The one place where a turn's talk and words are written."""
        for key, talk in turn.talks.items():
            conversations.keep_talk(turn.session, self._ward, key, talk)
        letters: list[Letter] = []
        others = False
        for say in turn.says:
            now_or_later = self._lease if say.not_before is None else None
            put = outbox.put(turn.session, self._ward, say, turn.now, now_or_later)
            if now_or_later:
                letters += put
            others = others or (bool(put) and now_or_later is None)
        own = turn.talks.get(turn.key)
        return Turned(turn.act, tuple(letters), others, own.wake_at if own else None, turn.withdrawn)

    # Back on the loop

    def _queue(self, job: Callable[[Session], Turned | None]) -> None:
        self.running += 1
        self._store.do(job).add_done_callback(lambda future: self._loop.call_soon_threadsafe(self._finished, future))

    def _finished(self, future: Future[Turned | None]) -> None:
        self.running -= 1
        fault = future.exception()
        if isinstance(fault, TurnFailed):
            self._failed(fault)
            return
        if fault is not None:
            log.error("turn_not_stored", error=type(fault).__name__)
            self._loop.call_later(BREATH, self._poke.set)
            return
        turned = future.result()
        if turned is None:
            return
        log.info("turned", act=turned.act, says=len(turned.letters), withdrawn=turned.withdrawn or None)
        if turned.act in ("left", "marked"):
            self._store.checkpoint()  # what was erased is gone from the log too
        if turned.letters:
            self._give(turned.letters)
        if turned.others or turned.withdrawn:
            self._look()
        if turned.wake_at is not None and (self._wake_at is None or turned.wake_at < self._wake_at):
            self._wake_at = turned.wake_at
            self._poke.set()

    def _failed(self, failure: TurnFailed) -> None:
        log.error("turn_failed", what=failure.what, error=failure.why, exc_info=failure.__cause__)
        now = self._clock.now()
        if failure.attempts >= len(PAUSES):
            self._queue(lambda session: self._set_aside(session, failure, now))
            return
        again = now + PAUSES[failure.attempts]
        if isinstance(failure.what, str):
            self._tries[failure.what] = failure.attempts + 1
        self._queue(lambda session: _later(session, failure, again))

    def _set_aside(self, session: Session, failure: TurnFailed, now: datetime) -> Turned:
        """One sorry sentence; the draft stays, Bloc staff are asked to telephone, the original is kept sealed."""
        if isinstance(failure.what, str):
            turn = self._of_the_clock(session, int(failure.what.partition(":")[2]), now)
            turn.wake(None)
            self._tries.pop(failure.what, None)
        else:
            incoming = conversations.set_aside(session, failure.what, failure.why)
            if incoming is None:
                return Turned("set aside", (), False, now, 0)
            turn = self._gather(session, incoming, failure.what, now)
        turn.act = "set aside"
        if turn.who is not None and turn.who.joined:
            turn.say(texts.sorry(turn.who))
            staff = turn.staff()
            if staff is not None and staff.id != turn.who.id:
                units = turn.who.reports_for
                name = turn.house.name(units[0]) if units else turn.who.title
                turn.say(desk_texts.could_not_read(name, turn.who.phone_slot), to=staff)
        return replace(self._apply(turn), wake_at=now)  # what was held back is looked at


def _due(session: Session, now: datetime) -> Due:
    due = (
        conversations.next_wake(session, now),
        conversations.next_retry(session, now),
    )
    return Due(
        chats=conversations.waiting(session, now),
        talks=[key for _, key in conversations.due_talks(session, now)],
        more_at=min((at for at in due if at is not None and at > now), default=None),
    )


def _later(session: Session, failure: TurnFailed, at: datetime) -> Turned:
    if isinstance(failure.what, str):
        conversations.wake_later(session, failure.what, at)
    else:
        conversations.retry_later(session, failure.what, failure.attempts, at, failure.why)
    return Turned("later", (), False, at, 0)
