"""`danvan check` on the channels: what is off, where Zalo sends, what is spent, whom nothing reaches."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlmodel import Session

from bot.check_webhooks import told_by_telegram, told_by_zalo
from bot.telegram import Telegram
from bot.zalo import Zalo
from simulator import server
from storage import addresses, channels, people
from storage.database import Store
from storage.sealing import Sealer
from tests.bot.checked import NOW, bad, found, good, notes
from tests.rig import KEY, SECRET, WARD, settings

PUBLIC = "https://baoviec.example.vn"
OURS = f"{PUBLIC}/zalo/webhook"
TELEGRAMS = f"{PUBLIC}/telegram/webhook"


def write(database: Path, job: Callable[[Session], None]) -> None:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    try:
        store.do(job).result(10)
    finally:
        store.close()


def zalo_listens_at(where: str) -> Callable[[str], Awaitable[None]]:
    async def listen(url: str) -> None:
        async with aiohttp.ClientSession() as http:
            await Zalo(http, f"{url}/zalo", server.ZALO_TOKEN).listen_at(where, SECRET)

    return listen


def about(words: list[str], what: str) -> list[str]:
    return [line for line in words if re.search(what, line)]


@pytest.mark.parametrize(("off", "on", "expected"), [("Telegram", "Zalo", 2), ("Zalo", "Telegram", 47)])
def test_a_channel_without_a_token_is_worth_a_note(database: Path, off: str, on: str, expected: int) -> None:
    findings = found(database, {f"DANVAN_{off.upper()}__TOKEN": ""})
    assert about(bad(findings), off) == []
    assert about(notes(findings), off) == [
        f"The ward file expects {expected} people on {off}, which is off: their codes open {on}.",
        f"{off} is off: DANVAN_{off.upper()}__TOKEN is not set.",
    ]
    assert about(good(findings), f"{on} knows us")


def test_without_any_channel_only_that_is_said(database: Path) -> None:
    findings = found(database, {"DANVAN_ZALO__TOKEN": "", "DANVAN_TELEGRAM__TOKEN": ""})
    (words,) = bad(findings)
    assert words.startswith("No channel is switched on")
    assert about(notes(findings), "is off") == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost", PUBLIC])
def test_a_public_address_may_be_plain_on_this_machine_alone(database: Path, url: str) -> None:
    assert about(bad(found(database, {"DANVAN_WEB__PUBLIC_URL": url})), "https") == []


def test_where_zalo_sends_is_told(database: Path) -> None:
    more = {"DANVAN_WEB__PUBLIC_URL": PUBLIC}
    sends = f"Zalo sends what people write to nowhere yet; `danvan run` sets {OURS}."
    assert about(notes(found(database, more)), "sends") == [sends]
    other = "http://127.0.0.1:9/other"
    sends = f"Zalo sends what people write to {other}; `danvan run` sets {OURS}."
    assert about(notes(found(database, more, before=zalo_listens_at(other))), "sends") == [sends]
    findings = found(database, more, before=zalo_listens_at(OURS))
    assert about(good(findings), "sends") == [f"Zalo sends what people write to {OURS}."]


def test_polling_is_for_trying_out_and_ends_a_webhook(database: Path) -> None:
    more = {"DANVAN_ZALO__EAR": "poll", "DANVAN_WEB__PUBLIC_URL": "", "DANVAN_ZALO__WEBHOOK_SECRET": ""}
    for before, said in ((None, r"is lost\.$"), (OURS, f"`danvan run` takes the webhook {OURS} away")):
        findings = found(database, more, before=zalo_listens_at(before) if before else None)
        assert len(about(notes(findings), said)) == 1
        assert about(bad(findings), "Zalo|ZALO|web") == []


@pytest.mark.parametrize(
    ("verification", "said"),
    [
        (
            {"ok": False, "outcome": "webhook.http.403", "hint": "a filter refuses it"},
            f"Zalo could not reach {OURS} (webhook.http.403): a filter refuses it.",
        ),
        ({"ok": False}, f"Zalo could not reach {OURS} (no reason given)."),
        ({"ok": True, "outcome": "webhook.http.200"}, None),
        (None, None),
    ],
)
def test_what_zalo_found_at_our_address_is_told(
    tmp_path: Path, verification: dict[str, Any] | None, said: str | None
) -> None:
    config = settings("http://127.0.0.1", tmp_path, 0, DANVAN_WEB__PUBLIC_URL=PUBLIC)
    findings = told_by_zalo({"url": OURS, "verification": verification}, config)
    assert bad(findings) == ([said] if said else [])
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ({"url": ""}, f"Telegram sends what people write to nowhere yet; `danvan run` sets {TELEGRAMS}."),
        ({"url": "https://old"}, f"Telegram sends what people write to https://old; `danvan run` sets {TELEGRAMS}."),
        ({"url": TELEGRAMS, "pending_update_count": 0}, f"Telegram sends what people write to {TELEGRAMS}."),
        (
            {"url": TELEGRAMS, "pending_update_count": 3, "last_error_message": "Connection refused"},
            f"Telegram could not hand over 3 of what people wrote to {TELEGRAMS} (Connection refused).",
        ),
    ],
)
def test_what_telegram_says_of_its_webhook_is_told(tmp_path: Path, info: dict[str, Any], said: str) -> None:
    more = {"DANVAN_WEB__PUBLIC_URL": PUBLIC, "DANVAN_TELEGRAM__EAR": "webhook"}
    (finding,) = told_by_telegram(info, settings("http://127.0.0.1", tmp_path, 0, **more))
    assert finding.words == said
    assert finding.good is (None if "sets" in said else "hand over" not in said)
    elsewhere = settings("http://127.0.0.1", tmp_path, 0, **more | {"DANVAN_WEB__PUBLIC_URL": f"{PUBLIC}:8080"})
    assert bad(told_by_telegram(info, elsewhere))[0].startswith("Telegram sends only to port 443, 80, 88 or 8443")


def test_asking_takes_a_webhook_of_telegram_away(database: Path) -> None:
    async def set_up(url: str) -> None:
        async with aiohttp.ClientSession() as http:
            await Telegram(http, url, server.TOKEN).call("setWebhook", {"url": TELEGRAMS})

    assert about(notes(found(database)), "Telegram.*webhook|telegram.ear") == []
    said = f"telegram.ear = poll: `danvan run` takes the webhook {TELEGRAMS} away; 0 wait there."
    assert about(notes(found(database, before=set_up)), "telegram.ear") == [said]
    told = {"DANVAN_TELEGRAM__EAR": "webhook", "DANVAN_WEB__PUBLIC_URL": PUBLIC}
    assert about(good(found(database, told, before=set_up)), f"{TELEGRAMS}.$") != []


def test_a_spent_month_is_told(database: Path) -> None:
    for spent, rests in ((2699, False), (1, True)):
        write(database, partial(channels.spend, ward=WARD, channel="zalo", month="2026-11", letters=spent))
        findings = found(database)
        (words,) = about([*bad(findings), *notes(findings)], "are spent")
        assert ("reminders rest" in words) is (words in bad(findings)) is rests
    assert words.startswith("Zalo: 2700 of 3000 messages")
    later = found(database, now=NOW + timedelta(days=14))
    assert about(notes(later), "are spent") == ["Zalo: 0 of 3000 messages of this month are spent."]
    assert about(notes(found(database, {"DANVAN_ZALO__MONTHLY_QUOTA": "0"})), "spent") == []


def test_more_people_than_the_plan_admits_are_told_before_they_come(database: Path) -> None:
    for cap, fits in (("47", True), ("46", False)):
        findings = found(database, {"DANVAN_ZALO__USER_CAP": cap})
        words = f"Zalo: 0 of {cap} people have joined, 47 are expected by the ward file"
        assert about(notes(findings), "expected") == ([f"{words}."] if fits else [])
        assert about(bad(findings), "expected") == (
            [] if fits else [f"{words}: buy a larger plan and set zalo.user_cap."]
        )
    assert about(notes(found(database, {"DANVAN_ZALO__USER_CAP": "0"})), "expected") == []


def test_a_channel_that_is_out_and_people_nothing_reaches_are_told(database: Path) -> None:
    def join(session: Session) -> None:
        for post, chat in (("tdp1.leader", "a"), ("tdp2.leader", "b")):
            people.join(session, WARD, people.holders(session, WARD, post)[0].id, "zalo", chat, NOW)
        addresses.gone(session, "zalo", "b", NOW)

    write(database, join)
    findings = found(database)
    assert about(notes(findings), "telephone") == [
        "1 who joined can be reached on no channel now, telephone them: tdp2.leader."
    ]
    assert about(notes(findings), "had not answered") == []

    def out(session: Session) -> None:
        channels.silent(session, WARD, "zalo", NOW)
        channels.begin_outage(session, WARD, "zalo", NOW, NOW + timedelta(minutes=3))

    write(database, out)
    findings = found(database)
    assert about(notes(findings), "had not answered") == [
        "Zalo had not answered since 18/11 16:00 when danvan last looked."
    ]
    assert about(notes(findings), "telephone them: tdp1.leader, tdp2.leader")
