"""`dữ liệu của tôi`: seen, corrected, erased; `gọi tôi là chú`: how somebody is called; and the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import channels, link, results
from handlers.turn import Turn
from reporting import calling
from reporting.calling import Called
from reporting.channels import CHANNELS
from reporting.danger import danger
from reporting.fold import fold
from reporting.interview import Question
from reporting.texts import data as texts
from reporting.texts import joining as joining_texts
from reporting.texts import reports as report_texts
from reporting.texts.forms import BACK
from reporting.texts.readdressing import readdressed
from reporting.texts.reports import UNDO
from reporting.values import Choice, MessageKind
from reporting.words import read
from storage import addresses, data, matters, people
from storage.tables import AuditEntry, Matter, Person

WORDS = ("du lieu cua toi", "du lieu", "dulieu")  # folded
OPEN_FOR = timedelta(hours=24)
HOUR = timedelta(hours=1)
_ASKED = ("data", "data_mend", "data_address", "data_call", "data_phone", "data_channel")


def command(turn: Turn, words: str) -> bool:
    """`words` are folded; how somebody wants to be called is read as it was written."""
    act = ask_to_leave if words == "roi kenh" else _ask if words in WORDS else None
    if act is not None:
        turn.act = words
        act(turn)
        return True
    return call_me(turn, turn.incoming.text)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(*_ASKED)
    turn.say(report_texts.back_done(turn.me))


def _ask(turn: Turn) -> None:
    turn.close(*_ASKED)
    kinds = data.kinds(turn.session, turn.me.id)
    consent = turn.here(kinds.consent_at) if kinds.consent_at else None
    turn.ask("data", texts.held(turn.me, kinds.channels, consent, kinds.weeks, kinds.draft), texts.DATA)


def chosen(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("data")
    match choice.act:
        case "see":
            _show(turn)
        case "mend":
            staff = turn.staff()
            phone = staff.phone_slot if staff else ""
            turn.ask("data_mend", texts.what_to_mend(turn.me, phone), texts.MEND)
        case "erase":
            turn.ask("leave", texts.erase(turn.me, _unit(turn)), texts.LEAVE)
        case _:
            back(turn, question, choice)


def _show(turn: Turn) -> None:
    """A page; without a public address the same in the chat."""
    made = link.made(turn, turn.me, "data", lives=OPEN_FOR)
    if made is None:
        turn.say(texts.plain(data.held(turn.session, turn.house, turn.me)))
        return
    slot, until = made
    turn.say(texts.link(turn.me, slot, (until - turn.now) // HOUR))


# Corrected


def mend(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("data_mend")
    match choice.act:
        case "address":
            turn.ask("data_address", texts.which_address(turn.me), texts.ADDRESSES)
        case "call":
            turn.ask("data_call", texts.which_call(turn.me), texts.ONLY_BACK)
        case "phone":
            turn.ask("data_phone", texts.may_call(turn.me), texts.MAY_CALL)
        case "channel":
            _ask_channel(turn)
        case _:
            back(turn, question, choice)


def address(turn: Turn, question: Question, choice: Choice) -> None:
    if choice.act == BACK.act:
        back(turn, question, choice)
    else:
        _call(turn, Called(address=choice.act))


def call_words(turn: Turn, question: Question, text: str) -> bool:
    """A name said alone; anything longer is a report like any other."""
    if len(text.split()) > calling.WORDS_OF_A_NAME:
        return False
    name = calling.name(text)
    if name is None:
        turn.ask_again(question)
    else:
        _call(turn, Called(call=name))
    return True


def may_call(turn: Turn, question: Question, choice: Choice) -> None:
    if choice.act == BACK.act:
        back(turn, question, choice)
        return
    turn.close("data_phone")
    person = turn.session.get(Person, turn.me.id)
    assert person is not None
    person.may_telephone = choice.act == "yes"
    turn.say(texts.call_noted(turn.me, person.may_telephone))


def _ask_channel(turn: Turn) -> None:
    """What can be added and given up, by the words that do it."""
    mine = list(dict.fromkeys(contact.channel for contact in addresses.of(turn.session, turn.me.id)))
    more = [name for name in turn.manner.channels if name not in mine]
    offers = [(texts.add_channel(CHANNELS[name].label), f"them kenh {name}") for name in more]
    offers += [(texts.drop_channel(CHANNELS[name].label), f"bo kenh {name}") for name in mine if len(mine) > 1]
    labels = [CHANNELS[name].label for name in mine]
    if not offers:
        turn.say(texts.one_channel(turn.me, labels[0]))
        return
    choices = (*(Choice(str(n), label, act) for n, (label, act) in enumerate(offers, 1)), BACK)
    turn.ask("data_channel", texts.which_channel(turn.me, labels), choices)


def channel(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("data_channel")
    if not channels.command(turn, choice.act):
        back(turn, question, choice)


# How to be called


def call_me(turn: Turn, text: str) -> bool:
    """`gọi tôi là chú`, alone. What cannot be and tells of something else is a report like any other."""
    of_the_ward, _ = data.of_the_ward(turn.session, turn.me.id)
    wanted = calling.asked(text, of_the_ward)
    if wanted is None:
        return False
    alarm = turn.house.read(text, next(iter(turn.me.reports_for), None)).kind is MessageKind.HOTSPOT
    # A name is a word or two: too few for the reader to tell a nickname from a cry, so a word of danger is enough.
    if alarm or danger(read(text)).severity or (not wanted.possible and wanted.words > calling.WORDS_OF_A_WISH):
        return False
    if wanted.possible:
        _call(turn, wanted)
    else:
        turn.act = "cannot call"
        turn.say(texts.cannot_call(turn.me))
    return True


def _call(turn: Turn, wanted: Called) -> None:
    """From this very sentence on; ten minutes long there is a way back."""
    turn.act = "called"
    turn.close(*_ASKED)
    address, name = before = data.chosen(turn.session, turn.me.id)
    _, of_the_ward = data.of_the_ward(turn.session, turn.me.id)
    said = wanted.call
    if said is not None and said.isascii() and fold(said) == fold(of_the_ward):
        said = of_the_ward  # typed without its marks
    _set(turn, wanted.address or address, said or name)
    turn.ask("called", texts.called(turn.me), UNDO, lives=turn.manner.undo, passive=True, before=list(before))


def called_before(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("called")
    _set(turn, *question.data["before"])
    turn.say(texts.called_before(turn.me))


def _set(turn: Turn, address: str | None, name: str | None) -> None:
    before = turn.me
    data.call(turn.session, turn.me.id, address, name)
    turn.who = people.who(turn.session, turn.me.id)
    pile = tuple(replace(q, text=readdressed(q.text, before, turn.me)) for q in turn.talk.pile)
    turn.talk = replace(turn.talk, pile=pile)


# The way out


def ask_to_leave(turn: Turn) -> None:
    waiting = matters.open_of_units(turn.session, turn.house.id, turn.me.reports_for)
    turn.ask("leave", texts.leave(turn.me, _unit(turn), len(waiting)), texts.LEAVE)


def _unit(turn: Turn) -> str:
    units = turn.me.reports_for
    return turn.house.name(units[0]) if units else ""


def leave(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("leave")
    if choice.act != "leave":
        turn.say(report_texts.back_done(turn.me))
        return
    me = turn.me
    turn.act = "left"
    unconfirmed = _to_be_confirmed_by_me(turn)
    data.leave(turn.session, turn.house.id, me.id, turn.now, turn.inbox)
    turn.says.clear()
    turn.talks.clear()
    turn.who = None
    # Said to the chat, which is a stranger's from here on, and forgotten once it is said.
    turn.say(joining_texts.left(me), then="forget")
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, act="consent withdrawn"))
    staff = turn.staff()
    for unit in me.reports_for:
        reporters = people.of_unit(turn.session, turn.house.id, unit, "leader", "secretary", "front_head")
        if staff is not None and not any(reporter.joined for reporter in reporters):
            turn.say(joining_texts.unit_has_nobody(turn.house.name(unit)), to=staff)
    for matter in unconfirmed:
        results.ask_result(turn, matter)


def _to_be_confirmed_by_me(turn: Turn) -> list[Matter]:
    """Answered, and nobody has said yet that it is well: somebody else is asked."""
    found = matters.open_of_units(turn.session, turn.house.id, turn.me.reports_for)
    return [matter for matter, report in found if matter.state == "da_tra_loi" and report.author == turn.me.id]


ANSWERS = {
    "data": chosen,
    "data_mend": mend,
    "data_address": address,
    "data_call": back,
    "data_phone": may_call,
    "data_channel": channel,
    "called": called_before,
    "leave": leave,
}
