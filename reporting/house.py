"""The ward as its file has it, ready to be asked: calendar, names, who takes which topic, who is on duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from reporting import limits
from reporting.calendar import Calendar, Period, Schedule, open_period
from reporting.fold import fold
from reporting.lexicon import UNIT_LEADS
from reporting.limits import Limit
from reporting.roster import DutyTurn, PersonEntry, UnitEntry, duty_turns, gazetteer, people, units
from reporting.understand import understand
from reporting.values import Gazetteer, Understood
from reporting.ward import calendar_of, schedule_of
from reporting.ward_shape import WardFile, short_title


@dataclass(frozen=True)
class House:
    file: WardFile

    @property
    def id(self) -> str:
        return self.file.ward.id

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.file)

    @cached_property
    def schedule(self) -> Schedule:
        return schedule_of(self.file)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return gazetteer(self.file)

    @cached_property
    def units(self) -> dict[str, UnitEntry]:
        return {unit.key: unit for unit in units(self.file)}

    @cached_property
    def people(self) -> tuple[PersonEntry, ...]:
        return people(self.file)

    @cached_property
    def duty(self) -> tuple[DutyTurn, ...]:
        return duty_turns(self.file)

    @cached_property
    def known(self) -> frozenset[str]:
        """Folded names that belong to no citizen: of officials acting in office, of units and of places."""
        places = [said for place in self.gazetteer.places for said in (place.name, *place.aliases)]
        units = [said for called in self.gazetteer.units.values() for said in called]
        spelt = [fold(name) for name in (*units, *places, self.file.ward.name)]
        bare = [name.removeprefix(lead) for name in spelt for lead in UNIT_LEADS]
        several = (name for name in (*spelt, *bare) if " " in name)  # "biển" or "phường" alone may be somebody's name
        return frozenset((*(fold(person.name) for person in self.people), *several))

    @cached_property
    def _reader(self) -> Callable[[str, str | None, str | None], Understood]:
        return lru_cache(maxsize=256)(lambda text, home, said: understand(text, self.gazetteer, home, said))

    def read(self, text: str, home: str | None = None, said: str | None = None) -> Understood:
        """What a message is. A report is looked at when it comes, when it is shown and when it is saved: the answer
        is kept for a while."""
        return self._reader(text, home, said)

    def name(self, unit: str) -> str:
        entry = self.units.get(unit)
        return entry.name if entry else unit

    def where(self, place: str | None, unit: str) -> str:
        """cảng cá Cửa Gành, Tổ dân phố 6: the unit the ward's list has the place in, else the reporter's."""
        name = self.name(unit)
        if place is None or fold(place) == fold(name):
            return name
        if place in (group.name for group in self.file.groups):
            return place
        known = next((found for found in self.gazetteer.places if found.name == place), None)
        return f"{place}, {self.name(known.group) if known else name}"

    def period(self, at: datetime) -> Period:
        return open_period(at, self.schedule, self.calendar)

    def on_duty(self, at: datetime) -> str:
        """The post on duty; with nobody on the roster the Bloc's deputy (domain: severity table)."""
        for turn in self.duty:
            if turn.starts <= at < turn.ends:
                return turn.member
        return next((m.id for m in self.file.bloc.members if m.role == "bloc_deputy"), self.file.bloc.members[0].id)

    def owner_of(self, topic: str) -> str | None:
        """The post that takes a topic: the office before its deputy chair; None when nobody is named."""
        takers = [contact for contact in self.file.contacts if topic in contact.topics]
        offices = [contact for contact in takers if not contact.receives]
        return (offices or takers)[0].id if takers else None

    @cached_property
    def bloc_posts(self) -> frozenset[str]:
        return frozenset(member.id for member in self.file.bloc.members)

    def head(self) -> str:
        """The Bloc's head: has what nobody else has yet."""
        return next(member.id for member in self.file.bloc.members if member.role == "bloc_head")

    def title_of(self, post: str) -> str | None:
        """An office as people know it: "Phó Chủ tịch UBND phường", its field left out."""
        return next((c.title.split(" (")[0] for c in self.file.contacts if c.id == post), None)

    def in_line(self, post: str, topic: str) -> tuple[str, ...]:
        """Who stands in for a post, in turn: named in the file, the deputy chair of the field, the chair; in the Bloc
        the deputy."""
        if post in self.bloc_posts:
            line: list[str | None] = [m.id for m in self.file.bloc.members if m.role == "bloc_deputy"]
        else:
            named = [c.substitute for c in self.file.contacts if c.id == post]
            line = [*named, self.deputy_chair(topic), self.chair()]
        return tuple(dict.fromkeys(found for found in line if found and found != post))

    def bodies(self, topic: str, without: str | None) -> tuple[tuple[str, str], ...]:
        """(post, short name) of the offices a matter can go to, those of its topic first. An office that only shows
        people the way takes none."""
        able = [c for c in self.file.contacts if c.id != without and (c.topics or "escalation_3" in c.receives)]
        able.sort(key=lambda c: (topic not in c.topics, bool(c.receives)))
        return tuple((c.id, c.short or short_title(c.title)) for c in able)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        return tuple(
            Limit(row.valid_from, row.working_days, row.legal, row.topic, row.severity, row.reopened)
            for row in self.file.limits
        )

    def due(
        self, at: datetime, legal: str | None, topic: str, severity: int | None, reopened: bool = False
    ) -> datetime:
        """When a matter said at `at` is to be answered."""
        return limits.due(self.limits, self.calendar, at, legal, topic, severity, reopened)

    def middle(self, unit: str) -> tuple[float, float] | None:
        """Where a unit lies; a cell in the middle of its only group."""
        groups = next((cell.groups for cell in self.file.cells if cell.id == unit), (unit,))
        found = [group.centroid for group in self.file.groups if group.id in groups]
        return found[0] if len(found) == 1 else None

    def contacts_of(self, topic: str) -> tuple[str, ...]:
        """Every office that takes a topic, deputy chairs apart."""
        return tuple(c.id for c in self.file.contacts if topic in c.topics and not c.receives)

    def deputy_chair(self, topic: str) -> str | None:
        """The deputy chair whose field the topic is; without one the chair."""
        told = [c for c in self.file.contacts if "escalation_2" in c.receives]
        return next((c.id for c in told if topic in c.topics), self.chair())

    def chair(self) -> str | None:
        return next((c.id for c in self.file.contacts if c.receives == ("escalation_3",)), None)
