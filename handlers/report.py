"""Nothing to report, news, a citizens' matter: from free text to one confirmation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import alarm, besides, handover, help, media, mine, saving
from handlers.keeping import period_for, units_of
from handlers.turn import Turn
from reporting.answers import is_thanks
from reporting.interview import Draft, Question
from reporting.kind import UNREADABLE
from reporting.proposal import Proposal, needs_size, parts_of, propose
from reporting.texts import asides as aside_texts
from reporting.texts import looks as look_texts
from reporting.texts import media as media_texts
from reporting.texts import reports as texts
from reporting.texts.forms import listed
from reporting.understand import sealed_alarm
from reporting.values import Choice, Kind, MessageKind
from storage import reports

SEVERITY_2_WAITS = timedelta(minutes=10)  # unconfirmed, then it goes out marked so
OF_A_DRAFT = (
    "confirm",
    "split",
    "same",
    "fix",
    "fix_words",
    "fix_place",
    "fix_kind",
    "ask_nil",
    "ask_size",
    "ask_media",
)


# Gathering


def gather(turn: Turn) -> None:
    """Free text, a photo, a place: it joins the draft; after a moment of quiet it is answered."""
    if not turn.me.reports_for:
        help.not_a_reporter(turn)
        return
    text = turn.incoming.text
    _begin_afresh(turn)
    if text and _at_once(turn, text):
        return
    turn.act = "gather"
    draft = turn.talk.draft or begun(turn)
    turn.close("lost", "prompt")
    draft = joined(turn, draft)
    turn.talk = replace(turn.talk, draft=draft)
    turn.wake(turn.now + (turn.manner.quiet if draft.texts else turn.manner.photo_quiet))


def _begin_afresh(turn: Turn) -> None:
    """What was not understood joins nothing. A kind chosen from the menu is meant for the words asked for then; once
    that question is gone, for no others."""
    draft = turn.talk.draft
    left = draft is not None and _is_empty(draft) and turn.talk.find_named("prompt") is None
    if left or turn.talk.find_named("lost") is not None:
        turn.talk = replace(turn.talk, draft=None)


def _is_empty(draft: Draft) -> bool:
    return not (draft.texts or draft.files or draft.place)


def _at_once(turn: Turn, text: str) -> bool:
    """What does not wait: danger to life, nothing to report, an order to the bot, news of a running alarm."""
    draft = turn.talk.draft
    if sealed_alarm(text):
        alarm.sealed(turn)
        return True
    found = turn.house.read(text, turn.me.reports_for[0])
    danger = found.kind is MessageKind.HOTSPOT and found.severity == 3
    aside = found.kind in (MessageKind.NIL, MessageKind.QUESTION) or found.reason == UNREADABLE
    apart = aside or found.refused or is_thanks(text)
    files = bool(turn.incoming.files)
    if danger and not files and alarm.raised(turn, text, found.topic):
        return True
    if draft is None and not (apart or files) and alarm.more_words(turn, text, found.topic if danger else None):
        return True
    if danger:
        alarm.unconfirmed(turn, joined(turn, draft or begun(turn)))
        return True
    if draft is not None or files:
        return False
    if found.refused == "command":
        turn.act = "command"
        turn.ask("command", texts.no_command(turn.me), texts.COMMAND)
        return True
    if found.kind is MessageKind.NIL and (found.sure or besides.is_nil(turn, text)):
        nil(turn)
        return True
    return False


def begun(turn: Turn) -> Draft:
    return Draft(unit=turn.me.reports_for[0], first_at=turn.said_at, last_at=turn.now)


def joined(turn: Turn, draft: Draft) -> Draft:
    incoming = turn.incoming
    inbox = (*draft.inbox, turn.inbox) if turn.inbox is not None else draft.inbox
    place = mine.nearest_place(turn.house, incoming.place) if incoming.place else draft.place
    return replace(
        draft,
        texts=(*draft.texts, incoming.text) if incoming.text.strip() else draft.texts,
        sources=(*draft.sources, turn.inbox or 0) if incoming.text.strip() else draft.sources,
        files=(*draft.files, *incoming.files),
        inbox=inbox,
        masked=tuple(dict.fromkeys((*draft.masked, *incoming.masked))),
        place=place,
        last_at=turn.now,
        shown=False,
    )


# Answering after the quiet


def wake(turn: Turn) -> None:
    """The quiet is over, or a draft has lain since yesterday."""
    draft = turn.talk.draft
    turn.wake(None)
    if draft is None or turn.who is None or not turn.who.joined:
        return
    if not draft.shown:
        turn.act = "understand"
        answer(turn, draft)
        return
    if not draft.texts:
        media.left_alone(turn, draft)
        return
    proposal = propose(draft, turn.house, units_of(turn, draft))
    if proposal.kind is MessageKind.HOTSPOT and not draft.by_phone:
        turn.act = "unconfirmed"
        turn.close(*OF_A_DRAFT)
        alarm.out_unconfirmed(turn, draft, proposal)
        return
    turn.act = "draft again"
    _pick_up(turn, draft, proposal)


def _pick_up(turn: Turn, draft: Draft, proposal: Proposal) -> None:
    """Next working morning, in place of a nudge; after two days Bloc staff telephone (R13)."""
    mornings = draft.mornings + 1
    turn.talk = replace(turn.talk, draft=replace(draft, mornings=mornings))
    if mornings == 1:
        place = turn.house.name(proposal.unit)
        yesterday = (turn.local.date() - turn.here(draft.last_at).date()).days == 1
        words = texts.draft_again(turn.me, proposal.shown_words, place, yesterday)
        turn.ask("confirm", words, texts.CONFIRM)
    if mornings < 3:
        turn.wake(turn.next_morning())
        return
    staff = turn.staff()
    if staff is not None:
        turn.say(texts.draft_for_staff(turn.house.name(proposal.unit), proposal.shown_words), to=staff)


def answer(turn: Turn, draft: Draft) -> None:
    """Say what was understood, or ask the one thing that is missing."""
    if not draft.texts:
        media.bare(turn, draft)
        return
    draft = _of_its_unit(turn, draft)
    if draft.kind and not draft.files and turn.house.read(draft.text, draft.unit).reason == UNREADABLE:
        ask_a_sentence(turn, draft.kind)
        return
    proposal = propose(draft, turn.house, units_of(turn, draft))
    if proposal.kind is MessageKind.HOTSPOT and proposal.severity == 3:
        alarm.unconfirmed(turn, draft)
    elif proposal.kind is MessageKind.QUESTION:
        _pass_question(turn, draft)
    elif proposal.kind is MessageKind.OTHER and not draft.files:
        _no_report(turn, draft)
    elif proposal.kind is MessageKind.NIL and proposal.sure and not draft.files and not draft.by_phone:
        turn.talk = replace(turn.talk, draft=None)
        nil(turn)
    elif not draft.by_phone and (not proposal.sure or proposal.kind is MessageKind.NIL):
        _keep(turn, draft)
        turn.ask("ask_nil", texts.ask_nil(turn.me), texts.NEWS_OR_NIL)
    elif not draft.unit_said:
        _keep(turn, draft)
        handover.ask_unit(turn, nil=False)
    elif needs_size(draft, proposal):
        _keep(turn, draft)
        turn.ask("ask_size", texts.ask_size(turn.me, proposal.shown_words), texts.SIZE)
    else:
        show(turn, draft, proposal)


def _of_its_unit(turn: Turn, draft: Draft) -> Draft:
    """The unit the words name, where the person reports in somebody's place too; left open when they name none."""
    if draft.unit_said or draft.by_phone:
        return replace(draft, unit_said=True)
    units = handover.meant(turn, draft.text)
    return replace(draft, unit=units[0] if draft.unit not in units else draft.unit, unit_said=True) if units else draft


