"""What is said on the rungs of an alarm's ladder: to those told, whoever telephones, the leaders, the reporter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from reporting.texts.forms import big, choices, clock, comrade, cut, office, since
from reporting.values import Who

LEADER = choices(("Đã biết", "known"), ("Gọi ngay", "call"))
_NO_WORDS = "không kèm nội dung"
_DANGER = {"thien_tai": "Nếu còn người kẹt, {dc} gọi ngay 114.", "dich_benh": "Có người nguy kịch, {dc} gọi ngay 115."}
_ANY_DANGER = "Nếu còn nguy hiểm, {dc} gọi ngay 113, 114 hoặc 115."


# To those who were told


def again(code: str, severity: int, where: str, waits: timedelta, wordless: bool, called: bool) -> str:
    """`called`: somebody on duty was asked to telephone; said to the Bloc alone."""
    kind = f", {_NO_WORDS}, {where} xin gọi lại" if wordless else f", mức {severity}, {where}"
    end = "; đã nhờ người trực gọi điện" if called else ""
    return f"Nhắc lại tin khẩn {code}{kind}, đã {since(waits)} chưa ai nhận{end}."


def call(who: Who, code: str, waits: timedelta, people: Iterable[tuple[str, str]]) -> str:
    """The call list. `people` are (title, telephone)."""
    return f"{code} đã {since(waits)} chưa ai nhận. Nhờ {who.address} gọi điện: {_numbers(people)}."


def leaders(who: Who, severity: int, where: str, at: datetime, words: str, bodies: str, waits: timedelta) -> str:
    """Model 12. `words` empty: an alarm without them."""
    said = f'"{cut(words, 110)}"' if words else f"{_NO_WORDS}, xin gọi lại"
    return (
        f"Tin khẩn mức {severity}, {where}, {clock(at)}: {said}. Đã báo {bodies}, chưa phản hồi sau {since(waits)}. "
        f"Xin ý kiến {who.address}."
    )


def bodies(ubnd: bool, kind: str, bloc: str) -> str:
    """UBND phường và Khối Dân vận."""
    return f"UBND {kind} và {bloc}" if ubnd else bloc


def known(who: Who, code: str) -> str:
    return f"Đã ghi {who.address} biết tin {code}. Có ý kiến, {who.address} nhắn vào đây, Tổ giúp việc chuyển ngay."


def whom_to_call(code: str, people: Iterable[tuple[str, str]]) -> str:
    return f"{code}, các số cần gọi: {_numbers(people)}. Lần xem này ghi vào nhật ký."


def reporter_title() -> str:
    return "người báo"


def _numbers(people: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{title} {phone}" for title, phone in people)


def how_is_it(who: Who, code: str, taken: str) -> str:
    """To whoever took it, after a silence. `taken`: when."""
    return f"{code}, {who.address} nhận lúc {taken}. Đến giờ việc thế nào, {who.address} cho biết giúp."


def ask_by_phone(code: str, taker: Who, taken: str, phone: str) -> str:
    """The one who took it has no chat now: somebody telephones."""
    return f"{code}: {comrade(office(taker.title))} nhận lúc {taken}, chưa có tin thêm. Nhờ gọi hỏi giúp, số {phone}."


def let_go(code: str, name: str, taken: str) -> str:
    return f"{code}: đồng chí {name} nhận lúc {taken}, chưa có tin thêm. Nhờ người khác nhận thay."


def open_again(code: str) -> str:
    """Who had taken it has left or holds the office no more."""
    return f"{code}: người đã nhận không còn phụ trách. Nhờ người khác nhận thay."


def not_yours_now(who: Who, code: str) -> str:
    """A late word of somebody who had taken it, when nobody else has: it is theirs again."""
    return f"{big(who.address)} nhận lại {code}. Tổ giúp việc đã báo mọi người."


# To the reporter


def told_again(code: str, at: datetime, called: bool) -> str:
    by_phone = " và nhờ người trực gọi điện" if called else ""
    return f"Việc {code}: đã báo lại lần hai{by_phone} lúc {clock(at)}."


def told_leaders(who: Who, code: str, at: datetime, kind: str, reached: bool) -> str:
    """Model 13."""
    if not reached:
        return f"Việc {code}: đã nhờ người trực gọi điện cho lãnh đạo {kind} lúc {clock(at)}."
    return (
        f"Việc {code} đã chuyển tới lãnh đạo {kind} lúc {clock(at)}. Có chỉ đạo, Tổ giúp việc báo {who.address} ngay."
    )


def told_list(code: str, at: datetime) -> str:
    return f"Việc {code}: đến {clock(at)} chưa ai nhận qua kênh, đã nhờ người trực gọi điện từng nơi."


def told_others_again(code: str, at: datetime) -> str:
    """Who had taken it is silent."""
    return f"Việc {code}: người nhận chưa có tin thêm, Tổ giúp việc đã báo lại mọi người lúc {clock(at)}."


def leader_knows(code: str, title: str, at: datetime) -> str:
    return f"{code}: {comrade(office(title))} đã biết lúc {clock(at)}."


def if_danger(who: Who, topic: str) -> str:
    """Behind what a reporter is told while lives may be at stake."""
    return " " + _DANGER.get(topic, _ANY_DANGER).format(dc=who.address)


# Another severity


def severity_changed(code: str, raised: bool, severity: int, at: datetime, why: str) -> str:
    """To everybody told, and the reporter."""
    return f'{code} {"nâng lên" if raised else "hạ xuống"} mức {severity} lúc {clock(at)}, lý do: "{cut(why, 120)}".'


def raised_by_reporter(who: Who, code: str) -> str:
    return (
        f"Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115. Đã nâng {code} lên mức 3, mọi người phải lo đang "
        f"được báo. Mong {who.address} giữ an toàn."
    )


def severity_said(code: str, raised: bool, severity: int) -> str:
    end = "mọi người phải lo đang được báo" if raised else "những người đã được báo đều được tin"
    return f"Đã {'nâng' if raised else 'hạ'} {code} {'lên' if raised else 'xuống'} mức {severity}, {end}."


def severity_why(who: Who, code: str, severity: int) -> str:
    return f"Vì sao {code} là mức {severity}? {big(who.address)} nhắn lại mã, mức và lý do trong một câu."


def severity_same(code: str, severity: int) -> str:
    return f"{code} đang là mức {severity}."


def severity_not_yours(who: Who, code: str) -> str:
    return (
        f"Hạ mức {code} do lãnh đạo Khối, người trực hoặc người đã nhận việc quyết định. Lời {who.address} đã ghi kèm."
    )
