"""Two addresses, one person: every way a code can be asked for, typed and mistyped. No network: turns on a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Manner, Turn
from reporting.texts import joining
from reporting.values import Incoming, Kind
from storage import conversations, outbox, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import AuditEntry, Contact
from tests.rig import KEY, WARD

NOW = datetime(2026, 11, 18, 1, tzinfo=UTC)  # 08:00 in the ward
CODE = re.compile(r"[A-Z]{4} [A-Z]{4}")
PHONE, ZALO, STRANGER = ("telegram", "1"), ("zalo", "a"), ("zalo", "b")
LINKED = "Đã nối Zalo với thôn Đồng Vân. Anh nhắn ở đâu cũng được, chuyện đang dở vẫn tiếp."
Heard = list[tuple[str, str]]  # (chat, words)


class Desk:
    """Speaks for people and answers what the product would say."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers = count(1)
        self.now = NOW
        self.manner = Manner(channels=("telegram", "zalo"), names={"zalo": "Bot phường Sa Lâm"})

    def join(self, post: str, channel: str, chat: str) -> None:
        def job(session: Session) -> None:
            people.join(session, WARD, people.holders(session, WARD, post)[0].id, channel, chat, self.now)

        self._store.do(job).result(10)

    def say(self, where: tuple[str, str], text: str, kind: Kind = Kind.TEXT) -> str:
        """What is said back in the same chat."""
        return "\n".join(words for chat, words in self.turn(where, text, kind) if chat == where[1])

    def turn(self, where: tuple[str, str], text: str, kind: Kind = Kind.TEXT) -> Heard:
        number, now = next(self._numbers), self.now

        def job(session: Session) -> Heard:
            who = people.who_is(session, *where)
            if who is not None:
                people.can_be_reached(session, *where, now)
            incoming = Incoming(*where[:1], str(number), where[1], kind, now, text=text)
            turn = Turn(session, people.house_of(session, WARD), now, incoming, number, who, self.manner)
            door.handle(turn)
            for key, talk in turn.talks.items():
                conversations.keep_talk(session, WARD, key, talk)
            for say in turn.says:
                outbox.put(session, WARD, say, now)
            return [(say.chat or "", say.text) for say in turn.says]

        return self._store.do(job).result(10)

    def code(self, text: str = "thêm kênh zalo", where: tuple[str, str] = PHONE) -> str:
        found = CODE.search(self.say(where, text))
        assert found is not None
        return found[0]

    def chats(self) -> set[str]:
        return set(self._store.do(lambda s: s.execute(select(col(Contact.chat))).scalars().all()).result(10))

    def acts(self) -> list[tuple[str, str | None]]:
        def job(session: Session) -> list[tuple[str, str | None]]:
            rows = session.execute(select(col(AuditEntry.act), col(AuditEntry.about)).order_by(col(AuditEntry.id)))
            return [(act, about) for act, about in rows if act != "joined"]

        return self._store.do(job).result(10)


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
    assert "không còn dùng được" in desk.say(ZALO, code)
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
