"""A photo goes to nobody before somebody of the Bloc has looked at it: the desk is asked once a report."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from reporting.house import House
from reporting.interview import Question
from reporting.texts import looks as texts
from reporting.values import Say, Who
from storage import conversations, looks, outbox, people
from storage.tables import Report

A_WEEK = timedelta(days=7)


def due(session: Session, house: House, now: datetime) -> None:
    """Nobody is asked at night; an alarm's photo is looked at like any other, its words went at once."""
    desk = people.desk(session, house.id)
    if desk is None or not desk.joined:
        return
    for report in looks.waiting(session, house.id, now):
        if not outbox.was_put(session, _key(report)):
            _ask(session, house, desk, report, now)


def _key(report: Report) -> str:
    return f"look:{report.id}"


def _ask(session: Session, house: House, desk: Who, report: Report, now: datetime) -> None:
    """Each photo by itself, the question under the last."""
    numbers = looks.photos(session, report.id or 0)
    code = report.code or house.name(report.unit)
    at = house.calendar.quiet_end(now)
    for n, number in enumerate(numbers[:-1], 1):
        words = texts.one_of(code, n, len(numbers))
        say = Say(key=f"{_key(report)}:{number}", text=words, person=desk.id, attach=f"media:{number}", not_before=at)
        outbox.put(session, house.id, say, now)
    words = texts.look(desk, code, len(numbers), report.text)
    about = {"about": code, "report": report.id}
    question = Question(f"l{report.id}-{desk.id}", "look", texts.LOOK, now, at + A_WEEK, about, text=words)
    say = Say(
        key=_key(report),
        text=words,
        person=desk.id,
        choices=texts.LOOK,
        question=question.id,
        counted=True,
        not_before=at,
        attach=f"media:{numbers[-1]}",
    )
    if outbox.put(session, house.id, say, now):
        conversations.push(session, house.id, desk.id, question, now)
