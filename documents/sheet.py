"""The week as a spreadsheet: values to bytes. A number is a number, a date a date, and no word is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reporting.digest import Digest, ReportFact
from reporting.house import House
from reporting.texts import papers as texts
from reporting.texts.writing import FIELDS
from reporting.wording import toned

Cell = str | int | date | datetime | None
TRICKS = ("=", "+", "-", "@", "\t", "\r")  # what begins a formula for a spreadsheet
WIDTHS = {str: 14, int: 8, date: 12, datetime: 16}
LONG = 60
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
           "remove_timezone": True}  # fmt: skip


def xlsx(digest: Digest, records: Sequence[ReportFact], house: House) -> bytes:
    """`records` are the reports the digest rests on; where one is erased, its words are not here either."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        name, author, keywords = texts.properties(digest)
        book.set_properties(
            {"title": name, "author": author, "keywords": keywords, "created": digest.made_at.replace(tzinfo=None)}
        )
        look = _Look(book, digest.tone)
        rows = {
            "topics": [[_number(cell) for cell in row] for row in texts.topic_rows(digest)],
            "standing": list(_standing(digest)),
            "matters": list(_matters(digest, records)),
            "reports": list(_reports(digest, records, house)),
        }
        for key, found in rows.items():
            look.fill(book.add_worksheet(texts.SHEETS[key]), texts.COLUMNS[key], found)
    return out.getvalue()


def _number(cell: str) -> Cell:
    return int(cell) if cell.isdecimal() else cell


def _standing(digest: Digest) -> Iterable[list[Cell]]:
    for row in digest.standing:
        yield [row.name, texts.STATES[row.state], texts.yes(row.nil), row.opinions, row.focus, row.left]


def _matters(digest: Digest, records: Sequence[ReportFact]) -> Iterable[list[Cell]]:
    words = {record.id: record.text for record in records}
    for m in digest.matters:
        days = [moment.date() if moment else None for moment in (m.opened, m.due, m.answered, m.closed)]
        yield [
            m.code, texts.MATTER_KINDS[m.kind], m.unit, m.topic, words.get(m.report, ""), m.place, m.severity,
            texts.MATTER_STATES[m.state], m.owner, *days, m.overdue_days or None, texts.yes(m.new),
        ]  # fmt: skip


def _reports(digest: Digest, records: Sequence[ReportFact], house: House) -> Iterable[list[Cell]]:
    for r in records:
        yield [
            r.id, r.code, house.name(r.unit), texts.KINDS[r.kind], FIELDS[r.topic], r.text, r.place, r.households,
            house.calendar.local(r.said_at),
        ]  # fmt: skip


class _Look:
    """The formats of one book."""

    def __init__(self, book: Workbook, tone: str) -> None:
        def made(**more: object) -> Format:
            return book.add_format({"font_name": "Times New Roman", "font_size": 12, "valign": "top"} | more)

        self._tone = tone
        self._head = made(bold=True, text_wrap=True, bottom=1, bg_color="#DFE7EF", valign="vcenter", align="center")
        self._text = made(text_wrap=True)
        self._quoted = made(text_wrap=True, quote_prefix=True)
        self._number = made(num_format="#,##0")
        self._day = made(num_format="dd/mm/yyyy", align="center")
        self._moment = made(num_format="dd/mm/yyyy hh:mm", align="center")

    def fill(self, sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """A head that stays in sight and filters; printed across a page with the head on each."""
        for n, name in enumerate(columns):
            sheet.write_string(0, n, name, self._head)
            sheet.set_column(n, n, _width(name, [row[n] for row in rows]))
        for number, row in enumerate(rows, 1):
            for n, cell in enumerate(row):
                self._write(sheet, number, n, cell)
        sheet.set_row(0, 34)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self._day)  # noqa: DTZ001
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self._number)
        else:
            words = toned(cell, self._tone)
            sheet.write_string(row, column, words, self._quoted if words.startswith(TRICKS) else self._text)


def _width(name: str, cells: Sequence[Cell]) -> int:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {str}:
        return min(LONG, max(10, *(len(str(cell or "")) + 2 for cell in cells)))
    return max((WIDTHS.get(kind, 12) for kind in kinds), default=12)
