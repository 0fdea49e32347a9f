"""A confirmed draft becomes a report: nothing new, news, a matter with an owner and a due date, an alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers import alarm, handover, media, moving, same, telling
from handlers.keeping import answered, heard, period_for, store, tell_who_spoke, units_of
from handlers.turn import Turn
from reporting.interview import Draft
from reporting.proposal import Proposal, parts_of, propose
from reporting.texts import looks as look_texts
from reporting.texts import media as media_texts
from reporting.texts import reports as texts
from reporting.texts.forms import listed
from reporting.values import MessageKind
from storage import matters, reports
from storage.tables import AuditEntry, Matter, Report

OPEN_MATTERS_READ_BACK = 2
OF_A_MATTER = (MessageKind.HOTSPOT, MessageKind.FEEDBACK)


def save_nil(
    turn: Turn, units: tuple[str, ...], label: str | None = None, by_phone: bool = False, at: datetime | None = None
) -> None:
    turn.act = "nil"
    period = period_for(turn, units, at or turn.said_at, label)
    reports.open_duties(turn.session, turn.house, period)
    names = listed([turn.house.name(unit) for unit in units])
    if reports.has_report(turn.session, turn.house.id, period.label, units):
        answered(turn, units, period)
        turn.say(texts.nil_already(turn.me, names, period.label))
        return
    report = Report(
        ward=turn.house.id,
        unit=units[0],
        author=turn.me.id,
        period=period.label,
        kind="nil",
        text="",
        channel="phone" if by_phone else turn.came_by,
        first_words_at=at or turn.said_at,
        instead_of=None if by_phone else handover.in_place_of(turn, units[0]),
        saved_at=turn.now,
    )
    number = reports.add(turn.session, report)
    reports.fulfil(turn.session, turn.house.id, period.label, units, number, report.first_words_at)
    answered(turn, units, period)
    turn.talk = replace(turn.talk, last_report=number)
    words = texts.nil_done(
        turn.me, names, period.label, _still_open(turn, units), _instead(turn, report), turn.local if by_phone else None
    )
    if by_phone:
        turn.say(words)
    else:
        turn.ask("nil_done", words, texts.MEND_NIL, passive=True)


def _instead(turn: Turn, report: Report) -> bool:
    """Asked to, or as the front head, who may at any time: somebody else's duty is fulfilled."""
    front = turn.me.holds("front_head") and report.unit not in turn.me.units("leader", "secretary")
    return report.instead_of is not None or front


def _still_open(turn: Turn, units: tuple[str, ...]) -> list[str]:
    """Matters still open are read back, two at most (R12)."""
    found = matters.open_of_units(turn.session, turn.house.id, units)[:OPEN_MATTERS_READ_BACK]
    return [
        texts.open_matter(
            matter.code,
            report.text,
            turn.here(matter.due_at) if matter.due_at else None,
            bool(matter.due_at and matter.due_at < turn.now),
        )
        for matter, report in found
    ]


def save(turn: Turn, draft: Draft) -> None:
    """Everything the draft holds, as one report or as several matters."""
    units = units_of(turn, draft)
    proposal = propose(draft, turn.house, units)
    if draft.by_phone and draft.also and proposal.kind is not MessageKind.HOTSPOT:
        _save_each(turn, draft)
        return
    parts = parts_of(draft)
    if proposal.kind is MessageKind.NIL and (report := heard(turn, draft)) is not None:
        heard_nothing(turn, report)
    elif proposal.kind is MessageKind.NIL and draft.by_phone:
        turn.talk = replace(turn.talk, draft=None, wake_at=None)
        save_nil(turn, units, by_phone=True, at=draft.first_at)
    elif len(parts) == 1 and proposal.kind in OF_A_MATTER and same.asks(turn, draft, proposal):
        return
    elif proposal.kind is MessageKind.HOTSPOT:
        alarm.confirmed_at_once(turn, draft, proposal, store(turn, draft, proposal, units))
    elif proposal.kind is MessageKind.FEEDBACK and len(parts) > 1:
        _save_many(turn, draft, units, parts)
    elif proposal.kind is MessageKind.FEEDBACK:
        _save_matter(turn, draft, proposal, units)
    else:
        _save_news(turn, draft, proposal, units)
    tell_who_spoke(turn, draft)


