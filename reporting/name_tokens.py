"""The words of a message as the search for names sees them: their letters, their case, what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.fold import decode_word, fold, nfc, tone_last
from reporting.lexicon import ADDRESS, ADDRESS_BARE
from reporting.name_syllables import (
    BIRTH_ORDER,
    CHILD_NICKS,
    COMPOUNDS,
    GIVEN_ALONE,
    GIVEN_SPELT,
    MIDDLE_BARE,
    NOT_ALONE_BARE,
    SURNAMES_MARKED,
    SURNAMES_RARE,
)
from reporting.name_words import ADDRESS_TWINS, COUNTED, NO_NICK_SPELT, NOT_NICK, NOT_SHOUTED, PAIRS

_LETTERS = re.compile(r"\[[^\]\n]{1,8}\]|[^\W\d_]+")
_VNI = re.compile(r"(?<![^\W_])[A-Za-z]+[1-9][A-Za-z1-9]{0,8}(?![^\W_])")
_BEGINS = re.compile(r"[^\s\d,;/&+()\[\]'\"“”‘’*_-]|\n")
_SOME = 2  # so many words may look like VNI by chance: "to1"
_VOWEL = re.compile(r"[aeiou]|y$")
_LISTED = re.compile(r"\s*(?:[,;/&+-]|\([^()\n]{0,20}\),)\s*|\s*,?\s*\d{1,2}[).]\s*")
_AND = frozenset({"va", "voi", "cung"})
_SHORT = re.compile(r"\. ?")
_MOST = 5  # one word in so many may have its marks and the message is typed without
_MARKED = frozenset(tone_last(surname) for surname in SURNAMES_MARKED)
_BARE = frozenset(fold(surname) for surname in SURNAMES_MARKED)
_GIVEN = frozenset(tone_last(name) for name in GIVEN_SPELT)
_GIVEN_BARE = frozenset(fold(name) for name in GIVEN_SPELT)
_ALONE = frozenset(tone_last(name) for name in GIVEN_ALONE)
_COMPOUNDS_BARE = frozenset((fold(one), fold(two)) for one, two in COMPOUNDS) | {("truong", "doan"), ("ha", "tang")}
_ALONE_BARE = frozenset(fold(name) for name in GIVEN_ALONE) - NOT_ALONE_BARE
_FIRST = _GIVEN_BARE | _BARE | MIDDLE_BARE | frozenset(fold(word) for word in BIRTH_ORDER | CHILD_NICKS | {"y"})


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int
    lower: str
    plain: str
    gap: str  # what stands between it and the word before
    near: bool  # only blanks do
    begins: bool  # a sentence or a line

    @property
    def marked(self) -> bool:
        return self.lower != self.plain

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """`THCS`, `UBND`: no word at all."""
        return len(self.plain) > 1 and self.text.isupper() and not _VOWEL.search(self.plain)

    @property
    def covered(self) -> bool:
        return self.text[0] == "["


@dataclass(frozen=True, slots=True)
class Line:
    """A message in words. `shouting`: nothing but capitals. `bare`: typed without diacritics."""

    words: list[Token]
    shouting: bool
    bare: bool

    def at(self, at: int) -> Token | None:
        return self.words[at] if 0 <= at < len(self.words) else None

    def near(self, at: int, lead: int = 1) -> Token | None:
        """The word so many before, when only blanks stand between it and the word at `at`."""
        words = self.words
        if not lead <= at < len(words):
            return None
        for back in range(at, at - lead, -1):
            if not words[back].near:
                return None
        return words[at - lead]

    def after(self, at: int) -> Token | None:
        """The word right behind in small letters too, or in capitals where everything is."""
        word = self.at(at + 1)
        return word if word is not None and word.near and not self.capital(at + 1) else None

    def capital(self, at: int) -> bool:
        """Whether a capital says something here."""
        return not self.shouting and self.words[at].capital

    def joined(self, at: int, last: int) -> bool:
        """Whether a name that ended at `last` goes on here in a list: `Lợi, Lộc`, `Rin với Rô`."""
        if at == last:
            return _LISTED.fullmatch(self.words[at].gap) is not None
        word = self.words[last] if at == last + 1 else None
        return word is not None and word.near and self.words[at].near and word.plain in _AND

    def run(self, at: int, longest: int = 5) -> int:
        """How many words in capitals stand together from here."""
        count = 0
        while count < longest and at + count < len(self.words) and self.capital(at + count):
            if count and not self.words[at + count].near:
                break
            count += 1
        return count

    def said(self, at: int, count: int) -> str:
        return " ".join(word.plain for word in self.words[at : at + count])

    def may_begin(self, at: int) -> bool:
        """Whether a name in small letters can begin with this word at all."""
        return self.words[at].plain in _FIRST

    def is_surname(self, at: int) -> bool:
        word = self.words[at]
        if word.lower in SURNAMES_RARE and self.capital(at):
            return True
        return tone_last(word.lower) in _MARKED if word.marked else word.plain in _BARE

    def is_given(self, at: int) -> bool:
        """A given name as it is spelt; without diacritics in a message that has none."""
        word = self.words[at]
        return (tone_last(word.lower) in _GIVEN and not (self.bare and not word.marked)) or (
            self.bare and word.plain in _GIVEN_BARE
        )

    def is_alone(self, at: int) -> bool:
        """A given name that is hardly another word in capitals."""
        word = self.words[at]
        return (tone_last(word.lower) in _ALONE and not self.bare) or (self.bare and word.plain in _ALONE_BARE)

    def compound(self, at: int) -> bool:
        """Whether this word and the small one after it say something else together: an ninh, hạnh phúc."""
        word, after = self.words[at], self.at(at + 1)
        if after is None or not after.near:
            return False
        if self.bare:
            return (word.plain, after.plain) in _COMPOUNDS_BARE
        return (word.lower, after.lower) in COMPOUNDS

    def stops(self, at: int) -> bool:
        """Whether this word goes on with the sentence where a nickname might stand."""
        word = self.words[at]
        return word.plain in NOT_NICK if self.bare else word.lower in NO_NICK_SPELT or self.counts(at)

    def counts(self, at: int) -> bool:
        """Whether this word is counted or measured by the one before it: `năm người`, not `bà tư ghe`."""
        word, lead = self.words[at], self.at(at - 1)
        if self.bare:
            return word.plain in NOT_SHOUTED
        return word.lower in COUNTED and (lead is None or lead.lower not in ("tư", "út"))

    def is_address(self, at: int) -> bool:
        """A word of address, but not half of a pair such as "anh em" or "phan anh"."""
        word, lead = self.words[at], self.at(at - 1)
        if lead is not None and (word.plain, lead.plain) in PAIRS:
            return False
        return word.lower in ADDRESS if word.marked else word.plain in ADDRESS_BARE

    def doubtful(self, at: int) -> bool:
        """A word of address that without its marks is more often another word."""
        return not self.words[at].marked and self.words[at].plain in ADDRESS_TWINS


def line_of(text: str) -> Line:
    words: list[Token] = []
    end = 0
    for match in _words(text):
        words.append(_token(match, text[end : match.start()], words[-1] if words else None))
        end = match.end()
    letters = [word for word in words if not word.covered]
    return Line(
        words,
        shouting=not any(c.islower() for word in letters for c in word.text),
        bare=_MOST * sum(word.marked for word in letters) <= len(letters),
    )


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words; where several are typed in VNI, its digits belong to them."""
    typed = {match.start(): match for match in _VNI.finditer(text) if decode_word(match.group())}
    at = 0
    for match in _LETTERS.finditer(text):
        if match.start() < at:
            continue
        whole = typed.get(match.start(), match) if len(typed) > _SOME else match
        yield whole
        at = whole.end()


def _token(match: re.Match[str], gap: str, before: Token | None) -> Token:
    word = match.group()
    lower = (decode_word(word) or word).lower() if word.isascii() else word.lower()
    near = before is not None and (gap.isspace() and "\n" not in gap)
    if before is not None and len(before.text) <= 2 and before.capital and _SHORT.fullmatch(gap):
        near = True  # "Ng. Văn Tâm", "Trần T. Hoa"
    begins = before is None or (not near and _BEGINS.search(gap) is not None)
    return Token(word, match.start(), match.end(), nfc(lower), fold(lower), gap, near, begins)
