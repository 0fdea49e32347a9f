"""Reminders: planned as rows of the outbox without words; whether and what is said shows when their time comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from reporting.values import Say
from storage import prebuilt
from storage.outbox import ADDRESS, PUT
from storage.tables import Outbox

_answered = (
    update(Outbox)
    .where(
        or_(
            col(Outbox.key).like(bindparam("nudge")) & col(Outbox.state).in_(("waiting", "planned")),
            col(Outbox.key).like(bindparam("first")) & (col(Outbox.state) == "waiting"),
        )
    )
    .values(state="withdrawn")
)
_next = select(func.min(Outbox.not_before)).where(col(Outbox.state) == "planned")
_drop = update(Outbox).where(col(Outbox.id) == bindparam("row")).values(state=bindparam("to"))


def plan(session: Session, ward: str, key: str, person: int, at: datetime, expires_at: datetime, now: datetime) -> None:
    """A nudge that will be due: it has no words yet, whether and what is said shows when its time comes."""
    row = {
        "ward": ward,
        "key": key,
        "person": person,
        "channel": "",
        "chat": None,
        "kind": "nudge",
        "text": "",
        "choices": [],
        "counted": True,
        "created_at": now,
        "not_before": at,
        "expires_at": expires_at,
        "state": "planned",
        "attempts": 0,
        "parked": 0,
        "repeated": 0,
    }
    session.connection().execute(PUT, row)


def planned(session: Session, ward: str, now: datetime) -> list[tuple[int, str, int, datetime]]:
    """Nudges whose time has come: (id, key, person, expires at)."""
    rows = session.execute(
        select(col(Outbox.id), col(Outbox.key), col(Outbox.person), col(Outbox.expires_at))
        .where(col(Outbox.ward) == ward, col(Outbox.state) == "planned", col(Outbox.not_before) <= now)
        .order_by(col(Outbox.not_before), col(Outbox.id))
    )
    return [(row, key, person, expires) for row, key, person, expires in rows if person is not None and expires]


def planned_for(session: Session, keys_like: str) -> set[int]:
    """Who has a nudge of this kind already, in whatever state."""
    rows = session.execute(select(col(Outbox.person)).where(col(Outbox.key).like(keys_like)).distinct()).scalars()
    return {person for person in rows if person is not None}


def next_planned(session: Session) -> datetime | None:
    return prebuilt.run(session, _next).scalar()


def arm(session: Session, row: int, say: Say, now: datetime) -> bool:
    """Give a planned nudge its words and let it go; False (and withdrawn) when the person has no address."""
    address = session.connection().execute(ADDRESS, {"who": say.person}).first()
    values: dict[str, Any] = {"state": "withdrawn"}
    if address is not None:
        values = {
            "state": "waiting",
            "channel": address[0],
            "chat": address[1],
            "text": say.text,
            "not_before": now,
            "choices": [[c.digit, c.label, c.act] for c in say.choices],
            "question": say.question,
        }
    session.execute(update(Outbox).where(col(Outbox.id) == row).values(**values))
    return address is not None


def armed(session: Session, ward: str) -> list[tuple[int, str, str]]:
    """Nudges that have their words and have not gone out: (id, key, words)."""
    rows = session.execute(
        select(col(Outbox.id), col(Outbox.key), col(Outbox.text)).where(
            col(Outbox.ward) == ward, col(Outbox.state) == "waiting", col(Outbox.key).like("nudge:%")
        )
    )
    return [(row, key, words) for row, key, words in rows]


def reword(session: Session, row: int, words: str) -> None:
    session.execute(update(Outbox).where(col(Outbox.id) == row).values(text=words))


def drop_planned(session: Session, row: int, state: str) -> None:
    """withdrawn or expired: it will not be said."""
    prebuilt.run(session, _drop, row=row, to=state)


def put_off(session: Session, row: int, until: datetime) -> None:
    session.execute(update(Outbox).where(col(Outbox.id) == row).values(not_before=until))


def withdraw(session: Session, label: str, person: int) -> int:
    """Somebody has reported for the week. The first reminder, while only planned, stays: it asks for more then."""
    likes = {"nudge": f"nudge:{label}:{person}:%", "first": f"first:{label}:{person}:%"}
    return session.connection().execute(_answered, likes).rowcount


def plan_again(session: Session, label: str, person: int, now: datetime) -> None:
    """The report was taken back: what was withdrawn because of it and is still ahead will be asked after all."""
    session.execute(
        update(Outbox)
        .where(
            col(Outbox.key).like(f"nudge:{label}:{person}:%"),
            col(Outbox.state) == "withdrawn",
            col(Outbox.text) == "",  # it never got its words
            col(Outbox.not_before) > now,
        )
        .values(state="planned")
    )
