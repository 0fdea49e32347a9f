"""What the Bloc looks at and listens to before it goes on, and how it writes the line of what had no words."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.texts.forms import big, choices, cut, listed, week
from reporting.texts.media import THINGS, by_ear, counted
from reporting.values import Choice, Who

HEAR = choices(("Ghi lại", "write"), ("Không phát sinh", "nil"), ("Nhờ gửi lại", "again"))
LONGEST = 90  # characters of a matter's words beside its photo
_MAY_SHOW = {
    "photo": "Ảnh có mặt người hay giấy tờ",
    "video": "Đoạn phim có mặt người hay giấy tờ",
    "voice": "Tin thoại có nhắc tên người hay số điện thoại",
    "file": "Tệp có tên người hay số điện thoại",
}


def choose(kind: str) -> tuple[Choice, ...]:
    return choices((f"Chuyển {THINGS[kind]}", "pass"), ("Không chuyển", "keep"))


def look(who: Who, code: str, kind: str, count: int, words: str) -> str:
    """D8. Under the (last) photo itself."""
    about = f": {cut(words, LONGEST)}." if words else "."
    waits = f"{code} có {count} {THINGS[kind]} chờ {by_ear(kind)}"
    return f"{waits}{about} {_MAY_SHOW[kind]} không {who.address}?"


def one_of(code: str, kind: str, number: int, count: int) -> str:
    return f"{big(code)}, {THINGS[kind]} {number} trên {count}."


def opens(kind: str, url: str) -> str:
    """Where a chat shows no such thing, a page of its own does."""
    return f"Mở để {by_ear(kind)}: {url}"


def passed(code: str, kind: str) -> str:
    return f"Đã chuyển {THINGS[kind]} kèm {code}."


def passed_to_nobody(code: str, kind: str) -> str:
    return f"{big(THINGS[kind])} kèm {code} đã {by_ear(kind)}, sẽ chuyển khi nơi giải quyết vào kênh."


def kept_back(code: str, kind: str) -> str:
    return f"{big(THINGS[kind])} kèm {code} giữ lại ở Khối, không chuyển."


def decided_already(code: str, kind: str) -> str:
    return f"{big(THINGS[kind])} kèm {code} đã có người {by_ear(kind)} rồi."


def handed_on(code: str, kind: str, words: str) -> str:
    """To whom the matter was sent."""
    return f"{big(THINGS[kind])} kèm {code}: {cut(words, LONGEST)}."


# A report without words


def hear(who: Who, unit: str, kinds: Mapping[str, int]) -> str:
    return (
        f"{big(unit)} gửi {counted(kinds)}, chưa có chữ. {big(who.address)} {by_ear(_of(kinds))} rồi ghi lại "
        "một câu giúp."
    )


def _of(kinds: Mapping[str, int]) -> str:
    return "voice" if list(kinds) == ["voice"] else "file"


def write_line(who: Who) -> str:
    return (
        f"{big(who.address)} viết một câu: việc gì, ở đâu, khoảng bao nhiêu hộ; "
        "không ghi tên, số điện thoại của bà con."
    )


def not_heard_yet(units: list[str]) -> str:
    return f"Đã gửi nhưng chưa ai nghe hoặc xem, bản này chưa có nội dung: {listed(units)}."


def understood(who: Who, unit: str, words: str, place: str, kind: str) -> str:
    """Model 8, of what somebody else said."""
    return f"Ghi cho {unit}: {words}. Nơi: {place}. Loại: {kind}. Đúng chưa {who.address}?"


def written_already(unit: str) -> str:
    return f"Tin này của {unit} đã có người ghi lại rồi."


def nil_written(unit: str, label: str) -> str:
    return f"Đã ghi {unit} tuần {week(label)}: không phát sinh."


def news_written(unit: str, label: str) -> str:
    return f"Đã ghi tin tuần {week(label)} của {unit}."


def asked_again(unit: str, reachable: bool) -> str:
    if reachable:
        return f"Đã bỏ, không lưu; đã nhờ {unit} nhắn lại."
    return f"Đã bỏ, không lưu. {big(unit)} không còn ai trong kênh, nhờ gọi điện."


# The page


def page_title(kind: str) -> str:
    return big(THINGS[kind])


def page_lead(code: str, words: str) -> str:
    return f"{big(code)}: {words}." if words else f"{big(code)}, chưa có chữ."


def take_away(kind: str) -> str:
    return f"Tải {THINGS[kind]} về máy"


def of_people(kind: str) -> str:
    return f"Trong này có thể có chuyện riêng của bà con. Nhờ {by_ear(kind)} một mình, không chuyển tiếp."
