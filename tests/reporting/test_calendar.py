"""Working days, quiet time and reporting weeks: the dates of the specification, then what must hold on any date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reporting.calendar import (
    Calendar,
    Period,
    Schedule,
    due_by,
    late_period,
    open_period,
    period_after,
    period_before,
    period_labelled,
    week_of,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
QUIET = ((time(20, 30), time(6, 30)), (time(11, 30), time(13, 30)))
TET_2026 = [date(2026, 2, day) for day in range(16, 21)]
DAYS_OFF = [date(2026, 11, 24), date(2027, 1, 1), date(2027, 9, 2), date(2027, 9, 3)]
CALENDAR = Calendar(ZONE, frozenset(TET_2026 + DAYS_OFF), frozenset(), QUIET)
SCHEDULE = Schedule(3, 3, time(16), 4, time(10), (timedelta(days=1), timedelta(hours=3), timedelta(minutes=30)))

DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2031-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
# Hours of the day in quarters: so that spans touch, nest and meet deadlines.
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


def at(text: str) -> datetime:
    """A moment by the ward's clocks: "2026-11-19 16:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def shown(moment: datetime) -> str:
    assert moment.tzinfo is UTC
    return f"{CALENDAR.local(moment):%Y-%m-%d %H:%M}"


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars with scattered holidays, a run of days off and quiet hours by night and, sometimes, by day."""
    scattered = draw(st.frozensets(DAYS, max_size=60))
    starts, length = draw(DAYS), draw(st.integers(0, 25))
    run = {starts + timedelta(days=n) for n in range(length)}
    saturdays = draw(st.frozensets(DAYS.map(lambda day: day + timedelta(days=5 - day.weekday())), max_size=10))
    night = (draw(st.sampled_from([time(19), time(20, 30), time(23)])), draw(st.sampled_from([time(5), time(6, 30)])))
    noon = draw(st.sampled_from([(), ((time(11, 30), time(13, 30)),), ((time(9), time(15, 45)),)]))
    return Calendar(ZONE, scattered | run, saturdays, (night, *noon))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    weekdays = st.integers(0, 6)
    leads = draw(st.lists(st.sampled_from([2880, 1440, 180, 120, 45, 30, 10]), max_size=3, unique=True))
    nudges = tuple(timedelta(minutes=lead) for lead in leads)
    return Schedule(draw(weekdays), draw(weekdays), draw(CLOCKS), draw(weekdays), draw(CLOCKS), nudges)


def test_working_days() -> None:
    assert CALENDAR.is_workday(date(2026, 11, 19))
    assert not CALENDAR.is_workday(date(2026, 11, 21))
    assert not CALENDAR.is_workday(date(2026, 11, 24))
    assert CALENDAR.workday_on_or_before(date(2026, 11, 19)) == date(2026, 11, 19)
    assert CALENDAR.workday_on_or_before(date(2026, 11, 22)) == date(2026, 11, 20)
    assert CALENDAR.previous_workday(date(2026, 11, 25)) == date(2026, 11, 23)
    assert CALENDAR.add_workdays(date(2026, 11, 23), 1) == date(2026, 11, 25)
    assert CALENDAR.add_workdays(date(2026, 11, 25), -2) == date(2026, 11, 20)
    assert CALENDAR.add_workdays(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_a_make_up_saturday_is_worked_unless_it_is_a_holiday() -> None:
    saturday = date(2026, 11, 21)
    assert Calendar(ZONE, frozenset(), frozenset([saturday]), QUIET).is_workday(saturday)
    assert not Calendar(ZONE, frozenset([saturday]), frozenset([saturday]), QUIET).is_workday(saturday)


@pytest.mark.parametrize(
    ("moment", "quiet", "ends"),
    [
        ("2026-11-19 06:29", True, "2026-11-19 06:30"),
        ("2026-11-19 06:30", False, "2026-11-19 06:30"),
        ("2026-11-19 11:29", False, "2026-11-19 11:29"),
        ("2026-11-19 11:30", True, "2026-11-19 13:30"),
        ("2026-11-19 13:30", False, "2026-11-19 13:30"),
        ("2026-11-19 20:29", False, "2026-11-19 20:29"),
        ("2026-11-19 20:30", True, "2026-11-20 06:30"),
        ("2026-11-20 00:00", True, "2026-11-20 06:30"),
        ("2026-11-21 10:00", False, "2026-11-21 10:00"),  # a Saturday
        ("2026-11-21 21:00", True, "2026-11-23 06:30"),  # over Sunday
        ("2026-11-22 09:00", True, "2026-11-23 06:30"),
        ("2026-11-24 09:00", True, "2026-11-25 06:30"),  # a holiday
        ("2026-02-15 12:00", True, "2026-02-21 06:30"),  # Sunday, then Tết
    ],
)
def test_quiet_time(moment: str, quiet: bool, ends: str) -> None:
    assert CALENDAR.is_quiet(at(moment)) is quiet
    assert shown(CALENDAR.quiet_end(at(moment))) == ends


def test_time_is_always_aware() -> None:
    naive = datetime.fromisoformat("2026-11-19 09:00")
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.is_quiet(naive)
    assert CALENDAR.local(datetime(2026, 11, 19, 9, tzinfo=UTC)).hour == 16


@pytest.mark.parametrize("quiet", [((time(8), time(8)),), ((time(6), time(18)), (time(17), time(7)))])
def test_quiet_hours_must_leave_time_to_speak(quiet: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="whole day"):
        Calendar(ZONE, frozenset(), frozenset(), quiet)


@given(calendars(), MOMENTS)
def test_the_end_of_quiet_is_the_first_moment_that_is_not_quiet(calendar: Calendar, moment: datetime) -> None:
    end = calendar.quiet_end(moment)
    assert end >= moment
    assert not calendar.is_quiet(end)
    if calendar.is_quiet(moment):
        assert calendar.is_quiet(end - timedelta(microseconds=1))
        assert calendar.is_quiet(moment + (end - moment) / 2)
    else:
        assert end == moment


@given(calendars(), DAYS, st.integers(-30, 30).filter(bool))
def test_adding_working_days_counts_each_of_them(calendar: Calendar, day: date, n: int) -> None:
    there = calendar.add_workdays(day, n)
    between = [day + timedelta(days=k) * (1 if n > 0 else -1) for k in range(1, abs((there - day).days) + 1)]
    assert calendar.is_workday(there)
    assert sum(map(calendar.is_workday, between)) == abs(n)


@pytest.mark.parametrize(
    ("moment", "label"),
    [
        ("2026-11-09 09:00", "2026-W46"),
        ("2026-11-12 15:59", "2026-W46"),  # the figures are those of week 47 already, the deadline is not past
        ("2026-11-12 16:00", "2026-W47"),
        ("2026-11-16 08:00", "2026-W47"),
        ("2026-11-17 20:10", "2026-W47"),
        ("2026-11-19 13:30", "2026-W47"),
        ("2026-11-20 08:05", "2026-W48"),
        ("2026-12-30 15:59", "2026-W53"),
        ("2026-12-30 16:00", "2027-W01"),
    ],
)
def test_a_report_belongs_to_the_week_whose_deadline_is_next(moment: str, label: str) -> None:
    assert open_period(at(moment), SCHEDULE, CALENDAR).label == label


def test_the_week_of_the_figures() -> None:
    week = week_of(at("2026-11-12 00:00"), SCHEDULE, CALENDAR)
    assert week is not None
    assert week == week_of(at("2026-11-18 23:59"), SCHEDULE, CALENDAR)
    assert (week.label, week.first, week.last) == ("2026-W47", date(2026, 11, 12), date(2026, 11, 18))
    assert (shown(week.starts), shown(week.ends)) == ("2026-11-12 00:00", "2026-11-19 00:00")
    assert (shown(week.unit_deadline), shown(week.bloc_deadline)) == ("2026-11-19 16:00", "2026-11-20 10:00")
    assert period_labelled("2026-W47", SCHEDULE, CALENDAR) == week


@pytest.mark.parametrize("label", ["47", "2026-47", "2026-W99", "W47-2026"])
def test_a_label_of_another_shape_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period_labelled(label, SCHEDULE, CALENDAR)


def test_a_late_report_counts_for_the_week_before() -> None:
    assert late_period(at("2026-11-20 08:05"), SCHEDULE, CALENDAR).label == "2026-W47"
    assert late_period(at("2026-11-26 15:59"), SCHEDULE, CALENDAR).label == "2026-W47"
    assert late_period(at("2026-11-26 16:00"), SCHEDULE, CALENDAR).label == "2026-W48"


@pytest.mark.parametrize(
    ("label", "units", "bloc"),
    [
        ("2026-W53", "2026-12-30 16:00", "2026-12-31 10:00"),  # Friday 01/01/2027 is off
        ("2027-W35", "2027-08-31 16:00", "2027-09-01 10:00"),  # Thursday and Friday are off
    ],
)
def test_deadlines_on_days_off_move_back(label: str, units: str, bloc: str) -> None:
    week = period_labelled(label, SCHEDULE, CALENDAR)
    assert week is not None
    assert (shown(week.unit_deadline), shown(week.bloc_deadline)) == (units, bloc)


def test_a_thursday_off_moves_the_units_alone() -> None:
    calendar = Calendar(ZONE, frozenset([date(2026, 11, 19)]), frozenset(), QUIET)
    week = period_labelled("2026-W47", SCHEDULE, calendar)
    assert week is not None
    assert (shown(week.unit_deadline), shown(week.bloc_deadline)) == ("2026-11-18 16:00", "2026-11-20 10:00")


def test_a_whole_week_off_has_no_report() -> None:
    assert week_of(at("2026-02-18 12:00"), SCHEDULE, CALENDAR) is None
    assert period_labelled("2026-W08", SCHEDULE, CALENDAR) is None
    before = open_period(at("2026-02-12 15:00"), SCHEDULE, CALENDAR)
    after = open_period(at("2026-02-12 16:00"), SCHEDULE, CALENDAR)
    assert (before.label, after.label) == ("2026-W07", "2026-W09")
    assert period_after(before, SCHEDULE, CALENDAR) == after
    assert period_before(after, SCHEDULE, CALENDAR) == before
    assert late_period(at("2026-02-25 12:00"), SCHEDULE, CALENDAR) == before


def test_units_and_bloc_on_one_day_stay_on_one_day() -> None:
    one_day = Schedule(3, 4, time(8), 4, time(16), ())
    week = period_labelled("2026-W53", one_day, CALENDAR)
    assert week is not None
    assert (shown(week.unit_deadline), shown(week.bloc_deadline)) == ("2026-12-31 08:00", "2026-12-31 16:00")


def test_more_nudges_than_the_budget_are_refused() -> None:
    for leads in ((1, 2, 3, 4), (0,)):
        with pytest.raises(ValueError, match="three"):
            Schedule(3, 3, time(16), 4, time(10), tuple(timedelta(minutes=lead) for lead in leads))


@pytest.mark.parametrize(
    ("moment", "days", "due"),
    [
        ("2026-11-16 09:00", 5, "2026-11-23 17:00"),
        ("2026-11-16 09:00", 10, "2026-12-01 17:00"),  # 24/11 is a holiday
        ("2026-11-17 20:10", 10, "2026-12-02 17:00"),
        ("2026-11-18 16:00", 5, "2026-11-26 17:00"),
        ("2026-11-19 09:00", 10, "2026-12-04 17:00"),
        ("2026-11-22 09:00", 1, "2026-11-23 17:00"),  # from a Sunday
    ],
)
def test_due_dates_of_matters(moment: str, days: int, due: str) -> None:
    assert shown(due_by(at(moment), days, CALENDAR)) == due


def test_a_due_date_lies_ahead() -> None:
    with pytest.raises(ValueError, match="working day"):
        due_by(at("2026-11-16 09:00"), 0, CALENDAR)


@given(calendars(), MOMENTS, st.integers(1, 40))
def test_due_dates_are_working_days_ahead(calendar: Calendar, moment: datetime, days: int) -> None:
    due = calendar.local(due_by(moment, days, calendar))
    assert calendar.is_workday(due.date())
    assert due.time() == time(17)
    assert due.date() > calendar.local(moment).date()


@given(calendars(), schedules(), MOMENTS)
@example(CALENDAR, SCHEDULE, at("2026-02-18 12:00"))
def test_every_moment_has_one_open_and_one_late_period(
    calendar: Calendar, schedule: Schedule, moment: datetime
) -> None:
    now, late = open_period(moment, schedule, calendar), late_period(moment, schedule, calendar)
    assert late.unit_deadline <= moment < now.unit_deadline
    assert period_after(late, schedule, calendar) == now
    assert period_labelled(now.label, schedule, calendar) == now


@given(calendars(), schedules(), MOMENTS)
def test_a_week_holds_its_moment(calendar: Calendar, schedule: Schedule, moment: datetime) -> None:
    week = week_of(moment, schedule, calendar)
    if week is not None:
        assert week.starts <= moment < week.ends
        assert week.first <= calendar.local(moment).date() <= week.last
        assert week.first.weekday() == schedule.week_starts
        assert week.label == f"{week.last:%G-W%V}"


@given(calendars(), MOMENTS)
@example(CALENDAR, at("2026-02-18 12:00"))
def test_every_moment_has_a_week_or_lies_in_a_week_off(calendar: Calendar, moment: datetime) -> None:
    today = calendar.local(moment).date()
    friday = today - timedelta(days=(today.weekday() - 3) % 7) + timedelta(days=8)
    whole_week_off = not any(calendar.is_workday(friday - timedelta(days=n)) for n in range(7))
    assert (week_of(moment, SCHEDULE, calendar) is None) == whole_week_off


@given(calendars(), schedules(), MOMENTS)
def test_deadlines_are_worked_and_in_order(calendar: Calendar, schedule: Schedule, moment: datetime) -> None:
    before = open_period(moment, schedule, calendar)
    for _ in range(4):
        period = period_after(before, schedule, calendar)
        assert_deadlines(period, schedule, calendar)
        assert before.unit_deadline < period.unit_deadline
        assert before.bloc_deadline < period.bloc_deadline
        before = period


def assert_deadlines(period: Period, schedule: Schedule, calendar: Calendar) -> None:
    units, bloc = calendar.local(period.unit_deadline), calendar.local(period.bloc_deadline)
    assert calendar.is_workday(units.date())
    assert calendar.is_workday(bloc.date())
    assert (units.time(), bloc.time()) == (schedule.unit_time, schedule.bloc_time)
    assert period.unit_deadline < period.bloc_deadline
