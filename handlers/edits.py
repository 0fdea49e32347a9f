"""Somebody changed a message they had sent: what it became changes with it, and the older version stays."""

from __future__ import annotations

from dataclasses import replace

from handlers import mine
from handlers.turn import Turn
from reporting.fold import fold
from reporting.interview import Draft
from reporting.proposal import propose
from reporting.texts import edits as edit_texts
from reporting.texts import reports as texts
from reporting.texts.commands import COUNT
from reporting.understand import split
from reporting.values import MessageKind
from storage import conversations, matters, reports
from storage.tables import Report


def edited(turn: Turn) -> bool:
    """False: the message is taken as new words: when it now tells of danger or of another kind, or is not known."""
    found = conversations.edited(turn.session, turn.incoming)
    if found is None or not turn.me.reports_for or turn.tells_of_danger(turn.incoming.text):
        return False
    message, number = found
    draft = turn.talk.draft
    if draft is not None and message in draft.inbox:
        return _of_draft(turn, draft, message)
    turn.act = "edited"
    said = turn.house.read(turn.incoming.text, turn.me.reports_for[0]).kind
    report = reports.get(turn.session, number) if number is not None else None
    if report is None:  # a number, a yes, nothing to report: it has done its work, unless it says more now
        return said in (MessageKind.NIL, MessageKind.OTHER)
    if report.code is None and said in (MessageKind.FEEDBACK, MessageKind.QUESTION):
        return False  # news became a matter: that is confirmed and gets a code like any other
    _of_report(turn, report)
    return True


def _of_draft(turn: Turn, draft: Draft, message: int) -> bool:
    """The confirmation is shown anew. Where the words have been corrected since, these join them."""
    reworded = draft.reworded(message, turn.incoming.text)
    if reworded is None:
        return False
    turn.act = "edited draft"
    turn.talk = replace(turn.talk, draft=reworded)
    turn.wake(turn.now + turn.manner.quiet)
    return True


def _of_report(turn: Turn, report: Report) -> None:
    words = turn.incoming.text.strip()
    if report.withdrawn_at is not None or report.author != turn.me.id:
        turn.say(texts.nothing_to_undo(turn.me))
    elif not words or len(split(words)) > 1:
        turn.say(texts.correct_how(turn.me))
    elif report.code is not None:
        _of_matter(turn, report, words)
    else:
        _of_news(turn, report, words)


def _of_matter(turn: Turn, report: Report, words: str) -> None:
    matter = matters.by_code(turn.session, turn.house.id, report.code or "")
    if matter is None or matter.state == "dong":
        turn.say(texts.closed_already(report.code or ""))
        return
    mine.correct(turn, matter, report, _only_count(report.text, words) or _short(turn, report, words))


def _of_news(turn: Turn, report: Report, words: str) -> None:
    reports.change(turn.session, report, turn.now, turn.me.id, "edited", text=_short(turn, report, words))
    turn.say(edit_texts.news_edited([turn.house.name(report.unit)], report.period))


def _short(turn: Turn, report: Report, words: str) -> str:
    draft = Draft(unit=report.unit, first_at=turn.said_at, last_at=turn.now, texts=(words,))
    return propose(draft, turn.house, turn.me.reports_for).words


def _only_count(standing: str, words: str) -> str | None:
    """The new number, when everything else that is kept of the old words is said again."""
    old, new = COUNT.search(standing), COUNT.search(words)
    if old is None or new is None or old[0] == new[0]:
        return None
    rest = fold(standing.replace(old[0], " ")).replace(",", " ").split()
    return new[0] if set(rest) <= set(fold(words).replace(",", " ").split()) else None
