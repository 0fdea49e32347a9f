"""The whole product over real HTTP against the simulator, in one event loop, with a clock the test moves.

The database is a copy of one that was migrated and filled once per run: a test starts in milliseconds.
"""

from __future__ import annotations

import asyncio
import re
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from sqlmodel import Session

from bot.config import Config, load
from bot.engine import serve
from simulator import server
from storage import people, roster
from storage.database import Store, migrate
from storage.sealing import Sealer
from storage.tables import Person

ROOT = Path(__file__).parent.parent
WARD = "sa-lam"
KEY = "dGVzdHMgb25seSwgZ3VhcmRzIG5vdGhpbmcgYXQgYWw="  # any key: the ward is invented
SECRET = "tests only, guards nothing"
TELEGRAM_SECRET = "tests-only_guards-nothing"
PATIENCE = 90
"""Real seconds for whatever takes a moment on an idle machine: only what hangs takes longer on a loaded one."""
CHOICES = re.compile(r"\n\n((?:\d\. .+)(?:\n\d\. .+)*)$")
T = TypeVar("T")
Do = Callable[[Callable[[Session], Any]], Any]


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def filled(path: Path, now: datetime) -> Path:
    """A database with the sample ward in it."""
    url = f"sqlite:///{path}"
    migrate(url)
    store = Store(url, Sealer(KEY))
    text = (ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8")
    store.do(lambda session: roster.import_ward(session, text, now)).result()
    store.close()
    return path


def copy(source: Path, target: Path) -> Path:
    with sqlite3.connect(source) as whole, sqlite3.connect(target) as part:
        whole.backup(part)
    return target


Chat = int | str  # Telegram's chats are numbers, Zalo's strings


def with_choices(message: dict[str, Any]) -> dict[str, Any]:
    """A message in one form for all channels: numbered lines under a text are its choices, like buttons."""
    found = CHOICES.search(message["text"])
    if message["buttons"] or found is None:
        return message
    lines = [line.split(". ", 1) for line in found[1].split("\n")]
    buttons = [[{"text": label, "data": digit}] for digit, label in lines]
    return message | {"text": message["text"][: found.start()], "buttons": buttons}


class Rig:
    """A running product, the messenger it talks to, and the hands that move both."""

    def __init__(self, http: aiohttp.ClientSession, url: str, health: str, database: Path) -> None:
        self.http = http
        self.url = url
        self.health = health
        self.database = database
        self.channel = "telegram"  # of people met from now on
        self.chats: dict[str, Chat] = {}
        self.read: dict[str, int] = {}

    # The clock

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.get("/control/state"))["now"])

    async def at_rest(self) -> dict[str, Any]:
        """Wait until the product has done all it can do at this moment; answers its health."""
        async with asyncio.timeout(PATIENCE):
            while True:
                state = await self.get("/control/state")  # first: what is delivered by now the product knows of
                if state["updates_waiting"]:
                    await asyncio.sleep(0.002)
                    continue
                async with self.http.get(self.health) as answer:
                    health: dict[str, Any] = await answer.json()
                busy = health["inbox_waiting"] or health["due_now"]
                if health["now"] == state["now"] and not busy:
                    return health
                await asyncio.sleep(0.002)

    async def go(self, target: datetime) -> None:
        """Move the clock there; what falls due on the way happens on the way."""
        while True:
            health = await self.at_rest()
            again = (await self.get("/control/state"))["next_retry"]  # of what the webhook did not take
            step = min([target, *(datetime.fromisoformat(at) for at in (health["next_due"], again) if at)])
            await self.post("/control/clock", set=step.isoformat())
            if step >= target:
                await self.at_rest()
                return

    async def wait(self, **span: float) -> None:
        await self.go(await self.now() + timedelta(**span))

    async def next_due(self) -> datetime | None:
        due = (await self.at_rest())["next_due"]
        return datetime.fromisoformat(due) if due else None

    # The people

    async def meet(self, name: str, channel: str | None = None) -> Chat:
        """A person with a telephone who has not joined. Somebody met on two channels has two names."""
        if name not in self.chats:
            body = {"channel": "zalo"} if (channel or self.channel) == "zalo" else {}
            self.chats[name] = (await self.post("/control/people", name=name, **body))["chat"]
            self.read[name] = 0
        return self.chats[name]

    async def join(self, name: str, post: str, channel: str | None = None) -> None:
        """A person who has joined, without the talk that leads there."""
        on = channel or self.channel
        chat = str(await self.meet(name, on))
        now = await self.now()

        def job(session: Session) -> None:
            who = people.holders(session, WARD, post)[0]
            people.join(session, WARD, who.id, on, chat, now)
            person = session.get(Person, who.id)
            assert person is not None
            person.may_telephone = True

        await self.write(job)

    async def say(self, name: str, text: str) -> None:
        await self.post("/control/say", chat=self.chats[name], text=text)
        await self.at_rest()

    async def press(self, name: str, label: str) -> None:
        """Press the newest button that reads so; without buttons, type its number."""
        for message in reversed(await self.messages(name)):
            for row in message["buttons"]:
                for button in row:
                    if button["text"] == label and isinstance(self.chats[name], str):
                        await self.say(name, button["data"])
                        return
                    if button["text"] == label:
                        data = {"message_id": message["id"], "data": button["data"]}
                        await self.post("/control/press", chat=self.chats[name], **data)
                        await self.at_rest()
                        return
        raise AssertionError(f"{name} sees no button {label!r}")

    async def messages(self, name: str) -> list[dict[str, Any]]:
        """What the bot has said to somebody, oldest first."""
        shown = await self.get(f"/control/messages?chat={self.chats[name]}")
        return [with_choices(message) for message in shown if message["from"] == "bot"]

    async def heard(self, name: str) -> list[str]:
        """What the bot has said since the last look."""
        said = [message["text"] for message in await self.messages(name)]
        new = said[self.read[name] :]
        self.read[name] = len(said)
        return new

    # The insides

    async def write(self, job: Callable[[Session], T]) -> T:
        """Another process at the same database: its own connection, its own commit."""

        def work() -> T:
            store = Store(f"sqlite:///{self.database}", Sealer(KEY))
            try:
                return store.do(job).result()
            finally:
                store.close()

        return await asyncio.to_thread(work)

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.url + path, json=body) as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def get(self, path: str) -> Any:
        async with self.http.get(self.url + path) as answer:
            return await answer.json()


