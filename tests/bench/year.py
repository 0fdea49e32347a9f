"""A year of a large ward: 20 units, 52 weeks, ten reports a week of each. What its digests cost in time and memory."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from reporting.calendar import Period, period_after, period_labelled
from reporting.house import House
from storage import people, reports, signing
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Matter, Report, ReportVersion
from tests import rig, weeks

WEEKS, A_UNIT = 52, 10
BEGINS = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass
class Year:
    """`first_mb`, `last_mb`: the most memory ever used, after the first eight digests and after all."""

    digests: int
    reports: int
    seconds: float
    slowest: float
    first_mb: float
    last_mb: float


def measured() -> Year:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{rig.filled(Path(folder) / 'year.db', BEGINS)}", Sealer(rig.KEY))
        try:
            periods = store.do(_filled).result()
            return _composed(store, periods)
        finally:
            store.close()


def _composed(store: Store, periods: list[Period]) -> Year:
    took, first = [], 0.0
    for n, period in enumerate(periods):
        begun = time.perf_counter()
        store.do(partial(_approve, period=period)).result()
        took.append(time.perf_counter() - begun)
        if n == 7:
            first = _memory()
    return Year(len(periods), len(weeks.units()) * A_UNIT * len(periods), sum(took), max(took), first, _memory())


def _approve(session: Session, period: Period) -> None:
    signing.approve(session, people.house_of(session, rig.WARD), period, period.bloc_deadline, 1)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _filled(session: Session) -> list[Period]:
    house = people.house_of(session, rig.WARD)
    period = period_labelled("2026-W03", house.schedule, house.calendar)
    assert period is not None
    found = []
    for n in range(WEEKS):
        _week(session, house, period, n)
        found.append(period)
        period = period_after(period, house.schedule, house.calendar)
    return found


def _week(session: Session, house: House, period: Period, number: int) -> None:
    """Four of ten reports are opinions, most of which are answered within two weeks."""
    lot = Random(number)
    reports.open_duties(session, house, period)
    first = number * A_UNIT * 20 + 1
    rows: list[dict[str, Any]] = []
    matters: list[dict[str, Any]] = []
    for unit in weeks.units():
        for n in range(A_UNIT):
            key, at = first + len(rows), period.starts + timedelta(hours=1 + n * 15)
            opinion = n < 4
            topic, text = lot.choice(weeks.OPINIONS)[:2] if opinion else lot.choice(weeks.NEWS)
            kind = "matter" if opinion else "status"
            row = {"id": key, "ward": house.id, "unit": unit, "period": period.label, "text": text, "topic": topic}
            rows.append(row | {"kind": kind, "channel": "zalo", "first_words_at": at, "saved_at": at, "version": 1})
            if opinion:
                matters.append(_matter(lot, house, key, unit, topic, at))
        reports.fulfil(session, house.id, period.label, [unit], rows[-1]["id"], period.starts)
    session.execute(insert(Report), rows)
    versions = [{"ward": house.id, "report": row["id"], "version": 1, "kind": row["kind"], "text": row["text"],
                 "at": row["saved_at"]} for row in rows]  # fmt: skip
    session.execute(insert(ReportVersion), versions)
    session.execute(insert(Matter), matters)


def _matter(lot: Random, house: House, key: int, unit: str, topic: str, at: datetime) -> dict[str, Any]:
    answered = at + timedelta(days=lot.randint(1, 14)) if lot.random() < 0.95 else None
    row = {"ward": house.id, "code": f"YK-{key:05}", "kind": "feedback", "report": key, "unit": unit, "topic": topic}
    answer = weeks.ANSWER if answered else None
    ended = {"answered_at": answered, "closed_at": answered, "answer": answer, "state": "dong" if answered else "moi"}
    return row | ended | {"owner": "ub-kthtdt", "opened_at": at, "due_at": at + timedelta(days=14)}


if __name__ == "__main__":
    print(json.dumps(asdict(measured())))
