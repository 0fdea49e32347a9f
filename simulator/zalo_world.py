"""Everything the fake Zalo knows: chats, messages, media, who counts against the quota."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256

from simulator.faults import Fault, Faults
from simulator.journal import Journal, Json
from simulator.limits import BOT, Bucket
from simulator.line import Line
from simulator.outside import Outside
from simulator.wire import RefusedError
from simulator.zalo_updates import Updates
from simulator.zalo_webhook import Webhook, chat_of

MEDIA_LIVE = timedelta(hours=1)
VIETNAM = timezone(timedelta(hours=7))
"""The month of the quota is a month there."""


@dataclass
class Message:
    id: str
    at: datetime
    mine: bool
    """The bot wrote it."""
    text: str = ""
    kind: str = ""
    """What it is when it is neither text nor photo."""
    photo: str = ""
    """The name of the medium."""
    by: str = ""
    """Who wrote it, in a group."""


@dataclass
class Chat:
    id: str
    name: str
    group: bool = False
    blocked: bool = False
    messages: list[Message] = field(default_factory=list)


@dataclass
class Medium:
    data: bytes
    mime: str
    until: datetime


class ZaloFaults(Faults):
    ACTIONS = frozenset({"code", "description", "http", "lost", "delay"})
    OF_WEBHOOK = frozenset({"duplicate", "drop", "delay", "reorder"})
    BATCHED = frozenset()

    def check(self, fault: Fault) -> None:
        self.need(fault, self.OF_WEBHOOK if fault.method == "webhook" else self.ACTIONS)


class Zalo:
    """One bot of the platform and all its chats."""

    def __init__(self, token: str, journal: Journal) -> None:
        self.token, self.clock, self._journal = token, journal.clock, journal
        self.quota, self.user_cap, self.photo_key = 3000, 200, "photo_url"
        self.base = ""
        """The address by which the product reaches us: media are linked under it."""
        self.chats: dict[str, Chat] = {}
        self.media: dict[str, Medium] = {}
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.lost = 0
        self.webhook_changed = 0
        self.line, self.faults, self.updates, self.outside = Line(), ZaloFaults(), Updates(), Outside()
        self.webhook = Webhook(self.outside, self.line, self.faults, self.lose, self.happened)
        self._users: dict[str, int] = {}
        """Who ever wrote to the bot, and as which person."""
        self._sent: Counter[tuple[int, int]] = Counter()
        self._bucket = Bucket(*BOT, self.clock.now().timestamp())
        self._numbered = 0

    async def close(self) -> None:
        await self.webhook.close()
        await self.outside.close()

    def happened(self, what: str, chat: str | None = None, **more: object) -> None:
        self._journal.happened(what, chat, channel="zalo", **more)

    def name(self, kind: str, number: int) -> str:
        """An id nobody can read anything from, the same in every run."""
        return sha256(f"{kind} {number}".encode()).hexdigest()[:20]

    def date(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def message(self, mine: bool, text: str = "", kind: str = "", photo: str = "", by: str = "") -> Message:
        """A new one, in no chat yet."""
        self._numbered += 1
        return Message(self.name("message", self._numbered), self.clock.now(), mine, text, kind, photo, by)

    def add(self, chat: Chat, message: Message) -> Message:
        """Now everybody sees it."""
        chat.messages.append(message)
        if not message.mine and not chat.group:
            self._users.setdefault(chat.id, len(self._users))
        self.happened("message", chat.id, message=self.view(message))
        return message

    def keep(self, data: bytes, mime: str, ending: str) -> str:
        """A new medium, public for an hour; its name."""
        name = f"{self.name('medium', len(self.media))}.{ending}"
        self.media[name] = Medium(data, mime, self.clock.now() + MEDIA_LIVE)
        return name

    def expire_media(self) -> None:
        for medium in self.media.values():
            medium.until = self.clock.now() - MEDIA_LIVE

    # To the bot

    def tell(self, event: Json) -> None:
        if self.webhook.url:
            self.webhook.put(event)
        elif not self.updates.put(event):
            self.lose(event)

    def lose(self, event: Json) -> None:
        """The bot never hears of it."""
        self.lost += 1
        self.happened("lost", chat_of(event) or None, event_name=event.get("event_name", ""))

    @property
    def waiting(self) -> int:
        """Events on their way."""
        return self.updates.waiting + self.webhook.waiting

    @property
    def listening(self) -> bool:
        return bool(self.webhook.url) or self.updates.listening

    # From the bot

    @property
    def sent_this_month(self) -> int:
        return self._sent[self._month()]

    def spend(self, chat: Chat) -> None:
        """One message of the quota; RefusedError when there is none left for this person."""
        beyond = not chat.group and self._users.get(chat.id, len(self._users)) >= self.user_cap
        if beyond or self.sent_this_month >= self.quota:
            raise RefusedError(429, "quota exceeded")
        if self._bucket.wait(self.clock.now().timestamp()):
            raise RefusedError(429, "too many requests")
        self._bucket.take()
        self._sent[self._month()] += 1

    def _month(self) -> tuple[int, int]:
        today = self.clock.now().astimezone(VIETNAM)
        return today.year, today.month

    # To the phones

    def view(self, message: Message) -> Json:
        """A message as a phone shows it, in the frame of all channels."""
        shown: Json = {
            "id": message.id,
            "from": "bot" if message.mine else "person",
            "text": message.text,
            "at": message.at.isoformat(),
            "buttons": [],
            "edited": False,
            "deleted": False,
        }
        if message.photo:
            size = len(self.media[message.photo].data)
            shown["photo"] = {"url": f"/control/files/{message.photo}", "size": size, "name": message.photo}
        return shown | {name: value for name, value in {"kind": message.kind, "by": message.by}.items() if value}
