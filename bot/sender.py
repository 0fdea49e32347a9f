"""Outbox to channel: claim, pace, send, settle.

Replies come straight from the turn that made them, leased to this process; what the clock put is claimed, never more
than about a second of pace, so that no reply waits behind nudges. Whatever becomes of a letter is written down.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from bot.health import Pulse, Purse
from bot.pace import Limits, choose, rebuilt
from reporting.channels import CHANNELS
from reporting.plain import numbered, units
from storage import outbox, people
from storage.database import Job, Store
from storage.outbox import Letter

log = structlog.get_logger()

CLAIM = 30  # chats with letters leased ahead: about a second of pace
MOST_OF_A_CHAT = 10  # times CLAIM: letters leased in all
MOST_REPEATS = 3  # of a reply whose answer was lost
LONGEST_PAUSE = timedelta(minutes=5)
BREATH = 1.0  # seconds until the database is tried again


class SendFailed(Exception):
    """Why a letter did not go.

    `retry_after` seconds: refused for a while. `gone`: the person cannot be reached here. `lost`: it may have
    arrived, nobody knows. `unreachable`: the channel's server does not answer at all. None of these: a passing fault,
    or with `permanent` a letter that can never go.
    """

    def __init__(
        self,
        why: str,
        *,
        retry_after: float | None = None,
        gone: bool = False,
        lost: bool = False,
        permanent: bool = False,
        unreachable: bool = False,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after
        self.gone = gone
        self.lost = lost
        self.permanent = permanent
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class Shown:
    """What goes with a letter: a photo, a voice note, a film, a file.

    For a channel that takes no bytes: `url`, where it may fetch a photo for a while, and `line`, which leads its reader
    to a page with anything else.
    """

    kind: str
    mime: str
    content: bytes
    name: str = ""
    url: str = ""
    line: str = ""


T = TypeVar("T")
Ask = Callable[[], Awaitable[object]]  # whether the channel's server answers; raises SendFailed
Mouth = Callable[[Letter], Awaitable[str]]  # sends, answers the channel's message id, raises SendFailed


class Sender:
    """The one way out of the house for a channel. `moved` is called when letters may have gone over to another."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        channel: str,
        mouth: Mouth,
        ask: Ask,
        limits: Limits,
        lease: str,
        pulse: Pulse,
        purse: Purse,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._channel = CHANNELS[channel]
        self._mouth = mouth
        self._ask = ask
        self._lease = lease
        self._pulse = pulse
        self._purse = purse
        self._moved = moved
        self._queues: dict[str, list[Letter]] = {}
        self._busy: dict[str, int] = {}  # chat -> the letter on its way
        self._tasks: set[asyncio.Task[None]] = set()
        self._poke = asyncio.Event()
        self._paced_until: datetime | None = None
        self._look = True  # the outbox may hold something to claim
        self._looking = False
        self._schedule = rebuilt(limits, ())
        self._silent_until: datetime | None = None  # the server does not answer: nothing is tried before
        self._silences = 0  # tries in a row that found it so
        self._waits = False  # something waits for its voice
        self._gone_over = False  # letters of somebody gone may lie with another channel now

    def give(self, letters: Iterable[Letter]) -> None:
        """Letters leased to this process, straight from their turn."""
        for letter in letters:
            insort(self._queues.setdefault(letter.chat, []), letter, key=lambda queued: (queued.priority, queued.id))
        self._poke.set()

    def look(self) -> None:
        """Something was put into the outbox, or time has moved."""
        self._look = True
        self._poke.set()

    @property
    def paced_until(self) -> datetime | None:
        """When the next letter may go, while all that is left waits for its pace; None when there is work now."""
        late = self._paced_until is not None and self._paced_until <= self._clock.now()
        return None if self._working or late else self._paced_until

    def kinds(self) -> tuple[str, ...]:
        """Kinds of letters that may go at this moment: none while the server does not answer."""
        return () if self._silent_until is not None else self._purse.kinds()

    @property
    def at_rest(self) -> bool:
        return not self._working and (not self._queues or self.paced_until is not None)

    @property
    def _working(self) -> bool:
        giving_back = self._silent_until is not None and bool(self._queues)
        return bool(self._busy or self._look or self._looking or giving_back)

    async def run(self) -> None:
        """For ever: send what may go, then wait for the next letter or the next free moment."""
        await self._start()
        next_due: datetime | None = None
        before = self._clock.now()
        while True:
            now = self._clock.now()
            if now < before:
                self._schedule.turned_back(before - now)
            before = now
            await self._mind_silence(now)
            if self._look or (next_due is not None and next_due <= now):
                next_due = await self._claim(now)
                await self._mind_silence(now)
            letter, later = choose(self._queues, self._busy, self._schedule, now)
            self._paced_until = later if self._silent_until is None or not self._waits else self._silent_until
            if letter is not None and letter.kind not in self._purse.kinds():
                await self._give_back(letter, now)
                continue
            if letter is not None:
                self._take(letter, now)
                continue
            waits = (later, next_due, self._silent_until)
            await self._clock.wait(self._poke, min((t for t in waits if t), default=None))

    async def _give_back(self, letter: Letter, now: datetime) -> None:
        """The purse was emptied since it was claimed."""
        queue = self._queues[letter.chat]
        queue.remove(letter)
        if not queue:
            del self._queues[letter.chat]
        await self._stored(lambda session: outbox.put_back(session, [letter.id], now))

    async def _mind_silence(self, now: datetime) -> None:
        """While the server does not answer letters lie in the outbox, where they can be taken to another channel."""
        if self._silent_until is None:
            return
        if now >= self._silent_until and self._pulse.is_ill:
            await self._ask_for_life()
        if not self._pulse.is_ill:
            self._silent_until, self._look = None, True
        elif self._queues:
            rest = self._unsent(*self._queues)
            await self._stored(lambda session: outbox.put_back(session, rest, now))
            self._waits = True

    async def _ask_for_life(self) -> None:
        """No letter is risked: after an outage the clock says first which of them still make sense."""
        self._looking = True
        try:
            await self._ask()
        except SendFailed as failure:
            self._hush(self._clock.now()) if failure.unreachable or failure.lost else self._pulse.well()
        else:
            self._pulse.well()
        self._looking = False

    def _hush(self, now: datetime) -> None:
        """The server did not answer: it is tried again after a growing pause."""
        self._pulse.ill()
        self._silences += 1
        self._silent_until = now + min(timedelta(seconds=2 ** min(self._silences, 9)), LONGEST_PAUSE)

    async def finish(self, patience: float) -> None:
        """Let what is on its way arrive, and give the rest back: it was not said."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)
        away, name = list(self._busy.values()), self._channel.name
        for task in self._tasks:
            task.cancel()
        await asyncio.wrap_future(self._store.do(lambda session: outbox.release(session, name, self._lease, away)))

    async def _start(self) -> None:
        """Who went before us may have died: their letters are said again, their recent sending is our pace."""
        now = self._clock.now()

        def job(session: Session) -> tuple[int, list[tuple[str, datetime]]]:
            self._purse.look(session, now)
            repeated = outbox.recover(session, self._channel.name, self._lease, now)
            return repeated, list(outbox.recently_sent(session, self._channel.name, now, timedelta(minutes=1)))

        repeated, recent = await self._stored(job)
        self._schedule = rebuilt(self._schedule.limits, recent)
        if repeated:
            log.info("recovered", letters=repeated)

    async def _claim(self, now: datetime) -> datetime | None:
        """Lease what is due; answers when the outbox is to be looked at again (None: when a letter has gone)."""
        self._look, self._looking = False, True
        self._schedule.forget(now)
        letters = sum(len(queue) for queue in self._queues.values())
        # Chats count, not letters: a long row for one slow chat must not keep the others out.
        room = min(CLAIM - len(self._queues), CLAIM * MOST_OF_A_CHAT - letters)

        def job(session: Session) -> tuple[list[Letter], int, datetime | None, bool]:
            self._purse.look(session, now)
            kinds, channel = self.kinds(), self._channel.name
            expired = outbox.expire(session, now)
            claimed = outbox.claim(session, channel, now, self._lease, room, kinds)
            waits = not kinds and outbox.next_due(session, channel) is not None
            return claimed, expired, outbox.next_due(session, channel, kinds), waits

        claimed, expired, next_due, self._waits = await self._stored(job)
        if expired:
            log.info("expired", letters=expired)
        self.give(claimed)
        self._looking = False
        return next_due if room > 0 else None

    async def _stored(self, job: Job[T]) -> T:
        """Have a job done, however long the disk is full: what was said must not be said again for want of a note."""
        while True:
            try:
                return await asyncio.wrap_future(self._store.do(job))
            except Exception as fault:
                log.error("outbox_not_written", error=type(fault).__name__)
                await asyncio.sleep(BREATH)

    def _take(self, letter: Letter, now: datetime) -> None:
        queue = self._queues[letter.chat]
        queue.remove(letter)
        late = letter.expires_at is not None and letter.expires_at <= now
        riders = [] if late or not self._purse.short else self._riders(letter, queue)
        if not queue:
            del self._queues[letter.chat]
        self._busy[letter.chat] = letter.id
        if not late:
            self._schedule.note(letter.chat, now)
        silent = self._pulse.is_out_of_doubt  # then what gets no answer has not arrived
        task = asyncio.create_task(self._done(letter, riders, late, silent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _riders(self, letter: Letter, queue: list[Letter]) -> list[Letter]:
        """Letters for the same chat that go along in one message, where messages are dear and all fits."""
        riders: list[Letter] = []
        while queue and not (last := (riders or [letter])[-1]).choices and last.then is None:
            if units(_together(letter, [*riders, queue[0]])) > self._channel.max_text:
                break
            riders.append(queue.pop(0))
        return riders

    async def _done(self, letter: Letter, riders: list[Letter], late: bool, silent: bool) -> None:
        """Send a letter and write down what became of it; until then its chat is busy."""
        note = self._settled(letter, "expired") if late else await self._send(letter, riders, silent)
        await self._stored(note)
        del self._busy[letter.chat]
        self._look = self._look or letter.chat not in self._queues
        if self._gone_over:
            self._gone_over = False
            self._moved()
        self._poke.set()

    async def _send(self, letter: Letter, riders: list[Letter], silent: bool) -> Job[None]:
        try:
            message = await self._mouth(_carrying(letter, riders))
        except SendFailed as failure:
            self.give(riders)  # on their own, when their turn comes
            if failure.unreachable or failure.lost:
                self._hush(self._clock.now())
            else:
                self._pulse.well()
            return self._failed(letter, failure, failure.lost and not silent)
        except Exception as fault:
            self.give(riders)
            log.exception("send_raised", letter=letter.id)
            return self._settled(letter, "failed", why=type(fault).__name__)
        self._pulse.well()
        self._silences = 0
        return self._sent([letter, *riders], message)

    def _sent(self, letters: list[Letter], message: str) -> Job[None]:
        now = self._clock.now()
        notes = [self._settled(letter, "sent", message=message) for letter in letters]

        def job(session: Session) -> None:
            for note in notes:
                note(session)
            self._purse.paid(session, letters[0], now)

        return job

    def _settled(self, letter: Letter, state: str, message: str | None = None, why: str | None = None) -> Job[None]:
        now = self._clock.now()
        log.info(state, letter=letter.id, kind=letter.kind, person=letter.person, why=why)
        return lambda session: outbox.settle(session, letter.id, state, now, message, why)

    def _failed(self, letter: Letter, failure: SendFailed, lost: bool) -> Job[None]:
        now = self._clock.now()
        if failure.retry_after is not None:
            return self._parked(letter, now, now + timedelta(seconds=failure.retry_after))
        if failure.gone:
            return self._gone(letter, now, failure.why)
        if failure.permanent:
            return self._settled(letter, "failed", why=failure.why)
        if lost and not self._may_repeat(letter):
            return self._settled(letter, "unknown", why=failure.why)
        until = now + min(timedelta(seconds=2 ** min(letter.attempts, 9)), LONGEST_PAUSE)
        self._schedule.hold(letter.chat, until)
        rest = self._unsent(letter.chat)
        log.info("again", letter=letter.id, why=failure.why)

        def job(session: Session) -> None:
            outbox.again(session, [letter.id], until, failure.why, repeat=lost)
            outbox.put_back(session, rest, until)
            self._purse.refused(session, letter, now)

        return job

    def _may_repeat(self, letter: Letter) -> bool:
        return outbox.AGAIN_AFTER_A_DEATH[letter.kind] and letter.attempts < MOST_REPEATS

    def _gone(self, letter: Letter, now: datetime, why: str) -> Job[None]:
        """Nothing more goes to this address: what lies there finds another way, or the desk telephones."""
        rest = [letter.id, *self._unsent(letter.chat)]
        log.info("gone", letter=letter.id, why=why)
        self._gone_over = True

        def job(session: Session) -> None:
            outbox.put_back(session, rest, now)
            people.cannot_be_reached(session, letter.channel, letter.chat, now)

        return job

    def _parked(self, letter: Letter, now: datetime, until: datetime) -> Job[None]:
        """The whole chat waits (all chats, when a second one is refused too); nobody else does."""
        whole_bot = self._schedule.park(letter.chat, now, until)
        rest = self._unsent(*([letter.chat] if not whole_bot else list(self._queues)))
        log.info("parked", letter=letter.id, whole_bot=whole_bot)

        def job(session: Session) -> None:
            outbox.again(session, [letter.id], until, "refused for a while", parked=True)
            outbox.put_back(session, rest, until)
            outbox.postpone_chat(session, self._channel.name, None if whole_bot else letter.chat, until)

        return job

    def _unsent(self, *chats: str) -> list[int]:
        """Take the letters of these chats out of hand."""
        return [letter.id for chat in chats for letter in self._queues.pop(chat, ())]


def _together(letter: Letter, riders: list[Letter]) -> str:
    """What one message would say, its choices included."""
    last = (riders or [letter])[-1]
    return numbered("\n\n".join(each.text for each in (letter, *riders)), last.choices)


def _carrying(letter: Letter, riders: list[Letter]) -> Letter:
    if not riders:
        return letter
    last = riders[-1]
    text = "\n\n".join(each.text for each in (letter, *riders))
    return replace(letter, text=text, choices=last.choices, question=last.question, then=last.then)
