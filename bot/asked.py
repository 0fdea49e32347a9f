"""What a request brings, bounded; and how often somebody asks for what is not there."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from aiohttp import web

FORM_BYTES = 4096
PATIENCE = 300.0  # seconds a body may take to arrive over a weak network
GUESSES, IN = 30, timedelta(minutes=1)  # dead links of one address before nobody looks any more
ADDRESSES = 1000  # remembered


class TooMuch(Exception):
    """The body is larger than it may be; it was not read to its end."""


async def body_of(request: web.Request, most: int) -> bytes:
    """Raises TooMuch, TimeoutError."""
    data = bytearray()
    async with asyncio.timeout(PATIENCE):
        async for part in request.content.iter_any():
            data += part
            if len(data) > most:
                raise TooMuch
    return bytes(data)


async def form_of(request: web.Request, most: int = FORM_BYTES) -> dict[str, str]:
    """Each field's first value; nothing for what is no form."""
    try:
        words = (await body_of(request, most)).decode()
        return {name: values[0] for name, values in parse_qs(words, max_num_fields=10).items()}
    except (TooMuch, ValueError):
        return {}


def wants_json(request: web.Request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def address_of(request: web.Request) -> str:
    """As a proxy on this machine wrote it; from anywhere else the header may be invented."""
    remote = request.remote or ""
    proxied = request.headers.get("X-Forwarded-For", "") if remote in ("127.0.0.1", "::1") else ""
    return (proxied or remote).rpartition(",")[2].strip()[:64]


class Guesses:
    """Dead links asked for lately, by address: a signature cannot be guessed, this only spares the database."""

    def __init__(self) -> None:
        self._of: OrderedDict[str, deque[datetime]] = OrderedDict()

    def note(self, address: str, now: datetime) -> None:
        self._of.setdefault(address, deque(maxlen=GUESSES)).append(now)
        self._of.move_to_end(address)
        while len(self._of) > ADDRESSES:
            self._of.popitem(last=False)

    def too_many(self, address: str, now: datetime) -> bool:
        times = self._of.get(address)
        return times is not None and len(times) == GUESSES and now - times[0] < IN
