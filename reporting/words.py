"""Words of a message and phrases found among them.

A phrase of a lexicon is written with its diacritics. It matches a word that has them letter for letter (either place
of the tone, hỏi and ngã alike). A word typed without any matches by its bare letters, but only in a message where
bare words are usual: in well-marked text `chay` is not `cháy`.

One phrase is one line: words with blanks between; `a|b` is either, `=a` only where diacritics are usual, `#` a number,
`~` up to three words of the same clause. Then, each optional: `!<a|b` not straight after these words, `!>a|b` not
straight before them; `?<` and `?>` say the same of words typed without diacritics, whose twins mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reporting.fold import fold, nfc, tone_last
from reporting.lexicon import BREAKS, NUMBERS, SAME

_TOKEN = re.compile(r"\[[^\W\d_ ]+(?: [^\W\d_]+)?\]|\d+(?:[.,/]\d+)*|[^\W\d_]+|[,.;:!?\n…]|[-–—]")
_STOPS = frozenset(",.;:!?\n…-–—")
_GAP = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `exact` with its tone last, `plain` without diacritics; offsets in the text it was read from."""

    exact: str
    plain: str
    start: int
    end: int
    clause: int
    number: float | None = None

    @property
    def marked(self) -> bool:
        return self.exact != self.plain


