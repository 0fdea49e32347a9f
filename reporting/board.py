"""Open matters in the order in which somebody in charge should see them, and grouped. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from reporting.matters import STATES


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    kind: str
    state: str
    topic: str
    unit: str
    office: str
    words: str
    opened: date
    due: datetime | None
    late: bool


def longest_open(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.opened, row.code))


def picked(rows: Iterable[Row], by: str, value: str) -> list[Row]:
    """`by` nothing or "oldest": all; "late", "state", "topic", "unit". The longest open first."""
    if by == "late":
        return sorted((row for row in rows if row.late), key=lambda row: (row.due is None, row.due, row.code))
    if by in ("", "oldest"):
        return longest_open(rows)
    return longest_open(row for row in rows if getattr(row, by) == value)


def groups(rows: Iterable[Row], by: str) -> list[tuple[str, int]]:
    """(value, how many): states in their order, topics and units with the most first."""
    counted = Counter(str(getattr(row, by)) for row in rows)
    if by == "state":
        return [(state, counted[state]) for state in STATES if counted[state]]
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))
