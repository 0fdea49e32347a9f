"""Several matters in one message: the strictest lane refuses the part it concerns, and never a word of it is kept."""

import itertools
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.decision import lane
from reporting.fold import fold, nfc
from reporting.parts import judge
from reporting.privacy import guard
from reporting.reader import reading
from tests.reading.material import bare

NOBODY: frozenset[str] = frozenset()
KEPT = [
    # a list, counted or dashed, with and without stops
    ("1. Đèn đường hẻm 12 hư 3 bóng 2. Cán bộ địa chính nhận tiền làm sổ đỏ 3. Xin nạo vét mương sau xóm Gò Dinh",
     "to_cao", "- Đèn đường hẻm 12 hư 3 bóng\n- Xin nạo vét mương sau xóm Gò Dinh"),
    ("1/ Mương sau chợ nghẹt, hôi thối 20 hộ\n2/ Ông trưởng ban nhận hối lộ 20 triệu", "to_cao",
     "Mương sau chợ nghẹt, hôi thối 20 hộ"),
    ("- Cầu khỉ xóm Lò gãy ván\n- Có người báo nhà cuối xóm bán ma túy ban đêm, đừng nói tôi báo", "to_cao",
     "Cầu khỉ xóm Lò gãy ván"),
    ("1 là đèn đường hẻm 12 hư 3 bóng 2 là cán bộ thôn ăn chặn tiền cứu trợ 3 là xin nạo vét mương", "to_cao",
     "- đèn đường hẻm 12 hư 3 bóng\n- xin nạo vét mương"),
    ("một là nước máy yếu, 40 hộ thiếu nước hai là chú Bảy Tèo đi tù về tội trộm", "person",
     "nước máy yếu, 40 hộ thiếu nước"),
    ("Việc thứ nhất nước máy yếu 40 hộ thiếu nước, việc thứ hai chú Bảy Tèo mới đi tù về hay lảng vảng", "person",
     "nước máy yếu 40 hộ thiếu nước"),
    ("Bà con có 2 ý kiến: 1) xin thay nắp cống bể trước trạm xá 2) ông Ba Rô ăn chặn tiền hỗ trợ bão", "to_cao",
     "xin thay nắp cống bể trước trạm xá"),
    ("Em xin báo hai việc. Việc 1: đèn đường thôn Hải Yên hư. Việc 2: có tin trưởng thôn lập khống danh sách hộ nghèo.",
     "to_cao", "đèn đường thôn Hải Yên hư"),
    ("1, xin gắn biển báo ngã ba chợ 2, ông Sáu Tửng hay nói xấu chế độ", "person", "xin gắn biển báo ngã ba chợ"),
    # sentences and lines
    ("Đèn đường hẻm 12 hư 3 bóng, tối đi không thấy lối. Bà con tố ông cán bộ địa chính nhận tiền làm sổ đỏ.",
     "to_cao", "Đèn đường hẻm 12 hư 3 bóng, tối đi không thấy lối"),
    ("Bà con tố cán bộ địa chính nhận tiền làm sổ. Đèn hẻm 14 hư 3 bóng.", "to_cao", "Đèn hẻm 14 hư 3 bóng"),
    ("Rác ở chợ 3 ngày chưa ai lấy, hôi quá\nNhà ông Tư Đờn theo đạo mới", "person",
     "Rác ở chợ 3 ngày chưa ai lấy, hôi quá"),
    ("Tổ 5 họp dân bàn làm đường bê tông, 62 hộ dự. Anh Sáu Lùn bị tâm thần, hay chửi bậy.", "person",
     "Tổ 5 họp dân bàn làm đường bê tông, 62 hộ dự"),
    ("Hẻm 12 nước đọng 3 ngày. Cô Hường hay theo đạo lạ rủ rê người khác. Hẻm 14 đèn hư.", "person",
     "Hẻm 12 nước đọng 3 ngày. Hẻm 14 đèn hư."),
    ("Cán bộ địa chính nhận tiền làm sổ. Có ghi âm. Xin giấu tên. Nước máy yếu 3 ngày nay, 20 hộ thiếu nước.",
     "to_cao", "Nước máy yếu 3 ngày nay, 20 hộ thiếu nước"),
    ("Bà con xóm Chợ khen đội dọn rác. Nghe đồn bí thư chi bộ nhận hối lộ.", "to_cao",
     "Bà con xóm Chợ khen đội dọn rác"),
    ("Họp tổ bà con xin sửa đèn hẻm 4; có người tố ông cán bộ địa chính nhận tiền làm sổ; đường xóm Lò lầy lội",
     "to_cao", "Họp tổ bà con xin sửa đèn hẻm 4. đường xóm Lò lầy lội."),
    # a joint that begins something new
    ("Kênh N2 sạt lở 10 mét, xe không qua được. Nhân tiện xin báo: bà Năm Rí theo đạo lạ, cúng bái suốt đêm.",
     "person", "Kênh N2 sạt lở 10 mét, xe không qua được"),
    ("đường vào nghĩa trang lầy lội ngoài ra địa chính nhận tiền của 5 hộ mới đo đất", "to_cao",
     "đường vào nghĩa trang lầy lội"),
    ("anh Sáu Lùn bị tâm thần, hay chửi bậy, còn một việc nữa là đèn hẻm 5 hư 2 bóng", "person",
     "đèn hẻm 5 hư 2 bóng"),
    ("Bà con tố trưởng thôn bỏ túi tiền quỹ, với xin gắn thêm 2 bóng đèn ở hẻm 7", "to_cao",
     "xin gắn thêm 2 bóng đèn ở hẻm 7"),
    ("Bà con tố cáo trưởng thôn ăn chặn tiền cứu trợ, xin nạo vét mương sau xóm", "to_cao",
     "xin nạo vét mương sau xóm"),
    # typed bare, in capitals, half in Telex
    ("den duong hem 3 hu 2 bong. ngoai ra ba con to cao can bo dia chinh nhan tien lam so do", "to_cao",
     "den duong hem 3 hu 2 bong"),
    ("1 la den duong hem 12 hu 3 bong 2 la can bo thon an chan tien cuu tro 3 la xin nao vet muong", "to_cao",
     "- den duong hem 12 hu 3 bong\n- xin nao vet muong"),
    ("ba con to truong thon bo tui tien quy voi xin gan them 2 bong den o hem 7", "to_cao",
     "xin gan them 2 bong den o hem 7"),
    ("rac o cho 3 ngay chua ai lay, hoi qua. nha ong Tu Don theo dao moi", "person",
     "rac o cho 3 ngay chua ai lay, hoi qua"),
    ("1) MUONG SAU CHO NGHET, HOI THOI 20 HO 2) CAN BO DIA CHINH NHAN TIEN LAM SO DO", "to_cao",
     "MUONG SAU CHO NGHET, HOI THOI 20 HO"),
    ("toois ddi khoong thaays loois, ddenf hẻm 3 huw. ba con to cao can bo nhan hoi lo", "to_cao",
     "toois ddi khoong thaays loois, ddenf hẻm 3 huw"),
]  # fmt: skip
WHOLE = [
    # what goes on with the story, or points back at it
    ("Ông trưởng ban nhận hối lộ 20 triệu. Ổng mới xây nhà lầu hai tầng ở gần chợ.", "to_cao"),
    ("Cán bộ địa chính nhận tiền làm sổ đỏ. Việc này cả xóm đều biết.", "to_cao"),
    ("dia chinh nhan tien lam so do. ong do o gan cau, nha moi xay", "to_cao"),
    ("Nhà bà Năm Rí theo đạo lạ. Bà hay tụ tập đông người, ồn ào ban đêm.", "person"),
    ("Anh Tám Đen hay nói xấu Đảng. Anh xin vay vốn nuôi bò.", "person"),
    ("Cha con ông Lì vượt biên hồi trước. Giờ về đòi đất, tranh chấp với 3 hộ xóm trong.", "person"),
    ("Chị Năm bị tâm thần hay la hét. Ban đêm ồn ào, 10 hộ xung quanh mất ngủ.", "person"),
    ("Anh Tư bị HIV. Gia đình khó khăn, xin hỗ trợ gạo.", "person"),
    # the same affair: what was taken, what came of it
    ("Xi măng làm đường thiếu 20 bao. Nghi ông Bảy lấy bán.", "to_cao"),
    ("Xi măng làm đường thiếu 20 bao. Nghe nói ông Bảy ăn chặn.", "to_cao"),
    ("Đèn hẻm 3 hư hoài không sửa. Nghe nói ông Ba ăn chặn tiền đèn đường.", "to_cao"),
    ("Cán bộ thôn ăn chặn gạo cứu trợ bão. Hộ nghèo xóm Gò Dinh không có gạo ăn.", "to_cao"),
    ("Địa chính nhận tiền. Hồ sơ tách thửa 8 tháng chưa xong. Dân hẻm 12 đi lại 6 lần.", "to_cao"),
    ("Nhà cuối xóm bán ma túy ban đêm. Hẻm đó đèn hư tối om.", "to_cao"),
    # what joins it: evidence, who knows, what is to be done about it
    ("Cán bộ địa chính nhận tiền làm sổ đỏ. Tôi có ghi âm gửi kèm. Đừng nói ai biết tui báo.", "to_cao"),
    ("- Bí thư bỏ túi tiền quỹ\n- Có biên lai kèm theo\n- Người làm chứng là chị bán cá ở chợ", "to_cao"),
    ("Chủ tịch thôn ăn chặn tiền cứu trợ. Bà con xin điều tra, xử lý nghiêm.", "to_cao"),
    ("1. Trưởng thôn ăn chặn tiền bão 2. Kê khống 5 hộ không bị tốc mái 3. Xây nhà lầu gần chợ hồi tháng 9", "to_cao"),
    # beside it there is no matter
    ("Bà con tố địa chính nhận tiền làm sổ. Cảm ơn Tổ giúp việc nhiều.", "to_cao"),
    ("Bà con tố địa chính nhận tiền làm sổ. Khi nào có lịch cắt điện vậy em?", "to_cao"),
    ("Bà con tố địa chính nhận tiền làm sổ. Tuần này không phát sinh gì thêm.", "to_cao"),
    ("Đường lầy lội, ông Ba ở ủy ban đòi hối lộ mới làm hồ sơ, nước yếu", "to_cao"),
    # a stamp refuses everything
    ("1. Công văn MẬT số 12 2. đèn đường hẻm 3 hư 2 bóng", "secret"),
    ("Đèn đường hẻm 3 hư 2 bóng. Tài liệu Mật của tỉnh ủy gửi em.", "secret"),
]
ORDINARY = [
    "Đèn hẻm 3 hư. Nước máy yếu 3 ngày nay, 20 hộ thiếu nước. Rác ở chợ chưa ai lấy.",
    "1. Xin nạo vét mương 2. Đường vào xóm lầy lội 3. Tổ đã dọn vệ sinh quanh chợ, 40 hộ tham gia",
    "Họp chi bộ bà con có 2 ý kiến: xin nạo vét mương, với nhờ nhắc mấy quán mở nhạc tới khuya",
    "Đường hẻm 5 lầy, ngoài ra xin gắn thêm đèn ở ngã ba",
]


