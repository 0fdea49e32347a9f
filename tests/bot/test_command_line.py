"""What a person types, and what is said when it cannot be."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from cryptography.fernet import Fernet
from pypdf import PdfReader

from bot.__main__ import main
from simulator import server
from tests.rig import KEY, ROOT, free_port

WARD_FILE = ROOT / "simulator" / "ward.toml"


@pytest.fixture(scope="module")
def messenger() -> Iterator[str]:
    """A fake messenger in a thread of its own; answers its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    started = asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
    yield started.url
    asyncio.run_coroutine_threadsafe(started.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


class Shell:
    def __init__(
        self, patch: pytest.MonkeyPatch, heard: pytest.CaptureFixture[str], environment: dict[str, str]
    ) -> None:
        self.patch, self.heard, self.environment = patch, heard, environment

    def __call__(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """(exit code, standard output, standard error)"""
        for name in [name for name in os.environ if name.startswith("DANVAN_")]:
            self.patch.delenv(name)
        for name, value in (self.environment | environment).items():
            self.patch.setenv(name, value)
        self.patch.setattr(sys, "argv", ["danvan", "--config", str(ROOT / "config.toml"), *words])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(str(ended.code or 0))
        out, err = self.heard.readouterr()
        return code, out, err


def environment(messenger: str, database: Path) -> dict[str, str]:
    return {
        "DANVAN_DATABASE__URL": f"sqlite:///{database}", "DANVAN_SECRETS__KEY": KEY, "DANVAN_WEB__PORT": "0",
        "DANVAN_TELEGRAM__TOKEN": server.TOKEN, "DANVAN_TELEGRAM__API_BASE": messenger,
        "DANVAN_CLOCK__SOURCE": messenger,
    }  # fmt: skip


@pytest.fixture
def danvan(
    messenger: str, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shell]:
    yield Shell(monkeypatch, capsys, environment(messenger, database))
    structlog.reset_defaults()  # a command sets the log up for good


def everything(database: Path) -> list[Any]:
    with closing(sqlite3.connect(database)) as opened:
        return [line for line in opened.iterdump() if "secure" not in line]


def test_importing_the_same_ward_twice_changes_nothing(danvan: Shell, database: Path) -> None:
    before = everything(database)
    code, out, _ = danvan("ward", "import", str(WARD_FILE))
    assert code == 0
    assert "added 0, changed 0, ended 0" in out
    assert everything(database) == before


def test_a_faulty_ward_file_is_refused_whole_with_its_line(danvan: Shell, database: Path, tmp_path: Path) -> None:
    before = everything(database)
    faulty = tmp_path / "ward.toml"
    for text, said in (
        (
            WARD_FILE.read_text(encoding="utf-8").replace('role = "bloc_head"', 'role = "blok_head"'),
            "93",
        ),
        ("[ward\n", "1"),
    ):
        faulty.write_text(text, encoding="utf-8")
        code, _, err = danvan("ward", "import", str(faulty))
        assert code == 1
        assert f"dòng {said}" in err.lower()
        assert "Traceback" not in err
    assert danvan("ward", "import", str(tmp_path / "none.toml"))[0] == 1
    assert everything(database) == before


def test_invitations_name_every_post_and_leave_out_who_has_no_chat(danvan: Shell) -> None:
    code, out, _ = danvan("invite", "--json")
    assert code == 0
    found = json.loads(out)
    assert set(found[0]) == {"post", "person", "unit", "code", "channel", "link", "expires_at"}
    assert json.loads(danvan("invite", "--json")[1]) == found, "open codes are shown again"
    by_person: dict[str, set[str]] = {}
    for one in found:
        by_person.setdefault(one["person"], set()).add(one["code"])
        start = f"https://t.me/simulated_bot?start={one['code'].replace(' ', '')}"
        assert one["link"] == (start if one["channel"] == "telegram" else ""), "on Zalo the code is typed"
    assert all(len(codes) == 1 for codes in by_person.values()), "one person, one code, however many posts"
    assert len({one["post"] for one in found}) > len(by_person)
    channels = {one["post"]: one["channel"] for one in found}
    assert (channels["dong-van.leader"], channels["tdp1.leader"]) == ("telegram", "zalo")
    assert channels["cb5.secretary"] == "zalo", "where the ward file names none"
    assert channels["cb3.secretary"] == "telegram", "named with the other post"
    text = WARD_FILE.read_text(encoding="utf-8")
    by_telephone = [line for line in text.splitlines() if 'channel = "sms"' in line or 'channel = "phone"' in line]
    assert by_telephone
    assert not any(f'"{one["person"]}"' in line for one in found for line in by_telephone)
    assert [one["post"] for one in json.loads(danvan("invite", "--json", "--post", "tdp1.leader")[1])] == [
        "tdp1.leader"
    ]


def test_the_table_of_invitations_says_what_people_do_with_their_code(danvan: Shell, messenger: str) -> None:
    zalo = {"DANVAN_ZALO__API_BASE": f"{messenger}/zalo", "DANVAN_ZALO__TOKEN": server.ZALO_TOKEN}
    code, out, _ = danvan("invite", **zalo)
    assert code == 0
    rows = {cells[1]: cells for line in out.splitlines() if len(cells := [c.strip() for c in line.split("│")]) > 5}
    assert rows["tdp1.leader"][3] == "Zalo" and rows["tdp1.leader"][5] == ""
    assert rows["dong-van.leader"][3] == "Telegram"
    assert not any("…" in cell for cells in rows.values() for cell in cells), "nothing is cut short"
    on_telegram = "On Telegram: open the link, or find @simulated_bot in Telegram and type the code."
    assert out.splitlines()[-2:] == [on_telegram, "On Zalo: find bot.simulated in Zalo and type the code."]
    out = danvan("invite", "--post", "tdp1.leader", DANVAN_ZALO__BOT_NAME="Bot phường Sa Lâm", **zalo)[1]
    assert out.splitlines()[-1] == "On Zalo: find Bot phường Sa Lâm in Zalo and type the code."
    assert "Telegram" not in out
    out = danvan("invite", "--post", "tdp1.leader")[1]
    assert out.splitlines()[-1] == "Zalo is off: find @simulated_bot in Telegram and type the code."
    nobody = {**zalo, "DANVAN_ZALO__API_BASE": f"http://127.0.0.1:{free_port()}"}
    out = danvan("invite", "--post", "tdp1.leader", **nobody)[1]
    assert out.splitlines()[-1] == "On Zalo: find the bot in Zalo and type the code."


def slips_in(path: Path) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_slips_are_printed_one_for_each_person_in_the_order_of_the_units(
    danvan: Shell, messenger: str, tmp_path: Path
) -> None:
    zalo = {"DANVAN_ZALO__API_BASE": f"{messenger}/zalo", "DANVAN_ZALO__TOKEN": server.ZALO_TOKEN}
    found = json.loads(danvan("invite", "--json", **zalo)[1])
    codes = {one["code"]: one["person"] for one in found}
    file = tmp_path / "out" / "slips.pdf"
    code, out, _ = danvan("invite", "--slips", str(file), **zalo)
    pages = slips_in(file)
    assert code == 0
    assert out == f"{len(codes)} slips on {len(pages)} pages: {file}\n"
    assert len(pages) == -(-len(codes) // 8)
    assert [path.name for path in file.parent.iterdir()] == ["slips.pdf"]
    assert file.stat().st_mode & 0o077 == 0, "codes open the door"
    words = " ".join(pages)
    assert all(words.count(code) == 1 and person in words for code, person in codes.items())
    assert "Trương Đình Lộc Bí thư Chi bộ 3 Tổ trưởng Tổ dân phố 3" in words
    assert "gõ tên: bot.simulated" in words and "tìm @simulated_bot trong Telegram" in words
    order = ["Trưởng Khối Dân vận", "Bí thư Chi bộ 1", "Bí thư Chi bộ 9", "Tổ trưởng Tổ dân phố 1", "Trạm Y tế phường"]
    assert sorted(order, key=words.index) == order


def test_slips_for_one_post_for_nobody_and_into_places_that_cannot_be(danvan: Shell, tmp_path: Path) -> None:
    file = tmp_path / "slips.pdf"
    assert danvan("invite", "--slips", str(file), "--post", "cb3.secretary")[1] == f"1 slip on 1 page: {file}\n"
    (page,) = slips_in(file)
    assert page.count("Kính mời") == 1
    before = file.read_bytes()
    code, out, _ = danvan("invite", "--slips", str(file), "--post", "none.leader")
    assert code == 0 and out.startswith("Nobody is to be invited") and file.read_bytes() == before
    for bad, said in (
        (tmp_path, "is a folder"),
        (file / "slips.pdf", f"{file} is no folder"),
        (Path("/proc/x"), "cannot"),
    ):
        code, out, err = danvan("invite", "--slips", str(bad), "--post", "cb3.secretary")
        assert (code, out) == (1, "") and said in err and "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir() if "slips" in path.name] == ["slips.pdf"]


def test_a_slip_is_for_a_channel_that_is_on_and_leaves_room_for_a_name_nobody_knows(
    danvan: Shell, messenger: str, tmp_path: Path
) -> None:
    def slip(post: str, **settings: str) -> tuple[str, str]:
        told = danvan("invite", "--slips", str(file), "--post", post, **settings)[1]
        return slips_in(file)[0], told

    file = tmp_path / "slips.pdf"
    words, _ = slip("tdp1.leader")
    assert "tìm @simulated_bot trong Telegram" in words, "Zalo is off"
    only_zalo = {"DANVAN_TELEGRAM__TOKEN": "", "DANVAN_ZALO__TOKEN": "1:none", "DANVAN_ZALO__API_BASE": messenger}
    words, told = slip("dong-van.leader", **only_zalo)
    assert "gõ tên: ………" in words and "Telegram" not in words
    assert "zalo.bot_name" in told
    words, told = slip("tdp1.leader", DANVAN_ZALO__BOT_LINK="https://zalo.me/123", **only_zalo)
    assert "bấm hình quét mã" in words and "gõ tên" not in words
    assert told.count("\n") == 1


def test_another_key_than_the_databases_is_told_by_every_command(danvan: Shell) -> None:
    other = Fernet.generate_key().decode()
    for words in (("run",), ("export",), ("digest",), ("invite",), ("ward", "import", str(WARD_FILE))):
        code, _, err = danvan(*words, DANVAN_SECRETS__KEY=other)
        assert (code, "is not the key this database was written with" in err) == (1, True), words
        assert other not in err


def test_why_it_cannot_start_is_said_in_plain_words(danvan: Shell, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        nobody = f"http://127.0.0.1:{free_port()}"
        for change, said in (
            ({"DANVAN_DATABASE__URL": f"sqlite:///{tmp_path}/new/empty.db"}, "run `danvan ward import FILE`"),
            ({"DANVAN_DATABASE__URL": f"sqlite:///{tmp_path}"}, "cannot be opened"),
            ({"DANVAN_TELEGRAM__TOKEN": "2:other"}, "Telegram refuses the token"),
            ({"DANVAN_TELEGRAM__TOKEN": ""}, "No channel is switched on"),
            ({"DANVAN_ZALO__TOKEN": "1:zalo"}, "web.public_url is empty"),
            ({"DANVAN_ZALO__TOKEN": "1:zalo"}, "DANVAN_ZALO__WEBHOOK_SECRET must have"),
            ({"DANVAN_SECRETS__KEY": ""}, "DANVAN_SECRETS__KEY is not set"),
            ({"DANVAN_CLOCK__SOURCE": nobody}, f"The clock at {nobody} does not answer"),
            ({"DANVAN_WEB__PORT": port}, f"Port {port} of 127.0.0.1 cannot be used"),
        ):
            code, _, err = danvan("run", **change)
            assert code == 1, change
            assert said in err
            assert "Traceback" not in err


def test_it_stops_cleanly_when_it_is_told_to(messenger: str, database: Path) -> None:
    port = free_port()
    product = subprocess.Popen(
        [sys.executable, "-m", "bot", "--config", str(ROOT / "config.toml"), "run"],
        env=os.environ | environment(messenger, database) | {"DANVAN_WEB__PORT": str(port)},
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert product.stdout is not None
    for line in product.stdout:
        if '"ready"' in line:
            break
    asyncio.run(_say(messenger, f"http://127.0.0.1:{port}/healthz"))
    told = time.monotonic()
    product.send_signal(signal.SIGTERM)
    rest, _ = product.communicate(timeout=30)
    assert product.returncode == 0, rest
    assert time.monotonic() - told < 5
    assert rest.splitlines()[-1] == '{"event": "stopped", "level": "info"}'
    assert "Traceback" not in rest
    with closing(sqlite3.connect(database)) as opened:
        states = opened.execute("SELECT state, leased_by FROM outbox").fetchall()
    assert {state for state, _ in states} <= {"sent", "waiting", "planned", "withdrawn"}
    assert {lease for _, lease in states} == {None}


async def _say(messenger: str, health: str) -> None:
    """More than the pace lets go at once: some answers wait in hand."""
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{messenger}/control/people", json={"name": "Lạ"}) as answer:
            chat = (await answer.json())["chat"]
        for _ in range(9):
            async with http.post(f"{messenger}/control/say", json={"chat": chat, "text": "xin chào"}) as answer:
                assert answer.status == 200
        busy = True
        while busy:
            async with http.get(health) as answer, http.get(f"{messenger}/control/state") as state:
                found = await answer.json()
                waiting = (await state.json())["updates_waiting"]
            busy = bool(waiting or found["inbox_waiting"] or found["due_now"])
