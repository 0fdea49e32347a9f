"""The sentences of the written report, as a clerk of the Bloc writes them."""

from __future__ import annotations

from datetime import date, datetime

from reporting.texts.forms import big, clock, comrade, day, hour, listed, sentence, small, week
from reporting.wording import is_deed, is_hearsay, is_of_people, is_request, without_self

CHAPTERS = {
    "people": "TÌNH HÌNH NHÂN DÂN",
    "work": "CÔNG TÁC DÂN VẬN",
    "results": "KẾT QUẢ GIẢI QUYẾT Ý KIẾN, KIẾN NGHỊ",
    "tasks": "NHIỆM VỤ TRỌNG TÂM TUẦN TỚI",
    "asks": "KIẾN NGHỊ, ĐỀ XUẤT",
}
PARTS = {
    "life": "Đời sống, sản xuất, an sinh xã hội",
    "opinions": "Những vấn đề Nhân dân quan tâm, kiến nghị",
    "focus": "Vụ việc, địa bàn cần tập trung",
    "addenda": "Bổ sung, đính chính",
    "teaching": "Quán triệt, tuyên truyền",
    "democracy": "Thực hiện dân chủ ở cơ sở; tiếp dân, đối thoại",
    "government": "Công tác dân vận của chính quyền; cải cách hành chính",
    "front": "Mặt trận Tổ quốc và các tổ chức; giám sát, phản biện, giải trình, tiếp thu",
    "skilful": "Phong trào thi đua “Dân vận khéo”",
    "faith": "Công tác tôn giáo; vận động giải phóng mặt bằng",
    "totals": "Bảng tổng hợp",
    "answers": "Kết quả trả lời, giải quyết",
}
FIELDS = {
    "dat_dai": "Đất đai",
    "gpmb": "Bồi thường, giải phóng mặt bằng",
    "moi_truong": "Môi trường",
    "an_ninh": "An ninh trật tự",
    "ha_tang": "Hạ tầng, điện, nước",
    "thien_tai": "Thiên tai",
    "dich_benh": "Dịch bệnh, y tế",
    "an_sinh": "An sinh xã hội",
    "hanh_chinh": "Hành chính",
    "ton_giao": "Tôn giáo, tín ngưỡng",
    "cong_trinh": "Công trình, dự án",
    "khac": "Lĩnh vực khác",
}


def long_week(label: str, first: date, last: date) -> str:
    """tuần 47 (từ 12/11 đến 18/11/2026)."""
    return f"tuần {week(label)} (từ {day(first)} đến {day(last)}/{last.year})"


def span_of(first: date, last: date) -> str:
    """từ ngày 12/11 đến ngày 18/11/2026; the year of both where it changes between."""
    begins = f"{day(first)}/{first.year}" if first.year != last.year else day(first)
    return f"từ ngày {begins} đến ngày {day(last)}/{last.year}"


def title() -> str:
    return "BÁO CÁO"


def subject(label: str) -> str:
    return f"tình hình Nhân dân và công tác dân vận tuần {week(label)} năm {label.partition('-')[0]}"


# How the week was reported


def basis(bloc: str, label: str, units: int, told: int) -> str:
    where = f"{bloc} tổng hợp tình hình tuần {week(label)}"
    if not told:
        return f"Đến thời điểm tổng hợp, chưa có đơn vị nào trong {units} đơn vị gửi tin báo tuần {week(label)}."
    if told == units:
        return f"{where} từ tin báo của {'cả ' if units > 1 else ''}{units} đơn vị."
    return f"{where} từ tin báo của {told}/{units} đơn vị."


def last_week(count: int | None) -> str:
    """What stood there a week before, where that is known."""
    return f" (tuần trước {count})" if count is not None else ""


def punctual(figures: dict[str, int], before: int | None) -> str:
    """Who was in time, `before` a week ago; everybody alike is said in a word."""
    on_time, late, nil, excused = (figures[name] for name in ("on_time", "late", "nil", "excused"))
    if on_time == nil == figures["units"]:
        return "Các đơn vị đều gửi đúng hạn và báo không phát sinh."
    late_words = f", {late} đơn vị gửi sau hạn" if late else ""
    if on_time and not late and on_time + figures["missing"] + excused == figures["units"]:
        said = "Các đơn vị này đều gửi đúng hạn"
    elif on_time:
        said = f"Có {on_time} đơn vị gửi đúng hạn{last_week(before)}{late_words}"
    else:
        said = f"Có {late} đơn vị gửi sau hạn"
    nothing = f"; {nil} đơn vị báo không phát sinh" if nil else ""
    freed = f"; {excused} đơn vị được miễn" if excused else ""
    return f"{said}{nothing}{freed}."


