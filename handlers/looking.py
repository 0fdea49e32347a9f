"""Somebody of the Bloc has looked at what came with a report: it goes on to whom the matter was sent, or stays. Of a
report without words they write the line."""

from __future__ import annotations

from handlers import mine, report
from handlers.handing import hand_on
from handlers.keeping import tell_who_spoke
from handlers.saving import heard_nothing
from handlers.turn import Turn
from reporting.interview import Draft, Question
from reporting.texts import looks as texts
from reporting.texts import media as media_texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, MessageKind
from storage import looks, owners, people, reports
from storage.tables import AuditEntry, Report


def look(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close_about("look", question.data["about"])
    found = reports.get(turn.session, question.data["report"])
    if found is None or not turn.me.in_bloc:
        return
    code, kind = question.data["code"], question.data["kind"]
    passes = choice.act == "pass"
    numbers = looks.decide(turn.session, question.data["media"], turn.me.id, passes, turn.now)
    if not numbers:
        turn.say(texts.decided_already(code, kind))
        return
    turn.act = f"{kind} passed" if passes else f"{kind} kept back"
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act=turn.act, about=code))
    if not passes:
        turn.say(texts.kept_back(code, kind))
        return
    matter = looks.matter_of(turn.session, found)
    acting = owners.acting(turn.session, turn.house, matter) if matter else []
    readers = [who for who in acting if who.joined and who.id != turn.me.id]
    turn.say(texts.passed(code, kind) if readers else texts.passed_to_nobody(code, kind))
    if matter is not None:
        hand_on(turn, matter, readers)


# A report without words


def hear(turn: Turn, question: Question, choice: Choice) -> None:
    """The question stays open until the line is written: whoever was called away finds it again."""
    found = _unheard(turn, question)
    if found is None:
        return
    if choice.act == "write":
        turn.ask("hear_words", texts.write_line(turn.me), report_texts.ONLY_BACK, report=found.id)
    elif choice.act == "nil":
        heard_nothing(turn, found)
        tell_who_spoke(turn, _draft_of(turn, found))
    else:
        _not_to_be_kept(turn, found)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.say(report_texts.back_done(turn.me))


def line_words(turn: Turn, question: Question, text: str) -> bool:
    """Understood like any report, for the unit that spoke; shown before it is kept."""
    if not text.strip():
        return False
    turn.close("hear_words")
    found = _unheard(turn, question)
    if found is None:
        return True
    read = turn.house.read(text, found.unit).kind
    kind = {MessageKind.OTHER: "status", MessageKind.QUESTION: "feedback"}.get(read)
    report.answer(turn, _draft_of(turn, found, text, kind))
    return True


def _unheard(turn: Turn, question: Question) -> Report | None:
    """The report a question is about; None, said so, when it has its line or was taken back."""
    found = reports.get(turn.session, question.data["report"])
    if found is None or not turn.me.in_bloc:
        return None
    if not looks.unheard(found):
        turn.close_about("hear", f"hear:{found.id}")
        turn.say(texts.written_already(turn.house.name(found.unit)))
        return None
    return found


def _draft_of(turn: Turn, report: Report, text: str = "", kind: str | None = None) -> Draft:
    return Draft(
        unit=report.unit,
        first_at=report.first_words_at,
        last_at=turn.now,
        texts=(text,) if text else (),
        by_phone=True,
        heard=report.id,
        kind=kind,
        inbox=(turn.inbox,) if turn.inbox is not None and text else (),
        masked=turn.incoming.masked,
    )


def _not_to_be_kept(turn: Turn, report: Report) -> None:
    """It tells nothing, or what the channel may not keep: it goes, and its sender is asked for a sentence."""
    turn.act = "not to be kept"
    turn.close_about("hear", f"hear:{report.id}")
    waiting = looks.of_report(turn.session, report.id or 0)
    kind = next(iter(waiting), "file")
    looks.erase(turn.session, [number for numbers in waiting.values() for number in numbers])
    mine.take_back(turn, report, media_texts.not_clear(kind))
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="not kept", about=report.unit))
    who = people.who(turn.session, report.author) if report.author else None
    reached = who is not None and who.joined
    turn.say(texts.asked_again(turn.house.name(report.unit), reached))
    if who is not None and reached:
        turn.ask("prompt", media_texts.again_please(who, kind), report_texts.ONLY_BACK, to=who)
