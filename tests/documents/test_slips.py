"""Invitation slips: read back from the PDF, scanned from its picture, measured against the cuts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from documents import slips as paper
from documents.slips import Slip
from reporting.texts import slips as texts

WARD = "phường Sa Lâm"
TITLE = texts.title(WARD)
DARK = 100  # darker than the lines to cut along
LONG = "Công Tằng Tôn Nữ Nguyễn Phước Thị Hoàng Phương Thảo Nguyên"


def slip(n: int = 1, link: str = "", bot: str = "Bot phường Sa Lâm") -> Slip:
    """Of somebody on Zalo; with a link, on Telegram."""
    how = texts.to_scan("telegram", "bác", bot) if link else texts.to_type("Zalo", "bác", bot)
    return Slip(
        greeting=texts.greeting("bác", WARD),
        name=f"Nguyễn Thị Kỳ Diệu {n}",
        posts=(f"Tổ trưởng Tổ dân phố {n}",),
        code=f"GAMO {'BCDGHKLMNPTV'[n % 12]}I{'BCDGHKLMNPTV'[n // 12]}U",
        link=link,
        how=how,
        bot=bot,
        valid=texts.valid("bác", date(2026, 11, 23)),
    )


def linked(n: int = 1) -> Slip:
    return slip(n, f"https://t.me/phuong_sa_lam_bot?start=GAMO{n:04}", "@phuong_sa_lam_bot")


def read(slips: list[Slip]) -> list[str]:
    """What can be selected on each page, without regard to where lines end."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper.pdf(TITLE, slips))).pages]


def pictures(slips: list[Slip]) -> list[Image.Image]:
    return [Image.open(BytesIO(page)).convert("L") for page in paper.printed(TITLE, slips, "png")]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (24, 3), (25, 4)])
def test_eight_stand_on_a_page_in_their_order_and_every_word_can_be_selected(count: int, pages: int) -> None:
    slips = [(linked if n % 3 == 0 else slip)(n) for n in range(count)]
    found = read(slips)
    assert len(found) == pages == paper.pages(count)
    for n, page in enumerate(found):
        here = slips[8 * n : 8 * n + 8]
        for one in here:
            for words in (one.greeting, one.name, *one.posts, one.code, *one.how, one.valid):
                assert words in page, words
        assert sorted((one.code for one in here), key=page.index) == [one.code for one in here]
        assert page.count(slips[0].greeting) == len(here)


def test_the_paper_is_a4_with_its_fonts_in_it_and_the_same_for_the_same_values() -> None:
    made = paper.pdf(TITLE, [slip()])
    assert paper.pdf(TITLE, [slip()]) == made
    document = PdfReader(BytesIO(made))
    assert document.metadata is not None and document.metadata.title == TITLE
    (page,) = document.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        assert "LiberationSans" in font["/BaseFont"]
        (descendant,) = font["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"].get_object()


def test_two_posts_stand_on_one_slip() -> None:
    both = replace(slip(), posts=("Bí thư Chi bộ 3", "Tổ trưởng Tổ dân phố 3"))
    (page,) = read([both])
    assert "Bí thư Chi bộ 3 Tổ trưởng Tổ dân phố 3" in page


def test_the_squares_are_scanned_from_the_printed_page() -> None:
    slips = [linked(n) if n % 2 else slip(n) for n in range(8)]
    (page,) = pictures(slips)
    found = zxingcpp.read_barcodes(page)
    assert {code.text for code in found} == {one.link for one in slips if one.link}
    assert len(found) == 4
    longest = replace(slip(), link="https://zalo.me/" + "0123456789" * 19)
    (code,) = zxingcpp.read_barcodes(pictures([longest])[0])
    assert code.text == longest.link


def ink_near_a_cut(page: Image.Image, within: float = 4.5) -> list[tuple[int, int]]:
    """Dark spots closer than so many millimetres to a cut or to the edge of the sheet."""
    wide, high = page.width / 2, page.height / 4
    near = within / 210 * page.width
    bands: list[tuple[float, ...]] = [(x * wide - near, 0, x * wide + near, page.height) for x in range(3)]
    bands += [(0, y * high - near, page.width, y * high + near) for y in range(5)]
    found = []
    for left, top, right, bottom in bands:
        box = (max(0, round(left)), max(0, round(top)), min(page.width, round(right)), min(page.height, round(bottom)))
        if page.crop(box).getextrema()[0] < DARK:  # type: ignore[operator]
            found.append(box[:2])
    return found


@pytest.mark.parametrize("make", [slip, linked])
def test_long_names_and_units_shrink_or_wrap_and_nothing_comes_near_a_cut(make: object) -> None:
    assert callable(make)
    plain = make()
    endless = "Ầ" * 120
    cases = [
        replace(plain, name=LONG),
        replace(plain, posts=("Trưởng ban công tác Mặt trận Khu dân cư liên thôn Đồng Vân - Hải Yên - Cửa Gành",) * 3),
        replace(plain, name=endless, posts=(endless,), bot=endless, code="MUMU GUMU"),
        replace(
            plain, greeting=f"{texts.greeting('đồng chí', WARD)} {LONG}", valid=texts.valid(LONG, date(2026, 1, 1))
        ),
        replace(plain, how=texts.to_scan("telegram", "đồng chí", "@" + "w" * 32), bot="@" + "w" * 32),
        replace(plain, how=texts.to_type("Zalo", "đồng chí", LONG * 3), bot=LONG * 3),
        replace(plain, how=texts.to_scan("zalo", "đồng chí", ""), bot="", code="WWWW WWWW"),
        replace(plain, name=LONG * 4, posts=(LONG * 4, LONG * 4)),
    ]
    (page,) = pictures(cases)
    assert ink_near_a_cut(page) == []
    (words,) = read(cases)
    assert "WWWW WWWW" in words and "MUMU GUMU" in words
    whole = words.replace(" ", "")
    assert LONG.replace(" ", "") * 4 in whole and endless in whole


def test_ink_near_a_cut_would_be_seen() -> None:
    (page,) = pictures([slip()])
    assert ink_near_a_cut(page) == []
    assert ink_near_a_cut(page, within=8) != []


def test_no_slip_makes_no_paper() -> None:
    assert paper.pages(0) == 0
    with pytest.raises(ValueError, match="no slip"):
        paper.pdf(TITLE, [])


def test_words_are_polite_short_and_name_the_channel() -> None:
    for address in ("bác", "đồng chí"):
        for how in (
            texts.to_scan("telegram", address, "@phuong_sa_lam_bot"),
            texts.to_scan("zalo", address, "Bot phường Sa Lâm"),
            texts.to_type("Zalo", address, "Bot phường Sa Lâm"),
            texts.to_type("Telegram", address, ""),
        ):
            assert all(address in line.lower() and len(line) <= 100 for line in how)
            assert "Zalo" in how[0] or "Telegram" in " ".join(how)
