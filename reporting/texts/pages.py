"""Links in the chat, and every sentence of the pages they open. `you` is how the person is addressed (bác, chị)."""

from __future__ import annotations

from datetime import datetime

from reporting.texts.forms import big, clock, day, moment, week
from reporting.values import Who

# In the chat


def add_link(who: Who, slot: str, until: datetime) -> str:
    return f"{big(who.address)} mở liên kết này để ghim nơi, gửi ảnh, gửi tệp. Dùng được đến {moment(until)}: {slot}"


def cannot_carry(who: Who, channel: str, slot: str) -> str:
    """D24."""
    return (
        f"{channel} không chuyển được loại tin này tới kênh. {big(who.address)} gõ bằng chữ, "
        f"gửi ảnh, hoặc mở liên kết để ghim nơi, gửi tệp: {slot}"
    )


def how_to_pin() -> str:
    """A line of the help."""
    return "Chỉ nơi trên bản đồ, gửi nhiều ảnh: nhắn ghim."


def no_links(who: Who) -> str:
    return f"Kênh chưa có trang ghim nơi. {big(who.address)} gõ tên nơi bằng chữ, gửi ảnh ngay tại đây."


def where_of_what(who: Who, place: str) -> str:
    """A place came and nothing else."""
    return f"Đã nhận nơi: {place}. Việc gì ở đó vậy {who.address}? {big(who.address)} viết ngắn cũng được."


def digest_link(slot: str, until: datetime) -> str:
    return f"Xem chữ lớn hoặc in ra, mở được đến {moment(until)}: {slot}"


# On every page


def dead_title() -> str:
    return "Liên kết không còn dùng được"


def dead() -> str:
    return "Trang này đã xong việc hoặc đã quá giờ mở."


def dead_what_to_do() -> str:
    return "Muốn ghim nơi, gửi ảnh: quay lại cuộc trò chuyện, gõ chữ ghim để nhận liên kết mới."


def busy() -> str:
    return "Kênh đang bận, xin thử lại sau một phút."


# Pin a place, send photos


def add_title() -> str:
    return "Ghim nơi, gửi ảnh"


def add_lead(you: str, until: datetime) -> str:
    return f"{big(you)} ghim nơi có việc, gửi ảnh nếu có, rồi bấm Xong. Trang mở đến {moment(until)}."


def place_heading() -> str:
    return "Nơi có việc"


def photo_heading() -> str:
    return "Ảnh, tệp, nếu có"


def map_hint() -> str:
    return "Chạm vào bản đồ để ghim, kéo ghim để sửa."


def map_name(ward: str) -> str:
    return f"Bản đồ {ward}. Chọn nơi bằng danh sách bên dưới cũng được."


def closer() -> str:
    return "Phóng to"


def farther() -> str:
    return "Thu nhỏ"


def use_my_place() -> str:
    return "Dùng vị trí của máy"


def looking_for_me() -> str:
    return "Đang tìm vị trí của máy…"


def not_found_me(you: str) -> str:
    return f"Máy chưa cho biết vị trí. {big(you)} chạm vào bản đồ hoặc chọn trong danh sách."


def choose_place() -> str:
    return "Hoặc chọn trong danh sách"


def choose_one() -> str:
    return "Chọn nơi"


def whole_unit(unit: str) -> str:
    return f"{unit} (không rõ nơi)"


def send_place() -> str:
    return "Gửi nơi này"


def near(place: str, unit: str) -> str:
    return f"gần {place}, {unit}" if place else f"trong {unit}"


def at(place: str, unit: str) -> str:
    return f"{place}, {unit}" if place else unit


def pinned() -> str:
    return "Đang ghim:"


def sending_place() -> str:
    return "Đang gửi nơi…"


def place_sent() -> str:
    return "Đã gửi nơi:"


def place_again() -> str:
    return "Chưa đúng thì ghim lại."


def take_photo() -> str:
    return "Chụp ảnh"


def choose_photo() -> str:
    return "Chọn ảnh có sẵn"


