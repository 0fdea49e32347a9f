"""The message as the model reads it: one spelling, the cues of the rules, and how likely each class is.

What is said in capitals, composed or decomposed is the same here, so the same words always take the same lane.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reporting import lexicon as lex
from reporting.cover import cover
from reporting.danger import Danger, danger
from reporting.features import features
from reporting.fold import nfc, untelex
from reporting.kind import kind_of, open_trouble
from reporting.lanes import lane_of
from reporting.linear import Chances, Linear
from reporting.places import Where
from reporting.summary import without_orders
from reporting.topics import topic_of
from reporting.values import MessageKind
from reporting.words import Tables, Text, as_if_bare, read

SIREN = "\U0001f198"
READ = 4000  # code points looked at; a longer message is judged by its beginning
_CUES = (
    "FIRE", "TRAPPED", "VIOLENCE", "COLLAPSE", "FLOOD", "HARM", "PERIL", "VICTIM", "INNOCENT", "RUNNING", "BLOCK",
    "GATHER", "CLASH", "CALM_CROWD", "FIGURES", "FEAST", "SPREADING", "URGENT", "LACK", "OUTAGE", "LACK_PLANNED",
    "WIDE", "ENDED", "STILL", "PAST", "DRILL", "REAL", "ABOUT", "RISK", "HABIT", "IF", "NIL", "BUT", "CALM",
    "CALM_NEWS", "ASK", "SAY", "THANK", "TROUBLE", "DONE", "SERVED", "QUESTION_LEAD", "QUESTION_END",
    "CITIZENS_ASK", "COMPLAINT_QUESTION", "GREETING", "OTHER_TALK", "COMMAND", "WITHDRAW", "WRONGDOING", "SECRECY",
    "WRONG_HINT", "LAW_TALK", "HOW_TO_LODGE", "BELIEF", "OPINION", "HEALTH", "FAMILY", "PERSON", "HELP", "STAMPED",
    "CHALLENGE", "SERVICE_BILL", "SOON",
)  # fmt: skip
_TABLES = Tables(
    {name: getattr(lex, name) for name in _CUES} | {f"T_{topic}": lines for topic, lines in lex.TOPIC_WORDS.items()}
)
_CODE = re.compile(r"\b(?:yk|kh)[\s\-_]*\d{1,6}\b")  # of a matter: says nothing of what is told about it
_NOWHERE = Where(None, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """A message read once: by the rules (`kind`, `why`, `sure`, `risk`) and by the model (`chances`)."""

    words: Text
    risk: Danger
    kind: MessageKind
    why: str
    sure: bool
    found: frozenset[str]
    chances: dict[str, Chances]

    def speaking(self, head: str, of: str) -> list[str]:
        """What spoke loudest for a class, in the words of the message where it is a word."""
        return models()[0].speaking(self.found, head, of)


@lru_cache(maxsize=8)  # the gate and the reader hear the same message one after the other; no longer than that
def heard(text: str, known: frozenset[str] = frozenset()) -> str:
    """The canonical spelling: composed, small letters, names and numbers covered, typing methods decoded."""
    covered, _ = cover(nfc(text[:READ]).lower(), known)
    return untelex(without_orders(_CODE.sub(" ", covered).replace(SIREN, " sos "))).strip()


@lru_cache(maxsize=256)
def reading(said: str) -> Reading:
    """Read what `heard` gave. A message is looked at when it comes, when it is shown and when it is saved."""
    words, risk, kind, why, sure = by_rules(said)
    found = frozenset(features(words, cues(words, risk, kind, why, sure)))
    return Reading(words, risk, kind, why, sure, found, chances(found))


def by_rules(said: str) -> tuple[Text, Danger, MessageKind, str, bool]:
    """What the phrases alone say."""
    words = read(said)
    risk = danger(words)
    kind, why, sure = kind_of(words, risk)
    if kind is MessageKind.NIL and not words.bare and (worn := danger(unmarked := as_if_bare(words))).severity:
        words, risk = unmarked, worn  # among marked words some lost theirs: "6 tuoi không thay dau" is no calm
        kind, why, sure = kind_of(words, risk)
    return words, risk, kind, why, sure


def cues(words: Text, risk: Danger, kind: MessageKind, why: str, sure: bool) -> Iterator[str]:
    """What the rules found, by name."""
    ruled = [
        f"risk{risk.severity}{'-feared' if risk.feared else ''}",
        f"kind-{kind.value}{'' if sure else '-doubt'}",
        f"lane-{lane_of(words)}",
        f"why-{why.split(':')[0]}",
    ]
    ruled += ["open"] if open_trouble(words) is not None else []
    yield from ruled
    yield from (f"{one}+{other}" for at, one in enumerate(ruled) for other in ruled[at + 1 :])
    yield from _TABLES.found(words)
    yield f"topic-{topic_of(words, risk, _NOWHERE)}"


def chances(found: frozenset[str]) -> dict[str, Chances]:
    """The mean of what two models say: one that sees all, and one that sees the words alone and so errs elsewhere."""
    whole, words = models()
    by_all, by_words = whole.chances(found), words.chances(said(found))
    return {
        head: {name: (chance + by_words[head][name]) / 2 for name, chance in classes.items()}
        for head, classes in by_all.items()
    }


def said(found: frozenset[str]) -> frozenset[str]:
    """The features that are words of the message, its first and its last ones."""
    return frozenset(name for name in found if name[0] in "wx^$")


@lru_cache(maxsize=1)
def models() -> tuple[Linear, Linear]:
    """Of all features and of the words. Loaded once, at the first message."""
    shipped = (files("reporting").joinpath(name).read_bytes() for name in ("model.bin", "words.bin"))
    whole, words = map(Linear, shipped)
    return whole, words
