"""Telegram is cut off for the whole of a Thursday, the day every unit must have reported: nothing is lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage import matters, people, reports
from storage.matter_tables import Told
from storage.tables import Contact, Matter, Outbox, Report
from tests.rig import WARD, Rig, running

MIDNIGHT = datetime(2026, 11, 18, 17, tzinfo=UTC)  # between Wednesday and Thursday in the ward
DEADLINE = datetime(2026, 11, 19, 9, tzinfo=UTC)  # 16:00
ON_TELEGRAM = {"Tám Em": "tdp1.leader", "Hồng Vân": "tdp2.leader", "Trí": "dong-van.leader"}
ON_BOTH = {"Thu Lam": "tdp6.leader", "Diễm": "go-cat.leader"}
ON_ZALO = {"Bảy": "tdp5.leader", "Hải": "hai-yen.leader", "Trâm": "kdv-tonghop"}
OFFICES = {"Hòa": "kdv-truong", "Cường phó": "kdv-pho", "Chủ tịch": "ub-ct"}  # on Telegram alone
UNITS = ("tdp1", "tdp2", "dong-van", "tdp6", "go-cat", "tdp5", "hai-yen")


async def meet_all(rig: Rig) -> None:
    for name, post in (ON_TELEGRAM | OFFICES).items():
        await rig.join(name, post, "telegram")
    for name, post in ON_ZALO.items():
        await rig.join(name, post, "zalo")
    for name, post in ON_BOTH.items():
        await rig.join(name, post, "telegram")
        chat = str(await rig.meet(f"{name} zalo", "zalo"))
        now = await rig.now()

        def also(session: Session, post: str = post, chat: str = chat, now: datetime = now) -> None:
            person = people.holders(session, WARD, post)[0].id
            session.add(Contact(ward=WARD, person=person, channel="zalo", chat=chat, joined_at=now - timedelta(days=1)))

        await rig.write(also)


async def talk(rig: Rig) -> None:
    """Everybody reports during the day, on the channel they are used to, whatever its state."""
    await rig.go(MIDNIGHT + timedelta(hours=8))
    await rig.say("Tám Em", "không có gì")
    await rig.say("Hồng Vân", "đèn đường hẻm 4 hư, 6 hộ đi không thấy lối")
    await rig.say("Bảy", "không có gì")
    await rig.go(MIDNIGHT + timedelta(hours=9))
    await rig.say("Hải", "nước vô nhà 4 hộ xóm Chợ, có người mắc kẹt trên mái")
    await rig.wait(seconds=10)
    await rig.say("Hải", "1")
    await rig.go(MIDNIGHT + timedelta(hours=10))
    await rig.say("Thu Lam", "tối qua tổ họp dân bàn phân loại rác, dự 62 hộ")
    await rig.say("Diễm zalo", "không có gì")
    await rig.go(MIDNIGHT + timedelta(hours=14))
    await rig.say("Trí", "không có gì")


def facts(session: Session) -> dict[str, Any]:
    duties = {duty.unit: duty for duty in reports.duties(session, WARD, "2026-W47")}
    alarm = session.execute(select(Matter).where(col(Matter.kind) == "hotspot")).scalar_one()
    told = {row.person: row.by_telephone for row in session.execute(select(Told)).scalars()}
    doubled = session.execute(
        select(col(Outbox.person), col(Outbox.text))
        .where(col(Outbox.state) == "sent", col(Outbox.kind) != "nudge")
        .group_by(col(Outbox.person), col(Outbox.text))
        .having(func.count() > 1)
    ).all()
    standing = select(col(Report.unit), func.count()).where(col(Report.withdrawn_at).is_(None))
    return {
        "on time": sorted(u for u in UNITS if (at := duties[u].fulfilled_at) is not None and at <= DEADLINE),
        "reports": dict(session.execute(standing.group_by(col(Report.unit))).tuples().all()),
        "alarm": alarm.state,
        "told": {post: told.get(people.holders(session, WARD, post)[0].id) for post in OFFICES.values()},
        "doubled": doubled,
        "matters": len(matters.open_of_units(session, WARD, ("tdp2",))),
    }


def test_a_thursday_without_telegram_loses_no_report_and_no_alarm(database: Path) -> None:
    async def play() -> None:
        async with running(database, MIDNIGHT - timedelta(hours=2)) as rig:
            await meet_all(rig)
            await rig.go(MIDNIGHT)
            await rig.post("/control/cut", channel="telegram", cut=True)
            await talk(rig)
            desk = await rig.heard("Trâm")
            await rig.go(MIDNIGHT + timedelta(hours=24))
            await rig.post("/control/cut", channel="telegram", cut=False)
            await rig.wait(minutes=5)
            await rig.say("Hồng Vân", "1")
            await rig.say("Thu Lam zalo", "1")  # asked on one channel, answered on the other
            await rig.wait(seconds=10)
            found = await rig.write(facts)
            assert found["on time"] == sorted(UNITS), "each counts from when it was written"
            assert found["reports"] == dict.fromkeys(UNITS, 1)
            assert found["matters"] == 1
            assert found["doubled"] == []
            assert set(found["told"].values()) == {True}, "who could not be written to was on the list of calls"
            assert any("KH-" in said for said in desk), "the desk heard of the alarm at once"
            assert sum("Telegram không trả lời" in said for said in desk) == 1

    asyncio.run(play())