def unheard(units: list[str]) -> str:
    """Not knowing is no finding."""
    if not units:
        return ""
    few = listed(units) if len(units) <= 8 else f"{len(units)} đơn vị, gồm {listed(units)}"
    return f"Chưa có báo cáo của {few}; tình hình ở đó chưa được tổng hợp trong báo cáo này."


# In whose mouth


def quoted(words: str) -> str:
    return f"“{' '.join(words.split()).strip(' .')}”"


def without_words() -> str:
    return "không kèm nội dung"


def said_by(units: str, words: str, is_quote: bool) -> str:
    """What citizens say, in the mouth of the units that report it."""
    if is_quote:
        return f"{units} báo {words}"
    if is_request(words):
        return f"{units}: {words}" if is_of_people(words) else f"{units} {words}"
    told = is_of_people(words) or is_hearsay(words)
    return f"{units} cho biết {words}" if told else f"{units} phản ánh {words}"


def done_by(unit: str, words: str, is_quote: bool) -> str:
    """What a unit did."""
    if is_quote:
        return f"{unit} báo {words}"
    deed = without_self(unit, words).replace(": ", ", ", 1)
    return f"{unit} {small(deed)}" if is_deed(deed) else f"{unit}: {deed}"


# I.2 what people say


def opinions(count: int, topics: int, units: int, compared: str) -> str:
    fields = f" thuộc {topics} lĩnh vực" if topics > 1 else ""
    return f"Trong tuần ghi nhận {count} ý kiến, kiến nghị{fields} của {units} đơn vị{compared}."


def against(count: int, before: int | None, mean: float | None, weeks: int) -> str:
    """`before` is the week before, `mean` of the last `weeks`."""
    if before is None:
        return ""
    if count == before:
        said = ", bằng tuần trước"
    else:
        said = f", {'nhiều' if count > before else 'ít'} hơn tuần trước {abs(count - before)} ý kiến"
    return said if mean is None else f"{said}; bình quân {weeks} tuần trước là {decimal(mean)} ý kiến một tuần"


def decimal(number: float) -> str:
    """6,5; 1.250."""
    whole = f"{number:,.1f}".translate(str.maketrans(",.", ".,"))
    return whole.removesuffix(",0")


def topic_opened(topic: str, count: int, units: int) -> str:
    of = f" của {units} đơn vị" if units > 1 else ""
    return f"{FIELDS[topic]}: {count} ý kiến{of}."


def topic_waits(new: int, left: int, oldest: tuple[str, date] | None) -> str:
    """Of a topic's opinions: how far they are."""
    if not left:
        return "Ý kiến này đã được trả lời." if new == 1 else f"Cả {new} ý kiến đã được trả lời."
    if new == 1 and oldest:
        return "Đang chờ trả lời."
    answered = (
        f"Đã trả lời {new - left} ý kiến, còn {left} ý kiến" if left < new else f"Cả {new} ý kiến đang chờ trả lời"
    )
    return f"{answered}; lâu nhất là {oldest[0]}, từ ngày {day(oldest[1])}." if oldest else f"{answered}."


def to_verify() -> str:
    return "Đây là tin nghe lại, cần xác minh."


def guided(count: int) -> str:
    return f"Có {count} lượt được hướng dẫn nơi gửi đơn tố cáo theo quy định; nội dung không lưu trên kênh."


# I.3 where something happened


def focus(code: str, unit: str, opened: datetime, severity: int, words: str, ending: str) -> str:
    when = f"Lúc {hour(opened)} ngày {day(opened)}"
    return f"{when}, {unit} báo tin khẩn mức {severity} ({code}): {sentence(words)} {ending}"


def focus_ending(state: str, by: str, confirmed: bool) -> str:
    taker = big(comrade(by)) if by else ""
    ending = {
        "dong": f"{taker} nhận việc; vụ việc đã kết thúc." if taker else "Vụ việc đã kết thúc.",
        "da_tra_loi": f"{taker or 'Nơi xử lý'} báo đã xong; đơn vị chưa xác nhận.",
        "dang_xu_ly": f"{taker or 'Nơi xử lý'} đã nhận và đang xử lý.",
    }.get(state, "Chưa có người nhận việc.")
    return ending if confirmed else f"{ending} Tin chưa được xác nhận, cần xác minh."


# I.4 later and corrected


def addendum(label: str, unit: str, what: str, words: str) -> str:
    said = {"late": "gửi sau khi báo cáo đã duyệt", "corrected": "sửa lại", "withdrawn": "rút tin đã báo"}[what]
    return sentence(f"Tuần {week(label)}, {unit} {said}: {words}" if words else f"Tuần {week(label)}, {unit} {said}")


# II several units, one work


_NUMBERS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


