"""What is said about channels is short, whoever is spoken to (dialogues R16)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reporting.texts import channels as texts
from reporting.values import Who

SOMEBODY = Who(7, "Nguyễn Hoàng Bảo Trâm Anh", "Trâm Anh", "đồng chí")
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
UNIT = "Hội Cựu thanh niên xung phong phường Sa Lâm"
LINK = "https://t.me/phuong_sa_lam_bot?start=GAMOTILU"


def test_no_sentence_is_long() -> None:
    said = [
        texts.here_is_the_code(SOMEBODY, "Telegram", "@phuong_sa_lam_bot", 15, "GAMO TILU", LINK),
        texts.abroad(SOMEBODY, "Telegram"),
        texts.linked(SOMEBODY, "Telegram", UNIT),
        texts.linked_already(SOMEBODY, "Telegram"),
        texts.not_here("Telegram"),
        texts.taken(SOMEBODY, "Telegram"),
        texts.dead_code(),
        texts.only_here(SOMEBODY, "Telegram"),
        texts.here_already(SOMEBODY, "Telegram", ["Zalo"]),
        texts.no_such(SOMEBODY, ["Telegram", "Zalo"]),
        texts.which(SOMEBODY, ["Telegram", "Zalo"]),
        texts.moved_away(SOMEBODY, "Telegram"),
        texts.unlinked(SOMEBODY, "Telegram", "Zalo"),
        texts.last_one(SOMEBODY, "Telegram"),
        texts.not_linked(SOMEBODY, "Telegram"),
        texts.which_to_drop(SOMEBODY, ["Telegram", "Zalo"]),
        texts.out("Telegram", NOW, ["Zalo"], 88),
        texts.out("Telegram", NOW, [], 0),
        texts.lost(["Telegram", "Zalo"], NOW - timedelta(days=2), NOW),
        texts.not_reached(UNIT, "0900000121", ("gone", "telegram"), True),
        texts.quota("Zalo", 2100, 3000, 70),
        texts.quota("Zalo", 2700, 3000, 90),
        texts.cap("Zalo", 45, 50),
        texts.cap("Zalo", 50, 50),
    ]
    assert [words for words in said if len(words) > 240] == []
    assert [words for words in said if not words[0].isupper()] == []
    assert [words for words in said if "  " in words or words != words.strip()] == []
