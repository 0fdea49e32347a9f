"""Words of one sense: `chảy máu`, `gãy tay`, `ngất xỉu` are all `hurt`. What the model reads beside the words.

The list is `senses.txt`, one sense a line. It grows by sense, never by message; a sense decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from reporting.fold import fold, tone_last
from reporting.lexicon import SAME
from reporting.words import Text, Word

Phrase = tuple[tuple[str, ...], tuple[str, ...], str]  # bare words, exact words, sense


def senses(text: Text, least: int = 1) -> Iterator[tuple[str, int]]:
    """(sense, at which word), in the order of the words; a word may have several. `least`: of phrases of so many words
    or more, which are seldom something else."""
    known = _phrases()
    for at, word in enumerate(text.words):
        for plain, exact, sense in known.get(word.plain, ()):
            if len(plain) >= least and _stands(text.words[at : at + len(plain)], plain, exact, text.bare):
                yield sense, at


def _stands(words: tuple[Word, ...], plain: tuple[str, ...], exact: tuple[str, ...], bare: bool) -> bool:
    """A bare word stands for a marked one where bare words are usual, and inside a longer phrase."""
    return len(words) == len(plain) and all(
        word.exact == marked or (not word.marked and word.plain == unmarked and (bare or len(plain) > 1))
        for word, unmarked, marked in zip(words, plain, exact, strict=True)
    )


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first bare word."""
    found: dict[str, list[Phrase]] = {}
    for line in files("reporting").joinpath("senses.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sense, said = line.split(": ", 1)
        for phrase in said.split("|"):
            words = [SAME.get(word, word) for word in phrase.split()]
            plain = tuple(fold(word) for word in words)
            found.setdefault(plain[0], []).append((plain, tuple(tone_last(word) for word in words), sense))
    return {first: tuple(phrases) for first, phrases in found.items()}
