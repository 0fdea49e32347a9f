"""Puts the fake messengers on a port: `python -m simulator.server --port 8081 --token 1:a --now 2026-11-18T09:00Z`.

Who wants more under the same address (the page of phones) takes `application`, adds routes, and gives it to `serve`.
"""

import argparse
import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from aiohttp import web

from simulator import control, telegram, zalo
from simulator.clock import Clock, instant
from simulator.world import World

TOKEN = "1000000001:simulated-bot-token"  # noqa: S105 it guards nothing
ZALO_TOKEN = "1459232241454765289:simulated-zalo-token"  # noqa: S105 nor does this
START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
LARGEST_BODY = 64 * 2**20
"""Above the largest document the messenger takes, so that its own refusal can be seen."""


@dataclass
class Running:
    url: str
    _runner: web.AppRunner

    async def stop(self) -> None:
        await self._runner.cleanup()


def application(token: str = TOKEN, now: datetime = START, speed: float = 0) -> web.Application:
    """A messenger of its own, with nobody in it yet. Its state is `app[simulator.telegram.WORLD]`."""
    app = web.Application(client_max_size=LARGEST_BODY)
    world = app[telegram.WORLD] = World(token, ZALO_TOKEN, Clock(now, speed))

    async def close(_app: web.Application) -> None:
        await world.close()

    world.webhook.execute = partial(telegram.execute, world)
    app.on_cleanup.append(close)
    app.add_routes(
        [
            web.route("*", "/bot{token}/{method}", telegram.call),
            web.get("/file/bot{token}/{path:.+}", telegram.download),
            web.route("*", "/zalo/bot{token}/{method}", zalo.call),
            web.get("/zalo/media/{name}", zalo.media),
            *control.routes(),
        ]
    )
    return app


async def serve(app: web.Application, port: int = 0, host: str = "127.0.0.1") -> Running:
    """Port 0 takes any free one; `Running.url` says which."""
    # Long polls must not hold up the end: whoever still waits is cut off at once.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return Running(f"http://{host}:{runner.addresses[0][1]}", runner)


async def start(port: int = 0, token: str = TOKEN, now: datetime = START, speed: float = 0) -> Running:
    return await serve(application(token, now, speed), port)


async def _stand(options: argparse.Namespace) -> None:
    running = await serve(application(options.token, options.now, options.speed), options.port, options.host)
    print(running.url, flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await running.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m simulator.server", description="A fake Telegram and Zalo for one bot."
    )
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free one")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--token", default=TOKEN, help="the bot's token on Telegram; every other gets 401")
    parser.add_argument("--now", type=instant, default=START, help="where the clock begins, ISO 8601 with a zone")
    parser.add_argument("--speed", type=float, default=0, help="times real time; 0 stands still")
    try:
        asyncio.run(_stand(parser.parse_args()))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
