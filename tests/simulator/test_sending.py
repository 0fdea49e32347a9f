"""What the bot sends, edits and deletes, and everything the server refuses."""

import json
from typing import Any

import aiohttp
import pytest

from tests.simulator.desk import NOON, TOKEN, Desk, at_desk

BUTTONS = {"inline_keyboard": [[{"text": "Có", "callback_data": "yes"}, {"text": "Trang", "url": "https://a.vn"}]]}


def bad(words: str) -> tuple[int, str]:
    return 400, f"Bad Request: {words}"


async def sent(desk: Desk, **params: Any) -> Any:
    return await desk.does("sendMessage", **{"chat_id": 1001, "text": "chào", **params})


def test_a_message_is_answered_as_it_stands_in_the_chat() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("clock", advance=0.75)
        message = await sent(desk, text=" <b>Chào</b> Lan ", parse_mode="HTML", reply_markup=BUTTONS)
        assert message == {
            "message_id": 1,
            "from": {"id": 42, "is_bot": True, "first_name": "Bot", "username": "simulated_bot"},
            "chat": {"id": 1001, "type": "private", "first_name": "Lan"},
            "date": int(NOON.timestamp()),
            "text": "Chào Lan",
            "entities": [{"type": "bold", "offset": 0, "length": 4}],
            "reply_markup": BUTTONS,
        }
        (shown,) = await desk.see("/control/messages?chat=1001")
        assert shown["buttons"] == [[{"text": "Có", "data": "yes"}, {"text": "Trang", "url": "https://a.vn"}]]
        assert (shown["from"], shown["text"], shown["edited"], shown["deleted"]) == ("bot", "Chào Lan", False, False)
        assert shown["at"] == "2026-11-18T05:00:00.750000+00:00"

    at_desk(story)


def test_each_chat_counts_its_own_messages() -> None:
    async def story(desk: Desk) -> None:
        minh = (await desk.control("people", name="Minh"))["chat"]
        assert [(await sent(desk))["message_id"] for _ in range(2)] == [1, 2]
        assert (await sent(desk, chat_id=minh))["message_id"] == 1
        assert (await desk.control("say", chat=1001, text="vâng"))["message_id"] == 3

    at_desk(story)


def test_form_multipart_query_and_json_say_the_same() -> None:
    async def story(desk: Desk) -> None:
        url = f"{desk.url}/bot{TOKEN}/sendMessage"
        form = {"chat_id": "1001", "text": "chào", "reply_markup": json.dumps(BUTTONS)}
        multipart = aiohttp.FormData(form, default_to_multipart=True)
        for options in ({"data": form}, {"data": multipart}, {"params": form}):
            async with desk.http.post(url, **options) as response:
                assert (await response.json())["result"]["reply_markup"] == BUTTONS
        await desk.control("clock", advance=5)
        assert (await sent(desk, reply_markup=BUTTONS))["reply_markup"] == BUTTONS
        async with desk.http.get(f"{desk.url}/bot{TOKEN}/GETME") as response:
            assert (await response.json())["result"]["is_bot"] is True
        async with desk.http.post(url, data=b"{", headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400

    at_desk(story)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🌊" * 2048 + "a"}, "message is too long"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 7}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"text": "1 < 2", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        (
            {"text": "a.", "parse_mode": "MarkdownV2"},
            "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ({"parse_mode": "Fancy"}, "unsupported parse_mode"),
        ({"reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"reply_markup": {"inline_keyboard": [["a"]]}}, "can't parse inline keyboard button: expected an Object"),
    ],
)
def test_a_bad_message_is_refused_and_nobody_sees_it(params: dict[str, Any], words: str) -> None:
    async def story(desk: Desk) -> None:
        assert await desk.refuses("sendMessage", **{"chat_id": 1001, "text": "chào", **params}) == bad(words)
        assert await desk.see("/control/messages?chat=1001") == []
        assert (await desk.see("/control/state"))["refused"] == {"400": 1}

    at_desk(story)


def test_the_longest_texts_pass() -> None:
    async def story(desk: Desk) -> None:
        assert len((await sent(desk, text="ế" * 4096))["text"]) == 4096
        assert len((await sent(desk, text="🌊" * 2048))["text"]) == 2048
        marked = await sent(desk, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML")
        assert len(marked["text"]) == 4096

    at_desk(story)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "ế" * 21 + "ab"}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "", "callback_data": "a"}, "can't parse inline keyboard button: text must be non-empty"),
    ],
)
def test_a_bad_button_is_refused(button: dict[str, str], words: str) -> None:
    async def story(desk: Desk) -> None:
        markup = {"inline_keyboard": [[button]]}
        assert await desk.refuses("sendMessage", chat_id=1001, text="a", reply_markup=markup) == bad(words)

    at_desk(story)


