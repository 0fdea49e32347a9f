"""The door: a stranger learns nothing, a code opens once, and who was replaced is a stranger again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from reporting.texts import joining as texts
from storage import people, roster
from storage.tables import Contact, Invite, Report
from tests.rig import ROOT, WARD, Rig, running

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def played(database: Path, story: Callable[[Rig], Awaitable[None]]) -> None:
    async def play() -> None:
        async with running(database, MONDAY) as rig:
            await story(rig)

    asyncio.run(play())


def invited(session: Session, post: str, now: datetime = MONDAY) -> str:
    who = people.holders(session, WARD, post)[0]
    return people.invite(session, WARD, who.id, now, timedelta(days=14)).code.lower()


def test_after_five_wrong_codes_the_door_is_silent_for_an_hour(database: Path) -> None:
    async def story(rig: Rig) -> None:
        code = await rig.write(partial(invited, post="tdp1.leader"))
        await rig.meet("Lạ")
        for _ in range(7):
            await rig.say("Lạ", "gamo tilu")
            await rig.wait(seconds=2)
        assert await rig.heard("Lạ") == [texts.wrong_code()] * 4 + [texts.too_many_codes()]
        await rig.say("Lạ", code)
        assert await rig.heard("Lạ") == [], "not even the right one"
        await rig.wait(hours=1, minutes=1)
        await rig.say("Lạ", code)
        assert "Có phải là" in (await rig.heard("Lạ"))[0]

    played(database, story)


def test_codes_that_are_over_open_nothing(database: Path) -> None:
    async def story(rig: Rig) -> None:
        expired = await rig.write(partial(invited, post="tdp1.leader", now=MONDAY - timedelta(days=15)))
        cancelled = await rig.write(partial(invited, post="tdp5.leader"))
        await rig.write(
            lambda s: s.execute(update(Invite).where(col(Invite.code) == cancelled.upper()).values(cancelled_at=MONDAY))
        )
        await rig.meet("Lạ")
        for code in (expired, cancelled):
            await rig.say("Lạ", code)
        assert await rig.heard("Lạ") == [texts.dead_code()] * 2

    played(database, story)


def test_a_code_in_two_hands_lets_one_in(database: Path) -> None:
    async def story(rig: Rig) -> None:
        code = await rig.write(partial(invited, post="tdp5.leader"))
        for name in ("Một", "Hai"):
            await rig.meet(name)
            await rig.say(name, code)
            await rig.say(name, "1")
        for name in ("Một", "Hai"):
            await rig.post("/control/say", chat=rig.chats[name], text="đồng ý")
        await rig.at_rest()
        await rig.wait(seconds=5)
        assert await rig.write(lambda s: int(s.execute(select(func.count()).select_from(Contact)).scalar_one())) == 1
        assert (await rig.heard("Hai"))[-1] == texts.dead_code()
        await rig.meet("Ba")
        await rig.say("Ba", code)
        assert await rig.heard("Ba") == [texts.dead_code()]

    played(database, story)


def test_who_is_replaced_in_the_ward_file_can_act_no_more(database: Path) -> None:
    text = (ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8")
    new = (
        text.replace("Hồ Văn Tám Em", "Ngô Văn Mới")
        .replace('call = "Tám Em", ', "")
        .replace("0900000121", "0900000999")
    )

    async def story(rig: Rig) -> None:
        code = await rig.write(partial(invited, post="tdp1.leader"))
        await rig.join("Hồ Văn Tám Em", "tdp1.leader")
        later = MONDAY + timedelta(minutes=1)
        await rig.post("/control/clock", set=later.isoformat())
        await rig.write(lambda s: roster.import_ward(s, new, later)[1].ended)
        await rig.say("Hồ Văn Tám Em", "không có gì")
        await rig.say("Hồ Văn Tám Em", "ống nước bể ở xóm Chợ, 5 hộ mất nước")
        await rig.say("Hồ Văn Tám Em", "nhà cháy có người bị thương")
        for word in ("menu", "tuần", "việc", "giúp", "1"):
            await rig.say("Hồ Văn Tám Em", word)
            await rig.wait(seconds=2)
        await rig.wait(minutes=1)
        assert await rig.write(lambda s: int(s.execute(select(func.count()).select_from(Report)).scalar_one())) == 0
        assert not any("chưa xử lý xong" in said for said in await rig.heard("Hồ Văn Tám Em")), "no turn stumbles"
        await rig.meet("Lạ")
        await rig.say("Lạ", code)
        assert await rig.heard("Lạ") == [texts.dead_code()]
        assert [who.name for who in await rig.write(lambda s: people.holders(s, WARD, "tdp1.leader"))] == [
            "Ngô Văn Mới"
        ]

    played(database, story)
