"""The roster as a ward file brings it: units, what covers what, people and their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import sqlmodel
from sqlalchemy import select, update
from sqlmodel import Session, col

from reporting.house import House
from reporting.roster import PersonEntry, covers
from reporting.ward import load_ward
from storage import passing
from storage.sealing import sealer_of
from storage.tables import CellGroup, Invite, Person, Post, Unit, Ward

T = TypeVar("T", Unit, CellGroup, Person)


@dataclass(slots=True)
class Changes:
    """What an import did, counted."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    same: int = 0

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.ended)


def import_ward(session: Session, text: str, now: datetime) -> tuple[House, Changes]:
    """Bring the roster to what the file says; what has not changed is not touched, who is gone is ended, not erased.

    Raises WardFileError: a faulty file is refused whole.
    """
    house = House(load_ward(text))
    changes = Changes()
    ward = session.get(Ward, house.id)
    if ward is None or sealer_of(session).open(ward.file) != text:
        sealed = sealer_of(session).seal(text)
        session.merge(Ward(id=house.id, name=house.file.ward.full_name, file=sealed, imported_at=now))
    _import_units(session, house, now, changes)
    _import_covers(session, house, now, changes)
    found = {row.identity: row for row in _all(session, Person, house.id)}
    for entry in house.people:
        _import_person(session, house, entry, found, now, changes)
    _end_posts(session, house, now, changes)
    session.info.pop("houses", None)
    return house, changes


def _all(session: Session, table: type[T], ward: str) -> list[T]:
    return list(session.exec(sqlmodel.select(table).where(table.ward == ward)))


def _import_units(session: Session, house: House, now: datetime, changes: Changes) -> None:
    found = {row.key: row for row in _all(session, Unit, house.id)}
    for entry in house.units.values():
        wanted: dict[str, object] = {"kind": entry.kind, "name": entry.name, "weekly": entry.owes_weekly, "ends": None}
        row = found.pop(entry.key, None)
        if row is None:
            session.add(Unit(ward=house.id, key=entry.key, kind=entry.kind, name=entry.name, weekly=entry.owes_weekly))
            changes.added += 1
        else:
            _set(row, wanted, changes)
    for row in found.values():
        if row.ends is None:
            row.ends = now
            changes.ended += 1


def _import_covers(session: Session, house: House, now: datetime, changes: Changes) -> None:
    standing = {(r.cell, r.group): r for r in _all(session, CellGroup, house.id) if r.ends is None}
    for cover in covers(house.file):
        if standing.pop((cover.cell, cover.group), None) is None:
            session.add(CellGroup(ward=house.id, cell=cover.cell, group=cover.group, starts=now))
            changes.added += 1
        else:
            changes.same += 1
    for row in standing.values():
        row.ends = now
        changes.ended += 1


def _import_person(
    session: Session, house: House, entry: PersonEntry, found: dict[str, Person], now: datetime, changes: Changes
) -> None:
    sealer = sealer_of(session)
    identity = sealer.fingerprint(f"{entry.name}|{entry.phone}")
    wanted: dict[str, object] = {"call": entry.call, "address": entry.address, "channel": entry.channel}
    person = found.get(identity)
    if person is None:
        person = Person(
            ward=house.id,
            identity=identity,
            name=entry.name,
            phone=sealer.seal(entry.phone),
            call=entry.call,
            address=entry.address,
            channel=entry.channel,
        )
        session.add(person)
        session.flush()
        changes.added += 1
    else:
        _set(person, wanted, changes)
    assert person.id is not None
    held = select(Post).where(col(Post.person) == person.id, col(Post.ends).is_(None))
    standing = {row.key: row for row in session.execute(held).scalars()}
    for post in entry.posts:
        row = standing.get(post.key)
        if row is None:
            session.add(
                Post(
                    ward=house.id,
                    key=post.key,
                    person=person.id,
                    unit=post.unit,
                    role=post.role,
                    title=post.title,
                    starts=now,
                )
            )
            changes.added += 1
        else:
            _set(row, {"unit": post.unit, "role": post.role, "title": post.title}, changes)


def _set(row: object, wanted: dict[str, object], changes: Changes) -> None:
    differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        changes.changed += 1
    else:
        changes.same += 1


def _end_posts(session: Session, house: House, now: datetime, changes: Changes) -> None:
    """Who is no longer named loses the post, and with the last post the invitation."""
    sealer = sealer_of(session)
    named = {
        (sealer.fingerprint(f"{entry.name}|{entry.phone}"), post.key) for entry in house.people for post in entry.posts
    }
    ended: list[Post] = []
    rows = session.execute(
        select(Post, col(Person.identity))
        .join(Person, col(Person.id) == col(Post.person))
        .where(col(Post.ward) == house.id, col(Post.ends).is_(None))
    ).all()
    for post, identity in rows:
        if (identity, post.key) not in named:
            post.ends = now
            ended.append(post)
            changes.ended += 1
    session.flush()
    in_office = select(col(Post.person)).where(col(Post.ward) == house.id, col(Post.ends).is_(None))
    session.execute(
        update(Invite)
        .where(
            col(Invite.ward) == house.id,
            col(Invite.used_at).is_(None),
            col(Invite.cancelled_at).is_(None),
            col(Invite.person).not_in(in_office),
        )
        .values(cancelled_at=now)
    )
    passing.offices_ended(session, house, ended, now)
