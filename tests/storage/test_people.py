"""Who is who: imported, joined, blocked, gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from storage import data, people, roster
from storage.tables import Conversation, Invite, Person, Post
from tests.rig import ROOT, WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
TEXT = (ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8")


def leader(session: Session) -> int:
    return people.holders(session, WARD, "tdp1.leader")[0].id


def test_the_same_file_again_changes_nothing(do: Do) -> None:
    assert not do(lambda s: roster.import_ward(s, TEXT, NOW)[1].any)


def test_who_is_no_longer_named_loses_post_and_invitation_and_stays_on_record(do: Do) -> None:
    old = do(leader)
    code = do(lambda s: people.invite(s, WARD, old, NOW, timedelta(days=14)).code)
    changed = TEXT.replace("Hồ Văn Tám Em", "Ngô Văn Mới").replace("0900000121", "0900000999")
    _, changes = do(lambda s: roster.import_ward(s, changed, NOW + timedelta(hours=1)))
    assert (changes.ended, changes.added) == (1, 2)
    who = do(lambda s: people.who(s, old))
    assert who is not None
    assert who.posts == ()
    invite = do(lambda s: people.invite_by_code(s, code.replace(" ", "")))
    assert invite.cancelled_at == NOW + timedelta(hours=1)
    assert do(lambda s: people.holders(s, WARD, "tdp1.leader")[0].name) == "Ngô Văn Mới"


def test_who_loses_one_of_two_posts_keeps_the_invitation(do: Do) -> None:
    def job(session: Session) -> str:
        (who,) = people.holders(session, WARD, "cb3.secretary")
        assert len(who.posts) == 2
        return people.invite(session, WARD, who.id, NOW, timedelta(days=14)).code

    code = do(job)

    def one_post_less(session: Session) -> None:
        (who,) = people.holders(session, WARD, "cb3.secretary")
        post = Post(ward=WARD, key="old", person=who.id, unit="tdp9", role="leader", title="", starts=NOW)
        session.add(post)
        session.flush()
        assert roster.import_ward(session, TEXT, NOW)[1].ended == 1

    do(one_post_less)
    invite = do(lambda s: people.invite_by_code(s, code.replace(" ", "")))
    assert invite.cancelled_at is None


def test_a_telephone_is_sealed_and_only_its_holder_s_number_opens(do: Do, database: Path) -> None:
    assert do(lambda s: people.phone_of(s, leader(s))) == "0900000121"
    assert b"0900000121" not in database.read_bytes()


def test_codes_are_new_every_time_and_shown_again_while_they_are_open(do: Do) -> None:
    def code(session: Session, at: datetime) -> str:
        return people.invite(session, WARD, leader(session), at, timedelta(days=14)).code

    first = do(lambda s: code(s, NOW))
    assert do(lambda s: code(s, NOW + timedelta(days=13))) == first
    assert do(lambda s: code(s, NOW + timedelta(days=14))) != first
    assert len({people.new_code() for _ in range(200)}) > 195


def test_a_blocked_address_is_none_until_its_person_writes(do: Do) -> None:
    do(lambda s: people.join(s, WARD, leader(s), "telegram", "1", NOW))
    assert do(lambda s: people.is_reachable(s, leader(s)))
    do(lambda s: people.cannot_be_reached(s, "telegram", "1", NOW))
    assert not do(lambda s: people.is_reachable(s, leader(s)))
    do(lambda s: people.can_be_reached(s, "telegram", "1", NOW))
    assert do(lambda s: people.is_reachable(s, leader(s)))


def test_who_leaves_leaves_no_address_and_no_talk(do: Do) -> None:
    person = do(leader)

    def job(session: Session) -> tuple[bool, bool]:
        people.join(session, WARD, person, "telegram", "1", NOW)
        session.add(Conversation(id=f"p:{person}", ward=WARD, talk={}))
        session.flush()
        data.leave(session, WARD, person, NOW)
        session.flush()
        gone = people.who_is(session, "telegram", "1") is None
        return gone, session.get(Conversation, f"p:{person}") is None

    assert do(job) == (True, True)
    assert do(lambda s: s.execute(select(col(Person.consent_at)).where(col(Person.id) == person)).scalar()) is None


def test_a_chat_that_changes_hands_belongs_to_who_joined_last(do: Do) -> None:
    def job(session: Session) -> str:
        for post in ("tdp1.leader", "tdp5.leader"):
            people.join(session, WARD, people.holders(session, WARD, post)[0].id, "telegram", "1", NOW)
            session.flush()
        found = people.who_is(session, "telegram", "1")
        assert found is not None
        return found.posts[0].key

    assert do(job) == "tdp5.leader"
    assert do(lambda s: s.execute(select(Invite)).first()) is None
