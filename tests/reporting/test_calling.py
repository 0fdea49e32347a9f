"""How people ask to be called, and what only looks like it."""

from __future__ import annotations

import pytest

from reporting.calling import asked, name
from reporting.privacy import guard
from reporting.texts.data import cannot_call
from reporting.values import Who


@pytest.mark.parametrize(
    ("text", "address", "call"),
    [
        ("gọi tôi là chú", "chú", None),
        ("goi toi la co", "cô", None),
        ("Gọi tôi là Bảy nhé", None, "Bảy"),
        ("gọi tôi là anh Năm", "anh", "Năm"),
        ("dạ gọi tui là bác út biển", "bác", "Út Biển"),
        ("gọi tôi là Tám Em", None, "Tám Em"),
        ("gọi tôi là em Tư", "em", "Tư"),
        ("goi toi la dong chi", "đồng chí", None),
        ("goij tooi laf chus", "chú", None),
        ("gọi tôi là Chi", None, "Chi"),
        ("goi toi la chi", "chị", None),
        ("gọi tôi là Thư", None, "Thư"),
    ],
)
def test_a_form_a_name_or_both(text: str, address: str | None, call: str | None) -> None:
    found = asked(text)
    assert found is not None
    assert (found.address, found.call) == (address, call)
    assert guard(text).masked == text, "who gives a short name to themselves is not covered"


@pytest.mark.parametrize(
    "text",
    [
        "gọi tôi là sếp", "gọi tôi là 5", "gọi tôi là chú 7", f"gọi tôi là {'a' * 60}", "gọi tôi là bạn",
        "gọi tôi là ông", "goi toi la ong", "gọi tôi là bí thư", "gọi tôi là bác sĩ Năm", "gọi tôi là",
        "gọi tôi là xzt", "gọi tôi là [TÊN]", "gọi tôi là thằng ngu", "gọi tôi là anh Nguyễn Văn Bảy",
    ],
)  # fmt: skip
def test_what_cannot_be(text: str) -> None:
    found = asked(text)
    assert found is not None
    assert not found.possible


@pytest.mark.parametrize(
    "text",
    [
        "bà con gọi tôi là chú",
        "ông Tư gọi tôi là Bảy",
        "gọi tôi ngay",
        "tôi là chú Bảy",
        "gọi chú Bảy",
        "hôm qua gọi tôi là gì",
    ],
)
def test_a_sentence_that_merely_holds_the_words_asks_nothing(text: str) -> None:
    assert asked(text) is None


def test_the_ward_file_s_own_form_is_open_to_its_person_alone() -> None:
    found = asked("gọi tôi là ông Tư", "ông")
    assert found is not None
    assert (found.address, found.call) == ("ông", "Tư")


def test_a_name_alone() -> None:
    assert name("Út Biển") == "Út Biển"
    assert name("bảy") == "Bảy"
    for wrong in ("chú Bảy", "5", "sếp", "Nguyễn Văn Bảy", ""):
        assert name(wrong) is None


def test_a_full_name_beside_the_words_stays_covered() -> None:
    assert "[TÊN]" in guard("gọi tôi là Nguyễn Văn Bảy").masked
    assert "[TÊN]" in guard("ống bể, hỏi chú Bảy").masked


def test_the_refusal_is_short() -> None:
    assert len(cannot_call(Who(1, "", "", "đồng chí"))) <= 240
