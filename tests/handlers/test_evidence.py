"""Behind the digest: who may look and ask, and what becomes of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from reporting.values import Kind
from storage import conversations, matters, people, reports, signing
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import AuditEntry, Matter, MatterEvent, Outbox, Post, Report
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

STAFF, HEAD, LEADER, OTHER = ("zalo", "staff"), ("zalo", "head"), ("zalo", "leader"), ("zalo", "other")
ASKED = "chỗ đó đã rào chưa"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.join("kdv-tonghop", *STAFF)
    desk.join("kdv-truong", *HEAD)
    desk.join("tdp1.leader", *LEADER)
    desk.join("tdp5.leader", *OTHER)
    yield desk
    store.close()


def a_matter(desk: Desk, words: str = "nắp cống hẻm 3 bể") -> str:
    desk.say(LEADER, words)
    desk.quiet(LEADER)
    code = re.search(r"YK-\d{4}", desk.say(LEADER, "1"))
    assert code is not None
    return code[0]


def asked(desk: Desk) -> str:
    """The chair has asked the leader about a matter; answers its code."""
    code = a_matter(desk)
    assert "hỏi về" in dict(desk.turn(HEAD, f"hỏi {code}: {ASKED}"))[""]
    return code


def log_of(desk: Desk, code: str) -> list[tuple[str, str | None]]:
    def job(session: Session) -> list[tuple[str, str | None]]:
        matter = matters.by_code(session, WARD, code)
        assert matter is not None
        return [(event.act, event.note) for event in matters.events(session, matter)]

    return desk.do(job)


def question_of(desk: Desk, post: str, name: str) -> str:
    def job(session: Session) -> str:
        found = conversations.talk_of(session, f"p:{people.holders(session, WARD, post)[0].id}").find_named(name)
        assert found is not None
        return found.id

    return desk.do(job)


def leaves_the_bloc(desk: Desk) -> None:
    gone = update(Post).where(col(Post.key) == "kdv-truong").values(role="propaganda")
    desk.do(lambda session: session.execute(gone))


def test_only_the_bloc_looks_behind_the_digest(desk: Desk) -> None:
    desk.say(HEAD, "tuần")
    question = question_of(desk, "kdv-truong", "digest")
    desk.do(
        lambda session: session.execute(update(Post).where(col(Post.key) == "kdv-truong").values(role="propaganda"))
    )
    for choice in "123456":
        said = desk.say(HEAD, "", Kind.PRESS, question=question, choice=choice)
        assert "Chọn số" not in said and "Tổ dân phố" not in said
    assert "Chọn số" not in desk.say(LEADER, "", Kind.PRESS, question=question, choice="6"), "a forged button"


def test_who_has_left_the_bloc_asks_nobody(desk: Desk) -> None:
    code = a_matter(desk)
    desk.say(HEAD, code)
    desk.say(HEAD, "1")
    desk.do(
        lambda session: session.execute(update(Post).where(col(Post.key) == "kdv-truong").values(role="propaganda"))
    )
    assert len(desk.turn(HEAD, ASKED)) == 1, "nobody else hears it"
    assert "asked" not in [act for act, _ in log_of(desk, code)]


@pytest.mark.parametrize("words", ["hỏi Tổ 5: bà con còn thiếu nước không", "hỏi thăm 5 hộ nghèo tổ 5"])
def test_a_leader_who_writes_so_only_reports(desk: Desk, words: str) -> None:
    assert not [chat for chat, _ in desk.turn(LEADER, words) if chat != LEADER[1]]


def test_question_and_answer_stand_in_the_log_and_the_answer_names_the_matter(desk: Desk) -> None:
    code = asked(desk)
    heard = desk.turn(LEADER, "rào rồi, để 2 cái ghế, nhờ nhà ông [TÊN] [SĐT] trông")
    assert [words for _, words in heard] == [
        "Cảm ơn bác, đã chuyển tới Trưởng Khối.",
        f'{code}, Tổ dân phố 1 trả lời: "rào rồi, để 2 cái ghế, nhờ một nhà trông".',
    ]
    assert log_of(desk, code)[-2:] == [("asked", ASKED), ("replied", "rào rồi, để 2 cái ghế, nhờ một nhà trông")]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("rồi", "rồi"), ("chưa", "chưa"), ("dạ chưa em", "dạ chưa em"), ("chưa rõ nữa", "chưa rõ")],
)
def test_a_word_is_an_answer(desk: Desk, words: str, kept: str) -> None:
    code = asked(desk)
    desk.say(LEADER, words)
    assert log_of(desk, code)[-1] == ("replied", kept)


def test_a_word_for_the_chair_confirms_no_draft_beneath(desk: Desk) -> None:
    code = a_matter(desk)
    desk.say(LEADER, "hôm nay tổ họp dân 30 người dự")
    desk.quiet(LEADER)
    desk.turn(HEAD, f"hỏi {code}: {ASKED}")
    said = desk.say(LEADER, "rồi")
    assert "đã chuyển tới Trưởng Khối" in said and "Đúng ý bác chưa" in said, "the draft is shown again"
    kinds = desk.do(lambda session: session.execute(select(col(Report.kind))).scalars().all())
    assert list(kinds) == ["matter"]


def test_danger_under_a_question_is_an_alarm(desk: Desk) -> None:
    code = asked(desk)
    assert "113, 114 hoặc 115" in desk.say(LEADER, "có người té xuống cống gãy chân rồi")
    assert log_of(desk, code)[-1][0] == "asked"


def test_what_may_be_news_hours_later_is_asked_about(desk: Desk) -> None:
    code = asked(desk)
    desk.now += timedelta(hours=3)
    assert "hay là tin mới" in desk.say(LEADER, "hôm nay tổ họp dân 30 người dự")
    desk.say(LEADER, "2")
    assert "hiểu là: hôm nay tổ họp dân" in desk.quiet(LEADER) or "họp dân" in desk.quiet(LEADER)
    assert log_of(desk, code)[-1][0] == "asked", "the question still waits"
    desk.say(LEADER, "1")
    desk.say(LEADER, "tối qua rào xong, có đèn")
    desk.say(LEADER, "1")
    assert log_of(desk, code)[-1] == ("replied", "tối qua rào xong, có đèn")


def test_at_night_a_question_waits_for_the_morning(desk: Desk) -> None:
    code = a_matter(desk)
    desk.now = NOW.replace(hour=15)  # 22:00 in the ward
    said = desk.say(HEAD, f"hỏi {code}: {ASKED}")
    assert "lúc 6 giờ 30 thứ Năm, ngày 19/11" in said

    def letter(session: Session) -> Outbox:
        asks = select(Outbox).where(col(Outbox.text).like("Trưởng Khối hỏi%"))
        found: Outbox = session.execute(asks).scalars().one()
        return found

    assert desk.do(letter).not_before == NOW.replace(day=18, hour=23, minute=30)


def test_a_unit_without_a_matter_is_asked_and_the_log_keeps_no_words(desk: Desk) -> None:
    desk.turn(HEAD, "hỏi tổ 5: còn thiếu nước không")
    desk.say(OTHER, "hết thiếu rồi em")
    rows = desk.do(lambda session: session.execute(select(col(AuditEntry.act), col(AuditEntry.about))).all())
    assert ("asked a unit", "tdp5") in [tuple(row) for row in rows]
    assert desk.do(lambda session: session.execute(select(MatterEvent)).first()) is None


def test_what_was_missing_when_the_week_was_approved_stays_listed(desk: Desk) -> None:
    def approved(session: Session) -> None:
        house = people.house_of(session, WARD)
        period = house.period(NOW)
        reports.open_duties(session, house, period)
        head = people.holders(session, WARD, "kdv-truong")[0]
        signing.approve(session, house, period, NOW, head.id)

    desk.do(approved)
    desk.now += timedelta(minutes=5)
    desk.say(OTHER, "tuần này yên")
    assert "gửi đúng hạn" in desk.say(HEAD, "tuần")
    assert desk.say(HEAD, "6").startswith("Đơn vị chưa gửi, 20 đơn vị.")


def test_a_long_section_is_turned_over(desk: Desk) -> None:
    codes = [a_matter(desk, f"đèn hẻm {n} hư") for n in range(1, 9)]
    desk.say(STAFF, "tuần")
    assert desk.say(STAFF, "2") == "Ý kiến Nhân dân, 8 việc. Chọn số để xem."
    assert [choice.label for choice in desk.choices] == [*codes[:5], "Xem tiếp", "Quay lại"]
    desk.say(STAFF, "6")
    assert [choice.label for choice in desk.choices] == [*codes[5:], "Quay lại"]
    assert f"{codes[7]}, Tổ dân phố 1" in desk.say(STAFF, "3")
    for _ in range(2):
        desk.say(STAFF, "0")
    assert [choice.label for choice in desk.choices] == [*codes[:5], "Xem tiếp", "Quay lại"]


def test_an_overdue_matter_says_why_when_its_office_has(desk: Desk) -> None:
    desk.join("ub-kthtdt", "zalo", "owner")
    code = a_matter(desk)

    def late(session: Session) -> None:
        session.execute(update(Matter).values(due_at=NOW - timedelta(days=3), state="dang_xu_ly"))

    desk.do(late)
    assert "quá hạn 3 ngày, chưa nêu lý do." in desk.say(STAFF, code)
    desk.say(("zalo", "owner"), f"{code} đang chờ vật tư, tuần sau mới có")
    assert 'quá hạn 3 ngày, lý do: "đang chờ vật tư, tuần sau mới có".' in desk.say(STAFF, code)
