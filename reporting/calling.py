"""How somebody asks to be called: "gọi tôi là chú", "goi toi la anh Nam". Pure; the words stand in `texts/data.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reporting.fold import fold, untelex
from reporting.texts.data import FORMS, NO_NAMES, POLITE_ENDS, RANKS

_ASKED = re.compile(r"(?:(?:da|nho|xin|hay|cu|em|kenh) )*(?:goi|keu|xung ho voi) (?:toi|tui|minh) (?:la|bang) ")
_WORD = re.compile(r"\[[^\]\n]*\]|[^\W_]+")
_SYLLABLE = re.compile(r"[^\W\d_]{1,7}")  # "nghiêng" is the longest
_VOWEL = re.compile(r"[aeiouy]")
WORDS_OF_A_NAME = 2  # Tám Em, Út Biển
WORDS_OF_A_WISH = 4  # more of them tell of something else


@dataclass(frozen=True, slots=True)
class Called:
    """A form of address, a name, or both; with neither the words ask for what cannot be. `words`: how many they are."""

    address: str | None = None
    call: str | None = None
    words: int = 0

    @property
    def possible(self) -> bool:
        return self.address is not None or self.call is not None


def asked(text: str, of_the_ward: str = "") -> Called | None:
    """What a message asks for; None when it does not begin so. `of_the_ward`: the ward file's form (ông)."""
    words = _WORD.findall(untelex(text))
    lead = _ASKED.match(" ".join(fold(word) for word in words) + " ")
    if lead is None:
        return None
    rest = words[len(lead[0].split()) :]
    while len(rest) > 1 and rest[-1].lower() in POLITE_ENDS:
        rest = rest[:-1]
    return replace(called(rest, fold(text) != text.lower(), of_the_ward), words=len(rest))


def name(text: str) -> str | None:
    """A name said alone, in answer to the question for it."""
    found = called(_WORD.findall(untelex(text)), fold(text) != text.lower(), "")
    return found.call if found.address is None else None


def called(words: list[str], marked: bool, of_the_ward: str) -> Called:
    """`marked`: the person writes diacritics, so that "Chi" is a name and no "chị"."""
    address, length = _form(words, marked, of_the_ward)
    rest = words[length:]
    said = f" {fold(' '.join(words))} "
    if any(f" {rank} " in said for rank in RANKS):
        return Called()
    if not rest:
        return Called(address)
    if len(rest) > WORDS_OF_A_NAME or not all(_may_be_name(word) for word in rest):
        return Called()
    return Called(address, " ".join(word[0].upper() + word[1:].lower() for word in rest))


def _form(words: list[str], marked: bool, of_the_ward: str) -> tuple[str | None, int]:
    """The form of address at the beginning, and how many words it takes."""
    for form in (*FORMS, *filter(None, [of_the_ward])):
        length = len(form.split())
        said = " ".join(words[:length]).lower()
        if said == form or (not marked and said == fold(form)):
            return form, length
    return None, 0


def _may_be_name(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(word) and _VOWEL.search(fold(word))) and word.lower() not in NO_NAMES
