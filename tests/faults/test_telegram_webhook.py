"""Telegram tells the product what people write: each word is stored once, answered once, and never by a stranger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from bot.ears import receive
from simulator import server
from storage.tables import Inbox, Report
from tests.faults.test_kill import Product
from tests.rig import TELEGRAM_SECRET, Rig, free_port, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 09:00 in the ward
LEADER = "Hồ Văn Tám Em"
NIL = "Đã ghi Tổ dân phố 1 tuần 47: không phát sinh. Cảm ơn bác. Nếu sau đó có việc, bác cứ nhắn tiếp."
TOLD = {"DANVAN_TELEGRAM__EAR": "webhook"}


def played(database: Path, story: Callable[[Rig], Awaitable[None]]) -> None:
    async def play() -> None:
        async with running(database, NOW, **TOLD) as rig:
            await rig.join(LEADER, "tdp1.leader")
            await story(rig)

    asyncio.run(play())


async def fault(rig: Rig, method: str, do: dict[str, Any], times: int = 1) -> None:
    await rig.post("/control/faults", faults=[{"method": method, "do": do, "times": times}])


def count(table: Any, *where: Any) -> Callable[[Session], int]:
    return lambda session: int(session.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


async def told(rig: Rig, secret: str | None = TELEGRAM_SECRET, **request: Any) -> int:
    """What the webhook answers somebody who knows its address."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
    address = rig.health.replace("healthz", "telegram/webhook")
    async with rig.http.post(address, headers=headers, **request) as answer:
        return answer.status


def update(chat: Any, text: str, number: int = 5) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Tám"}
    message = {"message_id": 9, "date": int(NOW.timestamp()), "chat": {"id": chat, "type": "private"}, "from": person}
    return {"update_id": number, "message": message | {"text": text}}


def test_a_matter_is_told_confirmed_and_its_button_stops_turning(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "đèn đường hẻm 4 hư, 6 hộ đi không thấy lối")
        await rig.wait(seconds=5)
        await rig.press(LEADER, "Đúng")
        assert (await rig.heard(LEADER))[1].startswith("Đã lưu, mã YK-0001")
        calls = (await rig.get("/control/state"))["calls"]
        assert calls["answerCallbackQuery"] == 1 and "getUpdates" not in calls
        assert await rig.write(count(Report, col(Report.withdrawn_at).is_(None))) == 1

    played(database, story)


def test_a_repeat_and_an_answer_that_was_lost_are_one_message(database: Path) -> None:
    async def story(rig: Rig) -> None:
        for do in ({"duplicate": True}, {"lost": True}):
            await fault(rig, "webhook", do)
            await rig.say(LEADER, "không có gì")
            assert len(await rig.heard(LEADER)) == 1, do
        assert await rig.write(count(Inbox)) == 2

    played(database, story)


def test_nobody_gets_in_without_the_secret(database: Path) -> None:
    async def story(rig: Rig) -> None:
        body = update(rig.chats[LEADER], "không có gì")
        for secret in (None, "", "wrong", TELEGRAM_SECRET[:-1], TELEGRAM_SECRET + "x", "é"):
            assert await told(rig, secret, json=body) == 403, secret
        assert await rig.write(count(Inbox)) == 0
        assert await told(rig, json=body) == 200
        assert await rig.write(count(Inbox)) == 1, "200 is said after the commit"

    played(database, story)


def test_what_cannot_be_read_is_kept_as_its_shape_and_keeps_nobody_waiting(database: Path, log: StringIO) -> None:
    async def story(rig: Rig) -> None:
        shapes: tuple[Any, ...] = ([], {}, "xin", 7, {"update_id": 1}, {"update_id": "x", "message": "bí mật"})
        for number, body in enumerate(shapes, 1):
            for _ in range(2):
                assert await told(rig, json=body) == 200, body
            assert await rig.write(count(Inbox, col(Inbox.state) == "dead")) == number, body
        assert await told(rig, data=b"not json") == 400
        await rig.post("/control/update", update={"message": {"message_id": "none"}})
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == [NIL]
        for secret in ("bí mật", TELEGRAM_SECRET, server.TOKEN.partition(":")[2]):
            assert secret not in log.getvalue()

    played(database, story)


