"""The parts put together: ears, turns, sender, clock, health. One process, one loop, one writer."""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from cryptography.fernet import InvalidToken
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.clocks import UNHEARD, Clock, FollowedClock, SystemClock
from bot.config import Config
from bot.config import Telegram as TelegramSettings
from bot.config import Zalo as ZaloSettings
from bot.ears import Intake, TelegramEar
from bot.health import Pulse, Purse
from bot.media import Fetch, Fetcher
from bot.pace import Limits, Rule
from bot.pages import routes as page_routes
from bot.ready import WRONG_KEY, NotReady, only_ward, opened
from bot.sender import Ask, Sender, SendFailed
from bot.telegram import Telegram
from bot.turns import Turns
from bot.web import application
from bot.zalo import PATH, Zalo
from bot.zalo_ears import ZaloEar
from handlers.turn import Manner
from reporting.channels import CHANNELS
from reporting.house import House
from reporting.plain import SLOT
from reporting.texts.commands import COMMANDS
from scheduler.channels import Rules
from scheduler.clock import next_due, tick
from storage import channels, links, people
from storage.database import Store
from storage.outbox import Letter

log = structlog.get_logger()

A_MINUTE = timedelta(minutes=1)
REFUSED = {
    "telegram": "Telegram refuses the token: copy DANVAN_TELEGRAM__TOKEN again from BotFather.",
    "zalo": "Zalo refuses the token: copy DANVAN_ZALO__TOKEN again from the Bot Platform.",
}
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


async def _nothing_to_begin() -> None:
    """This channel is listened to without being told so."""


@dataclass(frozen=True)
class Line:
    """A channel put to work: what listens, what speaks, how people find it."""

    channel: str
    name: str  # of the bot there; "" when nobody knows
    sender: Sender
    fetch: Fetch
    work: tuple[Callable[[], Coroutine[Any, Any, None]], ...]
    routes: tuple[web.RouteDef, ...] = ()
    begin: Callable[[], Awaitable[object]] = _nothing_to_begin


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
    yard = Yard(config, store, clock, house, http)
    names = await yard.names()
    turns = Turns(store, clock, ward, yard.lease, manner(config, names), yard.give, yard.look)
    lines = yard.lines(turns, names)

    def looked() -> None:
        yard.look()
        turns.look_again()

    ticker = Ticker(store, clock, ward, rules(config), looked)
    fetch = {line.channel: line.fetch for line in lines}
    fetcher = Fetcher(store, clock, ward, fetch, config.media.max_bytes, yard.media_came, turns.soon)

    def unfinished() -> int:
        return turns.running + int(ticker.owes_a_look) + sum(not line.sender.at_rest for line in lines)

    senders = {line.channel: line.sender for line in lines}
    app = application(store, clock, lambda session: people.house_of(session, ward), rules(config), unfinished, senders)
    app.add_routes([route for line in lines for route in line.routes])
    app.add_routes(page_routes(store, clock, ward, config.media.max_bytes, turns.soon))
    runner = await _health(app, config)
    await asyncio.wrap_future(store.do(lambda session: _switched_off(session, ward, list(names), clock.now())))
    metronome = _metronome(clock, house, ticker, turns)
    for line in lines:
        await line.begin()
    work = [part() for line in lines for part in line.work]
    work += [turns.run(), ticker.run(), fetcher.run()]
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


