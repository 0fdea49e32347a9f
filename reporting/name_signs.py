"""Signs of a name in capitals: a word of address, a surname, kin, a place among brothers and sisters, a given name."""

from __future__ import annotations

from reporting.lexicon import ADDRESS
from reporting.name_places import HOLY, PLACE_BEFORE_MARKED
from reporting.name_syllables import (
    BIRTH_ORDER,
    GIVEN,
    MIDDLE,
    MIDDLE_SPELT,
    NOT_SMALL,
    SAINTS,
    SURE_TWINS,
    SUREST_TWINS,
    SURNAMES_MARKED,
    TWIN_SURNAMES,
)
from reporting.name_tokens import Line
from reporting.name_words import HOUSE, KIN, NO_KIN, NOT_A_NAME, ORDER_NOT_AFTER, SEVERAL, TRADES

_FAR = 5
_KIN_TOO = frozenset({"em", "con"})
_ALONE = 3  # a nickname in a message of so few words answers a question
_Y_ALSO = frozenset({"tế", "te", "sĩ", "si", "sỹ", "sy", "học", "hoc", "khoa", "dược", "duoc", "kiến", "kien"})


def in_capitals(line: Line, at: int, addressed: bool, joined: bool) -> int:
    """How many words from here are a name that its capitals show. `joined`: a name before goes on here in a list."""
    if line.shouting or not line.words[at].capital:
        return 0
    return (
        _with_title(line, at, addressed)
        or _of_kin(line, at)
        or _by_order(line, at)
        or _of_faith(line, at)
        or _of_the_hills(line, at)
        or (_in_a_list(line, at) if joined else 0)
        or _given(line, at)
        or _by_trade(line, at)
    )


def run_of(line: Line, at: int) -> int:
    """How many capitalised words stand together from here that may be parts of a name."""
    longest = line.run(at)
    run = 0
    while run < longest and not line.words[at + run].acronym and _may_belong(line, at, run):
        run += 1
    return run


def _may_belong(line: Line, at: int, run: int) -> bool:
    word = line.words[at + run].lower
    if word not in NOT_A_NAME:
        return True
    if run == 0:
        return line.is_surname(at) and _middle_follows(line, at)
    return (word == "dang" and line.is_surname(at)) or _last_of_a_name(line, at, run)  # Đăng without its marks


def _middle_follows(line: Line, at: int) -> bool:
    """`Đoàn Bá Lựu`: a body's name is a surname all the same before a middle word in capitals."""
    after = line.words[at + 1 : at + 3]
    middle = len(after) == 2 and (after[0].lower in MIDDLE or after[0].lower in MIDDLE_SPELT)
    return middle and all(word.near and word.capital for word in after)


def _last_of_a_name(line: Line, at: int, run: int) -> bool:
    """`Lý Thành Được`, `Năm Trường`: a word that names nobody by itself ends a name begun, a small word follows."""
    after = line.at(at + run + 1)
    if after is not None and after.near and line.capital(at + run + 1):
        return False
    begun = (run >= 2 and line.is_surname(at)) or (run == 1 and line.words[at].lower in BIRTH_ORDER)
    return begun and line.words[at + run].lower not in ("chi", "ubnd")


def _with_title(line: Line, at: int, addressed: bool) -> int:
    """After a word of address one is enough, otherwise a surname must lead."""
    words, run = line.words, run_of(line, at)
    if addressed and not run and line.is_given(at) and not line.compound(at):
        return 1  # "bà Hội"
    if addressed and run:
        given = words[at].plain in GIVEN or line.is_given(at)
        named = line.is_surname(at) or words[at].plain in BIRTH_ORDER or given or run > 1
        if (named or not line.doubtful(at - 1) or _housed(line, at - 1)) and words[at - 1].lower != "di":
            return run
    if run >= 3 and words[at + 1].lower in ("thị", "văn", "thi", "van") and (words[at].marked or words[at + 2].marked):
        return run
    place = not line.bare and words[at].lower in PLACE_BEFORE_MARKED and words[at].lower not in SURNAMES_MARKED
    if run < 2 or place or not line.is_surname(at) or (run == 2 and line.compound(at + 1)):
        return 0
    return run if run > 2 or words[at].plain not in TWIN_SURNAMES or _sure_twin(line, at) else 0


def _sure_twin(line: Line, at: int) -> bool:
    """`Đỗ Khoát`: as they are spelt and before a given name, or before anything."""
    first = line.words[at].lower
    return first in SUREST_TWINS or (first in SURE_TWINS and line.is_given(at + 1))


