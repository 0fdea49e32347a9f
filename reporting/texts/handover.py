"""A deputy for a week, time away, an office that has passed on."""

from __future__ import annotations

from datetime import date, datetime

from reporting.texts.forms import BACK, big, choices, cut, day, hello, listed, week, weekday
from reporting.values import Choice, Who

CONFIRM = (Choice("1", "Đúng", "yes"), BACK)
HELP = choices(("Nhận giúp", "yes"), ("Không tiện", "no"))
AWAY = (*choices(("Một tuần", "week"), ("Hai tuần", "fortnight"), ("Đến khi báo lại", "open")), BACK)
MOST_NAMED = 5
MOST_UNITS = 4


def people(found: list[Who]) -> tuple[Choice, ...]:
    """Whom there is to ask; `act` is the person."""
    named = [(cut(hello(who), 18), str(who.id)) for who in found[:MOST_NAMED]]
    return (*choices(*named), BACK)


def units(names: list[tuple[str, str]], with_all: bool) -> tuple[Choice, ...]:
    """(name, key); the last choice is every one of them."""
    rest = [("Cả hai" if len(names) == 2 else "Tất cả", "all")] if with_all else []
    return choices(*((cut(name, 18), key) for name, key in names[:MOST_UNITS]), *rest)


# The one who asks


def whom(who: Who, label: str, names: list[str]) -> str:
    return f"Tuần {week(label)} {who.address} nhờ ai báo thay {listed(names)}?"


def is_it(who: Who, deputy: Who, title: str, label: str, names: list[str]) -> str:
    return (
        f"Tuần {week(label)} nhờ {deputy.address} {deputy.name}, {title}, báo thay {listed(names)}, "
        f"phải không {who.address}?"
    )


def asking(who: Who, deputy: Who) -> str:
    return f"Tổ giúp việc đang hỏi {hello(deputy)}, có trả lời sẽ báo {who.address}."


def accepted(who: Who, deputy: Who, label: str) -> str:
    return f"{big(hello(deputy))} đã nhận báo thay tuần {week(label)}. Có việc, {who.address} vẫn nhắn được như thường."


def declined(who: Who, deputy: Who, others: bool) -> str:
    rest = f"{big(who.address)} nhờ người khác không?" if others else _we_go_on(who)
    return f"{big(hello(deputy))} tuần này không tiện. {rest}"


def gave_back(who: Who, deputy: Who, label: str) -> str:
    return f"{big(hello(deputy))} có việc, không báo thay tuần {week(label)} được. {_we_go_on(who)}"


def _we_go_on(who: Who) -> str:
    return f"Tổ giúp việc vẫn nhắc {who.address} như thường; {who.address} vắng thì nhắn chữ vắng."


def not_joined(who: Who, absent: Who, others: bool) -> str:
    return f"{big(hello(absent))} chưa dùng kênh nên kênh chưa hỏi được. {_who_else(who, others)}"


def not_found(who: Who, names: list[str], others: bool) -> str:
    return f"Kênh chưa tìm thấy người này trong những người báo thay {listed(names)} được. {_who_else(who, others)}"


def _who_else(who: Who, others: bool) -> str:
    if others:
        return f"{big(who.address)} chọn giúp, nhờ ai?"
    return f"{big(who.address)} vắng thì nhắn chữ vắng, Tổ giúp việc lo tiếp."


def nobody(who: Who, names: list[str]) -> str:
    return (
        f"{big(listed(names))} chưa có ai khác dùng kênh để nhờ báo thay. "
        f"{big(who.address)} vắng thì nhắn chữ vắng, Tổ giúp việc lo tiếp."
    )


def nothing_to_give(who: Who) -> str:
    return f"Nhờ báo thay là việc của người có hạn tin tuần. Có việc gì {who.address} cứ nhắn."


# The one who is asked


def will_you(deputy: Who, who: Who, label: str, names: list[str], last: datetime) -> str:
    return (
        f"{big(hello(who))} nhờ {deputy.address} báo tin tuần {week(label)} của {listed(names)}, "
        f"hết {weekday(last)} {day(last)} thì thôi. {big(deputy.address)} nhận giúp được không?"
    )


def thanks(deputy: Who) -> str:
    return f"Cảm ơn {deputy.address}. Tới hạn, Tổ giúp việc nhắc {deputy.address}."


def no_matter(deputy: Who) -> str:
    return f"Dạ, không sao {deputy.address}. Tổ giúp việc báo lại giúp {deputy.address}."


def no_longer(deputy: Who, who: Who, label: str) -> str:
    return f"Tuần {week(label)} {hello(who)} không nhờ báo thay nữa. Cảm ơn {deputy.address}."


def over(deputy: Who) -> str:
    return f"Lời nhờ này không còn nữa, {deputy.address} không phải lo. Cảm ơn {deputy.address}."


def which_unit(who: Who) -> str:
    return f"Tin này của đơn vị nào vậy {who.address}?"


def stands_in(deputy: Who, me: Who) -> str:
    """Behind a unit's standing: who reports in its leader's place this week."""
    return f"{big(deputy.address)} báo thay." if deputy.id == me.id else f"{big(hello(deputy))} báo thay."


def how() -> str:
    return "Bận hay đi xa: nhắn nhờ kèm tên người báo thay tuần này, hoặc nhắn vắng để ngưng nhắc."


# Away


def how_long(who: Who) -> str:
    return f"Dạ. Tổ giúp việc ngưng nhắc {who.address} trong bao lâu?"


def rests(who: Who, last: date | None) -> str:
    """`last` day away; None: until word comes."""
    until = f"đến hết ngày {day(last)}" if last else f"đến khi {who.address} báo lại"
    return f"Đã ngưng nhắc {until}. Tổ giúp việc nhờ người báo thay, {who.address} cứ yên tâm lo việc nhà."


def for_staff(staff: Who, who: Who, names: list[str], last: date | None, others: list[Who]) -> str:
    until = f"đến hết ngày {day(last)}" if last else "đến khi báo lại"
    calls = "; ".join(f"{hello(other)} {other.phone_slot}" for other in others)
    ask = f"Nhờ {staff.address} gọi người báo thay: {calls}." if calls else f"Nhờ {staff.address} tìm người báo thay."
    return f"{big(hello(who))}, {listed(names)}, vắng {until}, kênh ngưng nhắc. {ask}"


def welcome_back(who: Who) -> str:
    return f"Dạ, từ nay Tổ giúp việc lại nhắc {who.address} như trước."


# An office passes on


def out_of_office(who: Who, phone: str) -> str:
    return (
        f"Cảm ơn {hello(who)}, phần việc của {who.address} nay đã có người khác nhận nên kênh không ghi tin này. "
        f"Có việc, {who.address} gọi Tổ giúp việc {phone}; nguy hiểm xin gọi ngay 113, 114 hoặc 115."
    )


def result_for_staff(staff: Who, code: str, unit: str, owner: str, answer: str) -> str:
    return (
        f"Việc {code} của {unit}: {owner} đã trả lời: {cut(answer, 70)}. Đơn vị chưa có người dùng kênh, nhờ "
        f"{staff.address} gọi hỏi và cho biết đã ổn chưa."
    )
