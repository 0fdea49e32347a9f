"""How channels and addresses do: heard, silent, out, back; what a month costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import Session, col

from reporting import quota
from storage import channels, people
from storage.tables import Contact, Outage
from tests.rig import WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def test_silence_is_counted_from_its_first_moment_and_ends_with_an_answer(do: Do) -> None:
    def job(session: Session) -> None:
        assert channels.next_due(session, WARD, 3 * A_MINUTE) is None
        for minute in range(3):
            channels.silent(session, WARD, "telegram", NOW + minute * A_MINUTE)
        assert channels.standing(session, WARD)["telegram"].failing_since == NOW
        assert channels.next_due(session, WARD, 3 * A_MINUTE) == NOW + 3 * A_MINUTE
        assert not channels.answered(session, WARD, "telegram", NOW + 4 * A_MINUTE), "it was never out"
        health = channels.standing(session, WARD)["telegram"]
        assert (health.failing_since, health.heard_at) == (None, NOW + 4 * A_MINUTE)

    do(job)


def test_an_outage_ends_once_and_gives_its_addresses_a_new_start(do: Do) -> None:
    def job(session: Session) -> None:
        people.join(session, WARD, people.holders(session, WARD, "tdp1.leader")[0].id, "telegram", "1", NOW)
        session.flush()
        channels.silent(session, WARD, "telegram", NOW)
        channels.undelivered(session, "telegram", "1", NOW)
        channels.begin_outage(session, WARD, "telegram", NOW, NOW + 3 * A_MINUTE)
        assert channels.is_out(session, WARD, "telegram")
        assert not channels.is_out(session, WARD, "zalo")
        back = NOW + timedelta(hours=5)
        assert channels.answered(session, WARD, "telegram", back)
        assert not channels.answered(session, WARD, "telegram", back + A_MINUTE)
        assert not channels.is_out(session, WARD, "telegram")
        assert [(o.starts, o.ends) for o in session.execute(select(Outage)).scalars()] == [(NOW, back)]
        assert session.execute(select(col(Contact.failing_since))).scalar_one() is None

    do(job)


def test_an_address_fails_from_its_first_failure_until_something_arrives(do: Do) -> None:
    def job(session: Session) -> None:
        people.join(session, WARD, people.holders(session, WARD, "tdp1.leader")[0].id, "telegram", "1", NOW)
        session.flush()
        for minute in range(3):
            channels.undelivered(session, "telegram", "1", NOW + minute * A_MINUTE)
        found = select(col(Contact.failing_since), col(Contact.delivered_at))
        assert session.execute(found).one() == (NOW, None)
        channels.delivered(session, "telegram", "1", NOW + timedelta(hours=1))
        assert session.execute(found).one() == (None, NOW + timedelta(hours=1))

    do(job)


def test_a_new_month_costs_nothing_and_has_been_warned_of_nothing(do: Do) -> None:
    def job(session: Session) -> None:
        channels.spend(session, WARD, "zalo", "2026-11", 3)
        channels.spend(session, WARD, "zalo", "2026-11", 2)
        channels.warned(session, WARD, "zalo", 70)
        assert channels.spent(session, WARD, "zalo", "2026-11") == 5
        assert channels.spent(session, WARD, "zalo", "2026-12") == 0
        channels.spend(session, WARD, "zalo", "2026-12", 1)
        health = channels.standing(session, WARD)["zalo"]
        assert (health.month, health.spent, health.warned) == ("2026-12", 1, 0)

    do(job)


# The rules of the quota


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_what_matters_more_may_always_go_when_what_matters_less_may(spent: int, most: int) -> None:
    assert quota.may_spend("reply", spent, most) and quota.may_spend("alarm", spent, most)
    assert quota.may_spend("digest", spent, most) or not quota.may_spend("nudge", spent, most)
    assert quota.may_spend("nudge", spent, 0), "without a quota everything goes"
    assert quota.may_spend("nudge", spent, most) == (spent < most * 0.9)


@given(st.integers(1, 3000))
def test_each_warning_comes_once_a_month_in_its_order(most: int) -> None:
    heard, warned = [], 0
    for spent in range(most + 1):
        mark = quota.warning(spent, most, warned)
        if mark is not None:
            heard.append((mark, spent))
            warned = mark
            assert spent * 100 >= mark * most and quota.short(spent, most)
    assert [mark for mark, _ in heard] in ([70, 90], [90]), "one message may pass both marks"
    assert quota.warning(most, 0, 0) is None and not quota.short(most, 0)
