"""What a number does, rule by rule (R1-R6 of the dialogues): a table of talks, each turn with what must be heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session, col

from scheduler.clock import tick
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox, Report
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

ME = ("zalo", "me")
NEWS = "hôm nay tổ họp dân 30 người dự"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("tdp1.leader", *ME)
    yield desk
    store.close()


def nudged(desk: Desk) -> None:
    def job(session: Session) -> None:
        tick(session, WARD, NOW.replace(hour=9))
        session.execute(
            update(Outbox).where(col(Outbox.kind) == "nudge").values(state="sent", sent_at=NOW.replace(hour=9))
        )

    desk.now = NOW.replace(hour=9)
    desk.do(job)
    desk.now += timedelta(minutes=1)


def confirming(desk: Desk) -> None:
    desk.say(ME, NEWS)
    assert "Đúng ý bác chưa" in desk.quiet(ME)


def menu(desk: Desk) -> None:
    desk.say(ME, "menu")


def idle(desk: Desk) -> None:
    """No question is open."""


def kinds(desk: Desk) -> list[str]:
    def job(session: Session) -> list[str]:
        return list(session.execute(select(col(Report.kind)).order_by(col(Report.id))).scalars())

    return desk.do(job)


@pytest.mark.parametrize(
    ("state", "typed", "heard", "kept"),
    [
        (nudged, "1", "không phát sinh", ["nil"]),  # R2: what is printed beside it
        (nudged, "số một", "không phát sinh", ["nil"]),
        (nudged, "1.", "không phát sinh", ["nil"]),
        (nudged, "2", "Việc gì, ở đâu", []),
        (nudged, "0", "không phát sinh", ["nil"]),  # R3: not printed there, 0 is the word không
        (nudged, "7", "hạn tin tuần", []),  # nobody printed it: asked again
        (nudged, "1 2", "một số thôi", []),  # R4: more than one asks again
        (confirming, "1", "Đã lưu tin tuần 47", ["status"]),
        (confirming, "2", "muốn sửa phần nào", []),
        (confirming, "3", "Đã bỏ tin này", []),
        (confirming, "0", "muốn sửa phần nào", []),  # R3: no question of going back there, 0 is no
        (confirming, "9", "Đúng ý bác chưa", []),
        (confirming, "12", "Đúng ý bác chưa", []),
        (menu, "1", "không phát sinh", ["nil"]),
        (menu, "2", "Việc gì, ở đâu", []),
        (menu, "6", "cứ nhắn như nói chuyện", []),
        (menu, "0", "Có việc gì bác cứ nhắn", []),
        (menu, "8", "cần gì ạ", []),
        (idle, "1", "cần gì ạ", []),  # R4: with no question open the menu, never nil
        (idle, "0", "cần gì ạ", []),
        (idle, "5", "cần gì ạ", []),
    ],
)  # fmt: skip
def test_a_number_means_only_what_is_printed(desk: Desk, state, typed: str, heard: str, kept: list[str]) -> None:  # type: ignore[no-untyped-def]
    state(desk)
    assert heard in desk.say(ME, typed)
    assert kinds(desk) == kept


@pytest.mark.parametrize("typed", ["12 hộ", "2 ngày"])
def test_a_number_with_a_measure_is_text(desk: Desk, typed: str) -> None:
    nudged(desk)
    assert desk.say(ME, typed) == "", "gathered as words"
    assert kinds(desk) == []


def test_a_one_sent_twice_never_undoes(desk: Desk) -> None:
    nudged(desk)
    desk.say(ME, "1")
    desk.say(ME, "1")
    assert kinds(desk) == ["nil"]
    taken = select(func.count()).select_from(Report).where(col(Report.withdrawn_at).is_not(None))
    assert desk.do(lambda session: int(session.execute(taken).scalar_one())) == 0


def test_what_takes_something_back_is_nine(desk: Desk) -> None:
    nudged(desk)
    desk.say(ME, "1")
    assert desk.say(ME, "9") == "Dạ, bác nhắn lại giúp: việc gì, ở đâu?"


def test_the_question_beneath_is_shown_again_when_the_one_on_top_is_answered(desk: Desk) -> None:
    confirming(desk)
    desk.say(ME, "tuần này tôi đi vắng")
    assert [choice.label for choice in desk.choices][:1] == ["Một tuần"]
    assert "Đúng ý bác chưa" in desk.say(ME, "0"), "R6: the pile"
    desk.say(ME, "1")
    assert kinds(desk) == ["status"]


def test_a_question_goes_quietly_after_two_days(desk: Desk) -> None:
    desk.say(ME, "rời kênh")
    desk.now += timedelta(hours=49)
    assert desk.say(ME, "1").endswith("cần gì ạ?")
