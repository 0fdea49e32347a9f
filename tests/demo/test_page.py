"""A week lived through on the page alone, in a real browser: what people read is what is asserted."""

import re

from playwright.sync_api import Locator, expect

from simulator import server
from tests.demo.table import CHAIR, LEADER, OFFICIAL, STAFF, VILLAGE, Table

SECRETARY, RIVERSIDE = "cb5.secretary", "tdp5.leader"


def test_a_week_is_lived_through_from_the_page_alone(table: Table) -> None:
    the_phones_look_like_their_channels(table)
    a_leader_joins_with_a_slip_of_the_pen(table)
    the_leader_reports_a_matter(table)
    everybody_else_joins(table)
    two_are_nudged_and_have_nothing(table)
    the_bloc_approves_and_reads(table)
    a_voice_note_is_heard_by_the_bloc(table)
    for event in ("stored", "turned", "queued", "sent"):
        table.happened(event)


def the_phones_look_like_their_channels(table: Table) -> None:
    expect(table.page.locator(".phone.zalo")).to_have_count(4)
    expect(table.phone(VILLAGE)).to_have_class("phone telegram")
    expect(table.phone(VILLAGE).locator(".brand")).to_have_text("Telegram")
    expect(table.phone(LEADER).locator(".brand")).to_have_text("Zalo")
    expect(table.phone(VILLAGE).get_by_role("button", name="Dùng đường dẫn")).to_be_visible()
    expect(table.phone(LEADER).get_by_role("button", name="Dùng đường dẫn")).to_have_count(0)


def a_leader_joins_with_a_slip_of_the_pen(table: Table) -> None:
    slip = table.phone(LEADER).locator(".slip strong")
    expect(slip).to_be_visible()
    code = slip.inner_text()
    table.types(LEADER, "gamo tulu")
    table.reads(LEADER, "chưa đúng")
    table.types(LEADER, code.lower())
    for label in ("Đúng tôi", "Đồng ý", "Được", "Để sau"):
        table.takes(LEADER, label)
    table.reads(LEADER, "không rõ thì nhắn chữ")


def the_leader_reports_a_matter(table: Table) -> None:
    table.types(LEADER, "đèn đường hẻm 12 không sáng ba ngày nay")
    expect(table.phone(LEADER).locator(".person .words").last).to_contain_text("hẻm 12")
    table.reads(LEADER, "Đúng ý bác chưa")
    table.types(LEADER, "1")
    table.reads(LEADER, re.compile(r"YK-\d{4}"))
    expect(table.phone(LEADER).locator(".log button")).to_have_count(0)


def everybody_else_joins(table: Table) -> None:
    table.turns("Mọi người khác vào kênh", until="Đã tới 08:3")
    for post in (VILLAGE, STAFF, CHAIR, OFFICIAL):
        table.reads(post, "vậy là xong")
    expect(table.phone(VILLAGE).locator(".choices button").first).to_be_visible()


def two_are_nudged_and_have_nothing(table: Table) -> None:
    """One has a number to type, the other a button to press."""
    table.adds("Đỗ Minh Tuệ, Bí thư Chi bộ 5 (Zalo)")
    table.turns("Lần nhắc tới", until="16:00 thứ Tư 18/11")
    table.reads(SECRETARY, "là hạn tin tuần của Chi bộ 5")
    table.types(SECRETARY, "1")
    table.reads(SECRETARY, re.compile("Đã ghi Chi bộ 5 .*không phát sinh"))
    table.reads(VILLAGE, "là hạn tin tuần của thôn Đồng Vân")
    table.presses(VILLAGE, "Không phát sinh")
    table.reads(VILLAGE, re.compile("Đã ghi thôn Đồng Vân .*không phát sinh"))


def the_bloc_approves_and_reads(table: Table) -> None:
    table.turns("Hạn của đơn vị", until="16:00 thứ Năm 19/11")
    table.reads(STAFF, "Bản dự thảo")
    table.takes(STAFF, "Duyệt")
    table.reads(STAFF, "Duyệt rồi thì")
    table.takes(STAFF, "Duyệt")
    table.reads(STAFF, "Đã duyệt")
    table.reads(CHAIR, re.compile("Tổng hợp tuần 47"))
    table.reads(CHAIR, re.compile("hẻm 12"))


