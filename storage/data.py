"""What is held about one person: gathered for them, corrected as they ask, erased when they leave (P7)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, or_, select, update
from sqlmodel import Session, col

from reporting.channels import CHANNELS
from reporting.house import House
from reporting.own import Act, Own, OwnChannel, OwnReport, Version
from reporting.texts.data import author_left
from reporting.texts.roster import post_in_unit
from reporting.values import Who
from storage import addresses, conversations, looks, openings
from storage.sealing import sealer_of
from storage.tables import (
    AuditEntry,
    Contact,
    Conversation,
    Inbox,
    Invite,
    Matter,
    Media,
    Outbox,
    PageLink,
    Person,
    Post,
    Report,
    ReportVersion,
    Substitution,
)

ORIGINALS = timedelta(days=30)  # as in scheduler/retention.py

Address = tuple[str, str]  # channel, chat


@dataclass(frozen=True, slots=True)
class Kinds:
    """What is held, without its contents."""

    channels: tuple[str, ...]
    consent_at: datetime | None
    weeks: tuple[str, ...]
    draft: bool


# Gathered


def kinds(session: Session, person: int) -> Kinds:
    row = _person(session, person)
    weeks = select(col(Report.period)).where(col(Report.author) == person, col(Report.withdrawn_at).is_(None))
    talk = conversations.talk_of(session, f"p:{person}")
    return Kinds(
        channels=tuple(dict.fromkeys(CHANNELS[c.channel].label for c in _contacts(session, person))),
        consent_at=row.consent_at,
        weeks=tuple(session.execute(weeks.distinct().order_by(col(Report.period))).scalars()),
        draft=talk.draft is not None,
    )


def held(session: Session, house: House, who: Who) -> Own:
    """Everything. The telephone is a slot: a page fills it in at once, a letter as it is sent."""
    row, local = _person(session, who.id), house.calendar.local
    talk = conversations.talk_of(session, f"p:{who.id}")
    letters = select(func.count()).where(col(Outbox.person) == who.id, col(Outbox.sent_at).is_not(None))
    entries = session.execute(select(AuditEntry).where(col(AuditEntry.by) == who.id)).scalars()
    acts = [(entry.at, entry.act, entry.about) for entry in entries]
    acts += [(opening.at, opening.what, report.code) for opening, report in openings.of_person(session, who.id)]
    return Own(
        ward=house.file.ward.full_name,
        name=who.name,
        phone=who.phone_slot,
        address=who.address,
        call=who.call,
        posts=tuple(_title(house, post.title, post.unit) for post in who.posts),
        channels=tuple(OwnChannel(CHANNELS[c.channel].label, local(c.joined_at)) for c in _contacts(session, who.id)),
        consent_at=local(row.consent_at) if row.consent_at else None,
        consent_channel=CHANNELS[row.consent_channel].label if row.consent_channel in CHANNELS else None,
        may_telephone=row.may_telephone,
        away_until=local(row.away_until) if row.away_until else None,
        draft=talk.draft.text if talk.draft else "",
        reports=tuple(_report(session, house, report) for report in _reports_of(session, who.id)),
        letters=int(session.execute(letters).scalar_one()),
        acts=tuple(Act(local(at), act, about) for at, act, about in sorted(acts, key=lambda one: one[0])),
    )


def _person(session: Session, person: int) -> Person:
    row = session.get(Person, person)
    assert row is not None
    return row


def _contacts(session: Session, person: int) -> list[Contact]:
    return sorted(addresses.of(session, person), key=lambda contact: contact.joined_at)


def _title(house: House, title: str, unit: str) -> str:
    """A post whose title names its body stands alone."""
    entry = house.units.get(unit)
    return title if entry is None or entry.kind in ("body", "bloc") else post_in_unit(title, entry.name)


def _reports_of(session: Session, person: int) -> list[Report]:
    found = select(Report).where(col(Report.author) == person).order_by(col(Report.first_words_at), col(Report.id))
    return list(session.execute(found).scalars())


def _report(session: Session, house: House, report: Report) -> OwnReport:
    local = house.calendar.local
    versions = select(ReportVersion).where(col(ReportVersion.report) == report.id)
    files = select(func.count()).where(col(Media.report) == report.id)
    return OwnReport(
        unit=house.name(report.unit),
        period=report.period,
        kind=report.kind,
        first_words_at=local(report.first_words_at),
        versions=tuple(
            Version(local(version.at), version.text)
            for version in session.execute(versions.order_by(col(ReportVersion.version))).scalars()
        ),
        code=report.code,
        state=session.execute(select(col(Matter.state)).where(col(Matter.report) == report.id)).scalar(),
        place=report.place,
        files=int(session.execute(files).scalar_one()),
        withdrawn_at=local(report.withdrawn_at) if report.withdrawn_at else None,
        original_until=local(report.saved_at + ORIGINALS) if report.sealed else None,
    )


# Corrected


def chosen(session: Session, person: int) -> tuple[str | None, str | None]:
    """The form of address and the name somebody chose."""
    row = _person(session, person)
    return row.chosen_address, row.chosen_call


def call(session: Session, person: int, address: str | None, name: str | None) -> None:
    """From now on; None: as the ward file says."""
    row = _person(session, person)
    row.chosen_address, row.chosen_call = address, name
    session.flush()


def of_the_ward(session: Session, person: int) -> tuple[str, str]:
    """Form of address and name as the ward file has them."""
    row = _person(session, person)
    return row.address, row.call


# Erased


def leave(session: Session, ward: str, person: int, now: datetime, inbox: int | None = None) -> None:
    """The person goes, and with them all that is theirs; reports stay the unit's, of "người báo đã rời kênh".

    The row stays without a name, so that what the person did still has somebody who did it. Its posts end: the next
    import of the ward file names somebody anew, who has never joined. `inbox` is the message that asked for it.
    """
    name, chats = _person(session, person).name, _chats(session, person)
    _erase_messages(session, person, chats, inbox)
    _erase_letters(session, ward, person, chats)
    _erase_name(session, ward, name)
    keys = [f"p:{person}", *(f"c:{channel}:{chat}" for channel, chat in chats)]
    session.execute(delete(Conversation).where(col(Conversation.id).in_(keys)))
    for table in (Contact, Invite, PageLink):
        session.execute(delete(table).where(col(table.person) == person))
    session.execute(update(Report).where(col(Report.author) == person).values(sealed=None))
    looks.forget_voice(session, person)
    session.execute(update(Post).where(col(Post.person) == person, col(Post.ends).is_(None)).values(ends=now))
    session.execute(
        update(Substitution)
        .where(
            or_(col(Substitution.person) == person, col(Substitution.deputy) == person),
            col(Substitution.state).in_(("asked", "accepted")),
        )
        .values(state="withdrawn")
    )
    session.execute(
        update(Person)
        .where(col(Person.id) == person)
        .values(
            identity=f"left:{person}",
            name="",
            call="",
            address="",
            phone=sealer_of(session).seal(""),
            consent_at=None,
            consent_channel=None,
            may_telephone=None,
            chosen_address=None,
            chosen_call=None,
            away_until=None,
            left_at=now,
        )
    )
    session.add(AuditEntry(ward=ward, at=now, by=person, act="left"))
    session.flush()
    session.expire_all()


def _chats(session: Session, person: int) -> list[Address]:
    """Every chat this person was written to, but for those that are somebody else's by now."""
    now = session.execute(select(col(Contact.channel), col(Contact.chat)).where(col(Contact.person) == person))
    before = session.execute(
        select(col(Outbox.channel), col(Outbox.chat))
        .where(col(Outbox.person) == person, col(Outbox.chat).is_not(None))
        .distinct()
    )
    found = {(channel, chat) for rows in (now, before) for channel, chat in rows}
    others = session.execute(select(col(Contact.channel), col(Contact.chat)).where(col(Contact.person) != person))
    return sorted(found - {(channel, chat) for channel, chat in others})


