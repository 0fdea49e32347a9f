"""A stranger becomes a reporter, and a person may go again. A stranger learns nothing and leaves no words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import channels, results
from handlers.handing import hand_on
from handlers.turn import Turn
from reporting.answers import Chosen, choose
from reporting.fold import fold
from reporting.interview import Question
from reporting.texts import channels as channel_texts
from reporting.texts import desk as desk_texts
from reporting.texts import joining as texts
from reporting.texts import reports as report_texts
from reporting.texts.roster import post_in_unit
from reporting.values import Choice, Kind, MessageKind, Who
from storage import conversations, matters, people
from storage.tables import Invite, Person

MOST_WRONG = 5  # codes an hour and chat
MOST_TURNED_AWAY = 2  # closed doors shown an hour and chat
AN_HOUR = timedelta(hours=1)
_LONGEST = 80  # a code with courtesy around it is short
_IN_WORDS = re.compile(r"\b((?:[bcghklmnptv][aeiou]){2})[ \-_.]?((?:[bcghklmnptv][aeiou]){2})\b")
_CODE = re.compile(r"^([a-z]{4})[ \-_.]?([a-z]{4})$")


def code_in(text: str) -> str | None:
    """Eight letters, when the text is two words of four, or holds two no Vietnamese word looks like: cohi mecu."""
    said = fold(text).strip(" .!\n")
    found = _CODE.match(said) or (_IN_WORDS.search(said) if len(said) <= _LONGEST else None)
    return "".join(found.groups()).upper() if found else None


def words_of_a_stranger(text: str) -> str:
    """What may be kept of a message from somebody unknown: a code or an answer to our own question, else nothing."""
    answers = (*texts.IS_IT_YOU, *texts.CONSENT, *texts.MAY_CALL)
    return code_in(text) or (text if isinstance(choose(text, answers), Chosen) else "")


def stranger(turn: Turn) -> None:
    """Everything somebody unknown may do: show a code, say who they are, agree."""
    turn.act = "stranger"
    open_question = turn.talk.top(turn.now)
    text = turn.incoming.text
    code = code_in(text)
    if code is not None:
        show_code(turn, code)
    elif open_question is not None and turn.incoming.kind in (Kind.TEXT, Kind.PRESS):
        _answer(turn, open_question)
    elif not _tired(turn):
        _closed_door(turn)


def _answer(turn: Turn, question: Question) -> None:
    incoming = turn.incoming
    if incoming.kind is Kind.PRESS:
        chosen = question.choice(incoming.choice or "") if incoming.question == question.id else None
    else:
        found = choose(incoming.text, question.choices)
        chosen = found.choice if isinstance(found, Chosen) else None
    if chosen is None:
        turn.ask_again(question)
        return
    who = people.who(turn.session, question.data["person"])
    assert who is not None
    steps = {"is_it_you": _is_it_you, "consent": _consent}
    steps[question.name](turn, who, question, chosen)


def _closed_door(turn: Turn) -> None:
    """Shown twice an hour: nobody unknown can use up what the channel may send."""
    shown = _of_this_hour(turn, turn.talk.turned_away)
    if len(shown) < MOST_TURNED_AWAY:
        turn.talk = replace(turn.talk, turned_away=(*shown, turn.now))
        turn.say(texts.closed_door())


def _tired(turn: Turn) -> bool:
    """After five wrong codes in an hour the door stays silent."""
    return len(_of_this_hour(turn, turn.talk.wrong_codes)) >= MOST_WRONG


def _of_this_hour(turn: Turn, times: tuple[datetime, ...]) -> tuple[datetime, ...]:
    return tuple(at for at in times if at > turn.now - AN_HOUR)


def show_code(turn: Turn, code: str) -> None:
    if _tired(turn):
        return
    invite = people.invite_by_code(turn.session, code)
    if invite is None or invite.ward != turn.house.id:
        _wrong(turn, texts.wrong_code())
        return
    if invite.used_at or invite.cancelled_at or invite.expires_at <= turn.now:
        _wrong(turn, channel_texts.dead_code() if invite.links else texts.dead_code())
        return
    if invite.links is not None:
        channels.typed(turn, invite)
        return
    who = people.who(turn.session, invite.person)
    if who is None or not who.posts:
        _wrong(turn, texts.dead_code())
        return
    turn.act = "code"
    turn.ask("is_it_you", texts.is_it_you(who, post_of(turn, who)), texts.IS_IT_YOU, person=who.id, invite=invite.id)


def _wrong(turn: Turn, answer: str) -> None:
    turn.act = "wrong code"
    turn.talk = replace(turn.talk, wrong_codes=(*_of_this_hour(turn, turn.talk.wrong_codes), turn.now))
    turn.say(texts.too_many_codes() if _tired(turn) else answer)


def known_code(turn: Turn, text: str) -> bool:
    """A code typed by somebody who is in: it links a channel, or is an invitation they no longer need."""
    code = code_in(text)
    if channels.known_code(turn, code):
        return True
    if code is None or people.invite_by_code(turn.session, code) is None:
        return False
    turn.act = "code"
    turn.say(texts.joined_already(turn.me))
    return True


def post_of(turn: Turn, who: Who) -> str:
    """Tổ trưởng Tổ dân phố 1; a post whose title names its body already stands alone."""
    post = who.posts[0]
    unit = turn.house.units.get(post.unit)
    if unit is None or unit.kind in ("body", "bloc"):
        return post.title
    return post_in_unit(post.title, unit.name)


def _is_it_you(turn: Turn, who: Who, question: Question, chosen: Choice) -> None:
    if chosen.act == "no":
        _not_me(turn, who, question)
        return
    turn.close("is_it_you")
    turn.say(texts.welcome(who, turn.house.file.ward.full_name))
    _ask_consent(
        turn, who, question.data["invite"], texts.consent(who, abroad=bool(turn.channel and turn.channel.abroad))
    )


def _ask_consent(turn: Turn, who: Who, invite: int, words: str) -> None:
    turn.ask("consent", words, texts.CONSENT, person=who.id, invite=invite)


def _not_me(turn: Turn, who: Who, question: Question) -> None:
    """The slip lies in other hands: the code dies, Bloc staff print another."""
    turn.act = "not me"
    turn.close("is_it_you")
    invite = turn.session.get(Invite, question.data["invite"])
    if invite is not None and invite.used_at is None:
        invite.cancelled_at = turn.now
    turn.say(texts.not_me())
    staff = turn.staff()
    if staff is not None and staff.joined:
        words = texts.code_in_other_hands(post_of(turn, who), staff)
        turn.ask("new_code", words, texts.NEW_CODE, to=staff, person=who.id)


def new_code(turn: Turn, question: Question, chosen: Choice) -> None:
    """Bloc staff: a new invitation for whom the old one was meant."""
    turn.close("new_code")
    who = people.who(turn.session, question.data["person"])
    if chosen.act != "yes" or who is None:
        turn.say(texts.code_later(turn.me))
        return
    invite = people.invite(turn.session, turn.house.id, who.id, turn.now, turn.manner.invite_valid)
    turn.say(texts.here_is_a_new_code(post_of(turn, who), invite.code, link(turn.manner.link, invite.code)))


def link(bot: str, code: str) -> str:
    """A deep link carries the code without its space."""
    return f"{bot}{code.replace(' ', '')}" if bot else ""


def _consent(turn: Turn, who: Who, question: Question, chosen: Choice) -> None:
    invite = turn.session.get(Invite, question.data["invite"])
    if chosen.act == "more":
        _ask_consent(turn, who, question.data["invite"], texts.consent_more(who))
        return
    turn.close("consent")
    if chosen.act == "no":
        turn.say(texts.no_consent(who))
        return
    if invite is None or invite.used_at or invite.cancelled_at or invite.expires_at <= turn.now:
        turn.say(texts.dead_code())
        return
    invite.used_at = turn.now
    conversations.forget_talk(turn.session, turn.key)
    turn.talks.pop(turn.key, None)
    people.join(turn.session, turn.house.id, who.id, turn.incoming.channel, turn.incoming.chat, turn.now)
    turn.who = replace(who, joined=True)
    turn.act = "joined"
    if who.reports_for:
        turn.ask("phone_ok", texts.joined_may_call(who), texts.MAY_CALL)
    else:
        turn.say(texts.joined_reader(who))
    turn.says[-1] = replace(turn.says[-1], then=f"commands:{who.part}")
    if not who.reports_for:
        _waiting_matters(turn)


def _waiting_matters(turn: Turn) -> None:
    """What was sent to this office before somebody of it had a chat."""
    found = matters.open_of_owners(turn.session, turn.house.id, [post.key for post in turn.me.posts])
    if found:
        lines = []
        for matter, report in found:
            due = turn.here(matter.due_at) if matter.due_at else None
            lines.append(report_texts.open_matter(matter.code, report.text, due, bool(due and due < turn.now)))
        turn.say(desk_texts.open_matters(lines))
        for matter, _ in found:
            hand_on(turn, matter, [turn.me])


def phone_ok(turn: Turn, question: Question, chosen: Choice) -> None:
    person = turn.session.get(Person, turn.me.id)
    assert person is not None
    person.may_telephone = chosen.act == "yes"
    turn.close("phone_ok")
    turn.ask("rehearsal", texts.try_once(turn.me, person.may_telephone), texts.TRY)


def rehearsal(turn: Turn, question: Question, chosen: Choice) -> None:
    """One try that counts nowhere."""
    turn.close("rehearsal")
    turn.say(texts.tried_nil(turn.me) if chosen.act == "nil" else texts.try_later(turn.me))
    results.ask_what_waits(turn)


def rehearsal_words(turn: Turn, question: Question, text: str) -> bool:
    turn.close("rehearsal")
    units = turn.me.reports_for
    found = turn.house.read(text, units[0] if units else None)
    if found.kind in (MessageKind.NIL, MessageKind.OTHER, MessageKind.QUESTION):
        turn.say(texts.tried_nil(turn.me))
        return True
    if found.kind is MessageKind.HOTSPOT and found.severity == 3:
        return False  # nobody rehearses a danger to life: it is taken as it is
    thanks = found.kind is MessageKind.FEEDBACK and found.legal is None
    kind = report_texts.kind_name("status" if thanks else found.kind, found.legal, found.severity)
    turn.say(texts.tried_words(turn.me, kind, turn.house.name(units[0])))
    return True
