"""What the chat says about links, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from handlers import digest_desk, door, report
from handlers.turn import Manner, Turn
from reporting.calendar import period_before
from reporting.interview import Question
from reporting.texts import desk as desk_texts
from reporting.texts import pages as texts
from reporting.texts.reports import unsupported
from reporting.values import Incoming, Kind
from storage import conversations, digests, links, people, signing
from storage.database import Store
from storage.sealing import Sealer
from tests.pages.desk import DAY, LEADER, NOW, READER
from tests.rig import KEY, WARD

Do = Callable[[Callable[[Session], Any]], Any]
SLOT = re.compile(r"\{link:(\d+)\}")
STAFF, HEAD, OWNER = "kdv-tonghop", "kdv-truong", "ub-kthtdt"


@pytest.fixture
def do(database: Path) -> Iterator[Do]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def everybody(session: Session) -> None:
        for chat, post in enumerate((LEADER, STAFF, HEAD, OWNER, READER)):
            people.join(session, WARD, people.holders(session, WARD, post)[0].id, "zalo", str(chat), NOW)

    store.do(everybody).result(10)
    yield lambda job: store.do(job).result(10)
    store.close()


def turn_of(
    session: Session, post: str, words: str = "", kind: Kind = Kind.TEXT, pages: timedelta | None = DAY, **more: Any
) -> Turn:
    who = people.holders(session, WARD, post)[0]
    incoming = Incoming("zalo", "1", "0", kind, NOW, text=words, **more)
    return Turn(session, people.house_of(session, WARD), NOW, incoming, 1, who, Manner(pages=pages))


def said(do: Do, post: str, words: str = "", kind: Kind = Kind.TEXT, **more: Any) -> list[str]:
    def job(session: Session) -> list[str]:
        turn = turn_of(session, post, words, kind, **more)
        door.handle(turn)
        return [say.text for say in turn.says]

    return do(job)  # type: ignore[no-any-return]


def opens(do: Do, text: str) -> tuple[str, int, str | None]:
    """(purpose, person, about) of the one link a text holds."""
    (number,) = SLOT.findall(text)

    def job(session: Session) -> tuple[str, int, str | None]:
        found = links.opened(session, links.token(session, int(number)), NOW)
        assert found is not None
        return found.purpose, found.person, found.about

    return do(job)  # type: ignore[no-any-return]


def number_of(do: Do, post: str) -> int:
    return do(lambda s: people.holders(s, WARD, post)[0].id)  # type: ignore[no-any-return]


@pytest.mark.parametrize("words", ["ghim", "Ghim nơi", "bản đồ", "gửi ảnh", "lien ket", "GHIM.", "/ghim"])
def test_a_word_gives_a_link(do: Do, words: str) -> None:
    (text,) = said(do, LEADER, words)
    assert (
        text == "Bác mở liên kết này để ghim nơi, gửi ảnh, gửi tệp. Dùng được đến 9 giờ thứ Năm, ngày 19/11: {link:1}"
    )
    assert opens(do, text) == ("add", number_of(do, LEADER), None)


def test_the_word_twice_gives_the_same_link(do: Do) -> None:
    assert said(do, LEADER, "ghim") == said(do, LEADER, "ghim")


def test_in_a_sentence_it_is_text(do: Do) -> None:
    assert said(do, LEADER, "gửi ảnh cái cống ở hẻm 12 bị nghẹt") == []


def test_without_an_address_of_our_own_there_are_no_links(do: Do) -> None:
    (text,) = said(do, LEADER, "ghim", pages=None)
    assert text == texts.no_links(do(lambda s: people.holders(s, WARD, LEADER)[0]))
    (text,) = said(do, LEADER, kind=Kind.UNSUPPORTED, pages=None)
    assert text == unsupported(do(lambda s: people.holders(s, WARD, LEADER)[0]))


def test_what_a_channel_cannot_carry_a_page_can(do: Do) -> None:
    (text,) = said(do, LEADER, kind=Kind.UNSUPPORTED)
    assert text.startswith("Zalo không chuyển được loại tin này tới kênh. Bác gõ bằng chữ, gửi ảnh, hoặc mở liên kết")
    assert opens(do, text)[0] == "add"


@pytest.mark.parametrize("post", [OWNER, READER])
def test_who_reports_nothing_gets_no_link(do: Do, post: str) -> None:
    for text in (*said(do, post, "ghim"), *said(do, post, kind=Kind.UNSUPPORTED)):
        assert not SLOT.search(text)


def test_a_place_alone_is_asked_about(do: Do) -> None:
    def job(session: Session) -> list[str]:
        turn = turn_of(session, LEADER, kind=Kind.PLACE, place=(14.8050, 108.9580))
        door.handle(turn)
        turn.incoming = replace(turn.incoming, kind=Kind.WAKE, place=None)
        report.wake(turn)
        return [say.text for say in turn.says]

    assert do(job) == ["Đã nhận nơi: chợ Sa Lâm. Việc gì ở đó vậy bác? Bác viết ngắn cũng được."]


def test_the_middle_of_a_unit_is_that_unit(do: Do) -> None:
    def job(session: Session) -> str:
        turn = turn_of(session, LEADER, "đèn đường không sáng ba ngày nay", place=(14.8122, 108.9638))
        door.handle(turn)
        turn.incoming = replace(turn.incoming, kind=Kind.WAKE, place=None)
        report.wake(turn)
        return turn.says[-1].text

    assert "Nơi: Tổ dân phố 5. " in do(job)


def test_a_signed_digest_leads_each_reader_to_a_page_of_their_own(do: Do) -> None:
    def job(session: Session) -> list[tuple[str, int | None]]:
        turn = turn_of(session, STAFF)
        period = period_before(turn.house.period(NOW), turn.house.schedule, turn.house.calendar)
        question = Question("q", "approve", desk_texts.APPROVE, NOW, NOW + DAY, {"label": period.label})
        digest_desk.approve(turn, question, desk_texts.APPROVE[0])
        for key, talk in turn.talks.items():
            conversations.keep_talk(session, WARD, key, talk)
        row = digests.get(session, WARD, period.label)
        assert row is not None
        signing.sign(session, row, NOW, 1)
        assert signing.give_number(session, row, "BC/KDV 2025-08-12", 12, NOW, 1)
        reader = turn_of(session, READER, "tuần")
        door.handle(reader)
        return [(say.text, say.person) for say in (*turn.says, *reader.says)]

    approved, to_head, to_reader = do(job)
    assert not SLOT.search(approved[0])
    for text, person in (to_head, to_reader):
        assert text.splitlines()[-1].startswith("Xem chữ lớn hoặc in ra, mở được đến 9 giờ thứ Năm, ngày 19/11: ")
        assert opens(do, text)[:2] == ("digest", person)
    assert (to_head[1], to_reader[1]) == (number_of(do, HEAD), number_of(do, READER))


def test_every_sentence_is_short_enough_beside_its_link(do: Do) -> None:
    who = do(lambda s: people.holders(s, WARD, LEADER)[0])
    until = datetime(2026, 11, 29, 16, 30, tzinfo=UTC)
    for text in (
        texts.add_link(who, "", until),
        texts.cannot_carry(who, "Telegram", ""),
        texts.no_links(who),
        texts.where_of_what(who, "khu tái định cư Đồng Vân"),
        texts.digest_link("", until),
    ):
        assert len(text) <= 240
