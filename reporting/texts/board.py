"""The board of open matters, in a chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reporting.board import Row, groups, longest_open
from reporting.texts.forms import BACK, big, choices, cut, day, sentence
from reporting.texts.reports import TOPICS
from reporting.values import Choice, Who

BOARD = (
    *choices(
        ("Quá hạn", "late"),
        ("Lâu nhất", "oldest"),
        ("Theo tình trạng", "state"),
        ("Theo lĩnh vực", "topic"),
        ("Theo đơn vị", "unit"),
    ),
    BACK,
)
MORE = ("Xem thêm", "more")
LONGEST = 3
GROUPS_SHOWN = 5
_STATES = {
    "moi": "chờ chuyển",
    "da_chuyen": "chờ nhận",
    "dang_xu_ly": "đang xử lý",
    "da_tra_loi": "chờ xác nhận",
    "da_on": "đã ổn",
    "chua_on": "mở lại",
    "dong": "đã khép",
}


def nothing_open() -> str:
    return "Không có việc nào đang mở."


def board(rows: Sequence[Row], today: date) -> str:
    counted = ", ".join(f"{_STATES[state]} {count}" for state, count in groups(rows, "state"))
    late = sum(row.late for row in rows)
    head = f"Việc đang mở: {len(rows)} ({counted}); quá hạn {late}. Lâu nhất:"
    oldest = [
        f"{row.code}, {row.unit}, {_days(row, today)}: {cut(row.words, 50)}." for row in longest_open(rows)[:LONGEST]
    ]
    return "\n".join([head, *oldest])


def _days(row: Row, today: date) -> str:
    days = (today - row.opened).days
    return f"{days} ngày" if days else "hôm nay"


def which(by: str) -> str:
    return {"state": "Xem tình trạng nào?", "topic": "Xem lĩnh vực nào?", "unit": "Xem đơn vị nào?"}[by]


def group_choices(by: str, found: Sequence[tuple[str, int]], page: int) -> tuple[Choice, ...]:
    first = page * GROUPS_SHOWN
    rest = len(found) - first
    shown = found[first : first + (GROUPS_SHOWN + 1 if rest == GROUPS_SHOWN + 1 else GROUPS_SHOWN)]
    more = [MORE] if len(found) > first + len(shown) else []
    return (*choices(*((_label(by, value, count), value) for value, count in shown), *more), BACK)


def _label(by: str, value: str, count: int) -> str:
    """At most 18 characters, the count kept whole."""
    name = {"state": _STATES, "topic": TOPICS}.get(by, {}).get(value, value)
    return f"{big(cut(name, 16 - len(str(count))))}: {count}"


def line(row: Row) -> str:
    words = f"{row.code} {cut(row.words, 60)}"
    if row.state in ("da_tra_loi", "da_on"):
        return f"{words}, đã trả lời, chờ đơn vị xác nhận."
    if row.late:
        return f"{words}, đã quá hạn, Tổ giúp việc đang hỏi lại."
    return sentence(f"{words}, dự kiến trả lời trước ngày {day(row.due)}" if row.due else words)


def listed(who: Who, lines: list[str], count: int) -> str:
    head = "Việc đang mở:" if not who.reports_for else f"Việc đơn vị {who.address} đã báo:"
    end = "Gõ mã để hỏi tiến độ." if who.reports_for else "Gõ mã để xem."
    if count > len(lines):
        end = f"Có {count} việc, lâu nhất đứng trước. {end}"
    return "\n".join([head, *lines, end])


def listing(codes: list[str], more: bool) -> tuple[Choice, ...]:
    return (*choices(*((code, code) for code in codes), *([MORE] if more else [])), BACK)


def nothing_here(who: Who) -> str:
    if who.reports_for:
        return f"{big(who.address)} chưa có việc nào đang theo dõi. Có việc gì {who.address} cứ nhắn."
    return nothing_open()
