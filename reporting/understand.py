"""What a message is: a proposal that a person confirms.

The order of the questions is the order of harm: a sealed call and danger first, then what is refused, then what is
only said to the channel, and "nothing to report" last, when every word of the message has been accounted for.
`reason` names the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporting import lexicon as lex
from reporting.danger import Danger, danger
from reporting.fold import fold, nfc, tone_last, untelex
from reporting.lanes import lane_of
from reporting.places import Where, households, locate
from reporting.summary import shorten, without_orders
from reporting.syllables import INITIALS, RIMES
from reporting.values import TOPICS, Gazetteer, MessageKind, Understood
from reporting.words import Hit, Text, Word, read, table

_COMMAND, _SEALED, _WITHDRAW = table(lex.COMMAND), table(lex.SEALED), table(lex.WITHDRAW)
_Q_LEAD, _Q_END = table(lex.QUESTION_LEAD), table(lex.QUESTION_END)
_CITIZENS, _COMPLAINING = table(lex.CITIZENS_ASK), table(lex.COMPLAINT_QUESTION)
_GREETING, _TALK = table(lex.GREETING), table(lex.OTHER_TALK)
_NIL, _BUT, _QUIET = table(lex.NIL), table(lex.BUT), table(lex.CALM)
_ASK, _SAY, _THANK, _TROUBLE = table(lex.ASK), table(lex.SAY), table(lex.THANK), table(lex.TROUBLE)
_DONE, _SERVED, _LACK, _FIGURES = (table(t) for t in (lex.DONE, lex.SERVED, lex.LACK, lex.FIGURES))
_CHALLENGE, _BILL, _SOON = table(lex.CHALLENGE), table(lex.SERVICE_BILL), table(lex.SOON)
_TOPICS = {topic: table(lex.TOPIC_WORDS[topic]) for topic in TOPICS}
_QUIET_EXACT = frozenset(tone_last(w) for w in lex.QUIET_WORDS.split())
_QUIET_PLAIN = frozenset(fold(w) for w in lex.QUIET_WORDS.split())
_RIMES_BARE = frozenset(fold(rime) for rime in RIMES)
_SHAPES = frozenset(fold(i) + r for i in INITIALS for r in _RIMES_BARE) | frozenset(fold(w) for w in lex.SAME)
_MANY = 3  # households from which a feedback is answered sooner
_READ = 4000  # code points looked at; a longer message is judged by its beginning
_SEALED_CALL = "sealed alarm"
_SIREN = "\U0001f198"


def understand(text: str, where: Gazetteer, home: str | None = None) -> Understood:
    """Propose what a covered message is. `home` is the key of the reporter's own unit, never counted as another one."""
    said = untelex(without_orders(nfc(text[:_READ]).replace(_SIREN, " sos ")))
    words = read(said)
    place = locate(words, where)
    risk = danger(words)
    kind, reason, sure = _kind(words, risk)
    refused = _refused(words)
    if refused:
        return _refusal(refused, place)
    if reason == _SEALED_CALL:
        risk = Danger(3, reason)
    return Understood(
        kind=kind,
        summary=_summary(said, words, place),
        topic=_topic(words, risk) if kind not in (MessageKind.NIL, MessageKind.OTHER) else "khac",
        legal=_legal(words) if kind is MessageKind.FEEDBACK else None,
        severity=_severity(words, kind, risk),
        place=place.place,
        units=place.units,
        households=households(words),
        sure=sure,
        reason=reason,
    )


def split(text: str) -> tuple[str, ...]:
    """The matters of one message, in order: "có 2 ý kiến: xin A, với nhờ B"; one element when it is one matter."""
    said = untelex(nfc(text[:_READ]))
    lead = _LEAD_IN.search(said)
    body = said[lead.end() :] if lead else said
    parts = _join_fragments(_BETWEEN.split(body), needs_ask=lead is None)
    return tuple(parts) if len(parts) > 1 else (said.strip(),)


def sealed_alarm(text: str) -> bool:
    """A call for help that says nothing more: "có tin khẩn, xin gọi trực"."""
    words = read(untelex(nfc(text[:_READ])))
    asks_call = _SEALED.first(words)
    return len(words.words) <= 14 and asks_call is not None and "goi" in {w.plain for w in words.words}


def withdrawal(text: str) -> bool:
    """Whether the reporter takes an alarm back: "báo nhầm", "không phải, bà con đốt rác thôi"."""
    words = read(untelex(nfc(text[:_READ])))
    risk = danger(words)
    return _WITHDRAW.first(words) is not None and (risk.severity is None or risk.feared)


def _kind(words: Text, risk: Danger) -> tuple[MessageKind, str, bool]:
    if sealed_alarm(words.raw):
        return MessageKind.HOTSPOT, _SEALED_CALL, True
    if not _readable(words):
        return MessageKind.OTHER, "unreadable", False
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
    trouble, done = _open_trouble(words), _DONE.first(words)
    asks, says = _ASK.first(words), _citizens_say(words)
    sure = _NIL.first(words) is None
    if asks is not None and not (done is not None and done.start < asks.start and says is None and trouble is None):
        return MessageKind.FEEDBACK, f"asked: {asks.cue}", sure
    if done is not None and says is None and (trouble is None or done.start < trouble.start):
        return MessageKind.STATUS, f"done: {done.cue}", sure
    cue = says or trouble or _THANK.first(words) or _LACK.first(words)
    if cue is not None:
        return MessageKind.FEEDBACK, f"said: {cue.cue}", sure
    settled = _SERVED.first(words) or _FIGURES.first(words)
    if settled is not None:
        return MessageKind.STATUS, f"settled: {settled.cue}", sure
    return MessageKind.FEEDBACK, f"feared: {risk.cue}" if risk.cue else "no cue", sure


