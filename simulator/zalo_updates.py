"""What Zalo holds for a bot that polls: one update a call, at most once, nothing for who does not ask.

There is no offset and no acknowledgement: an update is gone once it was handed out, and what people say while nobody
polls is not replayed.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from simulator.journal import Json

PATIENCE = 5.0
"""Real seconds between two polls during which updates are still kept: a guess, the documentation has no figure."""

Poll = asyncio.Future[Json]


class Updates:
    def __init__(self) -> None:
        self._kept: deque[Json] = deque()
        self._polls: list[tuple[Poll, Callable[[], bool]]] = []
        self._asked = float("-inf")

    @property
    def waiting(self) -> int:
        return len(self._kept)

    @property
    def listening(self) -> bool:
        """Somebody who is still connected waits for the next update."""
        return any(alive() and not poll.done() for poll, alive in self._polls)

    def put(self, update: Json) -> bool:
        """False when nobody polled lately: the update is lost."""
        for poll, alive in self._polls:
            if alive() and not poll.done():
                poll.set_result(update)
                return True
        if time.monotonic() - self._asked > PATIENCE:
            return False
        self._kept.append(update)
        return True

    def forget(self) -> list[Json]:
        """Empties the buffer; what was in it."""
        kept, self._kept = list(self._kept), deque()
        return kept

    async def poll(self, seconds: float, alive: Callable[[], bool]) -> Json | None:
        """The oldest update, or the next within so many real seconds; `alive`: is the caller still there?"""
        self._asked = time.monotonic()
        if self._kept:
            return self._kept.popleft()
        poll: Poll = asyncio.get_running_loop().create_future()
        waiting = (poll, alive)
        self._polls.append(waiting)
        try:
            return await asyncio.wait_for(poll, seconds) if seconds > 0 else None
        except TimeoutError:
            return None
        finally:
            self._polls.remove(waiting)
            if alive():
                self._asked = time.monotonic()
