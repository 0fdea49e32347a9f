"""Which of the ward's places and units a message names, and how many households."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from reporting import lexicon as lex
from reporting.fold import fold, tone_last
from reporting.values import Gazetteer, Place
from reporting.words import Text, Word

_LONG = 6  # letters from which one slip leaves a name recognisable
_NAMED = re.compile(r"[^\W\d_]+|\d+")
_NUMERALS = {
    str(value): word for word, value in lex.NUMBERS.items() if value <= 10 and word not in ("mấy", "vài", "chục")
}
_MEASURES = frozenset(fold(word) for word in lex.MEASURES)
_LOCATIVE = frozenset(tone_last(word) for word in lex.LOCATIVE)
_LOCATIVE_BARE = frozenset(fold(word) for word in lex.LOCATIVE)


@dataclass(frozen=True, slots=True)
class Where:
    """`place` in the ward's words, `units` by key, `start` and `end` of the place's words (-1 when none)."""

    place: str | None
    units: tuple[str, ...]
    start: int = -1
    end: int = -1
    unit_end: int = 0  # words at the very start that only name the reporter's unit


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]  # exact forms
    plain: tuple[str, ...]
    unit: str | None
    place: Place | None
    said: str  # how the ward writes it
    loose: bool  # a place's name the ward wrote without diacritics: it stands for the marked words too


def locate(text: Text, where: Gazetteer, home: str | None = None) -> Where:
    """Longest names first, each word counted once, so that a unit inside a place's name is not named.

    Where two places share a name, the one in the reporter's own unit is meant.
    """
    index = _index(_key(where))
    at = 0
    units: list[str] = []
    place: str | None = None
    span = (-1, -1)
    unit_end = 0
    while at < len(text.words):
        name = _longest(text, at, index, home)
        if name is None:
            at += 1
            continue
        end = at + len(name.words)
        if name.place is not None and (place is None):
            place, span = name.place.name, (at, end)
        if name.unit is not None:
            units += [name.unit] if name.unit not in units else []
            unit_end = end if at == 0 else unit_end
            if name.plain[0] in ("xom", "khu") and place is None:
                place, span = name.said, (at, end)
        at = end
    if not units and (slip := _misspelt(text, index)) is not None:
        units = [slip]
    if place is None:
        place, span = _lane(text)
    return Where(place, tuple(units), *span, unit_end)


def households(text: Text) -> int | None:
    """The first number before a word for household."""
    for at, word in enumerate(text.words[:-1]):
        after = text.words[at + 1]
        if word.number is None or after.plain not in _MEASURES or after.clause != word.clause:
            continue
        if word.start < word.end and (text.raw[word.start].isdigit() or word.number <= 10):
            if word.plain in ("may", "vai", "nhieu"):
                continue
            value = int(word.number)
            if 0 < value < 100_000:
                return value
    return None


_LEADS = frozenset({"thon", "xom", "lang", "ap"})


def _misspelt(text: Text, index: dict[str, tuple[_Name, ...]]) -> str | None:
    """`thôn Suối Đa`, `xom go cac`: after a word for a hamlet one slip of the finger is forgiven."""
    hamlets = {" ".join(name.plain): name.unit for names in index.values() for name in names if name.unit is not None}
    for at, word in enumerate(text.words[:-2]):
        if word.plain not in _LEADS:
            continue
        said = f"{text.words[at + 1].plain} {text.words[at + 2].plain}"
        near = [unit for name, unit in hamlets.items() if len(name) >= _LONG and Levenshtein.distance(name, said) <= 1]
        if len(set(near)) == 1:
            return near[0]
    return None


Key = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[Place, ...]]


def _key(where: Gazetteer) -> Key:
    return tuple(where.units.items()), where.places


@lru_cache(maxsize=64)
def _index(key: Key) -> dict[str, tuple[_Name, ...]]:
    """Names by their first plain word, longest first."""
    names: list[_Name] = []
    units, places = key
    for unit, called in units:
        for said in called:
            names += [_name(form, unit, None, said) for form in _spellings(said)]
    for place in places:
        names += [_name(said, None, place, place.name) for said in (place.name, *place.aliases)]
    found: dict[str, list[_Name]] = {}
    for name in names:
        if name.plain:
            found.setdefault(name.plain[0], []).append(name)
    return {first: tuple(sorted(same, key=lambda n: -len(n.plain))) for first, same in found.items()}


def _spellings(said: str) -> tuple[str, ...]:
    """`tổ 3` is also `tổ ba` and `tổ số 3`."""
    match = re.fullmatch(r"(.*\D)\s*(\d{1,2})", said)
    if match is None:
        return (said,)
    lead, digits = match.group(1).strip(), match.group(2)
    word = _NUMERALS.get(digits)
    return (said, f"{lead} số {digits}", *((f"{lead} {word}",) if word else ()))


def _name(said: str, unit: str | None, place: Place | None, shown: str) -> _Name:
    words = _NAMED.findall(said)
    exact, plain = tuple(tone_last(w.lower()) for w in words), tuple(fold(w) for w in words)
    return _Name(exact, plain, unit, place, shown, place is not None and exact == plain and len(words) > 1)


def _longest(text: Text, at: int, index: dict[str, tuple[_Name, ...]], home: str | None) -> _Name | None:
    names = index.get(text.words[at].plain, ())
    found = [name for name in names if _matches(text, at, name) and not _accident(text, at, name)]
    here = [name for name in found if name.place is not None and name.place.group == home]
    return next((name for name in here if len(name.words) == len(found[0].words)), found[0] if found else None)


def _matches(text: Text, at: int, name: _Name) -> bool:
    words = text.words[at : at + len(name.words)]
    if len(words) == len(name.words) > 1 and name.unit is not None and _half_marked(words, name):
        return True
    return len(words) == len(name.words) and all(
        (name.loose and word.plain == plain) or _same(word, exact, plain, text.bare)
        for word, exact, plain in zip(words, name.words, name.plain, strict=True)
    )


def _half_marked(words: tuple[Word, ...], name: _Name) -> bool:
    """`Hai Yên` for Hải Yên: one word of a unit's name as the ward writes it, the others without their marks."""
    pairs = list(zip(words, name.words, name.plain, strict=True))
    whole = all(word.exact == exact or (not word.marked and word.plain == plain) for word, exact, plain in pairs)
    return whole and any(word.marked for word, _, _ in pairs)


