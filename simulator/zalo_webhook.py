"""Zalo's deliveries to the bot's webhook: a chat's events in order and one at a time, two retries, then lost."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.faults import Faults
from simulator.journal import Json
from simulator.line import Line
from simulator.outside import Outside

ATTEMPTS = 3
PAUSE = 0.2
"""Real seconds before a retry. The real policy is not documented."""
LONGEST_HOLD = 5.0
"""Real seconds that a reordered event waits for one to overtake it."""

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 a header's name
PROBE_AGENT = "Java/17.0.2"


@dataclass(eq=False)
class Parcel:
    event: Json
    chat: str
    fault: Json
    behind: list["Parcel"] = field(default_factory=list)
    """Held back parcels that this one overtakes: they go when it has gone."""


class Webhook:
    def __init__(
        self,
        outside: Outside,
        line: Line,
        faults: Faults,
        lose: Callable[[Json], None],
        happened: Callable[..., None],
    ) -> None:
        self.url, self.secret, self.wrapped = "", "", False
        self.verification: Json | None = None
        self.waiting = 0
        """Events that were not answered yet."""
        self._outside, self._line, self._faults = outside, line, faults
        self._lose, self._happened = lose, happened
        self._lanes: dict[str, deque[Parcel]] = {}
        self._drivers: set[asyncio.Task[None]] = set()
        self._held: list[Parcel] = []

    async def set(self, url: str, secret: str) -> Json:
        """The address is kept whatever the probe finds."""
        self.url, self.secret = url, secret
        self.verification = await self._probe(url)
        return self.verification

    def remove(self) -> None:
        self.url, self.secret, self.verification = "", "", None

    def put(self, event: Json) -> None:
        chat = chat_of(event)
        fault = self._faults.due("webhook", chat)
        if fault:
            self._happened("fault", chat or None, method="webhook", do=fault)
        if fault.get("drop"):
            self._lose(event)
            return
        self.waiting += 1
        parcel = Parcel(event, chat, fault)
        if fault.get("reorder"):
            self._held.append(parcel)
            asyncio.get_running_loop().call_later(LONGEST_HOLD, self._let_go, parcel)
            return
        parcel.behind, self._held = self._held, []
        self._drive(parcel)

    async def close(self) -> None:
        self._held = []
        for driver in self._drivers:
            driver.cancel()
        await asyncio.gather(*self._drivers, return_exceptions=True)

    def _let_go(self, parcel: Parcel) -> None:
        """Nothing came to overtake it."""
        if parcel in self._held:
            self._held.remove(parcel)
            self._drive(parcel)

    def _drive(self, parcel: Parcel) -> None:
        """Behind what its chat has under way already."""
        if lane := self._lanes.get(parcel.chat):
            lane.append(parcel)
            return
        self._lanes[parcel.chat] = deque([parcel])
        driver = asyncio.get_running_loop().create_task(self._empty(parcel.chat))
        self._drivers.add(driver)
        driver.add_done_callback(self._drivers.discard)

    async def _empty(self, chat: str) -> None:
        lane = self._lanes[chat]
        while lane:
            parcel = lane[0]
            await self._deliver(parcel)
            self.waiting -= 1
            lane.popleft()
            for overtaken in parcel.behind:
                # The lane is still there, so one of the same chat goes on in it.
                if overtaken.chat == chat:
                    lane.append(overtaken)
                else:
                    self._drive(overtaken)
        del self._lanes[chat]

    async def _deliver(self, parcel: Parcel) -> None:
        await asyncio.sleep(parcel.fault.get("delay", 0))
        if not await self._tried(parcel.event):
            self._lose(parcel.event)
        elif parcel.fault.get("duplicate"):
            await self._tried(parcel.event)

    async def _tried(self, event: Json) -> bool:
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(PAUSE)
            if await self._post(event):
                return True
        return False

    async def _post(self, event: Json) -> bool:
        if self._line.cut or not self.url:
            return False
        body = {"ok": True, "result": event} if self.wrapped else event
        status = await self._outside.post(self.url, json=body, headers={SECRET_HEADER: self.secret})
        # Of an answer on a wire that was cut meanwhile nobody hears.
        return status is not None and status // 100 == 2 and not self._line.cut

    async def _probe(self, url: str) -> Json:
        """What Zalo asks of a new address: nobody's secret, nothing in it."""
        status = await self._outside.post(url, data=b"", headers={"User-Agent": PROBE_AGENT})
        if status is None:
            return {"ok": False, "status_code": 0, "outcome": "webhook.unreachable", "hint": "nobody answers there"}
        ok = status // 100 == 2
        hint = "" if ok else "a filter that refuses this request refuses events too"
        return {"ok": ok, "status_code": status, "outcome": f"webhook.http.{status}", "hint": hint}


def chat_of(event: Json) -> str:
    """Empty for a raw event that names none."""
    match event:
        case {"message": {"chat": {"id": str(chat)}}}:
            return chat
    return ""
