"""Of several matters one is refused: whatever is answered to the rest, the refusal and its way on stand with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reporting.texts import reports as texts
from reporting.values import Choice, Kind, Who
from storage.database import Store
from storage.sealing import Sealer
from tests.handlers.desk import Desk
from tests.rig import KEY

ME, STAFF = ("telegram", "me"), ("zalo", "staff")
WAY_ON = "Không phải việc này"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("tdp5.leader", *ME)
    desk.join("kdv-tonghop", *STAFF)
    yield desk
    store.close()


def labels(desk: Desk) -> list[str]:
    return [f"{choice.digit} {choice.label}" for choice in desk.choices]


@pytest.mark.parametrize(
    ("rest", "answered", "choices", "then"),
    [
        ("đèn hẻm 4 hư 2 bóng", "Đúng ý đồng chí chưa?", ["1 Đúng", "2 Sửa", "3 Bỏ", f"4 {WAY_ON}"], "Đã lưu, mã"),
        (
            "không có nước 2 ngày rồi",
            "Khoảng bao nhiêu hộ",
            ["1 Vài hộ", "2 Cả xóm", "3 Chưa rõ", f"4 {WAY_ON}"],
            "vài hộ",
        ),
        (
            "- đèn hẻm 4 hư\n- xin nạo vét mương",
            "hai việc",
            ["1 Đúng", "2 Gộp một việc", "3 Sửa", f"4 {WAY_ON}"],
            "Đã lưu hai mã",
        ),
    ],
)
def test_one_message_says_both_and_what_is_asked_offers_the_way_on(
    desk: Desk, rest: str, answered: str, choices: list[str], then: str
) -> None:
    said = desk.turn(ME, rest, refused="person", message_id="7")
    assert len(said) == 1, "one reply, at once"
    assert said[0][1].startswith("Kênh không nhận phần nhận xét")
    assert answered in said[0][1].replace("bác", "đồng chí")
    assert labels(desk) == choices
    assert "viết lại riêng phần đó" in desk.say(ME, "4")
    assert then in desk.say(ME, "1"), "the rest still stands, and what was asked of it"


def test_where_nothing_is_asked_the_refusal_asks(desk: Desk) -> None:
    """Words passed on to those who were told of an alarm are answered by a sentence."""
    desk.say(ME, "cháy nhà ở chợ, có người kẹt bên trong")
    said = desk.say(ME, "lửa lan qua nhà kế bên rồi", refused="to_cao")
    assert said.startswith("Một phần tin này có thể là tố cáo")
    assert "chuyển" in said.splitlines()[-1]
    assert labels(desk) == [f"1 {WAY_ON}"]


def test_the_call_for_help_stands_before_the_refusal(desk: Desk) -> None:
    said = desk.say(ME, "cháy nhà ở chợ, có người kẹt bên trong", refused="to_cao")
    assert said.startswith("Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115.")
    assert "Một phần tin này có thể là tố cáo" in said


def test_what_is_refused_again_leaves_what_was_kept_first(desk: Desk) -> None:
    desk.say(ME, "đèn hẻm 4 hư 2 bóng", refused="person")
    desk.say(ME, "4")
    assert "Kênh không nhận nhận xét" in desk.say(ME, "", refused="person")
    assert "Phần còn lại kênh vẫn giữ" in desk.say(ME, "1")
    desk.say(ME, "hồ sơ tách thửa của 5 hộ nằm 8 tháng chưa xong")
    shown = desk.quiet(ME)
    assert "hai việc" in shown
    assert "đèn hẻm 4 hư 2 bóng" in shown


def test_a_draft_of_before_is_no_part_of_what_is_written_anew_after_a_whole_refusal(desk: Desk) -> None:
    desk.say(ME, "đèn hẻm 4 hư 2 bóng")
    desk.quiet(ME)
    desk.say(ME, "", refused="person")
    desk.say(ME, "1")
    desk.say(ME, "loa xóm rè nghe không rõ")
    assert "đèn hẻm 4" not in desk.quiet(ME)


def test_what_the_desk_keyed_in_for_a_unit_is_not_lost_to_what_is_written_anew(desk: Desk) -> None:
    assert "Ghi thay thôn Suối Đá" in desk.say(STAFF, "Suối Đá: đèn đường hư 3 bóng", refused="to_cao")
    desk.say(STAFF, "4")
    assert "đèn đường hư 3 bóng" in desk.say(STAFF, "đúng, cầu khỉ xóm Lò gãy ván")


def test_a_way_back_keeps_its_number_and_files_are_said_to_be_gone() -> None:
    back = (Choice("9", "Hoàn tác", "undo"),)
    assert [choice.digit for choice in texts.with_not_this(back)] == ["1", "9"]
    who = Who(1, "", "Bảy", "bác")
    for why in ("to_cao", "person", "secret"):
        words = texts.refused_in_part(why, who, "Trụ sở tiếp công dân, UBND phường Sa Lâm", "sáng thứ Ba", files=True)
        assert "không lưu" in words
        assert "xóa tin trên máy" in words
        assert all(len(line) <= 240 and "!" not in line for line in words.splitlines())


def test_a_photo_that_came_with_it_is_said_not_to_be_kept(desk: Desk) -> None:
    assert "Ảnh hay tệp gửi kèm cũng không lưu" in desk.say(ME, "đèn hẻm 4 hư 2 bóng", Kind.PHOTO, refused="person")
