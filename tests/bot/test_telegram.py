"""Telegram both ways: what an update becomes, and what a failed sending is called."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sender import SendFailed
from bot.shapes import shape_of, strings_of
from bot.telegram import Telegram, translator
from bot.telegram_types import types
from reporting.privacy import Kept, guard
from reporting.values import Choice, Incoming, Kind
from simulator import server
from storage.outbox import Letter
from tests.rig import free_port

CHAT = {"id": 5, "type": "private", "first_name": "Bảy"}
SENDER = {"id": 5, "is_bot": False, "first_name": "Bảy"}


def heard(update: dict[str, Any]) -> tuple[Incoming | None, list[str]]:
    """What an update becomes, and every string the gate was shown."""
    shown: list[str] = []

    def door(text: str) -> Kept:
        shown.append(text)
        return guard(text)

    found = asyncio.run(translator(door)({"update_id": 1} | update))
    return (found[0] if found else None), shown


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1_763_000_000, "chat": CHAT, "from": SENDER} | more


def test_words_captions_and_edits_pass_the_gate() -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
    for update in (
        {"message": message(text="gọi 0912345678")},
        {"message": message(caption="gọi 0912345678", photo=photo)},
        {"edited_message": message(text="gọi 0912345678", edit_date=1_763_000_100)},
    ):
        incoming, shown = heard(update)
        assert incoming is not None
        assert (incoming.text, shown) == ("gọi [SĐT]", ["gọi 0912345678"])


def test_names_of_others_contacts_and_file_names_are_not_taken() -> None:
    secret = "Nguyễn Thị Riêng"
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": secret}
    document = {"file_id": "f", "file_unique_id": "u", "file_name": f"{secret}.pdf", "mime_type": "application/pdf"}
    contact = {"phone_number": "0912345678", "first_name": secret}
    quoted = message(text=secret)
    for part in (
        {"text": "xin", "forward_origin": origin},
        {"document": document},
        {"contact": contact},
        {"text": "vâng", "reply_to_message": quoted},
    ):
        incoming, _ = heard({"message": message(**part)})
        assert incoming is not None
        assert secret not in repr(incoming)
        assert "0912345678" not in repr(incoming)


@pytest.mark.parametrize(
    ("data", "question", "choice"), [("12-0.1", "12-0", "1"), ("x" * 64, "", "xx"), ("", "", ""), ("a.b.c", "a.b", "c")]
)
def test_a_press_says_which_question_it_answers_whatever_its_data(data: str, question: str, choice: str) -> None:
    press = {"id": "9", "from": SENDER, "chat_instance": "1", "data": data, "message": message(text="hỏi")}
    incoming, _ = heard({"callback_query": press})
    assert incoming is not None
    assert (incoming.kind, incoming.question, incoming.choice) == (Kind.PRESS, question, choice)


def test_what_is_of_no_interest_is_nothing() -> None:
    live = message(location={"latitude": 1.0, "longitude": 2.0, "live_period": 60})
    assert heard({"edited_message": live})[0] is None


def test_the_shape_of_an_update_tells_nothing_of_what_was_said() -> None:
    raw = {"message": {"text": "bí mật", "entities": [{"type": "bold", "length": 3}], "n": 4, "ok": True}}
    assert shape_of(raw) == {
        "message": {"text": "str6", "entities": [{"type": "str4", "length": 3}], "n": 4, "ok": True}
    }
    assert list(strings_of(raw)) == ["bí mật", "bold"]


def letter(chat: str, choices: int = 0) -> Letter:
    made = tuple(Choice(str(n), f"Lựa chọn {n}", "act") for n in range(choices))
    return Letter(1, "k", "reply", None, "telegram", chat, "xin chào", made, "12-0", None, 0, None)


def at_server(story: Callable[[Telegram, aiohttp.ClientSession, str], Awaitable[None]]) -> None:
    async def play() -> None:
        messenger = await server.start()
        async with aiohttp.ClientSession() as http:
            await story(Telegram(http, messenger.url, server.TOKEN), http, messenger.url)
        await messenger.stop()

    asyncio.run(play())


def test_every_refusal_has_its_name() -> None:
    async def story(telegram: Telegram, http: aiohttp.ClientSession, url: str) -> None:
        async with http.post(f"{url}/control/people", json={"name": "Bảy"}) as answer:
            chat = str((await answer.json())["chat"])
        expected: list[tuple[dict[str, Any], dict[str, Any]]] = [
            ({"code": 429, "retry_after": 5}, {"retry_after": 5.0}),
            ({"code": 403, "description": "Forbidden: bot was blocked by the user"}, {"gone": True}),
            ({"code": 400, "description": "Bad Request: message is too long"}, {"permanent": True}),
            ({"code": 500}, {}),
            ({"code": 401, "description": "Unauthorized"}, {}),
            ({"lost": True}, {"lost": True}),
        ]
        for do, meant in expected:
            fault = {"faults": [{"method": "sendMessage", "do": do}]}
            async with http.post(f"{url}/control/faults", json=fault):
                pass
            with pytest.raises(SendFailed) as failed:
                await telegram.send(letter(chat), "xin chào")
            found = {name: getattr(failed.value, name) for name in ("retry_after", "gone", "lost", "permanent")}
            assert {name: value for name, value in found.items() if value} == meant, do
            async with http.post(f"{url}/control/clock", json={"advance": 10}):
                pass
        with pytest.raises(SendFailed) as failed:
            await telegram.send(letter("999"), "xin chào")
        assert failed.value.gone

    at_server(story)


def test_a_server_that_is_not_there_has_not_heard_the_message() -> None:
    async def play() -> None:
        async with aiohttp.ClientSession() as http:
            with pytest.raises(SendFailed) as failed:
                await Telegram(http, f"http://127.0.0.1:{free_port()}", server.TOKEN).send(letter("1"), "xin chào")
            assert not failed.value.lost

    asyncio.run(play())


def test_choices_become_buttons_that_name_their_question() -> None:
    async def story(telegram: Telegram, http: aiohttp.ClientSession, url: str) -> None:
        async with http.post(f"{url}/control/people", json={"name": "Bảy"}) as answer:
            chat = str((await answer.json())["chat"])
        await telegram.send(letter(chat, choices=3), "xin chào")
        async with http.get(f"{url}/control/messages?chat={chat}") as answer:
            (shown,) = await answer.json()
        assert [[button["data"] for button in row] for row in shown["buttons"]] == [["12-0.0", "12-0.1"], ["12-0.2"]]

    at_server(story)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("CV_MẬT_12.PDF", True),
        ("MẬT.docx", True),
        ("Cong van TOI MAT so 5.pdf", True),
        ("mật ong rừng.jpg", False),
        ("Báo cáo tuần 47.docx", False),
        ("", False),
    ],
)
def test_a_file_is_refused_by_a_stamp_in_its_name(name: str, refused: bool) -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": name}
    kept: Kept = asyncio.run(translator(guard)({"update_id": 1, "message": message(document=document)}))[1]
    assert (kept.reason == "secret") == refused


@pytest.mark.parametrize(
    ("part", "kind", "file"),
    [
        ({"voice": {"duration": 3}}, Kind.VOICE, "voice"),
        ({"audio": {"duration": 3, "file_name": "xa.mp3"}}, Kind.VOICE, "voice"),
        ({"video": {"duration": 3, "width": 9, "height": 9}}, Kind.VIDEO, "video"),
        ({"video_note": {"duration": 3, "length": 9}}, Kind.VIDEO, "video"),
        ({"document": {"file_name": "a.pdf"}}, Kind.FILE, "file"),
    ],
)
def test_what_is_sent_has_its_kind(part: dict[str, dict[str, Any]], kind: Kind, file: str) -> None:
    ((name, fields),) = part.items()
    incoming, _ = heard({"message": message(**{name: {"file_id": "f", "file_unique_id": "u"} | fields})})
    assert incoming is not None
    assert (incoming.kind, [found.kind for found in incoming.files]) == (kind, [file])


def test_of_a_contact_card_stays_that_it_came() -> None:
    incoming, _ = heard({"message": message(contact={"phone_number": "0912345678", "first_name": "Riêng"})})
    assert incoming is not None
    assert (incoming.kind, incoming.text, incoming.masked) == (Kind.CONTACT, "", ("name", "phone"))


def test_a_type_that_no_update_holds_is_built_when_it_is_used() -> None:
    """aiogram's own way of building it, only later: with all that its annotations name."""
    kind = types.InlineQueryResultContact
    assert not kind.__pydantic_complete__
    row = [[types.InlineKeyboardButton(text="Đúng", callback_data="1")]]
    made = kind(id="1", phone_number="1", first_name="B", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=row))
    assert kind.__pydantic_complete__
    assert made.model_dump(exclude_unset=True)["reply_markup"]["inline_keyboard"][0][0]["text"] == "Đúng"
