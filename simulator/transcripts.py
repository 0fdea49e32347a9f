"""What was said, person by person, as the wire carried it: for people to read aloud."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.choices import parted
from simulator.product import Chat
from simulator.script import spoken

Json = dict[str, Any]
Get = Callable[[str], Coroutine[Any, Any, Any]]

WORDLESS = {"photo": "{ảnh}", "sticker": "{nhãn dán}", "voice": "{giọng nói}", "unsupported": "{không hỗ trợ}"}


async def events(get: Get) -> list[Json]:
    """Everything that happened, oldest first. `get` answers a control path of the simulator."""
    found: list[Json] = []
    while page := await get(f"/control/events?after={found[-1]['n'] if found else 0}"):
        found.extend(page)
    return found


def sent(happened: Iterable[Json]) -> int:
    """How many messages of the bot the messenger took."""
    return sum(1 for event in happened if event["what"] == "message" and event["message"]["from"] == "bot")


def transcripts(happened: Iterable[Json], names: dict[Chat, str]) -> dict[str, str]:
    """File name to text, for everybody in `names` who spoke or was spoken to."""
    lines: dict[Chat, list[str]] = {}
    buttons: dict[tuple[Chat, int | str], dict[str, str]] = {}
    for event in happened:
        chat = event["chat"]
        if chat not in names:
            continue
        if event["what"] == "message":
            buttons[chat, event["message"]["id"]] = {c.digit: c.label for c in parted(event["message"])[1]}
        if said := _said(event, names[chat], buttons):
            lines.setdefault(chat, []).extend(said)
    files = _file_names({chat: names[chat] for chat in lines})
    return {files[chat]: "\n".join([names[chat], "", *said, ""]) for chat, said in lines.items()}


def _said(event: Json, name: str, buttons: dict[tuple[Chat, int | str], dict[str, str]]) -> list[str]:
    """The lines of one event; none for what a telephone does not show."""
    at = f"[{spoken(datetime.fromisoformat(event['at']))}]"
    match event["what"]:
        case "message":
            message = event["message"]
            who = "kênh" if message["from"] == "bot" else name
            words, choices = parted(message)
            wordless = [mark for kind, mark in WORDLESS.items() if kind in message or message.get("kind") == kind]
            shown = [f"[{choice.digit} {choice.label}]" for choice in choices]
            first = " ".join([f"{at} {who}:", *wordless, words]).rstrip()
            return [*first.replace("\n", "\n  ").split("\n"), *([f"  {' '.join(shown)}"] if shown else [])]
        case "press":
            digit = event["data"].rpartition(".")[2]
            return [f"{at} {name}: [{digit} {buttons[event['chat'], event['message_id']].get(digit, '?')}]"]
        case "delete":
            return [f"{at} (kênh xóa tin: {spoken(datetime.fromisoformat(event['message']['at']))})"]
        case _:
            return []


def file_name(name: str) -> str:
    """Hồ Văn Tám Em: ho-van-tam-em"""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("đ", "d")).strip("-")


def _file_names(names: dict[Chat, str]) -> dict[Chat, str]:
    """Who shares a name with somebody gets the chat's number behind it."""
    counted = Counter(file_name(name) for name in names.values())
    return {
        chat: file_name(name) if counted[file_name(name)] == 1 else f"{file_name(name)}-{chat}"
        for chat, name in names.items()
    }


def write(folder: Path, texts: dict[str, str]) -> None:
    """Those of an earlier run go first: a file means that the person took part in this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
