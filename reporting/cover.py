"""Covering what belongs to a person: names and numbers become marks. Pure and without memory.

The same text is covered the same way whether its letters come composed or decomposed, and what is covered once stays as
it is. Spans count code points of the text as it was given.
"""

from __future__ import annotations

import unicodedata

from reporting.fold import nfc
from reporting.names import names
from reporting.numbers import numbers

Span = tuple[int, int, str]

MASKS = {
    "phone": "[SĐT]",
    "id_card": "[CCCD]",
    "bank_account": "[STK]",
    "plate": "[BIỂN SỐ]",
    "name": "[TÊN]",
}


_ROUNDS = 4


def cover(text: str, known: frozenset[str]) -> tuple[str, list[Span]]:
    """The covered text, and the spans in `text`.

    It is read again until nothing more is found: a number may stand out only when its neighbour is gone.
    """
    masked, where = text, [(at, at + 1) for at in range(len(text))]
    spans: list[Span] = []
    for _ in range(_ROUNDS):
        found = _find(masked, known)
        if not found:
            break
        spans += [(where[start][0], where[end - 1][1], kind) for start, end, kind in found]
        out: list[str] = []
        places: list[tuple[int, int]] = []
        at = 0
        for start, end, kind in found:
            mask = MASKS[kind]
            out += [masked[at:start], mask]
            places += where[at:start] + [(where[start][0], where[end - 1][1])] * len(mask)
            at = end
        masked, where = "".join(out) + masked[at:], places + where[at:]
    return masked, sorted(spans)


def _find(text: str, known: frozenset[str]) -> list[Span]:
    """Names and numbers that do not overlap, left to right."""
    people = [(start, end, "name") for start, end in names(text, known)]
    kept: list[Span] = []
    for span in sorted([*people, *numbers(text)], key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def given(text: str, composed: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans counted in the text as given, which may be decomposed."""
    if text == composed or not spans:
        return tuple(spans)
    where = _offsets(text)
    return tuple((where[start], where[end], kind) for start, end, kind in spans)


def _offsets(text: str) -> list[int]:
    """For each code point of the composed text, and for its end, where it begins in the text given."""
    where: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (
            unicodedata.combining(text[at]) or nfc(text[at - 1] + text[at]) != nfc(text[at - 1]) + nfc(text[at])
        ):
            continue
        where += [start] * len(nfc(text[start:at]))
        start = at
    return [*where, len(text)]
