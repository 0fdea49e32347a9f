"""Zalo both ways: its Bot Platform spoken over aiohttp, its events read into an `Incoming`.

Source: the platform's documentation of 2026-10 (bot.zaloplatforms.com/docs). Failures come as HTTP 200 with
`ok: false`, so `ok` alone counts; the token stands in the address, so no address ever reaches a log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.files import body_of
from bot.sender import SendFailed, Shown
from reporting.plain import numbered
from reporting.privacy import Kept
from reporting.values import FileRef, Incoming, Kind
from storage.outbox import Letter

CHANNEL = "zalo"
PATH = "/zalo/webhook"  # below web.public_url
METHODS = frozenset(
    {
        "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo",
        "sendMessage", "sendPhoto", "sendSticker", "sendVoice", "sendChatAction",
    }
)  # fmt: skip
CLOCKS_DIFFER = timedelta(minutes=5)
SILENCE = 408  # getUpdates found nothing
EXHAUSTED = 429  # a quota or a rate, Zalo does not say which, nor for how long
GONE = frozenset({403})  # the person does not want us
SHORTEST_REST, LONGEST_REST = 60.0, 3600.0  # seconds after a refusal without a time
PATIENCE = aiohttp.ClientTimeout(total=15, sock_connect=5)
NO_WAY = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)  # nothing was written to the server yet
MEDIA = ("image/", "audio/", "application/octet-stream")  # what a photo or voice note may come as

Guard = Callable[[str], Kept]


class Refused(Exception):
    """The platform's answer was `ok: false`."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description


def webhook_at(public_url: str) -> str:
    """Where events are to be sent; `public_url` is how the world reaches this process."""
    return public_url.rstrip("/") + PATH


# Speaking


class Zalo:
    """`api` is the platform's address without a trailing slash."""

    def __init__(self, http: aiohttp.ClientSession, api: str, token: str) -> None:
        self._http = http
        self._bot = f"{api.rstrip('/')}/bot{token}"
        self._plain = api.startswith("http://")  # a server of our own: its media need no TLS either

    async def call(self, method: str, patience: aiohttp.ClientTimeout = PATIENCE, **fields: Any) -> Any:
        """One of the platform's methods; answers its `result`. Raises Refused, aiohttp.ClientError, TimeoutError,
        ValueError (no JSON came)."""
        assert method in METHODS, method
        async with self._http.post(f"{self._bot}/{method}", json=fields, timeout=patience) as answer:
            body = await answer.json(content_type=None)
        if not isinstance(body, dict):
            raise ValueError("no object")
        if body.get("ok") is not True:
            raise Refused(int(body.get("error_code") or 0), str(body.get("description") or "")[:80])
        return body.get("result")

    async def start(self) -> str:
        """Who we are: the bot's account name. Raises SendFailed, `permanent` when the token is refused."""
        try:
            me = await self.call("getMe")
        except Refused as why:
            raise SendFailed(f"refused {why.code}", permanent=why.code == 401) from None
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise SendFailed(type(fault).__name__, unreachable=True) from None
        return str(me.get("account_name") or "")

    async def update(self, seconds: int) -> dict[str, Any] | None:
        """The next event, which is gone once it was handed out; None when nothing came within `seconds`."""
        try:
            patience = aiohttp.ClientTimeout(total=seconds + 15)
            found = await self.call("getUpdates", patience, timeout=str(seconds))
        except Refused as why:
            if why.code == SILENCE:
                return None
            raise
        return found if isinstance(found, dict) else None

    async def listen_at(self, url: str | None, secret: str = "") -> dict[str, Any]:
        """Have events sent to `url`; with None ask for them by getUpdates again. Answers what the platform found."""
        if url is None:
            await self.call("deleteWebhook")
            return {}
        return dict(await self.call("setWebhook", url=url, secret_token=secret) or {})

    async def send(self, letter: Letter, text: str, shown: Shown | None = None) -> str:
        """Say `text` with the letter's choices as numbered lines, under a photo when Zalo can fetch it, with a line
        that opens anything else; answers the message id. Raises SendFailed."""
        photo = shown.url if shown is not None and shown.kind == "photo" else ""
        more = f"\n{shown.line}" if shown is not None and not photo and shown.line else ""
        words = numbered(text + more, letter.choices)
        try:
            if photo:
                sent = await self.call("sendPhoto", chat_id=letter.chat, photo=photo, caption=words)
            else:
                sent = await self.call("sendMessage", chat_id=letter.chat, text=words)
        except Refused as why:
            raise _failed(why, letter.attempts) from None
        except NO_WAY as fault:
            raise SendFailed(type(fault).__name__, unreachable=True) from None
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise SendFailed(type(fault).__name__, lost=True) from None
        return str(sent.get("message_id") or "")

    async def fetch(self, ref: str, most: int) -> bytes:
        """A photo's or voice note's content, at most `most` bytes. Raises SendFailed; `permanent`: it is not there."""
        if not ref.startswith("https://") and not (self._plain and ref.startswith("http://")):
            raise SendFailed("no address", permanent=True)
        return await body_of(self._http, ref, most, MEDIA, (403, 404, 410))


