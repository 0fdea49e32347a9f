"""Photos the Bloc looks at before they go on."""

from __future__ import annotations

from reporting.texts.forms import cut
from reporting.values import Choice, Who

LOOK = (Choice("1", "Chuyển ảnh", "pass"), Choice("2", "Không chuyển", "keep"))
LONGEST = 90  # characters of a matter's words beside its photo


def look(who: Who, code: str, photos: int, words: str) -> str:
    """D8. Under the (last) photo itself."""
    about = f": {cut(words, LONGEST)}." if words else "."
    return f"{code} có {photos} ảnh chờ xem{about} Ảnh có mặt người hay giấy tờ không {who.address}?"


def one_of(code: str, number: int, photos: int) -> str:
    return f"{code}, ảnh {number} trên {photos}."


def passed(code: str) -> str:
    return f"Đã chuyển ảnh kèm {code}."


def passed_to_nobody(code: str) -> str:
    return f"Ảnh kèm {code} đã xem, sẽ chuyển khi nơi giải quyết vào kênh."


def kept_back(code: str) -> str:
    return f"Ảnh kèm {code} giữ lại ở Khối, không chuyển."


def decided_already(code: str) -> str:
    return f"Ảnh kèm {code} đã có người xem rồi."


def photo_of(code: str, words: str) -> str:
    """To whom the matter was sent."""
    return f"Ảnh kèm {code}: {cut(words, LONGEST)}."
