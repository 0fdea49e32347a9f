"""One value, many papers: the same figures in all of them, each sound in its own way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from documents import pictures
from documents.papers import MADE, PICTURES, Bundle, made
from documents.pdf import pdf
from documents.report import blocks
from documents.sheet import xlsx
from reporting.composing import compose
from reporting.letter import letter
from reporting.texts import papers as texts
from tests import weeks
from tests.documents import papers
from tests.documents.papers import DAY, bundle, digest, made_of, word, words_of_pdf, words_of_word

SEEDS = (papers.RICH, 9, 10)


def test_every_figure_is_the_same_in_all_of_them() -> None:
    for seed in SEEDS:
        f, rows = digest(seed).figures, texts.topic_rows(digest(seed))
        total = " ".join(rows[-1])
        text = made_of(seed, "text").decode()
        page = " ".join(re.sub(r"<[^>]+>", "", made_of(seed, "html").decode()).split())
        for said in (text, page):
            assert f"{f['units']} đơn vị, {f['on_time']} gửi đúng hạn" in said
            assert f"{f['opinions']} ý kiến, {f['focus']} việc cần tập trung" in said
        for said in (words_of_word(word(made_of(seed, "docx"))), words_of_pdf(made_of(seed, "pdf"))):
            assert total in said
            assert f"Trong tuần ghi nhận {f['opinions']} ý kiến" in said
            assert f"Có {f['on_time']} đơn vị gửi đúng hạn" in said
        book = openpyxl.load_workbook(BytesIO(made_of(seed, "xlsx")))
        sheet = book["Lĩnh vực"]
        assert " ".join(str(cell.value) for cell in sheet[sheet.max_row]) == total
        assert book["Đơn vị"].max_row - 1 == f["units"]
        matters = list(book["Việc"].iter_rows(min_row=2, values_only=True))
        assert len(matters) == f["focus"] + f["carried"] + f["opinions"]
        assert sum(1 for row in matters if row[1] == "ý kiến" and row[14] == "có") == f["opinions"]
        assert sum(1 for row in matters if row[13]) == f["overdue"]
        topics = pictures.MADE["topics"](digest(seed))["rows"]
        assert sum(row["done"] for row in topics) == f["done"]
        assert sum(row["waiting"] + row["overdue"] for row in topics) == f["left"]
        assert pictures.MADE["trend"](digest(seed))["bars"][-1]["count"] == f["opinions"]
        states = [row["state"] for row in pictures.MADE["standing"](digest(seed))["rows"]]
        assert (states.count("on_time"), states.count("late")) == (f["on_time"], f["late"])
        assert len(pictures.MADE["map"](digest(seed))["hot"]) == f["focus"]
        assert sum(unit["count"] for unit in pictures.MADE["map"](digest(seed))["units"]) == f["left"]


def test_word_and_pdf_say_the_same_words_in_the_same_order() -> None:
    said = words_of_pdf(made_of(papers.RICH, "pdf"))
    at = 0
    for block in blocks(digest()):
        words = " ".join((block.text or " ".join(" ".join(row) for row in block.rows[1:])).split())
        at = said.find(words, at)
        assert at >= 0, words


def test_the_pdf_has_its_letters_in_it_and_measures_as_word_does() -> None:
    paper = papers.pdf(made_of(papers.RICH, "pdf"))
    assert (
        paper.metadata is not None
        and paper.metadata.title == "Báo cáo tình hình Nhân dân và công tác dân vận tuần 47 năm 2026"
    )
    assert str(paper.root_object["/Lang"]) == "vi-VN"
    assert "/StructTreeRoot" in paper.root_object  # headings and tables can be read aloud
    names = set()
    for n, page in enumerate(paper.pages):
        assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == (210, 297)
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font["/DescendantFonts"][0]
            names.add(str(inner["/BaseFont"]).split("+")[1])
            assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]
        first = page.extract_text().split("\n")[0].strip()
        assert (first == str(n + 1)) is (n > 0)
    assert names == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}


def test_the_same_values_make_the_same_pdf() -> None:
    assert pdf(digest(), letter(weeks.house(), DAY)) == made_of(papers.RICH, "pdf")


@pytest.mark.parametrize("name", pictures.NAMES)
@pytest.mark.parametrize("week", ["rich", "quiet", "silent"])
def test_a_picture_fits_a_telephone(name: str, week: str) -> None:
    found = {"rich": weeks.week(papers.RICH), "quiet": weeks.quiet(), "silent": weeks.silent()}[week]
    made = compose(found, weeks.house(), weeks.NOW)
    picture = Image.open(BytesIO(pictures.png(made, name)))
    assert picture.width == 1080  # 360 points, three dots each
    assert 200 < picture.height < 2400
    assert 5 < len(pictures.title(made, name)) < 140


def test_words_in_a_picture_are_large_enough_to_read() -> None:
    layout = (Path(pictures.__file__).parent / "layouts" / "pictures.typ").read_text(encoding="utf-8")
    assert min(float(size) for size in re.findall(r"size: ([\d.]+)pt", layout)) >= 11


def test_the_sheet_has_types_filters_and_a_head_that_stays() -> None:
    book = openpyxl.load_workbook(BytesIO(made_of(papers.RICH, "xlsx")))
    assert book.sheetnames == ["Lĩnh vực", "Đơn vị", "Việc", "Tin báo"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
    opened = [row[9] for row in book["Việc"].iter_rows(min_row=2, values_only=True)]
    assert opened and all(isinstance(day, datetime) for day in opened)
    severity = [row[6] for row in book["Việc"].iter_rows(min_row=2, values_only=True)]
    assert all(isinstance(number, int) for number in severity)


EVIL = ("=1+1", "+84 HYPERLINK", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "http://x.vn")


@pytest.mark.parametrize("evil", EVIL)
def test_no_word_becomes_a_formula_or_a_link(evil: str) -> None:
    record = replace(weeks.report(1, "khac", evil, "tdp1"), place=evil, code="=1")
    book = openpyxl.load_workbook(BytesIO(xlsx(digest(), [record], weeks.house())))
    cell = book["Tin báo"]["F2"]
    assert (cell.data_type, cell.value) == ("s", evil)
    assert cell.hyperlink is None
    assert cell.quotePrefix is (evil[0] in "=+-@\t")
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_words_that_were_erased_are_not_in_the_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx(digest(), [], weeks.house())))
    assert {row[4] for row in book["Việc"].iter_rows(min_row=2, values_only=True)} == {None}


class Page(HTMLParser):
    """The headings, pictures and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.alts: list[str] = []
        self.addresses: list[str] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag == "img":
            self.alts.append(found.get("alt") or "")
        self.addresses += [found[name] or "" for name in ("src", "href", "action") if name in found]
        self.language = self.language or (found.get("lang") or "" if tag == "html" else "")


