"""Of several matters in one message the strictest lane decides for the part it concerns (domain: mixed message).

A leak is worse than a lost word. A part is kept only when it is a matter by itself, of another topic than what is
refused, and nothing in it points at anybody or back at what was refused. Where that is not plain nothing is kept.
Danger to life is an alarm first, beside whatever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from reporting import parts_words as beside
from reporting.cutting import CUTS, UNCUT, Cut, clauses, listed
from reporting.decision import Decision, decide, lane
from reporting.fold import fold, tone_last
from reporting.kind import ASK, NO_CUE, UNREADABLE
from reporting.lanes import lane_of
from reporting.lexicon import TOPIC_WORDS
from reporting.places import Where
from reporting.reader import READ, Reading, heard, reading
from reporting.senses import senses
from reporting.topics import topic_of
from reporting.values import MessageKind
from reporting.words import Text, as_if_bare, read, table

_MOST = 100  # parts; a message of more is nobody's list of matters
_FEW = 4  # words that say too little to be a matter by themselves
_SCENT = 0.001  # chance of what may not be kept from which a message is looked at part by part
_CLEAR, _LEANS = 0.03, 0.15  # below which nobody would refuse it; from which a part is not kept
_HOT, _AFIRE = 0.2, 0.7  # chances from which danger is not ruled out, and from which it is an alarm
_TOPIC, _OWN = 0.3, 0.6  # chances of a topic that may be meant; of a topic or kind that is, without a phrase for it
_STRICTEST = ("secret", "to_cao", "person")
_MATTERS = (MessageKind.STATUS, MessageKind.FEEDBACK, MessageKind.HOTSPOT)
_NEVER = frozenset({"accuse", "graft", "belief", "opinion", "illness", "family", "record", "secret"})
_HANGS = tuple(table(lines) for lines in (beside.POINTS_BACK, beside.SOMEBODY, beside.BELONGS))
_LEADS, _DENOUNCED, _BARE = table(beside.LEADS_BACK), table(beside.DENOUNCED), table(beside.BARE)
_COMMON = frozenset({"ba con", "nguoi dan", "to dan", "dan pho"})
_TOPICAL = frozenset(
    tone_last(word)
    for lines in TOPIC_WORDS.values()
    for phrase in lines.splitlines()
    for piece in phrase.split()
    if piece[0] not in "!?~"
    for word in piece.removeprefix("=").split("|")
) - frozenset(tone_last(word) for word in beside.EVERYWHERE.split())
_TOPICAL_BARE = frozenset(fold(word) for word in _TOPICAL) - frozenset(fold(word) for word in beside.EVERYWHERE.split())
_BEGINNING = 3  # words in which a sentence says what it is about
_PEOPLE = ("dan", "nguoi", "ai")
_OF_PEOPLE = ("khac", "an_ninh", "ton_giao")
# What a denunciation that does not say so may well be about.
_OF_OFFICES = frozenset({"dat_dai", "gpmb", "an_ninh", "an_sinh", "hanh_chinh", "cong_trinh"})
_NOWHERE = Where(None, ())


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the message, as typed and as read alone. `apart`: the person set it apart, in a list or behind
    "ngoài ra"; `lane` refuses it.
    """

    said: str
    apart: bool
    found: Reading
    decided: Decision
    lane: str | None

    @property
    def leans(self) -> float:
        """The chance that it may not be kept."""
        chances = self.found.chances["what"]
        return chances["to_cao"] + chances["refuse"] if self.decided.reason != UNREADABLE else 0.0

    @property
    def scent(self) -> bool:
        """Whether anything in it leans towards a lane."""
        return self.ruled or self.decided.lane is not None or self.leans >= _SCENT

    @property
    def ruled(self) -> bool:
        """Whether the phrases refuse it."""
        return any(f"c:lane-{one}" in self.found.found for one in _STRICTEST)

    @property
    def grade(self) -> int | None:
        """How severe a hot spot it is."""
        return self.decided.severity if self.decided.kind is MessageKind.HOTSPOT else None

    @property
    def hot(self) -> float:
        return sum(chance for name, chance in self.found.chances["what"].items() if name.startswith("hot"))

    @property
    def dangerous(self) -> bool:
        return self.grade is not None or self.hot > _HOT

    @property
    def alarm(self) -> bool:
        """Danger to life, beyond doubt."""
        told = self.found.risk.severity == 3 and not self.found.risk.feared
        return self.grade == 3 and (self.apart or told or (self.leans < _CLEAR and self.hot > _AFIRE))


