"""What is owed and when to remind of it (domain: calendar; dialogues R19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from reporting.calendar import Calendar, Period, Schedule

DutyState = Literal["due", "on_time", "late", "excused", "missing"]

LATE_NOTICE = time(17)
MORNING_CALLS = time(7, 30)
CALLING_LASTS = timedelta(hours=9, minutes=30)  # 07:30 to 17:00: no list of calls at night
PHONE_LIST_LEAD = timedelta(hours=3)
HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder of a period: due at `at`, of no use from `expires` on (both UTC).

    `name`: "T-24h", "T-3h", "T-30m" (any lead of the ward file) | "late" | "call_list" | "phone_list". The last two go
    to Bloc staff, who telephone: `phone_list` for units that do not use the channel, `call_list` for the silent ones.
    """

    name: str
    at: datetime
    expires: datetime


def nudge_times(period: Period, schedule: Schedule, calendar: Calendar) -> tuple[Nudge, ...]:
    """Every reminder of the period in order of time, none of them in quiet time.

    A nudge that falls into quiet time waits for its end if that is before the deadline, else it is dropped. Of two that
    would then be less than 30 minutes apart the one named for the longer lead is dropped (T-24h gives way to T-3h, T-3h
    to T-30m). A nudge expires when the next one is due, the last one at the deadline.

    The phone list goes at the moment of a lead of three hours, whether or not a nudge is left there. The late notice
    goes at 17:00 of the deadline's day (an hour after a deadline later than 16:00) or when quiet time ends, until the
    call list goes at 07:30 of the next working day; it is dropped when it would have to wait until then.
    """
    nudges = [*_before(period, schedule, calendar), *_phone_list(period, calendar), *_after(period, calendar)]
    return tuple(sorted(nudges, key=lambda nudge: nudge.at))


def state_of(sent_at: datetime | None, excused: bool, period: Period, now: datetime) -> DutyState:
    """How one unit stands with its report for `period`.

    `sent_at` is when the first words of the report came. The moment of the deadline itself is late. Late is late, for
    ever; nothing by the deadline is missing, until something comes. An excuse counts only while nothing has come.
    """
    if sent_at is not None:
        return "on_time" if sent_at < period.unit_deadline else "late"
    if excused:
        return "excused"
    return "due" if now < period.unit_deadline else "missing"


def time_left(now: datetime, deadline: datetime) -> timedelta:
    """Time to the deadline to the nearest half hour (a quarter rounds up), for "2 giờ rưỡi" or "30 phút".

    Zero when less than a quarter of an hour is left or the deadline has passed.
    """
    if now >= deadline:
        return NO_TIME
    return (deadline - now + HALF_HOUR / 2) // HALF_HOUR * HALF_HOUR


def name_of(lead: timedelta) -> str:
    """ "T-24h" for whole hours, "T-30m" for other minutes."""
    minutes = lead // timedelta(minutes=1)
    return f"T-{minutes // 60}h" if minutes % 60 == 0 else f"T-{minutes}m"


def _before(period: Period, schedule: Schedule, calendar: Calendar) -> Iterable[Nudge]:
    """The units' nudges, the latest first: so each one knows the next, at which it expires."""
    next_at = deadline = period.unit_deadline
    for lead in sorted(schedule.nudges_before):
        at = calendar.quiet_end(deadline - lead)
        crowded = next_at != deadline and next_at - at < HALF_HOUR
        if at < deadline and not crowded:
            yield Nudge(name_of(lead), at, expires=next_at)
            next_at = at


def _phone_list(period: Period, calendar: Calendar) -> Iterable[Nudge]:
    at = calendar.quiet_end(period.unit_deadline - PHONE_LIST_LEAD)
    if at < period.unit_deadline:
        yield Nudge("phone_list", at, expires=period.unit_deadline)


def _after(period: Period, calendar: Calendar) -> Iterable[Nudge]:
    day = calendar.local(period.unit_deadline).date()
    calls_at = calendar.quiet_end(calendar.moment(calendar.add_workdays(day, 1), MORNING_CALLS))
    notice_at = max(calendar.moment(day, LATE_NOTICE), period.unit_deadline + HOUR)
    late_at = calendar.quiet_end(notice_at)
    if late_at < calls_at:
        yield Nudge("late", late_at, expires=calls_at)
    yield Nudge("call_list", calls_at, expires=calls_at + CALLING_LASTS)
