"""Who has reported the week and who has not, for the Bloc."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.calendar import Period, period_before
from reporting.duties import state_of
from reporting.signing import OPEN
from reporting.texts import data as data_texts
from reporting.texts import desk as texts
from reporting.texts import nudges as nudge_texts
from storage import digests, people, reports, signing


def words(turn: Turn, period: Period) -> str:
    """How many have sent theirs, and who has not."""
    states = _states(turn, period)
    waiting = [turn.house.name(unit) for unit, state in states.items() if state in ("due", "missing")]
    done = list(states.values())
    return texts.standing(
        period.label, turn.here(period.unit_deadline), done.count("on_time"), done.count("late"), waiting
    )


def current(turn: Turn) -> Period:
    """The week the Bloc works on: the one whose Bloc deadline is ahead, else the one still being reported."""
    period = turn.house.period(turn.now)
    before = period_before(period, turn.house.schedule, turn.house.calendar)
    draft = digests.get(turn.session, turn.house.id, before.label)
    unfinished = draft is not None and signing.stage(draft) in OPEN
    return before if unfinished or turn.now < before.bloc_deadline else period


def _states(turn: Turn, period: Period) -> dict[str, str]:
    """Of every unit that owes a report, also before the clock has opened the week."""
    found = {duty.unit: duty for duty in reports.duties(turn.session, turn.house.id, period.label)}
    owing = {unit.key: "due" for unit in turn.house.units.values() if unit.owes_weekly} if not found else {}
    return owing | {unit: state_of(duty.fulfilled_at, duty.excused, period, turn.now) for unit, duty in found.items()}


def missing(turn: Turn, period: Period) -> None:
    """Who has not reported, with whom to telephone."""
    lines = []
    for unit in reports.unfulfilled(turn.session, turn.house.id, period.label):
        owing = people.of_unit(turn.session, turn.house.id, unit, "leader", "secretary")
        lines += [] if owing else [data_texts.nobody_to_call(turn.house.name(unit))]
        for who in owing:
            lines.append(nudge_texts.call_line(turn.house.name(unit), who, who.phone_slot))
    turn.say(texts.missing(period.label, lines) if lines else texts.nobody_missing())
