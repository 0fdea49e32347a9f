"""What those who were told of a hot spot do: take it, see whom to telephone, answer, say it is over."""

from __future__ import annotations

from datetime import timedelta

from handlers import alarm, contact_lane, desk, owner
from handlers.turn import ALARMS_LIVE, Turn
from reporting.interview import Question
from reporting.texts import alarms as texts
from reporting.texts.forms import comrade
from reporting.values import Choice, MessageKind
from storage import matters, people
from storage.tables import AuditEntry, Matter

FRESH = timedelta(hours=2)  # so long words of those who did not take an alarm belong to it


def told(turn: Turn, question: Question, choice: Choice) -> None:
    matter = alarm.running(turn, question)
    if matter is None or not _was_told(turn, matter):
        return
    acts = {"take": _take, "contact": _contact, "so": _bloc_confirms, "not_so": _bloc_denies}
    if choice.act in ("so", "not_so") and not turn.me.in_bloc:
        return
    acts[choice.act](turn, matter)


def _was_told(turn: Turn, matter: Matter) -> bool:
    """The right to act, checked for every act: also for a forged button."""
    return turn.me.id in matters.told(turn.session, matter)


def _take(turn: Turn, matter: Matter) -> None:
    if matter.acknowledged_by is not None and matter.acknowledged_at is not None:
        taker = people.who(turn.session, matter.acknowledged_by)
        name = taker.name if taker else ""
        turn.say(texts.taken_already(matter.code, name, turn.here(matter.acknowledged_at)))
        return
    turn.close_about("alarm_in", matter.code)
    matter.acknowledged_at, matter.acknowledged_by = turn.now, turn.me.id
    matters.move(turn.session, matter, "dang_xu_ly", "acknowledged", turn.now, turn.me.id)
    turn.ask(
        "alarm_mine",
        texts.you_took(turn.me, matter.code, turn.local),
        texts.TAKEN,
        lives=ALARMS_LIVE,
        code=matter.code,
        about=matter.code,
    )
    alarm.to_reporter(turn, matter, texts.somebody_took(matter.code, comrade(alarm.office(turn.me)), turn.local))
    for who in alarm.told_others(turn, matter):
        turn.rest_for(who, "alarm_in", matter.code)
        turn.say(texts.taken_by_other(who, matter.code, turn.me.name, turn.local), to=who, kind="alarm")


def _contact(turn: Turn, matter: Matter) -> None:
    """Whoever was told may telephone a reporter who agreed to it; each look is written down."""
    _, report = matters.with_report(turn.session, matter)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is not None and reporter.may_telephone and (matter.severity or 0) >= 2:
        turn.session.add(
            AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="telephone seen", about=matter.code)
        )
        words = texts.contact(matter.code, turn.house.name(report.unit), reporter.phone_slot)
    else:
        staff = turn.staff()
        words = texts.no_contact(matter.code, staff.phone_slot if staff else "113")
    turn.say("\n".join(filter(None, (words, contact_lane.of_alarm(turn, matter)))))


def _bloc_confirms(turn: Turn, matter: Matter) -> None:
    if matter.confirmed_at is None:
        alarm.confirm(turn, matter, turn.me)
    turn.say(texts.confirmed_by(matter.code))


def _bloc_denies(turn: Turn, matter: Matter) -> None:
    turn.close_about("alarm_in", matter.code)
    alarm.close(turn, matter, texts.not_so_by_bloc())
    _, report = matters.with_report(turn.session, matter)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is not None:
        turn.say(texts.withdrawn_by_bloc(reporter, matter.code), to=reporter, kind="alarm")
    turn.say(texts.noted(turn.me))


def told_words(turn: Turn, question: Question, text: str) -> bool:
    """Free text of somebody who was told goes to the reporter."""
    matter = alarm.running(turn, question)
    if matter is None or not _was_told(turn, matter) or not text.strip():
        return False
    if turn.now - matter.opened_at > alarm.STILL_RUNNING:
        return False
    if desk.words(turn, text):
        return True  # a line of the digest, a report keyed in: not meant for the reporter
    to_reporter(turn, matter, text)
    return True


def words_of_old(turn: Turn, text: str) -> bool:
    """Somebody else has taken the alarm: what those told write still goes to the reporter, while it is fresh.

    Not what is plainly a report of their own: nothing to report, another danger.
    """
    question = turn.talk.find_named("alarm_in")
    busy = turn.talk.draft is not None or turn.talk.top(turn.now) is not None
    if question is None or busy or not text.strip() or turn.incoming.files or turn.incoming.place:
        return False
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    if matter is None or matter.state in ("dong", "da_tra_loi", "da_on") or not _was_told(turn, matter):
        return False
    found = turn.house.read(text, next(iter(turn.me.reports_for), None))
    danger = found.kind is MessageKind.HOTSPOT and found.severity == 3 and found.topic != matter.topic
    own = bool(turn.me.reports_for) and (danger or found.kind is MessageKind.NIL)
    if own or turn.now - matter.opened_at > FRESH:
        return False
    turn.act = "alarm words"
    to_reporter(turn, matter, text)
    return True


def to_reporter(turn: Turn, matter: Matter, text: str) -> None:
    """What somebody who was told writes, passed on to the reporter."""
    _, report = matters.with_report(turn.session, matter)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, text)
    alarm.to_reporter(turn, matter, texts.official_says(matter.code, comrade(alarm.office(turn.me)), turn.local, text))
    turn.say(texts.words_passed(turn.me, turn.house.name(report.unit)))


def taken(turn: Turn, question: Question, choice: Choice) -> None:
    matter = alarm.running(turn, question)
    if matter is None or not _was_told(turn, matter):
        return
    title = comrade(alarm.office(turn.me))
    matters.note(turn.session, matter, choice.act, turn.now, turn.me.id)
    turn.say(texts.noted(turn.me))
    if choice.act == "coming":
        alarm.to_reporter(turn, matter, texts.on_the_way(matter.code, title, turn.local))
    elif choice.act == "help":
        alarm.to_those_told(turn, matter, lambda _: texts.needs_help(matter.code, title, turn.local))
    else:
        turn.close_about("alarm_mine", matter.code)
        matter.answered_at = turn.now
        matters.move(turn.session, matter, "da_tra_loi", "over", turn.now, turn.me.id)
        owner.ask_result(turn, matter)
