"""`danvan digest --out`: every paper of a week into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from sqlmodel import Session

from bot.outputs import put
from documents.papers import MADE, Bundle, made
from reporting.calendar import Period
from reporting.house import House
from reporting.letter import letter
from storage import digests


def bundle(session: Session, house: House, period: Period, now: datetime) -> Bundle:
    """The week's digest with all its papers need: as it was approved, before that the draft."""
    row = digests.refresh(session, house, period, now)
    value = digests.value(row)
    day = house.calendar.local(row.approved_at or now).date()
    paper = letter(house, day, draft=row.approved_at is None)
    return Bundle(value, paper, digests.records(session, house.id, value), house)


def written(found: Bundle, folder: Path, console: Console) -> Iterator[Path]:
    """Makes one after the other, showing how far it is. Raises NotReady when a file cannot be written."""
    columns = (TextColumn("{task.description:<16}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(MADE))
        for name, (file, _) in MADE.items():
            progress.update(task, description=file)
            put(folder / file, made(found, name)[1])
            progress.advance(task)
            yield folder / file
