"""The running product is killed with SIGKILL again and again while people report, then left to finish.

Nothing confirmed is lost or stored twice, no draft begins again, no message stays without an answer, and nothing is
said twice but what a lost answer makes unknowable, which the outbox counts.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import multiprocessing.process
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import structlog
from sqlalchemy import select
from sqlmodel import Session, col

from bot.engine import serve
from simulator import server
from storage import people
from storage.tables import Inbox, Outbox, Report
from tests.rig import WARD, Rig, free_port, settings

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
PEOPLE = 30
KILLS = 20
REPORTS_EACH = 3
SEED = 20261116


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bot.engine", "tests.rig"])  # what costs seconds at every start is loaded once


def run(url: str, database: Path, port: int, log: Path, more: dict[str, str]) -> None:
    """The product as a process of its own, so that it can be killed."""
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()], logger_factory=structlog.WriteLoggerFactory(log.open("a", 1))
    )
    config = settings(url, database, port, **more)
    asyncio.run(serve(config, lambda: datetime.now(UTC), asyncio.Event()))


class Product:
    def __init__(self, url: str, database: Path, port: int, log: Path, **more: str) -> None:
        self._given = (url, database, port, log, more)
        self._process: multiprocessing.process.BaseProcess | None = None

    async def start(self) -> None:
        self._process = FORKS.Process(target=run, args=self._given, daemon=True)
        await asyncio.to_thread(self._process.start)

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.join, 20)


async def _ready(rig: Rig) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await rig.at_rest()
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
            else:
                return


async def _reports(rig: Rig, name: str, number: int, told: list[str], dice: random.Random) -> None:
    """One person reports three times by what the phone shows: words, then the button under these words."""
    pressed: set[int] = set()
    for turn in range(REPORTS_EACH):
        words = f"dọn vệ sinh đường làng lần {turn + 1}, {number + 10} hộ tham gia"
        await rig.post("/control/say", chat=rig.chats[name], text=words)
        told.append(words)
        newest = 0
        while not (newest and await _thanked_after(rig, name, newest)):
            for message in await rig.messages(name):
                labels = {button["text"]: button["data"] for row in message["buttons"] for button in row}
                if "Đúng" in labels and words in message["text"] and message["id"] not in pressed:
                    pressed.add(message["id"])
                    newest = message["id"]
                    press = {"message_id": newest, "data": labels["Đúng"]}
                    await rig.post("/control/press", chat=rig.chats[name], **press)
            await asyncio.sleep(dice.uniform(0.1, 0.3))


async def _thanked_after(rig: Rig, name: str, message: int) -> bool:
    return any(m["id"] > message and m["text"].startswith("Đã lưu tin tuần") for m in await rig.messages(name))


async def _tick(rig: Rig) -> None:
    """Time goes on, so that quiet ends and leases and pauses run out."""
    while True:
        await rig.post("/control/clock", advance=0.5)
        await asyncio.sleep(0.05)


async def _killed(rig: Rig, product: Product, dice: random.Random) -> None:
    """Kill it at a random moment of its life, twenty times."""
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.0, 0.6))
        await product.kill()
        before = (await rig.get("/control/state"))["calls"].get("getUpdates", 0)
        await product.start()
        async with asyncio.timeout(20):
            while (await rig.get("/control/state"))["calls"].get("getUpdates", 0) == before:
                await asyncio.sleep(0.02)


def _insides(session: Session) -> tuple[list[Report], list[Outbox], list[Inbox]]:
    reports = list(session.execute(select(Report).where(col(Report.kind) == "status")).scalars())
    letters = list(session.execute(select(Outbox)).scalars())
    inbox = list(session.execute(select(Inbox)).scalars())
    session.expunge_all()
    return reports, letters, inbox


def test_twenty_kills_lose_nothing_and_double_nothing(database: Path, tmp_path: Path) -> None:
    dice = random.Random(SEED)
    log = tmp_path / "log.jsonl"

    async def play() -> tuple[Rig, list[Report], list[Outbox], list[Inbox], dict[str, Counter[str]], list[str]]:
        messenger = await server.start(now=NOW)
        port = free_port()
        product = Product(messenger.url, database, port, log, DANVAN_TALK__QUIET_SECONDS="1")
        told: list[str] = []
        async with aiohttp.ClientSession() as http:
            rig = Rig(http, messenger.url, f"http://127.0.0.1:{port}/healthz", database)
            names = await _cast(rig)
            await product.start()
            await _ready(rig)
            clock = asyncio.create_task(_tick(rig))
            talks = [asyncio.create_task(_reports(rig, name, n, told, dice)) for n, name in enumerate(names)]
            await _killed(rig, product, dice)
            async with asyncio.timeout(120):
                await asyncio.gather(*talks)
            clock.cancel()
            await _ready(rig)
            await rig.go(await rig.now() + timedelta(seconds=30))
            said = {name: Counter(m["text"] for m in await rig.messages(name)) for name in names}
            found = await rig.write(_insides)
            await product.kill()
        await messenger.stop()
        return rig, *found, said, told

    _, reports, letters, inbox, said, told = asyncio.run(play())

    saved = Counter(report.text for report in reports)
    assert saved == Counter(told), "every confirmed report is there once"
    assert {row.state for row in inbox} == {"done"}, "no message is left unturned"
    assert {letter.state for letter in letters if letter.kind == "reply"} == {"sent"}, "no answer is left unsaid"
    repeated = sum(letter.repeated for letter in letters)
    thanked = sum(count for counts in said.values() for text, count in counts.items() if text.startswith("Đã lưu tin"))
    doubled = thanked - PEOPLE * REPORTS_EACH
    assert doubled >= 0, "everybody heard that each report is stored"
    assert doubled <= repeated, "what was said twice was counted as perhaps said"
    starts = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert sum(1 for line in starts if line["event"] == "ready") >= 2, "the kills hit a product that was running"


async def _cast(rig: Rig) -> list[str]:
    """Thirty people of the roster who report, as many posts as it takes."""

    def posts(session: Session) -> list[tuple[str, str]]:
        roles = ("leader", "secretary", "front_head", "org_head")
        found = people.in_role(session, WARD, *roles)
        return [(who.name, who.posts[0].key) for who in found][:PEOPLE]

    chosen = await rig.write(posts)
    assert len(chosen) == PEOPLE
    for name, post in chosen:
        await rig.join(name, post)
    return [name for name, _ in chosen]
