"""The report as a Word file: values to bytes. How it looks stands in `profile`, what it says in `report`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from PIL import ImageFont

from documents import word_styles as styles
from documents.profile import Profile, profile_of
from documents.report import Block, blocks, title
from documents.word_styles import border, element
from reporting.digest import Digest
from reporting.letter import Letter
from reporting.texts import papers as texts

MM = 72 / 25.4  # points
AIR = 0.3  # mm on either side of a rule's words, so that no program breaks them
CODE = re.compile(r"(?<=\b[A-Z]{2})-(?=\d{4}\b)")


def docx(digest: Digest, letter: Letter) -> bytes:
    look = profile_of(letter.standard)
    document = Document()
    styles.prepare(document, look)
    _page(document, look)
    _head(document, letter, look)
    _title(document, digest, look)
    found = blocks(digest)
    for n, block in enumerate(found):
        _block(document, block, look, last=n == len(found) - 1)
    _foot(document, letter, look)
    _properties(document, digest)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Doc, look: Profile) -> None:
    """Margins; a page number in the middle above, from the second page on."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(look.wide), Mm(look.high)
    section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
    section.left_margin, section.right_margin = Mm(look.left), Mm(look.right)
    section.header_distance = section.footer_distance = Mm(look.number_top)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = document.styles["Header"]
    run = number.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(element("fldChar", fldCharType=kind) if kind else element("instrText", text=words))


def _head(document: Doc, letter: Letter, look: Profile) -> None:
    """Whose it is on the left, the motto with its rule, place and day on the right."""
    table = _columns(document, 4, look)
    left, right = ([row.cells[n] for row in table.rows] for n in (0, 1))
    _line(left[0], letter.upper, look.head)
    _line(left[1], letter.issuer, look.head, bold=True)
    _line(left[2], "*", look.head)
    _line(left[3], letter.number, look.head)
    if letter.draft:
        _line(left[3], letter.draft, look.head, bold=True)
    motto = _line(right[0], letter.motto, look.motto, bold=True)
    aside = Mm(max(0.0, (look.right_column - _width(letter.motto, look.motto, "Bold")) / 2 - AIR))
    motto.paragraph_format.left_indent = motto.paragraph_format.right_indent = aside
    border(motto)
    _line(right[2], letter.place_and_day, look.head, italic=True)


def _title(document: Doc, digest: Digest, look: Profile) -> None:
    kind, subject, days = title(digest)
    document.add_paragraph(kind, "Title")
    document.add_paragraph(subject, "Subtitle")
    document.add_paragraph(days, "Subtitle")
    dashes = document.add_paragraph("-----", "Subtitle")
    dashes.paragraph_format.space_after = Pt(2 * look.after)


def _block(document: Doc, block: Block, look: Profile, last: bool) -> None:
    if block.kind == "table":
        _table(document, block, look)
        return
    style = {"chapter": "Heading 1", "part": "Heading 2", "body": "Body Text"}[block.kind]
    paragraph = document.add_paragraph(style=style)
    _write(paragraph, block.text)
    if last:  # the signature never stands alone on a page
        paragraph.paragraph_format.keep_with_next = True


def _write(paragraph: Paragraph, words: str) -> None:
    """With hyphens in codes at which no line ends."""
    first, *rest = CODE.split(words)
    run = paragraph.add_run(first)
    for part in rest:
        run._r.append(element("noBreakHyphen"))
        run.add_text(part)


def _table(document: Doc, block: Block, look: Profile) -> None:
    """Its head is repeated on every page, no row is broken; the last row is the total."""
    head, *rows = block.rows
    table = document.add_table(0, len(head), "Table Grid")
    first = look.column - 21 * (len(head) - 1)
    _fixed(table, [first, *[21.0] * (len(head) - 1)])
    for number, row in enumerate((head, *rows)):
        made = table.add_row()
        properties = made._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))
        for n, (cell, words) in enumerate(zip(made.cells, row, strict=True)):
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.style = document.styles[texts.STYLE_TABLE]
            paragraph.alignment = ALIGN.LEFT if n == 0 and number else ALIGN.CENTER
            paragraph.add_run(words).bold = number in (0, len(rows))
            paragraph.paragraph_format.keep_with_next = number < len(rows)
    _described(table, head)
    after = document.add_paragraph(style=document.styles[texts.STYLE_TABLE])
    after.paragraph_format.line_spacing = Pt(look.after)


def _described(table: Table, head: tuple[str, ...]) -> None:
    """What it holds, for who has it read aloud; its first row and column are headings."""
    table._tbl.tblPr.append(element("tblLook", firstRow="1", firstColumn="1", lastRow="1", noHBand="1", noVBand="1"))
    table._tbl.tblPr.append(element("tblCaption", val=head[0]))
    table._tbl.tblPr.append(element("tblDescription", val="; ".join(head)))


def _foot(document: Doc, letter: Letter, look: Profile) -> None:
    """Recipients on the left, the signature on the right, both on one page."""
    table = _columns(document, 1, look)
    left, right = table.rows[0].cells
    label = _line(left, letter.recipients_label, look.head, align=ALIGN.LEFT)
    label.runs[0].underline = True
    for item in texts.recipients(letter.recipients, look.item_end):
        line = _line(left, item, look.items, align=ALIGN.LEFT, style=texts.STYLE_ITEMS)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(2.5), Mm(-2.5)
    _line(right, letter.authority, look.sign, bold=True)
    _line(right, letter.title, look.sign)
    for _ in range(look.blank_lines):
        _line(right, "", look.sign)
    _line(right, letter.signer, look.sign, bold=True)


def _columns(document: Doc, rows: int, look: Profile) -> Table:
    """Two without borders, none of whose rows is broken."""
    table: Table = document.add_table(rows, 2)
    _fixed(table, [look.left_column, look.right_column])
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w="0", type="dxa"))
    table._tbl.tblPr.append(margins)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
    return table


def _fixed(table: Table, widths: list[float]) -> None:
    """These widths in mm, whatever stands in the cells."""
    table.autofit = False
    total = element("tblW", w=str(round(sum(widths) * MM * 20)), type="dxa")
    table._tbl.tblPr.replace(table._tbl.tblPr.find(total.tag), total)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _line(
    cell: _Cell, words: str, size: float, bold: bool = False, italic: bool = False, align: ALIGN = ALIGN.CENTER,
    style: str = texts.STYLE_HEAD,
) -> Paragraph:  # fmt: skip
    """One more line in a cell; the first takes the place of the empty one."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = (
        first if not first.runs and first.style and first.style.name == "Normal" else cell.add_paragraph()
    )
    paragraph.style = style
    paragraph.alignment = align
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _properties(document: Doc, digest: Digest) -> None:
    core = document.core_properties
    core.title, core.author, core.keywords = texts.properties(digest)
    core.last_modified_by, core.language, core.comments = core.author, "vi-VN", ""
    core.subject = core.title
    core.created = core.modified = digest.made_at.replace(tzinfo=None)


def _width(words: str, size: float, face: str) -> float:
    """In mm, in letters as wide as those of Times New Roman."""
    return float(_face(face).getlength(words)) / 100 * size / MM


@cache
def _face(name: str) -> ImageFont.FreeTypeFont:
    with as_file(files("documents").joinpath("fonts", f"LiberationSerif-{name}.ttf")) as path:
        return ImageFont.truetype(str(path), 100)
