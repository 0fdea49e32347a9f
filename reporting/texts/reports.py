"""What a reporter hears: nothing new, a report understood, saved, corrected, taken back."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import BACK, big, choices, clock, cut, day, hello, listed, moment, sentence, week, work_of
from reporting.values import Choice, Who

NIL_OR_NEWS = choices(("Không phát sinh", "no"), ("Có việc", "news"))
MORE = choices(("Không thêm", "no"), ("Có việc", "news"))
NEWS_OR_NIL = choices(("Có việc", "news"), ("Không phát sinh", "no"))
SIZE = choices(("Vài hộ", "few"), ("Cả xóm", "many"), ("Chưa rõ", "unknown"))
CONFIRM = choices(("Đúng", "yes"), ("Sửa", "no"), ("Bỏ", "drop"))
SPLIT = choices(("Đúng", "yes"), ("Gộp một việc", "merge"), ("Sửa", "no"))
FIX = (*choices(("Việc", "words"), ("Nơi", "place"), ("Loại", "kind")), BACK)
KINDS = (
    *choices(("Tin hoạt động", "status"), ("Ý kiến bà con", "feedback"), ("Việc khẩn", "hotspot")),
    BACK,
)
ONLY_BACK = (BACK,)
MEND_NIL = (Choice("9", "Sửa lại", "mend"),)
UNDO = (Choice("9", "Hoàn tác", "undo"),)
REWRITE = "rewrite"
NOT_THIS = choices(("Không phải việc này", REWRITE))
LOST = choices(("Không phát sinh", "nil"), ("Ý kiến bà con", "feedback"), ("Việc khẩn", "hotspot"), ("Hỏi", "ask"))
COMMAND = choices(("Việc của tôi", "mine"), ("Giúp", "help"))

_KINDS = {"status": "tin hoạt động", "nil": "không phát sinh"}
_LEGAL = {"khieu_nai": "khiếu nại", "kien_nghi": "kiến nghị", "phan_anh": "phản ánh"}
TOPICS = {
    "dat_dai": "đất đai",
    "gpmb": "giải phóng mặt bằng",
    "moi_truong": "môi trường",
    "an_ninh": "an ninh trật tự",
    "ha_tang": "hạ tầng",
    "thien_tai": "thiên tai",
    "dich_benh": "dịch bệnh, y tế",
    "an_sinh": "an sinh xã hội",
    "hanh_chinh": "hành chính",
    "ton_giao": "tôn giáo, tín ngưỡng",
    "cong_trinh": "công trình, dự án",
    "khac": "việc khác",
}


def kind_name(kind: str, legal: str | None, severity: int | None) -> str:
    """feedback by its legal class, hot spot by its severity."""
    if kind == "hotspot":
        return f"việc khẩn mức {severity}"
    return _LEGAL.get(legal or "", "ý kiến bà con") if kind == "feedback" else _KINDS[kind]


def prompt(who: Who) -> str:
    return (
        f"Việc gì, ở đâu, khoảng bao nhiêu hộ hay người? {big(who.address)} viết ngắn cũng được; "
        "nhờ không ghi tên, số điện thoại của bà con."
    )


def nil_done(
    who: Who, units: str, label: str, open_matters: list[str], instead: bool, phone_at: datetime | None
) -> str:
    """Model 6. `open_matters` are lines of matters still open, two at most; `instead`: reported for somebody else."""
    if phone_at is not None:
        return f"Đã ghi {units} tuần {week(label)}: không phát sinh, báo qua điện thoại lúc {clock(phone_at)}."
    by = f", {who.address} báo thay" if instead else ""
    done = f"Đã ghi {units} tuần {week(label)}: không phát sinh{by}."
    thanks = f"Cảm ơn {who.address}. Nếu sau đó có việc, {who.address} cứ nhắn tiếp."
    if not open_matters:
        return f"{done} {thanks}"
    return "\n".join([f"{done} Việc cũ vẫn theo dõi:", *open_matters, thanks])


def nil_already(who: Who, units: str, label: str) -> str:
    return f"{big(units)} tuần {week(label)} đã có tin rồi, không phải nhắn lại. Cảm ơn {who.address}."


def open_matter(code: str, summary: str, due: datetime | None, overdue: bool) -> str:
    if overdue:
        return f"{code} {cut(summary, 60)}, đã quá hạn, Tổ giúp việc đang hỏi lại."
    when = f", dự kiến trả lời trước ngày {day(due)}" if due else ""
    return sentence(f"{code} {cut(summary, 60)}{when}")


def mend(who: Who) -> str:
    return f"Dạ, {who.address} nhắn lại giúp: việc gì, ở đâu?"


def understood(who: Who, words: str, place: str, kind: str, files: str, note: str = "") -> str:
    """Model 8. `files` are counted, `note` follows on its own line."""
    with_files = f"; {files}" if files else ""
    line = f"Tổ giúp việc hiểu là: {words}{with_files}. Nơi: {place}. Loại: {kind}. Đúng ý {who.address} chưa?"
    return f"{line}\n{note}" if note else line


def understood_many(who: Who, parts: list[tuple[str, str]], place: str) -> str:
    """`parts` are (words, kind)."""
    numbers = ("nhất", "hai", "ba", "tư", "năm", "sáu")
    count = ("", "một", "hai", "ba", "bốn", "năm", "sáu")[len(parts)]
    lines = [f"Việc thứ {numbers[n]}: {words} ({kind})." for n, (words, kind) in enumerate(parts)]
    return "\n".join([f"Tổ giúp việc hiểu là {count} việc.", *lines, f"Nơi: {place}. Đúng ý {who.address} chưa?"])


def by_phone(units: str, label: str, words: str, place: str, kind: str, staff: Who) -> str:
    """`place` is empty where nothing is to report."""
    where = f" Nơi: {place}. Loại: {kind}." if place else ""
    return f"Ghi thay {units} tuần {week(label)}, báo qua điện thoại: {words}.{where} Đúng chưa {staff.address}?"


def with_households(words: str, count: int) -> str:
    return f"{words}, {count} hộ"


def with_size(words: str, size: str) -> str:
    """`size` by the label that was chosen."""
    said = {"few": "vài hộ", "many": "cả xóm"}[size]
    return words if said in words.lower() else f"{words}, {said}"


def masked(who: Who, kinds: tuple[str, ...]) -> str:
    names = {
        "name": "tên",
        "phone": "số điện thoại",
        "id_card": "số căn cước",
        "bank_account": "số tài khoản",
        "plate": "biển số",
    }
    covered = ", ".join(names[kind] for kind in names if kind in kinds)
    return f"Đã che {covered} trong tin để bảo vệ bà con. Nơi giải quyết vẫn liên hệ được qua {who.address}."


def state_is_theirs() -> str:
    return "Việc đã xong hay chưa do nơi giải quyết báo."


def ask_size(who: Who, words: str) -> str:
    return f"Dạ, {cut(words, 90)}. Khoảng bao nhiêu hộ vậy {who.address}? {big(who.address)} nhắn con số cũng được."


def ask_nil(who: Who) -> str:
    return f"Tin này là có việc hay tuần không phát sinh gì vậy {who.address}?"


def dropped() -> str:
    return "Đã bỏ tin này, không lưu."


def fix(who: Who) -> str:
    return f"{big(who.address)} muốn sửa phần nào?"


def fix_words(who: Who) -> str:
    return f"{big(who.address)} nhắn lại giúp: việc gì?"


def fix_place(who: Who) -> str:
    return f"Việc này ở đâu vậy {who.address}? {big(who.address)} ghi tên xóm, hẻm hay chỗ ai cũng biết."


def fix_kind(who: Who) -> str:
    return f"Tin này thuộc loại nào vậy {who.address}?"


def saved_news(
    who: Who, units: list[str], label: str, replaced_nil: bool, phone_at: datetime | None, instead: bool = False
) -> str:
    if phone_at is not None:
        return f"Đã ghi tin tuần {week(label)} của {listed(units)}, báo qua điện thoại lúc {clock(phone_at)}."
    if replaced_nil:
        return (
            f"Đã lưu tin tuần {week(label)} của {listed(units)} thay cho tin không phát sinh trước đó. "
            f"Cảm ơn {who.address}."
        )
    if len(units) > 1:
        return f"Đã lưu tin tuần {week(label)}, tính cho cả {listed(units)}. Cảm ơn {who.address}."
    by = f", {who.address} báo thay" if instead else ""
    return f"Đã lưu tin tuần {week(label)} của {units[0]}{by}. Cảm ơn {who.address}."


def saved_matter(code: str, owner: str, due: datetime | None, files: str) -> str:
    """Model 9; `files`: what becomes of what came with it."""
    when = f", dự kiến trả lời trước {moment(due)}" if due else ""
    line = f"Đã lưu, mã {code}. Nơi tiếp nhận: {owner}{when}. Gõ mã này để hỏi tiến độ."
    return f"{line}\n{files}" if files else line


def saved_to_head(code: str, words: str) -> str:
    return (
        f"Đã lưu, mã {code}. Việc này hỏi về {work_of(words)} của một cơ quan nên đồng chí Trưởng Khối xem trước rồi "
        "chuyển nơi trả lời. Gõ mã này để hỏi tiến độ."
    )


def saved_many(items: list[tuple[str, str, str, datetime | None]]) -> str:
    """Items are (code, words, owner, due)."""
    count = ("", "một", "hai", "ba", "bốn", "năm", "sáu")[len(items)]
    lines = [
        f"{code} {cut(words, 40)}: {owner}" + (f", trước {moment(due)}." if due else ".")
        for code, words, owner, due in items
    ]
    return "\n".join([f"Đã lưu {count} mã, gõ mã nào hỏi tiến độ việc đó.", *lines])


def corrected(code: str, old: str, new: str) -> str:
    """Model 24."""
    return f"Đã sửa {code}: {cut(old, 60)} thành {cut(new, 60)}. Bản cũ vẫn giữ trong nhật ký."


def put_back(code: str, words: str) -> str:
    return f"Đã trả {code} về {cut(words, 60)}."


def added(code: str, owner: str) -> str:
    """Words sent with a code; `owner` is empty where they went to everybody who was told."""
    to = owner or "những người đang lo việc này"
    return f"Đã ghi thêm vào {code} và chuyển {to}."


def taken_back() -> str:
    return "người báo rút lại"


def undone(what: str) -> str:
    return f"Đã rút {what}. Bản cũ vẫn giữ trong nhật ký."


def report_of(unit: str, label: str) -> str:
    return f"tin tuần {week(label)} của {unit}"


def nothing_to_undo(who: Who) -> str:
    return (
        f"Không có gì để hoàn tác trong mười phút vừa rồi. Muốn rút một việc, {who.address} nhắn rút kèm mã, "
        "ví dụ: rút YK-0001."
    )


def why_withdraw(who: Who, code: str) -> str:
    return f"Rút {code} vì sao vậy {who.address}? {big(who.address)} viết một câu."


def withdrawn(who: Who, code: str, why: str) -> str:
    return f"Đã khép {code}, lý do: {sentence(cut(why, 80))} Cảm ơn {who.address} báo lại."


def no_such_code(code: str) -> str:
    return f"Kênh không tìm thấy {code} trong các việc của đơn vị. Xin xem lại mã."


def closed_already(code: str) -> str:
    return f"{code} đã khép lại rồi."


def moved_on(code: str) -> str:
    """An act that its state does not have any more."""
    return f"{code} nay đã khác, việc này không còn làm được. Gõ mã để xem."


def correct_how(who: Who) -> str:
    return f"{big(who.address)} nhắn sửa, mã việc rồi nội dung mới, ví dụ: sửa YK-0001 8 hộ. Nhắn việc để xem các mã."


def refused(why: str, who: Who, place: str, hours: str, delete: bool) -> str:
    """Models 20-22; `delete`: the person is asked to delete the message."""
    if why == "to_cao":
        gone = f" Nhờ {who.address} xóa tin trên máy." if delete else ""
        return (
            f"Nội dung này có thể là tố cáo, luật bảo vệ người tố cáo nên kênh không ghi lại.{gone}\n"
            f"Xin hướng dẫn bà con gửi đơn hoặc trình bày trực tiếp tại {place}, {hours}."
        )
    if why == "secret":
        return (
            f"Tài liệu có dấu Mật không được gửi qua ứng dụng. Kênh không mở, không lưu. Nhờ {who.address} xóa trên "
            "máy và nộp trực tiếp cho văn thư."
        )
    return (
        f"Kênh không nhận nhận xét về niềm tin, ý kiến, sức khỏe của một người. Nhờ {who.address} nêu việc và nơi "
        f"xảy ra; phần này không lưu, {who.address} xóa giúp trên máy."
    )


def with_not_this(asked: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices of a question with the way on of a refusal, numbered after those counted from 1."""
    counted = tuple(choice for choice in asked if choice.digit not in ("0", "9"))
    way_on = Choice(str(len(counted) + 1), NOT_THIS[0].label, REWRITE)
    return (*counted, way_on, *(choice for choice in asked if choice not in counted))


