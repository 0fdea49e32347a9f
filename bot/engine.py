"""The parts put together: ears, turns, sender, clock, health. One process, one loop, one writer."""

from __future__ import annotations

import asyncio
import gc
import re
import secrets
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from cryptography.fernet import InvalidToken
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.clocks import UNHEARD, Clock, FollowedClock, SystemClock
from bot.config import Config
from bot.ears import Ear
from bot.media import Fetcher
from bot.pace import Limits, Rule
from bot.ready import WRONG_KEY, NotReady, only_ward, opened
from bot.sender import Sender, SendFailed
from bot.telegram import CHANNEL, Telegram
from bot.turns import Turns
from bot.web import application
from handlers.turn import Manner
from reporting.house import House
from reporting.texts.commands import COMMANDS
from scheduler.clock import next_due, tick
from storage import people
from storage.database import Store
from storage.outbox import Letter

log = structlog.get_logger()

SLOT = re.compile(r"\{phone:(\d+)\}")
A_MINUTE = timedelta(minutes=1)
LAST_WORDS = 1.0  # seconds a letter on its way has at the end


class Ticker:
    """Lets the clock look: once a minute, when something falls due, and whenever a followed clock is moved."""

    def __init__(self, store: Store, clock: Clock, ward: str, looked: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._looked = looked
        self._poke = asyncio.Event()
        self._last: datetime | None = None
        self._next: datetime | None = None

    def poke(self) -> None:
        self._poke.set()

    @property
    def owes_a_look(self) -> bool:
        now = self._clock.now()
        if self._last is None or now < self._last:
            return True
        return now - self._last >= A_MINUTE or (self._next is not None and self._next <= now)

    async def run(self) -> None:
        while True:
            while self.owes_a_look:
                await self._look()
            await self._clock.wait(self._poke, self._next)

    async def _look(self) -> None:
        now = self._clock.now()

        def job(session: Session) -> tuple[bool, datetime | None]:
            erased = tick(session, self._ward, now)
            due = next_due(session, people.house_of(session, self._ward), now)["any"]
            return erased, due if due is not None and due > now else None

        try:
            erased, self._next = await asyncio.wrap_future(self._store.do(job))
        except Exception as fault:  # a full disk must not stop the clock: it looks again
            log.error("tick_failed", error=type(fault).__name__, exc_info=True)
            await asyncio.sleep(1)
            return
        self._last = now
        if erased:
            self._store.checkpoint()
        self._looked()


async def serve(config: Config, read_clock: Callable[[], datetime], stop: asyncio.Event) -> None:
    """Run the product until `stop` is set. Raises NotReady when it cannot start."""
    store = opened(config.database.url, config.secrets.key.get_secret_value())
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as http:
            await _serve(config, read_clock, stop, store, http)
    finally:
        await asyncio.to_thread(store.close)


async def _serve(
    config: Config, read_clock: Callable[[], datetime], stop: asyncio.Event, store: Store, http: aiohttp.ClientSession
) -> None:
    ward = await asyncio.wrap_future(store.do(only_ward))
    house = await _house(store, ward)
    clock = await _clock(config, read_clock, http)
    telegram = Telegram(http, config.telegram.api_base, config.telegram.token.get_secret_value())
    name = await _name(config, telegram)
    lease = secrets.token_hex(4)

    async def mouth(letter: Letter) -> str:
        try:
            text = await fill(store, letter.text)
        except OperationalError as fault:  # a full disk or a lock: later
            raise SendFailed(type(fault).__name__) from None
        return await telegram.send(letter, text)

    sender = Sender(store, clock, CHANNEL, mouth, limits(config), lease)
    turns = Turns(store, clock, ward, lease, manner(config, name), sender.give, sender.look)

    def looked() -> None:
        sender.look()
        turns.look_again()

    ticker = Ticker(store, clock, ward, looked)
    ear = Ear(store, telegram, turns, clock, ward, house.known, config.telegram.poll_seconds)
    fetcher = Fetcher(store, telegram, clock, config.media.max_bytes, ear.media_came)

    def unfinished() -> int:
        return turns.running + int(ticker.owes_a_look) + int(not sender.at_rest)

    def paced() -> datetime | None:
        return sender.paced_until

    app = application(store, clock, lambda session: people.house_of(session, ward), unfinished, paced)
    runner = await _health(app, config)
    await telegram.name_commands(COMMANDS)
    metronome = _metronome(clock, house, ticker, turns)
    work: list[Coroutine[Any, Any, None]] = [ear.run(), turns.run(), sender.run(), ticker.run(), fetcher.run()]
    if isinstance(clock, FollowedClock):
        work.append(clock.follow(http))
    log.info("ready", bot=name, health=_address(runner))
    gc.collect()
    gc.freeze()  # a full collection over everything imported would stop the loop for a tenth of a second
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(part) for part in work]
            await stop.wait()
            for task in tasks:
                task.cancel()
    finally:
        if metronome is not None:
            metronome.shutdown(wait=False)
        await runner.cleanup()
        await sender.finish(LAST_WORDS)
        log.info("stopped")


