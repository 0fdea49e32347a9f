"""How far a week is, its numbers, who is reminded when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reporting.calendar import Period, period_labelled
from reporting.signing import Stage, number_in, reminders, series, stage_of
from reporting.ward import calendar_of, load_ward, schedule_of

WARD = load_ward(Path("simulator/ward.toml").read_text(encoding="utf-8"))
CALENDAR, SCHEDULE = calendar_of(WARD), schedule_of(WARD)
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)


def week(label: str = "2026-W47") -> Period:
    found = period_labelled(label, SCHEDULE, CALENDAR)
    assert found is not None
    return found


def times(stage: Stage, since: datetime, period: Period | None = None) -> list[tuple[str, str, str]]:
    found = reminders(stage, since, period or week(), CALENDAR)
    return [(one.to, one.name, f"{CALENDAR.local(one.at):%d/%m %H:%M}") for one in found]


def test_a_week_goes_through_its_stages() -> None:
    assert stage_of(None, None, None, None) == "draft"
    assert stage_of(AT, None, None, None) == "approved"
    assert stage_of(AT, AT, None, None) == "returned"
    assert stage_of(AT, None, AT, None) == "signed"
    assert stage_of(AT, None, AT, 1) == "numbered"


def test_numbers_run_through_a_term_or_a_year() -> None:
    papers = WARD.documents
    assert series(papers, date(2026, 11, 20)) == series(papers, date(2028, 1, 2)) == "BC/KDV 2025-08-12"
    yearly = papers.model_copy(update={"numbering": "year"})
    assert series(yearly, date(2026, 12, 31)) == "BC/KDV 2026"
    assert series(yearly, date(2027, 1, 1)) == "BC/KDV 2027"


@pytest.mark.parametrize("text", ["15", " số 15 ", "so 15.", "15-BC/KDV", "Số 015-BC/KDV", "15 ạ"])
def test_a_number_is_heard(text: str) -> None:
    assert number_in(text) == 15


@pytest.mark.parametrize("text", ["", "0", "mười lăm rưỡi", "15 hộ", "15 16", "số", "12345", "-3"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_who_has_not_approved_is_reminded_before_the_deadline_and_once_after() -> None:
    assert times("draft", week().unit_deadline) == [
        ("desk", "T-120", "20/11 08:00"),
        ("desk", "T-30", "20/11 09:30"),
        ("desk", "late", "20/11 10:00"),
    ]


def test_the_chair_is_reminded_twice_then_somebody_calls() -> None:
    assert times("approved", AT) == [
        ("head", "first", "20/11 09:30"),
        ("head", "morning", "23/11 07:30"),
        ("call", "call", "23/11 08:00"),
    ]


def test_nothing_waits_for_what_is_numbered() -> None:
    assert times("numbered", AT) == []


def test_no_reminder_falls_into_quiet_time_and_none_is_too_many() -> None:
    for stage in ("draft", "returned", "approved", "signed"):
        for hours in range(0, 24 * 9, 5):
            found = reminders(stage, week().unit_deadline + timedelta(hours=hours), week(), CALENDAR)
            assert not [one for one in found if CALENDAR.is_quiet(one.at)], (stage, hours)
            assert [one.at for one in found] == sorted(one.at for one in found)
            assert len(found) <= 3
