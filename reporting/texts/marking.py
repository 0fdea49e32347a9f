"""What turns out later not to be kept: why, and what becomes of it."""

from __future__ import annotations

from reporting.texts.forms import BACK, big, choices
from reporting.values import Who

WHY = (*choices(("Là tố cáo", "to_cao"), ("Riêng tư một người", "person"), ("Có dấu Mật", "secret")), BACK)


def why(who: Who, what: str) -> str:
    """`what`: a code, or the report of a unit and week."""
    return (
        f"Xóa mọi bản lưu lời của {what}, không lấy lại được; chỉ còn mã và lý do. {big(who.address)} chọn lý do giúp:"
    )


def done(what: str) -> str:
    return f"Đã xóa mọi bản lưu lời của {what}, chỉ còn lý do."


def delete_too(who: Who) -> str:
    return f"Nhờ {who.address} xóa tin ấy trên máy."


def by_bloc(what: str, refused: str) -> str:
    """To the reporter, before what every refusal says."""
    return f"{big(what)}: Khối Dân vận xem lại, lời tin đã xóa. {refused}"


def for_others(code: str, who: Who, still: bool) -> str:
    """To who was told of it. `still`: an alarm goes on without its words."""
    rest = "việc vẫn đang lo" if still else f"{who.address} không phải xử lý nữa"
    return f"{code}: lời tin thuộc loại không được giữ nên đã xóa, {rest}. {delete_too(who)}"


def closed_why() -> str:
    return "nội dung thuộc loại không được giữ"


def line_gone() -> str:
    """In place of a line of a digest that was approved already."""
    return "Nội dung đã xóa vì thuộc loại không được giữ."


def nothing_to_erase(who: Who) -> str:
    return f"Không có tin nào để xóa. {big(who.address)} nhắn chữ xóa rồi mã việc, ví dụ: xóa YK-0001."
