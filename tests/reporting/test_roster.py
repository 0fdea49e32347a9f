"""People, posts and units of the sample ward."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

from reporting.roster import (
    Cover,
    DutyTurn,
    PersonEntry,
    PostEntry,
    UnitEntry,
    covers,
    duty_turns,
    gazetteer,
    people,
    units,
)
from reporting.texts import roster as texts
from reporting.ward import load_ward
from tests.reporting.test_ward import PEOPLE, WARD, changed

UNITS = {unit.key: unit for unit in units(WARD)}


def test_one_person_with_two_posts() -> None:
    assert PEOPLE["Bùi Xuân Hải"] == PersonEntry(
        name="Bùi Xuân Hải",
        phone="0900000116",
        call="Hải",
        address="chú",
        channel="zalo",
        posts=(
            PostEntry("cb6", "secretary", "Bí thư chi bộ", "cb6.secretary"),
            PostEntry("hai-yen", "leader", "Trưởng thôn", "hai-yen.leader"),
        ),
    )
    dat = PEOPLE["Phan Quốc Đạt"]
    assert [post.key for post in dat.posts] == ["kdv-pho", "mttq.org_head"]
    assert [post.role for post in dat.posts] == ["bloc_deputy", "org_head"]
    assert dat.address == "anh"  # said with one post, it holds for both


def test_how_people_are_called_and_reached() -> None:
    assert (PEOPLE["Hồ Văn Tám Em"].call, PEOPLE["Hồ Văn Tám Em"].address) == ("Tám Em", "bác")
    assert PEOPLE["Bùi Anh Khoa"].address == "đồng chí"
    assert PEOPLE["Bùi Anh Khoa"].channel == "zalo"
    assert PEOPLE["Trương Đình Lộc"].channel == "telegram"
    assert PEOPLE["Đinh Văn Reo"].channel == "sms"
    assert PEOPLE["Trực ban Công an phường"].channel == "phone"


def test_everybody_is_there_once_with_posts_of_known_units() -> None:
    posts = [post for person in people(WARD) for post in person.posts]
    assert len(people(WARD)) == len(PEOPLE) == 52
    assert len({post.key for post in posts}) == len(posts) == 55
    assert {post.unit for post in posts} == set(UNITS)


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("Hồ Văn Tám Em", PostEntry("tdp1", "leader", "Tổ trưởng", "tdp1.leader")),
        ("Võ Thị Bông", PostEntry("tdp3", "front_head", "Trưởng ban công tác Mặt trận", "tdp3.front_head")),
        ("Võ Văn Lành", PostEntry("ttnd", "inspector", "Trưởng ban", "ttnd.inspector")),
        ("Bùi Anh Khoa", PostEntry("ub-kthtdt", "contact", "Phòng Kinh tế, Hạ tầng và Đô thị", "ub-kthtdt")),
        (
            "Ngô Thị Lan Hương",
            PostEntry("ub-tcd", "reception", "Công chức tiếp công dân", "ub-tcd", ("khieu_nai", "to_cao")),
        ),
        ("Võ Thị Thanh Hòa", PostEntry("kdv", "bloc_head", "Trưởng Khối", "kdv-truong")),
        (
            "Trần Hữu Nghĩa",
            PostEntry(
                "bi-thu",
                "party_secretary",
                "Bí thư Đảng ủy phường",
                "bi-thu",
                ("escalation_3_last", "digest", "report"),
            ),
        ),
    ],
)
def test_posts(name: str, post: PostEntry) -> None:
    assert PEOPLE[name].posts == (post,)


def test_units_and_what_they_owe() -> None:
    assert sum(unit.owes_weekly for unit in units(WARD)) == 9 + 11
    assert {unit.kind for unit in units(WARD) if unit.owes_weekly} == {"cell", "group"}
    assert {unit.kind for unit in units(WARD) if unit.owes_monthly} == {"organisation"}
    assert UNITS["hai-yen"] == UnitEntry(
        key="hai-yen",
        kind="group",
        name="thôn Hải Yên",
        aliases=("Hải Yên", "hai yen", "thon hai yen", "xóm Biển"),
        owes_weekly=True,
        label="thôn",
    )
    assert UNITS["tyt"] == UnitEntry("tyt", "body", "Trạm Y tế phường", topics=("dich_benh",))
    assert UNITS["kdv"].kind == "bloc"


def test_covers_duty_and_places() -> None:
    assert {cover for cover in covers(WARD) if cover.cell == "cb5"} == {Cover("cb5", "tdp5"), Cover("cb5", "tdp6")}
    assert duty_turns(WARD)[0] == DutyTurn(
        datetime(2026, 11, 11, 17, tzinfo=UTC), datetime(2026, 11, 18, 17, tzinfo=UTC), "kdv-pho"
    )
    names = gazetteer(WARD)
    assert names.units["cb6"] == ("Chi bộ 6", "Chi bộ Hải Yên", "cb 6", "cb6")
    assert "ub-ct" not in names.units
    assert next(place.group for place in names.places if "bờ kè" in place.aliases) == "hai-yen"


def test_a_group_may_belong_to_two_cells() -> None:
    ward = load_ward(
        changed(('groups = ["tdp1"]', 'groups = ["tdp1", "tdp2"]'), ('cell = "cb2"', 'cell = ["cb1", "cb2"]'))
    )
    assert {cover.cell for cover in covers(ward) if cover.group == "tdp2"} == {"cb1", "cb2"}


@pytest.mark.parametrize("written", ["0900 000 121", "0900.000.121", "+84900000121", "84 900-000-121"])
def test_telephones_are_read_as_people_write_them(written: str) -> None:
    ward = load_ward(changed(("0900000121", written)))
    assert people(ward) == people(WARD)


def test_the_same_name_typed_otherwise_is_the_same_name() -> None:
    typed = unicodedata.normalize("NFD", "Bùi  Xuân Hải ")
    assert people(load_ward(changed(("Bùi Xuân Hải", typed)))) == people(WARD)


@pytest.mark.parametrize(
    ("title", "unit", "said"),
    [
        ("Tổ trưởng", "Tổ dân phố 1", "Tổ trưởng Tổ dân phố 1"),
        ("Trưởng thôn", "thôn Hải Yên", "Trưởng thôn Hải Yên"),
        ("Bí thư chi bộ", "Chi bộ 6", "Bí thư Chi bộ 6"),
        ("Chủ tịch", "Hội Nông dân phường", "Chủ tịch Hội Nông dân phường"),
        ("Trạm Y tế phường", "Trạm Y tế phường", "Trạm Y tế phường"),
    ],
)
def test_a_post_is_said_with_its_unit(title: str, unit: str, said: str) -> None:
    assert texts.post_in_unit(title, unit) == said


def test_a_contact_that_takes_topics_is_no_reception_officer() -> None:
    ward = load_ward(changed(('topics = []\nreceives = ["khieu_nai"', 'topics = ["khac"]\nreceives = ["khieu_nai"')))
    officer = next(person for person in people(ward) if person.name == "Ngô Thị Lan Hương")
    assert officer.posts[0].role == "contact"
