"""What the Bloc's people hear at their desk: draft, approval, standing, matters for owners."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import BACK, big, choices, clock, cut, listed, moment, sentence, week
from reporting.values import Choice, Who

WHOLE = 1200  # characters of a matter's words: what Zalo carries in one message beside the rest
PASSED_ON = 600  # of words passed on and answers

DRAFT = choices(("Duyệt", "approve"), ("Sửa dòng", "edit"), ("Thêm nhận xét", "remark"), ("Đơn vị chưa gửi", "missing"))
APPROVE = (Choice("1", "Duyệt", "yes"), BACK)
LINE = choices(("Đúng", "yes"), ("Sửa", "no"), ("Bỏ", "drop"))
SECTIONS = choices(
    ("Cần tập trung", "focus"),
    ("Ý kiến Nhân dân", "opinions"),
    ("Đã giải quyết", "solved"),
    ("Quá hạn", "overdue"),
    ("Nổi bật", "activities"),
    ("Đơn vị chưa gửi", "missing"),
)
RESULT = choices(("Đã ổn", "yes"), ("Chưa ổn", "no"))


def choose(staff: Who, label: str) -> str:
    return f"Bản dự thảo tuần {week(label)} ở trên. {big(staff.address)} chọn giúp:"


def sure(staff: Who, label: str) -> str:
    return (
        f"Duyệt rồi thì bản tuần {week(label)} không đổi nữa, tin đến sau nằm ở phần Bổ sung, đính chính tuần sau. "
        f"{big(staff.address)} duyệt chứ?"
    )


def approved(at: datetime) -> str:
    return f"Đã duyệt lúc {clock(at)} và gửi Trưởng Khối."


def approved_already(at: datetime, title: str) -> str:
    return f"Bản này đồng chí {title} đã duyệt lúc {clock(at)}, không sửa được nữa."


def which_line(staff: Who, count: int) -> str:
    return f"{big(staff.address)} nhắn số dòng rồi nội dung mới, ví dụ: sửa dòng 2: nội dung. Có {count} dòng."


def no_such_line(count: int) -> str:
    return f"Bản này có dòng 1 đến dòng {count}. Xin nhắn lại, ví dụ: sửa dòng 2: nội dung."


def new_line(staff: Who, number: int, words: str) -> str:
    return f"Dòng {number} mới: {words} Bản cũ giữ bên cạnh. Đúng chưa {staff.address}?"


def line_changed(staff: Who, number: int) -> str:
    return f"Đã sửa dòng {number}. {big(staff.address)} chọn giúp:"


def line_kept(staff: Who) -> str:
    return f"Dạ, để nguyên. {big(staff.address)} chọn giúp:"


def write_remark(staff: Who) -> str:
    return f"{big(staff.address)} viết nhận xét, một hai câu."


def remark_added(staff: Who) -> str:
    return f"Đã thêm nhận xét vào cuối bản. {big(staff.address)} chọn giúp:"


def nobody_missing() -> str:
    return "Đơn vị nào cũng đã có tin."


def missing(label: str, lines: list[str]) -> str:
    return "\n".join([f"Chưa có tin tuần {week(label)}:", *(f"- {line}" for line in lines)])


def standing(label: str, deadline: datetime, on_time: int, late: int, waiting: list[str]) -> str:
    rest = f"Chưa gửi: {listed(waiting)}." if waiting else "Đơn vị nào cũng đã có tin."
    late_part = f", {late} sau hạn" if late else ""
    return f"Tuần {week(label)}, hạn {moment(deadline)}: {on_time} đơn vị đã gửi{late_part}. {rest}"


def nothing_here() -> str:
    return "Phần này tuần này không có mục nào."


def help_staff(staff: Who) -> str:
    return (
        f"{big(staff.address)} nhắn: tuần (tình hình gửi tin), việc (các việc đang mở), một mã để xem việc đó.\n"
        "Ghi thay đơn vị báo qua điện thoại: nhắn tên đơn vị rồi nội dung, ví dụ: Suối Đá không có gì.\n"
        "Xem một đơn vị: nhắn tên đơn vị. Hỏi đơn vị, ví dụ: hỏi Tổ 5: bà con còn thiếu nước không.\n"
        "Sửa bản dự thảo: sửa dòng 2: nội dung mới.\n"
        "Lời không được giữ: xóa YK-0001, hoặc xóa dòng 2. Xem ai đã mở bản gốc, số liên hệ: nhật ký."
    )


def help_reader(who: Who) -> str:
    return f"{big(who.address)} nhắn: tuần (bản tổng hợp gần nhất), hoặc một mã để xem việc đó."


def help_owner(who: Who) -> str:
    return (
        f"{big(who.address)} nhắn: việc (các việc đã chuyển tới), một mã để xem, hoặc mã rồi nội dung trả lời, "
        "ví dụ: YK-0001 đã thay hai bóng đèn."
    )


def first_this(staff: Who, units: str) -> str:
    return f"Tin ghi thay {units} còn chưa lưu. {big(staff.address)} chọn giúp, rồi nhắn tiếp đơn vị khác."


def no_digest_yet() -> str:
    return "Chưa có bản tổng hợp nào được gửi."


def new_matter(code: str, topic: str, where: str, words: str, due: datetime | None) -> str:
    """The whole words, as far as one message carries them."""
    when = f" Trả lời trước {moment(due)}." if due else ""
    return f"Việc mới {code} ({topic}, {where}): {sentence(cut(words, WHOLE))}{when}"


def matter_by_phone(code: str, where: str, words: str, title: str, phone: str) -> str:
    return f"{code} ({where}): {sentence(cut(words, 90))} {big(title)} chưa vào kênh, nhờ gọi {phone}."


def by_phone(words: str, title: str, phone: str) -> str:
    """What was to be said to somebody who has no chat."""
    return f"{words} {big(title)} chưa vào kênh, nhờ gọi {phone}."


def more_for_owner(code: str, where: str, words: str) -> str:
    return f'{code} ({where}), đơn vị nhắn thêm: "{cut(words, PASSED_ON)}".'


def owner_says(code: str, owner: str, words: str) -> str:
    return f'{code}, {owner} nhắn: "{cut(words, PASSED_ON)}".'


def owner_took(who: Who, code: str) -> str:
    return f"{big(who.address)} đã nhận {code}. Khi có kết quả, {who.address} nhắn lại đây."


def answer_sent(code: str, unit: str) -> str:
    return f"Đã gửi trả lời {code}. Việc khép lại khi {unit} báo đã ổn."


def what_is_missing(who: Who) -> str:
    return f"Dạ, còn gì chưa ổn? {big(who.address)} viết một câu, kênh chuyển ngay."


def reopened(who: Who, code: str) -> str:
    return f"Đã mở lại {code} và chuyển lời {who.address}. Có kết quả mới, Tổ giúp việc báo {who.address}."


def reopened_for_owner(code: str, where: str, words: str, due: datetime) -> str:
    return f"{code} mở lại, {where} cho biết: {sentence(cut(words, PASSED_ON))} Trả lời trước {moment(due)}."


def withdrawn_for_owner(code: str, why: str) -> str:
    return f"{code}: người báo đã rút, lý do: {sentence(cut(why, 80))} Không phải xử lý nữa."


def corrected_for_owner(code: str, words: str) -> str:
    return f"{code} sửa lại: {sentence(cut(words, PASSED_ON))}"


def open_matters(lines: list[str]) -> str:
    return "\n".join(["Việc đang mở:", *lines, "Gõ mã để xem."]) if lines else "Không có việc nào đang mở."


def somebody_asks(unit: str, words: str, phone: str) -> str:
    return f'{big(unit)} hỏi: "{cut(words, 150)}". Nhờ gọi lại {phone}.'


def could_not_read(unit: str, phone: str) -> str:
    return f"Có một tin của {unit} kênh chưa xử lý được, bản gốc còn giữ. Nhờ gọi hỏi {phone}."
