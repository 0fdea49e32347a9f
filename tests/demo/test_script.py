"""The tools of the week: the script, the choices on a telephone, the transcripts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from simulator.choices import choosing
from simulator.script import DAYS, VIETNAM, YEAR, ScriptError, read, spoken
from simulator.transcripts import file_name, transcripts
from simulator.week import main

WEEK_STARTS = datetime(YEAR, 11, 12, tzinfo=VIETNAM)


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


def test_transcripts_show_the_numbered_lines_of_zalo_as_choices() -> None:
    at = WEEK_STARTS.isoformat()
    chat = "6ede9afa66b88fe6d6a9"
    asked = {"id": "a1", "from": "bot", "text": "Đúng chưa?\n\n1. Đúng\n9. Sửa lại", "at": at, "buttons": []}
    typed = {"id": "a2", "from": "person", "text": "1", "at": at, "buttons": []}
    sticker = {"id": "a3", "from": "person", "text": "", "at": at, "buttons": [], "kind": "sticker"}
    happened: list[dict[str, Any]] = [
        {"what": "message", "chat": chat, "at": at, "message": message} for message in (asked, typed, sticker)
    ]
    (text,) = transcripts(happened, {chat: "Đỗ Mười"}).values()
    stamp = "[thứ Năm 12/11 00:00:00]"
    assert text.splitlines()[2:] == [
        f"{stamp} kênh: Đúng chưa?",
        "  [1 Đúng] [9 Sửa lại]",
        f"{stamp} Đỗ Mười: 1",
        f"{stamp} Đỗ Mười: {{nhãn dán}}",
    ]


def test_a_choice_is_taken_by_its_exact_label_as_the_channel_has_it() -> None:
    def said(number: int, text: str, who: str = "bot", **more: Any) -> dict[str, Any]:
        return {"id": number, "from": who, "text": text, "buttons": [], **more}

    shown = [
        said(1, "Đúng chưa?\n\n1. Đúng\n2. Sửa"),
        said(2, "Có phải bác không ạ?\n\n1. Đúng tôi\n2. Không phải tôi\n9. Sửa"),
        said(3, "Hai việc:\n1. Đúng\n2. Sửa", who="bot"),  # a list: no blank line before it
        said(4, "Tôi nói\n\n5. Đúng", who="person"),
        said(5, "Vậy à\n\n7. Đúng\nvà còn nữa"),
    ]
    assert choosing(shown, "Đúng") == ("say", {"text": "1"})
    assert choosing(shown, "Sửa") == ("say", {"text": "9"})
    assert choosing(shown, "đúng") is choosing(shown, "Duyệt") is None
    pressed = said(6, "Đúng chưa?", buttons=[[{"text": "Đúng", "data": "q.3"}, {"text": "Trang", "url": "http://a/"}]])
    assert choosing([*shown, pressed], "Đúng") == ("press", {"message_id": 6, "data": "q.3"})
    assert choosing([*shown, pressed], "Trang") is None


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


def test_the_week_stops_at_a_script_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "script.txt"
    script.write_text("thứ Năm 12/11\n", encoding="utf-8")
    assert main(["--out", str(tmp_path / "out"), "--script", str(script)]) == 1
    assert "line 1 of the script" in capsys.readouterr().out
