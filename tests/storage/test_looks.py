"""How long what was sent may lie: a voice as long as an original, what was let on as long as the words beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from scheduler import retention
from storage import data, looks, people, reports
from storage.database import Store
from storage.sealing import Sealer, sealer_of
from storage.tables import Media, Report
from tests.rig import KEY, WARD

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
SENT = (
    ("voice", True, True), ("voice", False, False),
    ("photo", True, True), ("photo", True, False), ("photo", False, False),
)  # fmt: skip
Do = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def do(database: Path) -> Iterator[Do]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    yield lambda job: store.do(job).result(10)
    store.close()


def sent(session: Session) -> None:
    """A report with a voice heard, a voice not heard yet, and photos let on, kept back and not looked at."""
    author = people.holders(session, WARD, "tdp5.leader")[0].id
    report = Report(
        ward=WARD, unit="tdp5", author=author, period="2026-W47", kind="status", text="", channel="zalo",
        first_words_at=NOW, saved_at=NOW,
    )  # fmt: skip
    number = reports.add(session, report)
    content = sealer_of(session).seal_bytes(b"heard")
    for inbox, (kind, decided, passes) in enumerate(SENT):
        media = Media(
            ward=WARD, inbox=inbox, report=number, kind=kind, channel="zalo", ref="r", state="kept", mime="audio/ogg",
            content=content, decided_at=NOW if decided else None, passes=passes, not_before=NOW,
        )  # fmt: skip
        session.add(media)


def there(session: Session) -> list[int]:
    session.expire_all()
    found = select(col(Media.inbox)).where(col(Media.content).is_not(None)).order_by(col(Media.inbox))
    return list(session.execute(found).scalars())


def test_a_voice_goes_with_the_originals_and_what_was_let_on_with_the_words(do: Do) -> None:
    do(sent)

    def left_after(days: int) -> list[int]:
        def job(session: Session) -> list[int]:
            retention.clean(session, people.house_of(session, WARD), NOW + timedelta(days=days))
            return there(session)

        return list(do(job))

    assert left_after(29) == [0, 1, 2, 3, 4]
    assert left_after(31) == [2]
    assert left_after(729) == [2]
    assert left_after(731) == []
    assert do(lambda s: looks.medium(s, 1)) is None


def test_who_leaves_takes_their_voice_along_but_for_what_is_still_to_be_heard(do: Do) -> None:
    do(sent)
    do(lambda s: data.leave(s, WARD, people.holders(s, WARD, "tdp5.leader")[0].id, NOW))
    assert do(there) == [1, 2, 3, 4]


def test_what_is_to_be_looked_at_comes_by_kind_in_its_order_a_minute_after_it_was_saved(do: Do) -> None:
    do(sent)
    assert do(lambda s: looks.waiting(s, WARD, NOW)) == []
    assert do(lambda s: looks.next_due(s, WARD, NOW)) == NOW + looks.SETTLED
    assert do(lambda s: [looks.unheard(report) for report in looks.waiting(s, WARD, NOW + looks.SETTLED)]) == [True]
    assert do(lambda s: looks.of_report(s, 1)) == {"voice": [2], "photo": [5]}
    assert do(lambda s: looks.decide(s, [1, 2, 5], 1, True, NOW)) == [2, 5]
    assert do(lambda s: looks.decide(s, [1, 2, 5], 1, False, NOW)) == [], "decided once"
