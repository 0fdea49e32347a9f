"""Is it the same matter as one that is open? The person says so; joining can be undone."""

from __future__ import annotations

from handlers import telling
from handlers.alarm_telling import to_those_told, told_others
from handlers.keeping import store, units_of
from handlers.turn import Turn
from reporting.interview import ALARMS_LIVE, Draft
from reporting.proposal import Proposal, propose
from reporting.same import Told, kind_of, same_as
from reporting.texts import alarms as alarm_texts
from reporting.texts import matters as texts
from storage import contributions, matters
from storage.tables import Matter, Report

OPEN_TO_JOIN = ("moi", "da_chuyen", "dang_xu_ly", "chua_on")


def asks(turn: Turn, draft: Draft, proposal: Proposal) -> bool:
    """Whether the person is asked before it is saved as a matter of its own."""
    if draft.distinct or draft.by_phone:
        return False
    found = _likely(turn, draft, proposal)
    if found is None:
        return False
    turn.act = "asks whether it is the same"
    matter, report = found
    unit, opened = turn.house.name(report.unit), turn.here(matter.opened_at)
    if opened.date() == turn.local.date():
        words = texts.ask_same(turn.me, matter.code, opened, report.text, unit)
    else:
        words = texts.ask_same_day(turn.me, matter.code, opened.date(), report.text, unit)
    turn.close("confirm")
    turn.ask("same", words, texts.SAME, code=matter.code)
    return True


def _likely(turn: Turn, draft: Draft, proposal: Proposal) -> tuple[Matter, Report] | None:
    unit = proposal.elsewhere or proposal.unit
    new = Told("", kind_of(proposal.kind), proposal.topic, unit, proposal.place, proposal.words, turn.now)
    known = {}
    for matter, report in matters.open_of_ward(turn.session, turn.house.id):
        mine = report.unit == proposal.unit and report.author == turn.me.id and matter.kind == "hotspot"
        if matter.state in OPEN_TO_JOIN and not mine:
            known[matter.code] = (matter, report)
    told = [
        Told(m.code, m.kind, m.topic, m.unit, report.place, report.text, m.opened_at) for m, report in known.values()
    ]
    found = same_as(new, told, turn.house.middle)
    return known[found.code] if found else None


def join(turn: Turn, matter: Matter, draft: Draft) -> None:
    """The report counts for its unit's week and tells of the other unit's matter."""
    turn.act = "joined a matter"
    units = units_of(turn, draft)
    report = store(turn, draft, propose(draft, turn.house, units), units)
    contributions.join(turn.session, matter, report, turn.now)
    matters.note(turn.session, matter, "joined", turn.now, turn.me.id, report.unit)
    unit = turn.house.name(report.unit)
    turn.say(texts.joined(turn.me, matter.code, unit, report.households))
    count, households = contributions.affected(turn.session, matter)
    line = texts.more_affected(matter.code, unit, report.households, count, households)
    if matter.kind == "hotspot":
        _to_those_told(turn, matter, line)
    else:
        telling.pass_on(turn, matter, line)


def _to_those_told(turn: Turn, matter: Matter, line: str) -> None:
    """While nobody has taken it, it is asked anew with what it has grown to."""
    if matter.acknowledged_by is not None:
        to_those_told(turn, matter, lambda _: line)
        return
    code, lives = matter.code, ALARMS_LIVE
    for who in told_others(turn, matter):
        choices = alarm_texts.TOLD
        turn.ask("alarm_in", line, choices, to=who, kind="alarm", lives=lives, code=code, about=code)


def still_open(turn: Turn, code: str) -> Matter | None:
    matter = matters.by_code(turn.session, turn.house.id, code)
    return matter if matter is not None and matter.state in OPEN_TO_JOIN else None
