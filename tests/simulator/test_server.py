"""How the messenger is put on a port: alone, in a test, and with somebody else's routes beside it."""

import asyncio
import subprocess
import sys

import aiohttp
from aiohttp import web

from simulator.server import application, serve, start
from tests.simulator.desk import Desk, at_desk


def test_it_stops_at_once_though_somebody_waits() -> None:
    async def play() -> float:
        running = await start(token="42:desk")
        async with aiohttp.ClientSession() as http:
            desk = Desk(running.url, http)
            waits = ("/bot42:desk/getUpdates?timeout=50", "/control/events?wait=25")
            polls = [asyncio.create_task(desk.see(path)) for path in waits]
            await desk.listening()
            begun = asyncio.get_running_loop().time()
            await running.stop()
            ended = asyncio.get_running_loop().time()
            for poll in polls:
                assert isinstance((await asyncio.gather(poll, return_exceptions=True))[0], aiohttp.ClientError)
            return ended - begun

    assert asyncio.run(play()) < 2


def test_others_may_add_routes_to_the_same_address() -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text="phones")

    async def play() -> tuple[str, int]:
        app = application()
        app.add_routes([web.get("/", page)])
        running = await serve(app)
        try:
            async with aiohttp.ClientSession() as http:
                async with http.get(running.url) as response:
                    words = await response.text()
                async with http.get(f"{running.url}/control/state") as response:
                    return words, response.status
        finally:
            await running.stop()

    assert asyncio.run(play()) == ("phones", 200)


def test_two_messengers_know_nothing_of_each_other() -> None:
    async def story(desk: Desk) -> None:
        other = await start()
        try:
            async with aiohttp.ClientSession() as http:
                assert (await Desk(other.url, http).see("/control/state"))["people"] == []
        finally:
            await other.stop()
        assert len((await desk.see("/control/state"))["people"]) == 1

    at_desk(story)


def test_it_stands_alone_on_the_command_line() -> None:
    options = ["--port", "0", "--token", "7:t", "--now", "2026-11-18T09:00+07:00"]
    command = [sys.executable, "-m", "simulator.server", *options]

    async def ask(url: str) -> tuple[object, object]:
        async with aiohttp.ClientSession() as http:
            desk = Desk(url, http)
            return await desk.see("/clock"), (await desk.see("/bot7:t/getMe"))["result"]["id"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert asyncio.run(ask(process.stdout.readline().strip())) == ({"now": "2026-11-18T02:00:00+00:00"}, 7)
        finally:
            process.terminate()
