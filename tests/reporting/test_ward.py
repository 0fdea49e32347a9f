"""The ward file: the sample is read, and every kind of slip is refused with its line and a reason."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.calendar import open_period
from reporting.texts import roster as texts
from reporting.ward import Problem, WardFileError, calendar_of, load_ward, people, schedule_of

SAMPLE = files("simulator").joinpath("ward.toml").read_text(encoding="utf-8")
WARD = load_ward(SAMPLE)
PEOPLE = {person.name: person for person in people(WARD)}


def changed(*slips: tuple[str, str]) -> str:
    """The sample with the first occurrence of each text replaced."""
    text = SAMPLE
    for right, wrong in slips:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def problems(text: str) -> list[Problem]:
    with pytest.raises(WardFileError) as refused:
        load_ward(text)
    return refused.value.problems


def line_with(text: str, part: str) -> int:
    """The only line of the text that holds `part`, counted from 1."""
    found = [number for number, line in enumerate(text.splitlines(), start=1) if part in line]
    assert len(found) == 1, f"{part!r} stands on lines {found}"
    return found[0]


# ---- the sample


def test_the_whole_file_is_there_as_typed_values() -> None:
    assert WARD.ward.effective_from == date(2025, 7, 1)
    assert WARD.labels.bloc_short == "Khối Dân vận"
    assert WARD.documents.recipients[-1] == "Lưu Khối Dân vận"
    assert WARD.reception.phone == "0900000167"
    assert WARD.schedule.half_year == (5, 31)
    assert WARD.projects[0].groups == ("hai-yen", "tdp6")
    assert (WARD.models[0].field, WARD.models[0].registered) == ("moi_truong", date(2026, 1, 20))
    assert WARD.groups[0].centroid == (14.8046, 108.9571)


def test_equal_files_are_equal_values() -> None:
    again = load_ward(SAMPLE)
    assert again == WARD
    assert people(again) == people(WARD)
    renamed = load_ward(changed(('"Hồ Văn Tám Em"', '"Hồ Văn Chín Em"')))
    assert set(people(renamed)) ^ set(people(WARD)) == {
        PEOPLE["Hồ Văn Tám Em"],
        next(person for person in people(renamed) if person.name == "Hồ Văn Chín Em"),
    }


def test_calendar_and_schedule() -> None:
    calendar, schedule = calendar_of(WARD), schedule_of(WARD)
    assert schedule.nudges_before == (timedelta(days=1), timedelta(hours=3), timedelta(minutes=30))
    assert (schedule.week_starts, schedule.unit_weekday, schedule.bloc_weekday) == (3, 3, 4)
    assert (schedule.unit_time, schedule.bloc_time) == (time(16), time(10))
    assert not calendar.is_workday(date(2026, 11, 24))
    period = open_period(datetime(2026, 11, 16, 9, tzinfo=calendar.zone), schedule, calendar)
    assert period.label == "2026-W47"


# ---- refusals


@pytest.mark.parametrize(
    ("right", "wrong", "part", "reason"),
    [
        ('name = "Sa Lâm"', 'name = "Sa Lâm', 'name = "Sa Lâm', texts.unclosed_string()),
        ('province = "tỉnh', 'province "tỉnh', "province", texts.missing_equals()),
        ('province = "tỉnh Quảng Ngãi"', "province = tỉnh Quảng Ngãi", "province", texts.unquoted()),
        ("province =", "name =", 'name = "tỉnh', texts.declared_twice()),
        ("[labels]", "[labels", "[labels", texts.syntax()),
    ],
)
def test_a_text_that_is_not_toml(right: str, wrong: str, part: str, reason: str) -> None:
    text = changed((right, wrong))
    (problem,) = problems(text)
    lines = text.splitlines()
    assert problem.line is not None
    assert part in lines[problem.line - 1]
    assert problem.reason == reason


VALUES = [
    ("households = 412", "households = -3", "groups.tdp1.households", texts.at_least(0)),
    ("households = 385", 'households = "385"', "groups.tdp2.households", texts.not_whole_number()),
    ("households = 436", "households = 4.5", "groups.tdp3.households", texts.not_whole_number()),
    ("area_km2 = 31.4", 'area_km2 = "31,4"', "ward.area_km2", texts.not_number()),
    ("fictional = true", 'fictional = "có"', "ward.fictional", texts.not_yes_no()),
    ("effective_from = 2025-07-01", 'effective_from = "01/7/2025"', "ward.effective_from", texts.not_date()),
    ("from = 2026-11-12T00:00:00", "from = 2026-11-12", "duty.1.from", texts.not_moment()),
    ("members = 31", 'members = 31\nalias = "Chi bộ Chợ"', "cells.cb1.alias", texts.not_list()),
    ('alias = ["TDP 4"', "alias = [4", "groups.tdp4.alias.1", texts.not_text()),
    ('name = "Chi bộ 3"', 'name = "  "', "cells.cb3.name", texts.empty()),
    ('"Sa Lâm"\nfull_name', '"Sa Lâm"\nfull_nam', "ward.full_nam", texts.unknown_key("full_nam", "full_name")),
    ('"TDP"', '"TDP"\nqq = 1', "labels.qq", texts.unknown_key("qq", None)),
    ('id = "cb2"', 'id = "CB 2"', "cells.CB 2.id", texts.bad_key()),
    ('"0900000101"', '"090000101"', "bloc.members.kdv-truong.phone", texts.bad_phone("090000101")),
    ('week_starts = "thursday"', 'week_starts = "thursdy"', "schedule.week_starts", None),
    ('channel = "sms"', 'channel = "viber"', "groups.van-my.leader.channel", None),
    ('topics = ["hanh_chinh"]', 'topics = ["hanhchinh"]', "contacts.ub-hcc.topics.1", None),
    ('field = "gpmb"', 'field = "gp"', "models.dvk-03.field", None),
    ('kind = "thôn"', 'kind = "thon"', "groups.hai-yen.kind", None),
    ('time = "16:00"', 'time = "16h"', "schedule.unit_deadline.time", texts.bad_clock()),
    ('["20:30", "06:30"]', '["20:30", "24:00"]', "schedule.quiet_hours.1.2", texts.bad_clock()),
    ('["20:30", "06:30"]', '["20:30"]', "schedule.quiet_hours.1.2", texts.missing_part()),
    ('half_year = "05-31"', 'half_year = "31-05"', "schedule.half_year", texts.bad_month_day()),
    ("monthly_day = 22", "monthly_day = 31", "schedule.monthly_day", texts.at_most(28)),
    ("[1440, 180, 30]", "[1440, 180, 30, 5]", "schedule.nudges_before_min", texts.too_many(3)),
    ("Asia/Ho_Chi_Minh", "Asia/Hanoi", "ward.timezone", texts.bad_zone("Asia/Hanoi")),
    ("[14.801, 108.957]", "[108.957, 14.801]", "ward.centroid", texts.bad_point()),
    ("schema = 1", "schema = 2", "schema", None),
]


@pytest.mark.parametrize(("right", "wrong", "where", "reason"), VALUES)
def test_a_wrong_value(right: str, wrong: str, where: str, reason: str | None) -> None:
    """The line is the one that was spoilt; without a `reason` the refusal lists what may be written."""
    text = changed((right, wrong))
    spoilt = text[: text.index(wrong) + len(wrong)].count("\n") + 1
    (problem,) = [problem for problem in problems(text) if problem.where == where]
    assert problem.line == spoilt
    if reason is None:
        assert problem.reason.startswith("chỉ nhận một trong các giá trị:")
    else:
        assert problem.reason == reason


CONTRADICTIONS = [
    ('id = "cb2"', 'id = "cb1"', "cells.cb1.id", texts.same_id("cb1", "Chi bộ 1")),
    ('id = "hdnd"', 'id = "ub-ct"', "readers.ub-ct.id", texts.same_id("ub-ct", "Chủ tịch UBND phường")),
    ('id = "kenh-n2"', 'id = "ke-hai-yen"', "projects.ke-hai-yen.id", None),
    ('id = "dvk-02"', 'id = "dvk-01"', "models.dvk-01.id", None),
    ('["TDP 2"', '["tdp 1"', "groups.tdp2.alias", texts.same_alias("tdp 1", "Tổ dân phố 1")),
    ('["cau ong thuoc"]', '["chợ"]', "places.cầu Ông Thuộc.alias", texts.same_alias("chợ", "chợ Sa Lâm")),
    ('["tdp5", "tdp6"]', '["tdp5", "tdp6", "tdp7"]', "cells.cb5.groups", None),
    ('["tdp5", "tdp6"]', '["tdp5"]', "groups.tdp6.cell", texts.group_not_back("tdp6", "cb5")),
    ('groups = ["tdp1"]', 'groups = ["tdp1", "tdp2"]', "cells.cb1.groups", texts.cell_not_back("tdp2", "cb1")),
    ('cell = "cb9"', 'cell = "cb99"', "groups.dong-van.cell", texts.unknown_cell("cb99", "cb9")),
    ('group = "tdp1"', 'group = "tpd1"', "places.chợ Sa Lâm.group", texts.unknown_group("tpd1", "tdp1")),
    ('["hai-yen", "tdp6"]', '["hai-yan", "tdp6"]', "projects.ke-hai-yen.groups", None),
    ('group = "hai-yen"\nfield', 'group = "haiyen"\nfield', "models.dvk-01.group", None),
    ("poor_households = 5", "poor_households = 500", "groups.tdp1.poor_households", texts.more_poor_than_all()),
    ('same_as = "cb6.secretary"', 'same_as = "cb66.secretary"', "groups.hai-yen.leader.same_as", None),
    ('same_as = "cb6.secretary"', 'same_as = "hai-yen.leader"', "groups.hai-yen.leader.same_as", None),
    ('same_as = "cb6.secretary"', 'same_as = "cb7.secretary"', "groups.hai-yen.leader.same_as", None),
    ('also_leads = "tdp3"', 'also_leads = "tdp4"', "cells.cb3.secretary.also_leads", None),
    ('also_leads = "tdp3"', 'also_leads = "tdp33"', "cells.cb3.secretary.also_leads", None),
    (
        'address = "anh", phone = "0900000113"',
        'address = "chú", phone = "0900000113"',
        "groups.tdp3.leader.address",
        None,
    ),
    ('"0900000182"', '"0900000181"', "readers.hdnd.phone", None),
    ('name = "Phan Quốc Đạt", phone', 'name = "Phan Quốc Đạc", phone', "orgs.mttq.head.phone", None),
    ('member = "kdv-pho"', 'member = "kdv-pha"', "duty.1.member", texts.unknown_member("kdv-pha", "kdv-pho")),
    ("to = 2026-11-19T00:00:00", "to = 2026-11-12T00:00:00", "duty.1.to", texts.ends_before_it_begins()),
    ("to = 2026-11-19T00:00:00", "to = 2026-11-19T00:00:01", "duty.2.from", texts.overlaps("kdv-pho")),
    ('["20:30", "06:30"]', '["06:30", "06:30"]', "schedule.quiet_hours", texts.no_time_to_speak()),
    ("[1440, 180, 30]", "[1440, 180, 180]", "schedule.nudges_before_min", texts.bad_nudge()),
    ("[1440, 180, 30]", "[1440, 180, 0]", "schedule.nudges_before_min", texts.bad_nudge()),
    ("_saturdays = []", "_saturdays = [2026-11-23]", "schedule.working_saturdays", texts.not_a_saturday("2026-11-23")),
    ("_saturdays = []", "_saturdays = [2027-02-06]", "schedule.working_saturdays", texts.worked_and_off("2027-02-06")),
    ('role = "bloc_head"', 'role = "bloc_staff"', "bloc", texts.no_bloc_head(0)),
]


@pytest.mark.parametrize(("right", "wrong", "where", "reason"), CONTRADICTIONS)
def test_a_contradiction(right: str, wrong: str, where: str, reason: str | None) -> None:
    """A spoilt reference is told where it stands, with its line, and with the reason where the slip decides it."""
    found = [problem for problem in problems(changed((right, wrong))) if problem.where == where]
    assert len(found) == 1
    assert found[0].line is not None
    assert reason in (None, found[0].reason)


def test_one_slip_in_an_id_is_told_once() -> None:
    assert len(problems(changed(('id = "cb2"', 'id = "cb1"')))) == 1


def test_all_problems_come_together_in_the_order_of_their_lines() -> None:
    text = changed(
        ('channel = "sms"', 'channel = "viber"'), ("households = 412", "households = -3"), ("[labels]\n", "")
    )
    found = problems(text)
    assert [problem.line or 0 for problem in found] == sorted(problem.line or 0 for problem in found)
    assert {"groups.van-my.leader.channel", "groups.tdp1.households", "labels"} <= {problem.where for problem in found}


def test_a_missing_table_has_no_line_and_a_missing_key_the_line_of_its_table() -> None:
    text = changed(('place = "Trụ sở tiếp công dân, UBND phường Sa Lâm"\n', ""))
    assert problems(text) == [Problem(line_with(text, "[reception]"), "reception.place", texts.missing("place"))]
    assert Problem(None, "ward", texts.missing("ward")) in problems("schema = 1")


def test_what_the_clerk_reads() -> None:
    with pytest.raises(WardFileError) as refused:
        load_ward(changed(('leader = { name = "Mai', 'leader = { nam = "Mai')))
    first, *rest = str(refused.value).splitlines()
    line = line_with(SAMPLE, 'name = "Mai Thị Thu Lam"')
    assert first == "Chưa nhập tệp phường: có 2 chỗ cần sửa, chưa thay đổi gì."
    assert f'Dòng {line}, groups.tdp6.leader.nam: không có mục nào tên "nam". Có phải là "name"?' in rest
    assert len(rest) == 2


LINES = SAMPLE.splitlines()


def problems_if_any(text: str) -> list[Problem]:
    try:
        assert people(load_ward(text))
    except WardFileError as refused:
        return [*refused.problems, Problem(None, "", str(refused).splitlines()[0])]
    return []


@settings(max_examples=60)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["", "[", "x = 1", 'name = "', "= 3", "[[groups]]", "]"]))
def test_any_spoilt_line_is_read_or_refused_with_problems(number: int, instead: str) -> None:
    """Whatever one line becomes, the answer is a ward or problems on lines that exist; never another error."""
    found = problems_if_any("\n".join([*LINES[:number], instead, *LINES[number + 1 :]]))
    assert len(found) != 1
    assert all(1 <= (problem.line or 1) <= len(LINES) for problem in found)
    assert all(problem.reason.endswith((".", "?")) for problem in found)