def _same(word: Word, exact: str, plain: str, bare: bool) -> bool:
    """A marked word must be the very word; a bare one may stand for it where bare words are usual."""
    if word.exact == exact:
        return True
    return word.plain == plain and not word.marked and bare


def _accident(text: Text, at: int, name: _Name) -> bool:
    """A body such as "phường" or "chợ" is a place only after a word of place."""
    if name.place is None or " ".join(name.plain) not in lex.BODY_PLACES:
        return False
    return not after_locative(text, at)


def after_locative(text: Text, at: int) -> bool:
    """Whether the word at `at` follows a word of place: gần, trước, sau."""
    if at < 1:
        return False
    before = text.words[at - 1]
    return before.exact in _LOCATIVE or (text.bare and not before.marked and before.plain in _LOCATIVE_BARE)


def _lane(text: Text) -> tuple[str | None, tuple[int, int]]:
    """`hẻm 7`, `kênh N2`, `xóm dưới`, `xóm Cồn`: places the ward has no list of."""
    words = text.words
    for at, word in enumerate(words[:-1]):
        after = words[at + 1]
        raw = text.raw[after.start : after.end]
        lane = lex.LANES.get(word.plain)
        if lane and (not word.marked or word.exact == tone_last(lane)):
            if after.number is not None and raw[0].isdigit():
                return f"{lane} {raw}", (at, at + 2)
            joined = text.raw[after.start : words[at + 2].end] if at + 2 < len(words) else ""
            if re.fullmatch(r"[A-Za-z]\d{1,2}", joined):
                return f"{lane} {joined.upper()}", (at, at + 3)
        if word.exact == tone_last(lex.HAMLET_WORD) or (text.bare and word.plain == "xom"):
            hamlet = lex.HAMLET.get(after.plain)
            if hamlet and (not after.marked or after.exact == tone_last(hamlet)):
                return f"{lex.HAMLET_WORD} {hamlet}", (at, at + 2)
            if raw[0].isupper() and any(c.islower() for c in text.raw):
                return f"{lex.HAMLET_WORD} {raw}", (at, at + 2)
    return None, (-1, -1)
