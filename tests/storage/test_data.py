"""Who leaves is gone from every byte; what they reported stays; the next import names somebody anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from reporting.interview import Draft, Question, Talk
from reporting.values import Incoming, Kind, Say
from storage import conversations, data, linking, links, outbox, people, reports, roster
from storage.database import Store
from storage.sealing import Sealer, sealer_of
from storage.tables import Inbox, Media, Outbox, Person, Report
from tests.rig import KEY, ROOT, WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
TEXT = (ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8")
POST, STAFF = "tdp2.leader", "kdv-tonghop"
NAME, PHONE, CHAT, OTHER_CHAT = "Lê Thị Hồng Vân", "0900000122", "chat-of-van-88412", "chat-of-staff-1"
DRAFT, TEMPLE = "mương sạt ở gần đình làng", "cống trước trường nghẹt"
DAY = timedelta(days=1)


def holder(session: Session, post: str = POST) -> int:
    return people.holders(session, WARD, post)[0].id


def stored(session: Session) -> list[str]:
    """All that a person leaves behind in a week; answers what must be nowhere afterwards."""
    person, staff = holder(session), holder(session, STAFF)
    code = people.invite(session, WARD, person, NOW, DAY).code
    people.join(session, WARD, person, "zalo", CHAT, NOW)
    people.join(session, WARD, staff, "zalo", OTHER_CHAT, NOW)
    link_code = linking.code(session, WARD, person, "telegram", NOW, DAY)
    links.make(session, WARD, "data", person, NOW, DAY)
    data.call(session, person, "chị", "Hai Cống")
    sealed = sealer_of(session).seal("gốc của tin")
    came = Incoming("zalo", "m1", CHAT, Kind.TEXT, NOW, text=DRAFT)
    number = conversations.put(session, WARD, came, sealed, NOW)
    assert number is not None
    conversations.finish(session, number)
    session.add(Media(ward=WARD, inbox=number, kind="photo", channel="zalo", ref="r", content=b"photo", not_before=NOW))
    question = Question("q", "confirm", (), NOW, NOW + DAY, text=f"Có phải {NAME}?")
    draft = Draft("tdp2", NOW, NOW, (DRAFT,), inbox=(number,))
    conversations.keep_talk(session, WARD, f"p:{person}", Talk(pile=(question,), draft=draft))
    conversations.keep_talk(session, WARD, f"p:{staff}", Talk(pile=(question,)))
    for key, say in {
        "to her": Say("a", f"Chào cô {NAME}", person=person),
        "to her before she joined": Say("b", f"Mã này dành cho cô {NAME}", channel="zalo", chat=CHAT),
        "of her": Say("c", f"Tổ dân phố 2, {NAME} chưa gửi", person=staff),
    }.items():
        assert outbox.put(session, WARD, say, NOW), key
    for letter in outbox.claim(session, "zalo", NOW, "p", 2):
        outbox.settle(session, letter.id, "sent", NOW, "message-7781")
    report = Report(
        ward=WARD, unit="tdp2", author=person, period="2026-W47", kind="matter", text=TEMPLE, channel="zalo",
        first_words_at=NOW, saved_at=NOW, sealed=sealed, code="YK-0001",
    )  # fmt: skip
    reports.add(session, report)
    return [NAME, CHAT, code, link_code, DRAFT, "Hai Cống", sealed.decode()]


def test_what_is_erased_stands_in_no_byte(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    try:
        gone = store.do(stored).result(10)
        before = _bytes(store, database)
        assert all(_forms(words) & _found(before, words) for words in gone), "the test looks where something was"
        person = store.do(holder).result(10)
        phone = store.do(lambda s: s.get_one(Person, person).phone).result(10)
        store.do(lambda s: data.leave(s, WARD, person, NOW)).result(10)
        after = _bytes(store, database)
        for words in gone:
            assert not _found(after, words), words
        assert phone not in after
        assert TEMPLE.encode() in after, "the report is the unit's"
    finally:
        store.close()


def _bytes(store: Store, database: Path) -> bytes:
    store.checkpoint()
    store.do(lambda s: None).result(10)
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*") if path.suffix != ".lock")


def _forms(words: str) -> set[bytes]:
    """As text, and as it stands in JSON."""
    return {words.encode(), json.dumps(words)[1:-1].encode()}


def _found(content: bytes, words: str) -> set[bytes]:
    return {form for form in _forms(words) if form in content}


def test_what_others_hold_stays_and_names_nobody(do: Do) -> None:
    do(stored)
    do(lambda s: data.leave(s, WARD, holder(s), NOW))

    def left(session: Session) -> tuple[list[str], int, list[str]]:
        letters = session.execute(select(col(Outbox.text)).where(col(Outbox.text) != "")).scalars().all()
        report = reports.by_code(session, WARD, "YK-0001")
        assert report is not None and report.author is not None
        author = people.who(session, report.author)
        assert author is not None
        chats = session.execute(select(col(Inbox.chat)).where(col(Inbox.sealed).is_(None))).scalars().all()
        return list(letters), len(chats), [author.name, author.address]

    letters, messages, author = do(left)
    assert letters == ["Tổ dân phố 2, người báo đã rời kênh chưa gửi"]
    assert messages == 1, "a message keeps its number: a messenger that repeats itself is known"
    assert author == ["người báo đã rời kênh", "đồng chí"]


def test_a_post_is_vacant_until_the_next_import_names_somebody_who_has_not_joined(do: Do) -> None:
    old = do(holder)
    do(stored)
    do(lambda s: data.leave(s, WARD, old, NOW))
    assert do(lambda s: people.holders(s, WARD, POST)) == []
    do(lambda s: roster.import_ward(s, TEXT, NOW + DAY))
    (who,) = do(lambda s: people.holders(s, WARD, POST))
    assert (who.id != old, who.name, who.address, who.joined) == (True, NAME, "cô", False)
    assert do(lambda s: people.phone_of(s, who.id)) == PHONE
    gone = do(lambda s: people.who(s, old))
    assert gone is not None and gone.name == "người báo đã rời kênh"


def test_a_chat_that_is_somebody_else_s_by_now_keeps_its_messages(do: Do) -> None:
    do(stored)

    def changes_hands(session: Session) -> str:
        person = holder(session)
        people.join(session, WARD, holder(session, "tdp5.leader"), "zalo", CHAT, NOW)
        session.flush()
        data.leave(session, WARD, person, NOW)
        return str(session.execute(select(col(Inbox.chat))).scalar_one())

    assert do(changes_hands) == CHAT


def test_a_chosen_form_of_address_outlives_the_import(do: Do) -> None:
    do(lambda s: data.call(s, holder(s), "chị", None))
    do(lambda s: roster.import_ward(s, TEXT, NOW))
    (who,) = do(lambda s: people.holders(s, WARD, POST))
    assert (who.address, who.call) == ("chị", "Vân")


def test_the_goodbye_forgets_to_whom_it_was_said(do: Do) -> None:
    def said(session: Session) -> tuple[str | None, str, str]:
        (letter,) = outbox.put(
            session, WARD, Say("bye", "Cô đã rời kênh", channel="zalo", chat=CHAT, then="forget"), NOW, "p"
        )
        outbox.settle(session, letter.id, "sent", NOW, "1")
        row = session.get_one(Outbox, letter.id)
        session.refresh(row)
        return row.chat, row.text, row.state

    assert do(said) == (None, "", "sent")
