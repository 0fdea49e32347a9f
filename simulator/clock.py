"""The one virtual clock: message dates, flood limits, retention, retries. And the bell that wakes those who wait."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

MOVE = 0.25
"""A running clock moves all the time; who waits for it is told about every quarter of a real second."""

LONGEST_LOOK = 25.0
"""Real seconds after which who waits for a moment looks again."""


class Bell:
    """Wakes everybody who waits, without remembering earlier rings."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    async def wait(self, seconds: float) -> None:
        """Returns at the next ring, or after so many real seconds."""
        rung = self._rung
        try:
            await asyncio.wait_for(rung.wait(), seconds)
        except TimeoutError:
            return


class Clock:
    """Stands still (speed 0) until it is moved, or runs at `speed` times real time."""

    def __init__(self, now: datetime, speed: float = 0) -> None:
        self._base = now.astimezone(UTC)
        self._since = time.monotonic()
        self.speed = speed
        self.bell = Bell()

    def now(self) -> datetime:
        """The virtual time, aware, in UTC."""
        if not self.speed:
            return self._base
        return self._base + timedelta(seconds=(time.monotonic() - self._since) * self.speed)

    def set(self, now: datetime) -> None:
        self._base = now.astimezone(UTC)
        self._since = time.monotonic()
        self.bell.ring()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + timedelta(seconds=seconds))

    def run(self, speed: float) -> None:
        self._base = self.now()
        self._since = time.monotonic()
        self.speed = speed
        self.bell.ring()

    async def moved(self, after: datetime | None, seconds: float) -> datetime:
        """The time, as soon as it is not `after` any more; or the same time after so many real seconds.

        A running clock has moved once it is `MOVE` real seconds further, or behind `after` because it was set back.
        """
        end = time.monotonic() + seconds
        while True:
            now = self.now()
            left = end - time.monotonic()
            if after is None or left <= 0 or now < after:
                return now
            ahead = (now - after).total_seconds()
            if not self.speed and ahead:
                return now
            rest = MOVE - ahead / self.speed if self.speed else left
            if rest <= 0:
                return now
            await self.bell.wait(min(rest, left))

    async def reach(self, moment: datetime) -> None:
        """Returns when it is that late."""
        while (now := self.now()) < moment:
            await self.moved(now, LONGEST_LOOK)


def instant(text: str) -> datetime:
    """An aware ISO 8601 time, e.g. 2026-11-18T16:00:00+07:00; a plus sign that a query made a blank is mended."""
    moment = datetime.fromisoformat(text.strip().replace(" ", "+") if "T" in text else text)
    if moment.tzinfo is None:
        raise ValueError(f"no time zone in {text!r}")
    return moment.astimezone(UTC)
