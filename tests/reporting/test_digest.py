"""A week as one value: every figure agrees, every sentence knows its sources, nothing sounds like a machine."""

# ruff: noqa: E501 - sentences stay on one line

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from reporting import digest as values
from reporting.composing import compose
from reporting.digest import Digest, Line, edited, written
from reporting.figures import figures
from reporting.wording import clerk, toned
from tests import weeks

SEEDS = range(20)


def composed(seed: int) -> Digest:
    return compose(weeks.week(seed), weeks.house(), weeks.NOW)


def sentences(digest: Digest) -> list[values.Sentence]:
    parts = [part for _, named in written(digest) for _, part in named]
    return [*digest.opening, *(said for part in parts for paragraph in part.paragraphs for said in paragraph)]


def prose(digest: Digest) -> str:
    return " ".join(said.text for said in sentences(digest))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_agree_with_each_other(seed: int) -> None:
    digest = composed(seed)
    f = digest.figures
    assert f["units"] == f["on_time"] + f["late"] + f["missing"] + f["excused"] == len(digest.standing)
    assert f["carried"] + f["opinions"] == f["done"] + f["left"]
    for name, column in (("carried", "carried"), ("opinions", "new"), ("done", "done"), ("left", "left")):
        assert f[name] == sum(getattr(row, column) for row in digest.topics)
    assert f["overdue"] == sum(row.overdue for row in digest.topics)
    assert f["opinions"] == sum(row.opinions for row in digest.standing)
    assert f["focus"] == sum(row.focus for row in digest.standing)
    matters = [m for m in digest.matters if m.kind == "feedback"]
    assert len(matters) == f["carried"] + f["opinions"]


@pytest.mark.parametrize("seed", SEEDS)
def test_chat_and_report_say_the_same_numbers(seed: int) -> None:
    digest = composed(seed)
    head, f = digest.lines[0].text, digest.figures
    assert f"{f['units']} đơn vị, {f['on_time']} gửi đúng hạn" in head
    assert f"{f['opinions']} ý kiến, {f['focus']} việc cần tập trung" in head
    if f["opinions"]:
        assert f"Trong tuần ghi nhận {f['opinions']} ý kiến" in prose(digest)
        assert f"{f['opinions']} ý kiến; " in prose(digest)
    for row in digest.topics:
        if row.new:
            assert f"{row.name}: {row.new} ý kiến" in prose(digest)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sentence_reads_like_one_of_a_clerk(seed: int) -> None:
    for said in sentences(composed(seed)):
        words = re.sub(r"“[^”]*”", "“…”", said.text)  # what is quoted is as it was typed
        assert words[0].isupper() or words[0].isdigit(), words
        assert words.endswith((".", "…")), words
        assert not re.search(r"\.\.|…\.|,,|;\.|\s[,.;:]|  |: :|\b0 (ý kiến|việc|đơn vị)\b|None|\{|!", words), words
        assert not re.search(r"\b(?:ko|hư|nghẹt|dữ|hổng|tui|giùm|em ơi|nghen|bà con)\b", words), words


@pytest.mark.parametrize("seed", SEEDS)
def test_sentences_rest_on_reports_of_the_week(seed: int) -> None:
    week, digest = weeks.week(seed), composed(seed)
    known = {report.id for report in week.reports} | {m.report for m in week.matters} | {a[3] for a in week.addenda}
    needs = re.compile(r"^(?:activities|focus|opinions:(?!guided)|solved|overdue|disputed|addenda|decide)")
    for said in sentences(digest):
        assert set(said.sources) <= known
        assert said.sources or not needs.match(said.key), said
    assert digest.sources <= known


@pytest.mark.parametrize("seed", SEEDS)
def test_a_phone_gets_few_lines(seed: int) -> None:
    digest = composed(seed)
    assert len(digest.lines) <= 18
    assert max(len(line.text) for line in digest.lines) <= 420


def test_what_was_typed_bare_is_quoted_and_never_restated() -> None:
    quiet = weeks.quiet()
    bare = "mo cat ben do xe chay khuya on qua, 6 ho phan nan"
    digest = compose(replace(quiet, matters=[weeks.matter(1, "moi_truong", bare, "go-cat")]), weeks.house(), weeks.NOW)
    assert f"“{bare}”" in prose(digest)
    assert "mỏ cát" not in prose(digest)