def refused_in_part(why: str, who: Who, place: str, hours: str, files: bool) -> str:
    """Models 20-22 of one matter among several; what is said of the others follows. `files`: some came with it."""
    gone = f"Nhờ {who.address} xóa tin trên máy."
    gone = f"Ảnh hay tệp gửi kèm cũng không lưu. {gone}" if files else gone
    if why == "to_cao":
        return (
            f"Một phần tin này có thể là tố cáo, luật bảo vệ người tố cáo nên kênh không ghi lại phần đó. {gone}\n"
            f"Xin hướng dẫn bà con gửi đơn hoặc trình bày trực tiếp tại {place}, {hours}."
        )
    if why == "secret":
        return f"Một phần tin này mang dấu Mật: kênh không mở, không lưu, xin nộp trực tiếp cho văn thư. {gone}"
    return f"Kênh không nhận phần nhận xét về niềm tin, ý kiến, sức khỏe của một người; phần đó không lưu. {gone}"


def rewrite(who: Who, beside: bool = False) -> str:
    """`beside`: what was kept of the same message is not written again."""
    if beside:
        return (
            f"Dạ, {who.address} viết lại riêng phần đó giúp: việc gì, ở đâu; không nêu ai làm, ai nói. "
            "Phần còn lại kênh vẫn giữ."
        )
    return f"Dạ, {who.address} viết lại giúp: việc gì, ở đâu; không nêu ai làm, ai nói."


