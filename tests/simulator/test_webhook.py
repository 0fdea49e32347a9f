"""Telegram's webhook: where to, with which secret, in which order, how often, and who may ask meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.simulator.desk import NOON, Desk, at_desk

SECRET = "mot_bi-mat"
ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Hook:
    """The bot's own address. `answers` are the statuses of the next requests (0 cuts the connection), then 200 with
    `body`. While `gate` is closed nobody is answered."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.body: Any = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.headers: list[dict[str, str]] = []
        self.told: list[Any] = []

    async def hear(self, request: web.Request) -> web.Response:
        self.headers.append(dict(request.headers))
        self.told.append(await request.json())
        await self.gate.wait()
        status = self.answers.pop(0) if self.answers else 200
        if not status and request.transport is not None:
            request.transport.abort()
        return web.json_response(self.body, status=status or 200)

    def words(self) -> list[str]:
        """Of messages the text, of presses the data."""
        return [update["message"]["text"] if "message" in update else update["callback_query"]["data"]
                for update in self.told]  # fmt: skip

    async def heard(self, count: int) -> None:
        while len(self.told) < count:
            await asyncio.sleep(0)


@asynccontextmanager
async def hook(desk: Desk, **more: Any) -> AsyncIterator[Hook]:
    one, app = Hook(), web.Application()
    app.router.add_post("/hook", one.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        await desk.does("setWebhook", url=one.url, secret_token=SECRET, **more)
        yield one
    finally:
        await runner.cleanup()


async def rest(desk: Desk) -> Any:
    """The state when nothing is on its way any more: what is left waits for the clock."""
    while (state := await desk.see("/control/state"))["updates_waiting"]:
        pass
    return state


async def say(desk: Desk, *words: str) -> None:
    for word in words:
        await desk.control("say", chat=1001, text=word)


def test_updates_come_in_order_with_the_secret_and_are_gone() -> None:
    async def story(desk: Desk) -> None:
        await say(desk, "trước")
        async with hook(desk) as bot:
            await say(desk, "một", "hai")
            await rest(desk)
            assert bot.words() == ["trước", "một", "hai"]
            assert [headers["X-Telegram-Bot-Api-Secret-Token"] for headers in bot.headers] == [SECRET] * 3
            assert await desk.does("getWebhookInfo") == {
                "url": bot.url,
                "has_custom_certificate": False,
                "pending_update_count": 0,
                "max_connections": 40,
            }
            await desk.does("deleteWebhook")
            assert await desk.updates() == []

    at_desk(story)


def test_who_has_a_webhook_may_not_ask() -> None:
    async def story(desk: Desk) -> None:
        poll = asyncio.create_task(desk.api("getUpdates", timeout=50))
        await desk.listening()
        async with hook(desk):
            status, answer = await poll
            assert (status, answer["description"]) == (409, "Conflict: terminated by setWebhook request")
            assert await desk.refuses("getUpdates") == (409, ACTIVE)
            assert (await desk.see("/control/state"))["bot_listening"] is True
            await desk.does("deleteWebhook")
            assert await desk.updates() == []

    at_desk(story)


def test_it_says_what_came_of_a_call() -> None:
    async def story(desk: Desk) -> None:
        url = {"url": "https://bao.example.vn/hook"}
        calls: list[tuple[str, dict[str, str], str]] = [
            ("setWebhook", url, "Webhook was set"),
            ("setWebhook", url, "Webhook is already set"),
            ("setWebhook", {}, "Webhook was deleted"),
            ("deleteWebhook", {}, "Webhook is already deleted"),
        ]
        for name, params, words in calls:
            assert await desk.api(name, **params) == (200, {"ok": True, "result": True, "description": words})

    at_desk(story)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://bao.example.vn/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.vn:8080/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "ftp://bao.example.vn"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://a.vn", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://a.vn", "secret_token": "có dấu"}, "secret token contains unallowed characters"),
    ],
)  # fmt: skip
def test_what_is_no_address_or_secret_is_refused(params: dict[str, str], words: str) -> None:
    async def story(desk: Desk) -> None:
        assert await desk.refuses("setWebhook", **params) == (400, f"Bad Request: {words}")
        assert (await desk.does("getWebhookInfo"))["url"] == ""

    at_desk(story)


@pytest.mark.parametrize("url", ["http://localhost:1/x", "http://[::1]:1/", "https://a.vn:8443/x"])
def test_this_machine_may_be_plain(url: str) -> None:
    async def story(desk: Desk) -> None:
        await desk.does("setWebhook", url=url, max_connections=1000, allowed_updates=["message"])
        info = await desk.does("getWebhookInfo")
        assert (info["url"], info["max_connections"], info["allowed_updates"]) == (url, 100, ["message"])

    at_desk(story)


