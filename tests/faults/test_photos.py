"""A photo is seen by nobody before somebody of the Bloc has looked at it, and by nobody after they kept it back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from handlers import forwarding
from handlers.turn import Turn
from reporting.values import Incoming, Kind
from storage import links, matters, outbox, people
from storage.tables import Media, PageLink
from tests.rig import WARD, Rig, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 09:00 in the ward
LEADER, STAFF, OWNER = "Mai Thị Thu Lam", "Lê Ngọc Trâm", "Bùi Anh Khoa"


def played(database: Path, channel: str, story: Callable[[Rig], Awaitable[None]], now: datetime = NOW) -> None:
    async def play() -> None:
        async with running(database, now) as rig:
            rig.channel = channel
            for name, post in ((LEADER, "tdp6.leader"), (STAFF, "kdv-tonghop"), (OWNER, "ub-kthtdt")):
                await rig.join(name, post)
            await story(rig)

    asyncio.run(play())


async def two_photos_and_words(rig: Rig) -> None:
    for _ in range(2):
        await rig.post("/control/photo", chat=rig.chats[LEADER])
    await rig.say(LEADER, "nước thải chảy ra mặt đường gần cảng cá")
    await rig.wait(seconds=10)
    await rig.say(LEADER, "1")
    await rig.wait(minutes=2)


async def shown(rig: Rig, name: str) -> list[str]:
    """The words under each photo somebody got."""
    return [message["text"] for message in await rig.messages(name) if "photo" in message]


@pytest.mark.parametrize("channel", ["zalo", "telegram"])
def test_each_photo_is_looked_at_and_then_goes_on_to_the_owner_once(database: Path, channel: str) -> None:
    async def story(rig: Rig) -> None:
        await two_photos_and_words(rig)
        first, last = await shown(rig, STAFF)
        assert first == "YK-0001, ảnh 1 trên 2."
        assert last.startswith("YK-0001 có 2 ảnh chờ xem: nước thải chảy ra mặt đường")
        assert await shown(rig, OWNER) == []
        await rig.press(STAFF, "Chuyển ảnh")
        await rig.wait(minutes=2)
        assert len(await shown(rig, OWNER)) == 2
        assert len(await shown(rig, STAFF)) == 2

    played(database, channel, story)


def test_what_is_kept_back_goes_to_nobody(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await two_photos_and_words(rig)
        await rig.press(STAFF, "Không chuyển")
        await rig.wait(minutes=5)
        assert await shown(rig, OWNER) == []
        assert (await rig.heard(STAFF))[-1] == "Ảnh kèm YK-0001 giữ lại ở Khối, không chuyển."
        decided = await rig.write(lambda session: list(session.execute(select(col(Media.passes))).scalars()))
        assert decided == [False, False]

    played(database, "zalo", story)


def test_a_photo_that_came_late_is_not_let_on_with_those_that_were_shown(database: Path) -> None:
    """It could not be fetched at first: the desk has not seen it when it says yes to the other one."""

    async def story(rig: Rig) -> None:
        await rig.post("/control/photo", chat=rig.chats[LEADER])
        slow = {"method": "getFile", "times": 4, "do": {"code": 500}}
        await rig.at_rest()
        await rig.post("/control/faults", faults=[slow])
        await rig.post("/control/photo", chat=rig.chats[LEADER])
        await rig.say(LEADER, "nước thải chảy ra mặt đường gần cảng cá")
        await rig.wait(seconds=5)
        await rig.say(LEADER, "1")
        await rig.wait(seconds=75)
        assert len(await shown(rig, STAFF)) == 1

        def arrives(session: Session) -> int:
            there = select(col(Media.content)).where(col(Media.state) == "kept").scalar_subquery()
            late = update(Media).where(col(Media.state) == "waiting").values(state="kept", content=there)
            return session.connection().execute(late).rowcount

        assert await rig.write(arrives) == 1
        await rig.press(STAFF, "Chuyển ảnh")
        assert len(await shown(rig, OWNER)) == 1
        await rig.wait(minutes=3)
        assert len(await shown(rig, STAFF)) == 2, "the late one is asked about by itself"
        await rig.press(STAFF, "Không chuyển")
        assert len(await shown(rig, OWNER)) == 1

    played(database, "telegram", story)


def test_a_report_taken_back_at_once_is_looked_at_by_nobody(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/photo", chat=rig.chats[LEADER], caption="cống bể hẻm 3")
        await rig.wait(seconds=10)
        await rig.say(LEADER, "1")
        await rig.say(LEADER, "hoàn tác")
        await rig.wait(minutes=5)
        assert await shown(rig, STAFF) == []

    played(database, "zalo", story)


def test_nobody_at_the_desk_is_asked_at_night(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await two_photos_and_words(rig)
        assert await shown(rig, STAFF) == []
        await rig.go(NOW + timedelta(hours=22))  # 07:00
        assert len(await shown(rig, STAFF)) == 2

    played(database, "zalo", story, NOW + timedelta(hours=13))


def test_the_address_of_a_photo_opens_that_photo_for_an_hour_and_nothing_else(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await two_photos_and_words(rig)

        def tokens(session: Session) -> list[str]:
            found = session.execute(select(col(PageLink.id)).where(col(PageLink.purpose) == "photo")).scalars()
            return [links.token(session, number) for number in found if number]

        token, _ = await rig.write(tokens)
        base = rig.health.replace("/healthz", "")

        async def status(path: str) -> int:
            async with rig.http.get(base + path) as answer:
                return answer.status

        assert await status(f"/p/{token}.jpg") == 200
        assert await status(f"/l/{token}") == 410, "it is no page"
        assert await status(f"/p/{token[:-1]}x.jpg") == 410
        await rig.say(LEADER, "ghim")
        page = (await rig.heard(LEADER))[-1].rpartition("/l/")[2]
        assert await status(f"/p/{page}.jpg") == 410, "another purpose"
        await rig.wait(minutes=61)
        assert await status(f"/p/{token}.jpg") == 410

    played(database, "zalo", story)


def test_who_joins_later_gets_what_was_let_on_for_them(database: Path) -> None:
    async def play() -> None:
        async with running(database, NOW) as rig:
            rig.channel = "zalo"
            await rig.join(LEADER, "tdp6.leader")
            await rig.join(STAFF, "kdv-tonghop")
            await two_photos_and_words(rig)
            await rig.press(STAFF, "Chuyển ảnh")
            assert (await rig.heard(STAFF))[-1] == "Ảnh kèm YK-0001 đã xem, sẽ chuyển khi nơi giải quyết vào kênh."
            await rig.meet(OWNER)
            code = await rig.write(lambda session: _invited(session, "ub-kthtdt"))
            for words in (code, "1", "1"):
                await rig.say(OWNER, words)
            await rig.wait(minutes=1)
            assert len(await shown(rig, OWNER)) == 2

    asyncio.run(play())


def _invited(session: Session, post: str) -> str:
    who = people.holders(session, WARD, post)[0]
    return people.invite(session, WARD, who.id, NOW, timedelta(days=14)).code


@pytest.mark.parametrize("channel", ["zalo", "telegram"])
def test_the_office_a_matter_is_forwarded_to_gets_its_photos_too(database: Path, channel: str) -> None:
    async def story(rig: Rig) -> None:
        await rig.join("Trần Quốc Vương", "ub-hcc")
        await two_photos_and_words(rig)
        await rig.press(STAFF, "Chuyển ảnh")
        await rig.wait(minutes=1)

        def forwarded(session: Session) -> None:
            matter = matters.by_code(session, WARD, "YK-0001")
            assert matter is not None
            house = people.house_of(session, WARD)
            turn = Turn(
                session, house, NOW + timedelta(minutes=5), Incoming("", "", "", Kind.WAKE, NOW), None,
                people.holders(session, WARD, "ub-kthtdt")[0],
            )  # fmt: skip
            forwarding.forward(turn, matter, "ub-hcc", "việc của bên kia")
            for say in turn.says:
                outbox.put(session, WARD, say, turn.now)

        await rig.write(forwarded)
        await rig.wait(minutes=3)
        assert len(await shown(rig, "Trần Quốc Vương")) == 2
        assert len(await shown(rig, OWNER)) == 2, "nobody twice"

    played(database, channel, story)
