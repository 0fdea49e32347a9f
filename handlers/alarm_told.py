"""What those who were told of a hot spot do: take it, say how it goes, answer, say it is over; the Bloc judges it."""

from __future__ import annotations

from datetime import timedelta

from handlers import alarm_contact, desk, moving, results
from handlers.alarm_standing import STILL_RUNNING, holds, running, was_told
from handlers.alarm_telling import close, confirm, say_to, to_reporter, to_those_told, told_others
from handlers.turn import Turn
from reporting.interview import ALARMS_LIVE, Question
from reporting.kind import UNREADABLE
from reporting.texts import alarms as texts
from reporting.texts import reports as report_texts
from reporting.texts.forms import brief, comrade, office
from reporting.values import Choice, MessageKind
from storage import alarms, matters, people
from storage.tables import Matter

FRESH = timedelta(hours=2)  # so long words of those who did not take an alarm belong to it


def told(turn: Turn, question: Question, choice: Choice) -> None:
    matter = running(turn, question)
    if matter is None or not was_told(turn, matter):
        return
    if choice.act in ("so", "not_so") and not turn.me.in_bloc:
        return
    acts = {"take": _take, "contact": alarm_contact.show, "so": _bloc_confirms, "not_so": _bloc_denies}
    acts[choice.act](turn, matter)


def _take(turn: Turn, matter: Matter) -> None:
    """One takes it; the others hear who, once each."""
    if matter.acknowledged_by is not None and matter.acknowledged_at is not None:
        taker = people.who(turn.session, matter.acknowledged_by)
        name = taker.name if taker else ""
        turn.say(texts.taken_already(matter.code, name, turn.here(matter.acknowledged_at)))
        return
    if not moving.may(turn, matter, "acknowledged"):
        turn.say(report_texts.moved_on(matter.code))
        return
    turn.close_about("alarm_in", matter.code)
    _claim(turn, matter)
    said = texts.you_took_sealed if matter.wordless else texts.you_took
    choices = texts.TAKEN_SEALED if matter.wordless else texts.TAKEN
    words = said(turn.me, matter.code, turn.local)
    turn.ask("alarm_mine", words, choices, lives=ALARMS_LIVE, code=matter.code, about=matter.code)


def _claim(turn: Turn, matter: Matter) -> None:
    matter.acknowledged_at, matter.acknowledged_by = turn.now, turn.me.id
    moving.move(turn, matter, "acknowledged")
    alarms.begin(matter, turn.house.calendar, turn.now)
    for reporter, _ in moving.contributors(turn, matter):
        words = texts.somebody_took(matter.code, comrade(turn.me.title), turn.local)
        if matter.wordless:
            words = texts.somebody_calls(reporter, matter.code, turn.me.name, turn.local)
        say_to(turn, matter, reporter, words)
    for who in told_others(turn, matter):
        turn.rest_for(who, "alarm_in", matter.code)
        turn.rest_for(who, "alarm_lead", matter.code)
        say_to(turn, matter, who, texts.taken_by_other(who, matter.code, turn.me.name, turn.local))


def _bloc_confirms(turn: Turn, matter: Matter) -> None:
    if matter.confirmed_at is None:
        confirm(turn, matter, turn.me)
    turn.say(texts.confirmed_by(matter.code))


def _bloc_denies(turn: Turn, matter: Matter) -> None:
    """Only while nobody has confirmed it: after that the reporter takes it back."""
    if matter.confirmed_at is not None:
        turn.say(texts.confirmed_already(matter.code))
        return
    turn.close_about("alarm_in", matter.code)
    close(turn, matter, texts.not_so_by_bloc())
    _, report = matters.with_report(turn.session, matter)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is not None:
        say_to(turn, matter, reporter, texts.withdrawn_by_bloc(reporter, matter.code))
    turn.say(texts.noted(turn.me))


# Words