def _keep(turn: Turn, draft: Draft) -> None:
    turn.talk = replace(turn.talk, draft=replace(draft, shown=True), unread=0)
    turn.wake(turn.next_morning())


def show(turn: Turn, draft: Draft, proposal: Proposal) -> None:
    """Model 8: one line, one tap."""
    _keep(turn, draft)
    if proposal.kind is MessageKind.HOTSPOT:
        turn.wake(turn.now + SEVERITY_2_WAITS)
    turn.close(*OF_A_DRAFT)
    kind = texts.kind_name(proposal.kind, proposal.legal, proposal.severity)
    if draft.heard is not None:
        words = proposal.shown_words if proposal.kind is not MessageKind.NIL else texts.kind_name("nil", None, None)
        line = look_texts.understood(turn.me, turn.house.name(draft.unit), words, proposal.shown_place, kind)
        turn.ask("confirm", line, texts.CONFIRM)
        return
    if draft.by_phone:
        words = texts.kind_name("nil", None, None) if proposal.kind is MessageKind.NIL else proposal.shown_words
        label = period_for(turn, (draft.unit,), draft.first_at).label
        names = listed([turn.house.name(unit) for unit in (draft.unit, *draft.also)])
        where = "" if proposal.kind is MessageKind.NIL else proposal.shown_place
        line = texts.by_phone(names, label, words, where, kind, turn.me)
        turn.ask("confirm", line, texts.CONFIRM)
        return
    parts = parts_of(draft)
    if len(parts) > 1 and proposal.kind is MessageKind.FEEDBACK:
        proposals = [propose(replace(draft, texts=(part,)), turn.house, units_of(turn, draft)) for part in parts]
        shown = [(p.shown_words, texts.kind_name("feedback", p.legal or "kien_nghi", None)) for p in proposals]
        turn.ask("split", texts.understood_many(turn.me, shown, proposals[0].home), texts.SPLIT)
        return
    said, more = besides.offered(turn, draft, proposal)
    notes = [texts.state_is_theirs()] if proposal.orders else []
    notes += said
    if draft.masked:
        notes.append(texts.masked(turn.me, draft.masked))
    files = media_texts.counted(media.counted(draft.files)) if draft.files else ""
    line = texts.understood(turn.me, proposal.shown_words, proposal.shown_place, kind, files, "\n".join(notes))
    turn.ask("confirm", line, (*texts.CONFIRM, *more))


