"""Listening to Zalo: a webhook in production, getUpdates for trying out. What came is stored before it is answered.

getUpdates hands an event out once and forgets it, so a started process loses what came before; a webhook has no replay
either, so it is answered 200 only after the commit and with 500 when the commit failed.
"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import structlog
from aiohttp import web

from bot.ears import UNHEARD, Intake
from bot.webhooks import TRY_AGAIN, fingerprint, is_from, next_look
from bot.zalo import Heard, Refused, Zalo, read, webhook_at
from reporting.values import Incoming

log = structlog.get_logger()

SECRET = "X-Bot-Api-Secret-Token"  # noqa: S105 the header's name


class ZaloEar:
    """`public_url` is how the world reaches this process; empty: events are asked for, each question waits `seconds`.
    For `late` seconds a message waits for what was written earlier and comes in later."""

    def __init__(self, zalo: Zalo, intake: Intake, public_url: str, secret: str, seconds: int, late: float) -> None:
        self._zalo = zalo
        self._intake = intake
        self._url = webhook_at(public_url) if public_url else None
        self._secret = secret
        self._seconds = seconds
        self._late = late
        self._set = False

    async def begin(self) -> bool:
        """Say where events are to be sent, unless the platform knows; False when it does not answer."""
        try:
            if self._set and (await self._zalo.call("getWebhookInfo") or {}).get("url") == self._url:
                self._intake.pulse.well()
                return True
            found = await self._zalo.listen_at(self._url, self._secret)
        except (Refused, aiohttp.ClientError, TimeoutError, ValueError) as fault:
            self._unheard(fault, "webhook_not_set")
            return False
        self._set = True
        self._intake.pulse.well()
        if self._url:
            log.info("webhook_set", outcome=str(found.get("verification", {}).get("outcome", ""))[:80] or None)
        return True

    async def run(self) -> None:
        """For ever: ask for events, or see to it that they are still sent here, which notices an outage in silence."""
        while True:
            if not await self.begin():
                await asyncio.sleep(TRY_AGAIN)
            elif self._url is None:
                await self._poll()
            else:
                await next_look(self._intake.clock)

    # Asking for events

    async def _poll(self) -> None:
        while True:
            try:
                event = await self._zalo.update(self._seconds)
                self._intake.pulse.well()
            except (Refused, aiohttp.ClientError, TimeoutError, ValueError) as fault:
                self._unheard(fault, "poll_failed")
                await asyncio.sleep(UNHEARD)
                continue
            if event is not None:
                await self._kept_at_last(event)

    async def _kept_at_last(self, event: dict[str, Any]) -> None:
        """Nobody will hand it out again: it is tried until it lies on the disk."""
        while True:
            if await self._kept(event):
                return
            await asyncio.sleep(UNHEARD)

    def _unheard(self, fault: Exception, what: str) -> None:
        code = fault.code if isinstance(fault, Refused) else None
        log.warning(what, channel="zalo", error=type(fault).__name__, code=code)
        if code is None:
            self._intake.pulse.ill()

    # Being told

    async def told(self, request: web.Request) -> web.Response:
        """The webhook. The platform's probe has an empty body and no secret; it is answered and nothing else."""
        if not is_from(request, SECRET, self._secret):
            empty = not (await request.content.read(1))
            return web.Response(status=200 if empty else 403)
        try:
            body = await request.json()
        except ValueError:
            return web.Response(status=400)
        return web.Response(status=200 if await self._kept(body) else 500)

    async def _kept(self, body: Any) -> bool:
        """Store an event; False when it could not be written."""
        try:
            heard = self._read(body)
            if heard is None:
                return True
            if not isinstance(heard, Heard):
                await asyncio.wrap_future(self._intake.bury(body, fingerprint(body), heard))
                return True
            if heard.strange:
                await asyncio.wrap_future(self._intake.bury(body, fingerprint(body), "unknown event"))
            kept = await asyncio.wrap_future(self._intake.take(heard.incoming, heard.kept, heard.original, soon=False))
        except Exception as fault:
            log.error("not_stored", channel="zalo", error=type(fault).__name__)
            return False
        self._intake.pulse.well()
        self._settled(kept)
        return True

    def _settled(self, kept: Incoming | None) -> None:
        if kept is not None:
            self._intake.stored(kept)
            asyncio.get_running_loop().call_later(self._late, self._intake.turn, kept.chat)

    def _read(self, body: Any) -> Heard | str | None:
        """The event, nothing, or the type of the error that kept it from being read."""
        try:
            return read(body, self._intake.guard, self._intake.clock.now())
        except Exception as fault:
            return type(fault).__name__
