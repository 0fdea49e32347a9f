"""parse_mode MarkdownV2, as strict as the real server: every reserved character is a mark or escaped."""

import re

from simulator.entities import Draft, Entity, ParseError, link, order

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "*": ("Bold", "bold"),
    "__": ("Underline", "underline"),
    "_": ("Italic", "italic"),
    "~": ("Strikethrough", "strikethrough"),
    "||": ("Spoiler", "spoiler"),
    "`": ("Code", "code"),
    "```": ("Pre", "pre"),
}
"""How it is written -> what the server calls it in its errors, and the entity's type."""

_LANGUAGE = re.compile(r"([^\s`]+)\n")
_ADDRESS = re.compile(r"\(((?:\\.|[^\\)])*)\)", re.DOTALL)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    draft, at = Draft(), 0
    if source.startswith(">"):
        at = _quote(draft, 0)
    while at < len(source):
        at = _step(source, at, draft)
    if draft.open and draft.open[-1][0] == "BlockQuote":
        draft.end()
    if draft.open:
        raise _unclosed(source, draft)
    return draft.text(), order(draft.entities)


def _step(source: str, at: int, draft: Draft) -> int:
    """Reads one character or mark and says where the next begins."""
    character = source[at]
    inside = draft.open[-1][0] if draft.open else ""
    if character == "\\" and at + 1 < len(source) and 0 < ord(source[at + 1]) <= 126:
        draft.write(source[at + 1])
        return at + 2
    if inside in ("Code", "Pre"):
        mark = "`" if inside == "Code" else "```"
        if source.startswith(mark, at):
            draft.end()
            return at + len(mark)
        draft.write(character)
        return at + 1
    if character == "\n":
        return _line(source, at, draft)
    if character not in RESERVED:
        draft.write(character)
        return at + 1
    if character in "[]":
        return _link(source, at, draft)
    return _mark(source, at, draft)


def _line(source: str, at: int, draft: Draft) -> int:
    """The end of a line: a quotation goes on when the next line begins with its mark, or ends here, or begins there."""
    quoted = any(name == "BlockQuote" for name, _, _ in draft.open)
    more = source.startswith(">", at + 1)
    if quoted and not more:
        if draft.open[-1][0] != "BlockQuote":
            raise _unclosed(source, draft)
        draft.end()
    draft.write("\n")
    if more and not quoted:
        return _quote(draft, at + 1)
    return at + 2 if more else at + 1


def _quote(draft: Draft, at: int) -> int:
    draft.begin("BlockQuote", {"type": "blockquote"}, at)
    return at + 1


def _mark(source: str, at: int, draft: Draft) -> int:
    """A mark that opens or closes; the longest that fits, so that `__` is never two italics."""
    inside = draft.open[-1][0] if draft.open else ""
    for mark in ("```", "__", "||", "*", "_", "~", "`"):
        if not source.startswith(mark, at):
            continue
        name, kind = MARKS[mark]
        if name == inside:
            draft.end()
            return at + len(mark)
        draft.begin(name, {"type": kind}, at)
        at += len(mark)
        if mark == "```" and (language := _LANGUAGE.match(source, at)):
            draft.open[-1][1]["language"] = language[1]
            return language.end()
        return at + 1 if mark == "```" and source.startswith("\n", at) else at
    raise _reserved(source[at])


def _link(source: str, at: int, draft: Draft) -> int:
    if source[at] == "[":
        draft.begin("TextUrl", {"type": ""}, at)
        return at + 1
    if not draft.open or draft.open[-1][0] != "TextUrl":
        raise _reserved("]")
    entity = draft.open[-1][1]
    address = _ADDRESS.match(source, at + 1)
    if source.startswith("(", at + 1) and not address:
        raise ParseError(f"Can't find end of a URL at byte offset {len(source[: at + 1].encode())}")
    # Without an address in brackets the text is the address.
    written = re.sub(r"\\(.)", r"\1", address[1]) if address else draft.since(entity["offset"])
    entity.update(link(written))
    draft.end()
    return address.end() if address else at + 1


def _reserved(character: str) -> ParseError:
    return ParseError(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")


def _unclosed(source: str, draft: Draft) -> ParseError:
    name, _, place = draft.open[-1]
    return ParseError(f"Can't find end of {name} entity at byte offset {len(source[:place].encode())}")