def _nil(words: Text) -> tuple[MessageKind, str, bool] | None:
    """Nothing to report, when every other word of the message is a quiet one; else None or, doubtful, a question."""
    hits = list(_NIL.hits(words))
    if not hits:
        return None
    covered = _covered([*hits, *_QUIET.hits(words)])
    rest = [w for at, w in enumerate(words.words) if at not in covered and not _is_quiet(w)]
    but = _BUT.first(words)
    cues = [t.first(words) for t in (_ASK, _DONE, _THANK, _LACK)] + [_open_trouble(words)]
    loud = [cue for cue in cues if cue is not None and not set(range(cue.start, cue.end)) <= covered]
    if not rest and not loud:
        return MessageKind.NIL, f"nil: {hits[0].cue}", True
    if loud or but is not None or any(w.plain in _TWINS for w in rest) or len(rest) > len(covered) + 3:
        return None
    return MessageKind.NIL, f"nil: {hits[0].cue}", False


_TWINS = lex.TWINS


def _covered(hits: Iterable[Hit]) -> set[int]:
    return {at for hit in hits for at in range(hit.start, hit.end)}


def _is_quiet(word: Word) -> bool:
    if word.number is not None or word.exact in _QUIET_EXACT:
        return True
    return not word.marked and word.plain in _QUIET_PLAIN


def _open_trouble(words: Text) -> Hit | None:
    """A trouble not settled in the same message."""
    for hit in _TROUBLE.hits(words):
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


def _citizens_say(words: Text) -> Hit | None:
    return _SAY.first(words)


def _readable(words: Text) -> bool:
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
    if not asks and (_NIL.first(words) is not None or _TROUBLE.first(words) is not None):
        return ""
    return f"question: {end.cue}"


def _says_no_more(words: Text, greeting: Hit) -> bool:
    """A greeting with a few other words; nothing that asks, hurts or was done."""
    rest = [w for at, w in enumerate(words.words) if not greeting.start <= at < greeting.end and not _is_quiet(w)]
    return len(rest) <= 3 and not any(t.first(words) for t in (_ASK, _TROUBLE, _DONE, _LACK, _THANK))


def _small_talk(words: Text) -> str:
    """Greeting, acknowledgement, correction, withdrawal, advertising."""
    if _WITHDRAW.first(words) is not None and len(words.words) <= 16:
        return "withdrawal"
    talk = _TALK.first(words)
    asked = _ASK.first(words)
    if (
        talk is not None
        and talk.start <= 6
        and _open_trouble(words) is None
        and (asked is None or asked.start >= talk.start)
    ):
        return f"talk: {talk.cue}"
    greeting = _GREETING.first(words)
    if greeting is not None and greeting.start <= 2 and _says_no_more(words, greeting):
        return "greeting"
    thin = words.words and all(w.plain in _ACKNOWLEDGE for w in words.words)
    return "acknowledgement" if thin else ""


_ACKNOWLEDGE = lex.ACKNOWLEDGE


def _refused(words: Text) -> str | None:
    """Why nothing is kept: an attempt to command the channel, unless citizens are quoted, or a lane of refusal."""
    command, says = _COMMAND.first(words), _citizens_say(words)
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
    lacking = _LACK.first(words) is not None and any(w.number is not None for w in words.words)
    return 2 if many or lacking or risk.feared or _SOON.first(words) is not None else 1


def _legal(words: Text) -> str | None:
    if _CHALLENGE.first(words) is not None and _BILL.first(words) is None:
        return "khieu_nai"
    if _ASK.first(words) is not None:
        return "kien_nghi"
    if _THANK.first(words) is not None and _open_trouble(words) is None:
        return None
    return "phan_anh"


def _topic(words: Text, risk: Danger) -> str:
    """The topic whose words weigh most, longer phrases more; at a tie the one named first in the message."""
    best, best_weight = "khac", (0, 0)
    for topic, lines in _TOPICS.items():
        hits = list(lines.hits(words))
        bonus = 2 if risk.topic == topic and risk.severity is not None and not risk.feared else 0
        weight = (bonus + sum((hit.end - hit.start) ** 2 for hit in hits), -hits[0].start if hits else 0)
        if weight > best_weight:
            best, best_weight = topic, weight
    return best


def _summary(said: str, words: Text, place: Where) -> str:
    span = (words.words[place.start].start, words.words[place.end - 1].end) if place.start >= 0 else None
    if 0 < place.unit_end < len(words.words) and not words.bare:
        said = said[words.words[place.unit_end].start :]
        return shorten(said, words.bare, None)
    return shorten(said, words.bare, span)


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
