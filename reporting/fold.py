"""Letters: one spelling for text that arrives composed, decomposed, bare of diacritics or half typed.

Telex and VNI are typing methods that turn `dduwowngf` or `d9u7o7ng2` into one marked word; a phone that has the
method switched off sends the keys themselves. The syllable tables are the spelling rules of Vietnamese: an initial, a
rime, a tone; a rime that ends in c, ch, p or t takes only two of the tones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reporting.syllables import ENGLISH, INITIALS, RIMES, UNIT_KEYS

_SPACE = re.compile(r"\s+")
_ASCII_WORD = re.compile(r"[A-Za-z]+(?:[1-9]+[A-Za-z]*)*")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPES = {"6": "\u0302", "7": "\u031b", "8": "\u0306"}
_DOUBLES = {"a": "\u0302", "e": "\u0302", "o": "\u0302"}
_TONE_MARKS = frozenset(_TONES.values())
_VOWELS = frozenset("aeiouy")


def nfc(text: str) -> str:
    """The composed form."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("\u0111", "d")


def fold(text: str) -> str:
    """Lower case, no diacritics, single spaces; punctuation stays."""
    return _SPACE.sub(" ", _bare(nfc(text))).strip()


def utf16(text: str) -> int:
    """Length in UTF-16 units, which is what the channels count."""
    return len(text) + sum(c > "\uffff" for c in text)


@lru_cache(maxsize=8192)
def tone_last(word: str) -> str:
    """A lower-case word with its tone written last, so both places of the tone are one; ngã is read as hỏi."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in parts if c in _TONE_MARKS).replace("\u0303", "\u0309")
    return nfc("".join(c for c in parts if c not in _TONE_MARKS)) + tone


def _split_syllable(word: str) -> tuple[str, str] | None:
    """Initial and rime of a toneless lower-case word, or None."""
    for length in (3, 2, 1, 0):
        initial, rime = word[:length], word[length:]
        if len(initial) == length and initial in INITIALS and rime in RIMES:
            return initial, rime
    return None


def _place_tone(word: str, tone: str) -> str | None:
    """Put the tone where the spelling rules want it; None when no syllable comes out."""
    parts = _split_syllable(word)
    if parts is None:
        return None
    initial, rime = parts
    if rime.endswith(("c", "ch", "p", "t")) and tone and tone not in ("\u0301", "\u0323"):
        return None
    if not tone:
        return word
    vowels = [i for i, c in enumerate(rime) if _bare(c) in _VOWELS]
    shaped = [i for i in vowels if rime[i] not in _VOWELS]
    if shaped:
        at = shaped[-1]
    elif vowels[-1] != len(rime) - 1:
        at = vowels[-1]
    else:
        at = vowels[1] if len(vowels) == 3 else vowels[0]
    return nfc(initial + rime[: at + 1] + tone + rime[at + 1 :])


def _decode_telex(word: str) -> str | None:
    """`vieecj` to its syllable, or None when it is not Telex."""
    out: list[str] = []
    tone = ""
    for key in word:
        seen_vowel = any(_bare(c) in _VOWELS for c in out)
        twin = next((i for i in range(len(out) - 1, -1, -1) if out[i] == key), None)
        if key == "d" and out and out[0] == "d":
            out[0] = "\u0111"
        elif key in _DOUBLES and twin is not None and all(_bare(c) not in "iuy" for c in out[twin + 1 :]):
            out[twin] = nfc(key + _DOUBLES[key])
        elif key == "w":
            _add_horn(out)
        elif key in _TONES and seen_vowel:
            tone = _TONES[key]
        else:
            out.append(key)
    return _place_tone("".join(out), tone)


def _add_horn(out: list[str]) -> None:
    """The key w: a horn on u and o, a breve on a, or a letter of its own."""
    plain = "".join(out)
    if plain.endswith("uo"):
        out[-2:] = ["\u01b0", "\u01a1"]
        return
    for i in range(len(out) - 1, -1, -1):
        if out[i] in "uoa":
            out[i] = {"u": "\u01b0", "o": "\u01a1", "a": "\u0103"}[out[i]]
            if out[i] == "\u01a1" and i and out[i - 1] == "u" and (i < 2 or out[i - 2] != "q"):
                out[i - 1] = "\u01b0"
            return
    out.append("\u01b0")


def _decode_vni(word: str) -> str | None:
    """`d9u7o7ng2` to its syllable, or None when it is not VNI."""
    out: list[str] = []
    tone = ""
    for key in word:
        if key.isalpha():
            out.append(key)
        elif key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "9" and out and out[0] == "d":
            out[0] = "\u0111"
        elif key in _VNI_SHAPES:
            at = next((i for i in range(len(out) - 1, -1, -1) if out[i] in _VOWELS), None)
            if at is None or key == "9":
                return None
            out[at] = nfc(out[at] + _VNI_SHAPES[key])
        else:
            return None
    return _place_tone(nfc("".join(out)), tone)


@lru_cache(maxsize=8192)
def decode_word(word: str) -> str | None:
    """The marked word behind one typed word, in its case, or None when it is a word as it stands."""
    lower = word.lower()
    if len(word) > 12 or lower in ENGLISH or not lower.isascii():
        return None
    if any(c.isdigit() for c in lower):
        found = None if lower.rstrip("0123456789") in UNIT_KEYS else _decode_vni(lower)
    else:
        found = _decode_telex(lower)
    if found is None or found == lower or found.isascii():
        return None
    if word.isupper() and len(word) > 1:
        return found.upper()
    return found[0].upper() + found[1:] if word[0].isupper() else found


def _is_strong(word: str) -> bool:
    """Keys no ordinary word holds: dd, a doubled vowel with a tone, w after a vowel, a digit inside."""
    lower = word.lower()
    if any(c.isdigit() for c in lower):
        return re.search(r"[a-z][1-9]+[a-z]|[6-9][1-5]$", lower) is not None
    return re.search(r"^dd|aa|ee|oo|[aou]w", lower) is not None


def untelex(text: str) -> str:
    """Decode Telex and VNI residue word by word; words that are words already stay.

    One word whose keys are typical of the method must be there before weaker ones (`cos`, `gif`) are touched.
    """
    found = [(m, decode_word(m.group())) for m in _ASCII_WORD.finditer(text)]
    decoded = [(m, word) for m, word in found if word is not None]
    strong = any(_is_strong(m.group()) for m, _ in decoded)
    if not decoded or not (strong or (len(decoded) * 2 > len(found) and len(decoded) > 1)):
        return text
    digits = any(c.isdigit() for m, _ in decoded if _is_strong(m.group()) for c in m.group())
    out, at = [], 0
    for match, word in decoded:
        if any(c.isdigit() for c in match.group()) and not digits:
            continue
        out += [text[at : match.start()], word]
        at = match.end()
    return "".join(out) + text[at:]
