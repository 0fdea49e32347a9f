"""Telegram is cut off in the middle of a talk: it goes on elsewhere, is said once, and nothing bursts afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from storage import channels, people
from storage.tables import Contact, Outbox
from tests.rig import WARD, Rig, running

MORNING = datetime(2026, 11, 19, 2, tzinfo=UTC)  # Thursday, 09:00 in the ward
LEADER, OTHER, STAFF = "Đặng Quang Minh Trí", "Hồ Văn Tám Em", "Lê Ngọc Trâm"
NEWS = "đường vào khu tái định cư đọng nước, 15 hộ"


def played(database: Path, story: Callable[[Rig], Awaitable[None]]) -> None:
    """Zalo is not switched on here: what goes over to it is seen waiting."""

    async def play() -> None:
        async with running(database, MORNING, DANVAN_ZALO__TOKEN="") as rig:
            for name, post in ((LEADER, "dong-van.leader"), (OTHER, "tdp1.leader"), (STAFF, "kdv-tonghop")):
                await rig.join(name, post)
            for post in ("dong-van.leader", "kdv-tonghop"):
                await rig.write(lambda session, post=post: _also_on_zalo(session, post))  # type: ignore[misc]
            await story(rig)

    asyncio.run(play())


def _also_on_zalo(session: Session, post: str) -> None:
    person = people.holders(session, WARD, post)[0].id
    session.add(Contact(ward=WARD, person=person, channel="zalo", chat=post, joined_at=MORNING - timedelta(days=1)))


def on_zalo(session: Session) -> list[tuple[str | None, str]]:
    rows = session.execute(
        select(col(Outbox.chat), col(Outbox.text)).where(col(Outbox.channel) == "zalo").order_by(col(Outbox.id))
    )
    return [(chat, text) for chat, text in rows]


async def cut(rig: Rig, is_cut: bool) -> None:
    await rig.post("/control/cut", channel="telegram", cut=is_cut)


def test_the_talk_goes_over_and_the_desk_hears_once(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, NEWS)
        await cut(rig, True)
        await rig.wait(minutes=5)
        found = await rig.write(on_zalo)
        (mine,) = [text for chat, text in found if chat == "dong-van.leader"]
        assert mine.startswith("Telegram đang gián đoạn nên nhắn anh qua Zalo. Tổ giúp việc hiểu là: đường vào khu")
        (told,) = [text for chat, text in found if chat == "kdv-tonghop"]
        assert told.startswith("Telegram không trả lời từ 09:0")
        await cut(rig, False)
        await rig.say(OTHER, "menu")
        assert not await rig.write(lambda session: channels.is_out(session, WARD, "telegram"))
        await rig.wait(minutes=10)
        assert len(await rig.heard(OTHER)) == 1
        assert await rig.heard(LEADER) == [], "said on one channel only"
        assert len(await rig.write(on_zalo)) == 2

    played(database, story)


def test_what_is_written_meanwhile_is_answered_once_when_it_is_back(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await cut(rig, True)
        await rig.wait(minutes=5)
        await rig.post("/control/say", chat=rig.chats[OTHER], text="không có gì")
        await rig.wait(hours=2)
        assert await rig.heard(OTHER) == []
        await cut(rig, False)
        await rig.wait(minutes=10)
        said = await rig.heard(OTHER)
        assert sum(text.startswith("Đã ghi") for text in said) == 1
        assert len(said) <= 2, "no burst: the answer, and one reminder at most"

    played(database, story)
