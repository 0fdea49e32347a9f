"""How well messages are read that nobody looked at while the reader was built, and what must hold for every message."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config, load
from bot.reading import understand
from bot.ready import NotReady
from reporting.house import House
from reporting.reader import models
from reporting.score import Score, score
from reporting.verdict import Verdict, verdict
from reporting.ward import load_ward
from tests.reading import material

HOUSE = House(load_ward(files("simulator").joinpath("ward.toml").read_text(encoding="utf-8")))
HELD = list(material.rows(material.HELD))
BLIND = list(material.rows(material.BLIND))
LEARNT = [row for path in material.LEARNT for row in material.rows(path)]
EVERY = 72  # of the learnt messages this test looks at one in so many


@pytest.fixture(scope="module", params=[HELD, BLIND], ids=["held", "blind"])
def held(request: pytest.FixtureRequest) -> Score:
    return score(request.param, [verdict(row["text"], HOUSE).as_json() for row in request.param])


def rate(found: Score, name: str) -> tuple[float, float]:
    """Precision and recall."""
    wanted = next(rate for rate in found.rates if rate.name == name)
    return wanted.precision, wanted.recall


def share(found: Score, name: str) -> float:
    right, whole = found.shares[name]
    return right / whole


def test_the_weights_were_learnt_from_the_messages_that_lie_here() -> None:
    assert {model.made_from for model in models()} == {material.fingerprint()}, "run `make model`"


# What docs/understanding.md says of the messages held back, a little lower: a change that loses more than that is told.


def test_danger_is_found_on_messages_held_back(held: Score) -> None:
    precision, recall = rate(held, "hotspot severity 3")
    assert recall >= 0.97
    assert precision >= 0.80
    precision, recall = rate(held, "kind hotspot")
    assert recall >= 0.95
    assert precision >= 0.90


def test_kinds_are_told_apart_on_messages_held_back(held: Score) -> None:
    assert held.macro_f1 >= 0.90
    assert rate(held, "kind nil")[0] >= 0.97
    assert share(held, "topic") >= 0.86
    assert share(held, "unit named") >= 0.95
    assert share(held, "no unit named, none guessed") >= 0.98


def test_what_may_not_be_kept_is_refused_on_messages_held_back(held: Score) -> None:
    precision, recall = rate(held, "legal to_cao")
    assert recall >= 0.93
    assert precision >= 0.80
    assert share(held, "may be kept and is") >= 0.975
    assert share(held, "may not be kept and is not") >= 0.93


def test_what_is_personal_is_masked_on_messages_held_back(held: Score) -> None:
    assert share(held, "numbers gone") == 1
    assert share(held, "names gone") >= 0.93
    assert share(held, "nothing personal, nothing masked") >= 0.97


# What holds for every message


def said(read: Verdict) -> tuple[str, str, int | None]:
    return read.kind, read.action, read.severity


def some() -> Iterator[str]:
    yield from (row["text"] for row in LEARNT[::EVERY])


def test_capitals_and_decomposed_letters_take_the_same_lane() -> None:
    for text in some():
        plain = said(verdict(text, HOUSE))
        assert said(verdict(text.upper(), HOUSE)) == plain, text
        assert said(verdict(text.lower(), HOUSE)) == plain, text
        assert said(verdict(unicodedata.normalize("NFD", text), HOUSE)) == plain, text


def test_without_diacritics_no_alarm_and_no_refusal_becomes_nothing() -> None:
    grave = [
        row["text"]
        for row in (*LEARNT[::3], *HELD, *BLIND)
        if row["kind"] == "hotspot" or row["action"] in ("guide", "refuse")
    ]
    assert [text for text in grave if verdict(material.bare(text), HOUSE).kind == "nil"] == []


def test_nothing_covered_stands_in_what_may_be_stored() -> None:
    for row in LEARNT[::EVERY]:
        read = verdict(row["text"], HOUSE)
        if read.masked is None:
            continue
        for start, end, kind in read.pii:
            covered = unicodedata.normalize("NFC", row["text"][start:end])
            assert kind == "name" or covered not in read.masked, row["text"]
        again = verdict(read.masked, HOUSE)
        assert again.pii == ()
        assert again.masked in (read.masked, None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_of_any_script_raises(text: str) -> None:
    read = verdict(text, HOUSE)
    refused = read.action in ("guide", "refuse")
    assert refused or read.masked is not None
    if refused and read.masked is not None:  # one of several matters
        assert verdict(read.masked, HOUSE).action in ("keep", "ask")
    assert all(0 <= start < end <= len(text) for start, end, _ in read.pii)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([row["text"] for row in LEARNT]), st.sampled_from([row["text"] for row in LEARNT]))
def test_masking_twice_is_masking_once(one: str, other: str) -> None:
    masked = verdict(f"{one} {other}", HOUSE).masked
    if masked is not None:
        assert verdict(masked, HOUSE).pii == ()


@pytest.mark.parametrize("piece", ["nước vô nhà rồi, ", "0905 000 123 ", "ông Tư Đờn ", "a", "😀", "1."])
def test_a_long_text_is_read_to_its_end(piece: str) -> None:
    """A denunciation at the end of twenty thousand letters is found, whatever stands before it."""
    tail = ". Dân tố cáo cán bộ nhận hối lộ, lập danh sách khống để ăn chặn tiền cứu trợ."
    assert verdict(piece * (20_000 // len(piece)) + tail, HOUSE).masked is None or "nước vô" in piece


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("Cháy nhà dãy trọ, có người kẹt trong đó, nghe nói ông Tư Đờn theo đạo lạ", "đạo lạ"),
        ("hai nhóm cầm dao chém nhau ở chợ, thằng Bảy Lùn bị tâm thần, cho người xuống gấp", "tâm thần"),
        ("40 người chặn xe, xô đẩy nhau, bà con tố cán bộ địa chính nhận hối lộ", "hối lộ"),
    ],
)
def test_an_alarm_goes_out_without_what_is_said_of_somebody(said: str, gone: str) -> None:
    read = verdict(said, HOUSE)
    assert read.kind == "hotspot"
    assert read.masked is not None
    assert gone not in read.masked
    assert len(read.masked) > 15


def test_of_several_matters_the_verdict_is_of_what_may_be_kept() -> None:
    said = "Xóm Gò Cát xin gắn thêm 2 bóng đèn. Ngoài ra bà con tố cáo địa chính nhận tiền làm sổ, số 0905 000 123"
    read = verdict(said, HOUSE)
    assert (read.action, read.legal, read.masked) == ("guide", "to_cao", "Xóm Gò Cát xin gắn thêm 2 bóng đèn")
    assert (read.kind, read.topic, read.unit) == ("feedback", "ha_tang", "go-cat")
    assert [said[start:end] for start, end, _ in read.pii] == ["0905 000 123"], "counted in the whole text"
    read = verdict("Loa xóm rè nghe không rõ. Nhà bà Năm Rí theo đạo lạ.", HOUSE)
    assert (read.action, read.kind, read.masked) == ("refuse", "feedback", "Loa xóm rè nghe không rõ")
    read = verdict("Bà con tố địa chính nhận tiền làm sổ. Cảm ơn Tổ giúp việc nhiều.", HOUSE)
    assert (read.action, read.kind, read.legal, read.masked) == ("guide", "feedback", "to_cao", None)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("cb 5 k ps", "cb5"), ("CB6: 24/26 đảng viên dự", "cb6"), ("Cửa Gành đo vẽ xong 210 thửa", "tdp6"),
        ("Hai Yên xin một loa báo bão", "hai-yen"), ("xom go cac mat nuoc", "go-cat"),
        ("thôn Suối Đa họp dân", "suoi-da"),
        ("Chùa Vạn Mỹ làm lễ xong", "van-my"), ("đèn đường hư", None), ("họp ở chợ", None),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_its_short_names_and_a_slip(said: str, unit: str | None) -> None:
    assert verdict(said, HOUSE).unit == unit


def test_the_wards_own_name_is_nobodys() -> None:
    assert verdict("Làm bài thơ về quê hương Sa Lâm", HOUSE).pii == ()


# The command


def settings_of_the_house() -> Config:
    return load(Path("config.toml"), {})


def test_the_command_reads_scores_and_names_a_faulty_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": row["id"], "text": row["text"]} for row in HELD[:20]]
    file, labels = tmp_path / "messages.jsonl", tmp_path / "labels.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    labels.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in HELD[:20]), encoding="utf-8")
    understand(settings_of_the_house(), str(file), None, None)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in printed] == [row["id"] for row in rows]
    assert set(printed[0]) == {
        "id", "kind", "legal", "topic", "severity", "unit", "pii", "masked", "action", "reason"
    }  # fmt: skip
    understand(settings_of_the_house(), str(file), None, labels)
    assert "kind, macro" in capsys.readouterr().out
    file.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(NotReady, match="line 2"):
        understand(settings_of_the_house(), str(file), None, None)
