"""The outbox: put twice, said once; and what a dead process leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from reporting.values import Say
from storage import outbox, people, reminders
from storage.tables import Outbox
from tests.rig import WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
T = TypeVar("T")


def say(key: str, kind: str = "reply", chat: str = "1") -> Say:
    return Say(key, key, channel="telegram", chat=chat, kind=kind)


def states(session: Session) -> dict[str, tuple[str, int]]:
    return {row.key: (row.state, row.repeated) for row in session.execute(select(Outbox)).scalars()}


def test_the_same_key_is_one_message(do: Do) -> None:
    def job(session: Session) -> tuple[bool, bool]:
        return tuple(bool(outbox.put(session, WARD, say("a"), NOW)) for _ in range(2))  # type: ignore[return-value]

    assert do(job) == (True, False)
    assert do(lambda s: [letter.key for letter in outbox.claim(s, "telegram", NOW, "one", 9)]) == ["a"]
    assert do(lambda s: outbox.claim(s, "telegram", NOW, "two", 9)) == [], "what one process leased no other gets"


def test_nobody_without_an_address_gets_a_letter(do: Do) -> None:
    def job(session: Session) -> object:
        leader = people.holders(session, WARD, "tdp1.leader")[0].id
        return outbox.put(session, WARD, Say("a", "a", person=leader), NOW)

    assert do(job) == []


def test_the_most_urgent_is_claimed_first_then_who_has_waited_longest(do: Do) -> None:
    for number, kind in enumerate(("digest", "nudge", "alarm", "reply", "reply")):
        do(lambda s, kind=kind, number=number: outbox.put(s, WARD, say(f"{kind}{number}", kind), NOW))  # type: ignore[misc]
    assert do(lambda s: [letter.key for letter in outbox.claim(s, "telegram", NOW, "one", 4)]) == [
        "reply3", "reply4", "alarm2", "nudge1",
    ]  # fmt: skip


def test_a_dead_process_repeats_what_must_arrive_and_counts_it(do: Do) -> None:
    for kind in ("reply", "alarm", "nudge", "digest"):
        do(lambda s, kind=kind: outbox.put(s, WARD, say(kind, kind), NOW))  # type: ignore[misc]
    do(lambda s: outbox.claim(s, "telegram", NOW, "dead", 9))
    assert do(lambda s: outbox.recover(s, "telegram", "new", NOW)) == 2
    assert do(states) == {
        "reply": ("waiting", 1), "alarm": ("waiting", 1), "nudge": ("unknown", 0), "digest": ("unknown", 0),
    }  # fmt: skip
    assert do(lambda s: outbox.recover(s, "telegram", "new", NOW)) == 0


def test_only_what_may_have_gone_counts_as_said(do: Do) -> None:
    for state in ("sent", "unknown", "failed", "expired"):
        row = do(lambda s, state=state: outbox.put(s, WARD, say(state), NOW)[0].id)  # type: ignore[misc]
        do(lambda s, row=row, state=state: outbox.settle(s, row, state, NOW))  # type: ignore[misc]
    recent = do(lambda s: outbox.recently_sent(s, "telegram", NOW, timedelta(minutes=1)))
    assert isinstance(recent, list)
    assert len(recent) == 2


def test_what_may_not_be_late_expires_and_what_is_taken_back_is_not_said(do: Do) -> None:
    def job(session: Session) -> dict[str, tuple[str, int]]:
        old = Say("old", "old", channel="telegram", chat="1", kind="nudge", expires_at=NOW)
        outbox.put(session, WARD, old, NOW - timedelta(hours=1))
        outbox.put(session, WARD, say("nudge:w:1:a", "nudge"), NOW)
        assert outbox.withdraw(session, "nudge:w:1:%") == 1
        assert outbox.expire(session, NOW) == 1
        return states(session)

    assert do(job) == {"old": ("expired", 0), "nudge:w:1:a": ("withdrawn", 0)}


def test_a_planned_reminder_without_an_address_is_withdrawn(do: Do) -> None:
    def job(session: Session) -> tuple[bool, str]:
        leader = people.holders(session, WARD, "tdp1.leader")[0].id
        reminders.plan(session, WARD, "first:w:1:T-24", leader, NOW, NOW + timedelta(hours=1), NOW)
        ((row, _, _, _),) = reminders.planned(session, WARD, NOW)
        armed = reminders.arm(session, row, Say("x", "x", person=leader), NOW)
        return armed, session.execute(select(col(Outbox.state)).where(col(Outbox.id) == row)).scalar_one()

    assert do(job) == (False, "withdrawn")
