"""From a raw message to what it is and which part of it may be kept: the gate and the reader, one after the other.

This is what the door of the product does with a message, as one value that can be printed, measured and explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.fold import fold
from reporting.house import House
from reporting.lexicon import UNIT_LEADS
from reporting.privacy import Span, guard
from reporting.reader import heard
from reporting.understand import refusal
from reporting.values import MessageKind

GUIDED = "to_cao"  # shown where to lodge it; every other lane is refused
COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`pii` in code points of the text as given; `masked` is None when no word may be stored.

    `action`: keep | ask (what it is must be asked) | guide (shown the way to lodge it) | refuse. With the last two
    `masked` is what may be kept beside the part they concern, and all else is said of that; `legal` is of that part.
    """

    kind: str
    legal: str | None
    topic: str
    severity: int | None
    unit: str | None
    pii: tuple[Span, ...]
    masked: str | None
    action: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in self.__slots__}
        return shown | {"pii": [list(span) for span in self.pii]}


def verdict(text: str, house: House) -> Verdict:
    """What becomes of a message nobody has said anything about yet. Any text of any length; never raises."""
    kept = guard(text, house.known)
    rest = kept.rest
    typed, masked = (rest.typed, rest.masked) if rest is not None else (text, kept.masked)
    found = house.read(masked, said=heard(typed, house.known))
    if kept.reason is not None and rest is None and found.refused is None:
        found = refusal(found, kept.reason)  # one matter of several, beside which nothing may be kept
    lane = kept.reason or (found.refused if found.refused != COMMAND else None)
    return Verdict(
        kind=found.kind.value,
        legal=GUIDED if kept.reason == GUIDED else found.legal,
        topic=found.topic,
        severity=found.severity,
        unit=next(iter(found.units), None) or _of_place(found.place, house),
        pii=kept.spans,
        masked=masked if rest is not None or not lane else None,
        action=_action(lane, found.kind, found.sure, found.refused == COMMAND),
        reason=f"{lane} beside: {found.reason}" if rest is not None else found.reason,
    )


def _of_place(place: str | None, house: House) -> str | None:
    """The unit whose name a place bears: `chùa Vạn Mỹ` names thôn Vạn Mỹ too."""
    known = next((spot for spot in house.gazetteer.places if spot.name == place), None)
    if known is None:
        return None
    called = (fold(name) for name in house.gazetteer.units.get(known.group, ()))
    bare = {name.removeprefix(lead) for name in called for lead in UNIT_LEADS}
    return known.group if any(" " in name and name in fold(known.name) for name in bare) else None


def _action(lane: str | None, kind: MessageKind, sure: bool, command: bool) -> str:
    if lane is not None:
        return "guide" if lane == GUIDED else "refuse"
    return "ask" if not sure or command else "keep"
