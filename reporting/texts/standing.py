"""How a matter stands, asked by its code."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import cut, moment

WHOLE = 600  # characters: who asks by a code reads all that was said


def status_of(code: str, words: str, state: str, owner: str, due: datetime | None, closed_why: str | None) -> str:
    said = {
        "moi": "Khối Dân vận đã nhận, đang xem để chuyển",
        "da_chuyen": f"đã chuyển {owner}",
        "dang_xu_ly": f"{owner} đang xử lý",
        "da_tra_loi": f"{owner} đã trả lời",
        "chua_on": f"đã mở lại, {owner} đang xử lý",
        "da_on": "bà con đã thấy ổn",
        "dong": "đã khép lại" + (f", lý do: {closed_why}" if closed_why else ""),
    }[state]
    when = (
        f", dự kiến trả lời trước {moment(due)}"
        if due and state in ("moi", "da_chuyen", "dang_xu_ly", "chua_on")
        else ""
    )
    return f"{code} {cut(words, WHOLE)}: {said}{when}."
