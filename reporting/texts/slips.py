"""What stands on an invitation slip: read on paper, in sunlight, before anything was ever typed."""

from __future__ import annotations

from datetime import date

from reporting.texts.forms import big, day

_FILL_IN = "………………………………"  # for whoever hands the slips out, when nobody knows the name by which the bot is found


def title(ward: str) -> str:
    return f"Giấy mời vào kênh báo việc {ward}"


def greeting(address: str, ward: str) -> str:
    """Stands above the name."""
    return f"Kính mời {address} vào kênh báo việc {ward}"


def to_scan(channel: str, address: str, bot: str) -> tuple[str, str]:
    """With a square that opens the bot. `bot`: the name by which it is found, "" when nobody knows it."""
    if channel == "zalo":
        return (
            f"{big(address)} mở Zalo, bấm hình quét mã ở góc trên, soi vào ô vuông.",
            f"Kênh hiện ra, {address} nhắn hai chữ trong khung; viết hoa hay viết thường đều được.",
        )
    return (
        f"{big(address)} mở máy ảnh, soi vào ô vuông, chạm dòng chữ hiện ra, rồi bấm nút cuối màn hình.",
        f"Chưa được thì {address} tìm {bot or _FILL_IN} trong Telegram, nhắn hai chữ trong khung.",
    )


def to_type(label: str, address: str, bot: str) -> tuple[str, str]:
    """Without a square: the bot is looked for by its name and the code is typed."""
    return (
        f"{big(address)} mở {label}, bấm ô tìm kiếm ở trên cùng, gõ tên: {bot or _FILL_IN}",
        f"{big(address)} chọn tên đó rồi nhắn hai chữ trong khung; viết hoa hay viết thường đều được.",
    )


def valid(address: str, ends: date) -> str:
    """`ends`: the day on which the code ends at some hour, so it is good before that day."""
    return f"Giấy mời của riêng {address}, dùng trước ngày {day(ends)}/{ends.year}."
