"""Outbox to channel: claim, pace, send, settle.

Replies come straight from the turn that made them, leased to this process; what the clock put is claimed, never more
than about a second of pace, so that no reply waits behind nudges. Whatever becomes of a letter is written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from bot.pace import Limits, choose, rebuilt
from storage import outbox, people
from storage.database import Store
from storage.outbox import Letter

log = structlog.get_logger()

CLAIM = 30  # letters leased ahead: about a second of pace
MOST_REPEATS = 3  # of a reply whose answer was lost
LONGEST_PAUSE = timedelta(minutes=5)


class SendFailed(Exception):
    """Why a letter did not go.

    `retry_after` seconds: refused for a while. `gone`: the person cannot be reached here. `lost`: it may have
    arrived, nobody knows. None of these: a passing fault, or with `permanent` a letter that can never go.
    """

    def __init__(
        self,
        why: str,
        *,
        retry_after: float | None = None,
        gone: bool = False,
        lost: bool = False,
        permanent: bool = False,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after
        self.gone = gone
        self.lost = lost
        self.permanent = permanent


Mouth = Callable[[Letter], Awaitable[str]]  # sends, answers the channel's message id, raises SendFailed


class Sender:
    """The one way out of the house for a channel."""

    def __init__(self, store: Store, clock: Clock, channel: str, mouth: Mouth, limits: Limits, lease: str) -> None:
        self._store = store
        self._clock = clock
        self._channel = channel
        self._mouth = mouth
        self._lease = lease
        self._queues: dict[str, list[Letter]] = {}
        self._busy: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._poke = asyncio.Event()
        self._paced_until: datetime | None = None
        self._look = True  # the outbox may hold something to claim
        self._schedule = rebuilt(limits, ())

    def give(self, letters: Iterable[Letter]) -> None:
        """Letters leased to this process, straight from their turn."""
        for letter in letters:
            self._queues.setdefault(letter.chat, []).append(letter)
        self._poke.set()

    def look(self) -> None:
        """Something was put into the outbox, or time has moved."""
        self._look = True
        self._poke.set()

    @property
    def paced_until(self) -> datetime | None:
        """When the next letter may go, while all that is left waits for its pace; None when there is work now."""
        working = self._busy or self._look or (self._paced_until is not None and self._paced_until <= self._clock.now())
        return None if working else self._paced_until

    @property
    def at_rest(self) -> bool:
        return not (self._busy or self._look) and (not self._queues or self.paced_until is not None)

    async def run(self) -> None:
        """For ever: send what may go, then wait for the next letter or the next free moment."""
        await self._start()
        next_due: datetime | None = None
        while True:
            now = self._clock.now()
            if self._look or (next_due is not None and next_due <= now):
                next_due = await self._claim(now)
            letter, later = choose(self._queues, self._busy, self._schedule, now)
            self._paced_until = later
            if letter is not None:
                self._take(letter, now)
                continue
            await self._clock.wait(self._poke, min((t for t in (later, next_due) if t), default=None))

    async def _start(self) -> None:
        """Who went before us may have died: their letters are said again, their recent sending is our pace."""
        now = self._clock.now()

        def job(session: Session) -> tuple[int, list[tuple[str, datetime]]]:
            repeated = outbox.recover(session, self._lease, now)
            recent = outbox.recently_sent(session, now, timedelta(minutes=1))
            return repeated, [(chat, at) for channel, chat, at in recent if channel == self._channel]

        repeated, recent = await asyncio.wrap_future(self._store.do(job))
        self._schedule = rebuilt(self._schedule.limits, recent)
        if repeated:
            log.info("recovered", letters=repeated)

    async def _claim(self, now: datetime) -> datetime | None:
        """Lease what is due; answers when the outbox is to be looked at again."""
        self._look = False
        room = CLAIM - sum(len(queue) for queue in self._queues.values())

        def job(session: Session) -> tuple[list[Letter], int, datetime | None]:
            expired = outbox.expire(session, now)
            return outbox.claim(session, now, self._lease, room), expired, outbox.next_due(session)

        letters, expired, next_due = await asyncio.wrap_future(self._store.do(job))
        if expired:
            log.info("expired", letters=expired)
        self.give(letters)
        if next_due is not None and next_due <= now and not letters:
            self._look = False  # no room: a sent letter makes it
            return None
        return next_due

    def _take(self, letter: Letter, now: datetime) -> None:
        queue = self._queues[letter.chat]
        queue.remove(letter)
        if not queue:
            del self._queues[letter.chat]
        if letter.expires_at is not None and letter.expires_at <= now:
            self._settle(letter, "expired")
            return
        self._busy.add(letter.chat)
        self._schedule.note(letter.chat, now)
        task = asyncio.create_task(self._send(letter))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, letter: Letter) -> None:
        try:
            message = await self._mouth(letter)
            self._settle(letter, "sent", message=message)
        except SendFailed as failure:
            self._failed(letter, failure)
        except Exception as fault:
            log.exception("send_raised", letter=letter.id)
            self._settle(letter, "failed", why=type(fault).__name__)
        finally:
            self._busy.discard(letter.chat)
            self._look = self._look or not self._queues
            self._poke.set()

    def _settle(self, letter: Letter, state: str, message: str | None = None, why: str | None = None) -> None:
        now = self._clock.now()
        self._store.do(lambda session: outbox.settle(session, letter.id, state, now, message, why))
        log.info(state, letter=letter.id, kind=letter.kind, person=letter.person, why=why)

    def _failed(self, letter: Letter, failure: SendFailed) -> None:
        now = self._clock.now()
        if failure.retry_after is not None:
            self._park(letter, now, now + timedelta(seconds=failure.retry_after))
        elif failure.gone:
            self._settle(letter, "failed", why=failure.why)
            self._give_back(letter.chat, now, "gone")
            self._store.do(lambda session: people.cannot_be_reached(session, letter.channel, letter.chat, now))
        elif failure.permanent:
            self._settle(letter, "failed", why=failure.why)
        elif failure.lost and not self._may_repeat(letter):
            self._settle(letter, "unknown", why=failure.why)
        else:
            pause = min(timedelta(seconds=2 ** min(letter.attempts, 9)), LONGEST_PAUSE)
            self._later([letter], now + pause, failure.why, repeat=failure.lost)
            self._give_back(letter.chat, now + pause, failure.why)

    def _may_repeat(self, letter: Letter) -> bool:
        return outbox.AGAIN_AFTER_A_DEATH[letter.kind] and letter.attempts < MOST_REPEATS

    def _park(self, letter: Letter, now: datetime, until: datetime) -> None:
        """The whole chat waits (all chats, when a second one is refused too); nobody else does."""
        whole_bot = self._schedule.park(letter.chat, now, until)
        self._later([letter], until, "refused for a while", parked=True)
        for chat in [letter.chat, *(list(self._queues) if whole_bot else [])]:
            self._give_back(chat, until, "parked")
        only = None if whole_bot else letter.chat
        self._store.do(lambda session: outbox.postpone_chat(session, self._channel, only, until))
        log.info("parked", letter=letter.id, whole_bot=whole_bot)

    def _give_back(self, chat: str, until: datetime, why: str) -> None:
        if queue := self._queues.pop(chat, None):
            self._later(queue, until, why)

    def _later(
        self, letters: list[Letter], until: datetime, why: str, parked: bool = False, repeat: bool = False
    ) -> None:
        rows = [letter.id for letter in letters]
        self._store.do(lambda session: outbox.again(session, rows, until, why, parked, repeat))
        self._look = True
