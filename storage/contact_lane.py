"""The contact lane (privacy charter P3): sealed beside a matter, shown by a slot of a letter alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage.sealed_tables import MatterContact
from storage.sealing import sealer_of
from storage.tables import Matter

AFTER_CLOSING = timedelta(days=30)


def put(session: Session, matter: Matter, words: str, by: int | None, at: datetime) -> None:
    assert matter.id is not None
    sealed = sealer_of(session).seal(words)
    session.add(MatterContact(ward=matter.ward, matter=matter.id, at=at, by=by, sealed=sealed))
    session.flush()


def slots(session: Session, matter: Matter) -> list[str]:
    """What stands in a text for each contact of a matter, the newest first; the sender fills it in."""
    found = select(col(MatterContact.id)).where(col(MatterContact.matter) == matter.id)
    return [
        f"{{contact:{number}}}" for number in session.execute(found.order_by(col(MatterContact.id).desc())).scalars()
    ]


def opened(session: Session, number: int) -> str:
    """Unsealed, for the letter that is on its way; nothing when it is gone by then."""
    row = session.get(MatterContact, number)
    return sealer_of(session).open(row.sealed) if row is not None else ""


def erase(session: Session, matter: int) -> None:
    session.execute(delete(MatterContact).where(col(MatterContact.matter) == matter))


def forget(session: Session, now: datetime) -> None:
    """Thirty days after its matter was closed a contact goes."""
    over = select(col(Matter.id)).where(col(Matter.state) == "dong", col(Matter.closed_at) < now - AFTER_CLOSING)
    session.execute(delete(MatterContact).where(col(MatterContact.matter).in_(over)))
