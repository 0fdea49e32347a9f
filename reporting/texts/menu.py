"""The menu of each role. A reporter's is the one of the dialogues, word by word."""

from __future__ import annotations

from reporting.texts.forms import BACK, big, choices
from reporting.values import Choice, Who

_HELP = ("Giúp", "help")
REPORTER = (
    *choices(
        ("Không phát sinh", "nil"),
        ("Ý kiến bà con", "feedback"),
        ("Việc khẩn", "hotspot"),
        ("Tin hoạt động", "status"),
        ("Việc của tôi", "mine"),
        _HELP,
    ),
    BACK,
)
BLOC = (
    *choices(("Tuần này", "week"), ("Việc đang mở", "mine"), ("Đơn vị chưa gửi", "missing"), _HELP),
    BACK,
)
OWNER = (*choices(("Việc của tôi", "mine"), _HELP), BACK)
READER = (*choices(("Bản tổng hợp", "week"), _HELP), BACK)
BY_ROLE: dict[str, tuple[Choice, ...]] = {"reporter": REPORTER, "bloc": BLOC, "owner": OWNER, "reader": READER}


def menu(who: Who) -> str:
    return f"{big(who.address)} cần gì ạ?"
