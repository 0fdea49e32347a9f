"""What units say on the telephone, keyed in by somebody of the Bloc: one message, read back, one yes."""

from __future__ import annotations

from dataclasses import replace

from handlers import digest_desk, evidence, inquiry, report
from handlers.keeping import units_of
from handlers.turn import Turn
from reporting.corrections import corrected as mended
from reporting.interview import Draft, Question
from reporting.leading import leading_units
from reporting.proposal import propose
from reporting.texts import desk as texts
from reporting.texts.forms import listed
from reporting.values import MessageKind


def words(turn: Turn, text: str) -> bool:
    """`Suối Đá không có gì`: units' names, then what they said. A name alone shows the unit, a question asks it."""
    found = turn.house.read(text)
    units, rest = leading_units(text, turn.house)
    if not units:
        units, rest = tuple(unit for unit in found.units if turn.house.units[unit].owes_weekly)[:1], text
    if not units:
        return False
    if not rest:
        evidence.open_unit(turn, units[0])
    elif found.kind is MessageKind.QUESTION:
        inquiry.question_of_a_unit(turn, units[0], text)
    else:
        report.answer(turn, _draft(turn, units, rest))
    return True


def _draft(turn: Turn, units: tuple[str, ...], text: str) -> Draft:
    return Draft(
        unit=units[0],
        also=units[1:],
        first_at=turn.now,
        last_at=turn.now,
        texts=(text,),
        by_phone=True,
        kind=_kind(turn, text),
        inbox=(turn.inbox,) if turn.inbox is not None else (),
        masked=turn.incoming.masked,
    )


def _kind(turn: Turn, text: str) -> str | None:
    """What somebody took the trouble to key in is news at least."""
    return "status" if turn.house.read(text).kind is MessageKind.OTHER else None


def corrected(turn: Turn, question: Question, draft: Draft, text: str) -> bool:
    """Words while the confirmation stands: another unit, another number, or more of what was said.

    A whole report of another unit waits until this one is saved or dropped.
    """
    if digest_desk.words(turn, text) or inquiry.words(turn, text):
        return True
    units, rest = leading_units(text, turn.house)
    if units and rest and set(units) != {draft.unit, *draft.also}:
        names = listed([turn.house.name(unit) for unit in (draft.unit, *draft.also)])
        turn.ask_again(question, texts.first_this(turn.me, names))
        return True
    new = replace(draft, unit=units[0], also=units[1:]) if units else draft
    if rest:
        new = mended(new, rest, turn.house) or _more(turn, new, rest)
    joined = report.joined(turn, new)
    report.answer(turn, replace(joined, texts=new.texts, kind=new.kind))
    return True


def _more(turn: Turn, draft: Draft, text: str) -> Draft:
    """News after "nothing to report" takes its place; anything else joins what was said."""
    nil = propose(draft, turn.house, units_of(turn, draft)).kind is MessageKind.NIL
    return replace(draft, texts=(text,), kind=_kind(turn, text)) if nil else replace(draft, texts=(*draft.texts, text))
