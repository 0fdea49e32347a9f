"""Which of two open questions a number is for, when both print it."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.interview import Question
from reporting.proposal import propose
from reporting.texts import asides as aside_texts
from reporting.texts import reports as texts
from reporting.texts.forms import small
from reporting.values import Choice


def ask(turn: Turn, younger: Question, digit: str) -> bool:
    """False when no older question prints the number."""
    pile = [q for q in turn.talk.pile if not q.passive and q.asked_at < younger.asked_at and q.choice(digit)]
    if not pile:
        return False
    older = pile[-1]
    options = (
        Choice("1", _short_name(turn, older, digit), "older"),
        Choice("2", _short_name(turn, younger, digit), "younger"),
    )
    turn.ask("which", texts.which_number(turn.me, digit), options, digit=digit, older=older.id, younger=younger.id)
    return True


def _short_name(turn: Turn, question: Question, digit: str) -> str:
    """At most 18 characters: which question, which answer."""
    choice = question.choice(digit)
    about, draft = question.data.get("code"), turn.talk.draft
    if choice is None:
        return str(about or digit)
    if about:
        return f"{about} {small(choice.label)}"[:18]
    if question.name in ("confirm", "split") and draft is not None:
        return aside_texts.of_this_matter(choice.act, propose(draft, turn.house, turn.me.reports_for).words)
    return choice.label