def _in(table: type[Inbox] | type[Outbox], chats: Sequence[Address]) -> ColumnElement[bool]:
    return or_(False, *(and_(col(table.channel) == channel, col(table.chat) == chat) for channel, chat in chats))


def _erase_messages(session: Session, person: int, chats: Sequence[Address], inbox: int | None) -> None:
    """What came keeps its number, so that a messenger that repeats itself is known. What still waits for its turn
    keeps its chat: it is a stranger's from here on."""
    theirs = select(col(Inbox.id)).where(_in(Inbox, chats))
    session.execute(delete(Media).where(col(Media.report).is_(None), col(Media.inbox).in_(theirs)))
    session.execute(update(Inbox).where(_in(Inbox, chats)).values(sealed=None))
    turned = or_(col(Inbox.state) != "new", col(Inbox.id) == inbox)
    session.execute(update(Inbox).where(_in(Inbox, chats), turned).values(chat="", payload={}))


def _erase_letters(session: Session, ward: str, person: int, chats: Sequence[Address]) -> None:
    """What was said is still counted, as said to nobody; what is on its way just now is known to the sender alone."""
    theirs = or_(col(Outbox.person) == person, _in(Outbox, chats))
    session.execute(delete(Outbox).where(theirs, col(Outbox.state) == "leased"))
    session.execute(
        update(Outbox).where(theirs, col(Outbox.state).in_(("planned", "waiting"))).values(state="withdrawn")
    )
    session.execute(
        update(Outbox)
        .where(col(Outbox.ward) == ward, theirs)
        .values(person=None, chat=None, text="", choices=[], question=None, message_id=None)
    )


def _erase_name(session: Session, ward: str, name: str) -> None:
    """In what others were told, and are asked."""
    if not name:
        return
    session.execute(
        update(Outbox)
        .where(col(Outbox.ward) == ward, func.instr(col(Outbox.text), name) > 0)
        .values(text=func.replace(col(Outbox.text), name, author_left()))
    )
    written = json.dumps(name)[1:-1]  # as it stands in a column of JSON
    talk = cast(col(Conversation.talk), String)
    for key in session.execute(
        select(col(Conversation.id)).where(col(Conversation.ward) == ward, func.instr(talk, written) > 0)
    ).scalars():
        found = session.get(Conversation, key)
        assert found is not None
        found.talk = json.loads(json.dumps(found.talk).replace(written, json.dumps(author_left())[1:-1]))
    session.flush()
