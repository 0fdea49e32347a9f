"""The life of a matter as one table, how long an answer may take, more time, whether two reports tell of one thing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reporting.calendar import Calendar
from reporting.extension import asked
from reporting.house import House
from reporting.limits import Limit, due, working_days
from reporting.matters import MOVES, NOT_CLOSED, STATES, WAITS_FOR_OWNER, Role, looks, next_look, step
from reporting.same import Told, same_as
from reporting.ward import WardFileError, load_ward

TEXT = (Path(__file__).parents[2] / "simulator" / "ward.toml").read_text(encoding="utf-8")
HOUSE = House(load_ward(TEXT))
MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)  # 09:00 in the ward


# The table


def test_nothing_closes_without_an_answer_or_words() -> None:
    for (state, act), move in MOVES.items():
        if move.to == "dong" and act != "closed":
            assert move.says_why, act
            assert step(state, act, move.who, "  ") is None
    assert [state for (state, act) in MOVES if act == "closed"] == ["da_on"]
    assert [state for (state, act), move in MOVES.items() if move.to == "da_on"] == ["da_tra_loi"]


def test_every_state_can_be_reached_and_left() -> None:
    assert {move.to for move in MOVES.values()} | {"moi"} == set(STATES)
    assert {state for state, _ in MOVES} == set(STATES)


@pytest.mark.parametrize("role", list(Role))
def test_who_is_nothing_to_a_matter_moves_nothing(role: Role) -> None:
    """Only the roles the table names: everybody else, and nobody at all, is refused."""
    for (state, act), move in MOVES.items():
        assert step(state, act, (), "lý do") is None
        assert (step(state, act, {role}, "lý do") is not None) == (role in move.who), (state, act)


def test_an_owner_never_closes_and_a_witness_never_answers() -> None:
    assert not [act for (_, act), move in MOVES.items() if move.to == "dong" and Role.OWNER in move.who]
    assert not [act for (_, act), move in MOVES.items() if act == "answered" and Role.WITNESS in move.who]


# The clock


def test_the_clock_asks_on_the_due_morning_tells_the_next_working_one_and_closes_after_three_days() -> None:
    friday = HOUSE.calendar.moment(date(2026, 11, 20), datetime.min.time().replace(hour=17))
    first, second = looks("dang_xu_ly", friday, None, HOUSE.calendar)
    assert (first.what, HOUSE.calendar.local(first.at).isoformat()) == ("due", "2026-11-20T08:00:00+07:00")
    assert (second.what, HOUSE.calendar.local(second.at).isoformat()) == ("overdue", "2026-11-23T08:00:00+07:00")
    assert next_look("dang_xu_ly", friday, None, HOUSE.calendar, second.at) is None
    assert [look.what for look in looks("da_tra_loi", friday, friday, HOUSE.calendar)] == ["silence"]
    for state in ("moi", "da_on", "dong"):
        assert looks(state, friday, friday, HOUSE.calendar) == []
    assert set(WAITS_FOR_OWNER) < set(NOT_CLOSED)


# Time limits


def test_the_row_that_names_most_decides_and_only_from_its_day_on() -> None:
    rows = [
        Limit(date(2026, 7, 1), 7, legal="kien_nghi"),
        Limit(date(2026, 7, 1), 3, topic="thien_tai", severity=2),
        Limit(date(2027, 1, 1), 4, legal="kien_nghi"),
    ]
    day = date(2026, 11, 16)
    assert working_days((), day, "phan_anh", "ha_tang", 1) == 10
    assert working_days((), day, "phan_anh", "ha_tang", 2) == 5
    assert working_days(rows, day, "kien_nghi", "ha_tang", 1) == 7
    assert working_days(rows, date(2027, 1, 4), "kien_nghi", "ha_tang", 1) == 4
    assert working_days(rows, date(2026, 6, 1), "kien_nghi", "ha_tang", 1) == 10
    assert working_days(rows, day, "phan_anh", "thien_tai", 2) == 3
    assert working_days((), day, None, "khac", None, reopened=True) == 5


def test_a_due_date_passes_holidays_and_counts_a_make_up_saturday() -> None:
    """24/11 is a day off; with the Saturday worked in its place the answer is due a day earlier."""
    calendar = HOUSE.calendar
    made_up = Calendar(calendar.zone, calendar.holidays, frozenset({date(2026, 11, 28)}), calendar.quiet)
    plain = due((), calendar, MONDAY, "phan_anh", "ha_tang", 1)
    assert calendar.local(plain).isoformat() == "2026-12-01T17:00:00+07:00"
    assert calendar.local(due((), made_up, MONDAY, "phan_anh", "ha_tang", 1)).isoformat() == "2026-11-30T17:00:00+07:00"


def test_said_in_the_lunch_break_or_at_night_it_is_due_on_the_same_day() -> None:
    for hour in (1, 5, 10, 16):  # 08, 12, 17, 23 o'clock in the ward
        at = MONDAY.replace(hour=hour)
        assert HOUSE.calendar.local(HOUSE.due(at, "phan_anh", "ha_tang", 1)).date() == date(2026, 12, 1)


def test_the_ward_file_sets_limits_and_refuses_a_substitute_nobody_is() -> None:
    shorter = TEXT.replace("severity = 2                           #", 'topic = "an_sinh"\nseverity = 2  #', 1)
    house = House(load_ward(shorter.replace("working_days = 5\n", "working_days = 2\n", 1)))
    assert working_days(house.limits, date(2026, 11, 16), None, "an_sinh", 2) == 2
    with pytest.raises(WardFileError, match=r"contacts\.ub-kthtdt\.substitute"):
        load_ward(TEXT.replace('short = "Kinh tế, Hạ tầng"', 'short = "Kinh tế, Hạ tầng"\nsubstitute = "ub-nobody"'))
    named = load_ward(TEXT.replace('short = "Kinh tế, Hạ tầng"', 'short = "Kinh tế, Hạ tầng"\nsubstitute = "ub-vhxh"'))
    assert House(named).in_line("ub-kthtdt", "ha_tang") == ("ub-vhxh", "ub-pct-kt", "ub-ct")


# More time


@pytest.mark.parametrize(
    ("words", "until", "why"),
    [
        ("den 30/11, cho vat tu", date(2026, 11, 30), "cho vat tu"),
        ("chờ vật tư, đến hết ngày 5/12", date(2026, 12, 7), "chờ vật tư"),
        ("đến 4/1 vì thợ nghỉ lễ", date(2027, 1, 4), "thợ nghỉ lễ"),
        ("chờ vật tư", None, "chờ vật tư"),
        ("đến 31/2 do mưa", None, "mưa"),
        ("đến 20/11 do mưa", None, "mưa"),  # is past
        ("đến 30/9 do mưa", None, "mưa"),  # too far
    ],
)
def test_how_long_and_why(words: str, until: date | None, why: str) -> None:
    found = asked(words, date(2026, 11, 25), HOUSE.calendar)
    assert (found.until, found.why) == (until, why)


# The same matter


def told(kind: str, unit: str, text: str, place: str | None = None, hours: float = 0, topic: str = "ha_tang") -> Told:
    return Told(
        "KH-1" if kind == "hotspot" else "YK-1", kind, topic, unit, place, text, MONDAY + timedelta(hours=hours)
    )


BLACKOUT = told("hotspot", "tdp1", "mất điện từ 5 giờ chiều, hơn 80 hộ", "xóm Chợ")
LAMP = told("feedback", "tdp1", "đèn hẻm 12 không sáng", "hẻm 12")


@pytest.mark.parametrize(
    ("known", "new", "same"),
    [
        (BLACKOUT, told("hotspot", "tdp2", "cúp điện, khoảng 60 hộ", hours=0.2), True),
        (BLACKOUT, told("hotspot", "tdp2", "cup dien, khoang 60 ho", hours=0.2), True),
        (BLACKOUT, told("hotspot", "suoi-da", "cúp điện, khoảng 60 hộ", hours=0.2), False),  # kilometres away
        (BLACKOUT, told("hotspot", "tdp2", "cúp điện, khoảng 60 hộ", hours=30), False),
        (BLACKOUT, told("hotspot", "tdp2", "ngập nhà, 60 hộ", hours=0.2, topic="thien_tai"), False),
        (BLACKOUT, told("feedback", "tdp1", "mất điện, 3 hộ"), False),
        (LAMP, told("feedback", "tdp1", "hẻm 12 đèn đường hư rồi, tối thui", "hẻm 12", hours=50), True),
        (LAMP, told("feedback", "tdp1", "đèn hẻm 3 không sáng", "hẻm 3"), False),
        (LAMP, told("feedback", "tdp1", "nắp cống hẻm 12 bể", "hẻm 12"), False),
        (LAMP, told("feedback", "tdp1", "đèn hẻm 12 không sáng", "hẻm 12", hours=24 * 60), False),
        (LAMP, told("feedback", "tdp6", "đèn hẻm 12 không sáng", "hẻm 12"), False),  # another unit's lane
    ],
)
def test_near_in_place_time_topic_and_words(known: Told, new: Told, same: bool) -> None:
    assert (same_as(new, [known], HOUSE.middle) is not None) == same
