"""Hot spots: what the reporter hears, what those told hear. Life first: the three numbers open every first reply."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import big, choices, clock, cut, listed
from reporting.values import Who

IS_IT_SO = choices(("Đúng", "yes"), ("Không phải", "no"))
HURT = choices(("Không ai", "nobody"), ("Có người bị thương", "hurt"), ("Chưa rõ", "unknown"))
TOLD = choices(("Đã nhận", "take"), ("Xem liên hệ", "contact"))
TOLD_BLOC = choices(("Đã nhận", "take"), ("Xem liên hệ", "contact"), ("Đúng", "so"), ("Không phải", "not_so"))
TAKEN = choices(("Đang tới", "coming"), ("Đã xong", "over"), ("Cần hỗ trợ", "help"))
WITHDRAW = choices(("Báo nhầm", "mistake"), ("Đã yên", "calm"))

_CALL = "Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115."


def received(who: Who, code: str, at: datetime) -> str:
    """Model 10 while it is unconfirmed."""
    return (
        f"{_CALL} Đã nhận tin khẩn {code} lúc {clock(at)}, đang báo Khối Dân vận. Mong {who.address} giữ an toàn, "
        "giữ mọi người bình tĩnh. Có đúng là đang nguy hiểm không?"
    )


def nobody_there(who: Who, code: str) -> str:
    """Nobody concerned has a chat yet: an honest word, and the numbers that answer."""
    return (
        f"{_CALL} Đã ghi {code}, nhưng chưa ai trong danh sách trực dùng kênh. {big(who.address)} gọi điện báo "
        "phường ngay giúp."
    )


def confirmed(who: Who, code: str, told: list[str]) -> str:
    """Model 11: who is being told now, and the one question that matters."""
    return f"Cảm ơn {who.address}. Tin khẩn {code} đang báo {_short(told)}. Có ai bị thương không {who.address}?"


def saved(who: Who, code: str, at: datetime, told: list[str]) -> str:
    return (
        f"Đã nhận tin khẩn {code} lúc {clock(at)}, đang báo {_short(told)}. "
        f"Ai nhận, Tổ giúp việc báo {who.address} ngay."
    )


def saved_early_sign(who: Who, code: str, told: list[str]) -> str:
    return f"Đã lưu tin sớm {code}, báo {_short(told)} trong giờ làm việc. Tình hình nóng hơn, {who.address} nhắn ngay."


def went_out_unconfirmed(who: Who, code: str, told: list[str]) -> str:
    return (
        f"Tin khẩn {code} đã báo {_short(told)}, ghi là chưa xác nhận. Nếu không đúng, {who.address} nhắn báo nhầm; "
        "có gì mới nhắn ngay."
    )


def hurt_passed_on(who: Who, answer: str) -> str:
    said = {
        "nobody": "không ai bị thương",
        "hurt": "có người bị thương",
        "unknown": "chưa rõ có ai bị thương",
    }[answer]
    return f"Đã báo thêm: {said}. Có gì mới {who.address} nhắn ngay, tin được chuyển liền."


def hurt_line(code: str, answer: str) -> str:
    said = {"nobody": "không ai bị thương", "hurt": "CÓ NGƯỜI BỊ THƯƠNG", "unknown": "chưa rõ có ai bị thương"}[answer]
    return f"{code}: người báo cho biết {said}."


def passed_on(who: Who) -> str:
    return f"Đã chuyển lời {who.address} tới những người đang lo việc này."


def more_words(code: str, unit: str, at: datetime, words: str) -> str:
    return f'{code}, {unit} nhắn lúc {clock(at)}: "{cut(words, 150)}".'


def tell(code: str, severity: int, confirmed: bool, unit: str, at: datetime, words: str, duty: str) -> str:
    """What those told read. `duty` says who is on duty, to the Bloc only."""
    doubt = "" if confirmed else ", chưa xác nhận"
    end = f" {duty}" if duty else ""
    return f'Tin khẩn {code}, mức {severity}{doubt}. {big(unit)}, {clock(at)}: "{cut(words, 150)}".{end}'


def you_are_on_duty(who: Who) -> str:
    return f"{big(who.address)} đang trực."


def is_on_duty(title: str) -> str:
    return f"Đồng chí {title} đang trực."


def you_took(who: Who, code: str, at: datetime) -> str:
    return f"{big(who.address)} đã nhận {code} lúc {clock(at)}. Khi có người tới nơi, {who.address} nhắn lại."


def somebody_took(code: str, title: str, at: datetime) -> str:
    """To the reporter: the office, not the person."""
    return f"{code}: {title} đã nhận lúc {clock(at)}."


def taken_by_other(who: Who, code: str, name: str, at: datetime) -> str:
    no_call = f" {big(who.address)} không phải gọi nữa." if who.in_bloc else ""
    return f"{code}: đồng chí {name} đã nhận lúc {clock(at)}.{no_call}"


def taken_already(code: str, name: str, at: datetime) -> str:
    return f"{code} đã có đồng chí {name} nhận lúc {clock(at)}."


def on_the_way(code: str, title: str, at: datetime) -> str:
    return f"{code}: {title} nhắn lúc {clock(at)}, người đang tới."


def over(who: Who, code: str, title: str, at: datetime) -> str:
    return f"{code}: {title} báo đã xong lúc {clock(at)}. {big(who.address)} thấy đã ổn chưa?"


def not_over(code: str, unit: str, words: str) -> str:
    return f'{code} chưa ổn, {unit} cho biết: "{cut(words, 120)}". Nhờ xem lại ngay.'


def noted(who: Who) -> str:
    return f"Đã ghi và báo lại người gửi tin. Cảm ơn {who.address}."


def needs_help(code: str, title: str, at: datetime) -> str:
    return f"{code}: {title} cần hỗ trợ, lúc {clock(at)}. Nhờ liên hệ ngay."


def contact(code: str, unit: str, phone: str) -> str:
    return f"{code}, {unit}: gọi người báo số {phone}. Lần xem này ghi vào nhật ký."


def no_contact(code: str, phone: str) -> str:
    return (
        f"{code}: người báo chưa đồng ý để gọi. Gọi Khối Dân vận số {phone}, hoặc nhắn vào đây, "
        "tin chuyển tới người báo."
    )


def words_passed(who: Who, unit: str) -> str:
    return f"Đã chuyển lời {who.address} tới {unit}."


def official_says(code: str, title: str, at: datetime, words: str) -> str:
    return f'{code}, {title} nhắn lúc {clock(at)}: "{cut(words, 150)}".'


def why_withdraw(who: Who, code: str) -> str:
    return f"Rút tin khẩn {code}, lý do là báo nhầm, phải không {who.address}?"


def withdrawn(who: Who, code: str) -> str:
    return (
        f"Đã rút {code}, những người đã được báo đều được tin. {big(who.address)} báo sớm là đúng; "
        f"lần sau thấy nghi {who.address} cứ nhắn."
    )


def withdrawn_told(who: Who, code: str, at: datetime, why: str) -> str:
    return f"{code} đã rút lúc {clock(at)}: {cut(why, 100)}. {big(who.address)} không phải làm gì thêm."


def reason(act: str) -> str:
    return {"mistake": "người báo cho biết là báo nhầm", "calm": "người báo cho biết đã yên"}[act]


def not_so_by_bloc() -> str:
    return "Khối Dân vận xác minh là không phải"


def withdrawn_by_bloc(who: Who, code: str) -> str:
    return (
        f"{code}: Khối Dân vận xem và khép tin này. Nếu vẫn đang nguy hiểm, {who.address} nhắn lại ngay "
        "và gọi 113, 114 hoặc 115."
    )


def still_so(who: Who, code: str) -> str:
    return f"Dạ, {code} vẫn để nguyên. Có gì mới {who.address} nhắn ngay."


def confirmed_by(code: str) -> str:
    return f"{code} đã được xác nhận, đang báo thêm những người phải lo."


def call_these(code: str, severity: int, people: list[tuple[str, str]]) -> str:
    """To Bloc staff: who of those to be told has only a telephone. `people` are (title, phone)."""
    lines = "; ".join(f"{title} {phone}" for title, phone in people)
    return f"{code}, mức {severity}: nhờ gọi điện ngay, không nhắn được qua kênh: {lines}."


def _short(told: list[str]) -> str:
    return listed(told) if told else "Khối Dân vận"
