"""The severity table and its ladder: who is told of a hot spot, who next while nobody has it, and when. Pure.

An alarm climbs one of two ladders: while nobody has taken it, and, once somebody has, while that somebody is silent.
Its rungs are counted from one moment (opened, raised, taken, the last sign of life); posts are those of the ward file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import takewhile

from reporting.calendar import Calendar
from reporting.fold import fold
from reporting.house import House


@dataclass(frozen=True, slots=True)
class Rung:
    """`after`: how long after the moment counted from; a whole number is so many working mornings."""

    name: str  # row | again | leaders | list; ask | silent
    after: timedelta | int


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


UNTAKEN = {
    3: (
        Rung("row", _minutes(2)),  # a word from the reporter tells the whole row before
        Rung("again", _minutes(10)),
        Rung("leaders", _minutes(20)),
        Rung("list", _minutes(30)),
    ),
    2: (
        Rung("row", _minutes(0)),
        Rung("again", _minutes(60)),
        Rung("leaders", _minutes(60)),
        Rung("list", _minutes(90)),
    ),
    1: (Rung("row", _minutes(0)), Rung("again", 1), Rung("list", 2)),
}
TAKEN = {
    3: (Rung("ask", _minutes(30)), Rung("silent", _minutes(40))),
    2: (Rung("ask", _minutes(120)), Rung("silent", _minutes(150))),
    1: (Rung("ask", 1), Rung("silent", 2)),
}
ROW_TOLD = 1  # rungs of the first ladder that are behind when the whole row has been told
BREATH = _minutes(10)  # when several fell due in one go (a day asleep), the last one waits: people answer first


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an alarm stands: `rung` is how many it has climbed, counted from `since`."""

    severity: int
    taken: bool
    since: datetime
    rung: int

    @property
    def ladder(self) -> tuple[Rung, ...]:
        return (TAKEN if self.taken else UNTAKEN)[self.severity]


@dataclass(frozen=True, slots=True)
class Climb:
    """What is due, where the alarm stands after it, and when there will be more; None after the last rung."""

    due: tuple[str, ...]
    after: Standing
    next_at: datetime | None


def climb(at: Standing, now: datetime, calendar: Calendar) -> Climb:
    """A clock that was set back moves the moment counted from: nobody waits for the hour to come again."""
    at = replace(at, since=min(at.since, now))
    ahead = at.ladder[at.rung :]
    due = list(takewhile(lambda rung: _at(rung, at.since, calendar) <= now, ahead))
    after = replace(at, rung=at.rung + len(due))
    if len(due) > 1 and len(due) == len(ahead):
        last = due.pop()
        since = now if isinstance(last.after, int) else now + BREATH - last.after
        after = replace(at, since=since, rung=after.rung - 1)
    return Climb(tuple(rung.name for rung in due), after, next_at(after, calendar))


def next_at(at: Standing, calendar: Calendar) -> datetime | None:
    """When the next rung is due."""
    ahead = at.ladder[at.rung :]
    return _at(ahead[0], at.since, calendar) if ahead else None


def _at(rung: Rung, since: datetime, calendar: Calendar) -> datetime:
    if isinstance(rung.after, timedelta):
        return since + rung.after
    told = calendar.local(calendar.quiet_end(since)).date()  # at night nobody was told before the morning
    return calendar.quiet_end(calendar.moment(calendar.add_workdays(told, rung.after), time.min))


# Who


def told_at_first(house: House, now: datetime) -> tuple[str, ...]:
    """A proposed severity 3, or one without words: whoever is on duty, Bloc head, deputy and staff."""
    return _once(house.on_duty(now), *bloc(house, "bloc_head", "bloc_deputy", "bloc_staff"))


def row(house: House, severity: int, topic: str, event: str = "") -> tuple[str, ...]:
    """The row of the severity table. 3: topic contact, deputy chair, UBND chair, Bloc head. 2: topic contact, deputy
    chair, Bloc deputy. 1: topic contact, Bloc staff.

    A gathering in peace is answered by talking: the police hear only of violence, weapons, injury or people held, and
    of those whatever the topic.
    """
    contacts = [post for post in house.contacts_of(topic) if event != "gathering" or not _police(house, post)]
    if event == "violence":
        contacts += police(house)
    if severity >= 3:
        return _once(*contacts, house.deputy_chair(topic), house.chair(), *bloc(house, "bloc_head"))
    if severity == 2:
        return _once(*contacts, house.deputy_chair(topic), *bloc(house, "bloc_deputy"))
    return _once(*contacts, *bloc(house, "bloc_staff"))


def told_in_full(house: House, severity: int, topic: str, event: str, now: datetime) -> tuple[str, ...]:
    """The row, and of 2 and 3 whoever is on duty."""
    return _once(*row(house, severity, topic, event), house.on_duty(now) if severity >= 2 else None)


def leaders(house: House, severity: int) -> tuple[str, ...]:
    """Who hears when nobody has taken it: of 3 the Party secretary, of 2 UBND chair and Bloc head."""
    if severity >= 3:
        return tuple(reader.id for reader in house.file.readers if "escalation_3_last" in reader.receives)
    return _once(house.chair(), *bloc(house, "bloc_head"))


def callers(house: House, now: datetime) -> tuple[str, ...]:
    """Who telephones: the first of these a message reaches."""
    return _once(house.on_duty(now), *bloc(house, "bloc_staff", "bloc_deputy", "bloc_head"))


def stand_in(house: House, post: str, topic: str) -> str | None:
    """Who hears in the place of somebody away, or where an office is vacant."""
    roles = {member.id: member.role for member in house.file.bloc.members}
    if post in roles:
        return next(iter(bloc(house, "bloc_head" if roles[post] == "bloc_deputy" else "bloc_deputy")), None)
    if post == house.chair():
        return house.deputy_chair(topic)
    if post == house.deputy_chair(topic):
        return house.chair()
    readers = {reader.id for reader in house.file.readers}
    return next(iter(bloc(house, "bloc_head")), None) if post in readers else house.deputy_chair(topic)


def may_be_hurt(severity: int, topic: str) -> bool:
    """Whether it makes sense to ask: not of a power cut."""
    return severity >= 3 or (severity == 2 and topic in ("thien_tai", "an_ninh"))


def bloc(house: House, *roles: str) -> tuple[str, ...]:
    return tuple(member.id for role in roles for member in house.file.bloc.members if member.role == role)


def police(house: House) -> tuple[str, ...]:
    return tuple(contact.id for contact in house.file.contacts if _police(house, contact.id))


def _police(house: House, post: str) -> bool:
    return fold(house.name(post)).startswith("cong an")


def _once(*posts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_given(posts)))


def _given(posts: Iterable[str | None]) -> list[str]:
    return [post for post in posts if post]
