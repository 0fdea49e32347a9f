"""Nothing is kept longer than it may be: sealed originals thirty days, words two years, and gone means gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select, update
from sqlmodel import Session, col

from reporting.interview import Draft, Question, Talk
from reporting.values import Incoming, Kind, Say
from scheduler import retention
from storage import contact_lane, conversations, links, matters, openings, outbox, people, reports
from storage.database import Store
from storage.sealed_tables import MatterContact, Opening
from storage.sealing import Sealer, sealer_of
from storage.tables import Conversation, Inbox, Matter, MatterEvent, Media, Outbox, PageLink, Report
from tests.rig import KEY, WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WORDS = "đèn hẻm 12 không sáng"


def stored(session: Session) -> None:
    """A message, its answer and its report, all of today."""
    sealed = sealer_of(session).seal(WORDS)
    came = Incoming("telegram", "1", "1", Kind.TEXT, NOW, text=WORDS)
    number = conversations.put(session, WARD, came, sealed, NOW)
    assert number is not None
    conversations.finish(session, number)
    leader = people.holders(session, WARD, "tdp1.leader")[0].id
    outbox.put(session, WARD, Say("a", WORDS, person=leader, channel="telegram", chat="1"), NOW)
    report = Report(
        ward=WARD, unit="tdp1", author=leader, period="2026-W47", kind="matter", text=WORDS, place="hẻm 12",
        channel="telegram", first_words_at=NOW, saved_at=NOW, sealed=sealed,
    )  # fmt: skip
    reports.add(session, report)


def left(session: Session) -> tuple[Any, ...]:
    """(sealed originals, letters with words, words of reports)"""
    originals = [
        row
        for table in (Inbox, Report)
        for row in session.execute(select(col(table.sealed)).where(col(table.sealed).is_not(None)))
    ]
    letters = session.execute(select(col(Outbox.id)).where(col(Outbox.text) != "")).all()
    words = session.execute(select(col(Report.text), col(Report.place))).all()
    return len(originals), len(letters), [tuple(row) for row in words]


def test_originals_go_after_thirty_days_and_words_after_two_years(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    try:
        store.do(stored).result(10)

        def cleaned(days: float) -> tuple[Any, ...]:
            at = NOW + timedelta(days=days)
            store.do(lambda s: retention.clean(s, people.house_of(s, WARD), at)).result(10)
            return store.do(left).result(10)

        assert cleaned(29) == (2, 1, [(WORDS, "hẻm 12")])
        assert cleaned(31) == (0, 0, [(WORDS, "hẻm 12")])
        assert cleaned(729)[2] == [(WORDS, "hẻm 12")]
        assert cleaned(731)[2] == [("", None)]
        assert not store.do(lambda s: retention.clean(s, people.house_of(s, WARD), NOW)).result(10), "once a day"
        store.checkpoint()
    finally:
        store.close()
    for file in (database, database.with_name(database.name + "-wal")):
        assert not file.exists() or WORDS.encode() not in file.read_bytes()


def everything(session: Session) -> None:
    """A matter with its contact, its log and what a stranger was told; a question and a draft nobody comes back to."""
    stored(session)
    leader = people.holders(session, WARD, "tdp1.leader")[0].id
    report = session.execute(select(Report)).scalars().one()
    matter = Matter(ward=WARD, code="YK-0001", kind="feedback", report=report.id or 0, unit="tdp1", topic="ha_tang",
                    opened_at=NOW, answer=WORDS, state="da_tra_loi")  # fmt: skip
    matters.add(session, matter, leader)
    contact_lane.put(session, matter, "0905 000 123", leader, NOW)
    openings.note(session, report, "original", leader, NOW, WORDS)
    photo = Media(ward=WARD, inbox=9, report=report.id, kind="photo", channel="zalo", ref="r", not_before=NOW)
    photo.content, photo.passes = b"sealed", True
    session.add(photo)
    for state in ("sent", "waiting"):
        outbox.put(session, WARD, Say(f"stranger {state}", "Xin chào", channel="zalo", chat="z-77"), NOW)
    session.execute(update(Outbox).where(col(Outbox.key) != "stranger waiting").values(state="sent"))
    conversations.keep_talk(session, WARD, "c:zalo:z-77", Talk(turned_away=(NOW,)))
    asked = Question("q", "result", (), NOW, NOW + timedelta(hours=48), text=WORDS)
    draft = Draft("tdp1", NOW, NOW, texts=(WORDS,))
    conversations.keep_talk(session, WARD, f"p:{leader}", Talk(pile=(asked,), draft=draft))


def closed(session: Session) -> None:
    matter = matters.by_code(session, WARD, "YK-0001")
    assert matter is not None
    matter.state, matter.closed_why, matter.closed_at = "dong", WORDS, NOW + timedelta(days=40)
    matters.note(session, matter, "closed", NOW + timedelta(days=40), None, WORDS)


COUNTS = {
    "contacts": select(func.count()).select_from(MatterContact),
    "whose letters": select(func.count()).where(col(Outbox.chat).is_not(None) | col(Outbox.person).is_not(None)),
    "letters": select(func.count()).where(col(Outbox.text) != ""),
    "strangers": select(func.count()).where(col(Conversation.id).like("c:%")),
    "questions": select(func.count()).where(cast(col(Conversation.talk), String).like("%pile%")),
    "drafts": select(func.count()).where(cast(col(Conversation.talk), String).like("%draft%")),
    "answers": select(func.count()).where(col(Matter.answer).is_not(None)),
    "reasons": select(func.count()).where(col(Opening.why).is_not(None)),
    "why closed": select(func.count()).where(col(Matter.closed_why).is_not(None)),
    "words of acts": select(func.count()).where(col(MatterEvent.note).is_not(None)),
    "photos": select(func.count()).where(col(Media.content).is_not(None)),
}
STAYS = {  # the day after which it is gone
    "whose letters": 30, "letters": 30, "strangers": 30, "questions": 2, "contacts": 70, "drafts": 730, "answers": 730,
    "reasons": 730, "why closed": 730, "words of acts": 770, "photos": 730,
}  # fmt: skip


@pytest.mark.parametrize("what", COUNTS)
def test_each_thing_stays_its_time_and_no_longer(do: Do, what: str) -> None:
    do(everything)
    do(closed)
    last = STAYS[what]

    def count(session: Session) -> int:
        return int(session.execute(COUNTS[what]).scalar_one())

    def cleaned(days: float) -> int:
        do(lambda session: retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=days)))
        return int(do(count))

    assert cleaned(last - 1) > 0
    assert cleaned(last + 1.01) == 0


def test_logs_and_totals_stay_without_words(do: Do) -> None:
    do(everything)
    do(closed)
    do(lambda session: retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=800)))

    def left(session: Session) -> tuple[Any, ...]:
        acts = session.execute(select(col(MatterEvent.act))).scalars().all()
        reports_of = session.execute(select(col(Report.kind), col(Report.unit), col(Report.topic))).all()
        return list(acts), [tuple(row) for row in reports_of], len(session.execute(select(Opening)).all())

    assert do(left) == (["opened", "closed"], [("matter", "tdp1", "khac")], 1)


def test_a_letter_that_was_never_said_is_not_said_without_its_words(do: Do) -> None:
    do(everything)
    do(lambda session: retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=31)))
    found = select(col(Outbox.state)).where(col(Outbox.key) == "stranger waiting")
    assert do(lambda session: session.execute(found).scalar_one()) == "expired"


def test_links_go_thirty_days_after_they_opened_last(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def links_after(days: int) -> int:
        def job(session: Session) -> int:
            retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=days))
            return len(session.execute(select(PageLink)).all())

        return store.do(job).result(10)

    leader = store.do(lambda s: people.holders(s, WARD, "tdp1.leader")[0].id).result(10)
    store.do(lambda s: links.make(s, WARD, "add", leader, NOW, timedelta(days=1))).result(10)
    assert [links_after(days) for days in (30, 32)] == [1, 0]
    store.close()


def test_a_photo_of_no_report_goes_with_the_originals_and_one_of_a_report_stays(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def sent(session: Session) -> None:
        stored(session)
        for number, report in ((1, None), (2, 1)):
            session.add(
                Media(ward=WARD, inbox=number, report=report, kind="photo", channel="zalo", ref="r", not_before=NOW)
            )

    def left_after(days: int) -> list[int | None]:
        def job(session: Session) -> list[int | None]:
            retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=days))
            return list(session.execute(select(col(Media.report))).scalars())

        return store.do(job).result(10)

    try:
        store.do(sent).result(10)
        assert left_after(29) == [None, 1]
        assert left_after(31) == [1]
    finally:
        store.close()
