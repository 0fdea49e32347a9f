"""The product as a child process: set up on the ward, started, listened to, and led through the days without haste.

It is driven as an operator drives it: by its command line, its environment, its log and `GET /healthz`.

    async with Product(running.url, folder) as product:
        codes = {invitation["post"]: invitation["code"] for invitation in product.invitations}
        await product.settle()
        await product.go(datetime(2026, 11, 19, 9, tzinfo=UTC))
"""

import asyncio
import base64
import json
import os
import secrets
import socket
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from simulator import server

Json = dict[str, Any]
Chat = int | str
"""A number on Telegram, twenty hex digits on Zalo."""

HERE = Path(__file__).parent
WARD = HERE / "ward.toml"
SETTINGS = HERE.parent / "config.toml"

GLANCE = 0.02
"""Real seconds between two looks at whether the product has come to rest."""
STILL = 8
"""So many looks without any change: what it has in hand waits for the clock."""
PATIENCE = 60.0
"""Real seconds after which a product that neither rests nor starts is given up."""
STRIDE = timedelta(seconds=1)
"""Letters that wait for the messenger's pace go a second's worth at a time, not one by one."""
STUCK = timedelta(minutes=1)
"""How far the clock goes when the product rests but says that something was due before now."""


class ProductFailed(Exception):
    """The text says in plain words what happened, with the product's own last words."""


def _ignore(_event: Json) -> None:
    """For who does not listen."""


