"""`make bench`: what a report costs, as ratios to a bare aiogram bot measured in the same run on the same machine.

Both bots are processes of their own and talk real HTTP to the same simulator, whose clock runs fast so that its flood
limits hold nobody back. A report is a message, a confirmation with a button, a press and a thank-you: two updates in,
two messages out. The usual bot only echoes; the product understands, asks, and keeps the report on the disk.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import func, select

from simulator import server
from storage import people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Post, Report
from tests import rig

CHATS = 40
REPORTS = 800
ROUNDS = 2  # interleaved: product, echo, product, echo, …
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = resource.getpagesize()


@dataclass
class Measured:
    seconds: float
    cpu: float
    answer_ms: list[float]

    @property
    def rate(self) -> float:
        return REPORTS / self.seconds

    def slowest(self, share: float) -> float:
        """The answer time, ms, that this share of all answers stays under."""
        return self.answer_ms[int(len(self.answer_ms) * share)]


@dataclass
class Started:
    seconds: float
    resident_mb: float


class Process:
    """A bot under measurement."""

    def __init__(self, arguments: list[str], environment: dict[str, str], ready: str) -> None:
        begun = time.perf_counter()
        # To a file: a pipe that nobody drains would stop the bot.
        with tempfile.NamedTemporaryFile("w", delete=False) as log:
            self.process = subprocess.Popen(
                [sys.executable, *arguments], env=os.environ | environment, stdout=log, stderr=log, cwd=rig.ROOT
            )
        self._log = Path(log.name)
        while ready not in self._log.read_text():
            if self.process.poll() is not None:
                raise RuntimeError(f"{arguments} ended before it was ready: {self._log.read_text()[-2000:]}")
            time.sleep(0.01)
        self.started = Started(time.perf_counter() - begun, self._resident())

    def _resident(self) -> float:
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE / 1e6

    @property
    def cpu(self) -> float:
        """Seconds of processor so far, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self._log.unlink()


class Driver:
    """Many people who report one after the other, each as fast as the bot answers."""

    def __init__(self, http: aiohttp.ClientSession, url: str, chats: list[int]) -> None:
        self._http = http
        self._url = url
        self._chats = chats
        self._heard: dict[int, asyncio.Queue[dict[str, Any]]] = {chat: asyncio.Queue() for chat in chats}
        self._left = REPORTS
        self.answer_ms: list[float] = []

    async def run(self) -> None:
        state = await self._get("/control/state")
        async with asyncio.TaskGroup() as group:
            listener = group.create_task(self._listen(state["last_event"]))
            talks = [group.create_task(self._person(chat)) for chat in self._chats]
            await asyncio.gather(*talks)
            listener.cancel()

    async def _person(self, chat: int) -> None:
        while self._left > 0:
            self._left -= 1
            begun = time.perf_counter()
            await self._post("/control/say", chat=chat, text=f"dọn vệ sinh đường làng, {self._left + 10} hộ tham gia")
            asked = await self._button(chat)
            self.answer_ms.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            await self._post("/control/press", chat=chat, **asked)
            while not (await self._heard[chat].get())["text"].startswith("Đã lưu"):
                pass
            self.answer_ms.append((time.perf_counter() - begun) * 1000)

    async def _button(self, chat: int) -> dict[str, Any]:
        while True:
            message = await self._heard[chat].get()
            for row in message["buttons"]:
                for button in row:
                    if button["text"] == "Đúng":
                        return {"message_id": message["id"], "data": button["data"]}

    async def _listen(self, after: int) -> None:
        while True:
            for event in await self._get(f"/control/events?after={after}&wait=5"):
                after = event["n"]
                if event["what"] == "message" and event["message"]["from"] == "bot" and event["chat"] in self._heard:
                    self._heard[event["chat"]].put_nowait(event["message"])

    async def _post(self, path: str, **body: Any) -> None:
        async with self._http.post(self._url + path, json=body) as answer:
            await answer.read()
            assert answer.status == 200

    async def _get(self, path: str) -> Any:
        async with self._http.get(self._url + path) as answer:
            return await answer.json()


async def _measure(http: aiohttp.ClientSession, url: str, chats: list[int], process: Process) -> Measured:
    driver = Driver(http, url, chats)
    cpu, begun = process.cpu, time.perf_counter()
    await driver.run()
    return Measured(time.perf_counter() - begun, process.cpu - cpu, sorted(driver.answer_ms))


class Messenger:
    """The simulator as a process of its own, its clock a thousand times as fast."""

    def __init__(self, token: str) -> None:
        port = rig.free_port()
        arguments = ["-m", "simulator.server", "--port", str(port), "--token", token, "--speed", "1000"]
        self.process = Process(arguments, {}, "http")
        self.url = f"http://127.0.0.1:{port}"


async def _people(http: aiohttp.ClientSession, url: str, database: Path | None) -> list[int]:
    """Forty chats; for the product they belong to people of the roster."""
    chats = list(range(5001, 5001 + CHATS))
    for chat in chats:
        async with http.post(f"{url}/control/people", json={"name": f"Người {chat}", "chat": chat}) as answer:
            assert answer.status == 200
    if database is not None:
        store = Store(f"sqlite:///{database}", Sealer(rig.KEY))
        store.do(lambda session: _join(session, chats)).result()
        store.close()
    return chats


