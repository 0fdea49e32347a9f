"""Is somebody in danger, may something break out: the alarm's severity, and which words say so.

Every cue is weighed where it stands: denied, over, long ago, a drill, a lecture about it or a mere fear take it away
or make it smaller; a "still" brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting import lexicon as lex
from reporting.fold import fold, nfc, tone_last, untelex
from reporting.words import Hit, Table, Text, read, table

# Families of danger to life, and the topic whose contact is told.
_LIFE = (
    (table(lex.FIRE), "an_ninh"),
    (table(lex.VIOLENCE), "an_ninh"),
    (table(lex.FLOOD), "thien_tai"),
    (table(lex.COLLAPSE), None),
    (table(lex.TRAPPED), None),
    (table(lex.HARM), None),
)
_POLICE = (table(lex.VIOLENCE), table(lex.CLASH), table(lex.HARM))
_PERIL, _VICTIM = table(lex.PERIL), table(lex.VICTIM)
_BLOCK, _GATHER, _CLASH = table(lex.BLOCK), table(lex.GATHER), table(lex.CLASH)
_SPREADING, _URGENT, _OUTAGE, _WIDE = table(lex.SPREADING), table(lex.URGENT), table(lex.OUTAGE), table(lex.WIDE)
_PLANNED, _FEAST, _CALM = table(lex.LACK_PLANNED), table(lex.FEAST), table(lex.CALM_CROWD)
_ENDED, _STILL, _PAST, _IF = table(lex.ENDED), table(lex.STILL), table(lex.PAST), table(lex.IF)
_DRILL, _REAL, _ABOUT, _RISK, _HABIT = (table(t) for t in (lex.DRILL, lex.REAL, lex.ABOUT, lex.RISK, lex.HABIT))
_INNOCENT, _RUNNING = table(lex.INNOCENT), table(lex.RUNNING)
_NEGATORS = frozenset(tone_last(w) for w in lex.NEGATORS.split()) | frozenset(fold(w) for w in ("không", "chưa"))
_FILLERS = frozenset(tone_last(w) for w in lex.FILLERS.split()) | frozenset(fold(w) for w in lex.FILLERS.split())
_MANY = 20  # people or households from which a crowd, a lack is grave (severity table)
_NOW = frozenset({tone_last("đang"), tone_last("sắp"), "dang"})
_CROWD = frozenset({"nguoi", "dan", "ho", "thanh", "cong", "ba", "nha"})


@dataclass(frozen=True, slots=True)
class Danger:
    """`severity` 1-3, None when no cue stands; `feared`: only a fear or a habit; `cue` names the phrase."""

    severity: int | None
    cue: str
    feared: bool = False
    drill: bool = False
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class _Marks:
    """What stands in the message beside the cues, found once."""

    ended: tuple[Hit, ...]
    still: tuple[Hit, ...]
    past: tuple[Hit, ...]
    about: tuple[Hit, ...]
    risk: tuple[Hit, ...]
    habit: tuple[Hit, ...]
    cases: tuple[Hit, ...]


def _marks(text: Text) -> _Marks:
    return _Marks(*(tuple(t.hits(text)) for t in (_ENDED, _STILL, _PAST, _ABOUT, _RISK, _HABIT, _IF)))


def danger(text: Text) -> Danger:
    """The gravest cue that stands in a message."""
    drill = _DRILL.first(text)
    if drill is not None and _REAL.first(text) is None:
        return Danger(None, drill.cue, drill=True)
    marks = _marks(text)
    best = Danger(None, "")
    innocent = _innocent(text)
    for hit, severity, topic in _graded(text):
        if hit.start in innocent or _runs(text, hit) or not _stands(text, hit, marks):
            continue
        feared = _feared(text, hit, marks)
        if any(_before(text, mark, hit, 2) for mark in marks.cases) and not feared:
            severity = min(severity, 2)
        best = _graver(best, Danger(severity, hit.cue, feared, topic=topic))
    return best


def event_of(text: str) -> str:
    """What a crowd is: violence (weapons, injury, people held), a gathering in peace, or neither ("")."""
    words = read(untelex(nfc(text)))
    marks = _marks(words)
    innocent = _innocent(words)

    def stands(lines: Table) -> bool:
        return any(
            hit.start not in innocent and _stands(words, hit, marks) and not _feared(words, hit, marks)
            for hit in lines.hits(words)
        )

    if any(stands(lines) for lines in _POLICE):
        return "violence"
    return "gathering" if stands(_BLOCK) or stands(_GATHER) else ""


def _innocent(text: Text) -> set[int]:
    """Words at which a cue says something harmless."""
    return {at for hit in _INNOCENT.hits(text) for at in range(hit.start, hit.end)}


def _runs(text: Text, hit: Hit) -> bool:
    """A lone bare `chay` that runs: "xe cho cat chay khuya"."""
    lone = hit.end - hit.start == 1 and text.words[hit.start].exact == "chay"
    return lone and any(run.start <= hit.start < run.end for run in _RUNNING.hits(text))


def _graver(one: Danger, other: Danger) -> Danger:
    def weight(d: Danger) -> tuple[bool, int]:
        return (d.severity is not None and not d.feared, d.severity or 0)

    return other if weight(other) > weight(one) else one


def _graded(text: Text) -> list[tuple[Hit, int, str | None]]:
    """Every cue with the severity it has when it stands, and its topic where the cue alone tells it."""
    found: list[tuple[Hit, int, str | None]] = [(hit, 3, topic) for lines, topic in _LIFE for hit in lines.hits(text)]
    found += [(hit, 3, None) for hit in _befalls(text)]
    found += [(hit, severity, None) for hit, severity in _crowds(text)]
    found += [(hit, 2, None) for lines in (_SPREADING, _URGENT) for hit in lines.hits(text)]
    wide = _WIDE.first(text) is not None or _most(text, frozenset({"ho", "nha"})) >= _MANY
    if wide and _PLANNED.first(text) is None:
        found += [(hit, 2, "ha_tang") for hit in _OUTAGE.hits(text)]
    return found


def _befalls(text: Text) -> list[Hit]:
    """What befalls people when somebody it may befall is named in the clause before, in the same or the next."""
    victims = {text.words[hit.start].clause for hit in _VICTIM.hits(text)}
    near = victims | {clause + 1 for clause in victims} | {clause - 1 for clause in victims}
    return [hit for hit in _PERIL.hits(text) if text.words[hit.start].clause in near]


def _crowds(text: Text) -> list[tuple[Hit, int]]:
    """Blocking by about twenty or a clash is 3, the rest 2; a crowd at a feast is nothing."""
    clash = [(hit, 3) for hit in _CLASH.hits(text)]
    calm = _CALM.first(text) is not None
    many = _most(text, _CROWD) >= _MANY
    blocks = [(hit, 3 if (many and not calm) or clash else 2) for hit in _BLOCK.hits(text)]
    feast = _FEAST.first(text) is not None
    gathers = [] if feast and not blocks else [(hit, 2) for hit in _GATHER.hits(text)]
    return clash + blocks + gathers


def _most(text: Text, kinds: frozenset[str]) -> float:
    """The largest number standing before one of these words."""
    words = text.words
    found = [0.0]
    for at, word in enumerate(words[:-1]):
        if word.number is None:
            continue
        tens = word.number
        after = words[at + 1]
        if after.number is not None and after.number >= 10 and at + 2 < len(words):
            tens, after = max(tens, 2) * after.number, words[at + 2]
        if word.plain in ("chuc", "tram", "nghin", "ngan"):
            tens = max(tens, _MANY)
        if after.plain in kinds:
            found.append(tens)
    return max(found)


def _stands(text: Text, hit: Hit, marks: _Marks) -> bool:
    """Not denied, not over, not long ago, not a talk about it."""
    if _denied(text, hit) or any(_before(text, mark, hit, 0) for mark in marks.past):
        return False
    if any(text.words[mark.start].clause == text.words[hit.start].clause for mark in marks.past):
        return False
    now = any(w.exact in _NOW for w in text.words[max(0, hit.start - 3) : hit.start])
    if not now and any(_before(text, mark, hit, 0) for mark in marks.about):
        return False
    return not _over(text, hit, marks)


def _over(text: Text, hit: Hit, marks: _Marks) -> bool:
    clause = text.words[hit.start].clause
    ends = [m for m in marks.ended if m.start >= hit.start - 4 and clause <= text.words[m.start].clause <= clause + 3]
    if not ends:
        return False
    last = max(m.start for m in ends)
    return not any(mark.start > hit.start and mark.end > last for mark in marks.still)


def _denied(text: Text, hit: Hit) -> bool:
    at = hit.start - 1
    clause = text.words[hit.start].clause
    while at >= 0 and text.words[at].clause == clause and hit.start - at <= 5:
        word = text.words[at]
        if word.exact in _NEGATORS:
            # Bare `chua` straight before a cue may be a pagoda.
            return word.marked or word.plain != "chua" or hit.start - at > 1
        if word.exact not in _FILLERS:
            return False
        at -= 1
    return False


def _feared(text: Text, hit: Hit, marks: _Marks) -> bool:
    if any(w.exact in _NOW for w in text.words[max(0, hit.start - 2) : hit.start]):
        return False
    risk = any(
        mark.end <= hit.start and hit.start - mark.end <= 4 and _before(text, mark, hit, 0) for mark in marks.risk
    )
    habit = any(_before(text, mark, hit, 0) for mark in marks.habit)
    return risk or habit


def _before(text: Text, mark: Hit, hit: Hit, clauses: int) -> bool:
    """Whether a mark stands before a cue, at most so many clauses away."""
    apart = text.words[hit.start].clause - text.words[mark.start].clause
    return mark.end <= hit.start and 0 <= apart <= clauses
