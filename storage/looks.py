"""Photos, voice notes, films and files: somebody of the Bloc looks at them before anybody else does (charter, P6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from storage import contributions, matters, prebuilt
from storage.sealing import sealer_of
from storage.tables import Matter, Media, Report

SETTLED = timedelta(minutes=1)  # after a report was saved, in which its reporter may take it back

_open = (
    col(Media.report).is_not(None),
    col(Media.state) == "kept",
    col(Media.decided_at).is_(None),
)
_next = select(func.min(Report.saved_at)).where(
    col(Report.ward) == bindparam("of_ward"),
    col(Report.saved_at) > bindparam("settled"),
    col(Report.id).in_(select(col(Media.report)).where(*_open)),
)


def waiting(session: Session, ward: str, now: datetime) -> list[Report]:
    """Reports with something nobody has looked at, the oldest first."""
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
    """When the next report is to be looked at; those that wait already are not counted."""
    first = prebuilt.run(session, _next, of_ward=ward, settled=now - SETTLED).scalar()
    return first + SETTLED if first is not None else None


def of_report(session: Session, report: int) -> dict[str, list[int]]:
    """What waits to be looked at, by kind, each in the order in which it was sent."""
    found = select(col(Media.kind), col(Media.id)).where(col(Media.report) == report, *_open)
    out: dict[str, list[int]] = {}
    for kind, number in session.execute(found.order_by(col(Media.inbox), col(Media.number))):
        out.setdefault(kind, []).append(number)
    return out


def let_on(session: Session, report: int) -> list[tuple[str, int]]:
    """(kind, number) of what whoever acts for the matter may see, in the order in which it was sent."""
    found = select(col(Media.kind), col(Media.id)).where(
        col(Media.report) == report, col(Media.state) == "kept", col(Media.passes)
    )
    rows = session.execute(found.order_by(col(Media.inbox), col(Media.number)))
    return [(kind, number) for kind, number in rows]


def matter_of(session: Session, report: Report) -> Matter | None:
    """The matter a report tells of, its own or the one it was joined to; news has none."""
    own = matters.by_code(session, report.ward, report.code) if report.code else None
    return own or contributions.joined(session, report.id or 0)


def unheard(report: Report) -> bool:
    """It stands on what was sent alone: nobody of the Bloc has written its line yet."""
    return report.kind == "status" and not report.text and report.withdrawn_at is None


def unheard_units(session: Session, ward: str, label: str) -> list[str]:
    """Units of whose report in this period nobody knows the words yet."""
    found = select(Report).where(col(Report.ward) == ward, col(Report.period) == label).order_by(col(Report.id))
    return list(dict.fromkeys(report.unit for report in session.execute(found).scalars() if unheard(report)))


def decide(session: Session, shown: list[int], by: int, passes: bool, now: datetime) -> list[int]:
    """Somebody has looked at these: they go on or stay. Answers which; none when it was decided before."""
    decided = (
        update(Media)
        .where(col(Media.id).in_(shown), *_open)
        .values(decided_at=now, decided_by=by, passes=passes)
        .returning(col(Media.id))
    )
    return sorted(number for number in session.execute(decided).scalars() if number is not None)


def erase(session: Session, shown: list[int]) -> None:
    """What was looked at is not to be kept: its content goes, that it came stays."""
    session.execute(update(Media).where(col(Media.id).in_(shown)).values(state="erased", content=None))


def medium(session: Session, media: int) -> tuple[str, str, bytes] | None:
    """(kind, mime, content unsealed) of what was sent; None when it is not there (any more)."""
    found = select(col(Media.kind), col(Media.mime), col(Media.content))
    row = session.execute(found.where(col(Media.id) == media, col(Media.state) == "kept")).first()
    if row is None or row[2] is None:
        return None
    kind, mime, sealed = row
    return kind, mime, sealer_of(session).open_bytes(sealed)


def about(session: Session, media: int) -> tuple[Media, Report] | None:
    """What was sent and the report it belongs to."""
    found = select(Media, Report).join(Report, col(Report.id) == col(Media.report)).where(col(Media.id) == media)
    row = session.execute(found).first()
    return (row[0], row[1]) if row else None


def empty_again(session: Session, media: int) -> Report | None:
    """The report that stood on what cannot be had alone; None when it has words, or something else to stand on."""
    found = about(session, media)
    if found is None or not unheard(found[1]):
        return None
    left = select(col(Media.id)).where(col(Media.report) == found[1].id, col(Media.state).in_(("kept", "waiting")))
    return found[1] if session.execute(left.limit(1)).first() is None else None


# What may lie no longer

_GONE = {"state": "erased", "content": None}


def forget(session: Session, old: datetime, very_old: datetime) -> None:
    """What came before `old` goes; what was let on, a voice apart, goes when it came before `very_old`."""
    original = or_(col(Media.passes).is_(False), col(Media.kind) == "voice")
    there = (col(Media.content).is_not(None), col(Media.report).is_not(None))
    session.execute(update(Media).where(*there, original, col(Media.not_before) < old).values(**_GONE))
    session.execute(update(Media).where(*there, col(Media.not_before) < very_old).values(**_GONE))


def forget_voice(session: Session, person: int) -> None:
    """Somebody has left: their voice goes, but for what the Bloc has still to hear."""
    theirs = select(col(Report.id)).where(col(Report.author) == person)
    heard = (col(Media.kind) == "voice", col(Media.decided_at).is_not(None), col(Media.report).in_(theirs))
    session.execute(update(Media).where(*heard).values(**_GONE))
