"""The events Zalo tells a bot, shaped as they were documented or seen (the link and the reaction are guesses)."""

from simulator.journal import Json


def event(name: str, message: Json) -> Json:
    return {"event_name": f"message.{name}.received", "message": message}


def text(frame: Json, words: str) -> Json:
    return event("text", {**frame, "text": words})


def image(frame: Json, key: str, url: str, caption: str) -> Json:
    """The key is `photo` in the documentation and `photo_url` on the wire."""
    words = {"caption": caption} if caption else {}
    return event("image", {**frame, key: url, **words, "message_type": "CHAT_PHOTO"})


def sticker(frame: Json, url: str) -> Json:
    return event("sticker", {**frame, "sticker": "bfe458bf64fa8da4d4eb", "url": url})


def voice(frame: Json, url: str) -> Json:
    return event("voice", {**frame, "voice_url": url, "message_type": "CHAT_VOICE"})


def unsupported(frame: Json) -> Json:
    """Documents, places, contact cards, and everything people of protected groups send: without any content."""
    return event("unsupported", frame)


def link(frame: Json, url: str) -> Json:
    return event("link", {**frame, "text": url, "url": url, "message_type": "CHAT_LINK"})


def reaction(frame: Json, to: str) -> Json:
    return event("reaction", {**frame, "reaction": "/-heart", "reply_to_message_id": to})
