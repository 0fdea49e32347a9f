"""Another unit named in the words is offered as a choice beside the usual ones, never assumed (dialogues R14)."""

from __future__ import annotations

from handlers import handover, saving
from handlers.keeping import covered
from handlers.turn import Turn
from reporting.interview import Draft, Question
from reporting.leading import leading_units
from reporting.proposal import Proposal, parts_of
from reporting.texts import asides as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, MessageKind


def offered(turn: Turn, draft: Draft, proposal: Proposal) -> tuple[list[str], tuple[Choice, ...]]:
    """Another unit was named: what is said of it, and the choice it is offered as (R14)."""
    own = [turn.house.name(unit) for unit in turn.me.reports_for]
    if proposal.elsewhere is not None:
        there = turn.house.name(proposal.elsewhere)
        return [texts.counts_elsewhere(there, own)], texts.at_home(turn.house.name(draft.unit))
    named = [turn.house.name(unit) for unit in covered(turn, draft.text)] if draft.unit in turn.me.reports_for else []
    if not named or proposal.kind is MessageKind.HOTSPOT or len(parts_of(draft)) > 1:
        return [], ()
    return [texts.counts_for(turn.me, own, named)], texts.also(named)


def is_nil(turn: Turn, text: str) -> bool:
    """ "Gò Cát không có gì": nothing to report, said of units of one's own."""
    units, rest = leading_units(text, turn.house)
    if not units or not set(units) <= {*turn.me.reports_for, *covered(turn, text)}:
        return False
    found = turn.house.read(rest, units[0])
    return found.kind is MessageKind.NIL and found.sure


def asks_of_nil(turn: Turn, text: str, label: str | None) -> bool:
    """Nothing to report, said with the names of groups a cell covers: for whom it counts is asked."""
    units = covered(turn, text)
    if not units or handover.taken(turn):
        return False
    names = [turn.house.name(unit) for unit in units]
    own = [turn.house.name(unit) for unit in turn.me.reports_for]
    turn.ask("nil_for", texts.nil_for(turn.me, own, names), texts.alone_or_all(own, names), said=text, label=label)
    return True


def nil_for(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("nil_for")
    if not turn.me.reports_for:
        turn.say(report_texts.answered_already(turn.me))
        return
    more = covered(turn, question.data["said"]) if choice.act == "all" else ()
    saving.save_nil(turn, (*turn.me.reports_for, *more), question.data["label"])
