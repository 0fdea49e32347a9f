"""What a message is: a proposal that a person confirms.

The order of the questions is the order of harm: a sealed call and danger first, then what is refused, then what is
only said to the channel, and "nothing to report" last, when every word of the message has been accounted for.
`reason` names the cue.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reporting import lexicon as lex
from reporting.danger import danger
from reporting.decision import decide
from reporting.fold import nfc, tone_last, untelex
from reporting.kind import WITHDRAW, citizens_say, sealed, without_nil
from reporting.linear import Chances
from reporting.places import Where, after_locative, households, locate
from reporting.reader import READ, SIREN, Reading, heard, reading
from reporting.summary import own_words, shorten, without_orders
from reporting.topics import topic_of
from reporting.values import Gazetteer, MessageKind, Understood
from reporting.words import Text, read, table

_COMMAND = table(lex.COMMAND)
_COMPANY = frozenset(tone_last(word) for word in lex.COMPANY)
_LIKELY, _PERHAPS = 0.5, 0.25  # chances of being due sooner: by itself, and where a phrase says so
MANY = 3  # households from which a feedback is answered sooner


def understand(text: str, where: Gazetteer, home: str | None = None, said: str | None = None) -> Understood:
    """Propose what a covered message is; of two places of one name the one in `home`, the reporter's unit, is meant.

    `said` is the message as `heard` gives it, when it was heard before it was covered.
    """
    found = reading(said if said is not None else heard(text))
    decided = decide(found)
    words = read(shown := untelex(without_orders(nfc(text[:READ]).replace(SIREN, " sos "))))
    place = locate(words, where, home)
    refused = decided.lane or ("command" if _orders(words) else None)
    if refused is not None:
        return _refusal(refused, found, decided.reason, place)
    kind = decided.kind
    told = _own_words(*_told(shown, words, place, kind, where, home))
    return Understood(
        kind=kind,
        summary=shorten(told),
        words=told,
        topic=_topic(found, kind, words, place),
        legal=_legal(found) if kind is MessageKind.FEEDBACK else None,
        severity=_severity(words, found, kind, decided.severity),
        place=place.place,
        units=place.units,
        households=households(words),
        sure=decided.sure,
        reason=decided.reason,
    )


def words_with_unit(text: str) -> str:
    """The person's own words with the unit they begin with: it is not their own."""
    said = without_nil(untelex(nfc(text[:READ])))
    return own_words(said, read(said).bare, unit=True)


def _told(
    said: str, words: Text, place: Where, kind: MessageKind, where: Gazetteer, home: str | None
) -> tuple[str, Text, Where]:
    """What the words tell, without "không phát sinh" beside it."""
    told = without_nil(said) if kind is not MessageKind.NIL else said
    return (said, words, place) if told == said else (told, read(told), locate(read(told), where, home))


def split(text: str) -> tuple[str, ...]:
    """The matters of one message, in order: "có 2 ý kiến: xin A, với nhờ B"; one element when it is one matter."""
    said = untelex(nfc(text[:READ]))
    if listed := _items(said):
        return listed
    lead = _LEAD_IN.search(said)
    body = said[lead.end() :] if lead else said
    parts = _join_fragments(_BETWEEN.split(body), needs_ask=lead is None)
    return tuple(parts) if len(parts) > 1 else (said.strip(),)


def sealed_alarm(text: str) -> bool:
    """A call for help that says nothing more: "có tin khẩn, xin gọi trực"."""
    return sealed(read(untelex(nfc(text[:READ]))))


def withdrawal(text: str) -> bool:
    """Whether the reporter takes an alarm back: "báo nhầm", "không phải, bà con đốt rác thôi"."""
    words = read(untelex(nfc(text[:READ])))
    risk = danger(words)
    return WITHDRAW.first(words) is not None and (risk.severity is None or risk.feared)


def _orders(words: Text) -> bool:
    """An attempt to command the channel, unless citizens are quoted: text, never an order."""
    command, says = _COMMAND.first(words), citizens_say(words)
    return command is not None and (says is None or says.start > command.start)


def _refusal(lane: str, found: Reading, reason: str, place: Where) -> Understood:
    """What is refused keeps no word of the message; its topic is counted, its unit only shown to who scores."""
    topic = _topic(found, MessageKind.FEEDBACK, found.words, place)
    return refusal(Understood(MessageKind.OTHER, "", topic=topic, units=place.units, reason=reason), lane)