def _join(session: Any, chats: list[int]) -> None:
    roles = ("leader", "secretary", "front_head", "org_head", "contact")
    found = people.in_role(session, rig.WARD, *roles)
    for n, chat in enumerate(chats):
        who = found[n % len(found)]
        people.join(session, rig.WARD, who.id, "telegram", str(chat), datetime.now(UTC))
        if not who.reports_for:  # the roster has fewer reporters than the benchmark people
            post = Post(
                ward=rig.WARD, key=f"bench-{n}", person=who.id, unit="tdp1", role="front_head", title="",
                starts=datetime.now(UTC),
            )  # fmt: skip
            session.add(post)


async def main() -> None:
    console = Console()
    runs: dict[str, list[Measured]] = {"danvan": [], "echo": []}
    starts: dict[str, list[Started]] = {"danvan": [], "echo": []}
    with tempfile.TemporaryDirectory() as folder, Progress(console=console, transient=True) as progress:
        task = progress.add_task("measuring", total=ROUNDS * 2)
        for number in range(ROUNDS):
            for name in runs:
                database = Path(folder) / f"{number}.db" if name == "danvan" else None
                measured, started = await _one(name, database)
                runs[name].append(measured)
                starts[name].append(started)
                progress.advance(task)
    _show(console, runs, starts)
    _show_year(console)


def _show_year(console: Console) -> None:
    """In a process of its own: its memory is its own."""
    told = subprocess.run([sys.executable, "-m", "tests.bench.year"], cwd=rig.ROOT, capture_output=True, check=True)
    year = json.loads(told.stdout)
    console.print(
        f"A year's digests: {year['digests']} of {year['reports']} reports in {year['seconds']:.1f} s, the slowest "
        f"{year['slowest']:.2f} s; {year['first_mb']:.0f} MB after eight, {year['last_mb']:.0f} MB after all."
    )


async def _one(name: str, database: Path | None) -> tuple[Measured, Started]:
    messenger = Messenger(server.TOKEN)
    async with aiohttp.ClientSession() as http:
        if database is not None:
            rig.filled(database, datetime.now(UTC))
        chats = await _people(http, messenger.url, database)
        if database is not None:
            process = Process(["-m", "bot", "run"], _environment(messenger.url, database), '"ready"')
        else:
            process = Process(["-m", "tests.bench.echo", messenger.url, server.TOKEN], {}, "ready")
        started = process.started
        try:
            measured = await _measure(http, messenger.url, chats, process)
        finally:
            process.stop()
            messenger.process.stop()
    if database is not None:
        store = Store(f"sqlite:///{database}", Sealer(rig.KEY))
        kept = store.do(
            lambda session: int(session.execute(select(func.count()).select_from(Report)).scalar_one())
        ).result()
        store.close()
        assert kept >= REPORTS, f"{kept} of {REPORTS} reports are on the disk"
    return measured, started


def _environment(url: str, database: Path) -> dict[str, str]:
    return {
        "DANVAN_TELEGRAM__API_BASE": url,
        "DANVAN_TELEGRAM__TOKEN": server.TOKEN,
        "DANVAN_TELEGRAM__MESSAGES_PER_SECOND": "100000",
        "DANVAN_TELEGRAM__CHAT_MESSAGES_PER_SECOND": "100000",
        "DANVAN_DATABASE__URL": f"sqlite:///{database}",
        "DANVAN_SECRETS__KEY": rig.KEY,
        "DANVAN_WEB__PORT": str(rig.free_port()),
        "DANVAN_TALK__QUIET_SECONDS": "0",
    }


def _show(console: Console, runs: dict[str, list[Measured]], starts: dict[str, list[Started]]) -> None:
    def best(name: str) -> Measured:
        return min(runs[name], key=lambda run: run.cpu)

    ours, usual = best("danvan"), best("echo")
    start, usual_start = (min(starts[name], key=lambda s: s.seconds) for name in ("danvan", "echo"))
    table = Table(
        "", "bare aiogram echo", "danvan", "ratio", title=f"{REPORTS} reports, {CHATS} people, best of {ROUNDS}"
    )
    rows = [
        ("CPU ms a turn (update in, answer out)", usual.cpu * 500 / REPORTS, ours.cpu * 500 / REPORTS),
        ("reports a second", usual.rate, ours.rate),
        ("answer, median ms", usual.slowest(0.5), ours.slowest(0.5)),
        ("answer, 99th percentile ms", usual.slowest(0.99), ours.slowest(0.99)),
        ("ready after start, s", usual_start.seconds, start.seconds),
        ("resident after start, MB", usual_start.resident_mb, start.resident_mb),
    ]  # fmt: skip
    for what, theirs, mine in rows:
        table.add_row(what, f"{theirs:.2f}", f"{mine:.2f}", f"{mine / theirs:.2f}")
    console.print(table)
    Path("out").mkdir(exist_ok=True)
    Path("out/bench.json").write_text(json.dumps({what: [theirs, mine] for what, theirs, mine in rows}, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
