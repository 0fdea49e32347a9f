"""The person's own words: whole for who must act, shortened for what a confirmation repeats.

Nothing is added that was not said. Words typed without diacritics stay exactly as typed.
"""

from __future__ import annotations

import re

from reporting import lexicon as lex
from reporting.words import Table, read, table

_LEAD = re.compile(r"\A\s*" + lex.SUMMARY_LEADS, re.IGNORECASE)
_TIME = re.compile(r"\A\s*" + lex.SUMMARY_TIME + "(?=" + lex.SUMMARY_UNIT + ")", re.IGNORECASE)
_UNIT = re.compile(r"\A\s*" + lex.SUMMARY_UNIT, re.IGNORECASE)
_TAIL = re.compile(lex.SUMMARY_TAIL, re.IGNORECASE)
_HOME = re.compile(r"\b(?i:nhà)\s+(?:(?i:" + "|".join(lex.ADDRESS) + r")\s+)?\[TÊN\]")
_PERSON = re.compile(r"\b(?i:" + "|".join(lex.ADDRESS) + r")\s+\[TÊN\]")
_HOME_BARE = re.compile(r"\b(?i:nha)\s+(?:(?i:" + "|".join(lex.ADDRESS_BARE) + r")\s+)?\[TÊN\]")
_PERSON_BARE = re.compile(r"\b(?i:" + "|".join(lex.ADDRESS_BARE) + r")\s+\[TÊN\]")
_FRAGMENT = re.compile(r"(?<=[^\W\d])\.\s+(?=(?-i:[^\W\dA-ZĐ])[^.!?]{0,30}[.!?]*$)")
_MASK = re.compile(r"\s*\(?(?:\b(?i:số|sđt|đt|stk|cccd|cmnd))?\s*\[[^\[\]\d]{3,8}\]\)?")
_TURNS = tuple((re.compile(pattern, re.IGNORECASE), shorter) for pattern, shorter in lex.SUMMARY_TURNS)
_ORDER = table(lex.ORDER_IN_REPORT)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\d\.\d[^.!?\n]*)*[.!?\n]*")
_LONGEST = 160
_MOST = 2000  # a summary looks at no more of a message than this


def shorten(words: str) -> str:
    """At most 160 characters."""
    return _cut(words)


def own_words(text: str, bare: bool, place: tuple[int, int] | None = None, unit: bool = False) -> str:
    """What `text` tells; `place` is the stretch of a place, left out where it adds nothing; `unit` keeps the unit's
    name at the beginning."""
    said = " ".join(without_orders(text[:_MOST]).split())
    if not bare:
        said = _drop_place(said, text, place)
        said = _TIME.sub("", _LEAD.sub("", said, count=1), count=1)
        said = _UNIT.sub("", said, count=1) if not unit and _has_more(_UNIT, said) else said
        for pattern, shorter in _TURNS:
            said = pattern.sub(shorter, said)
        said = _PERSON.sub(lex.ONE_PERSON, _HOME.sub(lex.ONE_HOME, said))
    else:
        said = _PERSON_BARE.sub(lex.ONE_PERSON_BARE, _HOME_BARE.sub(lex.ONE_HOME_BARE, said))
    said = _FRAGMENT.sub(", ", said)
    said = _MASK.sub("", said)
    said = _TAIL.sub("", said) if len(said) <= 400 else said
    return _small_first(_tidy(said))


def unmarked(text: str) -> str:
    """Without the marks of what was covered: "nhà ông [TÊN] [SĐT] cống bể" is "một nhà cống bể"."""
    said = _PERSON.sub(lex.ONE_PERSON, _HOME.sub(lex.ONE_HOME, text))
    said = _PERSON_BARE.sub(lex.ONE_PERSON_BARE, _HOME_BARE.sub(lex.ONE_HOME_BARE, said))
    return _MASK.sub("", said).strip(" ,;:") or text


def without_orders(text: str) -> str:
    """A report without the sentences that order the channel about."""
    sentences = _SENTENCE.findall(text)
    if len(sentences) < 2:
        return text
    kept = [s for s in sentences if _starts_order(_ORDER, s) is False]
    return "".join(kept) if kept else text


def _starts_order(orders: Table, sentence: str) -> bool:
    return orders.starts(read(sentence), 0) is not None


def _has_more(pattern: re.Pattern[str], said: str) -> bool:
    match = pattern.match(said)
    return match is not None and match.end() + 4 < len(said)


def _drop_place(said: str, text: str, place: tuple[int, int] | None) -> str:
    """Leave out "gần chùa Vạn Mỹ": the place is shown beside the summary."""
    if place is None:
        return said
    words = re.escape(text[place[0] : place[1]])
    return (
        re.sub(
            r"(?:\s*,)?\s*\b(?:chỗ\s+)?(?:gần|cả|ở|tại|chỗ)\s+" + words + lex.SUMMARY_FILLERS + r"(?=\s|,|\.|$)",
            "",
            said,
            count=1,
        )
        or said
    )


def _tidy(said: str) -> str:
    said = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(said.split()))
    return re.sub(r"([,.;:])(?:\s*[,.;:])+", r"\1", said).strip(" ,.;:-–…!")


def _cut(said: str) -> str:
    if len(said) <= _LONGEST:
        return said
    short = said[: _LONGEST - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[60:] else short).rstrip(" ,.;:") + "…"


def _small_first(said: str) -> str:
    """A small first letter, unless the first word is an abbreviation or two capitals say it is a name."""
    words = said.split(" ", 2)
    if not said or not said[0].isupper() or (len(words[0]) > 1 and words[0].isupper()):
        return said
    if len(words) > 1 and words[1][:1].isupper() and not words[1].isupper():
        return said
    return said[0].lower() + said[1:]
