"""Hot spots, first form: told at once, acknowledged by one tap; the reporter hears who and when.

The ladder (again after ten minutes, upwards after twenty) will stand on the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import contact_lane
from handlers.keeping import open_again, store, tell_who_spoke
from handlers.turn import ALARMS_LIVE, Turn
from reporting.alarms import may_be_hurt, told_at_first, told_in_full
from reporting.interview import Draft, Question
from reporting.proposal import Proposal, propose
from reporting.texts import alarms as texts
from reporting.texts import channels as channel_texts
from reporting.texts import reports as report_texts
from reporting.texts.forms import comrade
from reporting.understand import withdrawal
from reporting.values import Choice, MessageKind, Who
from storage import addresses, matters, outbox, people, reports
from storage.tables import Matter, Report

CONFIRM_WITHIN = timedelta(minutes=2)  # then a severity 3 goes to everybody concerned without a word from the reporter
STILL_RUNNING = timedelta(hours=6)  # words of the reporter are added to the alarm so long
SAME_DANGER = timedelta(minutes=30)


# From the reporter


def begin(turn: Turn) -> None:
    """`khẩn`: what is it, where."""
    if not turn.me.reports_for:
        turn.say(report_texts.back_done(turn.me))
        return
    turn.talk = replace(turn.talk, draft=None)
    turn.ask("prompt", report_texts.prompt(turn.me), report_texts.ONLY_BACK)


def unconfirmed(turn: Turn, draft: Draft) -> None:
    """A possible danger to life: the Bloc hears it this second, marked as not confirmed."""
    turn.act = "alarm"
    proposal = replace(propose(draft, turn.house, turn.me.reports_for), kind=MessageKind.HOTSPOT, severity=3)
    report = store(turn, draft, proposal, turn.me.reports_for, fulfils=False)
    matter = _open(turn, report, proposal)
    matter.unconfirmed_until = turn.now + CONFIRM_WITHIN
    contact_lane.life_first(turn, matter, draft.inbox)
    reached = _tell(turn, matter, report, told_at_first(turn.house, turn.now))
    words = texts.received(turn.me, matter.code, turn.local) if reached else _nobody_hears(turn, matter)
    ask_whether(turn, matter, words)
    tell_who_spoke(turn, draft)


def ask_whether(turn: Turn, matter: Matter, words: str) -> None:
    """The question whether it is so, after some words."""
    turn.ask("alarm", texts.is_it_so(words), texts.IS_IT_SO, lives=ALARMS_LIVE, code=matter.code)


def _nobody_hears(turn: Turn, matter: Matter) -> str:
    """No word of "đang báo" where nobody is told: their only channel is out, or nobody has joined."""
    waits = any(people.has_address(turn.session, person) for person in matters.told(turn.session, matter))
    staff = turn.staff()
    phone = staff.phone_slot if staff is not None and staff.id != turn.me.id else None
    return texts.nobody_hears(turn.me, matter.code, (matter.severity or 3) >= 3, waits, phone)


def confirmed_at_once(turn: Turn, draft: Draft, proposal: Proposal, report: Report) -> None:
    """Severity 1 and 2 are shown before they go out; this is the reporter's yes."""
    turn.act = "alarm"
    matter = _open(turn, report, proposal)
    matter.confirmed_at = turn.now
    names = _tell(turn, matter, report, told_in_full(turn.house, matter.severity or 2, matter.topic, turn.now))
    if not names:
        turn.say(_nobody_hears(turn, matter))
    elif matter.severity == 1:
        turn.say(texts.saved_early_sign(turn.me, matter.code, names))
    else:
        turn.say(texts.saved(turn.me, matter.code, turn.local, names))


def out_unconfirmed(turn: Turn, draft: Draft, proposal: Proposal) -> None:
    """Ten minutes of silence: severity 2 goes out, marked so."""
    report = store(turn, draft, proposal, turn.me.reports_for, fulfils=False)
    matter = _open(turn, report, proposal, draft.last_at)
    names = _tell(turn, matter, report, told_in_full(turn.house, matter.severity or 2, matter.topic, turn.now))
    words = texts.went_out_unconfirmed(turn.me, matter.code, names) if names else _nobody_hears(turn, matter)
    turn.ask("alarm", words, texts.IS_IT_SO, lives=ALARMS_LIVE, code=matter.code)


def silence_is_over(turn: Turn, matter: Matter) -> None:
    """Two minutes without a word from the reporter: everybody concerned is told all the same."""
    turn.act = "alarm goes out"
    matter.unconfirmed_until = None
    _, report = matters.with_report(turn.session, matter)
    matters.note(turn.session, matter, "unconfirmed", turn.now, None)
    _tell(turn, matter, report, told_in_full(turn.house, matter.severity or 3, matter.topic, turn.now))


