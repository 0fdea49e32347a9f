"""The Word file, measured: margins, sizes, weights, spacing and order are those of the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from documents.papers import made
from documents.profile import A, B, Profile, profile_of
from documents.report import blocks
from reporting.letter import letter
from reporting.texts import papers as texts
from tests import weeks
from tests.documents import papers
from tests.documents.papers import DAY, bundle, digest, made_of, word

OLD = "66-QĐ/TW + 36-HD/VPTW"


@pytest.fixture(scope="module")
def report() -> Doc:
    return word(made_of(papers.RICH, "docx"))


def near(length: Length | None, mm: float) -> bool:
    assert length is not None
    return abs(length - Mm(mm)) < Mm(0.1)


def named(document: Doc, name: str) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == name]


def font(document: Doc, style: str) -> tuple[str | None, float | None, bool | None]:
    found = document.styles[style].font
    return found.name, found.size.pt if found.size else None, found.bold


def head(document: Doc) -> dict[str, Paragraph]:
    """Lines of the letterhead and the foot by their words."""
    cells = [cell for table in (document.tables[0], document.tables[-1]) for row in table.rows for cell in row.cells]
    return {paragraph.text: paragraph for cell in cells for paragraph in cell.paragraphs}


def look(paragraph: Paragraph) -> tuple[float, bool, bool, ALIGN | None]:
    run = paragraph.runs[0]
    assert run.font.size is not None
    return run.font.size.pt, bool(run.bold), bool(run.italic), paragraph.alignment


def test_the_page_is_a4_with_the_margins_and_the_number_ten_millimetres_from_the_top(report: Doc) -> None:
    section = report.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin)
    for length, mm in zip(
        (*sides, section.right_margin, section.header_distance), (210, 297, 20, 20, 30, 15, 10), strict=True
    ):
        assert near(length, mm)
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    number = section.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert number.style and number.style.paragraph_format.alignment == ALIGN.CENTER


def test_head_and_foot_look_as_the_table_of_formats_says(report: Doc) -> None:
    lines = head(report)
    assert look(lines["ĐẢNG CỘNG SẢN VIỆT NAM"]) == (15, True, False, ALIGN.CENTER)
    assert look(lines["Sa Lâm, ngày 20 tháng 11 năm 2026"]) == (14, False, True, ALIGN.CENTER)
    assert look(lines["ĐẢNG ỦY PHƯỜNG SA LÂM"]) == (14, False, False, ALIGN.CENTER)
    assert look(lines["KHỐI DÂN VẬN"]) == (14, True, False, ALIGN.CENTER)
    assert look(lines["*"])[3] == ALIGN.CENTER
    assert look(lines["Số     -BC/KDV"]) == (14, False, False, ALIGN.CENTER)
    assert look(lines["T/M KHỐI DÂN VẬN"]) == (14, True, False, ALIGN.CENTER)
    assert look(lines["TRƯỞNG KHỐI"]) == (14, False, False, ALIGN.CENTER)
    assert look(lines["Võ Thị Thanh Hòa"]) == (14, True, False, ALIGN.CENTER)
    assert lines["Nơi nhận:"].runs[0].underline and lines["Nơi nhận:"].runs[0].font.size == Pt(14)
    items = [text for text in lines if text.startswith("- ")]
    assert [item[-1] for item in items] == [";", ";", ";", "."]
    assert {look(lines[item])[0] for item in items} == {12}


def test_the_rule_is_a_border_as_long_as_the_motto(report: Doc) -> None:
    motto = head(report)["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert motto._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}").get(qn("w:val")) == "single"
    shape = motto.paragraph_format
    assert shape.left_indent is not None and shape.left_indent == shape.right_indent
    wide = A.right_column - 2 * shape.left_indent.mm
    assert 60 < wide < 80  # 15 points bold
    assert "_" not in papers.words_of_word(report)


def test_four_lines_are_left_for_the_hand_that_signs(report: Doc) -> None:
    right = report.tables[-1].rows[0].cells[1]
    lines = [paragraph.text for paragraph in right.paragraphs]
    assert lines == ["T/M KHỐI DÂN VẬN", "TRƯỞNG KHỐI", "", "", "", "", "Võ Thị Thanh Hòa"]


def test_what_it_is_stands_in_the_middle_above(report: Doc) -> None:
    assert [p.text for p in named(report, "Title")] == ["BÁO CÁO"]
    subject = [p.text for p in named(report, "Subtitle")]
    about = "tình hình Nhân dân và công tác dân vận tuần 47 năm 2026"
    assert subject == [about, "(từ ngày 12/11 đến ngày 18/11/2026)", "-----"]
    assert font(report, "Title") == ("Times New Roman", 16, True)
    assert font(report, "Subtitle") == ("Times New Roman", 15, True)


@pytest.mark.parametrize(("standard", "first_line"), [("399-QĐ/TW + 05-HD/VPTW", 10), (OLD, 12.7)])
def test_the_body_is_justified_with_exact_lines(standard: str, first_line: float) -> None:
    paper = replace(letter(weeks.house(), DAY), standard=standard)
    report = word(made(bundle(paper=paper), "docx")[1])
    for name, bold in (("Body Text", False), ("Heading 1", True), ("Heading 2", True)):
        assert font(report, name) == ("Times New Roman", 14, bold)
        shape = report.styles[name].paragraph_format
        assert shape.alignment == ALIGN.JUSTIFY
        assert near(shape.first_line_indent, first_line)
        assert (shape.line_spacing, shape.space_after) == (Pt(18), Pt(6))
    for block in blocks(digest()):
        assert block.kind == "table" or [p for p in report.paragraphs if p.text == block.text]


def test_chapters_come_in_order_as_headings_of_their_level(report: Doc) -> None:
    found = [(p.style.name, p.text) for p in report.paragraphs if p.style and str(p.style.name).startswith("Heading")]
    wanted = {"chapter": "Heading 1", "part": "Heading 2"}
    assert found == [(wanted[b.kind], b.text) for b in blocks(digest()) if b.kind in wanted]
    texts_in_order = [p.text for p in report.paragraphs if p.text]
    body = [b.text for b in blocks(digest()) if b.text]
    assert texts_in_order[4:] == body
    assert texts_in_order[-1].endswith(".")


def test_a_table_repeats_its_head_and_breaks_no_row(report: Doc) -> None:
    (table,) = [table for table in report.tables if table.style and table.style.name == "Table Grid"]
    assert [cell.text for cell in table.rows[0].cells] == list(texts.TOPIC_COLUMNS)
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows[1:]]
    assert rows == texts.topic_rows(digest())
    f = digest().figures
    assert rows[-1] == ("Tổng số", *(str(f[name]) for name in ("carried", "opinions", "done", "left", "overdue")))
    assert sum(column.width for column in table.columns if column.width) == pytest.approx(Mm(A.column), abs=Mm(0.2))


def test_the_file_says_what_it_is_in_vietnamese(report: Doc) -> None:
    core = report.core_properties
    assert core.title == "Báo cáo tình hình Nhân dân và công tác dân vận tuần 47 năm 2026"
    assert core.author == "Khối Dân vận phường Sa Lâm"
    assert core.language == "vi-VN"
    languages = report.styles.element.findall(f".//{qn('w:lang')}")
    assert languages and {lang.get(qn("w:val")) for lang in languages} == {"vi-VN"}
    assert "Theme" not in "".join(report.styles[name].element.rPr.xml for name in ("Normal", "Title", "Heading 1"))
    modes = report.settings.element.xpath('.//w:compatSetting[@w:name="compatibilityMode"]/@w:val')
    assert modes == ["15"]  # no "compatibility mode" in the title of the window


@pytest.mark.parametrize(("number", "said"), [(None, "Số     -BC/KDV"), (7, "Số 07-BC/KDV"), (12, "Số 12-BC/KDV")])
def test_a_number_below_ten_has_a_nought_and_none_leaves_room(number: int | None, said: str) -> None:
    assert letter(weeks.house(), DAY, number).number == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 5), "Sa Lâm, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 12), "Sa Lâm, ngày 12 tháng 3 năm 2026"),
        (date(2026, 9, 1), "Sa Lâm, ngày 01 tháng 9 năm 2026"),
        (date(2026, 10, 30), "Sa Lâm, ngày 30 tháng 10 năm 2026"),
    ],
)
def test_months_from_three_to_nine_have_no_nought(day: date, said: str) -> None:
    assert letter(weeks.house(), day).place_and_day == said


def test_the_old_profile_is_data_alone() -> None:
    assert isinstance(B, Profile)
    assert profile_of(OLD) is B and profile_of("399-QĐ/TW + 05-HD/VPTW") is A
    assert texts.recipients(("một", "hai"), B.item_end) == ["- một,", "- hai."]


def test_a_draft_says_so() -> None:
    draft = word(made(bundle(paper=letter(weeks.house(), DAY, draft=True)), "docx")[1])
    assert "DỰ THẢO" in head(draft)