def judge(text: str, known: frozenset[str]) -> tuple[str | None, str | None]:
    """The lane that refuses a composed message or a part of it, and what may be kept beside that part, as typed.

    A message in which nothing leans towards a lane is read once, as a whole; a list is read item by item.
    """
    whole = lane(text, known)
    if whole == "secret" or len(text) > READ:
        return whole, None
    message = _part(text, known)
    if not (message.scent or listed(text)):
        return None, None
    parts = _parts(message, whole is not None, known)
    strictest = next((one for one in _STRICTEST if any(part.lane == one for part in parts)), None)
    if strictest is None:
        return whole, None
    if message.grade is not None and any(part.dangerous for part in parts):
        rest = _alarm(parts, message, known)
        return (strictest, rest) if rest is not None else (None, None)
    rest = _rest(parts, message, "to_cao" in (whole, strictest)) if strictest != "secret" else None
    if rest is None or judge(rest, known) != (None, None):
        return whole or strictest, None
    return strictest, rest


def _part(said: str, known: frozenset[str], cut: Cut = UNCUT) -> _Part:
    """A stretch read alone; refused when it leans that way by more than the cut leaves in doubt, or a whole sentence
    is by the phrases too."""
    found = reading(heard(said, known))
    part = _Part(said, cut.apart, found, decided := decide(found), decided.lane)
    return part if part.leans > cut.doubt or (part.ruled and not cut.fine) else replace(part, lane=None)


def _parts(part: _Part, certain: bool, known: frozenset[str], cuts: int = 0) -> list[_Part]:
    """A stretch cut ever finer, as long as something in it leans towards a lane. Where no piece is refused by itself
    it belongs together. `certain`: the message as a whole is refused, so a piece is on less.
    """
    if cuts and not part.scent:
        return [part]
    for finer, cut in enumerate(CUTS[cuts:], cuts + 1):
        pieces = cut.pieces(part.said)
        if 1 < len(pieces) <= _MOST and (not cut.fine or part.lane or _says_so(part)):
            alone = replace(cut, doubt=0.0) if certain else cut
            read_alone = [_part(piece, known, alone) for piece in pieces]
            within = [_parts(piece, certain, known, finer) for piece in read_alone]
            if cut.whole:
                within = [[_refused_with(piece, some)] for piece, some in zip(read_alone, within, strict=True)]
            if any(one.lane is not None for some in within for one in some):
                return [one for some in within for one in some]
    return [part]


def _refused_with(item: _Part, parts: list[_Part]) -> _Part:
    """An item of a list is one matter: refused in part it is refused."""
    lane = item.lane or next((part.lane for part in parts if part.lane is not None), None)
    return replace(item, lane=lane)


def _says_so(part: _Part) -> bool:
    """Whether a phrase of it belongs to a lane: "bỏ túi", "theo đạo mới"."""
    return any(sense in _NEVER for sense, _ in senses(part.found.words, least=2)) or any(
        lane_of(read(clause)) is not None for clause in clauses(part.said)
    )


def _alarm(parts: list[_Part], message: _Part, known: frozenset[str]) -> str | None:
    """An alarm goes out with all that is not refused; None when something of its danger would be lost."""
    rest = _joined([part for part in parts if part.lane is None])
    left = decide(reading(heard(rest, known)))
    same = (left.kind, left.severity) == (message.decided.kind, message.decided.severity)
    return rest if same and left.lane is None else None


def _rest(parts: list[_Part], message: _Part, to_cao: bool) -> str | None:
    clear = (part for part in parts if part.lane is None and part.leans < _LEANS)
    alone = [part for part in clear if not _hangs_on(part, message, to_cao)]
    matters = [part for part in alone if _is_matter(part)]
    affair = list(_affair(parts, matters))
    kept: list[_Part] = []
    for before, part in zip((None, *parts), parts, strict=False):
        new = before is None or before in kept or part.apart or _begins_anew(part)
        another = part in matters and new and _is_another(part, affair, to_cao)
        if another or part.alarm or (part.grade == 3 and part in alone):
            kept.append(part)
    return _joined(kept) if kept else None


