"""Who and what a ward file names: people with their posts, units, what covers what, who is on call.

Plain values compared by value, so that importing a file again can change only what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from reporting.fold import fold
from reporting.lexicon import UNIT_LEADS
from reporting.texts import roster as texts
from reporting.values import Gazetteer, Place
from reporting.ward_fields import Channel
from reporting.ward_shape import Contact, Group, Official, WardFile

Role = Literal[
    "leader", "secretary", "front_head", "org_head", "inspector", "contact", "bloc_head", "bloc_deputy", "bloc_staff",
    "party_secretary", "people_council", "propaganda", "reception",
]  # fmt: skip
Kind = Literal["cell", "group", "organisation", "body", "bloc"]
Loc = tuple[str | int, ...]  # where in the file: ("groups", 3, "leader")

DEFAULT_CHANNEL: Channel = "zalo"


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A post: `unit` is the key of the unit it is held in, `key` names the post itself ("tdp1.leader", "kdv-pho")."""

    unit: str
    role: Role
    title: str
    key: str
    receives: tuple[
        str, ...
    ] = ()  # escalation_2 | escalation_3 | escalation_3_last | khieu_nai | to_cao | digest | report


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person: name and telephone together are who it is. `call` is the short name, `address` how to say "you"."""

    name: str
    phone: str  # digits only, from 0
    call: str
    address: str
    channel: Channel
    posts: tuple[PostEntry, ...]


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit of the ward. `label` is the Vietnamese word for what it is where there are several (thôn, tổ dân phố)."""

    key: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    owes_weekly: bool = False
    owes_monthly: bool = False
    label: str = ""
    topics: tuple[str, ...] = ()  # of a body: the matters it takes


@dataclass(frozen=True, slots=True)
class Cover:
    """A cell covers a group."""

    cell: str
    group: str


