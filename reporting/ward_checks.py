"""How the tables of a ward file must agree with each other. Each check yields where it fails and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import pairwise
from zoneinfo import ZoneInfo

from reporting.calendar import SATURDAY, leaves_time_to_speak
from reporting.roster import Holding, Loc, holdings, moment
from reporting.texts import roster as texts
from reporting.ward_fields import LONGEST_NUDGE_MIN
from reporting.ward_shape import Cell, Group, Org, PlaceTable, WardFile

Fault = tuple[Loc, str]
Named = Cell | Group | Org | PlaceTable


def faults(ward: WardFile) -> Iterator[Fault]:
    """Everything in the file that contradicts itself, table by table."""
    posts = list(holdings(ward))
    doubled = list(_ids(ward))
    yield from doubled
    # While a key means two things, nothing that refers to it can be judged.
    if not doubled:
        yield from _cells_and_groups(ward)
        yield from _references(ward)
        yield from _same_as(posts)
        yield from _also_leads(ward)
    yield from _aliases([*_rows("cells", ward.cells), *_rows("groups", ward.groups), *_rows("orgs", ward.orgs)])
    yield from _aliases(_rows("places", ward.places))
    yield from _figures(ward)
    yield from _schedule(ward)
    yield from _duty(ward)
    yield from _telephones(posts)
    yield from _one_voice(posts)
    heads = sum(member.role == "bloc_head" for member in ward.bloc.members)
    if heads != 1:
        yield ("bloc",), texts.no_bloc_head(heads)


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `word`, when one is like it at all."""
    return next(iter(get_close_matches(word, list(names), n=1)), None)


def _rows(table: str, items: Sequence[Named]) -> list[tuple[Loc, Named]]:
    return [((table, n), item) for n, item in enumerate(items)]


def _ids(ward: WardFile) -> Iterator[Fault]:
    """Units and posts share one space of keys; projects and models have their own."""
    keyed: list[tuple[Loc, str, str]] = [(("bloc",), ward.bloc.id, ward.bloc.name)]
    keyed += [(("bloc", "members", n), member.id, member.name) for n, member in enumerate(ward.bloc.members)]
    keyed += [(("cells", n), cell.id, cell.name) for n, cell in enumerate(ward.cells)]
    keyed += [(("groups", n), group.id, group.name) for n, group in enumerate(ward.groups)]
    keyed += [(("orgs", n), org.id, org.name) for n, org in enumerate(ward.orgs)]
    keyed += [(("contacts", n), contact.id, contact.title) for n, contact in enumerate(ward.contacts)]
    keyed += [(("readers", n), reader.id, reader.title) for n, reader in enumerate(ward.readers)]
    yield from _twice(keyed)
    yield from _twice([(("projects", n), project.id, project.name) for n, project in enumerate(ward.projects)])
    yield from _twice([(("models", n), model.id, model.name) for n, model in enumerate(ward.models)])


