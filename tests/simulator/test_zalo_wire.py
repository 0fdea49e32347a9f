"""The Bot Platform's methods: every form of a call, every refusal."""

import re
from typing import Any

import aiohttp
import pytest

from simulator.server import ZALO_TOKEN
from tests.simulator.desk import NOON, Desk, at_desk
from tests.simulator.zalo_desk import SECRET, does, person, refuses, state, zalo


def test_the_bot_says_who_it_is() -> None:
    async def story(desk: Desk) -> None:
        me = await does(desk, "getMe")
        assert me["id"] == "1459232241454765289" and me["account_type"] == "BASIC" and me["can_join_groups"] is False

    at_desk(story)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("bot1:wrong/getMe", 401),
        (f"bot{ZALO_TOKEN}/getme", 400),
        (f"bot{ZALO_TOKEN}/editMessageText", 400),
        (f"bot{ZALO_TOKEN}/answerCallbackQuery", 400),
    ],
)
def test_wrong_tokens_and_methods_are_refused_with_200(path: str, code: int) -> None:
    async def story(desk: Desk) -> None:
        status, answer = await desk.ask("POST", f"/zalo/{path}")
        assert (status, answer["ok"], answer["error_code"]) == (200, False, code)

    at_desk(story)


def test_a_call_may_come_in_any_form() -> None:
    async def story(desk: Desk) -> None:
        fields = {"chat_id": await person(desk), "text": "chào"}
        multipart = aiohttp.FormData(fields, default_to_multipart=True)
        forms: list[tuple[str, dict[str, Any]]] = [
            ("GET", {"params": fields}),
            ("POST", {"params": fields}),
            ("POST", {"data": fields}),
            ("POST", {"data": multipart}),
            ("POST", {"json": fields}),
        ]
        for method, options in forms:
            _, answer = await desk.ask(method, f"/zalo/bot{ZALO_TOKEN}/sendMessage", **options)
            assert answer["ok"] is True, answer
        assert (await state(desk))["calls"] == {"sendMessage": len(forms)}

    at_desk(story)


def test_a_sent_message_has_an_opaque_number_and_milliseconds() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        sent = await does(desk, "sendMessage", chat_id=hoa, text="chào <b>cô</b>", parse_mode="html")
        assert re.fullmatch("[0-9a-f]{20}", sent["message_id"])
        assert sent["date"] == int(NOON.timestamp() * 1000)
        assert await desk.see(f"/control/messages?chat={hoa}") == [
            {
                "id": sent["message_id"],
                "from": "bot",
                "text": "chào <b>cô</b>",
                "at": NOON.isoformat(),
                "buttons": [],
                "edited": False,
                "deleted": False,
            }
        ]
        assert (await does(desk, "sendMessage", chat_id=hoa, text="hai"))["message_id"] != sent["message_id"]

    at_desk(story)


@pytest.mark.parametrize("text", ["a", "ạ" * 2000, "😀" * 1000])
def test_a_text_has_up_to_2000_units(text: str) -> None:
    async def story(desk: Desk) -> None:
        await does(desk, "sendMessage", chat_id=await person(desk), text=text)

    at_desk(story)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": ""},
        {"text": " \n"},
        {"text": 5},
        {"text": "ạ" * 2001},
        {"text": "😀" * 1000 + "a"},
        {"text": "a", "parse_mode": "HTML"},
        {"text": "a", "reply_markup": {"inline_keyboard": []}},
        {"text": "a", "reply_to_message_id": "b" * 20},
        {"text": "a", "text_styles": "b"},
        {"text": "a", "text_styles": [{"start": 0, "len": 2, "st": ["b"]}]},
        {"text": "a", "text_styles": [{"start": 0, "len": 1, "st": ["bold"]}]},
        {"text": "a", "text_styles": [{"start": 0, "len": 1}]},
        {"text": "a", "chat_id": "f" * 20},
        {"text": "a", "chat_id": 1001},
        {"text": "a", "chat_id": ""},
    ],
)
def test_a_message_that_is_not_allowed_is_refused(fields: dict[str, Any]) -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        code, _ = await refuses(desk, "sendMessage", **{"chat_id": hoa, **fields})
        assert code == 400
        assert await desk.see(f"/control/messages?chat={hoa}") == []
        assert (await state(desk))["sent_this_month"] == 0
        assert (await state(desk))["refused"] == {"400": 1}
        assert (await desk.see("/control/state"))["refused"] == {}, "Telegram counts its own"

    at_desk(story)