class Yard:
    """Puts the channels of the settings together, and hands each letter to its own."""

    def __init__(self, config: Config, store: Store, clock: Clock, house: House, http: aiohttp.ClientSession) -> None:
        self.lease = secrets.token_hex(4)
        self.media_came = asyncio.Event()
        self._config = config
        self._store = store
        self._clock = clock
        self._house = house
        self._senders: dict[str, Sender] = {}
        token = {"telegram": config.telegram.token, "zalo": config.zalo.token}
        self._telegram, self._zalo = None, None
        if token["telegram"].get_secret_value():
            self._telegram = Telegram(http, config.telegram.api_base, token["telegram"].get_secret_value())
        if token["zalo"].get_secret_value():
            self._zalo = Zalo(http, config.zalo.api_base, token["zalo"].get_secret_value())

    async def names(self) -> dict[str, str]:
        """The channels that are switched on, and how people find them. Raises NotReady when a token is refused."""
        found = {}
        for channel, speaks, set_name in (
            ("telegram", self._telegram, self._config.telegram.username),
            ("zalo", self._zalo, self._config.zalo.bot_name),
        ):
            if speaks is not None:
                found[channel] = set_name or await _name(channel, speaks)
        return found

    def lines(self, turns: Turns, names: Mapping[str, str]) -> list[Line]:
        lines = []
        if self._telegram is not None:
            lines.append(self._telegram_line(self._telegram, turns, names["telegram"]))
        if self._zalo is not None:
            lines.append(self._zalo_line(self._zalo, turns, names["zalo"]))
        self._senders = {line.channel: line.sender for line in lines}
        return lines

    def give(self, letters: Iterable[Letter]) -> None:
        """Letters leased to this process, straight from their turn."""
        for letter in letters:
            self._senders[letter.channel].give([letter])

    def look(self) -> None:
        """Something was put into the outbox, or time has moved."""
        for sender in self._senders.values():
            sender.look()

    def _telegram_line(self, telegram: Telegram, turns: Turns, name: str) -> Line:
        settings = self._config.telegram
        group = Rule(timedelta(seconds=60 / settings.group_messages_per_minute), 1)
        pulse = self._pulse("telegram")
        sender = self._sender("telegram", telegram.send, telegram.ask, _limits(settings, group), pulse, quota=0)
        ear = TelegramEar(telegram, self._intake("telegram", turns, pulse), settings.poll_seconds)

        async def name_commands() -> None:
            await telegram.name_commands(COMMANDS)

        return Line("telegram", name, sender, telegram.fetch, (ear.run, sender.run, name_commands))

    def _zalo_line(self, zalo: Zalo, turns: Turns, name: str) -> Line:
        settings, public = self._config.zalo, self._config.web.public_url
        pulse = self._pulse("zalo")
        limits = _limits(settings, Rule(timedelta(seconds=1 / settings.chat_messages_per_second), 3))
        sender = self._sender("zalo", zalo.send, zalo.start, limits, pulse, settings.monthly_quota)
        url = public if settings.ear == "webhook" else ""
        secret = settings.webhook_secret.get_secret_value()
        ear = ZaloEar(zalo, self._intake("zalo", turns, pulse), url, secret, settings.poll_seconds)
        routes = (web.post(PATH, ear.told),) if url else ()
        return Line("zalo", name, sender, zalo.fetch, (ear.run, sender.run), routes, ear.begin)

    def _pulse(self, channel: str) -> Pulse:
        calm = self._house.calendar.quiet_end
        return Pulse(self._store, self._clock, self._house.id, channel, calm, self.look)

    def _intake(self, channel: str, turns: Turns, pulse: Pulse) -> Intake:
        house = self._house
        return Intake(self._store, turns, self._clock, house.id, channel, house.known, pulse, self.media_came)

    def _sender(
        self,
        channel: str,
        send: Callable[[Letter, str], Awaitable[str]],
        ask: Ask,
        limits: Limits,
        pulse: Pulse,
        quota: int,
    ) -> Sender:
        async def mouth(letter: Letter) -> str:
            try:
                text = await fill(self._store, letter.text, self._config.web.public_url)
            except OperationalError as fault:  # a full disk or a lock: later
                raise SendFailed(type(fault).__name__) from None
            return await send(letter, text)

        purse = Purse(self._house.id, channel, ZoneInfo(self._house.file.ward.timezone), quota)
        return Sender(self._store, self._clock, channel, mouth, ask, limits, self.lease, pulse, purse, self.look)


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


async def _name(channel: str, speaks: Telegram | Zalo) -> str:
    """A channel that does not answer keeps nobody waiting: it is listened to as soon as it does."""
    try:
        return await speaks.start()
    except SendFailed as failure:
        if failure.permanent:
            raise NotReady(REFUSED[channel]) from None
        log.warning("unheard", channel=channel, error=failure.why)
        return ""


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


async def fill(store: Store, text: str, base: str) -> str:
    """Put telephones and links where their slots stand, at the last moment: no row ever holds one."""
    slots = {(found[1], int(found[2])) for found in SLOT.finditer(text)}
    if not slots:
        return text

    def job(session: Session) -> dict[tuple[str, int], str]:
        return {
            (what, number): people.phone_of(session, number) if what == "phone" else links.url(session, number, base)
            for what, number in slots
        }

    known = await asyncio.wrap_future(store.do(job))
    return SLOT.sub(lambda found: known[found[1], int(found[2])], text)


def _limits(settings: TelegramSettings | ZaloSettings, group: Rule) -> Limits:
    """A short burst may run ahead of the schedule: 3 to one chat, 10 in all."""
    return Limits(
        bot=Rule(timedelta(seconds=1 / settings.messages_per_second), 10),
        chat=Rule(timedelta(seconds=1 / settings.chat_messages_per_second), 3),
        group=group,
    )


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
    )


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}/healthz"