def told_words(turn: Turn, question: Question, text: str) -> bool:
    """Free text of somebody who was told goes to the reporter."""
    matter = running(turn, question)
    if matter is None or not was_told(turn, matter) or not text.strip():
        return False
    if turn.now - matter.opened_at > STILL_RUNNING:
        return False
    if _says_nothing(turn, text):
        turn.ask_again(question)
        return True
    if desk.words(turn, text):
        return True  # a line of the digest, a report keyed in: not meant for the reporter
    pass_to_reporter(turn, matter, text)
    return True


def _says_nothing(turn: Turn, text: str) -> bool:
    """Letters struck at random: nobody is told them as a word from their leaders."""
    return turn.house.read(text).reason == UNREADABLE


def words_of_old(turn: Turn, text: str) -> bool:
    """Somebody else has taken the alarm: what those told write still goes to the reporter, while it is fresh.

    Not what is plainly a report of their own: nothing to report, another danger.
    """
    question = turn.talk.find_named("alarm_in") or turn.talk.find_named("alarm_lead")
    busy = turn.talk.draft is not None or turn.talk.top(turn.now) is not None
    if question is None or busy or not text.strip() or turn.incoming.files or turn.incoming.place:
        return False
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    if matter is None or matter.state in ("dong", "da_tra_loi", "da_on") or not was_told(turn, matter):
        return False
    found = turn.house.read(text, next(iter(turn.me.reports_for), None))
    danger = found.kind is MessageKind.HOTSPOT and found.severity == 3 and found.topic != matter.topic
    if found.reason == UNREADABLE:
        return False
    own = bool(turn.me.reports_for) and (danger or found.kind is MessageKind.NIL)
    if own or turn.now - matter.opened_at > FRESH:
        return False
    turn.act = "alarm words"
    pass_to_reporter(turn, matter, text)
    return True


def pass_to_reporter(turn: Turn, matter: Matter, text: str) -> None:
    """What somebody who was told writes, passed on to the reporter; of whoever has it a sign of life, of a leader a
    direction, which everybody hears."""
    _, report = matters.with_report(turn.session, matter)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, text)
    if holds(turn, matter):
        alarms.alive(matter, turn.house.calendar, turn.now)
    title = comrade(brief(turn.me.title))
    words = texts.official_says(matter.code, title, turn.local, text)
    to_reporter(turn, matter, words)
    if turn.talk.about("alarm_lead", matter.code) is not None:
        to_those_told(turn, matter, lambda _: words)
    turn.say(texts.words_passed(turn.me, turn.house.name(report.unit)))


# Taken


def taken(turn: Turn, question: Question, choice: Choice) -> None:
    """Đang tới, Đã xong, Cần hỗ trợ, Đã gọi: of whoever has it. Let go meanwhile, it is theirs again by this word."""
    matter = running(turn, question)
    if matter is None or not was_told(turn, matter) or matter.state in ("da_tra_loi", "da_on"):
        return
    if matter.acknowledged_by is None:
        _claim(turn, matter)
    elif not holds(turn, matter):
        _take(turn, matter)  # says who has it
        return
    matters.note(turn.session, matter, choice.act, turn.now, turn.me.id)
    alarms.alive(matter, turn.house.calendar, turn.now)
    turn.say(texts.noted(turn.me))
    title = comrade(office(turn.me.title))
    if choice.act == "coming":
        to_reporter(turn, matter, texts.on_the_way(matter.code, title, turn.local))
    elif choice.act == "help":
        phone = turn.me.phone_slot
        to_those_told(turn, matter, lambda _: texts.needs_help(matter.code, title, phone, turn.local))
    else:
        _over(turn, matter)


def _over(turn: Turn, matter: Matter) -> None:
    """The reporter says whether it is; everybody else hears it once."""
    turn.close_about("alarm_mine", matter.code)
    matter.answered_at = turn.now
    moving.move(turn, matter, "over")
    to_those_told(turn, matter, lambda _: texts.over_told(matter.code, turn.me.name, turn.local))
    results.ask_result(turn, matter)
