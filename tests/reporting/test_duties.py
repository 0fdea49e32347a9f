"""When to remind, and how a unit stands: the times of the dialogues, then what must hold for any ward."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.calendar import Calendar, Period, Schedule, open_period, period_labelled
from reporting.duties import Nudge, nudge_times, state_of, time_left
from tests.reporting.test_calendar import CALENDAR, MOMENTS, QUIET, SCHEDULE, ZONE, at, calendars, schedules, shown

TO_STAFF = ("phone_list", "call_list")


def week(label: str, schedule: Schedule = SCHEDULE, calendar: Calendar = CALENDAR) -> Period:
    period = period_labelled(label, schedule, calendar)
    assert period is not None
    return period


def told(schedule: Schedule, calendar: Calendar = CALENDAR, label: str = "2026-W47") -> list[tuple[str, str, str]]:
    """(name, at, expires) as the ward's clocks show them."""
    nudges = nudge_times(week(label, schedule, calendar), schedule, calendar)
    return [(nudge.name, shown(nudge.at), shown(nudge.expires)) for nudge in nudges]


def with_units_at(hour: time, *leads: int) -> Schedule:
    return Schedule(3, 3, hour, 4, time(10), tuple(timedelta(minutes=lead) for lead in leads))


def before(told: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [nudge for nudge in told if nudge[0].startswith("T-")]


def test_the_week_of_the_dialogues() -> None:
    assert told(SCHEDULE) == [
        ("T-24h", "2026-11-18 16:00", "2026-11-19 13:30"),
        ("T-3h", "2026-11-19 13:30", "2026-11-19 15:30"),  # 13:00 lies in the noon rest
        ("phone_list", "2026-11-19 13:30", "2026-11-19 16:00"),
        ("T-30m", "2026-11-19 15:30", "2026-11-19 16:00"),
        ("late", "2026-11-19 17:00", "2026-11-20 07:30"),
        ("call_list", "2026-11-20 07:30", "2026-11-20 17:00"),
    ]


def test_a_moved_deadline_moves_its_nudges() -> None:
    names = [(name, moment) for name, moment, _ in told(SCHEDULE, label="2026-W53")]
    assert names == [
        ("T-24h", "2026-12-29 16:00"),
        ("T-3h", "2026-12-30 13:30"),
        ("phone_list", "2026-12-30 13:30"),
        ("T-30m", "2026-12-30 15:30"),
        ("late", "2026-12-30 17:00"),
        ("call_list", "2026-12-31 07:30"),
    ]


def test_a_nudge_that_would_wait_past_the_deadline_is_dropped() -> None:
    # Units at 13:00, in the noon rest: of a lead of three hours, one and half an hour only the first can be kept.
    assert before(told(with_units_at(time(13), 180, 60, 30))) == [("T-3h", "2026-11-19 10:00", "2026-11-19 13:00")]


def test_of_two_nudges_too_close_the_longer_lead_is_dropped() -> None:
    # Both wait until 13:30; then the one of two hours and the one of forty minutes.
    assert before(told(with_units_at(time(14, 30), 180, 120))) == [("T-2h", "2026-11-19 13:30", "2026-11-19 14:30")]
    assert before(told(with_units_at(time(14, 30), 120, 40))) == [("T-40m", "2026-11-19 13:50", "2026-11-19 14:30")]


def test_nudges_half_an_hour_apart_are_both_kept() -> None:
    assert [name for name, _, _ in before(told(with_units_at(time(16), 60, 30)))] == ["T-1h", "T-30m"]


def test_the_phone_list_goes_even_when_no_nudge_does() -> None:
    assert [name for name, _, _ in told(with_units_at(time(16)))] == ["phone_list", "late", "call_list"]


def test_a_nudge_on_sunday_waits_for_monday() -> None:
    monday = Schedule(3, 0, time(16), 1, time(10), (timedelta(days=1), timedelta(hours=3)))
    assert before(told(monday, label="2026-W46"))[0] == ("T-24h", "2026-11-16 06:30", "2026-11-16 13:30")


def test_after_a_late_deadline_the_notice_waits_an_hour() -> None:
    assert ("late", "2026-11-19 18:30", "2026-11-20 07:30") in told(with_units_at(time(17, 30)))


def test_after_an_evening_deadline_the_notice_waits_for_the_morning() -> None:
    assert ("late", "2026-11-20 06:30", "2026-11-20 07:30") in told(with_units_at(time(20)))


def test_a_late_notice_at_the_hour_of_the_calls_is_dropped() -> None:
    slow_mornings = Calendar(ZONE, frozenset(), frozenset(), ((time(20, 30), time(8)),))
    names = {name: moment for name, moment, _ in told(with_units_at(time(20)), slow_mornings)}
    assert names["call_list"] == "2026-11-20 08:00"
    assert "late" not in names


def test_calls_wait_for_the_next_working_morning() -> None:
    friday = Schedule(4, 4, time(16), 0, time(10), ())
    assert told(friday)[-1] == ("call_list", "2026-11-23 07:30", "2026-11-23 17:00")


@given(calendars(), schedules(), MOMENTS)
def test_reminders_of_any_ward(calendar: Calendar, schedule: Schedule, moment: datetime) -> None:
    period = open_period(moment, schedule, calendar)
    nudges = nudge_times(period, schedule, calendar)
    to_units = [nudge for nudge in nudges if nudge.name not in TO_STAFF]
    early = [nudge for nudge in to_units if nudge.name != "late"]
    assert not [nudge for nudge in nudges if calendar.is_quiet(nudge.at)]
    assert all(nudge.at < nudge.expires for nudge in nudges)
    assert [nudge.at for nudge in nudges] == sorted(nudge.at for nudge in nudges)
    assert len(early) <= min(3, len(schedule.nudges_before))
    assert len(to_units) - len(early) <= 1
    assert all(nudge.expires <= period.unit_deadline for nudge in early)
    assert_spaced(early)
    assert_after(nudges, period, calendar)


def assert_spaced(early: list[Nudge]) -> None:
    for one, other in pairwise(early):
        assert one.expires == other.at
        assert other.at - one.at >= timedelta(minutes=30)


def assert_after(nudges: tuple[Nudge, ...], period: Period, calendar: Calendar) -> None:
    assert nudges[-1].name == "call_list"
    assert calendar.local(nudges[-1].at).date() > calendar.local(period.unit_deadline).date()
    for nudge in nudges:
        assert (nudge.at > period.unit_deadline) == (nudge.name in ("late", "call_list"))


@given(calendars(), MOMENTS)
def test_a_nudge_is_dropped_only_for_a_reason(calendar: Calendar, moment: datetime) -> None:
    """Every configured lead is kept, or had no time before the deadline, or stood too close to a later one."""
    period = open_period(moment, SCHEDULE, calendar)
    early = [nudge for nudge in nudge_times(period, SCHEDULE, calendar) if nudge.name.startswith("T-")]
    for lead in SCHEDULE.nudges_before:
        wanted = calendar.quiet_end(period.unit_deadline - lead)
        near = [nudge for nudge in early if timedelta(0) <= nudge.at - wanted < timedelta(minutes=30)]
        assert bool(near) == (wanted < period.unit_deadline)


W47 = week("2026-W47")
EARLY, PAST = at("2026-11-19 13:30"), at("2026-11-20 08:05")


@pytest.mark.parametrize(
    ("sent_at", "excused", "now", "state"),
    [
        (None, False, EARLY, "due"),
        (None, False, W47.unit_deadline - timedelta(seconds=1), "due"),
        (None, False, W47.unit_deadline, "missing"),
        (None, False, PAST, "missing"),
        (None, True, EARLY, "excused"),
        (None, True, PAST, "excused"),
        (EARLY, False, PAST, "on_time"),
        (EARLY, True, PAST, "on_time"),
        (W47.unit_deadline - timedelta(seconds=1), False, PAST, "on_time"),
        (W47.unit_deadline, False, PAST, "late"),
        (PAST, False, PAST, "late"),
        (PAST, True, PAST + timedelta(days=30), "late"),
    ],
)
def test_how_a_unit_stands(sent_at: datetime | None, excused: bool, now: datetime, state: str) -> None:
    assert state_of(sent_at, excused, W47, now) == state


@pytest.mark.parametrize(
    ("now", "minutes"),
    [
        ("2026-11-18 16:00", 1440),
        ("2026-11-19 13:30", 150),
        ("2026-11-19 13:44", 150),
        ("2026-11-19 13:46", 120),
        ("2026-11-19 15:30", 30),
        ("2026-11-19 15:45", 30),
        ("2026-11-19 15:46", 0),
        ("2026-11-19 16:00", 0),
        ("2026-11-20 16:00", 0),
    ],
)
def test_the_time_left_is_counted(now: str, minutes: int) -> None:
    assert time_left(at(now), W47.unit_deadline) == timedelta(minutes=minutes)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=8)))
def test_the_time_left_is_the_nearest_half_hour(now: datetime, left: timedelta) -> None:
    told = time_left(now, now + left)
    assert told % timedelta(minutes=30) == timedelta(0)
    assert abs(told - left) <= timedelta(minutes=15)


def test_a_holiday_before_the_deadline_swallows_its_nudge() -> None:
    # Wednesday off: the nudge of the day before waits for Thursday morning.
    calendar = Calendar(ZONE, frozenset([date(2026, 11, 18)]), frozenset(), QUIET)
    assert before(told(SCHEDULE, calendar))[0] == ("T-24h", "2026-11-19 06:30", "2026-11-19 13:30")