def together(count: int, what: str, units: list[str]) -> str:
    """Two or more did the same. A number that begins a sentence is a word."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} đơn vị {what}: {'; '.join(units)}."


# III what became of it


def balance(figures: dict[str, int], overdue_before: int | None) -> str:
    """carried + new = done + left, in words."""
    carried = f"Đầu tuần còn {figures['carried']} ý kiến, trong tuần thêm" if figures["carried"] else "Trong tuần có"
    done = f"đã trả lời, giải quyết {figures['done']} ý kiến" if figures["done"] else "chưa có kết quả trả lời"
    begins = f"{carried} {figures['opinions']} ý kiến; {done}"
    if not figures["left"]:
        return f"{begins}, không còn ý kiến chưa trả lời."
    overdue = figures["overdue"]
    late = f", trong đó {overdue} ý kiến quá hạn{last_week(overdue_before)}" if overdue else ""
    return f"{begins}, còn {figures['left']} ý kiến{late}."


_ENDINGS = {
    "fixed": "trả lời",
    "explained": "giải thích",
    "not_feasible": "cho biết chưa thực hiện được",
    "not_ours": "cho biết việc thuộc nơi khác giải quyết",
}


def solved(code: str, unit: str, words: str, owner: str, ending: str, answer: str, confirmed: bool) -> str:
    witness = "đơn vị xác nhận đã ổn" if confirmed else "chờ đơn vị xác nhận"
    return f"{code} ({unit}): {sentence(words)} {owner} {_ENDINGS[ending]}: {answer}; {witness}."


def disputed(code: str, unit: str, words: str, owner: str, answer: str) -> str:
    done = f"{owner} trả lời: {answer}" if answer else f"{owner} báo đã xong"
    return f"{code} ({unit}): {sentence(words)} Ý kiến trái nhau, cần xác minh tại chỗ: {done}; đơn vị báo chưa ổn."


def overdue(code: str, unit: str, words: str, owner: str, days: int, why: str) -> str:
    reason = f"lý do: {why}" if why else "chưa nêu lý do"
    return sentence(f"{code} ({unit}): {sentence(words)} {owner} quá hạn {days} ngày, {reason}")


# IV what is to be done next


def task_overdue(owner: str, codes: list[str]) -> str:
    return f"Đôn đốc {owner} trả lời {_matters(codes)} quá hạn: {_codes(codes)}."


def task_unowned(codes: list[str]) -> str:
    return f"Xác định nơi giải quyết {_matters(codes)} chưa có nơi tiếp nhận: {_codes(codes)}."


def task_due(owner: str, codes: list[str], until: date) -> str:
    return f"Theo dõi {owner} trả lời {_matters(codes)} đến hạn từ nay đến ngày {day(until)}: {_codes(codes)}."


def task_focus(codes: list[str]) -> str:
    return f"Theo dõi đến khi kết thúc {_matters(codes)} khẩn đang mở: {_codes(codes)}."


def task_confirm(codes: list[str]) -> str:
    return f"Hỏi lại cơ sở về kết quả {_matters(codes)} đã được trả lời: {_codes(codes)}."


def task_unheard(units: list[str]) -> str:
    return f"Liên hệ {listed(units)} để nắm tình hình chưa có báo cáo."


def _matters(codes: list[str]) -> str:
    return "việc" if len(codes) == 1 else f"{len(codes)} việc"


def _codes(codes: list[str]) -> str:
    """At most eight of them."""
    return listed(codes) if len(codes) <= 8 else f"{', '.join(codes[:7])} và {len(codes) - 7} việc khác"


# V what is asked of the chair


def decide_untaken(code: str, unit: str) -> str:
    return f"Tin khẩn {code} ({unit}) chưa có người nhận; xin ý kiến về người chủ trì xử lý."


def decide_disputed(code: str, unit: str, owner: str) -> str:
    return f"{code} ({unit}): {owner} báo đã xong, đơn vị báo chưa ổn; xin ý kiến về việc kiểm tra tại chỗ."


def decide_overdue(owner: str, codes: list[str], days: int) -> str:
    late = f"quá hạn {days} ngày" if len(codes) == 1 else f"quá hạn, lâu nhất {days} ngày"
    return f"{_codes(codes)}: {owner} {late}; xin ý kiến chỉ đạo việc trả lời."


def decide_unowned(codes: list[str], days: int) -> str:
    late = f", quá hạn {days} ngày" if len(codes) == 1 else f", việc lâu nhất quá hạn {days} ngày"
    return f"{_codes(codes)} chưa có nơi tiếp nhận{late}; xin ý kiến về nơi giải quyết."


# Beside the text


def made_at(at: datetime) -> str:
    return f"Lập lúc {clock(at)} ngày {day(at)}/{at.year}"
