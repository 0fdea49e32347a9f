"""What stands behind each figure of a digest: the units or the reports that were counted. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.counting import ENDED
from reporting.digest import Digest, MatterRow, UnitRow


@dataclass(frozen=True, slots=True)
class Figure:
    key: str  # as in Digest.figures
    count: int
    units: tuple[str, ...] = ()  # names
    reports: tuple[int, ...] = ()


def figures(digest: Digest) -> list[Figure]:
    """In reading order, with as many units or reports behind each as it counts; zeros are left out."""
    opinions = [row for row in digest.matters if row.kind == "feedback"]
    left = [row for row in opinions if row.state not in ENDED]
    found = [
        _units("on_time", [row for row in digest.standing if row.state == "on_time"]),
        _units("late", [row for row in digest.standing if row.state == "late"]),
        _units("nil", [row for row in digest.standing if row.nil]),
        _units("missing", [row for row in digest.standing if row.state in ("missing", "due")]),
        _units("excused", [row for row in digest.standing if row.state == "excused"]),
        _reports("focus", [row for row in digest.matters if row.kind == "hotspot"]),
        _reports("opinions", [row for row in opinions if row.new]),
        _reports("carried", [row for row in opinions if not row.new]),
        _reports("done", [row for row in opinions if row.state in ENDED]),
        _reports("left", left),
        _reports("overdue", [row for row in left if row.overdue_days]),
        _reports("reopened", [row for row in left if row.state == "chua_on"]),
    ]
    return [figure for figure in found if figure.count]


def _units(key: str, rows: list[UnitRow]) -> Figure:
    return Figure(key, len(rows), units=tuple(row.name for row in rows))


def _reports(key: str, rows: list[MatterRow]) -> Figure:
    return Figure(key, len(rows), reports=tuple(row.report for row in rows))
