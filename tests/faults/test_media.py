"""Voice notes, films and files that cannot be had or may not be kept; an album in its order."""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlmodel import Session, col

from storage import reports
from storage.tables import Media, Report
from tests.rig import WARD, Rig, running

NOW = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)  # Wednesday 08:00 in the ward
LEADER, STAFF, OWNER = "Tạ Văn Bảy", "Lê Ngọc Trâm", "Bùi Anh Khoa"
COLOURS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}


def played(
    database: Path, story: Callable[[Rig], Awaitable[None]], channel: str = "telegram", now: datetime = NOW, **more: str
) -> None:
    async def play() -> None:
        async with running(database, now, **more) as rig:
            rig.channel = channel
            for name, post in ((LEADER, "tdp5.leader"), (STAFF, "kdv-tonghop"), (OWNER, "ub-kthtdt")):
                await rig.join(name, post)
            await story(rig)

    asyncio.run(play())


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def media(session: Session) -> list[tuple[str, str]]:
    return [tuple(row) for row in session.execute(select(col(Media.kind), col(Media.state)).order_by(col(Media.id)))]


def owes(session: Session) -> bool:
    return "tdp5" in reports.unfulfilled(session, WARD, "2026-W47")


def test_a_film_that_is_too_large_is_not_begun_and_that_is_said(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/video", chat=rig.chats[LEADER], bytes=coded(b"\0\0\0\x18ftypisom" + bytes(2000)))
        await rig.at_rest()
        said = (await rig.heard(LEADER))[-1]
        assert said.startswith("Đoạn phim vừa rồi nặng quá")
        assert await rig.write(media) == [("video", "missing")]
        await rig.wait(minutes=20)
        assert await rig.heard(LEADER) == [], "nothing is asked about what is not there"

    played(database, story, DANVAN_MEDIA__MAX_BYTES="1000")


@pytest.mark.parametrize("name", ["bao cao.pdf", "tuan 47.docx", "xem.jpg"])
def test_a_program_under_any_name_is_not_kept(database: Path, name: str) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/document", chat=rig.chats[LEADER], name=name, bytes=coded(b"MZ\x90\0 a program"))
        await rig.at_rest()
        assert (await rig.heard(LEADER))[-1].startswith("Kênh không đọc được loại tệp vừa rồi.")
        assert await rig.write(media) == [("file", "missing")]

    played(database, story)


def test_a_report_that_stood_on_what_cannot_be_had_stands_no_more(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.at_rest()
        await rig.post("/control/faults", faults=[{"method": "getFile", "times": 9, "do": {"code": 500}}])
        await rig.post("/control/voice", chat=rig.chats[LEADER])
        await rig.wait(seconds=20)
        await rig.press(LEADER, "Để Khối nghe")
        assert not await rig.write(owes)
        await rig.wait(minutes=5)
        assert (await rig.heard(LEADER))[-1].startswith("Tin thoại vừa rồi kênh không tải về được.")
        assert await rig.write(owes)
        assert await rig.heard(STAFF) == []

    played(database, story)


def test_what_is_not_clear_is_erased(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/voice", chat=rig.chats[LEADER])
        await rig.wait(minutes=12)
        await rig.press(STAFF, "Nhờ gửi lại")

        def left(session: Session) -> list[bytes | None]:
            return list(session.execute(select(col(Media.content))).scalars())

        assert await rig.write(left) == [None]
        assert await rig.write(owes)
        await rig.press(STAFF, "Ghi lại")
        assert "hear_words" not in (await rig.heard(STAFF))[-1]

    played(database, story)


def _nearest(pixel: bytes) -> str:
    return min(COLOURS, key=lambda name: sum(abs(a - b) for a, b in zip(COLOURS[name], pixel, strict=True)))


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_an_album_is_one_report_and_keeps_its_order_to_the_owner(database: Path, channel: str) -> None:
    def picture(colour: str) -> str:
        out = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(out, "PNG")
        return coded(out.getvalue())

    async def shown(rig: Rig, name: str) -> list[str]:
        found = []
        for message in await rig.messages(name):
            if "photo" in message:
                async with rig.http.get(rig.url + message["photo"]["url"]) as answer:
                    pixel = Image.open(io.BytesIO(await answer.read())).convert("RGB").resize((1, 1)).tobytes()
                found.append(_nearest(pixel))
        return found

    async def story(rig: Rig) -> None:
        for n, colour in enumerate(COLOURS):
            words = {"caption": "cống hẻm 4 nghẹt rác, 6 hộ kêu hôi"} if n == 0 else {}
            await rig.post("/control/photo", chat=rig.chats[LEADER], bytes=picture(colour), album="a1", **words)
        await rig.wait(seconds=5)
        assert "; 4 ảnh." in (await rig.heard(LEADER))[-1]
        await rig.press(LEADER, "Đúng")
        await rig.wait(minutes=2)
        assert await shown(rig, STAFF) == list(COLOURS)
        await rig.press(STAFF, "Chuyển ảnh")
        await rig.wait(minutes=1)
        assert await shown(rig, OWNER) == list(COLOURS)
        assert len(await rig.write(lambda session: session.execute(select(Report)).all())) == 1

    played(database, story, channel)


def test_a_photo_with_words_of_danger_waits_for_nothing(database: Path) -> None:
    async def story(rig: Rig) -> None:
        words = "nước vô nhà, 5 nhà ngập tới ngực, còn 2 cụ già chưa ra được"
        for n in range(2):
            await rig.post("/control/photo", chat=rig.chats[LEADER], album="a1", **({} if n else {"caption": words}))
        await rig.at_rest()
        said = await rig.heard(LEADER)
        assert said[0].startswith("Có người gặp nguy hiểm")
        assert "KH-0001" in said[1], "the second picture belongs to the alarm"
        assert [state for _, state in await rig.write(media)] == ["kept", "kept"]
        assert not [message for message in await rig.messages(STAFF) if "photo" in message]

    played(database, story)


def test_who_has_left_is_told_nothing_of_their_voice_note(database: Path) -> None:
    """The report stays the unit's; the desk writes its line all the same."""

    async def story(rig: Rig) -> None:
        await rig.post("/control/voice", chat=rig.chats[LEADER])
        await rig.wait(seconds=20)
        await rig.press(LEADER, "Để Khối nghe")
        await rig.say(LEADER, "rời kênh")
        await rig.press(LEADER, "Rời kênh")
        await rig.wait(minutes=2)
        await rig.press(STAFF, "Ghi lại")
        await rig.say(STAFF, "đèn đường hẻm 4 hư 3 bóng")
        await rig.press(STAFF, "Đúng")
        assert "YK-0001" in (await rig.heard(STAFF))[-1]
        assert (await rig.heard(LEADER))[-1].startswith("Bác đã rời kênh.")

    played(database, story, now=NOW + timedelta(hours=1))
