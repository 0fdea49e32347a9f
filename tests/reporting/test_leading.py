"""Units named at the head of a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.house import House
from reporting.leading import leading_units
from reporting.ward import load_ward

HOUSE = House(load_ward((Path(__file__).parents[2] / "simulator" / "ward.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "units", "rest"),
    [
        ("Suối Đá không có gì", ("suoi-da",), "không có gì"),
        ("suoi da: khong co gi", ("suoi-da",), "khong co gi"),
        ("Vạn Mỹ, Suối Đá không có gì", ("van-my", "suoi-da"), "không có gì"),
        ("Vạn Mỹ với Suối Đá và tổ 5 yên", ("van-my", "suoi-da", "tdp5"), "yên"),
        ("thôn Suối Đá, thôn Suối Đá yên", ("suoi-da",), "yên"),
        ("Tổ 5", ("tdp5",), ""),
        ("tổ 50 hộ dự họp", (), "tổ 50 hộ dự họp"),
        ("Suối Đá và bà con dọn đường", ("suoi-da",), "và bà con dọn đường"),
        ("Suối Đá họp với Chi bộ 7", ("suoi-da",), "họp với Chi bộ 7"),
        ("đường vào Suối Đá lầy", (), "đường vào Suối Đá lầy"),
        ("", (), ""),
    ],
)
def test_only_those_that_stand_first(text: str, units: tuple[str, ...], rest: str) -> None:
    assert leading_units(text, HOUSE) == (units, rest)
