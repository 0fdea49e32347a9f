"""The pages as a thumb finds them: a small telephone, a weak network, a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from reporting.values import Kind
from tests.demo.browser import chromium
from tests.pages.desk import LEADER, OTHER, READER, Desk, running

SMALL = ViewportSize(width=360, height=640)
FINGER = 44  # pixels


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with running(database) as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """No script may stumble, nothing may break the page's own rules."""
    context = browser.new_context(
        viewport=SMALL, has_touch=True, is_mobile=True, permissions=["geolocation"], locale="vi-VN",
        geolocation={"latitude": 14.8131, "longitude": 108.9652},
    )  # fmt: skip
    page = context.new_page()
    stumbled: list[str] = []
    page.on("pageerror", lambda error: stumbled.append(str(error)))
    page.on("console", lambda said: stumbled.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert stumbled == []


def picture(path: Path, colour: str) -> Path:
    Image.new("RGB", (2400, 1800), colour).save(path, "JPEG")
    return path


def fits(page: Page) -> None:
    """Nothing is wider than the telephone; whatever is touched is large enough."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    for control in page.locator("button:visible, select:visible, .button:visible").all():
        box = control.bounding_box()
        assert box is not None and box["height"] >= FINGER and box["width"] >= FINGER


def over(page: Page) -> None:
    expect(page.get_by_role("heading", name="Đã xong")).to_be_focused(timeout=15_000)
    expect(page.get_by_role("status")).to_have_text("Đã gửi, bác quay lại cuộc trò chuyện.")


def test_a_place_is_pinned_and_two_photos_go_over_a_weak_network(desk: Desk, phone: Page, tmp_path: Path) -> None:
    desk.failing = {"photo": 2, "place": 1, "done": 1}  # answered with an error, then not at all
    phone.goto(desk.link(desk.joined(LEADER)))
    fits(phone)
    phone.locator('#map .places [data-at^="chợ Sa Lâm"]').tap()
    expect(phone.locator("#here")).to_have_text("gần chợ Sa Lâm, Tổ dân phố 1")
    expect(phone.locator("#where")).to_have_text("Đang ghim: gần chợ Sa Lâm, Tổ dân phố 1.")
    phone.get_by_role("button", name="Gửi nơi này").tap()
    expect(phone.locator("#where")).to_contain_text("Đã gửi nơi: gần chợ Sa Lâm, Tổ dân phố 1.")
    red, blue = picture(tmp_path / "red.jpg", "red"), picture(tmp_path / "blue.jpg", "blue")
    phone.locator("input[multiple]").set_input_files([red, blue])
    expect(phone.locator("#photos")).to_contain_text("Ảnh 1: mạng yếu, đang thử lại")
    fits(phone)
    phone.get_by_role("button", name="Xong").tap()  # waits for the rest by itself
    over(phone)
    assert [came.kind for came in desk.inbox()] == [Kind.PLACE, Kind.PHOTO, Kind.PHOTO]
    assert desk.inbox()[0].place == pytest.approx((14.8050, 108.9580), abs=2e-4)
    kept = [Image.open(io.BytesIO(content)) for content in desk.media()]
    assert [each.size for each in kept] == [(1600, 1200)] * 2
    assert [each.getpixel((9, 9))[0] > 200 for each in kept] == [True, False]  # type: ignore[index]


def test_a_file_goes_as_it_is_and_one_that_may_not_is_said(desk: Desk, phone: Page) -> None:
    phone.goto(desk.link(desk.joined(LEADER)))
    pick = phone.locator("input[data-as=file]")
    pick.set_input_files({"name": "bao cao.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"})
    expect(phone.locator("#photos")).to_contain_text("Tệp 1: đã gửi")
    pick.set_input_files({"name": "CV_MẬT.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"})
    expect(phone.locator("#photos")).to_contain_text("Tệp 2: Tệp này không được gửi qua ứng dụng.")
    fits(phone)
    assert desk.media() == [b"%PDF-1.7 paper"]


def test_the_pin_is_dragged_and_xong_sends_what_was_not_sent(desk: Desk, phone: Page) -> None:
    phone.goto(desk.link(desk.joined(LEADER)))
    phone.locator('#map .places [data-at^="chợ Sa Lâm"]').tap()
    box = phone.locator("#pin .grip").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    phone.mouse.move(x, y)
    phone.mouse.down()
    phone.mouse.move(x - 45, y + 35, steps=4)
    phone.mouse.up()
    expect(phone.locator("#where")).to_have_text(
        re.compile("^Đang ghim: gần (trụ sở UBND|Trạm Y tế) phường, Tổ dân phố 2")
    )
    phone.get_by_role("button", name="Xong").tap()
    over(phone)
    assert desk.inbox()[0].place == pytest.approx((14.8019, 108.9545), abs=2e-3)


def test_the_list_the_telephone_s_own_place_and_a_closer_look(desk: Desk, phone: Page) -> None:
    phone.goto(desk.link(desk.joined(OTHER)))
    phone.get_by_role("button", name="Dùng vị trí của máy").tap()
    expect(phone.locator("#where")).to_have_text("Đang ghim: gần cầu Ông Thuộc, Tổ dân phố 5.")
    phone.get_by_label("Hoặc chọn trong danh sách").select_option(label="cảng cá Cửa Gành")
    expect(phone.locator("#where")).to_have_text("Đang ghim: cảng cá Cửa Gành, Tổ dân phố 6.")
    expect(phone.locator("#pin path")).to_be_in_viewport()
    phone.get_by_role("button", name="Phóng to").tap()
    expect(phone.get_by_role("button", name="Thu nhỏ")).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("#pin path")).to_be_in_viewport()
    fits(phone)


def test_a_photo_that_fails_for_good_is_said_and_kept_at_hand(desk: Desk, phone: Page, tmp_path: Path) -> None:
    phone.goto(desk.link(desk.joined(LEADER)))
    wrong = tmp_path / "wrong.jpg"
    wrong.write_bytes(b"no picture")
    right = [picture(tmp_path / f"{n}.jpg", "green") for n in range(6)]
    phone.locator("input[capture]").set_input_files(wrong)
    expect(phone.locator("#photos")).to_contain_text("Ảnh 1: Tệp này không phải ảnh kênh mở được")
    phone.locator("input[multiple]").set_input_files(right)
    expect(phone.locator("#sent")).to_have_text("Đã đủ 5 ảnh, tệp, xin bấm Xong.")
    expect(phone.locator("#photos .good")).to_have_count(5)
    assert len(desk.media()) == 5


def test_keys_alone_choose_a_place(desk: Desk, phone: Page) -> None:
    phone.goto(desk.link(desk.joined(LEADER)))
    phone.get_by_label("Hoặc chọn trong danh sách").focus()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("#where")).to_contain_text("Đang ghim: chợ Sa Lâm, Tổ dân phố 1.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("#where")).to_contain_text("Đã gửi nơi: chợ Sa Lâm, Tổ dân phố 1.")


def test_without_a_script_a_place_is_chosen_and_sent(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.link(desk.joined(LEADER)))
    expect(page.locator("#map")).to_be_hidden()
    page.get_by_label("Hoặc chọn trong danh sách").select_option(label="chợ Sa Lâm")
    page.get_by_role("button", name="Gửi nơi này").click()
    expect(page.locator("#where")).to_contain_text("Đã gửi nơi: chợ Sa Lâm, Tổ dân phố 1.")
    page.get_by_role("button", name="Xong").click()
    expect(page.locator("main")).to_contain_text("Đã gửi, bác quay lại cuộc trò chuyện.")
    assert [came.place for came in desk.inbox()] == [(14.8050, 108.9580)]
    context.close()


def test_a_digest_is_opened_with_one_button_and_read_by_its_headings(desk: Desk, phone: Page) -> None:
    phone.goto(desk.link(desk.joined(READER), "digest", desk.approved()))
    fits(phone)
    phone.get_by_role("button", name="Mở").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tổng hợp tuần 47 (12/11-18/11)")
    names = ["Cần tập trung", "Ý kiến Nhân dân", "Đã giải quyết", "Đơn vị chưa gửi"]
    names += ["Nhìn nhanh", "Con số trong tuần", "Tải về"]
    expect(phone.get_by_role("heading", level=2)).to_have_text(names)
    expect(phone.get_by_role("listitem")).to_have_count(5)
    fits(phone)
