"""`danvan backup` and `danvan restore`, for somebody who watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from bot import backups
from bot.config import Config
from storage import restoring
from storage.backups import Failed, Told, about
from storage.sealed_file import Unreadable


def backup(config: Config, now: datetime, to: Path | None) -> None:
    """Raises Failed."""
    plan = backups.plan(config)
    folder = to or plan.folder
    if folder is None:
        raise Failed("backup.folder is empty: set it, or say where with --to DIR.")
    with _watched() as told:
        path, found = backups.make(plan, folder, now, told)
    print(f"{path}: {sum(found.rows.values())} rows, {path.stat().st_size / 1e6:.1f} MB. Read back: good.")
    if folder != plan.folder:
        print(f"Nobody takes it away from there: delete it within {plan.keep.longest.days} days.")


def restore(config: Config, now: datetime, source: Path, yes: bool) -> None:
    """Raises Failed."""
    plan = backups.plan(config)
    try:
        found = about(source, plan.sealer)
    except (OSError, Unreadable) as fault:
        raise Failed(f"{source} cannot be read: {fault}" if isinstance(fault, OSError) else str(fault)) from None
    print(f"{source.name}: of {found.taken:%Y-%m-%d %H:%M} UTC, {sum(found.rows.values())} rows.")
    if not yes and not _agreed(f"Put it in the place of {plan.database}?"):
        raise Failed("Nothing was restored.")
    with _watched() as told:
        aside = restoring.restore(source, plan.database, now, plan.sealer, told)
    print(f"{plan.database} is as it was then. What people wrote since is not in it: tell them.")
    if aside is not None:
        print(f"The database of before lies at {aside}. It is not encrypted: delete it once all is well.")


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise Failed("Nothing was restored: nobody is here to be asked. Say it with --yes.")
    return input(f"{question} Type yes: ").strip().lower() == "yes"


@contextmanager
def _watched() -> Iterator[Told]:
    """A bar for each stage, on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bars: dict[str, TaskID] = {}

        def told(what: str, far: float) -> None:
            if what not in bars:
                bars[what] = progress.add_task(what, total=1.0)
            progress.update(bars[what], completed=far)

        yield told
