"""`KH-0047 mức 3 vì có người bị thương`: an alarm is raised or lowered, with a reason, and everybody told hears both.

To raise is for everybody who knows of it: too low a severity is the worst error. To lower is for those who answer for
it: Bloc head, Bloc deputy, whoever is on duty, and whoever has taken it.
"""

from __future__ import annotations

from handlers.alarm_standing import holds, was_told
from handlers.alarm_telling import heed, say_to, tell_row, to_reporter, told_others
from handlers.turn import Turn
from reporting.alarms import ROW_TOLD
from reporting.summary import unmarked
from reporting.texts import ladder as texts
from reporting.texts.commands import SEVERITY
from storage import alarms, matters
from storage.tables import Matter, Report

A_REASON = 2  # words


def said(turn: Turn, matter: Matter, report: Report, words: str) -> bool:
    """`words` are those beside the code; False when they say no severity of a running alarm, or to whom it is none."""
    found = SEVERITY.match(words)
    if found is None or matter.kind != "hotspot" or matter.state not in alarms.RUNNING:
        return False
    theirs = report.unit in turn.me.reports_for
    if not (turn.me.in_bloc or was_told(turn, matter) or theirs):
        return False
    turn.act = "severity"
    severity, why = int(found[1]), unmarked(found[2].strip())
    if severity == matter.severity:
        turn.say(texts.severity_same(matter.code, severity))
    elif len(why.split()) < A_REASON:
        turn.say(texts.severity_why(turn.me, matter.code, severity))
    elif severity < (matter.severity or 3) and not _may_lower(turn, matter):
        matters.note(turn.session, matter, "words", turn.now, turn.me.id, why)
        turn.say(texts.severity_not_yours(turn.me, matter.code))
    else:
        raised = severity > (matter.severity or 3)
        change(turn, matter, report, severity, why)
        turn.say(texts.severity_said(matter.code, raised, severity))
    return True


def _may_lower(turn: Turn, matter: Matter) -> bool:
    on_duty = turn.house.on_duty(turn.now)
    answers = any(post.role in ("bloc_head", "bloc_deputy") or post.key == on_duty for post in turn.me.posts)
    return answers or holds(turn, matter)


def change(turn: Turn, matter: Matter, report: Report, severity: int, why: str) -> None:
    """The new row of the table is told, and its ladder begins now."""
    raised = severity > (matter.severity or 3)
    told = told_others(turn, matter)
    matter.severity = report.severity = severity
    matters.note(turn.session, matter, f"severity {severity}", turn.now, turn.me.id, why)
    alarms.begin(matter, turn.house.calendar, turn.now, 0 if matter.acknowledged_by else ROW_TOLD)
    words = texts.severity_changed(matter.code, raised, severity, turn.local, why)
    for who in told:
        say_to(turn, matter, who, words)
    if report.author != turn.me.id:
        to_reporter(turn, matter, words)
    tell_row(turn, matter)
    heed(turn, matter, why)
