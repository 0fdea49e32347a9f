"""Marked later (P4-P6): every copy of a report's words goes, wherever it lies; other people's words stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session, col

from reporting.interview import Draft, Question, Talk
from reporting.values import Incoming, Kind, Say
from storage import contact_lane, conversations, marking, matters, outbox, people, reports
from storage.database import Store
from storage.marking import Said
from storage.sealed_tables import MatterContact
from storage.sealing import Sealer, sealer_of
from storage.tables import (
    AuditEntry,
    Conversation,
    Digest,
    Inbox,
    Matter,
    MatterEvent,
    Media,
    Outbox,
    PageLink,
    Report,
)
from tests.rig import KEY, WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WORDS = "bà con nói cán bộ địa chính hẹn đi hẹn lại nhiều lần chưa trả hồ sơ"
AFTER = "cán bộ địa chính hẹn đi hẹn lại nhiều lần, sáng thứ Hai bà con lên hỏi"
ANSWER = "đã nhắc cán bộ địa chính xin lỗi bà con tổ năm"
OTHERS = "đèn đường hư ba bóng, bà con nói cán bộ có biết"
SHORT = "sổ đỏ chậm"


def stored(session: Session) -> int:
    """A matter with all that hangs on it and all that repeats it; answers its report."""
    leader = people.holders(session, WARD, "tdp5.leader")[0].id
    owner = people.holders(session, WARD, "ub-kthtdt")[0].id
    people.join(session, WARD, leader, "telegram", "501", NOW)
    people.join(session, WARD, owner, "zalo", "z-9", NOW)
    sealed = sealer_of(session).seal(WORDS)
    came = Incoming("telegram", "1", "501", Kind.TEXT, NOW, text=WORDS, message_id="71")
    inbox = conversations.put(session, WARD, came, sealed, NOW)
    changed = Incoming("telegram", "2", "501", Kind.TEXT, NOW, text=AFTER, message_id="71", edited=True)
    edit = conversations.put(session, WARD, changed, sealer_of(session).seal(AFTER), NOW + timedelta(minutes=2))
    replied = Incoming("zalo", "3", "z-9", Kind.TEXT, NOW, text=ANSWER, message_id="m-3")
    answer = conversations.put(session, WARD, replied, sealer_of(session).seal(ANSWER), NOW + timedelta(days=1))
    assert inbox and edit and answer
    for row in (inbox, edit, answer):
        conversations.finish(session, row)
    report = Report(
        ward=WARD, unit="tdp5", author=leader, period="2026-W47", kind="matter", code="YK-0001", text=WORDS,
        place="hẻm 4", channel="telegram", first_words_at=NOW, saved_at=NOW, sealed=sealed, topic="hanh_chinh",
    )  # fmt: skip
    number = reports.add(session, report)
    reports.change(session, report, NOW, leader, "corrected", text=AFTER)
    conversations.belong(session, (inbox,), number)
    photo = Media(ward=WARD, inbox=inbox, kind="photo", channel="telegram", ref="r", content=b"p", not_before=NOW)
    photo.report = number
    session.add(photo)
    matter = Matter(
        ward=WARD, code="YK-0001", kind="feedback", report=number, unit="tdp5", topic="hanh_chinh", opened_at=NOW
    )
    matters.add(session, matter, leader)
    matter.owner, matter.answer = "ub-kthtdt", ANSWER
    matters.note(session, matter, "answered", NOW + timedelta(days=1), owner, ANSWER)
    contact_lane.put(session, matter, "0905 000 123", leader, NOW)
    _said(session, leader, owner, number)
    return number


def _said(session: Session, leader: int, owner: int, report: int) -> None:
    """What repeats the words, each its own way."""
    for n, (who, chat, text) in enumerate((
        (leader, "501", f"Tổ giúp việc hiểu là: {WORDS}. Đúng chưa?"),
        (owner, "z-9", f'Việc mới YK-0001: "{AFTER[:60]}…"'),
        (owner, "z-9", "YK-0001 sổ đỏ chậm"), (owner, "z-9", f"Việc YK-0002: {OTHERS}"),
    )):  # fmt: skip
        outbox.put(
            session, WARD, Say(f"s{n}", text, person=who, channel="telegram", chat=chat), NOW + timedelta(days=n)
        )
    session.execute(update(Outbox).where(col(Outbox.key) == "s0").values(state="sent", message_id="72"))
    asked = Question("q", "owner_new", (), NOW, NOW + timedelta(days=9), {"code": "YK-0001"}, text=f"Việc mới: {AFTER}")
    other = Question("r", "owner_new", (), NOW, NOW + timedelta(days=9), {"code": "YK-0002"}, text=OTHERS)
    draft = Draft("tdp5", NOW, NOW, texts=(WORDS,))
    conversations.keep_talk(session, WARD, f"p:{owner}", Talk(pile=(asked, other), draft=draft))
    line = {"key": "a", "section": "opinions", "text": f"Hành chính: {WORDS}", "original": None, "sources": [report]}
    quoted: dict[str, Any] = {
        "key": "b",
        "section": "remark",
        "text": f"Lưu ý {AFTER}",
        "original": None,
        "sources": [],
    }
    kept = {"key": "c", "section": "opinions", "text": OTHERS, "original": None, "sources": [report + 1]}
    for label, approved in (("2026-W47", NOW), ("2026-W48", None)):
        session.add(
            Digest(
                ward=WARD, period=label, lines=[line, quoted, kept], figures={"opinions": 2}, drafted_at=NOW,
                approved_at=approved, whole={"themes": [{"text": f"Bà con: {WORDS}"}, {"text": OTHERS}]},
            )
        )  # fmt: skip
    session.add(Report(
        ward=WARD, unit="tdp6", author=leader, period="2026-W47", kind="matter", text=OTHERS, channel="zalo",
        first_words_at=NOW, saved_at=NOW,
    ))  # fmt: skip
    session.add(
        PageLink(ward=WARD, purpose="x", person=owner, about=f"nay mai {WORDS}", created_at=NOW, expires_at=NOW)
    )


def erased(session: Session) -> list[Said]:
    report = reports.by_code(session, WARD, "YK-0001")
    assert report is not None
    return marking.erase(session, report, "to_cao", NOW + timedelta(days=2))


@pytest.fixture
def after(database: Path) -> Any:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    store.do(stored).result(10)
    said = store.do(erased).result(10)
    store.checkpoint()
    yield lambda job: store.do(job).result(10), said, database
    store.close()


def test_no_byte_of_the_words_is_left(after: Any) -> None:
    do, _, database = after
    do(lambda session: None)
    content = b"".join(file.read_bytes() for file in database.parent.glob(database.name + "*") if file.is_file())
    for words in (WORDS, AFTER, ANSWER, "hẹn đi hẹn lại", "xin lỗi bà con", SHORT):
        for form in (words.encode(), words.encode("ascii", "backslashreplace")):  # JSON writes \\u1eb9
            assert form not in content, words
    assert "đèn đường hư ba bóng".encode() in content, "what is not meant stays"


def test_what_is_sealed_goes_with_it(after: Any) -> None:
    do, _, _ = after

    def sealed(session: Session) -> list[int]:
        counts = (
            select(func.count()).where(col(Inbox.sealed).is_not(None)),
            select(func.count()).where(col(Report.sealed).is_not(None)),
            select(func.count()).select_from(Media),
            select(func.count()).select_from(MatterContact),
        )
        return [int(session.execute(count).scalar_one()) for count in counts]

    assert do(sealed) == [0, 0, 0, 0], "the edit's and the owner's originals too"


def test_what_is_not_meant_stays(after: Any) -> None:
    do, said, _ = after

    def left(session: Session) -> tuple[Any, ...]:
        digests = session.execute(select(Digest).order_by(col(Digest.period))).scalars().all()
        approved, draft = digests
        talk = session.execute(select(Conversation).where(col(Conversation.id).like("p:%"))).scalars().one().talk
        letters = session.execute(select(col(Outbox.text)).where(col(Outbox.text).like("%YK-0002%"))).scalars().all()
        return (
            [line["text"] for line in approved.lines], [line["text"] for line in draft.lines], approved.figures,
            [question["data"]["code"] for question in talk["pile"]], "draft" in talk, letters,
            session.execute(select(col(Report.text)).where(col(Report.unit) == "tdp6")).scalars().all(),
            approved.whole["themes"][1],
        )  # fmt: skip

    gone = "Nội dung đã xóa vì thuộc loại không được giữ."
    assert do(left) == (
        [gone, gone, OTHERS], [OTHERS], {"opinions": 2}, ["YK-0002"], False, [f"Việc YK-0002: {OTHERS}"], [OTHERS],
        {"text": OTHERS},
    )  # fmt: skip
    assert said == [Said("telegram", "501", "71"), Said("telegram", "501", "72")], "deleted in the chat too"


def test_the_reason_stays_and_who_did_what(after: Any) -> None:
    do, _, _ = after

    def kept(session: Session) -> tuple[Any, ...]:
        report = reports.by_code(session, WARD, "YK-0001")
        events = session.execute(select(col(MatterEvent.act), col(MatterEvent.note))).all()
        counted = session.execute(select(AuditEntry).where(col(AuditEntry.act) == "refused to_cao")).scalars().all()
        assert report is not None
        return report.marked, report.unit, events, [(entry.by, entry.about) for entry in counted]

    assert do(kept) == ("to_cao", "tdp5", [("opened", None), ("answered", None)], [(None, None)])


def test_of_a_report_too_short_to_be_known_by_its_words_nothing_else_is_lost(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def job(session: Session) -> tuple[list[str], list[str]]:
        leader = people.holders(session, WARD, "tdp5.leader")[0].id
        outbox.put(session, WARD, Say("k", "đã xong cả", channel="zalo", chat="z", person=leader + 1), NOW)
        report = Report(
            ward=WARD, unit="tdp5", author=leader, period="2026-W47", kind="status", text="đã xong", channel="zalo",
            first_words_at=NOW, saved_at=NOW,
        )  # fmt: skip
        reports.add(session, report)
        marking.erase(session, report, "person", NOW)
        letters = session.execute(select(col(Outbox.text))).scalars().all()
        return list(letters), list(session.execute(select(col(Report.text))).scalars())

    assert store.do(job).result(10) == (["đã xong cả"], [""])
    store.close()


def test_a_draft_that_is_dropped_leaves_no_original(do: Do) -> None:
    def job(session: Session) -> list[bool]:
        numbers = [
            conversations.put(
                session,
                WARD,
                Incoming("zalo", f"{n}", "z", Kind.TEXT, NOW, text=WORDS),
                sealer_of(session).seal(WORDS),
                NOW,
            )
            for n in range(3)
        ]
        dropped, saved, other = (number or 0 for number in numbers)
        conversations.belong(session, (saved,), 1)
        reports.drop_media(session, (dropped, saved))
        kept = select(col(Inbox.sealed)).where(col(Inbox.id).in_((dropped, saved, other))).order_by(col(Inbox.id))
        return [sealed is not None for sealed in session.execute(kept).scalars()]

    assert do(job) == [False, True, True]
