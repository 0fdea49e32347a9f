"""What a bot wrote (plain, marked up, or with entities of its own) as the messenger keeps it."""

from typing import Any

from simulator.entities import Entity, ParseError, detect, order, trim, utf16
from simulator.html_text import parse_html
from simulator.markdown_text import parse_markdown

PARSERS = {"html": parse_html, "markdownv2": parse_markdown}


class ModeError(ValueError):
    """A parse_mode that does not exist here."""


def formatted(source: str, mode: str, given: list[Any]) -> tuple[str, list[Entity]]:
    """(text, entities), trimmed. With a parse_mode the given entities do not count, as at the real server.

    Raises ParseError or ModeError.
    """
    if mode:
        parse = PARSERS.get(mode.lower())
        if parse is None:
            raise ModeError(mode)
        text, entities = parse(source)
    else:
        text, entities = source, order([_checked(one, utf16(source)) for one in given])
    text, entities = trim(text, entities)
    covered = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in COVERS]
    found = [
        one
        for one in detect(text)
        if not any(begin < one["offset"] + one["length"] and one["offset"] < end for begin, end in covered)
    ]
    return text, order([*entities, *found])


COVERS = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
"""Inside these nothing is looked for."""


def _checked(one: Any, size: int) -> Entity:
    match one:
        case {"type": str(kind), "offset": int(offset), "length": int(length)}:
            if offset < 0 or length < 1 or offset + length > size:
                raise ParseError(f"entity {kind} lies outside the text")
            return dict(one)
        case _:
            raise ParseError("expected an object with type, offset and length")
