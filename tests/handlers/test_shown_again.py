"""A question shown again speaks of now: how one is called, and how much time is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from reporting.texts.nudges import last, recounted, second
from reporting.texts.readdressing import readdressed
from reporting.values import Kind, Who
from scheduler.clock import tick
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox
from tests.handlers.desk import Desk
from tests.rig import KEY, WARD

ME = ("telegram", "me")
COUSIN = Who(1, "Hồ Văn Tám Em", "Tám Em", "bác")
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    desk = Desk(Store(f"sqlite:///{database}", Sealer(KEY)))
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("Đúng ý bác chưa?", "Đúng ý chú chưa?"),
        ("Chào bác Tám Em, hôm qua bác còn tin", "Chào chú Tám, hôm qua chú còn tin"),
        ("Bác trả lời ngay dưới đây giúp.", "Chú trả lời ngay dưới đây giúp."),
        ("Tuần 47 nhờ bác Chín báo thay, phải không bác?", "Tuần 47 nhờ bác Chín báo thay, phải không chú?"),
        ('Trưởng Khối hỏi: "bác sĩ tới chưa". Bác trả lời', 'Trưởng Khối hỏi: "bác sĩ tới chưa". Chú trả lời'),
        ("hiểu là: thiếu bác sĩ. Nơi: hẻm 4. Đúng ý bác chưa?", "hiểu là: thiếu bác sĩ. Nơi: hẻm 4. Đúng ý chú chưa?"),
    ],
)
def test_questions_already_asked_call_people_as_they_wish(said: str, now: str) -> None:
    assert readdressed(said, COUSIN, replace(COUSIN, address="chú", call="Tám")) == now


def test_the_question_that_stands_takes_the_new_address(desk: Desk) -> None:
    desk.join("tdp1.leader", *ME)
    desk.say(ME, "đèn hẻm 4 hư ba đêm nay")
    assert "Đúng ý bác chưa?" in desk.quiet(ME)
    said = desk.say(ME, "gọi tôi là chú")
    assert "Đúng ý chú chưa?" in said and "bác" not in said


@pytest.mark.parametrize(
    ("left", "over", "words"),
    [
        (1.5 * HOUR, False, "Bác Tám Em ơi, còn khoảng 1 giờ rưỡi nữa tới hạn tin tuần."),
        (0 * HOUR, False, "Bác Tám Em ơi, sắp tới hạn tin tuần."),
        (0 * HOUR, True, "Bác Tám Em ơi, đã tới hạn tin tuần."),
    ],
)
def test_the_time_left_is_counted_anew(left: timedelta, over: bool, words: str) -> None:
    assert recounted(second(COUSIN, 2.5 * HOUR), left, over).startswith(words)


def test_the_last_one_too() -> None:
    said = last(COUSIN, HOUR / 2)
    assert recounted(said, HOUR / 2, over=False) == said
    assert recounted(said, 0 * HOUR, over=True).startswith("Đã tới hạn. Nếu bận")


def test_a_reminder_shown_again_later_and_one_still_held_back(desk: Desk) -> None:
    desk.join("tdp1.leader", *ME)
    desk.join("tdp2.leader", "telegram", "other")
    desk.now = datetime(2026, 11, 19, 6, 30, tzinfo=UTC)  # 13:30, two hours and a half before the deadline
    desk.do(lambda session: tick(session, WARD, desk.now))

    def waiting(session: Session) -> list[str]:
        rows = session.execute(select(Outbox).where(Outbox.state == "waiting")).scalars()  # type: ignore[arg-type]
        return [row.text for row in rows if "tới hạn" in row.text]

    assert len(desk.do(waiting)) == 2 and all("2 giờ rưỡi" in text for text in desk.do(waiting))
    desk.now += timedelta(minutes=80)
    desk.do(lambda session: tick(session, WARD, desk.now))
    assert all("còn khoảng 1 giờ nữa" in text for text in desk.do(waiting))
    assert "còn khoảng 1 giờ nữa" in desk.say(ME, "", Kind.STICKER)
