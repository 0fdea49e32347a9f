"""What the reporter of an alarm hears is true: who can be told, since when, and what is no danger to anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from reporting.texts import alarms as texts
from reporting.values import Kind
from scheduler.channels import _title
from storage import channels, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

STAFF, LEADER, HEAD = ("telegram", "staff"), ("zalo", "leader"), ("telegram", "head")
FIRE = "cháy nhà đầu xóm, có người kẹt"
POWER_CUT = "mất điện cả xóm chợ từ 5 giờ chiều, hơn 80 hộ"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("tdp1.leader", *LEADER)
    yield desk
    store.close()


def holder(session: Session, post: str) -> int:
    return people.holders(session, WARD, post)[0].id


def telegram_out(session: Session) -> None:
    channels.silent(session, WARD, "telegram", NOW)
    channels.begin_outage(session, WARD, "telegram", NOW, NOW)


def letters(session: Session, post: str) -> list[Outbox]:
    rows = select(Outbox).where(col(Outbox.person) == holder(session, post), col(Outbox.kind) == "alarm")
    return list(session.execute(rows.order_by(col(Outbox.id))).scalars())


def test_nobody_is_said_to_be_told_while_their_only_channel_is_out(desk: Desk) -> None:
    desk.join("kdv-tonghop", *STAFF)
    desk.do(telegram_out)
    said = desk.say(LEADER, FIRE)
    staff = desk.do(lambda session: holder(session, "kdv-tonghop"))
    assert said == (
        "Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115. Đã ghi tin khẩn KH-0001, nhưng kênh tới người trực "
        f"đang gián đoạn, chưa báo được ai. Bác gọi Tổ giúp việc số {{phone:{staff}}} giúp. "
        "Có đúng là đang nguy hiểm không?"
    )
    assert "đang báo" not in desk.say(LEADER, "1")
    assert desk.say(LEADER, "KH-0001").endswith(": chưa báo được ai qua kênh.")


def test_what_was_confirmed_while_it_waited_arrives_as_confirmed(desk: Desk) -> None:
    desk.join("kdv-tonghop", "zalo", "staff")
    desk.join("kdv-truong", *HEAD)
    desk.do(telegram_out)
    desk.say(LEADER, FIRE)
    assert "chưa xác nhận" in desk.do(lambda session: letters(session, "kdv-truong")[0].text)
    desk.say(LEADER, "1")

    def job(session: Session) -> None:
        (letter,) = letters(session, "kdv-truong")
        assert letter.text.startswith("Tin khẩn KH-0001, mức 3. Tổ dân phố 1")
        assert [label for _, label, _ in letter.choices] == ["Đã nhận", "Xem liên hệ"]

    desk.do(job)


def test_a_power_cut_is_no_danger_to_life(desk: Desk) -> None:
    desk.say(LEADER, POWER_CUT)
    desk.now += timedelta(seconds=5)
    desk.say(LEADER, "", Kind.WAKE)
    said = desk.say(LEADER, "1")
    staff = desk.do(lambda session: holder(session, "kdv-tonghop"))
    assert said == (
        "Đã ghi tin khẩn KH-0001, nhưng chưa ai trong danh sách trực dùng kênh. "
        f"Bác gọi Tổ giúp việc số {{phone:{staff}}} giúp."
    )


def test_what_went_out_by_itself_bears_the_time_of_its_words_and_asks_nothing_of_a_power_cut(desk: Desk) -> None:
    desk.join("ub-kthtdt", "zalo", "office")
    desk.say(LEADER, POWER_CUT)
    desk.now += timedelta(seconds=5)
    desk.say(LEADER, "", Kind.WAKE)
    desk.now += timedelta(minutes=11)
    desk.turn(LEADER, "", Kind.WAKE)
    assert ", 08:00: " in desk.do(lambda session: letters(session, "ub-kthtdt")[0].text)
    assert "bị thương" not in desk.say(LEADER, "1")


def test_a_call_list_names_the_post_in_the_bloc(desk: Desk) -> None:
    def job(session: Session) -> str:
        return _title(people.house_of(session, WARD), people.holders(session, WARD, "kdv-pho")[0])

    assert desk.do(job) == "Phó Trưởng Khối"


def test_a_number_typed_before_the_alarm_came_belongs_to_the_older_question(desk: Desk) -> None:
    desk.join("kdv-tonghop", "zalo", "staff")
    assert "Đúng chưa" in desk.say(("zalo", "staff"), "Suối Đá không có gì")
    desk.now += timedelta(minutes=1)
    desk.held_back = True
    desk.say(LEADER, FIRE)
    assert desk.say(("zalo", "staff"), "1").startswith("Đã ghi thôn Suối Đá tuần 47: không phát sinh")


def test_a_number_under_the_alarm_takes_it_though_a_report_is_being_keyed_in(desk: Desk) -> None:
    desk.join("kdv-tonghop", "zalo", "staff")
    desk.say(("zalo", "staff"), "Suối Đá không có gì")
    desk.say(LEADER, FIRE)
    desk.now += timedelta(seconds=3)
    assert desk.say(("zalo", "staff"), "1").startswith("Em đã nhận KH-0001")


@pytest.mark.parametrize("life", [True, False])
@pytest.mark.parametrize("waits", [True, False])
def test_what_nobody_hears_is_said_in_few_words(desk: Desk, life: bool, waits: bool) -> None:
    who = desk.do(lambda session: people.holders(session, WARD, "dong-van.leader")[0])
    assert len(texts.is_it_so(texts.nobody_hears(who, "KH-0001", life, waits, "0900000103"))) <= 240