@pytest.mark.parametrize(("text", "why", "rest"), KEPT, ids=[text[:30] for text, *_ in KEPT])
def test_what_stands_beside_a_refused_matter_is_kept(text: str, why: str, rest: str) -> None:
    assert judge(nfc(text), NOBODY) == (why, nfc(rest))


@pytest.mark.parametrize(("text", "why"), WHOLE, ids=[text[:30] for text, _ in WHOLE])
def test_what_hangs_on_it_goes_with_it(text: str, why: str) -> None:
    assert judge(nfc(text), NOBODY) == (why, None)
    assert judge(nfc(bare(text)), NOBODY)[1] is None, "typed without diacritics"


@pytest.mark.parametrize("text", ORDINARY)
def test_several_matters_that_may_be_kept_are_left_as_they_are(text: str) -> None:
    assert judge(text, NOBODY) == (None, None)


def test_ordinary_life_is_not_refused_by_its_parts() -> None:
    lines = Path(__file__).with_name("innocent.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in map(nfc, lines) if judge(line, NOBODY) != (lane(line, NOBODY), None)] == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Cháy nhà ở chợ, có người kẹt trong đó. Ngoài ra bà con tố địa chính nhận tiền làm sổ.",
         "Cháy nhà ở chợ, có người kẹt trong đó"),
        ("1. nước lên ngập 5 nhà, 2 cụ già chưa ra được 2. cán bộ thôn ăn chặn tiền cứu trợ",
         "nước lên ngập 5 nhà, 2 cụ già chưa ra được"),
        ("1. cán bộ thôn ăn chặn tiền cứu trợ 2. anh Bảy cầm dao rượt chém hàng xóm, có người bị thương",
         "anh Bảy cầm dao rượt chém hàng xóm, có người bị thương"),
    ],
)  # fmt: skip
def test_danger_to_life_goes_out_whatever_it_stands_beside(text: str, rest: str) -> None:
    assert judge(text, NOBODY) == ("to_cao", rest)


