"""The scripted week on the channels as written, all on Telegram and all on Zalo: playing it, reading what it leaves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.script import VIETNAM, YEAR

HOUSE = Path(__file__).parents[2]
AS_WRITTEN, TELEGRAM, ZALO = PLAYED = ("as-written", "telegram", "zalo")
PAPERS = (".png", ".docx", ".pdf", ".xlsx", ".html")
LONGEST = 400
"""Real seconds: a week takes a tenth of that on an idle machine, so only one that hangs takes longer."""
LINK = re.compile(r"http://127\.0\.0\.1:\d+/l/\S+")
"""To a page of the product: another one in every run."""
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
class Week:
    """What one run leaves behind."""

    account: dict[str, Any]
    talks: dict[str, list[Said]]
    digest: str
    papers: dict[str, bytes]

    def read_by(self, name: str) -> list[str]:
        """Every word the bot said to somebody. A long text may come in parts, cut between any two words."""
        said = " ".join(said.text for said in self.talks[name] if said.by_bot)
        return LINK.sub("(liên kết)", said).split()

    def by_bot(self) -> list[tuple[str, Said]]:
        """With the file name of whom it was said to."""
        return [(name, said) for name, talk in self.talks.items() for said in talk if said.by_bot]


def played(folder: Path, channel: str) -> Week:
    """What `python -m simulator week` leaves behind when it has ended by itself."""
    command = [sys.executable, "-m", "simulator", "week", "--out", str(folder), "--channel", channel]
    run = subprocess.run(
        command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=LONGEST
    )
    assert run.returncode == 0, run.stdout
    talks = {path.stem: list(_talk(path)) for path in sorted((folder / "transcripts").glob("*.txt"))}
    account = json.loads((folder / "week.json").read_text(encoding="utf-8"))
    papers = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in PAPERS}
    return Week(account, talks, (folder / "digest.txt").read_text(encoding="utf-8"), papers)


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
