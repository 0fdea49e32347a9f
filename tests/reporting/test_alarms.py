"""The severity table and its ladder: arithmetic with times, posts of the sample ward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.alarms import (
    TAKEN,
    UNTAKEN,
    Standing,
    callers,
    climb,
    leaders,
    next_at,
    row,
    stand_in,
    told_at_first,
    told_in_full,
)
from reporting.danger import event_of
from reporting.house import House
from reporting.ward import load_ward

HOUSE = House(load_ward((Path(__file__).parents[2] / "simulator" / "ward.toml").read_text(encoding="utf-8")))
CALENDAR = HOUSE.calendar
NIGHT = datetime(2026, 11, 14, 19, 10, tzinfo=UTC)  # Sunday 15/11, 02:10 in the ward
BLOC = ("kdv-truong", "kdv-pho", "kdv-tonghop")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def at(severity: int, rung: int = 0, taken: bool = False, since: datetime = NIGHT) -> Standing:
    return Standing(severity, taken, since, rung)


# When


@pytest.mark.parametrize(
    ("severity", "taken", "rungs"),
    [
        (3, False, [("row", 2), ("again", 10), ("leaders", 20), ("list", 30)]),
        (2, False, [("row", 0), ("again", 60), ("leaders", 60), ("list", 90)]),
        (3, True, [("ask", 30), ("silent", 40)]),
        (2, True, [("ask", 120), ("silent", 150)]),
    ],
)
def test_each_rung_at_its_minute(severity: int, taken: bool, rungs: list[tuple[str, int]]) -> None:
    standing = at(severity, taken=taken)
    climbed: list[tuple[str, int]] = []
    while (due := next_at(standing, CALENDAR)) is not None:
        assert due == NIGHT or climb(standing, due - timedelta(seconds=1), CALENDAR).due == ()
        found = climb(standing, due, CALENDAR)
        climbed += [(name, int((due - NIGHT) / minutes(1))) for name in found.due]
        standing = found.after
    assert climbed == rungs


def test_an_early_sign_told_at_night_climbs_on_the_next_working_morning() -> None:
    friday = datetime(2026, 11, 13, 16, tzinfo=UTC)  # 23:00: told on Saturday 06:30
    assert next_at(at(1, 1, since=friday), CALENDAR) == datetime(2026, 11, 15, 23, 30, tzinfo=UTC)  # Monday 06:30
    monday = datetime(2026, 11, 15, 19, tzinfo=UTC)  # 02:00: told at 06:30 of the same day
    assert next_at(at(1, 1, since=monday), CALENDAR) == datetime(2026, 11, 16, 23, 30, tzinfo=UTC)  # Tuesday 06:30


def test_a_day_asleep_is_made_good_in_one_go_but_for_the_last_rung() -> None:
    late = NIGHT + timedelta(hours=9)
    found = climb(at(3), late, CALENDAR)
    assert found.due == ("row", "again", "leaders")
    assert found.next_at == late + minutes(10)
    assert climb(found.after, late + minutes(10), CALENDAR).due == ("list",)


def test_a_clock_set_back_makes_nobody_wait_for_the_hour_to_come_again() -> None:
    found = climb(at(3, 1), NIGHT - timedelta(hours=5), CALENDAR)
    assert (found.due, found.next_at) == ((), NIGHT - timedelta(hours=5) + minutes(10))


@given(
    st.sampled_from([(s, t) for s in (1, 2, 3) for t in (False, True)]),
    st.lists(st.integers(-300, 3000), max_size=12),
)
def test_every_rung_is_climbed_once_and_in_order_however_the_clock_is_looked_at(
    which: tuple[int, bool], steps: list[int]
) -> None:
    severity, taken = which
    standing, now = at(severity, taken=taken), NIGHT
    climbed: list[str] = []
    for step in [*steps, *[60 * 24 * 8] * 6]:
        now += minutes(step)
        found = climb(standing, now, CALENDAR)
        climbed += found.due
        standing = found.after
        assert climb(standing, now, CALENDAR).due == (), "a second look at the same moment"
        assert found.next_at is None or found.next_at > now, "nothing that is over is waited for"
    assert climbed == [rung.name for rung in (TAKEN if taken else UNTAKEN)[severity]]


# Who


def test_the_rows_of_the_severity_table() -> None:
    assert set(told_at_first(HOUSE, NIGHT)) == set(BLOC)
    assert row(HOUSE, 3, "thien_tai") == ("ub-pctt", "ub-pct-kt", "ub-ct", "kdv-truong")
    assert row(HOUSE, 2, "ha_tang") == ("ub-kthtdt", "ub-pct-kt", "kdv-pho")
    assert row(HOUSE, 1, "ha_tang") == ("ub-kthtdt", "kdv-tonghop")
    assert leaders(HOUSE, 3) == ("bi-thu",)
    assert leaders(HOUSE, 2) == ("ub-ct", "kdv-truong")
    assert callers(HOUSE, NIGHT) == ("kdv-pho", "kdv-tonghop", "kdv-truong")


def test_whoever_is_on_duty_hears_2_and_3() -> None:
    later = datetime(2026, 11, 20, tzinfo=UTC)  # the desk's week
    assert told_in_full(HOUSE, 2, "ha_tang", "", later)[-1] == "kdv-tonghop"
    assert "kdv-pho" not in told_in_full(HOUSE, 1, "ha_tang", "", NIGHT)


def test_nobody_on_the_roster_is_the_bloc_deputy() -> None:
    assert HOUSE.duty
    assert callers(HOUSE, datetime(2027, 3, 1, tzinfo=UTC))[0] == "kdv-pho"


def test_a_topic_without_a_deputy_goes_to_the_chair() -> None:
    contacts = tuple(c for c in HOUSE.file.contacts if c.id not in ("ub-pct-kt", "ub-pct-vx"))
    house = House(HOUSE.file.model_copy(update={"contacts": contacts}))
    assert row(house, 2, "ha_tang") == ("ub-kthtdt", "ub-ct", "kdv-pho")


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("bà con khoảng 12 người đứng chặn xe ben chở đất, đòi chủ đầu tư xuống nói chuyện", "gathering"),
        ("sáng mai bà con sẽ kéo lên ủy ban phường gửi đơn chung", "gathering"),
        ("đông người tụ tập trước cổng, có người cầm gậy đánh nhau", "violence"),
        ("bà con chặn xe, đang giữ 2 cán bộ trong nhà văn hóa", "violence"),
        ("tụ tập trước cổng ủy ban, không ai bị thương, không đánh nhau", "gathering"),
        ("mất điện cả xóm từ 5 giờ chiều, hơn 80 hộ", ""),
    ],
)
def test_what_a_crowd_is(words: str, event: str) -> None:
    assert event_of(words) == event


def test_the_police_hear_of_violence_and_not_of_a_gathering_in_peace() -> None:
    assert "ca" in row(HOUSE, 2, "an_ninh")
    assert "ca" not in row(HOUSE, 2, "an_ninh", "gathering")
    assert "ca" in row(HOUSE, 2, "gpmb", "violence")
    assert "ca" not in row(HOUSE, 3, "gpmb", "gathering")


def test_somebody_stands_in_for_each_office() -> None:
    stands = {
        post: stand_in(HOUSE, post, "thien_tai") for post in ("kdv-truong", "kdv-pho", "ub-ct", "ub-pctt", "bi-thu")
    }
    assert stands == {
        "kdv-truong": "kdv-pho", "kdv-pho": "kdv-truong", "ub-ct": "ub-pct-kt", "ub-pctt": "ub-pct-kt",
        "bi-thu": "kdv-truong",
    }  # fmt: skip
    assert stand_in(HOUSE, "ub-pct-kt", "thien_tai") == "ub-ct"
