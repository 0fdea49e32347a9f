"""Photos of reports that somebody of the Bloc must look at before anybody else sees them (privacy charter, P6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from storage.sealing import sealer_of
from storage.tables import Media, Report

SETTLED = timedelta(minutes=1)  # after a report was saved, in which its reporter may take it back

_open = (
    col(Media.report).is_not(None),
    col(Media.kind) == "photo",
    col(Media.state) == "kept",
    col(Media.decided_at).is_(None),
)


def waiting(session: Session, ward: str, now: datetime) -> list[Report]:
    """Reports with photos nobody has looked at, the oldest first."""
    found = (
        select(Report)
        .where(
            col(Report.ward) == ward,
            col(Report.withdrawn_at).is_(None),
            col(Report.saved_at) <= now - SETTLED,
            col(Report.id).in_(select(col(Media.report)).where(*_open)),
        )
        .order_by(col(Report.id))
    )
    return list(session.execute(found).scalars())


def next_due(session: Session, ward: str, now: datetime) -> datetime | None:
    """When the next report's photos are to be looked at; those that wait already are not counted."""
    found = select(func.min(Report.saved_at)).where(
        col(Report.ward) == ward,
        col(Report.saved_at) > now - SETTLED,
        col(Report.id).in_(select(col(Media.report)).where(*_open)),
    )
    first = session.execute(found).scalar()
    return first + SETTLED if first is not None else None


def photos(session: Session, report: int) -> list[int]:
    """Photos of a report that wait to be looked at."""
    found = select(col(Media.id)).where(col(Media.report) == report, *_open).order_by(col(Media.id))
    return [number for number in session.execute(found).scalars() if number is not None]


def decide(session: Session, shown: list[int], by: int, passes: bool, now: datetime) -> list[int]:
    """Somebody has looked at these: they go on or stay. Answers which; none when it was decided before."""
    decided = (
        update(Media)
        .where(col(Media.id).in_(shown), *_open)
        .values(decided_at=now, decided_by=by, passes=passes)
        .returning(col(Media.id))
    )
    return sorted(number for number in session.execute(decided).scalars() if number is not None)


def content(session: Session, media: int) -> bytes | None:
    """A photo as it was sent, unsealed; None when it is not there (any more)."""
    found = select(col(Media.content)).where(col(Media.id) == media, col(Media.state) == "kept")
    sealed = session.execute(found).scalar()
    return sealer_of(session).open_bytes(sealed) if sealed is not None else None
