"""Opening the original of a report (privacy charter P8): Bloc head or deputy, with a reason; the unit is told, and may
read the log."""

from __future__ import annotations

import re

from handlers import mine
from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import originals as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import openings, people
from storage.tables import Report

MAY_OPEN = ("bloc_head", "bloc_deputy")
REPORTERS = ("leader", "secretary", "front_head", "org_head", "inspector")
LINES = 10  # of the log shown at once
A_REASON = 2  # words: "xem" is none
_OPEN = re.compile(r"(?:(?:mo|xem|doc) )?(?:ban )?goc (yk|kh)[\s\-_]*0*(\d{1,6})")
_LOG = "nhat ky"


def command(turn: Turn, words: str) -> bool:
    """`gốc YK-0123`, `nhật ký`; `words` are folded."""
    found = _OPEN.fullmatch(words)
    if found is not None:
        _ask(turn, f"{found[1].upper()}-{int(found[2]):04d}")
    elif words == _LOG:
        _show_log(turn)
    else:
        return False
    return True


def _ask(turn: Turn, code: str) -> None:
    turn.act = "original"
    found = mine.visible(turn, code)
    if found is None:
        turn.say(report_texts.no_such_code(code))
    elif not _may_open(turn):
        turn.say(texts.only_two(turn.house.file.labels.bloc_head))
    elif found[1].sealed is None:
        turn.say(texts.not_kept(code))
    else:
        turn.ask("original_why", texts.why(turn.me, code), report_texts.ONLY_BACK, code=code)


def _may_open(turn: Turn) -> bool:
    return any(turn.me.holds(role) for role in MAY_OPEN)


def reason(turn: Turn, question: Question, text: str) -> bool:
    """Written down before anything is shown; the letter is filled as it goes, so that no row holds the words."""
    code = question.data["code"]
    found = mine.visible(turn, code)
    if found is None or not _may_open(turn):
        turn.close("original_why")
        turn.say(report_texts.no_such_code(code))
        return True
    if len(text.split()) < A_REASON:
        turn.ask_again(question, texts.too_short(turn.me))
        return True
    turn.close("original_why")
    _, report = found
    if report.sealed is None:
        turn.say(texts.not_kept(code))
        return True
    turn.act = "original opened"
    opening = openings.note(turn.session, report, "original", turn.me.id, turn.now, text)
    turn.say(texts.original(code, f"{{original:{opening.id}}}"))
    _tell_unit(turn, report, code, text, opening.id or 0)
    return True


def _tell_unit(turn: Turn, report: Report, code: str, why: str, opening: int) -> None:
    """One message, at once or when the quiet hours end."""
    words = texts.opened(code, turn.me.title, turn.local, why)
    for who in people.of_unit(turn.session, turn.house.id, report.unit, *REPORTERS):
        key, at = f"opened:{opening}:{who.id}", turn.house.calendar.quiet_end(turn.now)
        turn.say(words, to=who, key=key, not_before=at)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("original_why")
    turn.say(report_texts.back_done(turn.me))


def _show_log(turn: Turn) -> None:
    """A unit reads what was opened of its own, the Bloc of all."""
    turn.act = "log"
    units = None if turn.me.in_bloc else mine.units_seen(turn)
    lines = []
    for opening, report in openings.of_units(turn.session, turn.house.id, units, LINES):
        who = people.who(turn.session, opening.by)
        title = who.title.split(" (")[0] if who is not None and who.title else turn.house.file.labels.bloc_short
        code = report.code or turn.house.name(report.unit)
        lines.append(texts.line(turn.here(opening.at), title, opening.what, code, opening.why or ""))
    turn.say(texts.log(lines))
