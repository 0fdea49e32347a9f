"""`danvan check` names what is wrong before it does harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session

from bot.findings import report
from storage import conversations
from storage.database import Store
from storage.sealing import Sealer
from tests.bot.checked import NOW, bad, found
from tests.rig import KEY, WARD, free_port


def test_a_good_house_has_no_fault(database: Path) -> None:
    findings = found(database, now=datetime.now(UTC))
    assert bad(findings) == []
    assert report(findings) == 0
    words = " ".join(finding.words for finding in findings)
    assert "phường Sa Lâm" in words
    assert "Telegram knows us as @simulated_bot." in words
    assert "Zalo knows us as bot.simulated." in words


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"DANVAN_SECRETS__KEY": ""}, "DANVAN_SECRETS__KEY is not set: make one with `danvan key`."),
        ({"DANVAN_SECRETS__KEY": Fernet.generate_key().decode()}, "The database cannot be read with this key"),
        ({"DANVAN_TELEGRAM__TOKEN": "", "DANVAN_ZALO__TOKEN": ""}, "No channel is switched on"),
        ({"DANVAN_TELEGRAM__TOKEN": "2:other"}, "Telegram refuses the token"),
        ({"DANVAN_ZALO__TOKEN": "2:other"}, "Zalo refuses the token"),
        ({"DANVAN_WEB__PUBLIC_URL": ""}, "web.public_url is empty"),
        ({"DANVAN_WEB__PUBLIC_URL": "http://baoviec.example.vn"}, "web.public_url is not https"),
        ({"DANVAN_ZALO__WEBHOOK_SECRET": "seven77"}, "DANVAN_ZALO__WEBHOOK_SECRET must have 8 to 256 characters"),
    ],
)
def test_a_wrong_setting_is_named(database: Path, more: dict[str, str], said: str) -> None:
    findings = found(database, more, now=datetime.now(UTC))
    assert [words for words in bad(findings) if words.startswith(said)]
    assert report(findings) == 1
    secrets = [value for name, value in more.items() if value and not name.endswith("URL")]
    assert not [finding for finding in findings if any(secret in finding.words for secret in secrets)]


def test_a_database_without_a_ward_is_named(tmp_path: Path) -> None:
    findings = found(tmp_path / "new.db", now=datetime.now(UTC))
    assert bad(findings) == ["No ward is imported: run `danvan ward import FILE`."]


def test_a_server_that_is_silent_is_named(database: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    telegram, zalo = bad(found(database, url=url))
    assert telegram.startswith(f"{url} does not answer")
    assert zalo.startswith(f"{url}/zalo does not answer")


@pytest.mark.parametrize(
    ("more", "whose"), [({}, "Telegram"), ({"DANVAN_TELEGRAM__TOKEN": ""}, "Zalo")], ids=["both", "zalo alone"]
)
def test_a_clock_that_differs_is_named(database: Path, more: dict[str, str], whose: str) -> None:
    (words,) = bad(found(database, more, now=datetime.now(UTC) + timedelta(minutes=10)))
    assert words.startswith(f"This machine's clock differs from {whose}'s by")


def test_messages_set_aside_are_counted(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))

    def job(session: Session) -> None:
        conversations.put_dead(session, WARD, "telegram", "1", {}, None, "KeyError", NOW)

    store.do(job).result(10)
    store.close()
    (words,) = bad(found(database, now=datetime.now(UTC)))
    assert words.startswith("1 messages could not be worked on")
