"""How a Party document looks, as data: lengths in mm, sizes and spacing in points. Word and PDF have no other."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Profile:
    wide: float = 210
    high: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    number_top: float = 10  # of the page number, from the second page on
    font: str = "Times New Roman"
    motto: float = 15  # bold capitals, a rule of its length below
    head: float = 14  # superior line, issuer (bold), place and date (italic), number
    kind: float = 16  # what it is: bold capitals
    subject: float = 15  # bold
    body: float = 14
    line: float = 18  # exact
    first_line: float = 10
    after: float = 6
    table: float = 13
    table_line: float = 16
    sign: float = 14  # authority and name bold, title regular
    blank_lines: int = 4  # between title and name
    items: float = 12  # of the recipients
    items_line: float = 14
    item_end: str = ";"
    left_column: float = 78  # of head and foot

    @property
    def column(self) -> float:
        """Width of what is written."""
        return self.wide - self.left - self.right

    @property
    def right_column(self) -> float:
        return self.column - self.left_column


A = Profile()  # 399-QD/TW with 05-HD/VPTW, 2026
B = replace(A, first_line=12.7, item_end=",")  # 66-QD/TW with 36-HD/VPTW, 2018


def profile_of(standard: str) -> Profile:
    """Of the ward file's `documents.standard`."""
    return B if standard.startswith("66-") else A
