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
from scheduler.clock import tick
from storage import matters, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox, Report
from tests.handlers.desk import NOW, Desk
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
    assert "chưa vào kênh" in said if "hỏi" in words or "hoi" in words else "chuyển câu này hỏi" in said
    desk.say(who, "1")
    assert stored(desk) == 0


def test_a_question_nobody_was_shown_takes_no_number(desk: Desk) -> None:
    code = a_matter(desk)
    desk.say(OWNER, f"{code} đã thay bóng đèn hẻm 3")
    desk.held_back = True
    desk.say(OWNER, "1")
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
    desk.say(OWNER, "1")
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
    desk.say(OWNER, "1")
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


def test_the_list_of_matters_is_opened_by_its_numbers_and_saves_no_draft(desk: Desk) -> None:
    first, second = a_matter(desk), a_matter(desk, "cống hẻm 4 nghẹt")
    report(desk, "hôm nay tổ họp dân 30 người dự")
    before = stored(desk)
    assert first in desk.say(LEADER, "việc")
    assert "cống hẻm 4 nghẹt" in desk.say(LEADER, "2") and "đèn hẻm 3 hư" in desk.say(LEADER, "1")
    assert stored(desk) == before
    assert "Đúng ý bác chưa" in desk.say(LEADER, "0"), "back to what was open"
    assert second not in desk.say(LEADER, "1") and stored(desk) == before + 1


@pytest.mark.parametrize("words", ["tuần", "{code}", "hoàn tác", "giúp"])
def test_what_stands_is_shown_again_after_a_word_that_works_everywhere(desk: Desk, words: str) -> None:
    code = a_matter(desk)
    desk.now += timedelta(hours=1)
    report(desk, "hôm nay tổ họp dân 30 người dự")
    assert "Đúng ý bác chưa" in desk.say(LEADER, words.format(code=code))


def test_a_number_for_two_questions_names_both(desk: Desk) -> None:
    code = a_matter(desk)
    report(desk, "hôm qua tổ trồng 50 cây dương")
    desk.now += timedelta(seconds=3)
    desk.say(OWNER, f"{code} đã thay bóng đèn hẻm 3")
    desk.say(OWNER, "1")
    asked = desk.turn(LEADER, "1")
    assert [choice.label for choice in desk.choices] == ["Lưu tin trồng cây", f"{code} đã ổn"], asked
    said = desk.say(LEADER, "2")
    assert "đã khép lại" in said and "trồng 50 cây dương" in said


@pytest.mark.parametrize(
    ("first", "then", "line"),
    [
        ("5 hộ hẻm 3 xin thùng rác", "không phải, 6 hộ", "6 hộ hẻm 3 xin thùng rác. Nơi: hẻm 3, Tổ dân phố 1."),
        ("5 hộ hẻm 3 xin thùng rác", "6 hộ mới đúng", "6 hộ hẻm 3 xin thùng rác. Nơi: hẻm 3, Tổ dân phố 1."),
        ("đèn hẻm 3 hư", "sai chỗ rồi, hẻm 9", "đèn hẻm 9 hư. Nơi: hẻm 9, Tổ dân phố 1."),
        ("đèn hẻm 3 hư", "đúng nhưng là hẻm 9", "đèn hẻm 9 hư. Nơi: hẻm 9, Tổ dân phố 1."),
        ("đèn hẻm 3 hư", "không phải hẻm 3 mà hẻm 9", "đèn hẻm 9 hư. Nơi: hẻm 9, Tổ dân phố 1."),
        ("đèn hẻm 3 hư", "không phải, cống hẻm 3 nghẹt", "cống hẻm 3 nghẹt. Nơi: hẻm 3, Tổ dân phố 1."),
        ("đèn đường hư", "đúng rồi, ở hẻm 9", "đèn đường hư. Nơi: hẻm 9, Tổ dân phố 1."),
    ],
)  # fmt: skip
def test_a_correction_takes_the_place_of_what_it_corrects(desk: Desk, first: str, then: str, line: str) -> None:
    report(desk, first)
    said = desk.say(LEADER, then) or desk.quiet(LEADER)
    assert f"hiểu là: {line}" in said


