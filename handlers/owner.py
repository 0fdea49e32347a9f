"""The body that must act: told of a matter, takes it, answers; the reporter confirms or says what is missing.

First form: forwarding, extensions, due-date reminders and the contact lane come to stand on the same rows.
"""

from __future__ import annotations

from handlers import contact_lane
from handlers.turn import Turn
from reporting.answers import Chosen, choose, is_to_come
from reporting.calendar import due_by
from reporting.fold import fold
from reporting.interview import Question
from reporting.summary import unmarked
from reporting.texts import alarms as alarm_texts
from reporting.texts import desk as texts
from reporting.texts import reports as report_texts
from reporting.texts.commands import NOT_YET
from reporting.texts.forms import comrade
from reporting.values import Choice, Who
from storage import alarms, matters, people
from storage.tables import Matter, Report

REOPENED_WORKING_DAYS = 5
A_SENTENCE = 3  # words: "ờ" is no answer to a citizen


def title(turn: Turn, matter: Matter) -> str:
    """The owner's office as people know it; the Bloc while none is chosen."""
    holder = turn.people(matter.owner) if matter.owner else []
    return holder[0].title.split(" (")[0] if holder else turn.house.file.labels.bloc_short


def tell(turn: Turn, matter: Matter, report: Report) -> None:
    """A new matter goes to its owner; without a chat it is telephoned; about an office's manner to the head first."""
    unit = turn.where(report)
    if matter.owner is None:
        for head in turn.others("bloc_head"):
            turn.say(texts.matter_to_head(matter.code, unit, report.text), to=head)
        return
    due = turn.here(matter.due_at) if matter.due_at else None
    for who in turn.people(matter.owner):
        if people.has_address(turn.session, who.id):
            topic = report_texts.TOPICS[matter.topic]
            turn.ask(
                "owner_new",
                texts.new_matter(matter.code, topic, unit, report.text, due),
                texts.OWNER_NEW,
                to=who,
                code=matter.code,
                about=matter.code,
            )
        elif (staff := turn.staff()) is not None:
            words = texts.matter_by_phone(matter.code, unit, report.text, who.title.split(" (")[0], who.phone_slot)
            turn.say(words, to=staff)


def _mine(turn: Turn, code: str) -> Matter | None:
    """The matter, if it is this person's to answer."""
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is None or matter.state == "dong" or matter.owner not in [post.key for post in turn.me.posts]:
        return None
    return matter


