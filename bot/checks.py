"""What is wrong, in plain words, before it does harm."""

from __future__ import annotations

import asyncio
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Select, func, make_url, select
from sqlmodel import Session, col

from bot import check_backups, check_channels
from bot.config import Config
from bot.findings import Finding, bad, note, ok
from bot.ready import NotReady, opened
from storage import people
from storage.tables import Inbox, Outbox, Person

ENOUGH_DISK = 500_000_000  # bytes


def run(config: Config, now: datetime) -> list[Finding]:
    """Everything that can be looked at without changing anything but the schema."""
    found = [*_key(config), *_disk(config)]
    if config.secrets.key.get_secret_value():
        found += _database(config, now)
        found += check_backups.standing(config, now)
    found += asyncio.run(check_channels.asked(config, now))
    return found


def _key(config: Config) -> list[Finding]:
    if config.secrets.key.get_secret_value():
        return [ok("The key for sealed content is set.")]
    return [bad("DANVAN_SECRETS__KEY is not set: make one with `danvan key`.")]


def _disk(config: Config) -> list[Finding]:
    path = Path(make_url(config.database.url).database or ".").absolute().parent
    while not path.exists():
        path = path.parent
    free = shutil.disk_usage(path).free
    size = f"{free // 1_000_000} MB free where the database lies"
    if free < ENOUGH_DISK:
        return [bad(f"Only {size}: make room, or reports cannot be stored.")]
    return [ok(f"Disk: {size}.")]


def _database(config: Config, now: datetime) -> list[Finding]:
    try:
        store = opened(config.database.url, config.secrets.key.get_secret_value())
    except NotReady as fault:
        return [bad(str(fault))]
    try:
        return store.do(lambda session: _contents(session, config, now)).result()
    except Exception as fault:
        return [bad(f"The database cannot be read with this key ({type(fault).__name__}): is it the right one?")]
    finally:
        store.close()


def _contents(session: Session, config: Config, now: datetime) -> list[Finding]:
    wards = people.wards(session)
    if not wards:
        return [bad("No ward is imported: run `danvan ward import FILE`.")]
    if len(wards) > 1:
        return [bad(f"The database holds {len(wards)} wards; this version serves one.")]
    house = people.house_of(session, wards[0])
    joined = _count(session, select(func.count()).where(col(Person.consent_at).is_not(None)))
    dead = _count(session, select(func.count()).where(col(Inbox.state) == "dead"))
    lost = _count(session, select(func.count()).where(col(Outbox.state) == "unknown"))
    found = [
        ok(f"Database: {house.file.ward.full_name}, {len(house.people)} people."),
        note(f"{joined} of {len(house.people)} people have joined."),
    ]
    if not any(who.joined for who in people.in_role(session, house.id, "bloc_staff", "bloc_deputy")):
        found.append(note("Nobody of the Bloc's staff has joined: lists of calls and drafts have no reader yet."))
    if dead:
        found.append(
            bad(f"{dead} messages could not be worked on; they are kept. See `turn_failed`, `dead` in the log.")
        )
    if lost:
        found.append(note(f"{lost} messages may or may not have arrived (answer lost)."))
    return [*found, *check_channels.standing(session, house, config, now)]


def _count(session: Session, query: Select[int]) -> int:
    return int(session.execute(query).scalar_one())
