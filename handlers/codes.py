"""A code in a message: alone it asks how the matter stands; with words it carries them (dialogues R9)."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import (
    alarm,
    alarm_level,
    alarm_replies,
    alarm_told,
    evidence,
    inquired,
    inquiry,
    mine,
    moving,
    owner,
    parting,
    report,
    results,
    telling,
)
from handlers.turn import Turn
from reporting.answers import Chosen, choose, is_thanks
from reporting.fold import fold
from reporting.matters import Role
from reporting.summary import unmarked
from reporting.texts import desk as desk_texts
from reporting.texts import matters as matter_texts
from reporting.texts import reports as texts
from reporting.values import Choice
from storage import matters
from storage.tables import Matter, Report

_CODE = re.compile(r"(?i)\b(?:yk|kh)[\s\-_]*0*\d{1,6}\b[\s:,.\-]*")
_LEADS = frozenset({"viec", "ma", "ve", "ve viec", "tra loi", "da", "em oi", "alo"})  # folded, before a code
_ASKS = re.compile(r"\b(toi dau|sao roi|the nao|xong chua|chua vay|ra sao|khi nao|bao gio)\b")
_A_QUESTION = 8  # words: a longer text that also asks has more to tell
_A_REASON = 3  # words: "em", "đi" are none
ACTS = frozenset({"sua", "rut", "tach", "phieu", "khep"})
_PLAIN = (Choice("1", "", "yes"), Choice("2", "", "no"))


def code(turn: Turn, code: str, folded: str) -> bool:
    """A code of somebody else's matter does not exist; words of danger beside any code are an alarm first."""
    turn.act = "code"
    if inquiry.words(turn, turn.incoming.text) or inquiry.is_being_written(turn):
        return True
    act = folded.split()[0] if folded.split()[0] in ACTS else ""
    words = _after(turn.incoming.text) if act else _beside(turn.incoming.text)
    found = mine.visible(turn, code)
    if found is not None and not act and alarm_level.said(turn, *found, words):
        return True
    danger = act != "rut" and turn.tells_of_danger(words)
    if danger:
        _as_if_alone(turn, words)
    if found is None:
        if not danger:
            turn.say(texts.no_such_code(code))
    elif act == "phieu":
        results.slip(turn, found[0])
    elif act == "tach":
        parting.part(turn, found[0])
    elif act == "khep" and turn.me.in_bloc:
        _put_away(turn, found[0], words)
    elif act in ("sua", "rut") and found[0].unit in turn.me.reports_for:
        _correct_or_withdraw(turn, *found, act, words)
    elif danger:
        matters.note(turn.session, found[0], "words", turn.now, turn.me.id, unmarked(words))
    elif _says_something(words) and (inquired.by_code(turn, code, words) or _carried(turn, *found, words)):
        return True
    elif turn.me.in_bloc:
        evidence.open_matter(turn, found[0])
    else:
        mine.status(turn, *found)
    return True


def _after(text: str) -> str:
    found = _CODE.search(text)
    return text[found.end() :].strip() if found else ""


def _beside(text: str) -> str:
    """The words around a code: "việc YK-0001 nay bể thêm" says "nay bể thêm"."""
    found = _CODE.search(text)
    before = text[: found.start()].strip(" ,.:-") if found else ""
    lead = "" if fold(before) in _LEADS else before
    return f"{lead} {_after(text)}".strip()


def _says_something(words: str) -> bool:
    """Words that only ask ("tới đâu rồi"), thank or nod carry nothing."""
    asks = _ASKS.search(fold(words)) is not None and len(words.split()) <= _A_QUESTION
    return any(letter.isalnum() for letter in words) and not asks and not is_thanks(words)


def _as_if_alone(turn: Turn, words: str) -> None:
    whole = turn.incoming
    turn.incoming = replace(whole, text=words)
    report.gather(turn)
    turn.incoming = whole


def _correct_or_withdraw(turn: Turn, matter: Matter, report: Report, act: str, words: str) -> None:
    if matter.state == "dong":
        turn.say(texts.closed_already(matter.code))
    elif act == "sua" and words:
        mine.correct(turn, matter, report, words)
    elif act == "sua":
        turn.say(texts.correct_how(turn.me))
    elif matter.kind == "hotspot" and len(words.split()) < _A_REASON:
        alarm.ask_withdraw(turn, matter)
    elif matter.kind == "hotspot":
        alarm_replies.withdrawn(turn, matter, unmarked(words))
    elif len(words.split()) >= _A_REASON:
        mine.withdraw(turn, matter, report, words)
    else:
        mine.ask_why(turn, matter.code)


def _put_away(turn: Turn, matter: Matter, why: str) -> None:
    """`khép YK-0123 trùng YK-0100`: the Bloc closes with a stated reason, which everybody who waits reads."""
    if not moving.may(turn, matter, "put away"):
        turn.say(texts.closed_already(matter.code))
    elif len(why.split()) < _A_REASON - 1:
        turn.say(matter_texts.reason_please(turn.me))
    elif matter.kind == "hotspot":
        alarm_replies.put_away(turn, matter, unmarked(why))
    else:
        plain = unmarked(why)
        moving.move(turn, matter, "put away", plain)
        telling.says_more(turn, matter)
        line = matter_texts.put_away(matter.code, matters.with_report(turn.session, matter)[1].text, plain)
        turn.say(line)
        moving.to_contributors(turn, matter, line)
        telling.pass_on(turn, matter, line)


def _carried(turn: Turn, matter: Matter, report: Report, words: str) -> bool:
    """Words beside a code go to those they are for; False when this person has nobody to say them to."""
    if Role.WITNESS in moving.roles(turn, matter):
        return _from_the_unit(turn, matter, report, words)
    if matter.state == "dong":
        return False
    if matter.kind == "hotspot":
        told = turn.me.id in matters.told(turn.session, matter)
        if told:
            alarm_told.pass_to_reporter(turn, matter, unmarked(words))
        return told
    return owner.by_code(turn, matter.code, words)


def _from_the_unit(turn: Turn, matter: Matter, report: Report, words: str) -> bool:
    if results.said_of_the_result(turn, matter, words):
        return True
    if matter.state == "dong":
        turn.say(texts.closed_already(matter.code))
        _as_if_alone(turn, words)
        return True
    if isinstance(choose(words, _PLAIN), Chosen):
        return False
    plain = unmarked(words)
    if matter.kind == "hotspot":
        alarm.pass_on(turn, matter, plain)
        turn.say(texts.added(matter.code, ""))
        return True
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, plain)
    telling.pass_on(turn, matter, desk_texts.more_for_owner(matter.code, turn.where(report), plain))
    turn.say(texts.added(matter.code, moving.title(turn, matter)))
    return True
