"""A leader asks somebody to report for a week, or is away for a while; every right is looked at at every step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import groupby

from handlers import absent
from handlers.turn import Turn
from reporting.fold import fold
from reporting.handover import Asked, goes_away, hand_over, is_back, last_day, name_in, named, post_for
from reporting.interview import Question
from reporting.texts import handover as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, MessageKind, Who
from storage import handover, people, reports

DAYS = {"week": 7, "fortnight": 14}
MIDNIGHT = time(0)
REMINDERS = ("nudged", "more", "late")
RIGHTS = ("roi kenh", "du lieu cua toi")  # folded


def words(turn: Turn, text: str) -> bool:
    """`nhờ cô Liên`, `tuần này tôi đi vắng`, `báo lại`; False when the message is something else."""
    asked = hand_over(text)
    if asked is not None:
        return _begin(turn, text, asked)
    if not turn.me.reports_for:
        return False
    if goes_away(text):
        turn.act = "away"
        handover.keep_no_reason(turn.session, turn.inbox)
        turn.ask("away", texts.how_long(turn.me), texts.AWAY)
        return True
    if is_back(text) and handover.back(turn.session, turn.me.id):
        turn.act = "back"
        turn.say(texts.welcome_back(turn.me))
        return True
    return False


# Asking somebody


def _begin(turn: Turn, text: str, asked: Asked) -> bool:
    """Only words that name somebody here, or leave no other reading, ask for a deputy."""
    if not turn.me.reports_for or turn.house.read(text).kind is MessageKind.HOTSPOT:
        return False
    everybody = turn.others("front_head", "leader", "secretary")
    meant = named(asked.name, everybody)
    if not (asked.clear or meant):
        return False
    turn.act = "hand over"
    if not _mine(turn):
        turn.say(texts.nothing_to_give(turn.me))
    elif not asked.name:
        _ask_whom(turn)
    else:
        _by_name(turn, meant)
    return True


def _mine(turn: Turn) -> tuple[str, ...]:
    """Units whose weekly report this person owes."""
    return tuple(unit for unit in turn.me.units("leader", "secretary") if turn.house.units[unit].owes_weekly)


def _units_for(turn: Turn, deputy: Who) -> list[str]:
    return [unit for unit in _mine(turn) if post_for(turn.house, deputy, unit)]


def _names(turn: Turn, units: list[str] | tuple[str, ...]) -> list[str]:
    return [turn.house.name(unit) for unit in units]


def _there(turn: Turn) -> list[Who]:
    """Who can be asked now."""
    return [who for who in handover.candidates(turn.session, turn.house, turn.me, _mine(turn)) if who.joined]


def _ask_whom(turn: Turn, words: str | None = None) -> None:
    there = _there(turn)
    label = turn.house.period(turn.now).label
    if words is not None and there:
        turn.ask("handover_who", words, texts.people(there))
    elif words is not None:
        turn.say(words)
    elif not there:
        turn.say(texts.nobody(turn.me, _names(turn, _mine(turn))))
    elif len(there) == 1:
        _is_it(turn, there[0])
    else:
        turn.ask("handover_who", texts.whom(turn.me, label, _names(turn, _mine(turn))), texts.people(there))


def _by_name(turn: Turn, meant: list[Who]) -> None:
    able = [who for who in meant if who.id != turn.me.id and _units_for(turn, who)]
    here = [who for who in able if who.joined]
    others = bool(_there(turn))
    if len(here) == 1:
        _is_it(turn, here[0])
    elif here:
        _ask_whom(turn)
    elif able:
        _ask_whom(turn, texts.not_joined(turn.me, able[0], others))
    else:
        _ask_whom(turn, texts.not_found(turn.me, _names(turn, _mine(turn)), others))


def _is_it(turn: Turn, deputy: Who) -> None:
    units = _units_for(turn, deputy)
    post = post_for(turn.house, deputy, units[0])
    assert post is not None
    label = turn.house.period(turn.now).label
    turn.close("handover_who")
    words = texts.is_it(turn.me, deputy, post.title, label, _names(turn, units))
    turn.ask("handover", words, texts.CONFIRM, deputy=deputy.id, label=label)


def whom(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("handover_who")
    if choice.act == "back":
        turn.say(report_texts.back_done(turn.me))
        return
    _is_it_still(turn, int(choice.act))


def _is_it_still(turn: Turn, person: int) -> None:
    """Somebody chosen from a list may have left the office or the channel since."""
    deputy = next((who for who in _there(turn) if who.id == person), None)
    if deputy is None:
        _ask_whom(turn)
    else:
        _is_it(turn, deputy)


def name_words(turn: Turn, question: Question, text: str) -> bool:
    """A name in place of a number."""
    if len(text.split()) > 6:
        return False
    meant = named(name_in(text), handover.candidates(turn.session, turn.house, turn.me, _mine(turn)))
    if not meant:
        return False
    _by_name(turn, meant)
    return True


def confirmed(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("handover")
    period = turn.house.period(turn.now)
    if choice.act != "yes":
        turn.say(report_texts.back_done(turn.me))
        return
    deputy = next((who for who in _there(turn) if who.id == question.data["deputy"]), None)
    if deputy is None or period.label != question.data["label"]:
        _ask_whom(turn)
        return
    turn.act = "asks a deputy"
    units = _units_for(turn, deputy)
    ward, me, ends = turn.house.id, turn.me, period.unit_deadline
    before = handover.ask(turn.session, ward, units, period.label, me.id, deputy.id, turn.now, ends)
    turn.close(*REMINDERS)
    turn.say(texts.asking(me, deputy))
    for old in before:
        _is_free(turn, old, period.label)
    turn.ask(
        "deputy",
        texts.will_you(deputy, me, period.label, _names(turn, units), turn.here(ends)),
        texts.HELP,
        to=deputy,
        lives=ends - turn.now,
        about=f"{period.label}:{me.id}",
        label=period.label,
        person=me.id,
    )


def _is_free(turn: Turn, deputy: int, label: str) -> None:
    """Who was asked before is told, and asked no more."""
    who = people.who(turn.session, deputy)
    if who is not None and who.joined:
        turn.rest_for(who, "deputy", f"{label}:{turn.me.id}")
        turn.say(texts.no_longer(who, turn.me, label), to=who)


# Being asked


def answered(turn: Turn, question: Question, choice: Choice) -> None:
    """The deputy's word; it counts only where this person was asked and still may."""
    turn.close_about("deputy", question.data["about"])
    label, asks = question.data["label"], people.who(turn.session, question.data["person"])
    state = "accepted" if choice.act == "yes" else "declined"
    entitled = bool(asks) and any(
        post_for(turn.house, turn.me, unit) for unit in (asks.units("leader", "secretary") if asks else ())
    )
    found = (
        handover.answer(turn.session, turn.house.id, label, asks.id, turn.me.id, state, turn.now)
        if asks is not None and entitled
        else []
    )
    if asks is None or not found:
        turn.say(texts.over(turn.me))
        return
    turn.act = f"hand-over {state}"
    turn.say(texts.thanks(turn.me) if state == "accepted" else texts.no_matter(turn.me))
    if state == "accepted":
        turn.say(texts.accepted(asks, turn.me, label), to=asks)
        return
    units = [row.unit for row in found]
    others = [
        who for who in handover.candidates(turn.session, turn.house, asks, units) if who.joined and who.id != turn.me.id
    ]
    words = texts.declined(asks, turn.me, bool(others))
    if others:
        turn.ask("handover_who", words, texts.people(others), to=asks)
    else:
        turn.say(words, to=asks)


