"""The numbers of a week, each counted once: every sentence, table and picture takes them from here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reporting.digest import MatterFact, MatterRow, TopicRow, UnitRow, Week
from reporting.fold import fold
from reporting.house import House
from reporting.texts.writing import FIELDS
from reporting.values import TOPICS

ENDED = ("da_tra_loi", "da_on", "dong")


def opinions(week: Week) -> list[MatterFact]:
    """Of this week, in the order they came."""
    return [m for m in week.matters if m.kind == "feedback" and is_new(week, m) and not m.withdrawn]


def focus(week: Week) -> list[MatterFact]:
    """Hot spots of this week, the gravest first."""
    found = [m for m in week.matters if m.kind == "hotspot" and is_new(week, m) and not m.withdrawn]
    return sorted(found, key=lambda m: (-m.severity, m.opened_at))


def is_new(week: Week, matter: MatterFact) -> bool:
    return matter.label == week.period.label


def is_left(matter: MatterFact) -> bool:
    return matter.state not in ENDED


def current(week: Week) -> list[MatterFact]:
    """Opinions of the week and those carried into it: what was ended before it began is told already."""
    return [
        m
        for m in week.matters
        if m.kind == "feedback" and not m.withdrawn and (is_new(week, m) or is_left(m) or _ended(m, week))
    ]


def _ended(matter: MatterFact, week: Week) -> bool:
    """In this week or later."""
    at = matter.answered_at or matter.closed_at
    return at is not None and at >= week.period.starts


def days_over(matter: MatterFact, now: datetime) -> int:
    """Whole days past its date, one at least; 0 while it is in time or ended."""
    if matter.due_at is None or matter.due_at >= now or not is_left(matter):
        return 0
    return max(1, (now - matter.due_at).days)


def figures(week: Week, now: datetime) -> dict[str, int]:
    states, found, new = list(week.states.values()), current(week), opinions(week)
    left = [m for m in found if is_left(m)]
    return {
        "units": len(states),
        "on_time": states.count("on_time"),
        "late": states.count("late"),
        "excused": states.count("excused"),
        "missing": states.count("missing") + states.count("due"),
        "nil": len(week.nil_units),
        "opinions": len(new),
        "focus": len(focus(week)),
        "carried": len(found) - len(new),
        "done": len(found) - len(left),
        "left": len(left),
        "overdue": sum(1 for m in left if days_over(m, now)),
        "reopened": sum(1 for m in left if m.state == "chua_on"),
        "guided": week.guided,
    }


def topics(week: Week, now: datetime) -> tuple[TopicRow, ...]:
    """The topic with most to do first."""
    rows = []
    for topic in TOPICS:
        found = [m for m in current(week) if m.topic == topic]
        left = [m for m in found if is_left(m)]
        new = sum(1 for m in found if is_new(week, m))
        over = sum(1 for m in left if days_over(m, now))
        if found:
            rows.append(TopicRow(topic, FIELDS[topic], len(found) - new, new, len(found) - len(left), len(left), over))
    return tuple(sorted(rows, key=lambda row: (-(row.new + row.carried), row.name)))


def standing(week: Week, house: House) -> tuple[UnitRow, ...]:
    """Every unit that owes the week, in the ward file's order."""
    middles = {group.id: group.centroid for group in house.file.groups}
    for cell in house.file.cells:
        middles[cell.id] = middles.get(cell.groups[0]) if cell.groups else None  # type: ignore[assignment]
    new, hot, left = opinions(week), focus(week), [m for m in current(week) if is_left(m)]

    def count(matters: Sequence[MatterFact], unit: str) -> int:
        return sum(1 for m in matters if m.unit == unit)

    return tuple(
        UnitRow(
            key=unit,
            name=house.name(unit),
            kind=house.units[unit].kind if unit in house.units else "group",
            state=state,
            nil=unit in week.nil_units,
            opinions=count(new, unit),
            focus=count(hot, unit),
            left=count(left, unit),
            at=middles.get(unit),
        )
        for unit, state in week.states.items()
    )


def matters(week: Week, house: House, now: datetime) -> tuple[MatterRow, ...]:
    """What the week has to tell of: hot spots first, then opinions as they came."""
    places = {fold(place.name): place.at for place in house.file.places}
    middles = {unit.key: unit.at for unit in standing(week, house)}
    here = house.calendar.local
    return tuple(
        MatterRow(
            code=m.code,
            kind=m.kind,
            unit=house.name(m.unit),
            topic=FIELDS[m.topic],
            severity=m.severity,
            state=m.state,
            opened=here(m.opened_at),
            due=here(m.due_at) if m.due_at else None,
            answered=here(m.answered_at) if m.answered_at else None,
            closed=here(m.closed_at) if m.closed_at else None,
            owner=m.owner,
            overdue_days=days_over(m, now),
            report=m.report,
            new=is_new(week, m),
            place=m.place,
            at=places.get(fold(m.place or "")) or middles.get(m.unit),
        )
        for m in (*focus(week), *current(week))
    )
