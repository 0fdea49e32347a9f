"""An alarm is opened, confirmed, closed, and everybody concerned told of it, within somebody's turn.

Who is told and in which words is `reporting/alarms.py` and `reporting/telling.py`; what time adds is the clock's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from handlers import moving
from handlers.keeping import open_again
from handlers.turn import Turn
from reporting import telling
from reporting.alarms import ROW_TOLD, police, row, told_at_first, told_in_full
from reporting.danger import event_of
from reporting.interview import ALARMS_LIVE, Question
from reporting.proposal import Proposal
from reporting.telling import Hearer, Notice
from reporting.texts import alarms as texts
from reporting.values import Who
from storage import alarms, contributions, matters, outbox, people, reports
from storage.tables import Matter, Report


def opened(
    turn: Turn, report: Report, proposal: Proposal, at: datetime | None = None, wordless: bool = False
) -> Matter:
    """`at`: when its words came, if that was not now."""
    assert report.id is not None
    matter = Matter(
        ward=turn.house.id,
        code=reports.next_code(turn.session, turn.house.id, "KH"),
        kind="hotspot",
        report=report.id,
        unit=report.unit,
        topic=report.topic,
        severity=proposal.severity,
        state="da_chuyen",
        owner=None if wordless else turn.house.owner_of(report.topic),
        opened_at=at or turn.now,
        wordless=wordless,
    )
    report.code = matter.code
    report.severity = proposal.severity
    alarms.begin(matter, turn.house.calendar, turn.now)
    matters.add(turn.session, matter, turn.me.id)
    return matter


def tell(turn: Turn, matter: Matter, posts: Iterable[str], named: Iterable[str] = ()) -> list[str]:
    """Tell everybody of these posts who does not know yet; answers their offices, whoever can be told of them. Whoever
    is only on duty is left out beside others, unless `named` has them."""
    found = alarms.around(turn.session, turn.house, matter, posts, turn.now)
    fresh = alarms.newly(turn.session, matter, found, turn.now)
    scene = alarms.scene(turn.session, turn.house, matter, turn.now)
    deliver(turn, matter, telling.first(scene, fresh))
    only_on_duty = "" if scene.on_duty in named else scene.on_duty
    return telling.named(found, only_on_duty, scene.caller is not None)


def tell_row(turn: Turn, matter: Matter) -> list[str]:
    """The whole row of the severity table; the first rung is behind once it reached anybody. One without words stays
    with the Bloc."""
    _, report = matters.with_report(turn.session, matter)
    severity, event = matter.severity or 3, event_of(report.text)
    if matter.wordless:
        names = tell(turn, matter, told_at_first(turn.house, turn.now))
    else:
        posts = told_in_full(turn.house, severity, matter.topic, event, turn.now)
        names = tell(turn, matter, posts, named=row(turn.house, severity, matter.topic, event))
    at = alarms.standing(matter)
    if names and not at.taken and at.rung < ROW_TOLD:
        alarms.stands(matter, replace(at, rung=ROW_TOLD), turn.house.calendar)
    return names


def heed(turn: Turn, matter: Matter, words: str) -> None:
    """What is added may tell of violence, weapons, injury or people held: then the police hear too."""
    if event_of(words) == "violence":
        tell(turn, matter, police(turn.house))


def deliver(turn: Turn, matter: Matter, notices: Iterable[Notice]) -> None:
    """A letter whose key was put before is not put again, nor its question."""
    for notice in notices:
        if outbox.was_put(turn.session, notice.key):
            continue
        if not notice.question:
            turn.say(notice.words, to=notice.to, kind="alarm", key=notice.key, not_before=notice.later)
            continue
        turn.ask(
            notice.question,
            notice.words,
            notice.choices,
            to=notice.to,
            kind="alarm",
            lives=ALARMS_LIVE,
            not_before=notice.later,
            key=notice.key,
            code=matter.code,
            about=matter.code,
        )


def confirm(turn: Turn, matter: Matter, by: Who) -> list[str]:
    """The whole row of the severity table is told; the unit has been heard this week."""
    matter.confirmed_at = turn.now
    matters.note(turn.session, matter, "confirmed", turn.now, by.id)
    _doubt_is_over(turn, matter)
    _, report = matters.with_report(turn.session, matter)
    assert report.id is not None
    author = people.who(turn.session, report.author) if report.author else None
    units = (author.reports_for if author else ()) or (report.unit,)
    reports.fulfil(turn.session, turn.house.id, report.period, units, report.id, report.first_words_at)
    return tell_row(turn, matter)


def _doubt_is_over(turn: Turn, matter: Matter) -> None:
    """A letter that still waits does not arrive marked as unconfirmed."""

    def sure(question: Question) -> Question:
        words = texts.without_doubt(question.text)
        waited = outbox.reword(turn.session, question.id, question.text, words, texts.TOLD)
        return replace(question, text=words, choices=texts.TOLD) if waited else question

    for person in matters.told(turn.session, matter):
        turn.amend(person, "alarm_in", matter.code, sure)


def close(turn: Turn, matter: Matter, why: str) -> None:
    """A withdrawn alarm stays in the log, and everybody who was told is told again; whom no letter has reached yet
    hears nothing of it, who was telephoned is telephoned."""
    if not moving.may(turn, matter, "withdrawn") or (not turn.me.in_bloc and _others_go_on(turn, matter, why)):
        return
    scene = alarms.scene(turn.session, turn.house, matter, turn.now)
    unsaid = alarms.unsaid(turn.session, matter.code)
    moving.move(turn, matter, "withdrawn", why)
    matter.rung_at = None
    _, report = matters.with_report(turn.session, matter)
    report.withdrawn_at, report.withdrawn_why = turn.now, why
    open_again(turn, report)
    for who in told_others(turn, matter):
        for name in ("alarm_in", "alarm_mine", "alarm_lead"):
            turn.rest_for(who, name, matter.code)
        if who.id not in unsaid:
            say_to(turn, matter, who, texts.withdrawn_told(who, matter.code, turn.local, why))
    called = [one.number for one in scene.told if _by_telephone(one) or one.who.id in unsaid]
    if called and scene.caller is not None:
        say_to(turn, matter, scene.caller.who, texts.withdrawn_by_phone(matter.code, called))


def _others_go_on(turn: Turn, matter: Matter, why: str) -> bool:
    """Another unit has told of it too: only this one's report is taken back."""
    mine = [r for r in contributions.reports_of(turn.session, matter) if r.unit in turn.me.reports_for]
    for report in mine:
        if not contributions.goes_on_without(turn.session, matter, report, turn.now):
            return False
        report.withdrawn_at, report.withdrawn_why = turn.now, why
        open_again(turn, report)
        for who in told_others(turn, matter):
            say_to(turn, matter, who, texts.one_withdrew(matter.code, turn.house.name(report.unit), why))
    return bool(mine)


def _by_telephone(hearer: Hearer) -> bool:
    return not hearer.reached and not hearer.waits


def say_to(turn: Turn, matter: Matter, who: Who, words: str) -> None:
    """A word of an alarm. At severity 1 nobody is woken."""
    later = turn.house.calendar.quiet_end(turn.now) if matter.severity == 1 and who.id != turn.me.id else None
    key = f"alarm:{matter.code}:{matter.climb}:{turn.ref}-{len(turn.says)}:{who.id}"
    turn.say(words, to=who, kind="alarm", key=key, not_before=later)


def to_reporter(turn: Turn, matter: Matter, words: str) -> None:
    """Everybody who told of it."""
    for who, _ in moving.contributors(turn, matter):
        say_to(turn, matter, who, words)


def told_others(turn: Turn, matter: Matter) -> list[Who]:
    """Everybody else who was told and has an address."""
    found = [people.who(turn.session, number) for number in matters.told(turn.session, matter)]
    return [who for who in found if who and who.id != turn.me.id and people.has_address(turn.session, who.id)]


def to_those_told(turn: Turn, matter: Matter, words: Callable[[Who], str]) -> None:
    for who in told_others(turn, matter):
        say_to(turn, matter, who, words(who))
