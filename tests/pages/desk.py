"""Pages over real HTTP on a real database: a server in its own thread, a clock moved by hand, a wire that fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.pages import routes
from bot.papers import Papers
from storage import conversations, digests, links, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Inbox, Media
from tests.rig import KEY, WARD, free_port

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)  # Wednesday 09:00 in the ward
DAY = timedelta(hours=24)
LEADER, READER, OTHER = "tdp1.leader", "bi-thu", "tdp5.leader"
T = TypeVar("T")


class Hand:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    async def wait(self, poke: asyncio.Event, until: datetime | None) -> None:
        raise NotImplementedError


class Desk:
    def __init__(self, store: Store, port: int) -> None:
        self.store = store
        self.base = f"http://127.0.0.1:{port}"
        self.clock = Hand()
        self.arrived: list[tuple[str, str]] = []
        self.failing: dict[str, int] = {}  # how often a path's end is answered with 503, or not at all

    def do(self, job: Callable[[Session], T]) -> T:
        return self.store.do(job).result(10)

    def joined(self, post: str, chat: str = "1001", channel: str = "zalo") -> int:
        """Somebody in office with an address."""

        def job(session: Session) -> int:
            who = people.holders(session, WARD, post)[0]
            people.join(session, WARD, who.id, channel, chat, self.clock.time)
            return who.id

        return self.do(job)

    def link(self, person: int, purpose: str = "add", about: str | None = None, lives: timedelta = DAY) -> str:
        """A whole address."""

        def job(session: Session) -> str:
            made = links.make(session, WARD, purpose, person, self.clock.time, lives, about)
            return links.url(session, made, self.base)

        return self.do(job)

    def approved(self) -> str:
        """A frozen week, signed and numbered; its label."""

        def job(session: Session) -> str:
            house = people.house_of(session, WARD)
            period = house.period(self.clock.time)
            row = digests.refresh(session, house, period, self.clock.time)
            row.lines = [line(n, *words) for n, words in enumerate(LINES)]
            row.approved_at = row.signed_at = row.numbered_at = self.clock.time
            row.series, row.number = "BC/KDV 2025-08-12", 12
            return row.period

        return self.do(job)

    def inbox(self) -> list[Any]:
        """What came, as handlers will see it."""

        def job(session: Session) -> list[Any]:
            found = session.execute(select(col(Inbox.payload)).order_by(col(Inbox.id))).scalars()
            return [conversations.incoming_in(payload) for payload in found]

        return self.do(job)

    def media(self) -> list[bytes]:
        def job(session: Session) -> list[bytes]:
            sealer = session.info["sealer"]
            rows = session.execute(select(Media).order_by(col(Media.id))).scalars()
            return [sealer._fernet.decrypt(row.content) for row in rows if row.state == "kept"]

        return self.do(job)


LINES = (
    ("head", "Tổng hợp tuần 47 (12/11-18/11): 20 đơn vị, 17 gửi đúng hạn, 9 không phát sinh, 2 chưa gửi; 6 ý kiến."),
    ("focus", "KH-0045 (Tổ dân phố 6, 02:10 ngày 17/11, mức 3): sạt lở bờ kè, 4 hộ chuyển đồ; đã có người nhận."),
    ("opinions", "Môi trường: 3 ý kiến (Tổ dân phố 6), nước thải chảy ra mặt đường; lâu nhất còn mở là YK-0122."),
    ("opinions", "Hạ tầng: 2 ý kiến (Tổ dân phố 1), đèn đường hẻm 12 không sáng; đã trả lời hết."),
    ("solved", "YK-0118 (Tổ dân phố 2): cống trước trường nghẹt; đã nạo vét; bà con thấy ổn."),
    ("missing", "Chưa có tin của thôn Suối Đá và Chi bộ 9."),
)


def line(number: int, section: str, text: str) -> dict[str, Any]:
    return {"key": f"{section}:{number}", "section": section, "text": text, "original": None, "sources": []}


@contextmanager
def running(database: Path) -> Iterator[Desk]:
    """The routes as the product serves them, without its other parts."""
    port = free_port()
    desk = Desk(Store(f"sqlite:///{database}", Sealer(KEY)), port)
    ready, loop = threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    @web.middleware
    async def faulty(request: web.Request, handler: Callable[[web.Request], Awaitable[Any]]) -> Any:
        end = request.path.rpartition("/")[2]
        if desk.failing.get(end):
            desk.failing[end] -= 1
            if desk.failing[end] % 2 and request.transport is not None:
                request.transport.abort()  # the wire is cut
            return web.Response(status=503)
        return await handler(request)

    async def serve() -> None:
        papers = Papers(desk.store, desk.clock, WARD)
        app = web.Application(middlewares=[faulty])
        app.add_routes(routes(desk.store, desk.clock, WARD, 20_000_000, lambda *who: desk.arrived.append(who), papers))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield desk
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
        desk.store.close()
