"""What the linear model looks at in a message: its words and their neighbours, their senses, the cues of the rules.

Everything is read without case and, beside the marked words, without diacritics: a message typed bare has most of the
same features as the same message typed with care.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from reporting.senses import senses
from reporting.words import Text, Word

_ENDS = 3  # words at either end whose place counts
_NEAR = 6  # words between two senses that belong together


def features(text: Text, cues: Iterable[str]) -> set[str]:
    """Names of what is there. `cues` are what the rules of the lexicon found."""
    words = text.words
    plain = [_shape(word) for word in words]
    found = {f"c:{cue}" for cue in cues}
    found.update(f"w:{word}" for word in plain)
    found.update(f"w:{one}_{other}" for one, other in itertools.pairwise(plain))
    exact = [word.exact if word.marked else "" for word in words]
    found.update(f"x:{word}" for word in exact if word)
    found.update(f"x:{one}_{other}" for one, other in itertools.pairwise(exact) if one and other)
    found.update(f"^{at}:{word}" for at, word in enumerate(plain[:_ENDS]))
    found.update(f"${at}:{word}" for at, word in enumerate(reversed(plain[-_ENDS:])))
    found.update(_meant(text))
    found.update(_manner(text, len(words)))
    return found


def _shape(word: Word) -> str:
    """The bare word; a number as its size, so that "25 người" and "31 người" are one."""
    if word.number is None or not word.plain[0].isdigit():
        return word.plain
    return "#1" if word.number < 2 else "#few" if word.number < 10 else "#tens" if word.number < 100 else "#many"


def _meant(text: Text) -> Iterator[str]:
    """The senses, whether they come more than once, and which one follows which within a few words."""
    here = list(senses(text))
    counts = Counter(sense for sense, _ in here)
    yield from (f"d:{sense}" for sense in counts)
    yield from (f"d{least}:{sense}" for sense, count in counts.items() for least in (2, 4) if count >= least)
    for at, (sense, place) in enumerate(here):
        for follower, next_place in here[at + 1 :]:
            if next_place - place > _NEAR:
                break
            if next_place > place:
                yield f"da:{sense}>{follower}"


def _manner(text: Text, count: int) -> Iterator[str]:
    """How it is written: long or short, asking, in how many clauses, with numbers or without."""
    yield f"n:{count if count <= 6 else 'some' if count <= 14 else 'many' if count <= 30 else 'long'}"
    if "?" in text.raw:
        yield "m:asks" if text.raw.rstrip().endswith("?") else "m:asked"
    yield f"m:clauses{min(text.words[-1].clause if text.words else 0, 4)}"
    if any(word.number is not None for word in text.words):
        yield "m:counts"
