"""Who may report in whose place, and words that hand over or say that somebody is away. Pure.

A message counts only when every word of it is accounted for: "họp vắng 5 hộ" and "nhờ phường sửa đèn" are reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.fold import fold, nfc, untelex
from reporting.house import House
from reporting.texts.commands import AS_MARKED, AWAY_WORD
from reporting.values import Held, Who

FAR = timedelta(days=366)  # nobody is away longer with a date
_LONGEST = 120
_TOKEN = re.compile(r"\[[^\]]*\]|[^\W_]+(?:/\d+)*")
_COVERED = "[ten]"  # a name the gate has covered: nobody of the ward


# Rights


def post_for(house: House, who: Who, unit: str) -> Held | None:
    """The post by which somebody may report in the place of a unit's leader or secretary.

    For a group its front head, another leader of it, the secretary of its cell; for a cell another secretary of it and
    the leaders of its groups.
    """
    groups = next((cell.groups for cell in house.file.cells if cell.id == unit), ())
    cells = [cell.id for cell in house.file.cells if unit in cell.groups]
    allowed = {("leader", unit), ("secretary", unit), ("front_head", unit)}
    allowed |= {("leader", group) for group in groups} | {("secretary", cell) for cell in cells}
    return next((post for post in who.posts if (post.role, post.unit) in allowed), None)


# Handing over

_FORM = r"(?:dong chi|anh|chi|co|chu|bac|ong|ba|em|di|cau|mo|thim|duong)"
_ME = r"(?:toi|tui|minh|em|anh|chi|co|chu|bac|di|cau|mo|thim)"
_NOW = r"(?:(?:tuan|ky|dot) nay)"
_POLITE = r"(?: (?:nha|nhe|nghe|nghen|a|voi|em|di))*"
_UNIT = r"(?: (?:cho )?(?:tin )?(?:to|thon|chi bo|khu|xom|don vi|tdp)(?: \S+){0,4}?)?"
_REPORTS = (
    rf"(?: (?:lo |lam )?(?:bao|nhan|gui)(?: cao| tin)?(?: thay| giup| gium| ho)?(?: {_ME})?{_UNIT}"
    rf"| thay(?: {_ME})?{_UNIT})"
)
_HAND_OVER = re.compile(
    rf"(?:da )?(?P<first>{_NOW} )?(?:cho )?(?:{_ME} )?(?:xin |muon )?nho"
    rf"(?: (?P<form>{_FORM}))?(?P<name>(?: (?!nay\b)\S+){{1,5}}?)(?P<reports>{_REPORTS})?(?P<last> {_NOW})?{_POLITE}"
)
_ASKS_WHO = re.compile(
    rf"(?:da )?(?:{_NOW} )?(?:{_ME} )?(?:xin |muon )?nho(?: (?:ai|nguoi(?: khac)?))?{_REPORTS}?(?: {_NOW})?{_POLITE}"
)
# chị em, bà con, bác sĩ: nobody's name
_CROWD = frozenset({"em", "anh", "chi", "con", "chu", "bac", "si", "giao", "ca", "ba", "ong", "dan", "hai", "tat"})


@dataclass(frozen=True, slots=True)
class Asked:
    """`name` folded, without the form of address; empty: asks whom there is. `clear`: nothing else is meant."""

    name: str
    clear: bool


def hand_over(text: str) -> Asked | None:
    """`tuần này nhờ cô Liên`, `nhờ cô Liên báo thay`, `nhờ`; None when the message is something else."""
    words = _words(text)
    if words is None:
        return None
    if _ASKS_WHO.fullmatch(words):
        return Asked("", True)
    found = _HAND_OVER.fullmatch(words)
    if found is None:
        return None
    name = found["name"].strip()
    short = len(name.split()) <= 2 and not _CROWD.intersection(name.split()[:1])
    in_place = bool(found["reports"]) and " thay" in found["reports"]
    one_person = bool(found["form"]) and short and bool(found["first"] or found["last"] or found["reports"])
    return Asked(name, name == _COVERED or one_person or (in_place and short))


def named(name: str, people: Iterable[Who]) -> list[Who]:
    """Whom a name means: the call name, the whole name or its end."""
    said = " ".join(_TOKEN.findall(fold(name)))
    return [who for who in people if said and (said == fold(who.call) or f" {fold(who.name)}".endswith(f" {said}"))]


def name_in(text: str) -> str:
    """A name given as an answer, without the form of address."""
    return re.sub(rf"^(?:nho )?(?:{_FORM} )?", "", _words(text) or "")


# Away

_TIME = (
    r"(?:tu )?(?:(?:tuan|thang|dot|ky|hom|bua|may (?:hom|bua|ngay)|it (?:hom|bua|ngay)) (?:nay|sau|toi)"
    r"|(?:it|may|vai|mot|hai|ba|muoi|\d{1,2}) (?:hom|bua|ngay|tuan|thang)(?: nua| toi| lien| nay)?"
    r"|(?:ngay )?mai|tam thoi|sap toi|(?:den|toi) (?:het )?(?:ngay )?\d{1,2}/\d{1,2})"
)
_GONE = (
    r"(?:di vang|bao vang|vang mat|vang nha|vang|di xa|di cong tac|nghi phep|xin nghi|ve que|di vien|nam vien|nhap vien"
    r"|ban(?: viec)?(?: nha| gia dinh| rieng| qua| lam)?|(?:khong|ko|k) (?:co )?o nha)"
)
_HAPPENS = r"(?:viec|chuyen|dam|tang|gio|hieu|hy)(?: rieng| ban| nha| hieu| hy| cuoi| gio| tang| buon| vui)*"
_ABSENT = [
    rf"(?:nha {_ME}|gia dinh(?: {_ME})?)(?: {_TIME})?(?: dang| lai| bi)? co (?:chut |it )?{_HAPPENS}(?: {_TIME})?",
    rf"nha co (?:viec|chuyen)(?: rieng| ban| gia dinh)?(?: {_TIME})?",
    rf"{_ME}(?: {_TIME})? co (?:viec|chuyen) (?:nha|rieng|gia dinh|ban)(?: {_TIME})?",
    rf"(?:{_TIME} )?{_ME}(?: {_TIME})?(?: xin(?: phep)?| phai| se| dang| bi)? {_GONE}(?: {_TIME})?",
    rf"(?:{_TIME} )?(?:xin(?: phep)? )?(?:di vang|bao vang|vang mat|vang nha|xin nghi|di cong tac)(?: {_TIME})?",
    rf"(?:cho {_ME} |xin )?(?:dung|khoi|tam ngung|ngung) nhac(?: {_ME})?(?: nua)?(?: {_TIME})?",
]  # fmt: skip
_BESIDE = [
    rf"(?:{_TIME} )?(?:{_ME} )?(?:se |xin |moi )?(?:nhan|bao|gui)(?: tin| cao)?(?: lai)?(?: sau)?",
    rf"(?:{_TIME} )?(?:{_ME} )?(?:chua|khong|ko|k) (?:nhan|bao|gui)(?: tin| cao)?(?: duoc)?(?: {_TIME})?",
    rf"(?:con|me|ma|bo|ba|cha|vo|chong|chau) {_ME} (?:bi |dang )?(?:om|benh|nam vien|mo)(?: nam vien)?",
    r"da|a|nha|nhe|nghe|nghen|xin loi|thong cam|cam on|em|em oi|thua em|xin bao|nen|roi",
    _TIME,
]  # fmt: skip
_AWAY = re.compile(rf"(?:(?:(?P<absent>{'|'.join(_ABSENT)})|{'|'.join(_BESIDE)})(?: |$))+")
_BACK = re.compile(
    rf"(?:da )?(?:{_ME} )?(?:bao lai|ve roi|da ve|da ve roi|het ban roi|ranh roi|nhac lai(?: {_ME})?){_POLITE}"
)
_DATE = re.compile(r"(?:den |toi )?(?:het )?(?:ngay )?(\d{1,2})/(\d{1,2})")


def goes_away(text: str) -> bool:
    """`tuần này tôi đi vắng`, `nhà chị có việc, ít bữa chị nhắn sau`: about the person who writes, and nothing more."""
    words = _words(text)
    found = _AWAY.fullmatch(words) if words else None
    return (found is not None and found["absent"] is not None) or nfc(untelex(text)).strip(" .!").lower() == AWAY_WORD


def is_back(text: str) -> bool:
    return _BACK.fullmatch(_words(text) or "") is not None


def last_day(text: str, today: date) -> date | None:
    """`đến hết ngày 30/11`: the last day away, from today on and within a year."""
    found = _DATE.fullmatch(_words(text) or "")
    if found is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if today <= day <= today + FAR:
            return day
    return None


def _words(text: str) -> str | None:
    """Folded words; None when the text is too long or one of them is only alike without its marks."""
    if len(text) > _LONGEST:
        return None
    tokens = _TOKEN.findall(nfc(untelex(text)).lower())
    if any(fold(t) in AS_MARKED and t not in (fold(t), AS_MARKED[fold(t)]) for t in tokens):
        return None
    return " ".join(fold(t) for t in tokens)