# Reporting in somebody's place


def taken(turn: Turn) -> tuple[str, ...]:
    """Units this person reports for this week in another's place, beside those of an own office."""
    standing = handover.standing(turn.session, turn.house.id, turn.now)
    mine = turn.me.reports_for
    return tuple(unit for unit, (_, deputy) in standing.items() if deputy == turn.me.id and unit not in mine)


def meant(turn: Turn, text: str, nil: bool = False) -> tuple[str, ...] | None:
    """For whom a report speaks: the unit it names, else the only one there is; None: it has to be asked."""
    own, others = turn.me.reports_for, taken(turn)
    if not others:
        return own
    said = turn.house.read(text).units
    if any(unit in others for unit in said):
        return tuple(unit for unit in others if unit in said)
    if any(unit in own for unit in said):
        return own
    if nil:
        owed = set(reports.unfulfilled(turn.session, turn.house.id, turn.house.period(turn.now).label))
        waiting = [unit for unit in (*own, *others) if unit in owed]
        if len(waiting) == 1 or set(waiting) == set(own):
            return tuple(waiting)
    return None


def ask_unit(turn: Turn, nil: bool, label: str | None = None) -> None:
    """Never assumed: whose report it is (dialogues R14)."""
    own = turn.me.reports_for
    names = [(turn.house.name(unit), unit) for unit in (own[0], *taken(turn))]
    turn.ask("which_unit", texts.which_unit(turn.me), texts.units(names, nil), nil=nil, label=label)


