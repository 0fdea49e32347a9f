"""Memory: every table. Rows carry their ward; times are aware UTC; nothing here is keyed by a citizen (P1)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

# SQLModel reads these annotations at run time; plain columns only, no relationships.


class Ward(SQLModel, table=True):
    """`file` is the ward file as imported, sealed: labels, calendar, places, duty roster are read from it."""

    id: str = Field(primary_key=True)
    name: str
    file: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    imported_at: datetime


class Unit(SQLModel, table=True):
    """A cell, group, organisation, body or the Bloc itself."""

    __table_args__ = (UniqueConstraint("ward", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    key: str
    kind: str  # cell | group | organisation | body | bloc
    name: str
    weekly: bool = False  # owes the weekly report
    ends: datetime | None = None  # merged, split or gone


class CellGroup(SQLModel, table=True):
    """A cell covers a group from … to …"""

    __table_args__ = (UniqueConstraint("ward", "cell", "group", "starts"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    cell: str
    group: str
    starts: datetime
    ends: datetime | None = None


class Person(SQLModel, table=True):
    """Somebody who reports, answers or reads. Never a citizen."""

    __table_args__ = (UniqueConstraint("ward", "identity"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    identity: str  # fingerprint of name and telephone: the same at the next import is the same person
    name: str
    call: str
    address: str
    phone: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # sealed
    channel: str  # where the ward file expects this person
    consent_at: datetime | None = None
    consent_channel: str | None = None
    may_telephone: bool | None = None
    left_at: datetime | None = None
    chosen_address: str | None = None  # how the person asked to be called: goes before the ward file's
    chosen_call: str | None = None
    away_until: datetime | None = None  # no reminders till then; the reason is nobody's business


class Post(SQLModel, table=True):
    """A person holds an office in a unit from … to …"""

    __table_args__ = (Index("post_person", "person"), Index("post_unit", "ward", "unit"))
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    key: str
    person: int = Field(foreign_key="person.id")
    unit: str
    role: str
    title: str
    starts: datetime
    ends: datetime | None = None


class Substitution(SQLModel, table=True):
    """Somebody reports for a unit in another's place, for one week; it ends by itself with the week's deadline."""

    __table_args__ = (Index("substitution_unit", "ward", "unit", "period"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    unit: str
    period: str  # 2026-W47
    person: int = Field(foreign_key="person.id")  # who asked
    deputy: int = Field(foreign_key="person.id")
    state: str = "asked"  # asked | accepted | declined | withdrawn
    asked_at: datetime
    ends: datetime


class Contact(SQLModel, table=True):
    """An address of a person on a channel."""

    __table_args__ = (UniqueConstraint("channel", "chat"), Index("contact_person", "person"))
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    person: int = Field(foreign_key="person.id")
    channel: str
    chat: str
    joined_at: datetime
    blocked_at: datetime | None = None  # nothing more goes here: the person blocked us or, still failing, it is dark
    seen_at: datetime | None = None  # wrote here last: bot-initiated messages go where somebody was seen last
    delivered_at: datetime | None = None  # the last message the channel took for this address
    failing_since: datetime | None = None  # nothing was taken since then, though something was tried


class Invite(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    person: int = Field(foreign_key="person.id")
    code: str = Field(unique=True)
    links: str | None = None  # the channel this code adds to somebody who has joined on another one
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    cancelled_at: datetime | None = None


class ChannelHealth(SQLModel, table=True):
    """How a whole channel does: heard, failing, out; and what of its monthly quota is spent."""

    __table_args__ = (UniqueConstraint("ward", "channel"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    channel: str
    heard_at: datetime | None = None  # its server answered last, to the minute
    failing_since: datetime | None = None  # it has not answered since then
    out_since: datetime | None = None  # noticed: letters go round it
    month: str = ""  # 2026-11, in the ward's zone: what `spent` counts
    spent: int = 0
    warned: int = 0  # per cent of the quota the Bloc was warned of this month


class Outage(SQLModel, table=True):
    """Append-only: a channel was out from … to …"""

    id: int | None = Field(default=None, primary_key=True)
    ward: str
    channel: str
    starts: datetime
    ends: datetime | None = None


class PageLink(SQLModel, table=True):
    """A signed link to a page: for one purpose, one person, a time. Its signature is made and checked, never kept."""

    id: int | None = Field(default=None, primary_key=True)
    ward: str
    purpose: str  # add (place and photos to the draft) | digest
    person: int = Field(foreign_key="person.id")
    about: str | None = None  # a digest's period
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None  # for what may be done once


class Inbox(SQLModel, table=True):
    """What came, stored before it is acknowledged. `payload` is masked, emptied once the turn is done."""

    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("inbox_new", "channel", "chat", "id", sqlite_where=text("state = 'new'")),
        Index("inbox_message", "channel", "chat", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    channel: str
    external_id: str
    chat: str
    state: str = "new"  # new | done | dead
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    received_at: datetime
    message_id: str | None = None  # the channel's name for it, by which an edit names what it changes
    report: int | None = None  # the report it became a part of
    said_at: datetime | None = None  # by the channel's clock: a messenger may hand over out of order
    attempts: int = 0
    not_before: datetime | None = None
    error: str | None = None  # the type of the error, never its text


class Conversation(SQLModel, table=True):
    """Where a person (`p:7`) or an unknown chat (`c:telegram:1001`) stands in the talk."""

    __table_args__ = (Index("conversation_wake", "wake_at"),)
    id: str = Field(primary_key=True)
    ward: str
    talk: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    wake_at: datetime | None = None  # when the talk goes on by itself
    version: int = 0


class Outbox(SQLModel, table=True):
    """What is to be said. `key` says what it is for: the same key again is no second message."""

    __table_args__ = (
        Index("outbox_due", "state", "not_before", sqlite_where=text("state IN ('planned', 'waiting', 'leased')")),
        Index("outbox_person", "person", "sent_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    key: str = Field(unique=True)
    person: int | None = None
    channel: str
    chat: str | None  # None: the person has no address; staff telephone
    kind: str  # reply | alarm | nudge | digest
    text: str  # may hold {phone:7}, filled in as it is sent, so that no number lies in a row
    choices: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    question: str | None = None
    counted: bool = False  # weighs on the burden budget
    attach: str | None = None  # media:12, digest:2026-W47:pdf: goes with the text; read or made as it is sent
    then: str | None = None  # after this: leave (the group), delete:{message ids}, forget (to whom), commands:{part}
    state: str = "waiting"  # planned | waiting | leased | sent | failed | unknown | withdrawn | expired
    created_at: datetime
    not_before: datetime
    expires_at: datetime | None = None
    leased_by: str | None = None
    sent_at: datetime | None = None
    message_id: str | None = None
    attempts: int = 0
    parked: int = 0  # times its chat was refused for a while (429)
    repeated: int = 0  # times it was said again without knowing whether it had arrived
    error: str | None = None


class Period(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("ward", "label"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    label: str  # 2026-W47
    starts: datetime
    ends: datetime
    unit_deadline: datetime
    bloc_deadline: datetime


class Duty(SQLModel, table=True):
    """A unit owes a report for a period. Whether it is late follows from the times; `excused` is a decision."""

    __table_args__ = (UniqueConstraint("ward", "period", "unit"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    period: str
    unit: str
    fulfilled_at: datetime | None = None
    report: int | None = None
    excused: bool = False


class Report(SQLModel, table=True):
    """What a unit reported. The row shows the present version; `ReportVersion` keeps all of them."""

    __table_args__ = (
        Index("report_period", "ward", "period"),
        Index("report_unit", "ward", "unit"),
        Index("report_author", "author"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    unit: str
    author: int | None = None
    period: str
    kind: str  # nil | status | matter | alarm
    code: str | None = Field(default=None, index=True)  # YK-0123, KH-0045
    text: str  # masked
    place: str | None = None
    topic: str = "khac"
    legal: str | None = None
    severity: int | None = None
    households: int | None = None
    channel: str  # telegram | zalo | phone
    instead_of: int | None = None  # whose duty the author fulfilled, when asked to report in their place
    first_words_at: datetime  # what counts for being on time
    saved_at: datetime
    version: int = 1
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None
    frozen_in: str | None = None  # the period whose approved digest holds it
    marked: str | None = None  # to_cao | person | secret: found out later, its words are gone
    marked_at: datetime | None = None
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


class ReportVersion(SQLModel, table=True):
    """Append-only."""

    __table_args__ = (UniqueConstraint("report", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    report: int = Field(foreign_key="report.id")
    version: int
    kind: str
    text: str
    households: int | None = None
    at: datetime
    by: int | None = None
    why: str | None = None


class Media(SQLModel, table=True):
    """A photo, voice note or file of a report, stored encrypted."""

    __table_args__ = (Index("media_state", "state"), UniqueConstraint("inbox", "number"))
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    inbox: int
    number: int = 0
    report: int | None = None
    kind: str
    channel: str
    ref: str
    state: str = "waiting"  # waiting | kept | missing | erased (was not to be kept)
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    mime: str | None = None
    decided_at: datetime | None = None  # somebody of the Bloc has looked at it (privacy charter, P6)
    decided_by: int | None = None
    passes: bool = False  # … and let it go on to whom the matter was sent
    attempts: int = 0
    not_before: datetime


class Matter(SQLModel, table=True):
    """Something that needs an owner, a due date and an answer. `report` tells its words."""

    __table_args__ = (UniqueConstraint("ward", "code"), Index("matter_owner", "owner"))
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    code: str
    kind: str  # feedback | hotspot
    report: int = Field(foreign_key="report.id")
    unit: str
    topic: str
    severity: int | None = None
    state: str = "moi"  # moi | da_chuyen | dang_xu_ly | da_tra_loi | da_on | chua_on | dong
    owner: str | None = None  # the post that must act; while none is chosen, the Bloc's head
    acting: str | None = None  # who stands in for it
    opened_at: datetime
    due_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    closed_why: str | None = None
    ending: str | None = None  # fixed | explained | not_feasible | not_ours: what the answer is
    sent_to: str | None = None  # where it went, when it is not ours
    delay_why: str | None = None  # what the owner said of needing more time; stands on the digest
    extend_to: datetime | None = None  # asked for and not yet decided
    witness_until: datetime | None = None  # answered: then it closes without a word from the unit
    look_at: datetime | None = Field(default=None, index=True)  # when the clock has something to do about it
    # a hot spot only
    confirmed_at: datetime | None = None
    wordless: bool = False  # asks to be called back, tells nothing
    acknowledged_at: datetime | None = None  # by whom it is held now; who held it before tell the events
    acknowledged_by: int | None = None
    climb: int = 0  # how often its ladder was begun: opened, raised, taken, let go, opened again
    counted_from: datetime | None = None  # the rungs of this climb are counted from here
    rung: int = 0  # so many are behind
    rung_at: datetime | None = None  # when the next one is due


class MatterEvent(SQLModel, table=True):
    """Append-only: who did what to a matter, when and why."""

    __table_args__ = (Index("matter_event", "matter"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    matter: int = Field(foreign_key="matter.id")
    act: str
    at: datetime
    by: int | None = None
    note: str | None = None


class Digest(SQLModel, table=True):
    """The week as the Bloc tells it. Once approved its facts never change, once signed its words neither."""

    __table_args__ = (
        UniqueConstraint("ward", "period"),
        UniqueConstraint("ward", "series", "number", name="digest_number"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    period: str
    lines: list[Any] = Field(sa_column=Column(JSON, nullable=False))  # {section, text, original, sources}
    figures: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    whole: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))  # reporting.digest
    drafted_at: datetime
    approved_at: datetime | None = None
    approved_by: int | None = None
    returned_at: datetime | None = None  # the chair asked for other words; empty again when they are approved
    signed_at: datetime | None = None
    signed_by: int | None = None
    series: str | None = None  # "BC/KDV 2025-08-12": in which no number stands twice
    number: int | None = None
    numbered_at: datetime | None = None
    numbered_by: int | None = None


class AuditEntry(SQLModel, table=True):
    """Append-only: acts that somebody may ask about later. No message text."""

    id: int | None = Field(default=None, primary_key=True)
    ward: str
    at: datetime
    by: int | None = None
    act: str
    about: str | None = None


class Counter(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("ward", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    name: str
    value: int = 0
