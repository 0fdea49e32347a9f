"""Signs of a name whatever the case: the middle words Văn and Thị, a nickname or a surname after a word of address."""

from __future__ import annotations

from reporting.name_bare import led_in
from reporting.name_spelt import as_spelt
from reporting.name_syllables import (
    BIRTH_ORDER,
    COMMON_WORDS,
    GIVEN,
    MIDDLE,
    NEED_LEAD,
    NOT_AFTER_MIDDLE,
    NOT_FOURTH,
    NOT_SURNAME,
    SAINTS,
    TWIN_SURNAMES,
)
from reporting.name_tokens import Line
from reporting.name_words import ADDRESS_TWINS, AGAIN_AFTER, HOUSED

# Without their marks these are small words: đó, là, tổ, vô, đi …
_WORDS_TOO = frozenset({"do", "la", "to", "vo", "di", "ma", "be", "cu", "khong", "than", "chung"})
_HOUSES = frozenset({"nhà", "ghe", "thằng", "vợ", "chồng", "hộ", "ho", "nha"})
# Nghỉ lễ thì, in nguyên văn.
_NOT_AFTER = {
    "le": frozenset({"theo", "nghi", "ngay", "dip", "lam", "du", "mua"}),
    "nguyen": frozenset({"in", "doc", "go", "chep", "ghi", "trich", "lai", "ra"}),
}
_BARE_TWINS = frozenset({"ho", "cao", "mai", "ha", "vu", "vo", "duong", "ly"})
_ORDER_AFTER = {
    "ba": frozenset({"hai", "nam", "sau", "bay", "tam", "muoi"}),
    "chi": frozenset({"tu", "sau", "bay", "ut"}),
    "co": frozenset({"bay", "chin"}),
}
_MANY = frozenset({"may", "cac", "nhung", "hai", "mấy", "các", "những"})
_YOUNGEST = frozenset({"con", "thằng", "em", "cháu", "thang", "chau"})


def whatever_case(line: Line, at: int, addressed: bool, joined: bool) -> int:
    """How many words from here are a name whatever their case."""
    if not line.may_begin(at):
        return 0
    return (
        _shouted(line, at, addressed)
        or _with_middle(line, at, addressed)
        or max(_addressed(line, at, addressed), led_in(line, at))
        or as_spelt(line, at, addressed and not line.doubtful(at - 1), joined)
    )


def _shouted(line: Line, at: int, addressed: bool) -> int:
    """`ÔNG LÊ HỮU TÀI`, `BÀ ÚT ĐỜI`, `CHI BICH HANG`: nothing but capitals, a word of address before."""
    lead, second = line.near(at), line.at(at + 1)
    if not line.shouting or second is None or not second.near or lead is None:
        return 0
    first = line.words[at]
    housed = (addressed and not line.doubtful(at - 1)) or lead.lower in _HOUSES
    surname = line.is_surname(at) and first.plain not in ("van", "lai") and (lead.lower, first.lower) not in NOT_SURNAME
    if surname and second.lower in MIDDLE and (addressed or housed or first.marked) and not line.compound(at + 1):
        close = _close(line, at)
        return 4 if close == 3 and _fourth(line, at, addressed) else min(close + 1, 3)
    if line.bare:
        return 2 if addressed and _two_bare(line, at) else 0
    order = housed and first.lower in BIRTH_ORDER and first.marked and first.lower != "cả"
    return 2 if order and not line.stops(at + 1) and second.plain != "oi" else 0


def _two_bare(line: Line, at: int) -> bool:
    """`CHI BICH HANG`: two given names; after a word that is rather another word, none that is one too."""
    first, second = line.words[at].plain, line.words[at + 1].plain
    if first not in GIVEN or second not in GIVEN or line.stops(at) or line.compound(at):
        return False
    return not line.doubtful(at - 1) or (line.is_alone(at + 1) and first not in BIRTH_ORDER)


def _says_something_else(line: Line, at: int, addressed: bool) -> bool:
    """`mở lại van nhánh`, `mai thi đấu`: "again" after a verb; or a common word, marks beside a bare `van`."""
    first, middle, last = line.words[at : at + 3]
    lead = line.at(at - 1)
    marks = first.marked or last.marked
    if addressed and lead is not None and not (marks and lead.lower in ADDRESS_TWINS):
        return False
    if first.plain == "lai" and lead is not None and first.near and lead.plain in AGAIN_AFTER:
        return True
    housed = lead is not None and lead.plain in HOUSED
    return first.lower in COMMON_WORDS and not housed and not middle.marked and marks


def _close(line: Line, at: int) -> int:
    """How many of the next three words stand right behind each other."""
    close = 0
    while close < 3 and (word := line.at(at + 1 + close)) is not None and word.near:
        close += 1
    return close


