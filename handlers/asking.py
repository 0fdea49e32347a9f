"""An owner asks the unit a question through the bot; the answer goes back. Nobody's telephone changes hands."""

from __future__ import annotations

from handlers import moving, telling
from handlers.turn import Turn
from reporting.interview import Question
from reporting.matters import Role
from reporting.summary import unmarked
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import matters, owners, people, witnesses
from storage.tables import Matter


def begin(turn: Turn, question: Question) -> None:
    """Hỏi thêm: what is asked comes in the next words; the matter's own question stays open."""
    if (matter := moving.for_act(turn, question, "asked")) is not None:
        turn.ask("owner_more", texts.ask_what(turn.me), report_texts.ONLY_BACK, code=matter.code, about=matter.code)


def words(turn: Turn, question: Question, text: str) -> bool:
    matter = moving.for_act(turn, question, "asked")
    if matter is None:
        return True
    if not text.strip():
        return False
    turn.close_about("owner_more", matter.code)
    put(turn, matter, text)
    return True


def put(turn: Turn, matter: Matter, text: str) -> None:
    """Asked of whoever told of it; by telephone of a unit without a chat."""
    turn.act = "owner asks"
    plain = unmarked(text)
    moving.move(turn, matter, "asked", plain)
    telling.says_more(turn, matter)
    _, report = matters.with_report(turn.session, matter)
    unit, to = turn.house.name(report.unit), witnesses.witness(turn.session, report)
    if to is not None and people.has_address(turn.session, to.id) and to.reports_for:
        turn.say(texts.question_sent(turn.me, unit))
        line = texts.asked_of_unit(to, matter.code, texts.the_owner(), plain)
        turn.ask("owner_asks", line, texts.UNKNOWN, to=to, code=matter.code, about=matter.code, by=turn.me.id)
        return
    turn.say(texts.nobody_to_ask(turn.me, unit))
    holders = people.of_unit(turn.session, turn.house.id, report.unit, "leader", "secretary", "front_head")
    staff = turn.staff()
    if staff is not None and holders:
        turn.say(texts.ask_by_telephone(matter.code, unit, plain, holders[0].phone_slot), to=staff)


def unknown(turn: Turn, question: Question, choice: Choice) -> None:
    answer(turn, question, texts.unknown_yet())


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Words under the owner's question go back to who asked, as the unit's."""
    if not text.strip() or turn.tells_of_danger(text):
        return False
    code = question.data["code"]
    turn.close_about("owner_asks", code)
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is None or Role.WITNESS not in moving.roles(turn, matter):
        turn.say(report_texts.no_such_code(code))
        return True
    turn.act = "unit answers"
    plain = unmarked(text)
    matters.note(turn.session, matter, "replied", turn.now, turn.me.id, plain)
    _, report = matters.with_report(turn.session, matter)
    line = texts.answer_of_unit(code, turn.house.name(report.unit), plain)
    asker = people.who(turn.session, question.data["by"])
    if asker is not None and asker.id in [who.id for who in owners.acting(turn.session, turn.house, matter)]:
        turn.say(line, to=asker)
    else:
        telling.pass_on(turn, matter, line)
    turn.say(texts.answer_passed(turn.me, texts.the_owner()))
    return True
