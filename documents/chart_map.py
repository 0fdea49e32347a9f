"""Where on a small map of the ward its units, matters and hot spots stand, each label in free room."""

from __future__ import annotations

from collections.abc import Iterator
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

    height = (max(lats) - min(lats)) * scale + 2 * EDGE
    taken: list[Box] = [(0, height - LINE - 14, 14 + scale / 111.2, height)]  # the scale
    dots = [(name, _open(digest, at), *point(at)) for at, name in middles.items()]
    for _, count, x, y in dots:
        r = _radius(count)
        taken.append((x - r, y - r, x + r, y + r))
    marks = [(row, *_beside(*point(row.at), taken[1:])) for row in spots if row.at]
    taken += [(x - 7, y - 7, x + 7, y + 7) for _, x, y in marks]
    hot = tuple(_labelled(row.code, 1, x, y, 7, taken, height) for row, x, y in marks)
    units = tuple(_labelled(name, count, x, y, _radius(count), taken, height) for name, count, x, y in dots)
    return Places(units, hot, height, scale / 111.2)


def _beside(x: float, y: float, dots: list[Box]) -> At:
    """A mark that would hide a count moves to its upper right corner."""
    hidden = next((dot for dot in dots if dot[0] - 4 < x < dot[2] + 4 and dot[1] - 4 < y < dot[3] + 4), None)
    return (hidden[2] + 3, hidden[1]) if hidden else (x, y)


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
    """Its label where it hits least: close by before far off, below before above before beside."""
    long = len(name) * LETTER
    found: list[tuple[float, Box]] = []
    for n, (left, top) in enumerate(_around(x, y, radius, long)):
        box = (left, top, left + long, top + LINE)
        out = left < 0 or left + long > WIDTH or top < 0 or top + LINE > height
        found.append((sum(_shared(box, other) for other in taken) + 400 * out + 2 * n, box))
    best = min(found, key=lambda one: one[0])[1]
    taken.append(best)
    return Place(name, count, x, y, radius, best[0], best[1])


def _around(x: float, y: float, radius: float, long: float) -> Iterator[At]:
    """Upper left corners of a label about a point."""
    for off in (2.0, 8.0, 16.0, 26.0):
        below, above, right, left = y + radius + off, y - radius - off - LINE, x + radius + off, x - radius - off - long
        for top in (below, above):
            yield from ((x - long / 2, top), (x - 8, top), (x - long + 8, top))
        for side in (right, left):
            yield from ((side, y - LINE / 2), (side, y), (side, y - LINE))


def _shared(one: Box, other: Box) -> float:
    """The room both take, in square points."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across * along if across > 0 and along > 0 else 0.0
