"""Several addresses of one person: the one seen last, letters that go over, codes that link, links given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlmodel import Session, col

from reporting.values import Choice, Say
from storage import addresses, channels, linking, outbox, people
from storage.tables import AuditEntry, Contact, Invite, Outbox
from tests.rig import WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


def leader(session: Session) -> int:
    return people.holders(session, WARD, "dong-van.leader")[0].id


def join(session: Session, person: int, *where: tuple[str, str]) -> None:
    """Joined on each of these in turn, a minute between them."""
    for minute, (channel, chat) in enumerate(where):
        people.join(session, WARD, person, channel, chat, NOW + minute * A_MINUTE)
        session.flush()


def put(session: Session, key: str, **more: Any) -> None:
    assert outbox.put(session, WARD, Say(key, more.pop("text", key), **more), NOW)


def letters(session: Session) -> dict[str, tuple[str, str | None, str]]:
    return {row.key: (row.channel, row.chat, row.state) for row in session.execute(select(Outbox)).scalars()}


def out(session: Session, channel: str) -> None:
    channels.silent(session, WARD, channel, NOW)
    channels.begin_outage(session, WARD, channel, NOW, NOW)


# Which address


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=4))
def test_the_address_seen_last_among_those_that_work_and_a_waiting_one_only_without_any(
    do: Do, drawn: list[tuple[int, bool, bool, bool]]
) -> None:
    """(seen minutes ago, has been seen, blocked, on the channel that is out)"""

    def job(session: Session) -> None:
        person = leader(session)
        session.execute(delete(Contact))
        if not channels.is_out(session, WARD, "telegram"):
            out(session, "telegram")
        contacts = []
        for number, (ago, seen, blocked, on_out) in enumerate(drawn):
            at = NOW - ago * A_MINUTE - number * timedelta(seconds=1)
            contacts.append(
                Contact(
                    ward=WARD,
                    person=person,
                    channel="telegram" if on_out else "zalo",
                    chat=str(number),
                    joined_at=NOW - timedelta(days=9) if seen else at,
                    seen_at=at if seen else None,
                    blocked_at=NOW if blocked else None,
                )
            )
        session.add_all(contacts)
        session.flush()
        open_ones = [c for c in contacts if c.blocked_at is None]
        working = [c for c in open_ones if c.channel == "zalo"]
        best = max(working or open_ones, key=lambda c: c.seen_at or c.joined_at, default=None)
        found = session.connection().execute(outbox.ADDRESS, {"who": person}).first()
        assert (found[1] if found else None) == (best.chat if best else None)
        assert people.is_reachable(session, person) == bool(working)
        assert people.has_address(session, person) == bool(open_ones)
        other = addresses.other(session, person, "zalo", working[0].chat) if working else None
        assert (other is not None) == (len(working) > 1)

    do(job)


def test_who_writes_is_answered_there_and_is_neither_blocked_nor_dark(do: Do) -> None:
    def job(session: Session) -> None:
        join(session, leader(session), ("telegram", "1"), ("zalo", "a"))
        channels.undelivered(session, "telegram", "1", NOW)
        people.cannot_be_reached(session, "telegram", "1", NOW)
        people.can_be_reached(session, "telegram", "1", NOW + timedelta(hours=1))
        row = session.execute(select(Contact).where(col(Contact.chat) == "1")).scalar_one()
        session.refresh(row)
        assert (row.seen_at, row.blocked_at, row.failing_since) == (NOW + timedelta(hours=1), None, None)
        put(session, "a", person=leader(session))
        assert letters(session)["a"] == ("telegram", "1", "waiting")

    do(job)


# Letters that go over


def test_what_waits_for_a_blocked_address_goes_to_the_other_one(do: Do) -> None:
    def job(session: Session) -> None:
        join(session, leader(session), ("zalo", "a"), ("telegram", "1"))
        put(session, "now", person=leader(session))
        put(session, "later", person=leader(session), not_before=NOW + timedelta(hours=3))
        put(session, "gone", channel="telegram", chat="9")
        people.cannot_be_reached(session, "telegram", "1", NOW)
        assert letters(session) == {
            "now": ("zalo", "a", "waiting"),
            "later": ("zalo", "a", "waiting"),
            "gone": ("telegram", "9", "waiting"),
        }
        found = select(col(Outbox.not_before)).where(col(Outbox.key) == "later")
        assert session.execute(found).scalar_one() == NOW + timedelta(hours=3), "its own time stays"

    do(job)


def test_without_another_address_it_fails_with_its_reason(do: Do) -> None:
    def job(session: Session) -> None:
        person = leader(session)
        join(session, person, ("telegram", "1"))
        put(session, "reply", person=person)
        put(session, "nudge", person=person, kind="nudge")
        assert addresses.why_not(session, person) == ("out", "telegram"), "only asked of who cannot be reached"
        channels.undelivered(session, "telegram", "1", NOW)
        addresses.dark(session, "telegram", "1", NOW)
        assert {state for _, _, state in letters(session).values()} == {"failed"}
        assert addresses.why_not(session, person) == ("dark", "telegram")
        assert [letter.key for letter in addresses.undelivered(session, WARD, NOW - A_MINUTE)[person]] == ["reply"]
        people.can_be_reached(session, "telegram", "1", NOW)
        people.cannot_be_reached(session, "telegram", "1", NOW)
        assert addresses.why_not(session, person) == ("gone", "telegram")

    do(job)


def test_an_address_is_dark_only_while_something_is_still_tried(do: Do) -> None:
    def job(session: Session) -> None:
        join(session, leader(session), ("telegram", "1"))
        channels.undelivered(session, "telegram", "1", NOW)
        assert addresses.long_failing(session, WARD, NOW) == [], "one lost reminder is no dark address"
        put(session, "a", person=leader(session))
        assert addresses.long_failing(session, WARD, NOW - A_MINUTE) == []
        assert addresses.long_failing(session, WARD, NOW) == [("telegram", "1")]

    do(job)


def test_what_is_too_long_for_the_other_channel_goes_there_in_parts_with_every_word(do: Do) -> None:
    words = " ".join(f"câu số {n}." for n in range(260))

    def job(session: Session) -> None:
        person = leader(session)
        join(session, person, ("zalo", "a"), ("telegram", "1"))
        put(session, "long", text=words, person=person, choices=(Choice("1", "Đúng", "yes"),), question="q")
        people.cannot_be_reached(session, "telegram", "1", NOW)
        rows = (
            session.execute(select(Outbox).where(col(Outbox.state) == "waiting").order_by(col(Outbox.id)))
            .scalars()
            .all()
        )
        assert len(rows) > 1 and all(row.chat == "a" and len(row.text) <= 2000 for row in rows)
        assert " ".join(row.text for row in rows).split() == words.split()
        assert [bool(row.choices) for row in rows] == [*[False] * (len(rows) - 1), True]
        assert rows[-1].question == "q"

    do(job)


# Linking


def test_a_code_links_and_the_new_address_is_the_one_seen_last(do: Do) -> None:
    def job(session: Session) -> None:
        person = leader(session)
        join(session, person, ("telegram", "1"))
        code = linking.code(session, WARD, person, "zalo", NOW, timedelta(minutes=15))
        invite = people.invite_by_code(session, code.replace(" ", ""))
        assert invite is not None and invite.links == "zalo" and invite.expires_at == NOW + timedelta(minutes=15)
        assert people.invite(session, WARD, person, NOW, timedelta(days=14)).code != code, "no invitation"
        assert linking.link(session, invite, "zalo", "a", NOW) == []
        found = people.who_is(session, "zalo", "a")
        assert found is not None and found.id == person
        put(session, "x", person=person)
        assert letters(session)["x"][0] == "zalo"
        assert session.execute(select(col(AuditEntry.about)).where(col(AuditEntry.act) == "linked")).all() == [
            ("zalo",)
        ]

    do(job)


def test_a_second_code_kills_the_first(do: Do) -> None:
    def job(session: Session) -> None:
        for _ in range(2):
            linking.code(session, WARD, leader(session), "zalo", NOW, timedelta(minutes=15))
        rows = session.execute(select(Invite).order_by(col(Invite.id))).scalars()
        assert [row.cancelled_at for row in rows] == [NOW, None]

    do(job)


def test_a_new_telephone_replaces_the_old_one_on_that_channel(do: Do) -> None:
    def job(session: Session) -> None:
        person = leader(session)
        join(session, person, ("telegram", "1"), ("zalo", "old"))
        put(session, "x", person=person)
        linking.code(session, WARD, person, "zalo", NOW, timedelta(minutes=15))
        invite = session.execute(select(Invite)).scalar_one()
        assert linking.link(session, invite, "zalo", "new", NOW + A_MINUTE) == [("zalo", "old")]
        assert people.who_is(session, "zalo", "old") is None
        assert people.who_is(session, "telegram", "1") is not None
        assert letters(session)["x"] == ("zalo", "new", "waiting")

    do(job)


def test_the_last_address_that_works_is_not_given_up(do: Do) -> None:
    def job(session: Session) -> None:
        person = leader(session)
        join(session, person, ("telegram", "1"), ("zalo", "a"))
        people.cannot_be_reached(session, "telegram", "1", NOW)
        assert linking.unlink(session, WARD, person, "zalo", NOW) is None
        people.can_be_reached(session, "telegram", "1", NOW)
        put(session, "x", person=person, channel="zalo", chat="a")
        assert linking.unlink(session, WARD, person, "zalo", NOW) == ("telegram", "1")
        assert people.who_is(session, "zalo", "a") is None
        assert letters(session)["x"] == ("telegram", "1", "waiting")

    do(job)
