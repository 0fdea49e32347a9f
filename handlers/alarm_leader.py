"""The leaders, told because nobody had taken it: Đã biết, Gọi ngay, or a word of direction."""

from __future__ import annotations

from handlers import alarm_contact
from handlers.alarm_standing import running, was_told
from handlers.alarm_telling import say_to, to_reporter, told_others
from handlers.alarm_told import told_words
from handlers.turn import Turn
from reporting.interview import Question
from reporting.texts import alarms as alarm_texts
from reporting.texts import ladder as texts
from reporting.texts.forms import brief, comrade
from reporting.values import Choice
from storage import alarms, matters
from storage.tables import Matter


def answered(turn: Turn, question: Question, choice: Choice) -> None:
    matter = running(turn, question)
    if matter is None or not was_told(turn, matter):
        return
    matters.note(turn.session, matter, choice.act, turn.now, turn.me.id)
    if choice.act == "known":
        turn.close_about("alarm_lead", matter.code)
        turn.say(texts.known(turn.me, matter.code))
        to_reporter(turn, matter, texts.leader_knows(matter.code, turn.me.title, turn.local))
    else:
        _whom_to_call(turn, matter)


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


def words(turn: Turn, question: Question, text: str) -> bool:
    """A direction goes to the reporter and to everybody who was told."""
    matter = running(turn, question)
    if matter is None or not told_words(turn, question, text):
        return False
    title = comrade(brief(turn.me.title))
    for who in told_others(turn, matter):
        say_to(turn, matter, who, alarm_texts.official_says(matter.code, title, turn.local, text))
    return True
