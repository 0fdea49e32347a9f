"""`tách KH-0047`: a report that was joined to a matter becomes one of its own after all."""

from __future__ import annotations

from dataclasses import replace

from handlers import alarm, moving, saving, telling
from handlers.alarm_telling import to_those_told
from handlers.turn import Turn
from reporting.interview import Draft
from reporting.matters import Role
from reporting.proposal import propose
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.values import MessageKind
from storage import contributions, matters
from storage.tables import Matter, Report


def part(turn: Turn, matter: Matter) -> None:
    """Only the unit's own joined report; the first one is the matter itself."""
    mine = [
        report
        for report in contributions.reports_of(turn.session, matter)
        if report.id != matter.report and report.unit in turn.me.reports_for
    ]
    if not mine:
        turn.say(texts.nothing_to_part(matter.code))
        return
    turn.act = "parted"
    turn.close_about("result", matter.code)
    report = mine[-1]
    leave(turn, matter, report)
    turn.say(texts.parted(matter.code, turn.house.name(report.unit)))
    _of_its_own(turn, report, matter.kind)


def leave(turn: Turn, matter: Matter, report: Report) -> None:
    """The matter goes on without this report, and its owner hears so."""
    roles = moving.roles(turn, matter)
    contributions.part(turn.session, matter, report, turn.now)
    left(turn, matter, report)
    if matter.state == "da_tra_loi" and not contributions.not_yet_well(turn.session, matter):
        _closes(turn, matter, roles)


def _closes(turn: Turn, matter: Matter, roles: frozenset[Role]) -> None:
    """Everybody else had said that it is well."""
    for act in ("well", "closed"):
        matters.move(turn.session, matter, act, roles, turn.now, turn.me.id)
    _, report = matters.with_report(turn.session, matter)
    moving.to_contributors(turn, matter, texts.closed_for_others(matter.code, report.text))


def left(turn: Turn, matter: Matter, report: Report) -> None:
    matters.note(turn.session, matter, "parted", turn.now, turn.me.id, report.unit)
    if matter.state == "dong":
        return
    unit, (count, _) = turn.house.name(report.unit), contributions.affected(turn.session, matter)
    line = texts.parted_for_owner(matter.code, unit, count)
    if matter.kind == "hotspot":
        to_those_told(turn, matter, lambda _: line)
    else:
        telling.pass_on(turn, matter, line)


def _of_its_own(turn: Turn, report: Report, kind: str) -> None:
    draft = Draft(unit=report.unit, first_at=report.first_words_at, last_at=turn.now, texts=(report.text,))
    chosen = replace(draft, kind=kind, place=report.place, households=report.households, distinct=True)
    proposal = propose(chosen, turn.house, turn.me.reports_for)
    if proposal.kind is MessageKind.HOTSPOT:
        alarm.confirmed_at_once(turn, chosen, proposal, report)
        return
    made = saving.open_matter(turn, report, proposal)
    due = turn.here(made.due_at) if made.due_at else None
    turn.say(report_texts.saved_matter(made.code, moving.title(turn, made), due, ""))
    telling.tell(turn, made, report)