def is_it_so(turn: Turn, question: Question, choice: Choice) -> None:
    matter = running(turn, question)
    if matter is None:
        return
    if choice.act == "no":
        ask_withdraw(turn, matter)
        return
    turn.close("alarm")
    names = confirm(turn, matter, turn.me)
    if not names:
        turn.say(_nobody_hears(turn, matter))
    elif may_be_hurt(matter.severity or 3, matter.topic):
        words = texts.confirmed_hurt(turn.me, matter.code, names)
        turn.ask("hurt", words, texts.HURT, lives=STILL_RUNNING, code=matter.code)
    else:
        turn.say(texts.confirmed(turn.me, matter.code, names))


def confirm(turn: Turn, matter: Matter, by: Who) -> list[str]:
    """The whole row of the severity table is told; the unit has been heard this week."""
    matter.confirmed_at, matter.unconfirmed_until = turn.now, None
    matters.note(turn.session, matter, "confirmed", turn.now, by.id)
    _doubt_is_over(turn, matter)
    _, report = matters.with_report(turn.session, matter)
    assert report.id is not None
    reports.fulfil(
        turn.session, turn.house.id, report.period, _units_of(turn, report), report.id, report.first_words_at
    )
    return _tell(turn, matter, report, told_in_full(turn.house, matter.severity or 3, matter.topic, turn.now))


def _doubt_is_over(turn: Turn, matter: Matter) -> None:
    """A letter that still waits does not arrive marked as unconfirmed."""

    def sure(question: Question) -> Question:
        words = texts.without_doubt(question.text)
        waited = outbox.reword(turn.session, question.id, question.text, words, texts.TOLD)
        return replace(question, text=words, choices=texts.TOLD) if waited else question

    for person in matters.told(turn.session, matter):
        turn.amend(person, "alarm_in", matter.code, sure)


def _units_of(turn: Turn, report: Report) -> tuple[str, ...]:
    author = people.who(turn.session, report.author) if report.author else None
    return author.reports_for if author else (report.unit,)


def more_words(turn: Turn, text: str, danger: str | None) -> bool:
    """While an alarm of theirs runs, what a reporter writes goes to everybody who was told."""
    matter = running_for(turn, danger)
    if matter is None:
        return False
    if withdrawal(text):
        ask_withdraw(turn, matter)
        return True
    pass_on(turn, matter, text)
    turn.say(texts.passed_on(turn.me) if heard(turn, matter) else texts.noted_only(turn.me, matter.code))
    return True


def running_for(turn: Turn, danger: str | None) -> Matter | None:
    """The running alarm that news of this reporter belongs to.

    Words of danger (`danger` is their topic) belong to it only while it is fresh and of that topic; else they are an
    alarm of their own.
    """
    since = turn.now - (SAME_DANGER if danger else STILL_RUNNING)
    matter = matters.running_of(turn.session, turn.house.id, turn.me.id, since)
    return None if matter is None or (danger is not None and danger != matter.topic) else matter


def pass_on(turn: Turn, matter: Matter, text: str) -> None:
    """Words of the reporter's unit go to everybody who was told."""
    turn.act = "alarm words"
    _, report = matters.with_report(turn.session, matter)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, text)
    if turn.inbox is not None:
        contact_lane.life_first(turn, matter, (turn.inbox,))
    to_those_told(turn, matter, lambda _: texts.more_words(matter.code, turn.where(report), turn.local, text))


def heard(turn: Turn, matter: Matter) -> bool:
    """Whether what is passed on reaches anybody now."""
    return any(people.is_reachable(turn.session, who.id) for who in told_others(turn, matter))


def ask_withdraw(turn: Turn, matter: Matter) -> None:
    """Takes the place of what was asked before: a yes to this is no yes to that."""
    turn.close("alarm", "hurt")
    turn.ask("withdraw", texts.why_withdraw(turn.me, matter.code), texts.WITHDRAW, code=matter.code)


def close(turn: Turn, matter: Matter, why: str) -> None:
    """A withdrawn alarm stays in the log, and everybody who was told is told again."""
    matter.unconfirmed_until = None
    matters.move(turn.session, matter, "dong", "withdrawn", turn.now, turn.me.id, why)
    _, report = matters.with_report(turn.session, matter)
    report.withdrawn_at, report.withdrawn_why = turn.now, why
    assert report.id is not None
    open_again(turn, report)
    for who in told_others(turn, matter):
        turn.rest_for(who, "alarm_in", matter.code)
        turn.rest_for(who, "alarm_mine", matter.code)
        turn.say(texts.withdrawn_told(who, matter.code, turn.local, why), to=who, kind="alarm")


