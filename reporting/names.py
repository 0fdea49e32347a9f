"""Names of people in a message: what to cover and what only looks like a name.

Three signs: a word of address before a capital, a surname before capitals, and, whatever the case, a surname with the
middle word Văn or Thị or a word of address with a birth-order nickname. A word for a street, a school or a bridge
before it says the name is a place's. Over-masking is a small fault, a leak a grave one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.fold import decode_word, fold, nfc, tone_last
from reporting.lexicon import (
    ADDRESS,
    ADDRESS_BARE,
    ADDRESS_TWINS,
    AGAIN_AFTER,
    BIRTH_ORDER,
    COMMON_WORDS,
    GIVEN,
    HOUSE,
    HOUSED,
    KIN,
    KIN_OF_MARTYRS,
    MIDDLE,
    NAME_DECOYS,
    NO_KIN,
    NO_PLACE,
    NOT_A_NAME,
    NOT_AFTER_MIDDLE,
    NOT_NICK,
    NOT_SHOUTED,
    ORDER_NOT_AFTER,
    PAIRS,
    PLACE_BEFORE,
    PLACE_BEFORE_MARKED,
    SURNAMES_MARKED,
    TWIN_SURNAMES,
)

_LETTERS = re.compile(r"\[[^\]\n]{1,8}\]|[^\W\d_]+")
_LONGEST = 5
_ALONE = 3
_ME = ("toi", "tui", "minh")
_BE_CALLED = frozenset((me, be) for me in _ME for be in ("la", "bang"))
_MARKED = frozenset(tone_last(surname) for surname in SURNAMES_MARKED)
_BARE = frozenset(fold(surname) for surname in SURNAMES_MARKED)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    lower: str
    plain: str
    near: bool  # only blanks stand between it and the word before

    @property
    def marked(self) -> bool:
        return self.lower != self.plain


def names(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Offsets of names in composed text, left to right, none overlapping."""
    words = _tokens(text)
    shouting = not any(c.islower() for c in text)
    at = 0
    before: _Token | None = None
    while at < len(words):
        length = _name_at(words, at, before, shouting, known)
        if length:
            yield words[at].start, words[at + length - 1].end
            before, at = None, at + length
        else:
            before, at = words[at], at + 1


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    end = 0
    for match in _LETTERS.finditer(text):
        word = match.group()
        lower = (decode_word(word) or word).lower() if word.isascii() else word.lower()
        near = bool(found) and text[end : match.start()].isspace() and "\n" not in text[end : match.start()]
        found.append(_Token(word, match.start(), match.end(), nfc(lower), fold(lower), near))
        end = match.end()
    return found


def _capital(word: _Token, shouting: bool) -> bool:
    return word.text[0].isupper() and not shouting


def _name_at(words: list[_Token], at: int, before: _Token | None, shouting: bool, known: frozenset[str]) -> int:
    """How many words from here are a name; 0 when none."""
    addressed = before is not None and words[at].near and _is_address(words, at - 1)
    if not addressed and _is_place(words, at, before):
        return 0
    if (
        addressed
        and not shouting
        and before is not None
        and before.text[0].isupper()
        and _is_place(words, at - 1, _at(words, at - 2))
    ):
        return 0
    length = (
        _capitals(words, at, addressed, shouting)
        or _of_kin(words, at, shouting)
        or _by_order(words, at, shouting)
        or _shouted(words, at, addressed, shouting)
        or _whatever_case(words, at, addressed)
    )
    if not length:
        return 0
    said = " ".join(word.plain for word in words[at : at + length])
    lead = f"{before.plain} {said}" if before is not None else said
    if any(name == form or name.startswith(form + " ") for form in known for name in (said, lead)):
        return 0
    if _calls_oneself(words, at, addressed, length):
        return 0
    if addressed and _asked_for(words, at) and any(form.endswith(f" {said}") for form in known):
        return 0
    if any(_is_decoy(form, decoy, length) for decoy in NAME_DECOYS for form in (said, lead)):
        return 0
    return length


def _is_decoy(said: str, decoy: str, length: int) -> bool:
    """A decoy of two words is no part of a name of three: `Đỗ Thị Thắm` is no `đô thị`."""
    return f"{said} ".startswith(f"{decoy} ") and (length < 3 or decoy.count(" ") > 1)


def _asked_for(words: list[_Token], at: int) -> bool:
    """`nhờ cô Liên`: a colleague is asked to stand in, the short name is enough."""
    lead = _at(words, at - 2)
    return lead is not None and lead.plain == "nho"


