"""parse_mode HTML, as strict as the real server: which tags exist, how they nest, what it says when they do not."""

import re

from simulator.entities import Draft, Entity, ParseError, link, order

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_SPECIAL = re.compile(r"<|&(?:#(?:x[0-9a-fA-F]+|\d+)|lt|gt|amp|quot);?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)))?")
_CLOSE = re.compile(r"\s*>")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    draft, at = Draft(), 0
    while match := _SPECIAL.search(source, at):
        draft.write(source[at : match.start()])
        if match.group() != "<":
            draft.write(_character(match.group()))
            at = match.end()
        elif source.startswith("/", match.end()):
            at = _end_tag(source, match.start(), draft)
        else:
            at = _start_tag(source, match.start(), draft)
    draft.write(source[at:])
    if draft.open:
        raise ParseError(f'Can\'t find end tag corresponding to start tag "{draft.open[-1][0]}"')
    return draft.text(), order(draft.entities)


def _character(reference: str) -> str:
    """&lt; or &#233; or &#xe9; as a character; a number that is none stays as it is written."""
    name = reference[1:].rstrip(";")
    if not name.startswith("#"):
        return NAMED[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else reference


def _start_tag(source: str, place: int, draft: Draft) -> int:
    name_match = _NAME.match(source, place + 1)
    assert name_match is not None
    name, at = name_match.group().lower(), name_match.end()
    byte = len(source[:place].encode())
    if at >= len(source):
        raise ParseError(f"Unclosed start tag at byte offset {byte}")
    if name not in SIMPLE and name not in ("a", "span", "blockquote", "tg-emoji"):
        raise ParseError(f'Unsupported start tag "{name}" at byte offset {byte}')
    attributes: dict[str, str] = {}
    while not (close := _CLOSE.match(source, at)):
        attribute = _ATTRIBUTE.match(source, at)
        if not attribute:
            raise ParseError(f"Unclosed start tag at byte offset {byte}")
        key, *values = attribute.groups()
        if not any(value is not None for value in values) and key != "expandable":
            raise ParseError(
                "Expected equal sign in declaration of an attribute of the tag "
                f'"{name}" at byte offset {len(source[: attribute.end()].encode())}'
            )
        attributes[key.lower()] = next((value for value in values if value is not None), "")
        at = attribute.end()
    draft.begin(name, _entity(name, attributes, byte), byte)
    return close.end()


def _entity(name: str, attributes: dict[str, str], byte: int) -> Entity:
    match name:
        case "a":
            return {"type": "text_link", "url": attributes.get("href", "")}
        case "span":
            if attributes.get("class") != "tg-spoiler":
                raise ParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
            return {"type": "spoiler"}
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise ParseError("Custom emoji identifier must be a number")
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"type": "code", "language": attributes["class"].removeprefix("language-")}
        case _:
            return {"type": SIMPLE[name]}


def _end_tag(source: str, place: int, draft: Draft) -> int:
    byte = len(source[:place].encode())
    end = source.find(">", place)
    if end < 0:
        raise ParseError(f"Unclosed end tag at byte offset {byte}")
    if not draft.open:
        raise ParseError(f"Unexpected end tag at byte offset {byte}")
    found, expected = source[place + 2 : end].strip().lower(), draft.open[-1][0]
    if found and found != expected:
        raise ParseError(f'Unmatched end tag at byte offset {byte}, expected "</{expected}>", found "</{found}>"')
    entity = draft.open[-1][1]
    if expected == "a":
        entity.update(link(entity.pop("url") or draft.since(entity["offset"])))
    draft.end()
    if expected == "pre":
        _take_language(draft, entity)
    elif expected == "code" and not any(name == "pre" for name, _, _ in draft.open):
        entity.pop("language", None)
    return end + 1


def _take_language(draft: Draft, pre: Entity) -> None:
    """<pre><code class="language-x"> is one pre entity that knows its language."""
    for code in draft.entities:
        if code["type"] == "code" and (code["offset"], code["length"]) == (pre["offset"], pre["length"]):
            draft.entities.remove(code)
            if "language" in code:
                pre["language"] = code["language"]
            return
