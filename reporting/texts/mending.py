"""How words begin, or end, that correct what was understood."""

import re

MEASURED = re.compile(  # a number of households and nothing else
    r"^\W*(?:(?:khoảng|khoang|chừng|chung|cỡ|co|có|chỉ|chi|tới|toi|là|la)\s+)*(\d{1,4})\s*(?:hộ|ho|nhà|nha|người|nguoi)"
    r"(?:\s+(?:thôi|thoi|mới đúng|moi dung|em|nha|ạ|a|lận|lan|đó|do))*\W*$",
    re.IGNORECASE,
)
_POLITE = r"^\W*(?:(?:dạ|da|à|ủa|ờ|thưa|em|em ơi)\b\W*)*"
_NOT = r"(?:không|khong|ko|k|hông|hong|hổng|chưa|chua|đâu|dau)"
# "không phải, …", "sai chỗ rồi, …", "đúng nhưng là …": how words begin that correct what was understood.
LEAD = re.compile(
    _POLITE + rf"(?:(?P<no>{_NOT}(?:\s+(?:phải|phai|đúng|dung))?(?:\s+(?:đâu|dau|vậy|vay))?|(?:sai|nhầm|nham|lộn)"
    r"(?:\s+(?:chỗ|cho|nơi|noi|số|so|việc|viec))?)|(?P<yes>đúng|dung|phải|phai|ừ|ok|vâng|vang))"
    r"(?:\s+(?:rồi|roi|đó|do|nha|nhé|em|ạ|luôn))*\s*"
    r"(?:[,.;:…\-]+\s*|(?=(?:nhưng|nhung|mà|ma|là|la)\s))"
    r"(?:(?:nhưng|nhung|mà|ma)\s+)?(?:(?:phải\s+|phai\s+)?(?:là|la)\s+)?",
    re.IGNORECASE,
)
DENIED = re.compile(
    _POLITE + _NOT + r"\s+(?:phải|phai)\s+[^,.;]+?(?:,\s*|\s+(?=(?:mà|ma)\s))(?:(?:mà|ma)\s+)?(?:(?:là|la)\s+)?(.+)$",
    re.IGNORECASE | re.DOTALL,
)
