"""The owner is told: of a new matter, of words about it, of what was passed on; who has no chat is telephoned."""

from __future__ import annotations

from datetime import timedelta

from handlers import moving
from handlers.handing import hand_on
from handlers.turn import Turn
from reporting.texts import desk as desk_texts
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.values import Who
from storage import matters, outbox, owners, people
from storage.tables import Matter, Report

A_WEEK = timedelta(days=7)
AT_ONCE = timedelta(minutes=10)  # an owner who answers within these says both in one message


def tell(turn: Turn, matter: Matter, report: Report, note: str = "") -> None:
    """A new matter goes to its owner, or who stands in; about an office's manner to the head first, who chooses."""
    find_stand_in(turn, matter)
    if matter.state == "moi":
        _to_head(turn, matter, report)
        return
    unit = turn.where(report)
    due = turn.here(matter.due_at) if matter.due_at else None
    words = desk_texts.new_matter(matter.code, report_texts.TOPICS[matter.topic], unit, report.text, due)
    stands_in = texts.stands_in(matter.code, moving.title(turn, matter)) if matter.acting is not None else ""
    words = "\n".join(line for line in (note, stands_in, words) if line)
    acting = owners.acting(turn.session, turn.house, matter)
    for who in acting:
        if people.has_address(turn.session, who.id):
            ask(turn, "owner_new", who, matter, words)
        elif (staff := turn.staff()) is not None:
            office = who.title.split(" (")[0]
            line = desk_texts.matter_by_phone(matter.code, unit, report.text, office, who.phone_slot)
            turn.say(line, to=staff)
    hand_on(turn, matter, acting)


CHOICES = {"owner_new": texts.OWNER_NEW, "owner_open": texts.OWNER_OPEN, "owner_due": texts.OWNER_DUE}


def ask(turn: Turn, name: str, who: Who, matter: Matter, words: str) -> None:
    """A question about a matter its owner has: it stays open as long as the matter does."""
    turn.ask(name, words, CHOICES[name], to=who, lives=A_WEEK * 8, code=matter.code, about=matter.code)


def find_stand_in(turn: Turn, matter: Matter) -> None:
    """While everybody of the owner's post is away, somebody else acts; nobody there: the desk telephones the owner."""
    if matter.owner is None or matter.acting is not None:
        return
    if not owners.is_missing(turn.session, turn.house, matter.owner, turn.now):
        return
    matter.acting = owners.stand_in(turn.session, turn.house, matter, turn.now)
    if matter.acting is not None:
        matters.note(turn.session, matter, "stands in", turn.now, None, matter.acting)


def _to_head(turn: Turn, matter: Matter, report: Report) -> None:
    words = texts.head_chooses(matter.code, turn.where(report), report.text)
    found = list(turn.house.bodies(matter.topic, None))
    for who in owners.acting(turn.session, turn.house, matter):
        if people.has_address(turn.session, who.id):
            turn.ask(
                "owner_where",
                words,
                texts.bodies(found, 0),
                to=who,
                lives=A_WEEK * 8,
                code=matter.code,
                about=matter.code,
                why="head",
                page=0,
            )
        elif (staff := turn.staff()) is not None:
            turn.say(desk_texts.by_phone(words, who.title, who.phone_slot), to=staff)


def pass_on(turn: Turn, matter: Matter, words: str) -> None:
    """To whoever has the matter; the desk telephones who has no chat."""
    for who in owners.acting(turn.session, turn.house, matter):
        staff = turn.staff()
        if who.id == turn.me.id:
            continue
        if people.has_address(turn.session, who.id):
            turn.say(words, to=who)
        elif staff is not None:
            turn.say(desk_texts.by_phone(words, who.title.split(" (")[0], who.phone_slot), to=staff)


def taken(turn: Turn, matter: Matter) -> None:
    """Every contributor hears who has it, unless the answer comes at once."""
    _, report = matters.with_report(turn.session, matter)
    due = turn.here(matter.due_at) if matter.due_at else None
    words = texts.taken(matter.code, report.text, moving.title(turn, matter), due)
    at = turn.house.calendar.quiet_end(turn.now + AT_ONCE)
    for who, _ in moving.contributors(turn, matter):
        key = f"taken:{matter.code}:{turn.now:%m%d%H%M%S}:{who.id}"
        turn.say(words, to=who, key=key, not_before=at)


def says_more(turn: Turn, matter: Matter) -> None:
    """Something newer is said about it: that it was taken needs no word of its own any more."""
    outbox.withdraw(turn.session, f"taken:{matter.code}:%")


def close_questions(turn: Turn, matter: Matter) -> None:
    """What this person was asked about a matter is done."""
    for name in ("owner_new", "owner_open", "owner_due", "owner_answer", "owner_end", "owner_where", "owner_why"):
        turn.close_about(name, matter.code)
