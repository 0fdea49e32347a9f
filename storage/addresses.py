"""Several addresses of one person: which one works, why another does not, and letters that go over to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from reporting.channels import CHANNELS
from reporting.plain import numbered, units
from reporting.values import Choice, Say
from storage import outbox
from storage.channels import IS_OUT
from storage.tables import Contact, Outbox

Address = tuple[str, str]  # channel, chat

RETRIED = timedelta(minutes=5)  # a letter that waits longer than between two tries waits for a reason of its own
GONE, DARK = "gone", "dark"  # why a letter failed: blocked by the person, or nothing arrives
TOLD = "told"  # the desk has been asked to telephone instead

_seen = (col(Contact.seen_at), col(Contact.joined_at))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that has not gone."""

    id: int
    ward: str
    key: str
    person: int
    kind: str
    channel: str
    chat: str
    text: str
    choices: tuple[Choice, ...]
    question: str | None
    counted: bool
    not_before: datetime
    expires_at: datetime | None


# Which address works


def of(session: Session, person: int) -> list[Contact]:
    """Every address of somebody, the one seen last first."""
    found = session.execute(select(Contact).where(col(Contact.person) == person)).scalars()
    return sorted(found, key=lambda c: c.seen_at or c.joined_at, reverse=True)


def other(session: Session, person: int, channel: str, chat: str | None = None) -> Address | None:
    """A working address beside this one (beside this channel, without a chat); None when there is none."""
    working = select(col(Contact.channel), col(Contact.chat), *_seen).where(
        col(Contact.person) == person, col(Contact.blocked_at).is_(None), ~IS_OUT
    )
    found = [
        row
        for row in session.execute(working)
        if (row.channel != channel if chat is None else (row.channel, row.chat) != (channel, chat))
    ]
    best = max(found, key=lambda row: row.seen_at or row.joined_at, default=None)
    return (best.channel, best.chat) if best is not None else None


def why_not(session: Session, person: int) -> tuple[str, str] | None:
    """Why nobody can write to somebody who has addresses: (out, dark or gone; the channel used last)."""
    contacts = of(session, person)
    if not contacts:
        return None
    last = contacts[0]
    if last.blocked_at is None:
        return "out", last.channel
    return (DARK if last.failing_since is not None else GONE), last.channel


# An address that works no longer


def gone(session: Session, channel: str, chat: str, now: datetime) -> None:
    """The person has blocked us here."""
    _close(session, channel, chat, now, GONE)


def dark(session: Session, channel: str, chat: str, now: datetime) -> None:
    """Nothing has arrived here for too long; `failing_since` stays and tells this from a block."""
    _close(session, channel, chat, now, DARK)


def _close(session: Session, channel: str, chat: str, now: datetime, why: str) -> None:
    """Nothing more goes here: what waits goes to the other address or, without one, fails with the reason."""
    closed = (
        update(Contact)
        .where(col(Contact.channel) == channel, col(Contact.chat) == chat, col(Contact.blocked_at).is_(None))
        .values(blocked_at=now, **({"failing_since": None} if why == GONE else {}))
    )
    session.execute(closed)
    to: dict[int, Address | None] = {}
    for letter in waiting_at(session, channel, chat):
        if letter.person not in to:
            to[letter.person] = other(session, letter.person, channel, chat)
        if (address := to[letter.person]) is not None:
            over(session, letter, address, now)
    session.execute(
        update(Outbox)
        .where(col(Outbox.channel) == channel, col(Outbox.chat) == chat, col(Outbox.state) == "waiting")
        .values(state="failed", error=why)
    )


def long_failing(session: Session, ward: str, since: datetime) -> list[Address]:
    """Addresses nothing has reached since then, though something is still tried."""
    tried = (
        select(col(Outbox.id))
        .where(
            col(Outbox.channel) == col(Contact.channel),
            col(Outbox.chat) == col(Contact.chat),
            col(Outbox.state) == "waiting",
        )
        .exists()
    )
    rows = session.execute(
        select(col(Contact.channel), col(Contact.chat)).where(
            col(Contact.ward) == ward, col(Contact.failing_since) <= since, col(Contact.blocked_at).is_(None), tried
        )
    )
    return [(channel, chat) for channel, chat in rows]


# Letters