MATTERS = [
    "Đèn đường hẻm 3 hư 2 bóng", "Nước máy yếu 3 ngày nay, 20 hộ thiếu nước", "Xin nạo vét mương sau xóm Gò Dinh",
    "Rác ở chợ 3 ngày chưa ai lấy, hôi quá", "Đường vào nghĩa trang lầy lội, xe không qua được",
    "Cầu khỉ xóm Lò gãy ván", "Loa xóm rè nghe không rõ",
]  # fmt: skip
REFUSED = [
    "bà con tố ông cán bộ địa chính nhận tiền làm sổ đỏ", "cán bộ thôn ăn chặn tiền cứu trợ bão",
    "ông Ba Rô ở ủy ban đòi hối lộ mới làm hồ sơ", "nhà bà Năm Rí theo đạo lạ, cúng bái suốt đêm",
    "anh Sáu Lùn bị tâm thần, hay chửi bậy", "chú Bảy Tèo ngày trước đi tù về tội trộm",
    "có người báo nhà cuối xóm bán ma túy ban đêm, đừng nói tôi báo",
]  # fmt: skip
FORMS = [
    "{0}. {1}.", "{1}. {0}.", "{0}\n{1}", "1. {0} 2. {1} 3. {2}", "- {1}\n- {0}\n- {2}", "{0}, ngoài ra {1}",
    "{1}. Nhân tiện {0}", "một là {0} hai là {1}", "{0}. {1}. {2}.",
]  # fmt: skip
mixed = st.tuples(st.sampled_from(FORMS), st.permutations(MATTERS), st.sampled_from(REFUSED))
ways = st.sampled_from([str, str.upper, str.lower, bare, lambda text: unicodedata.normalize("NFD", text)])


