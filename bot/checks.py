"""What is wrong, in plain words, before it does harm."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from sqlalchemy import Select, func, make_url, select
from sqlmodel import Session, col

from bot.config import Config
from storage import people
from storage.database import Store, migrate
from storage.sealing import Sealer
from storage.tables import Inbox, Outbox, Person

ENOUGH_DISK = 500_000_000  # bytes
CLOCK_MAY_DIFFER = timedelta(seconds=30)
PATIENCE = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """`good` None: worth knowing, no fault."""

    good: bool | None
    words: str


def run(config: Config, now: datetime) -> list[Finding]:
    """Everything that can be looked at without changing anything but the schema."""
    found = [*_key(config), *_disk(config)]
    if config.secrets.key.get_secret_value():
        found += _database(config)
    found += asyncio.run(_telegram(config, now))
    return found


def report(found: list[Finding]) -> int:
    """Print; answers the exit code."""
    signs = {True: "ok  ", False: "BAD ", None: "note"}
    for finding in found:
        print(f"{signs[finding.good]} {finding.words}")
    return int(any(finding.good is False for finding in found))


def bot_name(config: Config) -> str:
    """The bot's username from the settings, else asked of the server; "" when nobody knows."""
    if config.telegram.username or not config.telegram.token.get_secret_value():
        return config.telegram.username
    try:
        name, _ = asyncio.run(_who_are_we(config))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return ""
    return name or ""


def _key(config: Config) -> list[Finding]:
    if config.secrets.key.get_secret_value():
        return [Finding(True, "The key for sealed content is set.")]
    return [Finding(False, "DANVAN_SECRETS__KEY is not set: make one with `danvan key`.")]


def _disk(config: Config) -> list[Finding]:
    path = Path(make_url(config.database.url).database or ".").absolute().parent
    while not path.exists():
        path = path.parent
    free = shutil.disk_usage(path).free
    size = f"{free // 1_000_000} MB free where the database lies"
    if free < ENOUGH_DISK:
        return [Finding(False, f"Only {size}: make room, or reports cannot be stored.")]
    return [Finding(True, f"Disk: {size}.")]


def _database(config: Config) -> list[Finding]:
    try:
        migrate(config.database.url)
    except Exception as fault:
        return [Finding(False, f"The database {config.database.url} cannot be opened: {fault}.")]
    store = Store(config.database.url, Sealer(config.secrets.key.get_secret_value()))
    try:
        return store.do(_contents).result()
    except Exception as fault:
        return [
            Finding(False, f"The database cannot be read with this key ({type(fault).__name__}): is it the right one?")
        ]
    finally:
        store.close()


def _contents(session: Session) -> list[Finding]:
    wards = people.wards(session)
    if not wards:
        return [Finding(False, "No ward is imported: run `danvan ward import FILE`.")]
    if len(wards) > 1:
        return [Finding(False, f"The database holds {len(wards)} wards; this version serves one.")]
    house = people.house_of(session, wards[0])
    joined = _count(session, select(func.count()).where(col(Person.consent_at).is_not(None)))
    dead = _count(session, select(func.count()).where(col(Inbox.state) == "dead"))
    lost = _count(session, select(func.count()).where(col(Outbox.state) == "unknown"))
    found = [
        Finding(True, f"Database: {house.file.ward.full_name}, {len(house.people)} people."),
        Finding(None, f"{joined} of {len(house.people)} people have joined."),
    ]
    if not any(who.joined for who in people.in_role(session, house.id, "bloc_staff", "bloc_deputy")):
        found.append(
            Finding(None, "Nobody of the Bloc's staff has joined: lists of calls and drafts have no reader yet.")
        )
    if dead:
        found.append(
            Finding(
                False, f"{dead} messages could not be worked on; they are kept. See the log for `turn_failed`, `dead`."
            )
        )
    if lost:
        found.append(Finding(None, f"{lost} messages may or may not have arrived (answer lost)."))
    return found


def _count(session: Session, query: Select[int]) -> int:
    return int(session.execute(query).scalar_one())


async def _who_are_we(config: Config) -> tuple[str | None, str]:
    """(username, the server's Date header). Raises aiohttp.ClientError, TimeoutError, ValueError."""
    url = f"{config.telegram.api_base.rstrip('/')}/bot{config.telegram.token.get_secret_value()}/getMe"
    async with aiohttp.ClientSession(timeout=PATIENCE) as http, http.post(url) as answer:
        body = await answer.json(content_type=None)
        return (body["result"]["username"] if body.get("ok") else None), answer.headers.get("Date", "")


async def _telegram(config: Config, now: datetime) -> list[Finding]:
    if not config.telegram.token.get_secret_value():
        return [Finding(False, "DANVAN_TELEGRAM__TOKEN is not set: BotFather gives it.")]
    try:
        name, date = await _who_are_we(config)
    except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
        return [
            Finding(
                False,
                f"{config.telegram.api_base} does not answer ({type(fault).__name__}): is there a way to it from here?",
            )
        ]
    if name is None:
        return [Finding(False, "Telegram refuses the token: copy it again from BotFather.")]
    found = [Finding(True, f"Telegram knows us as @{name}.")]
    if config.clock.source == "system" and date:
        off = abs(parsedate_to_datetime(date) - now)
        if off > CLOCK_MAY_DIFFER:
            found.append(
                Finding(False, f"This machine's clock differs from Telegram's by {int(off.total_seconds())} s: set it.")
            )
    return found