def waiting_on(session: Session, ward: str, channel: str) -> dict[int, list[Waiting]]:
    """What waits for people on a channel: for each in the order in which it would go."""
    return _by_person(_letters(session, "waiting", col(Outbox.ward) == ward, col(Outbox.channel) == channel))


def waiting_at(session: Session, channel: str, chat: str) -> list[Waiting]:
    return _letters(session, "waiting", col(Outbox.channel) == channel, col(Outbox.chat) == chat)


def _letters(session: Session, state: str, *where: Any) -> list[Waiting]:
    columns = [col(getattr(Outbox, name)) for name in Waiting.__slots__]
    rows = session.execute(select(*columns).where(col(Outbox.state) == state, col(Outbox.person).is_not(None), *where))
    letters = [Waiting(**{**row._mapping, "choices": tuple(Choice(*c) for c in row.choices)}) for row in rows]
    return sorted(letters, key=lambda letter: (outbox.PRIORITY[letter.kind], letter.id))


def _by_person(letters: list[Waiting]) -> dict[int, list[Waiting]]:
    found: dict[int, list[Waiting]] = {}
    for letter in letters:
        found.setdefault(letter.person, []).append(letter)
    return found


def over(session: Session, letter: Waiting, to: Address, now: datetime, before: str = "") -> None:
    """Let a letter go to another address, with a word `before` it. What is too long there is put anew, in parts."""
    channel, chat = to
    text = before + letter.text
    at = letter.not_before if letter.not_before > now + RETRIED else now
    if units(numbered(text, letter.choices)) > CHANNELS[channel].max_text:
        session.execute(update(Outbox).where(col(Outbox.id) == letter.id).values(state="withdrawn", error="moved"))
        say = Say(
            key=f"{letter.key}@{channel}",
            text=text,
            person=letter.person,
            channel=channel,
            chat=chat,
            choices=letter.choices,
            question=letter.question,
            kind=letter.kind,
            not_before=at,
            expires_at=letter.expires_at,
            counted=letter.counted,
        )
        outbox.put(session, letter.ward, say, now)
        return
    new = {"channel": channel, "chat": chat, "text": text, "not_before": at, "then": None}
    fresh = {"state": "waiting", "attempts": 0, "parked": 0, "error": None}
    session.execute(update(Outbox).where(col(Outbox.id) == letter.id).values(**new, **fresh))


def heard_since(session: Session, person: int, channel: str, since: datetime) -> bool:
    """Whether something was said to somebody on a channel since then, or is about to be."""
    found = select(col(Outbox.id)).where(
        col(Outbox.person) == person,
        col(Outbox.channel) == channel,
        col(Outbox.state).in_(("waiting", "leased")) | (col(Outbox.sent_at) >= since),
    )
    return session.execute(found.limit(1)).first() is not None


def alarms_on(session: Session, ward: str, channel: str, before: datetime) -> list[int]:
    """People whose alarm of before that moment has not gone out, in order."""
    rows = session.execute(
        select(col(Outbox.person))
        .where(
            col(Outbox.ward) == ward,
            col(Outbox.channel) == channel,
            col(Outbox.kind) == "alarm",
            col(Outbox.state).in_(("waiting", "leased")),
            col(Outbox.created_at) < before,
            col(Outbox.not_before) <= before + RETRIED,
        )
        .order_by(col(Outbox.id))
    ).scalars()
    return list(dict.fromkeys(person for person in rows if person is not None))


def undelivered(session: Session, ward: str, since: datetime) -> dict[int, list[Waiting]]:
    """What failed because its person could not be reached, and nobody knows of yet."""
    failed = (col(Outbox.error).in_((GONE, DARK)), col(Outbox.kind) != "nudge", col(Outbox.created_at) > since)
    return _by_person(_letters(session, "failed", col(Outbox.ward) == ward, *failed))


def again(session: Session, person: int, letters: Iterable[Waiting], now: datetime) -> None:
    """What failed goes out after all: the person has an address again."""
    to = other(session, person, "")
    if to is not None:
        for letter in letters:
            over(session, letter, to, now)


def telephoned(session: Session, letters: Iterable[Waiting]) -> None:
    """The desk has been asked to say it by telephone."""
    rows = [letter.id for letter in letters]
    session.execute(update(Outbox).where(col(Outbox.id).in_(rows)).values(error=TOLD))