def in_words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


@given(mixed, ways)
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_refused_matter_is_kept(of: tuple[str, list[str], str], way: object) -> None:
    form, matters, refused = of
    kept = guard(way(form.format(matters[0], refused, matters[1])))  # type: ignore[operator]
    assert kept.reason in ("to_cao", "person")
    if kept.rest is not None:
        words = in_words(kept.rest.typed)
        assert " ".join(words) in {
            " ".join(in_words(" ".join(some))) for n in (1, 2) for some in itertools.permutations(matters[:2], n)
        }


def test_of_clear_matters_most_are_kept() -> None:
    """So that the one before tells something."""
    found = [
        judge(nfc(form.format(matter, refused, other)), NOBODY)[1] is not None
        for form in FORMS
        for refused in REFUSED
        for matter, other in itertools.pairwise(MATTERS)
    ]
    assert sum(found) > 0.7 * len(found)


@pytest.mark.parametrize("text", [text for text, *_ in (*KEPT, *WHOLE)])
def test_capitals_and_decomposed_letters_are_cut_alike(text: str) -> None:
    why, rest = judge(nfc(text), NOBODY)
    assert judge(nfc(unicodedata.normalize("NFD", text)), NOBODY) == (why, rest)
    loud, left = judge(nfc(text.upper()), NOBODY)
    assert loud == why
    assert (left or "").upper() == (rest or "").upper()


def test_spans_count_the_whole_text_and_the_rest_is_covered_by_itself() -> None:
    text = "Anh Hai 0905 000 123 đòi hối lộ mới làm hồ sơ. Ngoài ra cháy nhà ông Tư Đờn, có người kẹt, gọi 0905 000 124"
    kept = guard(text)
    assert [text[start:end] for start, end, kind in kept.spans if kind == "phone"] == ["0905 000 123", "0905 000 124"]
    assert kept.rest is not None
    assert kept.rest.typed == "cháy nhà ông Tư Đờn, có người kẹt, gọi 0905 000 124"
    assert kept.rest.masked == "cháy nhà ông [TÊN], có người kẹt, gọi [SĐT]"
    assert set(kept.rest.covered) == {"name", "phone"}


def test_an_ordinary_message_is_read_once() -> None:
    """Nothing in it leans towards a lane: looking at its parts would cost as much again."""
    reading.cache_clear()
    judge(ORDINARY[0], NOBODY)
    assert reading.cache_info().misses == 1


@pytest.mark.parametrize("piece", ["Đèn hư. Cán bộ ăn chặn tiền. ", "1. a 2. b ", "tố cáo, xin ", "\n \n", "ngoài ra "])
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.thread_time()
        judge(text, NOBODY)
        return time.thread_time() - began

    seconds(500)
    short = min(seconds(500) for _ in range(3))
    for length in (4000, 20_000):
        assert min(seconds(length) for _ in range(2)) < length / 500 * 5 * short + 0.1
