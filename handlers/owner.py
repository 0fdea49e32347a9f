"""The body that must act takes a matter, asks, answers, wants more time, passes it on; also in plain words."""

from __future__ import annotations

from collections.abc import Callable

from handlers import absent, answering, asking, contact_lane, extending, forwarding, moving, results, telling
from handlers.turn import Turn
from reporting.interview import Question
from reporting.matters import FIXED, NOT_OURS, Role
from reporting.texts import desk as desk_texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import matters, witnesses
from storage.tables import Matter

OWNED = ("owner_new", "owner_open", "owner_due")
title = moving.title


def new(turn: Turn, question: Question, choice: Choice) -> None:
    if choice.act == "ask":
        asking.begin(turn, question)
    elif choice.act == "forward":
        _forward(turn, question)
    elif (matter := moving.for_act(turn, question, "taken")) is not None:
        _take(turn, matter)


def _take(turn: Turn, matter: Matter) -> None:
    turn.act = "taken"
    turn.close_about("owner_new", matter.code)
    moving.move(turn, matter, "taken")
    telling.ask(turn, "owner_open", turn.me, matter, desk_texts.owner_took(turn.me, matter.code))
    telling.taken(turn, matter)


def _forward(turn: Turn, question: Question) -> None:
    if (matter := moving.for_act(turn, question, "forwarded")) is not None:
        forwarding.begin(turn, matter)


def _extend(turn: Turn, question: Question) -> None:
    if (matter := moving.for_act(turn, question, "extension asked")) is not None:
        extending.begin(turn, matter)


def _answer(turn: Turn, question: Question) -> None:
    if (matter := moving.for_act(turn, question, "answered")) is not None:
        answering.write(turn, matter)


def _done(turn: Turn, question: Question) -> None:
    if (matter := moving.for_act(turn, question, "answered")) is not None:
        answering.write(turn, matter, FIXED)


def _contact(turn: Turn, question: Question) -> None:
    if (matter := moving.for_act(turn, question, "asked")) is not None:
        _, report = matters.with_report(turn.session, matter)
        telling.says_more(turn, matter)
        contact_lane.want(turn, matter, witnesses.witness(turn.session, report))


_ACTS: dict[str, Callable[[Turn, Question], None]] = {
    "answer": _answer,
    "other": _answer,
    "done": _done,
    "extend": _extend,
    "forward": _forward,
    "contact": _contact,
}


def open_matter(turn: Turn, question: Question, choice: Choice) -> None:
    """Taken, or due: the question stays open until the matter is answered or passed on."""
    _ACTS[choice.act](turn, question)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.say(report_texts.back_done(turn.me))


def words(turn: Turn, text: str) -> bool:
    """Free text of an owner belongs to the matter it was told of last; what ending it is, is asked back."""
    if turn.me.reports_for or not turn.me.posts or not text.strip():
        return False
    if absent.words(turn, text):
        return True
    for question in reversed(turn.talk.pile):
        matter = _mine(turn, question.data.get("code", "")) if question.name in OWNED else None
        if matter is not None:
            answering.proposed(turn, matter, text)
            return True
    return False


def _mine(turn: Turn, code: str) -> Matter | None:
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is None or matter.kind != "feedback" or Role.OWNER not in moving.roles(turn, matter):
        return None
    return matter if matter.state != "dong" else None


def by_code(turn: Turn, code: str, text: str) -> bool:
    """`YK-0001 đã thay hai bóng`: an answer, when the matter is this person's; what is still to come is a message."""
    matter = _mine(turn, code)
    if matter is None or not text:
        return False
    answering.proposed(turn, matter, text)
    return True


def ending(turn: Turn, question: Question, choice: Choice) -> None:
    """Which of the four; what is not theirs goes on to where it belongs."""
    matter = moving.for_act(turn, question, "answered")
    if matter is None:
        return
    turn.close_about("owner_end", matter.code)
    if choice.act == NOT_OURS:
        forwarding.begin(turn, matter, NOT_OURS, question.data["words"])
    else:
        answering.answered(turn, matter, question.data["words"], choice.act)


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {
    "owner_new": new,
    "owner_open": open_matter,
    "owner_due": open_matter,
    "owner_answer": back,
    "owner_more": back,
    "owner_end": ending,
    "owner_where": forwarding.where,
    "owner_why": back,
    "owner_asks": asking.unknown,
    "extend_why": back,
    "extension": extending.decide,
    "result": results.result,
    "result_why": back,
}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {
    "owner_answer": answering.written,
    "owner_more": asking.words,
    "owner_end": answering.other_words,
    "owner_where": forwarding.where_words,
    "owner_why": forwarding.why_words,
    "owner_asks": asking.answer,
    "extend_why": extending.words,
    "result": results.result_words,
    "result_why": results.what_is_missing,
}
