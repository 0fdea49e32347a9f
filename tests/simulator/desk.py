"""A desk with a fake messenger on it, reached over real HTTP like everybody else reaches it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from simulator.server import start

TOKEN = "42:desk"
NOON = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)


class Desk:
    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self.http = url, http

    async def control(self, call: str, **body: Any) -> Any:
        """A control call that must succeed."""
        status, answer = await self.ask("POST", f"/control/{call}", json=body)
        assert status == 200, answer
        return answer

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        async with self.http.request(method, self.url + path, **options) as response:
            return response.status, await response.json()

    async def see(self, path: str) -> Any:
        status, answer = await self.ask("GET", path)
        assert status == 200, answer
        return answer

    async def api(self, name: str, **params: Any) -> tuple[int, Any]:
        """Any Bot API call with a JSON body: the status and the whole answer."""
        return await self.ask("POST", f"/bot{TOKEN}/{name}", json=params)

    async def does(self, name: str, **params: Any) -> Any:
        """A Bot API call that must succeed: its result."""
        status, answer = await self.api(name, **params)
        assert (status, answer["ok"]) == (200, True), answer
        return answer["result"]

    async def refuses(self, name: str, **params: Any) -> tuple[int, str]:
        """A Bot API call that must be refused: code and description."""
        status, answer = await self.api(name, **params)
        assert answer["ok"] is False and answer["error_code"] == status
        return status, answer["description"]

    async def updates(self, **params: Any) -> list[Any]:
        return list(await self.does("getUpdates", **params))

    async def listening(self) -> None:
        """Returns when a long poll of the bot waits at the server."""
        while not (await self.see("/control/state"))["bot_listening"]:
            pass


def at_desk(story: Callable[[Desk], Awaitable[None]], speed: float = 0) -> None:
    """Plays the story at a fresh desk at noon; Lan, the one person there, has chat 1001."""

    async def play() -> None:
        running = await start(token=TOKEN, now=NOON, speed=speed)
        try:
            async with aiohttp.ClientSession() as http:
                desk = Desk(running.url, http)
                await desk.control("people", name="Lan")
                await asyncio.wait_for(story(desk), 15)
        finally:
            await running.stop()

    asyncio.run(play())