def chosen(turn: Turn, choice: Choice) -> list[tuple[str, ...]]:
    """The units of an answer, each group one report: one's own offices together, every other unit alone."""
    own, others = turn.me.reports_for, taken(turn)
    if choice.act == "all":
        return [own, *((unit,) for unit in others)]
    return [(choice.act,)] if choice.act in others else [own]


def in_place_of(turn: Turn, unit: str) -> int | None:
    """Whose duty a report of this person for a unit fulfils, when it is another's."""
    person, deputy = handover.standing(turn.session, turn.house.id, turn.now).get(unit, (None, None))
    return person if deputy == turn.me.id else None


def standing_in(turn: Turn, unit: str) -> str:
    """Behind a unit's standing: who reports for it this week; nothing when that is its own leader."""
    _, deputy = handover.standing(turn.session, turn.house.id, turn.now).get(unit, (None, None))
    who = people.who(turn.session, deputy) if deputy else None
    return f" {texts.stands_in(who, turn.me)}" if who else ""


# Away


def away(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("away")
    if choice.act == "back":
        turn.say(report_texts.back_done(turn.me))
        return
    days = DAYS.get(choice.act)
    _rests(turn, turn.local.date() + timedelta(days=days) if days else None)


def away_words(turn: Turn, question: Question, text: str) -> bool:
    """`đến hết ngày 30/11`"""
    day = last_day(text, turn.local.date())
    if day is None:
        return False
    turn.close("away")
    _rests(turn, day)
    return True


def _rests(turn: Turn, last: date | None) -> None:
    """No reminders till then; the desk finds somebody, and whoever was promised help hears that it is off."""
    turn.act = "rests"
    until = turn.house.calendar.moment(last + timedelta(days=1), MIDNIGHT) if last else handover.UNTIL_TOLD
    handover.rest(turn.session, turn.me.id, until)
    turn.close(*REMINDERS)
    if not turn.me.reports_for:
        absent.hand_on(turn, last)
        return
    turn.say(texts.rests(turn.me, last))
    given = handover.gives_back(turn.session, turn.house.id, turn.me.id, turn.now)
    for (person, label), _ in groupby(given, key=lambda row: (row.person, row.period)):
        asks = people.who(turn.session, person)
        if asks is not None and asks.joined:
            turn.say(texts.gave_back(asks, turn.me, label), to=asks)
    staff, units = turn.staff(), _mine(turn)
    if staff is not None and units:
        others = [
            who for who in handover.candidates(turn.session, turn.house, turn.me, units) if who.units("front_head")
        ]
        words = texts.for_staff(staff, turn.me, _names(turn, units), last, others)
        turn.say(words, to=staff, not_before=_in_the_day(turn))


def _in_the_day(turn: Turn) -> datetime | None:
    at = turn.house.calendar.quiet_end(turn.now)
    return at if at > turn.now else None


# An office passes on


def out_of_office(turn: Turn) -> bool:
    """Who holds no office any more is thanked; what is theirs by right stays open."""
    if turn.me.posts or turn.talk.pile or fold(turn.incoming.text).strip(" .") in RIGHTS:
        return False
    turn.act = "out of office"
    staff = turn.staff()
    turn.say(texts.out_of_office(turn.me, staff.phone_slot if staff else "113"))
    return True


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {
    "handover_who": whom,
    "handover": confirmed,
    "deputy": answered,
    "away": away,
}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {
    "handover_who": name_words,
    "handover": name_words,
    "away": away_words,
}