def _housed(line: Line, at: int) -> bool:
    """`con ba Xan`, `nha chi Bong`: what without marks may be another word is a word of address here."""
    lead = line.near(at)
    return lead is not None and lead.plain in ("con", "nha", "vo", "chong", "ho", "cua", "chau")


def _of_kin(line: Line, at: int) -> int:
    """`vợ chồng Thành Tâm`, `thợ điện Trọng`, `nhà Minh Râu`: after words of kin, of a house or a boat."""
    one, two = line.near(at), line.at(at - 2)
    run = run_of(line, at)
    if not run or one is None or (two is not None and (two.lower, one.lower) in NO_KIN):
        return 0
    given = line.words[at].plain in GIVEN
    pair = f"{two.lower} {one.lower}" if two is not None and one.near else ""
    if one.lower in KIN or pair in KIN:
        several = pair in SEVERAL and run == 1 and not given
        return 0 if several or (one.lower == "con" and run > 1 and not given) else run
    if one.lower not in HOUSE or not (given or line.words[at].plain in BIRTH_ORDER):
        return 0
    alone = one.plain in ("nha", "ho") and line.is_given(at) and not line.compound(at)
    return run if run > 1 or alone else 0


def _by_order(line: Line, at: int) -> int:
    """`Năm Giỏ`, `Út Hoằng`, `Bé Na`: a place among brothers and sisters, then a nickname, both in capitals."""
    words = line.words
    if words[at].lower not in BIRTH_ORDER and words[at].lower != "bé":
        return 0
    before = line.near(at)
    if len(words) <= _ALONE or (before is not None and before.lower in ORDER_NOT_AFTER):
        return 0  # a nickname that stands alone answers a question and says nothing about anybody
    run = run_of(line, at)
    if run > 2 and (words[at].lower == "bé" or line.is_surname(at + 1)):
        return run
    run = min(run, 3)
    return run if run > 1 else 0


def _of_faith(line: Line, at: int) -> int:
    """`Maria Phạm Thị …`, `Thích Minh …`: a saint's or a monk's name before what they are called."""
    before, run = line.near(at), run_of(line, at)
    holy = before is not None and before.plain in HOLY
    if run < 2 or holy:
        return 0
    first = line.words[at].lower
    return run if (first in SAINTS and line.is_given(at + 1) | line.is_surname(at + 1)) or first == "thích" else 0


def _of_the_hills(line: Line, at: int) -> int:
    """`Y Bôn`: in the hills a woman's name begins with Y."""
    run = run_of(line, at)
    return run if run >= 2 and line.words[at].text == "Y" and line.words[at + 1].lower not in _Y_ALSO else 0


def _in_a_list(line: Line, at: int) -> int:
    """`hai anh em Lợi, Lộc`: after a name, what could be one is one."""
    run, word = run_of(line, at), line.words[at]
    if not run or run > 4 or line.is_address(at) or (word.text.isupper() and len(word.text) > 1):
        return 0
    beside = line.near(at)
    named = line.is_given(at) or line.is_surname(at) or word.lower in BIRTH_ORDER or (beside is not None and run < 3)
    return run if named and not line.compound(at + run - 1) else 0


def _given(line: Line, at: int) -> int:
    """`nghe Diệu Hạnh nói`, `con bà là Quyên`: given names in capitals where no sentence begins."""
    words, run = line.words, run_of(line, at)
    if not run or not line.is_given(at) or line.compound(at + run - 1):
        return 0
    if run == 1:
        return int(line.is_alone(at) and not words[at].begins)
    if words[at].lower in PLACE_BEFORE_MARKED or words[at].lower in ADDRESS:
        return 0
    both = all(line.is_given(here) for here in range(at, at + run))
    alone = line.is_alone(at) or line.is_alone(at + 1)
    if words[at].begins:
        sure = alone if line.bare else words[at].lower not in NOT_SMALL or line.is_alone(at + 1)
    else:
        sure = both or not line.bare or alone
    return run if sure and (both or run == 2) else 0


def _by_trade(line: Line, at: int) -> int:
    """`anh bưu tá Lương`: a word of address, what somebody does, one name."""
    run = run_of(line, at)
    if (
        not run
        or line.words[at].begins
        or not (line.is_given(at) or line.is_surname(at))
        or line.compound(at + run - 1)
    ):
        return 0
    for back in range(1, _FAR):
        word = line.near(at, back)
        if word is None or (back > 1 and line.is_address(at - back) and word.plain not in _KIN_TOO):
            return run if word is not None else 0
        if word.lower not in TRADES:
            return 0
    return 0
