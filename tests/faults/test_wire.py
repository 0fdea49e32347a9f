"""The wire misbehaves in every way the messenger knows: nobody is lost, nobody hears anything twice without a count."""

from __future__ import annotations

import asyncio
import base64
import io
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import func, select
from sqlmodel import Session, col

from documents.photos import cleaned
from storage import conversations, people
from storage.sealing import sealer_of
from storage.tables import Inbox, Media, Outbox, Report
from tests.rig import WARD, Rig, running

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # Monday 09:00 in the ward
LEADER, OTHER, STAFF = "Hồ Văn Tám Em", "Tạ Văn Bảy", "Lê Ngọc Trâm"
NIL = "không có gì"


def played(database: Path, story: Callable[[Rig], Awaitable[None]], now: datetime = NOW) -> None:
    async def play() -> None:
        async with running(database, now) as rig:
            await rig.join(LEADER, "tdp1.leader")
            await rig.join(OTHER, "tdp5.leader")
            await rig.join(STAFF, "kdv-tonghop")
            await story(rig)

    asyncio.run(play())


async def fault(rig: Rig, method: str, do: dict[str, Any], name: str = "", times: int = 1) -> None:
    one: dict[str, Any] = {"method": method, "do": do, "times": times}
    if name:
        one["chat"] = rig.chats[name]
    await rig.post("/control/faults", faults=[one])


def letters(session: Session) -> list[Outbox]:
    found = list(session.execute(select(Outbox).order_by(col(Outbox.id))).scalars())
    session.expunge_all()
    return found


