"""What people do on Zalo, and how it is told to the bot."""

import base64
from typing import Any

import pytest

from simulator.files import grey
from simulator.server import ZALO_TOKEN
from tests.simulator.desk import NOON, Desk, at_desk
from tests.simulator.zalo_desk import does, hook, person, rest, state


def test_people_get_opaque_chats_the_same_in_every_run() -> None:
    chats: list[str] = []

    async def story(desk: Desk) -> None:
        hoa, nam = await person(desk), await person(desk, "Nam")
        assert hoa != nam and len(hoa) == 20 and int(hoa, 16)
        assert await desk.control("people", name="Ai", channel="zalo", chat=hoa) == {"chat": hoa}
        assert await desk.control("people", name="Ba", chat="a" * 20) == {"chat": "a" * 20}
        assert (await desk.see("/control/state"))["people"] == [
            {"chat": 1001, "name": "Lan", "channel": "telegram"},
            {"chat": hoa, "name": "Hoa", "channel": "zalo"},
            {"chat": nam, "name": "Nam", "channel": "zalo"},
            {"chat": "a" * 20, "name": "Ba", "channel": "zalo"},
        ]
        chats.extend([hoa, nam])

    at_desk(story)
    at_desk(story)
    assert chats[:2] == chats[2:]


def test_a_text_is_told_as_it_was_documented() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            said = await desk.control("say", chat=hoa, text=" Xin chào ")
            await rest(desk)
            assert bot.told == [
                {
                    "event_name": "message.text.received",
                    "message": {
                        "message_id": said["message_id"],
                        "date": int(NOON.timestamp() * 1000),
                        "text": "Xin chào",
                        "chat": {"id": hoa, "chat_type": "PRIVATE"},
                        "from": {"id": hoa, "display_name": "Hoa", "is_bot": False},
                    },
                }
            ]
        happened = [one for one in await desk.see("/control/events") if one["what"] == "message"]
        assert happened[0]["channel"] == "zalo" and happened[0]["message"]["text"] == "Xin chào"

    at_desk(story)


async def opens(desk: Desk, url: str) -> bytes | None:
    async with desk.http.get(url) as response:
        return await response.read() if response.status == 200 else None


def test_a_photo_lies_open_for_an_hour() -> None:
    async def story(desk: Desk) -> None:
        hoa, picture = await person(desk), grey(320, 240)
        async with hook(desk) as bot:
            await desk.control("photo", chat=hoa, caption="Cống", bytes=base64.b64encode(picture).decode())
            await rest(desk)
            told = bot.told[0]
            assert told["event_name"] == "message.image.received"
            assert told["message"]["caption"] == "Cống" and told["message"]["message_type"] == "CHAT_PHOTO"
            url = told["message"]["photo_url"]
            await desk.control("clock", advance=3600)
            assert await opens(desk, url) == picture
            await desk.control("clock", advance=1)
            assert await opens(desk, url) is None
        (shown,) = await desk.see(f"/control/messages?chat={hoa}")
        assert shown["text"] == "Cống" and shown["photo"]["size"] == len(picture)
        assert await opens(desk, desk.url + shown["photo"]["url"]) == picture, "the phone keeps its own"

    at_desk(story)


def test_media_can_be_made_to_expire_and_the_key_be_chosen() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            assert (await desk.control("zalo", photo_key="photo"))["photo_key"] == "photo"
            await desk.control("photo", chat=hoa)
            await rest(desk)
            message = bot.told[0]["message"]
            assert "photo_url" not in message and "caption" not in message
            assert await opens(desk, message["photo"])
            await desk.control("zalo", expire_media=True)
            assert await opens(desk, message["photo"]) is None
            assert await opens(desk, f"{desk.url}/zalo/media/none.jpg") is None

    at_desk(story)


