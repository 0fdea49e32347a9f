"""Signs of a name that its spelling shows, with no capital to help: `nguyễn sự`, `CHỊ HƯỜNG`, `nhà út hường`."""

from __future__ import annotations

from reporting.lexicon import ADDRESS
from reporting.name_bare import without_marks
from reporting.name_syllables import (
    BIRTH_ORDER,
    CHILD_NICKS,
    GIVEN_EVERYDAY,
    LOOKS,
    LOOKS_ALONE,
    MIDDLE_SPELT,
    NICKS,
    NOT_FULL,
    NOT_SMALL,
    NOT_SURNAME,
    ORDER_ALONE,
    ORDER_SPELT,
    SURE_SURNAMES,
    TWIN_SURNAMES,
    TWINS_WITH_MIDDLE,
)
from reporting.name_tokens import Line
from reporting.name_words import COUPLES, FOLLOWS_NAME, HOUSES, KIN_SMALL, NOT_ADDRESSED, TITLES

_LONGEST = 4
_NOT_AFTER_Y = frozenset({"tế", "sĩ", "sỹ", "tá", "học", "khoa", "dược", "kiến", "như", "vậy", "chang", "phục"})


def as_spelt(line: Line, at: int, addressed: bool, joined: bool) -> int:
    """How many words from here are a name by their spelling. `joined`: a name before goes on here in a list."""
    if line.capital(at):
        return 0
    if line.bare:
        return without_marks(line, at)
    return (
        _full(line, at, addressed or joined)
        or _called(line, at)
        or _of_kin(line, at)
        or _of_a_house(line, at)
        or _of_the_hills(line, at)
        or _pair(line, at)
        or _looks(line, at)
        or (_second(line, at) if joined else 0)
    )


def _after(line: Line, at: int) -> str:
    word = line.after(at)
    return word.lower if word is not None else ""


def _full(line: Line, at: int, led: bool) -> int:
    """`nguyễn sự`, `TRƯƠNG QUỐC KHÁNH`: a surname as it is spelt, then given names."""
    first, second, lead = line.words[at], _after(line, at), line.near(at)
    if not second or not line.is_surname(at) or (first.lower, second) in NOT_FULL:
        return 0
    if lead is not None and (lead.lower, first.lower) in NOT_SURNAME:
        return 0
    length = 1
    while length < _LONGEST and _after(line, at + length - 1) and _part(line, at + length):
        length += 1
    sure, housed = first.lower in SURE_SURNAMES, led or (lead is not None and lead.lower in HOUSES)
    if sure and housed and length == 2 and second in MIDDLE_SPELT and _after(line, at + 1):
        return 3  # "nhà trần đình sỏi": whatever they are called
    if length < 2 or line.compound(at + length - 2) or line.compound(at + length - 1):
        return 0
    last = line.words[at + length - 1].lower
    if length > 2 and second in MIDDLE_SPELT:
        twin = first.plain in TWIN_SURNAMES and first.lower not in TWINS_WITH_MIDDLE
        named = last not in NOT_SMALL or last in GIVEN_EVERYDAY
        return length if sure or housed or (named and not twin) else 0
    named = any(word.lower not in NOT_SMALL for word in line.words[at + 1 : at + length])
    if sure:
        return length if housed or named else 0
    return length if housed and named and first.plain not in TWIN_SURNAMES else 0


def _part(line: Line, at: int) -> bool:
    return line.is_given(at) or line.words[at].lower in MIDDLE_SPELT


def _given(line: Line, at: int) -> bool:
    """A given name that is no everyday word, and does not begin one."""
    return line.is_given(at) and line.words[at].lower not in NOT_SMALL and not line.compound(at)


def _two(line: Line, at: int) -> bool:
    """Two given names, `quốc thái`, of which the second is hardly an everyday word."""
    if not _after(line, at) or not _part(line, at) or not line.is_given(at + 1):
        return False
    if line.words[at].lower in ADDRESS or line.compound(at) or line.compound(at + 1):
        return False
    first, second = line.words[at].lower, line.words[at + 1].lower
    leads = first in MIDDLE_SPELT or first in GIVEN_EVERYDAY or first not in NOT_SMALL
    if not leads or (second in NOT_SMALL and second not in GIVEN_EVERYDAY):
        return False
    return first not in NOT_SMALL or second not in NOT_SMALL or (first in MIDDLE_SPELT and second in GIVEN_EVERYDAY)


