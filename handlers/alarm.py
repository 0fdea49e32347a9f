"""Hot spots, from the reporter: told at once, confirmed or not, called for without a word, added to, taken back."""

from __future__ import annotations

from dataclasses import replace

from handlers import alarm_level, contact_lane
from handlers.alarm_standing import STILL_RUNNING, reported, running_for
from handlers.alarm_telling import confirm, heed, opened, tell, tell_row, to_those_told, told_others
from handlers.keeping import store, tell_who_spoke
from handlers.turn import Turn
from reporting.alarms import ROW_TOLD, may_be_hurt, told_at_first
from reporting.interview import ALARMS_LIVE, Draft, Question
from reporting.proposal import Proposal, propose
from reporting.texts import alarms as texts
from reporting.texts import ladder as ladder_texts
from reporting.texts import reports as report_texts
from reporting.understand import withdrawal
from reporting.values import Choice, MessageKind
from storage import alarms, matters, people
from storage.tables import AuditEntry, Matter, Report

LIFE = 3  # the severity of danger to life


def begin(turn: Turn) -> None:
    """`khẩn`: what is it, where."""
    if not turn.me.reports_for:
        turn.say(report_texts.back_done(turn.me))
        return
    draft = Draft(turn.me.reports_for[0], turn.said_at, turn.now, kind=MessageKind.HOTSPOT)
    turn.talk = replace(turn.talk, draft=draft)
    turn.ask("prompt", report_texts.prompt(turn.me), report_texts.ONLY_BACK)


def unconfirmed(turn: Turn, draft: Draft) -> None:
    """A possible danger to life: the Bloc hears it this second, marked as not confirmed."""
    turn.act = "alarm"
    proposal = replace(propose(draft, turn.house, turn.me.reports_for), kind=MessageKind.HOTSPOT, severity=3)
    matter = opened(turn, store(turn, draft, proposal, turn.me.reports_for, fulfils=False), proposal)
    contact_lane.life_first(turn, matter, draft.inbox)
    reached = tell(turn, matter, told_at_first(turn.house, turn.now))
    words = texts.received(turn.me, matter.code, turn.local) if reached else _nobody_hears(turn, matter)
    ask_whether(turn, matter, words)
    tell_who_spoke(turn, draft)


def sealed(turn: Turn) -> None:
    """A call for somebody to telephone: no word of it is kept, and it climbs as severity 3 does."""
    turn.act = "sealed alarm"
    draft = Draft(turn.me.reports_for[0], turn.said_at, turn.now, texts=(texts.sealed_words(),))
    proposal = replace(
        propose(draft, turn.house, turn.me.reports_for),
        kind=MessageKind.HOTSPOT,
        severity=3,
        words=texts.sealed_words(),
    )
    waiting = turn.talk.draft
    report = store(turn, draft, proposal, turn.me.reports_for, fulfils=False)
    turn.talk = replace(turn.talk, draft=waiting)
    matter = opened(turn, report, proposal, wordless=True)
    matter.confirmed_at = turn.now
    alarms.stands(matter, replace(alarms.standing(matter), rung=ROW_TOLD), turn.house.calendar)
    turn.session.add(
        AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="asks to be called", about=matter.code)
    )
    reached = tell(turn, matter, told_at_first(turn.house, turn.now))
    turn.say(texts.sealed(turn.me, matter.code, turn.local) if reached else _nobody_hears(turn, matter))


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
    matter = opened(turn, report, proposal)
    matter.confirmed_at = turn.now
    names = tell_row(turn, matter)
    if not names:
        turn.say(_nobody_hears(turn, matter))
    elif matter.severity == 1:
        turn.say(texts.saved_early_sign(turn.me, matter.code, names))
    else:
        turn.say(texts.saved(turn.me, matter.code, turn.local, names))


def out_unconfirmed(turn: Turn, draft: Draft, proposal: Proposal) -> None:
    """Ten minutes of silence: severity 2 goes out, marked so."""
    report = store(turn, draft, proposal, turn.me.reports_for, fulfils=False)
    matter = opened(turn, report, proposal, draft.last_at)
    names = tell_row(turn, matter)
    words = texts.went_out_unconfirmed(turn.me, matter.code, names) if names else _nobody_hears(turn, matter)
    turn.ask("alarm", words, texts.IS_IT_SO, lives=ALARMS_LIVE, code=matter.code)


def is_it_so(turn: Turn, question: Question, choice: Choice) -> None:
    matter = reported(turn, question)
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


def raised(turn: Turn, text: str, topic: str | None) -> bool:
    """Danger to life where they have told of the same thing as less: that alarm is raised, no second one begins."""
    matter = running_for(turn, None)
    if matter is None or topic is None or matter.topic != topic or (matter.severity or 3) >= LIFE or matter.wordless:
        return False
    turn.act = "alarm raised"
    turn.close("prompt", "lost")
    _, report = matters.with_report(turn.session, matter)
    if turn.inbox is not None:
        contact_lane.life_first(turn, matter, (turn.inbox,))
    alarm_level.change(turn, matter, report, LIFE, text)
    turn.say(ladder_texts.raised_by_reporter(turn.me, matter.code))
    return True


def more_words(turn: Turn, text: str, danger: str | None) -> bool:
    """While an alarm of theirs runs, what a reporter writes goes to everybody who was told."""
    matter = running_for(turn, danger)
    if matter is None:
        return False
    if withdrawal(text):
        ask_withdraw(turn, matter, text)
        return True
    pass_on(turn, matter, text)
    turn.say(texts.passed_on(turn.me) if heard(turn, matter) else texts.noted_only(turn.me, matter.code))
    return True


def pass_on(turn: Turn, matter: Matter, text: str) -> None:
    """Words of the reporter's unit go to everybody who was told."""
    turn.act = "alarm words"
    _, report = matters.with_report(turn.session, matter)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, text)
    if turn.inbox is not None:
        contact_lane.life_first(turn, matter, (turn.inbox,))
    to_those_told(turn, matter, lambda _: texts.more_words(matter.code, turn.where(report), turn.local, text))
    heed(turn, matter, text)


def heard(turn: Turn, matter: Matter) -> bool:
    """Whether what is passed on reaches anybody now."""
    return any(people.is_reachable(turn.session, who.id) for who in told_others(turn, matter))


def ask_withdraw(turn: Turn, matter: Matter, words: str = "") -> None:
    """Takes the place of what was asked before: a yes to this is no yes to that. `words`: how it was said."""
    turn.close("alarm", "hurt")
    turn.ask("withdraw", texts.why_withdraw(turn.me, matter.code), texts.WITHDRAW, code=matter.code, words=words)
