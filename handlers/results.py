"""Answered is not yet well: every unit that told of a matter is asked; only their word or their silence closes it."""

from __future__ import annotations

from datetime import timedelta

from handlers import moving, telling
from handlers.turn import Turn
from reporting.answers import Chosen, choose
from reporting.fold import fold
from reporting.interview import Question
from reporting.matters import FIXED
from reporting.summary import unmarked
from reporting.texts import alarms as alarm_texts
from reporting.texts import desk as desk_texts
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.texts.commands import NOT_YET
from reporting.texts.forms import comrade
from reporting.texts.standing import for_slip
from reporting.values import Choice, Who
from storage import alarms, contributions, matters, owners, people
from storage.tables import Matter

LIVES = timedelta(days=7)  # longer than the three working days, holidays between


def ask_result(turn: Turn, matter: Matter) -> None:
    """Is it well? Asked of everybody who told of it and has not said so yet."""
    waiting = {report.id for report in contributions.not_yet_well(turn.session, matter)}
    for who, reports in moving.contributors(turn, matter):
        if any(report.id in waiting for report in reports):
            _ask(turn, matter, who)


def _ask(turn: Turn, matter: Matter, who: Who) -> None:
    if matter.kind == "hotspot":
        taker = people.who(turn.session, matters.over_by(turn.session, matter) or 0)
        office = comrade(taker.title.split(" (")[0]) if taker and taker.title else turn.house.file.labels.bloc_short
        at = turn.here(matter.answered_at or turn.now)
        words = alarm_texts.over(who, matter.code, office, at)
        if matter.wordless and taker is not None:
            words = alarm_texts.called(who, matter.code, taker.name, at)
    else:
        words = answer_line(turn, matter, who)
    kind = "alarm" if matter.kind == "hotspot" else "reply"
    turn.ask("result", words, desk_texts.RESULT, to=who, kind=kind, lives=LIVES, code=matter.code, about=matter.code)


def answer_line(turn: Turn, matter: Matter, who: Who) -> str:
    office = moving.title(turn, matter)
    return texts.result(who, matter.code, office, matter.answer or "", matter.ending or FIXED, matter.sent_to)


def ask_what_waits(turn: Turn) -> None:
    """Answered while nobody of the unit could be asked: the one who has just joined is."""
    for matter, _ in matters.open_of_units(turn.session, turn.house.id, turn.me.reports_for):
        if matter.state == "da_tra_loi":
            mine = [reports for who, reports in moving.contributors(turn, matter) if who.id == turn.me.id]
            authors = {report.author for reports in mine for report in reports}
            if mine and turn.me.id not in authors:
                _ask(turn, matter, turn.me)


def result(turn: Turn, question: Question, choice: Choice) -> None:
    act = "well" if choice.act == "yes" else "not well"
    matter = _answered(turn, question, act)
    if matter is None:
        return
    turn.close_about("result", matter.code)
    if choice.act == "yes":
        _well(turn, matter)
    else:
        ask_why(turn, matter)


def ask_why(turn: Turn, matter: Matter) -> None:
    turn.ask("result_why", desk_texts.what_is_missing(turn.me), report_texts.ONLY_BACK, code=matter.code)


def _answered(turn: Turn, question: Question, act: str) -> Matter | None:
    """The matter a result is about, if this person may say how it stands."""
    code = question.data["code"]
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is not None and matter.state == "da_tra_loi" and moving.may(turn, matter, act):
        return matter
    turn.close_about("result", code)
    turn.close("result_why")
    open_still = matter is not None and matter.state != "dong"
    turn.say(report_texts.moved_on(code) if open_still else report_texts.closed_already(code))
    return None


def _well(turn: Turn, matter: Matter) -> None:
    """It closes when every unit that told of it has said so."""
    turn.act = "well"
    mine = [
        report.id or 0
        for who, reports in moving.contributors(turn, matter)
        for report in reports
        if who.id == turn.me.id or report.unit in turn.me.reports_for
    ]
    contributions.well(turn.session, matter, mine, turn.now)
    waiting = contributions.not_yet_well(turn.session, matter) if mine else []
    if waiting:
        moving.move(turn, matter, "seen well")
        units = list(dict.fromkeys(turn.house.name(report.unit) for report in waiting))
        turn.say(texts.well_so_far(turn.me, matter.code, units))
        return
    moving.move(turn, matter, "well")
    moving.move(turn, matter, "closed")
    turn.say(texts.closed(turn.me, matter.code, slip=matters.times(turn.session, matter, "not well") > 0))
    _, report = matters.with_report(turn.session, matter)
    moving.to_contributors(turn, matter, texts.closed_for_others(matter.code, report.text))


