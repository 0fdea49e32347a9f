"""What the clock does about alarms: it climbs the ladder of each, a rung at its time, every letter under its key.

A rung that would reach nobody is not climbed: it stays due until somebody can be reached, whatever the hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from reporting import telling
from reporting.alarms import ROW_TOLD, Climb, climb, leaders, told_in_full
from reporting.danger import event_of
from reporting.house import House
from reporting.interview import ALARMS_LIVE, Question
from reporting.matters import Role
from reporting.telling import Hearer, Notice, Scene
from reporting.values import Say
from storage import alarms, conversations, matters, outbox
from storage.tables import Matter


def due(session: Session, house: House, now: datetime) -> None:
    for matter in alarms.climbing(session, house.id):
        found = _found(session, house, matter, now)
        if found.due:
            _climb(session, house, matter, found, now)
        else:
            alarms.stands(matter, found.after, house.calendar)
    session.flush()


def _found(session: Session, house: House, matter: Matter, now: datetime) -> Climb:
    """Nobody holds it when the one who took it has left or lost the office."""
    at = alarms.standing(matter)
    if at.taken and not alarms.in_office(session, matter.acknowledged_by):
        return Climb(("silent",), replace(at, rung=len(at.ladder)), None)
    return climb(at, now, house.calendar)


def _climb(session: Session, house: House, matter: Matter, found: Climb, now: datetime) -> None:
    before = alarms.scene(session, house, matter, now)
    concerned = {rung: _concerned(session, house, matter, rung, now) for rung in found.due}
    around = [*before.told, *(hearer for hearers in concerned.values() for hearer in hearers)]
    if before.caller is None and not any(hearer.reached for hearer in around):
        return
    fresh = {rung: alarms.newly(session, matter, hearers, now) for rung, hearers in concerned.items()}
    after = alarms.scene(session, house, matter, now)  # the call list names the new ones too
    notices = [notice for rung in found.due for notice in _rung(rung, before, after, fresh[rung])]
    for notice in telling.once([*notices, *telling.to_reporter(after, fresh)]):
        _put(session, house, matter, notice, now)
    for rung in found.due:
        matters.note(session, matter, f"rung {rung}", now, None)
    if "silent" in found.due:
        _let_go(session, matter, house, now)
    else:
        alarms.stands(matter, found.after, house.calendar)


def _concerned(session: Session, house: House, matter: Matter, rung: str, now: datetime) -> list[Hearer]:
    """Whom this rung adds."""
    severity = matter.severity or 3
    if rung == "row" and not matter.wordless:
        _, report = matters.with_report(session, matter)
        posts = told_in_full(house, severity, matter.topic, event_of(report.text), now)
    elif rung == "leaders":
        posts = leaders(house, severity)
    else:
        return []
    return alarms.around(session, house, matter, posts, now)


def _rung(rung: str, before: Scene, after: Scene, fresh: Sequence[Hearer]) -> list[Notice]:
    if rung == "row":
        return telling.first(after, fresh)
    if rung == "again":
        return [*telling.again(before), *telling.call_list(after, "again")]
    if rung == "leaders":
        return telling.leaders(before, fresh)
    if rung == "list":
        return telling.call_list(after, "list", whole=True)
    return telling.ask(after) if rung == "ask" else telling.let_go(after)


def _let_go(session: Session, matter: Matter, house: House, now: datetime) -> None:
    """Nobody has it any more: the ladder begins anew, its row is told already."""
    matter.acknowledged_at = matter.acknowledged_by = None
    matters.move(session, matter, "let go", {Role.CLOCK}, now, None)
    alarms.begin(matter, house.calendar, now, ROW_TOLD)


def _put(session: Session, house: House, matter: Matter, notice: Notice, now: datetime) -> None:
    """Under its key, once; a question that lies in the pile already is asked again under its old name, so that an
    older button still answers it."""
    say = Say(notice.key, notice.words, person=notice.to.id, kind="alarm", not_before=notice.later)
    if not notice.question:
        outbox.put(session, house.id, say, now)
        return
    talk = conversations.talk_of(session, f"p:{notice.to.id}")
    old = talk.about(notice.question, matter.code)
    question = Question(
        old.id if old else notice.key.removeprefix("alarm:"),
        notice.question,
        notice.choices,
        now,
        now + ALARMS_LIVE,
        {"code": matter.code, "about": matter.code},
        text=notice.words,
    )
    if outbox.put(session, house.id, replace(say, choices=notice.choices, question=question.id), now):
        conversations.push(session, house.id, notice.to.id, question, now)
