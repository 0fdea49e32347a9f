"""The parts put together: ears, turns, sender, clock, health. One process, one loop, one writer."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from cryptography.fernet import InvalidToken
from sqlmodel import Session

from bot import backups
from bot.clocks import UNHEARD, Clock, FollowedClock, SystemClock
from bot.config import Config
from bot.lines import Yard
from bot.media import Fetcher
from bot.pages import routes as page_routes
from bot.papers import Papers
from bot.ready import WRONG_KEY, NotReady, only_ward, opened
from bot.turns import Turns
from bot.web import application
from handlers.turn import Manner
from reporting.channels import CHANNELS
from reporting.house import House
from scheduler.channels import Rules
from scheduler.clock import next_due, tick
from storage import channels, people
from storage.database import Store

log = structlog.get_logger()

A_MINUTE = timedelta(minutes=1)
LAST_WORDS = 1.0  # seconds a letter on its way has at the end


class Ticker:
    """Lets the clock look: once a minute, when something falls due, and whenever a followed clock is moved."""

    def __init__(self, store: Store, clock: Clock, ward: str, rules: Rules, looked: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._rules = rules
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
            erased = tick(session, self._ward, now, self._rules)
            due = next_due(session, people.house_of(session, self._ward), now, self._rules)["any"]
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
    papers = Papers(store, clock, ward)
    yard = Yard(config, store, clock, house, http, papers)
    names = await yard.names()
    turns = Turns(store, clock, ward, yard.lease, manner(config, names), yard.give, yard.look)
    lines = yard.lines(turns, names)

    nightly = backups.Nightly(backups.plan(config), clock, ZoneInfo(house.file.ward.timezone))

    def looked() -> None:
        yard.look()
        turns.look_again()
        nightly.look()

    ticker = Ticker(store, clock, ward, rules(config), looked)
    fetch = {line.channel: line.fetch for line in lines}
    fetcher = Fetcher(store, clock, ward, fetch, config.media.max_bytes, yard.media_came, turns.soon)

    def unfinished() -> int:
        return turns.running + int(ticker.owes_a_look) + sum(not line.sender.at_rest for line in lines)

    senders = {line.channel: line.sender for line in lines}
    app = application(store, clock, lambda session: people.house_of(session, ward), rules(config), unfinished, senders)
    app.add_routes([route for line in lines for route in line.routes])
    app.add_routes(page_routes(store, clock, ward, config.media.max_bytes, turns.soon, papers))
    runner = await _health(app, config)
    await asyncio.wrap_future(store.do(lambda session: _switched_off(session, ward, list(names), clock.now())))
    metronome = _metronome(clock, house, ticker, turns)
    for line in lines:
        await line.begin()
    work = [part() for line in lines for part in line.work]
    work += [turns.run(), ticker.run(), fetcher.run(), nightly.run()]
    if isinstance(clock, FollowedClock):
        work.append(clock.follow(http))
    log.info("ready", bots=names, health=_address(runner))
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
        for line in lines:
            await line.sender.finish(LAST_WORDS)
        log.info("stopped")


def _switched_off(session: Session, ward: str, on: Collection[str], now: datetime) -> None:
    """A channel without a token that people joined on is one that does not answer: their letters go another way."""
    for channel in CHANNELS:
        if channel not in on and channels.users(session, ward, channel):
            channels.silent(session, ward, channel, now)


async def _house(store: Store, ward: str) -> House:
    try:
        return await asyncio.wrap_future(store.do(lambda session: people.house_of(session, ward)))
    except InvalidToken:
        raise NotReady(WRONG_KEY) from None


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


def manner(config: Config, names: Mapping[str, str]) -> Manner:
    """`names`: the channels switched on, and the bot's name on each."""
    talk = config.talk
    telegram = names.get("telegram")
    return Manner(
        quiet=timedelta(seconds=talk.quiet_seconds),
        photo_quiet=timedelta(seconds=talk.photo_quiet_seconds),
        undo=timedelta(minutes=talk.undo_minutes),
        invite_valid=timedelta(days=config.invites.valid_days),
        link=f"https://t.me/{telegram}?start=" if telegram else "",
        pages=timedelta(hours=config.web.link_hours) if config.web.public_url else None,
        channels=tuple(names),
        names=dict(names),
    )


def rules(config: Config) -> Rules:
    zalo = config.zalo
    return Rules(
        notice=timedelta(minutes=config.channels.notice_minutes),
        dark=timedelta(hours=config.channels.dark_hours),
        quotas={"zalo": zalo.monthly_quota},
        caps={"zalo": zalo.user_cap},
        pages=timedelta(hours=config.web.link_hours) if config.web.public_url else None,
    )


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}/healthz"
