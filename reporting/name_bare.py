"""Signs of a name in small letters without diacritics: where little else can be meant, for much can be."""

from __future__ import annotations

from reporting.name_syllables import BIRTH_ORDER, GIVEN_BARE, MIDDLE_BARE, NOT_FULL, NOT_FULL_BARE, SURNAMES_BARE
from reporting.name_tokens import Line
from reporting.name_words import LEADS_BARE, TITLES_BARE

# Tài nguyên, cao nguyên, tự nguyện, in nguyên văn.
_NOT_AFTER_NGUYEN = frozenset(
    {"tai", "cao", "thao", "binh", "bay", "tu", "in", "doc", "go", "chep", "ghi", "trich", "ra"}
)
_SURE = frozenset({"nguyen", "pham", "huynh", "le", "phan", "vo", "bui", "ngo"})
_EVERYDAY = frozenset(
    ["do", "to", "tra", "lam", "ly", "dao", "cao", "ta", "tang", "trieu", "dam", "ho", "dinh", "doan", "duong"]
)
_SURE_LEADS = frozenset({"dinh", "ong", "nha", "chong"})
_UNLED = frozenset({"bui", "huynh", "phan", "pham", "le", "trinh", "nguyen", "tran", "phung", "uong", "mac", "ngo"})
_HOMES = frozenset({"nha", "ho", "ong", "anh"})
_HOUSES = frozenset({"nha", "ghe", "vua", "tau"})
_SURE_ORDER = frozenset({"ut", "chin", "bay", "bon", "muoi"})
_CALLED_BY_TWO = frozenset({"anh", "chi", "em", "chau", "ong", "thang", "ba", "co"})
_CALLED_BY_ONE = frozenset({"anh", "ong", "thang"})
# After these words of address rather another word: ông lại, anh hướng, thằng rể, ông tràm.
_NOT_ONE = frozenset(
    [
        "lai",
        "duong",
        "tran",
        "huong",
        "tuan",
        "re",
        "han",
        "nhan",
        "tram",
        "khoa",
        "lua",
        "van",
        "muoi",
        "hung",
        "lang",
        "ty",
        "phung",
    ]
)
_NUMBERS = frozenset({"hai", "ba", "cong"})


def without_marks(line: Line, at: int) -> int:
    """How many words from here are a name, without marks and capitals to show it."""
    lead = line.near(at)
    before = lead.plain if lead is not None else ""
    return _full(line, at, before) or _called(line, at, before) or _of_a_house(line, at, before)


def _after(line: Line, at: int) -> str:
    word = line.after(at)
    return word.plain if word is not None else ""


def _full(line: Line, at: int, before: str) -> int:
    """`nguyen su`, `ho le thanh, ho le tung`: a surname and one or two given names."""
    first, second = line.words[at].plain, _after(line, at)
    if not second or not (line.is_given(at + 1) or second in MIDDLE_BARE):
        return 0
    three = bool(_after(line, at + 1)) and line.is_given(at + 2)
    if three and _led_in(line, at, before):
        return 3
    if not line.is_given(at + 1) or (first, second) in NOT_FULL or line.stops(at + 1):
        return 0
    if first == "nguyen" and before not in _NOT_AFTER_NGUYEN and (before in LEADS_BARE or second in MIDDLE_BARE):
        return 3 if three else 2
    alone = not _after(line, at + 1) and first in _SURE and before in _HOMES
    return 2 if alone and not line.compound(at + 1) else 0


def led_in(line: Line, at: int) -> int:
    """`gia dinh le quang dam`: three words that are a full name."""
    lead = line.near(at)
    if not line.bare or line.capital(at) or not _after(line, at) or not _after(line, at + 1):
        return 0
    return 3 if line.is_given(at + 2) and _led_in(line, at, lead.plain if lead is not None else "") else 0


def _led_in(line: Line, at: int, before: str) -> bool:
    """A word of a house before or a surname that is hardly another word, and a middle name."""
    first, second = line.words[at].plain, line.words[at + 1].plain
    if first not in SURNAMES_BARE or second not in MIDDLE_BARE:
        return False
    if before not in LEADS_BARE and (first not in _UNLED or second == "thi"):
        return False
    if first in _EVERYDAY and before not in _SURE_LEADS | _CALLED_BY_ONE:
        return False
    if first == "nguyen" and before in _NOT_AFTER_NGUYEN:
        return False
    if (first, second) in NOT_FULL_BARE or line.compound(at + 1) or line.compound(at + 2):
        return False
    return before in _SURE_LEADS or not line.stops(at + 2)


def _called(line: Line, at: int, before: str) -> int:
    """`ong hung`, `chi nguyet`, `em nhu quynh`."""
    word = line.words[at].plain
    if not before or not line.is_address(at - 1) or line.compound(at):
        return 0
    two = word in MIDDLE_BARE and word not in _NUMBERS and (before, word) != ("chi", "huy")
    if two and before in _CALLED_BY_TWO and _after(line, at) and line.is_alone(at + 1) and not line.compound(at + 1):
        return 2
    if before in TITLES_BARE and word in GIVEN_BARE and (before, word) != ("anh", "hung"):
        return 1
    return int(before in _CALLED_BY_ONE and line.is_alone(at) and word not in _NOT_ONE)


def _of_a_house(line: Line, at: int, before: str) -> int:
    """`nha ut huong`, `ghe hai lien`."""
    word, after = line.words[at].plain, _after(line, at)
    if before not in _HOUSES or word not in BIRTH_ORDER | {"bon"} or word == "nam" or not after or line.stops(at + 1):
        return 0
    owner = line.near(at, 2)  # "chu nha tu thao do"
    if (
        line.counts(at + 1)
        or after in BIRTH_ORDER
        or line.compound(at + 1)
        or (owner is not None and owner.plain == "chu")
    ):
        return 0
    return 2 if line.is_given(at + 1) or word in _SURE_ORDER else 0
