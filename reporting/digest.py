"""A week as one value; everything that shows it (chat, pictures, Word, PDF, page, sheet) is made from this alone.

`composing.compose` makes it from the facts below. Every sentence has a key that says what it is about, and the reports
it rests on; a sentence a clerk edits keeps the original beside it, and the edit holds wherever the key stands. What
there is no source for is left out: the digest never says that nothing happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from reporting.calendar import Period
from reporting.texts.digest import SECTION_NAMES

ROMAN = ("I", "II", "III", "IV", "V")

# What a digest is made from


@dataclass(frozen=True, slots=True)
class ReportFact:
    id: int
    unit: str
    kind: str
    text: str
    topic: str
    said_at: datetime
    place: str | None = None
    households: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class MatterFact:
    code: str
    kind: str  # feedback | hotspot
    unit: str
    topic: str
    text: str
    severity: int
    state: str
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    withdrawn: bool
    answer: str
    owner: str  # title
    taken_by: str  # title
    report: int
    label: str  # the period of its report
    place: str | None = None
    confirmed: bool = True  # of a hot spot: by its reporter, the Bloc, or whoever took it
    delay_why: str = ""  # what the owner said of needing more time
    ending: str = "fixed"  # fixed | explained | not_feasible | not_ours: what the answer is


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier digest counted; `topics` are its new opinions by topic."""

    label: str
    figures: dict[str, int]
    topics: dict[str, int]


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a digest is made from. `states` are the units' duty states, `addenda` (unit, what, words, report)."""

    period: Period
    states: dict[str, str]
    reports: Sequence[ReportFact]
    matters: Sequence[MatterFact]
    before: str  # label of the period before
    addenda: Sequence[tuple[str, str, str, int]]
    nil_units: frozenset[str]  # units whose report is: nothing to report
    guided: int  # denunciations that were shown the way; counted without a unit
    past: tuple[Past, ...] = ()  # earlier digests, the latest last


# What a digest is


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the telephone."""

    key: str
    section: str
    text: str
    sources: tuple[int, ...] = ()
    original: str | None = None  # what stood here before a clerk changed it


@dataclass(frozen=True, slots=True)
class Sentence:
    """Of the written report; one or more whole sentences about one thing."""

    key: str
    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A subsection; each of `paragraphs` is sentences that stand in one paragraph."""

    key: str
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    key: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Opinions of a topic: carried + new = done + left; `overdue` of those left."""

    topic: str
    name: str
    carried: int
    new: int
    done: int
    left: int
    overdue: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    key: str
    name: str
    kind: str
    state: str  # on_time | late | excused | missing | due
    nil: bool
    opinions: int
    focus: int
    left: int
    at: tuple[float, float] | None  # latitude, longitude of its middle


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as it stood; its words are those of `report`."""

    code: str
    kind: str
    unit: str
    topic: str
    severity: int
    state: str
    opened: datetime
    due: datetime | None
    answered: datetime | None
    closed: datetime | None
    owner: str
    overdue_days: int
    report: int
    new: bool
    place: str | None = None
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """Moments in it are in the ward's own time."""

    label: str
    first: date
    last: date
    made_at: datetime
    ward: str
    bloc: str
    tone: str
    figures: dict[str, int]
    lines: tuple[Line, ...]
    opening: tuple[Sentence, ...]
    chapters: tuple[Chapter, ...]
    topics: tuple[TopicRow, ...]
    standing: tuple[UnitRow, ...]
    matters: tuple[MatterRow, ...]
    past: tuple[Past, ...] = ()

    @property
    def sources(self) -> frozenset[int]:
        """Every report it rests on."""
        lines = (source for line in self.lines for source in line.sources)
        return frozenset(lines) | {matter.report for matter in self.matters}


def merged(fresh: Iterable[Line], stored: Iterable[Line]) -> list[Line]:
    """The newest lines with a clerk's edits and remarks kept."""
    kept = list(stored)
    edits = {line.key: line for line in kept if line.original is not None}
    remarks = [line for line in kept if line.section == "remark"]
    out = []
    for line in fresh:
        edit = edits.get(line.key)
        out.append(replace(line, text=edit.text, original=line.text) if edit else line)
    return out + remarks


def edited(digest: Digest, lines: Iterable[Line]) -> Digest:
    """With these lines on the telephone, and what they say in place of the same things in the report."""
    found = tuple(lines)
    said = {line.key: line.text for line in found if line.original is not None}
    remarks = tuple((Sentence(line.key, line.text, line.sources),) for line in found if line.section == "remark")
    chapters = []
    for chapter in digest.chapters:
        parts = [_said(part, said) for part in chapter.parts if part.key != "remarks"]
        chapters.append(
            replace(chapter, parts=(*parts, *([Part("remarks", "", remarks)] if chapter.key == "asks" else ())))
        )
    return replace(digest, lines=found, chapters=tuple(chapters))


def _said(part: Part, said: dict[str, str]) -> Part:
    """The first sentence of a key is what the clerk wrote, others of it go."""
    paragraphs, told = [], set[str]()
    for paragraph in part.paragraphs:
        kept = []
        for sentence in paragraph:
            if sentence.key not in said:
                kept.append(sentence)
            elif sentence.key not in told:
                told.add(sentence.key)
                kept.append(replace(sentence, text=said[sentence.key]))
        if kept:
            paragraphs.append(tuple(kept))
    return replace(part, paragraphs=tuple(paragraphs))


def written(digest: Digest) -> list[tuple[str, list[tuple[str, Part]]]]:
    """Chapters and parts that have something to say, with their numbers: ("II- …", [("1. …", part), …]).

    A part that stands alone in its chapter needs no number.
    """
    out: list[tuple[str, list[tuple[str, Part]]]] = []
    for chapter in digest.chapters:
        parts = [part for part in chapter.parts if part.paragraphs or (part.key == "totals" and digest.topics)]
        titled = [part for part in parts if part.title]
        if parts:
            titles = {
                part.key: f"{n}. {part.title}" if len(titled) > 1 else part.title for n, part in enumerate(titled, 1)
            }
            named = [(titles.get(part.key, ""), part) for part in parts]
            out.append((f"{ROMAN[len(out)]}- {chapter.title}", named))
    return out


def sections(digest: Digest) -> list[tuple[str, list[Line]]]:
    """The telephone's lines under the names of their sections, in reading order; the head has none."""
    out: list[tuple[str, list[Line]]] = []
    for line in digest.lines:
        name = SECTION_NAMES[line.section]
        if not out or out[-1][0] != name:
            out.append((name, []))
        out[-1][1].append(line)
    return out


# As it lies in a row

_ADAPTER: TypeAdapter[Digest] = TypeAdapter(Digest)


def as_json(digest: Digest) -> dict[str, Any]:
    whole: dict[str, Any] = _ADAPTER.dump_python(digest, mode="json")
    return whole


def from_json(whole: dict[str, Any]) -> Digest:
    return _ADAPTER.validate_python(whole)


TOPIC = "new:"


def counted(digest: Digest) -> dict[str, int]:
    """What later digests are compared with: its figures, and its new opinions by topic. Kept when words are gone."""
    return digest.figures | {f"{TOPIC}{row.topic}": row.new for row in digest.topics if row.new}


def past_of(label: str, figures: dict[str, int]) -> Past:
    """From what `counted` gave."""
    topics = {name.removeprefix(TOPIC): count for name, count in figures.items() if name.startswith(TOPIC)}
    return Past(label, {name: count for name, count in figures.items() if not name.startswith(TOPIC)}, topics)
