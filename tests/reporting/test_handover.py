"""Words that hand over or say that somebody is away, and reports that only sound like it."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.handover import goes_away, hand_over, is_back, last_day

HAND_OVER = {
    "nhờ": "",
    "nho": "",
    "Nhờ ai báo thay": "",
    "tuần này nhờ người khác báo thay": "",
    "tuần này nhờ cô Liên": "lien",
    "Tuần này nhờ chị Hoa": "hoa",
    "tuan nay nho co lien": "lien",
    "nhờ cô Liên báo thay": "lien",
    "nho co lien bao thay": "lien",
    "nhowf coo Lieen baos thay": "lien",
    "nhờ bác Út Biển báo thay tổ 6 tuần này nha": "ut bien",
    "dạ tuần này tôi xin nhờ anh Khoa báo giúp": "khoa",
    "nhờ cô Liên thay tôi": "lien",
    "nhờ chị [TÊN]": "[ten]",
}
NO_HAND_OVER = [
    "nhờ phường sửa đèn đường hẻm 4",
    "nhờ anh Khoa sửa đèn",
    "nhờ UBND báo cáo tiến độ đường số 3",
    "nhờ công an giúp",
    "nhờ điện lực thay bóng đèn",
    "nhờ xã báo giá đền bù cho bà con",
    "bà con nhờ phường nhắc quán nhậu ồn",
    "tuần này nhờ chị em phụ nữ dọn vệ sinh",
    "nhờ anh em dân quân dọn cây ngã",
    "nhờ cô giáo dạy thay",
    "nhờ bác sĩ khám cho bà con",
    "tuần này nhớ cô Liên",
    "trẻ nhỏ bị ngã xuống mương",
    "tuần này nhờ bà con góp công làm đường",
    "nhờ các anh xem lại giá đất",
]
AWAY = [
    "nhà chị có việc, ít bữa chị nhắn sau",
    "nha chi co viec it bua chi nhan sau",
    "tuần này tôi đi vắng",
    "tuaanf nayf tooi ddi vawngs",
    "tuan nay toi di vang",
    "vắng",
    "Vắng.",
    "nhà có việc",
    "gia đình tôi có việc",
    "tôi bận",
    "dạ tuần này chị bận quá em ơi",
    "tôi có việc nhà",
    "con tôi ốm nằm viện, tuần này tôi vắng",
    "nhà tôi có tang",
    "nhà chú có đám cưới, mấy bữa nữa chú nhắn",
    "em xin nghỉ phép hai tuần",
    "tôi đi công tác đến 30/11",
    "bác về quê ít hôm",
    "xin báo vắng tuần này",
    "ngưng nhắc tôi",
    "tôi nằm viện, chưa báo được",
]
HERE = [
    "nhà bà con có việc, xin hoãn họp",
    "nhà bà con có việc",
    "nhà dân có tang, thôn đi viếng",
    "họp vắng 5 hộ",
    "tổ họp, vắng 3 hộ đi làm xa",
    "tôi vắng họp",
    "tôi đi vắng nhà bị trộm",
    "nhà chị bị ngập",
    "nhà tôi ở cạnh cống bể",
    "tôi có việc",
    "tôi có việc gấp",
    "có việc",
    "tuần này vắng",
    "chợ vắng khách",
    "hẻm vắng đèn, tối quá",
    "vâng",
    "vang",
    "dạ vâng",
    "bạn",
    "gia đình chính sách có việc làm",
    "nhà văn hóa có việc hư cửa",
    "bà con bận mùa, ít người họp",
    "nhiều hộ đi vắng, chưa thu được phiếu",
    "nhà chị Bảy có việc, cả xóm tới giúp",
    "tuần này bà con nghỉ biển",
    "trạm y tế nghỉ, bà con về không",
    "tôi báo tổ không có gì",
    "ít bữa chị nhắn sau",
]


@pytest.mark.parametrize(("text", "name"), HAND_OVER.items())
def test_a_deputy_is_asked_for(text: str, name: str) -> None:
    asked = hand_over(text)
    assert asked is not None and asked.clear
    assert asked.name == name


@pytest.mark.parametrize("text", NO_HAND_OVER)
def test_asking_a_body_for_something_is_a_report(text: str) -> None:
    asked = hand_over(text)
    assert asked is None or not asked.clear


@pytest.mark.parametrize("text", AWAY)
def test_somebody_says_that_they_are_away(text: str) -> None:
    assert goes_away(text)


@pytest.mark.parametrize("text", HERE)
def test_a_report_that_holds_such_words_stays_a_report(text: str) -> None:
    assert not goes_away(text)


def test_somebody_is_back() -> None:
    assert all(is_back(text) for text in ("báo lại", "tôi về rồi", "chị rảnh rồi nha", "nhac lai toi"))
    assert not any(is_back(text) for text in ("bà con về rồi", "nước đã rút, bà con đã về", "báo lại giá đất"))


def test_the_last_day_away_is_ahead_and_within_a_year() -> None:
    today = date(2026, 11, 18)
    assert last_day("đến hết ngày 30/11", today) == date(2026, 11, 30)
    assert last_day("5/1", today) == date(2027, 1, 5)
    assert last_day("31/2", today) is None
    assert last_day("30/11 họp dân", today) is None
