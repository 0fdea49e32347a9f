"""What a reporter hears of photos, voice notes, films, files and contact cards."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.texts.forms import big, choices, cut, listed, sentence, week
from reporting.values import Choice, Who

THINGS = {"photo": "ảnh", "voice": "tin thoại", "video": "đoạn phim", "file": "tệp"}
EMERGENCY = "Có người gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115."


def by_ear(kind: str) -> str:
    """What one does with it."""
    return "nghe" if kind == "voice" else "xem"


def counted(kinds: Mapping[str, int]) -> str:
    """1 ảnh và 2 tin thoại."""
    return listed(f"{count} {THINGS[kind]}" for kind, count in kinds.items())


def choose(kind: str) -> tuple[Choice, ...]:
    """A photo says too little alone; the Bloc can hear or read anything else and write its line."""
    drop = (f"Bỏ {THINGS[kind]}", "drop")
    return choices(drop) if kind == "photo" else choices((f"Để Khối {by_ear(kind)}", "yes"), drop)


def ask(who: Who, kind: str) -> str:
    """D8; of what may stand as the report by itself: without a word too."""
    got = f"{big(THINGS[kind])} đã nhận."
    if kind == "photo":
        return f"{got} Ảnh này là việc gì, ở đâu vậy {who.address}?"
    return (
        f"{got} Nếu tiện, {who.address} viết thêm một câu: việc gì, ở đâu. "
        f"Không tiện thì chọn Để Khối {by_ear(kind)} là xong."
    )


def stands(who: Who, kind: str, units: list[str], label: str) -> str:
    """It counts; the Bloc hears it. Nobody has heard yet whether it is urgent."""
    return (
        f"Đã nhận {THINGS[kind]}, tính là tin tuần {week(label)} của {listed(units)}. "
        f"Khối Dân vận {by_ear(kind)} rồi báo lại {who.address}.\n{EMERGENCY}"
    )


def dropped(kind: str) -> str:
    return f"Đã bỏ {THINGS[kind]}, không lưu."


def lost(who: Who, kind: str, why: str) -> str:
    """`why`: large, kind, or nothing the person could change."""
    thing = THINGS[kind]
    rest = "phần đã nhắn bằng chữ vẫn còn nguyên"
    if why == "large":
        return f"{big(thing)} vừa rồi nặng quá, kênh không nhận được. Nhờ {who.address} gõ một câu thay; {rest}."
    if why == "kind":
        return f"Kênh không đọc được loại {thing} vừa rồi. Nhờ {who.address} gửi ảnh, hoặc gõ một câu; {rest}."
    return f"{big(thing)} vừa rồi kênh không tải về được. Nhờ {who.address} gửi lại; {rest}."


def card(who: Who) -> str:
    """A contact card with nothing told yet."""
    return (
        f"Kênh không giữ danh thiếp của bà con. Việc gì, ở đâu vậy {who.address}? "
        "Khi nơi giải quyết cần số, Tổ giúp việc sẽ hỏi."
    )


def looked_at_first(kinds: Mapping[str, int]) -> str:
    """Under what was saved."""
    things = [THINGS[kind] for kind in kinds]
    verb = by_ear("voice" if list(kinds) == ["voice"] else "photo")
    return f"{big(listed(things))} được Khối Dân vận {verb} trước rồi mới chuyển."


def heard(who: Who, kind: str, words: str, code: str | None, label: str) -> str:
    """The Bloc has written the line of what had no words."""
    said = f"Khối Dân vận đã {by_ear(kind)} {THINGS[kind]} của {who.address}"
    if code is None:
        return f"{said}, ghi vào tin tuần {week(label)}: {sentence(cut(words, 90))} Cảm ơn {who.address}."
    return (
        f"{said}, ghi là: {sentence(cut(words, 90))} Mã {code}, gõ mã này để hỏi tiến độ; "
        f"chưa đúng thì nhắn sửa {code} kèm lời đúng."
    )


def heard_nil(who: Who, kind: str, unit: str, label: str) -> str:
    return (
        f"Khối Dân vận đã {by_ear(kind)} {THINGS[kind]} của {who.address}, ghi {unit} tuần {week(label)}: "
        f"không phát sinh. Cảm ơn {who.address}."
    )


def again_please(who: Who, kind: str) -> str:
    return (
        f"{big(THINGS[kind])} của {who.address}, Khối {by_ear(kind)} chưa rõ nên không giữ lại. "
        f"Nhờ {who.address} nhắn một câu: việc gì, ở đâu?"
    )


def not_clear(kind: str) -> str:
    """Why such a report was taken back."""
    return f"{by_ear(kind)} chưa rõ, đã nhờ nhắn lại"


def missing(kinds: Mapping[str, int]) -> str:
    return f"{counted(kinds)} kèm theo không tải về được, nhờ gửi lại khi tiện."
