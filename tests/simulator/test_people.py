"""What people do, as the bot hears of it and as the phones show it."""

import base64
from typing import Any

import pytest

from tests.simulator.desk import NOON, TOKEN, Desk, at_desk

LAN = {"id": 1001, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Lan"}


async def the_update(desk: Desk, kind: str) -> Any:
    """The newest update, which must be of that kind."""
    (update,) = await desk.updates(offset=-1)
    return update[kind]


async def fetched(desk: Desk, file_id: str) -> bytes:
    file = await desk.does("getFile", file_id=file_id)
    async with desk.http.get(f"{desk.url}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert response.status == 200
        body = await response.read()
    assert len(body) == file["file_size"]
    return body


def test_people_get_numbers_and_keep_them() -> None:
    async def story(desk: Desk) -> None:
        assert await desk.control("people", name="Minh") == {"chat": 1002}
        assert await desk.control("people", name="Hoa", chat=5000) == {"chat": 5000}
        assert await desk.control("people", name="Ai khác", chat=1001) == {"chat": 1001}
        assert (await desk.see("/control/state"))["people"] == [
            {"chat": 1001, "name": "Lan", "channel": "telegram"},
            {"chat": 1002, "name": "Minh", "channel": "telegram"},
            {"chat": 5000, "name": "Hoa", "channel": "telegram"},
        ]

    at_desk(story)


def test_a_deep_link_arrives_as_a_command_with_its_code() -> None:
    async def story(desk: Desk) -> None:
        said = await desk.control("say", chat=1001, text="/start to-5_x")
        assert await the_update(desk, "message") == {
            "message_id": said["message_id"],
            "from": LAN,
            "chat": PRIVATE,
            "date": int(NOON.timestamp()),
            "text": "/start to-5_x",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        }

    at_desk(story)


def test_a_reply_carries_the_message_it_answers() -> None:
    async def story(desk: Desk) -> None:
        await desk.does("sendMessage", chat_id=1001, text="Tổ nào?")
        await desk.control("say", chat=1001, text="Tổ 5", reply_to=1)
        assert (await the_update(desk, "message"))["reply_to_message"]["text"] == "Tổ nào?"
        assert (await desk.see("/control/messages?chat=1001"))[1]["reply_to"] == 1

    at_desk(story)


def test_a_press_carries_the_message_with_its_buttons() -> None:
    async def story(desk: Desk) -> None:
        markup = {"inline_keyboard": [[{"text": "Có", "callback_data": "yes"}]]}
        sent = await desk.does("sendMessage", chat_id=1001, text="Có gì không?", reply_markup=markup)
        pressed = await desk.control("press", chat=1001, message_id=1, data="forged")
        assert await the_update(desk, "callback_query") == {
            "id": pressed["query"],
            "from": LAN,
            "message": sent,
            "chat_instance": "1001",
            "data": "forged",
        }

    at_desk(story)


def test_a_press_keeps_the_message_as_it_was_and_of_a_deleted_one_only_the_number() -> None:
    async def story(desk: Desk) -> None:
        await desk.does("sendMessage", chat_id=1001, text="trước")
        await desk.control("press", chat=1001, message_id=1, data="a")
        await desk.does("editMessageText", chat_id=1001, message_id=1, text="sau")
        assert (await the_update(desk, "callback_query"))["message"]["text"] == "trước"
        await desk.does("deleteMessage", chat_id=1001, message_id=1)
        await desk.control("press", chat=1001, message_id=1, data="b")
        assert (await the_update(desk, "callback_query"))["message"] == {
            "chat": PRIVATE,
            "message_id": 1,
            "date": 0,
        }

    at_desk(story)


def test_an_edit_by_a_person_is_an_update_with_the_same_number() -> None:
    async def story(desk: Desk) -> None:
        said = await desk.control("say", chat=1001, text="ngập")
        await desk.control("clock", advance=30)
        await desk.control("edit", chat=1001, message_id=said["message_id"], text="ngập nặng")
        edited = await the_update(desk, "edited_message")
        assert (edited["message_id"], edited["text"]) == (said["message_id"], "ngập nặng")
        assert edited["edit_date"] - edited["date"] == 30
        (shown,) = await desk.see("/control/messages?chat=1001")
        assert (shown["text"], shown["edited"]) == ("ngập nặng", True)

    at_desk(story)


def test_a_photo_comes_in_several_sizes_and_the_largest_is_what_was_sent() -> None:
    async def story(desk: Desk) -> None:
        data = b"\xff\xd8\xff a picture"
        given = base64.b64encode(data).decode()
        await desk.control("photo", chat=1001, caption="cây đổ #bao", bytes=given)
        message = await the_update(desk, "message")
        sizes = message["photo"]
        assert [size["width"] for size in sizes] == sorted(size["width"] for size in sizes) and len(sizes) == 3
        assert len({size["file_id"] for size in sizes} | {size["file_unique_id"] for size in sizes}) == 6
        assert message["caption"] == "cây đổ #bao" and message["caption_entities"][0]["type"] == "hashtag"
        assert await fetched(desk, sizes[-1]["file_id"]) == data
        assert (await fetched(desk, sizes[0]["file_id"])).startswith(b"\xff\xd8\xff")
        (shown,) = await desk.see("/control/messages?chat=1001")
        assert shown["photo"]["size"] == len(data)
        async with desk.http.get(desk.url + shown["photo"]["url"]) as response:
            assert (await response.read(), response.content_type) == (data, "image/jpeg")

    at_desk(story)


def test_an_album_comes_as_separate_updates_with_one_mark() -> None:
    async def story(desk: Desk) -> None:
        for _ in range(3):
            await desk.control("photo", chat=1001, album=7)
        messages = [update["message"] for update in await desk.updates()]
        assert [message["media_group_id"] for message in messages] == ["7"] * 3
        assert len({message["photo"][-1]["file_id"] for message in messages}) == 3
        pictures = [await fetched(desk, message["photo"][-1]["file_id"]) for message in messages]
        assert len(set(pictures)) == 3, "no two made pictures have the same bytes"

    at_desk(story)


def test_in_a_group_somebody_speaks_and_the_bot_hears_it() -> None:
    async def story(desk: Desk) -> None:
        group = (await desk.control("group", name="Khối 3"))["chat"]
        joined = await the_update(desk, "my_chat_member")
        assert joined["chat"] == {"id": group, "type": "supergroup", "title": "Khối 3"}
        assert joined["new_chat_member"]["status"] == "member"
        await desk.control("say", chat=group, by=1001, text="chào cả nhóm")
        message = await the_update(desk, "message")
        assert (message["from"], message["chat"]["id"]) == (LAN, group)
        (shown,) = await desk.see(f"/control/messages?chat={group}")
        assert (shown["from"], shown["by"]) == ("person", "Lan")
        status, _ = await desk.ask("POST", "/control/say", json={"chat": group, "text": "ai?"})
        assert status == 400

    at_desk(story)


@pytest.mark.parametrize(
    ("call", "body", "status"),
    [
        ("people", {}, 400),
        ("people", {"name": "A", "chat": -5}, 400),
        ("group", {"name": "A", "chat": 5}, 400),
        ("say", {"chat": 9, "text": "a"}, 404),
        ("say", {"chat": 1001, "text": "  "}, 400),
        ("say", {"chat": 1001, "text": "a" * 4097}, 400),
        ("say", {"chat": "1001", "text": "a"}, 400),
        ("say", {"chat": 1001, "text": "a", "reply_to": 99}, 404),
        ("press", {"chat": 1001, "message_id": 99, "data": "a"}, 404),
        ("press", {"chat": 1001, "message_id": 1, "data": "a"}, 400),
        ("photo", {"chat": 1001, "bytes": "not base64!"}, 400),
        ("photo", {"chat": 1001, "caption": "a" * 1025}, 400),
        ("edit", {"chat": 1001, "message_id": 2, "text": "b"}, 400),
        ("block", {"chat": 1001}, 400),
        ("update", {"update": []}, 400),
        ("clock", {}, 400),
        ("clock", {"set": "2026-11-18T09:00:00"}, 400),
        ("clock", {"speed": -1}, 400),
        ("clock", {"advance": 1e30}, 400),
        ("faults", {}, 400),
    ],
)
def test_a_senseless_control_call_is_refused_and_leaves_no_trace(call: str, body: dict[str, Any], status: int) -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="của Lan")
        await desk.does("sendMessage", chat_id=1001, text="của bot")
        before = await desk.see("/control/state")
        got, answer = await desk.ask("POST", f"/control/{call}", json=body)
        assert (got, list(answer)) == (status, ["error"])
        assert await desk.see("/control/state") == before

    at_desk(story)


def test_nobody_types_into_a_chat_that_blocked_the_bot() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("block", chat=1001, blocked=True)
        status, answer = await desk.ask("POST", "/control/say", json={"chat": 1001, "text": "a"})
        assert (status, answer["error"]) == (400, "nobody can act here: bot was blocked by the user")

    at_desk(story)


def test_what_is_not_json_is_refused() -> None:
    async def story(desk: Desk) -> None:
        for body in (b"", b"{", b"[]", b"\xff"):
            status, answer = await desk.ask("POST", "/control/say", data=body)
            assert status == 400 and answer["error"]

    at_desk(story)


def test_events_tell_everything_in_order_and_from_any_point() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("say", chat=1001, text="một")
        await desk.does("sendMessage", chat_id=1001, text="hai")
        await desk.does("editMessageText", chat_id=1001, message_id=2, text="ba")
        await desk.control("press", chat=1001, message_id=2, data="x")
        await desk.does("deleteMessage", chat_id=1001, message_id=2)
        await desk.refuses("sendMessage", chat_id=1001, text="")
        await desk.control("clock", advance=1)
        await desk.control("update", update={"poll": {}})
        events = await desk.see("/control/events?after=0")
        kinds = ["message", "message", "edit", "press", "delete", "refused", "clock", "update"]
        assert [event["what"] for event in events] == kinds
        assert [event["n"] for event in events] == list(range(1, 9))
        assert [event["message"]["text"] for event in events[:3]] == ["một", "hai", "ba"]
        assert events[5]["description"] == "Bad Request: message text is empty"
        assert await desk.see("/control/events?after=6") == events[6:]
        assert (await desk.see("/control/state"))["last_event"] == 8

    at_desk(story)


def test_events_can_be_waited_for() -> None:
    async def story(desk: Desk) -> None:
        assert await desk.see("/control/events?after=0&wait=0.01") == []
        await desk.control("say", chat=1001, text="một")
        (event,) = await desk.see("/control/events?after=0&wait=10")
        assert event["message"]["text"] == "một"

    at_desk(story)


def test_state_counts_calls_and_refusals() -> None:
    async def story(desk: Desk) -> None:
        await desk.does("getme")
        await desk.does("GETME")
        await desk.refuses("sendMessage", chat_id=9, text="a")
        state = await desk.see("/control/state")
        assert state["calls"] == {"getMe": 2, "sendMessage": 1}
        assert state["refused"] == {"400": 1}
        assert (await desk.ask("GET", "/control/messages?chat=9"))[0] == 404
        assert (await desk.ask("GET", "/control/messages"))[0] == 400

    at_desk(story)
