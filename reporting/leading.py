"""Units named at the head of a message: "Vạn Mỹ, Suối Đá không có gì" is said for two. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.fold import fold, nfc
from reporting.house import House
from reporting.syllables import spread

_BETWEEN = spread("va voi cung")
_MARKS = ".,:;-–"


def leading_units(text: str, house: House) -> tuple[tuple[str, ...], str]:
    """The units that owe a weekly report and stand first, and what is said of them."""
    words = nfc(text).split()
    plain = [fold(word).strip(_MARKS) for word in words]
    names = sorted(
        (
            (fold(name).split(), unit)
            for unit, called in house.gazetteer.units.items()
            if house.units[unit].owes_weekly
            for name in (house.name(unit), *called)
        ),
        key=lambda found: -len(found[0]),
    )
    found: list[str] = []
    at = 0
    while (step := _at(plain, at, names, bool(found))) is not None:
        at, unit = step
        found.append(unit)
    return tuple(dict.fromkeys(found)), " ".join(words[at:]).lstrip(_MARKS + " ")


def _at(plain: Sequence[str], at: int, names: list[tuple[list[str], str]], more: bool) -> tuple[int, str] | None:
    """The unit that begins here, a word like "và" between two left out: (where it ends, its key)."""
    begin = at
    while more and begin < len(plain) and (not plain[begin] or plain[begin] in _BETWEEN):
        begin += 1
    for name, unit in names:
        if list(plain[begin : begin + len(name)]) == name:
            return begin + len(name), unit
    return None
