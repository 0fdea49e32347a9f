"""A sender on its own: a clock moved by hand, a database, and a mouth that fails as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from bot.health import Pulse, Purse
from bot.pace import Limits, Rule
from bot.sender import Sender, SendFailed
from reporting.values import Say
from storage import outbox
from storage.database import Store
from storage.outbox import Letter
from storage.sealing import Sealer
from storage.tables import Outbox
from tests.rig import KEY, WARD

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
LIMITS = Limits(Rule(timedelta(seconds=1 / 30), 30), Rule(timedelta(seconds=1), 3), Rule(timedelta(seconds=3), 1))
T = TypeVar("T")


class HandClock:
    def __init__(self) -> None:
        self.time = NOW
        self._pokes: set[asyncio.Event] = set()

    def now(self) -> datetime:
        return self.time

    async def wait(self, poke: asyncio.Event, until: datetime | None) -> None:
        self._pokes.add(poke)
        if until is None or self.time < until:
            await poke.wait()
        poke.clear()

    def move(self, **span: float) -> None:
        self.time += timedelta(**span)
        for poke in self._pokes:
            poke.set()


class Desk:
    def __init__(self, store: Store, lease: str = "here", quota: int = 0) -> None:
        self.store = store
        self.clock = HandClock()
        self.silent = False
        self.failures: dict[str, list[SendFailed]] = {}  # of a chat, used up one by one
        self.said: list[tuple[str, str]] = []  # chat, text: as they went over the wire
        self.lease = lease
        self.pulse = Pulse(store, self.clock, WARD, "telegram", lambda at: at, lambda: self.sender.look())
        purse = Purse(WARD, "telegram", ZoneInfo("Asia/Ho_Chi_Minh"), quota)
        self.sender = Sender(store, self.clock, "telegram", self._mouth, self._ask, LIMITS, lease, self.pulse, purse)

    async def _ask(self) -> None:
        if self.silent:
            raise SendFailed("no way", unreachable=True)

    async def _mouth(self, letter: Letter) -> str:
        if self.failures.get(letter.chat):
            failure = self.failures[letter.chat].pop(0)
            if failure.lost:
                self.said.append((letter.chat, letter.text))
            raise failure
        self.said.append((letter.chat, letter.text))
        return str(len(self.said))

    async def do(self, job: Callable[[Session], T]) -> T:
        return await asyncio.wrap_future(self.store.do(job))

    async def put(self, chat: str, *texts: str, kind: str = "reply", born: bool = False) -> None:
        """Messages to a chat; `born`: leased to this process by the turn that made them."""

        def job(session: Session) -> list[Letter]:
            says = [Say(f"{kind}:{chat}:{text}", text, channel="telegram", chat=chat, kind=kind) for text in texts]
            made = [outbox.put(session, WARD, say, self.clock.time, self.lease if born else None) for say in says]
            return [letter for letters in made for letter in letters]

        letters = await self.do(job)
        if born:
            self.sender.give(letters)
        else:
            self.sender.look()

    async def at_rest(self) -> None:
        async with asyncio.timeout(10):
            while not self.sender.at_rest:
                await asyncio.sleep(0.001)

    async def until(self, texts: int, seconds: float = 120) -> None:
        """Time goes on in small steps until so much was said."""
        end = self.clock.time + timedelta(seconds=seconds)
        await self.at_rest()
        while len(self.said) < texts and self.clock.time < end:
            self.clock.move(seconds=0.25)
            self.sender.look()
            await self.at_rest()

    async def rows(self) -> dict[str, Outbox]:
        def job(session: Session) -> dict[str, Outbox]:
            return {row.text: row for row in session.execute(select(Outbox).order_by(col(Outbox.id))).scalars()}

        return await self.do(job)

    def texts(self, chat: str) -> list[str]:
        return [text for to, text in self.said if to == chat]


@asynccontextmanager
async def open_desk(database: Path, work: bool = True, quota: int = 0) -> AsyncIterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store, quota=quota)
    task = asyncio.create_task(desk.sender.run()) if work else None
    try:
        yield desk
    finally:
        if task is not None:
            task.cancel()
        await asyncio.to_thread(store.close)