def settings(url: str, database: Path, port: int, **more: str) -> Config:
    """config.toml as shipped, overridden from an environment as in production."""
    return load(
        ROOT / "config.toml",
        {
            "DANVAN_TELEGRAM__API_BASE": url,
            "DANVAN_TELEGRAM__TOKEN": server.TOKEN,
            "DANVAN_TELEGRAM__WEBHOOK_SECRET": TELEGRAM_SECRET,
            "DANVAN_ZALO__API_BASE": f"{url}/zalo",
            "DANVAN_ZALO__TOKEN": server.ZALO_TOKEN,
            "DANVAN_ZALO__WEBHOOK_SECRET": SECRET,
            "DANVAN_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
            "DANVAN_CLOCK__SOURCE": url,
            "DANVAN_DATABASE__URL": f"sqlite:///{database}",
            "DANVAN_SECRETS__KEY": KEY,
            "DANVAN_WEB__PORT": str(port),
            "DANVAN_BACKUP__FOLDER": "",  # a test that wants backups asks for them
            **more,
        },
    )


@asynccontextmanager
async def running(database: Path, now: datetime, **more: str) -> AsyncIterator[Rig]:
    """The product on `database`, at `now` on the simulator's clock."""
    messenger = await server.start(now=now)
    port = free_port()
    stop = asyncio.Event()
    config = settings(messenger.url, database, port, **more)
    product = asyncio.create_task(serve(config, lambda: datetime.now(UTC), stop))
    async with aiohttp.ClientSession() as http:
        rig = Rig(http, messenger.url, f"http://127.0.0.1:{port}/healthz", database)
        try:
            await _ready(rig, product, bool(config.zalo.token.get_secret_value()))
            yield rig
        finally:
            stop.set()
            await asyncio.wait_for(product, PATIENCE)
    await messenger.stop()


async def _ready(rig: Rig, product: asyncio.Task[None], zalo: bool) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if product.done():
                product.result()
            try:
                await rig.at_rest()
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.01)
                continue
            if not zalo or (await rig.get("/control/state"))["zalo"]["listening"]:
                return
            await asyncio.sleep(0.002)
