"""The gate at the door: covers what belongs to a person, and says which messages are not kept at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting.cover import MASKS, Span, cover, given
from reporting.danger import danger
from reporting.decision import decide, lane
from reporting.fold import fold, nfc
from reporting.lanes import lane_of
from reporting.reader import heard, reading
from reporting.values import MessageKind
from reporting.words import read

__all__ = ["MASKS", "Kept", "Span", "guard"]


_CLAUSE = re.compile(r"[^,.;\n]+[,.;\n]*\s*")


@dataclass(frozen=True, slots=True)
class Kept:
    """What may be stored: the covered text, what was covered in the text given, and the lane that refuses it.

    `reason` is None, "to_cao", "person" or "secret"; with a reason nothing of the message is kept.
    """

    masked: str
    spans: tuple[Span, ...]
    reason: str | None


def guard(text: str, known: frozenset[str] = frozenset()) -> Kept:
    """Cover a message. `known` holds names, in any spelling, that stay: officials, the reporter, units."""
    composed = nfc(text)
    names = frozenset(fold(name) for name in known)
    masked, spans = cover(composed, names)
    reason = lane(composed, names)
    if reason is None and decide(reading(heard(composed, names))).kind is MessageKind.HOTSPOT:
        masked = _help_alone(masked)
    return Kept(masked, given(text, composed, spans), reason)


def _help_alone(masked: str) -> str:
    """An alarm without the clauses that accuse somebody or speak of their belief, health or past.

    Kind, place, time and the help needed go out at once; who is accused and who says so does not.
    """
    clauses = _CLAUSE.findall(masked)
    told = [clause for clause in clauses if not _about_somebody(clause)]
    return "".join(told).strip(" ,;\n") if told and len(told) < len(clauses) else masked


def _about_somebody(clause: str) -> bool:
    words = read(clause)
    return lane_of(words) in ("to_cao", "person") and danger(words).severity is None
