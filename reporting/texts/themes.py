"""What an activity is about, by its words without diacritics: where in the report it stands."""
# ruff: noqa: E501 - a theme and its cues stay together

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """`part` of the report it belongs to; `together` is what several units did alike, "" where each stands alone."""

    key: str
    part: str
    together: str
    cues: re.Pattern[str]


def _theme(key: str, part: str, together: str, *cues: str) -> Theme:
    return Theme(key, part, together, re.compile(rf"\b(?:{'|'.join(cues)})\b"))


THEMES = (
    _theme("skilful", "skilful", "", "dan van kheo", "dv kheo", "dvk", "mo hinh"),
    _theme("clearance", "faith", "", "gpmb", "giai phong mat bang", "ban giao mat bang", "den bu", "tai dinh cu",
           "kiem dem", r"van dong (?:\w+ ){0,3}(?:ke|duong ven bien|ban giao|ky)"),
    _theme("clean", "skilful", "ra quân dọn vệ sinh, chỉnh trang", "ve sinh", "don duong", "nhat rac", "thu gom rac", "don rac",
           "ra quan", "trong cay", "duong hoa", "phat quang", "nao vet", "khoi muong", "don dep", r"don (?:\w+ )?(?:co|bai bien)"),
    _theme("faith", "faith", "", "chua", "nha tho", "le hoi", "giao xu", "ton giao", "phat dan", "giang sinh", "dinh lang"),
    _theme("counsel", "front", "hòa giải thành ở cơ sở", "hoa giai"),
    _theme("front", "front", "", "mat tran", "mttq", "phu nu", "nong dan", "cuu chien binh", "ccb", "doan thanh nien",
           "doan vien", "phan bien", "giam sat", "thanh tra nhan dan", "nguoi cao tuoi", "giai trinh"),
    _theme("government", "government", "", "mot cua", "thu tuc hanh chinh", "dich vu cong", "vneid", "chuyen doi so",
           "cai cach hanh chinh", "hanh chinh cong", "chu ky so"),
    _theme("democracy", "democracy", "họp dân, lấy ý kiến Nhân dân", "hop dan", "lay y kien", "doi thoai", "tiep dan", "niem yet",
           "cong khai", "gop cong", "dong thuan", "dong y gop", "ban lam", "hien dat", "to hop", "hop to"),
    _theme("party", "teaching", "sinh hoạt chi bộ", "sinh hoat chi bo", "hop chi bo", "cb hop", "chi bo hop", "hop thuong ky",
           "sinh hoat thuong ky", "dang vien", "ket nap"),
    _theme("teaching", "teaching", "tổ chức tuyên truyền, quán triệt", "tuyen truyen", "quan triet", "nghi quyet", "phat thanh",
           "loa", "to roi", "hoc tap", "chi thi"),
    _theme("care", "life", "thăm hỏi, hỗ trợ", "tang qua", "tham hoi", "ho tro", "ho ngheo", "can ngheo", "bhyt", "bao hiem",
           "qua", "nha tinh thuong", "hoc bong", "tro cap"),
    _theme("safety", "life", "tuyên truyền, tuần tra giữ an ninh trật tự", "tuan tra", "an ninh", "phong chay", "chua chay", "pccc",
           "lua dao"),
    _theme("storm", "life", "chuẩn bị phòng, chống thiên tai", "phong chong", "chang buoc", "bao so", "mua lu", "so tan", "dien tap",
           "neo dau"),
    _theme("crops", "life", "tập trung sản xuất", "thu hoach", "xuong giong", "gieo sa", "mua vu", "lua", "ra khoi", "danh bat",
           "chan nuoi", "tiem phong", "dan bo", "dan heo"),
)  # fmt: skip
BY_TOPIC = {
    "gpmb": "clearance", "ton_giao": "faith", "hanh_chinh": "government", "an_sinh": "care", "dich_benh": "crops",
    "thien_tai": "storm", "moi_truong": "clean", "an_ninh": "safety",
}  # fmt: skip
OTHER = _theme("other", "life", "", r"\A\Z")


def theme_of(folded: str, topic: str) -> Theme:
    """The first whose words occur; else by the report's topic."""
    found = next((theme for theme in THEMES if theme.cues.search(folded)), None)
    by_topic = BY_TOPIC.get(topic)
    return found or next((theme for theme in THEMES if theme.key == by_topic), OTHER)