def _pass_question(turn: Turn, draft: Draft) -> None:
    """A question to the Bloc: somebody there answers by telephone."""
    turn.act = "question"
    turn.talk = replace(turn.talk, draft=None, unread=0)
    staff = turn.staff()
    turn.say(texts.question_passed(turn.me))
    if staff is not None:
        help.somebody_asks(turn, staff, draft.text)


def _no_report(turn: Turn, draft: Draft) -> None:
    """A greeting or "mai tôi báo" gets a short word; what cannot be read gets choices."""
    reason = turn.house.read(draft.text, draft.unit).reason
    if reason in ("greeting", "acknowledgement"):
        turn.talk = replace(turn.talk, draft=None, unread=0)
        turn.say(aside_texts.greeted(turn.me) if reason == "greeting" else texts.back_done(turn.me))
    else:
        lost(turn)


def lost(turn: Turn) -> None:
    """Not understood: choices; then a telephone number; then silence (R18)."""
    turn.act = "lost"
    unread = turn.talk.unread + 1
    turn.talk = replace(turn.talk, unread=unread)
    if unread == 1:
        turn.ask("lost", texts.lost(turn.me), texts.LOST)
        turn.wake(None)
        return
    turn.talk = replace(turn.talk, draft=None)
    if unread == 2:
        staff = turn.staff()
        turn.say(texts.still_lost(turn.me, staff.phone_slot if staff else "113"))
    turn.wake(None)


# Answers


