"""A backup becomes the database again. Nothing of the present one is lost: it lies beside it under a new name."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Error as DatabaseError

from storage import lock
from storage.backups import (
    FAULTS,
    About,
    Failed,
    Told,
    connected,
    examined,
    on_disk,
    parts,
    plain,
    readable,
    untold,
    watched,
    write,
)
from storage.database import knows, migrate
from storage.sealed_file import Unreadable, check
from storage.sealing import Sealer

ASIDE = ".before-"


def restore(source: Path, database: Path, now: datetime, sealer: Sealer, told: Told = untold) -> Path | None:
    """Put the backup `source` in the place of `database`; answers where the present one lies then. Raises Failed.

    Everything is tried on a file beside it; the last act is one renaming.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with lock.opened(database, alone=True), readable(database, ".restoring") as copy:
            check(source)
            said, content = parts(source, sealer)
            write(copy, watched(content, said, "opening", told))
            _agrees(copy, said, source.name)
            migrate(f"sqlite:///{copy}")
            aside = _set_aside(database, now)
            os.replace(copy, database)
            on_disk(database.parent)
            return aside
    except lock.InUse:
        raise Failed(
            f"{database.name} is in use: stop danvan (and whatever else works on this database), then restore."
        ) from None
    except Unreadable as fault:
        raise Failed(str(fault)) from None
    except FAULTS as fault:
        raise Failed(f"Nothing was restored: {plain(fault)}.") from None


def _agrees(copy: Path, said: About, name: str) -> None:
    """Raises Failed when the database in it is not the one it speaks of, or one for a newer danvan."""
    if not knows(said.revision):
        raise Failed(f"{name} was made by a newer danvan (tables {said.revision}): restore it with that one.")
    if examined(copy, said.taken) != said:
        raise Failed(f"{name} does not hold what it says of itself: take an older one.")


def _set_aside(database: Path, now: datetime) -> Path | None:
    """None when there is none. A name is added, none is taken away: the database is never missing."""
    if not database.exists():
        return None
    aside = database.with_name(f"{database.name}{ASIDE}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    if aside.exists():
        raise Failed(f"{aside.name} is there already: wait a second and try again.")
    # A product that was killed left a log behind, which belongs to this database and would spoil the next one.
    with suppress(DatabaseError), closing(connected(database)) as connection:  # a broken one is kept as it lies
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{database}{ending}", f"{aside}{ending}")
    try:
        os.link(database, aside)
    except OSError:  # a file system without a second name for a file
        shutil.copyfile(database, aside)
    aside.chmod(0o600)
    return aside


def set_aside(database: Path) -> list[Path]:
    """What earlier restores left beside the database, oldest first."""
    return sorted(
        path for path in database.parent.glob(f"{database.name}{ASIDE}*") if not path.name.endswith(("-wal", "-shm"))
    )
