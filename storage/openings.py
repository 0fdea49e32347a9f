"""Openings of what lies sealed: the original of a report (P8), a contact (P3). Written once, read by the unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from storage.sealed_tables import Opening
from storage.sealing import sealer_of
from storage.tables import Report


def note(session: Session, report: Report, what: str, by: int, at: datetime, why: str | None = None) -> Opening:
    assert report.id is not None
    made = Opening(ward=report.ward, at=at, by=by, what=what, report=report.id, why=why)
    session.add(made)
    session.flush()
    return made


def of_units(session: Session, ward: str, units: Iterable[str] | None, most: int) -> list[tuple[Opening, Report]]:
    """The latest openings of these units' reports, newest first; None: of all of them."""
    found = select(Opening, Report).join(Report, col(Report.id) == col(Opening.report)).where(col(Opening.ward) == ward)
    if units is not None:
        found = found.where(col(Report.unit).in_(list(units)))
    rows = session.execute(found.order_by(col(Opening.id).desc()).limit(most))
    return [(opening, report) for opening, report in rows]


def of_person(session: Session, person: int) -> list[tuple[Opening, Report]]:
    """What somebody opened, oldest first."""
    found = select(Opening, Report).join(Report, col(Report.id) == col(Opening.report)).where(col(Opening.by) == person)
    return [(opening, report) for opening, report in session.execute(found.order_by(col(Opening.id)))]


def original(session: Session, opening: int) -> str:
    """The words as they came, for the letter that shows them to who opened them."""
    row = session.get(Opening, opening)
    report = session.get(Report, row.report) if row is not None else None
    if report is None or report.sealed is None:
        return ""
    return "\n".join(sealer_of(session).open(piece) for piece in report.sealed.split(b"\n"))
