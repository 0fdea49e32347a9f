"""Telegram both ways: aiogram listens, python-telegram-bot speaks. Neither name appears elsewhere; `telegram_types.py`
loads aiogram.

Listening: aiogram's typed updates and one handler per kind of update turn raw JSON into an `Incoming`. Speaking: PTB's
`Bot` with its typed errors, on a small request class over aiohttp, so that there is one HTTP client in the house.
Sources: core.telegram.org/bots/api; docs of both libraries.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import structlog
import telegram as ptb
from telegram import error as refusal
from telegram.request import BaseRequest, RequestData

from bot.files import TOO_LARGE, body_of, name_in_words
from bot.sender import SendFailed, Shown
from bot.telegram_types import UNHANDLED, aiogram, types
from reporting.privacy import Kept
from reporting.texts.commands import COMMANDS
from reporting.values import FileRef, Incoming, Kind
from storage.outbox import Letter

log = structlog.get_logger()

CHANNEL = "telegram"
PATH = "/telegram/webhook"  # below web.public_url
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]

NO_WAY = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)  # nothing was written to the server yet

Guard = Callable[[str], Kept]


class Unreached(refusal.NetworkError):
    """The server was not reached at all: nothing was said."""


class Refused(Exception):
    """A call was answered with `ok: false`; the text holds code and description."""


def webhook_at(public_url: str) -> str:
    """Where updates are to be sent; `public_url` is how the world reaches this process."""
    return public_url.rstrip("/") + PATH


# Listening


def translator(guard: Guard) -> Callable[[dict[str, Any]], Any]:
    """A coroutine function raw update -> (Incoming | None, original words | None).

    Every string a person wrote passes the gate here. Of a file's name only whether it is refused is taken, of a contact
    card that it came, of whom a message is forwarded from nothing. It raises what aiogram raises for an update it
    cannot read.
    """
    router = aiogram.Router()

    def incoming(message: types.Message, kind: Kind, text: str, **more: Any) -> tuple[Incoming, Kept]:
        kept = guard(text)
        if (name := _name_of(message)) and (reason := guard(name).reason):
            kept = Kept("", (), kept.reason or reason)
        made = Incoming(
            channel=CHANNEL,
            external_id="",
            chat=str(message.chat.id),
            kind=kind,
            at=message.date,
            text=kept.masked,
            message_id=str(message.message_id),
            masked=("name", "phone") if message.contact else tuple(sorted({span[2] for span in kept.spans})),
            **more,
        )
        return made, kept

    @router.edited_message()
    async def on_edit(message: types.Message) -> Any:
        if message.location:
            return None  # a live location moves; nothing new is said
        return incoming(message, Kind.TEXT, message.text or message.caption or "", edited=True)

    @router.message()
    async def on_message(message: types.Message) -> Any:
        if message.chat.type != "private":
            if message.left_chat_member or message.migrate_to_chat_id:
                return None
            return incoming(message, Kind.GROUP, "")
        words = message.text or message.caption or ""
        if words.startswith("/start"):
            return incoming(message, Kind.START, words.removeprefix("/start").strip())
        if message.location:
            place = (message.location.latitude, message.location.longitude)
            return incoming(message, Kind.PLACE, words, place=place)
        kind, files = _shape(message)
        return incoming(message, kind, words, files=files)

    @router.callback_query()
    async def on_press(press: types.CallbackQuery) -> Any:
        question, _, digit = (press.data or "").rpartition(".")
        chat = press.message.chat.id if press.message else press.from_user.id
        made = Incoming(
            channel=CHANNEL,
            external_id="",
            chat=str(chat),
            kind=Kind.PRESS,
            at=datetime.min.replace(tzinfo=UTC),
            question=question,
            choice=digit[:2],
            message_id=press.id,
        )
        return made, None

    @router.my_chat_member()
    async def on_membership(change: types.ChatMemberUpdated) -> Any:
        present = change.new_chat_member.status not in ("left", "kicked")
        if change.chat.type == "private":
            kind = None if present else Kind.BLOCKED
        else:
            kind = Kind.GROUP if present else None
        if kind is None:
            return None
        made = Incoming(channel=CHANNEL, external_id="", chat=str(change.chat.id), kind=kind, at=change.date)
        return made, None

    async def translate(raw: dict[str, Any]) -> Any:
        update = types.Update.model_validate(raw)
        event = update.event_type
        result = await router.propagate_event(update_type=event, event=getattr(update, event))
        return None if result is UNHANDLED else result

    return translate


def _shape(message: types.Message) -> tuple[Kind, tuple[FileRef, ...]]:
    """The kind of a private message by what it carries, and its files (the largest size of a photo)."""
    if message.photo:
        photo = message.photo[-1]
        return Kind.PHOTO, (FileRef("photo", photo.file_id, photo.file_size, "image/jpeg"),)
    if voice := message.voice or message.audio:
        return Kind.VOICE, (FileRef("voice", voice.file_id, voice.file_size, voice.mime_type),)
    if film := message.video or message.video_note or message.animation:
        return Kind.VIDEO, (FileRef("video", film.file_id, film.file_size, getattr(film, "mime_type", None)),)
    if file := message.document:
        return Kind.FILE, (FileRef("file", file.file_id, file.file_size, file.mime_type),)
    if message.sticker:
        return Kind.STICKER, ()
    if message.contact:
        return Kind.CONTACT, ()
    return (Kind.TEXT if message.text else Kind.UNSUPPORTED), ()


def _name_of(message: types.Message) -> str:
    file = message.document or message.video or message.audio or message.animation
    return name_in_words(file.file_name or "") if file else ""


# Speaking


class AiohttpRequest(BaseRequest):
    """PTB's transport on the house's HTTP client. A cut connection is told from a refused one: after the first the
    message may have arrived."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http

    @property
    def read_timeout(self) -> float | None:
        return 15.0

    async def initialize(self) -> None:
        """The session is open already."""

    async def shutdown(self) -> None:
        """Whoever opened the session closes it."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        form = _form(request_data) if request_data else None
        try:
            async with self._http.request(
                method, url, data=form, timeout=aiohttp.ClientTimeout(total=15, sock_connect=5)
            ) as answer:
                return answer.status, await answer.read()
        except NO_WAY as fault:
            raise Unreached(type(fault).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise refusal.TimedOut(type(fault).__name__) from None


def _form(data: RequestData) -> dict[str, str] | aiohttp.FormData:
    """Multipart only where there is a file to carry."""
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (file, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=file, content_type=mime)
    return form


class Telegram:
    """The speaking half. `api` is the server's address without a trailing slash."""

    def __init__(self, http: aiohttp.ClientSession, api: str, token: str) -> None:
        self._http = http
        self._api = api.rstrip("/")
        self._token = token
        request = AiohttpRequest(http)
        self._bot = ptb.Bot(
            token,
            base_url=f"{self._api}/bot",
            base_file_url=f"{self._api}/file/bot",
            request=request,
            get_updates_request=request,
        )

    async def start(self) -> str:
        """Ask who we are; answers the bot's username. Raises SendFailed, `permanent` when the token is refused."""
        try:
            await self._bot.initialize()
        except refusal.TelegramError as why:
            refused = isinstance(why, refusal.InvalidToken)
            raise SendFailed(type(why).__name__, permanent=refused, unreachable=not refused) from None
        return self._bot.username

    async def ask(self) -> None:
        """Whether the server answers. Raises SendFailed."""
        try:
            await self._bot.get_me()
        except refusal.TelegramError as why:
            silent = isinstance(why, refusal.NetworkError) and not isinstance(why, refusal.BadRequest)
            raise SendFailed(type(why).__name__, unreachable=silent) from None

    async def call(self, method: str, asked: dict[str, Any] | None = None, seconds: float = 0) -> Any:
        """A method on raw JSON that may take so long. Raises Refused, aiohttp.ClientError, TimeoutError, ValueError."""
        patience = aiohttp.ClientTimeout(total=seconds + 15)
        async with self._http.post(
            f"{self._api}/bot{self._token}/{method}", json=asked or {}, timeout=patience
        ) as answer:
            body = await answer.json(content_type=None)
        if not body.get("ok"):
            raise Refused(f"{body.get('error_code')}: {body.get('description')}")
        return body["result"]

    async def send(self, letter: Letter, text: str, shown: Shown | None = None) -> str:
        """Say `text`, under what is shown with it, with the letter's choices as buttons; answers the message id.
        Raises SendFailed."""
        try:
            message = await self._say(letter, text, shown)
            await self._then(letter)
        except refusal.RetryAfter as why:
            pause = why.retry_after
            seconds = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
            raise SendFailed("429", retry_after=seconds) from None
        except refusal.Forbidden as why:
            raise SendFailed(why.message, gone=True) from None
        except refusal.BadRequest as why:
            gone = "chat not found" in why.message.lower()
            raise SendFailed(why.message, gone=gone, permanent=not gone) from None
        except refusal.TimedOut as why:
            raise SendFailed(why.message, lost=True) from None
        except refusal.InvalidToken as why:  # is mended one day too
            raise SendFailed(why.message) from None
        except refusal.NetworkError as why:
            raise SendFailed(why.message, unreachable=isinstance(why, Unreached)) from None
        except refusal.TelegramError as why:
            raise SendFailed(why.message, permanent=True) from None
        return str(message.message_id)

    async def _say(self, letter: Letter, text: str, shown: Shown | None) -> ptb.Message:
        """A voice note is Telegram's own only as OGG; other recordings and films go as files, which play as well."""
        chat, buttons = letter.chat, _buttons(letter)
        if shown is None:
            return await self._bot.send_message(chat, text, reply_markup=buttons)
        if shown.kind == "photo":
            return await self._bot.send_photo(chat, shown.content, text, reply_markup=buttons)
        if shown.mime == "audio/ogg":
            return await self._bot.send_voice(chat, shown.content, caption=text, reply_markup=buttons)
        name = ptb.InputFile(shown.content, filename=shown.name)
        return await self._bot.send_document(chat, name, caption=text, reply_markup=buttons)

    async def _then(self, letter: Letter) -> None:
        """What is done once the letter is said; a failure of it never says the letter again."""
        act, _, what = (letter.then or "").partition(":")
        if act == "leave":
            await self._tried(act, self._bot.leave_chat(letter.chat))
        elif act == "commands":
            chat = ptb.BotCommandScopeChat(letter.chat)
            await self._tried(act, self._bot.set_my_commands(list(COMMANDS[what].items()), chat))
        elif act == "forget":
            await self._tried(act, self._bot.delete_my_commands(ptb.BotCommandScopeChat(letter.chat)))
        for number in what.split(",") if act == "delete" else ():
            await self._tried(act, self._bot.delete_message(letter.chat, int(number)))

    async def _tried(self, act: str, call: Awaitable[object]) -> None:
        try:
            await call
        except refusal.TelegramError as why:
            log.warning("not_done", act=act, error=type(why).__name__)

    async def stop_spinning(self, press: str) -> None:
        """Tell the button that its press was heard. Too late or lost is no harm: only a spinner turns longer."""
        try:
            await self._bot.answer_callback_query(press)
        except refusal.TelegramError:
            return

    async def fetch(self, ref: str, most: int) -> bytes:
        """A file's content, at most `most` bytes. Raises SendFailed."""
        try:
            file = await self._bot.get_file(ref)
            if (file.file_size or 0) > most:
                raise SendFailed(TOO_LARGE, permanent=True)
            return await body_of(self._http, file.file_path or "", most)
        except refusal.BadRequest as why:
            what = TOO_LARGE if "too big" in why.message.lower() else why.message
            raise SendFailed(what, permanent=True) from None
        except refusal.TelegramError as why:
            raise SendFailed(type(why).__name__) from None


def _buttons(letter: Letter) -> ptb.InlineKeyboardMarkup | None:
    """One button a line for long labels, else two; the callback data names its question."""
    if not letter.choices:
        return None
    made = [ptb.InlineKeyboardButton(c.label, callback_data=f"{letter.question}.{c.digit}") for c in letter.choices]
    wide = 1 if any(len(c.label) > 14 for c in letter.choices) else 2
    return ptb.InlineKeyboardMarkup([made[i : i + wide] for i in range(0, len(made), wide)])
