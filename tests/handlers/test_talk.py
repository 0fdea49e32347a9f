"""What one person types and hears back, turn by turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from reporting.texts import joining as joining_texts
from reporting.values import FileRef, Kind
from storage import matters
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox, Report
from tests.handlers.desk import Desk
from tests.rig import KEY, WARD

CODE = re.compile(r"YK-\d{4}")
OWNER = ("zalo", "owner")
STAFF, HEAD, LEADER = ("zalo", "staff"), ("zalo", "head"), ("zalo", "leader")


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("kdv-tonghop", *STAFF)
    desk.join("kdv-truong", *HEAD)
    desk.join("tdp1.leader", *LEADER)
    desk.join("ub-kthtdt", *OWNER)
    yield desk
    store.close()


def a_matter(desk: Desk, words: str = "đèn hẻm 3 hư") -> str:
    """The code of a matter the leader has reported just now."""
    report(desk, words)
    code = CODE.search(desk.say(LEADER, "1"))
    assert code is not None
    return code[0]


def report(desk: Desk, words: str) -> str:
    """What is understood of the leader's words once they have been quiet."""
    desk.say(LEADER, words)
    return desk.quiet(LEADER)


def stored(desk: Desk) -> int:
    def job(session: Session) -> int:
        return int(session.execute(select(func.count()).select_from(Report)).scalar_one())

    return desk.do(job)


@pytest.mark.parametrize("who", [STAFF, HEAD], ids=["staff", "head"])
@pytest.mark.parametrize(
    "words",
    ["hỏi Tổ 5: tình hình sao rồi", "hoi to 5 da co nuoc chua", "nhờ hỏi thôn Suối Đá còn thiếu gì",
     "Tổ 5 tình hình thế nào rồi?", "Suối Đá có điện lại chưa?"],
)  # fmt: skip
def test_a_question_to_a_unit_is_nobodys_report(desk: Desk, who: tuple[str, str], words: str) -> None:
    said = desk.say(who, words)
    assert said.startswith("Kênh chưa chuyển được câu hỏi") and "{phone:" in said
    desk.say(who, "1")
    assert stored(desk) == 0


def test_a_question_nobody_was_shown_takes_no_number(desk: Desk) -> None:
    code = a_matter(desk)
    desk.held_back = True
    desk.say(OWNER, f"{code} đã thay bóng đèn hẻm 3")
    desk.held_back = False
    desk.now += timedelta(minutes=5)
    assert "cần gì" in desk.say(LEADER, "1"), "the result lies in the outbox: the number opens the menu"
    assert "ổn" not in desk.say(LEADER, "được rồi em")
    assert code in desk.say(LEADER, code)
    desk.do(lambda session: session.execute(update(Outbox).values(state="sent", sent_at=desk.now)) and None)
    assert "đã khép lại" in desk.say(LEADER, "đã ổn")


def test_a_stranger_sees_the_closed_door_twice_an_hour(desk: Desk) -> None:
    stranger = ("zalo", "stranger")
    said = [desk.say(stranger, words) for words in ("alo", "cho hỏi", "có ai không", "???", "alo")]
    assert said == [joining_texts.closed_door()] * 2 + [""] * 3
    assert desk.say(stranger, "gamo tilu") == joining_texts.wrong_code(), "a code is still answered"
    desk.now += timedelta(hours=1, seconds=1)
    assert desk.say(stranger, "alo") == joining_texts.closed_door()


def test_words_of_a_label_go_to_the_question_that_prints_it(desk: Desk) -> None:
    code = a_matter(desk)
    desk.say(OWNER, f"{code} đã thay bóng đèn hẻm 3")
    report(desk, "hôm qua tổ trồng 50 cây dương")
    assert f"{code} đã khép lại" in desk.say(LEADER, "ổn rồi em")
    assert "Đã lưu tin tuần" in desk.say(LEADER, "đúng rồi em")


def test_a_refusal_is_not_shown_again_and_its_way_on_stays(desk: Desk) -> None:
    desk.say(LEADER, "", refused="person")
    report(desk, "hôm nay tổ họp dân 30 người dự")
    assert "niềm tin" not in desk.say(LEADER, "bỏ")
    assert "niềm tin" not in desk.say(LEADER, "tuần")
    assert "viết lại giúp" in desk.say(LEADER, "1")


def test_a_matter_in_another_unit_is_theirs_and_the_report_ones_own(desk: Desk) -> None:
    asked = report(desk, "Tổ dân phố 5 đèn hẻm 3 hư")
    assert "tổ dân phố 5 đèn hẻm 3 hư. Nơi: hẻm 3, Tổ dân phố 5." in asked
    assert asked.endswith("Việc ở Tổ dân phố 5, tin tính cho Tổ dân phố 1.")
    found = CODE.search(desk.say(LEADER, "1"))
    assert found is not None

    def job(session: Session) -> tuple[str, str]:
        matter = matters.by_code(session, WARD, found[0])
        assert matter is not None
        return matter.unit, matters.with_report(session, matter)[1].unit

    assert desk.do(job) == ("tdp5", "tdp1")
    desk.join("tdp5.leader", "zalo", "five")
    assert "đèn hẻm 3 hư" in desk.say(("zalo", "five"), found[0])
    assert found[0] in desk.say(LEADER, "việc")
    desk.say(OWNER, f"{found[0]} đã thay bóng đèn hẻm 3")
    assert "đã khép lại" in desk.say(LEADER, "đã ổn")


def test_what_is_dropped_beside_nothing_to_report_is_said(desk: Desk) -> None:
    report(desk, "đèn hẻm 3 hư")
    desk.say(LEADER, "không phát sinh")
    assert "có việc hay tuần không phát sinh" in desk.quiet(LEADER)
    said = desk.say(LEADER, "2")
    assert 'phần "đèn hẻm 3 hư" kênh không lưu' in said
    assert "không phát sinh" in said


def test_a_photo_and_nothing_to_report_is_asked_about(desk: Desk) -> None:
    desk.say(LEADER, "", Kind.PHOTO, files=(FileRef("photo", "a"),))
    desk.say(LEADER, "không phát sinh")
    assert "có việc hay tuần không phát sinh" in desk.quiet(LEADER)
