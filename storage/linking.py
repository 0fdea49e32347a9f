"""A second address: its code, joining it to the first, giving one up."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from storage import addresses, people
from storage.addresses import Address
from storage.tables import AuditEntry, Contact, Invite


def code(session: Session, ward: str, person: int, channel: str, now: datetime, valid: timedelta) -> str:
    """A code that adds an address on this channel; one asked for before dies."""
    session.execute(
        update(Invite)
        .where(
            col(Invite.person) == person,
            col(Invite.links).is_not(None),
            col(Invite.used_at).is_(None),
            col(Invite.cancelled_at).is_(None),
        )
        .values(cancelled_at=now)
    )
    words = people.new_code()
    session.add(Invite(ward=ward, person=person, code=words, links=channel, created_at=now, expires_at=now + valid))
    session.flush()
    return words


def link(session: Session, invite: Invite, channel: str, chat: str, now: datetime) -> list[Address]:
    """The chat becomes an address of whose code it is. Answers their older ones on this channel, which are given up."""
    invite.used_at = now
    old = [c for c in addresses.of(session, invite.person) if c.channel == channel]
    session.add(Contact(ward=invite.ward, person=invite.person, channel=channel, chat=chat, joined_at=now, seen_at=now))
    session.flush()
    for contact in old:
        _give_up(session, contact, (channel, chat), now)
    session.add(AuditEntry(ward=invite.ward, at=now, by=invite.person, act="linked", about=channel))
    session.flush()
    return [(c.channel, c.chat) for c in old]


def unlink(session: Session, ward: str, person: int, channel: str, now: datetime) -> Address | None:
    """Give up the addresses on a channel when another one works; answers that one."""
    left = addresses.other(session, person, channel)
    if left is None:
        return None
    for contact in addresses.of(session, person):
        if contact.channel == channel:
            _give_up(session, contact, left, now)
    session.add(AuditEntry(ward=ward, at=now, by=person, act="unlinked", about=channel))
    session.flush()
    return left


def _give_up(session: Session, contact: Contact, to: Address, now: datetime) -> None:
    for letter in addresses.waiting_at(session, contact.channel, contact.chat):
        addresses.over(session, letter, to, now)
    session.delete(contact)
