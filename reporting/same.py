"""Is it the same matter? Near in place, time, topic and words; a person says so, never the product. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians

from rapidfuzz import fuzz

from reporting.fold import fold
from reporting.values import MessageKind

Point = tuple[float, float]
RECENT = {"hotspot": timedelta(hours=6), "feedback": timedelta(days=30)}
NEAR_KM = {"hotspot": 2.0, "feedback": 0.6}
ALIKE = {"hotspot": 70.0, "feedback": 80.0}  # of 100
TELLING = 2  # words in common
_KM = 111.2  # of a degree of latitude
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\b(hem|ngo|kiet|duong|km|to|nha|so|thua|lo)\s+(\d+)\b")
# Folded: several ways to say one thing, and words that say little about which thing it is.
SAME_SAYINGS = {
    "(?:cup|mat|bi cup|tat) dien": "matdien",
    "(?:cup|mat|het|khong co|ko co|k co) nuoc": "matnuoc",
    "den duong": "bongden",
    "den(?= (?:hem|ngo|o|ngoai|hu|hong|khong|ko|k|tat|chay|dau|cuoi|chieu))": "bongden",
    "(?:hu|hong|khong sang|ko sang|tat|chay bong|toi thui|toi hu)": "hu",
    "(?:be|vo|gay)": "be",
    "(?:nghet|tac|u)": "nghet",
    "(?:rac thai|rac)": "rac",
    "(?:hoi|thoi|tanh|mui)": "hoi",
    "(?:ngap|nuoc len)": "ngap",
}
WHOLE = frozenset({"matdien", "matnuoc"})
_LITTLE = """
ba con ca may nay nay gio chieu sang toi hom bua qua roi lam da dang dung het khoang chac hon cung cua cho voi
va o ra vao len xuong la thi ma nha ho nguoi to thon xom hem ngo duong khu tu den con mot hai tren duoi ngoai
trong phuong nho xin coi gium giup em anh chi bac lau luon nua nghen nhieu ngay tuan bi
"""
SAYS_LITTLE = frozenset(_LITTLE.split())


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as somebody told of it."""

    code: str
    kind: str  # hotspot | feedback
    topic: str
    unit: str
    place: str | None
    text: str
    at: datetime


def same_as(new: Told, known: Iterable[Told], where: Callable[[str], Point | None]) -> Told | None:
    """The open matter that `new` is most likely about; None when nothing is near enough to ask."""
    found = [(_alike(new, old), old) for old in known if _near(new, old, where)]
    likely = [(score, old) for score, old in found if score >= ALIKE[new.kind]]
    return max(likely, key=lambda item: (item[0], item[1].at))[1] if likely else None


def _near(new: Told, old: Told, where: Callable[[str], Point | None]) -> bool:
    if new.kind != old.kind or new.topic != old.topic or abs(new.at - old.at) > RECENT[new.kind]:
        return False
    if _contradict(new, old):
        return False
    if new.unit == old.unit:
        return True
    one, other = where(new.unit), where(old.unit)
    return one is not None and other is not None and distance(one, other) <= NEAR_KM[new.kind]


def _contradict(new: Told, old: Told) -> bool:
    """Lane 3 is not lane 12; of feedback a named place is not another one."""
    if new.kind == "feedback" and new.place and old.place and fold(new.place) != fold(old.place):
        return True
    one, other = _numbered(new), _numbered(old)
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())


def _numbered(told: Told) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for kind, number in _NUMBERED.findall(fold(f"{told.text} {told.place or ''}")):
        out.setdefault(kind, set()).add(number)
    if told.kind == "hotspot":
        out.pop("to", None)  # two groups may have one blackout
    return out


def _alike(new: Told, old: Told) -> float:
    """One word in common says nothing, unless it is the whole trouble (no power, no water)."""
    one, other = essence(new.text), essence(old.text)
    shared = set(one) & set(other)
    if len(shared) < TELLING and shared.isdisjoint(WHOLE):
        return 0.0
    return float(fuzz.token_set_ratio(" ".join(one), " ".join(other)))


def essence(text: str) -> Sequence[str]:
    """Folded words that say what it is: one word for what is said in several ways, without figures and fillers."""
    folded = " ".join(_WORD.findall(fold(text)))
    for said, plain in SAME_SAYINGS.items():
        folded = re.sub(rf"\b(?:{said})(?!\w)", plain, folded)
    return [word for word in folded.split() if not word.isdigit() and word not in SAYS_LITTLE]


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points of a ward."""
    north = (one[0] - other[0]) * _KM
    east = (one[1] - other[1]) * _KM * cos(radians(one[0]))
    return hypot(north, east)


def kind_of(kind: MessageKind) -> str:
    return "hotspot" if kind is MessageKind.HOTSPOT else "feedback"