def test_a_retry_comes_at_once_then_after_growing_pauses_of_the_clock() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            bot.answers = [500, 0, 404, 302]
            await say(desk, "một", "hai")
            state = await rest(desk)
            assert bot.words() == ["một", "một"]
            assert (state["updates_held"], state["next_retry"]) == (2, "2026-11-18T05:00:02+00:00")
            for pause, tries in ((2, 3), (4, 4)):
                await desk.control("clock", advance=pause - 0.1)
                assert (await rest(desk))["updates_held"] == 2
                await desk.control("clock", advance=0.1)
                await rest(desk)
                assert bot.words() == ["một"] * tries
            info = await desk.does("getWebhookInfo")
            assert (info["pending_update_count"], info["last_error_message"]) == (
                2,
                "Wrong response from the webhook: 302 Found",
            )
            assert info["last_error_date"] == int(NOON.timestamp()) + 6
            await desk.control("clock", advance=8)
            assert (await rest(desk))["updates_held"] == 0
            assert bot.words() == ["một"] * 5 + ["hai"]

    at_desk(story)


def test_a_press_overtakes_a_message_and_other_chats_do_not_wait() -> None:
    async def story(desk: Desk) -> None:
        minh = (await desk.control("people", name="Minh"))["chat"]
        number = (await desk.does("sendMessage", chat_id=1001, text="hỏi"))["message_id"]
        async with hook(desk) as bot:
            bot.gate.clear()
            await say(desk, "một", "hai")
            await bot.heard(1)
            await desk.control("press", chat=1001, message_id=number, data="bấm")
            await desk.control("say", chat=minh, text="khác")
            await bot.heard(3)
            assert bot.words() == ["một", "bấm", "khác"]
            assert (await desk.see("/control/state"))["updates_waiting"] == 4
            bot.gate.set()
            await rest(desk)
            assert bot.words()[3:] == ["hai"]

    at_desk(story)


def test_no_more_connections_than_asked_for() -> None:
    async def story(desk: Desk) -> None:
        minh = (await desk.control("people", name="Minh"))["chat"]
        async with hook(desk, max_connections=1) as bot:
            bot.gate.clear()
            await say(desk, "một")
            await desk.control("say", chat=minh, text="khác")
            await bot.heard(1)
            await desk.see("/control/state")
            assert len(bot.told) == 1
            bot.gate.set()
            await rest(desk)
            assert bot.words() == ["một", "khác"]

    at_desk(story)


def test_what_is_a_day_old_is_given_up() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            bot.answers = [500] * 2
            await say(desk, "hôm qua")
            await rest(desk)
            await desk.control("clock", advance=24 * 3600)
            await say(desk, "hôm nay")
            await rest(desk)
            assert bot.words() == ["hôm qua", "hôm qua", "hôm nay"]
            assert (await desk.does("getWebhookInfo"))["pending_update_count"] == 0

    at_desk(story)


def test_what_was_not_taken_is_there_for_who_asks() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            bot.gate.clear()
            await say(desk, "một", "hai")
            await bot.heard(1)
            await desk.does("deleteWebhook")
            assert [update["message"]["text"] for update in await desk.updates()] == ["một", "hai"]
            await desk.does("setWebhook", url=bot.url, drop_pending_updates=True)
            assert (await desk.does("getWebhookInfo"))["pending_update_count"] == 0

    at_desk(story)


def test_a_cut_wire_keeps_updates_until_it_is_mended() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            await desk.control("cut", channel="telegram", cut=True)
            await say(desk, "một")
            state = await desk.see("/control/state")
            assert (state["updates_waiting"], state["updates_held"], bot.told) == (0, 1, [])
            while not (await desk.see("/control/state"))["next_retry"]:
                pass
            await desk.control("cut", channel="telegram", cut=False)
            assert (await rest(desk))["updates_held"] == 1, "it waits for its next try"
            await desk.control("clock", advance=2)
            await rest(desk)
            assert bot.words() == ["một"]

    at_desk(story)


def test_faults_lose_the_answer_repeat_and_stand_in_the_way() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            for do, words in (({"lost": True}, ["a", "a"]), ({"duplicate": True}, ["a", "a"]), ({"code": 502}, ["a"])):
                bot.told.clear()
                await desk.control("faults", faults=[{"method": "webhook", "chat": 1001, "do": do}])
                await say(desk, "a")
                await rest(desk)
                assert bot.words() == words, do
            message = (await desk.does("getWebhookInfo"))["last_error_message"]
            assert message == "Wrong response from the webhook: 502 Bad Gateway"

    at_desk(story)


def test_a_method_in_the_answer_is_done_but_none_that_asks() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            for method in ("sendMessage", "getMe", "deleteWebhook"):
                bot.body = {"method": method, "chat_id": 1001, "text": "nghe rồi"}
                await say(desk, "một")
                await rest(desk)
            shown = await desk.see("/control/messages?chat=1001")
            assert [one["text"] for one in shown if one["from"] == "bot"] == ["nghe rồi"]
            assert (await desk.does("getWebhookInfo"))["url"] == bot.url
            bot.body = {"method": "sendMessage", "chat_id": 5, "text": "ai"}
            await say(desk, "hai")
            state = await rest(desk)
            assert state["refused"] == {"400": 1} and "getMe" not in state["calls"]

    at_desk(story)