def _called(line: Line, at: int) -> int:
    """`chị hường`, `bà tám`, `anh tâm nói`: after a word of address one name or a place among brothers and sisters."""
    lead, word, after = line.near(at), line.words[at], _after(line, at)
    if lead is None or not line.is_address(at - 1) or (lead.lower, word.lower) in NOT_ADDRESSED:
        return 0
    if _two(line, at):
        return 2
    if lead.lower == "thằng" and word.lower in CHILD_NICKS:
        return _nick(line, at)
    if lead.lower not in TITLES:
        return 0
    if word.lower in ORDER_ALONE and (word.lower != "út" or lead.lower in ("ông", "bà")):
        if after and line.counts(at + 1):
            return 0
        if after in NICKS:
            return 2  # "ông sáu đen"
        return 1
    if not line.is_given(at) or line.compound(at):
        return 0
    if after in LOOKS and word.lower not in ORDER_SPELT:
        return 2  # "chị hường mập"
    everyday = word.lower in GIVEN_EVERYDAY and (not after or after in FOLLOWS_NAME)
    return int(_given(line, at) or everyday)


def _nick(line: Line, at: int) -> int:
    """`thằng cu tèo`, `thằng tí nổ`; a boy is `thằng bé` too."""
    word, after = line.words[at].lower, _after(line, at)
    if word in ("cu", "bé"):
        return 2 if after in CHILD_NICKS or (after and _given(line, at + 1)) else 0
    return 2 if after and not line.stops(at + 1) and after not in FOLLOWS_NAME else 1


def _of_kin(line: Line, at: int) -> int:
    """`cháu quỳnh như`, `tên diễm kiều`, `cô giáo diệp`."""
    lead = line.near(at)
    if lead is not None and lead.lower in KIN_SMALL and _two(line, at):
        return 2
    return int(lead is not None and lead.lower == "giáo" and line.is_address(at - 2) and _given(line, at))


def _looks(line: Line, at: int) -> int:
    """`sơn mập bán pháo`: a given name and how somebody looks."""
    given = line.is_given(at) and line.words[at].lower not in ADDRESS
    return 2 if given and _after(line, at) in LOOKS_ALONE and _after(line, at + 1) != "mờ" else 0


def _of_a_house(line: Line, at: int) -> int:
    """`nhà út hường`, `vựa chín nhôm`: a house, a place among brothers and sisters, a nickname."""
    lead, word, after = line.near(at), line.words[at].lower, _after(line, at)
    if lead is None or not after or lead.lower not in HOUSES or word not in ORDER_SPELT:
        return 0
    if line.counts(at + 1) or after in BIRTH_ORDER:
        return 0
    if word == "út" and (lead.lower in ("con", "thằng") or after in ADDRESS):
        return 0  # the youngest
    if word in ("út", "tư"):
        return 0 if line.stops(at + 1) else 2
    return 2 if line.is_given(at + 1) and not line.compound(at + 1) else 0


def _pair(line: Line, at: int) -> int:
    """`hai anh em lợi, lộc`, `vợ chồng thanh với tuyết`: the first of two."""
    one, two = line.near(at), line.near(at, 2)
    if one is None or two is None or f"{two.lower} {one.lower}" not in COUPLES or not line.is_given(at):
        return 0
    after = line.at(at + 1)
    beside = at + 2 if after is not None and after.near and after.lower in ("với", "và") else at + 1
    other = line.at(beside)
    listed = other is not None and (beside == at + 2 or other.gap.strip() == ",")
    return int(listed and line.is_given(beside))


def _second(line: Line, at: int) -> int:
    """`lộc` of `lợi, lộc`."""
    return int(_given(line, at))


def _of_the_hills(line: Line, at: int) -> int:
    """`bác y bôn`: in the hills names begin with Y."""
    lead, after = line.near(at), _after(line, at)
    named = lead is not None and line.words[at].lower == "y" and lead.lower in TITLES
    return 2 if named and after and after not in _NOT_AFTER_Y else 0