def count(session: Session, table: Any, *where: Any) -> int:
    return int(session.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


def test_a_storm_of_refusals_loses_nobody_and_doubles_nothing(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "sendMessage", {"code": 429, "retry_after": 7}, LEADER)
        for _ in range(4):
            await rig.post("/control/say", chat=rig.chats[LEADER], text="menu")
        await rig.at_rest()
        await rig.say(OTHER, "menu")
        assert len(await rig.messages(OTHER)) == 1, "nobody else waits"
        assert await rig.messages(LEADER) == []
        await rig.wait(seconds=20)
        assert len(await rig.messages(LEADER)) == 4
        rows = await rig.write(letters)
        assert sum(row.parked for row in rows) == 1
        state = await rig.get("/control/state")
        assert state["refused"] == {"429": 1}, "no refusal of our own making afterwards"

    played(database, story)


def test_errors_of_the_server_are_waited_out_in_order(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "sendMessage", {"code": 500}, LEADER, times=3)
        await rig.say(LEADER, "menu")
        await rig.say(LEADER, "giúp")
        await rig.wait(seconds=12)
        first, second, again = await rig.heard(LEADER)
        assert first.startswith("Bác cần gì")
        assert not second.startswith("Bác cần gì")
        assert again == first, "what stands is shown again after the help"

    played(database, story)


def test_who_blocks_the_bot_is_telephoned_until_they_write_again(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "sendMessage", {"code": 403, "description": "Forbidden: bot was blocked by the user"}, LEADER)
        await rig.say(LEADER, "menu")
        assert not await rig.write(lambda session: people.is_reachable(session, _leader(session)))
        sent = (await rig.get("/control/state"))["calls"]["sendMessage"]
        await rig.go(datetime(2026, 11, 19, 8, 59, tzinfo=UTC))  # a minute before the deadline
        assert await rig.messages(LEADER) == []
        assert (await rig.get("/control/state"))["refused"] == {"403": 1}
        assert (await rig.get("/control/state"))["calls"]["sendMessage"] > sent, "others are reminded"
        states = Counter(row.state for row in await rig.write(letters) if ":tdp" not in row.key and _his(row))
        assert set(states) <= {"failed", "withdrawn", "planned"}, "none is sent"
        assert any("Tổ dân phố 1" in text and "0900000121" in text for text in await rig.heard(STAFF))
        await rig.say(LEADER, NIL)
        assert len(await rig.heard(LEADER)) == 1
        assert await rig.write(lambda session: people.is_reachable(session, _leader(session)))

    leader: list[int] = []

    def _leader(session: Session) -> int:
        leader[:] = [people.holders(session, WARD, "tdp1.leader")[0].id]
        return leader[0]

    def _his(row: Outbox) -> bool:
        return row.person == leader[0] and row.kind in ("nudge", "reply")

    played(database, story)


def test_a_block_told_by_the_messenger_counts_at_once(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/block", chat=rig.chats[LEADER], blocked=True)
        await rig.at_rest()
        leader = await rig.write(lambda session: people.holders(session, WARD, "tdp1.leader")[0].id)
        assert not await rig.write(lambda session: people.is_reachable(session, leader))
        await rig.post("/control/block", chat=rig.chats[LEADER], blocked=False)
        await rig.say(LEADER, NIL)
        assert len(await rig.heard(LEADER)) == 1

    played(database, story)


def test_a_lost_answer_is_said_again_once_and_counted(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "sendMessage", {"lost": True}, LEADER)
        await rig.say(LEADER, NIL)
        await rig.wait(seconds=5)
        first, second = await rig.heard(LEADER)
        assert first == second
        assert [(row.state, row.repeated) for row in await rig.write(letters) if row.kind == "reply"] == [("sent", 1)]
        assert await rig.write(lambda session: count(session, Report)) == 1

    played(database, story)


def test_a_reminder_whose_answer_was_lost_is_never_said_twice(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "sendMessage", {"lost": True}, LEADER)
        await rig.go(datetime(2026, 11, 18, 9, 30, tzinfo=UTC))  # past the first reminder
        assert len(await rig.heard(LEADER)) == 1
        assert [row.state for row in await rig.write(letters) if row.error == "ServerDisconnectedError"] == ["unknown"]

    played(database, story)


def test_what_comes_twice_or_out_of_order_has_one_effect_in_order(database: Path) -> None:
    async def story(rig: Rig) -> None:
        for do in ({"reorder": True}, {"duplicate": True}):
            await fault(rig, "getUpdates", do)
            for text in ("ống nước bể ở xóm Chợ", "5 hộ mất nước", "từ hôm qua"):
                await rig.post("/control/say", chat=rig.chats[LEADER], text=text)
            await rig.at_rest()
            await rig.wait(seconds=5)
        talk = await rig.write(lambda session: conversations.talk_of(session, f"p:{_leader(session)}"))
        assert talk.draft is not None
        assert list(talk.draft.texts) == ["ống nước bể ở xóm Chợ", "5 hộ mất nước", "từ hôm qua"] * 2
        assert await rig.write(lambda session: count(session, Inbox)) == 6

    def _leader(session: Session) -> int:
        return people.holders(session, WARD, "tdp1.leader")[0].id

    played(database, story)


def test_another_process_with_the_same_token_is_no_crash(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "getUpdates", {"code": 409, "description": "Conflict: terminated by other getUpdates request"})
        await rig.say(LEADER, NIL)
        await rig.say(LEADER, "menu")
        assert len(await rig.heard(LEADER)) == 2

    played(database, story)


def test_a_group_hears_one_sentence_and_is_left(database: Path) -> None:
    async def story(rig: Rig) -> None:
        chat = (await rig.post("/control/group", name="Tổ 1"))["chat"]
        await rig.at_rest()
        said = [m["text"] for m in await rig.get(f"/control/messages?chat={chat}") if m["from"] == "bot"]
        assert len(said) == 1
        assert "rời nhóm" in said[0]
        assert (await rig.get("/control/state"))["calls"]["leaveChat"] == 1

    played(database, story)


def test_a_button_that_was_never_ours_to_press_does_nothing(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.say(OTHER, "ba con hoi ong nuoc be, 5 hộ thieu nuoc xai")
        await rig.wait(seconds=5)
        theirs = (await rig.messages(OTHER))[-1]
        await rig.say(LEADER, "đèn hẻm 12 không sáng")
        await rig.wait(seconds=5)
        mine = (await rig.messages(LEADER))[-1]
        yes = theirs["buttons"][0][0]["data"]
        await rig.heard(LEADER)
        forged = (yes, "approve-1.1", "draft_week-2026-W47-3.1", "x" * 64, ".", "", "999-0.1", "ÿ" * 32)
        for data in forged:
            press = {"chat": rig.chats[LEADER], "message_id": mine["id"], "data": data}
            await rig.post("/control/press", **press)
            await rig.at_rest()
            await rig.wait(seconds=2)
        assert await rig.write(lambda session: count(session, Report)) == 0
        assert set(await rig.heard(LEADER)) == {mine["text"]}, "the current question is asked again"
        assert await rig.write(lambda session: count(session, Inbox, col(Inbox.state) != "done")) == 0
        await rig.press(OTHER, "Đúng")
        await rig.press(LEADER, "Đúng")
        assert await rig.write(lambda session: count(session, Report)) == 2

    played(database, story)


def noise() -> bytes:
    """A picture of 2 MB: more than one read brings."""
    out = io.BytesIO()
    Image.effect_noise((1900, 1500), 90).save(out, "JPEG", quality=95)
    return out.getvalue()


def test_a_photo_is_fetched_after_the_commit_whole_and_sealed(database: Path) -> None:
    content = noise()

    async def story(rig: Rig) -> None:
        await fault(rig, "getFile", {"code": 500})
        await fault(rig, "getFile", {"lost": True})
        photo = {"chat": rig.chats[LEADER], "bytes": base64.b64encode(content).decode()}
        await rig.post("/control/photo", **photo, caption="ống nước bể ở xóm Chợ")
        await rig.at_rest()
        assert await rig.write(media) == [("waiting", None, 1)]
        await rig.wait(minutes=2)
        assert await rig.write(media) == [("kept", cleaned(content), 2)]
        assert cleaned(content)[:256] not in database.read_bytes()

    played(database, story)


def test_a_photo_that_cannot_be_had_is_missing_after_five_tries(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await fault(rig, "getFile", {"code": 500}, times=9)
        await rig.post("/control/photo", chat=rig.chats[LEADER], caption="ống nước bể ở xóm Chợ")
        await rig.at_rest()
        await rig.wait(minutes=10)
        assert await rig.write(media) == [("missing", None, 5)]

    played(database, story)


def test_what_is_no_picture_is_missing_at_once(database: Path) -> None:
    async def story(rig: Rig) -> None:
        letter = {"chat": rig.chats[LEADER], "bytes": base64.b64encode(b"no picture at all").decode()}
        await rig.post("/control/photo", **letter, caption="ống nước bể ở xóm Chợ")
        await rig.at_rest()
        assert await rig.write(media) == [("missing", None, 1)]

    played(database, story)


def test_a_photo_whose_words_are_refused_is_not_fetched_and_one_of_a_dropped_draft_not_kept(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await rig.post("/control/photo", chat=rig.chats[LEADER], caption="tôi tố cáo chủ tịch nhận hối lộ")
        await rig.at_rest()
        assert "getFile" not in (await rig.get("/control/state"))["calls"]
        await rig.post("/control/photo", chat=rig.chats[OTHER], caption="ống nước bể ở xóm Chợ")
        await rig.at_rest()
        await rig.wait(seconds=30)
        assert len(await rig.write(media)) == 1
        await rig.press(OTHER, "Bỏ")
        assert await rig.write(media) == []

    played(database, story)


def media(session: Session) -> list[tuple[str, bytes | None, int]]:
    found = session.execute(select(Media)).scalars()
    sealer = sealer_of(session)
    return [(m.state, sealer._fernet.decrypt(m.content) if m.content else None, m.attempts) for m in found]