def drop(turn: Turn) -> None:
    """`bỏ`: the draft goes, and its photos."""
    draft = turn.talk.draft
    if draft is None:
        turn.close("prompt", "lost", "menu")
        turn.say(aside_texts.nothing_dropped(turn.me))
        return
    reports.drop_media(turn.session, draft.inbox)
    turn.talk = replace(turn.talk.without(*OF_A_DRAFT, "lost"), draft=None, wake_at=None)
    turn.say(texts.dropped())


def nudged(turn: Turn, question: Question, choice: Choice) -> None:
    """No news is nothing to report; to "anything more?" it is just no."""
    turn.close(question.name)
    if choice.act == "news":
        ask_news(turn)
    elif question.name == "more":
        turn.say(texts.no_more(turn.me))
    else:
        nil(turn, question.data.get("label"))


def ask_a_sentence(turn: Turn, kind: str) -> None:
    """What it is has been said, but in no words that can be read: nothing of them goes to anybody."""
    turn.close(*OF_A_DRAFT)
    turn.talk = replace(turn.talk, draft=replace(begun(turn), kind=kind))
    ask_news(turn)


def ask_news(turn: Turn) -> None:
    turn.ask("prompt", texts.prompt(turn.me), texts.ONLY_BACK)


def back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.say(texts.back_done(turn.me))


def rewrite(turn: Turn, question: Question, choice: Choice) -> None:
    """What was refused is written anew: not joined to what lay there, but beside what was kept of the same message."""
    turn.close("refused")
    draft = turn.talk.draft
    beside = question.name != "refused" or (draft is not None and draft.apart)
    if beside and draft is not None and draft.by_phone:
        turn.ask_again(question, texts.rewrite(turn.me, beside))  # its words are more of what the unit said
        return
    if beside and draft is not None and not draft.apart:
        draft = replace(draft, texts=(draft.text,), sources=(), apart=True)
    turn.talk = replace(turn.talk, draft=draft if beside else None)
    turn.ask("prompt", texts.rewrite(turn.me, beside), texts.ONLY_BACK)


def refused(turn: Turn, why: str) -> None:
    """Models 20-22: no words were kept; there is always a way on."""
    turn.act = f"refused:{why}"
    saving.count_refusal(turn, why)
    reception = turn.house.file.reception
    words = texts.refused(why, turn.me, reception.place, reception.hours, delete=turn.incoming.kind is not Kind.PRESS)
    turn.ask("refused", words, texts.NOT_THIS)
    turn.says[-1] = replace(turn.says[-1], then=deletion(turn))


def deletion(turn: Turn) -> str | None:
    """Where the channel lets it, the bot deletes what came."""
    can = turn.incoming.message_id is not None and turn.channel is not None and turn.channel.deletes
    return f"delete:{turn.incoming.message_id}" if can else None


def nil(turn: Turn, label: str | None = None, said: str | None = None) -> None:
    """Nothing to report: recorded at once. To "anything more?" of this week it only means no. `said`: in words given
    before."""
    text, more = said or turn.incoming.text, turn.talk.find_named("more")
    turn.close("more")
    if more is not None and more.data.get("label") == turn.house.period(turn.said_at).label:
        turn.say(texts.no_more(turn.me))
        return
    if besides.asks_of_nil(turn, text, label):
        return
    units = handover.meant(turn, text, nil=True)
    if units is None:
        handover.ask_unit(turn, nil=True, label=label)
    else:
        saving.save_nil(turn, units, label)


def which_unit(turn: Turn, question: Question, choice: Choice) -> None:
    """Who reports in another's place too has said whose report it is."""
    turn.close("which_unit")
    groups, draft = handover.chosen(turn, choice), turn.talk.draft
    if question.data["nil"]:
        for units in groups:
            saving.save_nil(turn, units, question.data["label"])
    elif draft is not None:
        answer(turn, replace(draft, unit=groups[0][0], unit_said=True))
    else:
        turn.say(texts.answered_already(turn.me))


def mend_nil(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("nil_done")
    turn.ask("prompt", texts.mend(turn.me), texts.ONLY_BACK)
