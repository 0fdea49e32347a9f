"""How people, times and lists are written. Times come in the ward's zone already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from reporting.fold import fold
from reporting.values import Choice, Who

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def big(words: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The first letter small, the rest as it is."""
    return words[:1].lower() + words[1:]


def hello(who: Who) -> str:
    return f"{who.address} {who.call}"


_OFFICES = ("phòng", "trung tâm", "trạm", "trực ban", "công an", "ban ", "khối", "ủy ban")


def comrade(title: str) -> str:
    """đồng chí Phó Chủ tịch UBND phường; an office is no comrade."""
    return title if title.lower().startswith(_OFFICES) else f"đồng chí {title}"


_OF_THE_UBND = re.compile(r" UBND (?:phường|xã|đặc khu)$")


def office(title: str) -> str:
    """The title as citizens know it: Phó Chủ tịch UBND phường, without the fields in brackets."""
    return title.split(" (")[0]


def brief(title: str) -> str:
    """Phó Chủ tịch, where everybody knows of which body."""
    return _OF_THE_UBND.sub("", office(title))


def offices(titles: Iterable[str]) -> str:
    """Phòng Kinh tế, Phó Chủ tịch và Chủ tịch UBND phường, Trưởng Khối."""
    out: list[str] = []
    for title in titles:
        if out and title.startswith("Chủ tịch ") and out[-1] == f"Phó {title}":
            out[-1] = f"{brief(out[-1])} và {title}"
        else:
            out.append(title)
    return ", ".join(out)


def since(span: timedelta) -> str:
    """How long something has lasted: 20 phút, hơn 6 giờ, hơn 2 ngày."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 120:
        return f"{minutes} phút"
    return f"hơn {minutes // 60} giờ" if minutes < 48 * 60 else f"hơn {minutes // 1440} ngày"


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def hour(at: datetime) -> str:
    """16 giờ; 16 giờ 30."""
    return f"{at.hour} giờ" + (f" {at.minute:02d}" if at.minute else "")


def day(at: date) -> str:
    return f"{at.day:02d}/{at.month:02d}" if at.day < 10 or at.month < 10 else f"{at.day}/{at.month}"


def weekday(at: date) -> str:
    return _DAYS[at.weekday()]


def moment(at: datetime) -> str:
    """16 giờ thứ Năm, ngày 19/11."""
    return f"{hour(at)} {weekday(at)}, ngày {day(at)}"


def span(left: timedelta) -> str:
    """A time left in whole and half hours: 2 giờ rưỡi, 30 phút."""
    halves = max(1, round(left / timedelta(minutes=30)))
    hours, half = divmod(halves, 2)
    if not hours:
        return f"{30 * halves} phút"
    return f"{hours} giờ" + (" rưỡi" if half else "")


def week(label: str) -> str:
    """2026-W47 is week 47."""
    return str(int(label.rpartition("W")[2]))


def listed(words: Iterable[str]) -> str:
    """một, hai và ba."""
    *before, last = list(words)
    return f"{', '.join(before)} và {last}" if before else last


def choices(*labels: tuple[str, str]) -> tuple[Choice, ...]:
    """Numbered from 1: (label, act)."""
    return tuple(Choice(str(n), label, act) for n, (label, act) in enumerate(labels, 1))


_MANNER = re.compile(r"\b(gay kho|nhung nhieu|thai do|hach sach|cua quyen)\b")


def work_of(words: str) -> str:
    """What a matter about an office asks about: its manner, else how long it takes."""
    return "cách làm việc" if _MANNER.search(fold(words)) else "thời gian làm việc"


BACK = Choice("0", "Quay lại", "back")


def sentence(words: str) -> str:
    """Ends with one full stop, or as it ends already."""
    words = words.strip()
    return words if words.endswith((".", "…", "?", ":")) else f"{words}."


def cut(words: str, most: int) -> str:
    """At most `most` characters, cut at a word."""
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
