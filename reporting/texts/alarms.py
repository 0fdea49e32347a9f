"""Hot spots: what the reporter hears, what those told hear. Life first: the three numbers open every first reply."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import big, choices, clock, cut, day, offices
from reporting.values import Choice, Who

IS_IT_SO = choices(("Đúng", "yes"), ("Không phải", "no"))
HURT = choices(("Không ai", "nobody"), ("Có người bị thương", "hurt"), ("Chưa rõ", "unknown"))
TOLD = choices(("Đã nhận", "take"), ("Xem liên hệ", "contact"))
TOLD_BLOC = choices(("Đã nhận", "take"), ("Xem liên hệ", "contact"), ("Đúng", "so"), ("Không phải", "not_so"))
TOLD_SEALED = choices(("Đã nhận", "take"))
TAKEN_SEALED = choices(("Đã gọi", "called"), ("Cần hỗ trợ", "help"))
TAKEN = choices(("Đang tới", "coming"), ("Đã xong", "over"), ("Cần hỗ trợ", "help"))
WITHDRAW = (*choices(("Báo nhầm", "mistake"), ("Đã yên", "calm")), Choice("0", "Quay lại", "no"))

_CALL = "Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115."
_DOUBT = ", chưa xác nhận"


def received(who: Who, code: str, at: datetime) -> str:
    """Model 10 while it is unconfirmed."""
    return (
        f"{_CALL} Đã nhận tin khẩn {code} lúc {clock(at)}, đang báo Khối Dân vận. Mong {who.address} giữ an toàn, "
        "giữ mọi người bình tĩnh."
    )


def is_it_so(words: str) -> str:
    """The question, after what is said first."""
    return f"{words} Có đúng là đang nguy hiểm không?"


def nobody_hears(who: Who, code: str, life: bool, waits: bool, phone: str | None) -> str:
    """Nobody hears of it now: an honest word and the numbers that answer. `waits`: their only channel is out."""
    call = f"{_CALL} " if life else ""
    why = "kênh tới người trực đang gián đoạn, chưa báo được ai" if waits else "chưa ai trong danh sách trực dùng kênh"
    desk = f" {big(who.address)} gọi Tổ giúp việc số {phone} giúp." if phone else ""
    return f"{call}Đã ghi tin khẩn {code}, nhưng {why}.{desk}"


def confirmed(who: Who, code: str, told: list[str]) -> str:
    return (
        f"Cảm ơn {who.address}. Tin khẩn {code} đang báo {offices(told)}. Ai nhận, Tổ giúp việc báo {who.address} ngay."
    )


def confirmed_hurt(who: Who, code: str, told: list[str]) -> str:
    """Model 11: who is being told now, and the one question that matters."""
    return f"Cảm ơn {who.address}. Tin khẩn {code} đang báo {offices(told)}. Có ai bị thương không {who.address}?"


def saved(who: Who, code: str, at: datetime, told: list[str]) -> str:
    return (
        f"Đã nhận tin khẩn {code} lúc {clock(at)}, đang báo {offices(told)}. "
        f"Ai nhận, Tổ giúp việc báo {who.address} ngay."
    )


def saved_early_sign(who: Who, code: str, told: list[str]) -> str:
    return (
        f"Đã lưu tin sớm {code}, báo {offices(told)} trong giờ làm việc. Tình hình nóng hơn, {who.address} nhắn ngay."
    )


def went_out_unconfirmed(who: Who, code: str, told: list[str]) -> str:
    return (
        f"Tin khẩn {code} đã báo {offices(told)}, ghi là chưa xác nhận. Nếu không đúng, {who.address} nhắn báo nhầm; "
        "có gì mới nhắn ngay."
    )


def hurt_passed_on(who: Who, answer: str) -> str:
    said = {
        "nobody": "không ai bị thương",
        "hurt": "có người bị thương",
        "unknown": "chưa rõ có ai bị thương",
    }[answer]
    return f"Đã báo thêm: {said}. Có gì mới {who.address} nhắn ngay, tin được chuyển liền."


def hurt_line(code: str, answer: str, words: str) -> str:
    """`words`: how it was said, when it was more than a choice."""
    said = {"nobody": "không ai bị thương", "hurt": "CÓ NGƯỜI BỊ THƯƠNG", "unknown": "chưa rõ có ai bị thương"}[answer]
    quoted = f': "{cut(words, 120)}"' if words else ""
    return f"{code}: người báo cho biết {said}{quoted}."


def passed_on(who: Who) -> str:
    return f"Đã chuyển lời {who.address} tới những người đang lo việc này."


def noted_only(who: Who, code: str) -> str:
    """Nobody is there to hear it now."""
    return f"Đã ghi lời {who.address} vào {code}, hiện chưa có ai nhận được qua kênh."


def kept_with(who: Who, code: str, kind: str | None, passed: bool) -> str:
    """A photo, a voice note, a file (None: a place) of a running alarm. `passed`: words went on to those told."""
    thing = {"photo": "ảnh", "voice": "tin thoại", "file": "tệp", None: ""}[kind]
    kept = f"{big(thing)} đã giữ kèm {code}." if thing else ""
    if not passed:
        return kept or f"Đã ghi vào {code}."
    return f"{kept} {passed_on(who)}".strip()


def near(place: str) -> str:
    """A place sent from the map, in words."""
    return f"chỗ xảy ra gần {place}"


def more_words(code: str, unit: str, at: datetime, words: str) -> str:
    return f'{code}, {unit} nhắn lúc {clock(at)}: "{cut(words, 150)}".'


def tell(code: str, severity: int, confirmed: bool, unit: str, at: datetime, words: str, duty: str) -> str:
    """What those told read. `duty` says who is on duty, to the Bloc only."""
    doubt = "" if confirmed else _DOUBT
    end = f" {duty}" if duty else ""
    return f'Tin khẩn {code}, mức {severity}{doubt}. {big(unit)}, {clock(at)}: "{cut(words, 150)}".{end}'


def without_doubt(words: str) -> str:
    """What `tell` said, now that it is confirmed."""
    return words.replace(_DOUBT, "", 1)


def you_are_on_duty(who: Who) -> str:
    return f"{big(who.address)} đang trực."


def is_on_duty(title: str) -> str:
    return f"Đồng chí {title} đang trực."


def nobody_has_it() -> str:
    return "Chưa ai nhận."


def has_taken(name: str, at: datetime) -> str:
    return f"Đồng chí {name} đã nhận lúc {clock(at)}."


def you_took(who: Who, code: str, at: datetime) -> str:
    return f"{big(who.address)} đã nhận {code} lúc {clock(at)}. Khi có người tới nơi, {who.address} nhắn lại."


def somebody_took(code: str, title: str, at: datetime) -> str:
    """To the reporter: the whole office, not the person."""
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


def needs_help(code: str, title: str, phone: str, at: datetime) -> str:
    return f"{code}: {title} cần hỗ trợ, lúc {clock(at)}. Nhờ liên hệ ngay số {phone}."


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


def one_withdrew(code: str, unit: str, why: str) -> str:
    """One of several units takes its report back; the alarm goes on."""
    return f"{code}: {unit} cho biết {cut(why, 100)}. Tin của đơn vị khác vẫn còn."


def withdrawn_told(who: Who, code: str, at: datetime, why: str) -> str:
    return f"{code} đã rút lúc {clock(at)}: {cut(why, 120)}. {big(who.address)} không phải làm gì thêm."


def withdrawn_by_phone(code: str, people: list[tuple[str, str]]) -> str:
    """To whoever telephones: those who were called are told again too."""
    return f"{code} đã rút. Nhờ báo lại qua điện thoại: {', '.join(f'{title} {phone}' for title, phone in people)}."


def reason(act: str, words: str = "") -> str:
    """`words`: how it was said, when it was more than that."""
    said = {"mistake": "người báo cho biết là báo nhầm", "calm": "người báo cho biết đã yên"}[act]
    return f'{said}, "{cut(words, 80)}"' if words else said


def over_told(code: str, name: str, at: datetime) -> str:
    """To everybody else who was told."""
    return f"{code}: đồng chí {name} báo đã xong lúc {clock(at)}."


def confirmed_already(code: str) -> str:
    return f"{code} đã được xác nhận; nếu là báo nhầm, người báo nhắn rút {code}."


def not_so_by_bloc() -> str:
    return "Khối Dân vận xác minh là không phải"


def withdrawn_by_bloc(who: Who, code: str) -> str:
    return (
        f"{code}: Khối Dân vận xem và khép tin này. Nếu vẫn đang nguy hiểm, {who.address} nhắn lại ngay "
        "và gọi 113, 114 hoặc 115."
    )


def still_so(who: Who, code: str) -> str:
    return f"Dạ, {code} vẫn để nguyên. Có gì mới {who.address} nhắn ngay."


def still_so_passed_on(who: Who, code: str) -> str:
    return f"Dạ, {code} vẫn để nguyên, lời {who.address} đã chuyển tới những người đang lo việc này."


def moment_of(at: datetime | None, now: datetime) -> str:
    """02:32; on another day 02:32 ngày 15/11."""
    if at is None:
        return ""
    return clock(at) if at.date() == now.date() else f"{clock(at)} ngày {day(at)}"


def standing(
    code: str,
    words: str,
    state: str,
    taker: str,
    taken: str,
    over: str,
    *,
    arrived: str,
    told: bool,
    called: bool,
    why: str | None,
) -> str:
    """How an alarm stands: no more than is known. `taken`, `over`, `arrived` (at a telephone): when; `told`: anybody
    through a channel."""
    there = f"đã đến máy trực lúc {arrived}" if arrived else "đã báo người trực" if told else ""
    if state == "dong":
        said = "đã khép lại" + (f", lý do: {why}" if why else "")
    elif over and state in ("da_tra_loi", "da_on"):
        said = f"{taker} báo đã xong lúc {over}"
    elif taken:
        said = f"{taker} đã nhận lúc {taken}" + (", đã báo lại là chưa ổn" if state == "chua_on" else "")
    elif called:
        said = f"{there + ', ' if there else ''}chưa ai nhận, người trực được nhờ gọi điện"
    else:
        said = f"{there}, chưa ai nhận" if there else "chưa báo được ai qua kênh"
    return f"{code} {cut(words, 70)}: {said}."


def confirmed_by(code: str) -> str:
    return f"{code} đã được xác nhận, đang báo thêm những người phải lo."


def away() -> str:
    """Behind a telephone number."""
    return " (đang vắng)"


def call_these(code: str, severity: int, people: list[tuple[str, str]]) -> str:
    """To whoever telephones: who of those to be told gets no message. `people` are (title, phone)."""
    lines = ", ".join(f"{title} {phone}" for title, phone in people)
    return f"{code}, mức {severity}: nhờ gọi điện ngay, không nhắn được qua kênh: {lines}."


# Without words


def sealed_words() -> str:
    """What stands where an alarm's words would: its content is told on the telephone alone."""
    return "xin gọi lại, không kèm nội dung"


def sealed(who: Who, code: str, at: datetime) -> str:
    return (
        f"{_CALL} Đã báo người trực lúc {clock(at)}, mã {code}. {big(who.address)} không cần nhắn nội dung, "
        f"người trực sẽ gọi cho {who.address}."
    )


def tell_sealed(code: str, unit: str, who: Who, duty: str) -> str:
    """The person who asks to be called, and the number: both are the content there is."""
    asks = f"{big(unit)} xin gọi lại: {who.address} {who.name} {who.phone_slot}."
    return f"Tin khẩn {code}, không kèm nội dung. {asks} {duty}".strip()


def you_took_sealed(who: Who, code: str, at: datetime) -> str:
    return f"{big(who.address)} đã nhận {code} lúc {clock(at)}. Gọi xong {who.address} chọn giúp:"


def somebody_calls(who: Who, code: str, name: str, at: datetime) -> str:
    return f"{code}: đồng chí {name} đã nhận lúc {clock(at)}, đang gọi cho {who.address}."


def called(who: Who, code: str, name: str, at: datetime) -> str:
    return f"{code}: đồng chí {name} báo đã gọi cho {who.address} lúc {clock(at)}. {big(who.address)} thấy đã ổn chưa?"
