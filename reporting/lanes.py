"""What a message must not be kept for: a denunciation, a remark about a person, a secret document.

Danger happening now is an alarm first and is never refused.
"""

from __future__ import annotations

import re

from reporting import lexicon as lex
from reporting.danger import danger
from reporting.fold import tone_last
from reporting.words import Hit, Text, read, table

_WRONG, _SECRECY, _HINT, _LAW = table(lex.WRONGDOING), table(lex.SECRECY), table(lex.WRONG_HINT), table(lex.LAW_TALK)
_LODGE, _PERSON, _HELP, _SECRET = table(lex.HOW_TO_LODGE), table(lex.PERSON), table(lex.HELP), table(lex.STAMPED)
_ABOUT_PERSON = table(lex.BELIEF + lex.OPINION + lex.FAMILY)
_HEALTH = table(lex.HEALTH)
_ADDRESS = frozenset(tone_last(word) for word in lex.ADDRESS if word != "em")
_STAMP = re.compile(r"(?<![^\W\d_])(?<!BÍ )(?<!ONG )(?<!HUYỀN )MẬT(?![^\W\d_])(?! (?:ONG|KHẨU|ĐỘ|GẤU|MÍA|THIẾT))")


def lane(text: str) -> str | None:
    """`to_cao`, `person`, `secret` or None, for text whose names are already covered."""
    return lane_of(read(text))


def lane_of(text: Text) -> str | None:
    reason = _refusal(text)
    if reason in (None, "secret"):
        return reason
    risk = danger(text)
    return None if risk.severity == 3 and not risk.feared else reason


def _refusal(text: Text) -> str | None:
    shouting = not any(c.islower() for c in text.raw)
    if _SECRET.first(text) or (not shouting and _STAMP.search(text.raw)):
        return "secret"
    if denounces(text) is not None:
        return "to_cao"
    return "person" if remark(text) is not None else None


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
