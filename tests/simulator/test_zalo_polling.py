"""Polling: one update a call, at most once, silence is a 408, and nothing is kept for who does not ask."""

import asyncio
from typing import Any

import aiohttp
import pytest

from simulator import zalo_updates
from simulator.server import ZALO_TOKEN
from tests.simulator.desk import Desk, at_desk
from tests.simulator.zalo_desk import does, hook, person, poll, refuses, state, zalo


async def say(desk: Desk, chat: str, *texts: str) -> None:
    for text in texts:
        await desk.control("say", chat=chat, text=text)


def test_each_poll_gives_one_update_and_gives_it_once() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        first = await poll(desk)
        await say(desk, hoa, "một", "hai", "ba")
        assert (await first)["result"]["message"]["text"] == "một"
        assert (await desk.see("/control/state"))["updates_waiting"] == 2
        for text in ("hai", "ba"):
            assert (await does(desk, "getUpdates", timeout=0))["message"]["text"] == text
        assert (await desk.see("/control/state"))["updates_waiting"] == 0
        assert (await refuses(desk, "getUpdates", timeout=0))[0] == 408

    at_desk(story)


@pytest.mark.parametrize("timeout", [0, "0", 0.05, "0.05"])
def test_silence_is_no_refusal_worth_counting(timeout: Any) -> None:
    async def story(desk: Desk) -> None:
        assert (await zalo(desk, "getUpdates", timeout=timeout))["error_code"] == 408
        assert (await state(desk))["refused"] == {}

    at_desk(story)


@pytest.mark.parametrize("fields", [{"timeout": "soon"}, {"timeout": None}, {"timeout": 0, "offset": 5}])
def test_a_senseless_poll_is_refused(fields: dict[str, Any]) -> None:
    async def story(desk: Desk) -> None:
        assert (await refuses(desk, "getUpdates", **fields))[0] == 400

    at_desk(story)


def test_what_is_said_while_nobody_polls_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await say(desk, hoa, "chưa ai nghe")
        assert (await state(desk))["lost"] == 1
        await refuses(desk, "getUpdates", timeout=0)
        await say(desk, hoa, "vừa nghe xong")
        assert (await state(desk))["lost"] == 1
        monkeypatch.setattr(zalo_updates, "PATIENCE", 0.0)
        await say(desk, hoa, "lâu rồi")
        assert (await state(desk))["lost"] == 2
        assert (await does(desk, "getUpdates", timeout=0))["message"]["text"] == "vừa nghe xong"
        assert (await refuses(desk, "getUpdates", timeout=0))[0] == 408
        lost = [one for one in await desk.see("/control/events") if one["what"] == "lost"]
        assert [(one["chat"], one["channel"]) for one in lost] == [(hoa, "zalo")] * 2

    at_desk(story)


def test_an_update_is_gone_though_its_answer_was_lost() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await refuses(desk, "getUpdates", timeout=0)
        await say(desk, hoa, "một")
        await desk.control("faults", faults=[{"channel": "zalo", "method": "getUpdates", "do": {"lost": True}}])
        with pytest.raises(aiohttp.ClientConnectionError):
            await zalo(desk, "getUpdates", timeout=0)
        assert (await refuses(desk, "getUpdates", timeout=0))[0] == 408
        assert (await state(desk))["lost"] == 1

    at_desk(story)


def test_a_poll_that_hung_up_takes_nothing_from_the_next() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with aiohttp.ClientSession() as other:
            dead = asyncio.create_task(other.get(f"{desk.url}/zalo/bot{ZALO_TOKEN}/getUpdates?timeout=20"))
            while not (await state(desk))["listening"]:
                assert not dead.done()
            dead.cancel()
        while (await state(desk))["listening"]:
            pass
        alive = await poll(desk)
        await say(desk, hoa, "một")
        assert (await alive)["result"]["message"]["text"] == "một"

    at_desk(story)


def test_a_webhook_excludes_polling_and_loses_what_was_kept() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await refuses(desk, "getUpdates", timeout=0)
        await say(desk, hoa, "một")
        async with hook(desk):
            assert (await refuses(desk, "getUpdates", timeout=0))[0] == 400
            assert (await state(desk))["lost"] == 1
            await does(desk, "deleteWebhook")
            assert (await refuses(desk, "getUpdates", timeout=0))[0] == 408

    at_desk(story)
