"""Numbers of reports: none twice, none left out, however many give them at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from storage import signing
from storage.database import Store, migrate
from storage.sealing import Sealer
from storage.tables import AuditEntry, Digest
from tests.rig import KEY

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
SERIES = "BC/KDV 2025-08-12"
WEEKS = 12


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two writers on one database, as two processes would be."""
    url = f"sqlite:///{tmp_path}/danvan.db"
    migrate(url)
    both = Store(url, Sealer(KEY)), Store(url, Sealer(KEY))
    both[0].do(lambda session: session.add_all([signed(n) for n in range(WEEKS)])).result(10)
    yield both
    for store in both:
        store.close()


def signed(n: int) -> Digest:
    label = f"2026-W{30 + n}"
    return Digest(ward="w", period=label, lines=[], figures={}, drafted_at=NOW, approved_at=NOW, signed_at=NOW)


def row(session: Session, n: int) -> Digest:
    found = session.get(Digest, n)
    assert found is not None
    return found


def test_two_writers_leave_no_gap_and_give_no_number_twice(stores: tuple[Store, Store]) -> None:
    """Each proposes, loses a while, then confirms: as two clerks do who were shown the same number."""
    refused: list[int] = []
    meet = threading.Barrier(2)

    def clerk(store: Store, weeks: range) -> None:
        for n in weeks:
            while True:
                proposed = store.do(lambda session: signing.next_number(session, "w", SERIES)).result(10)
                meet.wait(10)  # both have been shown the same number before either confirms
                done = store.do(
                    lambda s, n=n, proposed=proposed: signing.give_number(s, row(s, n), SERIES, proposed, NOW, 1)  # type: ignore[misc]
                ).result(10)
                if done:
                    meet.wait(10)
                    break
                refused.append(proposed)
                meet.wait(10)
                again = store.do(lambda session: signing.next_number(session, "w", SERIES)).result(10)
                assert store.do(
                    lambda s, n=n, again=again: signing.give_number(s, row(s, n), SERIES, again, NOW, 1)  # type: ignore[misc]
                ).result(10)
                break
            meet.wait(10)

    halves = range(1, WEEKS // 2 + 1), range(WEEKS // 2 + 1, WEEKS + 1)
    threads = [threading.Thread(target=clerk, args=pair) for pair in zip(stores, halves, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    numbers = stores[0].do(lambda s: [row(s, n).number for n in range(1, WEEKS + 1)]).result(10)
    assert sorted(numbers, key=int) == list(range(1, WEEKS + 1))  # type: ignore[arg-type]
    assert len(refused) == WEEKS // 2, "of two with the same number one is always told"


def test_what_was_refused_leaves_the_week_unnumbered_and_nothing_noted(stores: tuple[Store, Store]) -> None:
    store = stores[0]
    assert store.do(lambda s: signing.give_number(s, row(s, 1), SERIES, 12, NOW, 1)).result(10)
    assert not store.do(lambda s: signing.give_number(s, row(s, 2), SERIES, 12, NOW, 1)).result(10)
    assert store.do(lambda s: (row(s, 2).number, row(s, 2).series, signing.stage(row(s, 2)))).result(10) == (
        None,
        None,
        "signed",
    )
    assert store.do(lambda s: [entry.act for entry in s.query(AuditEntry)]).result(10) == ["digest numbered 12"]
    assert store.do(lambda s: signing.next_number(s, "w", SERIES)).result(10) == 13
    assert store.do(lambda s: signing.next_number(s, "w", "BC/KDV 2027")).result(10) == 1
    assert store.do(lambda s: signing.bears(s, "w", SERIES, 12)).result(10) == "2026-W30"
