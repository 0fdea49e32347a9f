"""More time: asked for by the owner with a day and a reason, decided by the Bloc, told to everybody who waits."""

from __future__ import annotations

from datetime import datetime

from handlers import moving, telling
from handlers.turn import Turn
from reporting.calendar import OFFICE_CLOSES
from reporting.extension import asked
from reporting.interview import Question
from reporting.summary import unmarked
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import matters, owners
from storage.tables import Matter


def begin(turn: Turn, matter: Matter) -> None:
    turn.ask("extend_why", texts.until_when(turn.me), report_texts.ONLY_BACK, code=matter.code, about=matter.code)


def words(turn: Turn, question: Question, text: str) -> bool:
    """`den 30/11, cho vat tu`"""
    matter = moving.for_act(turn, question, "extension asked")
    if matter is None:
        return True
    said = asked(unmarked(text), turn.local.date(), turn.house.calendar)
    until = turn.house.calendar.moment(said.until, OFFICE_CLOSES) if said.until else None
    if until is None or not said.why or (matter.due_at is not None and until <= matter.due_at):
        turn.ask_again(question, texts.until_when_again(turn.me))
        return True
    turn.close_about("extend_why", matter.code)
    _ask_bloc(turn, matter, until, said.why)
    return True


def _ask_bloc(turn: Turn, matter: Matter, until: datetime, why: str) -> None:
    turn.act = "extension asked"
    moving.move(turn, matter, "extension asked", why)
    matter.extend_to, matter.delay_why = until, why
    for staff in filter(None, (turn.staff(),)):
        line = texts.extension(staff, matter.code, moving.title(turn, matter), turn.here(until).date(), why)
        turn.ask(
            "extension",
            line,
            texts.EXTENSION,
            to=staff,
            lives=telling.A_WEEK,
            code=matter.code,
            about=matter.code,
            until=until.isoformat(),
        )


def decide(turn: Turn, question: Question, choice: Choice) -> None:
    """The Bloc's word counts for the very day that was asked for, once."""
    matter = moving.for_act(turn, question, "not extended")
    if matter is None:
        return
    turn.close_about("extension", matter.code)
    until = matter.extend_to
    if until is None or until.isoformat() != question.data.get("until"):
        turn.say(texts.decided_already(matter.code))
        return
    if choice.act == "grant":
        _grant(turn, matter, until)
    else:
        _refuse(turn, matter)
    turn.say(texts.decided(matter.code))


def _grant(turn: Turn, matter: Matter, until: datetime) -> None:
    turn.act = "extended"
    why = matter.delay_why or ""
    moving.move(turn, matter, "extended", why)
    matters.give_until(turn.session, matter, until, turn.now)
    _, report = matters.with_report(turn.session, matter)
    _tell_owner(turn, matter, texts.extended(matter.code, turn.here(until)))
    line = texts.extended_for_unit(matter.code, report.text, turn.here(until), why)
    moving.to_contributors(turn, matter, line)


def _refuse(turn: Turn, matter: Matter) -> None:
    turn.act = "not extended"
    moving.move(turn, matter, "not extended")
    matter.extend_to = None
    assert matter.due_at is not None
    _tell_owner(turn, matter, texts.not_extended(matter.code, turn.here(matter.due_at)))


def _tell_owner(turn: Turn, matter: Matter, line: str) -> None:
    for who in owners.acting(turn.session, turn.house, matter):
        turn.say(line, to=who)
