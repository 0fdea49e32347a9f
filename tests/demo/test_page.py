"""A week lived through on the page alone, in a real browser: what people read is what is asserted."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.demo.browser import chromium

HOUSE = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
PATIENCE = 20_000
"""Milliseconds for anything to appear; a journey of the clock takes its own time."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A demo of its own on a free port; it must end in order when it is told to."""
    command = [sys.executable, "-m", "simulator", "demo", "--port", "0"]
    demo = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    line = demo.stdout.readline()
    found = ADDRESS.search(line)
    if found is None:
        demo.wait(10)
        pytest.fail(f"the demo did not start: {line} {demo.communicate()[1]}")
    yield found[0]
    demo.send_signal(signal.SIGINT)
    printed, complained = demo.communicate(timeout=20)
    assert (demo.returncode, printed, complained) == (0, "", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Table:
    """The page with its phones, looked at and touched as a person does."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def phone(self, post: str) -> Locator:
        return self.page.locator(f'.phone[data-posts~="{post}"]')

    def types(self, post: str, text: str) -> None:
        line = self.phone(post).get_by_placeholder("Nhắn tin")
        line.fill(text)
        line.press("Enter")

    def presses(self, post: str, label: str) -> None:
        self.phone(post).get_by_role("button", name=label, exact=True).last.click()

    def reads(self, post: str, text: str | re.Pattern[str]) -> None:
        expect(self.phone(post).locator(".bot .words", has_text=text).last).to_be_visible()

    def turns(self, label: str, until: str) -> None:
        """Presses a button of the clock and waits until the page says where the clock has come."""
        self.page.get_by_role("button", name=label).click()
        expect(self.page.locator("#status")).to_contain_text(until, timeout=2 * PATIENCE)

    def happened(self, event: str) -> None:
        chip = self.page.locator(f'#strip [data-event="{event}"]').last
        chip.scroll_into_view_if_needed()
        expect(chip).to_be_visible()


@pytest.fixture
def table(browser: Browser, address: str) -> Iterator[Table]:
    """Nothing may be asked of anybody else, and no script may stumble."""
    expect.set_options(timeout=PATIENCE)
    page = browser.new_page(viewport={"width": 1400, "height": 860})
    page.set_default_timeout(PATIENCE)
    stumbled: list[str] = []
    abroad: list[str] = []
    page.on("pageerror", lambda error: stumbled.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else abroad.append(request.url)
    )
    page.goto(address)
    expect(page.locator(".phone")).to_have_count(5)
    yield Table(page)
    page.close()
    assert (stumbled, abroad) == ([], [])


LEADER, SECRETARY, STAFF, CHAIR, OFFICIAL = "tdp1.leader", "cb5.secretary", "kdv-tonghop", "kdv-truong", "ub-kthtdt"


def test_a_week_is_lived_through_from_the_page_alone(table: Table) -> None:
    a_leader_joins_with_a_slip_of_the_pen(table)
    the_leader_reports_a_matter(table)
    everybody_else_joins(table)
    a_secretary_is_nudged_and_has_nothing(table)
    the_bloc_approves_and_reads(table)
    for event in ("stored", "turned", "queued", "sent"):
        table.happened(event)


def a_leader_joins_with_a_slip_of_the_pen(table: Table) -> None:
    slip = table.phone(LEADER).locator(".slip strong")
    expect(slip).to_be_visible()
    code = slip.inner_text()
    table.types(LEADER, "gamo tulu")
    table.reads(LEADER, "chưa đúng")
    table.types(LEADER, code.lower())
    for label in ("Đúng tôi", "Đồng ý", "Được", "Để sau"):
        table.presses(LEADER, label)
    table.reads(LEADER, "không rõ thì nhắn chữ")


def the_leader_reports_a_matter(table: Table) -> None:
    table.types(LEADER, "đèn đường hẻm 12 không sáng ba ngày nay")
    expect(table.phone(LEADER).locator(".person .words").last).to_contain_text("hẻm 12")
    table.presses(LEADER, "Đúng")
    table.reads(LEADER, re.compile(r"YK-\d{4}"))


def everybody_else_joins(table: Table) -> None:
    table.turns("Mọi người khác vào kênh", until="Đã tới 08:3")
    for post in (SECRETARY, STAFF, CHAIR, OFFICIAL):
        table.reads(post, "vậy là xong")


def a_secretary_is_nudged_and_has_nothing(table: Table) -> None:
    table.turns("Lần nhắc tới", until="16:00 thứ Tư 18/11")
    table.reads(SECRETARY, "là hạn tin tuần của Chi bộ 5")
    table.types(SECRETARY, "1")
    table.reads(SECRETARY, re.compile("Đã ghi Chi bộ 5 .*không phát sinh"))


def the_bloc_approves_and_reads(table: Table) -> None:
    table.turns("Hạn của đơn vị", until="16:00 thứ Năm 19/11")
    table.reads(STAFF, "Bản dự thảo")
    approve = table.phone(STAFF).get_by_role("button", name="Duyệt", exact=True)
    expect(approve).to_have_count(1)
    table.presses(STAFF, "Duyệt")
    expect(approve).to_have_count(2)
    table.presses(STAFF, "Duyệt")
    table.reads(STAFF, "Đã duyệt")
    table.reads(CHAIR, re.compile("Tổng hợp tuần 47"))
    table.reads(CHAIR, re.compile("hẻm 12"))


def test_a_photo_and_a_further_phone(table: Table) -> None:
    table.page.get_by_label("Thêm điện thoại").select_option(label="Tạ Văn Bảy, Tổ trưởng Tổ dân phố 5")
    expect(table.phone("tdp5.leader").get_by_placeholder("Nhắn tin")).to_be_focused()
    table.phone("tdp5.leader").get_by_role("button", name="Gửi ảnh").click()
    picture = table.phone("tdp5.leader").get_by_alt_text("Ảnh đã gửi")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 480)


def test_a_small_screen_shows_one_phone_and_leads_to_the_others(table: Table) -> None:
    table.page.set_viewport_size({"width": 360, "height": 740})
    wide = table.page.evaluate("document.documentElement.scrollWidth")
    assert wide == 360
    expect(table.phone(LEADER)).to_be_in_viewport(ratio=0.9)
    table.page.get_by_role("navigation").get_by_role("button", name="Võ Thị Thanh Hòa").click()
    expect(table.phone(CHAIR)).to_be_in_viewport(ratio=0.9)
