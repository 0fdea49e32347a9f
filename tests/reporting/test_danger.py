"""Alarms that must not be raised, and wordings that are known to be missed or mistaken."""

from pathlib import Path

import pytest

from reporting.fold import fold
from reporting.values import MessageKind
from tests.reporting.test_understand import read

INNOCENT = Path(__file__).with_name("innocent.txt").read_text(encoding="utf-8").splitlines()
# Still taken for danger: a joke said in earnest words, a tree that leans, and twins of words without diacritics.
MISTAKEN = frozenset(
    {
        "chị em đánh nhau bằng gối ở hội thi, vui",
        "xin cắt cây sắp ngã vô nhà",
        "sợ nước lên ngập nhà nên bà con kê đồ trước",
        "heo nhà bà con chết, chôn đúng quy định rồi",
    }
)
MISSED = (
    "công nhân vây ông quản lý trong xưởng, cỡ 40 người, không cho ra",
    "kho pháo tự chế phát nổ, một em mất bàn tay",
    "mot nha 4 nguoi an ca noc, liet het tay chan",
    "đập đất tràn nước qua mặt, sắp vỡ",
    "nuoc ve dem, 3 ho o bai giua chua ai dua ra",
    "hai nhóm hẹn nhau ngoài bãi, đứa nào cũng có gậy sắt",
)


@pytest.mark.parametrize("text", [line for line in INNOCENT if line not in MISTAKEN])
@pytest.mark.parametrize("form", [str, fold])
def test_ordinary_life_raises_no_alarm(text: str, form: type[str]) -> None:
    assert read(form(text)).kind is not MessageKind.HOTSPOT


@pytest.mark.parametrize("text", MISSED)
@pytest.mark.xfail(strict=True, reason="wording not yet understood; mending one moves it to messages.jsonl")
def test_danger_still_missed_in_bare_letters(text: str) -> None:
    assert read(fold(text)).severity == 3


@pytest.mark.parametrize(
    "text",
    ["chay nha sau cho", "chay lon o cho", "lua chay lan qua 2 nha", "xe tai boc chay tren quoc lo",
     "xe khach bi chay o cau", "xe may chay lon truoc nha", "chay sau cho"],
)  # fmt: skip
def test_chay_without_diacritics_burns(text: str) -> None:
    assert read(text).severity == 3


@pytest.mark.parametrize(
    "text",
    ["xe ben chay dem on qua", "tau chay ngang truong hoc", "xe tai cho cat o mo chay khuya", "may bom chay deu",
     "to chay vay mai moi du tien", "ba con chay lua truoc mua"],
)  # fmt: skip
def test_chay_without_diacritics_runs(text: str) -> None:
    assert read(text).kind is not MessageKind.HOTSPOT
