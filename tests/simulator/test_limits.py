"""Flood limits, by the virtual clock alone."""

from simulator.limits import PENALTY, Limits
from tests.simulator.desk import NOON, Desk, at_desk

GROUP = -1_001_000_000_001


def test_an_honest_sender_of_one_message_a_second_is_never_refused() -> None:
    limits = Limits()
    assert [limits.refuse(1001, 0.1 * 3 + second) for second in range(1000)] == [None] * 1000


def test_a_chat_takes_three_at_once_and_then_one_a_second() -> None:
    limits = Limits()
    assert [limits.refuse(1001, 0.0) for _ in range(3)] == [None] * 3
    assert [limits.refuse(1001, 1.0), limits.refuse(1001, 2.0)] == [None, None]
    assert limits.refuse(1001, 2.5) == 1 + PENALTY


def test_a_long_silence_saves_nothing_up() -> None:
    limits = Limits()
    assert limits.refuse(1001, 0.0) is None
    assert [limits.refuse(1001, 3600.0) for _ in range(4)] == [None, None, None, 1 + PENALTY]


def test_who_was_refused_stays_out_until_the_time_that_was_told() -> None:
    limits = Limits()
    refusals = [limits.refuse(1001, 0.0) for _ in range(4)]
    assert refusals[:3] == [None] * 3 and refusals[3] == 4
    assert limits.refuse(1001, 1.0) == 3, "the bucket has a token again, the door is still shut"
    assert limits.refuse(1001, 3.2) == 1, "trying does not make it longer"
    assert limits.refuse(1001, 3.6) is None, "the told second was rounded up"


def test_one_shut_chat_does_not_shut_the_others() -> None:
    limits = Limits()
    for _ in range(4):
        limits.refuse(1001, 0.0)
    assert limits.refuse(1001, 0.0) is not None
    assert limits.refuse(1002, 0.0) is None


def test_the_bot_sends_thirty_a_second_to_everybody_together() -> None:
    limits = Limits()
    assert [limits.refuse(chat, 0.0) for chat in range(1, 31)] == [None] * 30
    told = limits.refuse(31, 0.0)
    assert told == 1 + PENALTY
    assert limits.refuse(99, 1.0) == told - 1, "the whole bot is out"
    assert [limits.refuse(chat, float(told)) for chat in range(1, 31)] == [None] * 30


def test_a_paced_sender_reaches_thousands_without_a_refusal() -> None:
    limits = Limits()
    begin = NOON.timestamp()
    assert {limits.refuse(chat, begin) for chat in range(1, 31)} == {None}, "the burst is used up"
    times = [round(begin + number / 30, 6) for number in range(1, 5001)]
    assert {limits.refuse(100 + number, at) for number, at in enumerate(times)} == {None}


def test_a_group_takes_twenty_a_minute() -> None:
    limits = Limits()
    passed = [limits.refuse(GROUP, float(second)) for second in range(29)]
    assert passed == [None] * 29, "twenty, and nine that came back meanwhile"
    assert limits.refuse(GROUP, 29.0) == 1 + PENALTY


def test_a_group_refills_one_in_three_seconds() -> None:
    limits = Limits()
    sent = [second for second in range(600) if limits.refuse(GROUP, float(second)) is None]
    assert 80 <= len([second for second in sent if second >= 300]) <= 101
    assert {limits.refuse(-2, 3.0 * turn) for turn in range(500)} == {None}


def test_a_clock_that_is_set_back_gives_no_tokens() -> None:
    limits = Limits()
    for _ in range(3):
        assert limits.refuse(1001, 100.0) is None
    assert limits.refuse(1001, 50.0) is not None


def test_sends_and_edits_are_refused_with_retry_after() -> None:
    async def story(desk: Desk) -> None:
        for text in ("một", "hai"):
            await desk.does("sendMessage", chat_id=1001, text=text)
        await desk.does("editMessageText", chat_id=1001, message_id=1, text="ba")
        status, answer = await desk.api("editMessageText", chat_id=1001, message_id=1, text="bốn")
        assert (status, answer) == (
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 4",
                "parameters": {"retry_after": 4},
            },
        )
        assert [message["text"] for message in await desk.see("/control/messages?chat=1001")] == ["ba", "hai"]
        await desk.does("deleteMessage", chat_id=1001, message_id=2)
        await desk.control("clock", advance=3)
        assert (await desk.refuses("sendMessage", chat_id=1001, text="sớm"))[0] == 429
        await desk.control("clock", advance=1)
        await desk.does("sendMessage", chat_id=1001, text="đúng giờ")
        assert (await desk.see("/control/state"))["refused"] == {"429": 2}

    at_desk(story)


def test_a_refused_message_costs_no_token() -> None:
    async def story(desk: Desk) -> None:
        for _ in range(5):
            assert (await desk.refuses("sendMessage", chat_id=1001, text=""))[0] == 400
        for _ in range(3):
            await desk.does("sendMessage", chat_id=1001, text="a")

    at_desk(story)
