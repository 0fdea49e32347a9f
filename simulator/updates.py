"""The queue between people and the bot: at least once, in order, until confirmed.

What the open Bot API server does: an update leaves only when a later call passes a higher offset; a second waiting call
ends the first with a conflict; nothing is kept longer than 24 hours.
"""

import asyncio
import json
from collections import deque
from datetime import datetime, timedelta
from typing import Any, NamedTuple

RETENTION = timedelta(hours=24)
LONGEST_POLL = 50
"""Real seconds."""

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to who names them in `allowed_updates`."""


class ConflictError(Exception):
    """Another call took this one's place."""


class Waiting(NamedTuple):
    id: int
    at: datetime
    text: str
    """The update as JSON, made once however often it is fetched."""


class Updates:
    """`first` is the number of the first update; numbers grow by one."""

    def __init__(self, first: int = 100_000_001) -> None:
        self._next = first
        self._queue: deque[Waiting] = deque()
        self._poll: asyncio.Future[bool] | None = None
        self._again: list[Waiting] = []
        self._allowed: frozenset[str] | None = None

    def put(self, update: dict[str, Any], now: datetime) -> int | None:
        """The number it got, or None when the bot did not ask for this kind."""
        kinds = set(update) - {"update_id"}
        unwanted = kinds & NOT_BY_DEFAULT if self._allowed is None else kinds - self._allowed
        if kinds and kinds == unwanted:
            return None
        number, self._next = self._next, self._next + 1
        self._queue.append(Waiting(number, now, json.dumps({"update_id": number, **update})))
        self._wake(True)
        return number

    def allow(self, kinds: list[str]) -> None:
        """Counts for later updates and until changed; an empty list is the default again."""
        self._allowed = frozenset(kinds) or None

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

    async def poll(self, offset: int, limit: int, seconds: float, now: datetime) -> list[Waiting]:
        """Confirms what lies below `offset` (a negative one keeps only the last so many), then the next batch.

        With nothing there it waits up to so many real seconds. Raises ConflictError when another call takes over.
        """
        while self._queue and (self._queue[0].id < offset or len(self._queue) > -offset > 0):
            self._queue.popleft()
        self._wake(False)
        if again := self._again:
            self._again = []
            return again
        if not self.waiting(now) and seconds > 0:
            await self._arrival(seconds)
        return [update for update, _ in zip(self._queue, range(limit), strict=False)]

    async def _arrival(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            if not await asyncio.wait_for(poll, seconds):
                raise ConflictError
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self, arrived: bool) -> None:
        """True: there is something. False: somebody else asks now."""
        poll, self._poll = self._poll, None
        if poll is not None and not poll.done():
            poll.set_result(arrived)
