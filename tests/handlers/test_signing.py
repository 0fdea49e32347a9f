"""Approving, signing and numbering: who may, who may not, what two at once come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import desk as desk_texts
from reporting.texts import signing as texts
from reporting.values import Incoming, Kind
from scheduler.clock import tick
from storage import conversations, digests, people, signing
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox
from tests.handlers.desk import Desk
from tests.rig import KEY, WARD

LABEL = "2026-W47"
STAFF, DEPUTY, CHAIR, LEADER, READER = (("telegram", str(n)) for n in range(1, 6))
POSTS = {STAFF: "kdv-tonghop", DEPUTY: "kdv-pho", CHAIR: "kdv-truong", LEADER: "tdp1.leader", READER: "bi-thu"}


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.now = datetime(2026, 11, 18, 2, tzinfo=UTC)
    for chat, post in POSTS.items():
        desk.join(post, *chat)
    desk.do(lambda session: tick(session, WARD, desk.now))
    desk.now = datetime(2026, 11, 19, 9, 1, tzinfo=UTC)  # a minute past the units' deadline
    desk.do(lambda session: tick(session, WARD, desk.now))
    yield desk
    store.close()


def approve(desk: Desk) -> None:
    desk.say(STAFF, "duyệt")
    assert "Đã duyệt" in desk.say(STAFF, "1")


def sign(desk: Desk) -> None:
    approve(desk)
    desk.say(CHAIR, "ký")
    assert "đã ký" in desk.say(CHAIR, "1")


def stage(desk: Desk) -> str:
    def job(session: Session) -> str:
        row = digests.get(session, WARD, LABEL)
        assert row is not None
        return signing.stage(row)

    return desk.do(job)


def forge(desk: Desk, where: tuple[str, str], question: Question, digit: str) -> list[str]:
    """A press that answers a question of somebody else's, smuggled into one's own pile."""

    def job(session: Session) -> list[str]:
        who = people.who_is(session, *where)
        assert who is not None
        conversations.push(session, WARD, who.id, question, desk.now)
        incoming = Incoming(where[0], "forged", where[1], Kind.PRESS, desk.now, question=question.id, choice=digit)
        turn = Turn(session, people.house_of(session, WARD), desk.now, incoming, 9999, who, desk.manner)
        door.handle(turn)
        return [say.text for say in turn.says]

    return desk.do(job)


def question(name: str, choices: tuple[object, ...], **data: object) -> Question:
    now = datetime(2026, 11, 19, 9, tzinfo=UTC)
    return Question(name, name, choices, now, now + timedelta(days=9), {"label": LABEL, **data})  # type: ignore[arg-type]


@pytest.mark.parametrize("where", [LEADER, READER])
@pytest.mark.parametrize("digit", ["1", "2", "3"])
def test_nobody_outside_the_bloc_touches_a_draft(desk: Desk, where: tuple[str, str], digit: str) -> None:
    before = stage(desk)
    assert forge(desk, where, question("draft_week", desk_texts.DRAFT), digit) == []
    forge(desk, where, question("approve", desk_texts.APPROVE), "1")
    changed = question("line", desk_texts.LINE, line="head", number=1, words="khác")
    forge(desk, where, changed, "1")
    assert stage(desk) == before == "draft"
    assert "khác" not in desk.do(lambda s: str(digests.get(s, WARD, LABEL).lines))  # type: ignore[union-attr]


@pytest.mark.parametrize("where", [STAFF, DEPUTY, LEADER, READER])
def test_the_chair_alone_signs_and_sends_back(desk: Desk, where: tuple[str, str]) -> None:
    approve(desk)
    forge(desk, where, question("sign", texts.SURE), "1")
    forge(desk, where, question("sign_week", texts.SIGN), "2")
    assert stage(desk) == "approved"


@pytest.mark.parametrize("where", [LEADER, READER])
def test_the_bloc_alone_gives_a_number(desk: Desk, where: tuple[str, str]) -> None:
    sign(desk)
    assert forge(desk, where, question("number", texts.NUMBER, number=1), "1") == []
    assert stage(desk) == "signed"


def test_what_is_not_approved_cannot_be_signed(desk: Desk) -> None:
    forge(desk, CHAIR, question("sign", texts.SURE), "1")
    assert stage(desk) == "draft"


def test_a_number_confirmed_twice_sends_once(desk: Desk) -> None:
    sign(desk)
    first = forge(desk, STAFF, question("number", texts.NUMBER, number=1), "1")
    again = forge(desk, DEPUTY, question("number", texts.NUMBER, number=2), "1")
    assert first[0].startswith("Tổng hợp tuần 47") and "đã mang số 01-BC/KDV" in again[0]


def test_a_number_another_week_bears_is_refused_and_the_next_proposed(desk: Desk) -> None:
    sign(desk)

    def older(session: Session) -> None:
        house = people.house_of(session, WARD)
        row = digests.get(session, WARD, LABEL)
        assert row is not None
        other = type(row)(
            ward=house.id, period="2026-W46", lines=[], figures={}, drafted_at=desk.now, approved_at=desk.now,
            signed_at=desk.now, series="BC/KDV 2025-08-12", number=1,
        )  # fmt: skip
        session.add(other)

    desk.do(older)
    said = desk.say(STAFF, "1")
    assert said == "Số 01-BC/KDV đã dùng cho báo cáo tuần 46. Số 02-BC/KDV, đúng chưa em?"
    desk.say(STAFF, "2")
    assert "đã dùng" in desk.say(STAFF, "số 1")
    assert "Đã ghi số 02-BC/KDV" in desk.say(STAFF, "1")


def test_what_is_no_number_is_asked_again(desk: Desk) -> None:
    sign(desk)
    desk.say(STAFF, "số khác")
    assert desk.say(STAFF, "để em hỏi lại văn thư") == "Em nhắn riêng con số giúp, ví dụ: 15."
    assert desk.say(STAFF, "0") == "Số 01-BC/KDV, đúng chưa em?"


def test_everything_is_noted_with_its_author(desk: Desk) -> None:
    sign(desk)
    desk.say(STAFF, "1")
    acts = [act for act, about in desk.acts() if about == LABEL]
    assert acts == ["digest approved", "digest signed", "digest numbered 1"]


def test_a_reader_sees_nothing_before_it_is_numbered(desk: Desk) -> None:
    assert "Chưa có bản tổng hợp" in desk.say(READER, "tuần")
    sign(desk)
    assert "Chưa có bản tổng hợp" in desk.say(READER, "tuần")
    desk.say(STAFF, "1")
    assert desk.say(READER, "tuần").startswith("Tổng hợp tuần 47")


def reminded(desk: Desk, days: int) -> list[str]:
    """Names of the reminders that went out while nobody did anything."""
    for halves in range(1, 48 * days):
        at = desk.now + timedelta(minutes=30 * halves)
        desk.do(lambda session, at=at: tick(session, WARD, at))  # type: ignore[misc]
    query = select(col(Outbox.key), col(Outbox.counted)).where(col(Outbox.key).like(f"remind:{LABEL}:%"))
    rows = desk.do(lambda s: s.execute(query.order_by(col(Outbox.id))).all())
    assert all(counted for _, counted in rows), "each weighs on the burden budget"
    return [key.rpartition(":")[2] for key, _ in rows]


def test_who_does_not_approve_is_reminded_three_times_and_no_more(desk: Desk) -> None:
    assert reminded(desk, 4) == ["T-120", "T-30", "late"]


def test_a_chair_who_does_not_sign_is_reminded_twice_then_called(desk: Desk) -> None:
    approve(desk)
    assert reminded(desk, 5) == ["first", "morning", "call"]


def test_at_night_nobody_but_the_clerk_is_written_to(desk: Desk) -> None:
    desk.now = datetime(2026, 11, 19, 14, tzinfo=UTC)  # 21:00
    sign(desk)
    desk.say(STAFF, "1")
    query = select(col(Outbox.key), col(Outbox.person), col(Outbox.not_before)).where(col(Outbox.kind) == "digest")
    rows = desk.do(lambda s: s.execute(query.where(col(Outbox.created_at) == desk.now)).all())
    staff = desk.do(lambda s: people.holders(s, WARD, "kdv-tonghop")[0].id)
    morning = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # 06:30
    others = [at for key, person, at in rows if person != staff]
    assert len(others) >= 3 and set(others) == {morning}
    assert [at for key, person, at in rows if key == f"digest:{LABEL}:docx:{staff}"] == [desk.now]


def test_a_week_nobody_approved_is_approved_by_its_number_and_signed_first(desk: Desk) -> None:
    """The next week's draft has come meanwhile; weeks are signed in their order."""
    desk.now = datetime(2026, 11, 26, 9, 1, tzinfo=UTC)
    desk.do(lambda session: tick(session, WARD, desk.now))
    assert "bản tuần 48" in desk.say(STAFF, "duyệt")
    desk.say(STAFF, "1")
    assert "bản tuần 47" in desk.say(STAFF, "duyệt tuần 47")
    desk.say(STAFF, "1")
    assert stage(desk) == "approved"
    assert "báo cáo tuần 47" in desk.say(CHAIR, "ký")
    desk.say(CHAIR, "1")
    assert "báo cáo tuần 48" in desk.say(CHAIR, "ký")
