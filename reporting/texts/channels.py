"""A second channel for one person; channels that are out, and what they cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from reporting.channels import CHANNELS
from reporting.texts.forms import BACK, big, clock, day, listed
from reporting.values import Choice, Who

AGREE = (Choice("1", "Đồng ý", "yes"), BACK)


# One person, two channels


def here_is_the_code(who: Who, channel: str, name: str, minutes: int, code: str, link: str) -> str:
    """`name`: what the channel's own search finds."""
    words = f"Trên {channel}, {who.address} tìm {name} rồi nhắn mã này trong {minutes} phút: {code}"
    return words + (f"\nHoặc mở liên kết: {link}" if link else "")


def how_to_add(others: Iterable[str]) -> str:
    """A line of the help."""
    return f"Dùng thêm {listed(others)}: nhắn thêm kênh."


def of_ward(ward: str) -> str:
    return f"kênh của {ward}"


def abroad(who: Who, channel: str) -> str:
    return (
        f"{channel} đặt máy ở nước ngoài, tin của {who.address} đi qua đó. "
        f"{big(who.address)} đồng ý dùng thêm {channel} không?"
    )


def linked(who: Who, channel: str, unit: str) -> str:
    return f"Đã nối {channel} với {unit}. {big(who.address)} nhắn ở đâu cũng được, chuyện đang dở vẫn tiếp."


def linked_already(who: Who, channel: str) -> str:
    return f"{channel} đã nối rồi, không cần mã nữa. {big(who.address)} cứ nhắn như thường."


def not_here(channel: str) -> str:
    """A code typed where it does not belong."""
    return f"Mã này để nhắn trên {channel}, ở đây không dùng được."


def taken(who: Who, channel: str) -> str:
    """The chat is somebody else's: it stays theirs."""
    return (
        f"{channel} trên máy này đang là của {who.address} {who.call} nên không nối thêm người khác. "
        "Mã ấy xin nhắn từ máy của người được cấp."
    )


def dead_code() -> str:
    return "Mã này không còn dùng được. Xin lấy mã mới ở kênh đang dùng: nhắn thêm kênh."


def only_here(who: Who, channel: str) -> str:
    return f"Hiện kênh chỉ có trên {channel}, chưa có nơi nào khác để nối. {big(who.address)} cứ nhắn ở đây."


def here_already(who: Who, channel: str, others: Iterable[str]) -> str:
    first, *_ = others
    return f"{big(who.address)} đang nhắn trên {channel} rồi. Muốn nối nơi khác, {who.address} nhắn: thêm kênh {first}."


def no_such(who: Who, others: Iterable[str]) -> str:
    return f"Kênh chưa có ở đó. {big(who.address)} nối thêm được: {listed(others)}."


def which(who: Who, others: Iterable[str]) -> str:
    first, *_ = others = list(others)
    return f"{big(who.address)} nối thêm được: {listed(others)}. Ví dụ nhắn: thêm kênh {first}."


def moved_away(who: Who, channel: str) -> str:
    """To the old telephone, once."""
    return f"{channel} của {who.address} {who.call} đã chuyển sang máy khác. Máy này không còn nối với kênh."


def unlinked(who: Who, channel: str, left: str) -> str:
    return f"Đã bỏ {channel}. Từ nay kênh nhắn {who.address} qua {left}."


def last_one(who: Who, channel: str) -> str:
    return (
        f"{channel} là nơi duy nhất kênh nhắn được {who.address} nên chưa bỏ được. "
        f"Muốn thôi hẳn, {who.address} nhắn: rời kênh."
    )


def not_linked(who: Who, channel: str) -> str:
    return f"{big(who.address)} chưa nối {channel}, không có gì để bỏ."


def which_to_drop(who: Who, mine: list[str]) -> str:
    return f"{big(who.address)} đang nối {listed(mine)}. Ví dụ nhắn: bỏ kênh {mine[0]}."


# Channels that are out


def moved(who: Who, away: str, here: str) -> str:
    """Before the first letter that came over."""
    return f"{away} đang gián đoạn nên nhắn {who.address} qua {here}. "


def out(away: str, since: datetime, others: list[str], alone: int) -> str:
    """To the desk. `alone`: people who have no other channel."""
    way = f"tin được chuyển qua {listed(others)}" if others else "tin chờ đến khi có lại"
    rest = f", {alone} người không có kênh khác, việc gấp xin gọi điện" if alone else ""
    return f"{away} không trả lời từ {clock(since)}; {way}{rest}. Khi có lại, tin chờ tự gửi tiếp."


def lost(channels: list[str], starts: datetime, ends: datetime) -> str:
    return (
        f"Kênh qua {listed(channels)} gián đoạn từ {_at(starts)} đến {_at(ends)}. Tin nhắn tới trong lúc đó có thể "
        "đã mất. Nhờ hỏi lại các đơn vị chưa có tin."
    )


def _at(at: datetime) -> str:
    return f"{clock(at)} ngày {day(at)}"


def call_these(away: str, people: list[tuple[str, str]]) -> str:
    """To the desk: whose alarm has not gone out and has no other way. `people` are (title, phone)."""
    lines = "; ".join(f"{title} {phone}" for title, phone in people)
    return f"Tin khẩn chưa tới vì {away} đang gián đoạn, nhờ gọi điện ngay: {lines}."


def not_reached(title: str, phone: str, why: tuple[str, str], urgent: bool) -> str:
    what = "Tin khẩn" if urgent else "Tin"
    return f"{what} gửi {title} không tới: {reason(*why)}. Nhờ gọi điện {phone}."


def because(why: tuple[str, str] | None) -> str:
    """Behind a telephone number: why no message goes there, when a channel is used at all."""
    return f" ({reason(*why)})" if why else ""


def reason(why: str, channel: str) -> str:
    label = CHANNELS[channel].label
    return {
        "out": f"{label} đang gián đoạn",
        "dark": f"{label} không tới được",
        "gone": f"đã chặn kênh trên {label}",
    }[why]


# What they cost


def quota(channel: str, spent: int, most: int, mark: int) -> str:
    rest = (
        "Còn lại dành cho trả lời và tin khẩn, lời nhắc tạm dừng"
        if mark >= 90
        else "Tin cho một người sẽ được gộp lại khi có thể"
    )
    return f"{channel} đã dùng {spent} trong {most} tin của tháng này. {rest}."


def cap(channel: str, users: int, most: int) -> str:
    rest = "chưa nhận thêm người được, trừ khi nâng gói" if users >= most else "sắp đủ, cần tính nâng gói"
    return f"{channel} đã có {users} trong {most} người được dùng, {rest}."
