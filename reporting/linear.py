"""A linear model shipped as data: which of a few classes a set of features speaks for, and which feature said so.

The file is made by `make model`: a header as JSON (heads with their classes, biases, scales, features) and one signed
byte for each feature and column, all of it zlib. The first column is how rare a feature is, the others the weights of
the classes; a value is its byte times the scale of its column. Nothing is downloaded, nothing learns at run time.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

Chances = dict[str, float]


@dataclass(frozen=True, slots=True)
class Head:
    """One question: `classes` stand in the columns from `at` on."""

    name: str
    classes: tuple[str, ...]
    at: int


class Linear:
    def __init__(self, content: bytes) -> None:
        """`content` as `packed` made it."""
        raw = zlib.decompress(content)
        length = int.from_bytes(raw[:4], "big")
        header = json.loads(raw[4 : 4 + length])
        self.made_from: str = header["made_from"]
        heads, at = [], 1
        for name, classes in header["heads"].items():
            heads.append(Head(name, tuple(classes), at))
            at += len(classes)
        self._heads = {head.name: head for head in heads}
        self._bias: list[float] = header["bias"]
        self._scale: list[float] = header["scale"]
        self._row = {name: number * at for number, name in enumerate(header["features"])}
        self._values = array("b", raw[4 + length :])
        self._columns = at

    def chances(self, found: Iterable[str]) -> dict[str, Chances]:
        """For each head the probability of each of its classes. A long message counts no more than a short one."""
        total = [0] * self._columns
        length = 0
        columns, values, row_of = self._columns, self._values, self._row
        for name in found:
            row = row_of.get(name)
            if row is not None:
                length += values[row] ** 2
                total = [so_far + value for so_far, value in zip(total, values[row : row + columns], strict=True)]
        norm = math.sqrt(length) * self._scale[0] or 1.0
        scores = [
            value * scale / norm + bias for value, scale, bias in zip(total, self._scale, self._bias, strict=True)
        ]
        return {name: _softmax(head.classes, scores[head.at :]) for name, head in self._heads.items()}

    def speaking(self, found: Iterable[str], head: str, of: str, most: int = 3) -> list[str]:
        """The features that spoke loudest for a class, loudest first."""
        column = self._heads[head].at + self._heads[head].classes.index(of)
        said = [(self._values[row + column], name) for name in found if (row := self._row.get(name)) is not None]
        return [name for value, name in sorted(said, key=lambda pair: (-pair[0], pair[1])) if value > 0][:most]


def _softmax(classes: tuple[str, ...], scores: list[float]) -> Chances:
    most = max(scores[: len(classes)])
    powers = [math.exp(score - most) for score in scores[: len(classes)]]
    whole = sum(powers)
    return {name: power / whole for name, power in zip(classes, powers, strict=True)}


def packed(
    made_from: str, heads: dict[str, list[str]], features: list[str], bias: list[float], values: list[list[float]]
) -> bytes:
    """The file of a model. `values[feature][column]`: rarity, then the columns in the order of the heads."""
    columns = len(bias)
    scale = [max((abs(row[at]) for row in values), default=0.0) / 127 or 1.0 for at in range(columns)]
    small = array("b", (round(row[at] / scale[at]) for row in values for at in range(columns)))
    header = {"made_from": made_from, "heads": heads, "features": features, "bias": bias, "scale": scale}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(head).to_bytes(4, "big") + head + small.tobytes(), 9)
