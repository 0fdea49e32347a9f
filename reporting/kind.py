"""Which of the six kinds a message is.

Danger comes first and "nothing to report" last, when every word of the message has been accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporting import lexicon as lex
from reporting.danger import Danger
from reporting.fold import fold, tone_last
from reporting.places import households
from reporting.syllables import INITIALS, RIMES
from reporting.values import MessageKind
from reporting.words import Hit, Text, Word, read, table

ASK, SAY, THANK, TROUBLE = table(lex.ASK), table(lex.SAY), table(lex.THANK), table(lex.TROUBLE)
LACK, WITHDRAW = table(lex.LACK), table(lex.WITHDRAW)
SEALED_CALL = "sealed alarm"
UNREADABLE = "unreadable"  # no words of the language: letters struck at random
NO_CUE = "no cue"  # read as a matter only because nothing says otherwise
_SEALED = table(lex.SEALED)
_CRIES = frozenset(tone_last(word) for word in lex.CRIES)
_Q_LEAD, _Q_END = table(lex.QUESTION_LEAD), table(lex.QUESTION_END)
_CITIZENS, _COMPLAINING = table(lex.CITIZENS_ASK), table(lex.COMPLAINT_QUESTION)
_GREETING, _TALK = table(lex.GREETING), table(lex.OTHER_TALK)
_NIL, _BUT, _QUIET = table(lex.NIL), table(lex.BUT), table(lex.CALM)
_CALM_NEWS = table(lex.CALM_NEWS)
_DONE, _SERVED, _FIGURES = table(lex.DONE), table(lex.SERVED), table(lex.FIGURES)
_CLAUSE = re.compile(r"[^,.;\n]+[,.;\n]*\s*")
_DENIES = ("không", "0", "nil")
_QUIET_EXACT = frozenset(tone_last(w) for w in lex.QUIET_WORDS.split())
_QUIET_PLAIN = frozenset(fold(w) for w in lex.QUIET_WORDS.split())
_SHAPES = (
    frozenset(fold(i) + fold(r) for i in INITIALS for r in RIMES) | frozenset(fold(w) for w in lex.SAME) | lex.HELLO
)


def kind_of(words: Text, risk: Danger) -> tuple[MessageKind, str, bool]:
    """The kind of a message, the cue that decided, and whether it is sure."""
    if sealed(words):
        return MessageKind.HOTSPOT, SEALED_CALL, True
    if not readable(words):
        return MessageKind.OTHER, UNREADABLE, False
    asks = _question(words)
    if risk.severity is not None and not risk.feared and not (asks and (risk.severity < 3 or asks.startswith("how"))):
        return MessageKind.HOTSPOT, f"danger: {risk.cue}", True
    if asks:
        return MessageKind.QUESTION, asks, True
    talk = _small_talk(words)
    if talk:
        return MessageKind.OTHER, talk, True
    if risk.drill:
        return MessageKind.STATUS, f"drill: {risk.cue}", True
    return _calm_kind(words, risk)


def _calm_kind(words: Text, risk: Danger) -> tuple[MessageKind, str, bool]:
    """Nil, status or feedback, no danger standing."""
    nil = _nil(words)
    if nil is not None:
        return nil
    trouble, done = open_trouble(words), _DONE.first(words)
    asks, says = ASK.first(words), citizens_say(words)
    sure = _NIL.first(words) is None or asks is not None or households(words) is not None
    if asks is not None and not (done is not None and done.start < asks.start and says is None and trouble is None):
        return MessageKind.FEEDBACK, f"asked: {asks.cue}", sure
    if done is not None and says is None and (trouble is None or done.start < trouble.start):
        return MessageKind.STATUS, f"done: {done.cue}", sure
    cue = says or trouble or THANK.first(words) or LACK.first(words)
    if cue is not None:
        return MessageKind.FEEDBACK, f"said: {cue.cue}", sure
    settled = _SERVED.first(words) or _FIGURES.first(words)
    if settled is not None:
        return MessageKind.STATUS, f"settled: {settled.cue}", sure
    calm = _CALM_NEWS.first(words)
    if calm is not None and not risk.cue:
        return MessageKind.STATUS, f"calm: {calm.cue}", sure
    return MessageKind.FEEDBACK, f"feared: {risk.cue}" if risk.cue else NO_CUE, sure


def _nil(words: Text) -> tuple[MessageKind, str, bool] | None:
    """Nothing to report, when every other word of the message is a quiet one; else None or, doubtful, a question."""
    if " ".join(w.plain for w in words.words if w.plain not in lex.POLITE) in lex.NIL_WHOLE:
        return MessageKind.NIL, "nil: nothing more", True
    hits = list(_NIL.hits(words))
    if not hits:
        return None
    told = covered([*hits, *_QUIET.hits(words)])
    rest = [w for at, w in enumerate(words.words) if at not in told and not _is_quiet(w)]
    but = _BUT.first(words)
    cues = [t.first(words) for t in (ASK, _DONE, THANK, LACK)] + [open_trouble(words)]
    loud = [cue for cue in cues if cue is not None and not set(range(cue.start, cue.end)) <= told]
    if not rest and not loud:
        return MessageKind.NIL, f"nil: {hits[0].cue}", True
    counted = households(words) is not None
    if loud or counted or but is not None or any(w.plain in lex.TWINS for w in rest) or len(rest) > len(told) + 3:
        return None
    return MessageKind.NIL, f"nil: {hits[0].cue}", False


def without_nil(text: str) -> str:
    """A message that tells something, without the clauses that only say there is nothing."""
    clauses = _CLAUSE.findall(text)
    told = [clause for clause in clauses if not _says_nothing(read(clause))]
    return "".join(told).strip(" ,;\n") if told and len(told) < len(clauses) else text


def _says_nothing(words: Text) -> bool:
    """ "không phát sinh", "chi bộ 6 không có gì"; "tình hình ổn định" is news."""
    nil = _nil(words)
    return nil is not None and nil[2] and any(hit.cue.startswith(_DENIES) for hit in _NIL.hits(words))


def covered(hits: Iterable[Hit]) -> set[int]:
    """Which words the hits cover."""
    return {at for hit in hits for at in range(hit.start, hit.end)}


def _is_quiet(word: Word) -> bool:
    if word.number is not None or word.exact in _QUIET_EXACT:
        return True
    return not word.marked and word.plain in _QUIET_PLAIN


def open_trouble(words: Text) -> Hit | None:
    """A trouble not settled in the same message."""
    for hit in TROUBLE.hits(words):
        clause = words.words[hit.start].clause
        over = [
            m
            for m in _SERVED.hits(words)
            if 0 <= words.words[m.start].clause - clause <= 1 and m.start >= hit.start - 3
        ]
        denied = hit.start and words.words[hit.start - 1].plain in ("khong", "chua", "het", "chang")
        if not over and not denied:
            return hit
    return None


def citizens_say(words: Text) -> Hit | None:
    return SAY.first(words)


def readable(words: Text) -> bool:
    """Whether enough of the words are Vietnamese syllables or known abbreviations."""
    spoken = [w for w in words.words if w.number is None]
    good = sum(w.marked or w.plain in _SHAPES or w.plain.startswith("[") for w in spoken)
    if _NIL.first(words) is not None:
        return True
    return bool(spoken) and good * 2 >= len(spoken) and not all(len(set(w.plain)) == 1 for w in spoken)


def _question(words: Text) -> str:
    """Why a message is a question to the channel, or nothing; what citizens ask is their feedback."""
    if _CITIZENS.first(words) is not None:
        return ""
    lead = _Q_LEAD.first(words)
    if lead is not None and lead.start <= 4:
        return f"how: {lead.cue}"
    asks = words.raw.rstrip(" \n.!").endswith("?")
    last = len(words.words)
    end = next((hit for hit in _Q_END.hits(words) if hit.end >= last - 3 and (asks or hit.end - hit.start > 1)), None)
    if end is None or _COMPLAINING.first(words) is not None:
        return ""
    if not asks and (_NIL.first(words) is not None or TROUBLE.first(words) is not None):
        return ""
    return f"question: {end.cue}"


def _says_no_more(words: Text, greeting: Hit) -> bool:
    """A greeting with a few other words; nothing that asks, hurts or was done."""
    rest = [w for at, w in enumerate(words.words) if not greeting.start <= at < greeting.end and not _is_quiet(w)]
    return len(rest) <= 3 and not any(t.first(words) for t in (ASK, TROUBLE, _DONE, LACK, THANK))


def _small_talk(words: Text) -> str:
    """Greeting, acknowledgement, correction, withdrawal, advertising."""
    if WITHDRAW.first(words) is not None and len(words.words) <= 16:
        return "withdrawal"
    talk = _TALK.first(words)
    asked = ASK.first(words)
    if (
        talk is not None
        and talk.start <= 6
        and open_trouble(words) is None
        and (asked is None or asked.start >= talk.start)
    ):
        return f"talk: {talk.cue}"
    greeting = _GREETING.first(words)
    if greeting is not None and greeting.start <= 2 and _says_no_more(words, greeting):
        return "greeting"
    if words.words and words.words[-1].plain == "oi" and all(w.plain in lex.CALLING for w in words.words):
        return "greeting"
    thin = words.words and all(w.plain in lex.ACKNOWLEDGE for w in words.words)
    return "acknowledgement" if thin else ""


def sealed(words: Text) -> bool:
    """A short call for help that says nothing more than that."""
    cries = [word.exact in _CRIES for word in words.words if word.plain not in lex.POLITE]
    if cries and all(cries):
        return True
    asks = _SEALED.first(words)
    return len(words.words) <= 14 and asks is not None and any(word.plain == "goi" for word in words.words)
