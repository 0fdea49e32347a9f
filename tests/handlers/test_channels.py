"""Two addresses, one person: every way a code can be asked for, typed and mistyped. No network: turns on a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.turn import Manner
from reporting.texts import joining
from reporting.values import Kind
from storage.database import Store
from storage.sealing import Sealer
from tests.handlers.desk import CODE, Desk
from tests.rig import KEY

PHONE, ZALO, STRANGER = ("telegram", "1"), ("zalo", "a"), ("zalo", "b")
LINKED = "Đã nối Zalo với thôn Đồng Vân. Anh nhắn ở đâu cũng được, chuyện đang dở vẫn tiếp."


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("dong-van.leader", *PHONE)
    yield desk
    store.close()


@pytest.mark.parametrize("asked", ["thêm kênh zalo", "Them kenh Zalo", "/themkenh", "thêm kênh", "/themkenh zalo."])
def test_a_code_typed_on_the_other_channel_joins_the_two(desk: Desk, asked: str) -> None:
    said = desk.say(PHONE, asked)
    found = CODE.search(said)
    assert found is not None
    assert said == f"Trên Zalo, anh tìm Bot phường Sa Lâm rồi nhắn mã này trong 15 phút: {found[0]}"
    assert desk.say(ZALO, found[0].lower()) == LINKED
    assert desk.acts() == [("linked", "zalo")]
    assert desk.say(ZALO, "menu").startswith("Anh cần gì")


def test_without_the_bot_s_name_the_ward_s_stands_there(desk: Desk) -> None:
    desk.manner = Manner(channels=("telegram", "zalo"))
    assert "anh tìm kênh của phường Sa Lâm rồi nhắn mã này" in desk.say(PHONE, "thêm kênh zalo")


def test_what_was_open_goes_on_there(desk: Desk) -> None:
    code = desk.code()
    asked = desk.say(PHONE, "menu")
    assert desk.say(ZALO, code) == f"{LINKED}\n{asked}"
    assert desk.say(ZALO, "1").startswith("Đã ghi")


def test_a_platform_abroad_is_agreed_to_first(desk: Desk) -> None:
    desk.join("tdp1.leader", *STRANGER)
    asked = desk.say(STRANGER, "thêm kênh telegram")
    assert "Telegram đặt máy ở nước ngoài" in asked and not CODE.search(asked)
    assert desk.acts() == []
    assert not CODE.search(desk.say(STRANGER, "0"))
    desk.say(STRANGER, "thêm kênh telegram")
    said = desk.say(STRANGER, "Đồng ý")
    found = CODE.search(said)
    assert found is not None
    assert desk.say(("telegram", "9"), found[0]).startswith("Đã nối Telegram với Tổ dân phố 1.")
    assert desk.acts() == [("agreed to", "telegram"), ("linked", "telegram")]


def test_a_deep_link_carries_the_code_to_telegram(desk: Desk) -> None:
    desk.manner = Manner(channels=("telegram", "zalo"), link="https://t.me/x?start=")
    desk.join("tdp1.leader", *STRANGER)
    desk.say(STRANGER, "thêm kênh telegram")
    code = re.search(r"https://t\.me/x\?start=([A-Z]{8})$", desk.say(STRANGER, "1"))
    assert code is not None
    assert desk.say(("telegram", "9"), code[1], Kind.START).startswith("Đã nối Telegram")
    assert "đã nối rồi" in desk.say(("telegram", "9"), code[1], Kind.START)


def test_a_code_lives_a_quarter_of_an_hour_and_once(desk: Desk) -> None:
    late, used = desk.code(), ""
    desk.now += timedelta(minutes=15)
    assert "không còn dùng được" in desk.say(ZALO, late)
    used = desk.code()
    assert desk.say(ZALO, used) == LINKED
    assert "không còn dùng được" in desk.say(STRANGER, used)
    assert desk.chats() == {"1", "a"}


def test_wrong_codes_tire_the_door_as_invitations_do(desk: Desk) -> None:
    code = desk.code()
    for _ in range(5):
        desk.say(ZALO, "kaka kaka")
    assert desk.say(ZALO, code) == ""
    assert desk.chats() == {"1"}


def test_a_code_typed_where_it_does_not_belong_is_explained(desk: Desk) -> None:
    code = desk.code()
    assert desk.say(PHONE, code) == "Mã này để nhắn trên Zalo, ở đây không dùng được."
    assert desk.say(("telegram", "9"), code) == "Mã này để nhắn trên Zalo, ở đây không dùng được."
    assert desk.say(ZALO, code) == LINKED, "it still stands"
    assert desk.say(ZALO, code).startswith("Zalo đã nối rồi")


def test_somebody_else_s_chat_stays_theirs(desk: Desk) -> None:
    desk.join("tdp1.leader", *STRANGER)
    assert "đang là của bác Tám Em" in desk.say(STRANGER, desk.code())
    assert desk.acts() == []
    assert desk.say(STRANGER, "menu").startswith("Bác cần gì")


def test_two_words_that_are_no_code_are_a_report(desk: Desk) -> None:
    assert desk.say(PHONE, "binh minh") == ""


def test_a_new_telephone_takes_the_place_of_the_old_one_which_is_told_once(desk: Desk) -> None:
    desk.say(ZALO, desk.code())
    heard = desk.turn(STRANGER, desk.code())
    assert heard == [
        ("a", "Zalo của anh Trí đã chuyển sang máy khác. Máy này không còn nối với kênh."),
        ("b", LINKED),
    ]
    assert desk.chats() == {"1", "b"}
    assert desk.say(ZALO, "menu") == joining.closed_door()


def test_who_left_cannot_come_back_by_a_link(desk: Desk) -> None:
    code = desk.code()
    desk.say(PHONE, "rời kênh")
    desk.say(PHONE, "1")
    assert "chưa đúng" in desk.say(ZALO, code), "the code is gone with its person"
    assert desk.chats() == set()


def test_a_channel_is_given_up_while_another_is_left(desk: Desk) -> None:
    assert "duy nhất" in desk.say(PHONE, "bỏ kênh telegram")
    assert desk.say(PHONE, "bỏ kênh zalo") == "Anh chưa nối Zalo, không có gì để bỏ."
    desk.say(ZALO, desk.code())
    assert desk.say(PHONE, "bỏ kênh") == "Anh đang nối Telegram và Zalo. Ví dụ nhắn: bỏ kênh Telegram."
    assert desk.say(ZALO, "bỏ kênh telegram") == "Đã bỏ Telegram. Từ nay kênh nhắn anh qua Zalo."
    assert desk.chats() == {"a"}
    assert desk.say(PHONE, "menu") == joining.closed_door()
    assert desk.acts()[-1] == ("unlinked", "telegram")


@pytest.mark.parametrize(
    ("channels", "asked", "answer"),
    [
        (("telegram",), "thêm kênh zalo", "Hiện kênh chỉ có trên Telegram"),
        (("telegram", "zalo"), "thêm kênh telegram", "Anh đang nhắn trên Telegram rồi"),
        (("telegram", "zalo"), "thêm kênh viber", "Kênh chưa có ở đó. Anh nối thêm được: Zalo."),
    ],
)
def test_a_channel_there_is_none_of_is_explained(
    desk: Desk, channels: tuple[str, ...], asked: str, answer: str
) -> None:
    desk.manner = Manner(channels=channels)
    assert desk.say(PHONE, asked).startswith(answer)
