"""`make proof`: the report as Word, drawn by LibreOffice, and as PDF, both measured to the millimetre.

What is drawn is left in out/proof, page beside page, to be looked at. LibreOffice is large, so this is no part of the
tests; where apt may, `make proof` installs it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image
from pypdf import PdfReader
from rich.console import Console
from rich.table import Table

from documents.papers import Bundle, made
from documents.profile import A, Profile, profile_of
from reporting.composing import compose
from reporting.letter import letter
from tests import weeks

SEED, DAY = 5, date(2026, 11, 20)
OUT = Path("out/proof")
DOTS = 100  # an inch
POINT = 25.4 / 72
NEAR = 1.0  # mm


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Measured:
    what: str
    wanted: float
    found: float

    @property
    def holds(self) -> bool:
        return abs(self.wanted - self.found) <= NEAR


def main() -> int:
    console = Console()
    OUT.mkdir(parents=True, exist_ok=True)
    paper = letter(weeks.house(), DAY, 7)
    bundle = Bundle(compose(weeks.week(SEED), weeks.house(), weeks.NOW), paper, [], weeks.house())
    for name in ("docx", "pdf"):
        file, content = made(bundle, name)
        (OUT / file).write_bytes(content)
    drawn = {"Word": _by_libreoffice(OUT / "bao-cao.docx"), "PDF": OUT / "bao-cao.pdf"}
    good = True
    table = Table("", "wanted, mm", *drawn, title="Measured on the drawn page")
    found = {name: measured(path, profile_of(paper.standard)) for name, path in drawn.items()}
    for rows in zip(*found.values(), strict=True):
        good = good and all(row.holds for row in rows)
        cells = [f"{row.found:.1f}" if row.holds else f"[bold red]{row.found:.1f}" for row in rows]
        table.add_row(rows[0].what, f"{rows[0].wanted:.1f}", *cells)
    console.print(table)
    beside([pictures(path, name) for name, path in drawn.items()])
    console.print(f"Look at {OUT}/side-by-side.png and the pages beside it.", highlight=False)
    return 0 if good else 1


def _by_libreoffice(path: Path) -> Path:
    """The Word file as a PDF of what LibreOffice shows."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{home}",
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
        ]
        subprocess.run([*command, "--outdir", str(OUT / "word"), str(path)], check=True, capture_output=True)
    return OUT / "word" / path.with_suffix(".pdf").name


def words(path: Path) -> list[Word]:
    """Every word with its box in mm."""
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    out = []
    for number, page in enumerate(ElementTree.fromstring(told).iter(f"{space}page"), 1):
        for word in page.iter(f"{space}word"):
            left, top, right, bottom = (float(word.attrib[side]) * POINT for side in ("xMin", "yMin", "xMax", "yMax"))
            out.append(Word(number, left, top, right, bottom, word.text or ""))
    return out


def measured(path: Path, look: Profile = A) -> list[Measured]:
    """Edges, first lines, the pitch of lines and the number above a page, from where the words of the text stand."""
    found = [word for word in words(path) if word.page == 2]
    number = next(word for word in found if word.text == "2")
    lines = _lines([word for word in found if word is not number])
    feet = feet_of_lines(path, page=2)
    above, body = feet[0], feet[1:]
    edges = sorted({round(line[0].left, 1) for line in lines})
    indented = next(edge for edge in edges if edge > edges[0] + 5)  # a cell of a table begins before
    return [
        Measured("left edge", look.left, edges[0]),
        Measured("right edge", look.wide - look.right, max(line[-1].right for line in lines)),
        Measured("first line of a paragraph", look.first_line, indented - edges[0]),
        Measured("foot of the first line, from the top", look.top + _foot(look), body[0]),
        Measured("from line to line", look.line * POINT, body[1] - body[0]),
        Measured("foot of the page number", look.number_top + _foot(look), above),
        Measured("page number, in the middle", look.left + look.column / 2, (number.left + number.right) / 2),
    ]


def _foot(look: Profile) -> float:
    """Letters stand four fifths down an exact line."""
    return look.line * 0.8 * POINT


def feet_of_lines(path: Path, page: int) -> list[float]:
    """How far from the top of a page its letters stand, in mm, from above to below."""
    found = PdfReader(path).pages[page - 1]
    high, feet = float(found.mediabox.height), set[float]()

    def seen(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            feet.add(round((high - (inner[5] * outer[3] + outer[5])) * POINT, 1))

    found.extract_text(visitor_text=seen)
    return sorted(feet)


def _lines(found: Sequence[Word]) -> list[list[Word]]:
    """Words of one height, from left to right."""
    rows: dict[int, list[Word]] = {}
    for word in found:
        near = next((key for key in rows if abs(key - word.bottom * 10) < 8), None)
        rows.setdefault(round(word.bottom * 10) if near is None else near, []).append(word)
    return [sorted(row, key=lambda word: word.left) for _, row in sorted(rows.items())]


def pictures(path: Path, name: str) -> list[Image.Image]:
    """Each page as a PNG."""
    stem = OUT / name.lower()
    for old in OUT.glob(f"{name.lower()}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(path), str(stem)], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(OUT.glob(f"{name.lower()}-*.png"))]


def beside(rows: Sequence[Sequence[Image.Image]]) -> None:
    """Word above, PDF below, page over page."""
    wide, high = rows[0][0].size
    sheet = Image.new("RGB", (wide * max(len(row) for row in rows), high * len(rows)), "gray")
    for y, row in enumerate(rows):
        for x, page in enumerate(row):
            sheet.paste(page, (x * wide, y * high))
    sheet.save(OUT / "side-by-side.png")


if __name__ == "__main__":
    sys.exit(main())
