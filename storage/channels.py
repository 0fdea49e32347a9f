"""How the channels do: heard, failing, out; what of a month's quota is spent; how each address fares.

What runs for every letter or message is prebuilt, as in `conversations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, Update, bindparam, case, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from storage import prebuilt
from storage.tables import ChannelHealth, Contact, Outage, Outbox


@dataclass(frozen=True, slots=True)
class Health:
    """`failing_since`: not answered since; `out_since`: that has been noticed, letters go round it."""

    channel: str
    heard_at: datetime | None
    failing_since: datetime | None
    out_since: datetime | None
    month: str
    spent: int
    warned: int


_columns = [col(getattr(ChannelHealth, name)) for name in Health.__slots__]
_of_ward = select(*_columns).where(col(ChannelHealth.ward) == bindparam("of_ward"))
_of_channel = _of_ward.where(col(ChannelHealth.channel) == bindparam("of_channel"))
_new = upsert(ChannelHealth)
_heard = _new.on_conflict_do_update(
    index_elements=["ward", "channel"], set_={"heard_at": _new.excluded.heard_at, "failing_since": None}
)
_silent = _new.on_conflict_do_update(
    index_elements=["ward", "channel"],
    set_={"failing_since": func.coalesce(col(ChannelHealth.failing_since), _new.excluded.failing_since)},
)
_same_month = col(ChannelHealth.month) == _new.excluded.month
_spend = _new.on_conflict_do_update(
    index_elements=["ward", "channel"],
    set_={
        "month": _new.excluded.month,
        "spent": case((_same_month, col(ChannelHealth.spent)), else_=0) + _new.excluded.spent,
        "warned": case((_same_month, col(ChannelHealth.warned)), else_=0),
    },
)
_failing = select(func.min(ChannelHealth.failing_since)).where(
    col(ChannelHealth.ward) == bindparam("of_ward"), col(ChannelHealth.out_since).is_(None)
)
_unreached = select(func.min(Contact.failing_since)).where(
    col(Contact.ward) == bindparam("of_ward"), col(Contact.blocked_at).is_(None)
)
_here = (col(Contact.channel) == bindparam("of_channel"), col(Contact.chat) == bindparam("of_chat"))
_delivered = (
    update(Contact).where(*_here).values(delivered_at=bindparam("now"), failing_since=None, blocked_at=None)
)  # what arrived shows that nobody is blocked
_undelivered = (
    update(Contact).where(*_here, col(Contact.failing_since).is_(None)).values(failing_since=bindparam("now"))
)


# Of a contact: its channel is out, a letter there only waits.
IS_OUT = exists().where(
    col(ChannelHealth.ward) == col(Contact.ward),
    col(ChannelHealth.channel) == col(Contact.channel),
    col(ChannelHealth.out_since).is_not(None),
)


# A whole channel


def answered(session: Session, ward: str, channel: str, now: datetime, reminders_from: datetime | None = None) -> bool:
    """The channel's server answered. True when that ends an outage: what waited goes out, without a burst, reminders
    no earlier than `reminders_from`."""
    row = _row(session, ward, channel)
    session.connection().execute(_heard, _fresh(ward, channel, heard_at=now))
    if row is None or row.out_since is None:
        return False
    _back(session, ward, channel, now, reminders_from or now)
    return True


def _back(session: Session, ward: str, channel: str, now: datetime, reminders_from: datetime) -> None:
    """The fault was the channel's, so its addresses begin anew; of several reminders somebody needs the last only."""
    session.execute(_at(ward, channel).values(out_since=None))
    session.execute(
        update(Outage)
        .where(col(Outage.ward) == ward, col(Outage.channel) == channel, col(Outage.ends).is_(None))
        .values(ends=now)
    )
    session.execute(
        update(Contact).where(col(Contact.ward) == ward, col(Contact.channel) == channel).values(failing_since=None)
    )
    _thin_out(session, ward, channel, reminders_from)
    _no_longer_put_off(session, ward, channel, now)


def _no_longer_put_off(session: Session, ward: str, channel: str, now: datetime) -> None:
    """What was tried in vain goes now, not after the pause it was given."""
    session.execute(
        update(Outbox)
        .where(
            col(Outbox.ward) == ward,
            col(Outbox.channel) == channel,
            col(Outbox.kind) != "nudge",
            col(Outbox.state) == "waiting",
            col(Outbox.attempts) > 0,
            col(Outbox.not_before) > now,
        )
        .values(not_before=now)
    )


def _thin_out(session: Session, ward: str, channel: str, reminders_from: datetime) -> None:
    """What people wrote meanwhile comes in first: it may make the reminder needless."""
    waiting = (
        col(Outbox.ward) == ward,
        col(Outbox.channel) == channel,
        col(Outbox.kind) == "nudge",
        col(Outbox.state) == "waiting",
        col(Outbox.question).is_not(None),  # a reminder asks; news for the desk does not and is not doubled
    )
    newest = select(func.max(Outbox.id)).where(*waiting).group_by(col(Outbox.person))
    session.execute(
        update(Outbox).where(*waiting, col(Outbox.id).not_in(newest)).values(state="withdrawn", error="a newer one")
    )
    session.execute(
        update(Outbox).where(*waiting, col(Outbox.not_before) < reminders_from).values(not_before=reminders_from)
    )


