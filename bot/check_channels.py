"""What is wrong with the channels, in plain words: their settings, what their servers say, how they have done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from sqlmodel import Session

from bot.config import Config, without_a_channel
from bot.findings import Finding, bad, note, ok
from bot.sender import SendFailed
from bot.zalo import Zalo
from reporting import quota
from reporting.channels import CHANNELS
from reporting.house import House
from storage import channels, people

CLOCK_MAY_DIFFER = timedelta(seconds=30)
PATIENCE = aiohttp.ClientTimeout(total=10)
UNHEARD = (aiohttp.ClientError, TimeoutError, ValueError)  # ValueError: no JSON came


def switched_on(config: Config) -> tuple[str, ...]:
    tokens = {"telegram": config.telegram.token, "zalo": config.zalo.token}
    return tuple(channel for channel, token in tokens.items() if token.get_secret_value())


# What the settings and the servers say


async def asked(config: Config, now: datetime) -> list[Finding]:
    from bot.check_webhooks import SENDS  # brings Telegram's libraries, which take seconds: only who asks waits

    on = switched_on(config)
    found = [bad(problem) for problem in without_a_channel(config)]
    found += [note(f"{_label(c)} is off: {_variable(c)} is not set.") for c in CHANNELS if on and c not in on]
    found += _public(config.web.public_url)
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:
        for channel in on:
            who = await WHO[channel](config, http)
            if isinstance(who, Finding):
                found.append(who)
                continue
            found.append(ok(f"{_label(channel)} knows us as {'@' if channel == 'telegram' else ''}{who}."))
            found += await SENDS[channel](config, http)
        if config.clock.source == "system":
            found += await _clock(http, {channel: _base(config, channel) for channel in on}, now)
    return found


async def _telegram(config: Config, http: aiohttp.ClientSession) -> str | Finding:
    base, token = _base(config, "telegram"), config.telegram.token.get_secret_value()
    try:
        async with http.post(f"{base}/bot{token}/getMe") as answer:
            body = await answer.json(content_type=None)
        if body.get("ok"):
            return str(body["result"]["username"])
    except (*UNHEARD, AttributeError, LookupError) as fault:
        return _silent(base, type(fault).__name__)
    return bad("Telegram refuses the token: copy DANVAN_TELEGRAM__TOKEN again from BotFather.")


async def _zalo(config: Config, http: aiohttp.ClientSession) -> str | Finding:
    try:
        token = config.zalo.token.get_secret_value()
        return await Zalo(http, _base(config, "zalo"), token).start()
    except SendFailed as failure:
        if failure.unreachable:
            return _silent(_base(config, "zalo"), failure.why)
        if failure.permanent:
            return bad("Zalo refuses the token: copy DANVAN_ZALO__TOKEN again from the Bot Platform.")
        return bad(f"Zalo does not say who we are ({failure.why}): try again, or ask the Bot Platform.")


WHO: dict[str, Callable[[Config, aiohttp.ClientSession], Awaitable[str | Finding]]] = {
    "telegram": _telegram,
    "zalo": _zalo,
}  # who we are on a channel, or why nobody says


def _public(url: str) -> list[Finding]:
    if not url or urlsplit(url).scheme == "https" or _is_loopback(urlsplit(url).hostname or ""):
        return []
    return [
        bad(
            "web.public_url is not https: what people write and send would travel readable. Let a reverse proxy with a "
            "certificate stand before danvan."
        )
    ]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _clock(http: aiohttp.ClientSession, bases: dict[str, str], now: datetime) -> list[Finding]:
    """By the first server that says a time; silence was found before."""
    for channel, base in bases.items():
        try:
            async with http.head(base) as answer:
                off = abs(parsedate_to_datetime(answer.headers["Date"]) - now)
        except (*UNHEARD, KeyError):
            continue
        if off > CLOCK_MAY_DIFFER:
            seconds = int(off.total_seconds())
            return [bad(f"This machine's clock differs from {_label(channel)}'s by {seconds} s: set it.")]
        return []
    return []


def _silent(base: str, why: str) -> Finding:
    return bad(f"{base} does not answer ({why}): is there a way to it from here?")


def _base(config: Config, channel: str) -> str:
    return {"telegram": config.telegram.api_base, "zalo": config.zalo.api_base}[channel].rstrip("/")


def _variable(channel: str) -> str:
    return f"DANVAN_{channel.upper()}__TOKEN"


def _label(channel: str) -> str:
    return CHANNELS[channel].label


# How people find the bot


def names(config: Config) -> dict[str, str]:
    """Of each channel that is on: the bot's name by the settings, else asked of the server; "" when nobody knows."""
    set_names = {"telegram": config.telegram.username, "zalo": config.zalo.bot_name}

    async def ask(channel: str) -> str:
        async with aiohttp.ClientSession(timeout=PATIENCE) as http:
            who = await WHO[channel](config, http)
        return "" if isinstance(who, Finding) else who

    return {channel: set_names[channel] or asyncio.run(ask(channel)) for channel in switched_on(config)}


# What the database tells


def standing(session: Session, house: House, config: Config, now: datetime) -> list[Finding]:
    on = switched_on(config)
    found = _expected(house, on)
    if "zalo" in on:
        found += _zalo_costs(session, house, config, now)
    for channel, health in channels.standing(session, house.id).items():
        if health.out_since is not None and channel in on:
            since = house.calendar.local(health.failing_since or health.out_since)
            found.append(note(f"{_label(channel)} had not answered since {since:%d/%m %H:%M} when danvan last looked."))
    return [*found, *_unreachable(session, house)]


def _expected(house: House, on: tuple[str, ...]) -> list[Finding]:
    """People whom the ward file puts on a channel that is off."""
    off = {c: sum(who.channel == c for who in house.people) for c in CHANNELS if on and c not in on}
    others = " and ".join(_label(channel) for channel in on)
    return [
        note(f"The ward file expects {count} people on {_label(channel)}, which is off: their codes open {others}.")
        for channel, count in off.items()
        if count
    ]


def _zalo_costs(session: Session, house: House, config: Config, now: datetime) -> list[Finding]:
    most, cap = config.zalo.monthly_quota, config.zalo.user_cap
    found = []
    if most:
        spent = channels.spent(session, house.id, "zalo", f"{house.calendar.local(now):%Y-%m}")
        words = f"Zalo: {spent} of {most} messages of this month are spent"
        rests = not quota.may_spend("nudge", spent, most)
        found.append(bad(f"{words}: reminders rest until the next one.") if rests else note(f"{words}."))
    if cap:
        expected = sum(who.channel == "zalo" for who in house.people)
        joined = channels.users(session, house.id, "zalo")
        words = f"Zalo: {joined} of {cap} people have joined, {expected} are expected by the ward file"
        enough = max(joined, expected) <= cap
        found.append(note(f"{words}.") if enough else bad(f"{words}: buy a larger plan and set zalo.user_cap."))
    return found


def _unreachable(session: Session, house: House) -> list[Finding]:
    """Who joined and has no address that works: blocked, nothing arrives, or the channel is out."""
    posts = [
        held.key
        for entry in house.people
        for held in entry.posts[:1]
        for who in people.holders(session, house.id, held.key)
        if who.joined and not people.is_reachable(session, who.id)
    ]
    if not posts:
        return []
    return [note(f"{len(posts)} who joined can be reached on no channel now, telephone them: {', '.join(posts)}.")]
