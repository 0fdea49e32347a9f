"""A question of the Bloc to a unit, or to who handles a matter, and the answer back; both stand in the matter's log."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers import owner
from handlers.turn import Turn
from reporting.fold import fold, nfc
from reporting.interview import Question
from reporting.summary import unmarked
from reporting.texts import evidence as texts
from reporting.texts import reports as report_texts
from reporting.texts.commands import ASKS_UNIT
from reporting.values import Choice, Who
from storage import matters, people
from storage.tables import AuditEntry, Matter

ASKED, ANSWERED = "asked", "replied"  # in a matter's log
_CODE = re.compile(r"\b(yk|kh)[\s\-_]*0*(\d{1,6})\b", re.IGNORECASE)
_CODE_FIRST = re.compile(r"^\W*(?:yk|kh)[\s\-_]*\d{1,6}\b\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Goal:
    """To whom a question goes: the people of `unit`, or of the office that handles `matter`."""

    name: str  # as the asker and the log call it
    people: list[Who]
    matter: Matter | None
    unit: str


# Asking


def ask_what(turn: Turn, to: str) -> None:
    """`to` is unit:YK-0120, handler:YK-0120 or unit:tdp5."""
    turn.ask("inquiry", texts.what(turn.me), report_texts.ONLY_BACK, goal=to)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("inquiry")
    shown = turn.talk.find_named("evidence")
    if shown is not None:
        turn.ask_again(shown)
    else:
        turn.say(report_texts.back_done(turn.me))


def inquiry_words(turn: Turn, question: Question, text: str) -> bool:
    if not text.strip():
        return False
    turn.close("inquiry")
    goal = _goal(turn, question.data["goal"]) if turn.me.in_bloc else None
    if goal is None:
        turn.say(report_texts.answered_already(turn.me))
    else:
        _put(turn, goal, text)
    return True


def is_being_written(turn: Turn) -> bool:
    """A sentence with a code in it, in answer to what is to be asked: it is the question."""
    top, text = turn.talk.top(turn.now), turn.incoming.text
    asked = top is not None and top.name == "inquiry" and _more_than_names(turn, text, ())
    return asked and top is not None and inquiry_words(turn, top, text)


def words(turn: Turn, text: str) -> bool:
    """`hỏi Tổ 5: …`, `hỏi Tổ 5 về YK-0120: …`, of somebody of the Bloc; False when the message is something else."""
    plain = nfc(text)
    lead = ASKS_UNIT.match(plain)
    if not turn.me.in_bloc or lead is None:
        return False
    code = _CODE.search(plain)
    matter = matters.by_code(turn.session, turn.house.id, f"{code[1].upper()}-{int(code[2]):04d}") if code else None
    head, colon, rest = plain.partition(":")
    units = turn.house.read(head if colon else plain).units
    if not units and matter is None:
        return False
    goals = _goals(turn, units, matter)
    said = rest.strip() if colon else plain[lead.start(1) :].strip()
    if not _more_than_names(turn, said, units):
        turn.ask("inquiry", texts.what(turn.me), report_texts.ONLY_BACK, goal=_names_of(goals))
    else:
        for goal in goals:
            _put(turn, goal, said)
    return True


def question_of_a_unit(turn: Turn, unit: str, text: str) -> None:
    """Words that ask and name a unit, without "hỏi": whether they are meant for it is asked first."""
    turn.act = "asks a unit"
    turn.ask("inquire", texts.is_it_for(turn.me, turn.house.name(unit)), texts.SEND, goal=f"unit:{unit}", words=text)


def meant(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("inquire")
    goal = _goal(turn, question.data["goal"]) if turn.me.in_bloc and choice.act == "yes" else None
    if goal is None:
        turn.say(report_texts.back_done(turn.me))
    else:
        _put(turn, goal, question.data["words"])


def _more_than_names(turn: Turn, said: str, units: tuple[str, ...]) -> bool:
    """Whether anything is asked: "hỏi Tổ 5" alone names only whom."""
    rest = _CODE.sub(" ", fold(said))
    names = sorted((fold(name) for unit in units for name in turn.house.gazetteer.units[unit]), key=len, reverse=True)
    for name in names:
        rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest)
    return len(re.findall(r"[^\W_]+", rest)) > 1


def _goals(turn: Turn, units: tuple[str, ...], matter: Matter | None) -> list[Goal]:
    if units:
        return [_unit_goal(turn, unit, matter) for unit in units]
    assert matter is not None
    return [_of_matter(turn, matter)]


def _names_of(goals: list[Goal]) -> str:
    """What `_goal` finds the first of them by."""
    goal = goals[0]
    return f"unit:{goal.matter.code if goal.matter else goal.unit}"


def _goal(turn: Turn, to: str) -> Goal | None:
    whom, _, about = to.partition(":")
    if about in turn.house.units:
        return _unit_goal(turn, about, None)
    matter = matters.by_code(turn.session, turn.house.id, about)
    if matter is None:
        return None
    if whom == "unit":
        return _of_matter(turn, matter)
    return Goal(owner.title(turn, matter), handlers(turn, matter), matter, matter.unit)


def _of_matter(turn: Turn, matter: Matter) -> Goal:
    """The unit that reported it: whoever wrote the words is asked first."""
    _, told = matters.with_report(turn.session, matter)
    goal = _unit_goal(turn, told.unit, matter)
    author = people.who(turn.session, told.author) if told.author else None
    if author is not None and author.joined and told.unit in author.reports_for:
        return Goal(goal.name, [author], matter, told.unit)
    return goal


def _unit_goal(turn: Turn, unit: str, matter: Matter | None) -> Goal:
    found = people.of_unit(
        turn.session, turn.house.id, unit, "leader", "secretary", "front_head", "org_head", "inspector"
    )
    return Goal(turn.house.name(unit), found, matter, unit)


def handlers(turn: Turn, matter: Matter) -> list[Who]:
    """Who handles a matter: who took the alarm, else who holds the owner's post."""
    if matter.acknowledged_by is not None and (taker := people.who(turn.session, matter.acknowledged_by)) is not None:
        return [taker]
    return turn.people(matter.owner) if matter.owner else []


