"""Where a message may be cut into its matters: the items of a list, "ngoài ra", sentences, where something is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_CLAUSE = re.compile(r"[^,.;\n]+")
_COUNT = {
    name: count
    for count, names in enumerate(
        ("một mot nhất nhat a", "hai b", "ba c", "bốn bon tư tu d", "năm nam e", "sáu sau f"), 1
    )
    for name in names.split()
}
_ORDINAL = "([1-9]|một|mot|nhất|nhat|hai|ba|bốn|bon|tư|tu|năm|nam|sáu|sau)"
_THING = "(?:việc|viec|ý kiến|y kien|ý|y|vấn đề|van de|chuyện|chuyen|mục|muc)"
_IS = r"(?:\s+(?:là|la)\b)"
_BEGINS = r"(?:^|(?<=[\s,;:.]))"
_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEGINS}{_THING}\s+(?:(?:thứ|thu)\s+)?{_ORDINAL}\b{_IS}?[\s,:.]*",
        r"(?:^|(?<=\s))([1-9])(?:\s?[.)/:-]\s*|,\s+)(?=[^\W\d])",
        rf"{_BEGINS}{_ORDINAL}{_IS}[\s,:]*",
        rf"{_BEGINS}(?:thứ|thu)\s+{_ORDINAL}\b{_IS}?[\s,:.]*",
        r"(?:^|(?<=\s))([a-f])[.)]\s*(?=[^\W\d])",
    )
)
_DASH = re.compile(r"(?m)^[^\S\n]*[-–—•*+]\s*(?=\w)")
_BESIDES = re.compile(
    r"(?:^|[\s,;.]{1,3})(?:(?:và|va|với|voi)\s+)?(?:ngoài ra|ngoai ra|còn nữa|con nua|thêm nữa|them nua|nhân tiện|"
    r"sẵn tiện|san tien|tiện thể|tien the|sẵn đây|san day|bên cạnh đó|ben canh do|mặt khác|mat khac|việc khác|"
    rf"viec khac|chuyện khác|chuyen khac|(?:(?:còn|con|thêm|them)\s+)?(?:1|một|mot)\s+{_THING}\s+(?:nữa|nua))\b"
    r"(?:\s+(?:là|la|thì|thi)\b)?[\s,:]*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?;…])\s+|\n\s*")
_SHORT = re.compile(r"\b(?:tp|tx|tt|kp|th|bs|ts|ths|gs|p|q|đ|d|tr|ks)\.$", re.IGNORECASE)
_ASKS = r"(?=(?:xin|nhờ|nho|đề nghị|de nghi|kiến nghị|kien nghi|mong|yêu cầu|yeu cau)\b)"
_WITH = r"(?:(?:với|voi|đồng thời|dong thoi)\s+(?:(?:lại|lai)\s+)?)"
_WITH_ASKING = re.compile(rf",?\s+{_WITH}{_ASKS}", re.IGNORECASE)
_NEW_ASKING = re.compile(rf",\s*(?:(?:và|va)\s+)?{_ASKS}|\s+(?:và|va)\s+{_ASKS}", re.IGNORECASE)


def listed(said: str) -> list[str]:
    """The items of a list counted from one, or dashed line by line, and what stands before it."""
    for pattern in _MARKS:
        marks = list(pattern.finditer(said))
        counts = [int(mark[1]) if mark[1].isdecimal() else _COUNT[mark[1].lower()] for mark in marks]
        if len(marks) > 1 and counts == list(range(1, len(marks) + 1)):
            return _cut(said, marks)
    marks = list(_DASH.finditer(said))
    return _cut(said, marks) if len(marks) > 1 else []


def _besides(said: str) -> list[str]:
    """ "…, ngoài ra …", "còn một việc nữa là …" """
    return _cut(said, list(_BESIDES.finditer(said)))


def _sentences(said: str) -> list[str]:
    ends = [end for end in _ENDS.finditer(said) if not _SHORT.search(said, max(0, end.start() - 4), end.start())]
    return _cut(said, ends)


def _with_askings(said: str) -> list[str]:
    """ "…, với xin …": something else is asked for."""
    return _cut(said, list(_WITH_ASKING.finditer(said)))


def _askings(said: str) -> list[str]:
    """ "…, xin …": where a sentence goes on to ask for something."""
    return _cut(said, list(_NEW_ASKING.finditer(said)))


def clauses(said: str) -> list[str]:
    return _CLAUSE.findall(said)


def _cut(said: str, marks: list[re.Match[str]]) -> list[str]:
    """What stands between the marks."""
    begins = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(said)]
    pieces = (said[start:end].strip(" ,.;:\n\t-") for start, end in zip(begins, ends, strict=True))
    return [piece for piece in pieces if piece]


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to cut. `apart`: the person set the pieces apart by it; `doubt`: how much must lean towards a lane before
    such a piece is refused out of a message that as a whole is not; `whole`: a piece is one matter, which is not cut
    any more; `fine`: it may be no sentence."""

    pieces: Callable[[str], list[str]]
    apart: bool
    doubt: float
    whole: bool = False
    fine: bool = False


UNCUT = Cut(lambda said: [said], apart=True, doubt=0.0)
CUTS = (
    Cut(listed, apart=True, doubt=0.0, whole=True),
    Cut(_besides, apart=True, doubt=0.0),
    Cut(_sentences, apart=False, doubt=0.6),
    Cut(_with_askings, apart=True, doubt=0.6, fine=True),
    Cut(_askings, apart=False, doubt=0.6, fine=True),
)