def test_the_page_stands_alone_and_can_be_read_aloud() -> None:
    page = Page(made_of(papers.RICH, "html").decode())
    assert page.language == "vi"
    assert page.headings[0] == 1 and page.headings.count(1) == 1 and set(page.headings) <= {1, 2}
    assert page.alts == [pictures.title(digest(), name) for name in pictures.NAMES]
    assert all(address.startswith("data:") for address in page.addresses)
    text = made_of(papers.RICH, "html").decode()
    assert "<script" not in text and "url(" not in text and "@import" not in text


def test_the_old_tone_marks_go_through_every_paper() -> None:
    old = replace(digest(), tone="old")
    found = Bundle(old, replace(letter(weeks.house(), DAY), upper="ĐẢNG UỶ"), [], weeks.house())
    for name in ("docx", "pdf"):
        content = made(found, name)[1]
        said = words_of_word(word(content)) if name == "docx" else words_of_pdf(content)
        assert "Văn hoá - Xã hội" in said and "Văn hóa" not in said


def test_no_person_stands_in_any_of_them_but_who_signs() -> None:
    names = {person.name for person in weeks.house().people} - {"Võ Thị Thanh Hòa"}
    whole = words_of_word(word(made_of(papers.RICH, "docx"))) + made_of(papers.RICH, "text").decode()
    assert not [name for name in names if name in whole and not name.startswith(("Trạm", "Tổ", "Trực"))]


def test_papers_have_names_of_their_own() -> None:
    files = [file for file, _ in MADE.values()]
    assert len(set(files)) == len(files) == 9
    assert set(PICTURES) == set(pictures.NAMES)
    assert bundle().letter.number == "Số     -BC/KDV"
