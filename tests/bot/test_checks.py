"""`danvan check` names what is wrong before it does harm."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session

from bot import checks
from bot.checks import Finding
from simulator import server
from storage import conversations
from storage.database import Store
from storage.sealing import Sealer
from tests.rig import KEY, WARD, free_port, settings

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def found(database: Path, url: str = "", now: datetime = NOW, **more: str) -> list[Finding]:
    """What a check finds beside a running messenger (or at `url`)."""

    async def play() -> list[Finding]:
        messenger = await server.start(now=NOW)
        more.setdefault("DANVAN_CLOCK__SOURCE", "system")
        config = settings(url or messenger.url, database, 0, **more)
        try:
            return await asyncio.to_thread(checks.run, config, now)
        finally:
            await messenger.stop()

    return asyncio.run(play())


def bad(findings: list[Finding]) -> list[str]:
    return [finding.words for finding in findings if finding.good is False]


def test_a_good_house_has_no_fault(database: Path) -> None:
    findings = found(database, now=datetime.now(UTC))
    assert bad(findings) == []
    assert checks.report(findings) == 0
    words = " ".join(finding.words for finding in findings)
    assert "phường Sa Lâm" in words
    assert "Telegram knows us as @simulated_bot" in words


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"DANVAN_SECRETS__KEY": ""}, "DANVAN_SECRETS__KEY is not set: make one with `danvan key`."),
        ({"DANVAN_SECRETS__KEY": Fernet.generate_key().decode()}, "The database cannot be read with this key"),
        ({"DANVAN_TELEGRAM__TOKEN": ""}, "DANVAN_TELEGRAM__TOKEN is not set"),
        ({"DANVAN_TELEGRAM__TOKEN": "2:other"}, "Telegram refuses the token"),
    ],
)
def test_a_wrong_setting_is_named(database: Path, more: dict[str, str], said: str) -> None:
    findings = found(database, now=datetime.now(UTC), **more)
    assert [words for words in bad(findings) if words.startswith(said)]
    assert checks.report(findings) == 1
    assert not [words for words in bad(findings) if any(secret and secret in words for secret in more.values())]


def test_a_database_without_a_ward_is_named(tmp_path: Path) -> None:
    findings = found(tmp_path / "new.db", now=datetime.now(UTC))
    assert bad(findings) == ["No ward is imported: run `danvan ward import FILE`."]


def test_a_server_that_is_silent_is_named(database: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    (words,) = bad(found(database, url))
    assert words.startswith(f"{url} does not answer")


def test_a_clock_that_differs_is_named(database: Path) -> None:
    (words,) = bad(found(database, now=datetime.now(UTC) + timedelta(minutes=10)))
    assert words.startswith("This machine's clock differs from Telegram's by")


def test_messages_set_aside_are_counted(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def job(session: Session) -> None:
        conversations.put_dead(session, WARD, "telegram", "1", {}, None, "KeyError", NOW)

    store.do(job).result(10)
    store.close()
    (words,) = bad(found(database, now=datetime.now(UTC)))
    assert words.startswith("1 messages could not be worked on")
