"""A question of the Bloc is answered: by who was asked, in words; it goes back and stands in the matter's log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers import inquiry, owner, report
from handlers.turn import Turn
from reporting.interview import Question
from reporting.kind import NO_CUE
from reporting.summary import unmarked
from reporting.texts import evidence as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, Kind, MessageKind, Who
from storage import matters, people
from storage.tables import Matter

JUST_ASKED = timedelta(minutes=30)  # words this soon after the question are its answer
NEWS = (MessageKind.NIL, MessageKind.STATUS, MessageKind.FEEDBACK, MessageKind.HOTSPOT)


def unsure(turn: Turn, question: Question, choice: Choice) -> None:
    _answered(turn, question, "")


def answer_words(turn: Turn, question: Question, text: str) -> bool:
    """Words under the question are its answer; danger is an alarm first, and what may be news is asked about."""
    if turn.incoming.files or turn.incoming.place or not text.strip() or turn.tells_of_danger(text):
        return False
    asks = people.who(turn.session, question.data["by"])
    if asks is not None and turn.now - question.asked_at > JUST_ASKED and _may_be_news(turn, text):
        turn.ask(
            "answer_or_news",
            texts.answer_or_news(turn.me, asks),
            texts.ANSWER_OR_NEWS,
            of=question.id,
            words=text,
            inbox=[turn.inbox] if turn.inbox is not None else [],
        )
        return True
    _answered(turn, question, text)
    return True


def _may_be_news(turn: Turn, text: str) -> bool:
    if not turn.me.reports_for:
        return False
    found = turn.house.read(text, turn.me.reports_for[0])
    return found.kind in NEWS and found.reason != NO_CUE


def answer_or_news(turn: Turn, question: Question, choice: Choice) -> None:
    """Words written long after the question: its answer, or a report like any other."""
    turn.close("answer_or_news")
    data = question.data
    asked = turn.talk.find(data["of"])
    if choice.act == "answer" and asked is not None:
        _answered(turn, asked, data["words"])
        return
    turn.incoming = replace(turn.incoming, kind=Kind.TEXT, text=data["words"])
    report.gather(turn)
    draft = turn.talk.draft
    if draft is not None:  # the words are those of the message before
        turn.talk = replace(turn.talk, draft=replace(draft, inbox=tuple(data["inbox"]), sources=()))


def by_code(turn: Turn, code: str, text: str) -> bool:
    """`YK-0120 rồi, …` of somebody who was asked about it."""
    question = next((q for q in reversed(turn.talk.pile) if q.name == "asked" and q.data["code"] == code), None)
    if question is None:
        return False
    _answered(turn, question, text)
    return True


def _answered(turn: Turn, question: Question, text: str) -> None:
    turn.act = "inquiry answered"
    data = question.data
    turn.close_about("asked", data["about"])
    asks = people.who(turn.session, data["by"])
    words = unmarked(text.strip())
    matter = matters.by_code(turn.session, turn.house.id, data["code"]) if data["code"] else None
    if matter is not None:
        matters.note(turn.session, matter, inquiry.ANSWERED, turn.now, turn.me.id, words or texts.unsure())
    if asks is None or not asks.in_bloc:  # who asked has left: the log has it
        turn.say(report_texts.no_more(turn.me))
        return
    turn.say(texts.thanks(turn.me, asks))
    turn.say(texts.answer(data["code"], data["speaker"], words), to=asks)


def speaks_as(turn: Turn, matter: Matter, who: Who) -> str:
    """For the log: the office that handles it, else the unit."""
    if who.id in [handler.id for handler in inquiry.handlers(turn, matter)]:
        return owner.title(turn, matter)
    _, told = matters.with_report(turn.session, matter)
    return turn.house.name(told.unit)


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {"asked": unsure, "answer_or_news": answer_or_news}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {"asked": answer_words}
