"""The folder of backups: one every night beside the running product, old ones taken away, what went wrong noted."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from bot.config import Config
from scheduler import backups as rules
from scheduler import retention
from storage import backups, marking
from storage.backups import About, Failed, Told, untold
from storage.database import path_of
from storage.sealing import Sealer

log = structlog.get_logger()

AGAIN = timedelta(hours=1)  # after one that failed: a full disk is not written to every minute


@dataclass(frozen=True)
class Plan:
    """What the settings want. `folder` None: no nightly backup."""

    database: Path
    folder: Path | None
    at: time
    keep: rules.Keep
    sealer: Sealer

    @property
    def failure(self) -> Path | None:
        """Where the last backup that failed says why, for `danvan check`; gone with the next that does not."""
        return self.folder and self.folder / f"{self.database.stem}.backup-failed"


def plan(config: Config) -> Plan:
    """A relative folder is one beside the database: two wards on one machine do not meet in it by chance."""
    database, wanted = path_of(config.database.url), config.backup
    return Plan(
        database=database,
        folder=database.parent / wanted.folder if wanted.folder else None,
        at=time.fromisoformat(wanted.at),
        keep=rules.Keep(wanted.keep_days, wanted.keep_weeks, wanted.keep_months),
        sealer=Sealer(config.secrets.key.get_secret_value()),
    )


def lying(folder: Path, database: Path) -> dict[datetime, Path]:
    """The backups of this database in a folder, by when they were taken, oldest first. Raises OSError."""
    if not folder.exists():
        return {}
    found = {rules.taken_at(database.stem, path.name): path for path in folder.iterdir()}
    return {at: found[at] for at in sorted(at for at in found if at is not None)}


def make(plan: Plan, folder: Path, now: datetime, told: Told = untold) -> tuple[Path, About]:
    """A backup of now in `folder`; in that of the settings old ones go, and a failure is noted. Raises Failed."""
    target = folder / rules.name_of(plan.database.stem, now)
    # It may lie there for so long, so it holds nothing that must be gone before (privacy charter P9).
    last_day = now + plan.keep.longest
    erased: list[tuple[datetime, datetime]] = []

    def thin(session: Session) -> None:
        retention.forget(session, last_day)
        erased.extend(marking.spans(session))

    try:
        about = backups.make(plan.database, target, now, plan.sealer, thin, told)
        if folder == plan.folder:
            _prune(plan, folder, now, erased)
    except Failed as fault:
        _note(plan, folder, f"{now.isoformat(timespec='minutes')}: {fault}")
        raise
    _note(plan, folder, None)
    return target, about


def _prune(plan: Plan, folder: Path, now: datetime, erased: list[tuple[datetime, datetime]]) -> None:
    """Those of a time when something lay here that was not to be kept go, now that a younger one stands."""
    try:
        found = lying(folder, plan.database)
        clean = [at for at in found if not any(since <= at <= until for since, until in erased)]
        stay = rules.kept(clean, plan.keep, now)
        old = [path for at, path in found.items() if at not in stay]
        for path in (*old, *_left_half_done(plan, folder, now)):
            path.unlink(missing_ok=True)
    except OSError as fault:
        raise Failed(f"The backup was made, but older ones cannot be taken away: {backups.plain(fault)}.") from None
    if old:
        log.info("backups_gone", files=[path.name for path in old])


def _left_half_done(plan: Plan, folder: Path, now: datetime) -> list[Path]:
    """By a process that was killed; what is younger may be in somebody's hands."""
    parts = {path: rules.taken_at(plan.database.stem, path.stem) for path in folder.glob("*.part")}
    return [path for path, at in parts.items() if at is not None and at < now - rules.A_DAY]


def _note(plan: Plan, folder: Path, why: str | None) -> None:
    if folder != plan.folder or plan.failure is None:
        return
    with suppress(OSError):  # where nothing can be written `danvan check` sees that itself
        if why is None:
            plan.failure.unlink(missing_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            plan.failure.write_text(why, encoding="utf-8")


class _Stopped(Exception):
    """The product ends: a backup half done is given up."""


class Nightly:
    """Whether one is due follows from what lies in the folder: a night asleep makes it late, nothing makes it twice."""

    def __init__(self, plan: Plan, clock: Clock, zone: ZoneInfo) -> None:
        self._plan = plan
        self._clock = clock
        self._zone = zone
        self._poke = asyncio.Event()
        self._failed: datetime | None = None
        self._stopping = threading.Event()

    def look(self) -> None:
        """After every tick."""
        self._poke.set()

    async def run(self) -> None:
        if self._plan.folder is None:
            return
        try:
            while True:
                await self._poke.wait()
                self._poke.clear()
                # In a thread: neither a turn nor the clock waits for a disk.
                await asyncio.to_thread(self._work, self._plan.folder, self._clock.now())
        finally:
            self._stopping.set()

    def _work(self, folder: Path, now: datetime) -> None:
        if self._failed is not None and abs(now - self._failed) < AGAIN:
            return
        try:
            if not rules.due(lying(folder, self._plan.database), self._plan.at, self._zone, now):
                return
            path, _ = make(self._plan, folder, now, self._told)
        except _Stopped:
            return
        except (Failed, OSError) as fault:
            self._failed = now
            log.error("backup_failed", why=str(fault))
        except Exception as fault:  # whatever it is, people's reports go on
            self._failed = now
            log.error("backup_failed", error=type(fault).__name__, exc_info=True)
        else:
            self._failed = None
            log.info("backup", file=path.name, bytes=path.stat().st_size)

    def _told(self, _what: str, _far: float) -> None:
        if self._stopping.is_set():
            raise _Stopped
