"""The demo: phones on a page, the real product behind them, a clock to turn. `python -m simulator demo`."""

import argparse
import asyncio
import signal
import socket
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from simulator import people, server
from simulator.cast import Figure, cast
from simulator.clock import Bell, instant
from simulator.product import Product, ProductFailed
from simulator.telegram import WORLD
from simulator.world import World

Json = dict[str, Any]

PAGE = Path(__file__).parent / "phones"
START = datetime(2026, 11, 18, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Wednesday: the first nudge goes in the afternoon, the week ends the day after."""

OWN = "tdp1.leader"
"""Joins by hand: this phone is the visitor's own."""
WILLING = ("Đúng tôi", "Đồng ý", "Được", "Để sau")
"""What somebody presses who joins and asks nothing."""
A_BREATH = timedelta(seconds=20)
"""Between two steps of forty people joining at once: the messenger lets 30 messages a second through."""

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

    def begin(self, product: Product, speed: float) -> None:
        """The product runs: hand out the phones, let time run."""
        self._figures = cast(product.invitations, product.ward)
        for figure in self._figures:
            people.arrive(self.world, {"name": figure.name, "chat": figure.chat})
        self._product = product
        self.world.clock.run(speed)

    def routes(self) -> list[web.RouteDef | web.StaticDef]:
        return [
            web.get("/", page),
            web.static("/phones", PAGE),
            web.get("/demo/cast", self.cast),
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

    async def everybody(self, _request: web.Request) -> web.Response:
        """All whose phones were not touched yet join, except the visitor's; who has begun by hand goes on by hand."""
        joining = [f.chat for f in self._figures if OWN not in f.posts and not self.world.chats[f.chat].messages]
        if not joining:
            raise NotNow("Mọi người khác đã vào kênh.")
        codes = {figure.chat: figure.code for figure in self._figures}

        async def join(product: Product) -> None:
            for chat in joining:
                people.say(self.world, {"chat": chat, "text": codes[chat]})
            for label in WILLING:
                await product.go(self.world.clock.now() + A_BREATH)
                for chat in joining:
                    self._press(chat, label)
            await product.go(self.world.clock.now() + A_BREATH)

        return await self._travel(join)

    def _press(self, chat: int, label: str) -> None:
        """The newest button of that label, if there is one."""
        for message in reversed(self.world.chats[chat].messages.values()):
            for button in chain(*message.body.get("reply_markup", {}).get("inline_keyboard", [])):
                if button["text"] == label:
                    press = {"chat": chat, "message_id": message.id, "data": button["callback_data"]}
                    people.press(self.world, press)
                    return

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


def free_port(wanted: int) -> int:
    """`wanted`, or 0 (any free one) when somebody has it."""
    try:
        with socket.create_server(("127.0.0.1", wanted)):
            return wanted
    except OSError:
        return 0


async def stand(port: int, speed: float) -> None:
    """Runs until it is cancelled. Raises ProductFailed when the product does not start, or ends by itself."""
    app = server.application(now=START)
    demo = Demo(app[WORLD])
    app.add_routes(demo.routes())
    app.middlewares.append(plainly)
    running = await server.serve(app, free_port(port))
    try:
        with tempfile.TemporaryDirectory(prefix="danvan-demo-") as folder:
            async with Product(running.url, server.TOKEN, Path(folder), heard=demo.hear) as product:
                demo.begin(product, speed)
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
