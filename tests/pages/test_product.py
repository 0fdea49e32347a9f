"""From the word in the chat to the page and back into the chat, through the whole product."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import Media, Outbox
from tests.pages.test_photos import taken
from tests.rig import Rig, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 09:00 in the ward
LEADER = "Hồ Văn Tám Em"
PUBLIC = "https://baoviec.example.vn"
JSON = {"Accept": "application/json"}


def test_a_place_and_a_photo_of_a_page_join_the_draft_in_the_chat(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.join(LEADER, "tdp1.leader")
        await rig.say(LEADER, "ghim")
        (text,) = await rig.heard(LEADER)
        assert f": {PUBLIC}/l/1-" in text
        page = rig.health.removesuffix("/healthz") + text.rpartition(PUBLIC)[2]
        assert text.rpartition("/")[2] not in "".join(await rig.write(texts)), "no row holds an address that opens"
        await rig.say(LEADER, "nước thải chảy ra mặt đường, hôi lắm")
        place = {"id": "aaaaaaaa", "lat": "14.8161", "lon": "108.9838"}
        async with rig.http.post(f"{page}/place", data=place, headers=JSON) as answer:
            assert await answer.json() == {"said": "gần cảng cá Cửa Gành, Tổ dân phố 6"}
        async with rig.http.post(f"{page}/photo?id=bbbbbbbb", data=taken(), headers=JSON) as answer:
            assert answer.status == 200
        await rig.at_rest()
        await rig.wait(seconds=30)
        (shown,) = await rig.heard(LEADER)
        assert "; 1 ảnh. Nơi: cảng cá Cửa Gành, Tổ dân phố 6. " in shown
        await rig.press(LEADER, "Đúng")
        assert await rig.write(lambda s: s.execute(select(col(Media.report), col(Media.state))).all()) == [(1, "kept")]
        async with rig.http.post(f"{page}/done", headers=JSON) as answer:
            assert answer.status == 200
        async with rig.http.get(page) as answer:
            assert answer.status == 410

    async def play() -> None:
        async with running(database, NOW, DANVAN_WEB__PUBLIC_URL=PUBLIC) as rig:
            await story(rig)

    asyncio.run(play())


def texts(session: Session) -> list[str]:
    return list(session.execute(select(col(Outbox.text))).scalars())