@pytest.mark.parametrize(
    ("kind", "name", "fields"),
    [
        ("sticker", "sticker", {"sticker", "url"}),
        ("voice", "voice", {"voice_url", "message_type"}),
        ("unsupported", "unsupported", set()),
        ("link", "link", {"text", "url", "message_type"}),
        ("reaction", "reaction", {"reaction", "reply_to_message_id"}),
        ("group", "text", {"text"}),
    ],
)
def test_everything_else_people_send(kind: str, name: str, fields: set[str]) -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            sent = await desk.control("send", chat=hoa, kind=kind)
            await rest(desk)
            told = bot.told[0]
        assert told["event_name"] == f"message.{name}.received"
        message = told["message"]
        assert message.keys() == {"message_id", "date", "chat", "from"} | fields
        assert message["message_id"] == sent["message_id"] and message["from"]["id"] == hoa
        grouped = kind == "group"
        assert message["chat"]["chat_type"] == ("GROUP" if grouped else "PRIVATE")
        assert (message["chat"]["id"] == hoa) is not grouped
        if url := message.get("voice_url"):
            assert url.endswith(".aac") and (await opens(desk, url) or b"").startswith(b"\xff\xf1")

    at_desk(story)


def test_a_raw_event_comes_just_as_it_was_given() -> None:
    async def story(desk: Desk) -> None:
        raws: list[tuple[Any, Any]] = [
            ({"event_name": "message.new.received", "message": {"message_id": "x"}}, "x"),
            ({"event_name": 7, "message": []}, None),
            ({}, None),
        ]
        async with hook(desk) as bot:
            for raw, number in raws:
                assert await desk.control("update", channel="zalo", update=raw) == {"message_id": number}
                await rest(desk)
            assert bot.told == [raw for raw, _ in raws]

    at_desk(story)


def test_who_blocked_the_bot_is_not_reached_and_says_nothing() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        assert await desk.control("block", chat=hoa, blocked=True) == {"chat": hoa, "blocked": True}
        answer = await desk.ask("POST", f"/zalo/bot{ZALO_TOKEN}/sendMessage", json={"chat_id": hoa, "text": "a"})
        assert answer == (200, {"ok": False, "error_code": 403, "description": "user has blocked the bot"})
        assert (await desk.ask("POST", "/control/say", json={"chat": hoa, "text": "a"}))[0] == 400
        await desk.control("block", chat=hoa, blocked=False)
        await does(desk, "sendMessage", chat_id=hoa, text="a")
        blocks = [one for one in await desk.see("/control/events") if one["what"] == "block"]
        assert [(one["channel"], one["blocked"]) for one in blocks] == [("zalo", True), ("zalo", False)]

    at_desk(story)


@pytest.mark.parametrize(
    ("call", "body", "status"),
    [
        ("people", {"name": "Hoa", "channel": "zalo", "chat": "xyz"}, 400),
        ("people", {"name": "Hoa", "channel": "zalo", "chat": 5}, 400),
        ("people", {"name": "Hoa", "channel": "viber"}, 400),
        ("say", {"chat": "f" * 20, "text": "a"}, 404),
        ("say", {"chat": "{hoa}", "text": ""}, 400),
        ("say", {"chat": "{hoa}", "text": "a" * 2001}, 400),
        ("press", {"chat": "{hoa}", "message_id": 1, "data": "a"}, 400),
        ("edit", {"chat": "{hoa}", "message_id": 1, "text": "a"}, 400),
        ("send", {"chat": "{hoa}", "kind": "dance"}, 400),
        ("send", {"chat": 1001, "kind": "sticker"}, 400),
        ("update", {"channel": "zalo", "update": []}, 400),
        ("zalo", {"photo_key": "picture"}, 400),
        ("zalo", {"quota": "many"}, 400),
        ("zalo", {"wrapped": 1}, 400),
        ("zalo", {"colour": "red"}, 400),
        ("cut", {"cut": True}, 400),
        ("cut", {"channel": "zalo"}, 400),
    ],
)
def test_a_senseless_control_call_is_refused_and_leaves_no_trace(call: str, body: dict[str, Any], status: int) -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        before = await desk.see("/control/state")
        given = {name: hoa if value == "{hoa}" else value for name, value in body.items()}
        got, answer = await desk.ask("POST", f"/control/{call}", json=given)
        assert (got, list(answer)) == (status, ["error"])
        assert await desk.see("/control/state") == before

    at_desk(story)


def test_both_channels_share_one_clock_and_one_story() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await desk.control("clock", advance=60)
        await desk.control("say", chat=1001, text="một")
        await desk.control("say", chat=hoa, text="hai")
        events = [one for one in await desk.see("/control/events") if one["what"] == "message"]
        assert [one["chat"] for one in events] == [1001, hoa]
        assert len({one["at"] for one in events}) == 1
        assert (await state(desk))["calls"] == {}

    at_desk(story)
