"""Words on paper that are no sentences of the report: letterhead, headings of tables, titles of pictures, sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reporting.digest import Digest, MatterRow, TopicRow, UnitRow
from reporting.texts.forms import big, clock, day, listed, week
from reporting.texts.writing import decimal, subject

# The letterhead


def motto() -> str:
    return "ĐẢNG CỘNG SẢN VIỆT NAM"


def number(count: int | None, symbol: str) -> str:
    """Số 12-BC/KDV; room for a hand where there is none yet."""
    return f"Số {count:02}-{symbol}" if count is not None else f"Số     -{symbol}"


def place_and_day(place: str, at: date) -> str:
    """Sa Lâm, ngày 05 tháng 02 năm 2026; months from 3 to 9 without 0."""
    month = f"{at.month:02}" if at.month < 3 else str(at.month)
    return f"{place}, ngày {at.day:02} tháng {month} năm {at.year}"


def recipients_label() -> str:
    return "Nơi nhận:"


def recipients(names: Sequence[str], end: str) -> list[str]:
    """- …; and the last with a full stop."""
    return [f"- {name}{end if n < len(names) else '.'}" for n, name in enumerate(names, 1)]


def draft() -> str:
    return "DỰ THẢO"


def span(first: date, last: date) -> str:
    """(từ ngày 12/11 đến ngày 18/11/2026)"""
    begins = f"{day(first)}/{first.year}" if first.year != last.year else day(first)
    return f"(từ ngày {begins} đến ngày {day(last)}/{last.year})"


def properties(digest: Digest) -> tuple[str, str, str]:
    """Title, author, keywords of a file."""
    title = f"Báo cáo {subject(digest.label)}"
    return title, f"{digest.bloc} {digest.ward}", f"báo cáo tuần, dân vận, {digest.ward}"


# The table of topics

TOPIC_COLUMNS = ("Lĩnh vực", "Đầu tuần còn", "Mới trong tuần", "Đã trả lời", "Còn lại", "Quá hạn")


def topic_rows(digest: Digest) -> list[tuple[str, ...]]:
    """A row for each topic and the total."""
    rows = [(r.name, r.carried, r.new, r.done, r.left, r.overdue) for r in digest.topics]
    total = tuple(sum(int(row[n]) for row in rows) for n in range(1, 6))
    return [tuple(str(cell) for cell in row) for row in (*rows, ("Tổng số", *total))]


# Pictures: each says one thing in its title

STATES = {
    "on_time": "đúng hạn",
    "late": "sau hạn",
    "excused": "được miễn",
    "missing": "chưa gửi",
    "due": "chưa gửi",
}


def standing_title(figures: dict[str, int]) -> str:
    units, silent = figures["units"], figures["missing"]
    if figures["on_time"] == units:
        return f"Cả {units} đơn vị gửi tin đúng hạn"
    if silent:
        return f"{units - silent - figures['excused']}/{units} đơn vị đã gửi tin, {silent} đơn vị chưa gửi"
    return f"{figures['on_time']}/{units} đơn vị gửi tin đúng hạn, không đơn vị nào bỏ trống"


def unit_note(row: UnitRow) -> str:
    """What a unit told, in a word."""
    if row.state in ("missing", "due"):
        return ""
    told = [f"{row.opinions} ý kiến"] if row.opinions else []
    told += [f"{row.focus} việc khẩn"] if row.focus else []
    return ", ".join(told) or ("không phát sinh" if row.nil else "có tin")


def topics_title(topics: Sequence[TopicRow], figures: dict[str, int]) -> str:
    if not topics:
        return "Tuần này chưa ghi nhận ý kiến nào qua tin báo"
    most = max(topics, key=lambda row: row.new)
    late = f"; {figures['overdue']} việc quá hạn" if figures["overdue"] else ""
    if not figures["opinions"]:
        return f"{figures['left']} ý kiến của các tuần trước còn chờ trả lời{late}"
    if most.new == figures["opinions"]:
        return f"{figures['opinions']} ý kiến trong tuần đều về {small_name(most.name)}{late}"
    return f"{most.name} nhiều ý kiến nhất: {most.new} trong {figures['opinions']}{late}"


def small_name(name: str) -> str:
    return name[:1].lower() + name[1:]


def topic_key() -> tuple[str, str, str]:
    return "đã trả lời", "đang chờ", "quá hạn"


def topic_note(row: TopicRow, before: int | None) -> str:
    """The same parts as the bar above it, and where they come from."""
    last = f" (tuần trước {before})" if before is not None else ""
    parts = [f"{row.new} mới{last}"] if row.new or before else []
    parts += [f"{row.carried} từ các tuần trước"] if row.carried else []
    return " + ".join(parts)


def bar_said(done: int, waiting: int, overdue: int) -> str:
    found = ((done, "đã trả lời"), (waiting, "đang chờ"), (overdue, "quá hạn"))
    return ", ".join(f"{count} {what}" for count, what in found if count)


def map_title(places: Sequence[tuple[str, int]], hot: Sequence[MatterRow]) -> str:
    """`places` are (name, matters), the most first."""
    burning = listed(dict.fromkeys(matter.unit for matter in hot)) if hot else ""
    if not places or not places[0][1]:
        return f"Việc cần tập trung ở {burning}" if hot else "Trong tuần chưa ghi nhận việc ở địa bàn nào"
    top = [name for name, count in places if count == places[0][1]]
    where = listed(top) if len(top) <= 2 else f"{len(top)} nơi"
    most = f"Nhiều việc đang mở nhất: {where} ({places[0][1]} việc)"
    return f"{most}; việc khẩn ở {burning}" if hot else most


def map_key() -> tuple[str, str]:
    return "việc đang mở", "việc khẩn trong tuần"


def trend_title(counts: Sequence[int]) -> str:
    """Opinions week by week, this week's last."""
    now = counts[-1]
    if len(counts) == 1:
        return f"Tuần đầu có số liệu: {now} ý kiến"
    before, mean = counts[-2], sum(counts[-5:-1]) / len(counts[-5:-1])
    change = (
        "bằng tuần trước"
        if now == before
        else f"{'nhiều' if now > before else 'ít'} hơn tuần trước {abs(now - before)}"
    )
    weeks = len(counts[-5:-1])
    return f"{now} ý kiến, {change}" + (
        f"; bình quân {weeks} tuần trước {decimal(round(mean, 1))}" if weeks > 1 else ""
    )


