"""How a channel does, told to the database: it answers or not, a letter was taken or not, what the month has cost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot.clocks import Clock
from reporting import quota
from storage import channels
from storage.database import Job, Store
from storage.outbox import KINDS, Letter

log = structlog.get_logger()

HEARD_OUT = timedelta(minutes=2)  # after an outage what people wrote comes in first: it may spare a reminder
DOUBT = 2  # misses in a row after which a channel is taken to be cut off
NOTED_AGAIN = timedelta(minutes=1)  # a channel that answers is noted no more often


class Pulse:
    """Whether a channel's server answers. Told by every ear and mouth of it; writes only what is news."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ward: str,
        channel: str,
        calm: Callable[[datetime], datetime],
        news: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._channel = channel
        self._calm = calm  # the first moment from one on at which reminders may be sent
        self._news = news  # letters may have another way now
        self._ill: bool | None = None
        self._misses = 0  # in a row
        self._noted: datetime | None = None

    @property
    def is_ill(self) -> bool:
        return bool(self._ill)

    @property
    def is_out_of_doubt(self) -> bool:
        """It failed more than once and nothing came between: what is sent now and gets no answer has not arrived."""
        return self._misses >= DOUBT

    def well(self) -> None:
        self._misses = 0
        now = self._clock.now()
        fresh = self._noted is not None and self._noted <= now < self._noted + NOTED_AGAIN
        if self._ill is False and fresh:
            return
        was_ill, self._ill, self._noted = self._ill, False, now
        reminders_from = self._calm(now + HEARD_OUT)
        self._write(lambda session: channels.answered(session, self._ward, self._channel, now, reminders_from))
        if was_ill:
            self._news()

    def ill(self) -> None:
        self._misses += 1
        if self._ill:
            return
        self._ill = True
        now = self._clock.now()
        log.warning("channel_silent", channel=self._channel)
        self._write(lambda session: channels.silent(session, self._ward, self._channel, now))

    def _write(self, job: Job[bool | None]) -> None:
        future = asyncio.wrap_future(self._store.do(job))
        future.add_done_callback(self._written)

    def _written(self, future: asyncio.Future[bool | None]) -> None:
        if future.cancelled():
            return
        if future.exception() is not None:
            self._ill = None  # not written: said again with the next sign of life
        elif future.result():
            log.info("channel_back", channel=self._channel)
            self._news()


class Purse:
    """What a channel's monthly quota still pays for."""

    def __init__(self, ward: str, channel: str, zone: ZoneInfo, limit: int) -> None:
        self._ward = ward
        self._channel = channel
        self._zone = zone
        self._limit = limit
        self._month = ""
        self._spent = 0

    def look(self, session: Session, now: datetime) -> None:
        """At the start, and in a new month."""
        if self._limit and self._month_of(now) != self._month:
            self._month = self._month_of(now)
            self._spent = channels.spent(session, self._ward, self._channel, self._month)

    def kinds(self) -> tuple[str, ...]:
        """Kinds of letters that may still be sent: answers and alarms always."""
        return tuple(kind for kind in KINDS if quota.may_spend(kind, self._spent, self._limit))

    @property
    def short(self) -> bool:
        """Messages are merged where they can be."""
        return bool(self._limit) and quota.short(self._spent, self._limit)

    def paid(self, session: Session, letter: Letter, now: datetime) -> None:
        """A letter was taken by the channel."""
        channels.delivered(session, letter.channel, letter.chat, now)
        if self._limit:
            self._spent += 1
            channels.spend(session, self._ward, self._channel, self._month_of(now), 1)

    def refused(self, session: Session, letter: Letter, now: datetime) -> None:
        channels.undelivered(session, letter.channel, letter.chat, now)

    def _month_of(self, now: datetime) -> str:
        return f"{now.astimezone(self._zone):%Y-%m}"