def new(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close_about("owner_new", question.data["code"])
    matter = _mine(turn, question.data["code"])
    if matter is None:
        turn.say(report_texts.closed_already(question.data["code"]))
        return
    if matter.state == "da_chuyen":
        matters.move(turn.session, matter, "dang_xu_ly", "taken", turn.now, turn.me.id)
    turn.ask(
        "owner_open", texts.owner_took(turn.me, matter.code), texts.OWNER_OPEN, code=matter.code, about=matter.code
    )


def open_matter(turn: Turn, question: Question, choice: Choice) -> None:
    matter = _mine(turn, question.data["code"])
    if matter is not None and choice.act == "contact":
        contact_lane.want(turn, matter, _who_confirms(turn, matters.with_report(turn.session, matter)[1]))
        return
    turn.close_about("owner_open", question.data["code"])
    if matter is None:
        turn.say(report_texts.closed_already(question.data["code"]))
        return
    turn.ask("owner_answer", texts.write_answer(turn.me, matter.code), report_texts.ONLY_BACK, code=matter.code)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.say(report_texts.back_done(turn.me))


def answer_words(turn: Turn, question: Question, text: str) -> bool:
    matter = _mine(turn, question.data["code"])
    if matter is None or not text.strip():
        return False
    turn.close("owner_answer")
    answered(turn, matter, text)
    return True


def answered(turn: Turn, matter: Matter, words: str) -> None:
    """The answer goes to whoever reported; the matter closes when they say it is well."""
    turn.act = "answered"
    words = unmarked(words)
    turn.close_about("owner_new", matter.code)
    turn.close_about("owner_open", matter.code)
    matter.answer, matter.answered_at = words, turn.now
    matters.move(turn.session, matter, "da_tra_loi", "answered", turn.now, turn.me.id, words)
    _, report = matters.with_report(turn.session, matter)
    turn.say(texts.answer_sent(matter.code, turn.house.name(report.unit)))
    ask_result(turn, matter)


def ask_result(turn: Turn, matter: Matter) -> None:
    """Is it well? Asked of whoever reported it; who has left is followed by somebody of the unit, else by the desk."""
    _, report = matters.with_report(turn.session, matter)
    who = _who_confirms(turn, report)
    if who is None:
        return
    if matter.kind == "hotspot":
        taker = people.who(turn.session, matters.over_by(turn.session, matter) or 0)
        office = comrade(taker.title.split(" (")[0]) if taker and taker.title else turn.house.file.labels.bloc_short
        at = turn.here(matter.answered_at or turn.now)
        words = alarm_texts.over(who, matter.code, office, at)
        if matter.wordless and taker is not None:
            words = alarm_texts.called(who, matter.code, taker.name, at)
    else:
        words = texts.result(who, matter.code, title(turn, matter), matter.answer or "")
    kind = "alarm" if matter.kind == "hotspot" else "reply"
    turn.ask("result", words, texts.RESULT, to=who, kind=kind, code=matter.code, about=matter.code)


def still_speaks_for(author: Who, unit: str) -> bool:
    """Who has left, or whose office is another's now, is asked no more; what the desk keyed in stays the desk's."""
    return author.joined and (author.in_bloc or unit in author.reports_for)


def ask_what_waits(turn: Turn) -> None:
    """Answered while nobody of the unit could be asked: the one who has just joined is."""
    for matter, report in matters.open_of_units(turn.session, turn.house.id, turn.me.reports_for):
        author = people.who(turn.session, report.author) if report.author else None
        if matter.state == "da_tra_loi" and (author is None or not still_speaks_for(author, report.unit)):
            ask_result(turn, matter)


def _who_confirms(turn: Turn, report: Report) -> Who | None:
    author = people.who(turn.session, report.author) if report.author else None
    if report.author is None or (author is not None and still_speaks_for(author, report.unit)):
        return author
    reporters = people.of_unit(turn.session, turn.house.id, report.unit, "leader", "secretary", "front_head")
    return next((who for who in reporters if who.joined), turn.staff())


def words(turn: Turn, text: str) -> bool:
    """Free text of an owner with one matter taken is proposed as nothing else: it is answered by code or button."""
    open_one = turn.talk.find_named("owner_open")
    if open_one is None or turn.me.reports_for or not text.strip():
        return False
    matter = _mine(turn, open_one.data["code"])
    if matter is None:
        return False
    if len(text.split()) < A_SENTENCE:
        turn.ask("owner_answer", texts.write_answer(turn.me, matter.code), report_texts.ONLY_BACK, code=matter.code)
    else:
        answered(turn, matter, text)
    return True


def by_code(turn: Turn, code: str, text: str) -> bool:
    """`YK-0001 đã thay hai bóng`: an answer, when the matter is this person's; what is still to come is a message."""
    matter = _mine(turn, code)
    if matter is None or not text:
        return False
    if not is_to_come(text):
        answered(turn, matter, text)
        return True
    _, report = matters.with_report(turn.session, matter)
    plain = unmarked(text)
    matters.note(turn.session, matter, "words", turn.now, turn.me.id, plain)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is not None:
        turn.say(texts.owner_says(matter.code, title(turn, matter), plain), to=reporter)
    turn.say(alarm_texts.words_passed(turn.me, turn.house.name(report.unit)))
    return True


def pass_on(turn: Turn, matter: Matter, words: str) -> None:
    """To whoever has the matter: the owner, the head while none is chosen; the desk telephones who has no chat."""
    for who in turn.people(matter.owner) if matter.owner else turn.others("bloc_head"):
        staff = turn.staff()
        if people.has_address(turn.session, who.id):
            turn.say(words, to=who)
        elif staff is not None:
            turn.say(texts.by_phone(words, who.title.split(" (")[0], who.phone_slot), to=staff)


def said_of_the_result(turn: Turn, matter: Matter, words: str) -> bool:
    """`YK-0001 ổn rồi`, `YK-0001 chưa ổn, …`: what the result asked, answered by code."""
    found = choose(words, texts.RESULT)
    if isinstance(found, Chosen) and found.choice.act == "yes":
        _well(turn, matter)
    elif fold(words).startswith("chua"):
        turn.close_about("result", matter.code)
        reopen(turn, matter, words)
    else:
        return False
    return True


def _well(turn: Turn, matter: Matter) -> None:
    turn.close_about("result", matter.code)
    matters.move(turn.session, matter, "da_on", "well", turn.now, turn.me.id)
    matters.move(turn.session, matter, "dong", "closed", turn.now, turn.me.id)
    turn.say(texts.closed(turn.me, matter.code))


def result(turn: Turn, question: Question, choice: Choice) -> None:
    matter = _answered_one(turn, question)
    if matter is None:
        return
    if choice.act == "yes":
        _well(turn, matter)
    else:
        turn.close_about("result", matter.code)
        turn.ask("result_why", texts.what_is_missing(turn.me), report_texts.ONLY_BACK, code=matter.code)


def result_words(turn: Turn, question: Question, text: str) -> bool:
    """Words after "chưa" say what is missing."""
    if not text.lower().startswith(NOT_YET):
        return False
    turn.close_about("result", question.data["code"])
    return what_is_missing(turn, question, text)


def what_is_missing(turn: Turn, question: Question, text: str) -> bool:
    matter = _answered_one(turn, question)
    if matter is None:
        return True
    turn.close("result_why")
    reopen(turn, matter, text)
    return True


def reopen(turn: Turn, matter: Matter, words: str) -> None:
    """Answered is not yet well: it goes back to the owner with a new due date."""
    turn.act = "reopened"
    words = unmarked(words)
    matters.move(turn.session, matter, "chua_on", "not well", turn.now, turn.me.id, words)
    _, report = matters.with_report(turn.session, matter)
    turn.say(texts.reopened(turn.me, matter.code))
    if matter.kind == "hotspot":
        alarms.begin(matter, turn.house.calendar, turn.now)
        taker = people.who(turn.session, matter.acknowledged_by) if matter.acknowledged_by else None
        if taker is not None:
            words = alarm_texts.not_over(matter.code, turn.where(report), words)
            turn.ask(
                "alarm_mine", words, alarm_texts.TAKEN, to=taker, kind="alarm", code=matter.code, about=matter.code
            )
        return
    matter.due_at = due_by(turn.now, REOPENED_WORKING_DAYS, turn.house.calendar)
    for who in turn.people(matter.owner) if matter.owner else []:
        turn.ask(
            "owner_open",
            texts.reopened_for_owner(matter.code, turn.where(report), words, turn.here(matter.due_at)),
            texts.OWNER_OPEN,
            to=who,
            code=matter.code,
            about=matter.code,
        )


def _answered_one(turn: Turn, question: Question) -> Matter | None:
    """The matter a result is about, if this person may say how it stands."""
    matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
    units = {matter.unit, matters.with_report(turn.session, matter)[1].unit} if matter else set()
    may_say = matter is not None and (turn.me.in_bloc or units.intersection(turn.me.reports_for))
    if matter is None or matter.state != "da_tra_loi" or not may_say:
        turn.close_about("result", question.data["code"])
        turn.say(report_texts.closed_already(question.data["code"]))
        return None
    return matter
