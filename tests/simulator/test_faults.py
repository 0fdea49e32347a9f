"""Faults by script: what breaks, where, how often, and what happened nevertheless."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.simulator.desk import TOKEN, Desk, at_desk


async def script(desk: Desk, **fault: Any) -> None:
    await desk.control("faults", faults=[fault])


async def send(desk: Desk, chat: int = 1001) -> int:
    return (await desk.api("sendMessage", chat_id=chat, text="a"))[0]


async def shown(desk: Desk) -> int:
    return len(await desk.see("/control/messages?chat=1001"))


def test_a_scripted_429_keeps_its_chat_out_as_long_as_it_says() -> None:
    async def story(desk: Desk) -> None:
        minh = (await desk.control("people", name="Minh"))["chat"]
        await script(desk, method="sendMessage", do={"code": 429, "retry_after": 5})
        status, answer = await desk.api("sendMessage", chat_id=1001, text="a")
        assert (status, answer["parameters"]) == (429, {"retry_after": 5})
        assert await shown(desk) == 0
        assert await send(desk, minh) == 200
        await desk.control("clock", advance=4)
        assert await send(desk) == 429
        await desk.control("clock", advance=1)
        assert await send(desk) == 200

    at_desk(story)


def test_a_429_answer_carries_the_header_too() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="getMe", do={"code": 429, "retry_after": 7})
        async with desk.http.post(f"{desk.url}/bot{TOKEN}/getMe") as response:
            assert response.headers["Retry-After"] == "7"

    at_desk(story)


def test_a_500_has_no_effect() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="sendMessage", do={"code": 500})
        assert await desk.refuses("sendMessage", chat_id=1001, text="a") == (500, "Internal Server Error")
        assert await shown(desk) == 0
        assert await send(desk) == 200

    at_desk(story)


def test_a_lost_answer_comes_after_the_effect() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="sendMessage", do={"lost": True})
        with pytest.raises(aiohttp.ClientConnectionError):
            await send(desk)
        assert await shown(desk) == 1
        assert await send(desk) == 200

    at_desk(story)


def test_a_lost_batch_of_updates_comes_again() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="một")
        await script(desk, method="getUpdates", do={"lost": True})
        with pytest.raises(aiohttp.ClientConnectionError):
            await desk.updates()
        assert len(await desk.updates()) == 1

    at_desk(story)


def test_a_delayed_answer_comes_after_the_effect_in_real_time() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="sendMessage", do={"delay": 0.3})
        loop = asyncio.get_running_loop()
        begun = loop.time()
        assert await send(desk) == 200
        assert loop.time() - begun >= 0.3
        await script(desk, method="sendMessage", do={"delay": 600})
        sending = asyncio.create_task(send(desk))
        while await shown(desk) < 2:
            assert not sending.done()
        sending.cancel()

    at_desk(story)


def test_faults_count_skip_and_name_their_chat() -> None:
    async def story(desk: Desk) -> None:
        minh = (await desk.control("people", name="Minh"))["chat"]
        await script(desk, method="SENDMESSAGE", chat=minh, skip=1, times=2, do={"code": 500})
        answers = []
        for chat in (minh, 1001, minh, 1001, minh, minh):
            answers.append(await send(desk, chat))
        assert answers == [200, 200, 500, 200, 500, 200]
        assert (await desk.see("/control/state"))["refused"] == {"500": 2}
        assert len([one for one in await desk.see("/control/events") if one["what"] == "fault"]) == 2

    at_desk(story)


def test_the_oldest_fitting_fault_acts_first() -> None:
    async def story(desk: Desk) -> None:
        both = [{"method": "getMe", "do": {"code": code}} for code in (500, 502)]
        assert await desk.control("faults", faults=both) == {"waiting": 2}
        assert [(await desk.api("getMe"))[0] for _ in range(3)] == [500, 502, 200]

    at_desk(story)


def test_any_refusal_can_be_scripted_in_full() -> None:
    async def story(desk: Desk) -> None:
        moved = {
            "code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": -100},
        }
        await script(desk, method="sendMessage", do=moved)
        status, answer = await desk.api("sendMessage", chat_id=1001, text="a")
        assert (status, answer["parameters"]) == (400, {"migrate_to_chat_id": -100})

    at_desk(story)


def test_a_duplicated_batch_comes_again_though_it_was_confirmed() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="getUpdates", do={"duplicate": True})
        assert await desk.updates() == [], "an empty batch does not use it up"
        await desk.control("say", chat=1001, text="một")
        first = await desk.updates()
        offset = first[0]["update_id"] + 1
        assert await desk.updates(offset=offset) == first
        assert await desk.updates(offset=offset) == []

    at_desk(story)


def test_a_batch_can_come_in_the_wrong_order() -> None:
    async def story(desk: Desk) -> None:
        for text in ("một", "hai", "ba"):
            await desk.control("say", chat=1001, text=text)
        await script(desk, method="getUpdates", do={"reorder": True})
        assert [update["message"]["text"] for update in await desk.updates()] == ["ba", "hai", "một"]
        assert [update["message"]["text"] for update in await desk.updates()] == ["một", "hai", "ba"]

    at_desk(story)


def test_faults_can_be_taken_back() -> None:
    async def story(desk: Desk) -> None:
        await script(desk, method="getMe", times=9, do={"code": 500})
        assert await desk.ask("DELETE", "/control/faults") == (200, {"waiting": 0})
        await desk.does("getMe")

    at_desk(story)


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"method": "getMe"},
        {"method": "getMe", "do": {}},
        {"method": "getMe", "do": {"explode": True}},
        {"method": "getMe", "do": {"code": 500}, "when": "now"},
        {"method": "sendMessage", "do": {"duplicate": True}},
        "getMe",
    ],
)
def test_what_is_no_fault_is_refused(fault: Any) -> None:
    async def story(desk: Desk) -> None:
        status, answer = await desk.ask("POST", "/control/faults", json={"faults": [fault]})
        assert status == 400 and answer["error"]

    at_desk(story)
