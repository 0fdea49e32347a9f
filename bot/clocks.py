"""Which time it is, and waiting for another. One of two clocks serves the whole process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import aiohttp
import structlog

log = structlog.get_logger()

UNHEARD = (aiohttp.ClientError, TimeoutError, ValueError, KeyError)  # what a silent or foreign server looks like


class Clock(Protocol):
    def now(self) -> datetime: ...

    async def wait(self, poke: asyncio.Event, until: datetime | None) -> None:
        """Return when `poke` is set (and clear it), or when it is `until`."""


class SystemClock:
    """The machine's time, read by `read`."""

    def __init__(self, read: Callable[[], datetime]) -> None:
        self.now = read

    async def wait(self, poke: asyncio.Event, until: datetime | None) -> None:
        seconds = None if until is None else max(0.0, (until - self.now()).total_seconds())
        try:
            async with asyncio.timeout(seconds):
                await poke.wait()
        except TimeoutError:
            return
        poke.clear()


class FollowedClock:
    """The time of another process, asked by long poll: it stands still until that process moves it.

    Demo, scripted week and tests move it; everything that depends on time then happens as fast as it can.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._now: datetime | None = None
        self._waiting: set[asyncio.Event] = set()
        self._moved: list[Callable[[], None]] = []

    def now(self) -> datetime:
        assert self._now is not None, "the clock is read before it was heard"
        return self._now

    def on_move(self, call: Callable[[], None]) -> None:
        self._moved.append(call)

    async def wait(self, poke: asyncio.Event, until: datetime | None) -> None:
        """Also returns at every move; who waits looks again."""
        self._waiting.add(poke)
        if until is None or self.now() < until:
            await poke.wait()
        poke.clear()

    async def follow(self, http: aiohttp.ClientSession) -> None:
        """Listen for moves for ever. A server that does not answer is asked again."""
        while True:
            try:
                await self.hear(http)
            except UNHEARD as fault:
                log.warning("clock_unheard", error=type(fault).__name__)
                await asyncio.sleep(0.5)

    async def hear(self, http: aiohttp.ClientSession) -> None:
        """Ask once. A server that ignores `after` answers at once: then we breathe before asking again."""
        asked = {"after": self._now.isoformat()} if self._now else {}
        patience = aiohttp.ClientTimeout(total=60)
        async with http.get(f"{self._address}/clock", params=asked, timeout=patience) as answer:
            heard = datetime.fromisoformat((await answer.json(content_type=None))["now"])
        if heard == self._now:
            await asyncio.sleep(0.02)
            return
        self._now = heard
        for poke in self._waiting:
            poke.set()
        for call in self._moved:
            call()


async def heard(address: str) -> datetime:
    """What another process's clock says now. Raises what is in UNHEARD."""
    clock = FollowedClock(address)
    async with aiohttp.ClientSession() as http:
        await clock.hear(http)
    return clock.now()
