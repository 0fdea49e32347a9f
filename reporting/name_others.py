"""What looks like a name and belongs to nobody of the ward: a place, a street, who acts in office, who writes.

Each sign takes the words from `at` on that look like a name and says how many of them are none.
"""

from __future__ import annotations

from reporting.name_offices import in_office
from reporting.name_places import (
    ANIMALS,
    FAMOUS,
    FAMOUS_BARE,
    KIN_OF_MARTYRS,
    MONTHS,
    NAME_DECOYS,
    NAMED_AFTER,
    NATIONS,
    NO_PLACE,
    OF_NATION,
    PLACE_ALONE,
    PLACE_BEFORE,
    PLACE_BEFORE_MARKED,
    PLACE_PAIRS,
    TERRAIN,
    TOWNS,
    TOWNS_BARE,
    WHERE,
    YEARS,
)
from reporting.name_tokens import Line, Token
from reporting.name_words import (
    ASKED,
    BEFORE_ME,
    CLAIMS,
    GREETS,
    HOUSED,
    HOUSES,
    JOINS,
    KIN,
    ME,
    MUCH,
    MY_OWN,
    NOT_TOLD,
)

_BE_CALLED = frozenset((me, be) for me in MY_OWN for be in ("la", "bang"))
_WINDOW = 14  # words around a name that say what the message is about
_DIGITS = 6
_LONGEST = 5
_HOMES = frozenset({"nha", "ho", "con", "chau", "ten", "dinh"})
_BETWEEN = frozenset({"vượt", "mới", "cũ", "liên", "chính", "số", "xã", "nhỏ", "lớn", "đình", "non", "giáo"})


def nobody(line: Line, at: int, length: int, addressed: bool, joined: bool, known: frozenset[str]) -> int:
    """How many of these words are no name of anybody's; 0 when they are one."""
    if _of_all(line, at):
        return length
    if not addressed and is_place(line, at):
        return _of_place(line, at, length)
    small = line.shouting or not line.words[at].capital
    if addressed and _called_after(line, at, small):
        return length
    if not _at_home(line, at, addressed) and (words := _known(line, at, length, known)):
        return words
    if _calls_oneself(line, at, addressed, length) or _is_me(line, at, length, addressed):
        return length
    if _spoken_to(line, at, length, addressed, known) or in_office(line, at, length, addressed, known):
        return length
    return _decoy(line, at, length, addressed or joined)


def _called_after(line: Line, at: int, small: bool) -> bool:
    """`cầu Ông Thuộc`, `dốc ông bảy`."""
    lead = line.near(at, 2)
    if small:
        return lead is not None and lead.lower in NAMED_AFTER
    return line.words[at - 1].capital and is_place(line, at - 1)


def _of_all(line: Line, at: int) -> bool:
    """`thang Bay`, `giờ Thìn`, `tết Ất Tỵ`; `người Hàn` is of a country."""
    lead, word = line.near(at), line.words[at]
    if lead is None:
        return False
    if (lead.plain == "thang" or (lead.plain == "thu" and word.capital)) and word.plain in MONTHS:
        return True
    return (lead.lower in YEARS and word.lower in ANIMALS) or (lead.lower in OF_NATION and word.lower in NATIONS)


def is_place(line: Line, at: int) -> bool:
    """Whether a word before says that what stands here is the name of a place, a street or a body, or part of it."""
    for back in range(1, 5):
        word = line.near(at, back)
        if word is None:
            return False
        here = at - back
        lead = line.at(here - 1)
        if lead is not None and ((lead.lower, word.lower) in NO_PLACE or _of_a_martyr(line, here)):
            return False
        if not _with_middle(line, at) and _open_to_all(lead, word, here, line):
            return True
        martyr = word.plain == "si" and lead is not None and lead.plain == "liet"
        if martyr or word.lower in PLACE_BEFORE_MARKED or (line.bare and _place_bare(line, at, word)):
            return not _somebodys(line, at, here)
        if not (line.capital(here) or word.lower in _BETWEEN):
            return False
    return False


def _place_bare(line: Line, at: int, word: Token) -> bool:
    """`duong Le Loi`; "cho" is rather `cho` than `chợ` before somebody's full name."""
    somebody = word.plain == "cho" and line.is_surname(at) and line.run(at) > 1
    return word.plain in PLACE_BEFORE and not line.words[at].marked and not somebody


