"""What a message is and whether it may be kept: the model's chances, weighed by what a mistake would cost.

A missed danger to life is the worst error, then a word kept that must not be, then a matter read as nothing to report
(domain: what a message is). So the class is chosen whose chance times its weight is largest.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.kind import NO_CUE, SEALED_CALL, UNREADABLE, readable
from reporting.linear import Chances
from reporting.reader import READ, Reading, heard, reading
from reporting.values import MessageKind

# What it costs not to see a class that is there, against seeing one that is not.
WEIGHTS = {
    "hot3": 3.5,
    "hot2": 1.4,
    "hot1": 1.4,
    "to_cao": 3.0,
    "refuse": 2.2,
    "nil": 0.75,
    "status": 1.0,
    "feedback": 1.0,
    "question": 1.2,
    "other": 1.2,
}
_FEW = 4  # words that say too little for the model to refuse them: a code, a name, a file's name
_CLEAR = 0.9  # so likely that a phrase which says otherwise is taken for a slip of the phrases
_CERTAIN = 0.95  # the same where a "nhưng" or "chỉ có" mostly brings a matter
_HARDLY = 0.15  # less likely than this is all danger together when a phrase that sounds like it is a figure of speech
_DOUBT = 0.25  # a second reading as likely as this is asked about, when one of the two is "nothing to report"
_LITTLE_DOUBT = 0.6
_ASKS = frozenset({"c:QUESTION_LEAD", "c:kind-question", "m:asks"})
_GUESS = 0.75
_NEARLY = 0.5  # of its first choice's weight: a matter by its phrases is then a matter
_BLOCKS = frozenset({"c:BLOCK", "c:GATHER"})
_HARM = frozenset({"c:VIOLENCE", "c:HARM", "c:TRAPPED", "c:FIRE", "c:CLASH", "d:weapon", "d:hurt", "d:violence"})
_LACKS = frozenset({"c:LACK", "c:OUTAGE"})
_SAID_NOTHING = frozenset({"c:kind-nil", "d:nothing", "d:calm_news", "c:NIL", "c:CALM"})
_OVERLAP = 400  # code points two windows of a long message share


@dataclass(frozen=True, slots=True)
class Decision:
    """`lane`: to_cao | person | secret when no word may be kept; `severity` is of a hot spot; not `sure` is asked."""

    kind: MessageKind
    severity: int | None
    lane: str | None
    sure: bool
    reason: str


def decide(found: Reading) -> Decision:
    """The class of a message, the lane that refuses it, and which cue decided."""
    if found.why == SEALED_CALL:
        return Decision(MessageKind.HOTSPOT, 3, None, True, SEALED_CALL)
    if "c:lane-secret" in found.found and found.risk.severity is None:
        return Decision(MessageKind.OTHER, None, "secret", True, "stamp")
    if not _legible(found):
        return Decision(MessageKind.OTHER, None, None, False, UNREADABLE)
    chances = found.chances["what"]
    weighed = {name: chance * WEIGHTS[name] for name, chance in chances.items()}
    if len(found.words.words) < _FEW:
        weighed["to_cao"] = weighed["refuse"] = 0.0
    best, why = _ruled(found, weighed)
    if best.startswith("hot"):
        return Decision(MessageKind.HOTSPOT, int(best[-1]), None, True, why)
    if best == "to_cao":
        return Decision(MessageKind.FEEDBACK, None, "to_cao", True, why)
    if best == "refuse":
        return Decision(MessageKind.OTHER, None, _reason_code(found), True, why)
    return Decision(MessageKind(best), None, None, _sure(found, best), why)


def _legible(found: Reading) -> bool:
    """Whether there are words to go by: Vietnamese ones, a danger among others, or a report's clear shorthand."""
    words = found.words.words
    if not any(word.number is None for word in words):
        return False
    return readable(found.words) or bool(found.risk.severity) or found.chances["what"]["nil"] > _CLEAR


def lane(text: str, known: frozenset[str]) -> str | None:
    """Why nothing of a raw message may be kept: to_cao, person or secret; None when it may."""
    for at in range(0, max(1, len(text)), READ - _OVERLAP):
        found = decide(reading(heard(text[at : at + READ], known)))
        if found.lane is not None or at + READ >= len(text):
            return found.lane
    return None


