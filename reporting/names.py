"""Names of people in a message: what to cover and what only looks like a name.

`name_signs` and `name_small` say where a name may stand, with and without the help of capitals; `name_others` says that
what stands there is a place, a street, somebody acting in office or who writes. Over-masking is a small fault, a leak
a grave one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.name_others import nobody
from reporting.name_signs import in_capitals
from reporting.name_small import whatever_case
from reporting.name_tokens import Line, line_of


def names(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Offsets of names in composed text, left to right, none overlapping. `known`: folded names that stay."""
    line = line_of(text)
    at, last = 0, -1  # where a name ended
    while at < len(line.words):
        length, named = _name_at(line, at, last, known)
        if named:
            yield line.words[at].start, line.words[at + length - 1].end
            last = at + length
        at += length


def _name_at(line: Line, at: int, last: int, known: frozenset[str]) -> tuple[int, bool]:
    """How many words from here are done with, and whether they are a name."""
    addressed = last < at and line.near(at) is not None and line.is_address(at - 1)
    joined = last >= 0 and line.joined(at, last)
    length = in_capitals(line, at, addressed, joined) or whatever_case(line, at, addressed, joined)
    if not length:
        return 1, False
    others = nobody(line, at, length, addressed, joined, known)
    return (others, False) if others else (length, True)
