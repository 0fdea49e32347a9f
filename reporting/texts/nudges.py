"""What the clock says to those who have not reported yet. Never a reproach, never another unit's name."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from reporting.texts.forms import big, hello, listed, moment, span, week
from reporting.values import Who


def first(who: Who, units: list[str], deadline: datetime) -> str:
    """Model 3."""
    return (
        f"Thưa {who.address}, {moment(deadline)} là hạn tin tuần của {listed(units)}. "
        f"Có việc gì {who.address} nhắn lúc nào cũng được."
    )


def second(who: Who, left: timedelta) -> str:
    """Model 4."""
    return (
        f"{big(who.address)} {who.call} ơi, còn khoảng {span(left)} nữa tới hạn tin tuần. "
        f"Nếu tuần yên, {who.address} chọn Không phát sinh là xong."
    )


def last(who: Who, left: timedelta) -> str:
    """Model 5."""
    return (
        f"Còn {span(left)} tới hạn. Nếu bận, {who.address} nhắn vắn tắt một câu, "
        "phần còn lại Tổ giúp việc hỏi thêm sau."
    )


_LEFT = re.compile(r"\b([Cc])òn (khoảng )?\d+ (?:phút|giờ(?: rưỡi)?)( nữa)? tới hạn")


def recounted(words: str, left: timedelta, over: bool) -> str:
    """A reminder read later than it was written: what is left now, not what was left then."""

    def now(found: re.Match[str]) -> str:
        if over or not left:
            begins = "đ" if over else "s"
            begins = begins if found[1] == "c" else begins.upper()
            return f"{begins}{'ã' if over else 'ắp'} tới hạn"
        return f"{found[1]}òn {found[2] or ''}{span(left)}{found[3] or ''} tới hạn"

    return _LEFT.sub(now, words)


def more(who: Who, units: list[str]) -> str:
    """Instead of the first nudge, to who wrote already."""
    return f"{big(listed(units))} đã có tin tuần này, cảm ơn {who.address}. Có gì thêm không {who.address}?"


def late(who: Who, units: list[str], label: str) -> str:
    """Model 23."""
    return (
        f"Tuần {week(label)} chưa thấy tin của {listed(units)}. {big(who.address)} bận thì nhắn lúc nào tiện; "
        "Tổ giúp việc sẽ gọi điện hỏi thăm, không sao đâu ạ."
    )


def phone_list(staff: Who, lines: list[str]) -> str:
    return (
        f"Đơn vị không dùng kênh, nhờ {staff.address} gọi: {'; '.join(lines)}. "
        f"Gọi xong {staff.address} nhắn tên đơn vị và nội dung."
    )


def call_list(staff: Who, label: str, lines: list[str]) -> str:
    return f"Còn chưa có tin tuần {week(label)}, nhờ {staff.address} gọi: {'; '.join(lines)}."


def call_line(unit: str, who: Who, phone: str, why: str = "") -> str:
    """`why` no message reaches somebody who uses the channel."""
    return f"{unit}, {hello(who)} {phone}{why}"
