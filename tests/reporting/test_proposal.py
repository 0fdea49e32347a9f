"""What is asked and who sees it first, from the words alone."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from reporting.house import House
from reporting.interview import Draft
from reporting.proposal import Proposal, needs_size, propose
from reporting.ward import load_ward

HOUSE = House(load_ward(files("simulator").joinpath("ward.toml").read_text(encoding="utf-8")))
NOON = datetime(2026, 11, 17, 5, tzinfo=UTC)


def draft(*texts: str) -> Draft:
    return Draft("tdp5", NOON, NOON, texts)


def proposal(*texts: str) -> Proposal:
    return propose(draft(*texts), HOUSE, ("tdp5",))


@pytest.mark.parametrize(
    "text",
    ["không có nước 2 ngày nay", "mất nước máy 3 bữa ni", "ko có nước máy 2 bữa nay rồi", "nuoc may cup tu hom qua",
     "3 bữa rày không có điện", "dien cup tu sang", "hổng có điện từ tối qua", "nước bị cắt 2 bữa rồi"],
)  # fmt: skip
def test_no_water_or_power_asks_how_many(text: str) -> None:
    assert needs_size(draft(text), proposal(text))


@pytest.mark.parametrize(
    "text", ["không có nước, 6 hộ", "đèn hẻm 4 hư", "nước thải chảy ra đường", "nước máy đục", "có điện lại rồi"]
)
def test_other_matters_ask_no_size(text: str) -> None:
    assert not needs_size(draft(text), proposal(text))


@pytest.mark.parametrize(
    "text",
    ["bà con hỏi sao làm bìa đỏ lâu dữ, 4 hộ nộp từ tháng 7 chưa thấy kêu lên",
     "ba con hoi vi sao lam so do lau, 5 ho cho tu thang 8", "3 hộ nộp hồ sơ từ tháng 5, chưa có giấy",
     "bà con than cán bộ một cửa thái độ hách dịch, hẹn hoài", "ba con keu lam giay khai sinh cham qua"],
)  # fmt: skip
def test_the_delay_of_an_office_goes_to_the_head_first(text: str) -> None:
    assert proposal(text).about_a_body


@pytest.mark.parametrize("text", ["đèn hẻm 4 hư lâu rồi", "cống nghẹt chưa ai sửa", "xin hướng dẫn làm thủ tục"])
def test_other_delays_go_to_their_owner(text: str) -> None:
    assert not proposal(text).about_a_body


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("nước thải chảy ra đường, tanh lắm", "chỗ gần cảng cá đó em"), "nước thải chảy ra đường, tanh"),
        (("đèn đường hư 3 bóng", "ngay đầu hẻm"), "đèn đường hư 3 bóng, ngay đầu hẻm"),
        (("thôn với chi bộ đi vận động bà con", ), "thôn với chi bộ đi vận động bà con"),
        (("nha ba Tu 0905000123 o gan chua xin doi tru", ), "nha ba Tu 0905000123 o gan chua xin doi tru"),
        (("nha ba [TÊN] [SĐT] o gan chua xin doi tru", ), "mot nha o gan chua xin doi tru"),
    ],
)  # fmt: skip
def test_pieces_become_one_line(texts: tuple[str, ...], words: str) -> None:
    assert proposal(*texts).words == words


@pytest.mark.parametrize(
    ("text", "unit", "place"),
    [
        ("Tổ dân phố 1 đèn hư", "tdp1", "Tổ dân phố 1"),
        ("dạ tổ 1 đèn hẻm 3 hư", "tdp1", "hẻm 3, Tổ dân phố 1"),
        ("cống nghẹt ở tổ dân phố 1", "tdp1", "Tổ dân phố 1"),
        ("to 1 den hu", "tdp1", "Tổ dân phố 1"),
        ("tổ 5 đèn hư", None, "Tổ dân phố 5"),
        ("tổ mình giao lưu với tổ dân phố 1", None, "Tổ dân phố 5"),
        ("tổ 1 với tổ 5 làm vệ sinh chung", None, "Tổ dân phố 5"),
    ],
)  # fmt: skip
def test_another_unit_is_the_place_and_stays_in_the_words(text: str, unit: str | None, place: str) -> None:
    found = proposal(text)
    assert (found.elsewhere, found.unit, found.shown_place) == (unit, "tdp5", place)
    assert unit is None or "1" in found.words


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("đèn hẻm 3 hư", "không phát sinh"), "đèn hẻm 3 hư"),
        (("chi bộ 6 không phát sinh, thôn có 3 hộ mất nước",), "thôn có 3 hộ mất nước"),
        (("tuần này không có gì, chỉ có cái đèn hẻm 3 hư",), "chỉ có cái đèn hẻm 3 hư"),
        (("đèn hẻm 3 hư, không có gì che chắn",), "đèn hẻm 3 hư, không có gì che chắn"),
        (("tổ họp dân 30 người, an ninh ổn định",), "họp dân 30 người, an ninh ổn định"),
    ],
)  # fmt: skip
def test_nothing_to_report_stays_out_of_a_matters_words(texts: tuple[str, ...], words: str) -> None:
    assert proposal(*texts).words == words
