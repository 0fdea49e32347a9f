"""The menu: at most six lines, by what somebody is to the channel; and the choices when words were not understood."""

from __future__ import annotations

from dataclasses import replace

from handlers import board, desk, help, report, standing
from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import menu as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice

REPORTS = ("nil", "feedback", "hotspot", "status")


def show(turn: Turn) -> None:
    """With it the list of commands beside the text field is named anew: an office may have passed on since."""
    part = turn.me.part
    turn.ask("menu", texts.menu(turn.me), texts.BY_ROLE[part])
    turn.says[-1] = replace(turn.says[-1], then=f"commands:{part}")


def chosen(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    match choice.act:
        case "mine":
            board.show(turn)
        case "help" | "ask":
            help.help_me(turn)
        case "week":
            desk.week(turn)
        case "missing" if turn.me.in_bloc:
            standing.missing(turn, turn.house.period(turn.now))
        case act if act in REPORTS and turn.me.reports_for:
            _report(turn, act)
        case _:
            turn.say(report_texts.back_done(turn.me))


def _report(turn: Turn, kind: str) -> None:
    """What was written before it was not understood is kept, if it can be read at all."""
    draft = turn.talk.draft
    if kind == "nil":
        turn.talk = replace(turn.talk, draft=None)
        report.nil(turn)
    elif draft is not None and draft.texts:
        report.answer(turn, replace(draft, kind=kind))
    else:
        report.ask_a_sentence(turn, kind)
