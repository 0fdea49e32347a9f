"""Everything the fake messenger knows: chats, messages, files, the queue, and what happened."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from simulator.clock import Clock
from simulator.faults import Faults
from simulator.files import Files
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.line import Line
from simulator.outside import Outside
from simulator.updates import Updates
from simulator.webhook import Webhook
from simulator.zalo_world import Zalo

QUERY_LIVES = timedelta(seconds=60)
"""How long a button press can be answered. The real figure is not published; people see some tens of seconds."""

Json = dict[str, Any]


@dataclass
class Message:
    id: int
    at: datetime
    mine: bool
    """The bot wrote it."""
    body: Json
    """The Bot API's Message. An edit puts a new one here: the old may still wait in an update."""
    edited: bool = False
    deleted: bool = False
    reaction: str = ""
    """What the bot put under it."""


@dataclass
class Chat:
    id: int
    name: str
    shut: str = ""
    """Why the bot may not write here, in the words of the 403; empty when it may."""
    messages: dict[int, Message] = field(default_factory=dict)

    def describe(self) -> Json:
        """The Bot API's Chat."""
        if self.id < 0:
            return {"id": self.id, "type": "supergroup", "title": self.name}
        return {"id": self.id, "type": "private", "first_name": self.name}

    def person(self) -> Json:
        """The Bot API's User: in a private chat the person has the chat's number."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "vi"}


@dataclass
class Query:
    """A button press that waits for its answer."""

    chat: int
    at: datetime


class World(Journal):
    """One bot and all its chats; and its twin on the other channel."""

    def __init__(self, token: str, zalo_token: str, clock: Clock) -> None:
        super().__init__(clock)
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Bot",
            "username": "simulated_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.files, self.updates, self.limits, self.faults = Files(), Updates(), Limits(), Faults()
        self.queries: dict[str, Query] = {}
        self._asked = self._albums = 0
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.line, self.outside = Line(), Outside()
        self.webhook = Webhook(self.outside, self.line, self.faults, self.updates, clock, self.happened)
        self.zalo = Zalo(zalo_token, self)

    async def close(self) -> None:
        await self.webhook.close()
        await self.outside.close()
        await self.zalo.close()

    def add(self, chat: Chat, sender: Json, content: Json, mine: bool) -> Message:
        """A new message, as everybody sees it. `content` is what the Bot API's Message has beyond its frame."""
        now = self.clock.now()
        number = len(chat.messages) + 1
        frame = {"message_id": number, "from": sender, "chat": chat.describe(), "date": int(now.timestamp())}
        message = Message(number, now, mine, {**frame, **content})
        chat.messages[number] = message
        self.happened("message", chat.id, message=view(message))
        return message

    def change(self, chat: Chat, message: Message, content: Json) -> None:
        """An edit: these fields replace the old ones, None removes one."""
        new = {**message.body, **content, "edit_date": int(self.clock.now().timestamp())}
        message.body = {name: value for name, value in new.items() if value is not None}
        message.edited = True
        self.happened("edit", chat.id, message=view(message))

    def remove(self, chat: Chat, message: Message) -> None:
        message.deleted = True
        self.happened("delete", chat.id, message=view(message))

    def react(self, chat: Chat, message: Message, emoji: str) -> None:
        message.reaction = emoji
        self.happened("reaction", chat.id, message=view(message))

    def album(self) -> str:
        """The name that the messages of one album share."""
        self._albums += 1
        return f"{self._albums:017d}"

    def ask(self, chat: int) -> str:
        """A new button press: the id its answer must name. Those too old to be answered are forgotten."""
        now = self.clock.now()
        while self.queries and now - next(iter(self.queries.values())).at > QUERY_LIVES:
            del self.queries[next(iter(self.queries))]
        self._asked += 1
        number = f"{self.bot['id']}{self._asked:09d}"
        self.queries[number] = Query(chat, now)
        return number

    def quote(self, message: Message) -> Json:
        """The message as one that answers it carries it: without what it answers itself."""
        return {name: value for name, value in message.body.items() if name != "reply_to_message"}

    def tell(self, kind: str, content: Json) -> int | None:
        """Puts an update into the bot's queue: its number, or None when the bot does not want this kind."""
        return self.updates.put({kind: content}, self.clock.now())


def view(message: Message) -> Json:
    """A message as a phone shows it."""
    body = message.body
    shown: Json = {
        "id": message.id,
        "from": "bot" if message.mine else "person",
        "text": body.get("text") or body.get("caption") or "",
        "at": message.at.isoformat(),
        "buttons": [
            [{("data" if key == "callback_data" else key): value for key, value in button.items()} for button in row]
            for row in body.get("reply_markup", {}).get("inline_keyboard", [])
        ],
        "edited": message.edited,
        "deleted": message.deleted,
    }
    if body["chat"]["id"] < 0:
        shown["by"] = body["from"]["first_name"]
    if entities := body.get("entities") or body.get("caption_entities"):
        shown["entities"] = entities
    if reply := body.get("reply_to_message"):
        shown["reply_to"] = reply["message_id"]
    if message.reaction:
        shown["reaction"] = message.reaction
    return shown | _carried(body)


def _carried(body: Json) -> Json:
    """What a message has beside words."""
    shown: Json = {}
    for kind in ("photo", "document", "voice", "video"):
        if media := body.get(kind):
            file = media[-1] if kind == "photo" else media
            name = {"name": file.get("file_name", "")} if kind in ("photo", "document") else {}
            length = {"seconds": file["duration"]} if "duration" in file else {}
            shown[kind] = {"url": f"/control/files/{file['file_id']}", "size": file["file_size"], **name, **length}
    if place := body.get("location"):
        shown["place"] = {"lat": place["latitude"], "lon": place["longitude"]}
    if contact := body.get("contact"):
        shown["contact"] = {"name": contact["first_name"], "phone": contact["phone_number"]}
    if origin := body.get("forward_origin"):
        shown["forwarded"] = origin.get("sender_user_name") or origin["sender_user"]["first_name"]
    if "sticker" in body:
        shown["sticker"] = body["sticker"]["emoji"]
    if album := body.get("media_group_id"):
        shown["album"] = album
    return shown