def _settings(simulator: str, folder: Path) -> dict[str, str]:
    port = free_port()  # chosen beforehand: the messenger must know where the webhook is
    return {
        "DANVAN_TELEGRAM__API_BASE": simulator,
        "DANVAN_TELEGRAM__TOKEN": server.TOKEN,
        "DANVAN_ZALO__API_BASE": f"{simulator}/zalo",
        "DANVAN_ZALO__TOKEN": server.ZALO_TOKEN,
        "DANVAN_ZALO__WEBHOOK_SECRET": secrets.token_hex(16),
        "DANVAN_ZALO__EAR": "webhook",
        "DANVAN_ZALO__LATE_MS": "0",  # the fake messenger hands over in the order of writing
        "DANVAN_ZALO__USER_CAP": "0",
        "DANVAN_CLOCK__SOURCE": simulator,
        "DANVAN_DATABASE__URL": f"sqlite:///{folder.resolve() / 'danvan.db'}",
        "DANVAN_SECRETS__KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "DANVAN_WEB__PORT": str(port),
        "DANVAN_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def free_port(wanted: int = 0) -> int:
    """`wanted`, or any other when somebody has it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", wanted))
        except OSError:
            trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Product:
    """`simulator` is the address of the fake messengers and clock, `folder` is where the database goes."""

    def __init__(
        self, simulator: str, folder: Path, ward: Path = WARD, heard: Callable[[Json], None] = _ignore
    ) -> None:
        self.simulator, self.ward = simulator, ward
        self.events: list[Json] = []
        """Every line of its log so far, in order."""
        self.invitations: list[Json] = []
        """One for each post: `post`, `person`, `unit`, `code`, `channel`, `link`, `expires_at`."""
        self.health_address = ""
        self._heard = heard
        self._words: list[str] = []
        self._ready = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._folder = folder
        self._environment = os.environ | _settings(simulator, folder)

    async def __aenter__(self) -> "Product":
        self._http = aiohttp.ClientSession()
        try:
            await self._prepare()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    # Setting up and starting

    async def command(self, *words: str) -> str:
        """What `danvan …` prints. Raises ProductFailed with its complaint."""
        process = await self._spawn(*words, stderr=asyncio.subprocess.PIPE)
        try:
            printed, complained = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise ProductFailed(f"danvan {' '.join(words)} failed: {complained.decode().strip()[-800:]}")
        return printed.decode()

    async def _spawn(self, *words: str, stderr: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "--config", str(SETTINGS), *words),
            env=self._environment,
            cwd=SETTINGS.parent,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
            limit=2**20,
            start_new_session=True,  # Ctrl-C on the terminal is ours; we end it in order
        )

    async def _prepare(self) -> None:
        """Each command takes seconds to load, so the two that can go side by side do."""
        self._folder.mkdir(parents=True, exist_ok=True)
        await self.command("ward", "import", str(self.ward))
        invited, started = await asyncio.gather(self.command("invite", "--json"), self._start(), return_exceptions=True)
        for outcome in (started, invited):
            if isinstance(outcome, BaseException):
                raise outcome
        self.invitations = json.loads(str(invited))

    async def _start(self) -> None:
        self._process = await self._spawn("run", stderr=asyncio.subprocess.STDOUT)
        self._reader = asyncio.create_task(self._listen(self._process))
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({ready, self._reader}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            raise ProductFailed(self.last_words("The product did not start"))

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        heard: set[str] = set()
        async for line in process.stdout:
            try:
                event = json.loads(line)
                name = event["event"]
            except (ValueError, TypeError, KeyError):
                self._words = [*self._words[-20:], line.decode(errors="replace").rstrip()]
                continue
            self.events.append(event)
            if name == "ready":
                self.health_address = event["health"]
            heard.add(name)
            if {"ready", "webhook_set"} <= heard:  # what people say on Zalo before the webhook is set is lost
                self._ready.set()
            self._heard(event)

    async def stop(self) -> None:
        """Ends this one process and waits for it; harmless when it has ended already."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 10)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        if self._reader is not None:
            await self._reader
        await self._http.close()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def ended(self) -> str:
        """Returns when the product ends by itself: what to tell people."""
        assert self._process is not None
        assert self._reader is not None
        await asyncio.shield(self._reader)
        code = await self._process.wait()
        return self.last_words(f"The product ended by itself (exit code {code})")

    def last_words(self, what: str) -> str:
        troubles = [json.dumps(e, ensure_ascii=False) for e in self.events if e.get("level") in ("error", "critical")]
        return "\n".join([f"{what}.", *troubles[-3:], *self._words[-20:]])

    # Time

    async def health(self) -> Json:
        """`now`, `inbox_waiting`, `due_now`, `next_due`, `next`: as the product's `/healthz` tells them."""
        given: Json = await self._fetch(self.health_address)
        return given

    async def settle(self) -> Json:
        """Returns its health once it has nothing in hand at the simulator's present time, which must stand still.

        Letters that only wait for the messenger's pace wait for the clock: then it is nudged on, a second at a time.
        """
        seen, glances = "", 0
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    world, health = await self.get("/control/state"), await self.health()
                    arrived = health["now"] == world["now"] and not world["updates_waiting"]
                    if arrived and not health["inbox_waiting"] and not health["due_now"]:
                        return health
                    look = f"{health}{len(self.events)}"
                    glances = glances + 1 if arrived and look == seen else 0
                    seen = look
                    if glances >= STILL:
                        await self.control("clock", advance=1)
                        glances = 0
                    await asyncio.sleep(GLANCE)
        except TimeoutError:
            raise ProductFailed(self.last_words(f"The product does not come to rest ({seen})")) from None
        except aiohttp.ClientError as error:
            raise ProductFailed(self.last_words(f"The product does not answer ({type(error).__name__})")) from None

    async def go(self, to: datetime, passed: Callable[[datetime], None] = lambda _at: None) -> Json:
        """Leads the clock to `to` through the moments at which something is due, a second apart, and rests at each."""
        while True:
            health = await self.settle()
            now = datetime.fromisoformat(health["now"])
            passed(now)
            if now >= to:
                return health
            due = datetime.fromisoformat(health["next_due"]) if health["next_due"] else to
            await self.control("clock", set=min(to, max(due, now + STRIDE) if due > now else now + STUCK).isoformat())

    # The simulator's control calls

    async def control(self, call: str, **body: Any) -> Json:
        async with self._http.post(f"{self.simulator}/control/{call}", json=body) as answer:
            answer.raise_for_status()
            given: Json = await answer.json()
            return given

    async def messages(self, chat: Chat) -> list[Json]:
        """What stands on a telephone, oldest first."""
        found: list[Json] = await self.get(f"/control/messages?chat={chat}")
        return found

    async def get(self, path: str) -> Any:
        return await self._fetch(self.simulator + path)

    async def _fetch(self, address: str) -> Any:
        async with self._http.get(address) as answer:
            answer.raise_for_status()
            return await answer.json()
