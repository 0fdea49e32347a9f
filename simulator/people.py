"""What people do with their phones, and the updates the bot gets of it."""

from typing import Any

from simulator.entities import detect, utf16
from simulator.sending import LONGEST_TEXT
from simulator.world import Chat, Json, Message, World

FIRST_PERSON, FIRST_GROUP = 1001, -1_001_000_000_001


class NotThereError(LookupError):
    """Asked about a chat or message that does not exist."""


class AskedWrongError(ValueError):
    """A control call that makes no sense."""


def need(body: Json, name: str, *kinds: type) -> Any:
    value = body.get(name)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise AskedWrongError(f"{name} must be {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def the_chat(world: World, body: Json) -> Chat:
    chat = world.chats.get(need(body, "chat", int))
    if chat is None:
        raise NotThereError(f"no chat {body['chat']}")
    return chat


def _message(chat: Chat, body: Json, name: str = "message_id") -> Message:
    message = chat.messages.get(need(body, name, int))
    if message is None:
        raise NotThereError(f"no message {body[name]} in chat {chat.id}")
    return message


def actor(world: World, chat: Chat, body: Json) -> Json:
    """Who acts: the person of a private chat; in a group the person whose number `by` gives."""
    if chat.shut:
        raise AskedWrongError(f"nobody can act here: {chat.shut}")
    if chat.id > 0:
        return chat.person()
    return the_chat(world, {"chat": need(body, "by", int)}).person()


def acting(world: World, body: Json) -> Chat:
    """Where somebody acts. Raises before anything is made."""
    chat = the_chat(world, body)
    actor(world, chat, body)
    return chat


def sent(world: World, body: Json, content: Json) -> Json:
    """A message of the person, and the bot is told."""
    chat = the_chat(world, body)
    return _told(world, world.add(chat, actor(world, chat, body), content, mine=False))


def _told(world: World, message: Message) -> Json:
    return {"message_id": message.id, "update_id": world.tell("message", message.body)}


def arrive(world: World, body: Json) -> Json:
    """A new person with a private chat, or the same one again."""
    name, number = need(body, "name", str), body.get("chat", max([FIRST_PERSON - 1, *world.chats]) + 1)
    if need({"chat": number}, "chat", int) < 1:
        raise AskedWrongError("a person's chat is a positive number")
    world.chats.setdefault(number, Chat(number, name))
    return {"chat": number}


def gather(world: World, body: Json) -> Json:
    """A new group with the bot in it."""
    name, number = need(body, "name", str), body.get("chat", min([FIRST_GROUP + 1, *world.chats]) - 1)
    if need({"chat": number}, "chat", int) > -1:
        raise AskedWrongError("a group's chat is a negative number")
    if number not in world.chats:
        chat = world.chats[number] = Chat(number, name)
        _membership(world, chat, "left", "member")
    return {"chat": number}


def say(world: World, body: Json) -> Json:
    chat, text = the_chat(world, body), need(body, "text", str).strip()
    sender = actor(world, chat, body)
    if not 1 <= utf16(text) <= LONGEST_TEXT:
        raise AskedWrongError(f"a message has 1 to {LONGEST_TEXT} UTF-16 units")
    content: Json = {"text": text}
    if found := detect(text):
        content["entities"] = found
    if "reply_to" in body:
        content["reply_to_message"] = world.quote(_message(chat, body, "reply_to"))
    return _told(world, world.add(chat, sender, content, mine=False))


def press(world: World, body: Json) -> Json:
    """A press on a button under one of the bot's messages; of a deleted message only the number is left."""
    chat, data = the_chat(world, body), need(body, "data", str)
    sender, message = actor(world, chat, body), _message(chat, body)
    if not message.mine:
        raise AskedWrongError("only the bot's messages have buttons")
    number = world.ask(chat.id)
    gone = {"chat": chat.describe(), "message_id": message.id, "date": 0}
    query = {
        "id": number,
        "from": sender,
        "message": gone if message.deleted else message.body,
        "chat_instance": str(chat.id),
        "data": data,
    }
    world.happened("press", chat.id, message_id=message.id, data=data, query=number)
    return {"query": number, "update_id": world.tell("callback_query", query)}


def edit(world: World, body: Json) -> Json:
    chat, text = the_chat(world, body), need(body, "text", str).strip()
    if chat.shut:
        raise AskedWrongError(f"nobody can act here: {chat.shut}")
    message = _message(chat, body)
    if message.mine or message.deleted or "text" not in message.body:
        raise AskedWrongError("people edit the text of their own messages")
    if not 1 <= utf16(text) <= LONGEST_TEXT:
        raise AskedWrongError(f"a message has 1 to {LONGEST_TEXT} UTF-16 units")
    world.change(chat, message, {"text": text, "entities": detect(text) or None})
    return {"message_id": message.id, "update_id": world.tell("edited_message", message.body)}


def block(world: World, body: Json) -> Json:
    """A person blocks the bot or lets it in again; a group throws it out or takes it back."""
    chat, blocked = the_chat(world, body), need(body, "blocked", bool)
    if blocked != bool(chat.shut):
        words = "bot was blocked by the user" if chat.id > 0 else "bot was kicked from the supergroup chat"
        chat.shut = words if blocked else ""
        _membership(world, chat, *(("member", "kicked") if blocked else ("kicked", "member")))
    return {"chat": chat.id, "blocked": blocked}


def update(world: World, body: Json) -> Json:
    """A raw update, just as it is given."""
    given = {name: value for name, value in need(body, "update", dict).items() if name != "update_id"}
    number = world.updates.put(given, world.clock.now())
    world.happened("update", update_id=number, update=given)
    return {"update_id": number}


def _membership(world: World, chat: Chat, old: str, new: str) -> None:
    """Tells the bot that somebody changed its own place in a chat."""
    manager = {"id": 1000, "is_bot": False, "first_name": "Manager"}
    member = {
        "chat": chat.describe(),
        "from": chat.person() if chat.id > 0 else manager,
        "date": int(world.clock.now().timestamp()),
        "old_chat_member": _member(world, old),
        "new_chat_member": _member(world, new),
    }
    number = world.tell("my_chat_member", member)
    world.happened("update", chat.id, update_id=number, update={"my_chat_member": member})


def _member(world: World, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": world.bot, "status": status, **until}
