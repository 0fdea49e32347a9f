"""Long texts are cut where a reader would pause, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reporting.plain import numbered, split, units
from reporting.values import Choice

NIL_OR_NEWS = (Choice("1", "Không phát sinh", "nil"), Choice("2", "Có việc", "yes"))


def test_choices_stand_under_the_text_one_to_a_line() -> None:
    assert numbered("Có gì không?", NIL_OR_NEWS) == "Có gì không?\n\n1. Không phát sinh\n2. Có việc"
    assert numbered("Cảm ơn bác.", ()) == "Cảm ơn bác."


def test_a_text_is_cut_between_paragraphs_then_lines_then_sentences() -> None:
    assert split("Một hai.\n\nBa bốn.", 12) == ("Một hai.", "Ba bốn.")
    assert split("Một hai\nBa bốn", 10) == ("Một hai", "Ba bốn")
    assert split("Đường ngập. Xin xe tới.", 15) == ("Đường ngập.", "Xin xe tới.")
    assert split("một hai ba bốn", 8) == ("một hai", "ba bốn")
    assert split("a" * 25, 10) == ("a" * 10, "a" * 10, "a" * 5)


def test_the_choices_stay_with_the_last_words() -> None:
    text = "Câu thứ nhất dài. Câu thứ hai dài hơn. Câu thứ ba."
    parts = split(text, 60, NIL_OR_NEWS)
    assert len(parts) == 2
    assert units(numbered(parts[-1], NIL_OR_NEWS)) <= 60


def test_letters_beyond_the_basic_plane_count_twice_and_slots_as_what_will_stand_there() -> None:
    assert units("👍") == 2
    assert units("Gọi {phone:7}") == 4 + 14
    assert all("{" not in part or "}" in part for part in split("a {link:12} b {link:3} c", 170))


@given(st.text(max_size=400), st.integers(min_value=40, max_value=120), st.booleans())
def test_no_word_is_lost_and_every_part_fits(text: str, most: int, asked: bool) -> None:
    choices = NIL_OR_NEWS if asked else ()
    parts = split(text, most, choices)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(units(part) <= most for part in parts)
    assert units(numbered(parts[-1], choices)) <= most