def _save_each(turn: Turn, draft: Draft) -> None:
    """Said on the telephone for several units: each has a report of its own, and is read back."""
    for n, unit in enumerate((draft.unit, *draft.also)):
        one = replace(draft, unit=unit, also=())
        save(turn, one if n == 0 else replace(one, inbox=(), files=()))


def heard_nothing(turn: Turn, report: Report) -> None:
    """What had no words said that there is nothing to report."""
    turn.act = "nil"
    turn.talk = replace(turn.talk, draft=None, wake_at=None)
    reports.change(turn.session, report, turn.now, turn.me.id, "heard", kind="nil")
    turn.say(look_texts.nil_written(turn.house.name(report.unit), report.period))


def _save_news(turn: Turn, draft: Draft, proposal: Proposal, units: tuple[str, ...]) -> None:
    turn.act = "news"
    report = store(turn, draft, proposal, units)
    names = [turn.house.name(unit) for unit in units]
    if draft.heard is not None:
        turn.say(look_texts.news_written(names[0], report.period))
        return
    turn.say(
        texts.saved_news(
            turn.me,
            names,
            report.period,
            report.version > 1,
            turn.local if draft.by_phone else None,
            instead=report.instead_of is not None,
        )
    )


def _save_matter(turn: Turn, draft: Draft, proposal: Proposal, units: tuple[str, ...]) -> None:
    turn.act = "matter"
    report = store(turn, draft, proposal, units)
    matter = open_matter(turn, report, proposal)
    files = media_texts.looked_at_first(media.counted(draft.files)) if draft.files else ""
    if matter.state == "moi":
        turn.say(texts.saved_to_head(matter.code, report.text))
    else:
        due = turn.here(matter.due_at) if matter.due_at else None
        turn.say(texts.saved_matter(matter.code, moving.title(turn, matter), due, files))
    telling.tell(turn, matter, report)


def _save_many(turn: Turn, draft: Draft, units: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """Several matters in one breath: each its own code, in the order they were said."""
    turn.act = "matters"
    items = []
    for n, part in enumerate(parts):
        files = draft.inbox if n == 0 else ()
        piece = replace(draft, texts=(part,), kind="feedback", inbox=files)
        proposal = propose(piece, turn.house, units)
        report = store(turn, piece, proposal, units)
        matter = open_matter(turn, report, proposal)
        telling.tell(turn, matter, report)
        due = turn.here(matter.due_at) if matter.due_at else None
        items.append((matter.code, proposal.words, moving.title(turn, matter), due))
    turn.say(texts.saved_many(items))


def open_matter(turn: Turn, report: Report, proposal: Proposal) -> Matter:
    """A citizens' matter gets its code, owner and due date. One about an office's own manner goes to the head first."""
    assert report.id is not None
    matter = Matter(
        ward=turn.house.id,
        code=reports.next_code(turn.session, turn.house.id, "YK"),
        kind="feedback",
        report=report.id,
        unit=proposal.elsewhere or report.unit,
        topic=report.topic,
        severity=proposal.severity,
        opened_at=turn.now,
        due_at=turn.house.due(turn.now, report.legal, report.topic, proposal.severity),
        owner=turn.house.head(),
    )
    to = turn.house.owner_of(report.topic) or turn.house.deputy_chair(report.topic)
    if to is not None and not proposal.about_a_body:
        matter.owner, matter.state = to, "da_chuyen"
    report.code = matter.code
    matters.add(turn.session, matter, turn.me.id)
    return matter


def count_refusal(turn: Turn, why: str) -> None:
    """A refusal leaves its reason and nothing else."""
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, act=f"refused {why}"))
