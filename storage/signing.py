"""A digest's row on its way out: approved, given back, signed, numbered. Each act is kept with its author."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from reporting.calendar import Period
from reporting.house import House
from reporting.signing import Stage, stage_of
from storage import digests
from storage.tables import AuditEntry, Digest, Report


def stage(row: Digest) -> Stage:
    return stage_of(row.approved_at, row.returned_at, row.signed_at, row.number)


def since(row: Digest) -> datetime:
    """When it came to its stage."""
    return row.signed_at or row.returned_at or row.approved_at or row.drafted_at


def approve(session: Session, house: House, period: Period, now: datetime, by: int) -> Digest:
    """Freeze: what it counts and which reports it holds never change again. Given back, only its words were open."""
    row = digests.refresh(session, house, period, now)
    if row.approved_at is None:
        session.execute(
            update(Report)
            .where(col(Report.ward) == house.id, col(Report.period) == period.label)
            .values(frozen_in=period.label)
        )
        row.approved_at, row.approved_by = now, by
    row.returned_at, row.approved_by = None, by
    _noted(session, row, now, by, "digest approved")
    return row


def give_back(session: Session, row: Digest, now: datetime, by: int) -> None:
    """The chair wants other words; the facts stay as approved."""
    row.returned_at = now
    _noted(session, row, now, by, "digest given back")


def sign(session: Session, row: Digest, now: datetime, by: int) -> None:
    row.signed_at, row.signed_by = now, by
    _noted(session, row, now, by, "digest signed")


def next_number(session: Session, ward: str, series: str) -> int:
    """One more than the highest given in this row of numbers."""
    highest = session.execute(
        select(func.max(Digest.number)).where(col(Digest.ward) == ward, col(Digest.series) == series)
    ).scalar()
    return (highest or 0) + 1


def bears(session: Session, ward: str, series: str, number: int) -> str | None:
    """The week that has this number."""
    return session.execute(
        select(col(Digest.period)).where(
            col(Digest.ward) == ward, col(Digest.series) == series, col(Digest.number) == number
        )
    ).scalar()


def give_number(session: Session, row: Digest, series: str, number: int, now: datetime, by: int) -> bool:
    """False when another week got this number meanwhile: the database holds no number twice."""
    try:
        with session.begin_nested():
            row.series, row.number, row.numbered_at, row.numbered_by = series, number, now, by
            session.add(row)
            session.flush()
    except IntegrityError:
        session.refresh(row)
        return False
    _noted(session, row, now, by, f"digest numbered {number}")
    return True


def _noted(session: Session, row: Digest, now: datetime, by: int, act: str) -> None:
    session.add(row)
    session.add(AuditEntry(ward=row.ward, at=now, by=by, act=act, about=row.period))
