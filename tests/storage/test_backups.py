"""A copy of a database at work: whole, closed to others, and never taken for good when it is not."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import Session, col

from storage import backups, lock, sealed_file
from storage.backups import Failed, about, make
from storage.database import Store
from storage.restoring import restore, set_aside
from storage.sealed_file import PIECE, Damaged, Unreadable, sealed, unsealed
from storage.sealing import Sealer
from storage.tables import Counter
from tests.rig import KEY

NOW = datetime(2026, 11, 18, 19, 30, tzinfo=UTC)
SEALER = Sealer(KEY)


def nothing(_session: Session) -> None:
    """Takes nothing out."""


def put(database: Path, name: str) -> None:
    store = Store(f"sqlite:///{database}", SEALER)
    store.do(lambda session: session.add(Counter(ward="w", name=name, value=1))).result(10)
    store.close()


def names(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as opened:
        return {name for (name,) in opened.execute("SELECT name FROM counter WHERE ward = 'w'")}


@pytest.fixture
def backup(database: Path, tmp_path: Path) -> Path:
    """Of a database with the counter `a`."""
    put(database, "a")
    target = tmp_path / "backups" / "danvan-20261118T193000Z.backup"
    make(database, target, NOW, SEALER, nothing)
    return target


def clutter(database: Path) -> list[str]:
    """What a backup or a restore should not leave behind."""
    return [path.name for path in database.parent.rglob("*") if path.name.endswith((".part", ".copy", ".restoring"))]


def test_what_was_backed_up_comes_back_and_what_was_there_lies_beside_it(database: Path, backup: Path) -> None:
    before = database.read_bytes()
    put(database, "b")
    aside = restore(backup, database, NOW, SEALER)
    assert names(database) == {"a"}
    assert aside is not None and names(aside) == {"a", "b"}
    assert set_aside(database) == [aside]
    assert [path.stat().st_mode & 0o777 for path in (backup, database, aside)] == [0o600] * 3
    assert backup.parent.stat().st_mode & 0o777 == 0o700
    assert len(backup.read_bytes()) < len(before)
    assert clutter(database) == []
    put(database, "c")
    assert names(database) == {"a", "c"}


def test_no_word_of_the_database_can_be_read_in_it(database: Path, tmp_path: Path) -> None:
    put(database, "sa-lam-" * 20)
    target = tmp_path / "x.backup"
    make(database, target, NOW, SEALER, nothing)
    content = target.read_bytes()
    assert b"sa-lam" not in content and b"SQLite" not in content and b"counter" not in content


def test_the_log_of_a_killed_product_is_kept_with_its_database(database: Path, backup: Path) -> None:
    """Left behind, it would be played into the database that takes this one's place."""
    with closing(sqlite3.connect(database, isolation_level=None)) as killed:
        killed.execute("PRAGMA wal_autocheckpoint=0")
        killed.execute("INSERT INTO counter (ward, name, value) VALUES ('w', 'in the log', 1)")
        left = {ending: database.with_name(database.name + ending).read_bytes() for ending in ("", "-wal")}
    for ending, content in left.items():
        database.with_name(database.name + ending).write_bytes(content)
    aside = restore(backup, database, NOW, SEALER)
    assert names(database) == {"a"}
    assert aside is not None and names(aside) == {"a", "in the log"}


def test_a_broken_database_is_set_aside_as_it_lies(database: Path, backup: Path) -> None:
    database.write_bytes(b"no database at all")
    aside = restore(backup, database, NOW, SEALER)
    assert names(database) == {"a"}
    assert aside is not None and aside.read_bytes() == b"no database at all"


def test_where_there_is_no_database_one_comes_to_be(tmp_path: Path, backup: Path) -> None:
    fresh = tmp_path / "new" / "danvan.db"
    assert restore(backup, fresh, NOW, SEALER) is None
    assert names(fresh) == {"a"}


