"""Backups as a ward lives with them: every night beside the running product, by hand, looked after, put back."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from cryptography.fernet import Fernet
from sqlmodel import Session

from bot import backups, check_backups
from bot.__main__ import log_as
from bot.backups import Plan
from bot.findings import Finding
from scheduler import retention
from storage import restoring
from storage.backups import Failed
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Inbox, Media, Outbox, Report
from tests.bot.test_command_line import Shell
from tests.rig import KEY, ROOT, WARD, Rig, running, settings

NIGHT = datetime(2026, 11, 18, 19, 30, tzinfo=UTC)  # half past two in the ward
FOLDER = {"DANVAN_BACKUP__FOLDER": "backups"}
LEADER = "Tạ Văn Bảy"


def planned(database: Path, **more: str) -> Plan:
    return backups.plan(settings("http://127.0.0.1:1", database, 0, **{**FOLDER, **more}))


def folder(database: Path) -> Path:
    return database.parent / "backups"


def lying(database: Path) -> list[Path]:
    return list(backups.lying(folder(database), database).values())


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    lines = io.StringIO()
    log_as("debug", lines)
    yield lines
    structlog.reset_defaults()


# At night


def played(database: Path, begin: datetime, story: Callable[[Rig], Awaitable[object]]) -> None:
    async def play() -> None:
        async with running(database, begin, **FOLDER) as rig:
            await story(rig)

    asyncio.run(play())


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not there():
            await asyncio.sleep(0.01)


def test_every_night_has_one_and_a_night_asleep_one_late(database: Path, log: io.StringIO) -> None:
    async def story(rig: Rig) -> None:
        await until(lambda: len(lying(database)) == 1)  # there was none
        await rig.go(NIGHT - timedelta(minutes=1))
        await rig.go(NIGHT + timedelta(minutes=1))
        await until(lambda: len(lying(database)) == 2)
        for _ in range(5):
            await rig.wait(minutes=1)
        await rig.post("/control/clock", set=(NIGHT + timedelta(days=2, hours=5)).isoformat())
        await until(lambda: len(lying(database)) == 3)
        await rig.go(NIGHT + timedelta(days=2, hours=6))

    played(database, NIGHT - timedelta(hours=20), story)
    assert len(lying(database)) == 3
    assert log.getvalue().count('"event": "backup"') == 3
    assert "backup_failed" not in log.getvalue()


def test_after_a_restart_the_night_is_not_done_again(database: Path) -> None:
    async def story(rig: Rig) -> None:
        await until(lambda: bool(lying(database)))
        await rig.wait(minutes=3)

    played(database, NIGHT, story)
    played(database, NIGHT + timedelta(hours=1), story)
    assert len(lying(database)) == 1


def test_one_that_fails_is_logged_told_and_tried_again_after_an_hour(database: Path, log: io.StringIO) -> None:
    folder(database).write_text("a file stands where the folder should be")

    async def story(rig: Rig) -> None:
        await until(lambda: "backup_failed" in log.getvalue())
        for _ in range(5):
            await rig.wait(minutes=1)
        assert log.getvalue().count("backup_failed") == 1
        await rig.join(LEADER, "tdp5.leader")  # people's reports go on
        folder(database).unlink()
        await rig.wait(minutes=61)
        await until(lambda: bool(lying(database)))

    played(database, NIGHT, story)


def test_beside_people_who_report_the_product_goes_on_and_cannot_be_restored_over(database: Path) -> None:
    plan = planned(database)

    async def story(rig: Rig) -> None:
        await rig.join(LEADER, "tdp5.leader")
        await rig.say(LEADER, "dọn mương, 12 hộ tham gia")
        at = await rig.now()
        making = asyncio.create_task(asyncio.to_thread(backups.make, plan, folder(database), at + timedelta(hours=1)))
        await rig.say(LEADER, "menu")
        path, about = await making
        assert about.rows["contact"] == 1
        with pytest.raises(Failed, match="is in use: stop danvan"):
            await asyncio.to_thread(restoring.restore, path, database, at, plan.sealer)
        await rig.wait(seconds=5)
        await rig.say(LEADER, "1")
        assert (await rig.heard(LEADER))[-1].startswith("Đã lưu")

    played(database, NIGHT, story)
    restoring.restore(lying(database)[-1], database, NIGHT, plan.sealer)
    played(database, NIGHT + timedelta(hours=2), lambda rig: rig.at_rest())


def test_a_killed_product_does_not_keep_the_database(database: Path) -> None:
    """Nothing to clear away by hand: the kernel lets go for it."""
    plan = planned(database)
    path, _ = backups.make(plan, folder(database), NIGHT)
    holds = (
        "import sys, time; from storage.database import Store; from storage.sealing import Sealer;"
        "store = Store(sys.argv[1], Sealer(sys.argv[2])); print('open', flush=True); time.sleep(60)"
    )
    product = subprocess.Popen(
        [sys.executable, "-c", holds, f"sqlite:///{database}", KEY], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert product.stdout is not None and product.stdout.readline()
    with pytest.raises(Failed, match="is in use"):
        restoring.restore(path, database, NIGHT, plan.sealer)
    product.send_signal(signal.SIGKILL)
    product.communicate()
    restoring.restore(path, database, NIGHT, plan.sealer)


# The folder


def test_old_ones_go_and_what_is_not_ours_stays(database: Path) -> None:
    plan = planned(database)
    foreign = [
        folder(database) / name
        for name in ("notes.txt", "other-20200101T000000Z.backup", "danvan-20200101T000000Z.backup.old")
    ]
    folder(database).mkdir()
    left = folder(database) / "danvan-20261101T000000Z.backup.part"
    for path in (*foreign, left):
        path.write_text("x")
    for night in range(40):
        backups.make(plan, folder(database), NIGHT + timedelta(days=night))
    assert all(path.exists() for path in foreign)
    assert not left.exists()
    ages = [NIGHT + timedelta(days=39) - at for at in backups.lying(folder(database), database)]
    assert len(ages) <= 11 and max(ages) < timedelta(days=28)
    elsewhere = database.parent / "elsewhere"
    for night in range(40, 80, 20):
        backups.make(plan, elsewhere, NIGHT + timedelta(days=night))
    assert len(list(elsewhere.iterdir())) == 2, "what somebody wanted elsewhere is theirs"


def test_no_backup_holds_what_must_be_gone_while_it_lies_there(database: Path) -> None:
    """P9: originals 30 days, masked words 24 months, on the last day of the backup too."""
    ages = (0, 1, 3, 10, 29, 700, 710, 729)

    def fill(session: Session) -> None:
        for age in ages:
            at = NIGHT - timedelta(days=age)
            session.add(
                Report(
                    ward=WARD, unit="tdp1", period="2026-W47", kind="matter", text="đèn hẻm 12", channel="telegram",
                    first_words_at=at, saved_at=at, sealed=b"original",
                )
            )  # fmt: skip
            for state in ("new", "done", "dead"):
                session.add(
                    Inbox(
                        ward=WARD, channel="telegram", external_id=f"{age}{state}", chat="1", state=state, payload={},
                        sealed=b"original", received_at=at,
                    )
                )  # fmt: skip
            session.add(
                Media(ward=WARD, inbox=age, kind="photo", channel="telegram", ref="r", content=b"o", not_before=at)
            )
        session.add(
            Outbox(
                ward=WARD, key="nudge", person=1, channel="telegram", chat="1", kind="nudge", text="", state="planned",
                created_at=NIGHT - timedelta(days=6), not_before=NIGHT + timedelta(days=1),
            )
        )  # fmt: skip

    store = Store(f"sqlite:///{database}", Sealer(KEY))
    store.do(fill).result(10)
    store.close()
    for days, weeks, months in ((7, 4, 0), (7, 4, 12), (3, 0, 0)):
        keep = {"DAYS": days, "WEEKS": weeks, "MONTHS": months}
        plan = planned(database, **{f"DANVAN_BACKUP__KEEP_{name}": str(n) for name, n in keep.items()})
        path, _ = backups.make(plan, database.parent / str(months + days), NIGHT)
        restored = database.parent / f"{months}-{days}.db"
        restoring.restore(path, restored, NIGHT, plan.sealer)
        last_day = NIGHT + plan.keep.longest
        with closing(sqlite3.connect(restored)) as opened:
            for query, limit in (
                ("SELECT saved_at FROM report WHERE sealed IS NOT NULL", retention.ORIGINALS),
                ("SELECT received_at FROM inbox WHERE sealed IS NOT NULL AND state != 'new'", retention.ORIGINALS),
                ("SELECT not_before FROM media WHERE content IS NOT NULL", retention.ORIGINALS),
                ("SELECT saved_at FROM report WHERE text != ''", retention.MASKED),
            ):
                found = {datetime.fromisoformat(at).replace(tzinfo=UTC) for (at,) in opened.execute(query)}
                expected = {NIGHT - timedelta(days=a) for a in ages if last_day - limit <= NIGHT - timedelta(days=a)}
                assert found == expected, (query, keep)
            assert opened.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone() == (len(ages),)
            assert opened.execute("SELECT person FROM outbox").fetchall() == [(1,)], "what is still to be said"


def test_a_backup_of_words_that_were_to_go_goes_with_the_next_one(database: Path) -> None:
    """P4-P6: what is marked later goes out of what lies on the disk too."""
    plan = planned(database)
    nights = [NIGHT + timedelta(days=night) for night in range(6)]

    def of_day(session: Session, day: float, marked: datetime | None) -> None:
        at = NIGHT + timedelta(days=day)
        session.add(
            Report(
                ward=WARD, unit="tdp1", period="2026-W47", kind="matter", text="", channel="zalo", first_words_at=at,
                saved_at=at, marked="to_cao" if marked else None, marked_at=marked,
            )
        )  # fmt: skip

    for night in nights[:5]:
        backups.make(plan, folder(database), night)
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    store.do(lambda session: of_day(session, 1.5, nights[3] + timedelta(hours=5))).result(10)
    store.do(lambda session: of_day(session, 0.5, None)).result(10)
    store.close()
    backups.make(plan, folder(database), nights[5])
    assert list(backups.lying(folder(database), database)) == [nights[0], nights[1], nights[4], nights[5]]


# danvan check


def checked(database: Path, now: datetime, **more: str) -> list[Finding]:
    return check_backups.standing(settings("http://127.0.0.1:1", database, 0, **{**FOLDER, **more}), now)


def test_check_tells_how_old_the_newest_is_and_whether_it_is_whole(database: Path) -> None:
    (none,) = checked(database, NIGHT)
    assert none.good is None and none.words.startswith("There is no backup yet")
    (off,) = checked(database, NIGHT, DANVAN_BACKUP__FOLDER="")
    assert off.good is None and off.words == "backup.folder is empty: no backup is made at night."
    path, _ = backups.make(planned(database), folder(database), NIGHT)
    (fresh,) = checked(database, NIGHT + timedelta(hours=5))
    assert fresh.good and fresh.words == f"Backup: {path.name}, 5 hours old, its checksum is right."
    (old,) = checked(database, NIGHT + timedelta(hours=37))
    assert old.good is False and "is 37 hours old" in old.words
    (other,) = checked(database, NIGHT, DANVAN_SECRETS__KEY=Fernet.generate_key().decode())
    assert other.good is False and "was written with another key" in other.words
    content = bytearray(path.read_bytes())
    content[2000] ^= 1
    path.write_bytes(content)
    (damaged,) = checked(database, NIGHT)
    assert damaged.good is False and "is damaged or cut short" in damaged.words


def test_check_tells_a_failure_until_one_succeeds(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(database)
    content = database.read_bytes()
    database.write_bytes(b"no database" * 1000)
    with pytest.raises(Failed):
        backups.make(plan, folder(database), NIGHT)
    failed, _ = checked(database, NIGHT)
    assert failed.good is False
    assert failed.words == "The last backup failed. 2026-11-18T19:30+00:00: No backup was made: file is not a database."
    database.write_bytes(content)
    backups.make(plan, folder(database), NIGHT)
    assert [finding.good for finding in checked(database, NIGHT)] == [True]
    monkeypatch.setattr(os, "access", lambda *_: False)
    (closed,) = checked(database, NIGHT)
    assert closed.good is False and "is not ours to write" in closed.words


def test_check_tells_of_a_database_that_a_restore_left(database: Path) -> None:
    plan = planned(database)
    path, _ = backups.make(plan, folder(database), NIGHT)
    restoring.restore(path, database, NIGHT, plan.sealer)
    soon, late = (checked(database, datetime.now(UTC) + timedelta(days=days))[-1] for days in (0, 8))
    assert (soon.good, late.good) == (None, False)
    assert "danvan.db.before-20261118T193000Z" in soon.words and late.words.endswith("delete it.")


# What a person types


@pytest.fixture
def danvan(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    environment = {"DANVAN_DATABASE__URL": f"sqlite:///{database}", "DANVAN_SECRETS__KEY": KEY}
    yield Shell(monkeypatch, capsys, environment)
    structlog.reset_defaults()


def test_by_hand_there_and_back(danvan: Shell, database: Path, tmp_path: Path) -> None:
    code, out, _ = danvan("backup")
    (path,) = lying(database)
    assert (code, out.startswith(f"{path}: ")) == (0, True)
    assert out.endswith("Read back: good.\n")
    code, out, _ = danvan("backup", "--to", str(tmp_path / "stick"))
    assert code == 0 and out.endswith("Nobody takes it away from there: delete it within 28 days.\n")
    before = database.read_bytes()
    code, out, err = danvan("restore", str(path))
    assert (code, err) == (1, "Nothing was restored: nobody is here to be asked. Say it with --yes.\n")
    assert database.read_bytes() == before
    code, out, err = danvan("restore", str(path), "--yes")
    assert (code, err) == (0, "")
    (aside,) = restoring.set_aside(database)
    assert f"lies at {aside}. It is not encrypted" in out


@pytest.mark.parametrize(("answer", "code"), [("yes", 0), ("no", 1), ("", 1)])
def test_who_sits_there_is_asked(
    danvan: Shell, database: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    danvan("backup")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    assert danvan("restore", str(lying(database)[0]))[0] == code
    assert len(restoring.set_aside(database)) == 1 - code


def test_what_cannot_be_done_is_said_in_plain_words(danvan: Shell, database: Path, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    for words, change, said in (
        (("backup",), {"DANVAN_BACKUP__FOLDER": ""}, "backup.folder is empty: set it, or say where with --to DIR."),
        (("backup", "--to", str(taken)), {}, "No backup was made: File exists"),
        (("backup",), {"DANVAN_DATABASE__URL": f"sqlite:///{tmp_path}/none.db"}, "There is no database at"),
        (("backup",), {"DANVAN_SECRETS__KEY": ""}, "DANVAN_SECRETS__KEY is not set"),
        (("restore", str(tmp_path / "none")), {}, "cannot be read"),
        (("restore", str(taken)), {}, "is no backup of danvan"),
        (("backup",), {"DANVAN_BACKUP__AT": "25:00"}, 'backup.at cannot be that: write it like "02:30".'),
    ):
        code, _, err = danvan(*words, **change)
        assert (code, said in err, "Traceback" in err) == (1, True, False), err
    assert os.listdir(tmp_path) and not lying(database)