def photo_hint(most: int) -> str:
    return f"Nhiều nhất {most} ảnh và tệp. Nhờ không chụp rõ mặt người, giấy tờ, biển số."


def photo_waiting() -> str:
    return "chờ gửi"


def photo_sending() -> str:
    return "đang gửi"


def photo_sent() -> str:
    return "đã gửi"


def weak_network() -> str:
    return "mạng yếu, đang thử lại"


def not_sent() -> str:
    return "chưa gửi được"


def send_again() -> str:
    return "Gửi lại"


def photo() -> str:
    return "Ảnh"


def photos_sent(count: int) -> str:
    return f"Đã gửi {count} ảnh, tệp."


def done() -> str:
    return "Xong"


def waiting_for_rest() -> str:
    return "Đang gửi nốt…"


def rest_not_sent(you: str) -> str:
    return f"Còn mục chưa gửi được. {big(you)} bấm Gửi lại, hoặc bấm Xong lần nữa để thôi."


def done_title() -> str:
    return "Đã xong"


def all_sent(you: str) -> str:
    return f"Đã gửi, {you} quay lại cuộc trò chuyện."


def nothing_sent(you: str) -> str:
    return f"Chưa có gì được gửi. {big(you)} quay lại cuộc trò chuyện; cần thì gõ chữ ghim để mở trang mới."


def back_to_page() -> str:
    return "Quay lại trang"


# What was given and could not be taken


def wrong_place(you: str) -> str:
    return f"Kênh chưa rõ nơi nào. {big(you)} chạm vào bản đồ hoặc chọn một nơi trong danh sách."


def not_here(ward: str, you: str) -> str:
    return f"Nơi này ở ngoài {ward}. {big(you)} xem lại ghim, hoặc chọn trong danh sách."


def enough_places() -> str:
    return "Nơi đã sửa nhiều lần rồi, xin bấm Xong rồi xem lại trong cuộc trò chuyện."


def enough_photos(most: int) -> str:
    return f"Đã đủ {most} ảnh, tệp, xin bấm Xong."


def not_a_photo(why: str) -> str:
    return {
        "empty": "Ảnh này trống, xin chọn ảnh khác.",
        "large": "Ảnh này lớn quá, xin chọn ảnh khác.",
        "kind": "Tệp này không phải ảnh kênh mở được, xin chọn ảnh JPEG hoặc PNG.",
        "broken": "Ảnh này bị hỏng, xin chọn ảnh khác.",
    }[why]


def not_a_file(why: str) -> str:
    return {
        "empty": "Tệp này trống, xin chọn tệp khác.",
        "large": "Tệp này nặng quá, xin chọn tệp khác.",
        "kind": "Trang nhận ảnh, đoạn phim, tin thoại, tệp PDF, Word và Excel.",
        "broken": "Tệp này bị hỏng, xin chọn tệp khác.",
    }[why]


def not_to_be_sent(you: str) -> str:
    """Its name bears a stamp, or what the gate refuses."""
    return f"Tệp này không được gửi qua ứng dụng. Nhờ {you} nộp trực tiếp cho văn thư."


def choose_file() -> str:
    return "Chọn tệp, đoạn phim"


def file() -> str:
    return "Tệp"


def no_address(you: str) -> str:
    return f"Kênh chưa nhắn được tới {you}. {big(you)} nhắn một chữ trong cuộc trò chuyện rồi thử lại."


# The digest


def landing_title() -> str:
    return "Mở trang"


def landing() -> str:
    return "Bấm Mở để xem. Trang dành riêng cho người nhận liên kết, xin không chuyển tiếp."


def open_it() -> str:
    return "Mở"


def digest_title(label: str) -> str:
    return f"Tổng hợp tuần {week(label)}"


def approved(at: datetime) -> str:
    return f"Đã duyệt lúc {clock(at)} ngày {day(at)}."


def for_one_reader() -> str:
    return "Bản dành riêng cho người nhận, xin không chuyển tiếp."
