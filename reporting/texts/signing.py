"""Signing the week's report: what the chair, the clerk and the recipients read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reporting.texts.forms import BACK, big, choices, clock, day, listed, moment, small, span, week
from reporting.values import Choice, Who

SIGN = choices(("Ký", "sign"), ("Nhờ sửa", "change"))
SURE = (Choice("1", "Ký", "yes"), BACK)
NUMBER = choices(("Đúng", "yes"), ("Số khác", "other"))
SIGN_WORDS = frozenset({"ky", "ky ban nay", "ky duyet", "ky bao cao"})  # folded
CHANGE_WORDS = frozenset({"nho sua", "xin sua", "tra lai"})
APPROVE_WORDS = frozenset({"duyet", "duyet ban nay", "duyet luon"})


def how_to_sign(chair: Who) -> str:
    """Last line of what the chair reads."""
    return f"Xem xong, {chair.address} nhắn ký; cần sửa thì nhắn nhờ sửa."


def how_to_approve(chair: Who) -> str:
    return f"Khối chưa kịp duyệt; {chair.address} duyệt luôn thì nhắn duyệt."


def sure(chair: Who, label: str) -> str:
    return (
        f"Ký rồi thì báo cáo tuần {week(label)} lấy số, gửi các nơi nhận và không sửa nữa. {big(chair.address)} ký chứ?"
    )


def signed(chair: Who, label: str, at: datetime) -> str:
    return f"{big(chair.address)} đã ký báo cáo tuần {week(label)} lúc {clock(at)}. Khối lấy số rồi gửi các nơi nhận."


def not_yet(chair: Who) -> str:
    return f"Dạ, bản này để đó, {chair.address} ký lúc nào cũng được."


def nothing_to_sign(who: Who) -> str:
    return f"Hiện không có bản nào chờ {who.address} ký."


def nothing_to_approve(who: Who) -> str:
    return f"Hiện không có bản nào chờ {who.address} duyệt."


def chair_signs(title: str) -> str:
    return f"Báo cáo tuần do {title} ký."


def signed_already(label: str, at: datetime) -> str:
    return f"Báo cáo tuần {week(label)} đã ký lúc {clock(at)} ngày {day(at)}, không sửa được nữa."


def with_the_desk(label: str) -> str:
    return f"Bản tuần {week(label)} đang ở Khối để sửa. Sửa xong, bản mới tới đồng chí ngay."


def what_to_change(chair: Who) -> str:
    return f"{big(chair.address)} muốn sửa gì? {big(chair.address)} viết một câu."


def change_passed_on(chair: Who) -> str:
    return f"Đã chuyển Khối lời {chair.address}. Sửa xong, bản mới tới {chair.address} ngay."


def change_asked(title: str, label: str, words: str) -> str:
    return f'{title} nhờ sửa bản tuần {week(label)}: "{words}"'


def asked_to_change(staff: Who, label: str) -> str:
    return f"Số liệu tuần {week(label)} giữ nguyên như lúc duyệt, lời thì sửa được. {big(staff.address)} chọn giúp:"


# The number


def number(clerk: Who, label: str, whole: str) -> str:
    """`whole` is the number as it stands on paper."""
    return f"Báo cáo tuần {week(label)} đã ký. {whole}, đúng chưa {clerk.address}?"


def number_again(clerk: Who, whole: str) -> str:
    return f"{whole}, đúng chưa {clerk.address}?"


def which_number(clerk: Who) -> str:
    return f"Sổ văn bản đang tới số nào? {big(clerk.address)} nhắn số của báo cáo này, ví dụ: 15."


def no_number(clerk: Who) -> str:
    return f"{big(clerk.address)} nhắn riêng con số giúp, ví dụ: 15."


def taken(clerk: Who, whole: str, by: str, following: str) -> str:
    return f"{whole} đã dùng cho báo cáo tuần {week(by)}. {following}, đúng chưa {clerk.address}?"


def numbered(whole: str, told: list[str], absent: list[str]) -> str:
    """For the clerk; whoever has no chat gets it on paper."""
    sent = f"Đã ghi {small(whole)} và gửi {listed(told)}." if told else f"Đã ghi {small(whole)}."
    return sent + (f" Chưa vào kênh, nhờ chuyển bản in: {listed(absent)}." if absent else "")


def numbered_for_chair(label: str, whole: str, told: list[str]) -> str:
    sent = f", đã gửi {listed(told)}" if told else ""
    return f"Báo cáo tuần {week(label)} mang {small(whole)}{sent}."


def already_numbered(label: str, whole: str) -> str:
    return f"Báo cáo tuần {week(label)} đã mang {small(whole)}."


def report_sent(bloc: str, label: str, whole: str, signed_on: date) -> str:
    """Stands under the file."""
    return f"{bloc} gửi báo cáo tuần {week(label)}, {small(whole)}, ký ngày {day(signed_on)}."


def for_print(label: str) -> str:
    return f"Bản Word báo cáo tuần {week(label)} để in, lấy chữ ký và lưu."


# Reminders


def still_a_draft(staff: Who, label: str, left: timedelta) -> str:
    return f"Còn {span(left)} tới hạn trình, bản tuần {week(label)} chưa duyệt. {big(staff.address)} chọn giúp:"


def late_draft(staff: Who, label: str) -> str:
    return (
        f"Tới hạn trình bản tuần {week(label)}, Trưởng Khối đã nhận bản dự thảo. "
        f"{big(staff.address)} duyệt lúc nào, bản chính gửi lúc đó."
    )


def still_returned(staff: Who, label: str) -> str:
    return f"Bản tuần {week(label)} còn chờ sửa theo lời Trưởng Khối. {big(staff.address)} chọn giúp:"


def still_unsigned(chair: Who, label: str) -> str:
    return f"Bản tổng hợp tuần {week(label)} đang chờ {chair.address} ký. {big(chair.address)} chọn giúp:"


def call_the_chair(label: str, since: datetime, chair: Who) -> str:
    return f"Bản tuần {week(label)} chờ ký từ {moment(since)}. Nhờ gọi {chair.address} {chair.call} {chair.phone_slot}."


def edit_page(slot: str) -> str:
    return f"Đọc chữ lớn, sửa trên trang: {slot}"
