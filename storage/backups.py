"""A copy of the running database, sealed in one file; and back.

The copy is read from one snapshot while the writer goes on (WAL), made and checked beside the database, so that nothing
readable ever lies where backups go. A file gets its name once it lies on the disk and was read back.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage import lock
from storage.database import open_engine
from storage.sealed_file import PIECE, Unreadable, check, sealed, unsealed
from storage.sealing import Sealer

PAGES = 512  # copied at once: 2 MiB
FAULTS = (OSError, sqlite3.Error, SQLAlchemyError)  # of a disk, a folder, a database

Told = Callable[[str, float], None]  # what is being done, and how far it is (0 to 1); may raise to stop it


class Failed(Exception):
    """No backup was made, or nothing was restored; the text says why in plain words."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    taken: datetime
    revision: str
    size: int
    rows: dict[str, int]


def untold(_what: str, _far: float) -> None:
    """For who does not watch."""


def plain(fault: Exception) -> str:
    """What the system says of it, without what SQLAlchemy adds."""
    if isinstance(fault, OSError):
        where = f" ({fault.filename})" if fault.filename else ""
        return f"{fault.strerror or type(fault).__name__}{where}"
    return str(getattr(fault, "orig", fault))


# Making one


def make(
    database: Path, target: Path, taken: datetime, sealer: Sealer, thin: Callable[[Session], None], told: Told = untold
) -> About:
    """Write the backup `target`. `thin` takes out of the copy what may not lie in it. Raises Failed."""
    if not database.exists():
        raise Failed(f"There is no database at {database}: nothing to back up.")
    partial = target.with_name(target.name + ".part")
    try:
        with lock.opened(database), _alone(database), readable(database, ".copy") as copy:
            expected = _copied(database, copy, told)
            if counted(copy) != expected:
                raise Failed("The copy of the database has not the rows of the database: no backup was made.")
            _thinned(copy, thin)
            about = examined(copy, taken)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write(partial, sealed(_packed(copy, about, told), sealer, secrets.token_bytes(16)))
            _read_back(partial, sealer, about, told)
            os.replace(partial, target)
            on_disk(target.parent)
            return about
    except lock.InUse:
        raise Failed("Another backup is being made, or the database is being restored: try again later.") from None
    except FAULTS as fault:
        raise Failed(f"No backup was made: {plain(fault)}.") from None
    except Unreadable as fault:
        raise Failed(f"The backup cannot be read back from the disk: {fault}") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """One backup of a database at a time: whatever else lies half done was left by a process that died."""
    with lock.Held(database.with_name(database.name + ".copy.lock"), alone=True):
        yield


@contextmanager
def readable(database: Path, ending: str) -> Iterator[Path]:
    """A name beside the database for a copy that anybody could read: only its owner may, and it goes in the end."""
    copy = database.with_name(database.name + ending)
    _remove(copy)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield copy
    finally:
        _remove(copy)


def _remove(database: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _copied(database: Path, copy: Path, told: Told) -> dict[str, int]:
    """The rows of every table as they were at the one moment that is copied."""

    def step(_status: int, left: int, pages: int) -> None:
        told("copying", 1 - left / max(pages, 1))

    with closing(connected(database)) as source, closing(connected(copy)) as target:
        # The snapshot is held from here on: what is written meanwhile neither waits for the copy nor begins it anew.
        source.execute("BEGIN")
        rows = _rows(source)
        source.backup(target, pages=PAGES, progress=step)
        return rows


def connected(database: Path) -> sqlite3.Connection:
    """Raises sqlite3.Error for one that is not there."""
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=10)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 (our own tables)
        for name in sorted(tables)
    }


def counted(database: Path) -> dict[str, int]:
    with closing(connected(database)) as connection:
        return _rows(connection)


def _thinned(copy: Path, thin: Callable[[Session], None]) -> None:
    engine = open_engine(f"sqlite:///{copy}")
    with engine.connect() as connection, Session(connection) as session:
        thin(session)
        session.commit()


def examined(database: Path, taken: datetime) -> About:
    """Raises Failed when SQLite finds a fault, or when it is no database of ours."""
    with closing(connected(database)) as connection:
        if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
            raise Failed(f"The database is damaged ({found}): restore the last good backup.")
        rows = _rows(connection)
        if "alembic_version" not in rows:
            raise Failed("This is no database of danvan.")
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return About(taken, revision, database.stat().st_size, rows)


def _packed(copy: Path, about: About, told: Told) -> Iterator[bytes]:
    """One line about it, then the database, compressed."""
    yield json.dumps(asdict(about) | {"taken": about.taken.isoformat()}).encode() + b"\n"
    press, done = zlib.compressobj(level=1), 0  # most of it is photos, sealed already
    with copy.open("rb") as file:
        while piece := file.read(PIECE):
            done += len(piece)
            told("sealing", done / about.size)
            yield press.compress(piece)
    yield press.flush()


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """All of it on the disk, readable for its owner alone."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def on_disk(folder: Path) -> None:
    """A new name lies in its folder, and that too must reach the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read_back(path: Path, sealer: Sealer, about: About, told: Told) -> None:
    check(path)
    said, content = parts(path, sealer)
    if said != about or sum(len(piece) for piece in watched(content, about, "reading back", told)) != about.size:
        raise Unreadable("what lies there is not what was written.")


# Reading one


def about(path: Path, sealer: Sealer) -> About:
    """Looks at the sum of the whole and opens the beginning. Raises Unreadable, OSError."""
    check(path)
    return parts(path, sealer)[0]


def parts(path: Path, sealer: Sealer) -> tuple[About, Iterator[bytes]]:
    """What it says of itself, and the database in pieces."""
    pieces = unsealed(path, sealer)
    line, _, begin = next(pieces).partition(b"\n")
    said: dict[str, Any] = json.loads(line)
    return About(**said | {"taken": datetime.fromisoformat(said["taken"])}), _unpacked(begin, pieces)


def _unpacked(begin: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    press = zlib.decompressobj()
    for piece in chain([begin], pieces):
        while piece:  # a MiB may hold a thousand: never more than one of them at a time
            yield press.decompress(piece, PIECE)
            piece = press.unconsumed_tail
    yield press.flush()


def watched(content: Iterable[bytes], about: About, what: str, told: Told) -> Iterator[bytes]:
    done = 0
    for piece in content:
        done += len(piece)
        told(what, done / about.size)
        yield piece
