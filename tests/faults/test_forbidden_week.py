"""A compact week of everything that must not be kept, through the running product: no byte of it is left anywhere.

Looked through afterwards: the database with its log, what lies sealed in it, what was logged, said and queued, media,
accounts, digest, and a backup opened. And while it plays nothing is asked of any machine but the two messengers.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import InvalidToken
from sqlalchemy import LargeBinary, select
from sqlmodel import Session, SQLModel, col

from bot import backups
from handlers import door
from handlers.turn import Turn
from storage import accounts, digests, people
from storage import backups as kept_backups
from storage.sealing import Sealer, sealer_of
from storage.tables import AuditEntry, Media
from tests.rig import KEY, WARD, Rig, running, settings
from tests.transcript import PAPER

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LEADER, OTHER, STAFF, HEAD, OWNER = (
    "Hồ Văn Tám Em", "Cao Thị Diễm", "Lê Ngọc Trâm", "Võ Thị Thanh Hòa", "Bùi Anh Khoa",
)  # fmt: skip
# What is refused, and a sign by which it would be known wherever it lay.
DENUNCIATIONS = {
    "bà con tố ông cán bộ địa chính nhận tiền làm sổ đỏ": "nhận tiền làm",
    "ba con to chu tich thon an chan tien cuu tro": "an chan tien",
    "có người báo nhà cuối xóm bán ma túy ban đêm, đừng nói tôi báo": "bán ma túy",
}
PERSONS = {
    "nhà bà Năm Rí theo đạo lạ, cúng bái suốt đêm": "theo đạo lạ",
    "anh Sáu Lùn bị tâm thần, hay chửi bậy": "bị tâm thần",
    "chú Bảy Tèo ngày trước đi tù về tội trộm": "đi tù về tội",
    "anh Tám Đen hay nói xấu Đảng, có tư tưởng chống đối": "tư tưởng chống",
}
SECRETS = {"Công văn TUYỆT MẬT số 45": "MẬT số 45", "tài liệu Mật của tỉnh ủy gửi em": "Mật của tỉnh"}
EDITED = ("ông Ba Rô ở ủy ban đòi hối lộ mới làm hồ sơ", "đòi hối lộ mới")
BY_CODE = ("ông Tư Lì ăn chặn tiền hỗ trợ", "ăn chặn tiền hỗ")
BY_PHONE = ("ông trưởng ban nhận hối lộ 20 triệu", "hối lộ 20 triệu")
IN_A_FILE = ("bien ban TOI MAT 7.pdf", "TOI MAT 7")
ON_A_PHOTO = ("ảnh chụp văn bản MẬT tháng 9", "MẬT tháng 9")
# Of several matters one is refused: what is sent, its sign, and a sign of what is kept of the same message.
IN_PART = {
    "Cầu khỉ xóm Lò gãy ván. Ngoài ra trưởng thôn ăn chặn gạo cứu trợ bão": ("ăn chặn gạo", "xóm Lò gãy ván"),
    "1. muong sau cho nghet, hoi thoi 20 ho 2. chu Bay Teo moi di tu ve hay rinh mo": ("di tu ve hay", "muong sau cho"),
    "rác ở chợ 3 ngày chưa ai lấy. Chị Tư Lanh theo tà đạo, bỏ bàn thờ": ("theo tà đạo", "3 ngày chưa ai lấy"),
    "loa xóm rè nghe không rõ. Nhân tiện ông địa chính nhận tiền tách thửa": ("nhận tiền tách", "loa xóm rè"),
    "Suối Đá: nước máy yếu 40 hộ. Còn nữa, ban quản lý nhận hối lộ 30 triệu": ("hối lộ 30", "nước máy yếu"),
}
STRANGER = ("cho hỏi nhà tôi ở hẻm Sáu Ngọ làm lại căn cước", "hẻm Sáu Ngọ")
REFUSED = {
    **DENUNCIATIONS, **PERSONS, **SECRETS, **dict((EDITED, BY_CODE, BY_PHONE, IN_A_FILE, ON_A_PHOTO, STRANGER)),
    **{words: sign for words, (sign, _) in IN_PART.items()},
}  # fmt: skip
# Of people: covered. The original may lie sealed for thirty days, so these are looked for in the clear.
NAMES = ("Nguyễn Thị Hoa Mai", "Trần Văn Cả Đẹt", "Lê Thị Bông Giấy")
NUMBERS = ("0912 345 678", "0912345679", "051234567890", "19035678912345")


@contextmanager
def connections() -> Iterator[set[tuple[Any, ...]]]:
    """Where the process connects to while this lasts."""
    seen: set[tuple[Any, ...]] = set()
    listening = [True]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if listening[0] and event == "socket.connect" and isinstance(arguments[1], tuple):
            seen.add(arguments[1][:2])

    sys.addaudithook(hook)
    try:
        yield seen
    finally:
        listening[0] = False


async def week(rig: Rig) -> None:
    for name, post, channel in (
        (LEADER, "tdp1.leader", "telegram"), (OTHER, "go-cat.leader", "zalo"), (STAFF, "kdv-tonghop", "telegram"),
        (HEAD, "kdv-truong", "zalo"), (OWNER, "ub-kthtdt", "telegram"),
    ):  # fmt: skip
        await rig.join(name, post, channel)
    await refused(rig)
    await kept_without_people(rig)
    await by_code_and_telephone(rig)
    await refused_in_part(rig)
    await rig.go(datetime(2026, 11, 19, 9, 5, tzinfo=UTC))
    await rig.say(STAFF, f"sửa dòng 1: xin gọi chị {NAMES[0]} {NUMBERS[0]}")
    await rig.say(STAFF, "1")
    await rig.go(datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    await rig.say(HEAD, f"hỏi Tổ 1: anh {NAMES[1]} {NUMBERS[1]} đã gọi chưa")


async def refused(rig: Rig) -> None:
    """Every lane on both messengers, by every way words come in."""
    for n, words in enumerate((*DENUNCIATIONS, *PERSONS, *SECRETS)):
        await rig.say((LEADER, OTHER)[n % 2], words)
    await rig.post("/control/photo", chat=rig.chats[LEADER], caption=ON_A_PHOTO[0])
    await rig.post("/control/document", chat=rig.chats[LEADER], name=IN_A_FILE[0], bytes=PAPER)
    await rig.post("/control/forward", chat=rig.chats[LEADER], text=next(iter(DENUNCIATIONS)))
    await rig.post("/control/contact", chat=rig.chats[LEADER])
    await rig.at_rest()
    rig.chats["Lạ"] = (await rig.post("/control/people", name="Lạ"))["chat"]
    await rig.say("Lạ", STRANGER[0])
    await rig.post("/control/update", update={"update_id": 0, "message": {"text": next(iter(PERSONS)), "chat": "?"}})
    await rig.at_rest()


async def kept_without_people(rig: Rig) -> None:
    """What is kept is kept without names and numbers, also where a turn stumbles over it."""
    await rig.say(OTHER, f"thợ {NAMES[2]} {NUMBERS[2]} đòi thêm tiền công")
    await rig.wait(seconds=6)
    await rig.say(OTHER, "bỏ")
    await rig.say(LEADER, f"đèn hẻm 12 không sáng, nhờ gọi chị {NAMES[0]} {NUMBERS[0]}")
    await rig.wait(seconds=6)
    await rig.press(LEADER, "Đúng")
    said = [m for m in await rig.get(f"/control/messages?chat={rig.chats[LEADER]}") if m["from"] == "person"]
    edited = next(m["id"] for m in reversed(said) if m["text"].startswith("đèn hẻm 12"))
    await rig.post("/control/edit", chat=rig.chats[LEADER], message_id=edited, text=EDITED[0])
    await rig.at_rest()


async def by_code_and_telephone(rig: Rig) -> None:
    await rig.say(OWNER, f"YK-0001 đã hẹn thợ {NAMES[1]} {NUMBERS[3]} thay bóng")
    await rig.say(LEADER, f"sửa YK-0001 {BY_CODE[0]}")
    await rig.say(STAFF, f"Suối Đá: {BY_PHONE[0]}")
    await rig.say(STAFF, f"Suối Đá: tổ dọn vệ sinh, có anh {NAMES[1]} {NUMBERS[1]} tham gia")
    await rig.press(STAFF, "Đúng")
    await rig.say(HEAD, "gốc YK-0001")
    await rig.say(HEAD, f"điện lực hỏi đúng nhà chị {NAMES[0]}")


async def refused_in_part(rig: Rig) -> None:
    """By every way words come in: said, listed, under a photo, in an edited message, keyed in for who telephoned."""
    said, listed, on_a_photo, edited, by_phone = IN_PART
    await rig.say(LEADER, said)
    await rig.press(LEADER, "Đúng")
    await rig.say(OTHER, listed)
    await rig.press(OTHER, "Đúng")
    await rig.post("/control/photo", chat=rig.chats[LEADER], caption=on_a_photo)
    await rig.at_rest()
    await rig.press(LEADER, "Đúng")
    await rig.say(LEADER, edited.split(".")[0])
    shown = [m for m in await rig.get(f"/control/messages?chat={rig.chats[LEADER]}") if m["from"] == "person"]
    await rig.post("/control/edit", chat=rig.chats[LEADER], message_id=shown[-1]["id"], text=edited)
    await rig.wait(seconds=6)
    await rig.press(LEADER, "Đúng")
    await rig.say(STAFF, by_phone)
    await rig.press(STAFF, "Đúng")


def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """One turn raises with the words it was given: the error report must not tell them."""
    real = door.handle

    def handle(turn: Turn) -> None:
        if turn.incoming.text.startswith("thợ") and not turn.session.info.get("stumbled"):
            turn.session.info["stumbled"] = True
            raise ValueError(turn.incoming.text)
        real(turn)

    monkeypatch.setattr(door, "handle", handle)


def sealed_in(session: Session) -> list[str]:
    """Everything that lies sealed, opened: a refused word must not lie there either."""
    sealer, found = sealer_of(session), []
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary) and table.name != "ward":
                for value in session.execute(select(column).where(column.is_not(None))).scalars():
                    for piece in value.split(b"\n"):
                        try:
                            found.append(sealer.open_bytes(piece).decode("utf-8", "replace"))
                        except InvalidToken:
                            found.append(value.decode("utf-8", "replace"))
    return found


def told_outside(session: Session) -> str:
    """What leaves the house besides letters: the accounts and the digest."""
    house = people.house_of(session, WARD)
    now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    period = house.period(datetime(2026, 11, 17, 3, 0, tzinfo=UTC))
    digest = digests.refresh(session, house, period, now)
    return json.dumps([accounts.of_week(session, house, period, now), digest.lines, digest.figures], ensure_ascii=False)


def refusals(session: Session) -> dict[str, int]:
    acts = session.execute(select(col(AuditEntry.act)).where(col(AuditEntry.act).like("refused %"))).scalars().all()
    return {act: acts.count(act) for act in sorted(set(acts))}


def forms(words: str) -> tuple[bytes, bytes]:
    """As text, and as a column of JSON writes it."""
    return words.encode(), json.dumps(words)[1:-1].encode()


def backed_up(database: Path, url: str) -> bytes:
    """A backup made now, opened."""
    plan = backups.plan(settings(url, database, 0, DANVAN_BACKUP__FOLDER="backups"))
    assert plan.folder is not None
    path, _ = backups.make(plan, plan.folder, datetime(2026, 11, 20, 4, 0, tzinfo=UTC) + timedelta(minutes=1))
    return path.read_bytes() + b"".join(kept_backups.parts(path, Sealer(KEY))[1])


async def looked_at(rig: Rig) -> dict[str, Any]:
    """All that can be looked at while the product runs."""
    shown = await rig.get(f"/control/messages?chat={rig.chats[LEADER]}")
    return {
        "sealed": await rig.write(sealed_in),
        "outside": await rig.write(told_outside),
        "refused": await rig.write(refusals),
        "media": await rig.write(lambda session: session.execute(select(col(Media.id))).scalars().all()),
        "said": {name: [message["text"] for message in await rig.messages(name)] for name in rig.chats},
        "left in the chat": [
            message["text"] for message in shown if message["from"] == "person" and not message.get("deleted")
        ],
        "url": rig.url,
        "health": rig.health,
    }


def places(database: Path, log: str, found: dict[str, Any]) -> dict[str, bytes]:
    """Where a word could lie in the clear."""
    lines = [json.loads(line) for line in log.splitlines()]
    return {
        "database": b"".join(f.read_bytes() for f in database.parent.glob(database.name + "*") if f.is_file()),
        "backup": backed_up(database, found["url"]),
        "log": log.encode() + json.dumps(lines, ensure_ascii=False).encode(),
        "accounts and digest": found["outside"].encode(),
        "letters": json.dumps(found["said"], ensure_ascii=False).encode(),
    }


def test_a_week_of_forbidden_content_leaves_no_word(
    database: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbling(monkeypatch)
    found: dict[str, Any] = {}

    async def play() -> None:
        with connections() as seen:
            async with running(database, MONDAY) as rig:
                await week(rig)
                found.update(await looked_at(rig))
            found["connections"] = set(seen)

    asyncio.run(play())
    ports = {int(found[name].split(":")[2].split("/")[0]) for name in ("url", "health")}
    assert found["connections"] and found["connections"] <= {("127.0.0.1", port) for port in ports}, "P10: nowhere else"
    assert found["refused"] == {"refused person": 6, "refused secret": 4, "refused to_cao": 10}
    assert not found["media"], "nothing of what was refused was fetched"
    assert "turn_failed" in log.getvalue()
    for place, content in places(database, log.getvalue(), found).items():
        for words, sign in REFUSED.items():
            assert not any(form in content for form in forms(sign)), f"{words!r} in the {place}"
        for person in (*NAMES, *NUMBERS):
            opened = place == "letters" and person in (NAMES[0], NUMBERS[0])  # by the head, with a reason
            assert opened or not any(form in content for form in forms(person)), f"{person} in the {place}"
    for sign in REFUSED.values():
        assert not any(sign in text for text in found["sealed"]), f"{sign} lies sealed"
        assert not any(sign in text for text in found["left in the chat"]), f"{sign} was not deleted on Telegram"
    assert any("đèn hẻm 12" in text for text in found["said"][OWNER]), "what may be kept is kept"
    for _, sign in IN_PART.values():
        assert any(sign in text for texts in found["said"].values() for text in texts), f"{sign} was kept"
        assert any(sign in text for text in found["sealed"]), f"{sign} lies sealed for thirty days"
