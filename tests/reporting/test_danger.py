"""Alarms that must be raised, and ordinary life that must raise none. What is still missed: docs/understanding.md."""

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


@pytest.mark.parametrize("text", [line for line in INNOCENT if line not in MISTAKEN])
@pytest.mark.parametrize("form", [str, fold])
def test_ordinary_life_raises_no_alarm(text: str, form: type[str]) -> None:
    assert read(form(text)).kind is not MessageKind.HOTSPOT


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
