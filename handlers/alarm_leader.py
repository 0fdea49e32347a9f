"""The leaders, told because nobody had taken it: Đã biết, Gọi ngay. What they write is `alarm_told`'s."""

from __future__ import annotations

from handlers import alarm_contact
from handlers.alarm_standing import running, was_told
from handlers.alarm_telling import to_reporter
from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import ladder as texts
from reporting.values import Choice
from storage import alarms, matters
from storage.tables import Matter


def answered(turn: Turn, question: Question, choice: Choice) -> None:
    """Who knows may still say a word: the question only rests."""
    matter = running(turn, question)
    if matter is None or not was_told(turn, matter):
        return
    if choice.act == "call":
        _whom_to_call(turn, matter)
        return
    turn.say(texts.known(turn.me, matter.code))
    if not question.passive:
        turn.rest_for(turn.me, "alarm_lead", matter.code)
        matters.note(turn.session, matter, "known", turn.now, turn.me.id)
        to_reporter(turn, matter, texts.leader_knows(matter.code, turn.me.title, turn.local))


def _whom_to_call(turn: Turn, matter: Matter) -> None:
    scene = alarms.scene(turn.session, turn.house, matter, turn.now)
    others = [hearer for hearer in scene.told if hearer.who.id != turn.me.id]
    on_duty = [one for one in others if scene.calls(one.who)]
    bodies = [one for one in others if not one.who.in_bloc]
    numbers = [one.number for one in dict.fromkeys([*on_duty, *bodies] or others)]
    reporter = alarm_contact.may_be_called(turn, matter)
    if reporter is not None:
        numbers.append((texts.reporter_title(), reporter.phone_slot))
    alarm_contact.seen(turn, matter)
    turn.say(texts.whom_to_call(matter.code, numbers))