def _is_matter(part: _Part) -> bool:
    """A matter by itself, by a cue of its own."""
    found, kind = part.found, part.decided.kind
    if kind not in _MATTERS or len(found.words.words) < _FEW:
        return False
    cued = found.why != NO_CUE or found.chances["what"].get(kind.value, 0.0) > _OWN
    topic, chance = max(found.chances["topic"].items(), key=lambda likely: likely[1])
    return cued and (_ruled_topic(found) != "khac" or (topic != "khac" and chance > _OWN))


def _hangs_on(part: _Part, message: _Part, to_cao: bool) -> bool:
    """Whether it goes on with something, points back, tells of somebody, or belongs to what is refused."""
    words, tables = part.found.words, (*_HANGS, *((_DENOUNCED,) if to_cao else ()))
    if message.found.words.bare or _worn(words):
        words, tables = as_if_bare(words), (*tables, _BARE)
    return (
        _LEADS.starts(words, 0) is not None
        or any(word.plain.startswith("[") for word in words.words)
        or any(found.first(words) is not None for found in tables)
        or (to_cao and any(sense == "officer" for sense, _ in senses(words, least=2)))
        or _says_so(part)
    )


def _worn(words: Text) -> bool:
    """Whether so few words bear a mark that some of the others must have lost theirs."""
    spoken = [word.marked for word in words.words if word.number is None]
    return sum(spoken) * 5 < len(spoken) * 3


def _affair(parts: list[_Part], matters: list[_Part]) -> Iterator[_Part]:
    """What is refused, with the unclear parts that follow it or stand before all."""
    theirs = True
    for part in parts:
        theirs = part.lane is not None or (theirs and part not in matters)
        if theirs:
            yield part


def _begins_anew(part: _Part) -> bool:
    """Whether a sentence asks for something or begins with a thing of its own: else it may tell what somebody did
    next."""
    words = part.found.words
    asked = ASK.first(words)
    if asked is not None and asked.start <= _BEGINNING:
        return True
    begins = Text(words.raw, words.words[:_BEGINNING], words.bare)
    return words.words[0].plain not in _PEOPLE and topic_of(begins, part.found.risk, _NOWHERE) not in _OF_PEOPLE


def _is_another(part: _Part, affair: list[_Part], to_cao: bool) -> bool:
    """Of another topic than the affair, and in other words. Between sentences what is refused must also say plainly
    what of: "nghi ổng lấy bán" goes on with what stood before it."""
    mine = _topics(part.found)
    for other in affair:
        theirs = _topics(other.found)
        if mine & theirs or _things(part.found.words) & _things(other.found.words):
            return False
        loose = other.lane is not None and not (part.apart and other.apart)
        if loose and (not _says_so(other) or (to_cao and not theirs and mine & _OF_OFFICES)):
            return False
    return True


def _ruled_topic(found: Reading) -> str:
    return topic_of(found.words, found.risk, _NOWHERE)


def _topics(found: Reading) -> set[str]:
    """The topics it may be of."""
    likely = {topic for topic, chance in found.chances["topic"].items() if chance > _TOPIC}
    return (likely | {_ruled_topic(found)}) - {"khac"}


def _things(words: Text) -> set[str]:
    """What it is about, in words by which the same thing is known: neighbours ("trạm bơm", "bà Năm") but those
    everybody says, and words of a topic."""
    plain = [word.plain for word in words.words]
    pairs = {f"{one} {other}" for one, other in pairwise(plain) if not (one.isdecimal() or other.isdecimal())}
    topical = _TOPICAL_BARE if words.bare else _TOPICAL
    return pairs - _COMMON | {word.exact for word in words.words} & topical


def _joined(kept: list[_Part]) -> str:
    """One matter as it was typed, several as a list or as sentences, which are read as several."""
    if len(kept) == 1:
        return kept[0].said
    if all(part.apart for part in kept):
        return "\n".join(f"- {part.said}" for part in kept)
    return " ".join(part.said if part.said[-1] in "!?…" else f"{part.said}." for part in kept)
