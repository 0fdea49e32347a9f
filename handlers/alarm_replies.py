"""What the reporter of a running alarm answers: is anybody hurt, is it withdrawn; photos and places of it."""

from __future__ import annotations

from handlers import alarm, moving
from handlers.alarm_standing import reported, running_for
from handlers.alarm_telling import close, say_to, tell, to_those_told
from handlers.turn import Turn
from reporting.alarms import police
from reporting.interview import Question
from reporting.pages import nearest, spots
from reporting.replies import injured, takes_back
from reporting.texts import alarms as texts
from reporting.values import Choice, MessageKind
from storage import matters, reports
from storage.tables import Matter

A_MISTAKE = 4  # words: "dạ báo nhầm rồi" tells nothing more
# Is anybody hurt


def hurt(turn: Turn, question: Question, choice: Choice) -> None:
    matter = reported(turn, question)
    if matter is not None:
        _hurt(turn, matter, choice.act)


def hurt_words(turn: Turn, question: Question, text: str) -> bool:
    """có 2 người, không biết. What says neither is news of the alarm and leaves the question open."""
    said = None if turn.incoming.files else injured(text)
    if said is None:
        return False
    matter = reported(turn, question)
    if matter is not None:
        _hurt(turn, matter, said, text)
    return True


def _hurt(turn: Turn, matter: Matter, said: str, words: str = "") -> None:
    turn.close("hurt")
    matters.note(turn.session, matter, f"hurt: {said}", turn.now, turn.me.id, words or None)
    turn.say(texts.hurt_passed_on(turn.me, said))
    if said == "hurt":
        tell(turn, matter, police(turn.house))
    to_those_told(turn, matter, lambda _: texts.hurt_line(matter.code, said, words))


# Taking it back


def withdraw(turn: Turn, question: Question, choice: Choice) -> None:
    matter = reported(turn, question)
    if matter is None:
        return
    turn.close("withdraw")
    if choice.act == "no":
        _stays(turn, matter, texts.still_so(turn.me, matter.code))
    else:
        withdrawn(turn, matter, texts.reason(choice.act, _told(question.data.get("words", ""))))


def withdraw_words(turn: Turn, question: Question, text: str) -> bool:
    """Only a plain sentence of that sense takes it back; anything else is news of an alarm that stays."""
    if turn.incoming.files or not text.strip():
        return False
    matter = reported(turn, question)
    if matter is None:
        return True
    turn.close("withdraw")
    if takes_back(text):
        withdrawn(turn, matter, text)
    else:
        alarm.pass_on(turn, matter, text)
        _stays(turn, matter, texts.still_so_passed_on(turn.me, matter.code))
    return True


def _told(words: str) -> str:
    """More than that it was a mistake."""
    return words if len(words.split()) > A_MISTAKE else ""


def _stays(turn: Turn, matter: Matter, words: str) -> None:
    if matter.confirmed_at is None:
        alarm.ask_whether(turn, matter, words)
    else:
        turn.say(words)


def withdrawn(turn: Turn, matter: Matter, why: str) -> None:
    turn.close("alarm", "hurt")
    close(turn, matter, why)
    turn.say(texts.withdrawn(turn.me, matter.code))


def put_away(turn: Turn, matter: Matter, why: str) -> None:
    """The Bloc closes it with a stated reason: who was told and who told of it hear it."""
    close(turn, matter, why)
    for who, _ in moving.contributors(turn, matter):
        say_to(turn, matter, who, texts.withdrawn_by_bloc(who, matter.code))
    turn.say(texts.noted(turn.me))


# Photos and places


def more_files(turn: Turn) -> bool:
    """A photo, a voice note or a place of the reporter's belongs to their running alarm, as words do."""
    incoming = turn.incoming
    if turn.talk.draft is not None or not turn.me.reports_for or not (incoming.files or incoming.place):
        return False
    found = turn.house.read(incoming.text, turn.me.reports_for[0])
    danger = found.topic if found.kind is MessageKind.HOTSPOT and found.severity == 3 else None
    matter = running_for(turn, danger)
    if matter is None:
        return False
    turn.act = "alarm files"
    if turn.inbox is not None:
        reports.take_media(turn.session, (turn.inbox,), matter.report)
    place = nearest(spots(turn.house.file), incoming.place) if incoming.place else None
    words = texts.near(place.name) if place is not None else incoming.text
    if words.strip():
        alarm.pass_on(turn, matter, words)
    kind = incoming.files[0].kind if incoming.files else None
    turn.say(texts.kept_with(turn.me, matter.code, kind, bool(words.strip())))
    return True