@dataclass(frozen=True, slots=True)
class Text:
    """A message as words. `bare` when words without diacritics are usual in it."""

    raw: str
    words: tuple[Word, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: which line of the lexicon, and the words it covers."""

    cue: str
    start: int
    end: int  # one past the last word


@lru_cache(maxsize=8192)
def _forms(found: str) -> tuple[str, str, float | None]:
    lower = found.lower()
    if lower[0].isdecimal():
        whole = re.split(r"[,/]", lower)[0].replace(".", "")
        return lower, lower, float(whole[:12])
    same = SAME.get(lower, lower)
    return tone_last(same), fold(same), NUMBERS.get(same)


def read(text: str) -> Text:
    """Cut a message into words and clauses."""
    raw = nfc(text)
    words: list[Word] = []
    clause = 0
    spoken = marked = 0
    for match in _TOKEN.finditer(raw):
        found = match.group()
        if found in _STOPS:
            if found not in "-–—" or raw[match.start() - 1 : match.start()] == " ":
                clause += 1
            continue
        exact, plain, number = _forms(found)
        if exact in _BREAK_KEYS:
            clause += 1
        words.append(Word(exact, plain, match.start(), match.end(), clause, number))
        if found[0].isalpha():
            spoken += 1
            marked += fold(found) != tone_last(found.lower())
    return Text(raw, tuple(words), marked * 2 < spoken)


def as_if_bare(text: Text) -> Text:
    """The same message with every word that bears no mark taken for one that may have lost it."""
    return replace(text, bare=True)


_BREAK_KEYS = frozenset(tone_last(word) for word in BREAKS)


class _Piece:
    """One element of a phrase: the words it accepts."""

    __slots__ = ("exact", "gap", "number", "only_marked", "plain")

    def __init__(self, source: str) -> None:
        self.only_marked = source.startswith("=")
        words = source.removeprefix("=").split("|")
        self.gap = source == "~"
        self.number = "#" in words
        words = [SAME.get(word, word) for word in words]
        self.exact = frozenset(tone_last(word) for word in words)
        self.plain = frozenset(fold(word) for word in words)

    def takes(self, word: Word, bare: bool) -> bool:
        if self.number and word.number is not None:
            return True
        if bare and not word.marked:
            return not self.only_marked and (word.exact in self.exact or word.plain in self.plain)
        return word.exact in self.exact


class _Phrase:
    """A line of a lexicon, compiled."""

    __slots__ = ("after", "after_bare", "before", "before_bare", "pieces", "source")

    def __init__(self, source: str) -> None:
        parts = source.split()
        guards = {p[:2]: _Piece(p[2:]) for p in parts if p[:2] in ("!<", "!>", "?<", "?>")}
        self.pieces = tuple(_Piece(p) for p in parts if p[:2] not in ("!<", "!>", "?<", "?>"))
        shown = (p.removeprefix("=").split("|")[0] for p in parts if p[:2] not in ("!<", "!>", "?<", "?>", "~"))
        self.source = " ".join(word for word in shown if word != "~")
        self.before, self.after = guards.get("!<"), guards.get("!>")
        self.before_bare, self.after_bare = guards.get("?<"), guards.get("?>")

    def at(self, text: Text, start: int) -> Hit | None:
        end = self._end(text, start, 0)
        if end is None or self._refused(text, start, end):
            return None
        return Hit(self.source, start, end)

    def _end(self, text: Text, at: int, piece: int) -> int | None:
        words = text.words
        while piece < len(self.pieces):
            if self.pieces[piece].gap:
                for skip in range(_GAP + 1):
                    if at + skip >= len(words) or words[at + skip].clause != words[at - 1].clause:
                        return None
                    end = self._end(text, at + skip, piece + 1)
                    if end is not None:
                        return end
                return None
            if at >= len(words) or not self.pieces[piece].takes(words[at], text.bare):
                return None
            at, piece = at + 1, piece + 1
        return at

    def _refused(self, text: Text, start: int, end: int) -> bool:
        before = text.words[start - 1] if start else None
        after = text.words[end] if end < len(text.words) else None
        if any(
            word is not None and piece is not None and piece.takes(word, text.bare)
            for word, piece in ((before, self.before), (after, self.after))
        ):
            return True
        unmarked = text.bare and not any(w.marked for w in text.words[start:end])
        return unmarked and any(
            word is not None and piece is not None and piece.takes(word, True)
            for word, piece in ((before, self.before_bare), (after, self.after_bare))
        )


class Table:
    """Phrases of one meaning, found by their first word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._first: dict[str, list[_Phrase]] = {}
        self._numbers: list[_Phrase] = []
        for line in lines:
            if not line.strip():
                continue
            phrase = _Phrase(line.strip())
            if phrase.pieces[0].number:
                self._numbers.append(phrase)
            for plain in phrase.pieces[0].plain - {"#"}:
                self._first.setdefault(plain, []).append(phrase)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every phrase found, in the order of the words."""
        for start, word in enumerate(text.words):
            phrases = self._first.get(word.plain, ())
            for phrase in (*phrases, *self._numbers) if word.number is not None else phrases:
                hit = phrase.at(text, start)
                if hit is not None:
                    yield hit

    def first(self, text: Text) -> Hit | None:
        return next(self.hits(text), None)

    def starts(self, text: Text, at: int) -> Hit | None:
        """The longest phrase that begins at this word."""
        if at >= len(text.words):
            return None
        found = (phrase.at(text, at) for phrase in self._first.get(text.words[at].plain, ()))
        return max((hit for hit in found if hit is not None), key=lambda hit: hit.end, default=None)


class Tables:
    """Several tables looked through at once: which of them find something in a text."""

    def __init__(self, tables: dict[str, str]) -> None:
        self._first: dict[str, list[tuple[str, _Phrase]]] = {}
        self._numbers: list[tuple[str, _Phrase]] = []
        for name, lines in tables.items():
            for phrase in (_Phrase(line.strip()) for line in lines.splitlines() if line.strip()):
                if phrase.pieces[0].number:
                    self._numbers.append((name, phrase))
                for plain in phrase.pieces[0].plain - {"#"}:
                    self._first.setdefault(plain, []).append((name, phrase))

    def found(self, text: Text) -> set[str]:
        """Names of the tables that have a phrase in the text."""
        names: set[str] = set()
        for start, word in enumerate(text.words):
            phrases = self._first.get(word.plain, [])
            for name, phrase in [*phrases, *self._numbers] if word.number is not None else phrases:
                if name not in names and phrase.at(text, start) is not None:
                    names.add(name)
        return names


def table(lines: str) -> Table:
    """A table from a block of lines."""
    return Table(lines.splitlines())
