"""The gate at the door: covers what belongs to a person, and says which messages are not kept at all."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.cover import MASKS, Span, cover, given
from reporting.decision import lane
from reporting.fold import fold, nfc

__all__ = ["MASKS", "Kept", "Span", "guard"]


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
    return Kept(masked, given(text, composed, spans), lane(composed, names))
