"""Matters, hot spots among them: their rows, their events, who was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from storage.tables import Matter, MatterEvent, Report, Told


def add(session: Session, matter: Matter, by: int | None) -> int:
    session.add(matter)
    session.flush()
    assert matter.id is not None
    note(session, matter, "opened", matter.opened_at, by)
    return matter.id


def note(session: Session, matter: Matter, act: str, at: datetime, by: int | None, words: str | None = None) -> None:
    """Write an act into the matter's history."""
    assert matter.id is not None
    session.add(MatterEvent(ward=matter.ward, matter=matter.id, act=act, at=at, by=by, note=words))
    session.add(matter)


def move(
    session: Session, matter: Matter, state: str, act: str, at: datetime, by: int | None, words: str | None = None
) -> None:
    """A new state, and why."""
    matter.state = state
    if state == "dong":
        matter.closed_at, matter.closed_why = at, words
    note(session, matter, act, at, by, words)


def get(session: Session, matter: int) -> Matter | None:
    return session.get(Matter, matter)


def by_code(session: Session, ward: str, code: str) -> Matter | None:
    return session.execute(select(Matter).where(col(Matter.ward) == ward, col(Matter.code) == code)).scalar()


def with_report(session: Session, matter: Matter) -> tuple[Matter, Report]:
    report = session.get(Report, matter.report)
    assert report is not None
    return matter, report


def open_of_units(session: Session, ward: str, units: Iterable[str]) -> list[tuple[Matter, Report]]:
    """Matters of these units, or reported by them, that are not closed, oldest first."""
    theirs = or_(col(Matter.unit).in_(list(units)), col(Report.unit).in_(list(units)))
    return _with_reports(session, col(Matter.ward) == ward, theirs, col(Matter.state) != "dong")


def open_of_owners(session: Session, ward: str, posts: Iterable[str]) -> list[tuple[Matter, Report]]:
    return _with_reports(
        session, col(Matter.ward) == ward, col(Matter.owner).in_(list(posts)), col(Matter.state) != "dong"
    )


def open_of_ward(session: Session, ward: str) -> list[tuple[Matter, Report]]:
    return _with_reports(session, col(Matter.ward) == ward, col(Matter.state) != "dong")


def of_ward(session: Session, ward: str) -> list[tuple[Matter, Report]]:
    return _with_reports(session, col(Matter.ward) == ward)


def _with_reports(session: Session, *where: object) -> list[tuple[Matter, Report]]:
    rows = session.execute(
        select(Matter, Report)
        .join(Report, col(Report.id) == col(Matter.report))
        .where(*where)  # type: ignore[arg-type]
        .order_by(col(Matter.opened_at), col(Matter.id))
    )
    return [(matter, report) for matter, report in rows]


_running = (
    select(col(Matter.id))
    .join(Report, col(Report.id) == col(Matter.report))
    .where(
        col(Matter.ward) == bindparam("of_ward"),
        col(Matter.kind) == "hotspot",
        col(Matter.opened_at) > bindparam("since"),
        col(Matter.state).notin_(("dong", "da_tra_loi")),
        col(Report.author) == bindparam("reporter"),
    )
    .order_by(col(Matter.id).desc())
    .limit(1)
)


def running_of(session: Session, ward: str, reporter: int, since: datetime) -> Matter | None:
    """The latest hot spot somebody reported since then that is neither over nor withdrawn."""
    found = session.connection().execute(_running, {"of_ward": ward, "since": since, "reporter": reporter}).scalar()
    return session.get(Matter, found) if found is not None else None


def tell(session: Session, matter: Matter, person: int, at: datetime, by_telephone: bool = False) -> bool:
    """Note that somebody is told; False when they were told before."""
    made = session.execute(
        upsert(Told)
        .values(ward=matter.ward, matter=matter.id, person=person, at=at, by_telephone=by_telephone)
        .on_conflict_do_nothing()
        .returning(col(Told.id))
    )
    return made.scalar() is not None


def over_by(session: Session, matter: Matter) -> int | None:
    """Who said last that it is over."""
    found = select(col(MatterEvent.by)).where(col(MatterEvent.matter) == matter.id, col(MatterEvent.act) == "over")
    return session.execute(found.order_by(col(MatterEvent.id).desc()).limit(1)).scalar()


def told(session: Session, matter: Matter) -> list[int]:
    """Everybody who was told, in order."""
    found = select(col(Told.person)).where(col(Told.matter) == matter.id).order_by(col(Told.id))
    return list(session.execute(found).scalars())


def ways(session: Session, matter: Matter) -> tuple[bool, bool]:
    """Whether anybody was told through a channel, and whether anybody is to be telephoned."""
    found = set(session.execute(select(col(Told.by_telephone)).where(col(Told.matter) == matter.id)).scalars())
    return False in found, True in found


def by_telephone(session: Session, ward: str, persons: Iterable[int]) -> None:
    """These people are telephoned about the hot spots that go on: no message reaches them."""
    going_on = select(col(Matter.id)).where(
        col(Matter.ward) == ward, col(Matter.kind) == "hotspot", col(Matter.state).notin_(("dong", "da_tra_loi"))
    )
    session.execute(
        update(Told)
        .where(col(Told.person).in_(list(persons)), col(Told.matter).in_(going_on))
        .values(by_telephone=True)
    )
