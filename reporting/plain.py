"""Messages as plain text: choices as numbered lines, long texts cut at the end of a sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.values import Choice

SLOT = re.compile(r"\{(phone|link|contact|original):(\d+)\}")  # filled in as the message is sent: no row holds these
WIDTHS = {"phone": 14, "link": 160, "contact": 120, "original": 1400}  # UTF-16 units a slot takes at most, filled in

# Where a text may be cut, the best place first: between paragraphs, lines, sentences, clauses, words.
_PLACES = tuple(re.compile(pattern) for pattern in (r"\n\n+", r"\n", r"(?<=[.!?…])\s+", r"(?<=[;,])\s+", r"\s+"))
_LEAST = 0.5  # of the room: a better place that wastes more is passed over


def without_slots(text: str) -> str:
    """What somebody typed asks for nothing that is filled in: their braces become brackets, letter for letter."""
    return SLOT.sub(lambda slot: f"({slot[0][1:-1]})", text)


def units(text: str) -> int:
    """Length in UTF-16 units, as messengers count; a slot counts as what will stand there."""
    slots = [found[1] for found in SLOT.finditer(text)]
    return len(SLOT.sub("", text).encode("utf-16-le")) // 2 + sum(WIDTHS[slot] for slot in slots)


def numbered(text: str, choices: Sequence[Choice]) -> str:
    """The choices under the text, one to a line (dialogues R1)."""
    if not choices:
        return text
    return text + "\n\n" + "\n".join(f"{choice.digit}. {choice.label}" for choice in choices)


def split(text: str, most: int, choices: Sequence[Choice] = ()) -> tuple[str, ...]:
    """Parts of at most `most` units; the last one leaves room for the choices under it. No word is lost."""
    below = units(numbered("", choices))
    parts = []
    rest = text.strip()
    while rest and units(rest) + below > most:
        # Where the text fits and its choices do not, they go under its last words.
        head, rest = _cut(rest, min(most, units(rest) - 1))
        parts.append(head)
    return (*parts, rest)


def _cut(text: str, most: int) -> tuple[str, str]:
    """The longest head of at most `most` units that ends at a good place, and what is left."""
    end = _fitting(text, most)
    if end >= len(text):
        return text, ""
    for place in _PLACES:
        cuts = [found for found in place.finditer(text, 0, end + 1) if 0 < found.start() <= end]
        if cuts and cuts[-1].start() >= end * _LEAST:
            return text[: cuts[-1].start()].rstrip(), text[cuts[-1].end() :].lstrip()
    return text[:end], text[end:]  # one endless word


def _fitting(text: str, most: int) -> int:
    """How many characters fit, never ending inside a slot; at least one."""
    end = 0
    room = most
    pieces = [piece for piece in re.split(rf"({SLOT.pattern.replace('(', '(?:')})", text) if piece]
    for piece in (part for whole in pieces for part in ([whole] if SLOT.fullmatch(whole) else whole)):
        room -= units(piece)
        if room < 0:
            break
        end += len(piece)
    return max(1, end)
