""" "den 30/11, cho vat tu": until when an owner asks for more time, and why. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.calendar import Calendar
from reporting.fold import fold, nfc

FAR = timedelta(days=92)  # nobody asks for more than a quarter at once
_DATE = re.compile(
    r"(?:\b(?:den|toi|het|truoc|ngay)\s+)*\b(\d{1,2})\s*[/-]\s*(\d{1,2})(?:\s*[/-]\s*(\d{4}))?\b"
)  # folded
_JOINS = re.compile(r"^(?:[ ,.;:-]|(?:vi|do|de|ly do)\b)+")  # folded


@dataclass(frozen=True, slots=True)
class Asked:
    """`until` is a working day; None: the words name no day, or none that can be."""

    until: date | None
    why: str


def asked(words: str, today: date, calendar: Calendar) -> Asked:
    """A day off moves to the next working day, as the law has it for the end of a term."""
    said = " ".join(nfc(words).split())
    folded = fold(said)
    said = (
        said if len(said) == len(folded) else folded
    )  # one letter for one, so that a place in one is one in the other
    found = _DATE.search(folded)
    if found is None:
        return Asked(None, said)
    before, after = said[: found.start()], said[found.end() :]
    why = f"{before.strip(' ,.;:-')} {_reason(after)}".strip()
    return Asked(_day(found, today, calendar), _reason(why))


def _reason(words: str) -> str:
    """Without "vì", "do" before it."""
    joined = _JOINS.match(fold(words.lstrip())) if len(fold(words.lstrip())) == len(words.lstrip()) else None
    return words.lstrip()[joined.end() if joined else 0 :].strip(" ,.;:-")


def _day(found: re.Match[str], today: date, calendar: Calendar) -> date | None:
    years = (int(found[3]),) if found[3] else (today.year, today.year + 1)
    for year in years:
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if today < day <= today + FAR:
            return day if calendar.is_workday(day) else calendar.add_workdays(day, 1)
    return None
