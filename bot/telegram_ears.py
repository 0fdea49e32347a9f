"""Listening to Telegram: by long poll, or told at a webhook. What came is stored before it is acknowledged.

Both on raw JSON: after the commit the offset moves, or the webhook is answered 200; until then Telegram sends it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import aiohttp
import structlog
from aiohttp import web

from bot.ears import UNHEARD, Intake
from bot.telegram import CHANNEL, WANTED, Refused, Telegram, translator, webhook_at
from bot.webhooks import TRY_AGAIN, fingerprint, is_from, next_look
from reporting.values import Incoming, Kind

log = structlog.get_logger()

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the header's name
FEW = 8  # updates of a batch between two breaths of the loop
NOT_SAID = datetime.min.replace(tzinfo=UTC)
SILENT = (aiohttp.ClientError, TimeoutError, ValueError)
WEBHOOK_IS_SET = "while webhook is active"  # in the words of getUpdates' refusal

Stored = tuple[Future[Any], Incoming | None]


class Reader:
    """One update into the intake. An update that cannot be read becomes a dead row, so it never makes the bot deaf."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._translate: Callable[[dict[str, Any]], Awaitable[Any]] = translator(intake.guard)

    async def put(self, raw: Any) -> Stored:
        """Queue it; it is on the disk when the future is done."""
        external = _name(raw)
        try:
            found = await self._translate(raw)
        except Exception as fault:
            return self._intake.bury(raw, external, type(fault).__name__), None
        if found is None:
            return self._intake.nothing(), None
        incoming, kept = found
        at = self._intake.clock.now() if incoming.at == NOT_SAID else incoming.at
        incoming = replace(incoming, external_id=external, at=at)
        return self._intake.take(incoming, kept, original_of(raw)), incoming

    async def settled(self, stored: Stored) -> str | None:
        """Returns when it is on the disk, with the press that turns until it is answered. Raises what the commit
        raised."""
        future, incoming = stored
        self._intake.stored(await asyncio.wrap_future(future))
        return incoming.message_id if incoming is not None and incoming.kind is Kind.PRESS else None


class PollingEar:
    """Asks for updates by long poll."""

    def __init__(self, telegram: Telegram, intake: Intake, seconds: int) -> None:
        self._telegram = telegram
        self._intake = intake
        self._seconds = seconds
        self._reader = Reader(intake)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """For ever. The offset is taken from the last stored batch only, never from before the start."""
        offset: int | None = None
        while True:
            try:
                updates = await self._updates(offset)
                self._intake.pulse.well()
                if updates:
                    await self._take(updates)
                    offset = max(update["update_id"] for update in updates) + 1
            except Refused as refusal:
                log.warning("poll_refused", why=str(refusal)[:80])
                if not (WEBHOOK_IS_SET in str(refusal) and await self._deafen()):
                    await asyncio.sleep(UNHEARD)
            except SILENT as fault:
                log.warning("unheard", channel=CHANNEL, error=type(fault).__name__)
                self._intake.pulse.ill()
                await asyncio.sleep(UNHEARD)
            except Exception as fault:  # the commit failed: nothing is acknowledged, the same batch comes again
                log.error("not_stored", error=type(fault).__name__)
                await asyncio.sleep(UNHEARD)

    async def _updates(self, offset: int | None) -> list[dict[str, Any]]:
        """What lies below `offset` is acknowledged."""
        asked: dict[str, Any] = {"timeout": self._seconds, "limit": 100, "allowed_updates": WANTED}
        if offset is not None:
            asked["offset"] = offset
        return cast(list[dict[str, Any]], await self._telegram.call("getUpdates", asked, self._seconds))

    async def _deafen(self) -> bool:
        """Take away the webhook of an earlier setting; what waits there is asked for next."""
        try:
            await self._telegram.call("deleteWebhook")
        except (Refused, *SILENT) as fault:
            log.warning("webhook_not_deleted", error=type(fault).__name__)
            return False
        log.info("webhook_deleted", channel=CHANNEL)
        return True

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch; returns when every update of it is on the disk. Raises what the commit raised."""
        stored: list[Stored] = []
        for number, raw in enumerate(sorted(updates, key=lambda update: int(update["update_id"]))):
            stored.append(await self._reader.put(raw))
            if number % FEW == FEW - 1:
                await asyncio.sleep(0)
        for one in stored:
            if press := await self._reader.settled(one):
                self._background(self._telegram.stop_spinning(press))

    def _background(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class ToldEar:
    """Is told at a webhook; `public_url` is how the world reaches this process."""

    def __init__(self, telegram: Telegram, intake: Intake, public_url: str, secret: str) -> None:
        self._telegram = telegram
        self._intake = intake
        self._url = webhook_at(public_url)
        self._secret = secret
        self._reader = Reader(intake)
        self._set = False  # by this process, so with this secret

    async def begin(self) -> bool:
        """Say where updates are to be sent, unless Telegram knows; False when it does not answer."""
        try:
            info = await self._telegram.call("getWebhookInfo") if self._set else {}
            if info.get("url") != self._url:
                asked = {"url": self._url, "secret_token": self._secret, "allowed_updates": WANTED}
                await self._telegram.call("setWebhook", asked)
                log.info("webhook_set", channel=CHANNEL)
        except Refused as refusal:
            log.warning("webhook_not_set", channel=CHANNEL, why=str(refusal)[:160])
            return False
        except SILENT as fault:
            log.warning("webhook_not_set", channel=CHANNEL, error=type(fault).__name__)
            self._intake.pulse.ill()
            return False
        self._set = True
        self._intake.pulse.well()
        if info.get("pending_update_count"):
            why = str(info.get("last_error_message", ""))[:80]
            log.warning("webhook_behind", channel=CHANNEL, waiting=info["pending_update_count"], why=why or None)
        return True

    async def run(self) -> None:
        """For ever: see to it that updates are still sent here, which notices an outage in silence."""
        while True:
            if await self.begin():
                await next_look(self._intake.clock)
            else:
                await asyncio.sleep(TRY_AGAIN)

    async def told(self, request: web.Request) -> web.Response:
        """The webhook. A press is told that it was heard in the answer: Telegram executes a method named there."""
        if not is_from(request, SECRET, self._secret):
            return web.Response(status=403)
        try:
            raw = await request.json()
        except ValueError:
            return web.Response(status=400)
        try:
            press = await self._reader.settled(await self._reader.put(raw))
        except Exception as fault:  # the commit failed: Telegram comes again
            log.error("not_stored", channel=CHANNEL, error=type(fault).__name__)
            return web.Response(status=500)
        self._intake.pulse.well()
        return web.json_response({"method": "answerCallbackQuery", "callback_query_id": press} if press else {})


def original_of(raw: dict[str, Any]) -> str:
    """The words as they were typed; of a contact card its name and number, which are sealed alone."""
    message = raw.get("message") or raw.get("edited_message") or {}
    if card := message.get("contact"):
        return " ".join(str(card.get(part) or "") for part in ("first_name", "last_name", "phone_number"))
    return str(message.get("text") or message.get("caption") or "")


def _name(raw: Any) -> str:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return fingerprint(raw) if number is None else str(number)
