"""How a short reply chooses among numbered answers.

A number means only what is printed beside it; the words of a label and a plain yes or no choose as well. Anything
longer is text, so that "không có nước" never answers a question with no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.fold import fold, untelex
from reporting.lexicon import (
    BESIDE_THANKS,
    BESIDE_YES_OR_NO,
    COUNT_LEADS,
    LABEL_SAYINGS,
    NO_SENTENCES,
    NO_WORDS,
    NUMERALS,
    PLAIN_YES,
    POLITE,
    SAID_FOR_NO,
    THANKS,
    YES_SENTENCES,
    YES_WORDS,
)
from reporting.values import Choice

YES_ACTS = frozenset({"yes", "agree", "fixed"})
NO_ACTS = frozenset({"no", "disagree", "not_fixed", "nobody"})


def _said_only(first: frozenset[str], more: frozenset[str]) -> str:
    """One of `first`, then any of `more`, and nothing else."""
    return "(?:{})(?: (?:{}))*".format(*("|".join(sorted(some, key=len, reverse=True)) for some in (first, more)))


_WORD = re.compile(r"[^\W_]+")
_THUMBS = frozenset("👍👌🙏❤♥😊")
_SKIN_AND_STYLE = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u200d]")
_GRATEFUL = frozenset(phrase for phrase in THANKS if "on" in phrase or phrase.startswith(("thank", "tks")))
_YES = re.compile(_said_only(YES_WORDS | YES_SENTENCES, YES_WORDS | YES_SENTENCES | BESIDE_YES_OR_NO))
_NO = re.compile(_said_only(NO_WORDS | NO_SENTENCES, BESIDE_YES_OR_NO))
_TO_COME = re.compile(r"\b(se|dang|mai|mot|chieu nay|toi nay|tuan sau|hen)\b|\?\s*$")
_DONE = re.compile(r"\b(da|xong|roi|khong thuoc|chua the)\b")
_CIRCLED = {first + n: str(n + 1) for first in (0x2460, 0x2776, 0x2780) for n in range(9)} | {0x24EA: "0"}
_LONGEST = 80  # a reply that chooses is short


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the answers."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number that none of the answers prints."""

    number: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """More than one number: ask again."""


def choose(text: str, choices: Sequence[Choice]) -> Chosen | Number | Numbers | None:
    """The answer a reply chooses; None when the reply is text."""
    if len(text) > _LONGEST:
        return None
    words = _words(text)
    digits = _digits(words)
    if len(digits) > 1:
        return Numbers()
    by_label = _by_label(words, choices)
    if by_label is not None:
        return Chosen(by_label)
    if digits:
        printed = next((c for c in choices if c.digit == str(digits[0])), None)
        return Chosen(printed) if printed else _zero(choices) if digits[0] == 0 else Number(digits[0])
    sense = _sense(words)
    acts = {"yes": YES_ACTS, "no": NO_ACTS}.get(sense or "", frozenset())
    meant = next((c for c in choices if c.act in acts), None)
    return Chosen(meant) if meant else None


def says_label(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The answer whose words, or a sentence of that sense, are said; a mere yes or no belongs to no label."""
    words = _words(text)
    if len(text) > _LONGEST or _plain_no(_polite_off(words)) in YES_WORDS | NO_WORDS:
        return None
    return _by_label(words, choices)


def says_yes_or_no(text: str) -> bool:
    """ "rồi", "dạ chưa": an answer in a word; a mere "dạ" or "ok" may only say that it was read."""
    words = _words(text)
    return len(text) <= _LONGEST and _sense(words) is not None and bool(set(words) & (NO_WORDS | PLAIN_YES))


def is_to_come(text: str) -> bool:
    """ "mai anh em xuống xem", "hẻm nào vậy?": news on the way to an answer, not the answer."""
    folded = fold(text)
    return _TO_COME.search(folded) is not None and _DONE.search(folded) is None


def bare_number(text: str) -> int | None:
    """The number when the message is nothing but one."""
    digits = _digits(_words(text)) if len(text) <= _LONGEST else ()
    return digits[0] if len(digits) == 1 else None


def is_thanks(text: str) -> bool:
    """Thanks, dạ, ok, a thumb: nothing to answer."""
    if len(text) > _LONGEST:
        return False
    signs = _SKIN_AND_STYLE.sub("", text).strip()
    words = _words(text)
    if not words:
        return bool(signs) and all(c in _THUMBS or c.isspace() for c in signs)
    rest = f" {' '.join(words)} "
    said: set[str] = set()
    for phrase in THANKS:
        while f" {phrase} " in rest:
            rest = rest.replace(f" {phrase} ", " ", 1)
            said.add(phrase)
    beside = POLITE | BESIDE_THANKS if any(phrase in _GRATEFUL for phrase in said) else POLITE
    return bool(said) and all(word in beside for word in rest.split())


def _zero(choices: Sequence[Choice]) -> Chosen | Number:
    """Where 0 is not printed it is the word for no."""
    meant = next((c for c in choices if c.act in NO_ACTS), None)
    return Chosen(meant) if meant else Number(0)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(untelex(text.translate(_CIRCLED)))))


def _polite_off(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in POLITE)


def _digits(words: Sequence[str]) -> tuple[int, ...]:
    """The numbers of a reply that holds nothing else; empty when it is text."""
    core = _polite_off(words)
    if not core or all(word in COUNT_LEADS for word in core):
        return ()
    while core and core[0] in COUNT_LEADS:
        core = core[1:]
    values = [int(w) if w.isdecimal() and len(w) <= 3 else NUMERALS.get(w) for w in core]
    known = [value for value in values if value is not None]
    return tuple(known) if len(known) == len(values) else ()


def _by_label(words: Sequence[str], choices: Sequence[Choice]) -> Choice | None:
    """A label said in full, politeness aside; a number may stand before it ("2. Có việc")."""
    said = {tuple(words), _polite_off(words)}
    senses = {_plain_no(words), _plain_no(_polite_off(words))}
    for choice in choices:
        label = _words(choice.label)
        lead = (choice.digit, *label)
        if any(form in (label, _polite_off(label), lead) for form in said if form):
            return choice
        if senses & LABEL_SAYINGS.get(" ".join(label), frozenset()):
            return choice
    return None


def _plain_no(words: Sequence[str]) -> str:
    """ko, hông, hổng are không."""
    return " ".join("khong" if word in SAID_FOR_NO else word for word in words)


def _sense(words: Sequence[str]) -> str | None:
    """yes or no when the reply says only that, thanks aside."""
    core = _plain_no(_polite_off(words))
    for thanks in sorted(_GRATEFUL, key=len, reverse=True):
        core = " ".join(core.replace(thanks, " ").split()) or core
    if all(word in BESIDE_YES_OR_NO for word in core.split()):
        return "yes" if any(word in YES_WORDS for word in words) else None
    if _NO.fullmatch(core):
        return "no"
    return "yes" if _YES.fullmatch(core) else None
