"""A matter on its way: what owners, reporters and the Bloc hear of it until it is closed."""

from __future__ import annotations

from datetime import date, datetime

from reporting.texts.forms import BACK, big, choices, clock, cut, day, moment, sentence, work_of
from reporting.values import Choice, Who

PASSED_ON = 600  # characters of words passed on and answers
SHORT = 60  # of a matter's words where it is only named
REASON = 90

OWNER_NEW = choices(("Nhận việc", "take"), ("Hỏi thêm", "ask"), ("Chuyển nơi khác", "forward"))
OWNER_OPEN = choices(
    ("Trả lời", "answer"), ("Xin gia hạn", "extend"), ("Xin liên hệ", "contact"), ("Chuyển nơi khác", "forward")
)
OWNER_DUE = choices(("Đã xong", "done"), ("Xin gia hạn", "extend"), ("Trả lời khác", "other"))
ENDING = choices(
    ("Đã xong", "fixed"),
    ("Đã giải thích", "explained"),
    ("Chưa làm được", "not_feasible"),
    ("Việc nơi khác", "not_ours"),
)
EXTENSION = choices(("Đồng ý gia hạn", "grant"), ("Không", "refuse"))
UNKNOWN = choices(("Chưa rõ", "unknown"))
SAME = choices(("Cùng việc", "same"), ("Việc khác", "other"))
MORE = "Xem thêm"
BODIES_SHOWN = 5


def named(code: str, words: str) -> str:
    """YK-0119 đèn hẻm 12"""
    return f"{code} {cut(words, SHORT)}"


# Owners


def ask_what(who: Who) -> str:
    return f"{big(who.address)} muốn hỏi gì? {big(who.address)} viết một câu."


def asked_of_unit(who: Who, code: str, asker: str, words: str) -> str:
    return f'{big(asker)} hỏi về {code}: "{cut(words, 120)}". {big(who.address)} trả lời ngay dưới đây giúp.'


def question_sent(who: Who, unit: str) -> str:
    return f"Đã chuyển câu hỏi tới {unit}. Có trả lời, Tổ giúp việc báo {who.address}."


def nobody_to_ask(who: Who, unit: str) -> str:
    called = f"{big(unit)} chưa có ai dùng kênh, câu hỏi đã nhờ Tổ giúp việc gọi điện."
    return f"{called} Có trả lời, Tổ giúp việc báo {who.address}."


def ask_by_telephone(code: str, unit: str, words: str, phone: str) -> str:
    return f'{code}: nơi giải quyết hỏi {unit} "{cut(words, 100)}". {big(unit)} chưa dùng kênh, nhờ gọi {phone}.'


def answer_of_unit(code: str, unit: str, words: str) -> str:
    return f'{code}, {unit} trả lời: "{cut(words, PASSED_ON)}".'


def answer_passed(who: Who, asker: str) -> str:
    return f"Cảm ơn {who.address}, đã chuyển tới {asker}."


def unknown_yet() -> str:
    return "chưa rõ"


def the_owner() -> str:
    return "nơi giải quyết"


def which_ending(code: str, words: str) -> str:
    return f"Trả lời {code}: {sentence(cut(words, 140))} Kết quả thuộc loại nào?"


def write_result(who: Who, code: str) -> str:
    return f"Kết quả {code} thế nào? {big(who.address)} viết một câu."


def where_to(who: Who, code: str) -> str:
    return f"{code} là việc của nơi nào? {big(who.address)} chọn giúp; nơi ngoài phường thì viết tên."


def forward_to(who: Who, code: str) -> str:
    return f"Chuyển {code} tới nơi nào? {big(who.address)} chọn giúp."


def bodies(found: list[tuple[str, str]], page: int) -> tuple[Choice, ...]:
    """Five to a page; the sixth shows the next ones."""
    shown = found[page * BODIES_SHOWN : (page + 1) * BODIES_SHOWN]
    rest = found[(page + 1) * BODIES_SHOWN :]
    if len(rest) == 1:
        shown, rest = [*shown, *rest], []
    more = [(MORE, "more")] if rest else []
    return (*choices(*((name, post) for post, name in shown), *more), BACK)


def why_forward(who: Who, code: str, body: str) -> str:
    return f"Chuyển {code} tới {body}, vì sao? {big(who.address)} viết một câu."


def reason_please(who: Who) -> str:
    return f"{big(who.address)} viết lý do thành một câu giúp, để bà con hiểu."


