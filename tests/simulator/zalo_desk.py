"""The desk's Zalo side: calls of the Bot Platform, and a bot's webhook that notes what it is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from simulator.server import ZALO_TOKEN
from tests.simulator.desk import Desk

SECRET = "mot-bi-mat"


async def zalo(desk: Desk, name: str, **fields: Any) -> Any:
    """Any call with a JSON body: the whole answer, which always comes as HTTP 200."""
    status, answer = await desk.ask("POST", f"/zalo/bot{ZALO_TOKEN}/{name}", json=fields)
    assert status == 200, answer
    return answer


async def does(desk: Desk, name: str, **fields: Any) -> Any:
    answer = await zalo(desk, name, **fields)
    assert answer["ok"] is True, answer
    return answer.get("result")


async def refuses(desk: Desk, name: str, **fields: Any) -> tuple[int, str]:
    answer = await zalo(desk, name, **fields)
    assert answer["ok"] is False, answer
    return answer["error_code"], answer["description"]


async def person(desk: Desk, name: str = "Hoa") -> str:
    return str((await desk.control("people", name=name, channel="zalo"))["chat"])


async def state(desk: Desk) -> Any:
    """The Zalo part of the state."""
    return (await desk.see("/control/state"))["zalo"]


async def rest(desk: Desk) -> None:
    """Returns when nothing is on its way any more."""
    while (await desk.see("/control/state"))["updates_waiting"]:
        pass


async def poll(desk: Desk) -> asyncio.Task[Any]:
    """A long poll that waits at the server already."""
    waiting = asyncio.create_task(zalo(desk, "getUpdates", timeout="20"))
    while not (await state(desk))["listening"]:
        assert not waiting.done()
    return waiting


class Hook:
    """The bot's own address. `answers` are the statuses of the next requests (0 cuts the connection), then 200.

    While `gate` is closed nobody is answered.
    """

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.told: list[Any] = []
        self.under_way = self.most_under_way = 0

    async def hear(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.read()))
        if request.body_exists:
            self.told.append(await request.json())
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await self.gate.wait()
        self.under_way -= 1
        status = self.answers.pop(0) if self.answers else 200
        if not status and request.transport is not None:
            request.transport.abort()
        return web.Response(status=status or 200)

    def words(self) -> list[str]:
        return [event["message"]["text"] for event in self.told]

    async def heard(self, count: int) -> None:
        while len(self.told) < count:
            await asyncio.sleep(0)


@asynccontextmanager
async def hook(desk: Desk, set_up: bool = True) -> AsyncIterator[Hook]:
    """A webhook that stands, and is set unless the test does that itself."""
    one, app = Hook(), web.Application()
    app.router.add_route("*", "/zalo", one.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/zalo"
    try:
        if set_up:
            await does(desk, "setWebhook", url=one.url, secret_token=SECRET)
        yield one
    finally:
        await runner.cleanup()
