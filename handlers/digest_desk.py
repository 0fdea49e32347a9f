"""The digest at the Bloc's desk: draft, edit, remark, approve; the chair reads. Signing is `signing`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from handlers import link, standing
from handlers.turn import Turn
from reporting.calendar import Period, period_labelled
from reporting.fold import fold
from reporting.interview import Question
from reporting.privacy import guard
from reporting.signing import OPEN
from reporting.texts import desk as texts
from reporting.texts import digest as digest_texts
from reporting.texts import reports as report_texts
from reporting.texts import signing as signing_texts
from reporting.texts.commands import EDIT_LINE
from reporting.texts.forms import big, sentence
from reporting.values import Choice
from storage import digests, outbox, people
from storage import signing as signing_rows
from storage.tables import Digest

A_WEEK = timedelta(days=7)
APPROVE_WEEK = re.compile(r"duyet tuan (\d{1,2})")  # folded


def words(turn: Turn, text: str) -> bool:
    """`sửa dòng 2: …`, `duyệt`, `duyệt tuần 47` of the Bloc; False when it is none of these."""
    said = fold(text).strip(" .")
    named = APPROVE_WEEK.fullmatch(said)
    if said in signing_texts.APPROVE_WORDS or named is not None:
        period = _named(turn, int(named[1])) if named else standing.current(turn)
        if digests.get(turn.session, turn.house.id, period.label) is None:
            turn.say(signing_texts.nothing_to_approve(turn.me))
        elif not _closed(turn, period):
            turn.ask("approve", texts.sure(turn.me, period.label), texts.APPROVE, label=period.label)
        return True
    found = EDIT_LINE.match(text)
    return found is not None and edit_line(turn, standing.current(turn), int(found[1]), found[2].strip())


def _named(turn: Turn, week: int) -> Period:
    """The latest draft of a week with this number, else the week the Bloc works on."""
    labels = [label for label in digests.drafts(turn.session, turn.house.id) if int(label[-2:]) == week]
    return _labelled(turn, labels[-1]) if labels else standing.current(turn)


# The draft


def draft(turn: Turn, question: Question, choice: Choice) -> None:
    period = _labelled(turn, question.data["label"])
    if _closed(turn, period):
        turn.close("draft_week")
    elif choice.act == "approve":
        turn.ask("approve", texts.sure(turn.me, period.label), texts.APPROVE, label=period.label)
    elif choice.act == "edit":
        _ask_which(turn, period)
    elif choice.act == "remark":
        turn.ask("remark", texts.write_remark(turn.me), report_texts.ONLY_BACK, label=period.label)
    else:
        standing.missing(turn, period)


def _ask_which(turn: Turn, period: Period) -> None:
    row = digests.refresh(turn.session, turn.house, period, turn.now)
    turn.ask("which_line", texts.which_line(turn.me, len(row.lines)), report_texts.ONLY_BACK, label=period.label)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    _show_choices(turn, texts.line_kept(turn.me), question.data["label"])


def _labelled(turn: Turn, label: str) -> Period:
    period = period_labelled(label, turn.house.schedule, turn.house.calendar)
    assert period is not None, "a digest's week has a report"
    return period


def _closed(turn: Turn, period: Period) -> bool:
    """Says so when the week's words are open no more. Only the Bloc may change them."""
    row = digests.get(turn.session, turn.house.id, period.label)
    if not turn.me.in_bloc:
        return True
    if row is None or signing_rows.stage(row) in OPEN:
        return False
    if row.signed_at is not None:
        turn.say(signing_texts.signed_already(period.label, turn.here(row.signed_at)))
    elif row.approved_at is not None:
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
    if _closed(turn, period):
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
    if _closed(turn, period):
        return
    if choice.act == "no":
        _ask_which(turn, period)
        return
    if choice.act == "yes":
        row = digests.refresh(turn.session, turn.house, period, turn.now)
        digests.change_line(turn.session, row, question.data["line"], question.data["words"], turn.now, turn.me.id)
        _show_choices(turn, texts.line_changed(turn.me, question.data["number"]), period.label)
        return
    _show_choices(turn, texts.line_kept(turn.me), period.label)


def remark_words(turn: Turn, question: Question, text: str) -> bool:
    period = _labelled(turn, question.data["label"])
    turn.close("remark")
    if _closed(turn, period):
        return True
    row = digests.refresh(turn.session, turn.house, period, turn.now)
    digests.add_remark(row, sentence(big(guard(text, turn.house.known).masked)))
    _show_choices(turn, texts.remark_added(turn.me), period.label)
    return True


def approve(turn: Turn, question: Question, choice: Choice) -> None:
    """Frozen: from here on only the next week can add to it. The chair reads it at once."""
    turn.close("approve")
    period = _labelled(turn, question.data["label"])
    if choice.act != "yes":
        _show_choices(turn, texts.line_kept(turn.me), period.label)
        return
    if _closed(turn, period):
        return
    turn.act = "approve"
    row = signing_rows.approve(turn.session, turn.house, period, turn.now, turn.me.id)
    turn.close("draft_week", "which_line", "line", "remark")
    for keys in ("digest", "remind"):
        outbox.withdraw(turn.session, f"{keys}:{period.label}:%")
    calm = turn.house.calendar.quiet_end(turn.now)
    turn.say(texts.approved(turn.local))
    for head in turn.others("bloc_head"):
        words = link.with_digest(turn, head, f"{text_of(row)}\n{signing_texts.how_to_sign(head)}", period.label)
        turn.ask("digest", words, texts.SECTIONS, to=head, kind="digest", lives=A_WEEK, not_before=calm,
                 label=period.label)  # fmt: skip


def text_of(row: Digest, note: str = "") -> str:
    return digest_texts.full([(found["section"], found["text"]) for found in row.lines], note)


def last(turn: Turn) -> None:
    """Readers see what was signed and numbered, nothing before."""
    row = digests.latest_sent(turn.session, turn.house.id)
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
