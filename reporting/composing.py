"""From a week's facts to its digest: the telephone's lines and the report's chapters, of the same numbers. Pure."""

from __future__ import annotations

from datetime import datetime

from reporting import counting, outline
from reporting.alike import deeds, grouped, told
from reporting.digest import Digest, Line, MatterFact, Week
from reporting.house import House
from reporting.texts import digest as texts
from reporting.texts import writing

MOST = {"decide": 3, "focus": 4, "opinions": 4, "solved": 2, "overdue": 2, "addenda": 2}  # lines of a section
FEW = dict.fromkeys(MOST, 2)  # where these are too many
MOST_LINES = 18  # of the whole; activities fill what the rest leaves
LEAST = 2  # lines of activities
SHORT = 90  # characters of somebody's words on the telephone


def compose(week: Week, house: House, now: datetime) -> Digest:
    """The week as it stands at `now`, nobody's edits in it."""
    period, labels = week.period, house.file.labels
    return Digest(
        label=period.label,
        first=period.first,
        last=period.last,
        made_at=house.calendar.local(now),
        ward=house.file.ward.full_name,
        bloc=labels.bloc_short,
        tone=labels.tone_style,
        figures=counting.figures(week, now),
        lines=tuple(lines(week, house, now)),
        opening=outline.opening(week, house, now),
        chapters=outline.chapters(week, house, now),
        topics=counting.topics(week, now),
        standing=counting.standing(week, house),
        matters=counting.matters(week, house, now),
        past=week.past,
    )


def lines(week: Week, house: House, now: datetime) -> list[Line]:
    """The telephone's lines in reading order, at most eighteen before remarks: what needs the chair's word first."""
    period = week.period
    head = Line("head", "head", texts.head(period.label, period.first, period.last, counting.figures(week, now)))
    guided = [Line("opinions:guided", "opinions", texts.guided(week.guided))] if week.guided else []
    missing, deeds_found = _missing(week, house), _activities(week, house)
    found = dict(zip(MOST, (made(week, house, now) for made in SECTIONS), strict=True))
    for most in (MOST, FEW):
        cut = {name: _some(lines, name, most[name]) for name, lines in found.items()}
        room = MOST_LINES - 1 - sum(len(lines) for lines in cut.values()) - len(guided) - len(missing)
        if room >= min(LEAST, len(deeds_found)):
            break
    done = _some(deeds_found, "activities", room)
    first = [*cut["decide"], *cut["focus"], *cut["opinions"], *guided, *cut["solved"], *cut["overdue"]]
    return [head, *first, *done, *missing, *cut["addenda"]]


def _some(found: list[Line], section: str, most: int) -> list[Line]:
    """At most as many as fit a phone; the rest is counted, its sources kept."""
    if len(found) <= most:
        return found
    rest = found[most - 1 :]
    sources = tuple(source for line in rest for source in line.sources)
    return [*found[: most - 1], Line(f"{section}:more", section, texts.more(len(rest), section), sources)]


def _decide(week: Week, house: House, now: datetime) -> list[Line]:
    return [Line(said.key, "decide", said.text, said.sources) for said in outline.decisions(week, house, now)]


def _focus(week: Week, house: House, now: datetime) -> list[Line]:
    found = []
    for m in counting.focus(week):
        at = house.calendar.local(m.opened_at)
        words = told(m.text, at, SHORT + 20).words
        said = texts.focus(m.code, house.name(m.unit), at, m.severity, words, texts.focus_state(m.state, m.taken_by))
        found.append(Line(f"focus:{m.code}", "focus", said, (m.report,)))
    return found


def _opinions(week: Week, house: House, now: datetime) -> list[Line]:
    return [
        Line(f"opinions:{topic}", "opinions", _topic(topic, matters, house), tuple(m.report for m in matters))
        for topic, matters in outline.by_topic(week)
    ]


def _topic(topic: str, matters: list[MatterFact], house: House) -> str:
    groups = grouped(matters)
    units = list(dict.fromkeys(house.name(m.unit) for m in matters))
    waiting = outline.oldest(matters, house)
    gravest = max(groups, key=lambda g: (len(g.matters), g.speaker.severity))
    example = told(gravest.speaker.text, house.calendar.local(gravest.speaker.opened_at), SHORT).words
    return texts.opinions(writing.FIELDS[topic], len(matters), units, waiting, example)


def _solved(week: Week, house: House, now: datetime) -> list[Line]:
    found = []
    for m in outline.solved(week):
        words = told(m.text, house.calendar.local(m.opened_at), SHORT - 30).words
        answer = told(m.answer, house.calendar.local(m.answered_at or m.opened_at), SHORT - 30).words
        said = texts.solved(m.code, house.name(m.unit), words, answer, m.state in ("dong", "da_on"))
        found.append(Line(f"solved:{m.code}", "solved", said, (m.report,)))
    return found


def _overdue(week: Week, house: House, now: datetime) -> list[Line]:
    found = []
    for m in outline.overdue(week, now):
        words = told(m.text, house.calendar.local(m.opened_at), SHORT - 20).words
        why = outline.delay(m, house, SHORT - 30)
        said = texts.overdue(m.code, house.name(m.unit), words, m.owner, counting.days_over(m, now), why)
        found.append(Line(f"overdue:{m.code}", "overdue", said, (m.report,)))
    return found


def _activities(week: Week, house: House) -> list[Line]:
    return [
        Line(
            outline.deed_key(deed),
            "activities",
            outline.deed_text(deed, house, SHORT + 20),
            tuple(r.id for r in deed.reports),
        )
        for deed in deeds(week.reports)
    ]


def _missing(week: Week, house: House) -> list[Line]:
    units = [house.name(unit) for unit, state in week.states.items() if state in ("missing", "due")]
    return [Line("missing", "missing", texts.missing(units, len(week.states)))] if units else []


def _addenda(week: Week, house: House, now: datetime) -> list[Line]:
    return [
        Line(key, "addenda", texts.addendum(week.before, unit, what, words), (report,))
        for key, unit, what, words, report in outline.changes(week, house, SHORT)
    ]


SECTIONS = (_decide, _focus, _opinions, _solved, _overdue, _addenda)  # as MOST names them
