"""Who is who: the roster as imported, addresses, invitations."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from reporting.house import House
from reporting.texts.data import author_left
from reporting.texts.roster import ADDRESS
from reporting.values import Held, Who
from reporting.ward import load_ward
from storage import addresses, prebuilt
from storage.channels import IS_OUT
from storage.sealing import sealer_of
from storage.tables import (
    AuditEntry,
    Contact,
    Invite,
    Person,
    Post,
    Ward,
)

# The ward


def house_of(session: Session, ward: str) -> House:
    """The ward as last imported, kept parsed until `look_again`. Raises LookupError when there is none."""
    kept: dict[str, House] = session.info.setdefault("houses", {})
    if ward not in kept:
        sealed = session.execute(select(col(Ward.file)).where(col(Ward.id) == ward)).scalar()
        if sealed is None:
            raise LookupError(ward)
        kept[ward] = _parsed(sealer_of(session).open(sealed))
    return kept[ward]


@lru_cache(maxsize=1)
def _parsed(text: str) -> House:
    """Only the ward just imported: every store of a process that reads the same file asks the same house."""
    return House(load_ward(text))


def look_again(session: Session, ward: str) -> None:
    """Another process may have imported the ward anew: the clock asks once a minute."""
    imported_at = session.execute(select(col(Ward.imported_at)).where(col(Ward.id) == ward)).scalar()
    if session.info.get("imported_at") != imported_at:
        session.info["imported_at"] = imported_at
        session.info.pop("houses", None)


def wards(session: Session) -> list[str]:
    return list(session.execute(select(col(Ward.id)).order_by(col(Ward.id))).scalars())


# People


_held = (
    select(
        col(Person.id),
        col(Person.name),
        func.coalesce(col(Person.chosen_call), col(Person.call)),
        func.coalesce(col(Person.chosen_address), col(Person.address)),
        col(Person.may_telephone),
        col(Person.consent_at),
        col(Post.key),
        col(Post.unit),
        col(Post.role),
        col(Post.title),
        col(Person.ward),
    )
    .join(Post, (col(Post.person) == col(Person.id)) & col(Post.ends).is_(None), isouter=True)
    .order_by(col(Post.id))
)
_by_chat = _held.join(Contact, col(Contact.person) == col(Person.id)).where(
    col(Contact.channel) == bindparam("channel"), col(Contact.chat) == bindparam("chat")
)
_seen = (
    update(Contact)
    .where(col(Contact.channel) == bindparam("of_channel"), col(Contact.chat) == bindparam("of_chat"))
    .values(
        seen_at=bindparam("now"),
        blocked_at=None,
        failing_since=None,
    )
)
_by_id = _held.where(col(Person.id) == bindparam("person"))
_in_office = (col(Post.ward) == bindparam("of_ward"), col(Post.ends).is_(None))
_of_post = (
    select(col(Post.person), col(Post.key))
    .where(*_in_office, col(Post.key).in_(bindparam("posts", expanding=True)))
    .order_by(col(Post.id))
)
_in_role = (
    select(col(Post.person), col(Post.role))
    .where(*_in_office, col(Post.role).in_(bindparam("roles", expanding=True)))
    .order_by(col(Post.id))
)
_role_in = _in_role.where(col(Post.unit) == bindparam("of_unit"))
_reporters = (
    select(col(Person.id))
    .join(Post, col(Post.person) == col(Person.id))
    .where(
        col(Person.ward) == bindparam("of_ward"),
        col(Person.consent_at) < bindparam("by"),
        col(Post.role).in_(("leader", "secretary")),
    )
    .limit(1)
)
_reachable = select(col(Contact.id)).where(
    col(Contact.person) == bindparam("person"), col(Contact.blocked_at).is_(None), ~IS_OUT
)


def _who(rows: Sequence[Any]) -> Who | None:
    if not rows:
        return None
    number, name, call, address, may_telephone, consent = rows[0][:6]
    posts = tuple(Held(*row[6:10]) for row in rows if row[6] is not None)
    return Who(number, name or author_left(), call, address or ADDRESS, posts, may_telephone, consent is not None)


def who_is(session: Session, channel: str, chat: str) -> Who | None:
    """The person behind a chat; None for a stranger."""
    return _who(session.connection().execute(_by_chat, {"channel": channel, "chat": chat}).all())


def who(session: Session, person: int) -> Who | None:
    """Who has left has neither name nor post nor address."""
    return _who(session.connection().execute(_by_id, {"person": person}).all())


def has_left(session: Session, person: int) -> bool:
    return session.execute(select(col(Person.left_at)).where(col(Person.id) == person)).scalar() is not None


def holders(session: Session, ward: str, *posts: str) -> list[Who]:
    """Who holds these posts (by key) now, in the order asked."""
    return _found(session, posts, prebuilt.run(session, _of_post, of_ward=ward, posts=posts))


def in_role(session: Session, ward: str, *roles: str) -> list[Who]:
    return _found(session, roles, prebuilt.run(session, _in_role, of_ward=ward, roles=roles))


def of_unit(session: Session, ward: str, unit: str, *roles: str) -> list[Who]:
    """Who holds a role in a unit now."""
    return _found(session, roles, prebuilt.run(session, _role_in, of_ward=ward, roles=roles, of_unit=unit))


def _found(session: Session, wanted: tuple[str, ...], rows: Iterable[Any]) -> list[Who]:
    """Everybody in `rows` of (person, name of what was wanted) once, in the order in which they were wanted."""
    named = [tuple(row) for row in rows]
    ordered = dict.fromkeys(person for name in wanted for person, found in named if found == name)
    return [found for person in ordered if (found := who(session, person)) is not None]


def who_owes(session: Session, ward: str, units: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """Leaders and secretaries of these units: (person, all units that person owes reports for)."""
    mine = select(col(Post.person)).where(
        col(Post.ward) == ward,
        col(Post.unit).in_(units),
        col(Post.ends).is_(None),
        col(Post.role).in_(("leader", "secretary")),
    )
    rows = session.execute(
        select(col(Post.person), col(Post.unit)).where(
            col(Post.person).in_(mine), col(Post.ends).is_(None), col(Post.role).in_(("leader", "secretary"))
        )
    )
    found: dict[int, tuple[str, ...]] = {}
    for person, unit in rows:
        found[person] = (*found.get(person, ()), unit)
    return list(found.items())


def reporters_joined(session: Session, ward: str, by: datetime) -> bool:
    """Whether any leader or secretary had joined by then: before that nobody is late and there is no week to tell."""
    return prebuilt.run(session, _reporters, of_ward=ward, by=by).first() is not None


def phone_of(session: Session, person: int) -> str:
    """The telephone of somebody in office, unsealed. Only the sender asks, for a message that is allowed to hold it."""
    sealed: bytes = session.execute(select(col(Person.phone)).where(col(Person.id) == person)).scalar_one()
    return sealer_of(session).open(sealed)


def is_reachable(session: Session, person: int) -> bool:
    """Whether an address of this person works now: neither given up nor on a channel that is out."""
    return prebuilt.run(session, _reachable, person=person).first() is not None


def has_address(session: Session, person: int) -> bool:
    """Whether something may be written to this person, even if it has to wait for its channel."""
    found = select(col(Contact.id)).where(col(Contact.person) == person, col(Contact.blocked_at).is_(None))
    return session.execute(found).first() is not None


def desk(session: Session, ward: str) -> Who | None:
    """Whom the desk's work goes to: Bloc staff, else deputy, else head; who can be reached before who cannot."""
    found = in_role(session, ward, "bloc_staff", "bloc_deputy", "bloc_head")
    joined = [who for who in found if who.joined]
    return next((who for who in joined if is_reachable(session, who.id)), next(iter(joined or found), None))


