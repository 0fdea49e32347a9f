"""The ward file, table by table, as frozen values. How tables refer to each other is checked in `ward_checks`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from reporting.ward_fields import (
    Channel,
    Clock,
    ContactDuty,
    Count,
    DayOfMonth,
    GroupKind,
    Key,
    MonthDay,
    Phone,
    Point,
    ReaderDuty,
    Text,
    Topic,
    UnitKind,
    WardKind,
    Weekday,
    Words,
    Zone,
)  # fmt: skip

SHORT = 18  # characters on a choice


def short_title(title: str) -> str:
    """As much of an office's title as a choice holds, cut at a word."""
    plain = title.split(" (")[0]
    return plain if len(plain) <= SHORT else plain[: SHORT + 1].rsplit(" ", 1)[0].rstrip(" ,-")


class Part(BaseModel):
    """A table of the file: no unknown keys, no silent conversions, no change afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Ward(Part):
    id: Key
    kind: WardKind
    name: Text
    full_name: Text
    province: Text
    place_name: Text
    fictional: bool = False
    timezone: Zone
    households: Count
    population: Count
    area_km2: Annotated[float, Field(ge=0)]
    centroid: Point
    effective_from: date


class Labels(Part):
    party_committee: Text
    party_committee_short: Text
    standing_committee: Text
    standing_body: Text
    bloc: Text
    bloc_short: Text
    bloc_head: Text
    propaganda: Text
    people_committee: Text
    people_council: Text
    front: Text
    cell: Text
    group_urban: Text
    group_urban_short: Text
    group_rural: Text
    upper_party: Text
    upper_mass: Text
    radio: Text
    tone_style: Literal["new", "old"] = "new"


class Documents(Part):
    standard: Text
    upper_line: Text
    issuer_line: Text
    symbol_report: Text
    numbering: Literal["term", "year"]
    numbering_start: date
    sign_authority: Text
    sign_title: Text
    recipients: tuple[Text, ...]


class WeeklyMoment(Part):
    weekday: Weekday
    time: Clock


class ScheduleTable(Part):
    """[schedule]; `ward.schedule_of` and `ward.calendar_of` make the values of `calendar` from it."""

    week_starts: Weekday
    unit_deadline: WeeklyMoment
    bloc_deadline: WeeklyMoment
    nudges_before_min: Annotated[tuple[int, ...], Field(max_length=3)]
    quiet_hours: tuple[tuple[Clock, Clock], ...]
    weekly_report: tuple[UnitKind, ...]
    monthly_report: tuple[UnitKind, ...]
    holiday_shift: Literal["previous_workday"]
    monthly_day: DayOfMonth
    quarter_day: DayOfMonth
    half_year: MonthDay
    nine_months: MonthDay = (9, 15)
    year_end: MonthDay
    holidays: tuple[date, ...]
    working_saturdays: tuple[date, ...]


class Reception(Part):
    place: Text
    hours: Text
    phone: Phone


class Official(Part):
    """Somebody who holds a post. What is not given is taken from another post of the same person, else by default."""

    name: Text
    call: Text | None = None
    address: Text | None = None
    phone: Phone
    channel: Channel | None = None
    same_as: Text | None = None  # key of another post of this person


class Secretary(Official):
    also_leads: Key | None = None


class OrgHead(Official):
    title: Text


class Member(Official):
    id: Key
    role: Literal["bloc_head", "bloc_deputy", "bloc_staff"]
    title: Text
    also: Text | None = None


class Contact(Official):
    """`short` stands on a choice; `substitute` is the post that takes over while this one is away."""

    id: Key
    title: Text
    short: Annotated[Text, Field(max_length=SHORT)] | None = None
    substitute: Key | None = None
    topics: tuple[Topic, ...]
    receives: tuple[ContactDuty, ...] = ()


class Reader(Official):
    id: Key
    role: Literal["party_secretary", "people_council", "propaganda"]
    title: Text
    receives: tuple[ReaderDuty, ...]


class Bloc(Part):
    id: Key
    name: Text
    members: tuple[Member, ...]


class Cell(Part):
    id: Key
    name: Text
    alias: tuple[Text, ...] = ()
    groups: tuple[Key, ...]
    members: Count
    secretary: Secretary


class Group(Part):
    id: Key
    kind: GroupKind
    name: Text
    alias: tuple[Text, ...] = ()
    # One cell, or a list of them: cells and groups are many-to-many.
    cells: Annotated[
        tuple[Key, ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
        Field(alias="cell"),
    ]
    households: Count
    population: Count
    poor_households: Count = 0
    centroid: Point
    traits: tuple[Text, ...] = ()
    leader: Official
    front_head: Official | None = None


class Org(Part):
    id: Key
    kind: Literal["organisation", "inspectors"] = "organisation"
    name: Text
    alias: tuple[Text, ...] = ()
    head: OrgHead


class Duty(Part):
    """A turn on call, in the ward's local time as written; `roster.duty_turns` gives the moments."""

    starts: datetime = Field(alias="from")
    ends: datetime = Field(alias="to")
    member: Text


class PlaceTable(Part):
    name: Text
    alias: tuple[Text, ...] = ()
    group: Key
    at: Point


class Project(Part):
    id: Key
    name: Text
    groups: tuple[Key, ...]
    status: Text
    households_affected: Count


class LimitTable(Part):
    """How long an answer may take, in working days; the row that names most decides (`limits.working_days`)."""

    valid_from: date
    working_days: Annotated[int, Field(ge=1, le=90)]
    legal: Literal["khieu_nai", "kien_nghi", "phan_anh"] | None = None
    topic: Topic | None = None
    severity: Annotated[int, Field(ge=1, le=2)] | None = None
    reopened: bool = False


class Model(Part):
    """A "Dân vận khéo" model; `needs_all` and `needs_any` are traits of a place that suits it."""

    id: Key
    name: Text
    group: Key
    field: Topic
    status: Literal["registered", "running", "recognised", "replicating", "stopped"]
    registered: date
    needs_all: tuple[Text, ...] = ()
    needs_any: tuple[Text, ...] = ()
    result: Words = ""


class WardFile(Part):
    """The whole file, valid and consistent. Equal files are equal values."""

    version: Literal[1] = Field(alias="schema")
    ward: Ward
    labels: Labels
    documents: Documents
    schedule: ScheduleTable
    reception: Reception
    bloc: Bloc
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]
    orgs: tuple[Org, ...] = ()
    contacts: tuple[Contact, ...] = ()
    readers: tuple[Reader, ...] = ()
    duty: tuple[Duty, ...] = ()
    places: tuple[PlaceTable, ...] = ()
    limits: tuple[LimitTable, ...] = ()
    projects: tuple[Project, ...] = ()
    models: tuple[Model, ...] = ()
