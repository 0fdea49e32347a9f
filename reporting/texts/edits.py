"""A message that was changed after it had been sent."""

from __future__ import annotations

from reporting.texts.forms import listed, week


def news_edited(units: list[str], label: str) -> str:
    """D17, for news: it has no code."""
    return f"Đã sửa tin tuần {week(label)} của {listed(units)}. Bản cũ vẫn giữ trong nhật ký."
