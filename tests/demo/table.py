"""The page with its phones, looked at and touched as a person does."""

import re

from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000
"""Milliseconds for anything to appear; a journey of the clock takes its own time."""

LEADER, VILLAGE, STAFF, CHAIR, OFFICIAL = "tdp1.leader", "dong-van.leader", "kdv-tonghop", "kdv-truong", "ub-kthtdt"


class Table:
    def __init__(self, page: Page) -> None:
        self.page = page

    def phone(self, post: str) -> Locator:
        return self.page.locator(f'.phone[data-posts~="{post}"]')

    def types(self, post: str, text: str) -> None:
        line = self.phone(post).get_by_placeholder("Nhắn tin")
        line.fill(text)
        line.press("Enter")

    def takes(self, post: str, label: str) -> None:
        """Types the number that stands before the label in the newest message."""
        newest = self.phone(post).locator(".bot .words").last
        expect(newest).to_contain_text(f". {label}")
        found = re.search(rf"^(\d)\. {label}$", newest.inner_text(), re.MULTILINE)
        assert found, newest.inner_text()
        self.types(post, found[1])

    def presses(self, post: str, label: str) -> None:
        self.phone(post).get_by_role("button", name=label, exact=True).last.click()

    def reads(self, post: str, text: str | re.Pattern[str]) -> None:
        expect(self.phone(post).locator(".bot .words", has_text=text).last).to_be_visible()

    def adds(self, figure: str) -> None:
        self.page.get_by_label("Thêm điện thoại").select_option(label=figure)

    def turns(self, label: str, until: str) -> None:
        """Presses a button of the clock and waits until the page says where the clock has come."""
        self.page.get_by_role("button", name=label).click()
        expect(self.page.locator("#status")).to_contain_text(until, timeout=2 * PATIENCE)

    def happened(self, event: str) -> None:
        chip = self.page.locator(f'#strip [data-event="{event}"]').last
        chip.scroll_into_view_if_needed()
        expect(chip).to_be_visible()
