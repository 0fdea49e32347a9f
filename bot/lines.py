"""The channels of the settings put together: for each its ears, its mouth, its fetch; letters handed to their own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from aiohttp import web
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.clocks import Clock
from bot.config import Config
from bot.config import Telegram as TelegramSettings
from bot.config import Zalo as ZaloSettings
from bot.ears import Intake
from bot.health import Pulse, Purse
from bot.media import Fetch
from bot.pace import Limits, Rule
from bot.papers import Papers
from bot.ready import NotReady
from bot.sender import Ask, Sender, SendFailed, Shown
from bot.shown import Showing
from bot.telegram import PATH as TELEGRAM_PATH
from bot.telegram import Telegram
from bot.telegram_ears import PollingEar, ToldEar
from bot.turns import Turns
from bot.zalo import PATH as ZALO_PATH
from bot.zalo import Zalo
from bot.zalo_ears import ZaloEar
from reporting.house import House
from reporting.plain import SLOT, WIDTHS
from reporting.texts.forms import cut
from storage import contact_lane, links, openings, people
from storage.database import Store
from storage.outbox import Letter

log = structlog.get_logger()

Send = Callable[[Letter, str, Shown | None], Awaitable[str]]

REFUSED = {
    "telegram": "Telegram refuses the token: copy DANVAN_TELEGRAM__TOKEN again from BotFather.",
    "zalo": "Zalo refuses the token: copy DANVAN_ZALO__TOKEN again from the Bot Platform.",
}


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


class Yard:
    """Puts the channels of the settings together, and hands each letter to its own."""

    def __init__(
        self,
        config: Config,
        store: Store,
        clock: Clock,
        house: House,
        http: aiohttp.ClientSession,
        papers: Papers,
    ) -> None:
        self.lease = secrets.token_hex(4)
        self.media_came = asyncio.Event()
        self._config = config
        self._store = store
        self._clock = clock
        self._house = house
        pages = timedelta(hours=config.web.link_hours)
        self._showing = Showing(store, clock, house.id, config.web.public_url, pages, papers)
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
        intake = self._intake("telegram", turns, pulse)

        if settings.ear == "poll":
            ear = PollingEar(telegram, intake, settings.poll_seconds)
            return Line("telegram", name, sender, telegram.fetch, (ear.run, sender.run))
        secret = settings.webhook_secret.get_secret_value()
        told = ToldEar(telegram, intake, self._config.web.public_url, secret)
        work = (told.run, sender.run)
        return Line("telegram", name, sender, telegram.fetch, work, (web.post(TELEGRAM_PATH, told.told),), told.begin)

    def _zalo_line(self, zalo: Zalo, turns: Turns, name: str) -> Line:
        settings, public = self._config.zalo, self._config.web.public_url
        pulse = self._pulse("zalo")
        limits = _limits(settings, Rule(timedelta(seconds=1 / settings.chat_messages_per_second), 3))
        sender = self._sender("zalo", zalo.send, zalo.start, limits, pulse, settings.monthly_quota)
        url = public if settings.ear == "webhook" else ""
        secret = settings.webhook_secret.get_secret_value()
        late = settings.late_ms / 1000
        ear = ZaloEar(zalo, self._intake("zalo", turns, pulse), url, secret, settings.poll_seconds, late)
        routes = (web.post(ZALO_PATH, ear.told),) if url else ()
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
        send: Send,
        ask: Ask,
        limits: Limits,
        pulse: Pulse,
        quota: int,
    ) -> Sender:
        async def mouth(letter: Letter) -> str:
            try:
                text = await fill(self._store, letter.text, self._config.web.public_url)
                shown = await self._showing.of(letter)
            except OperationalError as fault:  # a full disk or a lock: later
                raise SendFailed(type(fault).__name__) from None
            return await send(letter, text, shown)

        purse = Purse(self._house.id, channel, ZoneInfo(self._house.file.ward.timezone), quota)
        return Sender(self._store, self._clock, channel, mouth, ask, limits, self.lease, pulse, purse, self.look)


async def _name(channel: str, speaks: Telegram | Zalo) -> str:
    """A channel that does not answer keeps nobody waiting: it is listened to as soon as it does."""
    try:
        return await speaks.start()
    except SendFailed as failure:
        if failure.permanent:
            raise NotReady(REFUSED[channel]) from None
        log.warning("unheard", channel=channel, error=failure.why)
        return ""


async def fill(store: Store, text: str, base: str) -> str:
    """Put what stands nowhere else in the clear where its slot stands, at the last moment: no row ever holds it."""
    slots = {(found[1], int(found[2])) for found in SLOT.finditer(text)}
    if not slots:
        return text

    def job(session: Session) -> dict[tuple[str, int], str]:
        return {(what, number): cut(_filling(session, what, number, base), WIDTHS[what]) for what, number in slots}

    known = await asyncio.wrap_future(store.do(job))
    return SLOT.sub(lambda found: known[found[1], int(found[2])], text)


def _filling(session: Session, what: str, number: int, base: str) -> str:
    match what:
        case "phone":
            return people.phone_of(session, number)
        case "contact":
            return contact_lane.opened(session, number)
        case "original":
            return openings.original(session, number)
        case _:
            return links.url(session, number, base)


def _limits(settings: TelegramSettings | ZaloSettings, group: Rule) -> Limits:
    """A short burst may run ahead of the schedule: 3 to one chat, 10 in all."""
    return Limits(
        bot=Rule(timedelta(seconds=1 / settings.messages_per_second), 10),
        chat=Rule(timedelta(seconds=1 / settings.chat_messages_per_second), 3),
        group=group,
    )