def refusal(found: Understood, lane: str) -> Understood:
    """The same message, refused."""
    kept = Understood(MessageKind.OTHER, "", units=found.units, refused=lane, reason=found.reason)
    if lane != "to_cao":
        return kept
    return replace(kept, kind=MessageKind.FEEDBACK, topic=found.topic, legal=lane, severity=2)


def _likeliest(chances: Chances) -> str:
    return max(chances, key=lambda name: chances[name])


def _topic(found: Reading, kind: MessageKind, words: Text, place: Where) -> str:
    """The likeliest; where it happens ("gần trạm xá") does not decide what it is about."""
    if kind in (MessageKind.NIL, MessageKind.OTHER):
        return "khac"
    if after_locative(words, place.start):
        told = topic_of(words, found.risk, place)
        if told != "khac":
            return told
    return _likeliest(found.chances["topic"])


def _legal(found: Reading) -> str | None:
    legal = _likeliest(found.chances["legal"])
    return None if legal == "none" else legal


def _severity(words: Text, found: Reading, kind: MessageKind, grade: int | None) -> int | None:
    """Of a hot spot as decided; a feedback is answered sooner when many or the weak are concerned, or said again."""
    if kind is not MessageKind.FEEDBACK:
        return grade if kind is MessageKind.HOTSPOT else None
    soon = found.chances["soon"]["2"]
    said_so = "c:SOON" in found.found and soon > _PERHAPS
    return 2 if said_so or soon > _LIKELY or (households(words) or 0) >= MANY else 1


def _own_words(said: str, words: Text, place: Where) -> str:
    span = (words.words[place.start].start, words.words[place.end - 1].end) if place.start >= 0 else None
    after = words.words[place.unit_end] if 0 < place.unit_end < len(words.words) else None
    if after is not None and after.exact not in _COMPANY and not words.bare:
        return own_words(said[after.start :], words.bare, None)
    return own_words(said, words.bare, span)


_NUMBERED = re.compile(r"(?:^|(?<=\s))([1-9])\s?[.)/:]\s*(?=[^\W\d])")
_DASHED = re.compile(r"(?m)^\s*[-–—•*+]\s*(?=\w)")
_HEADING = 8  # words above a list that only announce it
_MOST_ITEMS = 6


def _items(said: str) -> tuple[str, ...]:
    """The items of a list numbered from 1, or dashed line by line; nothing when there is no list of two or more."""
    marks = list(_NUMBERED.finditer(said))
    if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        marks = []
    marks = marks if len(marks) > 1 else list(_DASHED.finditer(said))
    if not 1 < len(marks) <= _MOST_ITEMS:
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(said)]
    items = [said[mark.end() : end].strip(" ,.;\n") for mark, end in zip(marks, ends, strict=True)]
    heading = said[: marks[0].start()].strip(" ,.;\n")
    whole = heading.endswith(":") or len(heading.split()) <= _HEADING
    return tuple(item for item in (items if whole else [heading, *items])[:_MOST_ITEMS] if item)


_LEAD_IN = re.compile(
    r"(?i)(?:có\s+)?(?:\d|hai|ba|bốn|mấy|một số)\s+(?:ý kiến|việc|vấn đề|kiến nghị|điều)[^:\n]{0,20}:\s*"
)
_ASKING = r"(?:xin|nhờ|đề nghị|mong|kiến nghị|cần|yêu cầu)\b"
_BETWEEN = re.compile(
    r"(?i)\s*(?:[;\n]+|,?\s+(?:với|và|cùng với|thêm nữa|ngoài ra|hai là|ba là)\s+(?="
    + _ASKING
    + r")|,\s*(?:với\s+|và\s+)?(?="
    + _ASKING
    + r"))\s*|(?<=[.!])\s+(?=\S)"
)
_TAIL_PLEA = re.compile(
    r"(?i)^(?:bà con|dân|tổ|thôn)?\s*(?:mong|xin|nhờ|kính|cảm ơn|cám ơn)\s+(?:phường|ubnd|trả lời|sớm|cấp|xem|các)"
)


def _join_fragments(parts: list[str], *, needs_ask: bool) -> list[str]:
    """Without "có 2 ý kiến" only parts that ask stand alone; the rest belongs to what came before."""
    out: list[str] = []
    for part in (p.strip(" ,.;") for p in parts):
        if not part or _TAIL_PLEA.match(part):
            continue
        asks = re.match(r"(?i)" + _ASKING, part) is not None
        if out and needs_ask and not (asks and re.match(r"(?i)" + _ASKING, out[-1])):
            out[-1] += f", {part}"
        else:
            out.append(part)
    return out
