"""What of the week speaks of the same thing, and in whose words it is told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rapidfuzz.fuzz import token_set_ratio

from reporting.digest import MatterFact, ReportFact
from reporting.fold import fold
from reporting.house import House
from reporting.summary import unmarked
from reporting.texts.forms import big, cut, listed
from reporting.texts.themes import Theme, theme_of
from reporting.texts.writing import done_by, quoted, said_by, without_words
from reporting.wording import clerk, is_hearsay, without_self
from reporting.words import read

SAME_THING = 72  # of 100: words alike, wherever
SAME_PLACE = 50  # the same place and half the words


@lru_cache(maxsize=1024)
def is_bare(text: str) -> bool:
    """Typed without diacritics."""
    return read(text).bare


@dataclass(frozen=True, slots=True)
class Told:
    """Words ready for a sentence: a clerk's, or a quotation of what was typed without diacritics."""

    words: str
    is_quote: bool


@lru_cache(maxsize=1024)
def told(text: str, at: datetime, most: int) -> Told:
    """The same words are told on the telephone and on paper."""
    words = " ".join(unmarked(text).split()).strip(" .")
    if not words:  # an alarm that only asks to be called back, or words that were erased
        return Told(without_words(), False)
    if is_bare(words):
        return Told(quoted(cut(words, most)), True)
    better = cut(clerk(words, at), most)
    return Told(better, False)


@dataclass(frozen=True, slots=True)
class Group:
    """Matters about one thing; the words are those of the one that says most in full letters."""

    matters: tuple[MatterFact, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        return tuple(m.report for m in self.matters)

    @property
    def speaker(self) -> MatterFact:
        return max(self.matters, key=lambda m: (not is_bare(m.text), len(m.text)))

    def units(self, house: House) -> list[str]:
        return list(dict.fromkeys(house.name(m.unit) for m in self.matters))

    def said(self, house: House, most: int) -> str:
        words = told(self.speaker.text, house.calendar.local(self.speaker.opened_at), most)
        return big(said_by(listed(self.units(house)), words.words, words.is_quote))

    @property
    def hearsay(self) -> bool:
        return all(is_hearsay(m.text) for m in self.matters)


def grouped(matters: Sequence[MatterFact]) -> list[Group]:
    """Three leaders, one drain: one group. Whoever more speak of comes first."""
    groups: list[list[MatterFact]] = []
    for matter in matters:
        home = next((group for group in groups if any(_same(matter, other) for other in group)), None)
        if home is None:
            groups.append([matter])
        else:
            home.append(matter)
    return sorted((Group(tuple(group)) for group in groups), key=lambda g: (-len(g.matters), -g.speaker.severity))


def _same(one: MatterFact, other: MatterFact) -> bool:
    if one.topic != other.topic:
        return False
    alike = token_set_ratio(fold(one.text), fold(other.text))
    here = one.place is not None and fold(one.place) == fold(other.place or "")
    return alike >= (SAME_PLACE if here else SAME_THING)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a unit did, or several alike."""

    theme: Theme
    reports: tuple[ReportFact, ...]


def deeds(reports: Sequence[ReportFact]) -> list[Deed]:
    """News by theme in the order of the report's outline; alike things of several units together."""
    by_theme: dict[str, list[ReportFact]] = {}
    themes: dict[str, Theme] = {}
    for report in reports:
        if report.kind == "status" and report.text:
            theme = theme_of(fold(report.text), report.topic)
            themes[theme.key] = theme
            by_theme.setdefault(theme.key, []).append(report)
    out = []
    for key, found in by_theme.items():
        units = {report.unit for report in found}
        if themes[key].together and len(units) > 1 and len(units) == len(found):
            out.append(Deed(themes[key], tuple(found)))
        else:
            out += [Deed(themes[key], (report,)) for report in found]
    return out


def deed_of(report: ReportFact, house: House, most: int) -> str:
    """Tổ dân phố 1 dọn vệ sinh quanh chợ, 40 hộ tham gia."""
    words = told(report.text, house.calendar.local(report.said_at), most)
    return big(done_by(house.name(report.unit), words.words, words.is_quote))


def part_of_deed(report: ReportFact, house: House, most: int) -> str:
    """The same in a list of several: thôn Vạn Mỹ (dọn đường quanh chùa, 35 hộ tham gia)."""
    words = told(report.text, house.calendar.local(report.said_at), most)
    name = house.name(report.unit)
    return f"{name} ({without_self(name, words.words)})"
