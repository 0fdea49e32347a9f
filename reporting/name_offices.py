"""Who acts in office: the name stands beside what they hold, before it or after it."""

from __future__ import annotations

import re

from reporting.fold import fold
from reporting.name_tokens import Line, Token
from reporting.name_words import ENROLS, FORMER, HOUSED, KIN, ME, OF_OFFICE, OFFICES, OFFICES_AFTER

_NUMBER = re.compile(r"\s+(?:\d{1,2}\s+)?")
_FAR = 8
_AROUND = 12
_DIGITS = 6
_BEFORE = frozenset(fold(office) for office in OFFICES)
_AFTER = frozenset(fold(office) for office in OFFICES_AFTER)


def in_office(line: Line, at: int, length: int, addressed: bool, known: frozenset[str]) -> bool:
    """`đồng chí Bí thư Lê …`, `chị Vân địa chính`; not `vợ ông Tư tổ trưởng` nor who was it once."""
    start = at - addressed
    lead = line.near(start)
    if lead is not None and lead.plain != "cua" and (lead.plain in HOUSED or lead.lower in KIN):
        return False
    oneself = addressed and lead is None and line.words[start].plain in ME
    if not oneself and _enrolled(line, at, length):
        return False
    return _holds(line, at + length) or (not addressed and _office_before(line, start, known))


def _enrolled(line: Line, at: int, length: int) -> bool:
    """`thêm ông … phó thôn vô kênh`, a number beside it: what is told of somebody so as to be kept."""
    around = line.words[max(0, at - _AROUND) : at + length + _AROUND]
    said = " ".join(word.plain for word in around)
    return any(word in said for word in ENROLS) or any(
        sum(c.isdigit() for c in word.gap) > _DIGITS for word in around[1:]
    )


def _holds(line: Line, at: int) -> bool:
    """Whether an office begins here that somebody holds now."""
    first = line.at(at)
    if first is None or not (first.near or first.gap == ", "):
        return False
    for length in (4, 3, 2, 1):
        if _office(line, at, length, _AFTER if line.bare else OFFICES_AFTER) and _close(line, at, length):
            after = line.at(at + length)
            return after is None or not after.near or after.lower not in FORMER
    return False


def _office(line: Line, at: int, length: int, offices: frozenset[str]) -> bool:
    words = line.words[at : at + length]
    return " ".join(word.plain if line.bare else word.lower for word in words) in offices


def _close(line: Line, at: int, length: int) -> bool:
    return all(word.near for word in line.words[at + 1 : at + length])


def _office_before(line: Line, at: int, known: frozenset[str]) -> bool:
    """`trưởng thôn Gò Cát Phan …`: an office, of what it is one, then the name."""
    here = at
    while at - here < _FAR and here > 0 and _joins(line.words[here]):
        for length in (3, 2):
            offices = _BEFORE if line.bare else OFFICES
            if here >= length and _office(line, here - length, length, offices) and _close(line, here - length, length):
                lead = line.near(here - length)
                return lead is None or (lead.plain not in HOUSED and lead.lower not in KIN)
        word = line.words[here - 1]
        if here >= 2 and line.said(here - 2, 2) in known:
            here -= 2
        elif word.plain in OF_OFFICE or line.capital(here - 1):
            here -= 1
        else:
            return False
    return False


def _joins(word: Token) -> bool:
    return word.near or _NUMBER.fullmatch(word.gap) is not None