def _calls_oneself(words: list[_Token], at: int, addressed: bool, length: int) -> bool:
    """`gọi tôi là anh Năm`: a short name somebody gives to themselves."""
    lead = tuple(word.plain for word in words[: at - addressed])
    return length <= 2 and lead[-3:-2] == ("goi",) and lead[-2:] in _BE_CALLED and len(lead) <= 4


def _at(words: list[_Token], at: int) -> _Token | None:
    return words[at] if at >= 0 else None


def _is_surname(word: _Token) -> bool:
    return tone_last(word.lower) in _MARKED if word.marked else word.plain in _BARE


def _is_address(words: list[_Token], at: int) -> bool:
    """A word of address, but not half of a pair such as "anh em" or "phan anh"."""
    word, lead = words[at], _at(words, at - 1)
    if lead is not None and (word.plain, lead.plain) in PAIRS:
        return False
    return word.lower in ADDRESS if word.marked else word.plain in ADDRESS_BARE


def _is_place(words: list[_Token], at: int, before: _Token | None) -> bool:
    """Whether a word just before says that what follows is a place, a street or a body."""
    for back in range(1, 3):
        word = _at(words, at - back)
        if before is None or word is None or not words[at - back + 1].near:
            return False
        lead = _at(words, at - back - 1)
        if lead is not None and ((lead.lower, word.lower) in NO_PLACE or _of_a_martyr(words, at - back)):
            return False
        if (word.marked or word.lower in PLACE_BEFORE_MARKED) and word.lower in PLACE_BEFORE_MARKED:
            return True
        if not word.marked and not words[at].marked and word.plain in PLACE_BEFORE:
            return True
    return False


def _of_a_martyr(words: list[_Token], at: int) -> bool:
    """`mẹ liệt sĩ Võ Thị …` is somebody alive, `liệt sĩ …` a street or a school."""
    lead, kin = _at(words, at - 1), _at(words, at - 2)
    return (
        words[at].plain == "si"
        and lead is not None
        and lead.plain == "liet"
        and kin is not None
        and (kin.lower in KIN_OF_MARTYRS)
    )


def _capitals(words: list[_Token], at: int, addressed: bool, shouting: bool) -> int:
    """Capitalised words: after a word of address one is enough, otherwise a surname must lead."""
    run = _run(words, at, shouting)
    if addressed and run:
        doubtful = not words[at - 1].marked and words[at - 1].plain in ADDRESS_TWINS
        named = _is_surname(words[at]) or words[at].plain in BIRTH_ORDER or words[at].plain in GIVEN or run > 1
        if (named or not doubtful) and not (words[at - 1].plain == "di" and not words[at - 1].marked):
            return run
    if run >= 3 and words[at + 1].lower in ("thị", "văn", "thi", "van") and (words[at].marked or words[at + 2].marked):
        return run
    needed = 3 if words[at].plain in TWIN_SURNAMES else 2
    return run if run >= needed and _is_surname(words[at]) else 0


def _run(words: list[_Token], at: int, shouting: bool) -> int:
    """How many capitalised words stand together from here that may be parts of a name."""
    run = 0
    while run < _LONGEST and at + run < len(words):
        word = words[at + run]
        if not _capital(word, shouting) or (run and not word.near):
            break
        begins = run == 0 and _is_surname(word) and _middle_follows(words, at)
        if word.lower in NOT_A_NAME and not begins and not _last_of_a_name(words, at, run, shouting):
            break
        run += 1
    return run


def _middle_follows(words: list[_Token], at: int) -> bool:
    """`Đoàn Bá Lựu`: a body's name is a surname all the same before a middle word in capitals."""
    after = words[at + 1 : at + 3]
    return len(after) == 2 and all(word.near and word.text[0].isupper() for word in after) and after[0].lower in MIDDLE


def _last_of_a_name(words: list[_Token], at: int, run: int, shouting: bool) -> bool:
    """`Lý Thành Được`, `Năm Trường`: a word that names nobody by itself ends a name begun, a small word follows."""
    after = words[at + run + 1] if at + run + 1 < len(words) else None
    if after is not None and after.near and _capital(after, shouting):
        return False
    begun = (run >= 2 and _is_surname(words[at])) or (run == 1 and words[at].lower in BIRTH_ORDER)
    return begun and words[at + run].lower not in ("chi", "ubnd")


