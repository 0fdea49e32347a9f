"""Writing a report down: which week it counts for, what it replaces, whose duty it fulfils."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers import handover
from handlers.turn import Turn
from reporting.calendar import Period, period_before
from reporting.interview import Draft
from reporting.proposal import Proposal
from reporting.texts import media as texts
from reporting.values import MessageKind
from storage import conversations, looks, people, reminders, reports
from storage import handover as absences
from storage.tables import AuditEntry, Report

OPEN_QUESTIONS = (
    "nudged",
    "more",
    "late",
    "prompt",
    "lost",
    "menu",
    "command",
    "refused",
    "rehearsal",
    "confirm",
    "split",
    "same",
    "fix",
    "fix_words",
    "fix_place",
    "fix_kind",
    "ask_nil",
    "nil_for",
    "ask_size",
    "ask_media",
)
STORED = {
    MessageKind.STATUS: "status",
    MessageKind.OTHER: "status",
    MessageKind.QUESTION: "status",
    MessageKind.NIL: "status",
    MessageKind.FEEDBACK: "matter",
    MessageKind.HOTSPOT: "alarm",
}


def period_for(turn: Turn, units: tuple[str, ...], at: datetime, label: str | None = None) -> Period:
    """The week a report with first words at `at` counts for.

    A unit that still owes the week whose deadline has just passed fulfils that one, late, until the Bloc's deadline;
    an answer to the late notice (`label`) does so as long as that week is the last one.
    """
    house = turn.house
    period = house.period(at)
    before = period_before(period, house.schedule, house.calendar)
    owing = reports.unfulfilled(turn.session, house.id, before.label)
    if any(unit in owing for unit in units) and (at < before.bloc_deadline or label == before.label):
        return before
    return period


def units_of(turn: Turn, draft: Draft) -> tuple[str, ...]:
    """For whom a draft speaks: all one's own units together; by telephone or in somebody's place for those named."""
    own = turn.me.reports_for
    return (*(own if draft.unit in own and not draft.by_phone else (draft.unit,)), *draft.also)


def covered(turn: Turn, text: str) -> tuple[str, ...]:
    """Groups a secretary's cell covers that the words name and that still owe the week: a report may count for them."""
    cells = turn.me.units("secretary")
    groups = {group for cell in turn.house.file.cells if cell.id in cells for group in cell.groups}
    own = turn.me.reports_for
    named = [unit for unit in turn.house.read(text, own[0]).units if unit in groups - set(own)] if own else []
    owing = set(reports.unfulfilled(turn.session, turn.house.id, period_for(turn, own, turn.said_at).label))
    return tuple(unit for unit in named if unit in owing)


def store(turn: Turn, draft: Draft, proposal: Proposal, units: tuple[str, ...], fulfils: bool = True) -> Report:
    """The report's row. News after "nothing to report" replaces it; the older version stays."""
    period = period_for(turn, units, draft.first_at)
    _open_duties(turn, period)
    values = _values(turn, draft, proposal)
    nil = reports.nil_of(turn.session, turn.house.id, period.label, units) if fulfils else None
    if (report := heard(turn, draft)) is not None:
        fulfils = False  # it did so when it came
        reports.change(turn.session, report, turn.now, turn.me.id, "heard", **values)
    elif nil is not None:
        reports.change(turn.session, nil, turn.now, turn.me.id, "news after nil", **values)
        report = nil
    else:
        report = Report(
            ward=turn.house.id,
            author=turn.me.id,
            period=period.label,
            saved_at=turn.now,
            channel="phone" if draft.by_phone else turn.came_by,
            first_words_at=draft.first_at,
            instead_of=None if draft.by_phone else handover.in_place_of(turn, proposal.unit),
            **values,
        )
        reports.add(turn.session, report)
    assert report.id is not None
    if draft.inbox:
        conversations.belong(turn.session, draft.inbox, report.id)
    if draft.files:
        reports.take_media(turn.session, draft.inbox, report.id)
    if fulfils:
        reports.fulfil(turn.session, turn.house.id, period.label, units, report.id, draft.first_at)
    answered(turn, units, period)
    turn.talk = replace(turn.talk, draft=None, wake_at=None, last_report=report.id, unread=0)
    return report


def _values(turn: Turn, draft: Draft, proposal: Proposal) -> dict[str, Any]:
    originals = conversations.sealed_of(turn.session, draft.inbox)
    return {
        "unit": proposal.unit,
        "kind": STORED[proposal.kind],
        "text": proposal.words,
        "place": proposal.place,
        "topic": proposal.topic,
        "legal": proposal.legal,
        "severity": proposal.severity,
        "households": proposal.households,
        "sealed": b"\n".join(originals) if originals else None,
    }


def heard(turn: Turn, draft: Draft) -> Report | None:
    """The report without words whose line this draft is."""
    return reports.get(turn.session, draft.heard) if draft.heard is not None else None


def tell_who_spoke(turn: Turn, draft: Draft) -> None:
    """What had no words has its line now: nothing of it is asked any more, and who sent it hears what was written."""
    report = heard(turn, draft)
    if report is None:
        return
    turn.close_about("hear", f"hear:{report.id}")
    waiting = looks.of_report(turn.session, report.id or 0)
    looks.decide(turn.session, [n for numbers in waiting.values() for n in numbers], turn.me.id, False, turn.now)
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="heard", about=report.code))
    who = people.who(turn.session, report.author) if report.author else None
    if who is None or not who.joined:
        return
    kind = next(iter(waiting), "file")
    if report.kind == "nil":
        words = texts.heard_nil(who, kind, turn.house.name(report.unit), report.period)
    else:
        words = texts.heard(who, kind, report.text, report.code, report.period)
    turn.say(words, to=who)


def _open_duties(turn: Turn, period: Period) -> None:
    """What is owed for the week stands in the table; asked of it once a process, the clock sees to it anyway."""
    seen: set[str] = turn.session.info.setdefault("open_periods", set())
    if period.label not in seen and not reports.open_duties(turn.session, turn.house, period):
        seen.add(period.label)


def answered(turn: Turn, units: tuple[str, ...], period: Period) -> None:
    """What was asked is answered: nudges that wait are withdrawn, for everybody who owes for these units."""
    turn.talk = turn.talk.without(*OPEN_QUESTIONS)
    absences.back(turn.session, turn.me.id, reported=True)
    mine = (turn.me.id, (*turn.me.reports_for, *handover.taken(turn)))
    others = [] if units == turn.me.reports_for else people.who_owes(turn.session, turn.house.id, units)
    owing = [mine, *others] if turn.me.reports_for else others
    open_units = set(reports.unfulfilled(turn.session, turn.house.id, period.label))
    for person, theirs in owing:
        if not open_units.intersection(theirs):
            turn.withdrawn += reminders.withdraw(turn.session, period.label, person)


def open_again(turn: Turn, report: Report) -> None:
    """A report was taken back: its units owe the week again, and whoever reports for them is reminded as before."""
    assert report.id is not None
    units = reports.unfulfil(turn.session, turn.house.id, report.id)
    for person, _ in people.who_owes(turn.session, turn.house.id, tuple(units)) if units else []:
        reminders.plan_again(turn.session, report.period, person, turn.now)
