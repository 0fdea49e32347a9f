"""Who has no chat: heard through the desk's telephone, told by it, and never sent anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from scheduler.clock import tick
from storage import channels, people, reports
from storage.database import Store
from storage.matter_tables import Told
from storage.sealing import Sealer
from storage.tables import Outbox, Report
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

STAFF, LEADER, CHAIR = ("zalo", "staff"), ("zalo", "leader"), ("telegram", "chair")
FIGHT = "hai nhóm thanh niên đang đánh nhau ở chợ, có dao, mấy người chảy máu rồi"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("kdv-tonghop", *STAFF)
    desk.join("tdp1.leader", *LEADER)
    yield desk
    store.close()


def holder(session: Session, post: str) -> int:
    return people.holders(session, WARD, post)[0].id


@pytest.mark.parametrize(("unit", "name", "post"), [
    ("van-my", "Vạn Mỹ", "van-my.leader"), ("suoi-da", "Suối Đá", "suoi-da.leader"),
])  # fmt: skip
def test_the_desk_keys_in_who_reports_by_telephone_in_one_message_and_a_yes(
    desk: Desk, unit: str, name: str, post: str
) -> None:
    desk.do(lambda session: tick(session, WARD, NOW))
    asked = desk.say(STAFF, f"{name} sửa xong cầu tre, 12 hộ cùng làm")
    assert asked.startswith(f"Ghi thay thôn {name} tuần 47, báo qua điện thoại: ")
    assert "Đã" in desk.say(STAFF, "1")

    def job(session: Session) -> None:
        (report,) = session.execute(select(Report).where(col(Report.unit) == unit)).scalars()
        assert (report.channel, report.kind) == ("phone", "status")
        assert unit not in reports.unfulfilled(session, WARD, "2026-W47")
        for hours in range(0, 24 * 6, 3):
            tick(session, WARD, NOW + timedelta(hours=hours))
        session.expire_all()
        sent = select(col(Outbox.state)).where(col(Outbox.person) == holder(session, post)).distinct()
        assert set(session.execute(sent).scalars()) <= {"planned", "withdrawn", "expired"}, (
            "nothing goes to a telephone"
        )

    desk.do(job)


def test_an_office_with_a_telephone_alone_is_called_by_the_desk(desk: Desk) -> None:
    desk.say(LEADER, FIGHT)
    heard = [words for chat, words in desk.turn(LEADER, "1")]
    police = desk.do(lambda session: holder(session, "ca"))
    assert any("nhờ gọi điện ngay" in words and f"Công an phường {{phone:{police}}}" in words for words in heard)
    rows = desk.do(lambda s: s.execute(select(Outbox).where(col(Outbox.person) == police)).scalars().all())
    assert rows == []


def test_who_is_only_on_a_channel_that_is_out_is_called_too_and_still_written_to(desk: Desk) -> None:
    chair = desk.do(lambda session: people.house_of(session, WARD).chair())
    assert chair is not None
    desk.join(chair, *CHAIR)

    def out(session: Session) -> int:
        channels.silent(session, WARD, "telegram", NOW)
        channels.begin_outage(session, WARD, "telegram", NOW, NOW)
        return holder(session, chair)

    person = desk.do(out)
    desk.say(LEADER, FIGHT)
    heard = [words for _, words in desk.turn(LEADER, "1")]
    assert any(f"{{phone:{person}}} (Telegram đang gián đoạn)" in words for words in heard)

    def told(session: Session) -> None:
        (alarm,) = session.execute(select(Told).where(col(Told.person) == person)).scalars()
        assert alarm.by_telephone
        (letter,) = session.execute(select(Outbox).where(col(Outbox.person) == person)).scalars()
        assert (letter.channel, letter.kind, letter.state) == ("telegram", "alarm", "waiting")

    desk.do(told)


def test_an_alarm_that_was_on_its_way_when_the_channel_went_is_called_too(desk: Desk) -> None:
    chair = desk.do(lambda session: people.house_of(session, WARD).chair())
    assert chair is not None
    desk.join(chair, *CHAIR)
    desk.say(LEADER, FIGHT)
    desk.held_back = True
    desk.turn(LEADER, "1")

    def job(session: Session) -> None:
        channels.answered(session, WARD, "zalo", NOW)
        channels.silent(session, WARD, "telegram", NOW)
        tick(session, WARD, NOW + timedelta(minutes=3))
        session.expire_all()
        (call,) = session.execute(select(Outbox).where(col(Outbox.key).like("outage:%:call"))).scalars()
        person = holder(session, chair)
        assert f"{{phone:{person}}}" in call.text and call.channel == "zalo"
        (alarm,) = session.execute(select(Told).where(col(Told.person) == person)).scalars()
        assert alarm.by_telephone

    desk.do(job)


def kept(desk: Desk) -> list[tuple[str, str, str]]:
    """Every report: (unit, kind, words)."""

    def job(session: Session) -> list[tuple[str, str, str]]:
        rows = session.execute(select(Report).where(col(Report.channel) == "phone").order_by(col(Report.id))).scalars()
        return [(row.unit, row.kind, row.text) for row in rows]

    return desk.do(job)


@pytest.mark.parametrize("words", [
    "Vạn Mỹ, Suối Đá không có gì", "van my voi suoi da khong co gi", "Vạn Mỹ và Suối Đá: không phát sinh",
])  # fmt: skip
def test_two_units_on_the_telephone_have_a_report_each(desk: Desk, words: str) -> None:
    desk.do(lambda session: tick(session, WARD, NOW))
    assert desk.say(STAFF, words) == (
        "Ghi thay thôn Vạn Mỹ và thôn Suối Đá tuần 47, báo qua điện thoại: không phát sinh. Đúng chưa em?"
    )
    assert desk.say(STAFF, "1").split("\n") == [
        f"Đã ghi thôn {name} tuần 47: không phát sinh, báo qua điện thoại lúc 08:00." for name in ("Vạn Mỹ", "Suối Đá")
    ]
    assert kept(desk) == [("van-my", "nil", ""), ("suoi-da", "nil", "")]


def test_what_was_keyed_in_wrongly_is_mended_by_words(desk: Desk) -> None:
    desk.say(STAFF, "Suối Đá sửa xong cầu tre, 12 hộ cùng làm")
    assert "20 hộ cùng làm. Nơi: thôn Suối Đá. Loại: tin hoạt động." in desk.say(STAFF, "20 hộ")
    assert desk.say(STAFF, "Gò Cát").startswith("Ghi thay thôn Gò Cát tuần 47")
    assert "trồng thêm 30 cây" in desk.say(STAFF, "với trồng thêm 30 cây dương")
    desk.say(STAFF, "1")
    assert [(unit, kind) for unit, kind, _ in kept(desk)] == [("go-cat", "status")]


def test_news_takes_the_place_of_a_nil_just_keyed_in(desk: Desk) -> None:
    desk.say(STAFF, "Suối Đá không có gì")
    assert "Loại: phản ánh. Đúng chưa em?" in desk.say(STAFF, "à đường vào thôn lầy, xe không qua được")
    assert "YK-0001" in desk.say(STAFF, "1")
    assert [(unit, kind) for unit, kind, _ in kept(desk)] == [("suoi-da", "matter")]


def test_the_next_units_report_waits_for_the_one_that_stands(desk: Desk) -> None:
    desk.say(STAFF, "Suối Đá không có gì")
    assert desk.say(STAFF, "Vạn Mỹ không có gì") == (
        "Tin ghi thay thôn Suối Đá còn chưa lưu. Em chọn giúp, rồi nhắn tiếp đơn vị khác."
    )
    desk.say(STAFF, "1")
    desk.say(STAFF, "Vạn Mỹ không có gì")
    desk.say(STAFF, "1")
    assert [unit for unit, _, _ in kept(desk)] == ["suoi-da", "van-my"]


def test_danger_on_the_telephone_goes_out_at_once_and_fulfils_the_units_duty(desk: Desk) -> None:
    desk.do(lambda session: tick(session, WARD, NOW))
    assert "113, 114 hoặc 115" in desk.say(STAFF, f"Suối Đá {FIGHT}")
    desk.say(STAFF, "1")
    assert [(unit, kind) for unit, kind, _ in kept(desk)] == [("suoi-da", "alarm")]
    assert "suoi-da" not in desk.do(lambda session: reports.unfulfilled(session, WARD, "2026-W47"))


def test_what_was_keyed_in_is_corrected_part_by_part(desk: Desk) -> None:
    desk.say(STAFF, "Suối Đá sửa xong cầu tre")
    assert desk.say(STAFF, "2") == "Em muốn sửa phần nào?"
    desk.say(STAFF, "2")
    assert "Nơi: suối Cạn, thôn Suối Đá" in desk.say(STAFF, "suối Cạn")
    desk.say(STAFF, "3")
    assert kept(desk) == []
