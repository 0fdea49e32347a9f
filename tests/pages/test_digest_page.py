"""A digest's own page: who sees what of it, what may be changed there, what is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlmodel import Session

from reporting.composing import compose
from reporting.digest import as_json
from reporting.pages import LONGEST_LINE, mark
from storage import digests
from storage.tables import Digest, Report
from tests import weeks
from tests.demo.browser import chromium
from tests.pages.desk import LEADER, NOW, READER, Desk, running
from tests.pages.test_routes import Answer, ask
from tests.rig import WARD

LABEL = weeks.LABEL
STAFF, CHAIR, COUNCIL, PROPAGANDA = "kdv-tonghop", "kdv-truong", "hdnd", "tuyen-giao"
VALUE = compose(weeks.week(3), weeks.house(), weeks.NOW)
SECRET = "lời của tin số"  # only reports say it


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with running(database) as found:
        yield found


def stands(desk: Desk, numbered: bool = True) -> None:
    """A whole week with the reports behind it: sent, or back at the desk for other words."""

    def job(session: Session) -> None:
        row = Digest(
            ward=WARD, period=LABEL, lines=[asdict(line) for line in VALUE.lines], figures=dict(VALUE.figures),
            whole=as_json(VALUE), drafted_at=NOW, approved_at=NOW, approved_by=1,
        )  # fmt: skip
        if numbered:
            row.signed_at = row.numbered_at = NOW
            row.series, row.number = "BC/KDV 2025-08-12", 12
        else:
            row.returned_at = NOW
        session.add(row)
        for number in VALUE.sources:
            session.add(Report(
                id=number, ward=WARD, unit="tdp1", period=LABEL, kind="matter", code=f"YK-{number:04}",
                text=f"{SECRET} {number}", channel="zalo", first_words_at=NOW, saved_at=NOW,
            ))  # fmt: skip

    desk.do(job)


def opened(desk: Desk, post: str) -> str:
    """An address, each reader in a chat of their own."""
    return desk.link(desk.joined(post, post), "digest", LABEL)


def change(url: str, key: str, words: str, was: str) -> Answer:
    form = urlencode({"key": key, "words": words, "was": mark(was)}).encode()
    return ask(f"{url}/line", form, {"Content-Type": "application/x-www-form-urlencoded"})


def line_of(desk: Desk, key: str) -> tuple[str, str | None]:
    def job(session: Session) -> tuple[str, str | None]:
        row = digests.get(session, WARD, LABEL)
        assert row is not None
        return next((line.text, line.original) for line in digests.lines_of(row) if line.key == key)

    return desk.do(job)


FIRST = VALUE.lines[1]


# Who sees what


@pytest.mark.parametrize("post", [STAFF, CHAIR])
def test_to_the_bloc_every_figure_opens_its_reports(desk: Desk, post: str) -> None:
    stands(desk)
    page = ask(opened(desk, post), b"").text
    for number in {matter.report for matter in VALUE.matters}:
        assert f"{SECRET} {number}" in page
    assert f"{VALUE.figures['opinions']} ý kiến trong tuần" in page
    assert "số 12-BC/KDV" in page


@pytest.mark.parametrize("post", [READER, COUNCIL, PROPAGANDA])
def test_others_see_what_was_counted_and_no_report(desk: Desk, post: str) -> None:
    stands(desk)
    url = opened(desk, post)
    page = ask(url, b"").text
    assert f"{VALUE.figures['opinions']} ý kiến trong tuần" in page
    assert SECRET not in page and "<textarea" not in page
    assert ask(f"{url}/xlsx", b"").status == 410


@pytest.mark.parametrize("post", [READER, COUNCIL, PROPAGANDA])
def test_nobody_outside_the_bloc_sees_it_before_it_is_numbered(desk: Desk, post: str) -> None:
    stands(desk, numbered=False)
    url = opened(desk, post)
    for end in ("", "/pdf", "/line"):
        assert ask(f"{url}{end}", b"").status == 410
    assert ask(f"{url}/standing.png").status == 410


@pytest.mark.parametrize(
    ("post", "may"),
    [(STAFF, "docx pdf xlsx"), (CHAIR, "docx pdf xlsx"), (READER, "docx pdf"), (COUNCIL, ""), (PROPAGANDA, "")],
)
def test_papers_are_taken_away_by_whom_they_are_for(desk: Desk, post: str, may: str) -> None:
    stands(desk)
    url = opened(desk, post)
    begins = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF"}
    for name, magic in begins.items():
        answer = ask(f"{url}/{name}", b"")
        if name in may.split():
            assert answer.status == 200 and answer.body.startswith(magic)
            assert "attachment" in answer.headers["Content-Disposition"]
        else:
            assert answer.status == 410
    assert ask(f"{url}/{'standing'}.png").body.startswith(b"\x89PNG")


def test_a_leader_s_link_opens_no_digest(desk: Desk) -> None:
    stands(desk)
    assert ask(opened(desk, LEADER), b"").status == 410


# Changing a line


def test_a_line_is_changed_and_its_original_stays_beside_it(desk: Desk) -> None:
    stands(desk, numbered=False)
    url = opened(desk, STAFF)
    answer = change(url, FIRST.key, "Lời mới, gọi 0905 000 123", FIRST.text)
    assert answer.status == 200 and "Đã sửa dòng 2" in answer.text
    assert line_of(desk, FIRST.key) == ("Lời mới, gọi [SĐT].", FIRST.text)
    again = change(url, FIRST.key, "Lời mới, gọi 0905 000 123", FIRST.text)
    assert again.status == 200, "the same press twice"
    assert "Bản gốc:" in again.text


def test_who_comes_second_keeps_the_words_and_is_told(desk: Desk) -> None:
    stands(desk, numbered=False)
    change(opened(desk, STAFF), FIRST.key, "lời của người trước", FIRST.text)
    late = change(opened(desk, CHAIR), FIRST.key, "lời của người sau", FIRST.text)
    assert late.status == 422 and "vừa có người sửa" in late.text
    assert ">lời của người sau.</textarea>" in late.text
    assert line_of(desk, FIRST.key)[0] == "lời của người trước."


@pytest.mark.parametrize(
    ("words", "said"),
    [("  ", "còn trống"), ("a" * (LONGEST_LINE + 1), "dài quá"), ("bà con tố cáo ông Tư ăn tiền của dân", "không giữ")],
)
def test_what_cannot_be_taken_changes_nothing(desk: Desk, words: str, said: str) -> None:
    stands(desk, numbered=False)
    answer = change(opened(desk, STAFF), FIRST.key, words, FIRST.text)
    assert answer.status == 422 and said in answer.text
    assert line_of(desk, FIRST.key) == (FIRST.text, None)


def test_what_was_signed_is_changed_by_nobody(desk: Desk) -> None:
    stands(desk)
    answer = change(opened(desk, STAFF), FIRST.key, "khác", FIRST.text)
    assert answer.status == 422
    for post in (READER, COUNCIL):
        assert change(opened(desk, post), FIRST.key, "khác", FIRST.text).status == 410
    assert line_of(desk, FIRST.key) == (FIRST.text, None)


def test_a_remark_is_added_once(desk: Desk) -> None:
    stands(desk, numbered=False)
    url = opened(desk, STAFF)
    for _ in range(2):
        assert "Đã thêm nhận xét" in change(url, "remark", "tình hình ổn định", "").text
    assert line_of(desk, "remark:1")[0] == "Tình hình ổn định."
    page = ask(url, b"").text
    assert page.count("Tình hình ổn định.</li>") + page.count("Tình hình ổn định.<") >= 1


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_read_and_changed_on_a_bad_phone(desk: Desk, browser: Browser, width: int) -> None:
    """No script, large targets, headings in order, everything by keyboard."""
    stands(desk, numbered=False)
    context = browser.new_context(viewport=ViewportSize(width=width, height=700), java_script_enabled=True)
    page = context.new_page()
    page.goto(opened(desk, STAFF))
    page.get_by_role("button", name="Mở").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(e => e.tagName)")]
    assert levels[0] == 1 and set(levels[1:]) == {2}
    assert page.locator("script").count() == 0
    assert all(page.locator("img").evaluate_all("found => found.map(e => e.alt.length > 10)"))
    for target in page.locator("summary:visible, button:visible").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44
    page.locator("article ul summary", has_text="Sửa dòng").first.focus()
    page.keyboard.press("Enter")
    words = page.locator("textarea:visible")
    words.fill("viết lại bằng bàn phím")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Đã sửa dòng 2")
    expect(page.locator("article li").first).to_contain_text("viết lại bằng bàn phím.")
    assert not re.search(r"https?://(?!127)", page.content())
    context.close()


def test_on_paper_nothing_of_the_screen_is_left(desk: Desk, browser: Browser) -> None:
    stands(desk)
    page: Page = browser.new_page()
    page.goto(opened(desk, STAFF))
    page.get_by_role("button", name="Mở").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Tải bản Word")).to_be_hidden()
    expect(page.locator("summary").first).to_be_hidden()
    page.close()