@dataclass(frozen=True, slots=True)
class DutyTurn:
    """On call from `starts` (in) to `ends` (out), both UTC. `member` is the key of a post in the Bloc."""

    starts: datetime
    ends: datetime
    member: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One post as the file has it: who holds it, and where that stands."""

    loc: Loc
    post: PostEntry
    official: Official

    @property
    def identity(self) -> tuple[str, str]:
        return (self.official.name, self.official.phone)


def holdings(ward: WardFile) -> Iterator[Holding]:
    """Every post of the file in its order: Bloc, cells, groups, organisations, contacts, readers."""
    for n, member in enumerate(ward.bloc.members):
        post = PostEntry(ward.bloc.id, member.role, member.title, member.id)
        yield Holding(("bloc", "members", n), post, member)
    for n, cell in enumerate(ward.cells):
        post = PostEntry(cell.id, "secretary", texts.SECRETARY, f"{cell.id}.secretary")
        yield Holding(("cells", n, "secretary"), post, cell.secretary)
    for n, group in enumerate(ward.groups):
        yield from _of_group(n, group)
    for n, org in enumerate(ward.orgs):
        role: Role = "inspector" if org.kind == "inspectors" else "org_head"
        yield Holding(("orgs", n, "head"), PostEntry(org.id, role, org.head.title, f"{org.id}.{role}"), org.head)
    for n, contact in enumerate(ward.contacts):
        post = PostEntry(contact.id, _contact_role(contact), contact.title, contact.id, contact.receives)
        yield Holding(("contacts", n), post, contact)
    for n, reader in enumerate(ward.readers):
        post = PostEntry(reader.id, reader.role, reader.title, reader.id, reader.receives)
        yield Holding(("readers", n), post, reader)


def people(ward: WardFile) -> tuple[PersonEntry, ...]:
    """The people of the file in its order, each once with all posts. Same name and telephone is one person."""
    held: dict[tuple[str, str], list[Holding]] = {}
    for holding in holdings(ward):
        held.setdefault(holding.identity, []).append(holding)
    return tuple(_person(posts) for posts in held.values())


def units(ward: WardFile) -> tuple[UnitEntry, ...]:
    """The units of the file in its order. Each contact and each reader is a body of its own, under its id."""
    weekly, monthly = ward.schedule.weekly_report, ward.schedule.monthly_report
    found = [UnitEntry(ward.bloc.id, "bloc", ward.bloc.name, (ward.labels.bloc, ward.labels.bloc_short))]
    for cell in ward.cells:
        found.append(UnitEntry(cell.id, "cell", cell.name, cell.alias, "cell" in weekly, "cell" in monthly))
    for group in ward.groups:
        owes = ("group" in weekly, "group" in monthly)
        found.append(UnitEntry(group.id, "group", group.name, group.alias, *owes, label=group.kind))
    for org in ward.orgs:
        owes = ("organisation" in weekly, "organisation" in monthly)
        found.append(UnitEntry(org.id, "organisation", org.name, org.alias, *owes))
    found += [UnitEntry(contact.id, "body", contact.title, topics=contact.topics) for contact in ward.contacts]
    found += [UnitEntry(reader.id, "body", reader.title) for reader in ward.readers]
    return tuple(found)


def covers(ward: WardFile) -> tuple[Cover, ...]:
    """Which cell covers which group; both sides of the file agree on it."""
    return tuple(Cover(cell.id, group) for cell in ward.cells for group in cell.groups)


def duty_turns(ward: WardFile) -> tuple[DutyTurn, ...]:
    """Who is on call, in order of time."""
    zone = ZoneInfo(ward.ward.timezone)
    turns = (DutyTurn(moment(turn.starts, zone), moment(turn.ends, zone), turn.member) for turn in ward.duty)
    return tuple(sorted(turns, key=lambda turn: turn.starts))


def gazetteer(ward: WardFile) -> Gazetteer:
    """All names of cells, groups and organisations, and of the places."""
    named = [unit for unit in units(ward) if unit.kind in ("cell", "group", "organisation")]
    return Gazetteer(
        units={unit.key: (unit.name, *unit.aliases, *_short(unit)) for unit in named},
        places=tuple(Place(place.name, place.alias, place.group) for place in ward.places),
    )


def _short(unit: UnitEntry) -> Iterator[str]:
    """How people shorten names: `cb 3` and `cb3` for a cell with a number, a hamlet's name without its "xóm"."""
    number = unit.name.rsplit(" ", 1)[-1]
    if unit.kind == "cell" and number.isdigit():
        yield from (f"cb {number}", f"cb{number}")
    for alias in unit.aliases:
        lead, _, rest = alias.partition(" ")
        if f"{fold(lead)} " in UNIT_LEADS and " " in rest:
            yield rest


def moment(written: datetime, zone: ZoneInfo) -> datetime:
    """A date and time as written in the file (in the ward's zone unless it says otherwise) in UTC."""
    return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)


def _of_group(n: int, group: Group) -> Iterator[Holding]:
    leader = PostEntry(group.id, "leader", texts.LEADERS[group.kind], f"{group.id}.leader")
    yield Holding(("groups", n, "leader"), leader, group.leader)
    if group.front_head:
        front = PostEntry(group.id, "front_head", texts.FRONT_HEAD, f"{group.id}.front_head")
        yield Holding(("groups", n, "front_head"), front, group.front_head)


def _contact_role(contact: Contact) -> Role:
    """Who is named for complaints and denunciations and takes no topic only tells citizens how to lodge them."""
    guides = {"khieu_nai", "to_cao"} & set(contact.receives)
    return "reception" if guides and not contact.topics else "contact"


def _person(posts: list[Holding]) -> PersonEntry:
    """Posts of one person put together; what the file says in one of them holds for all."""
    said = [holding.official for holding in posts]
    name = said[0].name
    return PersonEntry(
        name=name,
        phone=said[0].phone,
        call=next((official.call for official in said if official.call), name.split()[-1]),
        address=next((official.address for official in said if official.address), texts.ADDRESS),
        channel=next((official.channel for official in said if official.channel), DEFAULT_CHANNEL),
        posts=tuple(holding.post for holding in posts),
    )