def forwarded(code: str, body: str) -> str:
    return f"Đã chuyển {code} tới {body}. Cảm ơn, việc này đồng chí không phải theo nữa."


def forwarded_here(code: str, office: str, why: str) -> str:
    return f'{big(office)} chuyển {code} tới, lý do: "{cut(why, REASON)}".'


def forwarded_for_unit(code: str, words: str, office: str, due: datetime | None) -> str:
    when = f", dự kiến trả lời trước {moment(due)}" if due else ""
    return f"{named(code, words)}: nay do {office} giải quyết{when}."


def no_body(who: Who) -> str:
    return f"Chưa rõ là nơi nào. {big(who.address)} chọn một số giúp."


def stands_in(code: str, office: str) -> str:
    return f"{code}: {office} đang vắng, nhờ đồng chí lo thay."


def by_telephone_while_away(code: str, office: str, phone: str) -> str:
    return f"{code}: {office} đang vắng, chưa có người thay trên kênh. Nhờ gọi {phone}."


def owner_rests(who: Who, last: date | None, count: int, office: str | None) -> str:
    until = f"đến hết ngày {day(last)}" if last else f"đến khi {who.address} báo lại"
    given = f" {count} việc đang mở nhờ {office} lo thay." if count and office else ""
    return f"Đã ghi {who.address} vắng {until}; việc mới có người thay.{given}"


def owner_back(who: Who) -> str:
    return f"Mừng {who.address} về. Nhắn việc để xem các việc đang mở."


# More time


def until_when(who: Who) -> str:
    return f"Cần thêm đến ngày nào, vì sao? {big(who.address)} viết một câu."


def until_when_again(who: Who) -> str:
    both = f"{big(who.address)} ghi cả ngày và lý do giúp, ví dụ: đến 30/11, chờ vật tư."
    return f"{both} Ngày xin nằm sau hạn đang có, trong vòng ba tháng."


def extension(staff: Who, code: str, office: str, until: date, why: str) -> str:
    asks = f'{code}: {office} xin gia hạn đến ngày {day(until)}, lý do "{cut(why, REASON)}".'
    return f"{asks} {big(staff.address)} cho ý kiến."


def extended(code: str, until: datetime) -> str:
    return f"{code} được gia hạn đến {moment(until)}."


def extended_for_unit(code: str, words: str, until: datetime, why: str) -> str:
    return (
        f'{named(code, words)}: hạn trả lời dời sang ngày {day(until)} vì "{cut(why, REASON)}". Tổ giúp việc theo tiếp.'
    )


def not_extended(code: str, due: datetime) -> str:
    return f"{code} chưa gia hạn được, hạn trả lời vẫn là {moment(due)}. Xin cho biết kết quả hoặc cách giải quyết."


def decided(code: str) -> str:
    return f"Đã ghi ý kiến về {code} và báo nơi giải quyết."


def decided_already(code: str) -> str:
    return f"{code} không còn chờ ý kiến về gia hạn."


# The clock


def due_today(code: str, topic: str, unit: str, due: datetime) -> str:
    """Model 16."""
    asked = "Xin cho biết kết quả hoặc lý do cần thêm thời gian."
    return f"Việc {code} ({topic}, {unit}) đến hạn ngày {day(due)}. {asked}"


def due_by_telephone(code: str, office: str, due: datetime, phone: str) -> str:
    return f"{code} đến hạn ngày {day(due)}. {big(office)} chưa vào kênh, nhờ gọi {phone} hỏi kết quả."


def overdue(code: str, words: str, unit: str, office: str, due: datetime, why: str | None) -> str:
    reason = f'lý do "{cut(why, 70)}"' if why else "chưa nêu lý do"
    return f"Quá hạn {named(code, words)} ({unit}): {office}, hạn ngày {day(due)}, {reason}."


def overdue_for_unit(code: str, words: str, office: str, due: datetime) -> str:
    return f"{named(code, words)}: {office} chưa trả lời, hạn ngày {day(due)} đã qua. Tổ giúp việc đang hỏi lại."


def closed_by_silence() -> str:
    return "đơn vị báo xong, tổ chưa xác nhận"


def silence_for_unit(code: str, words: str) -> str:
    return (
        f"{named(code, words)}: đã khép lại sau ba ngày làm việc, ghi là {closed_by_silence()}. "
        f"Chưa ổn thì nhắn {code} chưa ổn."
    )


