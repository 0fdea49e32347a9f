"""An owner's answer: its words, which of the four endings it is; then everybody who told of the matter is asked."""

from __future__ import annotations

from handlers import asking, moving, results, telling
from handlers.turn import Turn
from reporting.answers import is_to_come
from reporting.interview import Question
from reporting.matters import FIXED
from reporting.summary import unmarked
from reporting.texts import alarms as alarm_texts
from reporting.texts import desk as desk_texts
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from storage import matters
from storage.tables import Matter

A_SENTENCE = 3  # words: "ờ" is no answer to a citizen


def write(turn: Turn, matter: Matter, ending: str | None = None) -> None:
    """How it stands, in one sentence. `ending` was chosen already (Đã xong)."""
    words = texts.write_result(turn.me, matter.code)
    turn.ask("owner_answer", words, report_texts.ONLY_BACK, code=matter.code, about=matter.code, ending=ending)


def written(turn: Turn, question: Question, text: str) -> bool:
    if not text.strip():
        return False
    matter = moving.for_act(turn, question, "answered")
    if matter is None:
        return True
    if (ending := question.data.get("ending")) is not None:
        turn.close_about("owner_answer", matter.code)
        answered(turn, matter, text, ending)
    else:
        which_ending(turn, matter, text)
    return True


def proposed(turn: Turn, matter: Matter, text: str) -> None:
    """Plain words of the owner: an answer, unless they ask, or tell what is still to come."""
    if text.rstrip().endswith("?") and moving.may(turn, matter, "asked"):
        asking.put(turn, matter, text)
    elif is_to_come(text):
        _news(turn, matter, text)
    elif not moving.may(turn, matter, "answered"):
        turn.say(report_texts.moved_on(matter.code))
    elif len(text.split()) < A_SENTENCE:
        write(turn, matter)
    else:
        which_ending(turn, matter, text)


def _news(turn: Turn, matter: Matter, text: str) -> None:
    """What is still to come is a message, not the answer."""
    plain = unmarked(text)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, plain)
    telling.says_more(turn, matter)
    moving.to_contributors(turn, matter, desk_texts.owner_says(matter.code, moving.title(turn, matter), plain))
    _, report = matters.with_report(turn.session, matter)
    turn.say(alarm_texts.words_passed(turn.me, turn.house.name(report.unit)))


def which_ending(turn: Turn, matter: Matter, text: str) -> None:
    words = unmarked(text)
    turn.close_about("owner_answer", matter.code)
    line = texts.which_ending(matter.code, words)
    turn.ask("owner_end", line, texts.ENDING, code=matter.code, about=matter.code, words=words)


def other_words(turn: Turn, question: Question, text: str) -> bool:
    """Words in place of an ending: they are the answer then."""
    if not text.strip():
        return False
    matter = moving.for_act(turn, question, "answered")
    if matter is not None:
        which_ending(turn, matter, text)
    return True


def answered(turn: Turn, matter: Matter, words: str, ending: str = FIXED, sent_to: str | None = None) -> None:
    """The answer goes to whoever told of it; the matter closes when they say it is well."""
    turn.act = "answered"
    words = unmarked(words)
    matter.answer, matter.answered_at, matter.ending, matter.sent_to = words, turn.now, ending, sent_to
    matter.extend_to = None
    moving.move(turn, matter, "answered", words)
    telling.close_questions(turn, matter)
    telling.says_more(turn, matter)
    _, report = matters.with_report(turn.session, matter)
    turn.say(desk_texts.answer_sent(matter.code, turn.house.name(report.unit)))
    results.ask_result(turn, matter)
