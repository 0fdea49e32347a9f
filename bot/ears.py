"""What any ear heard, into the inbox: masked, stored, turned. Only after the commit an ear acknowledges it."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from bot.health import Pulse
from bot.shapes import shape_of, strings_of
from bot.turns import Turns
from handlers.join import words_of_a_stranger
from reporting.channels import CHANNELS
from reporting.plain import without_slots
from reporting.privacy import NOTHING, Kept, guard
from reporting.values import Incoming, Kind
from storage import conversations, people, reports
from storage.database import Store
from storage.sealing import sealer_of
from storage.tables import Media

log = structlog.get_logger()

UNHEARD = 1.0  # seconds until the next try


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
        """Every string a person wrote comes through here."""
        return guard(without_slots(text), self._known)

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


def receive(
    session: Session, ward: str, incoming: Incoming, kept: Kept | None, original: str, now: datetime
) -> Incoming | None:
    """Store what came; None when it was here before. A stranger's words are not kept, refused ones neither: of a
    message refused in part the rest alone, also sealed, and no file."""
    who = people.who_is(session, incoming.channel, incoming.chat)
    sealed: bytes | None = None
    if who is None or not who.joined:
        code = incoming.text if incoming.kind is Kind.START else words_of_a_stranger(incoming.text)
        incoming = replace(incoming, text=code[:32], files=(), place=None)
    elif kept is not None and kept.reason is not None:
        rest = kept.rest or NOTHING
        incoming = replace(incoming, text=rest.masked, files=(), masked=rest.covered, refused=kept.reason)
        sealed = sealer_of(session).seal(rest.typed) if rest.typed else None
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
