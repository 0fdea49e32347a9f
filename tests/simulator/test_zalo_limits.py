"""What Zalo's free plan allows: messages a month, persons a bot, and a pace nobody published."""

from typing import Any

from simulator.server import ZALO_TOKEN
from tests.simulator.desk import Desk, at_desk
from tests.simulator.zalo_desk import does, person, refuses, state


async def send(desk: Desk, chat: str) -> int:
    """The error code, 0 when it went."""
    path = f"/zalo/bot{ZALO_TOKEN}/sendMessage"
    status, answer = await desk.ask("POST", path, json={"chat_id": chat, "text": "a"})
    assert status == 200
    return int(answer.get("error_code", 0))


def test_the_quota_is_a_months_in_vietnam() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await desk.control("zalo", quota=2)
        await desk.control("clock", set="2026-11-30T23:59:59+07:00")
        assert [await send(desk, hoa) for _ in range(3)] == [0, 0, 429]
        seen = await state(desk)
        assert (seen["sent_this_month"], seen["quota"], seen["refused"]) == (2, 2, {"429": 1})
        await desk.control("clock", advance=1)
        assert (await state(desk))["sent_this_month"] == 0
        assert await send(desk, hoa) == 0

    at_desk(story)


def test_who_is_over_the_quota_is_not_told_when_to_come_again() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("zalo", quota=0)
        path = f"/zalo/bot{ZALO_TOKEN}/sendSticker"
        async with desk.http.post(desk.url + path, json={"chat_id": await person(desk), "sticker": "a"}) as response:
            assert "Retry-After" not in response.headers
            assert await response.json() == {"ok": False, "error_code": 429, "description": "quota exceeded"}

    at_desk(story)


def test_a_refused_message_and_typing_cost_nothing() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await refuses(desk, "sendMessage", chat_id=hoa, text="")
        await does(desk, "sendChatAction", chat_id=hoa, action="typing")
        assert (await state(desk))["sent_this_month"] == 0

    at_desk(story)


def test_persons_count_in_the_order_of_their_first_message() -> None:
    async def story(desk: Desk) -> None:
        hoa, nam, tu = [await person(desk, name) for name in ("Hoa", "Nam", "Tú")]
        assert (await desk.control("zalo", user_cap=2))["user_cap"] == 2
        for chat in (tu, nam, tu, hoa):
            await desk.control("say", chat=chat, text="a")
        assert [await send(desk, chat) for chat in (hoa, nam, tu)] == [429, 0, 0]
        await desk.control("zalo", user_cap=3)
        assert await send(desk, hoa) == 0

    at_desk(story)


def test_a_group_is_no_person() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        await desk.control("zalo", user_cap=1)
        await desk.control("say", chat=hoa, text="a")
        group: Any = (await desk.control("send", chat=hoa, kind="group"))["chat"]
        assert await send(desk, group) == 0

    at_desk(story)


def test_thirty_messages_a_second_for_all_together() -> None:
    async def story(desk: Desk) -> None:
        chats = [await person(desk), await person(desk, "Nam")]
        assert [await send(desk, chats[turn % 2]) for turn in range(31)] == [0] * 30 + [429]
        await desk.control("clock", advance=0.1)
        assert [await send(desk, chats[0]) for _ in range(4)] == [0, 0, 0, 429]
        assert (await state(desk))["sent_this_month"] == 33

    at_desk(story)