def test_words_after_a_no_stay_words(desk: Desk) -> None:
    report(desk, "đèn hẻm 3 hư")
    desk.say(LEADER, "không có nước 2 ngày nay, 6 hộ")
    assert "đèn hẻm 3 hư, không có nước 2 ngày nay, 6 hộ" in desk.quiet(LEADER)


def test_nothing_open_to_drop_is_said(desk: Desk) -> None:
    assert "Không có tin nào đang viết dở" in desk.say(LEADER, "bỏ")


@pytest.mark.parametrize("words", ["cảm ơn em", "dạ"])
def test_courtesy_when_idle(desk: Desk, words: str) -> None:
    report(desk, "hôm nay tổ họp dân 30 người dự")
    desk.say(LEADER, "1")
    assert desk.say(LEADER, words) == ""
    desk.now += timedelta(hours=1)
    assert desk.say(LEADER, words) == "Dạ. Có việc gì bác cứ nhắn."


@pytest.mark.parametrize("words", ["alo", "em ơi", "chào em", "mấy em ơi"])
def test_a_greeting_is_answered_with_a_way_on(desk: Desk, words: str) -> None:
    assert "nhắn menu" in report(desk, words)


def test_a_second_photo_is_not_dropped_with_the_first(desk: Desk) -> None:
    desk.say(LEADER, "", Kind.VOICE, files=(FileRef("voice", "a"),))
    assert "Tin thoại đã nhận" in desk.quiet(LEADER)
    assert [choice.label for choice in desk.choices] == ["Để Khối nghe", "Bỏ tin thoại"]
    desk.say(LEADER, "", Kind.PHOTO, files=(FileRef("photo", "b"),))
    assert desk.say(LEADER, "2") == ""
    assert "đã nhận" in desk.quiet(LEADER)
    assert desk.say(LEADER, "2") == "Đã bỏ tin thoại, không lưu."


@pytest.mark.parametrize("kind", ["voice", "photo", "file"])
def test_what_has_no_words_is_no_reason(desk: Desk, kind: str) -> None:
    report(desk, "đèn đường hẻm 4 hư 3 bóng")
    code = desk.say(LEADER, "1").partition("mã ")[2][:7]
    desk.say(LEADER, f"rút {code}")
    assert desk.say(LEADER, "", Kind(kind), files=(FileRef(kind, "a"),)) == ""
    assert "đã nhận" in desk.quiet(LEADER)

    def state(session: Session) -> str | None:
        matter = matters.by_code(session, WARD, code)
        return matter.state if matter else None

    assert desk.do(state) == "da_chuyen"


@pytest.mark.parametrize("words", ["{} nha em", "mã của tôi là {}", "dạ {} đó", "{}"])
def test_a_code_is_found_among_courtesy(desk: Desk, words: str) -> None:
    def invited(session: Session) -> str:
        who = people.holders(session, WARD, "tdp5.leader")[0]
        return people.invite(session, WARD, who.id, desk.now, timedelta(days=14)).code

    code, new = desk.do(invited), ("zalo", "new")
    assert "Có phải là" in desk.say(new, words.format(code.lower()))
    desk.say(new, "phải tôi")
    desk.say(new, "1")
    desk.say(new, "1")
    desk.say(new, "2")
    assert "đã vào kênh rồi" in desk.say(new, words.format(code))


def test_courtesy_leaves_a_nudge_open_and_yes_there_is_something(desk: Desk) -> None:
    def nudge(session: Session) -> None:
        tick(session, WARD, NOW.replace(hour=9))
        session.execute(update(Outbox).values(state="sent", sent_at=NOW.replace(hour=9)))

    desk.do(nudge)
    desk.now = NOW.replace(hour=9, minute=5)
    for words in ("ok em", "dạ", "rồi"):
        assert "Đã ghi" not in desk.say(LEADER, words)
    assert stored(desk) == 0
    assert desk.say(LEADER, "có").startswith("Việc gì, ở đâu")
