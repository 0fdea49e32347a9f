"""Marking later (privacy charter P4-P6): the Bloc and who reported it say that a report is a denunciation, about a
person or secret. Every copy of its words goes, everybody who read them is asked to delete them."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import mine, moving
from handlers.turn import Turn
from reporting.channels import CHANNELS
from reporting.interview import Question
from reporting.texts import marking as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, Who
from storage import marking, matters, outbox, owners, people, reports
from storage.marking import Said
from storage.tables import AuditEntry, Matter, Report

_ERASE = re.compile(
    r"xoa (?:(?:viec |tin |ma )?(?P<letters>yk|kh)[\s\-_]*0*(?P<number>\d{1,6})|tin(?: nay)?|dong (?P<line>\d{1,2}))"
    r"(?: (?:giup|nha|nhe|em|voi|di|a))*"
)
RUNNING = ("da_chuyen", "dang_xu_ly", "chua_on")


def command(turn: Turn, words: str) -> bool:
    """`xóa YK-0123`, `xóa tin` (the last one), the Bloc's `xóa dòng 5`; `words` are folded."""
    found = _ERASE.fullmatch(words)
    if found is None:
        return False
    turn.act = "mark"
    if found["letters"]:
        report = _by_code(turn, f"{found['letters'].upper()}-{int(found['number']):04d}")
        if report is None:
            return True
    elif found["line"]:
        report = marking.of_line(turn.session, turn.house.id, int(found["line"])) if turn.me.in_bloc else None
    else:
        report = reports.get(turn.session, turn.talk.last_report) if turn.talk.last_report else None
    if report is None or not _may_mark(turn, report):
        turn.say(texts.nothing_to_erase(turn.me))
    else:
        turn.ask("mark", texts.why(turn.me, _called(turn, report)), texts.WHY, report=report.id)
    return True


def _by_code(turn: Turn, code: str) -> Report | None:
    """A code of somebody else's matter does not exist, and is said so."""
    found = mine.visible(turn, code)
    if found is None or not _may_mark(turn, found[1]):
        turn.say(report_texts.no_such_code(code))
        return None
    return found[1]


def _may_mark(turn: Turn, report: Report) -> bool:
    return report.marked is None and (turn.me.in_bloc or report.author == turn.me.id)


def _called(turn: Turn, report: Report) -> str:
    return report.code or report_texts.report_of(turn.house.name(report.unit), report.period)


def mark(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("mark")
    if choice.act == "back":
        turn.say(report_texts.back_done(turn.me))
    elif (report := reports.get(turn.session, question.data["report"])) is None or not _may_mark(turn, report):
        turn.say(texts.nothing_to_erase(turn.me))
    else:
        _report(turn, report, choice.act)


def _report(turn: Turn, report: Report, reason: str) -> None:
    turn.act = "marked"
    matter = matters.by_code(turn.session, turn.house.id, report.code) if report.code else None
    still = matter is not None and matter.kind == "hotspot" and matter.state in RUNNING
    others = _told(turn, matter) if matter is not None else []
    called, author = _called(turn, report), people.who(turn.session, report.author) if report.author else None
    said = marking.erase(turn.session, report, reason, turn.now)
    turn.talks.clear()  # what lay in them has changed
    turn.close("mark")
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="marked", about=report.code))
    if not still:
        _close(turn, report, matter)
    if author is None or author.id != turn.me.id:
        turn.say(texts.done(called))
    if author is not None and (author.joined or author.id == turn.me.id):
        mine_too = author.id == turn.me.id
        _refuse(turn, author, reason, texts.done(called) if mine_too else called, said, by_bloc=not mine_too)
    for who in others:
        turn.say(texts.for_others(called, who, still), to=who)


def _close(turn: Turn, report: Report, matter: Matter | None) -> None:
    """It counts as nothing any more, but for its unit's having reported in time."""
    report.withdrawn_at, report.withdrawn_why = turn.now, texts.closed_why()
    if matter is not None and matter.state != "dong":
        moving.move(turn, matter, "marked", texts.closed_why())


def _told(turn: Turn, matter: Matter) -> list[Who]:
    """Everybody else who read its words: its owner, who was told of an alarm."""
    told = [people.who(turn.session, number) for number in matters.told(turn.session, matter)]
    found = {who.id: who for who in [*owners.acting(turn.session, turn.house, matter), *told] if who is not None}
    _, report = matters.with_report(turn.session, matter)
    return [who for who in found.values() if who.id not in (turn.me.id, report.author)]


def _refuse(turn: Turn, author: Who, reason: str, words: str, said: list[Said], by_bloc: bool = False) -> None:
    """What every refusal says, with a way on. The bot deletes where it can, else the person is asked to."""
    reception = turn.house.file.reception
    here = (turn.incoming.channel, turn.incoming.chat) if author.id == turn.me.id else None
    address = here or outbox.address_of(turn.session, author.id)
    numbers = list(marking.of_chat(said, *address)) if address else []
    deletes = bool(numbers) and address is not None and CHANNELS[address[0]].deletes
    refused = report_texts.refused(reason, author, reception.place, reception.hours, delete=not deletes)
    told = texts.by_bloc(words, refused) if by_bloc else f"{words}\n{refused}"
    turn.ask("refused", told, report_texts.NOT_THIS, to=author)
    if deletes:
        turn.says[-1] = replace(turn.says[-1], then=f"delete:{','.join(numbers)}")
