"""When the words say that it happens in another unit than the reporter's: "Tổ dân phố 5 đèn hư" from Tổ dân phố 1."""

from __future__ import annotations

import re

from reporting.fold import fold, nfc, untelex
from reporting.house import House

_POLITE = r"(?:\W*\b(?:da|thua|alo|bao cao|bao|em|chao|ben|o|tai|cho)\b)*\W*"
_IN = r"\b(?:o|tai|ben|thuoc|cua|duoi|trong|tren|ngoai|dia ban) (?:dia ban )?"


def elsewhere(text: str, named: tuple[str, ...], house: House, home: str, units: tuple[str, ...]) -> str | None:
    """The other unit it happens in; None when the reporter's own is named, or others only beside it ("với tổ 5")."""
    own = _own(house, {home, *units})
    if not named or own.intersection(named):
        return None
    said = fold(untelex(nfc(text)))
    return next((unit for unit in named if house.units[unit].owes_weekly and _lies_in(said, unit, house)), None)


def _own(house: House, units: set[str]) -> set[str]:
    """A cell and the groups it covers speak for one another."""
    cells = [cell for cell in house.file.cells if cell.id in units or units.intersection(cell.groups)]
    return units.union(*(cell.groups for cell in cells), (cell.id for cell in cells))


def _lies_in(said: str, unit: str, house: House) -> bool:
    names = sorted((fold(name) for name in house.gazetteer.units[unit]), key=len, reverse=True)
    name = "|".join(re.sub(r" (?=\d+$)", " (?:so )?", name) for name in names)
    return re.search(rf"(?:^{_POLITE}|{_IN})(?:{name})\b", said) is not None