def a_voice_note_is_heard_by_the_bloc(table: Table) -> None:
    """Nobody is transcribed: the Bloc opens a player and writes the line."""
    pace = table.page.get_by_role("group", name="Tốc độ đồng hồ")
    pace.get_by_role("button", name="×60", exact=True).click()
    table.phone(LEADER).get_by_role("button", name="Gửi tin thoại").click()
    expect(table.phone(LEADER).locator(".person .wordless").last).to_have_text("Tin nhắn thoại")
    table.reads(LEADER, "Tin thoại đã nhận")
    table.takes(LEADER, "Để Khối nghe")
    table.reads(STAFF, "Tổ dân phố 1 gửi 1 tin thoại, chưa có chữ")
    with table.page.expect_popup() as opened:
        table.phone(STAFF).get_by_role("link", name="/l/").last.click()
    player = opened.value
    player.get_by_role("button", name="Mở").click()
    expect(player.locator("audio")).to_have_js_property("readyState", 4)  # it plays
    player.close()
    table.takes(STAFF, "Ghi lại")
    table.reads(STAFF, "viết một câu")
    table.types(STAFF, "cống đầu hẻm 9 nghẹt rác")
    table.reads(STAFF, "Ghi cho Tổ dân phố 1: cống đầu hẻm 9 nghẹt rác")
    table.takes(STAFF, "Đúng")
    table.reads(LEADER, "Khối Dân vận đã nghe tin thoại của bác, ghi là: cống đầu hẻm 9 nghẹt rác")
    pace.get_by_role("button", name="×1", exact=True).click()


def test_a_further_phone_sends_what_is_not_text(table: Table) -> None:
    table.adds("Tạ Văn Bảy, Tổ trưởng Tổ dân phố 5 (Zalo)")
    phone = table.phone(RIVERSIDE)
    expect(phone.get_by_placeholder("Nhắn tin")).to_be_focused()
    phone.get_by_role("button", name="Gửi ảnh").click()
    expect(phone.get_by_alt_text("Ảnh đã gửi")).to_be_visible()
    expect(phone.get_by_alt_text("Ảnh đã gửi")).to_have_js_property("naturalWidth", 480)
    for tool, shown in (("Gửi nhãn dán", "Nhãn dán"), ("Gửi tệp hoặc vị trí", "Tệp hoặc vị trí")):
        phone.get_by_role("button", name=tool).click()
        expect(phone.locator(".person .wordless").last).to_have_text(shown)


def test_a_link_opens_beside_the_page_and_knows_nothing_of_it(table: Table) -> None:
    chat = (table.phone(LEADER).get_attribute("id") or "").removeprefix("box-")
    said = {"chat_id": chat, "text": "Mời bác xem http://127.0.0.1:9/l/abc?d=1."}
    sent = table.page.request.post(f"{table.page.url}zalo/bot{server.ZALO_TOKEN}/sendMessage", data=said)
    assert sent.json()["ok"]
    link = table.phone(LEADER).get_by_role("link", name="/l/abc")
    expect(link).to_have_attribute("href", "http://127.0.0.1:9/l/abc?d=1")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_a_channel_is_cut_and_mended(table: Table) -> None:
    """What is said on Zalo meanwhile is lost, on Telegram it waits; the other channel never stops."""

    def cut(button: str, post: str, whole: str) -> None:
        table.page.get_by_role("button", name=button).click()
        expect(table.phone(post).get_by_text("đang bị cắt")).to_be_visible()
        expect(table.phone(whole).get_by_text("đang bị cắt")).to_be_hidden()
        table.types(post, "giúp")

    def answers(post: str) -> Locator:
        return table.phone(post).locator(".bot .words")

    cut("Cắt Zalo", LEADER, VILLAGE)
    expect(table.phone(LEADER).get_by_text("không tới được kênh")).to_be_visible()
    before = answers(VILLAGE).count()
    table.types(VILLAGE, "giúp")
    expect(answers(VILLAGE)).to_have_count(before + 1)
    table.page.get_by_role("button", name="Nối lại Zalo").click()
    expect(table.phone(LEADER).get_by_text("đang bị cắt")).to_be_hidden()

    cut("Cắt Telegram", VILLAGE, LEADER)
    before = answers(LEADER).count()
    table.types(LEADER, "giúp")
    expect(answers(LEADER)).not_to_have_count(before)  # the question that stands is shown again after the help
    before = answers(VILLAGE).count()
    table.page.get_by_role("button", name="Nối lại Telegram").click()
    expect(answers(VILLAGE)).to_have_count(before + 1)


def test_a_small_screen_shows_one_phone_and_leads_to_the_others(table: Table) -> None:
    table.page.set_viewport_size({"width": 360, "height": 740})
    wide = table.page.evaluate("document.documentElement.scrollWidth")
    assert wide == 360
    expect(table.phone(LEADER)).to_be_in_viewport(ratio=0.9)
    table.page.get_by_role("navigation").get_by_role("button", name="Võ Thị Thanh Hòa").click()
    expect(table.phone(CHAIR)).to_be_in_viewport(ratio=0.9)
