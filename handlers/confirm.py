"""Answers to what was shown: yes, no, which part, how many households. Free text is a correction by itself."""

from __future__ import annotations

from dataclasses import replace

from handlers import phone_in, report, saving
from handlers import same as joining
from handlers.keeping import covered, units_of
from handlers.turn import Turn
from reporting.answers import bare_number
from reporting.corrections import corrected
from reporting.interview import Draft, Question
from reporting.proposal import propose
from reporting.texts import asides as aside_texts
from reporting.texts import reports as texts
from reporting.values import Choice, MessageKind
from storage import reports

SHORT_ANSWER = 7  # words: a number and perhaps a place, not another story


def confirm(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    if draft is None:
        turn.close(*report.OF_A_DRAFT)
        turn.say(texts.answered_already(turn.me))
    elif not draft.shown:
        turn.act = "shown anew"  # words came after what this answers: nothing is saved that was not shown
    elif choice.act == "yes":
        saving.save(turn, draft)
    elif choice.act == "merge":
        draft = replace(draft, merged=True)
        report.show(turn, draft, propose(draft, turn.house, units_of(turn, draft)))
    elif choice.act == "drop":
        report.drop(turn)
    elif choice.act == "also":
        saving.save(turn, replace(draft, also=covered(turn, draft.text)))
    elif choice.act == "home":
        report.answer(turn, replace(draft, place=turn.house.name(draft.unit)))
    else:
        turn.ask("fix", texts.fix(turn.me), texts.FIX)


def same(turn: Turn, question: Question, choice: Choice) -> None:
    """Joined to the matter that was named, or saved as one of its own; one that has closed meanwhile takes nothing."""
    draft = turn.talk.draft
    turn.close("same")
    if draft is None:
        turn.say(texts.answered_already(turn.me))
        return
    matter = joining.still_open(turn, question.data["code"]) if choice.act == "same" else None
    if matter is not None:
        joining.join(turn, matter, draft)
    else:
        saving.save(turn, replace(draft, distinct=True))


def corrected_words(turn: Turn, question: Question, text: str) -> bool:
    """Another number or place, or other words after a no: shown anew at once. Else it joins the draft."""
    draft = turn.talk.draft
    if draft is None or not draft.shown or turn.incoming.files or turn.incoming.place:
        return False
    if draft.by_phone:
        return draft.heard is None and phone_in.corrected(turn, question, draft, text)
    found = turn.house.read(text, draft.unit)
    if found.refused or found.kind is MessageKind.HOTSPOT:
        return False
    new = corrected(draft, text, turn.house)
    if new is None:
        return False
    report.answer(turn, replace(report.joined(turn, new), texts=new.texts))
    return True


def fix(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    turn.close("fix")
    if draft is None:
        turn.say(texts.answered_already(turn.me))
    elif choice.act == "words":
        turn.ask("fix_words", texts.fix_words(turn.me), texts.ONLY_BACK)
    elif choice.act == "place":
        turn.ask("fix_place", texts.fix_place(turn.me), texts.ONLY_BACK)
    elif choice.act == "kind":
        turn.ask("fix_kind", texts.fix_kind(turn.me), texts.KINDS)
    else:
        report.answer(turn, draft)


def fix_back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.ask("fix", texts.fix(turn.me), texts.FIX)


def fix_kind(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    turn.close("fix_kind")
    if draft is None:
        turn.say(texts.answered_already(turn.me))
    elif choice.act == "back":
        turn.ask("fix", texts.fix(turn.me), texts.FIX)
    else:
        report.answer(turn, replace(draft, kind=choice.act))


def kind_in_words(turn: Turn, question: Question, text: str) -> bool:
    """Words that are no kind: the question is shown again, the draft stays."""
    turn.ask_again(question)
    return True


def fixed_words(turn: Turn, question: Question, text: str) -> bool:
    draft = turn.talk.draft
    if draft is None or not text.strip():
        return False
    turn.close("fix_words")
    report.answer(turn, replace(report.joined(turn, draft), texts=(text,)))
    return True


def fixed_place(turn: Turn, question: Question, text: str) -> bool:
    draft = turn.talk.draft
    if draft is None:
        return False
    turn.close("fix_place")
    joined = report.joined(turn, draft)
    found = turn.house.read(text, draft.unit).place
    place = joined.place if turn.incoming.place else found or text.strip()
    report.answer(turn, replace(joined, texts=draft.texts, place=place))
    return True


def ask_size(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    turn.close("ask_size")
    if draft is None:
        turn.say(texts.answered_already(turn.me))
        return
    kind = "hotspot" if choice.act == "many" else draft.kind
    size = choice.act if choice.act != "unknown" else None
    report.answer(turn, replace(draft, size_asked=True, size=size, kind=kind))


def size_in_words(turn: Turn, question: Question, text: str) -> bool:
    """A number, bare or in words: "6 hộ trong hẻm 7"."""
    draft = turn.talk.draft
    if draft is None:
        return False
    turn.close("ask_size")
    found = turn.house.read(text, draft.unit)
    number = bare_number(text) or found.households
    joined = replace(report.joined(turn, draft), size_asked=True)
    if number is not None and len(text.split()) <= SHORT_ANSWER:
        joined = replace(joined, texts=draft.texts, households=number, place=joined.place or found.place)
    report.answer(turn, joined)
    return True


def ask_nil(turn: Turn, question: Question, choice: Choice) -> None:
    draft = turn.talk.draft
    turn.close("ask_nil")
    if choice.act == "no":
        turn.talk = replace(turn.talk, draft=None, wake_at=None)
        if draft is not None:
            _drop_beside_nil(turn, draft)
        report.nil(turn, said=draft.text if draft is not None else None)
    elif draft is None:
        report.ask_news(turn)
    else:
        report.answer(turn, replace(draft, kind="status" if _says_done(turn, draft) else "feedback"))


def _drop_beside_nil(turn: Turn, draft: Draft) -> None:
    """What told of something beside "không phát sinh" goes, and that is said."""
    reports.drop_media(turn.session, draft.inbox)
    proposal = propose(replace(draft, kind=None), turn.house, turn.me.reports_for)
    if proposal.kind is not MessageKind.NIL:
        turn.say(aside_texts.not_kept(turn.me, proposal.words))


def _says_done(turn: Turn, draft: Draft) -> bool:
    return turn.house.read(draft.text, draft.unit).kind is MessageKind.STATUS