def test_styles_are_taken_as_they_are_documented() -> None:
    async def story(desk: Desk) -> None:
        styles = [{"start": 0, "len": 2, "st": ["b", "f_18", "c_ff0000", "lst_1", "ind_5"]}]
        await does(desk, "sendMessage", chat_id=await person(desk), text="ab", text_styles=styles)

    at_desk(story)


def test_an_unknown_chat_is_named_so() -> None:
    async def story(desk: Desk) -> None:
        assert (await refuses(desk, "sendMessage", chat_id="f" * 20, text="a"))[1].endswith("chat not found")

    at_desk(story)


def test_a_photo_is_fetched_from_its_address() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await desk.control("photo", chat=1001)
        kept = (await desk.see("/control/messages?chat=1001"))[0]["photo"]
        await does(desk, "sendPhoto", chat_id=hoa, photo=desk.url + kept["url"], caption="Cống")
        (shown,) = await desk.see(f"/control/messages?chat={hoa}")
        assert shown["text"] == "Cống" and shown["photo"]["size"] == kept["size"]
        async with desk.http.get(desk.url + shown["photo"]["url"]) as response:
            assert len(await response.read()) == kept["size"]

    at_desk(story)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"photo": "ảnh.jpg"},
        {"photo": "http://127.0.0.1:1/nobody.jpg"},
        {"photo": "{desk}/control/files/none"},
        {"photo": "{desk}/control/state"},
        {"photo": "{desk}/control/state", "caption": "a" * 2001},
        {"photo": "{desk}/control/state", "caption": ""},
    ],
)
def test_a_photo_that_cannot_be_had_is_refused(fields: dict[str, str]) -> None:
    async def story(desk: Desk) -> None:
        given = {name: value.replace("{desk}", desk.url) for name, value in fields.items()}
        assert (await refuses(desk, "sendPhoto", chat_id=await person(desk), **given))[0] == 400

    at_desk(story)


def test_stickers_voices_and_typing() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await does(desk, "sendSticker", chat_id=hoa, sticker="abc")
        await does(desk, "sendVoice", chat_id=hoa, voice_url="https://example.vn/a.aac")
        assert await zalo(desk, "sendChatAction", chat_id=hoa, action="typing") == {"ok": True}
        assert [one["kind"] for one in await desk.see(f"/control/messages?chat={hoa}")] == ["sticker", "voice"]
        for name, fields in (
            ("sendSticker", {}),
            ("sendVoice", {"voice_url": "https://example.vn/a.mp3"}),
            ("sendVoice", {"url": "https://example.vn/a.aac"}),
            ("sendChatAction", {"action": "dancing"}),
            ("sendChatAction", {}),
        ):
            assert (await refuses(desk, name, chat_id=hoa, **fields))[0] == 400

    at_desk(story)


def test_a_voice_to_a_group_is_taken_and_reaches_nobody() -> None:
    async def story(desk: Desk) -> None:
        group = (await desk.control("send", chat=await person(desk), kind="group"))["chat"]
        await does(desk, "sendVoice", chat_id=group, voice_url="https://example.vn/a.aac")
        await does(desk, "sendMessage", chat_id=group, text="vâng")
        shown = await desk.see(f"/control/messages?chat={group}")
        assert [one["text"] for one in shown] == ["@Bot xin chào", "vâng"] and shown[0]["by"] == "Hoa"

    at_desk(story)


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://example.vn/"},
        {"secret_token": SECRET},
        {"url": "example.vn", "secret_token": SECRET},
        {"url": "https://example.vn/", "secret_token": "a" * 7},
        {"url": "https://example.vn/", "secret_token": "a" * 257},
        {"url": "https://example.vn/", "secret_token": SECRET, "drop_pending_updates": True},
    ],
)
def test_a_webhook_needs_its_address_and_secret(fields: dict[str, Any]) -> None:
    async def story(desk: Desk) -> None:
        assert (await refuses(desk, "setWebhook", **fields))[0] == 400
        assert (await does(desk, "getWebhookInfo"))["url"] == ""

    at_desk(story)


def test_a_broken_body_is_refused_with_200() -> None:
    async def story(desk: Desk) -> None:
        for body in (b"{", b"[]", b"\xff"):
            options = {"data": body, "headers": {"Content-Type": "application/json"}}
            status, answer = await desk.ask("POST", f"/zalo/bot{ZALO_TOKEN}/getMe", **options)
            assert (status, answer["error_code"]) == (200, 400)

    at_desk(story)