# Telling


def office(who: Who) -> str:
    """The title as citizens know it."""
    return who.title.split(" (")[0]


def running(turn: Turn, question: Question) -> Matter | None:
    """The alarm a question is about; None, said so, when it is over."""
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    if matter is None or matter.state == "dong":
        turn.close(question.name)
        turn.say(report_texts.closed_already(question.data["code"]))
        return None
    return matter


def standing(turn: Turn, matter: Matter, report: Report) -> str:
    """How it stands: no more than is known, who has taken it and when."""
    taker = people.who(turn.session, matter.acknowledged_by) if matter.acknowledged_by else None
    by_channel, by_telephone = matters.ways(turn.session, matter)
    staff = turn.staff()
    return texts.standing(
        matter.code,
        report.text,
        matter.state,
        comrade(office(taker)) if taker else "",
        texts.moment_of(matter.acknowledged_at and turn.here(matter.acknowledged_at), turn.local),
        texts.moment_of(matter.answered_at and turn.here(matter.answered_at), turn.local),
        told=by_channel,
        called=by_telephone and staff is not None and people.is_reachable(turn.session, staff.id),
        why=matter.closed_why,
    )


def _open(turn: Turn, report: Report, proposal: Proposal, at: datetime | None = None) -> Matter:
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
        owner=turn.house.owner_of(report.topic),
        opened_at=at or turn.now,
    )
    report.code = matter.code
    report.severity = proposal.severity
    matters.add(turn.session, matter, turn.me.id)
    return matter


def _tell(turn: Turn, matter: Matter, report: Report, posts: tuple[str, ...]) -> list[str]:
    """Tell everybody of these posts who does not know yet; answers their offices. Who has no chat is telephoned."""
    severity = matter.severity or 3
    later = turn.house.calendar.quiet_end(turn.now) if severity == 1 else None
    names, by_telephone = [], []
    on_duty = turn.house.on_duty(turn.now)
    staff = turn.staff()
    somebody_calls = staff is not None and people.is_reachable(turn.session, staff.id)
    for who in turn.people(*posts):
        reachable = people.is_reachable(turn.session, who.id)
        if reachable or somebody_calls:
            names.append(office(who))
        if not matters.tell(turn.session, matter, who.id, turn.now, not reachable):
            continue
        if not reachable:
            why = channel_texts.because(addresses.why_not(turn.session, who.id))
            by_telephone.append((office(who), who.phone_slot + why))
        if not people.has_address(turn.session, who.id):
            continue  # else it waits for its channel all the same
        words = texts.tell(
            matter.code,
            severity,
            matter.confirmed_at is not None,
            turn.where(report),
            turn.here(matter.opened_at),
            report.text,
            _duty_line(turn, who, on_duty),
        )
        choices = texts.TOLD_BLOC if who.in_bloc and matter.confirmed_at is None else texts.TOLD
        turn.ask(
            "alarm_in",
            words,
            choices,
            to=who,
            kind="alarm",
            lives=ALARMS_LIVE,
            not_before=later,
            code=matter.code,
            about=matter.code,
        )
    if by_telephone and staff is not None:
        turn.say(texts.call_these(matter.code, severity, by_telephone), to=staff, kind="alarm", not_before=later)
    return names


def _duty_line(turn: Turn, who: Who, on_duty: str) -> str:
    """Who is on duty, said to the Bloc."""
    if not who.in_bloc:
        return ""
    if any(post.key == on_duty for post in who.posts):
        return texts.you_are_on_duty(who)
    holder = turn.people(on_duty)
    return texts.is_on_duty(holder[0].title) if holder else ""


def to_reporter(turn: Turn, matter: Matter, words: str) -> None:
    _, report = matters.with_report(turn.session, matter)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is not None:
        turn.say(words, to=reporter, kind="alarm")


def told_others(turn: Turn, matter: Matter) -> list[Who]:
    """Everybody else who was told and has an address."""
    found = [people.who(turn.session, number) for number in matters.told(turn.session, matter)]
    return [who for who in found if who and who.id != turn.me.id and people.has_address(turn.session, who.id)]


def to_those_told(turn: Turn, matter: Matter, words: Callable[[Who], str]) -> None:
    for who in told_others(turn, matter):
        turn.say(words(who), to=who, kind="alarm")
