"""Where the channels send what people write, as their servers say it, beside what the settings want."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.config import Config
from bot.findings import Finding, bad, note, ok
from bot.telegram import Refused as RefusedByTelegram
from bot.telegram import Telegram
from bot.telegram import webhook_at as telegram_at
from bot.zalo import Refused as RefusedByZalo
from bot.zalo import Zalo
from bot.zalo import webhook_at as zalo_at

UNHEARD = (aiohttp.ClientError, TimeoutError, ValueError, AttributeError)  # the last two: no JSON came
PORTS = (None, 443, 80, 88, 8443)  # where Telegram sends to


async def telegram(config: Config, http: aiohttp.ClientSession) -> list[Finding]:
    speaks = Telegram(http, config.telegram.api_base, config.telegram.token.get_secret_value())
    try:
        info = await speaks.call("getWebhookInfo")
    except (RefusedByTelegram, *UNHEARD) as fault:
        return [bad(f"Telegram does not say where it sends what people write ({type(fault).__name__}).")]
    return told_by_telegram(info, config)


def told_by_telegram(info: dict[str, Any], config: Config) -> list[Finding]:
    theirs, waiting = str(info.get("url") or ""), info.get("pending_update_count", 0)
    if config.telegram.ear == "poll":
        if not theirs:
            return []
        return [note(f"telegram.ear = poll: `danvan run` takes the webhook {theirs} away; {waiting} wait there.")]
    public = config.web.public_url
    if not public:
        return []
    ours = telegram_at(public)
    found = []
    if urlsplit(public).scheme == "https" and urlsplit(public).port not in PORTS:
        found.append(bad("Telegram sends only to port 443, 80, 88 or 8443: web.public_url has another."))
    if theirs != ours:
        return [
            *found,
            note(f"Telegram sends what people write to {theirs or 'nowhere yet'}; `danvan run` sets {ours}."),
        ]
    if waiting:
        why = info.get("last_error_message") or "no reason given"
        return [*found, bad(f"Telegram could not hand over {waiting} of what people wrote to {ours} ({why}).")]
    return [*found, ok(f"Telegram sends what people write to {ours}.")]


async def zalo(config: Config, http: aiohttp.ClientSession) -> list[Finding]:
    speaks = Zalo(http, config.zalo.api_base, config.zalo.token.get_secret_value())
    try:
        info = await speaks.call("getWebhookInfo")
    except (RefusedByZalo, *UNHEARD) as fault:
        why = (
            str(fault.code) if isinstance(fault, RefusedByZalo) else type(fault).__name__
        )  # its text may hold the token
        return [bad(f"Zalo does not say where it sends what people write ({why}).")]
    return told_by_zalo(info if isinstance(info, dict) else {}, config)


def told_by_zalo(info: dict[str, Any], config: Config) -> list[Finding]:
    theirs = str(info.get("url") or "")
    if config.zalo.ear == "poll":
        ends = f" `danvan run` takes the webhook {theirs} away." if theirs else ""
        return [note(f"zalo.ear = poll is for trying out only: what comes while danvan does not run is lost.{ends}")]
    if not config.web.public_url:
        return []
    ours = zalo_at(config.web.public_url)
    if theirs != ours:
        return [note(f"Zalo sends what people write to {theirs or 'nowhere yet'}; `danvan run` sets {ours}.")]
    probe = info.get("verification") or {}
    if probe and not probe.get("ok"):
        hint = f": {probe['hint']}" if probe.get("hint") else ""
        return [bad(f"Zalo could not reach {ours} ({probe.get('outcome') or 'no reason given'}){hint}.")]
    return [ok(f"Zalo sends what people write to {ours}.")]


SENDS: dict[str, Callable[[Config, aiohttp.ClientSession], Awaitable[list[Finding]]]] = {
    "telegram": telegram,
    "zalo": zalo,
}
