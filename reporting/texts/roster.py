"""Titles of posts, and what the clerk is told about a ward file that cannot be taken. Every function gives one line."""

from __future__ import annotations

from collections.abc import Iterable

SECRETARY = "Bí thư chi bộ"
FRONT_HEAD = "Trưởng ban công tác Mặt trận"
ADDRESS = "đồng chí"

# What a residential unit is called, and its head.
LEADERS = {
    "tổ dân phố": "Tổ trưởng",
    "thôn": "Trưởng thôn",
    "khu phố": "Trưởng khu phố",
    "khóm": "Trưởng khóm",
    "ấp": "Trưởng ấp",
    "bản": "Trưởng bản",
    "buôn": "Trưởng buôn",
    "làng": "Trưởng làng",
    "xóm": "Trưởng xóm",
}
WARD_KINDS = ("phường", "xã", "đặc khu")


def post_in_unit(title: str, unit: str) -> str:
    """A post with its unit, the words they share said once: "Trưởng thôn Hải Yên", "Bí thư Chi bộ 6"."""
    words, name = title.split(), unit.split()
    for shared in range(min(len(words), len(name)), 0, -1):
        if [word.casefold() for word in words[-shared:]] == [word.casefold() for word in name[:shared]]:
            words = words[:-shared]
            break
    joined = " ".join([*words, *name])
    return joined[:1].upper() + joined[1:]


def refused(problems: int) -> str:
    return f"Chưa nhập tệp phường: có {problems} chỗ cần sửa, chưa thay đổi gì."


def problem(line: int | None, where: str, reason: str) -> str:
    place = f"Dòng {line}" if line else "Trong tệp"
    return f"{place}, {where}: {reason}" if where else f"{place}: {reason}"


# ---- the file as such


def syntax() -> str:
    return "dòng này viết chưa đúng dạng; mỗi mục viết là: tên = giá trị."


def unclosed_string() -> str:
    return "thiếu dấu ngoặc kép đóng."


def missing_equals() -> str:
    return "thiếu dấu bằng sau tên mục."


def unquoted() -> str:
    return "giá trị chưa đúng: chữ phải nằm trong ngoặc kép; danh sách ở trên phải có ngoặc vuông đóng."


def declared_twice() -> str:
    return "mục này đã có ở trên, chỉ được ghi một lần."


def unclosed_list() -> str:
    return "danh sách thiếu dấu phẩy hoặc dấu ngoặc vuông đóng."


def unclosed_inline() -> str:
    return "thiếu dấu phẩy hoặc dấu ngoặc nhọn đóng."


# ---- one value


def missing(key: str) -> str:
    return f'thiếu mục "{key}".'


def unknown_key(key: str, nearest: str | None) -> str:
    hint = f' Có phải là "{nearest}"?' if nearest else ""
    return f'không có mục nào tên "{key}".{hint}'


def not_text() -> str:
    return "cần là chữ, viết trong ngoặc kép."


def not_whole_number() -> str:
    return "cần là số nguyên, không có ngoặc kép."


def not_number() -> str:
    return "cần là số, không có ngoặc kép."


def not_yes_no() -> str:
    return "chỉ ghi true hoặc false, không có ngoặc kép."


def not_date() -> str:
    return "cần là ngày, viết như 2026-11-24, không có ngoặc kép."


def not_moment() -> str:
    return "cần là ngày giờ, viết như 2026-11-12T00:00:00, không có ngoặc kép."


def not_list() -> str:
    return "cần là danh sách trong ngoặc vuông."


def not_table() -> str:
    return "cần là một nhóm mục, viết trong ngoặc nhọn hoặc dưới một dòng [tên]."


def empty() -> str:
    return "không được để trống."


def bad_key() -> str:
    return "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối."


def missing_part() -> str:
    return "danh sách này còn thiếu phần."


def too_many(most: int) -> str:
    return f"chỉ được nhiều nhất {most} phần."


