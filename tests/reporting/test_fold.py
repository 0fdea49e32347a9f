"""Letters: folding, Telex and VNI residue, lengths."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.fold import fold, nfc, untelex, utf16


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ddenf dduwowngf huw 3 bongs, toois ddi khoong thaays loois", "đèn đường hư 3 bóng, tối đi không thấy lối"),
        ("Toor khoong cos gif", "Tổ không có gì"),
        ("Hoaf bifnh, quys 3, thuyr lowij", "Hòa bình, quý 3, thủy lợi"),
        ("DDUWOWNGF HUW", "ĐƯỜNG HƯ"),
        ("nguwowif daan kieens nghij", "người dân kiến nghị"),
        ("d9en2 d9u7o7ng2 kho6ng sa1ng", "đèn đường không sáng"),
    ],
)
def test_typing_keys_are_decoded(typed: str, read: str) -> None:
    assert untelex(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "mo cat ben do xe chay dem",
        "khoan",
        "text",
        "too",
        "as of now the app is ok",
        "to5 k co gi",
        "tdp1 QL1 N2",
        "báo cáo qua app nhé",
        "gas het roi",
        "Km 1052+400, 38-CV/ĐU",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert untelex(text) == text


def test_fold_drops_marks_and_keeps_punctuation() -> None:
    assert fold("  Đường  Lê Lợi,\nTổ 5 (hẻm 7)! ") == "duong le loi, to 5 (hem 7)!"


def test_utf16_counts_what_channels_count() -> None:
    assert utf16("được 👍") == len("được ") + 2


@given(st.text())
def test_folding_is_one_for_composed_and_decomposed(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text))
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_decoding_never_fails_and_settles(text: str) -> None:
    once = untelex(nfc(text))
    assert len(once) <= len(nfc(text))
    assert untelex(once).count(" ") == once.count(" ")
