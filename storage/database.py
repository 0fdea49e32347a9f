"""One database, one writer.

Everybody who wants to read or write hands a job (a plain function of a short synchronous Session) to the writer
thread. It runs what waits as one transaction, a savepoint for each job, one commit for all; only then do the
answers come back. So nobody waits for locks, nobody sees another's half-written work, an fsync is paid once for
many, and what a caller was told is on the disk.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from storage import append_only, lock
from storage.sealing import Sealer

T = TypeVar("T")
Job = Callable[[Session], T]

MOST_JOBS = 256  # in one commit: bounds how long the first of them waits for its answer


def open_engine(url: str) -> Engine:
    """An engine whose transactions take the write lock at once.

    SQLite's default begins a transaction at the first write and then loses updates silently; `BEGIN IMMEDIATE`
    does not. `synchronous=FULL`: after the commit the messenger is told to forget the message. `secure_delete`:
    what is erased is overwritten. What people wrote stays out of the text of errors.
    """
    engine = create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": 10, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _settings(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def migrate(url: str) -> None:
    """Bring the schema of the database at `url` to the newest version, its logs watched; an empty one is made."""
    path_of(url).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    with engine.connect() as connection:
        is_newest = MigrationContext.configure(connection).get_current_revision() == _newest()
    if not is_newest:
        settings = _alembic()
        settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
        command.upgrade(settings, "head")
    with engine.begin() as connection:
        append_only.watch(connection)


def path_of(url: str) -> Path:
    return Path(make_url(url).database or "danvan.db")


def version(session: Session) -> tuple[int, int]:
    """Another one whenever a row may have changed, by this connection or by any other."""
    driver = session.connection().connection.driver_connection
    assert driver is not None
    return driver.total_changes, driver.execute("PRAGMA data_version").fetchone()[0]


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_alembic()).get_current_head()


def knows(revision: str) -> bool:
    """Whether this version can bring a schema of that revision to the newest."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def _alembic() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def _CHECKPOINT(_session: Session) -> None:  # noqa: N802 (a mark in the queue, never called)
    """Asks for a checkpoint, which cannot run inside a transaction."""


class Store:
    """The writer thread and its queue. `do` may be called from any thread.

    Raises lock.InUse while the database is being restored.
    """

    def __init__(self, url: str, sealer: Sealer) -> None:
        self._lock = lock.opened(path_of(url))
        self._engine = open_engine(url)
        self._sealer = sealer
        self._jobs: queue.SimpleQueue[tuple[Job[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def do(self, job: Job[T]) -> Future[T]:
        """Run `job(session)` in the writer; the future is done once its commit is on the disk.

        It carries the job's own exception, with that job undone. A job may be run twice before it is committed once.
        """
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # a job once given is run: nobody's going takes it back
        self._jobs.put((job, future))
        return future

    def checkpoint(self) -> None:
        """Empty the write-ahead log, so that what was erased is gone from it too."""
        self._jobs.put((_CHECKPOINT, Future()))

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()
        self._lock.let_go()

    def _write(self) -> None:
        with self._engine.connect() as connection, Session(connection, autoflush=True) as session:
            session.info["sealer"] = self._sealer
            while (first := self._jobs.get()) is not None:
                if first[0] is _CHECKPOINT:
                    _empty_log(connection)
                    continue
                batch, last = self._waiting(first)
                self._run(session, batch)
                if last:
                    return

    def _waiting(self, first: tuple[Job[Any], Future[Any]]) -> tuple[list[tuple[Job[Any], Future[Any]]], bool]:
        batch = [first]
        while len(batch) < MOST_JOBS:
            try:
                following = self._jobs.get_nowait()
            except queue.Empty:
                break
            if following is None:
                return batch, True
            if following[0] is _CHECKPOINT:
                self._jobs.put(following)
                return batch, False
            batch.append(following)
        return batch, False

    def _run(self, session: Session, batch: list[tuple[Job[Any], Future[Any]]]) -> None:
        for (_, future), (value, failure) in zip(batch, _outcomes(session, [job for job, _ in batch]), strict=True):
            if failure is None:
                future.set_result(value)
            else:
                future.set_exception(failure)


def _outcomes(session: Session, jobs: list[Job[Any]]) -> list[tuple[Any, Exception | None]]:
    """All in one commit. When that fails each job has a commit of its own: only the one that cannot be written fails,
    be it a broken rule of the tables or a full disk."""
    try:
        session.connection()
    except Exception as fault:  # another process holds the lock: every job would wait for it in turn
        session.rollback()
        return [(None, fault) for _ in jobs]
    try:
        outcomes = [_in_savepoint(session, job) for job in jobs]
        session.commit()
        return outcomes
    except Exception:
        session.rollback()
        return [_alone(session, job) for job in jobs]


def _in_savepoint(session: Session, job: Job[T]) -> tuple[T | None, Exception | None]:
    """The job's value, or its exception with its writes undone.

    Raises when they cannot be undone alone: a failed flush takes the whole transaction with it.
    """
    # Past SQLAlchemy, straight to the driver: two of these stand round every job of the hot path.
    driver = session.connection().connection.driver_connection
    assert driver is not None
    driver.execute("SAVEPOINT job")
    try:
        value = job(session)
        session.flush()
        return value, None
    except Exception as failure:
        driver.execute("ROLLBACK TO job")
        return None, failure
    finally:
        session.expunge_all()
        driver.execute("RELEASE job")


def _alone(session: Session, job: Job[T]) -> tuple[T | None, Exception | None]:
    """As a transaction of its own."""
    try:
        value = job(session)
        session.flush()
        session.expunge_all()
        session.commit()
        return value, None
    except Exception as failure:
        session.rollback()
        return None, failure
    finally:
        session.expunge_all()


def _empty_log(connection: Connection) -> None:
    """Somebody who reads just now, or a full disk, is no harm: the next one empties it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    with suppress(sqlite3.Error):
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
