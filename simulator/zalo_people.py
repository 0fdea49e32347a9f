"""What people do with their phones on Zalo, and the events the bot gets of it."""

import base64
import re
from collections.abc import Callable

from simulator import zalo_events as events
from simulator.entities import utf16
from simulator.files import grey
from simulator.people import AskedWrongError, NotThereError, need
from simulator.world import Json, World
from simulator.zalo_webhook import chat_of
from simulator.zalo_world import Chat, Message, Zalo

LONGEST_TEXT = 2000
CHAT_ID = re.compile(r"[0-9a-f]{20}")
NO_ID = "a chat of Zalo is 20 hexadecimal digits"
GROUP = "0" * 20
"""The one group there is; it comes to be when somebody writes in it."""

SILENCE = bytes.fromhex("fff1604001bffc" + "00c800802380") * 47
"""Three seconds of AAC-LC at 16 kHz, mono: frames of an ADTS header and nothing to be heard."""


def the_chat(world: World, body: Json) -> Chat:
    number = need(body, "chat", str)
    if not CHAT_ID.fullmatch(number):
        raise AskedWrongError(NO_ID)
    chat = world.zalo.chats.get(number)
    if chat is None:
        raise NotThereError(f"no chat {body['chat']}")
    return chat


def arrive(world: World, body: Json) -> Json:
    """A new person with a private chat, or the same one again."""
    zalo, name = world.zalo, need(body, "name", str)
    number = need(body, "chat", str) if "chat" in body else zalo.name("person", len(zalo.chats) + 1)
    if not CHAT_ID.fullmatch(number):
        raise AskedWrongError(NO_ID)
    zalo.chats.setdefault(number, Chat(number, name))
    return {"chat": number}


def say(world: World, body: Json) -> Json:
    chat, words = _acting(world, body), need(body, "text", str).strip()
    if not 1 <= utf16(words) <= LONGEST_TEXT:
        raise AskedWrongError(f"a message has 1 to {LONGEST_TEXT} UTF-16 units")
    message = world.zalo.add(chat, world.zalo.message(mine=False, text=words))
    return _told(world.zalo, events.text(_frame(chat, chat, message), words))


def photo(world: World, body: Json) -> Json:
    zalo, chat = world.zalo, _acting(world, body)
    given = base64.b64decode(need(body, "bytes", str), validate=True) if "bytes" in body else None
    caption = need(body, "caption", str) if "caption" in body else ""
    data = grey(1280, 960, len(zalo.media)) if given is None else given
    name = zalo.keep(data, "image/jpeg", "jpg")
    message = zalo.add(chat, zalo.message(mine=False, text=caption, photo=name))
    return _told(zalo, events.image(_frame(chat, chat, message), zalo.photo_key, _link(zalo, name), caption))


def send(world: World, body: Json) -> Json:
    """Anything else that people send, by its kind."""
    zalo, chat, kind = world.zalo, _acting(world, body), need(body, "kind", str)
    if kind == "group":
        return _mention(zalo, chat, body.get("text", "xin chào"))
    last = next((message.id for message in reversed(chat.messages) if message.mine), "")
    makers: dict[str, Callable[[Json], Json]] = {
        "sticker": lambda frame: events.sticker(frame, _link(zalo, zalo.keep(grey(128, 128), "image/jpeg", "jpg"))),
        "voice": lambda frame: events.voice(frame, _link(zalo, zalo.keep(SILENCE, "audio/aac", "aac"))),
        "unsupported": events.unsupported,
        "link": lambda frame: events.link(frame, body.get("text", "https://example.vn/")),
        "reaction": lambda frame: events.reaction(frame, last),
    }
    if kind not in makers:
        raise AskedWrongError(f"kind must be one of {', '.join([*makers, 'group'])}")
    message = zalo.add(chat, zalo.message(mine=False, kind=kind))
    return _told(zalo, makers[kind](_frame(chat, chat, message)))


def sends(kind: str) -> Callable[[World, Json], Json]:
    """A call of its own for one kind."""
    return lambda world, body: send(world, {**body, "kind": kind})


def album(world: World, body: Json) -> Json:
    """Zalo has no albums: so many photos, the caption under the first."""
    photos, words = need(body, "photos", int), {"caption": body["caption"]} if "caption" in body else {}
    if photos < 1:
        raise AskedWrongError("photos must be a number above 0")
    made = [photo(world, {"chat": body["chat"], **(words if n == 0 else {})}) for n in range(photos)]
    return {"message_id": [one["message_id"] for one in made]}


def _mention(zalo: Zalo, person: Chat, words: str) -> Json:
    """The bot hears only what is said to it in a group."""
    group = zalo.chats.setdefault(GROUP, Chat(GROUP, "Nhóm", group=True))
    words = f"@Bot {words}"
    message = zalo.add(group, zalo.message(mine=False, text=words, by=person.name))
    return {**_told(zalo, events.text(_frame(group, person, message), words)), "chat": GROUP}


def block(world: World, body: Json) -> Json:
    """The bot is not told; its next message is refused."""
    chat, blocked = the_chat(world, body), need(body, "blocked", bool)
    if chat.blocked != blocked:
        chat.blocked = blocked
        world.zalo.happened("block", chat.id, blocked=blocked)
    return {"chat": chat.id, "blocked": blocked}


def update(world: World, body: Json) -> Json:
    """A raw event, just as it is given."""
    given = need(body, "update", dict)
    world.zalo.happened("update", chat_of(given) or None, update=given)
    return _told(world.zalo, given)


def settings(world: World, body: Json) -> Json:
    """How this Zalo is: its quota, the shape of its events, and whether its old media still open."""
    zalo = world.zalo
    if unknown := body.keys() - {"quota", "user_cap", "wrapped", "photo_key", "expire_media"}:
        raise AskedWrongError(f"no setting {min(unknown)}")
    if body.get("photo_key", zalo.photo_key) not in ("photo", "photo_url"):
        raise AskedWrongError("photo_key must be photo or photo_url")
    zalo.photo_key = body.get("photo_key", zalo.photo_key)
    zalo.quota = need({"quota": zalo.quota, **body}, "quota", int)
    zalo.user_cap = need({"user_cap": zalo.user_cap, **body}, "user_cap", int)
    zalo.webhook.wrapped = need({"wrapped": zalo.webhook.wrapped, **body}, "wrapped", bool)
    if body.get("expire_media"):
        zalo.expire_media()
    return {
        "quota": zalo.quota,
        "user_cap": zalo.user_cap,
        "wrapped": zalo.webhook.wrapped,
        "photo_key": zalo.photo_key,
    }


def _acting(world: World, body: Json) -> Chat:
    chat = the_chat(world, body)
    if chat.blocked:
        raise AskedWrongError("nobody can act here: the bot is blocked")
    if chat.group:
        raise AskedWrongError("in the group people act by send with kind group")
    return chat


def _frame(chat: Chat, sender: Chat, message: Message) -> Json:
    return {
        "message_id": message.id,
        "date": int(message.at.timestamp() * 1000),
        "chat": {"id": chat.id, "chat_type": "GROUP" if chat.group else "PRIVATE"},
        "from": {"id": sender.id, "display_name": sender.name, "is_bot": False},
    }


def _link(zalo: Zalo, name: str) -> str:
    return f"{zalo.base}/zalo/media/{name}"


def _told(zalo: Zalo, event: Json) -> Json:
    zalo.tell(event)
    message = event.get("message")
    return {"message_id": message.get("message_id") if isinstance(message, dict) else None}
