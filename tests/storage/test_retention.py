"""Nothing is kept longer than it may be: sealed originals thirty days, words two years, and gone means gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from reporting.values import Incoming, Kind, Say
from scheduler import retention
from storage import conversations, links, outbox, people, reports
from storage.database import Store
from storage.sealing import Sealer, sealer_of
from storage.tables import Inbox, Media, Outbox, PageLink, Report
from tests.rig import KEY, WARD

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
