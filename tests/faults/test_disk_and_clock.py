"""A full disk and a clock that jumps: nothing is promised that is not stored, nothing is said that is too late."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from scheduler.clock import tick
from storage import outbox, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Inbox, Outbox, Report
from tests.rig import KEY, WARD, Rig, running

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LEADER, OTHER, STAFF, HEAD = "Hồ Văn Tám Em", "Tạ Văn Bảy", "Lê Ngọc Trâm", "Võ Thị Thanh Hòa"


def played(database: Path, story: Callable[[Rig], Awaitable[None]], now: datetime = MONDAY) -> None:
    async def play() -> None:
        async with running(database, now) as rig:
            for name, post in ((LEADER, "tdp1.leader"), (OTHER, "tdp5.leader"), (STAFF, "kdv-tonghop")):
                await rig.join(name, post)
            await rig.join(HEAD, "kdv-truong")
            await story(rig)

    asyncio.run(play())


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """The store the product opens: the test limits its disk."""
    opened: list[Store] = []

    class Seen(Store):
        def __init__(self, url: str, sealer: Sealer) -> None:
            super().__init__(url, sealer)
            opened.append(self)

    monkeypatch.setattr("bot.ready.Store", Seen)
    return opened


def pages(store: Store, most: int | None) -> None:
    """A disk with room for so many pages; None: for no page more than there are."""

    def job(session: Session) -> None:
        connection = session.connection()
        have = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={most or have}")

    store.do(job).result(10)


def test_on_a_full_disk_nothing_is_promised_and_with_room_again_all_is_answered(
    database: Path, stores: list[Store]
) -> None:
    long = "dọn vệ sinh quanh chợ, 40 hộ tham gia, " + "quét rác, khơi mương, phát cỏ " * 120

    async def story(rig: Rig) -> None:
        await rig.say(OTHER, "menu")
        pages(stores[0], None)
        for text in (long, "không có gì", "menu"):
            await rig.post("/control/say", chat=rig.chats[LEADER], text=text)
        refused = False
        async with asyncio.timeout(10):
            while not refused:
                refused = (await rig.get("/control/state"))["calls"]["getUpdates"] > 6
                await asyncio.sleep(0.05)
        assert (await rig.get("/control/state"))["updates_waiting"], "the messenger keeps what we could not"
        await rig.post("/control/clock", advance=30)
        await asyncio.sleep(0.3)
        pages(stores[0], 1_000_000)
        await rig.at_rest()
        await rig.wait(minutes=5)  # what came in but could not be turned is tried again later
        states = await rig.write(lambda s: Counter(s.execute(select(col(Inbox.state))).scalars().all()))
        assert states == {"done": 4}
        assert any("dọn vệ sinh" in text for text in await rig.heard(LEADER))
        assert await rig.write(lambda s: _count(s, col(Outbox.state) == "leased")) == 0

    played(database, story)


def _count(session: Session, *where: Any) -> int:
    return int(session.execute(select(func.count()).select_from(Outbox).where(*where)).scalar_one())


def test_after_a_week_asleep_old_reminders_are_gone_and_the_draft_is_made(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.wait(minutes=1)
        await rig.post("/control/clock", set=(MONDAY + timedelta(days=8)).isoformat())
        await rig.at_rest()
        await rig.go(MONDAY + timedelta(days=8, minutes=30))
        assert len(await rig.messages(LEADER)) <= 1, "no burst: at most one word about the week that is over"
        rows = await rig.write(
            lambda s: Counter(
                s.execute(select(col(Outbox.state)).where(col(Outbox.key).like("%:2026-W47:%T-%"))).scalars().all()
            )
        )
        assert set(rows) == {"expired"}
        staff = await rig.heard(STAFF)
        assert sum("Bản dự thảo tổng hợp tuần 47" in text for text in staff) == 1
        assert sum("tuần 47" in text for text in await rig.heard(HEAD)) == 1, "unapproved in time: the chair has it"
        since = MONDAY - timedelta(days=7)
        burden = await rig.write(lambda s: outbox.counted(s, WARD, since, MONDAY + timedelta(days=9)))
        assert max(burden.values(), default=0) <= 4

    played(database, story)


def test_an_hour_back_nothing_is_said_twice_and_nobody_is_stuck(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.go(datetime(2026, 11, 18, 9, 5, tzinfo=UTC))  # the first reminders are out
        before = {name: len(await rig.messages(name)) for name in rig.chats}
        await rig.say(OTHER, "dọn mương, 12 hộ tham gia")
        now = await rig.now()
        await rig.post("/control/clock", set=(now - timedelta(hours=1)).isoformat())
        await rig.at_rest()
        await rig.say(LEADER, "không có gì")
        assert len(await rig.messages(LEADER)) == before[LEADER] + 1
        await rig.go(now + timedelta(minutes=1))
        assert len(await rig.messages(OTHER)) == before[OTHER] + 1
        assert len(await rig.messages(STAFF)) == before[STAFF]
        assert await rig.write(lambda s: int(s.execute(select(func.count()).select_from(Report)).scalar_one())) == 1

    played(database, story)


def test_a_second_look_and_a_look_from_another_process_owe_nothing_new(database: Path) -> None:
    first, second = (Store(f"sqlite:///{database}", Sealer(KEY)) for _ in range(2))
    try:
        first.do(lambda s: people.join(s, WARD, _leader(s), "telegram", "1", MONDAY)).result(20)
        for at in (MONDAY, MONDAY + timedelta(days=2, hours=7, minutes=5), MONDAY + timedelta(days=3, hours=7)):
            with ThreadPoolExecutor(2) as both:
                list(both.map(lambda store: store.do(lambda s: tick(s, WARD, at)).result(20), (first, second)))  # noqa: B023
            keys = first.do(lambda s: _keys(s)).result(20)
            assert len(keys) == len(set(keys))
            assert second.do(lambda s: (tick(s, WARD, at), _keys(s))[1]).result(20) == keys  # noqa: B023
        assert any(key.startswith("first:") for key in keys)
    finally:
        first.close()
        second.close()


def _leader(session: Session) -> int:
    return people.holders(session, WARD, "tdp1.leader")[0].id


def _keys(session: Session) -> list[str]:
    return [f"{key} {state}" for key, state in session.execute(select(col(Outbox.key), col(Outbox.state)))]
