"""A digest on paper, read back from the files as a person's programs would read them."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from pypdf import PdfReader

from documents.papers import Bundle, made
from reporting.composing import compose
from reporting.digest import Digest
from reporting.letter import Letter, letter
from tests import weeks

RICH = 5  # a week with a table, quotations, a dispute, several pages
DAY = date(2026, 11, 20)


@cache
def digest(seed: int = RICH) -> Digest:
    return compose(weeks.week(seed), weeks.house(), weeks.NOW)


def bundle(seed: int = RICH, paper: Letter | None = None) -> Bundle:
    week = weeks.week(seed)
    return Bundle(digest(seed), paper or letter(weeks.house(), DAY), week.reports, weeks.house())


@cache
def made_of(seed: int, name: str) -> bytes:
    return made(bundle(seed), name)[1]


def word(content: bytes) -> Doc:
    return Document(BytesIO(content))


def pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words_of_pdf(content: bytes) -> str:
    """Without regard to where lines end; the number that stands above a page left out."""
    pages = [page.extract_text() for page in pdf(content).pages]
    pages[1:] = [page.split("\n", 1)[1] if page.split("\n", 1)[0].isdecimal() else page for page in pages[1:]]
    return " ".join(" ".join(pages).split())


def words_of_word(document: Doc) -> str:
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *tables]).split())
