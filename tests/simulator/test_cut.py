"""A wire that is cut: nothing gets through, of one channel or the other, until it is mended."""

import asyncio

import aiohttp
import pytest

from tests.simulator.desk import TOKEN, Desk, at_desk
from tests.simulator.zalo_desk import does, hook, person, poll, rest, state, zalo


async def cut(desk: Desk, channel: str, cut: bool = True) -> None:
    assert await desk.control("cut", channel=channel, cut=cut) == {"channel": channel, "cut": cut}


def test_a_cut_telegram_answers_nothing_and_keeps_what_is_said() -> None:
    async def story(desk: Desk) -> None:
        poll = asyncio.create_task(desk.updates(timeout=50))
        await desk.listening()
        await cut(desk, "telegram")
        with pytest.raises(aiohttp.ClientConnectionError):
            await poll
        with pytest.raises(aiohttp.ClientConnectionError):
            await desk.api("sendMessage", chat_id=1001, text="a")
        await desk.control("say", chat=1001, text="một")
        seen = await desk.see("/control/state")
        assert (seen["updates_waiting"], seen["updates_held"], seen["bot_listening"]) == (0, 1, False)
        assert len(await desk.see("/control/messages?chat=1001")) == 1
        await does(desk, "getMe")
        await cut(desk, "telegram", False)
        seen = await desk.see("/control/state")
        assert (seen["updates_waiting"], seen["updates_held"]) == (1, 0)
        assert [update["message"]["text"] for update in await desk.updates()] == ["một"]

    at_desk(story)


def test_a_cut_telegram_forgets_after_a_day_like_a_whole_one() -> None:
    async def story(desk: Desk) -> None:
        await cut(desk, "telegram")
        await desk.control("say", chat=1001, text="một")
        await desk.control("clock", advance=24 * 3600)
        assert (await desk.see("/control/state"))["updates_held"] == 0

    at_desk(story)


def test_files_and_media_are_cut_off_too() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await desk.control("photo", chat=1001)
        await desk.control("photo", chat=hoa)
        (update,) = await desk.updates()
        file = await desk.does("getFile", file_id=update["message"]["photo"][-1]["file_id"])
        (shown,) = await desk.see(f"/control/messages?chat={hoa}")
        links = [
            ("telegram", f"/file/bot{TOKEN}/{file['file_path']}"),
            ("zalo", f"/zalo/media/{shown['photo']['name']}"),
        ]
        for channel, path in links:
            await cut(desk, channel)
            with pytest.raises(aiohttp.ClientConnectionError):
                await desk.http.get(desk.url + path)
            await cut(desk, channel, False)
            async with desk.http.get(desk.url + path) as response:
                assert response.status == 200

    at_desk(story)


def test_a_cut_zalo_loses_what_is_said() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            await cut(desk, "zalo")
            with pytest.raises(aiohttp.ClientConnectionError):
                await zalo(desk, "sendMessage", chat_id=hoa, text="a")
            await desk.control("say", chat=hoa, text="một")
            await rest(desk)
            assert bot.told == [] and (await state(desk))["lost"] == 1
            await desk.does("getMe")
            await cut(desk, "zalo", False)
            await desk.control("say", chat=hoa, text="hai")
            await rest(desk)
            assert bot.words() == ["hai"]

    at_desk(story)


def test_an_event_whose_answer_was_cut_off_counts_as_lost() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            bot.gate.clear()
            await desk.control("say", chat=await person(desk), text="một")
            await bot.heard(1)
            await cut(desk, "zalo")
            bot.gate.set()
            await rest(desk)
            assert bot.words() == ["một"] and (await state(desk))["lost"] == 1, "its answer was not heard"

    at_desk(story)


def test_a_waiting_poll_of_zalo_is_dropped() -> None:
    async def story(desk: Desk) -> None:
        waiting = await poll(desk)
        await cut(desk, "zalo")
        with pytest.raises(aiohttp.ClientConnectionError):
            await waiting
        seen = await state(desk)
        assert (seen["listening"], seen["refused"]) == (False, {})
        events = [one for one in await desk.see("/control/events") if one["what"] == "cut"]
        assert [(one["channel"], one["cut"]) for one in events] == [("zalo", True)]

    at_desk(story)
