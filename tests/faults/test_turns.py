"""A message that cannot be read or worked on is kept, told about once, and in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Turn
from reporting.privacy import guard
from reporting.values import Kind
from storage import conversations, people
from storage.sealing import sealer_of
from storage.tables import Inbox
from tests.rig import Rig, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LEADER, OTHER, STAFF = "Hồ Văn Tám Em", "Tạ Văn Bảy", "Lê Ngọc Trâm"


def played(database: Path, story: Callable[[Rig], Awaitable[None]]) -> None:
    async def play() -> None:
        async with running(database, NOW) as rig:
            await rig.join(LEADER, "tdp1.leader")
            await rig.join(OTHER, "tdp5.leader")
            await rig.join(STAFF, "kdv-tonghop")
            await story(rig)

    asyncio.run(play())


def dead(session: Session) -> list[tuple[dict[str, Any], str | None, str | None]]:
    """(payload, original unsealed, error)"""
    rows = session.execute(select(Inbox).where(col(Inbox.state) == "dead").order_by(col(Inbox.id))).scalars()
    return [(row.payload, sealer_of(session).open(row.sealed) if row.sealed else None, row.error) for row in rows]


async def malformed(rig: Rig, text: str) -> None:
    """A message without its chat: no library can read it."""
    message = {"message_id": 77, "date": 1, "text": text, "from": {"id": 9, "is_bot": False, "first_name": "Vô Danh"}}
    await rig.post("/control/update", update={"message": message})
    await rig.at_rest()


def test_an_update_nobody_can_read_is_kept_as_its_shape_and_the_bot_is_not_deaf(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await malformed(rig, "nhà ông Bảy số 0912 345 678 mất nước")
        await malformed(rig, "tôi tố cáo chủ tịch nhận hối lộ")
        await rig.say(LEADER, "không có gì")
        assert len(await rig.heard(LEADER)) == 1
        (shape, original, error), (_, refused, _) = await rig.write(dead)
        assert shape["message"]["text"] == "str36"
        assert shape["message"]["from"]["first_name"] == "str7"
        assert original is not None
        assert "0912 345 678" in original
        assert error == "ValidationError"
        assert refused is None, "what the gate refuses is kept in no form"

    played(database, story)


def test_a_gate_that_stumbles_does_not_make_the_bot_deaf(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(text: str, known: frozenset[str]) -> Any:
        if "vấp" in text:
            raise IndexError(text)
        return guard(text, known)

    monkeypatch.setattr("bot.ears.guard", stumbles)

    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "câu này làm cửa vấp")
        await rig.say(LEADER, "không có gì")
        assert len(await rig.heard(LEADER)) == 1
        ((_, original, error),) = await rig.write(dead)
        assert (original, error) == (None, "IndexError"), "unread is unjudged: nothing of it is kept"

    played(database, story)


class Poison:
    """Makes the door raise over certain turns, after they have written something."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, hits: Callable[[Turn], bool]) -> None:
        self.tries: list[float] = []
        real = door.handle

        def handle(turn: Turn) -> None:
            if hits(turn):
                self.tries.append((turn.now - NOW).total_seconds())
                people.cannot_be_reached(turn.session, "telegram", turn.incoming.chat or "none", turn.now)
                turn.say("nửa chừng")
                raise KeyError("words of a person")
            real(turn)

        monkeypatch.setattr(door, "handle", handle)


def test_a_turn_that_raises_is_tried_again_then_set_aside_and_order_is_kept(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = Poison(monkeypatch, lambda turn: turn.incoming.text == "nổ")

    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "ống nước bể ở xóm Chợ")
        for text in ("nổ", "không có gì", "menu"):  # they come in one batch
            await rig.post("/control/say", chat=rig.chats[LEADER], text=text)
        await rig.at_rest()
        await rig.say(OTHER, "không có gì")
        assert len(await rig.heard(OTHER)) == 1, "other chats go on"
        await rig.wait(seconds=34)
        assert not [text for text in await rig.heard(LEADER) if text.startswith("Tin của")]
        await rig.wait(seconds=2)
        assert sorted(set(poison.tries)) == [0, 5, 35]
        heard = await rig.heard(LEADER)
        assert heard[0].startswith("Tin của bác đã nhận, chưa xử lý xong"), (
            "one sorry sentence, then what was held back"
        )
        assert heard[1].startswith("Bác cần gì"), "what was held back is answered at once, in order"
        assert not any("nửa chừng" in text for text in heard)
        told = [text for text in await rig.heard(STAFF) if "chưa xử lý được" in text]
        assert len(told) == 1
        assert "0900000121" in told[0], "staff can telephone"
        talk = await rig.write(lambda session: conversations.talk_of(session, f"p:{_id(session)}"))
        assert talk.draft is not None
        assert "ống nước bể" in talk.draft.text, "the draft is kept"
        ((_, _, error),) = await rig.write(dead)
        assert error == "KeyError"

    played(database, story)


def test_what_a_message_set_aside_held_back_is_answered_in_the_same_moment(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Poison(monkeypatch, lambda turn: turn.incoming.text == "nổ")

    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "nổ")
        await rig.wait(seconds=34)
        await rig.say(LEADER, "menu")
        assert await rig.heard(LEADER) == []
        await rig.wait(seconds=1)
        sorry, menu = await rig.heard(LEADER)
        assert (sorry[:20], menu[:11]) == ("Tin của bác đã nhận,", "Bác cần gì ")

    played(database, story)


def test_a_wait_whose_end_raises_is_tried_again_and_then_given_up(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = Poison(monkeypatch, lambda turn: turn.incoming.kind is Kind.WAKE)

    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "dọn vệ sinh quanh chợ, 40 hộ tham gia")
        await rig.say(OTHER, "không có gì")
        await rig.wait(minutes=2)
        assert poison.tries == [4, 9, 39]
        assert [text[:20] for text in await rig.heard(LEADER)] == ["Tin của bác đã nhận,"]
        talk = await rig.write(lambda session: conversations.talk_of(session, f"p:{_id(session)}"))
        assert talk.draft is not None
        assert talk.wake_at is None

    played(database, story)


def test_the_end_of_one_persons_wait_does_not_hide_the_next_ones(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "dọn vệ sinh quanh chợ, 40 hộ tham gia")
        await rig.post("/control/clock", set=(NOW + timedelta(seconds=2)).isoformat())
        await rig.say(OTHER, "dọn mương, 12 hộ tham gia")
        await rig.post("/control/clock", set=(NOW + timedelta(seconds=4)).isoformat())
        assert (await rig.at_rest())["next_due"] == (NOW + timedelta(seconds=6)).isoformat()
        await rig.wait(seconds=2)
        assert len(await rig.heard(LEADER)) == len(await rig.heard(OTHER)) == 1

    played(database, story)


def _id(session: Session) -> int:
    return people.holders(session, "sa-lam", "tdp1.leader")[0].id
