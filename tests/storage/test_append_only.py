"""The logs: SQLite itself refuses to change or delete a line; words in it may be emptied, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from storage import openings, reports
from storage.append_only import WORDS
from storage.database import migrate
from storage.sealed_tables import Opening
from storage.tables import AuditEntry, Matter, MatterEvent, Report, ReportVersion
from tests.rig import WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
CHANGES: list[tuple[type[Any], dict[str, Any]]] = [
    (AuditEntry, {"act": "nothing"}),
    (AuditEntry, {"by": None}),
    (AuditEntry, {"about": ""}),
    (MatterEvent, {"act": "nothing"}),
    (MatterEvent, {"note": "other words"}),
    (MatterEvent, {"note": None, "at": datetime(2026, 11, 19, tzinfo=UTC)}),
    (Opening, {"why": "another reason"}),
    (Opening, {"by": 2}),
    (ReportVersion, {"text": "other words"}),
    (ReportVersion, {"version": 7}),
]


def filled(session: Session) -> None:
    """A line in every log."""
    report = Report(
        ward=WARD, unit="tdp1", author=1, period="2026-W47", kind="matter", text="đèn hư", channel="zalo",
        first_words_at=NOW, saved_at=NOW,
    )  # fmt: skip
    number = reports.add(session, report)
    matter = Matter(ward=WARD, code="YK-0001", kind="feedback", report=number, unit="tdp1", topic="khac", opened_at=NOW)
    session.add(matter)
    session.flush()
    session.add(MatterEvent(ward=WARD, matter=matter.id or 0, act="words", at=NOW, by=1, note="đèn vẫn hư"))
    session.add(AuditEntry(ward=WARD, at=NOW, by=1, act="joined", about="zalo"))
    openings.note(session, report, "original", 1, NOW, "công an hỏi")


@pytest.mark.parametrize(("table", "values"), CHANGES)
def test_a_line_of_a_log_cannot_be_changed(do: Do, table: type[Any], values: dict[str, Any]) -> None:
    do(filled)
    with pytest.raises(IntegrityError, match="append-only"):
        do(lambda session: session.execute(update(table).values(**values)))


@pytest.mark.parametrize("table", list(WORDS))
def test_a_line_of_a_log_cannot_be_deleted(do: Do, table: type[Any]) -> None:
    do(filled)
    with pytest.raises(IntegrityError, match="append-only"):
        do(lambda session: session.execute(delete(table)))


def test_words_in_a_log_can_be_emptied_and_the_line_stays(do: Do) -> None:
    do(filled)
    do(lambda session: session.execute(update(MatterEvent).values(note=None)) and None)
    do(lambda session: session.execute(update(ReportVersion).values(text="")) and None)
    do(lambda session: session.execute(update(Opening).values(why=None)) and None)
    kept = do(lambda session: session.execute(select(col(Opening.by), col(Opening.what), col(Opening.why))).all())
    assert kept == [(1, "original", None)]


def test_a_log_is_watched_again_after_every_migration(database: Path, do: Do) -> None:
    do(lambda session: session.connection().exec_driver_sql("DROP TRIGGER opening_update") and None)
    migrate(f"sqlite:///{database}")
    do(filled)
    with pytest.raises(IntegrityError, match="append-only"):
        do(lambda session: session.execute(update(Opening).values(by=2)))
