"""From a closed door to the first report, and the way out again."""

from __future__ import annotations

from reporting.texts.forms import big, choices, hello
from reporting.values import Who

IS_IT_YOU = choices(("Đúng tôi", "yes"), ("Không phải tôi", "no"))
CONSENT = choices(("Đồng ý", "yes"), ("Xem thêm", "more"), ("Không", "no"))
MAY_CALL = choices(("Được", "yes"), ("Không", "no"))
TRY = choices(("Không phát sinh", "nil"), ("Để sau", "later"))
NEW_CODE = choices(("Tạo mã mới", "yes"), ("Để sau", "no"))


def closed_door() -> str:
    return (
        "Xin chào. Kênh này dành cho cán bộ cơ sở có giấy mời. Nếu có giấy mời, xin nhắn hai chữ của mã.\n"
        "Có người gặp nguy hiểm, xin gọi ngay 113 (công an), 114 (cháy, cứu nạn) hoặc 115 (cấp cứu)."
    )


def wrong_code() -> str:
    return "Mã này chưa đúng. Xin xem lại hai chữ in trên giấy mời; viết hoa hay viết thường đều được."


def dead_code() -> str:
    return "Mã này không còn dùng được. Xin hỏi lại người đưa giấy mời."


def too_many_codes() -> str:
    return "Mã chưa đúng nhiều lần. Xin chờ một giờ rồi thử lại, hoặc hỏi người đưa giấy mời."


def is_it_you(who: Who, post: str) -> str:
    return f"Mã này dành cho {who.address} {who.name}, {post}. Có phải là {who.address} không ạ?"


def not_me() -> str:
    return "Cảm ơn đã cho biết. Có thể giấy mời đã đưa nhầm. Khối Dân vận sẽ xem lại; không cần làm gì thêm."


def code_in_other_hands(post: str, staff: Who) -> str:
    return f"Giấy mời của {post} có người khác mở. Mã cũ đã hủy. {big(staff.address)} in giấy mời mới giúp."


def here_is_a_new_code(post: str, code: str, link: str) -> str:
    return f"Mã mới của {post}: {code}." + (f"\nLiên kết: {link}" if link else "")


def code_later(staff: Who) -> str:
    return f"Dạ. Khi cần, {staff.address} tạo mã mới bằng lệnh danvan invite."


def welcome(who: Who, ward: str) -> str:
    """Model 1; who answers or reads is told what comes, not how to report."""
    manner = (
        f"{big(who.address)} chỉ cần nhắn như thường ngày, kênh sẽ sắp xếp giúp."
        if who.reports_for
        else f"Khi có việc cần {who.address}, kênh nhắn tại đây."
    )
    return f"Chào {hello(who)}. Đây là kênh báo việc của {ward} gửi Khối Dân vận. {manner}"


def consent(who: Who, abroad: bool) -> str:
    """`abroad`: the platform lies in another country, which the person agrees to as well (P7)."""
    foreign = " Telegram đặt máy ở nước ngoài, tin đi qua đó." if abroad else ""
    return (
        f"Kênh lưu tên, đơn vị và tin báo của {who.address} để theo dõi việc; không lưu số điện thoại, căn cước "
        f"của bà con.{foreign} {big(who.address)} đồng ý dùng kênh này không?"
    )


def consent_more(who: Who) -> str:
    return (
        "Tin gốc giữ 30 ngày, bản đã che tên giữ 24 tháng. Chỉ Khối Dân vận và nơi giải quyết được đọc.\n"
        f"{big(who.address)} xem lại, sửa, rút tin hay thôi dùng lúc nào cũng được. Kênh do máy trả lời, có người "
        f"của Khối trông coi. {big(who.address)} đồng ý không?"
    )


def no_consent(who: Who) -> str:
    return f"Dạ, kênh không lưu gì của {who.address}. Khi nào muốn dùng, {who.address} nhắn lại mã trên giấy mời."


def joined_may_call(who: Who) -> str:
    you = who.address
    return f"Cảm ơn {you}, vậy là xong. Khi {you} báo việc khẩn, người trực gọi điện cho {you} được không?"


def try_once(who: Who, may_call: bool) -> str:
    agreed = "Dạ được." if may_call else "Dạ, không gọi."
    return (
        f"{agreed} Mời {who.address} thử một lần cho quen, tin thử không tính vào đâu: "
        f"{who.address} chọn Không phát sinh."
    )


def joined_reader(who: Who) -> str:
    return f"Cảm ơn {who.address}, vậy là xong. Nhắn chữ giúp để xem {who.address} làm được gì ở đây."


def tried_nil(who: Who) -> str:
    return (
        f"{big(who.address)} làm đúng rồi. Từ nay có việc gì {who.address} cứ nhắn như nói chuyện; "
        "không rõ thì nhắn chữ giúp."
    )


def tried_words(who: Who, kind: str, place: str) -> str:
    return (
        f"Bản thử: {kind}, nơi: {place}. Khi thật, Tổ giúp việc hỏi lại một câu rồi mới lưu. "
        f"{big(who.address)} làm đúng rồi."
    )


def try_later(who: Who) -> str:
    return f"Dạ. Có việc gì {who.address} cứ nhắn; không rõ thì nhắn chữ giúp."


def joined_already(who: Who) -> str:
    return f"{big(who.address)} đã vào kênh rồi, không cần mã nữa. Có việc gì {who.address} cứ nhắn."


def left(who: Who) -> str:
    return (
        f"{big(who.address)} đã rời kênh. Cảm ơn {who.address} thời gian qua. Muốn trở lại, {who.address} hỏi "
        "Khối Dân vận giấy mời mới."
    )


def unit_has_nobody(unit: str) -> str:
    return f"{unit} không còn ai báo tin trên kênh. Nhờ gọi điện hỏi thăm và lập giấy mời mới khi cần."


def only_private() -> str:
    return "Kênh báo việc chỉ nhận tin nhắn riêng từng người, nên xin phép rời nhóm này. Mời nhắn riêng cho kênh."
