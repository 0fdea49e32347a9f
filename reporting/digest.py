"""What a week says: from reports, matters and duties to the lines of a digest. Pure.

Every line has a key that says what it is about and the reports it rests on; a line a clerk edits keeps the original
beside it. What there is no source for is left out: the digest never says that nothing happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reporting.calendar import Period
from reporting.house import House
from reporting.texts import digest as texts
from reporting.texts.reports import TOPICS

MOST = {"focus": 4, "opinions": 4, "solved": 2, "overdue": 2, "addenda": 2}  # lines of a section
MOST_LINES = 18  # of the whole; activities fill what the rest leaves, two lines at least


@dataclass(frozen=True, slots=True)
class ReportFact:
    id: int
    unit: str
    kind: str
    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class MatterFact:
    code: str
    kind: str  # feedback | hotspot
    unit: str
    topic: str
    text: str
    severity: int
    state: str
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    withdrawn: bool
    answer: str
    owner: str  # title
    taken_by: str  # title
    report: int
    label: str  # the period of its report


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a digest is made from. `states` are the units' duty states, `addenda` (unit, what, words, report)."""

    period: Period
    states: dict[str, str]
    reports: Sequence[ReportFact]
    matters: Sequence[MatterFact]
    before: str  # label of the period before
    addenda: Sequence[tuple[str, str, str, int]]
    nil_units: frozenset[str]  # units whose report is: nothing to report
    guided: int  # denunciations that were shown the way; counted without a unit


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    section: str
    text: str
    sources: tuple[int, ...] = ()
    original: str | None = None  # what stood here before a clerk changed it


def figures(week: Week) -> dict[str, int]:
    """The numbers of the week; every sentence takes them from here."""
    states = list(week.states.values())
    return {
        "units": len(states),
        "on_time": states.count("on_time"),
        "late": states.count("late"),
        "excused": states.count("excused"),
        "missing": states.count("missing") + states.count("due"),
        "nil": len(week.nil_units),
        "opinions": len(_of(week, "feedback")),
        "focus": len(_of(week, "hotspot")),
    }


def compose(week: Week, house: House, now: datetime) -> list[Line]:
    """The lines of the digest in reading order, at most eighteen before remarks."""
    period = week.period
    head = Line("head", "head", texts.head(period.label, period.first, period.last, figures(week)))
    before = [
        head,
        *_focus(week, house),
        *_opinions(week, house),
        *_solved(week, house, now),
        *_overdue(week, house, now),
    ]
    after = [*_missing(week, house), *_addenda(week, house)]
    return [*before, *_activities(week, house, max(2, MOST_LINES - len(before) - len(after))), *after]


def merged(fresh: Iterable[Line], stored: Iterable[Line]) -> list[Line]:
    """The newest lines with a clerk's edits and remarks kept."""
    edits = {line.key: line for line in stored if line.original is not None}
    remarks = [line for line in stored if line.section == "remark"]
    out = []
    for line in fresh:
        edit = edits.get(line.key)
        out.append(replace(line, text=edit.text, original=line.text) if edit else line)
    return out + remarks


def _of(week: Week, kind: str) -> list[MatterFact]:
    return [m for m in week.matters if m.kind == kind and m.label == week.period.label and not m.withdrawn]


def _some(lines: list[Line], section: str, room: int | None = None) -> list[Line]:
    """At most as many as fit a phone; the rest is counted, its sources kept."""
    most = room or MOST[section]
    if len(lines) <= most:
        return lines
    rest = lines[most - 1 :]
    sources = tuple(source for line in rest for source in line.sources)
    return [*lines[: most - 1], Line(f"{section}:more", section, texts.more(len(rest), section), sources)]


def _focus(week: Week, house: House) -> list[Line]:
    found = sorted(_of(week, "hotspot"), key=lambda m: (-m.severity, m.opened_at))
    lines = [
        Line(
            f"focus:{m.code}",
            "focus",
            texts.focus(
                m.code, house.name(m.unit), house.calendar.local(m.opened_at), m.severity, m.text, m.state, m.taken_by
            ),
            (m.report,),
        )
        for m in found
    ]
    return _some(lines, "focus")


def _opinions(week: Week, house: House) -> list[Line]:
    lines = []
    by_topic: dict[str, list[MatterFact]] = {}
    for matter in _of(week, "feedback"):
        by_topic.setdefault(matter.topic, []).append(matter)
    for topic, found in sorted(by_topic.items(), key=lambda item: -len(item[1])):
        units = list(dict.fromkeys(house.name(m.unit) for m in found))
        waiting = [m for m in found if m.state not in ("dong", "da_on", "da_tra_loi")]
        oldest = min(waiting, key=lambda m: m.opened_at) if waiting else None
        gravest = max(found, key=lambda m: m.severity)
        text = texts.opinions(
            TOPICS[topic],
            len(found),
            units,
            (oldest.code, house.calendar.local(oldest.opened_at).date()) if oldest else None,
            gravest.text,
        )
        lines.append(Line(f"opinions:{topic}", "opinions", text, tuple(m.report for m in found)))
    lines = _some(lines, "opinions")
    if week.guided:
        lines.append(Line("opinions:guided", "opinions", texts.guided(week.guided)))
    return lines


def _solved(week: Week, house: House, now: datetime) -> list[Line]:
    found = [
        m
        for m in week.matters
        if m.kind == "feedback"
        and m.answered_at
        and week.period.starts <= m.answered_at <= now
        and not m.withdrawn
        and m.state != "chua_on"
    ]
    return _some(
        _lines(
            found,
            "solved",
            lambda m: texts.solved(m.code, house.name(m.unit), m.text, m.answer, m.state in ("dong", "da_on")),
        ),
        "solved",
    )


def _overdue(week: Week, house: House, now: datetime) -> list[Line]:
    found = [m for m in week.matters if m.state not in ("dong", "da_tra_loi") and m.due_at and m.due_at < now]
    found.sort(key=lambda m: m.due_at or now)
    return _some(
        _lines(
            found,
            "overdue",
            lambda m: texts.overdue(
                m.code, house.name(m.unit), m.text, m.owner, max(1, (now - (m.due_at or now)).days)
            ),
        ),
        "overdue",
    )


def _lines(found: list[MatterFact], section: str, words: Callable[[MatterFact], str]) -> list[Line]:
    return [Line(f"{section}:{m.code}", section, words(m), (m.report,)) for m in found]


def _activities(week: Week, house: House, room: int) -> list[Line]:
    found = [report for report in week.reports if report.kind == "status" and report.text]
    lines = [
        Line(f"activities:{r.id}", "activities", texts.activity(house.name(r.unit), r.text), (r.id,)) for r in found
    ]
    return _some(lines, "activities", room)


def _missing(week: Week, house: House) -> list[Line]:
    units = [house.name(unit) for unit, state in week.states.items() if state in ("missing", "due")]
    return [Line("missing", "missing", texts.missing(units))] if units else []


def _addenda(week: Week, house: House) -> list[Line]:
    lines = [
        Line(
            f"addenda:{report}:{what}",
            "addenda",
            texts.addendum(week.before, house.name(unit), what, words or texts.nil_words()),
            (report,),
        )
        for unit, what, words, report in week.addenda
    ]
    return _some(lines, "addenda")
