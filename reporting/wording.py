"""From how people type to how a clerk writes. What was typed without diacritics is quoted, never restated."""
# ruff: noqa: E501 - a pattern stays on one line

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from reporting.texts.forms import big, day

_TURNS = (
    # what is said to the listener alone
    (r"(?:,\s*)?\b(?:em ơi|anh ơi|chị ơi|đó em|nha em|nghen em|em nghen|nghen|nghe em|nha|nhé|ạ|hè|hén|luôn đó)(?=$|[,.;])", ""),
    (r"^(?:dạ|thưa|alo|a lô|báo cáo)\s*,?\s+(?:em|anh|chị|đồng chí)?\s*", ""),
    (r"\b(?:quá trời quá đất|quá trời|dữ lắm|dữ)(?=$|[,.;])", ""),
    (r"^(?:tình hình )?(?:bình thường|yên|ổn|như cũ),?\s+(?:nhưng|chỉ có|mỗi cái|mỗi|chỉ)\s+", ""),
    (r"\s+ghê(?=\s*(?:$|[,.;]))", ""),
    # dialect and shorthand
    (r"\b(?:ko|k|kg|khg|hok|hông|hổng|hong|hk)\b", "không"),
    (r"\b(?:dc|đc)\b", "được"),
    (r"\b(?:mấy|mầy) (?:bữa|hôm|ngày) (?:ni|nay|rày)\b|\bhổm rày\b", "mấy ngày nay"),
    (r"\bbữa (?:ni|nay)\b", "hôm nay"),
    (r"\btối hù\b", "rất tối"),
    (r"\byếu xìu\b", "rất yếu"),
    (r"\b(?:giùm|dùm)\b", "giúp"),
    (r"\b(?:tui|tụi tui|tụi em)\b", "chúng tôi"),
    (r"\b(?:hư|trục trặc)\b", "hỏng"),
    (r"\b(?:bể)\b", "vỡ"),
    (r"\b(?:nghẹt)\b", "tắc"),
    (r"\bxạt lở\b", "sạt lở"),
    (r"\b(?:vô|dô)\b", "vào"),
    (r"\bra lộ\b", "ra đường"),
    (r"\bcoi\b", "xem"),
    (r"\bchịu góp\b", "đồng ý góp"),
    (r"\bra làm\b", "tham gia"),
    (r"\b(bao|túi) rác\b", r"\1 rác"),
    (r"\bmấy (?=cơ sở|hộ|nhà|xe|chỗ|đoạn)", "một số "),
    (r"\bhỏi sao\b", "hỏi vì sao"),
    (r"\b(?:bìa đỏ|sổ đỏ)\b", "giấy chứng nhận quyền sử dụng đất"),
    (r"\bchưa thấy kêu lên\b", "chưa được mời lên"),
    (r"\bbớt cưa\b", "hạn chế cưa"),
    (r"\bkêu hoài\b", "phàn nàn nhiều"),
    (r"\bhoài\b", "nhiều lần"),
    (r"\blẹ\b", "nhanh"),
    (r"\bcon nít\b", "trẻ em"),
    (r"\bđứa nhỏ\b", "cháu nhỏ"),
    (r"\brớt\b", "rơi"),
    (r"\bcỡ (?=\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)", "khoảng "),
    (r"\bGPMB\b", "giải phóng mặt bằng"),
    (r"\s+rồi(?=\s*(?:$|[,.;]))", ""),
    (r"\bxe chạy khuya ồn quá\b", "xe chạy khuya gây ồn"),
    (r"\b(\w+) (?:lắm|quá)(?=$|[,.;])", r"rất \1"),
    # who asks, and whom
    (r"\bbà con (khoảng |chừng )?(\d+) người\b", r"\1\2 người dân"),
    (r"\bbà con\b", "người dân"),
    (r"^dân\b(?! vận| phố| phòng| quân| cư| số| tộc)", "người dân"),
    (r"\b(?:nhờ|xin|mong) phường\b", "đề nghị phường"),
    (r"\b(?:nhờ|xin) nhắc\b", "đề nghị nhắc nhở"),
    (r"\bxin (?!lỗi|phép|việc|ý kiến)", "đề nghị "),
    (r"\bsửa giúp\b", "sửa chữa"),
)  # fmt: skip
_WORDS = tuple((re.compile(pattern, re.IGNORECASE), better) for pattern, better in _TURNS)
_SAME_DAY = re.compile(r"\b(sáng|trưa|chiều|tối|đêm|khuya|hôm) nay\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\b(sáng|trưa|chiều|tối|đêm|khuya|hôm) qua\b", re.IGNORECASE)
_ASKS = re.compile(r"^(?:người dân |nhân dân )?(?:đề nghị|kiến nghị|mong|nhờ)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"^(?:người dân|nhân dân|các hộ|nhiều hộ|một số hộ|hộ dân|\d+ hộ|khoảng \d+)", re.IGNORECASE)
_ACTS = re.compile(
    r"^(?:đã |đang |vừa )?(?:dọn|họp|vận động|ra quân|tổ chức|phát|trồng|thăm|tặng|trao|hòa giải|hoà giải|tuyên truyền|"
    r"sinh hoạt|nạo vét|khơi|sửa|làm|hoàn thành|hoàn tất|triển khai|phối hợp|kiểm tra|giám sát|bàn giao|quán triệt|lấy ý kiến|"
    r"niêm yết|công khai|đối thoại|tiếp|hướng dẫn|hỗ trợ|rà soát|thống nhất|duy trì|nhặt|thu gom|lắp|bàn|góp|đóng góp|"
    r"học|giúp|mở|nghe|xây dựng|ra mắt|khánh thành|thả|thu hoạch|xuống giống|gieo|gặt|chuyển|treo|viết|phân công|bầu|kết nạp)\b",
    re.IGNORECASE,
)
_SELF = re.compile(rf"^(chi bộ|thôn|tổ dân phố|tổ|khu phố) (?={_ACTS.pattern[1:]})", re.IGNORECASE)
_HEARSAY = re.compile(
    r"\b(?:nghe nói|nghe đâu|nghe bảo|hình như|có tin|đồn|chưa rõ thực hư|không biết có thật)\b", re.I
)


def clerk(words: str, said: datetime) -> str:
    """With standard words and with dates in place of "sáng nay"; a fragment without its full stop."""
    words = _SAME_DAY.sub(lambda found: _dated(found[1], said), _standard(words))
    words = _DAY_BEFORE.sub(lambda found: _dated(found[1], said - timedelta(days=1)), words)
    return re.sub(r"\s+([,.;:])", r"\1", " ".join(words.split())).strip(" ,.;:")


@lru_cache(maxsize=1024)
def _standard(words: str) -> str:
    for pattern, better in _WORDS:
        words = pattern.sub(better, words)
    return words


def _dated(part: str, at: datetime) -> str:
    return f"ngày {day(at)}" if part.lower() == "hôm" else f"{part} {day(at)}"


def is_hearsay(words: str) -> bool:
    """Told at second hand: it wants to be verified."""
    return _HEARSAY.search(words) is not None


def is_request(words: str) -> bool:
    """Begins with who asks, or with the asking."""
    return _ASKS.match(words) is not None


def is_of_people(words: str) -> bool:
    """Begins with people: they are the subject already."""
    return _PEOPLE.match(words) is not None


def is_deed(words: str) -> bool:
    """Begins with what was done: it wants a subject."""
    return _ACTS.match(words) is not None


def without_self(unit: str, words: str) -> str:
    """ "thôn dọn đường" of a thôn: who did it is said already."""
    said = _SELF.match(words)
    return words[said.end() :] if said and unit.lower().startswith(said[1].lower()) else words


# One tone style per ward

_NEW = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ",
    "ọe": "oẹ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_EITHER = {
    way: {cased: other for one, two in pairs for cased, other in ((one, two), (big(one), big(two)), (one.upper(), two.upper()))}
    for way, pairs in (("old", list(_NEW.items())), ("new", [(two, one) for one, two in _NEW.items()]))
}  # fmt: skip
_VOWELS = {way: re.compile(rf"(?<![qQ])(?:{'|'.join(table)})(?!\w)") for way, table in _EITHER.items()}


def toned(words: str, style: str) -> str:
    """`new`: ủy, hòa; `old`: uỷ, hoà, as the ward's file calls them."""
    table = _EITHER[style]
    return _VOWELS[style].sub(lambda found: table[found[0]], words)
