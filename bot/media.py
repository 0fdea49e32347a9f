"""Photos and files, fetched after the commit and kept encrypted; one that cannot be had is shown as missing."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, update

from bot.clocks import Clock
from bot.sender import SendFailed
from bot.telegram import Telegram
from documents.photos import NotAPhoto, cleaned
from storage import reports
from storage.database import Store
from storage.sealing import sealer_of
from storage.tables import Media

log = structlog.get_logger()

MOST_TRIES = 5
PAUSE = timedelta(seconds=10)  # doubled with every try
BREATH = 1.0  # seconds until the database is tried again


class Fetcher:
    def __init__(self, store: Store, telegram: Telegram, clock: Clock, most_bytes: int, came: asyncio.Event) -> None:
        self._store = store
        self._telegram = telegram
        self._clock = clock
        self._most = most_bytes
        self._came = came

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
            for number, kind, ref, attempts in due:
                await self._one(number, kind, ref, attempts)
        return await asyncio.wrap_future(self._store.do(reports.next_media))

    async def _one(self, number: int, kind: str, ref: str, attempts: int) -> None:
        try:
            content = await self._telegram.fetch(ref, self._most)
        except SendFailed as failure:
            gone = failure.permanent or attempts + 1 >= MOST_TRIES
            again = self._clock.now() + PAUSE * 2**attempts
            values = {"state": "missing"} if gone else {"not_before": again}
            log.info("missing" if gone else "fetch_failed", media=number, why=failure.why)
            await self._write(number, attempts=attempts + 1, **values)
            return
        try:
            content = await asyncio.to_thread(cleaned, content) if kind == "photo" else content
        except NotAPhoto as fault:
            log.info("missing", media=number, why=fault.why)
            await self._write(number, attempts=attempts + 1, state="missing")
            return
        await asyncio.wrap_future(self._store.do(lambda session: _keep(session, number, content)))
        log.info("fetched", media=number, bytes=len(content))

    async def _write(self, number: int, **values: object) -> None:
        await asyncio.wrap_future(
            self._store.do(
                lambda session: session.execute(update(Media).where(col(Media.id) == number).values(**values))
            )
        )


def _due(session: Session, now: datetime) -> list[tuple[int, str, str, int]]:
    return [(media.id or 0, media.kind, media.ref, media.attempts) for media in reports.media_waiting(session, now)]


def _keep(session: Session, number: int, content: bytes) -> None:
    sealed = sealer_of(session).seal_bytes(content)
    session.execute(update(Media).where(col(Media.id) == number).values(state="kept", content=sealed))
