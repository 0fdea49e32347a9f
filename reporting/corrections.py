"""What a message corrects in what was understood: another number, another place, other words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reporting.fold import fold, nfc
from reporting.house import House
from reporting.interview import Draft
from reporting.syllables import spread
from reporting.texts.commands import COUNT
from reporting.texts.mending import DENIED, LEAD, MEASURED

_BESIDE_A_PLACE = spread("o tai ngay gan cho la ben phia nha em a da moi dung do day roi nghen nhe bac chu anh")


@dataclass(frozen=True, slots=True)
class _Said:
    words: str
    denies: bool = False
    agrees: bool = False


def corrected(draft: Draft, text: str, house: House) -> Draft | None:
    """The draft as the message has it; None when it is no correction but more of the report."""
    said = _without_lead(nfc(text).strip())
    count = MEASURED.match(said.words)
    if count is not None:
        return _counted(draft, count[1], said)
    place = _only_place(said.words, house, draft.unit)
    if place is not None:
        return _placed(draft, place, said, house)
    if said.denies:
        return replace(draft, texts=(said.words,), place=None)
    return replace(draft, texts=(*draft.texts, said.words)) if said.agrees else None


def _without_lead(text: str) -> _Said:
    """ "không phải, 6 hộ", "đúng nhưng là hẻm 9", "không phải hẻm 3 mà hẻm 9": what stands after the yes or no."""
    denied = DENIED.match(text)
    if denied is not None:
        return _Said(denied[1], denies=True)
    lead = LEAD.match(text)
    if lead is None or not text[lead.end() :].strip():
        return _Said(text)
    return _Said(text[lead.end() :], denies=lead["no"] is not None, agrees=lead["yes"] is not None)


def _counted(draft: Draft, count: str, said: _Said) -> Draft | None:
    standing = COUNT.search(draft.text)
    if standing is not None:
        whole = draft.text[: standing.start()] + count + standing[2] + draft.text[standing.end() :]
        return replace(draft, texts=(whole,), households=None)
    if said.denies or said.agrees or draft.households:
        return replace(draft, households=int(count), size=None, size_asked=True)
    return None


def _placed(draft: Draft, place: str, said: _Said, house: House) -> Draft | None:
    old = draft.place or house.read(draft.text, draft.unit).place
    if not (said.denies or said.agrees) and old is None:
        return None
    texts = draft.texts
    if old is not None:
        texts = tuple(re.sub(rf"\b{re.escape(old)}\b", place, words, flags=re.IGNORECASE) for words in texts)
    return replace(draft, texts=texts, place=place)


def _only_place(words: str, house: House, home: str) -> str | None:
    """The place, when the words name one and nothing else."""
    found = house.read(words, home)
    named = found.place or next((house.name(unit) for unit in found.units), None)
    if named is None:
        return None
    rest = set(re.findall(r"\w+", fold(words))) - set(re.findall(r"\w+", fold(named))) - _BESIDE_A_PLACE
    return None if rest else named
