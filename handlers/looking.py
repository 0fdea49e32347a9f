"""Somebody of the Bloc has looked at a report's photos: they go on to whom the matter was sent, or stay."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import looks as texts
from reporting.values import Choice, Who
from storage import looks, matters, people, reports
from storage.tables import AuditEntry, Report


def look(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close_about("look", question.data["about"])
    report = reports.get(turn.session, question.data["report"])
    if report is None or not turn.me.in_bloc:
        return
    code = question.data["code"]
    passes = choice.act == "pass"
    numbers = looks.decide(turn.session, question.data["photos"], turn.me.id, passes, turn.now)
    if not numbers:
        turn.say(texts.decided_already(code))
        return
    turn.act = "photos passed" if passes else "photos kept back"
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act=turn.act, about=code))
    if not passes:
        turn.say(texts.kept_back(code))
        return
    told = _told(turn, report)
    turn.say(texts.passed(code) if told else texts.passed_to_nobody(code))
    for who in told:
        for number in numbers:
            words = texts.photo_of(code, report.text)
            turn.say(words, to=who, key=f"photo:{number}:{who.id}", attach=f"media:{number}")


def _told(turn: Turn, report: Report) -> list[Who]:
    """Who answers for the matter of this report and has a chat; news has nobody but the Bloc."""
    matter = matters.by_code(turn.session, turn.house.id, report.code) if report.code else None
    if matter is None or matter.owner is None:
        return []
    holders = people.holders(turn.session, turn.house.id, matter.owner)
    return [who for who in holders if who.joined and who.id != turn.me.id]