def test_three_leaders_and_one_drain_are_one_sentence() -> None:
    drain = [words for words in weeks.OPINIONS if words[2] == "chợ Sa Lâm"]
    matters = [
        weeks.matter(n, *words[:2], unit, words[2])
        for n, (words, unit) in enumerate(zip(drain, ("tdp1", "tdp2", "cb1"), strict=True))
    ]
    digest = compose(replace(weeks.quiet(), matters=matters), weeks.house(), weeks.NOW)
    said = [s for s in sentences(digest) if "phản ánh" in s.text]
    assert len(said) == 1
    assert "Tổ dân phố 1, Tổ dân phố 2 và Chi bộ 1 phản ánh" in said[0].text
    assert len(said[0].sources) == 3
    assert "Hạ tầng, điện, nước: 3 ý kiến của 3 đơn vị." in prose(digest)


def test_nothing_is_said_to_have_not_happened() -> None:
    digest = compose(weeks.quiet(), weeks.house(), weeks.NOW)
    assert written(digest) == []
    assert (
        prose(digest)
        == "Khối Dân vận tổng hợp tình hình tuần 47 từ tin báo của cả 20 đơn vị. Các đơn vị đều gửi đúng hạn và báo không phát sinh."
    )
    silent = compose(weeks.silent(), weeks.house(), weeks.NOW)
    assert "chưa có đơn vị nào trong 20 đơn vị gửi tin báo" in prose(silent)


def test_chapters_and_parts_that_are_left_out_leave_no_gap_in_the_numbers() -> None:
    for seed in SEEDS:
        for n, (title, parts) in enumerate(written(composed(seed))):
            assert title.startswith(f"{values.ROMAN[n]}- ")
            numbered = [name for name, _ in parts if re.match(r"\d", name)]
            assert [int(name.split(".")[0]) for name in numbered] == list(range(1, len(numbered) + 1))
            assert len(numbered) != 1


def test_what_is_not_known_is_said() -> None:
    heard = weeks.matter(1, "an_ninh", "nghe nói có nhóm thanh niên lạ mặt đi dò nhà vắng người", "tdp2")
    fought = weeks.matter(
        2, "ha_tang", "nước chảy yếu ở cuối hẻm 9", "tdp3", state="chua_on", answer="đã thông lại đường ống"
    )
    week = replace(weeks.quiet(), matters=[heard, fought], states=weeks.quiet().states | {"cb5": "missing"})
    words = prose(compose(week, weeks.house(), weeks.NOW))
    assert "Đây là tin nghe lại, cần xác minh." in words
    assert "Ý kiến trái nhau, cần xác minh tại chỗ: " in words
    assert "Chưa có báo cáo của Chi bộ 5" in words


def test_the_chair_is_asked_first_on_the_telephone_and_in_the_last_chapter_of_the_report() -> None:
    late = weeks.matter(1, "ha_tang", "nắp cống hẻm 3 vỡ", "tdp1", due_at=weeks.NOW - timedelta(days=2))
    digest = compose(replace(weeks.quiet(), matters=[late]), weeks.house(), weeks.NOW)
    asked = "YK-0101: Phòng Kinh tế, Hạ tầng và Đô thị quá hạn 2 ngày; xin ý kiến chỉ đạo việc trả lời."
    assert [line.section for line in digest.lines][:2] == ["head", "decide"]
    assert digest.lines[1].text == asked
    title, parts = written(digest)[-1]
    assert title.endswith("KIẾN NGHỊ, ĐỀ XUẤT")
    assert parts[0][1].paragraphs[0][0].text == asked


def test_an_owner_is_heard_with_the_reason_and_the_kind_of_the_answer() -> None:
    late = weeks.matter(
        1, "ha_tang", "nắp cống vỡ", "tdp1", due_at=weeks.NOW - timedelta(days=2), delay_why="chờ vật tư về ngày 23/11"
    )
    told = weeks.matter(
        2,
        "dat_dai",
        "xin lối đi chung",
        "tdp2",
        state="da_tra_loi",
        answered_at=weeks.NOW,
        answer="đất đã có chủ",
        ending="not_feasible",
    )
    words = prose(compose(replace(weeks.quiet(), matters=[late, told]), weeks.house(), weeks.NOW))
    assert "quá hạn 2 ngày, lý do: chờ vật tư về ngày 23/11." in words
    assert "cho biết chưa thực hiện được: đất đã có chủ; chờ đơn vị xác nhận." in words


