"""A number for whoever must act: asked of the reporter, given, read."""

from __future__ import annotations

import re

from reporting.texts.forms import big, choices, listed
from reporting.values import Who

NOT_NOW = choices(("Chưa cho số", "no"))
SEE = choices(("Xem liên hệ", "see"))

_DONE_TO = re.compile(r"(?i)\b(?:dời|sửa|thay|đổi|lắp|nạo vét|chặt|tỉa|xây|làm|cấp|đo)(?: lại)? ([^\W\d]+ [^\W\d]+)")


def _errand(words: str) -> str:
    """What the visit is about, in the matter's own two words: xin dời trụ điện sát cổng is about "trụ điện"."""
    found = _DONE_TO.search(words)
    return f"xem {found[1]}" if found else "xem việc này"


def wanted(who: Who, code: str, words: str) -> str:
    return (
        f"{code}: nơi giải quyết xin số của gia đình để hẹn {_errand(words)}. {big(who.address)} hỏi ý gia đình rồi "
        "nhắn số vào đây; chỉ nơi giải quyết đọc, xóa sau khi xong việc 30 ngày."
    )


def passed_on(code: str) -> str:
    return f"Đã chuyển số cho nơi giải quyết {code}. Số này không vào bản tổng hợp hay danh sách nào."


def there(code: str) -> str:
    return f"{code} đã có số liên hệ."


def contact(code: str, slots: list[str]) -> str:
    return f"Số liên hệ của {code}: {listed(slots)}. Lần xem này ghi vào nhật ký; số tự xóa sau khi xong việc 30 ngày."


def none_yet(who: Who, code: str) -> str:
    """To who was asked for it."""
    return f"Dạ, {code} chưa có số, nơi giải quyết vẫn liên hệ qua {who.address}."


def none_for_owner(code: str, unit: str) -> str:
    return f"{code}: gia đình chưa cho số. Đồng chí cần hẹn hay hỏi gì, {unit} chuyển lời giúp."


def gone(code: str) -> str:
    return f"{code} không còn số liên hệ nào được giữ."


def in_the_alarm(code: str, slots: list[str]) -> str:
    """Names and numbers of the alarm's own words, beside the reporter's telephone."""
    return f"Tên, số trong tin {code}: {listed(slots)}. Lần xem này ghi vào nhật ký."
