"""Which alarm is meant, who may act on it, and how it stands."""

from __future__ import annotations

from datetime import timedelta

from handlers import moving
from handlers.turn import Turn
from reporting.interview import Question
from reporting.matters import Role
from reporting.texts import alarms as texts
from reporting.texts import reports as report_texts
from reporting.texts.forms import comrade, office
from storage import alarms, matters, people
from storage.tables import Matter, Report

STILL_RUNNING = timedelta(hours=6)  # words of the reporter are added to the alarm so long
SAME_DANGER = timedelta(minutes=30)


def running(turn: Turn, question: Question) -> Matter | None:
    """The alarm a question is about; None, said so, when it is over."""
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    if matter is None or matter.state == "dong":
        turn.close(question.name)
        turn.say(report_texts.closed_already(question.data["code"]))
        return None
    return matter


def reported(turn: Turn, question: Question) -> Matter | None:
    """The alarm a question to its reporter is about; None, said so, when it is over or not theirs."""
    matter = running(turn, question)
    if matter is None or (matter.kind == "hotspot" and moving.roles(turn, matter) & {Role.WITNESS, Role.AUTHOR}):
        return matter
    turn.close(question.name)
    turn.say(report_texts.no_such_code(matter.code))
    return None


def running_for(turn: Turn, danger: str | None) -> Matter | None:
    """The running alarm that news of this reporter belongs to.

    Words of danger (`danger` is their topic) belong to it only while it is fresh and of that topic; else they are an
    alarm of their own.
    """
    since = turn.now - (SAME_DANGER if danger else STILL_RUNNING)
    matter = matters.running_of(turn.session, turn.house.id, turn.me.id, since)
    return None if matter is None or (danger is not None and danger != matter.topic) else matter


def was_told(turn: Turn, matter: Matter) -> bool:
    """The right to act, checked for every act, also for a forged button: told of it, and still in office."""
    return bool(turn.me.posts) and turn.me.id in matters.told(turn.session, matter)


def holds(turn: Turn, matter: Matter) -> bool:
    """Whether this person has taken it."""
    return matter.acknowledged_by == turn.me.id


def standing(turn: Turn, matter: Matter, report: Report) -> str:
    """How it stands: no more than is known, who has taken it and when."""
    taker = people.who(turn.session, matter.acknowledged_by) if matter.acknowledged_by else None
    by_channel, by_telephone = matters.ways(turn.session, matter)
    scene = alarms.scene(turn.session, turn.house, matter, turn.now)
    arrived = alarms.reached_at(turn.session, matter.code)
    return texts.standing(
        matter.code,
        report.text,
        matter.state,
        comrade(office(taker.title)) if taker else "",
        texts.moment_of(matter.acknowledged_at and turn.here(matter.acknowledged_at), turn.local),
        texts.moment_of(matter.answered_at and turn.here(matter.answered_at), turn.local),
        arrived=texts.moment_of(arrived and turn.here(arrived), turn.local),
        told=by_channel,
        called=by_telephone and scene.caller is not None,
        why=matter.closed_why,
    )