def test_an_alarm_without_words_is_told_as_one() -> None:
    called = weeks.matter(1, "khac", "", "cb7", kind="hotspot", severity=3, code="KH-0048", state="dang_xu_ly")
    words = prose(compose(replace(weeks.quiet(), matters=[called]), weeks.house(), weeks.NOW))
    assert "báo tin khẩn mức 3 (KH-0048): không kèm nội dung." in words


def test_a_denunciation_is_a_number_without_a_unit() -> None:
    """P4."""
    digest = compose(replace(weeks.quiet(), guided=1), weeks.house(), weeks.NOW)
    said = next(s for s in sentences(digest) if s.key == "opinions:guided")
    line = next(line for line in digest.lines if line.key == "opinions:guided")
    for words in (said.text, line.text):
        assert "1 lượt" in words
        assert not [name for name in (row.name for row in digest.standing) if name in words]
    assert all(row.opinions == 0 for row in digest.standing)


def test_a_clerks_line_stands_in_the_report_and_a_remark_among_the_proposals() -> None:
    digest = composed(1)
    line = next(line for line in digest.lines if line.section == "focus")
    mine = replace(line, text="Tổ dân phố 5 nước lên, đã yên.", original=line.text)
    remark = Line("remark:1", "remark", "Đề nghị kiểm tra cống trước ngày 25/11.")
    found = edited(digest, [mine if one.key == line.key else one for one in digest.lines] + [remark])
    words = prose(found)
    assert mine.text in words and remark.text in words
    assert line.key not in {s.key for s in sentences(found) if s.text != mine.text}
    assert written(found)[-1][0].endswith("KIẾN NGHỊ, ĐỀ XUẤT")
    assert edited(found, found.lines) == found


def test_a_week_is_compared_with_the_four_before() -> None:
    past = tuple(
        values.Past(f"2026-W{43 + n}", {"opinions": count, "on_time": 15 + n}, {})
        for n, count in enumerate((4, 7, 5, 3))
    )
    matters = [weeks.matter(n, topic, text, "tdp1") for n, (topic, text, _) in enumerate(weeks.OPINIONS[:5])]
    states = weeks.quiet().states | {"cb2": "late"}
    found = replace(weeks.quiet(), matters=matters, past=past, states=states, nil_units=frozenset())
    words = prose(compose(found, weeks.house(), weeks.NOW))
    assert "Có 19 đơn vị gửi đúng hạn (tuần trước 18), 1 đơn vị gửi sau hạn." in words
    assert "nhiều hơn tuần trước 2 ý kiến; bình quân 4 tuần trước là 4,8 ý kiến một tuần" in words


def test_it_lies_in_a_row_and_comes_back_the_same() -> None:
    for seed in SEEDS:
        digest = composed(seed)
        assert values.from_json(values.as_json(digest)) == digest


def test_what_it_counted_is_what_the_next_is_compared_with() -> None:
    digest = composed(9)
    past = values.past_of(digest.label, values.counted(digest))
    assert past.figures == digest.figures
    assert past.topics == {row.topic: row.new for row in digest.topics if row.new}


def test_one_style_of_tone_marks() -> None:
    assert (
        toned("Ủy ban thống nhất hòa giải, quý IV, thúy, hoàn thành, họa, tùy", "old")
        == "Uỷ ban thống nhất hoà giải, quý IV, thuý, hoàn thành, hoạ, tuỳ"
    )
    assert toned("Uỷ ban hoà giải, quý", "new") == "Ủy ban hòa giải, quý"
    assert toned("ỦY BAN", "old") == "UỶ BAN"


def test_this_morning_has_a_date() -> None:
    assert (
        clerk("tổ điện đã thay bóng sáng nay, tối qua còn hư", weeks.NOW)
        == "tổ điện đã thay bóng sáng 20/11, tối 19/11 còn hỏng"
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_behind_every_figure_stands_what_it_counts(seed: int) -> None:
    digest = composed(seed)
    shown = {figure.key: figure for figure in figures(digest)}
    for key, count in digest.figures.items():
        if key in ("units", "guided"):  # all of them; counted without a trace
            assert key not in shown
        else:
            assert (shown[key].count if key in shown else 0) == count, key
    for figure in shown.values():
        assert len(figure.units) + len(figure.reports) == figure.count
        assert len(set(figure.reports)) == len(figure.reports)
