"""A busy little day full of numbers: none of them lies in any byte of the database or stands in any line of the log."""

from __future__ import annotations

import asyncio
import io
import json
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Turn
from simulator.server import TOKEN
from storage import people
from storage.tables import Digest, MatterEvent, Report, ReportVersion
from tests.rig import KEY, ROOT, Rig, running

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LEADER, OTHER, STAFF, HEAD, OWNER = (
    "Hồ Văn Tám Em", "Tạ Văn Bảy", "Lê Ngọc Trâm", "Võ Thị Thanh Hòa", "Bùi Anh Khoa",
)  # fmt: skip
NUMBERS = (
    "0912 345 678", "0912.345.679", "0912-345-670", "+84 912 345 671", "84912345672", "(0912) 345673", "091 234 5674",
    "051234567890", "051 234 567 891", "212345678", "0071001234567", "9704 3667 1234 5678", "19035678912345",
)  # fmt: skip


async def day(rig: Rig) -> None:
    """Every way in which a person's words come to be stored."""
    number = iter(NUMBERS * 3)
    for name, post in (
        (LEADER, "tdp1.leader"), (OTHER, "tdp5.leader"), (STAFF, "kdv-tonghop"), (HEAD, "kdv-truong"),
        (OWNER, "ub-kthtdt"),
    ):  # fmt: skip
        await rig.join(name, post)
    for style in NUMBERS:
        await rig.say(LEADER, f"đèn hẻm 12 không sáng, liên hệ {style} hoặc stk {style} vietcombank")
        await rig.wait(seconds=5)
        await rig.press(LEADER, "Bỏ")
    await rig.post("/control/photo", chat=rig.chats[OTHER], caption=f"ống nước bể gần nhà số {next(number)}")
    await rig.wait(seconds=25)
    await rig.press(OTHER, "Bỏ")
    await rig.say(LEADER, f"đèn hẻm 12 không sáng, gọi {next(number)} hỏi thêm")
    said = (await rig.get(f"/control/messages?chat={rig.chats[LEADER]}"))[-1]
    edit = {"chat": rig.chats[LEADER], "message_id": said["id"]}
    await rig.post("/control/edit", **edit, text=f"đèn hẻm 12 không sáng, số tôi {next(number)}")
    await rig.wait(seconds=5)
    await rig.press(LEADER, "Đúng")
    await rig.say(OWNER, f"YK-0001 đã thay bóng, thợ {next(number)}")
    await rig.press(OWNER, "Đã xong")
    await rig.say(LEADER, "2")
    await rig.say(LEADER, f"cuối hẻm vẫn tối, cccd chủ nhà {NUMBERS[7]}")
    await rig.say(LEADER, f"sửa YK-0001 đèn hẻm 12, gọi {next(number)}")
    await rig.say(LEADER, "rút YK-0001")
    await rig.say(LEADER, f"nhầm, số tôi {next(number)}")
    for text in (f"đây là stk của tôi {NUMBERS[10]}", f"thợ {next(number)} đã tới"):
        await rig.say(LEADER, text)
    await rig.post("/control/people", name="Lạ")
    rig.chats["Lạ"] = (await rig.post("/control/people", name="Lạ"))["chat"]
    await rig.say("Lạ", f"tôi là Ba, {next(number)}")
    await rig.go(datetime(2026, 11, 19, 9, 1, tzinfo=UTC))
    await rig.say(STAFF, f"sửa dòng 1: liên hệ {next(number)} trước 16 giờ")
    await rig.say(STAFF, "1")
    await rig.say(STAFF, "3")
    await rig.say(STAFF, f"nhận xét: gọi {next(number)} để biết thêm")
    await rig.say(STAFF, "4")
    await rig.say(HEAD, f"tuần {next(number)}")
    await rig.go(datetime(2026, 11, 20, 3, 30, tzinfo=UTC))
    await rig.say(HEAD, f"hỏi giúp tôi số {next(number)}")


def words(session: Session) -> list[str]:
    """What was stored of the words, wherever."""
    found = [
        *session.execute(select(col(Report.text))).scalars(),
        *session.execute(select(col(Report.withdrawn_why))).scalars(),
    ]
    found += [
        *session.execute(select(col(ReportVersion.text))).scalars(),
        *session.execute(select(col(MatterEvent.note))).scalars(),
    ]
    lines = [line["text"] for row in session.execute(select(col(Digest.lines))).scalars() for line in row]
    return [text for text in (*found, *lines) if text]


def test_no_number_lies_anywhere_and_officials_telephones_are_sealed(
    database: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbled: list[str] = []
    real = door.handle

    def handle(turn: Turn) -> None:
        if turn.incoming.text.startswith("thợ") and not stumbled:
            stumbled.append(turn.incoming.text)
            raise ValueError(turn.incoming.text)
        real(turn)

    monkeypatch.setattr(door, "handle", handle)
    heard: dict[str, list[str]] = {}
    stored: list[str] = []

    async def play() -> None:
        async with running(database, MONDAY) as rig:
            await day(rig)
            stored.extend(await rig.write(words))
            heard.update({name: await rig.heard(name) for name in (STAFF, LEADER)})

    asyncio.run(play())
    ward = tomllib.loads((ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8"))
    leader = next(group for group in ward["groups"] if group["id"] == "tdp5")["leader"]["phone"]
    assert any(leader in text for text in heard[STAFF]), "who must telephone is told the number"
    files = [file for file in database.parent.glob(database.name + "*") if file.is_file()]
    content = b"\n".join(file.read_bytes() for file in files)
    lines = json.dumps([json.loads(line) for line in log.getvalue().splitlines()], ensure_ascii=False)
    assert stumbled
    for way in ("đèn hẻm 12", "thay bóng", "cuối hẻm", "nhầm", "trước 16 giờ", "để biết thêm"):
        assert any(way in text for text in stored), f"{way} was stored"
    for way in ("đèn hẻm 12", "trước 16 giờ", "để biết thêm"):  # elsewhere the mark is left out with the number
        assert any(way in text and "[" in text for text in stored), f"{way} was stored, and covered"
    assert "turn_failed" in lines
    for number in (*NUMBERS, leader):
        for form in {number, re.sub(r"\D", "", number)}:
            assert form.encode() not in content, f"{form} lies in the database"
            assert form not in lines, f"{form} stands in the log"
    for secret in (TOKEN, KEY, "đèn hẻm", "thay bóng", "thợ", "Tám Em", leader):
        assert secret not in lines, secret


def test_officials_telephones_lie_sealed_only(database: Path) -> None:
    async def phones() -> list[str]:
        async with running(database, MONDAY) as rig:

            def job(session: Session) -> list[str]:
                return [people.phone_of(session, number) for number in range(1, 30)]

            return await rig.write(job)

    found = asyncio.run(phones())
    content = database.read_bytes()
    assert len(found) == 29
    assert all(phone.encode() not in content for phone in found)