def _ruled(found: Reading, weighed: Chances) -> tuple[str, str]:
    """The heaviest class, unless the phrases know better for certain; and which cue decided."""
    best = _heaviest(weighed)
    danger = found.risk.severity if not found.risk.feared else None
    hidden = best == "nil" or (danger == 3 and best in ("to_cao", "refuse"))
    if danger is not None and hidden and _hot(found) > _HARDLY:
        return f"hot{danger}", f"danger: {found.risk.cue}"
    if best == "hot3" and danger == 2 and found.found & _BLOCKS and not found.found & _HARM:
        return "hot2", f"danger: {found.risk.cue}"  # fewer than about twenty stand in the way and nobody is touched
    if best.startswith("hot") and _plain_matter(found):
        return "feedback", found.why
    matter = found.kind is MessageKind.FEEDBACK and found.why != NO_CUE and weighed["feedback"]
    if best in ("status", "question") and matter and matter > _NEARLY * weighed[best] and "m:asks" not in found.found:
        return "feedback", found.why  # a matter taken for news is answered by nobody
    if best == "nil" and not _quiet(found):
        best = _heaviest({name: weight for name, weight in weighed.items() if name != "nil"})
    return best, _why(found, best, weighed[best])


def _why(found: Reading, best: str, weight: float) -> str:
    """The rule's cue where the rules agree, else what spoke loudest; a lone guess says that there was no cue."""
    agreed = found.kind.value == best.rstrip("123").replace("hot", "hotspot")
    if agreed and (found.why != NO_CUE or weight < _GUESS):
        return found.why
    return ", ".join(_words(found.speaking("what", best))) or found.why


def _heaviest(weighed: Chances) -> str:
    return max(weighed, key=lambda name: weighed[name])


def _quiet(found: Reading) -> bool:
    """Whether nothing else is said: the phrases agree, or the model has little doubt; and nobody asks or lacks."""
    nil = found.chances["what"]["nil"]
    if found.found & _LACKS and found.kind is not MessageKind.NIL:
        return False  # "không có điện" is no calm
    if "c:BUT" in found.found and found.kind is not MessageKind.NIL:
        return nil > _CERTAIN  # "không có gì, chỉ có …": what follows is the message, unless it is a joke
    if found.found & _ASKS:
        return nil > _CLEAR
    return found.kind is MessageKind.NIL or nil > _LITTLE_DOUBT


def _plain_matter(found: Reading) -> bool:
    """A trouble by its phrase, no danger by any, and by the model likelier than any alarm: "ống nước bể"."""
    said = found.kind is MessageKind.FEEDBACK and found.why.startswith("said:") and found.risk.severity is None
    chances = found.chances["what"]
    return said and chances["feedback"] > max(chance for name, chance in chances.items() if name.startswith("hot"))


def _hot(found: Reading) -> float:
    """How likely it is an alarm of any severity."""
    return sum(chance for name, chance in found.chances["what"].items() if name.startswith("hot"))


def _words(names: list[str]) -> list[str]:
    """Features as the words or the sense they stand for."""
    return [name.split(":", 1)[1].replace("_", " ") for name in names]


def _reason_code(found: Reading) -> str:
    if "c:lane-person" in found.found:
        return "person"  # a bare "mat" beside it is a loss, no stamp
    return "secret" if "c:lane-secret" in found.found or "d:secret" in found.found else "person"


def _sure(found: Reading, best: str) -> bool:
    """Between "nothing to report" and anything else the person is asked; what the phrases doubt is asked too."""
    nil = found.chances["what"]["nil"]
    doubted = not found.sure and found.kind.value in (best, "nil", "status", "feedback")
    if best == "nil":
        said = found.found & _SAID_NOTHING
        return nil > 1 - _DOUBT and (found.sure or found.kind is not MessageKind.NIL) and bool(said)
    if found.found & _LACKS:
        return True  # what is lacking is a matter, however often "không có" says nothing
    return best not in ("status", "feedback") or (nil < _DOUBT and not doubted)