async def _house(store: Store, ward: str) -> House:
    try:
        return await asyncio.wrap_future(store.do(lambda session: people.house_of(session, ward)))
    except InvalidToken:
        raise NotReady(WRONG_KEY) from None


async def _name(config: Config, telegram: Telegram) -> str:
    try:
        return config.telegram.username or await telegram.start()
    except SendFailed as failure:
        raise NotReady(
            "Telegram refuses the token: copy DANVAN_TELEGRAM__TOKEN again from BotFather."
            if failure.permanent
            else f"{config.telegram.api_base} does not answer ({failure.why}): is there a way to it from here?"
        ) from None


async def _health(app: web.Application, config: Config) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, config.web.host, config.web.port).start()
    except OSError as fault:
        await runner.cleanup()
        raise NotReady(
            f"Port {config.web.port} of {config.web.host} cannot be used ({fault.strerror}): does danvan run already? "
            "Else set web.port."
        ) from None
    return runner


async def _clock(config: Config, read_clock: Callable[[], datetime], http: aiohttp.ClientSession) -> Clock:
    if config.clock.source == "system":
        return SystemClock(read_clock)
    followed = FollowedClock(config.clock.source)
    try:
        await followed.hear(http)
    except UNHEARD as fault:
        raise NotReady(f"The clock at {config.clock.source} does not answer ({type(fault).__name__}).") from None
    return followed


def _metronome(clock: Clock, house: House, ticker: Ticker, turns: Turns) -> AsyncIOScheduler | None:
    """APScheduler beats once a minute; a followed clock beats by itself."""
    if isinstance(clock, FollowedClock):
        clock.on_move(ticker.poke)
        clock.on_move(turns.look_again)
        return None
    metronome = AsyncIOScheduler(timezone=house.file.ward.timezone)
    metronome.add_job(
        ticker.poke, "interval", minutes=1, id="tick", coalesce=True, misfire_grace_time=None, max_instances=1
    )
    metronome.start()
    return metronome


async def fill(store: Store, text: str) -> str:
    """Put telephones where their slots stand, at the last moment: no row ever holds one."""
    slots = {int(number) for number in SLOT.findall(text)}
    if not slots:
        return text

    def job(session: Session) -> dict[int, str]:
        return {person: people.phone_of(session, person) for person in slots}

    phones = await asyncio.wrap_future(store.do(job))
    return SLOT.sub(lambda found: phones[int(found[1])], text)


def limits(config: Config) -> Limits:
    """A short burst may run ahead of the schedule: 3 to one chat, 10 in all."""
    settings = config.telegram
    return Limits(
        bot=Rule(timedelta(seconds=1 / settings.messages_per_second), 10),
        chat=Rule(timedelta(seconds=1 / settings.chat_messages_per_second), 3),
        group=Rule(timedelta(seconds=60 / settings.group_messages_per_minute), 1),
    )


def manner(config: Config, bot: str) -> Manner:
    talk = config.talk
    return Manner(
        quiet=timedelta(seconds=talk.quiet_seconds),
        photo_quiet=timedelta(seconds=talk.photo_quiet_seconds),
        undo=timedelta(minutes=talk.undo_minutes),
        invite_valid=timedelta(days=config.invites.valid_days),
        link=f"https://t.me/{bot}?start=",
    )


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}/healthz"
