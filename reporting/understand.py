"""What a message is: a proposal that a person confirms.

The order of the questions is the order of harm: a sealed call and danger first, then what is refused, then what is
only said to the channel, and "nothing to report" last, when every word of the message has been accounted for.
`reason` names the cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reporting import lexicon as lex
from reporting.danger import Danger, danger
from reporting.fold import nfc, tone_last, untelex
from reporting.kind import (
    ASK,
    LACK,
    SEALED_CALL,
    THANK,
    WITHDRAW,
    citizens_say,
    kind_of,
    open_trouble,
    sealed,
    without_nil,
)
from reporting.lanes import lane_of
from reporting.places import Where, after_locative, households, locate
from reporting.summary import own_words, shorten, without_orders
from reporting.values import TOPICS, Gazetteer, MessageKind, Understood
from reporting.words import Hit, Text, as_if_bare, read, table

_COMMAND = table(lex.COMMAND)
_CHALLENGE, _BILL, _SOON = table(lex.CHALLENGE), table(lex.SERVICE_BILL), table(lex.SOON)
_TOPICS = {topic: table(lex.TOPIC_WORDS[topic]) for topic in TOPICS}
_COMPANY = frozenset(tone_last(word) for word in lex.COMPANY)
_MANY = 3  # households from which a feedback is answered sooner
_READ = 4000  # code points looked at; a longer message is judged by its beginning
_SIREN = "\U0001f198"


def understand(text: str, where: Gazetteer, home: str | None = None) -> Understood:
    """Propose what a covered message is; of two places of one name the one in `home`, the reporter's unit, is meant."""
    said = untelex(without_orders(nfc(text[:_READ]).replace(_SIREN, " sos ")))
    words = read(said)
    place = locate(words, where, home)
    risk = danger(words)
    kind, reason, sure = kind_of(words, risk)
    if kind is MessageKind.NIL and not words.bare and (worn := danger(unmarked := as_if_bare(words))).severity:
        words, risk = unmarked, worn  # among marked words some lost theirs: "6 tuoi không thay dau" is no calm
        kind, reason, sure = kind_of(words, risk)
    refused = _refused(words)
    if refused:
        return _refusal(refused, place)
    if reason == SEALED_CALL:
        risk = Danger(3, reason)
    told = _own_words(*_told(said, words, place, kind, where, home))
    return Understood(
        kind=kind,
        summary=shorten(told),
        words=told,
        topic=_topic(words, risk, place) if kind not in (MessageKind.NIL, MessageKind.OTHER) else "khac",
        legal=_legal(words) if kind is MessageKind.FEEDBACK else None,
        severity=_severity(words, kind, risk),
        place=place.place,
        units=place.units,
        households=households(words),
        sure=sure,
        reason=reason,
    )


def words_with_unit(text: str) -> str:
    """The person's own words with the unit they begin with: it is not their own."""
    said = without_nil(untelex(nfc(text[:_READ])))
    return own_words(said, read(said).bare, unit=True)


def _told(
    said: str, words: Text, place: Where, kind: MessageKind, where: Gazetteer, home: str | None
) -> tuple[str, Text, Where]:
    """What the words tell, without "không phát sinh" beside it."""
    told = without_nil(said) if kind is not MessageKind.NIL else said
    return (said, words, place) if told == said else (told, read(told), locate(read(told), where, home))


def split(text: str) -> tuple[str, ...]:
    """The matters of one message, in order: "có 2 ý kiến: xin A, với nhờ B"; one element when it is one matter."""
    said = untelex(nfc(text[:_READ]))
    if listed := _items(said):
        return listed
    lead = _LEAD_IN.search(said)
    body = said[lead.end() :] if lead else said
    parts = _join_fragments(_BETWEEN.split(body), needs_ask=lead is None)
    return tuple(parts) if len(parts) > 1 else (said.strip(),)


def sealed_alarm(text: str) -> bool:
    """A call for help that says nothing more: "có tin khẩn, xin gọi trực"."""
    return sealed(read(untelex(nfc(text[:_READ]))))


def withdrawal(text: str) -> bool:
    """Whether the reporter takes an alarm back: "báo nhầm", "không phải, bà con đốt rác thôi"."""
    words = read(untelex(nfc(text[:_READ])))
    risk = danger(words)
    return WITHDRAW.first(words) is not None and (risk.severity is None or risk.feared)


def _refused(words: Text) -> str | None:
    """Why nothing is kept: an attempt to command the channel, unless citizens are quoted, or a lane of refusal."""
    command, says = _COMMAND.first(words), citizens_say(words)
    if command is not None and (says is None or says.start > command.start):
        return "command"
    return lane_of(words)


def _refusal(refused: str, place: Where) -> Understood:
    """What is refused keeps no word of the message, not even its place."""
    if refused == "to_cao":
        return Understood(MessageKind.FEEDBACK, "", legal="to_cao", severity=2, refused=refused, reason=refused)
    return Understood(MessageKind.OTHER, "", refused=refused, reason=refused)


def _severity(words: Text, kind: MessageKind, risk: Danger) -> int | None:
    if kind is MessageKind.HOTSPOT:
        return risk.severity
    if kind is not MessageKind.FEEDBACK:
        return None
    many = (households(words) or 0) >= _MANY
    lacking = LACK.first(words) is not None and any(w.number is not None for w in words.words)
    return 2 if many or lacking or risk.feared or _SOON.first(words) is not None else 1


def _legal(words: Text) -> str | None:
    if _CHALLENGE.first(words) is not None and _BILL.first(words) is None:
        return "khieu_nai"
    if ASK.first(words) is not None:
        return "kien_nghi"
    if THANK.first(words) is not None and open_trouble(words) is None:
        return None
    return "phan_anh"


def _topic(words: Text, risk: Danger, place: Where) -> str:
    """The topic of what is told; of the words for where it is ("gần trạm xá") only when nothing else says one."""
    if after_locative(words, place.start):
        found = _weightiest(words, risk, lambda hit: hit.end <= place.start or hit.start >= place.end)
        if found != "khac":
            return found
    return _weightiest(words, risk, lambda hit: True)


def _weightiest(words: Text, risk: Danger, counts: Callable[[Hit], bool]) -> str:
    """The topic whose words weigh most, longer phrases more; at a tie the one named first in the message."""
    best, best_weight = "khac", (0, 0)
    for topic, lines in _TOPICS.items():
        hits = [hit for hit in lines.hits(words) if counts(hit)]
        bonus = 2 if risk.topic == topic and risk.severity is not None and not risk.feared else 0
        weight = (bonus + sum((hit.end - hit.start) ** 2 for hit in hits), -hits[0].start if hits else 0)
        if weight > best_weight:
            best, best_weight = topic, weight
    return best


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
