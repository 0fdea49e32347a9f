"""The demo: phones on a page, the real product behind them, a clock to turn. `python -m simulator demo`."""

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from simulator import server
from simulator.cast import Figure, cast
from simulator.choices import choosing
from simulator.clock import Bell, instant
from simulator.product import Chat, Product, ProductFailed, free_port
from simulator.telegram import WORLD
from simulator.world import World

Json = dict[str, Any]

PAGE = Path(__file__).parent / "phones"
START = datetime(2026, 11, 18, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Wednesday: the first nudge goes in the afternoon, the week ends the day after."""

OWN = "tdp1.leader"
"""Joins by hand: this phone is the visitor's own."""
WILLING = ("Đúng tôi", "Đồng ý", "Được", "Để sau")
"""What somebody chooses who joins and asks nothing."""
A_BREATH = timedelta(seconds=20)
"""Between two steps of forty people joining at once: only so many messages a second get through."""

JUST_AFTER = timedelta(seconds=1)

LONGEST_WAIT = 25.0
"""Real seconds that /demo/inside keeps the page waiting."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotNow(Exception):
    """The page asked for what cannot be done at this moment; the text says why, in the page's language."""


class Demo:
    """The state behind the page's own calls; everything else is the simulator's."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._product: Product | None = None
        self._figures: list[Figure] = []
        self._inside: list[Json] = []
        self._bell = Bell()
        self._road = asyncio.Lock()

    async def begin(self, product: Product, speed: float) -> None:
        """The product runs: hand out the phones, let time run."""
        self._figures = [
            replace(figure, chat=(await product.control("people", name=figure.name, channel=figure.channel))["chat"])
            for figure in cast(product.invitations, product.ward)
        ]
        self._product = product
        self.world.clock.run(speed)

    def routes(self) -> list[web.RouteDef | web.StaticDef]:
        return [
            web.get("/", page),
            web.static("/phones", PAGE),
            web.get("/demo/cast", self.cast),
            web.get("/demo/cuts", self.cuts),
            web.get("/demo/inside", self.inside),
            web.get("/demo/next", self.next),
            web.post("/demo/go", self.go),
            web.post("/demo/everybody", self.everybody),
        ]

    # What happens inside

    def hear(self, event: Json) -> None:
        """A line of the product's log. A turn that answers also queues: the log counts it there."""
        self._note(event)
        if event["event"] == "turned" and event.get("says"):
            self._note({"event": "queued", "letters": event["says"]})

    def _note(self, event: Json) -> None:
        at = self.world.clock.now().isoformat()
        self._inside.append(event | {"n": len(self._inside) + 1, "at": at})
        self._bell.ring()

    async def inside(self, request: web.Request) -> web.Response:
        """The log's events numbered above `after`; waits up to `wait` real seconds for the first."""
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
        if after >= len(self._inside) and wait > 0:
            await self._bell.wait(min(wait, LONGEST_WAIT))
        return web.json_response(self._inside[after:])

    # Who is there

    async def cast(self, _request: web.Request) -> web.Response:
        return web.json_response([figure.as_json() for figure in self._figures])

    async def cuts(self, _request: web.Request) -> web.Response:
        """Which channels are cut now."""
        return web.json_response({"telegram": self.world.line.cut, "zalo": self.world.zalo.line.cut})

    async def everybody(self, _request: web.Request) -> web.Response:
        """All whose phones were not touched yet join, except the visitor's; who has begun by hand goes on by hand."""

        async def join(product: Product) -> None:
            joining = [f for f in self._figures if OWN not in f.posts and not await product.messages(f.chat)]
            if not joining:
                raise NotNow("Mọi người khác đã vào kênh.")
            for figure in joining:
                await product.control("say", chat=figure.chat, text=figure.code)
            for label in WILLING:
                await product.go(self.world.clock.now() + A_BREATH)
                for figure in joining:
                    await _choose(product, figure.chat, label)
            await product.go(self.world.clock.now() + A_BREATH)

        return await self._travel(join)

    # Time

    async def next(self, _request: web.Request) -> web.Response:
        """Where the clock's buttons lead: `{"nudge", "deadline", "friday"}`, null where nothing is ahead."""
        return web.json_response(await self._ahead())

    async def _ahead(self) -> dict[str, str | None]:
        if self._product is None:
            raise NotNow("Kênh đang khởi động.")
        ahead = (await self._product.health())["next"]
        return {"nudge": ahead["nudge"], "deadline": ahead["unit_deadline"], "friday": ahead["bloc_deadline"]}

    async def go(self, request: web.Request) -> web.Response:
        """`{"to": "+1h" | "nudge" | "deadline" | "friday" | ISO time}`; answers when all due by then is done."""
        to = await self._moment(str((await request.json())["to"]))

        async def walk(product: Product) -> None:
            await product.go(to)

        return await self._travel(walk)

    async def _moment(self, to: str) -> datetime:
        now = self.world.clock.now()
        if to == "+1h":
            return now + timedelta(hours=1)
        ahead = await self._ahead()
        if to not in ahead:
            return instant(to)
        found = ahead[to]
        if found is None or instant(found) <= now:
            raise NotNow("Phía trước không còn mốc này.")
        return instant(found) + JUST_AFTER

    async def _travel(self, route: Callable[[Product], Awaitable[None]]) -> web.Response:
        """One journey at a time. The clock stands meanwhile, moves by steps, and then runs as before."""
        if self._product is None or self._road.locked():
            raise NotNow("Đồng hồ đang đi, xin chờ một chút.")
        async with self._road:
            speed = self.world.clock.speed
            await self._product.control("clock", speed=0)
            try:
                await route(self._product)
            finally:
                await self._product.control("clock", speed=speed)
        return web.json_response({"now": self.world.clock.now().isoformat()})


async def _choose(product: Product, chat: Chat, label: str) -> None:
    """Takes the newest choice that reads so, if there is one."""
    if found := choosing(await product.messages(chat), label):
        call, body = found
        await product.control(call, chat=chat, **body)


async def page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


@web.middleware
async def plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What goes wrong becomes {"error"}, which the page shows as it is."""
    try:
        return await handler(request)
    except NotNow as error:
        return web.json_response({"error": str(error)}, status=409)
    except (ValueError, KeyError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
    except (ProductFailed, aiohttp.ClientError) as error:
        return web.json_response({"error": str(error)}, status=502)


async def stand(port: int, speed: float) -> None:
    """Runs until it is cancelled. Raises ProductFailed when the product does not start, or ends by itself."""
    app = server.application(now=START)
    demo = Demo(app[WORLD])
    app.add_routes(demo.routes())
    app.middlewares.append(plainly)
    running = await server.serve(app, free_port(port))
    try:
        with tempfile.TemporaryDirectory(prefix="danvan-demo-") as folder:
            async with Product(running.url, Path(folder), heard=demo.hear) as product:
                await demo.begin(product, speed)
                print(f"The demo is at {running.url}/ (Ctrl-C ends it)", flush=True)
                raise ProductFailed(await product.ended())
    finally:
        await running.stop()


async def _until_told(port: int, speed: float) -> None:
    """SIGTERM ends it as Ctrl-C does: everything that was started is stopped first."""
    standing = asyncio.ensure_future(stand(port, speed))
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, standing.cancel)
    with suppress(asyncio.CancelledError):
        await standing


def main(arguments: argparse.Namespace) -> None:
    try:
        asyncio.run(_until_told(arguments.port, arguments.speed))
    except ProductFailed as failure:
        sys.exit(f"The demo has stopped. {failure}")
