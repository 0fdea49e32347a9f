"""The scripted week, played once: everybody is accounted for, nobody is pestered, nothing private comes out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.answers import is_thanks
from simulator.script import DAYS, VIETNAM, YEAR, ScriptError, read, spoken
from simulator.transcripts import file_name, transcripts
from simulator.week import main

LATE, MISSING = "cb2", "cb5"
DEADLINE = datetime(YEAR, 11, 19, 16, tzinfo=VIETNAM)
WEEK_STARTS = datetime(YEAR, 11, 12, tzinfo=VIETNAM)
CITIZENS_NUMBER = re.compile(r"0905[ .]?000[ .]?123")
NUDGES = re.compile(r"là hạn tin tuần|tới hạn|Có gì thêm không|Tuần 47 chưa thấy tin|còn tin chưa lưu")
LONG = re.compile(  # digests, lists and help may be longer; the page behind "Xem thêm" is one
    r"\A(?:Tổng hợp tuần|DỰ THẢO|Bản dự thảo|Ý kiến Nhân dân:|Việc đang mở|Việc đơn vị|Tin gốc giữ|"
    r"Đã lưu (?:hai|ba) mã|Còn chưa có tin|Đơn vị không dùng kênh|Tuần \d+, hạn|Chưa có tin|"
    r"Tổ giúp việc hiểu là (?:hai|ba) việc)"
)
LINE = re.compile(r"\[((?:thứ |Chủ )\w+) (\d\d)/(\d\d) (\d\d):(\d\d):(\d\d)\] ([^:]+): (.*)", re.DOTALL)


@dataclass
class Said:
    at: datetime
    who: str
    text: str
    choices: list[str] = field(default_factory=list)

    @property
    def by_bot(self) -> bool:
        return self.who == "kênh"


@dataclass
class Left:
    """What one run leaves behind."""

    code: int
    folder: Path
    account: dict[str, Any]
    talks: dict[str, list[Said]]
    digest: str


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("out")
    code = main(["--out", str(folder)])
    talks = {path.stem: list(_talk(path)) for path in sorted((folder / "transcripts").glob("*.txt"))}
    account = json.loads((folder / "week.json").read_text(encoding="utf-8"))
    return Left(code, folder, account, talks, (folder / "digest.txt").read_text(encoding="utf-8"))


def _talk(path: Path) -> Iterator[Said]:
    """The lines of a transcript with those that continue them."""
    for block in re.split(r"\n(?=\[)", path.read_text(encoding="utf-8").strip())[1:]:
        found = LINE.match(block)
        if found is None:
            continue  # the bot deleted a message
        lines = found[8].split("\n")
        choices = re.findall(r"\[(\d [^\]]+)\]", lines.pop()) if lines[-1].startswith("  [") else []
        day, month, hour, minute, second = (int(found[n]) for n in range(2, 7))
        at = datetime(YEAR, month, day, hour, minute, second, tzinfo=VIETNAM)
        yield Said(at, found[7], "\n".join(line.strip() for line in lines), choices)


def _by_bot(week: Left) -> list[tuple[str, Said]]:
    return [(name, said) for name, talk in week.talks.items() for said in talk if said.by_bot]


# The accounts


def test_every_unit_is_accounted_for_in_the_state_the_script_means(week: Left) -> None:
    states = {unit["id"]: unit["state"] for unit in week.account["units"]}
    cells = [unit for unit in states if re.fullmatch(r"cb\d", unit)]
    assert week.code == 0
    assert (len(cells), len(states) - len(cells)) == (9, 11)
    assert (states.pop(LATE), states.pop(MISSING)) == ("late", "missing")
    assert set(states.values()) == {"on_time"}


def test_the_accounts_have_the_promised_keys_and_nothing_but_numbers_and_codes(week: Left) -> None:
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
        assert set(alarm) - {"seconds_to_ack"} == {"code", "severity", "rungs"}
        assert re.fullmatch(r"KH-\d{4}", alarm["code"])
        assert all(type(value) is int for name, value in alarm.items() if name != "code")


def test_the_sums_agree(week: Left) -> None:
    account = week.account
    reported = sum(1 for unit in account["units"] if unit["state"] in ("on_time", "late"))
    reports = sum(account["reports"].values())
    assert reports == sum(account["channels"].values())
    assert reports >= reported - 2  # two people report once for two units each
    assert account["channels"]["phone"] == 2  # the two villages without a signal
    assert account["messages"]["sent"] == len(_by_bot(week))
    assert account["messages"]["parked"] == 1
    matters = account["matters"]
    assert matters["reopened"] == 1
    assert matters["closed_without_answer"] == 0
    assert matters["open"] + matters["closed"] >= account["reports"]["matter"]
    said = {code for _, said in _by_bot(week) for code in re.findall(r"YK-\d{4}", said.text)}
    assert matters["open"] + matters["closed"] == len(said)


def test_alarms_are_taken_in_time(week: Left) -> None:
    taken = {
        alarm["severity"]: alarm["seconds_to_ack"] for alarm in week.account["alarms"] if "seconds_to_ack" in alarm
    }
    assert taken[3] <= 600
    assert taken[2] <= 3600


def test_the_digest_tells_the_same_figures(week: Left) -> None:
    head = week.digest.splitlines()[0]
    states = Counter(unit["state"] for unit in week.account["units"])
    assert f"20 đơn vị, {states['on_time']} gửi đúng hạn, {states['late']} gửi sau hạn" in head
    assert f"{week.account['reports']['nil']} không phát sinh, {states['missing']} chưa gửi" in head
    assert "NHẬN XÉT CỦA KHỐI" in week.digest
    assert week.digest.strip() in {said.text for said in week.talks["vo-thi-thanh-hoa"]}


# What people had to put up with


def test_nobody_is_nudged_more_than_three_times_before_the_deadline_and_once_after(week: Left) -> None:
    for name, talk in week.talks.items():
        nudged = [said.at for said in talk if said.by_bot and NUDGES.search(said.text) and said.choices]
        assert sum(at < DEADLINE for at in nudged) <= 3, name
        assert sum(at >= DEADLINE for at in nudged) <= 1, name


def test_nothing_the_bot_begins_comes_in_quiet_time(week: Left) -> None:
    for name, said in _by_bot(week):
        if NUDGES.search(said.text) and said.choices:
            minute = said.at.hour * 60 + said.at.minute
            quiet = minute < 6 * 60 + 30 or minute >= 20 * 60 + 30 or 11 * 60 + 30 <= minute < 13 * 60 + 30
            assert not quiet and said.at.weekday() != 6, (name, said.text)


def test_sentences_are_short_and_choices_few(week: Left) -> None:
    for name, said in _by_bot(week):
        assert LONG.match(said.text) or len(said.text.encode("utf-16-le")) // 2 <= _most(said.text), (name, said.text)
        assert len(said.choices) <= 7, (name, said.text)


def _most(text: str) -> int:
    """A refusal shows where to go, a notice of masking stands on a line of its own: each line is one sentence."""
    return 240 * (text.count("\n") + 1)


def test_every_message_is_answered_unless_it_needs_none(week: Left) -> None:
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


def test_no_number_of_a_citizen_comes_out(week: Left) -> None:
    assert any(CITIZENS_NUMBER.search(said.text) for talk in week.talks.values() for said in talk if not said.by_bot)
    for name, said in _by_bot(week):
        assert not CITIZENS_NUMBER.search(said.text), name
    assert not re.search(r"\b0\d{9}\b", week.digest)


def test_a_denunciation_is_said_once_and_never_repeated(week: Left) -> None:
    assert sum("tố cáo" in said.text for said in week.talks["ta-van-bay"] if said.by_bot) == 1
    assert not any("ăn tiền" in said.text for _, said in _by_bot(week))


# The tools


def test_transcripts_show_buttons_presses_and_photos() -> None:
    at = WEEK_STARTS.isoformat()
    said = {"id": 1, "from": "bot", "text": "Đúng chưa?\nDạ", "at": at, "buttons": [[{"text": "Đúng", "data": "q.1"}]]}
    photo = {"id": 2, "from": "person", "text": "mương", "at": at, "buttons": [], "photo": {}}
    happened: list[dict[str, Any]] = [
        {"what": "message", "chat": 7, "at": at, "message": said},
        {"what": "press", "chat": 7, "at": at, "message_id": 1, "data": "q.1"},
        {"what": "message", "chat": 7, "at": at, "message": photo},
        {"what": "clock", "chat": None, "at": at},
    ]
    (text,) = transcripts(happened, {7: "Đỗ Mười"}).values()
    stamp = "[thứ Năm 12/11 00:00:00]"
    assert text.splitlines()[2:] == [
        f"{stamp} kênh: Đúng chưa?",
        "  Dạ",
        "  [1 Đúng]",
        f"{stamp} Đỗ Mười: [1 Đúng]",
        f"{stamp} Đỗ Mười: {{ảnh}} mương",
    ]
    assert file_name("Đỗ  Mười") == "do-muoi"


def test_the_script_is_read_as_written() -> None:
    head, answer, later, see = read(
        "# lời dặn\nthứ Ba 17/11 09:12 | tdp4.leader, cb1.secretary | họp dân\n  > [Đúng]\n  +8 > thêm\n  < Đã lưu\n"
    )
    assert head.who == answer.who == see.who == ("tdp4.leader", "cb1.secretary")
    assert head.at is not None and spoken(head.at) == "thứ Ba 17/11 09:12:00"
    assert (answer.what, later.what, later.after, see.what) == ("answer", "act", 8, "see")
    assert DAYS[0] == "thứ Hai"


@pytest.mark.parametrize(
    "text",
    [
        "thứ Hai 17/11 09:12 | a | b",  # a Tuesday
        "  > [Đúng]",
        "thứ Ba 17/11 09:12 a b",
        "thứ Ba 17/11 09:12 | a | b\nthứ Ba 17/11 09:11 | a | b",
    ],
)
def test_a_script_that_cannot_be_read_names_its_line(text: str) -> None:
    with pytest.raises(ScriptError, match=r"^line \d"):
        read(text)


def test_what_cannot_be_done_stops_the_week_and_names_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script.txt"
    script.write_text("thứ Năm 12/11 07:20 | kdv-tonghop | [Duyệt]\n", encoding="utf-8")
    assert main(["--out", str(tmp_path / "out"), "--script", str(script)]) == 1
    told = capsys.readouterr().out
    assert "line 1 of the script" in told
    assert "no button Duyệt" in told.replace("\n", " ")
