"""Faults on Zalo's side: of the methods, and of the deliveries to the webhook."""

import asyncio
from typing import Any

import aiohttp
import pytest

from simulator import zalo_webhook
from simulator.server import ZALO_TOKEN
from tests.simulator.desk import Desk, at_desk
from tests.simulator.zalo_desk import does, hook, person, refuses, rest, state


async def script(desk: Desk, **fault: Any) -> None:
    await desk.control("faults", faults=[{"channel": "zalo", **fault}])


async def post(desk: Desk, chat: str) -> int:
    """The HTTP status of a message."""
    path = f"{desk.url}/zalo/bot{ZALO_TOKEN}/sendMessage"
    async with desk.http.post(path, json={"chat_id": chat, "text": "a"}) as response:
        return response.status


async def shown(desk: Desk, chat: str) -> int:
    return len(await desk.see(f"/control/messages?chat={chat}"))


def test_a_code_is_an_answer_and_an_http_status_is_none() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await script(desk, method="sendMessage", do={"code": 403, "description": "internal server error"})
        await script(desk, method="sendMessage", do={"http": 502})
        assert await refuses(desk, "sendMessage", chat_id=hoa, text="a") == (403, "internal server error")
        assert await post(desk, hoa) == 502
        assert await shown(desk, hoa) == 0
        assert await post(desk, hoa) == 200
        faults = [one for one in await desk.see("/control/events") if one["what"] == "fault"]
        assert [(one["channel"], one["chat"]) for one in faults] == [("zalo", hoa)] * 2

    at_desk(story)


def test_a_lost_answer_comes_after_the_effect() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await script(desk, method="sendMessage", do={"lost": True})
        with pytest.raises(aiohttp.ClientConnectionError):
            await post(desk, hoa)
        assert await shown(desk, hoa) == 1

    at_desk(story)


def test_a_delayed_answer_comes_after_the_effect() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await script(desk, method="sendMessage", do={"delay": 600})
        sending = asyncio.create_task(post(desk, hoa))
        while not await shown(desk, hoa):
            assert not sending.done()
        sending.cancel()

    at_desk(story)


def test_each_channel_and_chat_has_its_own_faults() -> None:
    async def story(desk: Desk) -> None:
        hoa, nam = await person(desk), await person(desk, "Nam")
        await script(desk, method="sendMessage", chat=nam, do={"http": 500})
        await desk.control("faults", faults=[{"method": "sendMessage", "do": {"code": 500}}])
        assert [await post(desk, chat) for chat in (hoa, nam, nam)] == [200, 500, 200]
        assert (await desk.api("sendMessage", chat_id=1001, text="a"))[0] == 500
        await script(desk, method="getMe", times=9, do={"code": 500})
        assert await desk.ask("DELETE", "/control/faults") == (200, {"waiting": 0})
        await does(desk, "getMe")

    at_desk(story)


def test_an_event_can_come_twice() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            await script(desk, method="webhook", do={"duplicate": True})
            for text in ("một", "hai"):
                await desk.control("say", chat=await person(desk), text=text)
                await rest(desk)
            assert bot.words() == ["một", "một", "hai"] and bot.told[0] == bot.told[1]

    at_desk(story)


def test_an_event_can_be_dropped() -> None:
    async def story(desk: Desk) -> None:
        hoa, nam = await person(desk), await person(desk, "Nam")
        async with hook(desk) as bot:
            await script(desk, method="webhook", chat=nam, do={"drop": True})
            for chat in (hoa, nam, nam):
                await desk.control("say", chat=chat, text=chat)
            await rest(desk)
            assert sorted(bot.words()) == sorted([hoa, nam]) and (await state(desk))["lost"] == 1

    at_desk(story)


def test_an_event_can_be_late_and_holds_up_its_own_chat_only() -> None:
    async def story(desk: Desk) -> None:
        hoa, nam = await person(desk), await person(desk, "Nam")
        async with hook(desk) as bot:
            await script(desk, method="webhook", chat=hoa, do={"delay": 600})
            await desk.control("say", chat=hoa, text="một")
            await desk.control("say", chat=hoa, text="hai")
            await desk.control("say", chat=nam, text="khác")
            await bot.heard(1)
            assert bot.words() == ["khác"]
            while (await desk.see("/control/state"))["updates_waiting"] > 2:
                pass

    at_desk(story)


@pytest.mark.parametrize("same", [True, False])
def test_an_event_can_be_overtaken_by_the_next(same: bool) -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        other = hoa if same else await person(desk, "Nam")
        async with hook(desk) as bot:
            await script(desk, method="webhook", do={"reorder": True})
            await desk.control("say", chat=hoa, text="một")
            assert (await desk.see("/control/state"))["updates_waiting"] == 1
            await desk.control("say", chat=other, text="hai")
            await rest(desk)
            assert bot.words() == ["hai", "một"]

    at_desk(story)


def test_an_event_that_nothing_overtakes_comes_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zalo_webhook, "LONGEST_HOLD", 0.01)

    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            await script(desk, method="webhook", do={"reorder": True})
            await desk.control("say", chat=await person(desk), text="một")
            await rest(desk)
            assert bot.words() == ["một"]

    at_desk(story)


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "getUpdates", "do": {"duplicate": True}},
        {"method": "sendMessage", "do": {"retry_after": 5}},
        {"method": "sendMessage", "do": {"drop": True}},
        {"method": "webhook", "do": {"code": 500}},
        {"method": "webhook", "do": {}},
        {"method": "sendMessage", "do": {"http": 500}, "channel": "viber"},
        {"method": "sendMessage", "do": {"http": 500}, "channel": "telegram"},
    ],
)
def test_what_is_no_fault_of_this_channel_is_refused(fault: dict[str, Any]) -> None:
    async def story(desk: Desk) -> None:
        body = {"faults": [{"channel": "zalo", **fault}]}
        status, answer = await desk.ask("POST", "/control/faults", json=body)
        assert status == 400 and answer["error"]

    at_desk(story)
