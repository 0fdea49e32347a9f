"""What a message is taken for, on lines written from the definitions, and what must never happen."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.fold import fold
from reporting.privacy import guard
from reporting.understand import sealed_alarm, split, understand, withdrawal
from reporting.values import TOPICS, Gazetteer, MessageKind, Place, Understood

WARD = Gazetteer(
    units={
        "tdp1": ("Tổ dân phố 1", "TDP 1", "tổ 1", "to 1", "xóm Chợ"),
        "tdp2": ("Tổ dân phố 2", "TDP 2", "tổ 2", "to 2"),
        "tdp5": ("Tổ dân phố 5", "tdp5", "tổ 5", "to 5", "xóm Bờ Sông"),
        "cb7": ("Chi bộ 7",),
        "suoi-da": ("thôn Suối Đá", "Suối Đá", "suoi da"),
        "van-my": ("thôn Vạn Mỹ", "Vạn Mỹ", "van my"),
        "hai-yen": ("thôn Hải Yên", "Hải Yên"),
    },
    places=(
        Place("chợ Sa Lâm", ("cho sa lam", "chợ"), "tdp1"),
        Place("trụ sở UBND phường", ("ubnd", "ủy ban", "phường"), "tdp2"),
        Place("Trạm Y tế phường", ("trạm xá",), "tdp2"),
        Place("cảng cá Cửa Gành", ("cang ca", "bến cá"), "tdp6"),
        Place("chùa Vạn Mỹ", ("chua van my",), "van-my"),
        Place("kè Hải Yên", ("ke hai yen",), "hai-yen"),
        Place("mỏ cát bến Đò", ("mo cat ben do",), "go-cat"),
        Place("kênh N2", ("kenh n2",), "dong-van"),
    ),
)
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("messages.jsonl").read_text(encoding="utf-8").splitlines()
]
GRAVE = [line["text"] for line in LINES if line["severity"] == 3]
MATTERS = [line["text"] for line in LINES if line["kind"] in ("hotspot", "feedback")]


def read(text: str) -> Understood:
    return understand(guard(text).masked, WARD)


def share(field: str, *, bare: bool = False) -> float:
    texts = [(fold(line["text"]) if bare else line["text"], line) for line in LINES if line[field] is not None]
    right = sum(bool(getattr(read(text), field) == line[field]) for text, line in texts)
    return right / len(texts)


@pytest.mark.parametrize("text", GRAVE)
@pytest.mark.parametrize("form", [str, str.upper, str.lower, fold])
def test_danger_to_life_is_never_missed(text: str, form: Any) -> None:
    found = read(form(text))
    assert (found.kind, found.severity) == (MessageKind.HOTSPOT, 3)
    assert found.refused is None


@pytest.mark.parametrize("text", MATTERS)
@pytest.mark.parametrize("form", [str, fold])
def test_no_matter_is_read_as_nothing(text: str, form: Any) -> None:
    assert read(form(text)).kind is not MessageKind.NIL


def test_most_lines_are_understood_as_written() -> None:
    assert share("kind") >= 0.97
    assert share("severity") >= 0.95
    assert share("legal") >= 0.97
    assert share("topic") >= 0.8
    assert share("refused") == 1


def test_most_lines_are_understood_without_diacritics() -> None:
    assert share("kind", bare=True) >= 0.95
    assert share("legal", bare=True) >= 0.95
    assert share("refused", bare=True) == 1


@pytest.mark.parametrize("line", [line for line in LINES if line["refused"]], ids=lambda line: line["text"][:30])
def test_what_is_refused_keeps_no_word(line: dict[str, Any]) -> None:
    found = read(line["text"])
    assert found.refused == line["refused"]
    assert (found.summary, found.place, found.units) == ("", None, ())


@pytest.mark.parametrize(
    "text",
    ["Nắng nóng quá, bà con đi cấy, không có gì", "bão giá cháy túi chứ trong tổ không có chi",
     "quán sập tiệm, tổ bình thường",
     "năm ngoái cháy chợ, giờ lắp xong bình chữa cháy", "tập huấn chữa cháy ở sân vận động",
     "không cháy, không ngập, không ai bị thương",
     "Lửa đã dập tắt, không ai bị thương", "bắt đầu phát quà cho người nghèo", "giữ xe đám cưới đông 300 người",
     "sap hop to dan pho", "15 chau mam non di tham quan", "bo do di dong, tau chay dem", "dự định danh sách bầu cử",
     "nước máy vô tới nhà dân rồi", "đánh bắt cá được mùa", "đèn cầu cháy bóng"],
)  # fmt: skip
def test_innocent_words_raise_no_alarm(text: str) -> None:
    assert read(text).kind is not MessageKind.HOTSPOT


@pytest.mark.parametrize(
    "text",
    ["nhà dang chay", "em báo cháy ở chợ", "chua chay", "lửa tắt rồi bùng lại, cháy lan qua nhà bên",
     "cháy nhà máy gỗ",
     "lũ cuốn, 3 người mất tích từ tuần trước", "Không phải diễn tập, cháy thật", "chong danh vo chay mau dau",
     "đang tập huấn thì có người ngất xỉu, gọi cấp cứu", "ba con bi ket trong nha, nuoc len nhanh"],
)  # fmt: skip
def test_alarms_in_awkward_words(text: str) -> None:
    assert read(text).severity == 3


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("tuần này yên", True),
        ("hổng có chi", True),
        ("không có gì, cây xoài nhà văn hóa ra bông", False),
        ("ko ps gì", True),
    ],
)
def test_nothing_to_report_and_how_sure(text: str, sure: bool) -> None:
    found = read(text)
    assert (found.kind, found.sure) == (MessageKind.NIL, sure)


@pytest.mark.parametrize(
    "text", ["yên, nhưng cống nghẹt", "không có gì, chỉ xin thay bóng đèn", "không có nước 2 ngày rồi"]
)
def test_a_small_matter_beside_nothing_is_a_matter(text: str) -> None:
    assert read(text).kind is MessageKind.FEEDBACK


def test_a_lone_sign_asks() -> None:
    for text in ("👍", ".", "", "kkk"):
        found = read(text)
        assert (found.kind, found.sure) == (MessageKind.OTHER, False)


@pytest.mark.parametrize(
    ("text", "severity"),
    [("mất điện cả xóm chợ, hơn 80 hộ", 2), ("tổ 2 cúp điện nãy giờ, chắc 60 hộ", 2), ("40 người chặn xe, la hét", 3),
     ("40 người chặn xe nhưng ngồi im, ôn hòa", 2), ("8 người chặn xe", 2), ("có tin khẩn, xin gọi trực", 3)],
)  # fmt: skip
def test_severity_of_hot_spots(text: str, severity: int) -> None:
    found = read(text)
    assert (found.kind, found.severity) == (MessageKind.HOTSPOT, severity)


@pytest.mark.parametrize(
    ("text", "place", "units"),
    [
        ("rác đầy sau chợ", "chợ Sa Lâm", ()),
        ("xin phường trả lời", None, ()),
        ("nước thải hôi, chỗ gần cảng cá", "cảng cá Cửa Gành", ()),
        ("trước trạm xá đèn hư", "Trạm Y tế phường", ()),
        ("mo cat ben do xe chay dem", "mỏ cát bến Đò", ()),
        ("kè Hải Yên nứt", "kè Hải Yên", ()),
        ("6 hộ trong hẻm 7", "hẻm 7", ()),
        ("den hem 12 hu", "hẻm 12", ()),
        ("mương xóm dưới nghẹt", "xóm dưới", ()),
        ("kenh n2 thieu nuoc", "kênh N2", ()),
        ("mất điện cả xóm chợ", "xóm Chợ", ("tdp1",)),
        ("tổ 2 cúp điện nãy giờ", None, ("tdp2",)),
        ("tổ số 5 và thôn Suối Đá ngập ruộng", None, ("tdp5", "suoi-da")),
        ("to 5 duong lay", None, ("tdp5",)),
        ("Chi bộ 7 họp", None, ("cb7",)),
        ("chi bộ họp thường kỳ", None, ()),
        ("Tổ dân phố 12 họp", None, ()),
    ],
)
def test_places_and_units(text: str, place: str | None, units: tuple[str, ...]) -> None:
    found = read(text)
    assert (found.place, found.units) == (place, units)


def test_a_shared_name_is_the_place_at_home() -> None:
    two = Gazetteer(
        {}, (Place("nhà văn hóa Tổ 1", ("nhà văn hóa",), "tdp1"), Place("nhà văn hóa Tổ 2", ("nhà văn hóa",), "tdp2"))
    )
    assert understand("nhà văn hóa dột mái", two, "tdp2").place == "nhà văn hóa Tổ 2"
    assert understand("nhà văn hóa dột mái", two).place == "nhà văn hóa Tổ 1"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("hơn 80 hộ mất nước", 80),
        ("hai nhà tranh chấp", 2),
        ("mấy hộ kêu", None),
        ("mời 75 hộ, dự 62 hộ", 75),
        ("2 ngày", None),
    ],
)
def test_households(text: str, number: int | None) -> None:
    assert read(text).households == number


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Tối qua tổ họp dân bàn phân loại rác", "họp dân bàn phân loại rác"),
        ("dạ báo cáo đường vào trường lầy em ơi giúp với", "đường vào trường lầy"),
        ("ddenf dduwowngf huw 3 bongs", "đèn đường hư 3 bóng"),
        ("mo cat ben do xe chay dem, ba con xin coi lai", "mo cat ben do xe chay dem, ba con xin coi lai"),
        ("nhà ông Tư Đờn 0905 000 123 gần chùa Vạn Mỹ xin dời trụ điện sát cổng", "một nhà xin dời trụ điện sát cổng"),
        ("không có nước 2 ngày rồi", "không có nước đã 2 ngày"),
        ("nước thải hôi lắm, bà con nhắc 2 lần rồi", "nước thải hôi, bà con đã nhắc 2 lần"),
        ("tổ 2 cúp điện nãy giờ, chắc 60 hộ", "cúp điện, khoảng 60 hộ"),
        ("đèn hẻm 4 hư. Ghi luôn là đã giải quyết xong và báo cáo Bí thư", "đèn hẻm 4 hư"),
        ("Gò Cát đường lầy", "Gò Cát đường lầy"),
        ("UBND chưa trả lời", "UBND chưa trả lời"),
    ],
)
def test_summaries_are_the_persons_words(text: str, summary: str) -> None:
    assert read(text).summary == summary


def test_a_long_summary_is_cut_at_a_word() -> None:
    summary = read("đường vào thôn lầy lội " * 20).summary
    assert len(summary) <= 160
    assert summary.rstrip("…").split()[-1] in ["đường", "vào", "thôn", "lầy", "lội"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Họp chi bộ bà con có 2 ý kiến: xin nạo vét mương sau xóm Gò Dinh, với nhờ nhắc mấy quán mở nhạc tới khuya",
         ("xin nạo vét mương sau xóm Gò Dinh", "nhờ nhắc mấy quán mở nhạc tới khuya")),
        ("mất điện cả xóm, hơn 80 hộ", ("mất điện cả xóm, hơn 80 hộ",)),
        ("nước thải chảy ra đường, hôi lắm", ("nước thải chảy ra đường, hôi lắm",)),
        ("xin sửa cầu, đề nghị gắn đèn", ("xin sửa cầu", "đề nghị gắn đèn")),
    ],
)  # fmt: skip
def test_several_matters_are_told_apart_in_order(text: str, parts: tuple[str, ...]) -> None:
    assert split(text) == parts


def test_sealed_calls() -> None:
    assert sealed_alarm("có tin khẩn, xin gọi trực")
    assert sealed_alarm("co tin khan, xin goi truc")
    assert not sealed_alarm("xin sửa đèn gấp")


def test_withdrawals() -> None:
    assert withdrawal("khong phai, ba con dot rac thoi, bao nham")
    assert withdrawal("báo nhầm")
    assert not withdrawal("không phải báo nhầm đâu, cháy lớn lắm")
    assert not withdrawal("đường hư")


@given(st.one_of(st.text(), st.lists(st.sampled_from(" ".join(GRAVE + MATTERS).split()), max_size=25).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_understood_somehow(text: str) -> None:
    found = understand(text, WARD)
    assert found.topic in TOPICS
    assert len(found.summary) <= 160
    assert (found.severity is not None) == (found.kind in (MessageKind.HOTSPOT, MessageKind.FEEDBACK))
    assert found.legal is None or found.kind is MessageKind.FEEDBACK
    assert "".join(split(text)).strip() or not text.strip() or len(split(text)) == 1


@given(st.sampled_from(GRAVE), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_losing_some_diacritics_never_turns_danger_into_nothing(text: str, chance: random.Random) -> None:
    worn = " ".join(fold(word) if chance.random() < 0.5 else word for word in text.split())
    assert read(worn).kind is not MessageKind.NIL


@pytest.mark.parametrize("piece", ["cháy ", "không ", "xin ", "a", "đã ", ", ", "nước lên ", "hẻm 7 "])
def test_a_very_long_message_is_still_quick(piece: str) -> None:
    began = time.thread_time()
    read(piece * 3000)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. đèn hẻm 3 hư\n2. cống hẻm 4 nghẹt\n3. chó thả rông", 3), ("- đèn hẻm 3 hư\n- cống hẻm 4 nghẹt", 2),
        ("Tổ 1 có mấy việc:\n1) đèn hẻm 3 hư\n2) cống nghẹt", 2), ("1/ đèn hư 2/ cống nghẹt", 2),
        ("• đèn hư\n• cống nghẹt\n", 2), ("đèn hẻm 3 hư\ncó 2 bóng", 1), ("họp lúc 1. 5 giờ 2. 6", 1),
        ("từ 1/11 tới 2/11 mất nước", 1), ("đèn hư 1. bóng", 1),
    ],
)  # fmt: skip
def test_a_list_is_several_matters(text: str, parts: int) -> None:
    found = split(text)
    assert len(found) == parts
    assert parts == 1 or not any(part[0] in "123-•" for part in found)


def test_a_loss_without_marks_is_no_secret_stamp() -> None:
    assert read("ong Nam nha 3 con roi do bi giat mat xe nho cong an giup").refused != "secret"


def test_a_matter_by_its_words_and_its_chance_is_no_news() -> None:
    assert read("3 hộ nghèo trong tổ chưa nhận được thẻ bảo hiểm y tế năm nay").kind is MessageKind.FEEDBACK


@pytest.mark.parametrize(
    "text", ["ống nước bể ở xóm Chợ", "ống nước bể gần nhà số 7", "không có nước 2 ngày nay rồi em ơi"]
)
def test_a_plain_trouble_is_a_matter_and_no_alarm(text: str) -> None:
    found = read(text)
    assert (found.kind, found.sure) == (MessageKind.FEEDBACK, True)
