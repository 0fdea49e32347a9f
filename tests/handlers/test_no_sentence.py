"""Letters struck at random, and a choice of the menu that was left: nobody is alarmed by what says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Matter
from tests.handlers.desk import Desk
from tests.rig import KEY

ME, STAFF, DEPUTY = ("telegram", "me"), ("telegram", "staff"), ("telegram", "deputy")
ASKS = "Việc gì, ở đâu, khoảng bao nhiêu hộ hay người?"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("tdp5.leader", *ME)
    desk.join("kdv-tonghop", *STAFF)
    desk.join("kdv-pho", *DEPUTY)
    yield desk
    store.close()


def written(desk: Desk, text: str) -> str:
    return "\n".join(said for said in (desk.say(ME, text), desk.quiet(ME)) if said)


def to_others(desk: Desk, who: tuple[str, str], text: str) -> list[str]:
    return [words for chat, words in desk.turn(who, text) if chat != who[1]]


def alarms(desk: Desk) -> list[tuple[str, int | None]]:
    def job(session: Session) -> list[tuple[str, int | None]]:
        rows = session.execute(select(Matter).where(Matter.kind == "hotspot")).scalars()  # type: ignore[arg-type]
        return [(matter.code, matter.severity) for matter in rows]

    return desk.do(job)


def alarmed(desk: Desk, text: str = "nước sông đang lên, tràn bờ kè chừng 30 phân, chưa vô nhà ai") -> None:
    desk.say(ME, "menu")
    desk.say(ME, "3")
    written(desk, text)
    desk.say(ME, "1")
    assert alarms(desk) == [("KH-0001", 2)]


@pytest.mark.parametrize("choice", ["Việc khẩn", "Ý kiến bà con"])
def test_what_cannot_be_read_is_asked_for_as_a_sentence(desk: Desk, choice: str) -> None:
    assert "chưa hiểu rõ" in written(desk, "asdkj")
    assert desk.say(ME, choice).startswith(ASKS)
    assert written(desk, "qwrt zx").startswith(ASKS)
    assert "đèn hẻm 4" in written(desk, "đèn hẻm 4 hư") and "qwrt" not in written(desk, "đèn hẻm 4 hư")
    assert alarms(desk) == []


def test_a_choice_left_with_0_is_forgotten(desk: Desk) -> None:
    desk.say(ME, "menu")
    desk.say(ME, "Việc khẩn")
    desk.say(ME, "0")
    assert "Loại: tin hoạt động" in written(desk, "hôm nay tổ trồng 20 cây dừa")


def test_nonsense_is_no_news_of_a_running_alarm(desk: Desk) -> None:
    alarmed(desk)
    assert desk.turn(ME, "zxcv") == []
    assert "chưa hiểu rõ" in desk.quiet(ME)
    assert any("nước còn lên nữa" in words for words in to_others(desk, ME, "nước còn lên nữa"))


def test_nonsense_of_who_was_told_is_no_word_to_the_reporter(desk: Desk) -> None:
    alarmed(desk)
    assert to_others(desk, DEPUTY, "asdkj") == []
    assert any("anh em đang xuống" in words for words in to_others(desk, DEPUTY, "anh em đang xuống"))


def test_what_khan_asks_for_is_something_new(desk: Desk) -> None:
    alarmed(desk)
    assert desk.say(ME, "khẩn").startswith(ASKS)
    assert desk.say(ME, "trụ điện trước chợ nghiêng, dây võng sát đường") == ""
    assert "Loại: việc khẩn" in desk.quiet(ME)


@pytest.mark.parametrize("before", [(), ("khẩn",)])
def test_danger_to_life_raises_the_running_alarm_of_the_same_thing(desk: Desk, before: tuple[str, ...]) -> None:
    alarmed(desk)
    for word in before:
        desk.say(ME, word)
    heard = desk.turn(ME, "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác")
    assert alarms(desk) == [("KH-0001", 3)]
    assert next(words for chat, words in heard if chat == ME[1]).startswith("Có người gặp nguy hiểm, xin gọi ngay 113")
    assert any("KH-0001 nâng lên mức 3" in words for chat, words in heard if chat != ME[1])


def test_what_was_not_understood_joins_no_later_words(desk: Desk) -> None:
    assert "chưa hiểu rõ" in written(desk, "zxcv bnmq")
    heard = to_others(desk, ME, "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác")
    assert heard and not any("zxcv" in words for words in heard)


def test_nor_what_was_not_understood_twice(desk: Desk) -> None:
    written(desk, "zxcv bnmq")
    assert "vẫn chưa hiểu" in written(desk, "kkk")
    said = written(desk, "đèn hẻm 4 hư ba đêm nay")
    assert "hiểu là" in said and "kkk" not in said


def test_of_an_alarm_that_is_over_nothing_more_is_asked(desk: Desk) -> None:
    desk.say(ME, "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác")
    assert "Có ai bị thương không" in desk.say(ME, "1")
    desk.say(DEPUTY, "1")
    desk.say(DEPUTY, "xong")
    said = desk.say(ME, "ổn rồi")
    assert "KH-0001 đã khép lại" in said and "bị thương" not in said


@pytest.mark.parametrize("cry", ["sos", "SOS", "cứu", "cuu", "cứu, cứu"])
def test_a_cry_for_help_is_a_call_to_telephone(desk: Desk, cry: str) -> None:
    assert "người trực sẽ gọi cho bác" in desk.say(ME, cry)
    assert alarms(desk) == [("KH-0001", 3)]


def test_the_week_before_the_clock_has_opened_it(desk: Desk) -> None:
    said = desk.say(STAFF, "tuần")
    assert ": 0 đơn vị đã gửi. Chưa gửi: Chi bộ 1, " in said and "thôn Suối Đá" in said