def silent(session: Session, ward: str, channel: str, now: datetime) -> None:
    """The channel's server did not answer."""
    session.connection().execute(_silent, _fresh(ward, channel, failing_since=now))


def begin_outage(session: Session, ward: str, channel: str, since: datetime, now: datetime) -> None:
    """It has not answered for too long: noticed."""
    session.execute(_at(ward, channel).values(out_since=now))
    session.add(Outage(ward=ward, channel=channel, starts=since))
    session.flush()


def were_off(session: Session, ward: str, since: datetime, now: datetime) -> None:
    """The product itself slept: for every channel that is as if the channel had been out."""
    for channel in standing(session, ward):
        session.add(Outage(ward=ward, channel=channel, starts=since, ends=now))
    session.flush()


def outages(session: Session, ward: str, ended_after: datetime) -> list[Outage]:
    """Those that go on, and those that ended lately."""
    return list(
        session.execute(
            select(Outage)
            .where(col(Outage.ward) == ward, col(Outage.ends).is_(None) | (col(Outage.ends) > ended_after))
            .order_by(col(Outage.id))
        ).scalars()
    )


def standing(session: Session, ward: str) -> dict[str, Health]:
    """How every channel does that has been heard, missed or paid."""
    return {row[0]: Health(*row) for row in session.connection().execute(_of_ward, {"of_ward": ward})}


def is_out(session: Session, ward: str, channel: str) -> bool:
    row = _row(session, ward, channel)
    return row is not None and row.out_since is not None


def next_due(session: Session, ward: str, notice: timedelta, dark: timedelta | None = None) -> datetime | None:
    """When a failing channel will count as out, or (with `dark`) an address nothing reaches as dark."""
    failing = prebuilt.run(session, _failing, of_ward=ward).scalar()
    first = [failing + notice] if failing is not None else []
    if dark is not None:
        unreached = prebuilt.run(session, _unreached, of_ward=ward).scalar()
        first += [unreached + dark] if unreached is not None else []
    return min(first, default=None)


def _row(session: Session, ward: str, channel: str) -> Row[tuple[object, ...]] | None:
    return session.connection().execute(_of_channel, {"of_ward": ward, "of_channel": channel}).first()


def _at(ward: str, channel: str) -> Update:
    return update(ChannelHealth).where(col(ChannelHealth.ward) == ward, col(ChannelHealth.channel) == channel)


def _fresh(ward: str, channel: str, **known: object) -> dict[str, object]:
    """A row as it is first written; on a conflict only what the statement names is taken from it."""
    return {
        "ward": ward,
        "channel": channel,
        "heard_at": None,
        "failing_since": None,
        "month": "",
        "spent": 0,
        "warned": 0,
    } | known


# What it costs


def spend(session: Session, ward: str, channel: str, month: str, letters: int) -> None:
    """A new month begins at nothing and forgets what was warned of."""
    session.connection().execute(_spend, _fresh(ward, channel, month=month, spent=letters))


def spent(session: Session, ward: str, channel: str, month: str) -> int:
    row = _row(session, ward, channel)
    return int(row.spent) if row is not None and row.month == month else 0


def warned(session: Session, ward: str, channel: str, mark: int) -> None:
    session.execute(_at(ward, channel).values(warned=mark))


def users(session: Session, ward: str, channel: str) -> int:
    """People who have joined on a channel: what its cap counts."""
    found = select(func.count(func.distinct(Contact.person))).where(
        col(Contact.ward) == ward, col(Contact.channel) == channel
    )
    return int(session.execute(found).scalar_one())


def alone_on(session: Session, ward: str, channel: str) -> int:
    """People of a channel who have no working address elsewhere."""
    works = (col(Contact.ward) == ward, col(Contact.blocked_at).is_(None))
    elsewhere = select(col(Contact.person)).where(*works, col(Contact.channel) != channel, ~IS_OUT)
    found = select(func.count(func.distinct(Contact.person))).where(
        *works, col(Contact.channel) == channel, col(Contact.person).not_in(elsewhere)
    )
    return int(session.execute(found).scalar_one())


# One address


def delivered(session: Session, channel: str, chat: str, now: datetime) -> None:
    """The channel took a letter for this address."""
    session.connection().execute(_delivered, {"of_channel": channel, "of_chat": chat, "now": now})


def undelivered(session: Session, channel: str, chat: str, now: datetime) -> None:
    """A letter was tried and not taken."""
    session.connection().execute(_undelivered, {"of_channel": channel, "of_chat": chat, "now": now})
