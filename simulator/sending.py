"""The Bot API's methods that change what a person sees: send, edit, delete. Edits count against the limits too."""

from datetime import timedelta
from typing import Any

from simulator.entities import Entity, ParseError, utf16
from simulator.formatting import ModeError, formatted
from simulator.keyboards import inline
from simulator.wire import Params, RefusedError, bad
from simulator.world import Chat, Json, Message, World

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""UTF-16 units, after the marks were taken out."""

DELETABLE = timedelta(hours=48)


def send_message(world: World, params: Params) -> Json:
    return post(world, params, _text(params))[0]


def edit_message_text(world: World, params: Params) -> Json:
    content = _text(params)
    chat, message = _editable(world, params)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _edit(world, chat, message, {"entities": None, **content, "reply_markup": _keyboard(params)})


def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, message = _editable(world, params)
    return _edit(world, chat, message, {"reply_markup": _keyboard(params)})


def delete_message(world: World, params: Params) -> bool:
    chat = known(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to delete not found")
    if world.clock.now() - message.at >= DELETABLE or (chat.id < 0 and not message.mine):
        raise bad("message can't be deleted for everyone")
    world.remove(chat, message)
    return True


def known(world: World, params: Params) -> Chat:
    """The chat that is meant, also one that the bot may not write to."""
    if not params.text("chat_id"):
        raise bad("chat_id is empty")
    chat = world.chats.get(params.number("chat_id") or 0)
    if chat is None:
        raise bad("chat not found")
    return chat


def writable(world: World, params: Params) -> Chat:
    chat = known(world, params)
    if chat.shut:
        raise RefusedError(403, f"Forbidden: {chat.shut}")
    return chat


def too_many(seconds: int) -> RefusedError:
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def _pace(world: World, chat: Chat) -> None:
    seconds = world.limits.refuse(chat.id, world.clock.now().timestamp())
    if seconds is not None:
        raise too_many(seconds)


def post(world: World, params: Params, *contents: Json) -> list[Json]:
    """New messages of the bot, the first with the keyboard; an album counts once against the limits."""
    chat = writable(world, params)
    frame: Json = {}
    if keyboard := _keyboard(params):
        frame["reply_markup"] = keyboard
    if replied := _replied(chat, params):
        frame["reply_to_message"] = world.quote(replied)
    _pace(world, chat)
    return [world.add(chat, world.bot, {**content, **frame}, mine=True).body for content in contents]


def _replied(chat: Chat, params: Params) -> Message | None:
    reply = params.tree("reply_parameters") or {}
    if not isinstance(reply, dict):
        raise bad("can't parse reply parameters JSON object")
    number = reply.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return None
    message = chat.messages.get(number)
    if message is not None and not message.deleted:
        return message
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def _editable(world: World, params: Params) -> tuple[Chat, Message]:
    chat = writable(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if not message.mine:
        raise bad("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, content: Json) -> Json:
    if all(message.body.get(name) == value for name, value in content.items()):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    _pace(world, chat)
    world.change(chat, message, content)
    return message.body


def _keyboard(params: Params) -> Json | None:
    return inline(params.tree("reply_markup"))


def _text(params: Params) -> Json:
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad("message text is empty")
    if utf16(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(params: Params) -> Json:
    text, entities = _formatted(params, "caption", "caption_entities")
    if utf16(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    fields: Json = {"caption": text, "caption_entities": entities}
    return {name: value for name, value in fields.items() if value}


def _formatted(params: Params, name: str, entities: str) -> tuple[str, list[Entity]]:
    given: Any = params.tree(entities) or []
    try:
        if not isinstance(given, list):
            raise ParseError("expected an Array of entities")
        return formatted(params.text(name), params.text("parse_mode"), given)
    except ParseError as error:
        raise bad(f"can't parse entities: {error}") from None
    except ModeError:
        raise bad("unsupported parse_mode") from None
