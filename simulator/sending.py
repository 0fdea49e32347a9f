"""The Bot API's methods that change what a person sees: send, edit, delete. Edits count against the limits too."""

from datetime import timedelta
from typing import Any

from simulator.entities import Entity, ParseError, utf16
from simulator.files import LARGEST_DOCUMENT, LARGEST_PHOTO, File, is_picture
from simulator.formatting import ModeError, formatted
from simulator.keyboards import inline
from simulator.wire import Params, RefusedError, bad
from simulator.world import Chat, Json, Message, World

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""UTF-16 units, after the marks were taken out."""

DELETABLE = timedelta(hours=48)


def send_message(world: World, params: Params) -> Json:
    return _post(world, params, _text(params))


def send_photo(world: World, params: Params) -> Json:
    caption = _caption(params)
    file = _file(world, params, "photo")
    return _post(world, params, {"photo": file.media, **caption})


def send_document(world: World, params: Params) -> Json:
    caption = _caption(params)
    file = _file(world, params, "document")
    return _post(world, params, {"document": file.media, **caption})


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


def _post(world: World, params: Params, content: Json) -> Json:
    chat = writable(world, params)
    keyboard = _keyboard(params)
    if keyboard:
        content["reply_markup"] = keyboard
    if replied := _replied(chat, params):
        content["reply_to_message"] = world.quote(replied)
    _pace(world, chat)
    return world.add(chat, world.bot, content, mine=True).body


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


def _caption(params: Params) -> Json:
    caption, entities = _formatted(params, "caption", "caption_entities")
    if utf16(caption) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    fields: Json = {"caption": caption, "caption_entities": entities}
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


def _file(world: World, params: Params, kind: str) -> File:
    """An uploaded file, or a known one by its file_id. Addresses on the net are not fetched."""
    if upload := params.upload(kind):
        if kind == "document":
            if len(upload.data) > LARGEST_DOCUMENT:
                raise RefusedError(413, "Request Entity Too Large")
            if not upload.data:
                raise bad("file must be non-empty")
            return world.files.document(upload.data, upload.name, upload.mime)
        if len(upload.data) > LARGEST_PHOTO:
            raise bad("file is too big for a photo")
        if not is_picture(upload.data):
            raise bad("IMAGE_PROCESS_FAILED")
        return world.files.photo(upload.data)
    if not params.text(kind):
        raise bad(f"there is no {kind} in the request")
    file = world.files.known.get(params.text(kind))
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad("type of file mismatch")
    return file
