"""The Bot API's methods that send what is not words: files, places, albums, a reaction under a message."""

from typing import Any

from simulator.files import LARGEST_DOCUMENT, LARGEST_PHOTO, File, is_picture
from simulator.reactions import EMOJI
from simulator.sending import caption, post, writable
from simulator.wire import Params, RefusedError, Upload, bad
from simulator.world import Json, World

FEWEST_IN_ALBUM, MOST_IN_ALBUM = 2, 10


def send_photo(world: World, params: Params) -> Json:
    words = caption(params)
    return post(world, params, {"photo": _file(world, params, "photo").media, **words})[0]


def send_document(world: World, params: Params) -> Json:
    words = caption(params)
    return post(world, params, {"document": _file(world, params, "document").media, **words})[0]


def send_voice(world: World, params: Params) -> Json:
    words = caption(params)
    voice = _file(world, params, "voice")
    seconds = params.integer("duration", voice.media["duration"])
    return post(world, params, {"voice": {**voice.media, "duration": seconds}, **words})[0]


def send_location(world: World, params: Params) -> Json:
    place = {name: _degrees(params, name, most) for name, most in (("latitude", 90.0), ("longitude", 180.0))}
    return post(world, params, {"location": place})[0]


def send_media_group(world: World, params: Params) -> list[Json]:
    given = params.tree("media")
    if not isinstance(given, list):
        raise bad("can't parse media: expected an Array of InputMedia")
    if len(given) > MOST_IN_ALBUM:
        raise bad("Too many messages to send as an album")
    if len(given) < FEWEST_IN_ALBUM:
        raise bad("Not enough messages to send as an album")
    if len({one.get("type") for one in given if isinstance(one, dict)}) > 1:
        raise bad("Document can't be mixed with other media types")
    parts = [_part(world, params, one) for one in given]
    album = {"media_group_id": world.album()}
    return post(world, params, *({**part, **album} for part in parts))


def set_message_reaction(world: World, params: Params) -> bool:
    chat = writable(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad("message to react not found")
    given = params.tree("reaction") or []
    if not isinstance(given, list):
        raise bad("can't parse reaction types: expected an Array of ReactionType")
    if len(given) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = ""
    for one in given:
        if not isinstance(one, dict) or one.get("type") != "emoji" or one.get("emoji") not in EMOJI:
            raise bad("REACTION_INVALID")
        emoji = one["emoji"]
    world.react(chat, message, emoji)
    return True


def _part(world: World, params: Params, one: Any) -> Json:
    if not isinstance(one, dict) or one.get("type") not in ("photo", "document") or "media" not in one:
        raise bad("can't parse InputMedia: type must be photo or document, with a media")  # others are not imitated
    kind = one["type"]
    # Its file may be a part of the request, so the parameters of both are read as one.
    part = Params({**params.given(), **one, kind: one["media"]})
    return {kind: _file(world, part, kind).media, **caption(part)}


def _degrees(params: Params, name: str, most: float) -> float:
    if not params.text(name):
        raise bad(f"{name} is empty")
    try:
        value = float(params.text(name))
    except ValueError:
        raise bad(f"can't parse {name}") from None
    if not abs(value) <= most:
        raise bad(f"{name} is out of range")
    return value


def _file(world: World, params: Params, kind: str) -> File:
    """An uploaded file, or a known one by its file_id. Addresses on the net are not fetched."""
    if upload := params.upload(kind):
        return _uploaded(world, upload, kind)
    if not params.text(kind):
        raise bad(f"there is no {kind} in the request")
    file = world.files.known.get(params.text(kind))
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad("type of file mismatch")
    return file


def _uploaded(world: World, upload: Upload, kind: str) -> File:
    if kind == "photo":
        if len(upload.data) > LARGEST_PHOTO:
            raise bad("file is too big for a photo")
        if not is_picture(upload.data):
            raise bad("IMAGE_PROCESS_FAILED")
        return world.files.photo(upload.data)
    if len(upload.data) > LARGEST_DOCUMENT:
        raise RefusedError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "voice":
        return world.files.voice(upload.data, 0)
    return world.files.document(upload.data, upload.name, upload.mime)
