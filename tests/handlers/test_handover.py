"""A deputy for a week: only who was asked may answer, only for as long as it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Turn
from reporting.values import Incoming, Kind
from scheduler.clock import tick
from storage import conversations, handover, people, reports
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Outbox, Report, Substitution
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

LEADER, FRONT, BOTH, STAFF = ("zalo", "leader"), ("zalo", "front"), ("zalo", "both"), ("zalo", "staff")
OF_BOTH, STRANGER = ("zalo", "of both"), ("zalo", "other")
WEEK = "2026-W47"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.now -= timedelta(days=2)
    for post, chat in (
        ("tdp1.leader", LEADER), ("tdp1.front_head", FRONT), ("cb6.secretary", BOTH), ("hai-yen.front_head", OF_BOTH),
        ("tdp5.leader", STRANGER), ("kdv-tonghop", STAFF),
    ):  # fmt: skip
        desk.join(post, *chat)
    desk.do(lambda session: tick(session, WARD, desk.now))
    yield desk
    store.close()


def states(desk: Desk) -> list[tuple[str, str]]:
    def job(session: Session) -> list[tuple[str, str]]:
        rows = session.execute(select(Substitution).order_by(col(Substitution.id))).scalars()
        return [(row.unit, row.state) for row in rows]

    return desk.do(job)


def press(desk: Desk, where: tuple[str, str], question: str, digit: str) -> list[str]:
    def job(session: Session) -> list[str]:
        who = people.who_is(session, *where)
        incoming = Incoming(where[0], "forged", where[1], Kind.PRESS, desk.now, question=question, choice=digit)
        turn = Turn(session, people.house_of(session, WARD), desk.now, incoming, 9999, who, desk.manner)
        door.handle(turn)
        return [say.text for say in turn.says]

    return desk.do(job)


def asked(desk: Desk) -> str:
    """The deputy has been asked; the id of the question that stands with them."""
    desk.say(LEADER, "nhờ cô Liên")
    desk.say(LEADER, "1")

    def job(session: Session) -> str:
        front = people.holders(session, WARD, "tdp1.front_head")[0].id
        question = conversations.talk_of(session, f"p:{front}").find_named("deputy")
        assert question is not None
        return question.id

    return desk.do(job)


def test_a_press_by_somebody_who_was_not_asked_does_nothing(desk: Desk) -> None:
    question = asked(desk)
    for who in (STRANGER, LEADER, STAFF, BOTH):
        press(desk, who, question, "1")
    assert states(desk) == [("tdp1", "asked")]


def test_a_question_forged_into_a_talk_gives_no_right(desk: Desk) -> None:
    """Even with the question in hand: the row names who was asked."""
    asked(desk)

    def job(session: Session) -> None:
        front = people.holders(session, WARD, "tdp1.front_head")[0].id
        other = people.holders(session, WARD, "tdp5.leader")[0].id
        question = conversations.talk_of(session, f"p:{front}").find_named("deputy")
        assert question is not None
        conversations.push(session, WARD, other, replace(question, id="stolen"), desk.now)

    desk.do(job)
    assert "không còn nữa" in desk.say(STRANGER, "1")
    assert states(desk) == [("tdp1", "asked")]


def test_nobody_else_can_be_named(desk: Desk) -> None:
    assert "chưa tìm thấy người này" in desk.say(LEADER, "tuần này nhờ bác Bảy báo thay")
    assert "chưa tìm thấy người này" in desk.say(LEADER, "tuần này nhờ cô Lựu")
    assert states(desk) == []


def test_it_returns_by_itself_at_the_deadline(desk: Desk) -> None:
    asked(desk)
    desk.say(FRONT, "1")

    def job(session: Session) -> None:
        house = people.house_of(session, WARD)
        deadline = house.period(desk.now).unit_deadline
        assert "tdp1" in handover.standing(session, WARD, deadline - timedelta(seconds=1))
        assert handover.standing(session, WARD, deadline) == {}
        leader, front = (people.holders(session, WARD, post)[0].id for post in ("tdp1.leader", "tdp1.front_head"))
        for half_hours in range(70):
            tick(session, WARD, NOW + half_hours * timedelta(minutes=30))
        said = select(col(Outbox.person), col(Outbox.key)).where(
            col(Outbox.kind) == "nudge", col(Outbox.text) != "", col(Outbox.person).in_((leader, front))
        )
        names = {(person, key.split(":")[-1]) for person, key in session.execute(said)}
        assert names == {(front, "T-24h"), (front, "T-3h"), (front, "T-30m"), (leader, "late")}

    desk.do(job)


def test_asking_somebody_else_frees_who_was_asked_before(desk: Desk) -> None:
    desk.join("cb1.secretary", "zalo", "cell")
    asked(desk)
    desk.say(LEADER, "nhờ bác Phước báo thay")
    told = [words for _, words in desk.turn(LEADER, "1")]
    assert states(desk) == [("tdp1", "withdrawn"), ("tdp1", "asked")]
    assert any("không nhờ báo thay nữa" in words for words in told)
    assert "không còn nữa" in desk.say(FRONT, "nhận giúp")
    assert states(desk) == [("tdp1", "withdrawn"), ("tdp1", "asked")]


def test_of_two_posts_only_the_one_the_deputy_may_take_is_handed_over(desk: Desk) -> None:
    assert "báo thay thôn Hải Yên, phải không" in desk.say(BOTH, "nhờ cô Lựu báo thay")
    desk.say(BOTH, "1")
    desk.say(OF_BOTH, "1")
    assert states(desk) == [("hai-yen", "accepted")]
    assert "cô báo thay" in desk.say(OF_BOTH, "tuần này không có gì")

    def job(session: Session) -> None:
        (report,) = session.execute(select(Report)).scalars()
        hai = people.holders(session, WARD, "cb6.secretary")[0].id
        assert (report.unit, report.instead_of) == ("hai-yen", hai)
        owing = reports.unfulfilled(session, WARD, WEEK)
        assert "hai-yen" not in owing and "cb6" in owing

    desk.do(job)


def test_the_leader_may_still_report(desk: Desk) -> None:
    asked(desk)
    desk.say(FRONT, "1")
    assert "báo thay" not in desk.say(LEADER, "tuần này không có gì")
    assert "tdp1" not in desk.do(lambda session: reports.unfulfilled(session, WARD, WEEK))


def test_away_until_word_comes_ends_with_a_report(desk: Desk) -> None:
    leader = desk.do(lambda session: people.holders(session, WARD, "tdp1.leader")[0].id)
    desk.say(LEADER, "tuần này tôi đi vắng")
    assert "đến khi bác báo lại" in desk.say(LEADER, "3")
    assert desk.do(lambda session: handover.is_away(session, leader, desk.now + timedelta(days=900)))
    desk.say(LEADER, "tuần này không có gì")
    assert not desk.do(lambda session: handover.is_away(session, leader, desk.now))


def test_away_till_a_day_outlasts_a_report_and_ends_at_a_word(desk: Desk) -> None:
    leader = desk.do(lambda session: people.holders(session, WARD, "tdp1.leader")[0].id)
    desk.say(LEADER, "vắng")
    assert "đến hết ngày 30/11" in desk.say(LEADER, "đến hết ngày 30/11")
    desk.say(LEADER, "tuần này không có gì")
    assert desk.do(lambda session: handover.is_away(session, leader, desk.now))
    assert "lại nhắc bác" in desk.say(LEADER, "tôi về rồi")
    assert not desk.do(lambda session: handover.is_away(session, leader, desk.now))


def test_a_deputy_who_goes_away_gives_the_week_back(desk: Desk) -> None:
    asked(desk)
    desk.say(FRONT, "1")
    desk.say(FRONT, "tôi đi vắng")
    told = [words for _, words in desk.turn(FRONT, "1")]
    assert states(desk) == [("tdp1", "withdrawn")]
    assert any("không báo thay tuần 47 được" in words for words in told)
