"""`giúp` names the words that work for the one who asks, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers import door
from handlers.turn import Manner
from reporting.texts import helping
from storage.database import Store
from storage.sealing import Sealer
from tests.handlers.desk import Desk
from tests.rig import KEY

PHONE, ZALO = ("telegram", "1"), ("zalo", "a")
PIN = "Chỉ nơi trên bản đồ, gửi nhiều ảnh: nhắn ghim."
ADD = "Dùng thêm Zalo: nhắn thêm kênh."


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.manner = Manner(channels=("telegram", "zalo"), pages=timedelta(hours=24))
    yield desk
    store.close()


def test_a_reporter_hears_of_the_page_and_the_other_channel_before_whom_to_call(desk: Desk) -> None:
    desk.join("dong-van.leader", *PHONE)
    *_, pin, add, last = desk.say(PHONE, "giúp").split("\n")
    assert (pin, add) == (PIN, ADD)
    assert last.startswith("Cần người giúp, anh gọi ")


def test_what_is_not_there_or_done_is_not_spoken_of(desk: Desk) -> None:
    desk.join("dong-van.leader", *PHONE)
    desk.manner = Manner(channels=("telegram",))
    assert "ghim" not in desk.say(PHONE, "giúp") and "thêm kênh" not in desk.say(PHONE, "giúp")
    desk.manner = Manner(channels=("telegram", "zalo"))
    desk.say(ZALO, desk.code())
    for where in (PHONE, ZALO):
        assert "thêm kênh" not in desk.say(where, "giúp")


@pytest.mark.parametrize("post", ["kdv-tonghop", "ub-kthtdt", "bi-thu"], ids=["staff", "owner", "reader"])
def test_who_does_not_report_hears_of_the_other_channel_alone(desk: Desk, post: str) -> None:
    desk.join(post, *PHONE)
    said = desk.say(PHONE, "giúp")
    assert said.endswith(f"\n{ADD}")
    assert PIN not in said


@pytest.mark.parametrize(
    ("before", "says", "label"),
    [
        ("đèn hẻm 3 hư", "đúng thì chọn Đúng để lưu", "Đúng"),
        ("không có nước 2 ngày rồi", "nhắn con số", "Vài hộ"),
        ("khẩn", "nhắn việc gì, ở đâu", "Quay lại"),
        ("rời kênh", "chọn Quay lại để ở lại", "Rời kênh"),
        ("tuần này tôi đi vắng", "nhắn một ngày", "Một tuần"),
        ("dữ liệu của tôi", "Xem, Sửa hay Xóa", "Xem"),
        ("nước lũ tràn vô nhà, có người mắc kẹt", "chọn Đúng, người trực được báo ngay", "Đúng"),
    ],
)
def test_help_answers_the_state_one_is_in_and_shows_its_question_again(
    desk: Desk, before: str, says: str, label: str
) -> None:
    desk.join("dong-van.leader", *PHONE)
    desk.say(PHONE, before)
    desk.quiet(PHONE)
    said = desk.say(PHONE, "giúp")
    assert says.lower() in said.split("\n")[0].lower()
    assert "Cần người giúp, anh gọi " in said and label in [choice.label for choice in desk.choices]


def test_help_of_a_state_is_of_a_state_there_is_and_names_its_choices() -> None:
    assert set(door.ANSWERS) >= helping.STATES


def test_the_words_help_names_work(desk: Desk) -> None:
    desk.join("dong-van.leader", *PHONE)
    assert "mở liên kết này để ghim nơi" in desk.say(PHONE, "ghim")
    assert "nhắn mã này" in desk.say(PHONE, "thêm kênh")
