"""The week in 12-18 lines a chair can read on a phone."""

from __future__ import annotations

from datetime import date, datetime

from reporting.texts.forms import clock, comrade, day, listed, moment, sentence, week

SECTION_NAMES = {
    "head": "",
    "decide": "Xin ý kiến",
    "focus": "Cần tập trung",
    "opinions": "Ý kiến Nhân dân",
    "solved": "Đã giải quyết",
    "overdue": "Quá hạn",
    "activities": "Hoạt động nổi bật",
    "missing": "Đơn vị chưa gửi",
    "addenda": "Bổ sung, đính chính",
    "remark": "Nhận xét của Khối",
}


def head(label: str, first: date, last: date, figures: dict[str, int]) -> str:
    """Model 14."""
    late = f", {figures['late']} gửi sau hạn" if figures["late"] else ""
    missing = f", {figures['missing']} chưa gửi" if figures["missing"] else ""
    excused = f", {figures['excused']} được miễn" if figures["excused"] else ""
    return (
        f"Tổng hợp tuần {week(label)} ({day(first)}-{day(last)}): {figures['units']} đơn vị, "
        f"{figures['on_time']} gửi đúng hạn{late}, {figures['nil']} không phát sinh{missing}{excused}; "
        f"{figures['opinions']} ý kiến, {figures['focus']} việc cần tập trung."
    )


def focus(code: str, unit: str, opened: datetime, severity: int, words: str, by_now: str) -> str:
    when = f"{clock(opened)} ngày {day(opened)}"
    return f"{code} ({unit}, {when}, mức {severity}): {words}; {by_now}."


def focus_state(state: str, by: str) -> str:
    return {
        "moi": "chưa có người nhận việc",
        "da_chuyen": "đã báo, chưa có người nhận việc",
        "dang_xu_ly": f"{comrade(by) if by else 'nơi xử lý'} đã nhận",
        "da_tra_loi": f"{comrade(by) if by else 'nơi xử lý'} báo đã xong, đơn vị chưa xác nhận",
        "dong": "đã kết thúc",
    }.get(state, "đang xử lý")


def opinions(topic: str, count: int, units: list[str], oldest: tuple[str, date] | None, example: str) -> str:
    """`oldest` is (code, opened) of the oldest still open."""
    where = listed(units) if len(units) <= 3 else f"{len(units)} đơn vị"
    if not oldest:
        waiting = "đã trả lời" if count == 1 else "đã trả lời hết"
    elif count == 1:
        waiting = f"chờ trả lời từ ngày {day(oldest[1])} ({oldest[0]})"
    else:
        waiting = f"lâu nhất còn mở là {oldest[0]}, từ ngày {day(oldest[1])}"
    return f"{topic}: {count} ý kiến ({where}), {'nổi lên là ' if count > 1 else ''}{example}; {waiting}."


def guided(count: int) -> str:
    return f"Hướng dẫn {count} lượt về nơi gửi đơn tố cáo; nội dung không lưu trên kênh."


def solved(code: str, unit: str, words: str, answer: str, confirmed: bool) -> str:
    witness = "bà con thấy ổn" if confirmed else "chờ đơn vị xác nhận"
    return f"{code} ({unit}): {words}; {answer}; {witness}."


def overdue(code: str, unit: str, words: str, owner: str, days: int, why: str) -> str:
    return sentence(f"{code} ({unit}): {words}; {owner}, quá hạn {days} ngày, {why or 'chưa nêu lý do'}")


_MORE = {
    "decide": "việc xin ý kiến",
    "focus": "việc khẩn",
    "opinions": "lĩnh vực",
    "solved": "việc đã trả lời",
    "overdue": "việc quá hạn",
    "activities": "tin hoạt động",
    "addenda": "điều bổ sung",
}


def more(count: int, section: str) -> str:
    return f"Còn {count} {_MORE[section]} khác, xem từng đơn vị."


def missing(units: list[str], owing: int) -> str:
    """Of so many that owe the week."""
    return f"Chưa có tin của {listed(units) if len(units) < owing else f'cả {owing} đơn vị'}."


def addendum(label: str, unit: str, what: str, words: str) -> str:
    said = {"late": "gửi sau khi duyệt", "corrected": "sửa lại", "withdrawn": "đã rút"}[what]
    return sentence(f"Tuần {week(label)}, {unit} {said}: {words}") if words else f"Tuần {week(label)}, {unit} {said}."


def nil_words() -> str:
    return "không phát sinh"


def with_name(section: str, words: str) -> str:
    """A line as it stands alone: its section's name before it."""
    name = SECTION_NAMES[section]
    return f"{name}. {words}" if name and section != "missing" else words


def draft(label: str, first: date, last: date, lines: list[tuple[str, str]]) -> str:
    """For Bloc staff: every line numbered, so that one can be named."""
    numbered = [f"Dòng {n}: {with_name(section, words)}" for n, (section, words) in enumerate(lines, 1)]
    return "\n".join([f"Bản dự thảo tổng hợp tuần {week(label)} ({day(first)}-{day(last)})", *numbered])


def full(lines: list[tuple[str, str]], note: str = "") -> str:
    """For the chair: the sections under their names, each name once."""
    out = [note] if note else []
    before = "head"
    for section, words in lines:
        if section != before:
            out.append(f"{SECTION_NAMES[section].upper()}")
            before = section
        out.append(words if section == "head" else f"- {words}")
    return "\n".join(out)


def unapproved(deadline: datetime) -> str:
    return f"DỰ THẢO, chưa ai duyệt đến {moment(deadline)}."


def not_approved() -> str:
    return "DỰ THẢO, chưa ai duyệt."


def section(name: str, lines: list[str]) -> str:
    return "\n".join([f"{SECTION_NAMES[name]}:", *(f"- {line}" for line in lines)])
