"""Matters, hot spots among them: their rows, their events, who was told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from reporting.matters import WAITS_FOR_OWNER, NotAllowed, Role, next_look, step, witness_by
from storage import people, prebuilt
from storage.contributions import nobody_well, of_units
from storage.matter_tables import Contribution, Told
from storage.tables import Matter, MatterEvent, Report

# A matter without what was said of it.
NO_WORDS = {"answer": None, "closed_why": None, "sent_to": None, "delay_why": None}
_by_code = select(Matter).where(col(Matter.ward) == bindparam("of_ward"), col(Matter.code) == bindparam("of_code"))
_next_look = select(func.min(Matter.look_at)).where(col(Matter.look_at) > bindparam("after"))


def add(session: Session, matter: Matter, by: int | None) -> int:
    """Its first report is its first contribution."""
    session.add(matter)
    session.flush()
    assert matter.id is not None
    session.add(Contribution(ward=matter.ward, matter=matter.id, report=matter.report, joined_at=matter.opened_at))
    note(session, matter, "opened", matter.opened_at, by)
    _plan(session, matter, matter.opened_at)
    return matter.id


def note(session: Session, matter: Matter, act: str, at: datetime, by: int | None, words: str | None = None) -> None:
    """Write an act into the matter's history."""
    assert matter.id is not None
    session.add(MatterEvent(ward=matter.ward, matter=matter.id, act=act, at=at, by=by, note=words))
    session.add(matter)


def events(session: Session, matter: Matter) -> list[MatterEvent]:
    """A matter's history, oldest first."""
    found = select(MatterEvent).where(col(MatterEvent.matter) == matter.id).order_by(col(MatterEvent.id))
    return list(session.execute(found).scalars())


def move(
    session: Session,
    matter: Matter,
    act: str,
    roles: Collection[Role],
    at: datetime,
    by: int | None,
    words: str | None = None,
) -> None:
    """The one way a matter moves: looked up in the table, written into its history. Raises NotAllowed."""
    to = step(matter.state, act, roles, words)
    unanswered = act in ("silence", "closed") and matter.kind == "feedback" and not matter.answer
    if to is None or unanswered:
        raise NotAllowed(f"{matter.state} {act} {sorted(roles)}")
    matter.state = to
    if to == "dong":
        matter.closed_at, matter.closed_why = at, words
    elif to == "chua_on":
        matter.closed_at, matter.closed_why, matter.witness_until = None, None, None
    if act in ("answered", "over"):
        matter.witness_until = witness_by(at, people.house_of(session, matter.ward).calendar)
        nobody_well(session, matter)
    note(session, matter, act, at, by, words)
    _plan(session, matter, at)


def give_until(session: Session, matter: Matter, due_at: datetime, now: datetime) -> None:
    """A new due date."""
    matter.due_at, matter.extend_to = due_at, None
    session.add(matter)
    _plan(session, matter, now)


def _plan(session: Session, matter: Matter, after: datetime) -> None:
    """When the clock looks at it next. What fell due on the very moment is still looked at."""
    calendar = people.house_of(session, matter.ward).calendar
    matter.look_at = next_look(matter.state, matter.due_at, matter.witness_until, calendar, after)


def looked(session: Session, matter: Matter, now: datetime) -> None:
    """The clock has done what was due by `now`."""
    session.add(matter)
    _plan(session, matter, now)


def to_look_at(session: Session, ward: str, now: datetime) -> list[Matter]:
    found = select(Matter).where(col(Matter.ward) == ward, col(Matter.look_at) <= now)
    return list(session.execute(found.order_by(col(Matter.look_at), col(Matter.id))).scalars())


def next_look_at(session: Session, after: datetime) -> datetime | None:
    return prebuilt.run(session, _next_look, after=after).scalar()


def times(session: Session, matter: Matter, act: str) -> int:
    """How often an act stands in its history."""
    found = select(func.count()).where(col(MatterEvent.matter) == matter.id, col(MatterEvent.act) == act)
    return int(session.execute(found).scalar_one())


def get(session: Session, matter: int) -> Matter | None:
    return session.get(Matter, matter)


def by_code(session: Session, ward: str, code: str) -> Matter | None:
    return session.execute(_by_code, {"of_ward": ward, "of_code": code}).scalar()


def with_report(session: Session, matter: Matter) -> tuple[Matter, Report]:
    report = session.get(Report, matter.report)
    assert report is not None
    return matter, report


def open_of_units(session: Session, ward: str, units: Iterable[str]) -> list[tuple[Matter, Report]]:
    """Matters of these units, or reported by them, that are not closed, oldest first."""
    theirs = or_(col(Matter.unit).in_(list(units)), col(Matter.id).in_(of_units(units)))
    return _with_reports(session, col(Matter.ward) == ward, theirs, col(Matter.state) != "dong")


def open_of_owners(session: Session, ward: str, posts: Iterable[str]) -> list[tuple[Matter, Report]]:
    """Matters these posts must act on, in their own right or standing in."""
    held = list(posts)
    theirs = or_(col(Matter.owner).in_(held), col(Matter.acting).in_(held))
    return _with_reports(session, col(Matter.ward) == ward, theirs, col(Matter.state) != "dong")


def waiting_for_owner(session: Session, ward: str) -> list[Matter]:
    """Citizens' matters whose owner, or who stands in, has to do something."""
    found = select(Matter).where(
        col(Matter.ward) == ward,
        col(Matter.kind) == "feedback",
        col(Matter.state).in_((*WAITS_FOR_OWNER, "moi")),
    )
    return list(session.execute(found.order_by(col(Matter.id))).scalars())


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
