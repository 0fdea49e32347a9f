"""Working days, quiet time and reporting weeks of a ward (domain: calendar).

Every moment given in is aware; every moment given back is in UTC, ready for a row. `Calendar.local` turns one into the
ward's own time for people. A naive moment raises ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
OFFICE_CLOSES = time(17)
SATURDAY, SUNDAY = 5, 6


def quiet_at(quiet: tuple[tuple[time, time], ...], clock: time) -> bool:
    """Whether a time of day lies in a `quiet` span: its start is in, its end is out; it may run over midnight."""
    return any(
        (starts <= clock < ends) if starts < ends else (clock >= starts or clock < ends) for starts, ends in quiet
    )


def leaves_time_to_speak(quiet: tuple[tuple[time, time], ...]) -> bool:
    """False when the `quiet` spans together cover the whole day, so that a wait for their end would never finish."""
    return not quiet or any(not quiet_at(quiet, ends) for _, ends in quiet)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and quiet hours of one ward. `quiet` spans are local times of day, start in, end out."""

    zone: ZoneInfo
    holidays: frozenset[date]
    working_saturdays: frozenset[date]
    quiet: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        """Raises ValueError when the quiet spans leave no moment of the day."""
        if not leaves_time_to_speak(self.quiet):
            raise ValueError("quiet hours cover the whole day")

    def local(self, at: datetime) -> datetime:
        """The same moment in the ward's zone, for people to read."""
        if at.tzinfo is None:
            raise ValueError("a moment without a zone")
        return at.astimezone(self.zone)

    def moment(self, day: date, clock: time) -> datetime:
        """The moment (UTC) at which the ward's clocks show `clock` on `day`."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def is_workday(self, day: date) -> bool:
        """Monday to Friday and the make-up Saturdays, without the holidays."""
        if day in self.holidays:
            return False
        return day.weekday() < SATURDAY or day in self.working_saturdays

    def workday_on_or_before(self, day: date) -> date:
        """`day` itself when it is worked, else the last working day before it."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The last working day strictly before `day`."""
        return self.workday_on_or_before(day - DAY)

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day strictly after `day` (before it when n is negative); for 0 `day` itself, even off."""
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def is_rest_day(self, day: date) -> bool:
        """Sundays and holidays: quiet all day. A Saturday off is not; it only has no deadlines."""
        return day.weekday() == SUNDAY or day in self.holidays

    def is_quiet(self, at: datetime) -> bool:
        """Whether the bot begins nothing of its own at this moment (replies and alarms 2 and 3 do not ask)."""
        here = self.local(at)
        return self.is_rest_day(here.date()) or quiet_at(self.quiet, here.time())

    def quiet_end(self, at: datetime) -> datetime:
        """The first moment at or after `at` that is not quiet; `at` itself when it is not."""
        here = self.local(at)
        while (end := self._span_end(here)) is not None:
            here = end
        return here.astimezone(UTC)

    def _span_end(self, here: datetime) -> datetime | None:
        """Where the quiet span or rest day that holds the local moment `here` ends; None when nothing holds it."""
        day, clock = here.date(), here.time()
        if self.is_rest_day(day):
            return datetime.combine(day + DAY, time.min, self.zone)
        for starts, ends in self.quiet:
            if quiet_at(((starts, ends),), clock):
                tonight = starts >= ends and clock >= starts
                return datetime.combine(day + DAY if tonight else day, ends, self.zone)
        return None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The weekly rhythm. Weekdays count from Monday = 0; times are local; `nudges_before` are leads to the deadline."""

    week_starts: int
    unit_weekday: int
    unit_time: time
    bloc_weekday: int
    bloc_time: time
    nudges_before: tuple[timedelta, ...]

    def __post_init__(self) -> None:
        """Raises ValueError for more than three nudges (the burden budget) or one that does not lie before."""
        if len(self.nudges_before) > 3 or any(lead <= timedelta(0) for lead in self.nudges_before):
            raise ValueError("at most three nudges, each before the deadline")


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting week. `starts` (in) and `ends` (out) bound its figures, `first` and `last` are its local days.

    A moved deadline may lie before `ends`: the report then tells of the days until it was written.
    """

    label: str  # "2026-W47": ISO year and week of `last`
    starts: datetime
    ends: datetime
    unit_deadline: datetime
    bloc_deadline: datetime
    first: date
    last: date


def week_of(at: datetime, schedule: Schedule, calendar: Calendar) -> Period | None:
    """The week whose figures hold `at`; None when that week has no report (see `_week`)."""
    return _week(_week_start(at, schedule, calendar), schedule, calendar)


def open_period(at: datetime, schedule: Schedule, calendar: Calendar) -> Period:
    """The period a report sent at `at` belongs to: the next one whose units' deadline is still ahead (strictly).

    From the end of the figures' week to the units' deadline this is still the week before. The moment of the deadline
    belongs to the next period already.
    """
    # One week back is enough: a nominal deadline lies at most six days after its figures, and deadlines move backwards.
    first = _week_start(at, schedule, calendar) - WEEK
    while True:
        period = _week(first, schedule, calendar)
        if period is not None and period.unit_deadline > at:
            return period
        first += WEEK


def late_period(at: datetime, schedule: Schedule, calendar: Calendar) -> Period:
    """The period whose units' deadline passed last: what comes for it now is late.

    It stays so until the next period's units' deadline; then it is closed to reports.
    """
    return period_before(open_period(at, schedule, calendar), schedule, calendar)


def period_before(period: Period, schedule: Schedule, calendar: Calendar) -> Period:
    """The reporting week before this one, weeks off left out."""
    return _neighbour(period, -WEEK, schedule, calendar)


def period_after(period: Period, schedule: Schedule, calendar: Calendar) -> Period:
    """The reporting week after this one, weeks off left out."""
    return _neighbour(period, WEEK, schedule, calendar)


def period_labelled(label: str, schedule: Schedule, calendar: Calendar) -> Period | None:
    """The period of a label such as "2026-W47"; None when that week has no report. Raises ValueError on a bad label."""
    year, mark, week = label.partition("-W")
    if not mark:
        raise ValueError(f"no period label: {label!r}")
    last = date.fromisocalendar(int(year), int(week), (schedule.week_starts - 1) % 7 + 1)
    return _week(last - 6 * DAY, schedule, calendar)


def due_by(at: datetime, working_days: int, calendar: Calendar) -> datetime:
    """17:00 local on the n-th working day after the local day of `at`. Raises ValueError when n is not at least 1."""
    if working_days < 1:
        raise ValueError("at least one working day")
    return calendar.moment(calendar.add_workdays(calendar.local(at).date(), working_days), OFFICE_CLOSES)


def _week_start(at: datetime, schedule: Schedule, calendar: Calendar) -> date:
    today = calendar.local(at).date()
    return today - DAY * ((today.weekday() - schedule.week_starts) % 7)


def _neighbour(period: Period, step: timedelta, schedule: Schedule, calendar: Calendar) -> Period:
    first = period.first + step
    while (found := _week(first, schedule, calendar)) is None:
        first += step
    return found


def _week(first: date, schedule: Schedule, calendar: Calendar) -> Period | None:
    """The week of figures beginning on `first`.

    None when its Bloc deadline would move back a whole week or more: the seven days up to it are all off (Tết), and
    the report would fall together with the one before.
    """
    units_nominal = first + WEEK + DAY * ((schedule.unit_weekday - schedule.week_starts) % 7)
    bloc_nominal = units_nominal + DAY * ((schedule.bloc_weekday - schedule.unit_weekday) % 7)
    if bloc_nominal == units_nominal and schedule.bloc_time <= schedule.unit_time:
        bloc_nominal += WEEK
    bloc_day = calendar.workday_on_or_before(bloc_nominal)
    if bloc_nominal - bloc_day >= WEEK:
        return None
    # The Bloc needs its working time: units stay a day ahead of it, unless the ward chose one day for both.
    latest = bloc_day if bloc_nominal == units_nominal else bloc_day - DAY
    units_day = calendar.workday_on_or_before(min(units_nominal, latest))
    last = first + 6 * DAY
    year, week, _ = last.isocalendar()
    return Period(
        label=f"{year}-W{week:02}",
        starts=calendar.moment(first, time.min),
        ends=calendar.moment(first + WEEK, time.min),
        unit_deadline=calendar.moment(units_day, schedule.unit_time),
        bloc_deadline=calendar.moment(bloc_day, schedule.bloc_time),
        first=first,
        last=last,
    )