def _of_kin(words: list[_Token], at: int, shouting: bool) -> int:
    """`vợ chồng Thành Tâm`, `thợ điện Trọng`, `nhà Minh Râu`: after words of kin, of a house or a boat."""
    one, two = _at(words, at - 1), _at(words, at - 2)
    run = _run(words, at, shouting)
    if not run or one is None or not words[at].near or (two is not None and (two.lower, one.lower) in NO_KIN):
        return 0
    pair = f"{two.lower} {one.lower}" if two is not None and one.near else ""
    several = pair in ("anh em", "chị em", "chi em") and run == 1 and words[at].plain not in GIVEN
    if (
        (one.lower in KIN or pair in KIN)
        and not several
        and not (one.lower == "con" and run > 1 and words[at].plain not in GIVEN)
    ):
        return run
    housed = one.lower in HOUSE and (words[at].plain in BIRTH_ORDER or words[at].plain in GIVEN)
    return run if housed and run > 1 else 0


def _by_order(words: list[_Token], at: int, shouting: bool) -> int:
    """`Năm Giỏ`, `Út Hoằng`, `Bé Na`: a place among brothers and sisters, then a nickname, both in capitals."""
    if words[at].lower not in BIRTH_ORDER and words[at].lower != "bé":
        return 0
    before = _at(words, at - 1)
    if len(words) <= _ALONE or (before is not None and before.lower in ORDER_NOT_AFTER and words[at].near):
        return 0  # a nickname that stands alone answers a question and says nothing about anybody
    run = min(_run(words, at, shouting), 3)
    return run if run > 1 else 0


def _shouted(words: list[_Token], at: int, addressed: bool, shouting: bool) -> int:
    """`ÔNG LÊ HỮU TÀI`, `BÀ ÚT ĐỜI`, `CHỊ BÍCH HẰNG`: nothing but capitals, a word of address before."""
    if not shouting or at + 1 >= len(words) or not words[at + 1].near or not words[at].near:
        return 0
    first, second = words[at], words[at + 1]
    one = _at(words, at - 1)
    housed = addressed or (one is not None and one.lower in ("nhà", "ghe", "thằng", "vợ", "chồng", "hộ", "ho", "nha"))
    if _is_surname(first) and second.lower in MIDDLE and (housed or first.marked) and first.plain not in ("van", "lai"):
        return 3 if at + 2 < len(words) and words[at + 2].near else 2
    if addressed and first.plain in GIVEN and second.plain in GIVEN and first.plain not in NOT_NICK:
        return 2
    return 2 if housed and first.lower in BIRTH_ORDER and first.marked and second.plain not in NOT_SHOUTED else 0


def _says_something_else(words: list[_Token], at: int, addressed: bool) -> bool:
    """`mở lại van nhánh`, `mai thi đấu`: "again" after a verb; or a common word, marks beside a bare `van`."""
    first, middle, last, lead = words[at], words[at + 1], words[at + 2], _at(words, at - 1)
    marks = first.marked or last.marked
    if addressed and lead is not None and not (marks and lead.lower in ADDRESS_TWINS):
        return False
    if first.plain == "lai" and lead is not None and first.near and lead.plain in AGAIN_AFTER:
        return True
    housed = lead is not None and lead.plain in HOUSED
    return first.lower in COMMON_WORDS and not housed and not middle.marked and marks


def _whatever_case(words: list[_Token], at: int, addressed: bool) -> int:
    """`nguyen van lam`, `ông tư đờn`: in lower case or in capitals throughout."""
    first = words[at]
    after = words[at + 1 : at + 4]
    close = 0
    while close < len(after) and after[close].near:
        close += 1
    if _is_surname(first) and close >= 2 and after[0].plain in ("van", "thi") and after[0].lower in MIDDLE:
        if _says_something_else(words, at, addressed):
            return 0
        if after[1].plain in NOT_AFTER_MIDDLE or (
            not first.marked
            and first.plain in ("do", "la", "to", "vo", "di", "ma", "be", "cu", "khong", "than", "chung")
        ):
            return 0
        fourth = after[2] if close == 3 else None
        same_case = fourth is not None and fourth.text[0].isupper() == after[1].text[0].isupper()
        nickname = fourth is not None and (fourth.lower in BIRTH_ORDER or (addressed and fourth.plain not in NOT_NICK))
        return 4 if same_case and nickname else 3
    if not addressed or not close or after[0].plain in NOT_NICK:
        return 0
    doubtful = not words[at - 1].marked and words[at - 1].plain in ADDRESS_TWINS
    if first.lower in BIRTH_ORDER and (
        not doubtful or (words[at - 1].plain == "ba" and first.plain in ("tu", "ut", "chin"))
    ):
        return 2
    if doubtful or not _is_surname(first) or (first.plain in TWIN_SURNAMES and after[0].lower not in MIDDLE):
        return 0
    length = 2
    while length <= close and after[length - 1].plain not in NOT_NICK:
        length += 1
    return length
