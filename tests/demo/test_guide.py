"""The guide people are handed: its pictures are there and small, and the bot really says what it is quoted with."""

import re

import pytest
from PIL import Image

from reporting.texts import alarms, channels, data, joining, media, reports
from reporting.values import Who
from tests.demo.played import HOUSE

GUIDE = (HOUSE / "docs" / "huong-dan.md").read_text(encoding="utf-8")
PICTURES = HOUSE / "docs" / "pictures"
NAMED = re.findall(r"!\[([^\]]*)\]\(pictures/([^)]+)\)", GUIDE)
QUOTED = re.findall(r"^> (.+)$", GUIDE, re.MULTILINE)
MOST, LARGEST = 12, 60_000
BAC = Who(1, "Hồ Văn Tám Em", "Tám Em", "bác")


def _said(who: Who) -> list[str]:
    """Every sentence the guide quotes, made as the bot makes it."""
    return [
        joining.wrong_code(),
        *joining.consent_more(who).split("\n"),
        media.ask(who, "photo"),
        media.ask(who, "voice"),
        media.looked_at_first({"photo": 1}),
        reports.nothing_to_undo(who),
        alarms.withdrawn(who, "KH-0001"),
        channels.abroad(who, "Telegram"),
        data.how_to(),
        channels.linked(who, "Telegram", "Tổ dân phố 1"),
    ]


@pytest.mark.parametrize("quote", QUOTED)
def test_the_bot_says_what_it_is_quoted_with(quote: str) -> None:
    assert quote in _said(BAC)


def test_every_picture_is_there_small_and_shown_once() -> None:
    names = [name for _, name in NAMED]
    assert sorted(names) == sorted(path.name for path in PICTURES.iterdir())
    assert 0 < len(names) <= MOST
    for words, name in NAMED:
        assert words, name
        assert (PICTURES / name).stat().st_size < LARGEST, name
        with Image.open(PICTURES / name) as picture:
            assert 340 <= picture.width <= 600, name


def test_the_guide_is_polite_and_plain() -> None:
    words = re.sub(r"\]\([^)]+\)|!\[", "", GUIDE)
    assert "!" not in words
    assert not re.search(r"\b(bạn|ứng dụng|hệ thống|click|bot|app|server)\b", words, re.IGNORECASE)
    for sentence in re.split(r"(?<=[.?:])\s+|\n\n", words):
        assert len(sentence.split()) <= 40, sentence
