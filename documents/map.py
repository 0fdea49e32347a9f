"""The ward's own map, drawn from the middles of its units and from its places: no tile, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, radians

from reporting.pages import At, Spot
from reporting.texts import pages as texts

WIDTH = 1100  # of the drawing; wider than a telephone, so that labels are readable and the map is moved by the finger
EDGE = 100
LETTER, LINE = 9.4, 18  # how much room a label takes, generously
AREA = 58  # radius of the shade that stands for a unit
BELOW, ABOVE = (0, 24), (0, -13)
BESIDE = tuple((side * 13, down) for down in (5, 18, -8, 30, -20) for side in (1, -1))
PLACE_OFFSETS = (BELOW, *BESIDE, ABOVE, *((0, down) for down in (42, -31, 60, -49)))
UNIT_OFFSETS = tuple((x, y + 5) for y in (0, -22, 22, -40, 40, -58, 58, -76, 76) for x in (0, 30, -30))

Box = tuple[float, float, float, float]


class Sheet:
    """From degrees to the drawing and back: flat, north up, true to shape at the ward's latitude."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        lats, lons = [spot.at[0] for spot in spots], [spot.at[1] for spot in spots]
        self.top, self.left = max(lats), min(lons)
        self.squeeze = cos(radians(self.top))
        across = max((max(lons) - self.left) * self.squeeze, (self.top - min(lats)), 1e-4)
        self.scale = (WIDTH - 2 * EDGE) / across
        self.height = round((self.top - min(lats)) * self.scale + 2 * EDGE)

    def point(self, at: At) -> tuple[float, float]:
        """Degrees to x, y."""
        x = EDGE + (at[1] - self.left) * self.squeeze * self.scale
        return round(x, 1), round(EDGE + (self.top - at[0]) * self.scale, 1)


def drawn(spots: Sequence[Spot], home: At, name: str) -> str:
    """An SVG whose attributes tell a script how to turn a touch into degrees."""
    sheet = Sheet(spots)
    x, y = sheet.point(home)
    places = [spot for spot in spots if spot.place]
    units = [spot for spot in spots if not spot.place]
    taken = [_around(*sheet.point(spot.at)) for spot in places]
    named = [_label(spot, spot.place, sheet, taken, PLACE_OFFSETS) for spot in places]
    shaded = [_label(spot, spot.unit, sheet, taken, UNIT_OFFSETS) for spot in units]
    return (
        f'<svg id="map" viewBox="0 0 {WIDTH} {sheet.height}" width="{WIDTH}" height="{sheet.height}" role="img" '
        f'aria-label="{escape(name)}" data-top="{sheet.top}" data-left="{sheet.left}" data-scale="{sheet.scale:.3f}" '
        f'data-squeeze="{sheet.squeeze:.6f}" data-edge="{EDGE}" data-x="{x}" data-y="{y}">'
        f'<g class="units">{_dots(units, sheet, AREA)}{"".join(shaded)}</g>'
        f'<g class="places">{"".join(named)}{_dots(places, sheet, 5)}</g>{_kilometre(sheet)}'
        '<g id="pin" class="gone"><circle r="30" class="grip"/><path d="M0 0C-4-13-15-19-15-31a15 15 0 0 1 30 0C15-19 '
        '4-13 0 0Z"/><circle cy="-31" r="5.5" class="eye"/></g></svg>'
    )


def _dots(spots: Sequence[Spot], sheet: Sheet, radius: int) -> str:
    out = []
    for spot in spots:
        x, y = sheet.point(spot.at)
        out.append(f'<circle cx="{x}" cy="{y}" r="{radius}" {_facts(spot)}/>')
    return "".join(out)


def _label(spot: Spot, words: str, sheet: Sheet, taken: list[Box], offsets: Sequence[tuple[int, int]]) -> str:
    x, y, anchor = _room(words, *sheet.point(spot.at), taken, offsets)
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def _around(x: float, y: float) -> Box:
    """A dot, with a little air."""
    return x - 8, y - 8, x + 8, y + 8


def _facts(spot: Spot) -> str:
    near, at = texts.near(spot.place, spot.unit), texts.at(spot.place, spot.unit)
    return (
        f'data-key="{escape(spot.key)}" data-lat="{spot.at[0]}" data-lon="{spot.at[1]}" '
        f'data-near="{escape(near)}" data-at="{escape(at)}"'
    )


def _room(
    words: str, x: float, y: float, taken: list[Box], offsets: Sequence[tuple[int, int]]
) -> tuple[float, float, str]:
    """Where the label stands free: the first offset that hits nothing, else the one that hits least."""
    long = len(words) * LETTER
    found: list[tuple[int, float, float, str, Box]] = []
    for dx, dy in offsets:
        beside = abs(dx) == abs(BESIDE[0][0])
        anchor = "middle" if not beside else "start" if dx > 0 else "end"
        left = x + dx - {"middle": long / 2, "start": 0, "end": long}[anchor]
        box = (left, y + dy - LINE * 0.8, left + long, y + dy + LINE * 0.25)
        hits = sum(_meet(box, other) for other in taken) + 2 * (left < 0 or left + long > WIDTH)
        found.append((hits, round(x + dx, 1), round(y + dy, 1), anchor, box))
    best = min(found, key=lambda one: one[0])
    taken.append(best[4])
    return best[1:4]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _kilometre(sheet: Sheet) -> str:
    long = sheet.scale / 111.2
    return (
        f'<g class="scale"><path d="M20 {sheet.height - 20}v-8m0 4h{long:.0f}m0-4v8"/>'
        f'<text x="{20 + long / 2:.0f}" y="{sheet.height - 34}" text-anchor="middle">1 km</text></g>'
    )
