"""Where on a small map of the ward its units, matters and hot spots stand, each label in free room."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import cos, radians, sqrt
from typing import Any

from reporting.digest import Digest

WIDTH, EDGE = 336.0, 34.0
LETTER, LINE = 6.1, 13.0  # room a label takes
Box = tuple[float, float, float, float]
At = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """`x`, `y`, `left`, `top` (of the label) and `radius` in points."""

    name: str
    count: int
    x: float
    y: float
    radius: float
    left: float
    top: float

    def drawn(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Places:
    units: tuple[Place, ...]
    hot: tuple[Place, ...]
    height: float
    kilometre: float


def places(digest: Digest) -> Places:
    """Units with a middle of their own; a cell's matters count where it stands."""
    middles = _middles(digest)
    if not middles:
        return Places((), (), 0, 0)
    spots = [row for row in digest.matters if row.kind == "hotspot" and row.at]
    lats = [at[0] for at in middles] + [row.at[0] for row in spots if row.at]
    lons = [at[1] for at in middles] + [row.at[1] for row in spots if row.at]
    squeeze = cos(radians(max(lats)))
    scale = (WIDTH - 2 * EDGE) / max((max(lons) - min(lons)) * squeeze, 1e-4)

    def point(at: At) -> At:
        return EDGE + (at[1] - min(lons)) * squeeze * scale, EDGE + (max(lats) - at[0]) * scale

    taken: list[Box] = []
    dots = [(name, _open(digest, at), *point(at)) for at, name in middles.items()]
    for _, count, x, y in dots:
        r = _radius(count)
        taken.append((x - r, y - r, x + r, y + r))
    marks = [(row, *point(row.at)) for row in spots if row.at]
    taken += [(x - 7, y - 7, x + 7, y + 7) for _, x, y in marks]
    height = (max(lats) - min(lats)) * scale + 2 * EDGE
    hot = tuple(_labelled(row.code, 1, x, y, 7, taken, height) for row, x, y in marks)
    units = tuple(_labelled(name, count, x, y, _radius(count), taken, height) for name, count, x, y in dots)
    return Places(units, hot, height, scale / 111.2)


def _middles(digest: Digest) -> dict[At, str]:
    """The smaller unit names a middle it shares with its cell."""
    found: dict[At, str] = {}
    for row in sorted(digest.standing, key=lambda row: row.kind == "cell"):
        if row.at:
            found.setdefault((row.at[0], row.at[1]), row.name)
    return found


def _open(digest: Digest, at: At) -> int:
    return sum(row.left for row in digest.standing if row.at and (row.at[0], row.at[1]) == at)


def _radius(count: int) -> float:
    """By area, so that twice as many look twice as much; an empty one is a dot."""
    return 3 if not count else 6 * sqrt(count) + 2


def _labelled(name: str, count: int, x: float, y: float, radius: float, taken: list[Box], height: float) -> Place:
    """Its label where it hits least, below first, then above, beside and farther off."""
    long = len(name) * LETTER
    found: list[tuple[float, float, float, Box]] = []
    for step, off in enumerate((2.0, 9.0, 18.0)):
        below, above = y + radius + off, y - radius - off - LINE
        side = (x + radius + off, y - LINE / 2), (x - radius - off - long, y - LINE / 2)
        for n, (left, top) in enumerate(((x - long / 2, below), (x - long / 2, above), *side)):
            box = (left, top, left + long, top + LINE)
            out = left < 0 or left + long > WIDTH or top < 0 or top + LINE > height
            found.append((sum(_meet(box, other) for other in taken) * 10 + 40 * out + step * 4 + n, left, top, box))
    best = min(found, key=lambda one: one[0])
    taken.append(best[3])
    return Place(name, count, x, y, radius, best[1], best[2])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
