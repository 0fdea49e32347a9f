"""What a message must not be kept for: a denunciation, a remark about a person, a secret document.

Danger happening now is an alarm first and is never refused.
"""

from __future__ import annotations

from reporting import lexicon as lex
from reporting.fold import tone_last
from reporting.words import Hit, Text, table

_WRONG, _SECRECY, _HINT, _LAW = table(lex.WRONGDOING), table(lex.SECRECY), table(lex.WRONG_HINT), table(lex.LAW_TALK)
_LODGE, _PERSON, _HELP, _SECRET = table(lex.HOW_TO_LODGE), table(lex.PERSON), table(lex.HELP), table(lex.STAMPED)
_ABOUT_PERSON = table(lex.BELIEF + lex.OPINION + lex.FAMILY)
_HEALTH = table(lex.HEALTH)
_ADDRESS = frozenset(tone_last(word) for word in lex.ADDRESS if word != "em")
_STAMP = tone_last("mật")
_SWEET_BEFORE = frozenset(tone_last(word) for word in lex.MAT_AFTER)
_SWEET_AFTER = frozenset(tone_last(word) for word in lex.MAT_BEFORE)


def lane_of(text: Text) -> str | None:
    """`to_cao`, `person`, `secret` or None, by the phrases alone; names in the text are already covered."""
    if _SECRET.first(text) is not None or _stamped(text):
        return "secret"
    if denounces(text) is not None:
        return "to_cao"
    return "person" if remark(text) is not None else None


def _stamped(text: Text) -> bool:
    """The lone word of the stamp: not honey, not a password, not a gall bladder, not what is told in secret."""
    words = text.words
    return any(
        word.exact == _STAMP
        and not (at and words[at - 1].exact in _SWEET_BEFORE)
        and not (at + 1 < len(words) and words[at + 1].exact in _SWEET_AFTER)
        for at, word in enumerate(words)
    )


def denounces(text: Text) -> Hit | None:
    """The cue that accuses somebody of a breach of law."""
    if _LODGE.first(text) is not None:
        return None
    wrong = _WRONG.first(text)
    law = next(iter(_LAW.hits(text)), None)
    if wrong is not None and (law is None or text.words[law.start].clause != text.words[wrong.start].clause):
        return wrong
    return _SECRECY.first(text) if _HINT.first(text) is not None else None


def remark(text: Text) -> Hit | None:
    """The cue that speaks of somebody's belief, opinion, health or past, somebody being named."""
    cue = _ABOUT_PERSON.first(text) or (_HEALTH.first(text) if _HELP.first(text) is None else None)
    if cue is None or (_PERSON.first(text) is None and not _addressed(text, cue)):
        return None
    return cue


def _addressed(text: Text, cue: Hit) -> bool:
    """Whether somebody in the singular stands a few words before: "cô Hường hay …", not "bà con …"."""
    for at in range(max(0, cue.start - 5), cue.start):
        word, after = text.words[at], text.words[at + 1]
        single = after.plain not in ("con", "em", "chi", "anh", "bac")
        called = word.exact in _ADDRESS or (text.bare and word.plain in ("ong", "chu", "bac", "co"))
        if single and called and word.clause == text.words[cue.start].clause:
            return True
    return False