def no_command(who: Who) -> str:
    return (
        f"Kênh không gửi danh sách hay số điện thoại của ai. {big(who.address)} cần gặp ai, nhắn Tổ giúp việc "
        "chuyển lời."
    )


def lost(who: Who) -> str:
    """Model 17."""
    return f"Xin lỗi {who.address}, câu này kênh chưa hiểu rõ. {big(who.address)} chọn giúp:"


def still_lost(who: Who, phone: str) -> str:
    return f"Dạ, kênh vẫn chưa hiểu. {big(who.address)} gọi Tổ giúp việc số {phone}, có người nghe máy."


def unsupported(who: Who) -> str:
    return f"Loại tin này kênh chưa đọc được. {big(who.address)} gõ bằng chữ hoặc gửi ảnh giúp."


def sorry(who: Who) -> str:
    """Model 18."""
    return (
        f"Tin của {who.address} đã nhận, chưa xử lý xong. Tổ giúp việc sẽ nhắn lại; {who.address} không phải gửi lại."
    )


def which_number(who: Who, digit: str) -> str:
    return f"Số {digit} này {who.address} trả lời cho việc nào?"


def one_number(who: Who) -> str:
    return f"{big(who.address)} chọn giúp một số thôi ạ."


def answered_already(who: Who) -> str:
    return f"Câu ấy đã trả lời rồi. Có việc gì {who.address} cứ nhắn."


