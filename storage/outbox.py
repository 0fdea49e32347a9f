"""What is to be said, and what became of it. The key is the promise: put twice, said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from reporting.channels import CHANNELS
from reporting.plain import split
from reporting.values import Choice, Say
from storage import prebuilt
from storage.channels import IS_OUT
from storage.tables import Contact, Outbox

PRIORITY = {"reply": 0, "alarm": 1, "nudge": 2, "digest": 3}
KINDS = tuple(PRIORITY)
AGAIN_AFTER_A_DEATH = {"reply": True, "alarm": True, "nudge": False, "digest": False}  # said again, or left unknown


@dataclass(frozen=True, slots=True)
class Letter:
    """An outbox row on its way to the sender."""

    id: int
    key: str
    kind: str
    person: int | None
    channel: str
    chat: str
    text: str
    choices: tuple[Choice, ...]
    question: str | None
    then: str | None
    attempts: int
    expires_at: datetime | None
    attach: str | None = None

    @property
    def priority(self) -> int:
        return PRIORITY[self.kind]


PUT = upsert(Outbox).on_conflict_do_nothing(index_elements=["key"]).returning(col(Outbox.id))
_columns = [col(getattr(Outbox, name)) for name in Letter.__slots__]
_rank = case(PRIORITY, value=col(Outbox.kind))
_settle = (
    update(Outbox)
    .where(col(Outbox.id) == bindparam("row"))
    .values(
        state=bindparam("to"),
        sent_at=bindparam("at"),
        message_id=bindparam("message"),
        attempts=col(Outbox.attempts) + 1,
        error=bindparam("why"),
        leased_by=None,
        chat=case((col(Outbox.then) == "forget", None), else_=col(Outbox.chat)),
        text=case((col(Outbox.then) == "forget", ""), else_=col(Outbox.text)),
    )
)
_waiting = (
    (col(Outbox.state) == "waiting")
    & (col(Outbox.channel) == bindparam("of_channel"))
    & col(Outbox.kind).in_(bindparam("kinds", expanding=True))
)
_leased = (col(Outbox.state) == "leased") & (col(Outbox.channel) == bindparam("of_channel"))
_now = col(Outbox.not_before) <= bindparam("now")
_due = (
    select(*_columns)
    .where(_waiting, _now)
    .order_by(_rank, col(Outbox.not_before), col(Outbox.id))
    .limit(bindparam("most"))
)
_in_hand = select(func.count()).select_from(Outbox).where(or_(_leased, _waiting & _now))
_next = select(func.min(Outbox.not_before)).where(col(Outbox.state) == "waiting")
_next_of = select(func.min(Outbox.not_before)).where(_waiting)
_lease = (
    update(Outbox)
    .where(col(Outbox.id).in_(bindparam("rows", expanding=True)))
    .values(state="leased", leased_by=bindparam("to"))
)
_expire = (
    update(Outbox)
    .where(col(Outbox.state) == "waiting", col(Outbox.expires_at) <= bindparam("now"))
    .values(state="expired")
    .returning(col(Outbox.id))
)
_by_key = select(col(Outbox.id)).where(col(Outbox.key) == bindparam("key"))
_withdraw = (
    update(Outbox)
    .where(col(Outbox.key).like(bindparam("like")), col(Outbox.state).in_(("waiting", "planned")))
    .values(state="withdrawn")
)
# Where somebody was seen last; on a channel that is out a letter only waits, so that comes after every other.
ADDRESS = (
    select(col(Contact.channel), col(Contact.chat))
    .where(col(Contact.person) == bindparam("who"), col(Contact.blocked_at).is_(None))
    .order_by(IS_OUT, func.coalesce(col(Contact.seen_at), col(Contact.joined_at)).desc(), col(Contact.id).desc())
    .limit(1)
)


def put(session: Session, ward: str, say: Say, now: datetime, lease: str | None = None) -> list[Letter]:
    """Put a message in; nothing when its key was there before or nobody can be reached.

    `lease` is the process that made a reply: it holds the letter already and sends it without claiming. What is too
    long for its channel becomes several letters, the choices under the last.
    """
    channel, chat = say.channel, say.chat
    if chat is None:
        address = address_of(session, say.person) if say.person is not None else None
        if address is None:
            return []
        channel, chat = address
    assert channel is not None and chat is not None
    *before, last = split(say.text, CHANNELS[channel].max_text, say.choices)
    says = [
        *(
            replace(say, key=part_key(say.key, n), text=text, choices=(), question=None, then=None, attach=None)
            for n, text in enumerate(before)
        ),
        replace(say, text=last),
    ]
    letters = [_put_one(session, ward, part, channel, chat, now, lease) for part in says]
    return [letter for letter in letters if letter is not None]


def address_of(session: Session, person: int) -> tuple[str, str] | None:
    """Where somebody is written to: (channel, chat)."""
    found = session.connection().execute(ADDRESS, {"who": person}).first()
    return (found[0], found[1]) if found is not None else None


def part_key(key: str, part: int) -> str:
    """Of what is said before the last part of a long message: that one has the key itself."""
    return f"{key}/{part}"


def _put_one(
    session: Session, ward: str, say: Say, channel: str, chat: str, now: datetime, lease: str | None
) -> Letter | None:
    row: dict[str, Any] = {
        "ward": ward,
        "key": say.key,
        "person": say.person,
        "channel": channel,
        "chat": chat,
        "kind": say.kind,
        "text": say.text,
        "choices": [[c.digit, c.label, c.act] for c in say.choices],
        "question": say.question,
        "counted": say.counted,
        "then": say.then,
        "attach": say.attach,
        "created_at": now,
        "not_before": say.not_before or now,
        "expires_at": say.expires_at,
        "state": "leased" if lease else "waiting",
        "leased_by": lease,
        "attempts": 0,
        "parked": 0,
        "repeated": 0,
    }
    made = session.connection().execute(PUT, row).scalar()
    if made is None:
        return None
    return Letter(
        made,
        say.key,
        say.kind,
        say.person,
        channel,
        chat,
        say.text,
        say.choices,
        say.question,
        say.then,
        0,
        say.expires_at,
        say.attach,
    )


def claim(
    session: Session, channel: str, now: datetime, lease: str, most: int, kinds: Iterable[str] = KINDS
) -> list[Letter]:
    """Lease what is due on a channel, the most urgent first, then who has waited longest. `kinds` may go now."""
    if most <= 0:
        return []
    due = prebuilt.run(session, _due, of_channel=channel, kinds=tuple(kinds), now=now, most=most).all()
    if due:
        prebuilt.run(session, _lease, rows=[row[0] for row in due], to=lease)
    return [_letter(row) for row in due]


def recover(session: Session, channel: str, lease: str, now: datetime) -> int:
    """At start: letters leased by a process that died. Answers how many are said again."""
    left = session.execute(
        select(col(Outbox.id), col(Outbox.kind)).where(
            col(Outbox.state) == "leased",
            col(Outbox.channel) == channel,
            or_(col(Outbox.leased_by).is_(None), col(Outbox.leased_by) != lease),
        )
    ).all()
    again = [row for row, kind in left if AGAIN_AFTER_A_DEATH[kind]]
    lost = [row for row, kind in left if not AGAIN_AFTER_A_DEATH[kind]]
    session.execute(
        update(Outbox)
        .where(col(Outbox.id).in_(again))
        .values(state="waiting", leased_by=None, repeated=col(Outbox.repeated) + 1, not_before=now)
    )
    session.execute(
        update(Outbox).where(col(Outbox.id).in_(lost)).values(state="unknown", leased_by=None, error="process died")
    )
    return len(again)


def settle(
    session: Session, row: int, state: str, now: datetime, message: str | None = None, why: str | None = None
) -> None:
    """sent, failed, unknown or expired: what became of a letter. Only what may have gone counts as said."""
    at = now if state in ("sent", "unknown") else None
    session.connection().execute(_settle, {"row": row, "to": state, "at": at, "message": message, "why": why})


def again(
    session: Session, rows: Iterable[int], at: datetime, why: str, parked: bool = False, repeat: bool = False
) -> None:
    """Give back letters that were tried, to be sent not before `at`."""
    session.execute(
        update(Outbox)
        .where(col(Outbox.id).in_(list(rows)))
        .values(
            state="waiting",
            leased_by=None,
            not_before=at,
            attempts=col(Outbox.attempts) + 1,
            parked=col(Outbox.parked) + int(parked),
            repeated=col(Outbox.repeated) + int(repeat),
            error=why,
        )
    )


def put_back(session: Session, rows: Iterable[int], at: datetime) -> None:
    """Give back letters that were not tried: they wait as before."""
    session.execute(
        update(Outbox).where(col(Outbox.id).in_(list(rows))).values(state="waiting", leased_by=None, not_before=at)
    )


def release(session: Session, channel: str, lease: str, away: Iterable[int]) -> None:
    """The process stops in good order: what it leased was not said, but for the letters still on their way."""
    session.execute(
        update(Outbox)
        .where(
            col(Outbox.state) == "leased",
            col(Outbox.channel) == channel,
            col(Outbox.leased_by) == lease,
            col(Outbox.id).not_in(list(away)),
        )
        .values(state="waiting", leased_by=None)
    )


def withdraw(session: Session, keys_like: str) -> int:
    """Take back what has not gone yet (`nudge:2026-W47:7:%`). Answers how many."""
    return session.connection().execute(_withdraw, {"like": keys_like}).rowcount


def reword(session: Session, question: str, old: str, new: str, choices: Sequence[Choice]) -> bool:
    """Other words and choices under a question, while its letter waits. Whether it did."""
    found = session.execute(
        update(Outbox)
        .where(col(Outbox.question) == question, col(Outbox.state).in_(("waiting", "planned")))
        .values(text=func.replace(col(Outbox.text), old, new), choices=[[c.digit, c.label, c.act] for c in choices])
        .returning(col(Outbox.id))
    )
    return bool(found.all())


def expire(session: Session, now: datetime) -> int:
    """What may not arrive late any more is dropped."""
    return len(prebuilt.run(session, _expire, now=now).all())


def postpone_chat(session: Session, channel: str, chat: str | None, until: datetime) -> None:
    """A refused chat (or, with None, the whole bot) gets nothing before `until`."""
    where = [col(Outbox.channel) == channel, col(Outbox.state) == "waiting", col(Outbox.not_before) < until]
    if chat is not None:
        where.append(col(Outbox.chat) == chat)
    session.execute(update(Outbox).where(*where).values(not_before=until))


def was_put(session: Session, key: str) -> bool:
    return prebuilt.run(session, _by_key, key=key).first() is not None


def delivered_at(session: Session, question: str) -> datetime | None:
    """When the message with this question went out; None while it has not."""
    return session.execute(
        select(col(Outbox.sent_at)).where(col(Outbox.question) == question, col(Outbox.state) == "sent").limit(1)
    ).scalar()


def may_be_read(session: Session, person: int, question: str, since: datetime) -> bool:
    """Whether a question can have been read: its message has gone, or is on its way from `since` on.

    A question no letter is known of any more was read long ago.
    """
    found = session.execute(
        select(col(Outbox.state), col(Outbox.created_at)).where(
            col(Outbox.person) == person, col(Outbox.question) == question
        )
    ).all()
    gone = any(state in ("sent", "unknown") or (state == "leased" and at >= since) for state, at in found)
    return gone or not found


def last_sent(session: Session, person: int) -> datetime | None:
    return session.execute(select(func.max(Outbox.sent_at)).where(col(Outbox.person) == person)).scalar()


def counted(session: Session, ward: str, since: datetime, until: datetime) -> dict[int, int]:
    """Bot-initiated messages per person in a span: the burden budget."""
    rows = session.execute(
        select(col(Outbox.person), func.count())
        .where(col(Outbox.ward) == ward, col(Outbox.counted), col(Outbox.sent_at) >= since, col(Outbox.sent_at) < until)
        .group_by(col(Outbox.person))
    )
    return {person: number for person, number in rows if person is not None}


def due_now(session: Session, channel: str, now: datetime, kinds: Iterable[str] = KINDS) -> int:
    """Letters of a channel that could go at this moment or are on their way."""
    found = prebuilt.run(session, _in_hand, of_channel=channel, kinds=tuple(kinds), now=now)
    return int(found.scalar_one())


def next_due(session: Session, channel: str | None = None, kinds: Iterable[str] = KINDS) -> datetime | None:
    """When the first letter of a channel (of all, without one) may go."""
    if channel is None:
        return prebuilt.run(session, _next).scalar()
    return prebuilt.run(session, _next_of, of_channel=channel, kinds=tuple(kinds)).scalar()


def recently_sent(session: Session, channel: str, now: datetime, span: timedelta) -> Sequence[tuple[str, datetime]]:
    """(chat, sent at) of the last moments: the history is the limiter, also after a restart."""
    rows = session.execute(
        select(col(Outbox.chat), col(Outbox.sent_at))
        .where(col(Outbox.channel) == channel, col(Outbox.sent_at) > now - span)
        .order_by(col(Outbox.sent_at))
    )
    return [(chat, at) for chat, at in rows if at is not None and chat is not None]


def _letter(row: Any) -> Letter:
    made, key, kind, person, channel, chat, text, choices, question, then, attempts, expires_at, attach = row
    return Letter(
        made,
        key,
        kind,
        person,
        channel,
        chat,
        text,
        tuple(Choice(*c) for c in choices),
        question,
        then,
        attempts,
        expires_at,
        attach,
    )