def _put(turn: Turn, goal: Goal, text: str) -> None:
    """Asked of the first who has a chat; else the desk telephones, and that is said."""
    turn.act = "inquiry"
    words = unmarked(_CODE_FIRST.sub("", text).strip())
    code = goal.matter.code if goal.matter is not None else ""
    if goal.matter is not None:
        matters.note(turn.session, goal.matter, ASKED, turn.now, turn.me.id, words)
    else:
        turn.session.add(
            AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="asked a unit", about=goal.unit)
        )
    others = [who for who in goal.people if who.id != turn.me.id]
    asked = next((who for who in others if who.joined and people.has_address(turn.session, who.id)), None)
    if asked is None:
        _by_telephone(turn, goal, others, code, words)
        return
    at = _in_the_day(turn)
    turn.say(texts.passed(turn.me, goal.name, turn.here(at) if at else None))
    turn.ask(
        "asked",
        texts.question(asked, turn.me, code, words),
        texts.UNSURE,
        to=asked,
        not_before=at,
        about=f"{code or goal.unit}:{turn.me.id}",
        code=code,
        unit=goal.unit,
        speaker=goal.name,
        by=turn.me.id,
    )


def _in_the_day(turn: Turn) -> datetime | None:
    at = turn.house.calendar.quiet_end(turn.now)
    return at if at > turn.now else None


def _by_telephone(turn: Turn, goal: Goal, others: list[Who], code: str, words: str) -> None:
    staff, holder = turn.staff(), next(iter(others), None)
    if holder is None or staff is None or staff.id == turn.me.id:
        turn.say(texts.please_call(turn.me, goal.name, holder))
        return
    turn.say(texts.to_be_called(staff, turn.me, code, words, goal.name, holder.phone_slot), to=staff)
    turn.say(texts.desk_calls(goal.name))


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {"inquiry": back, "inquire": meant}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {"inquiry": inquiry_words}
