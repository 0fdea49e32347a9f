"""What comes without words: a photo is asked about, a voice note, a film or a file may stand as the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from handlers import handover, mine
from handlers.keeping import store, units_of
from handlers.turn import Turn
from reporting.interview import Draft, Question
from reporting.proposal import propose
from reporting.texts import media as texts
from reporting.texts import pages as page_texts
from reporting.texts.reports import ONLY_BACK
from reporting.values import Choice, FileRef, MessageKind
from storage import looks, reports

UNANSWERED = timedelta(minutes=10)  # of silence: what somebody has said is heard all the same


def counted(files: Iterable[FileRef]) -> dict[str, int]:
    """How many of each kind, in the order in which they came."""
    return dict(Counter(file.kind for file in files))


def speaks(draft: Draft) -> str | None:
    """The kind of what the Bloc can hear or read without a word beside it; None for photos alone."""
    return next((file.kind for file in draft.files if file.kind != "photo"), None)


# The draft


def bare(turn: Turn, draft: Draft) -> None:
    """Nothing but files, or a place: asked about in one line. Anything but a photo may stand as it is."""
    if not draft.files:
        if draft.place:
            _lies(turn, draft, None)
            turn.ask("prompt", page_texts.where_of_what(turn.me, draft.place), ONLY_BACK)
        return
    if draft.stands and draft.unit_said:
        _stands(turn, draft)
    elif draft.stands:
        _lies(turn, draft, None)
        handover.ask_unit(turn, nil=False)
    else:
        kind = speaks(draft)
        _lies(turn, draft, UNANSWERED if kind else None)
        turn.ask("ask_media", texts.ask(turn.me, kind or "photo"), texts.choose(kind or "photo"))


def _lies(turn: Turn, draft: Draft, waits: timedelta | None) -> None:
    turn.talk = replace(turn.talk, draft=replace(draft, shown=True), unread=0)
    turn.wake(turn.now + waits if waits else turn.next_morning())


def left_alone(turn: Turn, draft: Draft) -> None:
    """A photo without words is asked about once more, then it goes, a place without words at once; what somebody has
    said goes to the Bloc, for nobody knows yet how urgent it is."""
    if speaks(draft):
        turn.close("ask_media", "which_unit")
        asked_whose = replace(draft, unit_said=True)  # nobody answered: one's own
        bare(turn, asked_whose if draft.stands else _for_a_unit(turn, replace(draft, stands=True)))
    elif draft.mornings or not draft.files:
        reports.drop_media(turn.session, draft.inbox)
        turn.talk = replace(turn.talk.without("ask_media", "prompt", "which_unit"), draft=None)
    else:
        bare(turn, replace(draft, mornings=1))


def asked(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    if draft is not None and not draft.shown:
        turn.act = "shown anew"  # another one came meanwhile: nothing goes that was not asked about
        return
    turn.close("ask_media")
    if draft is None:
        return
    if choice.act == "yes":
        bare(turn, _for_a_unit(turn, replace(draft, stands=True)))
        return
    reports.drop_media(turn.session, draft.inbox)
    turn.talk = replace(turn.talk, draft=None, wake_at=None)
    turn.say(texts.dropped(speaks(draft) or "photo"))


def _for_a_unit(turn: Turn, draft: Draft) -> Draft:
    """Who reports in somebody's place too has to say whose it is."""
    return draft if draft.unit_said else replace(draft, unit_said=handover.meant(turn, "") is not None)


def _stands(turn: Turn, draft: Draft) -> None:
    """It is the report: the unit has been heard this week, its line is written by who hears it."""
    turn.act = "without words"
    units = units_of(turn, draft)
    proposal = replace(propose(draft, turn.house, units), kind=MessageKind.STATUS, words="")
    report = store(turn, draft, proposal, units)
    names = [turn.house.name(unit) for unit in units]
    turn.say(texts.stands(turn.me, speaks(draft) or "file", names, report.period))


# What cannot be had or kept


def lost(turn: Turn) -> None:
    """Said at once, while its sender still has it at hand; a report that stood on it alone no longer does."""
    turn.act = "file lost"
    gone = turn.incoming.files
    draft = turn.talk.draft
    if draft is not None:
        refs = {file.ref for file in gone}
        draft = replace(draft, files=tuple(file for file in draft.files if file.ref not in refs))
        if not (draft.files or draft.texts):
            turn.talk = replace(turn.talk.without("ask_media"), draft=None, wake_at=None)
        else:
            turn.talk = replace(turn.talk, draft=draft)
    stood = looks.empty_again(turn.session, int(turn.incoming.external_id.rpartition(":")[2]))
    if stood is not None:
        mine.take_back(turn, stood, texts.not_clear("file"))
    turn.say(texts.lost(turn.me, gone[0].kind, turn.incoming.text))


# A contact card


def card(turn: Turn) -> None:
    """Somebody's number is not asked for: it is covered, and the talk goes on about the matter (P3)."""
    turn.act = "card"
    draft = turn.talk.draft
    if draft is None or draft.by_phone:
        turn.ask("prompt", texts.card(turn.me), ONLY_BACK)
        return
    masked = tuple(dict.fromkeys((*draft.masked, *turn.incoming.masked)))
    turn.talk = replace(turn.talk, draft=replace(draft, masked=masked, shown=False, last_at=turn.now))
    turn.wake(turn.now + turn.manner.quiet)
