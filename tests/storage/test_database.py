"""The writer: what a caller was told is on the disk, and one job's fault is nobody else's."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, col

from storage import reports
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Counter
from tests.rig import KEY

Together = Callable[..., list[Future[Any]]]


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    yield store
    store.close()


@pytest.fixture
def together(store: Store) -> Together:
    """Give jobs so that they share a commit: the writer is kept busy until all are in the queue."""

    def give(*jobs: Callable[[Session], Any]) -> list[Future[Any]]:
        begun, go = threading.Event(), threading.Event()

        def busy(_session: Session) -> None:
            begun.set()
            go.wait(10)

        store.do(busy)
        assert begun.wait(10)
        futures = [store.do(job) for job in jobs]
        go.set()
        return futures

    return give


def counter(name: str) -> Callable[[Session], None]:
    return lambda session: session.add(Counter(ward="w", name=name, value=1))


def names(store: Store) -> list[str]:
    found = select(col(Counter.name)).where(col(Counter.ward) == "w").order_by(col(Counter.name))
    return store.do(lambda session: list(session.execute(found).scalars())).result(10)


def full(session: Session) -> None:
    """No page more than there are: what a full disk looks like to SQLite."""
    pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")


def test_a_job_that_raises_leaves_nothing_and_harms_nobody_in_its_commit(store: Store, together: Together) -> None:
    def writes_and_raises(session: Session) -> None:
        counter("half")(session)
        session.flush()
        raise LookupError

    before, failed, after = together(counter("a"), writes_and_raises, counter("b"))
    assert before.exception(10) is after.exception(10) is None
    assert isinstance(failed.exception(10), LookupError)
    assert names(store) == ["a", "b"]


def test_a_broken_rule_of_the_tables_fails_only_the_job_that_broke_it(store: Store, together: Together) -> None:
    before, failed, after = together(counter("a"), counter("a"), counter("b"))
    assert before.exception(10) is after.exception(10) is None
    assert isinstance(failed.exception(10), IntegrityError)
    assert names(store) == ["a", "b"]


def test_the_text_of_an_error_holds_no_words(together: Together) -> None:
    _, failed = together(counter("riêng tư"), counter("riêng tư"))
    assert "riêng tư" not in str(failed.exception(10))


def test_a_full_disk_fails_what_writes_and_serves_what_reads(store: Store, together: Together) -> None:
    store.do(full).result(10)
    big = "x" * 100_000
    writes, reads = together(counter(big), lambda session: session.execute(select(col(Counter.id))).first())
    assert isinstance(writes.exception(10), OperationalError)
    assert reads.exception(10) is None
    store.do(lambda session: session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")).result(10)
    store.do(counter("room again")).result(10)
    assert names(store) == ["room again"]


def test_who_gives_up_waiting_neither_stops_the_writer_nor_takes_the_job_back(store: Store, together: Together) -> None:
    left, other = together(counter("a"), counter("b"))
    assert not left.cancel()
    assert other.exception(10) is None
    assert names(store) == ["a", "b"]


def test_a_lock_that_is_held_too_long_fails_the_whole_batch_at_once(
    store: Store, database: Path, together: Together
) -> None:
    store.do(lambda session: session.connection().exec_driver_sql("PRAGMA busy_timeout=50")).result(10)
    with sqlite3.connect(database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        futures = [store.do(counter(name)) for name in ("a", "b")]
        assert all(isinstance(future.exception(10), OperationalError) for future in futures)
        other.execute("ROLLBACK")
    store.do(counter("c")).result(10)
    assert names(store) == ["c"]


def test_closing_finishes_what_waits(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    futures = [store.do(counter(str(n))) for n in range(50)]
    store.checkpoint()
    store.close()
    assert all(future.done() and future.exception() is None for future in futures)


def test_a_checkpoint_leaves_no_erased_word_in_the_log(store: Store, database: Path) -> None:
    store.do(counter("bí mật của một người")).result(10)
    store.do(lambda session: session.connection().exec_driver_sql("DELETE FROM counter WHERE ward = 'w'")).result(10)
    store.checkpoint()
    store.do(lambda _session: None).result(10)
    for file in (database, database.with_name(database.name + "-wal")):
        assert not file.exists() or "bí mật".encode() not in file.read_bytes()


def test_a_prebuilt_statement_sees_what_its_job_has_not_written_yet(store: Store) -> None:
    def job(session: Session) -> int:
        session.add(Counter(ward="w", name="n", value=7))
        return reports.counter(session, "w", "n")

    assert store.do(job).result(10) == 7
