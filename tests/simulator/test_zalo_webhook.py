"""Deliveries to the webhook: the probe, the secret, the order, the retries."""

import pytest

from simulator.server import ZALO_TOKEN
from simulator.zalo_webhook import ATTEMPTS
from tests.simulator.desk import NOON, Desk, at_desk
from tests.simulator.zalo_desk import SECRET, does, hook, person, rest, state


def test_the_address_is_probed_like_a_stranger_would() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk, set_up=False) as bot:
            result = await does(desk, "setWebhook", url=bot.url, secret_token=SECRET)
            ((headers, body),) = bot.requests
            assert headers["User-Agent"] == "Java/17.0.2" and body == b""
            assert "X-Bot-Api-Secret-Token" not in headers
            assert result["url"] == bot.url and result["updated_at"] == int(NOON.timestamp() * 1000)
            assert result["verification"] == {
                "ok": True,
                "status_code": 200,
                "outcome": "webhook.http.200",
                "hint": "",
            }
            assert await does(desk, "getWebhookInfo") == {"url": bot.url, "updated_at": result["updated_at"]}
            seen = await state(desk)
            assert (seen["webhook"], seen["verification"], seen["listening"]) == (bot.url, result["verification"], True)

    at_desk(story)


@pytest.mark.parametrize(("status", "outcome"), [(403, "webhook.http.403"), (0, "webhook.unreachable")])
def test_an_address_that_fails_the_probe_is_kept_all_the_same(status: int, outcome: str) -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk, set_up=False) as bot:
            bot.answers = [status]
            result = await does(desk, "setWebhook", url=bot.url, secret_token=SECRET)
            found = result["verification"]
            assert (found["ok"], found["status_code"], found["outcome"]) == (False, status, outcome) and found["hint"]
            await desk.control("say", chat=await person(desk), text="một")
            await rest(desk)
            assert bot.words() == ["một"]

    at_desk(story)


def test_events_come_flat_with_the_secret_or_wrapped() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            said = await desk.control("say", chat=hoa, text="một")
            await rest(desk)
            headers, _ = bot.requests[-1]
            assert headers["X-Bot-Api-Secret-Token"] == SECRET
            assert bot.told[0].keys() == {"event_name", "message"}
            assert bot.told[0]["message"]["message_id"] == said["message_id"]
            assert (await desk.control("zalo", wrapped=True))["wrapped"] is True
            await desk.control("say", chat=hoa, text="hai")
            await rest(desk)
            assert bot.told[1]["ok"] is True and bot.told[1]["result"]["message"]["text"] == "hai"

    at_desk(story)


@pytest.mark.parametrize("answers", [[500], [0, 404], [302]])
def test_a_failed_delivery_is_tried_again(answers: list[int]) -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk) as bot:
            bot.answers = answers.copy()
            await desk.control("say", chat=await person(desk), text="một")
            await rest(desk)
            assert bot.words() == ["một"] * (len(answers) + 1)
            assert (await state(desk))["lost"] == 0

    at_desk(story)


def test_after_two_retries_an_event_is_lost_and_the_next_one_goes() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            bot.answers = [500] * ATTEMPTS
            await desk.control("say", chat=hoa, text="một")
            await desk.control("say", chat=hoa, text="hai")
            await rest(desk)
            assert bot.words() == ["một", "một", "một", "hai"]
            assert (await state(desk))["lost"] == 1

    at_desk(story)


def test_a_chat_has_one_event_under_way_and_others_do_not_wait_for_it() -> None:
    async def story(desk: Desk) -> None:
        hoa, nam = await person(desk), await person(desk, "Nam")
        async with hook(desk) as bot:
            bot.gate.clear()
            for text in ("một", "hai", "ba"):
                await desk.control("say", chat=hoa, text=text)
            await bot.heard(1)
            await desk.control("say", chat=nam, text="khác")
            await bot.heard(2)
            assert bot.words() == ["một", "khác"] and bot.most_under_way == 2
            assert (await desk.see("/control/state"))["updates_waiting"] == 4
            bot.gate.set()
            await rest(desk)
            assert bot.words() == ["một", "khác", "hai", "ba"] and bot.most_under_way == 2

    at_desk(story)


def test_without_its_address_what_is_under_way_is_lost() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            bot.gate.clear()
            await desk.control("say", chat=hoa, text="một")
            await desk.control("say", chat=hoa, text="hai")
            await bot.heard(1)
            assert (await does(desk, "deleteWebhook"))["url"] == ""
            bot.gate.set()
            await rest(desk)
            assert bot.words() == ["một"] and (await state(desk))["lost"] == 1

    at_desk(story)


def test_media_are_linked_where_the_bot_reaches_us() -> None:
    async def story(desk: Desk) -> None:
        async with hook(desk, set_up=False) as bot:
            far = desk.url.replace("127.0.0.1", "localhost")
            body = {"url": bot.url, "secret_token": SECRET}
            await desk.http.post(f"{far}/zalo/bot{ZALO_TOKEN}/setWebhook", json=body)
            await desk.control("photo", chat=await person(desk))
            await rest(desk)
            assert bot.told[0]["message"]["photo_url"].startswith(f"{far}/zalo/media/")

    at_desk(story)