def test_64_bytes_of_data_pass_and_too_many_buttons_do_not() -> None:
    async def story(desk: Desk) -> None:
        button = {"text": "x", "callback_data": "ế" * 21 + "a"}
        assert len(button["callback_data"].encode()) == 64
        await sent(desk, reply_markup={"inline_keyboard": [[button] * 8] * 12})
        for rows in ([[button] * 9], [[button]] * 101):
            refused = await desk.refuses("sendMessage", chat_id=1001, text="a", reply_markup={"inline_keyboard": rows})
            assert refused == bad("reply markup is too long")

    at_desk(story)


def test_a_reply_keyboard_is_no_inline_keyboard() -> None:
    async def story(desk: Desk) -> None:
        message = await sent(desk, reply_markup={"keyboard": [[{"text": "Gửi vị trí", "request_location": True}]]})
        assert "reply_markup" not in message

    at_desk(story)


def test_a_reply_names_what_it_answers() -> None:
    async def story(desk: Desk) -> None:
        asked = (await desk.control("say", chat=1001, text="hỏi"))["message_id"]
        message = await sent(desk, reply_parameters={"message_id": asked})
        assert message["reply_to_message"]["text"] == "hỏi"
        old_way = await sent(desk, reply_to_message_id=message["message_id"])
        assert "reply_to_message" not in old_way["reply_to_message"]
        lone = await sent(desk, reply_parameters={"message_id": 99, "allow_sending_without_reply": True})
        assert "reply_to_message" not in lone

    at_desk(story)


def test_an_edit_replaces_text_and_keyboard() -> None:
    async def story(desk: Desk) -> None:
        message = await sent(desk, text="<b>a</b>", parse_mode="HTML", reply_markup=BUTTONS)
        await desk.control("clock", advance=60)
        edited = await desk.does("editMessageText", chat_id=1001, message_id=message["message_id"], text="b")
        assert (edited["text"], edited["edit_date"] - edited["date"]) == ("b", 60)
        assert "entities" not in edited and "reply_markup" not in edited
        again = await desk.does("editMessageReplyMarkup", chat_id=1001, message_id=1, reply_markup=BUTTONS)
        assert (again["text"], again["reply_markup"]) == ("b", BUTTONS)
        (shown,) = await desk.see("/control/messages?chat=1001")
        assert shown["edited"] is True and shown["text"] == "b"

    at_desk(story)


def test_an_edit_that_changes_nothing_is_refused() -> None:
    async def story(desk: Desk) -> None:
        await sent(desk, text="<b>a</b>", parse_mode="HTML", reply_markup=BUTTONS)
        same = {"chat_id": 1001, "message_id": 1, "text": "*a*", "parse_mode": "MarkdownV2", "reply_markup": BUTTONS}
        words = (
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
        assert await desk.refuses("editMessageText", **same) == bad(words)
        markup = {"chat_id": 1001, "message_id": 1, "reply_markup": BUTTONS}
        assert await desk.refuses("editMessageReplyMarkup", **markup) == bad(words)
        assert "entities" not in await desk.does("editMessageText", **{**same, "parse_mode": "", "text": "a"})

    at_desk(story)


def test_only_the_bots_own_standing_messages_can_be_edited() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="của tôi")
        target = {"chat_id": 1001, "text": "b"}
        assert await desk.refuses("editMessageText", **target, message_id=1) == bad("message can't be edited")
        assert await desk.refuses("editMessageText", **target, message_id=2) == bad("message to edit not found")
        await sent(desk)
        await desk.does("deleteMessage", chat_id=1001, message_id=2)
        assert await desk.refuses("editMessageText", **target, message_id=2) == bad("message to edit not found")

    at_desk(story)


def test_messages_can_be_deleted_for_48_hours() -> None:
    async def story(desk: Desk) -> None:
        await sent(desk)
        await desk.control("say", chat=1001, text="vâng")
        await desk.control("clock", advance=48 * 3600 - 1)
        assert await desk.does("deleteMessage", chat_id=1001, message_id=1) is True
        assert await desk.refuses("deleteMessage", chat_id=1001, message_id=1) == bad("message to delete not found")
        await desk.control("clock", advance=1)
        late = await desk.refuses("deleteMessage", chat_id=1001, message_id=2)
        assert late == bad("message can't be deleted for everyone")
        shown = await desk.see("/control/messages?chat=1001")
        assert [message["deleted"] for message in shown] == [True, False]

    at_desk(story)


