"""The queue: at least once, in order, until confirmed; one listener."""

import asyncio
from typing import Any

import pytest

from tests.simulator.desk import Desk, at_desk


async def three_words(desk: Desk) -> list[int]:
    said = [await desk.control("say", chat=1001, text=word) for word in ("một", "hai", "ba")]
    return [one["update_id"] for one in said]


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_an_update_stays_until_a_higher_offset_confirms_it() -> None:
    async def story(desk: Desk) -> None:
        first, second, third = await three_words(desk)
        assert (second, third) == (first + 1, first + 2)
        for _ in range(2):
            assert texts(await desk.updates()) == ["một", "hai", "ba"]
        assert texts(await desk.updates(offset=first)) == ["một", "hai", "ba"]
        assert texts(await desk.updates(offset=second)) == ["hai", "ba"]
        assert texts(await desk.updates()) == ["hai", "ba"]
        assert await desk.updates(offset=third + 1) == []
        assert (await desk.see("/control/state"))["updates_waiting"] == 0

    at_desk(story)


def test_a_negative_offset_keeps_only_the_last_updates() -> None:
    async def story(desk: Desk) -> None:
        await three_words(desk)
        assert texts(await desk.updates(offset=-2)) == ["hai", "ba"]
        assert texts(await desk.updates(offset=-5)) == ["hai", "ba"]
        assert texts(await desk.updates()) == ["hai", "ba"]

    at_desk(story)


@pytest.mark.parametrize(("limit", "got"), [(2, 2), (0, 1), (-3, 1), (100, 100), (1000, 100), (None, 100)])
def test_a_batch_has_one_to_a_hundred_updates(limit: int | None, got: int) -> None:
    async def story(desk: Desk) -> None:
        for number in range(101):
            await desk.control("update", update={"poll": {"number": number}})
        batch = await desk.updates(limit=limit) if limit is not None else await desk.updates()
        assert [update["poll"]["number"] for update in batch] == list(range(got))

    at_desk(story)


def test_a_long_poll_is_woken_by_the_next_update() -> None:
    async def story(desk: Desk) -> None:
        poll = asyncio.create_task(desk.updates(timeout=50))
        await desk.listening()
        await desk.control("say", chat=1001, text="dậy đi")
        assert texts(await asyncio.wait_for(poll, 5)) == ["dậy đi"]

    at_desk(story)


def test_a_long_poll_ends_empty_after_real_seconds_though_the_clock_stands() -> None:
    async def story(desk: Desk) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        assert await desk.updates(timeout=1) == []
        assert 0.9 < loop.time() - begun < 5

    at_desk(story)


def test_a_second_poll_ends_the_earlier_one_with_a_conflict() -> None:
    async def story(desk: Desk) -> None:
        earlier = asyncio.create_task(desk.api("getUpdates", timeout=50))
        await desk.listening()
        later = asyncio.create_task(desk.updates(timeout=50))
        status, answer = await asyncio.wait_for(earlier, 5)
        assert status == 409
        assert answer["description"] == (
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        await desk.control("say", chat=1001, text="ai nghe?")
        assert texts(await asyncio.wait_for(later, 5)) == ["ai nghe?"]
        assert (await desk.see("/control/state"))["refused"] == {"409": 1}

    at_desk(story)


def test_an_answered_poll_does_not_stand_in_the_way_of_the_next() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="một")
        assert [texts(await desk.updates(timeout=5)) for _ in range(2)] == [["một"], ["một"]]

    at_desk(story)


def test_updates_are_kept_24_hours_of_virtual_time() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="hôm qua")
        await desk.control("clock", advance=3600)
        await desk.control("say", chat=1001, text="một giờ sau")
        await desk.control("clock", advance=23 * 3600 - 1)
        assert texts(await desk.updates()) == ["hôm qua", "một giờ sau"]
        await desk.control("clock", advance=1)
        assert texts(await desk.updates()) == ["một giờ sau"]

    at_desk(story)


def test_only_the_kinds_asked_for_come_and_the_wish_lasts() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("update", update={"message_reaction": {}})
        assert await desk.updates(allowed_updates=["message_reaction"]) == [], "not by default"
        assert (await desk.control("say", chat=1001, text="không đến"))["update_id"] is None
        await desk.control("update", update={"message_reaction": {"new": 1}})
        (only,) = await desk.updates()
        assert only["message_reaction"] == {"new": 1}
        await desk.updates(offset=only["update_id"] + 1, allowed_updates=[])
        await desk.control("say", chat=1001, text="đến")
        assert texts(await desk.updates()) == ["đến"]

    at_desk(story)


def test_a_webhook_deleted_with_its_updates_leaves_none() -> None:
    async def story(desk: Desk) -> None:
        await three_words(desk)
        assert await desk.does("deleteWebhook") is True
        assert (await desk.does("getWebhookInfo"))["pending_update_count"] == 3
        assert await desk.does("deleteWebhook", drop_pending_updates=True) is True
        assert await desk.does("getWebhookInfo") == {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": 0,
        }

    at_desk(story)


def test_a_raw_update_comes_as_it_is_however_malformed() -> None:
    async def story(desk: Desk) -> None:
        given = {"message": {"message_id": "none", "sticker": None}}
        number = (await desk.control("update", update={"update_id": 7, **given}))["update_id"]
        assert await desk.updates() == [{"update_id": number, **given}]
        assert number != 7

    at_desk(story)
