"""Opening the original of a report, and the log of what was opened."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import big, clock, comrade, cut, day, sentence
from reporting.values import Who


def why(who: Who, code: str) -> str:
    return (
        f"Vì sao cần mở bản gốc {code}? {big(who.address)} viết một câu; lần mở này ghi vào nhật ký, đơn vị được báo "
        "trong ngày."
    )


def too_short(who: Who) -> str:
    return f"{big(who.address)} viết rõ thêm lý do, vài chữ cũng được."


def original(code: str, slot: str) -> str:
    return f"Bản gốc {code}:\n{slot}"


def not_kept(code: str) -> str:
    return f"Bản gốc {code} không còn giữ."


def only_two(head: str) -> str:
    return f"Bản gốc chỉ {head} hoặc Phó {head} mở được."


def opened(code: str, title: str, at: datetime, reason: str) -> str:
    """To the unit whose report it is."""
    said = cut(reason, 90)
    return f"{big(comrade(title))} đã mở bản gốc {code} lúc {clock(at)}, lý do: {said}. Nhắn nhật ký để xem các lần mở."


def log(lines: list[str]) -> str:
    return "\n".join(["Những lần mở gần đây, mới nhất ở trên:", *lines]) if lines else "Chưa ai mở bản gốc hay số nào."


def line(at: datetime, title: str, what: str, code: str, reason: str) -> str:
    did = {"original": "mở bản gốc", "contact": "xem liên hệ"}[what]
    because = f", lý do: {cut(reason, 80)}" if reason else ""
    return sentence(f"{clock(at)} ngày {day(at)}: {title} {did} {code}{because}")
