"""The contact lane (privacy charter P3): a number the owner of a matter needs, given by who reported it, read by the
owner alone. Life first: names and numbers in the words of a danger to life lie there at once, for whoever is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers import moving
from handlers.turn import Turn
from reporting.interview import Question
from reporting.matters import Role
from reporting.privacy import guard
from reporting.texts import contact_lane as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, Who
from storage import contact_lane, conversations, matters, openings, owners
from storage.sealing import sealer_of
from storage.tables import Matter

BESIDE = 8  # words around a number that is given; what says more is a report
OF_A_CONTACT = ("phone", "name")


def want(turn: Turn, matter: Matter, reporter: Who | None) -> None:
    """The owner asks for a number. What lies there is shown again; else it is asked of who reported the matter, and the
    owner hears when it comes."""
    turn.act = "contact wanted"
    _, report = matters.with_report(turn.session, matter)
    if contact_lane.slots(turn.session, matter) or reporter is None:
        _show(turn, matter)
        return
    matters.note(turn.session, matter, "contact wanted", turn.now, turn.me.id)
    words = texts.wanted(reporter, matter.code, report.text)
    turn.ask("contact_wanted", words, texts.NOT_NOW, to=reporter, code=matter.code, about=matter.code)


def given(turn: Turn) -> bool:
    """A number has just been asked for, and this message brings one: here its sealed original may be opened."""
    incoming = turn.incoming
    if turn.inbox is None or "phone" not in incoming.masked or incoming.files:
        return False
    matter = _asked_about(turn)
    if matter is None or len(incoming.text.split()) > BESIDE or turn.tells_of_danger(incoming.text):
        return False
    contact = _contact_in(turn, (turn.inbox,))
    if not contact:
        return False
    turn.act = "contact given"
    contact_lane.put(turn.session, matter, contact, turn.me.id, turn.now)
    matters.note(turn.session, matter, "contact given", turn.now, turn.me.id)
    turn.talk = replace(turn.talk, pile=tuple(_rests(question, matter.code) for question in turn.talk.pile))
    turn.say(texts.passed_on(matter.code))
    for who in owners.acting(turn.session, turn.house, matter):
        turn.ask("contact_in", texts.there(matter.code), texts.SEE, to=who, code=matter.code, about=matter.code)
    return True


def _asked_about(turn: Turn) -> Matter | None:
    """The matter a number was asked for: the one the message names, else the one asked about last."""
    asked = [q.data["code"] for q in reversed(turn.talk.pile) if q.name == "contact_wanted" and q.expires_at > turn.now]
    said = turn.incoming.text.upper()
    code = next((code for code in asked if code in said), asked[0] if asked else None)
    matter = matters.by_code(turn.session, turn.house.id, code) if code else None
    return matter if matter is not None and matter.state != "dong" else None


def _rests(question: Question, code: str) -> Question:
    """Asks no more, and still takes another number: the first one may have been mistyped."""
    mine = question.name == "contact_wanted" and question.data["code"] == code
    return replace(question, passive=True) if mine else question


def _contact_in(turn: Turn, messages: Iterable[int]) -> str:
    """Names and numbers, as they were typed, of the very messages being turned."""
    found = []
    for sealed in conversations.sealed_of(turn.session, tuple(messages)):
        original = sealer_of(turn.session).open(sealed)
        spans = guard(original, turn.house.known).spans
        found += [original[start:end].strip() for start, end, kind in spans if kind in OF_A_CONTACT]
    return ", ".join(dict.fromkeys(found))


def not_now(turn: Turn, question: Question, choice: Choice) -> None:
    code = question.data["code"]
    turn.close_about("contact_wanted", code)
    turn.say(texts.none_yet(turn.me, code))
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is not None and matter.state != "dong":
        _, report = matters.with_report(turn.session, matter)
        for who in owners.acting(turn.session, turn.house, matter):
            turn.say(texts.none_for_owner(code, turn.house.name(report.unit)), to=who)


def see(turn: Turn, question: Question, choice: Choice) -> None:
    """The right is asked at every opening: who is not the owner any more reads nothing."""
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    if matter is None or Role.OWNER not in moving.roles(turn, matter):
        turn.close_about("contact_in", question.data["code"])
        turn.say(report_texts.no_such_code(question.data["code"]))
        return
    _show(turn, matter)


def _show(turn: Turn, matter: Matter) -> None:
    slots = _opened(turn, matter)
    turn.say(texts.contact(matter.code, slots) if slots else texts.gone(matter.code))


def _opened(turn: Turn, matter: Matter) -> list[str]:
    """Each look is written down."""
    slots = contact_lane.slots(turn.session, matter)
    if slots:
        turn.act = "contact seen"
        _, report = matters.with_report(turn.session, matter)
        openings.note(turn.session, report, "contact", turn.me.id, turn.now)
    return slots


# Life first


def life_first(turn: Turn, matter: Matter, messages: Iterable[int]) -> None:
    """Names and numbers in the words of a danger to life go into the lane by themselves."""
    if (matter.severity or 0) >= 3 and (contact := _contact_in(turn, messages)):
        contact_lane.put(turn.session, matter, contact, turn.me.id, turn.now)


def of_alarm(turn: Turn, matter: Matter) -> str:
    """What whoever was told is shown beside the reporter's telephone; nothing when the words held nothing."""
    slots = _opened(turn, matter)
    return texts.in_the_alarm(matter.code, slots) if slots else ""
