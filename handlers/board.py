"""`việc`: what is open. Reporters and owners see their own; the Bloc all of it, grouped as it chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from handlers import moving
from handlers.turn import Turn
from reporting.board import Row, groups, picked
from reporting.interview import Question
from reporting.matters import is_late
from reporting.texts import board as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import matters
from storage.tables import Matter, Report

LIST_LIVES = timedelta(minutes=30)  # then its numbers open nothing any more
A_PAGE = 5  # with a sixth choice that shows the next ones


def show(turn: Turn) -> None:
    if turn.me.in_bloc:
        _board(turn)
    else:
        listed(turn, "", "", 0)


def _found(turn: Turn) -> list[tuple[Matter, Report]]:
    me = turn.me
    if me.in_bloc:
        return matters.open_of_ward(turn.session, turn.house.id)
    if me.reports_for:
        return matters.open_of_units(turn.session, turn.house.id, me.reports_for)
    return matters.open_of_owners(turn.session, turn.house.id, [post.key for post in me.posts])


def _rows(turn: Turn) -> list[Row]:
    return [
        Row(
            code=matter.code,
            kind=matter.kind,
            state=matter.state,
            topic=matter.topic,
            unit=turn.house.name(matter.unit),
            office=moving.title(turn, matter),
            words=report.text,
            opened=turn.here(matter.opened_at).date(),
            due=turn.here(matter.due_at) if matter.due_at else None,
            late=is_late(matter.state, matter.due_at, turn.now),
        )
        for matter, report in _found(turn)
    ]


def _board(turn: Turn) -> None:
    """How many of what, the longest open ones by name."""
    rows = _rows(turn)
    if not rows:
        turn.say(texts.nothing_open())
        return
    turn.ask("board", texts.board(rows, turn.local.date()), texts.BOARD, lives=LIST_LIVES)


def chosen(turn: Turn, question: Question, choice: Choice) -> None:
    """Late, longest open: a list at once; by state, topic or unit: which one first."""
    if choice.act == "back":
        turn.close("board")
        turn.say(report_texts.back_done(turn.me))
    elif choice.act in ("late", "oldest"):
        listed(turn, choice.act, "", 0)
    else:
        _which(turn, choice.act, 0)


def _which(turn: Turn, by: str, page: int) -> None:
    found = groups(_rows(turn), by)
    choices = texts.group_choices(by, found, page)
    turn.ask("board_which", texts.which(by), choices, lives=LIST_LIVES, by=by, page=page)


def which(turn: Turn, question: Question, choice: Choice) -> None:
    by, page = question.data["by"], question.data["page"]
    if choice.act == "back":
        turn.close("board_which")
        show(turn)
    elif choice.act == "more":
        _which(turn, by, page + 1)
    else:
        listed(turn, by, choice.act, 0)


def listed(turn: Turn, by: str, value: str, page: int) -> None:
    """The longest open first; a number opens one as its code does."""
    rows = picked(_rows(turn), by, value)
    if not rows:
        turn.say(texts.nothing_here(turn.me))
        return
    first = page * A_PAGE
    rest = len(rows) - first
    shown = rows[first : first + (A_PAGE + 1 if rest == A_PAGE + 1 else A_PAGE)]
    more = len(rows) > first + len(shown)
    words = texts.listed(turn.me, [texts.line(row) for row in shown], len(rows))
    turn.ask(
        "mine", words, texts.listing([row.code for row in shown], more), lives=LIST_LIVES, by=by, value=value, page=page
    )


def next_page(turn: Turn, question: Question) -> None:
    listed(turn, question.data.get("by", ""), question.data.get("value", ""), question.data.get("page", 0) + 1)


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {"board": chosen, "board_which": which}
