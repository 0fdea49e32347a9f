"""Of several matters in one message one is refused: that is said beside the answer to the rest, in one message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import report, saving
from handlers.turn import Turn
from reporting.texts import reports as texts
from reporting.values import Kind, Say

_WITH_FILES = frozenset({Kind.PHOTO, Kind.VOICE, Kind.VIDEO, Kind.FILE})


def refused(turn: Turn, why: str, answer: Callable[[], None]) -> None:
    """`answer` does with the words that are kept what it does with any; they wait for no more words, for a refusal is
    said at once."""
    saving.count_refusal(turn, why)
    answer()
    draft = turn.talk.draft
    if draft is not None and not draft.shown:
        report.wake(turn)
    turn.act = f"refused in part:{why}, {turn.act}"
    reception, files = turn.house.file.reception, turn.incoming.kind in _WITH_FILES
    words = texts.refused_in_part(why, turn.me, reception.place, reception.hours, files)
    asked = next((say for say in turn.says if say.question and turn.talk.find(say.question)), None)
    if asked is not None:
        _beside(turn, asked, words)
    else:
        _in_place_of_what_was_said(turn, words)


def _beside(turn: Turn, asked: Say, words: str) -> None:
    """What the person is asked offers the way on as well. The call for help stands before everything."""
    question = turn.talk.find(asked.question)
    assert question is not None
    alarm = question.name == "alarm"
    choices = texts.with_not_this(question.choices)
    pile = tuple(
        replace(one, choices=choices, passive=False) if one.id == question.id else one for one in turn.talk.pile
    )
    turn.talk = replace(turn.talk, pile=pile)
    text = f"{asked.text}\n{words}" if alarm else f"{words}\n{asked.text}"
    at = turn.says.index(asked)
    turn.says[at] = replace(asked, text=text, choices=choices, then=report.deletion(turn) or asked.then)


def _in_place_of_what_was_said(turn: Turn, words: str) -> None:
    """Nothing is asked: what was said, if anything was, and the refusal are one message."""
    said = next((say for say in turn.says if say.person == turn.me.id), None)
    turn.ask("refused", f"{words}\n{said.text}" if said is not None else words, texts.NOT_THIS)
    turn.says = [say for say in turn.says if say is not said]
    turn.says[-1] = replace(turn.says[-1], then=report.deletion(turn))
