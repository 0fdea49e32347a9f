"""Who is this, which act is this: every message finds its handler here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from handlers import (
    alarm,
    alarm_leader,
    alarm_replies,
    alarm_told,
    besides,
    board,
    channels,
    commands,
    confirm,
    contact_lane,
    data,
    desk,
    digest_desk,
    edits,
    evidence,
    handover,
    inquired,
    inquiry,
    join,
    link,
    looking,
    marking,
    media,
    menu,
    mine,
    originals,
    owner,
    partly,
    pile,
    report,
    signing,
    which,
)
from handlers.turn import Turn
from reporting.answers import Chosen, Numbers, bare_number, choose, is_thanks, says_label, says_yes_or_no
from reporting.interview import Question
from reporting.texts import joining as joining_texts
from reporting.texts import reports as texts
from reporting.values import Choice, Kind
from storage import outbox, people

Answer = Callable[[Turn, Question, Choice], None]
Words = Callable[[Turn, Question, str], bool]

# What a choice does, by the name of its question (the state map of the dialogues).
ANSWERS: dict[str, Answer] = {
    "phone_ok": join.phone_ok,
    "rehearsal": join.rehearsal,
    **data.ANSWERS,
    "new_code": join.new_code,
    "abroad": channels.abroad,
    **dict.fromkeys(("nudged", "more", "late"), report.nudged),
    **dict.fromkeys(("menu", "lost", "command"), menu.chosen),
    "prompt": report.back,
    "ask_nil": confirm.ask_nil,
    "ask_size": confirm.ask_size,
    "ask_media": media.asked,
    "confirm": confirm.confirm,
    "split": confirm.confirm,
    "same": confirm.same,
    "fix": confirm.fix,
    "fix_words": confirm.fix_back,
    "fix_place": confirm.fix_back,
    "fix_kind": confirm.fix_kind,
    "nil_done": report.mend_nil,
    "saved": mine.undo,
    "corrected": mine.undo,
    "refused": report.rewrite,
    "why_withdraw": report.back,
    "withdraw": alarm_replies.withdraw,
    "alarm": alarm.is_it_so,
    "hurt": alarm_replies.hurt,
    "alarm_in": alarm_told.told,
    "alarm_mine": alarm_told.taken,
    "alarm_lead": alarm_leader.answered,
    **digest_desk.ANSWERS,
    **evidence.ANSWERS,
    **inquiry.ANSWERS,
    **inquired.ANSWERS,
    **signing.ANSWERS,
    **owner.ANSWERS,
    **board.ANSWERS,
    "look": looking.look,
    "contact_wanted": contact_lane.not_now,
    "contact_in": contact_lane.see,
    "hear": looking.hear,
    "hear_words": looking.back,
    "original_why": originals.back,
    "mark": marking.mark,
    "which_unit": report.which_unit,
    "nil_for": besides.nil_for,
    **handover.ANSWERS,
}

# What free text does while such a question is open; False: it is a report like any other.
WORDS: dict[str, Words] = {
    "confirm": confirm.corrected_words,
    "rehearsal": join.rehearsal_words,
    "ask_size": confirm.size_in_words,
    "data_call": data.call_words,
    "fix_words": confirm.fixed_words,
    "fix_place": confirm.fixed_place,
    "why_withdraw": mine.withdraw_reason,
    "withdraw": alarm_replies.withdraw_words,
    "hurt": alarm_replies.hurt_words,
    "alarm_in": alarm_told.told_words,
    "alarm_mine": alarm_told.told_words,
    "alarm_lead": alarm_told.told_words,
    "original_why": originals.reason,
    **digest_desk.WORDS,
    **signing.WORDS,
    "fix_kind": confirm.kind_in_words,
    "hear_words": looking.line_words,
    **owner.WORDS,
    **inquiry.WORDS,
    **inquired.WORDS,
    **handover.WORDS,
}

WORDLESS = frozenset({"rehearsal", "fix_place", "ask_size"})  # a photo, a voice note or a place is an answer too

# Questions that wait for their own time: not shown again whenever something else is answered.
PATIENT = frozenset(
    {
        "draft_week",
        "digest",
        "evidence",
        "sign_week",
        "number",
        "extension",
        "new_code",
        "menu",
        "mine",
        "board",
        "board_which",
        "look",
        "hear",
        "refused",
        "contact_in",
    }
) | frozenset(owner.OWNED)
TWO_AT_ONCE = timedelta(seconds=20)  # a number this soon after a second question may be meant for the first
SILENCE_AFTER_THANKS = timedelta(minutes=10)


def handle(turn: Turn) -> None:
    """One message, or one wait that has ended."""
    incoming = turn.incoming
    match incoming.kind:
        case Kind.WAKE:
            report.wake(turn)
        case Kind.GROUP:
            turn.act = "group"
            turn.say(joining_texts.only_private(), then="leave")
        case Kind.BLOCKED:
            turn.act = "blocked"
            people.cannot_be_reached(turn.session, incoming.channel, incoming.chat, turn.now)
        case Kind.LOST if turn.who is not None and turn.who.joined:
            media.lost(turn)
        case Kind.LOST:
            turn.act = "file lost"
        case _ if turn.who is None or not turn.who.joined:
            join.stranger(turn)
        case _:
            _known(turn)


def _known(turn: Turn) -> None:
    incoming = turn.incoming
    before = turn.talk.top(turn.now)
    if handover.out_of_office(turn):
        return
    if incoming.refused and incoming.text.strip():
        partly.refused(turn, incoming.refused, lambda: _words(turn, before))
    elif incoming.refused:
        report.refused(turn, incoming.refused)
    elif incoming.kind is Kind.PRESS:
        _press(turn)
    elif incoming.kind is Kind.START:
        if not join.known_code(turn, incoming.text):
            turn.say(joining_texts.joined_already(turn.me))
    elif incoming.kind is Kind.CONTACT and turn.me.reports_for:
        if not contact_lane.given(turn):
            media.card(turn)
    elif incoming.kind in (Kind.UNSUPPORTED, Kind.CONTACT):
        link.unsupported(turn)
        _show(turn, before)
    elif incoming.kind is Kind.STICKER:
        _sign(turn, before)
    elif incoming.text.strip() or incoming.files or incoming.place:
        _words(turn, before)
    else:
        _sign(turn, before)
    _next_in_pile(turn, before)


def _press(turn: Turn) -> None:
    """A button says which question it answers; one that is answered already asks the present one again."""
    question = turn.talk.find(turn.incoming.question)
    choice = question.choice(turn.incoming.choice or "") if question else None
    if question is not None and choice is not None and question.expires_at > turn.now:
        _apply(turn, question, choice)
        return
    turn.act = "old button"
    top = turn.talk.top(turn.now)
    if top is not None:
        turn.ask_again(top)
    else:
        turn.say(texts.answered_already(turn.me))


def _apply(turn: Turn, question: Question, choice: Choice) -> None:
    turn.act = f"{question.name}:{choice.act}"
    turn.talk = replace(turn.talk, unread=0)
    answer = report.rewrite if choice.act == texts.REWRITE else ANSWERS[question.name]
    answer(turn, question, choice)


def _sign(turn: Turn, top: Question | None) -> None:
    """A sticker, a thumb, an empty message: neither yes nor no nor nothing to report."""
    turn.act = "sign"
    if top is not None:
        turn.ask_again(top)
    elif not _just_said(turn):
        turn.say(texts.back_done(turn.me))


def _just_said(turn: Turn) -> bool:
    """Whether the last message of ours is fresh: then thanks need no answer."""
    last = outbox.last_sent(turn.session, turn.me.id)
    return last is not None and last > turn.now - SILENCE_AFTER_THANKS


def _words(turn: Turn, top: Question | None) -> None:
    text = turn.incoming.text
    if contact_lane.given(turn) or (turn.incoming.edited and edits.edited(turn)):
        return
    if not (turn.incoming.files or turn.incoming.place):
        if _number_or_answer(turn, text):
            return
        if commands.command(turn, text) or handover.words(turn, text):
            _show_what_stands(turn)
            return
        in_words = top is not None and top.name in pile.IN_WORDS and says_yes_or_no(text)
        if is_thanks(text) and not in_words:
            _sign(turn, top)
            return
        if _only_yes_or_no(text) and not in_words:
            turn.ask_again(top) if top is not None else turn.say(texts.back_done(turn.me))
            return
    says = text.strip() or (top is not None and top.name in WORDLESS)
    if top is not None and top.name in WORDS and says and WORDS[top.name](turn, top, text):
        turn.act = f"{top.name}:words"
        turn.talk = replace(turn.talk, unread=0)
        return
    if desk.words(turn, text) or owner.words(turn, text):
        return
    if alarm_told.words_of_old(turn, text) or alarm_replies.more_files(turn):
        return
    report.gather(turn)


def _only_yes_or_no(text: str) -> bool:
    """ "dạ thôi", "ừ" to no question of ours: nothing that could be a report."""
    plain = (Choice("1", "", "yes"), Choice("2", "", "no"))
    return bare_number(text) is None and isinstance(choose(text, plain), Chosen)


def _number_or_answer(turn: Turn, text: str) -> bool:
    """A number, a label or a plain yes or no, given to the question it belongs to (R2-R5).

    Words of a label belong to the question that prints it, also beneath a younger one.
    """
    number = bare_number(text)
    if number is None and not any(pile.fits(text, question) for question in turn.talk.pile):
        return False
    open_ones = pile.candidates(turn)
    for question in open_ones:
        named = says_label(text, question.choices) if number is None else None
        if named is not None:
            _apply(turn, question, named)
            return True
    if number is None and open_ones and open_ones[0].name in pile.IN_WORDS:
        return False
    for question in open_ones:
        found = choose(text, question.choices)
        match found:
            case Chosen(choice) if question.passive and not pile.names_way_back(text, choice):
                pass
            case Chosen(choice):
                if _two_fit(turn, question, choice, text):
                    return True
                _apply(turn, question, choice)
                return True
            case Numbers():
                turn.say(texts.one_number(turn.me))
                turn.ask_again(question)
                return True
            case _:
                pass
    if number is None or pile.waits_for_number(turn):
        return False
    if (rested := pile.rested_alarm(turn, number)) is not None:
        _apply(turn, *rested)
        return True
    shown = next((question for question in open_ones if not question.passive), None)
    if shown is not None:
        turn.ask_again(shown)
    else:
        menu.show(turn)
    return True


def _two_fit(turn: Turn, question: Question, choice: Choice, text: str) -> bool:
    """Two questions print this number and the younger one came unasked just now: ask which is meant."""
    just_came = question.name in pile.UNASKED and turn.now - question.asked_at < TWO_AT_ONCE
    if not just_came or bare_number(text) is None:
        return False
    return which.ask(turn, question, choice.digit)


def _this_one(turn: Turn, question: Question, choice: Choice) -> None:
    """The person says which question the number was for; the other one is asked again."""
    turn.close("which")
    meant = turn.talk.find(question.data[choice.act])
    chosen = meant.choice(question.data["digit"]) if meant else None
    if meant is None or chosen is None:
        turn.say(texts.answered_already(turn.me))
    else:
        _apply(turn, meant, chosen)


def _open_listed(turn: Turn, question: Question, choice: Choice) -> None:
    """A matter of the list, by its number: as if its code was typed. The list stays open."""
    if choice.act == "back":
        turn.close("mine")
        turn.say(texts.back_done(turn.me))
    elif choice.act == "more":
        board.next_page(turn, question)
    elif commands.command(turn, choice.act) and turn.says and not turn.asked_me:
        turn.says[-1] = replace(turn.says[-1], choices=question.choices, question=question.id)
        turn.asked_me = True


ANSWERS |= {"which": _this_one, "mine": _open_listed}


def _show(turn: Turn, question: Question | None) -> None:
    if question is not None and turn.talk.find(question.id):
        turn.ask_again(question)


def _show_what_stands(turn: Turn) -> None:
    """A word that works everywhere leaves the open question open: it is shown again."""
    top = turn.talk.top(turn.now)
    if top is not None and top.name not in PATIENT | pile.ALARMS | {"alarm_mine"} and _may_ask(turn):
        turn.ask_again(top)


def _may_ask(turn: Turn) -> bool:
    """Something was said that asks nothing, and no words are being gathered."""
    draft = turn.talk.draft
    return bool(turn.says) and not turn.asked_me and (draft is None or draft.shown)


def _next_in_pile(turn: Turn, before: Question | None) -> None:
    """When the question on top was answered, the one below it is shown again (R6)."""
    if turn.who is None or not turn.who.joined or not _may_ask(turn):
        return
    pile.let_go(turn)
    top = turn.talk.top(turn.now)
    if top is None or before is None or top.name in PATIENT:
        return
    if top.id != before.id and top.asked_at <= before.asked_at:
        turn.ask_again(top)
