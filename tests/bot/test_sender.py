"""The one way out: whatever the wire does, each letter goes once, in order, and what became of it is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.sender import SendFailed
from storage import channels, outbox
from tests.bot.desk import NOW, Desk, open_desk
from tests.rig import WARD


def at(database: Path, story: Callable[[Desk], Awaitable[None]]) -> None:
    async def play() -> None:
        async with open_desk(database) as desk:
            await story(desk)

    asyncio.run(play())


def refused(seconds: float) -> SendFailed:
    return SendFailed("429", retry_after=seconds)


def test_a_refused_chat_waits_alone_and_goes_on_in_order(database: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.failures["1"] = [refused(10)]
        await desk.put("1", "a", "b", "c")
        await desk.at_rest()
        await desk.put("1", "d", born=True)
        await desk.put("2", "x")
        await desk.at_rest()
        assert desk.said == [("2", "x")]
        desk.clock.move(seconds=9)
        desk.sender.look()
        await desk.at_rest()
        assert desk.texts("1") == []
        await desk.until(5)
        assert desk.texts("1") == ["a", "b", "c", "d"]
        rows = await desk.rows()
        assert [rows[text].parked for text in "abcdx"] == [1, 0, 0, 0, 0]
        assert all(row.state == "sent" and row.repeated == 0 for row in rows.values())

    at(database, story)


def test_two_chats_refused_at_once_stop_the_whole_bot_and_nobody_is_lost(database: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.failures = {"1": [refused(10)], "2": [refused(20)]}
        await desk.put("1", "a1", "a2")
        await desk.put("2", "b1", "b2")
        await desk.at_rest()
        await desk.put("3", "c1", "c2", born=True)
        desk.clock.move(seconds=15)
        desk.sender.look()
        await desk.at_rest()
        assert desk.said == []
        await desk.until(6)
        assert (desk.texts("1"), desk.texts("2"), desk.texts("3")) == (["a1", "a2"], ["b1", "b2"], ["c1", "c2"])

    at(database, story)


def test_what_fails_is_tried_again_after_growing_pauses_and_what_follows_waits_for_it(database: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.failures["1"] = [SendFailed("ServerError")] * 4
        await desk.put("1", "a", "b", born=True)
        await desk.at_rest()
        tries = [4 - len(desk.failures["1"])]
        for _ in range(16):
            desk.clock.move(seconds=1)
            desk.sender.look()
            await desk.put("1", f"later {len(tries)}", born=True)
            await desk.at_rest()
            tries.append(4 - len(desk.failures["1"]))
        assert [tries.index(number) for number in (1, 2, 3, 4)] == [0, 1, 3, 7]
        await desk.until(18)
        assert desk.texts("1") == ["a", "b", *(f"later {n}" for n in range(1, 17))]

    at(database, story)


def test_a_lost_answer_repeats_what_must_arrive_and_leaves_the_rest_unknown(database: Path) -> None:
    async def story(desk: Desk) -> None:
        for chat, kind in enumerate(("reply", "alarm", "nudge", "digest")):
            desk.failures[str(chat)] = [SendFailed("cut", lost=True)]
            await desk.put(str(chat), kind, kind=kind)
        await desk.at_rest()
        await desk.until(6, seconds=10)
        assert [len(desk.texts(str(chat))) for chat in range(4)] == [2, 2, 1, 1]
        rows = await desk.rows()
        assert {kind: (row.state, row.repeated) for kind, row in rows.items()} == {
            "reply": ("sent", 1), "alarm": ("sent", 1), "nudge": ("unknown", 0), "digest": ("unknown", 0),
        }  # fmt: skip

    at(database, story)


def test_a_long_row_for_one_chat_keeps_nobody_else_waiting(database: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.put("1", *(f"n{n}" for n in range(100)), born=True)
        await desk.at_rest()
        await desk.put("2", "alarm", kind="alarm")
        await desk.at_rest()
        assert desk.texts("2") == ["alarm"]
        assert len(desk.texts("1")) == 3

    at(database, story)


def test_hundreds_of_waiting_letters_all_go(database: Path) -> None:
    async def story(desk: Desk) -> None:
        for chat in range(150):
            await desk.put(str(chat), f"{chat} a", f"{chat} b", kind="nudge")
        await desk.until(300)
        assert len(set(desk.said)) == len(desk.said) == 300

    at(database, story)


def test_what_may_not_be_late_is_dropped_and_weighs_on_nobody(database: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.failures["1"] = [refused(60)]
        await desk.put("1", "old", kind="nudge")
        await desk.at_rest()

        def job(session: Session) -> None:
            session.connection().exec_driver_sql(
                "UPDATE outbox SET expires_at = ?", (str(NOW + timedelta(seconds=30)),)
            )

        await desk.do(job)
        desk.clock.move(seconds=90)
        desk.sender.look()
        await desk.at_rest()
        row = (await desk.rows())["old"]
        assert (row.state, row.sent_at, desk.said) == ("expired", None, [])

    at(database, story)


def test_a_letter_that_went_is_settled_when_the_disk_has_room_again(database: Path) -> None:
    async def story(desk: Desk) -> None:
        real, full = outbox.settle, [True]

        def settle(*given: object) -> None:
            if full:
                raise OperationalError("UPDATE", {}, Exception("database or disk is full"))
            real(*given)  # type: ignore[arg-type]

        outbox.settle = settle  # type: ignore[assignment]
        try:
            await desk.put("1", "a", "b", born=True)
            async with asyncio.timeout(5):
                while not desk.said:
                    await asyncio.sleep(0.001)
            desk.clock.move(seconds=60)
            desk.sender.look()
            assert desk.said == [("1", "a")], "what follows waits until that is written down"
            full.clear()
            await desk.until(2)
        finally:
            outbox.settle = real
        assert desk.said == [("1", "a"), ("1", "b")]
        assert {row.state for row in (await desk.rows()).values()} == {"sent"}

    at(database, story)


def test_at_the_end_what_was_not_said_is_given_back(database: Path) -> None:
    async def play() -> None:
        async with open_desk(database, work=False) as desk:
            going = asyncio.create_task(desk.sender.run())
            await desk.put("1", *(f"n{n}" for n in range(9)), kind="nudge")
            await desk.at_rest()
            going.cancel()
            await desk.sender.finish(1)
            rows = await desk.rows()
            assert [row.state for row in rows.values()] == ["sent"] * 3 + ["waiting"] * 6
            again = Desk(desk.store, "next")
            again.clock.time = desk.clock.time + timedelta(minutes=5)
            task = asyncio.create_task(again.sender.run())
            await again.until(6)
            task.cancel()
            assert again.texts("1") == [f"n{n}" for n in range(3, 9)]
            assert all(row.repeated == 0 and row.state == "sent" for row in (await desk.rows()).values())

    asyncio.run(play())


def test_an_hour_back_neither_repeats_nor_silences(database: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.put("1", "a", "b", "c", born=True)
        await desk.at_rest()
        desk.clock.move(hours=-1)
        await desk.put("1", "d", born=True)
        await desk.until(4, seconds=5)
        assert desk.texts("1") == ["a", "b", "c", "d"]

    at(database, story)


def test_where_messages_are_dear_what_fits_goes_together_and_each_is_settled(database: Path) -> None:
    async def story() -> None:
        async with open_desk(database, quota=10) as desk:
            for number in range(7):
                await desk.put(str(number), f"n{number}")
                await desk.at_rest()
            desk.failures["9"] = [refused(10)]
            await desk.put("9", "a", "b", "c", born=True)
            await desk.at_rest()
            await desk.until(8, seconds=20)
            assert desk.texts("9") == ["a\n\nb\n\nc"], "refused alone, then said together"
            rows = await desk.rows()
            assert [rows[text].state for text in "abc"] == ["sent"] * 3
            assert await desk.do(lambda session: channels.spent(session, WARD, "telegram", "2026-11")) == 8

    asyncio.run(story())


def test_while_the_server_is_silent_letters_lie_where_another_channel_can_take_them(database: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.silent = True
        desk.failures["1"] = [SendFailed("no way", unreachable=True)]
        await desk.put("1", "a", "b", born=True)
        await desk.at_rest()
        await desk.put("2", "c", born=True)
        await desk.at_rest()
        assert desk.said == []
        rows = await desk.rows()
        assert {rows[text].state for text in "abc"} == {"waiting"}
        assert desk.sender.kinds() == ()
        assert desk.sender.paced_until == NOW + timedelta(seconds=2)
        await desk.until(1, seconds=20)
        assert desk.said == [], "no letter is risked while it is silent"
        desk.silent = False
        await desk.until(3)
        assert desk.texts("1") == ["a", "b"]
        assert desk.texts("2") == ["c"]
        rows = await desk.rows()
        assert rows["a"].repeated == 0

    at(database, story)


def test_reminders_claimed_together_stop_where_the_purse_ends(database: Path) -> None:
    async def story() -> None:
        async with open_desk(database, quota=10) as desk:
            for number in range(8):
                await desk.put("1", f"r{number}", born=True)
                await desk.until(number + 1)
            for chat in range(2, 7):
                await desk.put(str(chat), f"n{chat}", kind="nudge")
            await desk.at_rest()
            await desk.until(14, seconds=5)
            assert len([text for _, text in desk.said if text.startswith("n")]) == 1
            rows = await desk.rows()
            assert [rows[f"n{chat}"].state for chat in range(3, 7)] == ["waiting"] * 4

    asyncio.run(story())
