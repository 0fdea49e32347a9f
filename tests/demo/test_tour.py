"""What a visitor finds beside the phones: the tour, ready things to send, how fast time runs."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.demo.conftest import Visit
from tests.demo.table import LEADER, STAFF, VILLAGE, Table

STEPS = 5


def _card(page: Page) -> Locator:
    return page.get_by_role("dialog")


def _apart(page: Page) -> bool:
    """The card lies inside the window, and on nothing it points at but a whole phone."""
    return bool(
        page.evaluate("""() => {
          const [card, thing] = [".tour", ".pointed"].map((at) => document.querySelector(at).getBoundingClientRect());
          const inside = card.left >= 0 && card.top >= 0 && card.right <= innerWidth && card.bottom <= innerHeight;
          const over = card.left < thing.right && thing.left < card.right
            && card.top < thing.bottom && thing.top < card.bottom;
          const seen = thing.left < innerWidth && thing.right > 0 && thing.top < innerHeight && thing.bottom > 0;
          return inside && seen && !over && document.documentElement.scrollWidth === innerWidth;
        }""")
    )


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 800), (360, 740)])
def test_the_tour_points_at_five_things_and_covers_none(visit: Visit, width: int, height: int) -> None:
    page = visit(knows_the_tour=False, width=width, height=height).page
    titles = set()
    for step in range(1, STEPS + 1):
        expect(_card(page)).to_contain_text(f"Bước {step} trên {STEPS}")
        expect(page.locator(".pointed")).to_have_count(1)
        assert _apart(page), step
        titles.add(_card(page).get_by_role("heading").inner_text())
        page.keyboard.press("Enter")  # the button that goes on has the focus
    expect(_card(page)).to_have_count(0)
    expect(page.locator(".pointed")).to_have_count(0)
    assert len(titles) == STEPS


def test_the_tour_comes_once_and_speaks_two_languages(visit: Visit) -> None:
    page = visit(knows_the_tour=False).page
    expect(_card(page)).to_have_accessible_name("Vào kênh bằng giấy mời")
    expect(_card(page)).to_have_accessible_description(re.compile("giấy mời in hai chữ"))
    page.get_by_role("button", name="English", exact=True).click()
    expect(_card(page)).to_have_attribute("lang", "en")
    expect(_card(page)).to_contain_text("Step 1 of 5")
    page.get_by_role("button", name="Skip").click()
    expect(_card(page)).to_have_count(0)
    page.reload()
    expect(page.locator(".phone")).to_have_count(5)
    expect(page.locator("#status")).to_be_empty()
    button = page.get_by_role("button", name="Đây là gì?")
    expect(_card(page)).to_have_count(0)
    button.press("Enter")
    expect(_card(page)).to_contain_text("Join with a slip")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(button).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_a_tap_sends_what_lies_ready(table: Table) -> None:
    def own(post: str) -> Locator:
        return table.phone(post).locator(".person .bubble").last

    shelf = table.phone(LEADER).locator(".shelf")
    expect(shelf.locator(".ready")).to_have_count(5)
    for kind, words in (("nil", "không có gì"), ("plain", "den duong"), ("alarm", "ngập tới ngực")):
        shelf.locator(f'[data-ready="{kind}"]').click()
        expect(own(LEADER)).to_contain_text(words)
    for tool, shown in (("Gửi vị trí", "Vị trí trên bản đồ"), ("Gửi tin thoại", "Tin nhắn thoại")):
        table.phone(VILLAGE).get_by_role("button", name=tool).click()
        expect(own(VILLAGE)).to_contain_text(shown)
    expect(table.phone(STAFF).locator('[data-ready="alarm"]')).to_have_count(0)


def test_time_stands_and_runs_as_told(table: Table) -> None:
    def pace(words: str) -> Locator:
        return table.page.get_by_role("group", name="Tốc độ đồng hồ").get_by_role("button", name=words, exact=True)

    def minute() -> int:
        hour, minutes, _ = table.page.locator("#time").inner_text().split(":")
        return int(hour) * 60 + int(minutes)

    expect(pace("×1")).to_have_attribute("aria-pressed", "true")
    before = minute()
    pace("×600").click()
    expect(pace("×600")).to_have_attribute("aria-pressed", "true")
    table.page.wait_for_timeout(1500)
    pace("Dừng").click()
    expect(pace("Dừng")).to_have_attribute("aria-pressed", "true")
    assert 10 <= (minute() - before) % 1440 < 300
    shown = table.page.locator("#time").inner_text()
    table.page.wait_for_timeout(1200)
    assert table.page.locator("#time").inner_text() == shown
    pace("×1").click()
    expect(pace("×1")).to_have_attribute("aria-pressed", "true")
