"""Telegram's deliveries to the bot's webhook: each lane of updates one at a time and in order, until it answers 2xx.

What the open Bot API server does: a chat's messages are a lane, a user's presses another, so a press can overtake a
message; the first retry comes at once, the next after 2, 4, 8 … seconds; what is a day old is given up; a method in the
answer is executed.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from simulator.clock import Clock
from simulator.faults import Faults
from simulator.journal import Json
from simulator.line import Line
from simulator.outside import Heard, Outside
from simulator.updates import RETENTION, Updates, Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 a header's name
LONGEST_PAUSE = 120
"""Seconds of the clock; the real server draws 60 to 120."""
USUAL_CONNECTIONS, MOST_CONNECTIONS = 40, 100


@dataclass(frozen=True)
class Address:
    """Where to, with which secret, over how many connections at once."""

    url: str = ""
    secret: str = ""
    connections: int = USUAL_CONNECTIONS


@dataclass(eq=False)
class Lane:
    driver: asyncio.Task[None]
    until: datetime
    """The pause before its next try ends then."""


def pauses() -> Iterator[timedelta]:
    """Before each retry."""
    seconds = 1
    yield timedelta()
    while True:
        seconds = min(seconds * 2, LONGEST_PAUSE)
        yield timedelta(seconds=seconds)


def _nothing(_method: Json) -> None:
    """Until somebody executes methods."""


class Webhook:
    def __init__(
        self,
        outside: Outside,
        line: Line,
        faults: Faults,
        updates: Updates,
        clock: Clock,
        happened: Callable[..., None],
    ) -> None:
        self.address = Address()
        self.error: tuple[datetime, str] | None = None
        """When and why a delivery failed last."""
        self.execute: Callable[[Json], None] = _nothing
        """Is given the bot's answer when it names a method."""
        self._outside, self._line, self._faults, self._updates = outside, line, faults, updates
        self._clock, self._happened = clock, happened
        self._lanes: dict[str, Lane] = {}
        self._connections = asyncio.Semaphore(USUAL_CONNECTIONS)
        updates.arrived = self._drive

    def set(self, address: Address) -> bool:
        """False when it was so before. An empty address ends deliveries; what was under way comes again."""
        if address == self.address:
            return False
        self._stop()
        self.address, self.error = address, None
        self._connections = asyncio.Semaphore(address.connections)
        for lane in self._updates.lanes(self._clock.now()):
            self._drive(lane)
        return True

    def held(self) -> int:
        """Updates whose next try waits for the clock."""
        now = self._clock.now()
        pausing = {name for name, lane in self._lanes.items() if lane.until > now}
        return sum(lane in pausing for lane in self._updates.lanes(now))

    def next_retry(self) -> datetime | None:
        now = self._clock.now()
        return min((lane.until for lane in self._lanes.values() if lane.until > now), default=None)

    async def close(self) -> None:
        drivers = [lane.driver for lane in self._lanes.values()]
        self._stop()
        await asyncio.gather(*drivers, return_exceptions=True)

    def _stop(self) -> None:
        for lane in self._lanes.values():
            lane.driver.cancel()
        self._lanes = {}

    def _drive(self, name: str) -> None:
        """Behind what the lane has under way already."""
        if self.address.url and name not in self._lanes:
            driver = asyncio.get_running_loop().create_task(self._empty(name))
            self._lanes[name] = Lane(driver, self._clock.now())

    async def _empty(self, name: str) -> None:
        lane = self._lanes[name]
        while update := self._updates.first(name, self._clock.now()):
            await self._deliver(lane, update)
            self._updates.done(update)
        del self._lanes[name]

    async def _deliver(self, lane: Lane, update: Waiting) -> None:
        """Returns when it was taken, or is too old."""
        gone = update.at + RETENTION
        for pause in pauses():
            if await self._taken(update):
                return
            lane.until = self._clock.now() + pause
            if lane.until >= gone:
                return
            await self._clock.reach(lane.until)
            if self._clock.now() >= gone:
                return

    async def _taken(self, update: Waiting) -> bool:
        kind, _, number = update.lane.partition(" ")
        chat = int(number) if kind != "update" and number.lstrip("-").isdecimal() else None
        fault = self._faults.due("webhook", chat)
        if fault:
            self._happened("fault", chat, method="webhook", do=fault)
        await asyncio.sleep(fault.get("delay", 0))
        async with self._connections:
            refused = await self._posted(update, fault)
            if not refused and fault.get("duplicate"):
                await self._posted(update, {})
        if refused:
            self.error = (self._clock.now(), refused)
        return not refused

    async def _posted(self, update: Waiting, fault: Json) -> str:
        """Why it was not taken; empty when it was."""
        if self._line.cut:
            return "Connection timed out"
        if code := fault.get("code"):  # of a proxy before the bot
            return _wrong(Heard(code, HTTPStatus(code).phrase, b""))
        headers = {"Content-Type": "application/json"}
        if self.address.secret:
            headers[SECRET_HEADER] = self.address.secret
        heard = await self._outside.ask("POST", self.address.url, data=update.text.encode(), headers=headers)
        # Of an answer on a wire that was cut meanwhile nobody hears.
        if fault.get("lost") or self._line.cut:
            return "Read timeout expired"
        if heard is None:
            return "Connection refused"
        if heard.status // 100 != 2:
            return _wrong(heard)
        if method := _method_in(heard.body):
            self.execute(method)
        return ""


def _wrong(heard: Heard) -> str:
    return f"Wrong response from the webhook: {heard.status} {heard.reason}"


def _method_in(body: bytes) -> Json | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("method"), str) else None