def test_a_person_who_blocks_the_bot_is_not_reached() -> None:
    async def story(desk: Desk) -> None:
        await sent(desk)
        await desk.control("block", chat=1001, blocked=True)
        refused = (403, "Forbidden: bot was blocked by the user")
        assert await desk.refuses("sendMessage", chat_id=1001, text="a") == refused
        assert await desk.refuses("editMessageText", chat_id=1001, message_id=1, text="b") == refused
        assert await desk.refuses("sendChatAction", chat_id=1001, action="typing") == refused
        await desk.control("block", chat=1001, blocked=False)
        await sent(desk)
        states = [update["my_chat_member"]["new_chat_member"]["status"] for update in await desk.updates()]
        assert states == ["kicked", "member"]

    at_desk(story)


def test_a_group_that_was_left_is_not_reached() -> None:
    async def story(desk: Desk) -> None:
        group = (await desk.control("group", name="Khối"))["chat"]
        await sent(desk, chat_id=group)
        assert await desk.does("leaveChat", chat_id=group) is True
        assert await desk.refuses("sendMessage", chat_id=group, text="a") == (
            403,
            "Forbidden: bot is not a member of the supergroup chat",
        )
        assert (await desk.refuses("leaveChat", chat_id=1001))[0] == 400

    at_desk(story)


def test_a_press_must_be_answered_soon_and_by_its_id() -> None:
    async def story(desk: Desk) -> None:
        await sent(desk, reply_markup=BUTTONS)
        query = (await desk.control("press", chat=1001, message_id=1, data="yes"))["query"]
        old = bad("query is too old and response timeout expired or query ID is invalid")
        assert await desk.refuses("answerCallbackQuery", callback_query_id="1") == old
        long = await desk.refuses("answerCallbackQuery", callback_query_id=query, text="a" * 201)
        assert long == bad("MESSAGE_TOO_LONG")
        assert await desk.does("answerCallbackQuery", callback_query_id=query, text="Đã ghi") is True
        (answer,) = [one for one in await desk.see("/control/events") if one["what"] == "answer"]
        assert (answer["chat"], answer["query"], answer["text"], answer["alert"]) == (1001, query, "Đã ghi", False)
        await desk.control("clock", advance=61)
        assert await desk.refuses("answerCallbackQuery", callback_query_id=query) == old

    at_desk(story)


def test_unknown_methods_and_wrong_tokens_are_told_apart() -> None:
    async def story(desk: Desk) -> None:
        assert await desk.refuses("sendSmoke") == (404, "Not Found: method not found")
        status, answer = await desk.ask("POST", "/bot42:wrong/getMe")
        assert (status, answer) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        assert (await desk.ask("GET", "/file/bot42:wrong/photos/file_0.jpg"))[0] == 401

    at_desk(story)


def test_commands_are_kept_per_audience_and_checked() -> None:
    async def story(desk: Desk) -> None:
        commands = [{"command": "baocao", "description": "Báo cáo tuần"}]
        assert await desk.does("setMyCommands", commands=commands) is True
        scope = {"type": "all_group_chats"}
        assert await desk.does("getMyCommands") == commands
        assert await desk.does("getMyCommands", scope=scope) == []
        one = {"type": "chat", "chat_id": (await desk.control("people", name="Ngô Thanh Hùng Cường"))["chat"]}
        assert await desk.does("setMyCommands", commands=commands, scope=one) is True
        assert await desk.does("getMyCommands", scope={**one, "chat_id": str(one["chat_id"])}) == commands
        assert await desk.does("deleteMyCommands", scope=one) is True
        assert await desk.does("getMyCommands", scope=one) == []
        assert (await desk.refuses("setMyCommands", commands=commands, scope={**one, "chat_id": 7}))[0] == 400
        for name, text, words in (
            ("Báo", "a", "BOT_COMMAND_INVALID"),
            ("bao", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ):
            one = {"command": name, "description": text}
            assert await desk.refuses("setMyCommands", commands=[one]) == bad(words)
        assert (await desk.refuses("setMyCommands", commands=commands * 101))[0] == 400

    at_desk(story)
