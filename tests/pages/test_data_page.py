"""The page of what is held about somebody: their own, by a button, for as long as they are here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from reporting.texts import data as texts
from storage import data, people, reports
from storage.tables import Report
from tests.pages.desk import LEADER, NOW, OTHER, Desk, running
from tests.pages.test_routes import ask
from tests.rig import WARD

WORDS = "đèn hẻm 12 <b>không</b> sáng"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with running(database) as found:
        yield found


def reported(desk: Desk, person: int, words: str, code: str) -> None:
    def job(session: Session) -> None:
        report = Report(
            ward=WARD, unit="tdp1", author=person, period="2026-W47", kind="matter", text=words, channel="zalo",
            first_words_at=NOW, saved_at=NOW, sealed=b"x", code=code,
        )  # fmt: skip
        reports.add(session, report)
        reports.change(session, report, NOW + timedelta(hours=1), person, "corrected", text=f"{words}, 3 hộ")

    desk.do(job)


@pytest.fixture
def mine(desk: Desk) -> str:
    person = desk.joined(LEADER)
    reported(desk, person, WORDS, "YK-0001")
    return desk.link(person, "data")


def test_a_mere_look_shows_a_button_and_nothing_else(desk: Desk, mine: str) -> None:
    shown = ask(mine)
    assert shown.status == 200
    assert "<button" in shown.text
    for hidden in ("Tám", "0900", "hẻm", "YK-0001", texts.title()):
        assert hidden not in shown.text
    for kind in ("txt", "json"):
        assert ask(f"{mine}/{kind}").status == 405, "what is taken away comes by the button too"


def test_the_page_shows_everything_with_every_version(desk: Desk, mine: str) -> None:
    shown = ask(mine, b"")
    assert shown.status == 200
    for seen in (
        "Hồ Văn Tám Em", "0900000121", "Tổ trưởng Tổ dân phố 1", "bác Tám Em", "Zalo: nối ngày 18/11/2026",
        "Đồng ý dùng kênh: 09:00 ngày 18/11/2026, trên Zalo", "chưa hỏi", "YK-0001", "bản 1 ", "bản 2 ", "3 hộ",
        "bản gốc niêm phong đến 18/12/2026", "đồng ý và vào kênh",
    ):  # fmt: skip
        assert seen in shown.text, seen
    assert "&lt;b&gt;không&lt;/b&gt;" in shown.text
    assert "Tám" not in shown.text.partition("<body")[0]


def test_it_is_taken_away_as_text_and_as_json(desk: Desk, mine: str) -> None:
    plain, made = ask(f"{mine}/txt", b""), ask(f"{mine}/json", b"")
    assert WORDS in plain.text
    assert plain.headers["Content-Disposition"] == 'attachment; filename="du-lieu-cua-toi.txt"'
    assert plain.headers["Cache-Control"] == made.headers["Cache-Control"] == "no-store"
    held = json.loads(made.text)
    assert (held["name"], held["phone"], held["address"]) == ("Hồ Văn Tám Em", "0900000121", "bác")
    assert [version["text"] for version in held["reports"][0]["versions"]] == [WORDS, f"{WORDS}, 3 hộ"]
    assert datetime.fromisoformat(held["consent_at"]) == NOW


def test_nobody_sees_another_s(desk: Desk, mine: str) -> None:
    other = desk.joined(OTHER, "1002")
    reported(desk, other, "chuyện của tổ 5", "YK-0002")
    assert "chuyện của tổ 5" not in ask(mine, b"").text
    theirs = desk.link(other, "data")
    assert WORDS not in ask(theirs, b"").text
    signature = mine.rpartition("/")[2].partition("-")[2]
    stolen = f"{theirs.rpartition('/')[2].partition('-')[0]}-{signature}"
    for end in ("", "/txt", "/json"):
        assert ask(f"{desk.base}/l/{stolen}{end}", b"").status == 410
    for purpose in ("add", "digest"):
        address = desk.link(other, purpose, "2026-W47" if purpose == "digest" else None)
        assert ask(f"{address}/json", b"").status == 410, "a link does one thing"


def test_the_link_dies_with_its_day_and_with_its_person(desk: Desk, mine: str) -> None:
    desk.clock.time = NOW + timedelta(hours=24)
    assert ask(mine, b"").status == 410
    desk.clock.time = NOW
    assert ask(mine, b"").status == 200
    desk.do(lambda s: data.leave(s, WARD, people.holders(s, WARD, LEADER)[0].id, NOW))
    for end in ("", "/txt", "/json"):
        assert ask(f"{mine}{end}", b"").status == 410