def cannot_be_reached(session: Session, channel: str, chat: str, now: datetime) -> None:
    """Blocked: nothing more goes to this address; the person has another one or is telephoned."""
    addresses.gone(session, channel, chat, now)


def can_be_reached(session: Session, channel: str, chat: str, now: datetime) -> None:
    """Somebody who writes to us has not blocked us, and is best answered here."""
    session.connection().execute(_seen, {"of_channel": channel, "of_chat": chat, "now": now})


# Joining; leaving is `storage/data.py`

# Letters that no Vietnamese keyboard turns into another (Telex takes w s f r x j z, doubled vowels and dd).
_CONSONANTS = "bcghklmnptv"
_VOWELS = "aeiou"


def new_code() -> str:
    """Two words of four letters, `GAMO TILU`; within a word the vowels differ."""

    def word() -> str:
        first = secrets.choice(_VOWELS)
        second = secrets.choice([v for v in _VOWELS if v != first])
        return secrets.choice(_CONSONANTS) + first + secrets.choice(_CONSONANTS) + second

    return f"{word()} {word()}".upper()


def invite(session: Session, ward: str, person: int, now: datetime, valid: timedelta) -> Invite:
    """The person's open invitation, or a new one."""
    rows = session.execute(
        select(Invite)
        .where(
            col(Invite.person) == person,
            col(Invite.links).is_(None),
            col(Invite.used_at).is_(None),
            col(Invite.cancelled_at).is_(None),
            col(Invite.expires_at) > now,
        )
        .order_by(col(Invite.id).desc())
    )
    standing: Invite | None = rows.scalars().first()
    if standing is not None:
        return standing
    made = Invite(ward=ward, person=person, code=new_code(), created_at=now, expires_at=now + valid)
    session.add(made)
    session.flush()
    return made


def invite_by_code(session: Session, code: str) -> Invite | None:
    """`code` is eight capital letters, the space left out."""
    return session.execute(select(Invite).where(col(Invite.code) == f"{code[:4]} {code[4:]}")).scalar()


def join(session: Session, ward: str, person: int, channel: str, chat: str, now: datetime) -> None:
    """Consent was given: from now on this chat is this person's. An address somebody had here before passes on."""
    session.execute(
        update(Person)
        .where(col(Person.id) == person)
        .values(consent_at=now, consent_channel=channel, left_at=None, may_telephone=None)
    )
    standing = session.execute(
        select(Contact).where(col(Contact.channel) == channel, col(Contact.chat) == chat)
    ).scalar()
    if standing is None:
        session.add(Contact(ward=ward, person=person, channel=channel, chat=chat, joined_at=now, seen_at=now))
    else:
        standing.person, standing.joined_at, standing.seen_at = person, now, now
        standing.blocked_at = standing.failing_since = standing.delivered_at = None
    session.add(AuditEntry(ward=ward, at=now, by=person, act="joined", about=channel))
