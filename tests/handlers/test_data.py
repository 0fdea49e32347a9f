"""`dữ liệu của tôi` and forms of address where no transcript goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.turn import Manner
from reporting.texts import joining
from storage.database import Store
from storage.sealing import Sealer
from tests.handlers.desk import Desk
from tests.rig import KEY

PHONE, ZALO = ("telegram", "1"), ("zalo", "a")


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("dong-van.leader", *PHONE)
    yield desk
    store.close()


def test_without_a_public_address_everything_is_said_in_the_chat(desk: Desk) -> None:
    desk.say(PHONE, "gọi tôi là chú")
    desk.say(PHONE, "dữ liệu của tôi")
    said = desk.say(PHONE, "1")
    for seen in ("Họ tên: Đặng Quang Minh Trí", "Kênh gọi là: chú Trí", "Trưởng thôn Đồng Vân", "Telegram: nối ngày"):
        assert seen in said
    assert "{phone:" in said, "the number is filled in as it is sent, no row holds it"
    assert "{link:" not in said


def test_a_link_tells_how_long_it_opens(desk: Desk) -> None:
    desk.manner = Manner(pages=timedelta(hours=1))
    desk.say(PHONE, "dữ liệu của tôi")
    assert "trong 24 giờ" in desk.say(PHONE, "1")
    desk.now += timedelta(hours=10)
    desk.say(PHONE, "dữ liệu của tôi")
    assert "trong 14 giờ" in desk.say(PHONE, "1"), "the same link is given again"


def test_channels_are_added_and_given_up_by_number(desk: Desk) -> None:
    desk.say(PHONE, "dữ liệu")
    desk.say(PHONE, "2")
    assert "qua Telegram" in desk.say(PHONE, "4")
    code = desk.say(PHONE, "1")
    assert "nhắn mã này" in code
    desk.say(ZALO, desk.code())
    desk.say(PHONE, "dữ liệu")
    desk.say(PHONE, "2")
    assert "qua Telegram và Zalo" in desk.say(PHONE, "4")
    assert desk.say(PHONE, "Bỏ Zalo").startswith("Đã bỏ Zalo.")


def test_danger_is_never_taken_for_a_form_of_address(desk: Desk) -> None:
    said = desk.say(PHONE, "gọi tôi là cháy nhà")
    assert "từ nay" not in said and "kèm tên" not in said


def test_a_name_typed_without_marks_is_written_as_the_ward_writes_it(desk: Desk) -> None:
    assert desk.say(PHONE, "goi toi la chu tri") == "Dạ, từ nay kênh gọi là chú Trí."


def test_a_report_while_a_name_is_asked_for_stays_a_report(desk: Desk) -> None:
    desk.say(PHONE, "dữ liệu")
    desk.say(PHONE, "2")
    desk.say(PHONE, "2")
    assert desk.say(PHONE, "mương N2 sạt, 12 hộ thiếu nước") == ""
    assert "Tổ giúp việc hiểu là" in desk.quiet(PHONE)


def test_who_has_left_is_a_stranger_on_every_channel(desk: Desk) -> None:
    desk.say(ZALO, desk.code())
    desk.say(PHONE, "rời kênh")
    desk.say(PHONE, "1")
    assert desk.chats() == set()
    for where in (PHONE, ZALO):
        assert desk.say(where, "dữ liệu của tôi") == joining.closed_door()