def _open_to_all(lead: Token | None, word: Token, here: int, line: Line) -> bool:
    """`khách sạn Hương …`, `ngã tư Quang …`, `bão Trà …`."""
    pair = lead is not None and word.near and (lead.lower, word.lower) in PLACE_PAIRS
    return (pair or word.lower in PLACE_ALONE) and not line.capital(here)


def _with_middle(line: Line, at: int) -> bool:
    middle = line.at(at + 1)
    return line.is_surname(at) and middle is not None and middle.near and middle.plain in ("van", "thi")


def _somebodys(line: Line, at: int, place: int) -> bool:
    """`cho ho Nguyen Van Lot`, `xóm Gò Lê Thị Nên`: a household, or a person behind a place."""
    full = _with_middle(line, at)
    lead = line.near(place)
    named = line.capital(place) and lead is not None and lead.lower in PLACE_BEFORE_MARKED
    return full and (line.words[place].lower in ("ho", "cho") or at - place > 1 or named)


def _of_place(line: Line, at: int, length: int) -> int:
    """The place's name goes on to where its capitals end, or a person begins."""
    if line.shouting or not line.words[at].capital:
        return length
    run = 1
    while run < max(length, line.run(at)) and (run < length or is_place(line, at + run)):
        run += 1
    return run


def _of_a_martyr(line: Line, at: int) -> bool:
    """`mẹ liệt sĩ Võ Thị …` is somebody alive, `liệt sĩ …` a street or a school."""
    lead, kin = line.at(at - 1), line.at(at - 2)
    if line.words[at].plain != "si" or lead is None or kin is None:
        return False
    return lead.plain == "liet" and kin.lower in KIN_OF_MARTYRS


def _known(line: Line, at: int, length: int, known: frozenset[str]) -> int:
    """A name that is known belongs to somebody in office, to a unit or a place."""
    first = line.words[at]
    behind = first.plain in PLACE_BEFORE or (first.begins and length > 2)  # "Dan Hai Yen"
    for start in (at - 1, at, at + 1) if behind else (at - 1, at):
        for end in range(at + max(length, _LONGEST), max(start, at), -1):
            if start >= 0 and line.said(start, end - start) in known:
                return end - at
    return 0


def _at_home(line: Line, at: int, addressed: bool) -> bool:
    """`nhà bà Huỳnh Thị …`, `vợ anh …`: nobody acts in office there, known or not."""
    lead = line.near(at, 2) if addressed else None
    return lead is not None and (lead.lower in HOUSES or lead.lower in KIN)


def _calls_oneself(line: Line, at: int, addressed: bool, length: int) -> bool:
    """`gọi tôi là anh Năm`: a short name somebody gives to themselves."""
    start = at - addressed
    lead = tuple(word.plain for word in line.words[max(0, start - 5) : start])
    return length <= 2 and lead[-3:-2] == ("goi",) and lead[-2:] in _BE_CALLED and len(lead) <= 4


def _is_me(line: Line, at: int, length: int, addressed: bool) -> bool:
    """`dạ, em là Lê Thị Nên`, `tui Võ Ngọt gõ thử`: who writes names themselves, and claims nothing of their own."""
    here = at - 1
    while (word := line.near(here + 1)) is not None and word.plain in ("la", "ten"):
        here -= 1
    if _here_i_am(line, at, length):
        return True
    me, named = line.near(here + 1), here < at - 1
    if me is None or me.plain not in (ME if named else MY_OWN):
        return False
    if not named and not (length >= 2 and line.is_surname(at)):
        return False
    before = line.near(here)
    if not (before is None or before.plain in BEFORE_ME or _greeted(line, here - 1)):
        return False
    told = line.said(max(0, at - _WINDOW), length + 2 * _WINDOW)
    after = line.at(at + length)
    number = after is not None and sum(c.isdigit() for c in after.gap) > _DIGITS
    return any(word in told for word in JOINS) or not (number or any(word in told for word in CLAIMS))