def result_words(turn: Turn, question: Question, text: str) -> bool:
    """Words after "chưa" say what is missing."""
    if not text.lower().startswith(NOT_YET):
        return False
    turn.close_about("result", question.data["code"])
    return what_is_missing(turn, question, text)


def what_is_missing(turn: Turn, question: Question, text: str) -> bool:
    code = question.data["code"]
    matter = matters.by_code(turn.session, turn.house.id, code)
    turn.close("result_why")
    if matter is None or not moving.may(turn, matter, "not well"):
        turn.say(report_texts.no_such_code(code) if matter is None else report_texts.moved_on(code))
    else:
        reopen(turn, matter, text)
    return True


def said_of_the_result(turn: Turn, matter: Matter, words: str) -> bool:
    """`YK-0001 ổn rồi`, `YK-0001 chưa ổn, …`: what the result asked, answered by code, also weeks after it closed."""
    if says_not_well(words) and moving.may(turn, matter, "not well") and not is_withdrawn(turn, matter):
        turn.close_about("result", matter.code)
        reopen(turn, matter, words) if len(words.split()) > A_BARE_NO else ask_why(turn, matter)
        return True
    found = choose(words, desk_texts.RESULT)
    if isinstance(found, Chosen) and found.choice.act == "yes" and moving.may(turn, matter, "well"):
        turn.close_about("result", matter.code)
        _well(turn, matter)
        return True
    return False


A_BARE_NO = 3  # words: "chưa ổn em ơi" says nothing of what is missing


def says_not_well(words: str) -> bool:
    return fold(words).startswith(
        ("chua on", "chua xong", "chua duoc", "chua het", "van chua", "lai hu", "hu lai", "chua")
    )


def is_withdrawn(turn: Turn, matter: Matter) -> bool:
    return matters.with_report(turn.session, matter)[1].withdrawn_at is not None


def reopen(turn: Turn, matter: Matter, words: str) -> None:
    """Answered is not yet well: it goes back to the owner with a new due date."""
    turn.act = "reopened"
    words = unmarked(words)
    moving.move(turn, matter, "not well", words)
    turn.say(desk_texts.reopened(turn.me, matter.code))
    _, report = matters.with_report(turn.session, matter)
    if matter.kind == "hotspot":
        alarms.begin(matter, turn.house.calendar, turn.now)
        _back_to_taker(turn, matter, alarm_texts.not_over(matter.code, turn.where(report), words))
        return
    due = turn.house.due(turn.now, report.legal, matter.topic, matter.severity, reopened=True)
    matters.give_until(turn.session, matter, due, turn.now)
    matter.delay_why = None
    telling.find_stand_in(turn, matter)
    unit = next((turn.house.name(unit) for unit in turn.me.reports_for), turn.house.name(report.unit))
    moving.to_contributors(turn, matter, texts.reopened_for_others(matter.code, report.text, unit))
    line = desk_texts.reopened_for_owner(matter.code, unit, words, turn.here(due))
    for who in owners.acting(turn.session, turn.house, matter):
        if people.has_address(turn.session, who.id):
            telling.ask(turn, "owner_due", who, matter, line)
        elif (staff := turn.staff()) is not None:
            turn.say(desk_texts.by_phone(line, who.title.split(" (")[0], who.phone_slot), to=staff)


def _back_to_taker(turn: Turn, matter: Matter, words: str) -> None:
    taker = people.who(turn.session, matter.acknowledged_by) if matter.acknowledged_by else None
    if taker is not None:
        choices = alarm_texts.TAKEN
        turn.ask("alarm_mine", words, choices, to=taker, kind="alarm", code=matter.code, about=matter.code)


# The slip


def slip(turn: Turn, matter: Matter) -> None:
    """`phiếu YK-0119`: lines for the group's own chat."""
    turn.act = "slip"
    _, report = matters.with_report(turn.session, matter)
    due = turn.here(matter.due_at) if matter.due_at else None
    office, ending = moving.title(turn, matter), matter.ending or FIXED
    said = for_slip(matter.state, office, matter.answer or "", ending, matter.closed_why, due)
    turn.say(texts.slip(matter.code, turn.where(report), unmarked(report.text), said, turn.local.date()))
