"""The queue between people and the bot: at least once, in order, until confirmed.

What the open Bot API server does: an update leaves only when a later call passes a higher offset; a second waiting call
ends the first with a conflict; nothing is kept longer than 24 hours.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

RETENTION = timedelta(hours=24)
LONGEST_POLL = 50
"""Real seconds."""

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to who names them in `allowed_updates`."""


class ConflictError(Exception):
    """Something took this call's place; the text says what."""


class Waiting(NamedTuple):
    id: int
    at: datetime
    text: str
    """The update as JSON, made once however often it is fetched."""
    lane: str
    """To a webhook the updates of one lane go one after the other."""


def lane_of(update: dict[str, Any], number: int) -> str:
    """A chat's messages are one lane, a user's presses another; what names neither has one of its own."""
    match update:
        case {"message": {"chat": {"id": chat}}} | {"edited_message": {"chat": {"id": chat}}}:
            return f"chat {chat}"
        case {"callback_query": {"from": {"id": user}}}:
            return f"presses {user}"
        case {"my_chat_member": {"chat": {"id": chat}}}:
            return f"member {chat}"
    return f"update {number}"


def _nobody(_lane: str) -> None:
    """Updates wait until they are asked for."""


class Updates:
    """`first` is the number of the first update; numbers grow by one."""

    def __init__(self, first: int = 100_000_001) -> None:
        self._next = first
        self._queue: deque[Waiting] = deque()
        self._poll: asyncio.Future[str] | None = None
        self._again: list[Waiting] = []
        self._allowed: frozenset[str] | None = None
        self.arrived: Callable[[str], None] = _nobody
        """Is told the lane of what came."""

    def put(self, update: dict[str, Any], now: datetime) -> int | None:
        """The number it got, or None when the bot did not ask for this kind."""
        kinds = set(update) - {"update_id"}
        unwanted = kinds & NOT_BY_DEFAULT if self._allowed is None else kinds - self._allowed
        if kinds and kinds == unwanted:
            return None
        number, self._next = self._next, self._next + 1
        waiting = Waiting(number, now, json.dumps({"update_id": number, **update}), lane_of(update, number))
        self._queue.append(waiting)
        self._wake()
        self.arrived(waiting.lane)
        return number

    def allow(self, kinds: list[str]) -> None:
        """Counts for later updates and until changed; an empty list is the default again."""
        self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str]:
        """Empty: the default."""
        return sorted(self._allowed or ())

    def repeat(self, batch: list[Waiting]) -> None:
        """A scripted duplicate: this batch comes once more, confirmed or not."""
        self._again = batch

    def forget(self) -> None:
        self._queue.clear()

    @property
    def listening(self) -> bool:
        """Somebody waits for the next update."""
        return self._poll is not None

    def waiting(self, now: datetime) -> int:
        while self._queue and now - self._queue[0].at >= RETENTION:
            self._queue.popleft()
        return len(self._queue)

    def lanes(self, now: datetime) -> list[str]:
        """Of what waits, in the order of its first update; a lane as often as it has updates."""
        self.waiting(now)
        return [update.lane for update in self._queue]

    def first(self, lane: str, now: datetime) -> Waiting | None:
        self.waiting(now)
        return next((update for update in self._queue if update.lane == lane), None)

    def done(self, update: Waiting) -> None:
        """It was delivered, or given up."""
        if update in self._queue:
            self._queue.remove(update)

    def interrupt(self, why: str) -> None:
        """Ends a waiting poll with a conflict."""
        self._wake(why)

    async def poll(self, offset: int, limit: int, seconds: float, now: datetime) -> list[Waiting]:
        """Confirms what lies below `offset` (a negative one keeps only the last so many), then the next batch.

        With nothing there it waits up to so many real seconds. Raises ConflictError when another call takes over.
        """
        while self._queue and (self._queue[0].id < offset or len(self._queue) > -offset > 0):
            self._queue.popleft()
        self._wake("terminated by other getUpdates request; make sure that only one bot instance is running")
        if again := self._again:
            self._again = []
            return again
        if not self.waiting(now) and seconds > 0:
            await self._arrival(seconds)
        return [update for update, _ in zip(self._queue, range(limit), strict=False)]

    async def _arrival(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            if conflict := await asyncio.wait_for(poll, seconds):
                raise ConflictError(conflict)
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self, conflict: str = "") -> None:
        """There is something, or a conflict."""
        poll, self._poll = self._poll, None
        if poll is not None and not poll.done():
            poll.set_result(conflict)