def test_beside_a_writer_at_work_it_is_of_one_moment_and_stops_nobody(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rows a commit: a copy that holds an odd number is of no moment. The copy is made page by page."""
    monkeypatch.setattr(backups, "PAGES", 1)
    store = Store(f"sqlite:///{database}", SEALER)
    stop, written, during = threading.Event(), [0], [0]

    def write() -> None:
        while not stop.is_set():
            number = written[0]

            def two(session: Session, number: int = number) -> None:
                session.add_all(Counter(ward="w", name=f"{number}{half}", value=1) for half in "ab")

            store.do(two).result(10)
            written[0] += 1

    def told(what: str, far: float) -> None:
        if what == "copying" and not during[0] and far > 0.1:
            seen = written[0]
            while written[0] < seen + 3:  # the writer commits in the midst of the copy
                pass
            during[0] = written[0]

    writer = threading.Thread(target=write)
    writer.start()
    try:
        target = tmp_path / "x.backup"
        make(database, target, NOW, SEALER, nothing, told)
    finally:
        stop.set()
        writer.join()
        store.close()
    assert during[0]
    restored = tmp_path / "other" / "danvan.db"
    restore(target, restored, NOW, SEALER)
    found = names(restored)
    assert len(found) % 2 == 0 and len(found) <= 2 * (during[0] - 2)
    assert len(names(database)) == 2 * written[0]


def test_what_may_not_lie_in_it_is_gone_from_its_pages(database: Path, tmp_path: Path) -> None:
    put(database, "long gone")

    def thin(session: Session) -> None:
        for row in session.execute(select(Counter).where(col(Counter.ward) == "w")).scalars():
            session.delete(row)

    make(database, tmp_path / "x.backup", NOW, SEALER, thin)
    fresh = tmp_path / "new.db"
    restore(tmp_path / "x.backup", fresh, NOW, SEALER)
    assert b"long gone" not in fresh.read_bytes()
    assert names(database) == {"long gone"}


# What is not good is not taken


@given(data=st.data())
def test_a_flipped_byte_anywhere_and_any_cut_is_found(data: st.DataObject, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("sealed") / "f"
    whole = b"".join(sealed([b"x" * 3000, b"y"], SEALER, b"s" * 16))
    place = data.draw(st.integers(0, len(whole) - 1))
    for spoiled in (
        whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :],
        whole[:place],
        whole + b"more",
    ):
        path.write_bytes(spoiled)
        with pytest.raises(Damaged):
            sealed_file.check(path)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_every_length_comes_back(size: int, tmp_path: Path) -> None:
    content = os.urandom(size)
    (tmp_path / "f").write_bytes(b"".join(sealed([content[:7], content[7:]], SEALER, b"s" * 16)))
    sealed_file.check(tmp_path / "f")
    assert b"".join(unsealed(tmp_path / "f", SEALER)) == content


def test_pieces_that_changed_places_or_are_left_out_do_not_open_whatever_the_sum_says(tmp_path: Path) -> None:
    head, first, second, third, _ = sealed([b"1" * PIECE, b"2" * PIECE, b"3"], SEALER, b"s" * 16)
    for forged in ((second, first, third), (first, third), (first, second), (first, second, second, third)):
        body = head + b"".join(forged)
        (tmp_path / "f").write_bytes(body + hashlib.sha256(body).digest())
        sealed_file.check(tmp_path / "f")
        with pytest.raises(Unreadable):
            list(unsealed(tmp_path / "f", SEALER))


def refused(backup: Path, database: Path, sealer: Sealer = SEALER) -> str:
    """Why; the database is as it was."""
    before = database.read_bytes()
    with pytest.raises(Failed) as why:
        restore(backup, database, NOW, sealer)
    assert database.read_bytes() == before
    assert not set_aside(database) and not clutter(database)
    return str(why.value)


def test_what_cannot_be_trusted_is_not_restored(database: Path, backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    spoiled = tmp_path / "spoiled.backup"
    for content, said in (
        (whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:], "is damaged or cut short (its checksum is another)"),
        (whole[:-1000], "is damaged or cut short"),
        (whole[:20], "is cut short"),
        (b"", "is no backup of danvan"),
        (b"PK" + whole, "is no backup of danvan"),
    ):
        spoiled.write_bytes(content)
        assert said in refused(spoiled, database)
    other = Sealer(Fernet.generate_key().decode())
    assert "was written with another key" in refused(backup, database, other)
    assert "No such file" in refused(tmp_path / "none.backup", database)


def test_a_newer_schema_is_refused_and_an_older_one_brought_up(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        (newest,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()
    make(database, tmp_path / "x.backup", NOW, SEALER, nothing)
    assert "was made by a newer danvan (tables 9999)" in refused(tmp_path / "x.backup", database)

    old = tmp_path / "old.db"
    backups_of_first(old)
    make(old, tmp_path / "old.backup", NOW, SEALER, nothing)
    assert about(tmp_path / "old.backup", SEALER).revision == "0001"
    restore(tmp_path / "old.backup", database, NOW, SEALER)
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("SELECT version_num FROM alembic_version").fetchone() == (newest,)


def backups_of_first(path: Path) -> None:
    """A database of the first schema."""
    from alembic import command

    from storage.database import _alembic

    settings = _alembic()
    settings.set_main_option("sqlalchemy.url", f"sqlite:///{path}")
    command.upgrade(settings, "0001")


def test_a_database_somebody_has_open_is_not_replaced(database: Path, backup: Path) -> None:
    store = Store(f"sqlite:///{database}", SEALER)
    store.do(nothing).result(10)
    assert "is in use: stop danvan" in refused(backup, database)
    store.close()
    with lock.opened(database, alone=True), pytest.raises(lock.InUse):
        Store(f"sqlite:///{database}", SEALER)
    restore(backup, database, NOW, SEALER)


def test_a_second_backup_at_the_same_time_is_refused(database: Path, tmp_path: Path) -> None:
    def told(what: str, _far: float) -> None:
        if what == "sealing":
            with pytest.raises(Failed, match="Another backup is being made"):
                make(database, tmp_path / "second.backup", NOW, SEALER, nothing)

    make(database, tmp_path / "first.backup", NOW, SEALER, nothing, told)
    assert not (tmp_path / "second.backup").exists()


@pytest.mark.parametrize("place", ["fsync", "replace"])
def test_a_full_disk_leaves_no_half_backup_and_the_old_one_as_it_was(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    whole = backup.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, place, full)
        with pytest.raises(Failed, match="No space left on device"):
            make(database, backup, NOW, SEALER, nothing)
    assert backup.read_bytes() == whole
    assert clutter(database) == []
    make(database, backup, NOW, SEALER, nothing)


def test_a_disk_that_keeps_something_else_is_found_out(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backups.write

    def forgetful(path: Path, pieces: Any) -> None:
        real(path, pieces)
        path.write_bytes(path.read_bytes()[:-64] + b"0" * 64)

    monkeypatch.setattr(backups, "write", forgetful)
    with pytest.raises(Failed, match="cannot be read back"):
        make(database, tmp_path / "x.backup", NOW, SEALER, nothing)
    assert clutter(database) == []
    assert not (tmp_path / "x.backup").exists()


def test_a_damaged_or_missing_database_is_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="There is no database at"):
        make(tmp_path / "none.db", tmp_path / "x.backup", NOW, SEALER, nothing)
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 20] = os.urandom(4096 * 17)
    database.write_bytes(content)
    with pytest.raises(Failed, match=r"damaged|malformed"):
        make(database, tmp_path / "x.backup", NOW, SEALER, nothing)
    assert not (tmp_path / "x.backup").exists()
