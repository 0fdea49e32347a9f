"""The virtual clock, and waiting for it."""

import asyncio
from datetime import datetime, timedelta

from simulator.clock import MOVE
from tests.simulator.desk import NOON, Desk, at_desk


async def the_time(desk: Desk, after: str | None = None) -> datetime:
    params = {} if after is None else {"after": after}
    status, answer = await desk.ask("GET", "/clock", params=params)
    assert status == 200, answer
    return datetime.fromisoformat(answer["now"])


def test_the_clock_stands_until_it_is_moved() -> None:
    async def story(desk: Desk) -> None:
        assert await the_time(desk) == NOON
        assert await desk.control("clock", advance=90.5) == {"now": "2026-11-18T05:01:30.500000+00:00", "speed": 0}
        moved = await desk.control("clock", set="2026-11-20T08:00:00+07:00")
        assert moved["now"] == "2026-11-20T01:00:00+00:00"
        assert await the_time(desk) == datetime.fromisoformat("2026-11-20T01:00:00Z")

    at_desk(story)


def test_who_knows_an_old_time_is_answered_at_once() -> None:
    async def story(desk: Desk) -> None:
        for after in (NOON - timedelta(days=1), NOON + timedelta(days=1)):
            assert await asyncio.wait_for(the_time(desk, after.isoformat()), 5) == NOON

    at_desk(story)


def test_who_knows_the_present_time_waits_for_the_next() -> None:
    async def story(desk: Desk) -> None:
        waiting = asyncio.create_task(the_time(desk, NOON.isoformat()))
        await desk.see("/control/state")
        assert not waiting.done()
        await desk.control("clock", advance=3600)
        assert await asyncio.wait_for(waiting, 5) == NOON + timedelta(hours=1)

    at_desk(story)


def test_a_bare_plus_sign_in_the_address_is_understood() -> None:
    async def story(desk: Desk) -> None:
        assert await desk.see("/clock?after=2026-11-18T13:00:00+07:00") == {"now": NOON.isoformat()}
        for wrong in ("yesterday", "2026-11-18T13:00:00"):
            status, answer = await desk.ask("GET", f"/clock?after={wrong}")
            assert status == 400 and answer["error"]

    at_desk(story)


def test_a_running_clock_is_told_in_steps_of_a_quarter_second() -> None:
    speed = 3600.0

    async def story(desk: Desk) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        now = await the_time(desk)
        for _ in range(3):
            later = await the_time(desk, now.isoformat())
            assert (later - now).total_seconds() >= MOVE * speed * 0.9
            now = later
        assert 3 * MOVE * 0.9 < loop.time() - begun < 10

    at_desk(story, speed=speed)


def test_a_running_clock_that_was_set_back_has_moved() -> None:
    async def story(desk: Desk) -> None:
        tomorrow = NOON + timedelta(days=1)
        assert await asyncio.wait_for(the_time(desk, tomorrow.isoformat()), 5) < tomorrow

    at_desk(story, speed=1)


def test_speed_can_be_changed_while_somebody_waits() -> None:
    async def story(desk: Desk) -> None:
        waiting = asyncio.create_task(the_time(desk, NOON.isoformat()))
        await desk.see("/control/state")
        assert (await desk.control("clock", speed=60))["speed"] == 60
        assert await asyncio.wait_for(waiting, 5) >= NOON + timedelta(seconds=60 * MOVE * 0.9)
        stopped = datetime.fromisoformat((await desk.control("clock", speed=0))["now"])
        assert await the_time(desk) == await the_time(desk) == stopped > NOON + timedelta(seconds=60 * MOVE * 0.9)

    at_desk(story)


def test_message_dates_follow_the_clock_in_whole_seconds() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("clock", advance=86_400.9)
        await desk.control("say", chat=1001, text="mai")
        assert (await desk.updates())[0]["message"]["date"] == int(NOON.timestamp()) + 86_400

    at_desk(story)
