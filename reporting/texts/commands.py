"""Words that do something: the list beside the text field (dialogues R8), and what messages are matched with."""

import re

MENU, HELP = "Các việc làm được", "Cách dùng kênh"
COMMANDS = {
    "reporter": {
        "menu": MENU,
        "tuan": "Tin tuần này của đơn vị",
        "viec": "Việc đã báo, đang mở",
        "sua": "Sửa hoặc rút một việc",
        "giup": HELP,
    },
    "bloc": {
        "menu": MENU,
        "tuan": "Tình hình gửi tin, từng phần của tuần",
        "viec": "Các việc đang mở",
        "giup": HELP,
    },
    "owner": {"menu": MENU, "viec": "Việc đã chuyển tới", "giup": HELP},
    "reader": {"menu": MENU, "tuan": "Bản tổng hợp gần nhất", "giup": HELP},
}

EDIT_LINE = re.compile(r"^\s*(?:sửa|sua)?\s*(?:dòng|dong)\s+(\d{1,2})\s*[:.,-]?\s*(.*)$", re.IGNORECASE | re.DOTALL)
# "hoi phu nu" without its marks is hội phụ nữ, not a question
ASKS_UNIT = re.compile(r"^\W*(?:(?:dạ|nhờ|nho|em|xin|cho)\s+)*(?:hỏi|hoi)\b\W*([^\Wp]|p[^\Wh]|$)", re.IGNORECASE)
COUNT = re.compile(r"(\d+)(\s*(?:hộ|ho|nhà|nha|người|nguoi))\b", re.IGNORECASE)
# "nâng lên mức 3 vì có người bị thương": the severity of an alarm, and why
SEVERITY = re.compile(
    r"^(?:(?:nâng|nang|tăng|tang|hạ|ha|giảm|giam|chuyển|chuyen)\b\s*)?(?:(?:lên|len|xuống|xuong|còn|con|là|la)\b\s*)?"
    r"(?:mức|muc)\s*([123])\b[\s,.:;-]*(?:(?:vì|vi|do|lý do là|lý do|ly do la|ly do)\b[\s:]*)?(.*)$",
    re.IGNORECASE | re.DOTALL,
)
NOT_YET = ("chưa", "chua")  # how words begin that say what is still missing

AWAY_WORD = "vắng"  # with its marks: bare it is "vâng"
# What these words must be where they are written with marks: vàng, vâng, bạn, nhớ are others.
AS_MARKED = {
    "vang": "vắng", "ban": "bận", "nho": "nhờ", "nghi": "nghỉ", "om": "ốm", "benh": "bệnh", "que": "quê",
}  # fmt: skip