def _here_i_am(line: Line, at: int, length: int) -> bool:
    """`tui Năm Lửa đây`, `em Hoa tổ 5 đây ạ`."""
    lead, far = line.near(at), at + length
    if lead is not None and (lead.plain not in ME or line.near(at, 2) is not None):
        return False
    while far < at + length + 3 and (word := line.at(far)) is not None and not word.begins:
        if word.lower in ("đây", "day"):
            after = line.at(far + 1)
            return after is None or not after.near or after.plain in ("a", "ne", "nha", "nghen", "bao", "xin")
        far += 1
    return False


def _greeted(line: Line, at: int) -> bool:
    """`chào anh tui là …`, not `anh tui là …`."""
    lead = line.near(at)
    return at >= 0 and line.is_address(at) and lead is not None and lead.plain in GREETS


def _spoken_to(line: Line, at: int, length: int, addressed: bool, known: frozenset[str]) -> bool:
    """`chị Liên ơi`, `cảm ơn em Liên`, `mới thay anh Tài`: a colleague, called by a short name."""
    comrade = line.near(at, 2) is not None and line.said(at - 2, 2) == "dong chi"
    title = 2 if comrade else int(addressed)
    lead, after = line.near(at, title + 1), line.at(at + length)
    called = after is not None and after.near and after.plain == "oi"
    if not (title or called) or length > 2:
        return False
    if lead is not None and lead.plain == "thay":
        return any(word in line.said(max(0, at - _WINDOW), 2 * _WINDOW) for word in JOINS)
    if not any(form.endswith(f" {line.said(at, length)}") for form in known):
        return False
    if after is not None and after.near:
        thanked = lead is not None and lead.plain == "on" and after.plain in MUCH
        return thanked or after.plain in ("oi", "thay") or (lead is not None and lead.plain in ASKED)
    return lead is not None and (lead.plain in NOT_TOLD or lead.plain in ASKED)


def _decoy(line: Line, at: int, length: int, led: bool) -> int:
    """The dead of streets, towns, and pairs of words that only look like a name."""
    lead, before = line.near(at), line.at(at - 1)
    housed = led or (lead is not None and (lead.lower in KIN or lead.plain in HOUSED))
    if not housed and _spelt(line, at, length, FAMOUS, FAMOUS_BARE):
        common = length > 1 and line.words[at + 1].plain in ("van", "thi")  # many bear such a name
        return 0 if common and (lead is None or lead.plain not in WHERE) else length
    if length == 1 and line.near(at, 2) is not None and _spelt(line, at - 2, 3, FAMOUS, FAMOUS_BARE):
        return length  # Hai Bà Trưng
    people = line.near(at, 2) is not None and line.said(at - 2, 2) == "ba con"
    at_home = led or (lead is not None and lead.plain in _HOMES and not people)
    if not at_home and length <= 3 and _spelt(line, at, 2, TOWNS, TOWNS_BARE):
        return min(2, length)
    street = line.words[at].plain in PLACE_BEFORE and length > 2
    if street and _spelt(line, at + 1, length - 1, FAMOUS, FAMOUS_BARE):
        return length  # "Duong Tran Phu"
    if not led and length == 1 and lead is not None and _spelt(line, at - 1, 2, TOWNS, TOWNS_BARE):
        return length
    if line.words[at].plain == "ho" and length > 1 and line.words[at + 1].lower in TERRAIN:
        return length  # a lake: Hồ Núi Đất
    said = line.said(at, length)
    forms: tuple[str, ...] = (said, f"{before.plain} {said}") if before is not None else (said,)
    if led:
        forms = forms[1:]  # "chị Hạ Long" is somebody
    found = any(_is_decoy(form, decoy, length) for decoy in NAME_DECOYS for form in forms)
    return length if found else 0


def _spelt(line: Line, at: int, length: int, forms: frozenset[str], bare: frozenset[str]) -> bool:
    if line.bare:
        return line.said(at, length) in bare
    return " ".join(word.lower for word in line.words[at : at + length]) in forms


def _is_decoy(said: str, decoy: str, length: int) -> bool:
    """A decoy of two words is no part of a name of three: `Đỗ Thị Thắm` is no `đô thị`."""
    return f"{said} ".startswith(f"{decoy} ") and (length < 3 or decoy.count(" ") > 1)
