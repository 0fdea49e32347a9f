"""How well messages are read, against labels a person gave: precision, recall and F1, the confusion, every miss.

A label row has `kind`, `legal`, `topic`, `severity`, `pii` ([start, end, type] in code points), and names its unit as
`unit`, or as `unit:ID` in `notes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]

KINDS = ("nil", "status", "feedback", "hotspot", "question", "other")
_UNIT = re.compile(r"(?:^|;)\s*unit:([\w\-,]+)")
_FIVE_DIGITS = re.compile(r"(?:\d[^\w\[]?){5,}")
_WHOLE = 0.8  # of the digits or letters of a labelled span that must be gone


@dataclass(frozen=True, slots=True)
class Rate:
    """`right` of `found` were so, of `all_` that are so."""

    name: str
    right: int
    found: int
    all_: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.all_ if self.all_ else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    rates: tuple[Rate, ...]
    shares: dict[str, tuple[int, int]]  # name -> (right, of)
    confusion: dict[tuple[str, str], int]  # (label, read as) -> messages
    misses: tuple[tuple[str, str, str, str], ...] = field(default=())  # id, what, label -> read as, text

    @property
    def macro_f1(self) -> float:
        kinds = [rate.f1 for rate in self.rates if rate.name.startswith("kind ") and rate.all_]
        return sum(kinds) / len(kinds) if kinds else 1.0


def score(labels: Sequence[Row], read: Sequence[Row]) -> Score:
    """`read` are rows as `Verdict.as_json` gives them, in the order of `labels`."""
    pairs = list(zip(labels, read, strict=True))
    return Score(
        rates=tuple(_rates(pairs)),
        shares=_shares(pairs),
        confusion=dict(Counter((label["kind"], row["kind"]) for label, row in pairs)),
        misses=tuple(_misses(pairs)),
    )


def _rates(pairs: list[tuple[Row, Row]]) -> Iterator[Rate]:
    for kind in KINDS:
        yield _rate(f"kind {kind}", pairs, {"kind": kind})
    for grade in (3, 2, 1):
        yield _rate(f"hotspot severity {grade}", pairs, {"kind": "hotspot", "severity": grade})
    for legal in ("khieu_nai", "to_cao", "kien_nghi", "phan_anh"):
        yield _rate(f"legal {legal}", pairs, {"legal": legal})


def _rate(name: str, pairs: list[tuple[Row, Row]], wanted: Row) -> Rate:
    def so(row: Row) -> bool:
        return all(row[field] == value for field, value in wanted.items())

    return Rate(
        name,
        sum(so(label) and so(row) for label, row in pairs),
        sum(so(row) for _, row in pairs),
        sum(so(label) for label, _ in pairs),
    )


def _shares(pairs: list[tuple[Row, Row]]) -> dict[str, tuple[int, int]]:
    units = [(unit_of(label), row["unit"]) for label, row in pairs if not may_not_be_kept(label)]
    named = [(said, found) for said, found in units if said]
    silent = [found for said, found in units if not said]
    keeps = [row for label, row in pairs if not may_not_be_kept(label)]
    refused = [row for label, row in pairs if may_not_be_kept(label)]
    spans = [(label, span, row) for label, row in pairs for span in label.get("pii") or ()]
    people = [gone(label["text"], span, row) for label, span, row in spans if span[2] == "name"]
    numbers = [gone(label["text"], span, row) for label, span, row in spans if span[2] != "name"]
    clean = [row for label, row in pairs if not label.get("pii")]
    topics = [(label["topic"], row["topic"]) for label, row in pairs if not _refused(row)]
    return {
        "topic": (sum(said == found for said, found in topics), len(topics)),
        "unit named": (sum(found in said.split(",") for said, found in named if found), len(named)),
        "no unit named, none guessed": (sum(found is None for found in silent), len(silent)),
        "may be kept and is": (sum(not _refused(row) for row in keeps), len(keeps)),
        "may not be kept and is not": (sum(_refused(row) for row in refused), len(refused)),
        "names gone": (sum(people), len(people)),
        "numbers gone": (sum(numbers), len(numbers)),
        "nothing personal, nothing masked": (sum(not row["pii"] for row in clean), len(clean)),
    }


def unit_of(label: Row) -> str:
    """The key, or keys with commas, of the unit a label names; empty when none."""
    found = _UNIT.search(label.get("notes") or "")
    return label.get("unit") or (found[1] if found else "")


def may_not_be_kept(label: Row) -> bool:
    """The lanes of which no word is stored: denunciation, belief and the like of a person, secrets."""
    return label.get("legal") == "to_cao" or "charter:" in (label.get("notes") or "")


def _refused(row: Row) -> bool:
    """Whether nothing of a message is kept, or only what stands beside the part that is refused."""
    return row["action"] in ("guide", "refuse")


def gone(text: str, span: Sequence[Any], row: Row) -> bool:
    """Whether a labelled span is covered, or nothing of the message is kept."""
    if row["masked"] is None:
        return True
    covered = {at for start, end, _ in row["pii"] for at in range(start, end)}
    letters = [at for at in range(span[0], span[1]) if text[at].isalnum()]
    left = "".join(text[at] if at not in covered else " " for at in range(span[0], span[1]))
    if _FIVE_DIGITS.search(left):
        return False
    return sum(at in covered for at in letters) >= _WHOLE * len(letters)


def _misses(pairs: Iterable[tuple[Row, Row]]) -> Iterator[tuple[str, str, str, str]]:
    for label, row in pairs:
        for what in ("kind", "severity", "legal", "topic"):
            if label[what] != row[what] and (what != "topic" or not _refused(row)):
                yield str(label["id"]), what, f"{label[what]} -> {row[what]} ({row['reason']})", label["text"]
        said = unit_of(label)
        if (row["unit"] or "") not in (said.split(",") if said else [""]):
            yield str(label["id"]), "unit", f"{said or None} -> {row['unit']}", label["text"]
        if _refused(row) != may_not_be_kept(label):
            yield str(label["id"]), "kept", f"{row['action']} ({row['reason']})", label["text"]
        for span in label.get("pii") or ():
            if not gone(label["text"], span, row):
                yield str(label["id"]), span[2], label["text"][span[0] : span[1]], label["text"]
        if not label.get("pii") and row["pii"]:
            masked = ", ".join(label["text"][start:end] for start, end, _ in row["pii"])
            yield str(label["id"]), "masked for nothing", masked, label["text"]
