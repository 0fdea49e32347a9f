"""The digest at the Bloc's desk: draft, edit, remark, approve; the chair reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers import help, link, standing
from handlers.turn import Turn
from reporting.calendar import Period, period_labelled
from reporting.digest import Line
from reporting.interview import Question
from reporting.pages import may_open
from reporting.privacy import guard
from reporting.texts import desk as texts
from reporting.texts import digest as digest_texts
from reporting.texts import reports as report_texts
from reporting.texts.commands import EDIT_LINE
from reporting.texts.forms import big, sentence
from reporting.values import Choice
from storage import digests, outbox, people
from storage.tables import Digest

A_WEEK = timedelta(days=7)


def words(turn: Turn, text: str) -> bool:
    """`sửa dòng 2: …` of the Bloc; False when it is none of these."""
    found = EDIT_LINE.match(text)
    return found is not None and edit_line(turn, standing.current(turn), int(found[1]), found[2].strip())


# The draft


def draft(turn: Turn, question: Question, choice: Choice) -> None:
    period = _labelled(turn, question.data["label"])
    if _approved(turn, period):
        turn.close("draft_week")
        return
    if choice.act == "approve":
        turn.ask("approve", texts.sure(turn.me, period.label), texts.APPROVE, label=period.label)
    elif choice.act == "edit":
        row = digests.refresh(turn.session, turn.house, period, turn.now)
        words = texts.which_line(turn.me, len(row.lines))
        turn.ask("which_line", words, report_texts.ONLY_BACK, label=period.label)
    elif choice.act == "remark":
        turn.ask("remark", texts.write_remark(turn.me), report_texts.ONLY_BACK, label=period.label)
    else:
        standing.missing(turn, period)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    _show_choices(turn, texts.line_kept(turn.me), question.data["label"])


def _labelled(turn: Turn, label: str) -> Period:
    period = period_labelled(label, turn.house.schedule, turn.house.calendar)
    assert period is not None, "a digest's week has a report"
    return period


def _approved(turn: Turn, period: Period) -> bool:
    """Says so when the week is frozen already."""
    row = digests.get(turn.session, turn.house.id, period.label)
    if row is None or row.approved_at is None:
        return False
    by = people.who(turn.session, row.approved_by) if row.approved_by else None
    turn.say(texts.approved_already(turn.here(row.approved_at), by.title if by else ""))
    return True


def _show_choices(turn: Turn, words: str, label: str) -> None:
    turn.ask("draft_week", words, texts.DRAFT, lives=A_WEEK, label=label)


def line_words(turn: Turn, question: Question, text: str) -> bool:
    """`sửa dòng 2: …`, or in answer to which line `2: …`."""
    found = EDIT_LINE.match(text) or (
        re.match(r"^\s*(\d{1,2})\s*[:.,-]\s*(.+)$", text, re.DOTALL) if question.name == "which_line" else None
    )
    if found is None:
        if question.name != "which_line":
            return False
        row = digests.refresh(turn.session, turn.house, _labelled(turn, question.data["label"]), turn.now)
        turn.ask_again(question, texts.no_such_line(len(row.lines)))
        return True
    return edit_line(turn, _labelled(turn, question.data["label"]), int(found[1]), found[2].strip())


def edit_line(turn: Turn, period: Period, number: int, words: str) -> bool:
    if not turn.me.in_bloc:
        return False
    if _approved(turn, period):
        return True
    row = digests.refresh(turn.session, turn.house, period, turn.now)
    if not (1 <= number <= len(row.lines)) or not words:
        turn.ask("which_line", texts.no_such_line(len(row.lines)), report_texts.ONLY_BACK, label=period.label)
        return True
    turn.close("which_line")
    kept = sentence(guard(words, turn.house.known).masked)
    key = row.lines[number - 1]["key"]
    turn.ask(
        "line",
        texts.new_line(turn.me, number, kept),
        texts.LINE,
        label=period.label,
        line=key,
        number=number,
        words=kept,
    )
    return True


def line(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("line")
    period = _labelled(turn, question.data["label"])
    if _approved(turn, period):
        return
    if choice.act == "no":
        row = digests.refresh(turn.session, turn.house, period, turn.now)
        words = texts.which_line(turn.me, len(row.lines))
        turn.ask("which_line", words, report_texts.ONLY_BACK, label=period.label)
        return
    if choice.act == "yes":
        row = digests.refresh(turn.session, turn.house, period, turn.now)
        lines = [
            replace(found, text=question.data["words"], original=found.original or found.text)
            if found.key == question.data["line"]
            else found
            for found in digests.lines_of(row)
        ]
        digests.keep_lines(row, lines)
        _show_choices(turn, texts.line_changed(turn.me, question.data["number"]), period.label)
        return
    _show_choices(turn, texts.line_kept(turn.me), period.label)


def remark_words(turn: Turn, question: Question, text: str) -> bool:
    period = _labelled(turn, question.data["label"])
    turn.close("remark")
    if _approved(turn, period):
        return True
    row = digests.refresh(turn.session, turn.house, period, turn.now)
    lines = digests.lines_of(row)
    number = sum(1 for found in lines if found.section == "remark") + 1
    lines.append(Line(f"remark:{number}", "remark", sentence(big(guard(text, turn.house.known).masked))))
    digests.keep_lines(row, lines)
    _show_choices(turn, texts.remark_added(turn.me), period.label)
    return True


def approve(turn: Turn, question: Question, choice: Choice) -> None:
    """Frozen: from here on only the next week can add to it. The chair reads it at once."""
    turn.close("approve")
    period = _labelled(turn, question.data["label"])
    if choice.act != "yes":
        _show_choices(turn, texts.line_kept(turn.me), period.label)
        return
    if not turn.me.in_bloc or _approved(turn, period):
        return
    turn.act = "approve"
    row = digests.approve(turn.session, turn.house, period, turn.now, turn.me.id)
    turn.close("draft_week", "which_line", "line", "remark")
    outbox.withdraw(turn.session, f"digest:{period.label}:%")
    turn.say(texts.approved(turn.local))
    for head in turn.others("bloc_head"):
        words = link.with_digest(turn, head, text_of(row), period.label)
        turn.ask("digest", words, texts.SECTIONS, to=head, kind="digest", lives=A_WEEK, label=period.label)


def text_of(row: Digest, note: str = "") -> str:
    return digest_texts.full([(found["section"], found["text"]) for found in row.lines], note)


def last(turn: Turn) -> None:
    """Readers see what was approved, nothing before."""
    if not may_open(turn.me, "digest"):
        help.help_me(turn)
        return
    row = digests.latest_approved(turn.session, turn.house.id)
    turn.say(link.with_digest(turn, turn.me, text_of(row), row.period) if row else texts.no_digest_yet())


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {
    "draft_week": draft,
    "approve": approve,
    "line": line,
    "which_line": back,
    "remark": back,
}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {
    "which_line": line_words,
    "line": line_words,
    "remark": remark_words,
    "draft_week": line_words,
}
