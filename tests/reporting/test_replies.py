"""Doubt keeps an alarm; a number of people is an answer."""

from __future__ import annotations

import pytest

from reporting.replies import injured, takes_back


@pytest.mark.parametrize("text", [
    "báo nhầm", "dạ báo nhầm", "em báo nhầm ạ", "đã yên", "dập tắt rồi", "hết rồi", "lửa dập tắt rồi bác", "yen roi",
    "bà con đốt rác thôi", "đã dập xong", "ổn rồi em", "nước rút hết rồi", "nham roi", "giải tán rồi",
])  # fmt: skip
def test_a_plain_sentence_takes_an_alarm_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize("text", [
    "không, cháy thật, còn 2 người kẹt", "có ai tới chưa", "không", "chưa hết", "vẫn cháy", "dập tắt chưa",
    "hết rồi hả?",
    "không phải, cháy thật mà", "cháy to lắm", "còn người kẹt trong nhà", "chưa dập tắt được", "nước đang lên",
    "đã yên chưa", "gọi cứu hỏa giúp", "tắt rồi bùng lại", "ko phai dau", "nhanh lên", "đã yên rồi không",
])  # fmt: skip
def test_doubt_keeps_the_alarm(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(("text", "said"), [
    ("có", "hurt"), ("hình như có", "hurt"), ("có 2 người", "hurt"), ("co 2 nguoi", "hurt"), ("dạ có", "hurt"),
    ("có hai người bị thương nhẹ", "hurt"), ("2 người", "hurt"), ("một cháu bị bỏng", "hurt"), ("chắc có", "hurt"),
    ("chưa rõ", "unknown"), ("không biết", "unknown"), ("ko bik", "unknown"), ("chưa biết ai bị thương", "unknown"),
    ("không có", "nobody"), ("không có ai", "nobody"), ("không ai bị thương", "nobody"), ("chưa thấy ai", "nobody"),
    ("khong ai sao het", "nobody"), ("không ai bị thương nhưng còn 2 người kẹt", None),
    ("có xe cứu thương tới rồi", None), ("có 2 người kẹt", None), ("lửa lan sang nhà bên", None),
])  # fmt: skip
def test_is_anybody_hurt_in_words(text: str, said: str | None) -> None:
    assert injured(text) == said