def at_least(least: object) -> str:
    return f"không được nhỏ hơn {least}."


def at_most(most: object) -> str:
    return f"không được lớn hơn {most}."


def one_of(choices: str) -> str:
    return f"chỉ nhận một trong các giá trị: {choices}."


def choices(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def invalid() -> str:
    return "giá trị này không dùng được."


def bad_phone(phone: str) -> str:
    return f'số điện thoại "{phone}" chưa đúng: cần 10 hoặc 11 chữ số, bắt đầu bằng 0.'


def bad_clock() -> str:
    return 'giờ viết như "16:00", từ "00:00" đến "23:59".'


def bad_month_day() -> str:
    return 'ngày trong năm viết tháng trước ngày sau, như "05-31".'


def bad_zone(name: str) -> str:
    return f'không có múi giờ "{name}"; ở Việt Nam ghi "Asia/Ho_Chi_Minh".'


def bad_point() -> str:
    return "tọa độ viết [vĩ độ, kinh độ], vĩ độ từ -90 đến 90, kinh độ từ -180 đến 180."


# ---- how things hang together


def same_id(key: str, holder: str) -> str:
    return f'mã "{key}" đã dùng cho {holder}.'


def same_alias(alias: str, other: str) -> str:
    return f'tên "{alias}" đã dùng cho "{other}", nhắn tên này sẽ không biết là nơi nào.'


def unknown_group(key: str, nearest: str | None) -> str:
    return f'không có tổ, thôn nào mã "{key}".' + _perhaps(nearest)


def unknown_cell(key: str, nearest: str | None) -> str:
    return f'không có chi bộ nào mã "{key}".' + _perhaps(nearest)


def unknown_member(key: str, nearest: str | None) -> str:
    return f'trong Khối không có ai mã "{key}".' + _perhaps(nearest)


def unknown_post(key: str, nearest: str | None) -> str:
    return f'không có chức danh nào mã "{key}".' + _perhaps(nearest)


def _perhaps(nearest: str | None) -> str:
    return f' Có phải là "{nearest}"?' if nearest else ""


def cell_not_back(group: str, cell: str) -> str:
    return f'có "{group}" trong danh sách, nhưng ở "{group}" mục cell không ghi "{cell}".'


def group_not_back(group: str, cell: str) -> str:
    return f'ghi chi bộ "{cell}", nhưng danh sách groups của "{cell}" không có "{group}".'


def not_the_same_person(other: str, name: str, phone: str) -> str:
    return f'nói là cùng người với "{other}", nhưng ở đó ghi {name}, {phone}.'


def same_phone(phone: str, name: str, other_name: str, other: str) -> str:
    return f'số {phone} ghi cho {name}, nhưng ở "{other}" ghi cho {other_name}; xem lại tên hoặc số.'


def told_differently(key: str, value: str, other: str, other_value: str) -> str:
    return f'cùng một người mà {key} ở đây là "{value}", ở "{other}" là "{other_value}".'


def no_bloc_head(count: int) -> str:
    return f"cần đúng một người giữ vai bloc_head, đang có {count}."


def ends_before_it_begins() -> str:
    return "thời điểm kết thúc (to) phải sau thời điểm bắt đầu (from)."


def overlaps(member: str) -> str:
    return f'ca trực này trùng giờ với ca của "{member}".'


def no_time_to_speak() -> str:
    return "các khoảng giờ yên lặng phủ hết cả ngày, không còn lúc nào để nhắc."


def bad_nudge() -> str:
    return "mỗi lần nhắc là số phút trước hạn, từ 1 đến 8640, không trùng nhau."


def not_a_saturday(day: str) -> str:
    return f"ngày {day} không phải thứ Bảy."


def worked_and_off(day: str) -> str:
    return f"ngày {day} vừa là ngày nghỉ vừa là ngày làm bù."


def more_poor_than_all() -> str:
    return "số hộ nghèo không thể lớn hơn số hộ."
