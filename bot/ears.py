"""Raw update to inbox, and only then acknowledged.

Own polling loop on raw JSON: each update is translated, masked and stored; after the commit the offset moves. An update
that cannot be read becomes a dead row, so that it never makes the bot deaf.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import structlog
from sqlmodel import Session

from bot.clocks import Clock
from bot.telegram import CHANNEL, PollRefused, Telegram, shape_of, strings_of, translator
from bot.turns import Turns
from handlers.join import words_of_a_stranger
from reporting.privacy import Kept, guard
from reporting.values import Incoming, Kind
from storage import conversations, people, reports
from storage.database import Store
from storage.sealing import sealer_of
from storage.tables import Media

log = structlog.get_logger()

FEW = 8  # updates of a batch between two breaths of the loop
UNHEARD = 1.0  # seconds until the next try
NOT_SAID = datetime.min.replace(tzinfo=UTC)


class Ear:
    """Listens to Telegram by long poll."""

    def __init__(
        self,
        store: Store,
        telegram: Telegram,
        turns: Turns,
        clock: Clock,
        ward: str,
        known: frozenset[str],
        seconds: int,
    ) -> None:
        self._store = store
        self._telegram = telegram
        self._turns = turns
        self._clock = clock
        self._ward = ward
        self._known = known
        self._seconds = seconds
        self._translate = translator(self._guard)
        self._fetch = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def media_came(self) -> asyncio.Event:
        """Set when a stored message has files to fetch."""
        return self._fetch

    def _guard(self, text: str) -> Kept:
        return guard(text, self._known)

    async def run(self) -> None:
        """For ever. The offset is taken from the last stored batch only, never from before the start."""
        offset: int | None = None
        while True:
            try:
                updates = await self._telegram.updates(offset, self._seconds)
                if updates:
                    await self._take(updates)
                    offset = max(update["update_id"] for update in updates) + 1
            except PollRefused as refusal:
                log.warning("poll_refused", why=str(refusal)[:80])
                await asyncio.sleep(UNHEARD)
            except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
                log.warning("unheard", error=type(fault).__name__)
                await asyncio.sleep(UNHEARD)
            except Exception as fault:  # the commit failed: nothing is acknowledged, the same batch comes again
                log.error("not_stored", error=type(fault).__name__)
                await asyncio.sleep(UNHEARD)

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch; returns when every update of it is on the disk. Raises what the commit raised."""
        stored: list[tuple[Future[Incoming | None], Incoming | None]] = []
        for number, raw in enumerate(sorted(updates, key=lambda update: int(update["update_id"]))):
            stored.append(await self._one(raw))
            if number % FEW == FEW - 1:
                await asyncio.sleep(0)
        for future, incoming in stored:
            kept = await asyncio.wrap_future(future)
            if incoming is not None and incoming.kind is Kind.PRESS and incoming.message_id:
                self._background(self._telegram.stop_spinning(incoming.message_id))
            if kept is not None and kept.files:
                self._fetch.set()

    async def _one(self, raw: dict[str, Any]) -> tuple[Future[Incoming | None], Incoming | None]:
        now = self._clock.now()
        try:
            found = await self._translate(raw)
        except Exception as fault:
            log.warning("dead", error=type(fault).__name__)
            error = type(fault).__name__
            return self._store.do(lambda session: self._bury(session, raw, error, now)), None
        if found is None:
            return self._store.do(lambda session: None), None
        incoming, kept = found
        at = now if incoming.at == NOT_SAID else incoming.at
        incoming = replace(incoming, external_id=str(raw["update_id"]), at=at)
        future = self._store.do(lambda session: receive(session, self._ward, incoming, kept, original_of(raw), now))
        self._turns.soon(incoming.channel, incoming.chat)
        return future, incoming

    def _bury(self, session: Session, raw: dict[str, Any], error: str, now: datetime) -> None:
        """Kept as its shape; sealed, unless the gate refuses one of its strings or cannot read it either."""
        try:
            refused = any(self._guard(words).reason for words in strings_of(raw))
        except Exception:
            refused = True
        sealed = None if refused else sealer_of(session).seal(json.dumps(raw, ensure_ascii=False))
        conversations.put_dead(
            session, self._ward, CHANNEL, str(raw.get("update_id")), shape_of(raw), sealed, error, now
        )

    def _background(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def original_of(raw: dict[str, Any]) -> str:
    """The words as they were typed."""
    message = raw.get("message") or raw.get("edited_message") or {}
    return str(message.get("text") or message.get("caption") or "")


def receive(
    session: Session, ward: str, incoming: Incoming, kept: Kept | None, original: str, now: datetime
) -> Incoming | None:
    """Store what came; None when it was here before. A stranger's words are not kept, refused ones neither."""
    who = people.who_is(session, incoming.channel, incoming.chat)
    sealed: bytes | None = None
    if who is None or not who.joined:
        code = incoming.text if incoming.kind is Kind.START else words_of_a_stranger(incoming.text)
        incoming = replace(incoming, text=code[:32], files=(), place=None)
    elif kept is not None and kept.reason is not None:
        incoming = replace(incoming, text="", files=(), masked=(), refused=kept.reason)
    elif original:
        sealed = sealer_of(session).seal(original)
    number = conversations.put(session, ward, incoming, sealed, now)
    if number is None:
        return None
    log.info("stored", inbox=number, channel=incoming.channel, kind=incoming.kind.value)
    if who is not None and incoming.kind is not Kind.BLOCKED:
        people.can_be_reached(session, incoming.channel, incoming.chat)
    for n, file in enumerate(incoming.files):
        reports.expect_media(
            session,
            Media(
                ward=ward,
                inbox=number,
                number=n,
                kind=file.kind,
                channel=incoming.channel,
                ref=file.ref,
                mime=file.mime,
                not_before=now,
            ),
        )
    return incoming
