"""The gate at the door: covers what belongs to a person, and says which messages are not kept at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting.cover import MASKS, Span, cover, given
from reporting.danger import danger
from reporting.decision import decide
from reporting.fold import fold, nfc
from reporting.lanes import lane_of
from reporting.parts import judge
from reporting.reader import heard, reading
from reporting.values import MessageKind
from reporting.words import read

__all__ = ["MASKS", "NOTHING", "Kept", "Rest", "Span", "guard"]


_CLAUSE = re.compile(r"[^,.;\n]+[,.;\n]*\s*")


@dataclass(frozen=True, slots=True)
class Rest:
    """What may be kept of a message of which a part is refused: as typed, which may lie sealed, and covered."""

    typed: str
    masked: str
    covered: tuple[str, ...]  # kinds of what was covered in it


NOTHING = Rest("", "", ())


@dataclass(frozen=True, slots=True)
class Kept:
    """What may be stored: the covered text, what was covered in the text given, and the lane that refuses it.

    `reason` is None, "to_cao", "person" or "secret"; with a reason nothing of the message is kept but its `rest`.
    """

    masked: str
    spans: tuple[Span, ...]
    reason: str | None
    rest: Rest | None = None


def guard(text: str, known: frozenset[str] = frozenset()) -> Kept:
    """Cover a message. `known` holds names, in any spelling, that stay: officials, the reporter, units."""
    composed = nfc(text)
    names = frozenset(fold(name) for name in known)
    masked, spans = cover(composed, names)
    reason, rest = judge(composed, names)
    if reason is None:
        masked = _if_alarm(composed, masked, names)
    beside = _rest(rest, frozenset((composed[start:end], kind) for start, end, kind in spans), names) if rest else None
    return Kept(masked, given(text, composed, spans), reason, beside)


def _rest(typed: str, told: frozenset[tuple[str, str]], names: frozenset[str]) -> Rest:
    """Covered by itself, and where it says again what was covered in the whole."""
    masked, _ = cover(typed, names)
    for said, kind in sorted(told, key=lambda one: -len(one[0])):
        masked = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", MASKS[kind], masked)
    masked = _if_alarm(typed, masked, names)
    return Rest(typed, masked, tuple(kind for kind, mask in MASKS.items() if mask in masked))


def _if_alarm(composed: str, masked: str, names: frozenset[str]) -> str:
    alarm = decide(reading(heard(composed, names))).kind is MessageKind.HOTSPOT
    return _help_alone(masked) if alarm else masked


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