def mean_label(mean: float, weeks: int) -> str:
    return f"bình quân {weeks} tuần trước: {decimal(round(mean, 1))}"


def week_label(label: str) -> str:
    return f"T{week(label)}"


def picture_foot(digest: Digest) -> str:
    days = f"{day(digest.first)}-{day(digest.last)}/{digest.last.year}"
    return f"{big(digest.ward)}, {days}; lúc {clock(digest.made_at)} ngày {day(digest.made_at)}"


# Sheets

SHEETS = {"reports": "Tin báo", "matters": "Việc", "standing": "Đơn vị", "topics": "Lĩnh vực"}
COLUMNS = {
    "reports": ("Số tin", "Mã", "Đơn vị", "Loại", "Lĩnh vực", "Nội dung (đã che)", "Nơi", "Số hộ", "Lúc báo"),
    "matters": ("Mã", "Loại", "Đơn vị", "Lĩnh vực", "Nội dung (đã che)", "Nơi", "Mức", "Tình trạng", "Nơi xử lý",
                "Ngày mở", "Hạn trả lời", "Ngày trả lời", "Ngày khép", "Quá hạn (ngày)", "Mới trong tuần"),
    "standing": ("Đơn vị", "Tình trạng", "Không phát sinh", "Ý kiến", "Việc khẩn", "Việc đang mở"),
    "topics": TOPIC_COLUMNS,
}  # fmt: skip
KINDS = {"nil": "không phát sinh", "status": "tin hoạt động", "matter": "ý kiến", "alarm": "tin khẩn"}
MATTER_KINDS = {"feedback": "ý kiến", "hotspot": "việc khẩn"}
MATTER_STATES = {
    "moi": "mới",
    "da_chuyen": "đã chuyển",
    "dang_xu_ly": "đang xử lý",
    "da_tra_loi": "đã trả lời",
    "da_on": "đã ổn",
    "chua_on": "chưa ổn",
    "dong": "đã khép",
}


def yes(is_so: bool) -> str:
    return "có" if is_so else ""


# The page


def pictures_heading() -> str:
    return "Nhìn nhanh"


def not_approved() -> str:
    return "Dự thảo, chưa ai duyệt."


STYLE_HEAD, STYLE_TABLE, STYLE_ITEMS = "Thể thức", "Bảng", "Nơi nhận"
