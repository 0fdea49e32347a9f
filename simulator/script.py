"""The script of a week, read: who does what when, and what must then stand on their telephone.

    thứ Ba 17/11 09:12 | tdp4.leader | Tối qua tổ họp dân …     at that moment, in those words
      > [Đúng]                                                  the same people, when the answer has come
      +8 > chỗ gần cảng cá                                      eight seconds later, answer or none
      < Đã lưu                                                  this must be on their telephone, in the newest answers

Several people, with commas between, do the same at the same moment. Instead of words: `[Đúng]` takes the newest choice
that reads so, by its button on Telegram and by its number on Zalo; `{ảnh} caption` sends a photo, `{chặn}` blocks the
bot. In words `{mã mời}` is the person's own
invitation code, `{YK}` and `{KH}` the newest code of that kind on their telephone. `máy chủ | 429 tdp6.leader 9` makes
the messenger refuse the next message to that person for nine seconds. Who is written in full (`người lạ`) is somebody
who was never invited.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Literal

VIETNAM = timezone(timedelta(hours=7))
YEAR = 2026
DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SERVER = "máy chủ"

_HEAD = re.compile(r"(.+?) (\d\d)/(\d\d) (\d\d):(\d\d)(?::(\d\d))? \| ([^|]+) \|(.*)")
_THEN = re.compile(r"\s+(>|<|\+(\d+) >) (.+)")


class ScriptError(Exception):
    """Something in the script cannot be read or could not be done; the text names the line."""


@dataclass(frozen=True, slots=True)
class Step:
    """`at`: the clock goes there first. `answer`: words wait until the bot has spoken since the person's last act."""

    line: int
    what: Literal["act", "answer", "see", "refuse"]
    who: tuple[str, ...]
    words: str
    at: datetime | None = None
    after: int = 0

    def failed(self, why: str) -> ScriptError:
        return ScriptError(f"line {self.line} of the script ({', '.join(self.who)}: {self.words}): {why}")


def read(text: str) -> list[Step]:
    """The steps in order of time. Raises ScriptError naming the first line that cannot be read."""
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            steps.append(_step(number, line, steps[-1].who if steps else ()))
    moments = [step for step in steps if step.at]
    for before, step in pairwise(moments):
        if before.at and step.at and step.at < before.at:
            raise step.failed("stands before the line above it in time")
    return steps


def _step(number: int, line: str, who: tuple[str, ...]) -> Step:
    then = _THEN.fullmatch(line)
    if then is not None and who:
        mark, seconds, words = then.groups()
        if seconds:
            return Step(number, "act", who, words, after=int(seconds))
        return Step(number, "answer" if mark == ">" else "see", who, words)
    head = _HEAD.fullmatch(line)
    if head is None:
        raise ScriptError(f"line {number} of the script cannot be read: {line.strip()}")
    who = tuple(name.strip() for name in head[7].split(","))
    what: Literal["act", "refuse"] = "refuse" if who == (SERVER,) else "act"
    step = Step(number, what, who, head[8].strip(), _moment(head))
    if step.at is None:
        raise step.failed(f"{head[2]}/{head[3]} is no {head[1]}")
    return step


def _moment(head: re.Match[str]) -> datetime | None:
    day, month, hour, minute, second = (int(head[n] or 0) for n in range(2, 7))
    here = datetime(YEAR, month, day, hour, minute, second, tzinfo=VIETNAM)
    return here.astimezone(UTC) if DAYS[here.weekday()] == head[1] else None


def spoken(at: datetime) -> str:
    """thứ Tư 18/11 16:00:00"""
    here = at.astimezone(VIETNAM)
    return f"{DAYS[here.weekday()]} {here:%d/%m %H:%M:%S}"
