"""From a draft to the one line shown for confirmation: what, where, of which kind. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting import lexicon as lex
from reporting.elsewhere import elsewhere
from reporting.fold import fold, nfc, untelex
from reporting.house import House
from reporting.interview import Draft
from reporting.summary import shorten
from reporting.texts import reports as texts
from reporting.understand import MANY, split, words_with_unit
from reporting.values import MessageKind, Understood
from reporting.words import read, table

_OUTAGE = table(lex.OUTAGE)
_ORDERS = re.compile(r"\b(ghi|bao) (luon |la |cao )+.*(xong|giai quyet)|\bda giai quyet xong\b.*\bbi thu\b")
_DELAY = re.compile(
    r"\b(lau|cham|tre|keo dai|qua han|gay kho|nhung nhieu|thai do|hach sach|cua quyen|hen (lai|hoai|toi|mai)|"
    r"(chua|khong|ko|hong) (thay|co|duoc|nhan|tra|cap|giai quyet|xong|keu|goi|ai)|(cho|doi|nop) (tu|hoai|mai|\d))\b"
)
_CELL = re.compile(r"\bchi bo\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be stored, and how it is shown."""

    kind: MessageKind
    words: str
    shown_words: str  # in quotes when the person typed without diacritics
    unit: str  # the key under which the words lie
    elsewhere: str | None  # the key of another unit, when the words say it happens there
    place: str | None
    shown_place: str
    home: str  # the unit's name, for citizens' matters of a cell its only group's
    topic: str
    legal: str | None
    severity: int | None
    households: int | None
    sure: bool
    about_a_body: bool  # the delay or manner of an office: the Bloc's head sees it first
    orders: bool  # it told the channel what to record


def propose(draft: Draft, house: House, units: tuple[str, ...]) -> Proposal:
    """`units` are those the person reports for."""
    found = house.read(draft.text, draft.unit)
    found_kind = MessageKind(draft.kind) if draft.kind else found.kind
    if found_kind is MessageKind.FEEDBACK and found.legal is None and draft.kind is None:
        found_kind = MessageKind.STATUS  # thanks and praise ask for no answer: they are news
    households = draft.households or found.households
    severity = _severity(found_kind, found, households)
    unit = _unit(draft, found_kind, fold(draft.text), house, units)
    other = None if draft.by_phone else _elsewhere(draft, found.units, house, units)
    home = other or _home(unit, found_kind, found.units, house)
    place = draft.place or found.place or (house.name(other) if other else None)
    told = words_with_unit(draft.text) if other else found.words
    words = _with_size(told or draft.text, found.households, draft)
    shown = _with_size(shorten(told) or draft.text, found.households, draft)
    return Proposal(
        kind=found_kind,
        words=words,
        shown_words=f'"{shown}"' if _bare(shown) else shown,
        unit=unit,
        elsewhere=other,
        place=place,
        shown_place=house.where(place, home),
        home=house.name(home),
        topic=found.topic,
        legal=(found.legal or "phan_anh") if found_kind is MessageKind.FEEDBACK else None,
        severity=severity,
        households=households,
        sure=found.sure or draft.kind is not None,
        about_a_body=found_kind is MessageKind.FEEDBACK
        and found.topic == "hanh_chinh"
        and bool(_DELAY.search(fold(draft.text))),
        orders=bool(_ORDERS.search(fold(draft.text))),
    )


def parts_of(draft: Draft) -> tuple[str, ...]:
    """The matters of a draft, each with its own code; one, when the person said so."""
    if draft.merged or draft.by_phone:
        return (draft.text,)
    return tuple(part for words in (draft.texts if draft.apart else (draft.text,)) for part in split(words))


def needs_size(draft: Draft, proposal: Proposal) -> bool:
    """No water or power, and the number of households decides how urgent it is (dialogues R11)."""
    return (
        not draft.size_asked
        and proposal.households is None
        and proposal.kind in (MessageKind.FEEDBACK, MessageKind.HOTSPOT)
        and _OUTAGE.first(read(untelex(nfc(draft.text)))) is not None
    )


def _severity(kind: MessageKind, found: Understood, households: int | None) -> int | None:
    if kind is MessageKind.HOTSPOT:
        return found.severity if found.kind is MessageKind.HOTSPOT and found.severity else 2
    if kind is MessageKind.FEEDBACK:
        severity = min(found.severity or 1, 2)
        return 2 if households is not None and households >= MANY else severity
    return None


def _unit(draft: Draft, kind: MessageKind, folded: str, house: House, units: tuple[str, ...]) -> str:
    """Of two posts the words lie under the one they name; a citizens' matter under the group."""
    if len(units) < 2 or draft.by_phone:
        return draft.unit
    cells = [unit for unit in units if house.units[unit].kind == "cell"]
    groups = [unit for unit in units if house.units[unit].kind == "group"]
    if cells and (_CELL.search(folded) or not groups):
        return cells[0]
    return (groups or list(units))[0]


def _elsewhere(draft: Draft, named: tuple[str, ...], house: House, units: tuple[str, ...]) -> str | None:
    """A place chosen in a correction counts before what the words name."""
    if draft.place:
        return elsewhere(draft.place, house.read(draft.place, draft.unit).units, house, draft.unit, units)
    return elsewhere(draft.text, named, house, draft.unit, units)


def _home(unit: str, kind: MessageKind, named: tuple[str, ...], house: House) -> str:
    """Where it happens when no place is named: in a cell the group that was named, or its only one."""
    groups = next((cell.groups for cell in house.file.cells if cell.id == unit), ())
    of_this_cell = [group for group in named if group in groups]
    if of_this_cell:
        return of_this_cell[0]
    return groups[0] if len(groups) == 1 and kind is not MessageKind.STATUS else unit


def _bare(words: str) -> bool:
    """Typed without diacritics: shown exactly as typed, so that nobody guesses wrong accents."""
    return len(words.split()) > 2 and words.isascii()


def _with_size(words: str, said: int | None, draft: Draft) -> str:
    """What was answered when the size was asked is part of the matter's words."""
    if draft.households and said is None:
        return texts.with_households(words, draft.households)
    return texts.with_size(words, draft.size) if draft.size else words
