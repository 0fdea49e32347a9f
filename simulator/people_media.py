"""What people send besides words: photos, albums, voices, places, cards, files, forwarded words, stickers."""

import base64
from typing import Any

from simulator.entities import detect, utf16
from simulator.files import grey
from simulator.people import AskedWrongError, acting, need, sent, the_chat
from simulator.sending import LONGEST_CAPTION, LONGEST_TEXT
from simulator.world import Json, World

NOTE = b"OggS\x00\x02 a voice note"
"""Begins like one, and nobody listens to it."""
FILM = b"\x00\x00\x00\x18ftypmp42 a film"


def photo(world: World, body: Json) -> Json:
    acting(world, body)
    album = {"media_group_id": str(body["album"])} if "album" in body else {}
    return sent(world, body, {"photo": world.files.photo(_bytes(body)).media, **_caption(body), **album})


def album(world: World, body: Json) -> Json:
    """Several photos at once, each a message; the caption stands under the first."""
    acting(world, body)
    photos = need(body, "photos", int)
    if not 2 <= photos <= 10:
        raise AskedWrongError("an album has 2 to 10 photos")
    frame, words = {"media_group_id": world.album()}, _caption(body)
    made = []
    for _ in range(photos):
        made.append(sent(world, body, {"photo": world.files.photo(None).media, **words, **frame}))
        words = {}
    return {name: [one[name] for one in made] for name in ("message_id", "update_id")}


def voice(world: World, body: Json) -> Json:
    acting(world, body)
    return sent(world, body, {"voice": world.files.voice(_bytes(body) or NOTE, _seconds(body)).media})


def video(world: World, body: Json) -> Json:
    acting(world, body)
    file = world.files.video(_bytes(body) or FILM, _seconds(body))
    return sent(world, body, {"video": file.media, **_caption(body)})


def document(world: World, body: Json) -> Json:
    acting(world, body)
    file = world.files.document(_bytes(body) or b"", need(body, "name", str), "")
    return sent(world, body, {"document": file.media, **_caption(body)})


def place(world: World, body: Json) -> Json:
    latitude, longitude = (float(need(body, name, int, float)) for name in ("lat", "lon"))
    return sent(world, body, {"location": {"latitude": latitude, "longitude": longitude}})


def contact(world: World, body: Json) -> Json:
    """A card of somebody, not of the sender: it has no user_id."""
    name, phone = need({"name": "Bảy", **body}, "name", str), need({"phone": "0900000000", **body}, "phone", str)
    return sent(world, body, {"contact": {"phone_number": phone, "first_name": name}})


def forward(world: World, body: Json) -> Json:
    """Words of somebody else: `of` is a person's chat, or the name of one who hides theirs."""
    words, of = need(body, "text", str), need({"of": "Bảy", **body}, "of", str, int)
    if not 1 <= utf16(words) <= LONGEST_TEXT:
        raise AskedWrongError(f"a message has 1 to {LONGEST_TEXT} UTF-16 units")
    origin: Json = {"date": int(world.clock.now().timestamp())}
    if isinstance(of, int):
        origin |= {"type": "user", "sender_user": the_chat(world, {"chat": of}).person()}
    else:
        origin |= {"type": "hidden_user", "sender_user_name": of}
    return sent(world, body, {"text": words, "forward_origin": origin})


def sticker(world: World, body: Json) -> Json:
    acting(world, body)
    file = world.files.sticker(grey(128, 128))
    return sent(world, body, {"sticker": file.media})


def _bytes(body: Json) -> bytes | None:
    return base64.b64decode(need(body, "bytes", str), validate=True) if "bytes" in body else None


def _seconds(body: Json) -> int:
    seconds: Any = need({"seconds": 3, **body}, "seconds", int)
    return int(seconds)


def _caption(body: Json) -> Json:
    if not body.get("caption"):
        return {}
    words = need(body, "caption", str)
    if utf16(words) > LONGEST_CAPTION:
        raise AskedWrongError(f"a caption has at most {LONGEST_CAPTION} UTF-16 units")
    found = detect(words)
    return {"caption": words, **({"caption_entities": found} if found else {})}
