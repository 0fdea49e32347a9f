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
from reporting.values import MessageKind
from storage import conversations, people, reminders, reports
from storage import handover as absences
from storage.tables import Report

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
    "fix",
    "fix_words",
    "fix_place",
    "fix_kind",
    "ask_nil",
    "ask_size",
    "ask_photo",
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
    """For whom a draft speaks: all one's own units together; by telephone or in somebody's place for one alone."""
    own = turn.me.reports_for
    return own if draft.unit in own and not draft.by_phone else (draft.unit,)


def store(turn: Turn, draft: Draft, proposal: Proposal, units: tuple[str, ...], fulfils: bool = True) -> Report:
    """The report's row. News after "nothing to report" replaces it; the older version stays."""
    period = period_for(turn, units, draft.first_at)
    _open_duties(turn, period)
    values: dict[str, Any] = {
        "unit": proposal.unit,
        "kind": STORED[proposal.kind],
        "text": proposal.words,
        "place": proposal.place,
        "topic": proposal.topic,
        "legal": proposal.legal,
        "severity": proposal.severity,
        "households": proposal.households,
    }
    originals = conversations.sealed_of(turn.session, draft.inbox)
    values["sealed"] = b"\n".join(originals) if originals else None
    nil = reports.nil_of(turn.session, turn.house.id, period.label, units) if fulfils else None
    if nil is not None:
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