def _with_middle(line: Line, at: int, addressed: bool) -> int:
    """`nguyen van lam`, `lê thị út mười`."""
    first, after = line.words[at], line.words[at + 1 : at + 4]
    if len(after) < 2 or after[0].plain not in ("van", "thi") or after[0].lower not in MIDDLE:
        return 0
    close = _close(line, at)
    if close < 2 or not line.is_surname(at):
        return 0
    lead = line.near(at)
    if lead is not None and (lead.lower, first.lower) in NOT_SURNAME:
        return 0
    something = not addressed and (after[0].plain, after[1].plain) in NOT_AFTER_MIDDLE
    if something or _says_something_else(line, at, addressed):
        return 0
    alone = not _led(line, at, addressed)
    if alone and ((not first.marked and first.plain in _WORDS_TOO) or (line.bare and _unled(line, at))):
        return 0
    return 4 if close == 3 and _fourth(line, at, addressed) else 3


def _fourth(line: Line, at: int, addressed: bool) -> bool:
    """`Lê Thị Út Mười`, `nguyễn thị diệu hiền`: whether the fourth word belongs to the name too."""
    third, fourth = line.words[at + 2], line.words[at + 3]
    if third.capital != fourth.capital:
        return False
    if fourth.lower in BIRTH_ORDER or (addressed and not line.stops(at + 3)):
        return True
    if not line.is_given(at + 3) or not (line.is_given(at + 2) or third.lower in SAINTS) or line.compound(at + 3):
        return False
    return not line.stops(at + 3) if line.bare else fourth.lower not in NOT_FOURTH


def _led(line: Line, at: int, addressed: bool) -> bool:
    """Whether a word of address or of a house stands before."""
    lead = line.near(at)
    people = lead is not None and lead.plain == "con" and line.said(max(0, at - 2), 2) == "ba con"
    return addressed or (lead is not None and lead.plain in HOUSED and not people)


def _unled(line: Line, at: int) -> bool:
    """`doi lai thi ba chui`, `ba con phan van khong biet`: small bare words that nothing leads in as a name."""
    first, last, lead = line.words[at], line.words[at + 2], line.near(at)
    if first.capital and not line.shouting:
        return False
    if last.plain not in GIVEN and not line.is_given(at + 2):
        return True
    if first.plain in _NOT_AFTER and lead is not None and lead.plain in _NOT_AFTER[first.plain]:
        return True
    return not first.begins and first.plain != "le" and (first.plain in NEED_LEAD or line.stops(at + 2))


def _addressed(line: Line, at: int, addressed: bool) -> int:
    """`ông tư đờn`, `chị lê thu`: after a word of address."""
    if not addressed:
        return 0
    close = _close(line, at)
    if not close:
        return 0
    first, second = line.words[at], line.words[at + 1]
    nick = second.capital and not line.shouting and not first.capital  # "ông ba Tố"
    if line.compound(at) or (not nick and line.stops(at + 1)) or _number(line, at, nick):
        return 0
    if first.lower in BIRTH_ORDER:
        return 2 if not line.doubtful(at - 1) or _granny(line, at) else 0
    if line.doubtful(at - 1) or not line.is_surname(at):
        return 0
    if first.plain in (NEED_LEAD if line.bare else TWIN_SURNAMES) and second.lower not in MIDDLE:
        return 3 if line.bare and close >= 2 and _bare_full(line, at) else 0
    length = 2
    while length <= close and not line.stops(at + length):
        length += 1
    return length


def _granny(line: Line, at: int) -> bool:
    """`ba tu don`, `chi bay hoa`: what is rather another word is a word of address before these."""
    title, order = line.words[at - 1].plain, line.words[at].plain
    if title == "ba" and order in ("tu", "ut", "chin"):
        return True
    return order in _ORDER_AFTER.get(title, ()) and line.is_given(at + 1)


def _number(line: Line, at: int, nick: bool) -> bool:
    """`cô bé mười ba`, `áo bà ba nâu`, `may ong ba`: no place among brothers and sisters; `thằng út`: the youngest."""
    first, second, before = line.words[at].lower, line.words[at + 1].lower, line.near(at, 2)
    if first in ("mười", "muoi") and second in BIRTH_ORDER:
        return True
    if first in ("út", "ut") and line.words[at - 1].lower in _YOUNGEST and not nick and not line.shouting:
        return True
    if before is None or nick:
        return False
    return before.lower in ("áo", "ao") or (first == "ba" and line.bare and before.plain in _MANY)


def _bare_full(line: Line, at: int) -> bool:
    """`ong ho si hoat xin`: without marks a surname, then two given names."""
    given = all(line.is_given(here) and not line.stops(here) for here in (at + 1, at + 2))
    return given and line.words[at].plain in _BARE_TWINS
