"""Who has the database open. The kernel keeps it: a process that dies, however it dies, lets go."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class InUse(Exception):
    """Somebody else holds what is asked for."""


class Held:
    """A lock on a file that is made when it is not there and never removed: two would else hold two files of a name.

    Many may hold it together, or one `alone`. Nobody waits: raises InUse.
    """

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise InUse from None

    def let_go(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.let_go()


def opened(database: Path, *, alone: bool = False) -> Held:
    """The lock of a database: every open store holds it together with others, a restore alone."""
    return Held(database.with_name(database.name + ".lock"), alone=alone)
