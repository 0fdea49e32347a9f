"""Text with entities: lengths in UTF-16 units, trimming, what the messenger finds in plain text by itself."""

import re
from typing import Any

Entity = dict[str, Any]
"""{"type", "offset", "length"} in UTF-16 units; "url", "user", "language", "custom_emoji_id" where one belongs."""

MOST_ENTITIES = 100
BLANK = " \n\t\r"

_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>]+[^\s<>.,;:!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w#])(?P<hashtag>#(?=\w*[^\W\d])\w{1,256})"
    r"|(?<![\w+])(?P<phone_number>(?:\+84|0)(?:[ .-]?\d){9,10})(?![\d])"
)


class ParseError(ValueError):
    """What the real server says behind "can't parse entities: "."""


def utf16(text: str) -> int:
    """Length in UTF-16 units: letters of Vietnamese count one, most emoji two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def detect(text: str) -> list[Entity]:
    """Commands, addresses, mentions, hashtags and telephone numbers that stand in plain text."""
    return [
        {"type": match.lastgroup, "offset": utf16(text[: match.start()]), "length": utf16(match.group())}
        for match in _FOUND.finditer(text)
    ]


def order(entities: list[Entity]) -> list[Entity]:
    """By place, the outer one first, no more than the messenger keeps."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))[:MOST_ENTITIES]


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks at both ends; entities move along, and vanish when nothing of them is left.

    At the front only blanks before the first entity go, as at the real server.
    """
    body = text.rstrip(BLANK)
    front = len(body) - len(body.lstrip(BLANK))
    if entities:
        front = min(front, entities[0]["offset"])  # blanks are one unit each
    body = body[front:]
    end = utf16(body)
    moved = [{**one, "offset": one["offset"] - front} for one in entities]
    kept = [{**one, "length": min(one["length"], end - one["offset"])} for one in moved]
    return body, [one for one in kept if one["length"] > 0]


class Draft:
    """Text under construction: what a parser of marked-up text writes to.

    An open mark is (name, entity, where it began in the source); the entity gets its length when the mark is closed.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.size = 0
        self.open: list[tuple[str, Entity, int]] = []
        self.entities: list[Entity] = []

    def write(self, text: str) -> None:
        self._parts.append(text)
        self.size += utf16(text)

    def begin(self, name: str, entity: Entity, place: int) -> None:
        self.open.append((name, {**entity, "offset": self.size}, place))

    def end(self) -> Entity:
        """Closes the innermost mark; an empty one is dropped."""
        _, entity, _ = self.open.pop()
        entity["length"] = self.size - entity["offset"]
        if entity["length"] and entity["type"]:
            self.entities.append(entity)
        return entity

    def since(self, offset: int) -> str:
        """What was written from this UTF-16 offset on."""
        return "".join(self._parts).encode("utf-16-le")[offset * 2 :].decode("utf-16-le")

    def text(self) -> str:
        return "".join(self._parts)


def link(address: str) -> Entity:
    """A text_link, or a text_mention for tg://user?id=N. An address that is none makes no entity (type "")."""
    if match := re.fullmatch(r"tg://user\?id=(\d+)", address):
        user = {"id": int(match[1]), "is_bot": False, "first_name": ""}
        return {"type": "text_mention", "user": user}
    if re.match(r"(?:https?|tg|mailto|tel):\S", address) or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", address):
        return {"type": "text_link", "url": address}
    return {"type": ""}
