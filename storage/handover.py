"""Who reports in whose place, who is away, and what passes on when an office does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from reporting.handover import post_for
from reporting.house import House
from reporting.values import Who
from storage import people, prebuilt
from storage.tables import AuditEntry, Inbox, Person, Substitution

UNTIL_TOLD = datetime(9999, 1, 1, tzinfo=UTC)  # away until the person says so
_OPEN = ("asked", "accepted")

_standing = (
    select(col(Substitution.unit), col(Substitution.person), col(Substitution.deputy))
    .where(
        col(Substitution.ward) == bindparam("of_ward"),
        col(Substitution.state) == "accepted",
        col(Substitution.ends) > bindparam("now"),
    )
    .order_by(col(Substitution.id))
)
_away = select(col(Person.id)).where(col(Person.id) == bindparam("person"), col(Person.away_until) > bindparam("now"))


# A deputy


def candidates(session: Session, house: House, asks: Who, units: Iterable[str]) -> list[Who]:
    """Everybody else who may report in the place of `asks`, whether they have joined or not."""
    found = people.in_role(session, house.id, "front_head", "leader", "secretary")
    return [who for who in found if who.id != asks.id and any(post_for(house, who, unit) for unit in units)]


def ask(
    session: Session,
    ward: str,
    units: Iterable[str],
    label: str,
    person: int,
    deputy: int,
    now: datetime,
    ends: datetime,
) -> list[int]:
    """The deputy is asked; whoever was asked before for these units no longer is. Answers those."""
    wanted = list(units)
    before = withdraw(session, ward, now, col(Substitution.unit).in_(wanted), col(Substitution.period) == label)
    session.add_all(
        Substitution(ward=ward, unit=unit, period=label, person=person, deputy=deputy, asked_at=now, ends=ends)
        for unit in wanted
    )
    session.flush()
    return list(dict.fromkeys(old.deputy for old in before if old.deputy != deputy))


def withdraw(session: Session, ward: str, now: datetime, *where: object) -> list[Substitution]:
    """What was asked or accepted holds no more; answers what that was."""
    found = _rows(session, ward, now, col(Substitution.state).in_(_OPEN), *where)
    for row in found:
        row.state = "withdrawn"
    session.flush()
    return found


def answer(
    session: Session, ward: str, label: str, person: int, deputy: int, state: str, now: datetime
) -> list[Substitution]:
    """The deputy's word, if it is asked for: the units it was given for, none when nobody asked."""
    asked = (col(Substitution.person) == person, col(Substitution.deputy) == deputy)
    found = _rows(session, ward, now, col(Substitution.state) == "asked", col(Substitution.period) == label, *asked)
    for row in found:
        row.state = state
        session.add(AuditEntry(ward=ward, at=now, by=deputy, act=f"hand-over {state}", about=row.unit))
    session.flush()
    return found


def gives_back(session: Session, ward: str, deputy: int, now: datetime) -> list[Substitution]:
    """Who is away stands in for nobody."""
    return withdraw(session, ward, now, col(Substitution.deputy) == deputy)


def _rows(session: Session, ward: str, now: datetime, *where: object) -> list[Substitution]:
    found = select(Substitution).where(
        col(Substitution.ward) == ward,
        col(Substitution.ends) > now,
        *where,  # type: ignore[arg-type]
    )
    return list(session.execute(found.order_by(col(Substitution.id))).scalars())


def standing(session: Session, ward: str, now: datetime) -> dict[str, tuple[int, int]]:
    """Units reported for by a deputy now: (whose place it is, the deputy)."""
    rows = session.connection().execute(_standing, {"of_ward": ward, "now": now})
    return {unit: (person, deputy) for unit, person, deputy in rows}


# Away


def rest(session: Session, person: int, until: datetime) -> None:
    session.execute(update(Person).where(col(Person.id) == person).values(away_until=until))


def is_away(session: Session, person: int, now: datetime) -> bool:
    return prebuilt.run(session, _away, person=person, now=now).first() is not None


def back(session: Session, person: int, reported: bool = False) -> bool:
    """The person is there again; a report says so only where no day was named."""
    away = col(Person.away_until) == UNTIL_TOLD if reported else col(Person.away_until).is_not(None)
    done = session.execute(update(Person).where(col(Person.id) == person, away).values(away_until=None))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def keep_no_reason(session: Session, inbox: int | None) -> None:
    """Why somebody is away is nobody's business: not even the sealed original stays."""
    session.execute(update(Inbox).where(col(Inbox.id) == inbox).values(sealed=None))
