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
from bot.health import Pulse
from bot.shapes import shape_of, strings_of
from bot.telegram import CHANNEL, PollRefused, Telegram, translator
from bot.turns import Turns
from handlers.join import words_of_a_stranger
from reporting.channels import CHANNELS
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


class Intake:
    """Takes what an ear heard: masked, stored, turned. Common to every channel."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        clock: Clock,
        ward: str,
        channel: str,
        known: frozenset[str],
        pulse: Pulse,
        media_came: asyncio.Event,
    ) -> None:
        self.clock = clock
        self.pulse = pulse
        self._media_came = media_came  # set when a stored message has files to fetch
        self._store = store
        self._turns = turns
        self._ward = ward
        self._channel = channel
        self._known = known

    def guard(self, text: str) -> Kept:
        return guard(text, self._known)

    def take(self, incoming: Incoming, kept: Kept | None, original: str, soon: bool = True) -> Future[Incoming | None]:
        """Store a message and queue its turn, so that both share a commit; with `soon` false `turn` is called later.

        The answer is None when it was here before.
        """
        now = self.clock.now()
        future = self._store.do(lambda session: receive(session, self._ward, incoming, kept, original, now))
        if soon:
            self.turn(incoming.chat)
        return future

    def turn(self, chat: str) -> None:
        self._turns.soon(self._channel, chat)

    def stored(self, kept: Incoming | None) -> None:
        """After the commit."""
        if kept is not None and kept.files:
            self._media_came.set()

    def bury(self, raw: Any, external: str, error: str) -> Future[None]:
        """What cannot be read becomes a dead row, so that it is neither lost nor in the way."""
        now = self.clock.now()
        log.warning("dead", channel=self._channel, error=error)
        return self._store.do(lambda session: self._bury(session, raw, external, error, now))

    def nothing(self) -> Future[None]:
        """What asks for nothing still waits for the commit of what came before it."""
        return self._store.do(lambda session: None)

    def _bury(self, session: Session, raw: Any, external: str, error: str, now: datetime) -> None:
        """Kept as its shape; sealed, unless the gate refuses one of its strings or cannot read it either."""
        try:
            refused = any(self.guard(words).reason for words in strings_of(raw))
        except Exception:
            refused = True
        sealed = None if refused else sealer_of(session).seal(json.dumps(raw, ensure_ascii=False))
        conversations.put_dead(session, self._ward, self._channel, external, shape_of(raw), sealed, error, now)


class TelegramEar:
    """Listens to Telegram by long poll on raw JSON."""

    def __init__(self, telegram: Telegram, intake: Intake, seconds: int) -> None:
        self._telegram = telegram
        self._intake = intake
        self._seconds = seconds
        self._translate = translator(intake.guard)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """For ever. The offset is taken from the last stored batch only, never from before the start."""
        offset: int | None = None
        while True:
            try:
                updates = await self._telegram.updates(offset, self._seconds)
                self._intake.pulse.well()
                if updates:
                    await self._take(updates)
                    offset = max(update["update_id"] for update in updates) + 1
            except PollRefused as refusal:
                log.warning("poll_refused", why=str(refusal)[:80])
                await asyncio.sleep(UNHEARD)
            except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
                log.warning("unheard", channel=CHANNEL, error=type(fault).__name__)
                self._intake.pulse.ill()
                await asyncio.sleep(UNHEARD)
            except Exception as fault:  # the commit failed: nothing is acknowledged, the same batch comes again
                log.error("not_stored", error=type(fault).__name__)
                await asyncio.sleep(UNHEARD)

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch; returns when every update of it is on the disk. Raises what the commit raised."""
        stored: list[tuple[Future[Any], Incoming | None]] = []
        for number, raw in enumerate(sorted(updates, key=lambda update: int(update["update_id"]))):
            stored.append(await self._one(raw))
            if number % FEW == FEW - 1:
                await asyncio.sleep(0)
        for future, incoming in stored:
            kept = await asyncio.wrap_future(future)
            if incoming is not None and incoming.kind is Kind.PRESS and incoming.message_id:
                self._background(self._telegram.stop_spinning(incoming.message_id))
            self._intake.stored(kept)

    async def _one(self, raw: dict[str, Any]) -> tuple[Future[Any], Incoming | None]:
        try:
            found = await self._translate(raw)
        except Exception as fault:
            return self._intake.bury(raw, str(raw.get("update_id")), type(fault).__name__), None
        if found is None:
            return self._intake.nothing(), None
        incoming, kept = found
        at = self._intake.clock.now() if incoming.at == NOT_SAID else incoming.at
        incoming = replace(incoming, external_id=str(raw["update_id"]), at=at)
        return self._intake.take(incoming, kept, original_of(raw)), incoming

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
    number = conversations.put(session, ward, incoming, sealed, now, CHANNELS[incoming.channel].ordered)
    if number is None:
        return None
    log.info("stored", inbox=number, channel=incoming.channel, kind=incoming.kind.value)
    if who is not None and incoming.kind is not Kind.BLOCKED:
        people.can_be_reached(session, incoming.channel, incoming.chat, now)
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