def test_a_press_that_overtakes_its_message_answers_what_it_was_under(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(LEADER, "đèn đường hẻm 4 hư, 6 hộ đi không thấy lối")
        await rig.wait(seconds=5)
        await fault(rig, "webhook", {"delay": 1})
        await rig.post("/control/say", chat=rig.chats[LEADER], text="cống hẻm 3 nghẹt, nước tràn ra đường")
        await rig.press(LEADER, "Đúng")
        await rig.wait(seconds=5)
        said = await rig.heard(LEADER)
        assert said[1].startswith("Đã lưu, mã YK-0001")
        assert "đèn đường" in said[0] and "cống hẻm 3" not in said[0] + said[1]
        assert "cống hẻm 3" in said[-1], "what came late is asked about on its own"
        assert await rig.write(count(Report, col(Report.withdrawn_at).is_(None))) == 1

    played(database, story)


def test_a_commit_that_failed_is_a_500_and_told_again(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(rig: Rig) -> None:
        failed = iter([OSError, OSError])

        def full(*given: Any) -> Any:
            for fault in failed:
                raise fault
            return receive(*given)

        monkeypatch.setattr("bot.ears.receive", full)
        await rig.say(LEADER, "không có gì")
        assert await rig.heard(LEADER) == []
        assert (await rig.get("/control/state"))["updates_held"] == 1, "it was tried twice at once"
        async with rig.http.post(f"{rig.url}/bot{server.TOKEN}/getWebhookInfo") as answer:
            assert "500" in (await answer.json())["result"]["last_error_message"]
        await rig.wait(seconds=3)
        assert await rig.heard(LEADER) == [NIL]
        assert await rig.write(count(Inbox)) == 1

    played(database, story)


def test_killed_between_store_and_answer_it_is_told_again_and_says_nothing_twice(
    database: Path, tmp_path: Path
) -> None:
    async def play() -> None:
        messenger = await server.start(now=NOW)
        port = free_port()
        product = Product(messenger.url, database, port, tmp_path / "log.jsonl", **TOLD)
        async with aiohttp.ClientSession() as http:
            rig = Rig(http, messenger.url, f"http://127.0.0.1:{port}/healthz", database)
            await rig.join(LEADER, "tdp1.leader")
            await product.start()
            await _listens(rig)
            await fault(rig, "webhook", {"lost": True}, times=2)
            await rig.post("/control/say", chat=rig.chats[LEADER], text="không có gì")
            while not (await rig.get("/control/state"))["updates_held"]:
                await asyncio.sleep(0.01)
            await product.kill()
            assert await rig.write(count(Inbox)) == 1
            await product.start()
            await _listens(rig)
            await rig.wait(seconds=30)
            assert (await rig.get("/control/state"))["updates_held"] == 0
            assert await rig.write(count(Inbox)) == 1
            assert set(await rig.heard(LEADER)) == {NIL}
            await product.kill()
        await messenger.stop()

    asyncio.run(play())


async def _listens(rig: Rig) -> None:
    """Until it answers and has said where it listens."""
    async with asyncio.timeout(30):
        while True:
            try:
                await rig.at_rest()
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
                continue
            if (await rig.get("/control/state"))["webhook"]:
                return
            await asyncio.sleep(0.02)


def test_a_cut_wire_loses_nothing_and_an_address_taken_away_is_set_again(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/cut", channel="telegram", cut=True)
        await rig.post("/control/say", chat=rig.chats[LEADER], text="không có gì")
        await rig.wait(minutes=1)
        await rig.post("/control/cut", channel="telegram", cut=False)
        await rig.wait(minutes=4)
        assert await rig.heard(LEADER) == [NIL]
        async with rig.http.post(f"{rig.url}/bot{server.TOKEN}/deleteWebhook"):
            pass
        await rig.wait(minutes=11)
        while not (await rig.get("/control/state"))["webhook"]:
            await asyncio.sleep(0.01)
        await rig.say(LEADER, "không có gì")
        assert len(await rig.heard(LEADER)) == 1

    played(database, story)


def test_who_goes_back_to_asking_takes_the_webhook_away_and_hears_what_waited(database: Path) -> None:
    async def play() -> None:
        async with running(database, NOW) as rig:
            await rig.join(LEADER, "tdp1.leader")
            nowhere = {"url": f"http://127.0.0.1:{free_port()}/"}
            async with rig.http.post(f"{rig.url}/bot{server.TOKEN}/setWebhook", json=nowhere):
                pass
            while (await rig.get("/control/state"))["webhook"]:
                await asyncio.sleep(0.01)
            await rig.say(LEADER, "không có gì")
            assert await rig.heard(LEADER) == [NIL]

    asyncio.run(play())