def _failed(why: Refused, attempts: int) -> SendFailed:
    if why.code == EXHAUSTED:
        return SendFailed("429", retry_after=min(SHORTEST_REST * 2**attempts, LONGEST_REST))
    if why.code in GONE:
        return SendFailed(why.description or "403", gone=True)
    gone = "chat not found" in why.description.lower()
    wrong = why.code in (400, 404)
    return SendFailed(f"{why.code}: {why.description}", gone=gone, permanent=wrong and not gone)


# Listening


@dataclass(frozen=True, slots=True)
class Heard:
    """An event read. `original` are the words as typed; `strange`: a kind nobody knows, its shape is to be kept."""

    incoming: Incoming
    kept: Kept | None
    original: str
    strange: bool = False


SILENT = frozenset({"message.reaction.received"})  # a thumb on a message asks for nothing
KINDS = {
    "message.text.received": Kind.TEXT,
    "message.link.received": Kind.TEXT,
    "message.image.received": Kind.PHOTO,
    "message.voice.received": Kind.VOICE,
    "message.sticker.received": Kind.STICKER,
    "message.unsupported.received": Kind.UNSUPPORTED,
}


def read(body: dict[str, Any], guard: Guard, now: datetime) -> Heard | None:
    """An event, flat or wrapped in `result`; None when nothing is to be said to it. Raises KeyError, TypeError or
    ValueError when it cannot be read."""
    event = body["result"] if isinstance(body.get("result"), dict) else body
    name, message = event["event_name"], event["message"]
    chat = message["chat"]
    if name in SILENT or message.get("from", {}).get("is_bot"):
        return None
    kind = KINDS.get(name, Kind.UNSUPPORTED)
    words = str(message.get("text") or message.get("caption") or "")
    files = _files(kind, message)
    if (kind is Kind.TEXT and not words) or (kind in (Kind.PHOTO, Kind.VOICE) and not files):
        kind = Kind.UNSUPPORTED
    group = str(chat.get("chat_type") or "PRIVATE").upper() != "PRIVATE"
    kept = guard(words if not group else "")
    incoming = Incoming(
        channel=CHANNEL,
        external_id=str(message["message_id"]),
        chat=str(chat["id"]),
        kind=Kind.GROUP if group else kind,
        at=_moment(message.get("date"), now),
        text=kept.masked,
        files=() if group else files,
        message_id=str(message["message_id"]),
        masked=tuple(sorted({span[2] for span in kept.spans})),
    )
    return Heard(incoming, kept, "" if group else words, strange=name not in KINDS)


def _files(kind: Kind, message: dict[str, Any]) -> tuple[FileRef, ...]:
    """The documentation says `photo`, live events said `photo_url`: either is taken."""
    if kind is Kind.PHOTO and (url := message.get("photo_url") or message.get("photo")):
        return (FileRef("photo", str(url), None, "image/jpeg"),)
    if kind is Kind.VOICE and (url := message.get("voice_url")):
        return (FileRef("voice", str(url), None, "audio/aac"),)
    return ()


def _moment(milliseconds: Any, now: datetime) -> datetime:
    """When it was sent, by the platform's clock, which may differ from ours a little."""
    if not isinstance(milliseconds, int | float):
        return now
    try:
        return min(now + CLOCKS_DIFFER, datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds))
    except (OverflowError, ValueError):
        return now