# Results


def taken(code: str, words: str, office: str, due: datetime | None) -> str:
    when = f", dự kiến trả lời trước {moment(due)}" if due else ""
    return f"{named(code, words)}: {office} đã nhận{when}."


def result(who: Who, code: str, office: str, answer: str, ending: str, sent_to: str | None) -> str:
    """Model 15; an answer that mended nothing says so."""
    said = {
        "fixed": "đã trả lời",
        "explained": "đã giải thích",
        "not_feasible": "cho biết chưa làm được",
        "not_ours": f"cho biết việc này của {sent_to}",
    }[ending]
    words = sentence(cut(answer, PASSED_ON))
    return f"Việc {code}: {office} {said}: {words} Nhờ {who.address} báo lại bà con và cho biết đã ổn chưa."


def closed(who: Who, code: str, slip: bool) -> str:
    done = f"Cảm ơn {who.address}, {code} đã khép lại."
    if not slip:
        return done
    return f"{done} Nhắn phiếu {code} nếu {who.address} cần mấy dòng báo vào nhóm của tổ."


def closed_for_others(code: str, words: str) -> str:
    return f"{named(code, words)}: đã khép lại, các đơn vị đều thấy ổn."


def reopened_for_others(code: str, words: str, unit: str) -> str:
    return f"{named(code, words)}: {unit} cho biết chưa ổn nên đã mở lại. Có kết quả mới, Tổ giúp việc báo ngay."


def well_so_far(who: Who, code: str, units: list[str]) -> str:
    return f"Cảm ơn {who.address}, đã ghi là ổn. {code} khép lại khi {', '.join(units)} cũng thấy ổn."


def put_away(code: str, words: str, why: str) -> str:
    return f"{named(code, words)}: đã khép lại, lý do: {sentence(cut(why, REASON))}"


def slip(code: str, unit: str, words: str, said: str, on: date) -> str:
    """For the group's own chat: nothing about a person."""
    lines = [f"{code}, {unit}: {sentence(cut(words, 200))}", big(sentence(said))]
    return "\n".join([*lines, f"Theo kênh báo việc của phường, ngày {day(on)}."])


# One matter, several units


def ask_same(who: Who, code: str, at: datetime, words: str, unit: str) -> str:
    return f"Lúc {clock(at)} đã có tin {code}: {cut(words, 110)}, {unit}. Có phải cùng việc này không {who.address}?"


def ask_same_day(who: Who, code: str, on: date, words: str, unit: str) -> str:
    return f"Ngày {day(on)} đã có {code}: {cut(words, 110)}, {unit}. Có phải cùng việc này không {who.address}?"


def joined(who: Who, code: str, unit: str, households: int | None) -> str:
    more = f"có thêm {households} hộ" if households else "có thêm đơn vị này"
    return (
        f"Đã gộp tin của {unit} vào {code}, nơi giải quyết biết {more}. Có kết quả, Tổ giúp việc báo {who.address}. "
        f"Nhắn tách {code} nếu {who.address} thấy là việc khác."
    )


def more_affected(code: str, unit: str, households: int | None, units: int, all_households: int) -> str:
    many = f", khoảng {households} hộ" if households else ""
    whole = f", khoảng {all_households} hộ" if all_households else ""
    return f"{code} thêm {unit}{many}. Nay là {units} tổ{whole}."


def parted(code: str, unit: str) -> str:
    return f"Đã tách tin của {unit} khỏi {code}."


def nothing_to_part(code: str) -> str:
    return f"Tin của đơn vị không gộp vào {code}, không có gì để tách."


def parted_for_owner(code: str, unit: str, units: int) -> str:
    return f"{code}: {unit} cho biết là việc khác, nay còn {units} tổ."


# The Bloc head chooses


def head_chooses(code: str, where: str, words: str) -> str:
    asked = f"hỏi về {work_of(words)} của một cơ quan, xin đồng chí xem trước"
    return f"Việc mới {code} ({where}) {asked}: {sentence(cut(words, 1200))} Đồng chí chọn nơi trả lời giúp."


def chosen(code: str, body: str) -> str:
    return f"Đã chuyển {code} tới {body}."


def chosen_for_unit(code: str, office: str, due: datetime | None) -> str:
    when = f", dự kiến trả lời trước {moment(due)}" if due else ""
    return f"{code}: đồng chí Trưởng Khối đã chuyển {office} trả lời{when}."
