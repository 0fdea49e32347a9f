"""Which backups stay and when the next is due: rules over instants, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduler.backups import A_DAY, Keep, due, kept, name_of, taken_at

NOW = datetime(2026, 11, 18, 20, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
AT = time(2, 30)
SHIPPED = Keep(days=7, weeks=4, months=0)

instants = st.integers(0, 126_230_400).map(lambda s: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=s))
keeps = st.builds(Keep, st.integers(1, 40), st.integers(0, 20), st.integers(0, 12))


@given(st.sets(instants, max_size=60), keeps, instants)
def test_the_newest_stays_the_rest_is_young_enough_and_asking_again_changes_nothing(
    taken: set[datetime], keep: Keep, now: datetime
) -> None:
    stay = kept(taken, keep, now)
    assert stay <= taken
    assert not taken or max(taken) in stay
    assert all(now - at < keep.longest for at in stay - {max(taken, default=now)})
    assert kept(stay, keep, now) == stay
    days = {at.date() for at in taken if 0 <= (now.date() - at.date()).days < keep.days}
    assert days <= {at.date() for at in stay}, "a day that is young enough has one"


@given(st.sets(instants, max_size=40), keeps, keeps, instants)
def test_who_keeps_longer_keeps_no_less(taken: set[datetime], one: Keep, other: Keep, now: datetime) -> None:
    more = Keep(max(one.days, other.days), max(one.weeks, other.weeks), max(one.months, other.months))
    assert kept(taken, one, now) <= kept(taken, more, now)


def test_through_a_year_of_nights_a_week_of_days_and_a_month_of_weeks_lie_there() -> None:
    lying: set[datetime] = set()
    for night in range(365):
        now = NOW + night * A_DAY + timedelta(minutes=night % 50)
        lying = kept(lying | {now}, SHIPPED, now)
        assert len(lying) <= 7 + 4
        assert now - min(lying) < SHIPPED.longest
    ages = sorted((now - at).days for at in lying)
    assert ages[:7] == list(range(7))
    assert ages[-1] >= 20
    assert max(b - a for a, b in pairwise(ages)) <= 7


def test_due_once_a_night_and_late_after_a_night_asleep() -> None:
    half_past_two = datetime(2026, 11, 19, 2, 30, tzinfo=ZONE)
    last_night = half_past_two - A_DAY + timedelta(minutes=1)
    a_minute = timedelta(minutes=1)
    assert due([], AT, ZONE, half_past_two - 5 * a_minute), "where there is none"
    assert not due([last_night], AT, ZONE, half_past_two - a_minute)
    assert due([last_night], AT, ZONE, half_past_two)
    assert due([last_night], AT, ZONE, half_past_two + timedelta(hours=9)), "asleep until noon"
    assert not due([last_night, half_past_two], AT, ZONE, half_past_two)
    assert not due([half_past_two + timedelta(hours=9)], AT, ZONE, half_past_two + timedelta(hours=10))
    assert due([half_past_two + 400 * A_DAY], AT, ZONE, half_past_two), "the clock was wrong once"


@given(instants, st.lists(st.timedeltas(timedelta(seconds=1), timedelta(hours=30)), max_size=40), st.times())
def test_whenever_one_looks_no_night_has_two(begin: datetime, looks: list[timedelta], at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    lying: list[datetime] = []
    now = begin
    for step in looks:
        now += step
        if due(lying, at, ZONE, now):
            lying.append(now)
            assert not due(lying, at, ZONE, now)
    nights = [(one.astimezone(ZONE) - timedelta(hours=at.hour, minutes=at.minute)).date() for one in lying]
    assert len(nights) == len(set(nights))


@given(instants)
def test_a_name_tells_the_second_and_a_foreign_name_nothing(at: datetime) -> None:
    name = name_of("danvan", at.astimezone(ZONE))
    assert taken_at("danvan", name) == at.replace(microsecond=0)
    for foreign in (name + ".part", "old-" + name, name.replace("danvan", "other"), name.replace("Z", "")):
        assert taken_at("danvan", foreign) is None
    assert taken_at("danvan", "danvan-20260231T000000Z.backup") is None
