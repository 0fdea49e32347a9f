"""Papers of a week: each as a message or a page asks for it, all of them into a folder for `danvan digest --out`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from sqlmodel import Session

from bot.clocks import Clock
from bot.outputs import put
from documents.papers import MADE, PICTURES, Bundle, made
from reporting.calendar import Period
from reporting.house import House
from reporting.letter import letter
from storage import digests, people
from storage.database import Store
from storage.tables import Digest as Row

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    **dict.fromkeys(PICTURES, "image/png"),
}
KEPT = timedelta(minutes=10)  # several people get the same paper


def bundle(session: Session, house: House, period: Period, now: datetime) -> Bundle:
    """The week's digest with all its papers need: as it was approved, before that the draft."""
    row = digests.refresh(session, house, period, now)
    return _with_letter(session, house, row, now)


def _with_letter(session: Session, house: House, row: Row, now: datetime) -> Bundle:
    """Its day is that of the signature; what nobody signed has no number."""
    value = digests.value(row)
    day = house.calendar.local(row.signed_at or row.approved_at or now).date()
    signer = people.who(session, row.signed_by) if row.signed_by else None
    paper = letter(house, day, row.number, signer.name if signer else None, draft=row.approved_at is None)
    return Bundle(value, paper, digests.records(session, house.id, value), house)


class Papers:
    """Made outside any turn, one at a time on a thread of its own, from the row as it stands; kept a short while."""

    def __init__(self, store: Store, clock: Clock, ward: str) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._press = asyncio.Lock()
        self._kept: dict[tuple[str, str], tuple[datetime, Bundle, tuple[str, bytes]]] = {}

    async def paper(self, label: str, name: str) -> tuple[str, bytes] | None:
        """The file's name and what is in it; None for a week or a paper that there is none of."""
        now = self._clock.now()

        def job(session: Session) -> Bundle | None:
            house = people.house_of(session, self._ward)
            row = digests.get(session, self._ward, label)
            return _with_letter(session, house, row, now) if row is not None and row.whole else None

        found = await asyncio.wrap_future(self._store.do(job))
        if found is None or name not in MADE:
            return None
        async with self._press:
            self._kept = {key: kept for key, kept in self._kept.items() if timedelta(0) <= now - kept[0] < KEPT}
            kept = self._kept.get((label, name))
            if kept is None or kept[1] != found:
                kept = self._kept[label, name] = (now, found, await asyncio.to_thread(made, found, name))
            return kept[2]


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
