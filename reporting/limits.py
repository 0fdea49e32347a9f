"""How many working days an answer may take: by legal class, topic and severity, from a day on. Pure.

The ward file's `[[limits]]` go before these. Of the rows that fit, the one that names most decides, among equals the
one in force last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from reporting.calendar import Calendar, due_by


@dataclass(frozen=True, slots=True)
class Limit:
    valid_from: date
    working_days: int
    legal: str | None = None
    topic: str | None = None
    severity: int | None = None
    reopened: bool = False

    @property
    def names(self) -> int:
        return sum(part is not None for part in (self.legal, self.topic, self.severity)) + 2 * self.reopened


LAW = date(2014, 7, 1)  # Luật Tiếp công dân 2013 in force: an answer within ten working days (art. 28)
DEFAULTS = (
    Limit(LAW, 10),
    Limit(LAW, 5, severity=2),  # many households, repeated, vulnerable
    Limit(LAW, 5, reopened=True),
)


def working_days(
    limits: Iterable[Limit],
    day: date,
    legal: str | None,
    topic: str,
    severity: int | None,
    reopened: bool = False,
) -> int:
    """The days of the row that decides for a matter said on `day`."""
    fitting = [
        limit
        for limit in (*DEFAULTS, *limits)
        if limit.valid_from <= day
        and limit.legal in (None, legal)
        and limit.topic in (None, topic)
        and limit.severity in (None, severity)
        and (reopened or not limit.reopened)
    ]
    best = max(enumerate(fitting), key=lambda item: (item[1].names, item[1].valid_from, item[0]))
    return best[1].working_days


def due(
    limits: Iterable[Limit],
    calendar: Calendar,
    at: datetime,
    legal: str | None,
    topic: str,
    severity: int | None,
    reopened: bool = False,
) -> datetime:
    """17:00 of the last working day for the answer to what was said at `at`."""
    days = working_days(limits, calendar.local(at).date(), legal, topic, severity, reopened)
    return due_by(at, days, calendar)
