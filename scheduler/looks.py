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
        fresh = [n for n in looks.photos(session, report.id or 0) if not outbox.was_put(session, _key(report, n))]
        if fresh:
            _ask(session, house, desk, report, fresh, now)


def _key(report: Report, photo: int) -> str:
    return f"look:{report.id}:{photo}"


def _ask(session: Session, house: House, desk: Who, report: Report, fresh: list[int], now: datetime) -> None:
    """Each photo by itself, the question under the last. One that comes later is asked about anew: nobody decides on
    what they were not shown."""
    code = report.code or house.name(report.unit)
    at = house.calendar.quiet_end(now)
    *before, last = fresh
    for n, photo in enumerate(before, 1):
        words = texts.one_of(code, n, len(fresh))
        key, attach = _key(report, photo), f"media:{photo}"
        outbox.put(session, house.id, Say(key, words, person=desk.id, attach=attach, not_before=at), now)
    words = texts.look(desk, code, len(fresh), report.text)
    data = {"about": f"{code}:{last}", "code": code, "report": report.id, "photos": fresh}
    question = Question(f"l{last}-{desk.id}", "look", texts.LOOK, now, at + A_WEEK, data, text=words)
    say = Say(
        key=_key(report, last),
        text=words,
        person=desk.id,
        choices=texts.LOOK,
        question=question.id,
        counted=True,
        not_before=at,
        attach=f"media:{last}",
    )
    if outbox.put(session, house.id, say, now):
        conversations.push(session, house.id, desk.id, question, now)
