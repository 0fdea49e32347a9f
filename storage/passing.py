"""An office ends or passes to somebody else: what was open for it goes, what citizens wait for finds its successor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import or_, update
from sqlmodel import Session, col

from reporting.house import House
from reporting.interview import Question, Talk
from reporting.matters import FIXED
from reporting.texts import desk as desk_texts
from reporting.texts import handover as texts
from reporting.texts import matters as matter_texts
from reporting.values import Say, Who
from storage import conversations, handover, matters, outbox, owners, people, reports
from storage.tables import Matter, Outbox, Post, Substitution

QUESTION_ENDS = time(17)
# What a unit's reporter is asked about; the rest of a talk is the person's own.
OF_A_UNIT = frozenset(
    {
        "nudged", "more", "late", "prompt", "lost", "menu", "nil_done", "corrected", "confirm", "split", "fix",
        "fix_words", "fix_place", "fix_kind", "ask_nil", "ask_size", "ask_media", "why_withdraw", "which_unit",
        "handover", "handover_who", "deputy", "away", "result", "result_why", "owner_asks", "same",
    }
)  # fmt: skip


def offices_ended(session: Session, house: House, ended: Iterable[Post], now: datetime) -> None:
    """Called once the posts have ended and their successors hold theirs."""
    lost: dict[int, set[str]] = {}
    for post in ended:
        lost.setdefault(post.person, set()).add(post.unit)
    for person, units in lost.items():
        who = people.who(session, person)
        if who is not None and (gone := units - set(who.reports_for)):
            _one(session, house, who, gone, now)


def _one(session: Session, house: House, who: Who, units: set[str], now: datetime) -> None:
    key = f"p:{who.id}"
    talk = conversations.talk_of(session, key)
    answered = [q.data["code"] for q in talk.pile if q.name in ("result", "result_why")]
    if talk != (left := _left_of(session, talk, who, units)):
        conversations.keep_talk(session, house.id, key, left)
    states = ("waiting",) if who.units("leader", "secretary") else ("waiting", "planned")
    session.execute(
        update(Outbox)
        .where(col(Outbox.person) == who.id, col(Outbox.kind) == "nudge", col(Outbox.state).in_(states))
        .values(state="withdrawn", text="", choices=[])
    )
    either = or_(col(Substitution.person) == who.id, col(Substitution.deputy) == who.id)
    handover.withdraw(session, house.id, now, either, col(Substitution.unit).in_(units))
    for code in dict.fromkeys(answered):
        matter = matters.by_code(session, house.id, code)
        if matter is not None and matter.state == "da_tra_loi" and matter.unit in units:
            _ask_successor(session, house, matter, now)


def _left_of(session: Session, talk: Talk, who: Who, units: set[str]) -> Talk:
    """A draft of the office goes with its photos; who holds no other office is asked nothing more."""
    draft = talk.draft
    if draft is not None and draft.unit in units:
        reports.drop_media(session, draft.inbox)
        talk = replace(talk, draft=None, wake_at=None)
    elif draft is not None and who.posts:
        return talk
    return replace(talk, pile=tuple(q for q in talk.pile if who.posts and q.name not in OF_A_UNIT))


def _ask_successor(session: Session, house: House, matter: Matter, now: datetime) -> None:
    """Is it well? Asked of whoever reports for the unit now, of the desk while that is nobody."""
    found = people.of_unit(session, house.id, matter.unit, "leader", "secretary", "front_head")
    successor = next((who for who in found if who.joined), None)
    to = successor or people.desk(session, house.id)
    if to is None or not to.joined:
        return
    owner = owners.title(session, house, matter)
    answer = matter.answer or ""
    words = (
        matter_texts.result(to, matter.code, owner, answer, matter.ending or FIXED, matter.sent_to)
        if successor is not None
        else texts.result_for_staff(to, matter.code, house.name(matter.unit), owner, answer)
    )
    at = house.calendar.quiet_end(now)
    question = f"s{matter.code[3:]}-{to.id}-{now:%m%d%H%M%S}"
    data = {"code": matter.code, "about": matter.code}
    lives = house.calendar.moment(house.calendar.add_workdays(house.calendar.local(at).date(), 3), QUESTION_ENDS)
    asked = Question(question, "result", desk_texts.RESULT, now, lives, data, text=words)
    conversations.push(session, house.id, to.id, asked, now)
    say = Say(
        key=f"successor:{question}",
        text=words,
        person=to.id,
        choices=desk_texts.RESULT,
        question=question,
        not_before=at,
    )
    outbox.put(session, house.id, say, now)
