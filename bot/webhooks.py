"""What every webhook of a channel has in common: whose it is, a name for what has none, when it is looked after."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.clocks import Clock

TRY_AGAIN = 5.0  # seconds until the platform is asked again after a failure
LOOK_AGAIN = timedelta(minutes=10)  # whether events are still sent here


def is_from(request: web.Request, header: str, secret: str) -> bool:
    """Whether it knows the secret; compared in constant time."""
    given = request.headers.get(header, "")
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


async def next_look(clock: Clock) -> None:
    """Returns when it is time to see whether events are still sent here."""
    until, never = clock.now() + LOOK_AGAIN, asyncio.Event()
    while clock.now() < until:
        await clock.wait(never, until)


def fingerprint(body: Any) -> str:
    """Names an event without an id of its own, so that its repeat is the same."""
    return "shape:" + hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
