"""The scripted week on every channel: everybody is accounted for, nobody is pestered, nothing private comes out."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta

from reporting.answers import is_thanks
from simulator.script import VIETNAM, YEAR
from tests.demo.played import Week
from tests.documents.papers import word, words_of_pdf, words_of_word

LATE, MISSING = "cb2", "cb5"
DEADLINE = datetime(YEAR, 11, 19, 16, tzinfo=VIETNAM)
CITIZENS_NUMBER = re.compile(r"0905[ .]?000[ .]?123")
NUDGES = re.compile(r"là hạn tin tuần|tới hạn|Có gì thêm không|Tuần 47 chưa thấy tin|còn tin chưa lưu")
LONG = re.compile(  # digests, lists and help may be longer; the page behind "Xem thêm" is one
    r"\A(?:Tổng hợp tuần|DỰ THẢO|Bản dự thảo|Ý kiến Nhân dân:|Việc đang mở|Việc đơn vị|Tin gốc giữ|"
    r"Đã lưu (?:hai|ba) mã|Còn chưa có tin|Đơn vị không dùng kênh|Tuần \d+, hạn|Chưa có tin|"
    r"Tổ giúp việc hiểu là (?:hai|ba) việc)"
)


# The accounts


def test_every_unit_is_accounted_for_in_the_state_the_script_means(week: Week) -> None:
    states = {unit["id"]: unit["state"] for unit in week.account["units"]}
    cells = [unit for unit in states if re.fullmatch(r"cb\d", unit)]
    assert (len(cells), len(states) - len(cells)) == (9, 11)
    assert (states.pop(LATE), states.pop(MISSING)) == ("late", "missing")
    assert set(states.values()) == {"on_time"}


def test_the_accounts_have_the_promised_keys_and_nothing_but_numbers_and_codes(week: Week) -> None:
    def numbers(part: str, names: set[str], more: tuple[str, ...] = ()) -> None:
        found = week.account[part]
        assert set(found) - set(more) == names, part
        assert all(type(value) in (int, float) and value >= 0 for value in found.values()), part

    sections = {"reports", "channels", "nudges", "bot_initiated", "turns", "messages", "units", "alarms", "matters"}
    assert set(week.account) == sections
    numbers("reports", {"nil", "status", "matter", "alarm"})
    numbers("channels", {"telegram", "zalo", "phone"})
    numbers("nudges", {"sent", "withdrawn", "expired"})
    numbers("bot_initiated", {"max", "mean"})
    numbers("messages", {"sent", "parked", "failed", "unknown"}, more=("repeated",))
    numbers("matters", {"open", "closed", "answered_on_time", "reopened", "closed_without_answer"})
    assert type(week.account["turns"]) is int
    for unit in week.account["units"]:
        assert set(unit) == {"id", "state"}
    for alarm in week.account["alarms"]:
        assert len({"seconds_to_ack", "last_rung"} & set(alarm)) == 1, "taken, or how far it climbed"
        assert set(alarm) - {"seconds_to_ack", "last_rung"} == {"code", "severity", "rungs"}
        assert re.fullmatch(r"KH-\d{4}", alarm["code"])
        assert alarm.get("last_rung", "first") in {"first", "row", "again", "leaders", "list"}
        assert all(type(value) is int for name, value in alarm.items() if name not in ("code", "last_rung"))


def test_the_sums_agree(week: Week) -> None:
    account = week.account
    reported = sum(1 for unit in account["units"] if unit["state"] in ("on_time", "late"))
    reports = sum(account["reports"].values())
    assert reports == sum(account["channels"].values())
    assert reports >= reported - 2  # two people report once for two units each
    assert account["channels"]["phone"] == 2  # the two villages without a signal
    assert account["messages"]["sent"] == len(week.by_bot())
    assert account["messages"]["parked"] == 1
    matters = account["matters"]
    assert matters["reopened"] == 1
    assert matters["closed_without_answer"] == 0
    assert matters["open"] + matters["closed"] >= account["reports"]["matter"]
    said = {code for _, said in week.by_bot() for code in re.findall(r"YK-\d{4}", said.text)}
    assert matters["open"] + matters["closed"] == len(said)


def test_matters_went_every_way_and_none_was_lost(week: Week) -> None:
    """One blackout of two groups, an owner on leave, a forwarded matter, one refused and opened again, one late."""
    said = {name: "\n".join(line.text for line in talk if line.by_bot) for name, talk in week.talks.items()}
    assert "Nay là 2 tổ, khoảng 140 hộ" in said["bui-anh-khoa"]
    assert "khép lại khi Tổ dân phố 2 cũng thấy ổn" in said["ho-van-tam-em"]
    assert "Phòng Văn hóa - Xã hội đang vắng, nhờ đồng chí lo thay" in said["ha-thi-ngoc-diep"]
    assert "Trung tâm Phục vụ hành chính công phường chuyển YK-" in said["bui-anh-khoa"]
    assert re.search(r"Quá hạn YK-\d{4} .*chưa nêu lý do", said["le-ngoc-tram"])
    assert re.search(r"chưa trả lời, hạn ngày 20/11 đã qua", said["truong-dinh-loc"])
    assert week.account["matters"]["closed_without_answer"] == 0


def test_alarms_are_taken_in_time_or_climb(week: Week) -> None:
    """One is taken back, one taken at once, one by nobody for twenty minutes: then it has climbed to the leaders."""
    gravest = [alarm for alarm in week.account["alarms"] if alarm["severity"] == 3]
    back, soon, late = gravest
    assert back["last_rung"] == "first"
    assert soon["seconds_to_ack"] <= 600
    assert 1200 <= late["seconds_to_ack"] <= 1800 and late["rungs"] >= 3
    assert any("chưa phản hồi sau 20 phút" in said.text for said in week.talks["tran-huu-nghia"] if said.by_bot)
    assert all(alarm["seconds_to_ack"] <= 3600 for alarm in week.account["alarms"] if alarm["severity"] == 2)


def test_the_digest_tells_the_same_figures(week: Week) -> None:
    head = week.digest.splitlines()[0]
    states = Counter(unit["state"] for unit in week.account["units"])
    assert f"20 đơn vị, {states['on_time']} gửi đúng hạn, {states['late']} gửi sau hạn" in head
    assert f"{week.account['reports']['nil']} không phát sinh, {states['missing']} chưa gửi" in head
    assert "NHẬN XÉT CỦA KHỐI" in week.digest
    assert " ".join(week.digest.split()) in " ".join(week.read_by("vo-thi-thanh-hoa"))


def test_the_papers_tell_the_same_figures(week: Week) -> None:
    pictures = {"don-vi.png", "linh-vuc.png", "ban-do.png", "xu-huong.png"}
    assert set(week.papers) == pictures | {"bao-cao.docx", "bao-cao.pdf", "so-lieu.xlsx", "digest.html"}
    states = Counter(unit["state"] for unit in week.account["units"])
    count = re.search(r"(\d+) ý kiến, \d+ việc cần tập trung", week.digest)
    assert count is not None
    pdf = words_of_pdf(week.papers["bao-cao.pdf"])
    for said in (pdf, words_of_word(word(week.papers["bao-cao.docx"]))):
        assert f"Có {states['on_time']} đơn vị gửi đúng hạn, {states['late']} đơn vị gửi sau hạn" in said
        assert f"Trong tuần ghi nhận {count[1]} ý kiến" in said
        assert "5 nhà ngập; lực lượng tại chỗ đưa 3 người ra an toàn" in said  # as the desk put it
        assert "Đề nghị UBND phường kiểm tra nước thải" in said
        assert not CITIZENS_NUMBER.search(said)
    assert "Dự thảo, chưa ai duyệt." not in week.papers["digest.html"].decode()


def test_the_report_is_signed_numbered_and_only_then_sent(week: Week) -> None:
    """Draft, approval, signature, number: each a person's act, in this order; then it is at its readers'."""
    desk, chair = week.talks["le-ngoc-tram"], week.talks["vo-thi-thanh-hoa"]
    order = [
        next(said.at for said in talk if said.by_bot and said.text.startswith(begins))
        for talk, begins in (
            (desk, "Bản dự thảo tổng hợp tuần 47"),
            (desk, "Đã duyệt lúc"),
            (chair, "Tổng hợp tuần 47"),
            (chair, "Đồng chí đã ký báo cáo tuần 47"),
            (desk, "Báo cáo tuần 47 đã ký. Số 01-BC/KDV, đúng chưa"),
            (desk, "Đã ghi số 12-BC/KDV"),
        )
    ]
    assert order == sorted(order)
    for reader in ("tran-huu-nghia", "pham-thi-my-dung", "doan-van-khai"):
        read = [said.at for said in week.talks[reader] if said.by_bot and said.text.startswith("Tổng hợp tuần 47")]
        assert len(read) == 1 and read[0] >= order[-1], reader
    report = next(said for said in week.talks["tran-huu-nghia"] if "số 12-BC/KDV" in said.text)
    assert report.at >= order[-1]
    assert "Số 12-BC/KDV" in word(week.papers["bao-cao.docx"]).tables[0].cell(3, 0).text


# What people had to put up with


def test_nobody_is_nudged_more_than_three_times_before_the_deadline_and_once_after(week: Week) -> None:
    for name, talk in week.talks.items():
        nudged = [said.at for said in talk if said.by_bot and NUDGES.search(said.text) and said.choices]
        assert sum(at < DEADLINE for at in nudged) <= 3, name
        assert sum(at >= DEADLINE for at in nudged) <= 1, name


def test_nothing_the_bot_begins_comes_in_quiet_time(week: Week) -> None:
    for name, said in week.by_bot():
        if NUDGES.search(said.text) and said.choices:
            minute = said.at.hour * 60 + said.at.minute
            quiet = minute < 6 * 60 + 30 or minute >= 20 * 60 + 30 or 11 * 60 + 30 <= minute < 13 * 60 + 30
            assert not quiet and said.at.weekday() != 6, (name, said.text)


def test_sentences_are_short_and_choices_few(week: Week) -> None:
    for name, said in week.by_bot():
        assert LONG.match(said.text) or len(said.text.encode("utf-16-le")) // 2 <= _most(said.text), (name, said.text)
        assert len(said.choices) <= 7, (name, said.text)


def _most(text: str) -> int:
    """A refusal shows where to go, a notice of masking stands on a line of its own: each line is one sentence."""
    return 240 * (text.count("\n") + 1)


def test_every_message_is_answered_unless_it_needs_none(week: Week) -> None:
    for name, talk in week.talks.items():
        for n, said in enumerate(talk):
            if said.by_bot or is_thanks(said.text):
                continue
            following = talk[n + 1 :]
            own = next((other for other in following if not other.by_bot), None)
            goes_on = own is not None and own.at - said.at <= timedelta(seconds=20)
            answered = any(other.by_bot and other.at - said.at <= timedelta(seconds=60) for other in following)
            assert answered or goes_on, (name, said.text)


# What must not come out


def test_no_number_of_a_citizen_comes_out(week: Week) -> None:
    assert any(CITIZENS_NUMBER.search(said.text) for talk in week.talks.values() for said in talk if not said.by_bot)
    for name, said in week.by_bot():
        assert not CITIZENS_NUMBER.search(said.text), name
    assert not re.search(r"\b0\d{9}\b", week.digest)


def test_a_denunciation_is_said_once_and_never_repeated(week: Week) -> None:
    assert sum("tố cáo" in said.text for said in week.talks["ta-van-bay"] if said.by_bot) == 1
    assert not any("ăn tiền" in said.text for _, said in week.by_bot())
