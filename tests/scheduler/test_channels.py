"""What the clock does about channels: an outage said once and gone round, no burst after it, dark people, quotas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from reporting.values import Say
from scheduler.channels import Rules
from scheduler.clock import next_due, tick
from storage import channels, outbox, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox
from tests.rig import KEY, WARD

NOW = datetime(2026, 11, 19, 2, tzinfo=UTC)  # Thursday, 09:00 in the ward
A_MINUTE = timedelta(minutes=1)
RULES = Rules(quotas={"zalo": 100}, caps={"zalo": 10})
STAFF, LEADER, OTHER = "kdv-tonghop", "dong-van.leader", "tdp1.leader"
Do = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def do(database: Path) -> Iterator[Do]:
    """Bloc staff and the leader of Đồng Vân on both channels, another leader on Telegram alone."""
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def joined(session: Session) -> None:
        for post, *where in (
            (STAFF, ("telegram", "s1"), ("zalo", "s2")),
            (LEADER, ("zalo", "l2"), ("telegram", "l1")),
            (OTHER, ("telegram", "o1")),
        ):
            for minute, (channel, chat) in enumerate(where):
                at = NOW - timedelta(days=3) + minute * A_MINUTE
                people.join(session, WARD, holder(session, post), channel, chat, at)
                session.flush()
        for channel in ("telegram", "zalo"):
            channels.answered(session, WARD, channel, NOW - timedelta(days=3))

    store.do(joined).result(10)
    yield lambda job: store.do(job).result(10)
    store.close()


def holder(session: Session, post: str) -> int:
    return people.holders(session, WARD, post)[0].id


def look(session: Session, at: datetime, rules: Rules = RULES) -> None:
    tick(session, WARD, at, rules)
    session.flush()


def put(session: Session, key: str, post: str, at: datetime = NOW, **more: Any) -> None:
    assert outbox.put(session, WARD, Say(key, more.pop("text", key), person=holder(session, post), **more), at)


def row(session: Session, key: str) -> Outbox:
    (found,) = news(session, key)
    return found


def news(session: Session, like: str) -> list[Outbox]:
    session.expire_all()
    return list(session.execute(select(Outbox).where(col(Outbox.key).like(like)).order_by(col(Outbox.id))).scalars())


def telegram_out(session: Session) -> None:
    channels.silent(session, WARD, "telegram", NOW)
    look(session, NOW + 3 * A_MINUTE)


# A whole channel


def test_an_outage_is_noticed_in_time_said_once_and_gone_round(do: Do) -> None:
    def job(session: Session) -> None:
        channels.silent(session, WARD, "telegram", NOW)
        put(session, "x", LEADER)
        put(session, "y", LEADER)
        put(session, "z", OTHER)
        assert next_due(session, people.house_of(session, WARD), NOW, RULES)["any"] == NOW + 3 * A_MINUTE
        look(session, NOW + 2 * A_MINUTE)
        assert row(session, "x").channel == "telegram" and not news(session, "outage:%")
        for minute in (3, 4, 9):
            look(session, NOW + minute * A_MINUTE)
        x, y, z = (row(session, key) for key in "xyz")
        assert (x.channel, x.chat, x.state) == (y.channel, y.chat, y.state) == ("zalo", "l2", "waiting")
        assert x.text == "Telegram đang gián đoạn nên nhắn anh qua Zalo. x"
        assert y.text == "y", "said with the first one only"
        assert (z.channel, z.state) == ("telegram", "waiting"), "it has nowhere else to go"
        (told,) = news(session, "outage:%")
        assert (told.channel, told.chat, told.counted) == ("zalo", "s2", True)
        assert told.text == (
            "Telegram không trả lời từ 09:00; tin được chuyển qua Zalo, 1 người không có kênh khác, việc gấp xin gọi "
            "điện. Khi có lại, tin chờ tự gửi tiếp."
        )

    do(job)


def test_a_letter_that_comes_back_from_the_sender_later_goes_over_without_a_second_word(do: Do) -> None:
    def job(session: Session) -> None:
        put(session, "x", LEADER)
        telegram_out(session)
        put(session, "y", LEADER, channel="telegram", chat="l1")
        look(session, NOW + 4 * A_MINUTE)
        assert (row(session, "y").channel, row(session, "y").text) == ("zalo", "y")

    do(job)


def test_what_is_put_while_it_is_out_goes_to_the_other_address_at_once(do: Do) -> None:
    def job(session: Session) -> None:
        telegram_out(session)
        put(session, "x", LEADER)
        put(session, "z", OTHER)
        assert (row(session, "x").channel, row(session, "z").channel) == ("zalo", "telegram")

    do(job)


def test_who_must_hear_of_an_alarm_and_has_no_other_channel_is_telephoned_at_once(do: Do) -> None:
    def job(session: Session) -> None:
        put(session, "alarm:1", OTHER, kind="alarm")
        put(session, "alarm:2", LEADER, kind="alarm")
        for minute in (3, 4):
            channels.silent(session, WARD, "telegram", NOW)
            look(session, NOW + minute * A_MINUTE)
        (told,) = news(session, "outage:%:call")
        assert told.kind == "alarm" and not told.counted
        assert told.text == (
            "Tin khẩn chưa tới vì Telegram đang gián đoạn, nhờ gọi điện ngay: "
            f"Tổ dân phố 1 {{phone:{holder(session, OTHER)}}}."
        )

    do(job)


def test_after_it_only_the_newest_reminder_is_left_and_a_short_outage_is_not_spoken_of(do: Do) -> None:
    def job(session: Session) -> None:
        telegram_out(session)
        for n in range(3):
            put(session, f"n{n}", OTHER, kind="nudge", question=f"q{n}")
        put(session, "reply", OTHER)
        channels.answered(session, WARD, "telegram", NOW + timedelta(hours=5))
        look(session, NOW + timedelta(hours=5))
        assert [row(session, key).state for key in ("n0", "n1", "n2", "reply")] == [
            "withdrawn", "withdrawn", "waiting", "waiting",
        ]  # fmt: skip
        assert [told.key.rpartition(":")[2] for told in news(session, "outage:%")] == ["began"]

    do(job)


def test_at_night_nobody_is_woken_and_what_is_over_by_morning_is_not_said(do: Do) -> None:
    night = datetime(2026, 11, 18, 16, tzinfo=UTC)  # 23:00

    def job(session: Session) -> None:
        channels.silent(session, WARD, "telegram", night)
        look(session, night + 3 * A_MINUTE)
        (told,) = news(session, "outage:%")
        assert told.not_before == datetime(2026, 11, 18, 23, 30, tzinfo=UTC), "06:30"
        channels.answered(session, WARD, "telegram", night + timedelta(hours=2))
        look(session, night + timedelta(hours=2))
        assert news(session, "outage:%")[0].state == "withdrawn"

    do(job)


def test_after_more_than_a_day_the_desk_hears_from_when_to_when(do: Do) -> None:
    def job(session: Session) -> None:
        telegram_out(session)
        back = NOW + timedelta(hours=24, minutes=1)
        channels.answered(session, WARD, "telegram", back)
        for minute in range(3):
            look(session, back + minute * A_MINUTE)
        (told,) = news(session, "outage:%:lost")
        assert told.counted and told.text.startswith(
            "Kênh qua Telegram gián đoạn từ 09:00 ngày 19/11 đến 09:01 ngày 20/11. Tin nhắn tới trong lúc đó có thể "
            "đã mất."
        )

    do(job)


def test_a_channel_that_does_not_say_what_it_keeps_is_trusted_for_half_an_hour(do: Do) -> None:
    def job(session: Session) -> None:
        for minutes in (25, 40):
            start = NOW + timedelta(hours=minutes)
            channels.silent(session, WARD, "zalo", start)
            look(session, start + timedelta(minutes=4))
            channels.answered(session, WARD, "zalo", start + timedelta(minutes=minutes))
            look(session, start + timedelta(minutes=minutes))
        assert [told.text.partition(" gián")[0] for told in news(session, "outage:%:lost")] == ["Kênh qua Zalo"]

    do(job)


def test_what_was_tried_in_vain_goes_when_the_channel_is_back(do: Do) -> None:
    def job(session: Session) -> None:
        telegram_out(session)
        letter = outbox.put(session, WARD, Say("a", "a", channel="telegram", chat="1"), NOW)[0]
        outbox.again(session, [letter.id], NOW + timedelta(minutes=5), "ServerDisconnectedError")
        channels.answered(session, WARD, "telegram", NOW)
        assert row(session, "a").not_before == NOW

    do(job)


def test_a_product_that_slept_for_more_than_a_day_says_so_once_for_all_channels(do: Do, database: Path) -> None:
    do(lambda session: look(session, NOW))
    do(lambda session: look(session, NOW + timedelta(hours=30)))
    assert do(lambda session: len(news(session, "outage:%"))) == 0, "a clock that jumps is no sleep"
    again = Store(f"sqlite:///{database}", Sealer(KEY))
    try:
        for hours in (60, 61):
            again.do(lambda session, hours=hours: look(session, NOW + timedelta(hours=hours))).result(10)  # type: ignore[misc]
        (told,) = again.do(lambda session: [told.text for told in news(session, "outage:%:lost")]).result(10)
        assert told.startswith("Kênh qua Telegram và Zalo gián đoạn từ 15:00 ngày 20/11 đến 21:00 ngày 21/11.")
    finally:
        again.close()


# One person


def test_a_dark_address_is_left_but_not_while_its_channel_fails(do: Do) -> None:
    def job(session: Session) -> None:
        for post, chat in ((LEADER, "l1"), (OTHER, "o1")):
            put(session, post, post)
            channels.undelivered(session, "telegram", chat, NOW - timedelta(hours=12))
        channels.silent(session, WARD, "telegram", NOW - A_MINUTE)
        look(session, NOW)
        assert {row(session, post).state for post in (LEADER, OTHER)} == {"waiting"}
        channels.answered(session, WARD, "telegram", NOW)
        for minute in range(3):
            look(session, NOW + minute * A_MINUTE)
        assert (row(session, LEADER).channel, row(session, LEADER).state) == ("zalo", "waiting")
        assert row(session, OTHER).state == "failed"
        (told,) = news(session, "unreached:%")
        assert told.text == (
            f"Tin gửi Tổ dân phố 1 không tới: Telegram không tới được. Nhờ gọi điện {{phone:{holder(session, OTHER)}}}."
        )

    do(job)


def test_whoever_blocked_us_is_telephoned_once_a_day(do: Do) -> None:
    def job(session: Session) -> None:
        for n in range(3):
            put(session, f"a{n}", OTHER, kind="alarm", at=NOW + n * A_MINUTE)
            people.cannot_be_reached(session, "telegram", "o1", NOW + n * A_MINUTE)
            look(session, NOW + n * A_MINUTE)
            people.can_be_reached(session, "telegram", "o1", NOW + n * A_MINUTE)
        (told,) = news(session, "unreached:%")
        assert told.kind == "alarm" and "đã chặn kênh trên Telegram" in told.text

    do(job)


def test_who_is_here_again_before_anybody_telephoned_gets_what_failed(do: Do) -> None:
    def job(session: Session) -> None:
        put(session, "x", OTHER)
        people.cannot_be_reached(session, "telegram", "o1", NOW)
        people.can_be_reached(session, "telegram", "o1", NOW)
        look(session, NOW)
        assert row(session, "x").state == "waiting" and not news(session, "unreached:%")

    do(job)


def test_the_call_list_says_why_nobody_could_be_written_to(do: Do) -> None:
    def job(session: Session) -> None:
        look(session, datetime(2026, 11, 16, 2, tzinfo=UTC))
        people.cannot_be_reached(session, "telegram", "o1", NOW)
        channels.silent(session, WARD, "telegram", NOW)
        for at in (
            NOW + 3 * A_MINUTE,
            datetime(2026, 11, 19, 7, tzinfo=UTC),
            datetime(2026, 11, 20, 0, 30, tzinfo=UTC),
        ):
            look(session, at)
        lists = {told.key.partition(":")[0]: told.text for told in news(session, "%list:2026-W47")}
        who = holder(session, OTHER)
        assert f"{{phone:{who}}} (đã chặn kênh trên Telegram)" in lists["call_list"]
        people.can_be_reached(session, "telegram", "o1", NOW)

    do(job)


# What it costs


def test_the_desk_is_warned_at_seventy_and_ninety_and_of_the_cap_once_each(do: Do) -> None:
    def job(session: Session) -> None:
        for spent in (69, 1, 10, 10, 20):
            channels.spend(session, WARD, "zalo", "2026-11", spent)
            for minute in range(2):
                look(session, NOW + minute * A_MINUTE)
        assert [told.key for told in news(session, "quota:%")] == ["quota:zalo:2026-11:70", "quota:zalo:2026-11:90"]
        assert news(session, "quota:%")[1].text == (
            "Zalo đã dùng 90 trong 100 tin của tháng này. Còn lại dành cho trả lời và tin khẩn, lời nhắc tạm dừng."
        )
        assert not news(session, "cap:%")
        for most in (2, 2):
            look(session, NOW, Rules(caps={"zalo": most}))
        (told,) = news(session, "cap:%")
        assert told.text.startswith("Zalo đã có 2 trong 2 người được dùng")

    do(job)