def _twice(keyed: Iterable[tuple[Loc, str, str]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for loc, key, name in keyed:
        if key in seen:
            yield (*loc, "id"), texts.same_id(key, seen[key])
        seen.setdefault(key, name)


def _aliases(rows: Iterable[tuple[Loc, Named]]) -> Iterator[Fault]:
    """A name that two units (or two places) bear cannot be understood. Diacritics count: Tân An is not Tấn An."""
    seen: dict[str, Named] = {}
    for loc, item in rows:
        for key, word in [("name", item.name), *(("alias", alias) for alias in item.alias)]:
            other = seen.setdefault(word.casefold(), item)
            if other is not item:
                yield (*loc, key), texts.same_alias(word, other.name)


def _cells_and_groups(ward: WardFile) -> Iterator[Fault]:
    """A cell lists its groups and a group names its cells; the two must agree."""
    cells = {cell.id: cell for cell in ward.cells}
    groups = {group.id: group for group in ward.groups}
    for n, cell in enumerate(ward.cells):
        for key in cell.groups:
            if key not in groups:
                yield ("cells", n, "groups"), texts.unknown_group(key, nearest(key, groups))
            elif cell.id not in groups[key].cells:
                yield ("cells", n, "groups"), texts.cell_not_back(key, cell.id)
    for n, group in enumerate(ward.groups):
        for key in group.cells:
            if key not in cells:
                yield ("groups", n, "cell"), texts.unknown_cell(key, nearest(key, cells))
            elif group.id not in cells[key].groups:
                yield ("groups", n, "cell"), texts.group_not_back(group.id, key)


def _references(ward: WardFile) -> Iterator[Fault]:
    """Places, projects and models lie in groups of the file."""
    groups = [group.id for group in ward.groups]
    named: list[tuple[Loc, str]] = [(("places", n, "group"), place.group) for n, place in enumerate(ward.places)]
    named += [(("projects", n, "groups"), key) for n, project in enumerate(ward.projects) for key in project.groups]
    named += [(("models", n, "group"), model.group) for n, model in enumerate(ward.models)]
    for loc, key in named:
        if key not in groups:
            yield loc, texts.unknown_group(key, nearest(key, groups))
    posts = [contact.id for contact in ward.contacts]
    for n, contact in enumerate(ward.contacts):
        if contact.substitute is not None and (contact.substitute not in posts or contact.substitute == contact.id):
            yield (
                ("contacts", n, "substitute"),
                texts.unknown_post(contact.substitute, nearest(contact.substitute, posts)),
            )


def _figures(ward: WardFile) -> Iterator[Fault]:
    for n, group in enumerate(ward.groups):
        if group.poor_households > group.households:
            yield ("groups", n, "poor_households"), texts.more_poor_than_all()


def _schedule(ward: WardFile) -> Iterator[Fault]:
    table = ward.schedule
    if not leaves_time_to_speak(table.quiet_hours):
        yield ("schedule", "quiet_hours"), texts.no_time_to_speak()
    leads = table.nudges_before_min
    if len(set(leads)) < len(leads) or any(not 1 <= lead <= LONGEST_NUDGE_MIN for lead in leads):
        yield ("schedule", "nudges_before_min"), texts.bad_nudge()
    for day in table.working_saturdays:
        if day.weekday() != SATURDAY:
            yield ("schedule", "working_saturdays"), texts.not_a_saturday(day.isoformat())
        if day in table.holidays:
            yield ("schedule", "working_saturdays"), texts.worked_and_off(day.isoformat())


def _duty(ward: WardFile) -> Iterator[Fault]:
    """Turns on call name a member of the Bloc, end after they begin and do not overlap."""
    members = [member.id for member in ward.bloc.members]
    zone = ZoneInfo(ward.ward.timezone)
    turns: list[tuple[datetime, datetime, int]] = []
    for n, turn in enumerate(ward.duty):
        starts, ends = moment(turn.starts, zone), moment(turn.ends, zone)
        if turn.member not in members:
            yield ("duty", n, "member"), texts.unknown_member(turn.member, nearest(turn.member, members))
        if ends <= starts:
            yield ("duty", n, "to"), texts.ends_before_it_begins()
        else:
            turns.append((starts, ends, n))
    for before, after in pairwise(sorted(turns)):
        if after[0] < before[1]:
            yield ("duty", after[2], "from"), texts.overlaps(ward.duty[before[2]].member)


def _same_as(posts: list[Holding]) -> Iterator[Fault]:
    """`same_as` names another post; whoever holds that must be the same person."""
    by_key = {holding.post.key: holding for holding in posts}
    for holding in posts:
        key = holding.official.same_as
        if key is None:
            continue
        if key not in by_key or by_key[key] is holding:
            yield (*holding.loc, "same_as"), texts.unknown_post(key, nearest(key, by_key))
        elif by_key[key].identity != holding.identity:
            yield (*holding.loc, "same_as"), texts.not_the_same_person(key, *by_key[key].identity)


def _also_leads(ward: WardFile) -> Iterator[Fault]:
    """`also_leads` names the group that a secretary leads too."""
    leaders = {group.id: group.leader for group in ward.groups}
    for n, cell in enumerate(ward.cells):
        key = cell.secretary.also_leads
        loc: Loc = ("cells", n, "secretary", "also_leads")
        if key is None:
            continue
        if key not in leaders:
            yield loc, texts.unknown_group(key, nearest(key, leaders))
        elif (leaders[key].name, leaders[key].phone) != (cell.secretary.name, cell.secretary.phone):
            yield loc, texts.not_the_same_person(f"{key}.leader", leaders[key].name, leaders[key].phone)


def _telephones(posts: list[Holding]) -> Iterator[Fault]:
    """A telephone belongs to one person: two names at one number are a slip in one of them."""
    seen: dict[str, Holding] = {}
    for holding in posts:
        name, phone = holding.identity
        first = seen.setdefault(phone, holding)
        if first.official.name != name:
            yield (*holding.loc, "phone"), texts.same_phone(phone, name, first.official.name, first.post.key)


def _one_voice(posts: list[Holding]) -> Iterator[Fault]:
    """What two posts of one person both say about call, address and channel must be the same."""
    said: dict[tuple[tuple[str, str], str], tuple[str, str]] = {}
    for holding in posts:
        official = holding.official
        for key, value in (("call", official.call), ("address", official.address), ("channel", official.channel)):
            if value is None:
                continue
            first, where = said.setdefault((holding.identity, key), (value, holding.post.key))
            if first != value:
                yield (*holding.loc, key), texts.told_differently(key, value, where, first)
