"""Photos, voice notes, films and files, fetched right after the commit and kept encrypted; who sent one that cannot be
had or kept hears it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clocks import Clock
from bot.sender import SendFailed
from documents.received import NotKept, Received, received
from reporting.channels import CHANNELS
from reporting.values import FileRef, Incoming, Kind
from storage import conversations, reports
from storage.database import Store
from storage.sealing import sealer_of

log = structlog.get_logger()

MOST_TRIES = 5
PAUSE = timedelta(seconds=10)  # doubled with every try
BREATH = 1.0  # seconds until the database is tried again
REASONS = ("large", "kind")  # that the person can do something about

Fetch = Callable[[str, int], Awaitable[bytes]]  # reference, most bytes; raises SendFailed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that lies with a channel still."""

    id: int
    channel: str
    chat: str
    file: FileRef
    attempts: int


class Fetcher:
    """`came` is set when there is something to fetch; `lost` is called with the chat of a file that cannot be had."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ward: str,
        fetch: Mapping[str, Fetch],
        most_bytes: int,
        came: asyncio.Event,
        lost: Callable[[str, str], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._fetch = fetch
        self._most = most_bytes
        self._came = came
        self._lost = lost

    async def run(self) -> None:
        """For ever: fetch what waits, then wait for the next file or the next try."""
        while True:
            try:
                later = await self._look()
            except SQLAlchemyError as fault:
                log.error("media_not_written", error=type(fault).__name__)
                await asyncio.sleep(BREATH)
            else:
                await self._clock.wait(self._came, later)

    async def _look(self) -> datetime | None:
        """Fetch all that is due; answers when the next try is."""
        while due := await asyncio.wrap_future(self._store.do(partial(_due, now=self._clock.now()))):
            for wanted in due:
                await self._one(wanted)
        return await asyncio.wrap_future(self._store.do(reports.next_media))

    async def _one(self, wanted: Wanted) -> None:
        try:
            if wanted.channel not in self._fetch:
                raise SendFailed("its channel is switched off", permanent=True)
            content = await self._fetch[wanted.channel](wanted.file.ref, self._most)
            kept = await asyncio.to_thread(received, content, wanted.file.kind)
        except NotKept as fault:
            await self._missing(wanted, fault.why)
        except SendFailed as failure:
            if failure.permanent or wanted.attempts + 1 >= MOST_TRIES:
                await self._missing(wanted, failure.why)
            else:
                await self._later(wanted, failure.why)
        else:
            await asyncio.wrap_future(self._store.do(lambda session: _keep(session, wanted.id, kept)))
            log.info("fetched", media=wanted.id, kind=kept.kind, bytes=len(kept.content))

    async def _later(self, wanted: Wanted, why: str) -> None:
        again = self._clock.now() + PAUSE * 2**wanted.attempts
        log.info("fetch_failed", media=wanted.id, why=why)
        await asyncio.wrap_future(
            self._store.do(lambda session: reports.fetch_later(session, wanted.id, wanted.attempts + 1, again))
        )

    async def _missing(self, wanted: Wanted, why: str) -> None:
        """It will not come: the person is told by a turn of the talk, so that the draft knows it too."""
        log.info("missing", media=wanted.id, why=why)
        now = self._clock.now()
        told = Incoming(
            channel=wanted.channel,
            external_id=f"media:{wanted.id}",
            chat=wanted.chat,
            kind=Kind.LOST,
            at=now,
            files=(wanted.file,),
            text=why if why in REASONS else "",
        )

        def job(session: Session) -> None:
            reports.fetched_in_vain(session, wanted.id, wanted.attempts + 1)
            # Like any other message of its chat, so that it is turned after the one it came with.
            conversations.put(session, self._ward, told, None, now, CHANNELS[wanted.channel].ordered)

        await asyncio.wrap_future(self._store.do(job))
        self._lost(wanted.channel, wanted.chat)


def _due(session: Session, now: datetime) -> list[Wanted]:
    return [
        Wanted(media.id or 0, media.channel, chat, FileRef(media.kind, media.ref, None, media.mime), media.attempts)
        for media, chat in reports.media_waiting(session, now)
    ]


def _keep(session: Session, number: int, kept: Received) -> None:
    reports.keep_media(session, number, kept.kind, kept.mime, sealer_of(session).seal_bytes(kept.content))
