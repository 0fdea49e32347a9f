"""From draft to a numbered report: how far a week is, its row of numbers, who is reminded when. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from reporting.calendar import Calendar, Period
from reporting.fold import fold
from reporting.ward_shape import Documents

Stage = Literal["draft", "returned", "approved", "signed", "numbered"]
OPEN: tuple[Stage, ...] = ("draft", "returned")  # its words may be changed; of `draft` alone the facts move too

SOON = timedelta(minutes=30)
BEFORE = (timedelta(hours=2), SOON)  # of the Bloc's deadline
MORNING = time(7, 30)
HIGHEST = 9999
_NUMBER = re.compile(r"(?:so )?0*(\d{1,4})(?: ?- ?bc\b.*|/.*)?(?: (?:a|nha|nhe))?")  # folded


def stage_of(
    approved: datetime | None, returned: datetime | None, signed: datetime | None, number: int | None
) -> Stage:
    if number is not None:
        return "numbered"
    if signed is not None:
        return "signed"
    if returned is not None:
        return "returned"
    return "approved" if approved is not None else "draft"


def series(documents: Documents, signed_on: date) -> str:
    """Numbers run in one row per document type through a Party term, or through a year."""
    since = documents.numbering_start.isoformat() if documents.numbering == "term" else str(signed_on.year)
    return f"{documents.symbol_report} {since}"


def number_in(text: str) -> int | None:
    """`15`, `số 15`, `15-BC/KDV`."""
    found = _NUMBER.fullmatch(fold(text).strip(" ."))
    number = int(found[1]) if found else 0
    return number if 0 < number <= HIGHEST else None


@dataclass(frozen=True, slots=True)
class Reminder:
    """`to`: who has to act; `call`: nobody acted, so the desk telephones the chair."""

    name: str
    to: Literal["desk", "head", "call"]
    at: datetime


def reminders(stage: Stage, since: datetime, period: Period, calendar: Calendar) -> list[Reminder]:
    """Of what a week waits for since `since`: few, never in quiet time, then a person telephones."""
    if stage == "numbered":
        return []
    if stage == "draft":
        deadline = period.bloc_deadline
        found = [Reminder(f"T-{lead.seconds // 60}", "desk", calendar.quiet_end(deadline - lead)) for lead in BEFORE]
        found = [reminder for reminder in found if since < reminder.at < deadline]
        return [*found, Reminder("late", "desk", calendar.quiet_end(deadline))]
    if stage == "approved":
        first = max(calendar.quiet_end(since + SOON), calendar.quiet_end(period.bloc_deadline - SOON))
        again = _next_morning(first, calendar)
        called = Reminder("call", "call", calendar.quiet_end(again + SOON))
        return [Reminder("first", "head", first), Reminder("morning", "head", again), called]
    first = calendar.quiet_end(since + 2 * SOON)
    return [Reminder("first", "desk", first), Reminder("morning", "desk", _next_morning(first, calendar))]


def _next_morning(at: datetime, calendar: Calendar) -> datetime:
    return calendar.moment(calendar.add_workdays(calendar.local(at).date(), 1), MORNING)
