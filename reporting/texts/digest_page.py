"""The words of a digest's own page."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import big, clock, day, small

FIGURES = {
    "on_time": "gửi đúng hạn",
    "late": "gửi sau hạn",
    "nil": "không phát sinh",
    "missing": "chưa gửi",
    "excused": "được miễn",
    "focus": "việc cần tập trung",
    "opinions": "ý kiến trong tuần",
    "carried": "ý kiến từ tuần trước",
    "done": "ý kiến đã trả lời",
    "left": "ý kiến đang chờ",
    "overdue": "ý kiến quá hạn",
    "reopened": "ý kiến mở lại",
}
PAPERS = {"docx": "Tải bản Word", "pdf": "Tải bản PDF", "xlsx": "Tải số liệu"}
FILES = {"docx": "bao-cao", "pdf": "bao-cao", "xlsx": "so-lieu"}


def figures_heading() -> str:
    return "Con số trong tuần"


def papers_heading() -> str:
    return "Tải về"


def unit_figure(count: int, key: str) -> str:
    return f"{count} đơn vị {FIGURES[key]}"


def figure(count: int, key: str) -> str:
    return f"{count} {FIGURES[key]}"


def reports(count: int) -> str:
    return f"Xem {count} tin"


def report(unit: str, at: datetime, code: str) -> str:
    """Whose it is and of when: its words follow."""
    return f"{big(unit)}, {clock(at)} ngày {day(at)}" + (f", {code}" if code else "")


def gone() -> str:
    return "tin đã rút hoặc đã xóa"


def stands(stage: str, approved: datetime | None, signed: datetime | None, whole: str) -> str:
    """How far it is."""
    if stage == "numbered" and signed is not None:
        return f"Báo cáo {small(whole)}, ký lúc {clock(signed)} ngày {day(signed)}."
    if stage == "signed" and signed is not None:
        return f"Đã ký lúc {clock(signed)} ngày {day(signed)}, chờ lấy số."
    if stage == "returned":
        return "Trưởng Khối nhờ sửa lời; số liệu giữ như lúc duyệt."
    if approved is not None:
        return f"Đã duyệt lúc {clock(approved)} ngày {day(approved)}, chờ Trưởng Khối ký."
    return "DỰ THẢO, chưa ai duyệt."


def edit() -> str:
    return "Sửa dòng"


def words_of(number: int) -> str:
    return f"Lời mới của dòng {number}"


def keep() -> str:
    return "Lưu dòng này"


def before() -> str:
    return "Bản gốc:"


def remark() -> str:
    return "Thêm nhận xét"


def remark_words() -> str:
    return "Nhận xét của Khối, một hai câu"


def keep_remark() -> str:
    return "Lưu nhận xét"


def kept(number: int) -> str:
    return f"Đã sửa dòng {number}. Bản gốc giữ bên cạnh."


def remark_kept() -> str:
    return "Đã thêm nhận xét vào cuối bản."


def empty() -> str:
    return "Dòng mới còn trống, xin viết lại."


def too_long(most: int) -> str:
    return f"Dòng dài quá {most} chữ cái, xin viết gọn hơn."


def refused() -> str:
    return "Câu này có phần kênh không giữ (tố cáo, bí mật, nhận xét về một người). Xin viết lại."


def changed_meanwhile() -> str:
    return "Dòng này vừa có người sửa. Lời mới ở trên; nếu vẫn muốn sửa, xin bấm Lưu lần nữa."


def closed() -> str:
    return "Bản này đã duyệt, không sửa được nữa."


def to_top() -> str:
    return "Về đầu trang"
