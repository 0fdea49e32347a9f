"""What one person types and hears back, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Report
from tests.handlers.desk import Desk
from tests.rig import KEY

STAFF, HEAD, LEADER = ("zalo", "staff"), ("zalo", "head"), ("zalo", "leader")


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("kdv-tonghop", *STAFF)
    desk.join("kdv-truong", *HEAD)
    desk.join("tdp1.leader", *LEADER)
    yield desk
    store.close()


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
