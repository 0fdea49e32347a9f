"""How a matter stands, asked by its code."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import cut, moment

WHOLE = 600  # characters: who asks by a code reads all that was said


def for_slip(state: str, owner: str, answer: str, ending: str, closed_why: str | None, due: datetime | None) -> str:
    """What a group may read: where it stands, what was answered."""
    said = {"fixed": "đã trả lời", "explained": "đã giải thích", "not_feasible": "cho biết chưa làm được"}
    told = f"{owner} {said.get(ending, 'cho biết việc của nơi khác')}: {cut(answer, WHOLE)}" if answer else ""
    stands = {
        "moi": "đang chờ chuyển",
        "da_chuyen": f"đã chuyển {owner}",
        "dang_xu_ly": f"{owner} đang xử lý",
        "da_tra_loi": told,
        "chua_on": f"đã mở lại, {owner} đang xử lý",
        "da_on": told,
        "dong": "đã khép lại",
    }[state]
    if state == "dong":
        reason = f"{stands}, {closed_why}" if closed_why else stands
        return f"{told}; {reason}" if told else reason
    waits = due and state in ("da_chuyen", "dang_xu_ly", "chua_on")
    return f"{stands}, dự kiến trả lời trước {moment(due)}" if due and waits else stands


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
