"""Zalo misbehaves in every way its platform knows: each word is stored once, answered once, and never by a stranger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from simulator import server
from storage.tables import Inbox, Media, Outbox, Report
from tests.rig import SECRET, Rig, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 09:00 in the ward
LEADER, STAFF = "Hồ Văn Tám Em", "Lê Ngọc Trâm"
NIL = "Đã ghi Tổ dân phố 1 tuần 47: không phát sinh. Cảm ơn bác. Nếu sau đó có việc, bác cứ nhắn tiếp."


def played(database: Path, story: Callable[[Rig], Awaitable[None]], **settings: str) -> None:
    async def play() -> None:
        async with running(database, NOW, **settings) as rig:
            rig.channel = "zalo"
            await rig.join(LEADER, "tdp1.leader")
            await rig.join(STAFF, "kdv-tonghop")
            await story(rig)

    asyncio.run(play())


async def fault(rig: Rig, method: str, do: dict[str, Any], times: int = 1) -> None:
    await rig.post("/control/faults", faults=[{"channel": "zalo", "method": method, "do": do, "times": times}])


def count(table: Any, *where: Any) -> Callable[[Session], int]:
    return lambda session: int(session.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


async def told(rig: Rig, body: Any, secret: str | None = SECRET, agent: str = "Java/17.0.2") -> int:
    """What the webhook answers somebody who knows its address."""
    headers = {"User-Agent": agent} | ({"X-Bot-Api-Secret-Token": secret} if secret is not None else {})
    async with rig.http.post(rig.health.replace("healthz", "zalo/webhook"), json=body, headers=headers) as answer:
        return answer.status


def event(chat: str, text: str, number: str = "a1", **more: Any) -> dict[str, Any]:
    message = {"message_id": number, "date": int(NOW.timestamp() * 1000), "text": text}
    return {
        "event_name": "message.text.received",
        "message": message | {"chat": {"id": chat, "chat_type": "PRIVATE"}, "from": {"id": chat}} | more,
    }


def test_nil_in_one_character_and_a_matter_in_one_message_and_one(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == [NIL]
        await rig.say(LEADER, "đèn đường hẻm 4 hư, 6 hộ đi không thấy lối")
        await rig.wait(seconds=5)
        await rig.say(LEADER, "1")
        said = await rig.heard(LEADER)
        assert said[1].startswith("Đã lưu, mã YK-0001")
        assert await rig.write(count(Report, col(Report.withdrawn_at).is_(None))) == 1

    played(database, story)


def test_the_same_event_twice_or_wrapped_is_one_message(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "webhook", {"duplicate": True})
        await rig.say(LEADER, "không có gì")
        await rig.post("/control/zalo", wrapped=True)
        await rig.say(LEADER, "cảm ơn em")
        assert await rig.heard(LEADER) == [NIL]
        assert await rig.write(count(Inbox)) == 2

    played(database, story)


def test_what_was_written_earlier_is_turned_first_though_it_came_later(database: Path) -> None:
    """`hoàn tác`-like words depend on order: the second message must not be read before the first."""

    async def story(rig: Rig) -> None:
        chat = str(rig.chats[LEADER])
        first = event(chat, "đèn đường hẻm 4 hư", "b1")
        second = event(chat, "6 hộ đi không thấy lối", "b2")
        second["message"]["date"] += 1500
        assert list(await asyncio.gather(told(rig, second), told(rig, first))) == [200, 200]
        await rig.wait(seconds=5)
        (said,) = await rig.heard(LEADER)
        assert said.index("đèn đường hẻm 4 hư") < said.index("6 hộ")

    played(database, story)


def test_a_webhook_that_failed_is_told_again_and_answers_500_only_then(database: Path) -> None:
    async def story(rig: Rig) -> None:
        assert await told(rig, event(str(rig.chats[LEADER]), "không có gì", "c1")) == 200
        assert await rig.write(count(Inbox)) == 1, "200 is said after the commit"
        assert await told(rig, event(str(rig.chats[LEADER]), "không có gì", "c1")) == 200
        assert await rig.write(count(Inbox)) == 1

    played(database, story)


def test_nobody_gets_in_without_the_secret_and_the_probe_is_answered(database: Path) -> None:
    async def story(rig: Rig) -> None:
        body = event(str(rig.chats[LEADER]), "không có gì")
        for secret in (None, "", "wrong", SECRET[:-1], SECRET + "x", "é"):
            assert await told(rig, body, secret) == 403, secret
        async with rig.http.post(rig.health.replace("healthz", "zalo/webhook")) as answer:
            assert answer.status == 200
        assert await rig.write(count(Inbox)) == 0

    played(database, story)


def test_what_cannot_be_read_is_kept_as_its_shape_and_keeps_nobody_waiting(database: Path, log: StringIO) -> None:
    async def story(rig: Rig) -> None:
        bodies: tuple[Any, ...] = ([], {}, {"event_name": "x"}, {"message": {"chat": {}}}, "xin", 7, {"result": 3})
        for body in bodies:
            assert await told(rig, body) == 200, body
        strange = event(str(rig.chats[LEADER]), "bí mật", "d1") | {"event_name": "message.poll.received"}
        assert await told(rig, strange) == 200
        await rig.at_rest()
        assert (await rig.heard(LEADER))[0].startswith("Zalo không chuyển được loại tin này")
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == [NIL]
        assert await rig.write(count(Inbox, col(Inbox.state) == "dead")) == 8
        assert "bí mật" not in log.getvalue()
        assert server.ZALO_TOKEN.partition(":")[2] not in log.getvalue()

    played(database, story)


def test_an_expired_photo_is_said_to_the_person_at_once(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/cut", channel="zalo", cut=False)
        chat = str(rig.chats[LEADER])
        gone = f"{rig.url}/zalo/media/gone.jpg"
        photo = event(chat, "", "e1", photo_url=gone, caption="cống bể hẻm 3") | {
            "event_name": "message.image.received"
        }
        assert await told(rig, photo) == 200
        await rig.at_rest()
        assert (await rig.heard(LEADER))[0].startswith("Ảnh vừa rồi kênh không tải về được")
        await rig.wait(seconds=5)
        (shown,) = await rig.heard(LEADER)
        assert "cống bể hẻm 3" in shown
        assert "ảnh" not in shown
        assert await rig.write(count(Media, col(Media.state) == "missing")) == 1

    played(database, story)


def test_a_thumb_is_silence_and_a_group_hears_one_sentence(database: Path) -> None:
    async def story(rig: Rig) -> None:
        chat = rig.chats[LEADER]
        await rig.post("/control/send", chat=chat, kind="reaction")
        await rig.at_rest()
        assert await rig.heard(LEADER) == []
        group = (await rig.post("/control/send", chat=chat, kind="group"))["chat"]
        await rig.at_rest()
        shown = await rig.get(f"/control/messages?chat={group}")
        assert len([message for message in shown if message["from"] == "bot"]) == 1

    played(database, story)


def test_an_empty_purse_keeps_answers_and_alarms_before_reminders(database: Path) -> None:
    async def story(rig: Rig) -> None:
        spent = 10
        for _ in range(spent - 1):
            await rig.say(LEADER, "việc")
            await rig.wait(seconds=3)
        await rig.heard(LEADER)
        await rig.go(datetime(2026, 11, 18, 9, 0, 30, tzinfo=UTC))  # Wednesday 16:00: the first reminder
        assert not any("hạn tin tuần" in said for said in await rig.heard(LEADER)), "a reminder waits"
        assert await rig.write(count(Outbox, col(Outbox.kind) == "nudge", col(Outbox.state) == "waiting")) >= 1
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == [NIL], "an answer does not"
        warned = await rig.heard(STAFF)
        assert any("Zalo đã dùng 9 trong 10 tin" in said for said in warned)

    played(database, story, DANVAN_ZALO__MONTHLY_QUOTA="10")


def test_blocked_on_zalo_is_told_to_the_desk_and_writing_again_mends_it(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/block", chat=rig.chats[LEADER], blocked=True)
        await rig.go(datetime(2026, 11, 18, 9, 0, 30, tzinfo=UTC))
        assert await rig.heard(LEADER) == []
        await rig.go(datetime(2026, 11, 20, 0, 31, tzinfo=UTC))  # Friday 07:31: the list of calls
        assert any("Tổ dân phố 1" in said for said in await rig.heard(STAFF))
        await rig.post("/control/block", chat=rig.chats[LEADER], blocked=False)
        await rig.say(LEADER, "không có gì")
        assert len(await rig.heard(LEADER)) == 1

    played(database, story)


def test_events_asked_for_work_as_well_when_trying_out(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == [NIL]

    played(database, story, DANVAN_ZALO__EAR="poll", DANVAN_WEB__PUBLIC_URL="")
