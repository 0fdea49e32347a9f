"""What is wrong with the backups, in plain words."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import backups
from bot.backups import Plan
from bot.config import Config
from bot.findings import Finding, bad, note, ok
from storage.backups import about
from storage.restoring import set_aside
from storage.sealed_file import Unreadable

TOO_OLD = timedelta(hours=36)  # a night and half a day to make up for it
SETTLED = timedelta(days=7)  # by then one knows whether what was restored is right


def standing(config: Config, now: datetime) -> list[Finding]:
    plan = backups.plan(config)
    return [*_nightly(plan, now), *_aside(plan, now)]


def _nightly(plan: Plan, now: datetime) -> list[Finding]:
    if plan.folder is None or plan.failure is None:
        return [note("backup.folder is empty: no backup is made at night.")]
    there = _nearest(plan.folder)
    if not os.access(there, os.W_OK | os.X_OK):
        return [bad(f"No backup can be written: {there} is not ours to write. Change its owner or backup.folder.")]
    try:
        found = backups.lying(plan.folder, plan.database)
        failed = [bad(f"The last backup failed. {plan.failure.read_text('utf-8')}")] if plan.failure.exists() else []
        if not found:
            return [*failed, note("There is no backup yet: `danvan run` makes one at once, `danvan backup` too.")]
        return [*failed, _newest(plan, max(found), found[max(found)], now)]
    except OSError as fault:
        return [bad(f"The backups in {plan.folder} cannot be read ({fault.strerror}).")]


def _nearest(folder: Path) -> Path:
    """The folder, or what it would be made in."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder


def _newest(plan: Plan, taken: datetime, path: Path, now: datetime) -> Finding:
    try:
        about(path, plan.sealer)
    except Unreadable as fault:
        return bad(f"The newest backup: {fault} `danvan backup` makes a new one.")
    hours = int((now - taken) / timedelta(hours=1))
    if now - taken > TOO_OLD:
        return bad(f"The newest backup, {path.name}, is {hours} hours old: see `backup_failed` in the log.")
    return ok(f"Backup: {path.name}, {max(hours, 0)} hours old, its checksum is right.")


def _aside(plan: Plan, now: datetime) -> list[Finding]:
    """Databases of before a restore: nothing erases in them what may no longer be kept."""
    found = []
    for path in set_aside(plan.database):
        old = now - datetime.fromtimestamp(path.stat().st_ctime, UTC) > SETTLED
        words = f"{path} lies there since a restore, not encrypted"
        found.append(bad(f"{words}: delete it.") if old else note(f"{words}: delete it once all is well."))
    return found
