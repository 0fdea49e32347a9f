"""What a short reply chooses: rules R2, R3, R4, R7, R18 of the dialogues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.answers import Chosen, Number, Numbers, bare_number, choose, is_thanks, says_label
from reporting.values import Choice

CONFIRM = (Choice("1", "Đúng", "yes"), Choice("2", "Sửa", "fix"), Choice("3", "Bỏ", "drop"))
ALARM = (Choice("1", "Đúng", "yes"), Choice("2", "Không phải", "no"))
RESULT = (Choice("1", "Đã ổn", "fixed"), Choice("2", "Chưa ổn", "not_fixed"))
NUDGE = (Choice("1", "Không phát sinh", "nil"), Choice("2", "Có việc", "matter"))
LIST = (Choice("1", "YK-0120", "open"), Choice("0", "Quay lại", "back"))


@pytest.mark.parametrize(
    "reply",
    ["1", "1.", "1)", "so 1", "số 1", "số một", "một", "mot", "câu 1", "Đúng", "dung", "DUNG ROI", "dạ đúng rồi em",
     "ok", "dạ", "ừ", "vâng ạ", "đúng", "phải rồi nghen", "ddungs", "1 nha em", "\uff11"],
)  # fmt: skip
def test_yes_in_every_form(reply: str) -> None:
    assert choose(reply, CONFIRM) == Chosen(CONFIRM[0])


@pytest.mark.parametrize(
    "reply", ["2", "không phải", "khong phai", "dạ không phải", "không", "ko", "hông", "chưa", "sai", "0"]
)
def test_no_in_every_form(reply: str) -> None:
    assert choose(reply, ALARM) == Chosen(ALARM[1])


@pytest.mark.parametrize(
    ("reply", "act"),
    [
        ("ổn rồi em", "fixed"),
        ("dạ được", "fixed"),
        ("chưa ổn", "not_fixed"),
        ("da on", "fixed"),
        ("vẫn chưa", "not_fixed"),
    ],
)
def test_the_sense_of_a_result(reply: str, act: str) -> None:
    answer = choose(reply, RESULT)
    assert isinstance(answer, Chosen)
    assert answer.choice.act == act


@pytest.mark.parametrize(
    "reply",
    ["không có nước", "đúng là nước chưa có", "được 5 hộ", "có nước rồi", "ok hẻm 9", "không sai chỗ nào hết trừ hẻm 9",
     "12 hộ", "2 ngày", "đúng là đường hư", "chưa ai xuống sửa", "có nước lại rồi", "👍", ".",
     "", "[SĐT]",
     "0905 000 123", "đầu hẻm sáng, cuối hẻm vẫn tối", "xin dời trụ điện " * 10],
)  # fmt: skip
def test_text_is_no_answer(reply: str) -> None:
    assert choose(reply, ALARM) is None


@pytest.mark.parametrize(
    "reply",
    ["đúng rồi cảm ơn em", "lưu đi", "gửi đi em", "ok lưu đi em", "uh đúng", "dung r", "oki", "ok luôn", "chuẩn luôn",
     "rồi đó em", "đúng hết", "đúng rồi đó lưu đi em", "dạ không sai", "u dung roi do", "đúng vậy, cảm ơn nhiều"],
)  # fmt: skip
def test_yes_as_it_is_spoken(reply: str) -> None:
    assert choose(reply, CONFIRM) == Chosen(CONFIRM[0])


@pytest.mark.parametrize(
    "reply", ["thôi khỏi", "xóa đi", "hủy", "thôi không cần", "dạ thôi bỏ đi em", "ko lưu nữa", "huy di", "bỏ"]
)
def test_the_draft_is_given_up_in_many_words(reply: str) -> None:
    assert choose(reply, CONFIRM) == Chosen(CONFIRM[2])


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ("ổn rồi", "Đã ổn"), ("on roi em", "Đã ổn"), ("bà con thấy ổn rồi", "Đã ổn"), ("hông ổn", "Chưa ổn"),
        ("phải tôi", "Đúng tôi"), ("tôi đây", "Đúng tôi"), ("không biết nữa", "Chưa rõ"), ("hổng biết", "Chưa rõ"),
        ("có", "Có việc"), ("có chứ em", "Có việc"), ("nguyên xóm", "Cả xóm"),
    ],
)  # fmt: skip
def test_a_label_is_meant_by_sentences_of_its_sense(reply: str, label: str) -> None:
    assert choose(reply, (Choice("1", label, "it"),)) == Chosen(Choice("1", label, "it"))


@pytest.mark.parametrize("reply", ["dạ", "ok em", "rồi", "được", "không", "hông"])
def test_a_mere_yes_or_no_belongs_to_no_label(reply: str) -> None:
    assert says_label(reply, (Choice("1", "Được", "yes"), Choice("2", "Không", "no"))) is None


@pytest.mark.parametrize("reply", ["1 2", "1, 2", "1 và 2".replace("và", ""), "một hai", "số 1 3"])
def test_more_than_one_number_asks_again(reply: str) -> None:
    assert choose(reply, CONFIRM) == Numbers()


def test_a_number_nobody_printed_is_told_apart() -> None:
    assert choose("7", CONFIRM) == Number(7)
    assert choose("0", CONFIRM) == Number(0)
    assert choose("0", LIST) == Chosen(LIST[1])


def test_labels_choose_by_their_words() -> None:
    assert choose("khong phat sinh", NUDGE) == Chosen(NUDGE[0])
    assert choose("dạ có việc em", NUDGE) == Chosen(NUDGE[1])
    assert choose("yk 0120", LIST) == Chosen(LIST[0])
    assert choose("quay lai", LIST) == Chosen(LIST[1])


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("số hai", 2), ("12 hộ", None), ("1 2", None), ("", None), ("0.", 0)]
)
def test_bare_numbers(text: str, number: int | None) -> None:
    assert bare_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["cảm ơn em", "ok cam on em", "dạ", "ok", "👍", "👍🏽", "dạ vâng ạ", "cám ơn nhiều nha", "cảm ơn các anh",
     "dạ cảm ơn mấy anh nhiều", "cảm ơn anh nhiều", "cam on em nhieu nghen", "dạ em cảm ơn", "cám ơn cháu",
     "cam on may chi rat nhieu", "xin cảm ơn các đồng chí"],
)  # fmt: skip
def test_thanks_need_no_answer(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "cảm ơn em, đèn vẫn tối",
        "cảm ơn anh, còn hẻm 3",
        "nhiều",
        "các anh",
        "",
        ".",
        "không",
        "dạ cháy nhà",
        "1",
        "🆘",
        "bác",
    ],
)
def test_what_is_more_than_thanks(text: str) -> None:
    assert not is_thanks(text)


@given(st.text())
def test_a_choice_is_always_one_of_those_offered(text: str) -> None:
    answer = choose(text, CONFIRM)
    if isinstance(answer, Chosen):
        assert answer.choice in CONFIRM