def back_done(who: Who) -> str:
    return f"Dạ. Có việc gì {who.address} cứ nhắn."


def no_more(who: Who) -> str:
    return f"Dạ, cảm ơn {who.address}."


def question_passed(who: Who) -> str:
    return f"Đã chuyển câu hỏi tới chuyên viên của Khối. Có trả lời, Tổ giúp việc báo {who.address}."


def unit_this_week(unit: str, label: str, state: str, deadline: datetime) -> str:
    said = {
        "on_time": "đã có tin, đúng hạn",
        "late": "đã có tin, sau hạn",
        "due": f"chưa có tin, hạn {moment(deadline)}",
        "missing": "chưa có tin",
        "excused": "được miễn tuần này",
    }[state]
    return f"{big(unit)} tuần {week(label)}: {said}."


def draft_again(who: Who, words: str, unit: str, yesterday: bool) -> str:
    when = f"hôm qua {who.address} " if yesterday else ""
    return f"Chào {hello(who)}, {when}còn tin chưa lưu: {cut(words, 100)}, {unit}. Lưu không {who.address}?"


def draft_for_staff(unit: str, words: str) -> str:
    return f"{big(unit)} còn tin chưa xác nhận hai ngày nay: {cut(words, 110)}. Nhờ gọi điện hỏi thăm."


def help_reporter(who: Who, phone: str, more: list[str]) -> str:
    words = (
        f"{big(who.address)} cứ nhắn như nói chuyện, kênh hỏi lại một câu rồi lưu.\n"
        "Tuần yên: nhắn không có gì, hoặc chọn số 1 khi được nhắc.\n"
        "Có việc: nhắn việc gì, ở đâu; gửi ảnh kèm cũng được.\n"
        "Việc nguy hiểm: nhắn ngay một câu, rồi gọi 113, 114 hoặc 115.\n"
        "Chữ tắt: việc (các việc đã báo), tuần (tin tuần này), sửa, rút kèm mã, hoàn tác, bỏ, menu, rời kênh."
    )
    return "\n".join([words, *more, f"Cần người giúp, {who.address} gọi {phone}."])
