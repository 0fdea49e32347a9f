"""What the clock owes a matter: asked for on its due day, told to the Bloc when it is late, closed when nobody objects,
handed on when its owner is away. Every act stands under a key with its date; late or twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from reporting.house import House
from reporting.interview import Question
from reporting.matters import Role, looks, witness_by
from reporting.texts import desk as desk_texts
from reporting.texts import matters as texts
from reporting.texts.reports import TOPICS
from reporting.values import Choice, Say, Who
from storage import conversations, matters, outbox, owners, people, witnesses
from storage.tables import Matter, Report

LIVES = timedelta(days=56)


def due(session: Session, house: House, now: datetime) -> None:
    clock = _Clock(session, house, now)
    for matter in matters.waiting_for_owner(session, house.id):
        if owners.is_missing(session, house, matter.acting or matter.owner or "", now):
            clock.hand_on(matter)
    for matter in matters.to_look_at(session, house.id, now):
        if matter.state == "da_tra_loi" and matter.witness_until is None:
            matter.witness_until = witness_by(matter.answered_at or now, house.calendar)
        for look in looks(matter.state, matter.due_at, matter.witness_until, house.calendar):
            if look.at <= now:
                clock.look(matter, look.what)
        matters.looked(session, matter, now)


@dataclass(frozen=True, slots=True)
class _Clock:
    """One tick: everything here is said at `now`, or when the quiet is over."""

    session: Session
    house: House
    now: datetime

    def look(self, matter: Matter, what: str) -> None:
        _, report = matters.with_report(self.session, matter)
        if what == "silence":
            self._close(matter, report)
        elif what == "due" and matter.kind == "feedback":
            self._ask_owner(matter, report)
        elif what == "overdue" and matter.kind == "feedback":
            self._overdue(matter, report)

    # The owner

    def _ask_owner(self, matter: Matter, report: Report) -> None:
        """Model 16; who has no chat is telephoned by the desk."""
        here = self._due(matter)
        words = texts.due_today(matter.code, TOPICS[matter.topic], self.house.name(report.unit), here)
        for who in owners.acting(self.session, self.house, matter):
            key = f"due:{matter.code}:{here:%Y%m%d}:{who.id}"
            if people.has_address(self.session, who.id):
                self._ask(who, matter, "owner_due", words, texts.OWNER_DUE, key)
            else:
                line = texts.due_by_telephone(matter.code, self._office(matter), here, who.phone_slot)
                self._tell_desk(line, key)

    def hand_on(self, matter: Matter) -> None:
        """Nobody of the owner's post is there: who stands in is told as of a new matter; without one the desk
        telephones."""
        post = owners.stand_in(self.session, self.house, matter, self.now)
        office = self._office(matter)
        if post is None:
            matter.acting = None
            holder = next(iter(people.holders(self.session, self.house.id, matter.owner or "")), None)
            phone = holder.phone_slot if holder is not None else ""
            line = texts.by_telephone_while_away(matter.code, office, phone)
            self._tell_desk(line, f"away:{matter.code}:{matter.owner}")
            return
        matter.acting = post
        matters.note(self.session, matter, "stands in", self.now, None, post)
        _, report = matters.with_report(self.session, matter)
        for who in people.holders(self.session, self.house.id, post):
            self._stands_in(who, matter, report, office)

    def _stands_in(self, who: Who, matter: Matter, report: Report, office: str) -> None:
        key = f"stands-in:{matter.code}:{who.id}:{self.now:%Y%m%d}"
        where = self.house.where(report.place, report.unit)
        if matter.state == "moi":
            words = texts.head_chooses(matter.code, where, report.text)
            choices = texts.bodies(list(self.house.bodies(matter.topic, None)), 0)
            self._ask(who, matter, "owner_where", words, choices, key, why="head", page=0)
            return
        here = self._due(matter) if matter.due_at else None
        line = desk_texts.new_matter(matter.code, TOPICS[matter.topic], where, report.text, here)
        words = f"{texts.stands_in(matter.code, office)}\n{line}"
        fresh = matter.state == "da_chuyen"
        choices = texts.OWNER_NEW if fresh else texts.OWNER_OPEN
        self._ask(who, matter, "owner_new" if fresh else "owner_open", words, choices, key)

    # Late

    def _overdue(self, matter: Matter, report: Report) -> None:
        """The Bloc hears once, with the reason as far as one was given; so does whoever waits."""
        here, office = self._due(matter), self._office(matter)
        stamp = f"{matter.code}:{here:%Y%m%d}"
        unit = self.house.name(report.unit)
        line = texts.overdue(matter.code, report.text, unit, office, here, matter.delay_why)
        self._tell_desk(line, f"overdue:{stamp}")
        words = texts.overdue_for_unit(matter.code, report.text, office, here)
        for who, _ in witnesses.contributors(self.session, matter):
            self._say(who, words, f"late:{stamp}:{who.id}")

    # Closed

    def _close(self, matter: Matter, report: Report) -> None:
        """Three working days without a word: closed, and it says that nobody has confirmed it."""
        matters.move(self.session, matter, "silence", {Role.CLOCK}, self.now, None, texts.closed_by_silence())
        words = texts.silence_for_unit(matter.code, report.text)
        for who, _ in witnesses.contributors(self.session, matter):
            self._say(who, words, f"silence:{matter.code}:{self.now:%Y%m%d}:{who.id}")

    # Saying

    def _due(self, matter: Matter) -> datetime:
        assert matter.due_at is not None
        return self.house.calendar.local(matter.due_at)

    def _office(self, matter: Matter) -> str:
        return owners.title(self.session, self.house, matter)

    def _tell_desk(self, words: str, key: str) -> None:
        desk = people.desk(self.session, self.house.id)
        if desk is not None:
            self._say(desk, words, key)

    def _say(self, who: Who, words: str, key: str) -> None:
        at = self.house.calendar.quiet_end(self.now)
        say = Say(key, words, person=who.id, counted=True, not_before=at)
        outbox.put(self.session, self.house.id, say, self.now)

    def _ask(
        self, who: Who, matter: Matter, name: str, words: str, choices: tuple[Choice, ...], key: str, **more: Any
    ) -> None:
        at = self.house.calendar.quiet_end(self.now)
        data = {"code": matter.code, "about": matter.code, **more}
        question = Question(f"m{key}", name, choices, self.now, at + LIVES, data, text=words)
        say = Say(key, words, person=who.id, choices=choices, question=question.id, counted=True, not_before=at)
        if outbox.put(self.session, self.house.id, say, self.now):
            conversations.push(self.session, self.house.id, who.id, question, self.now)
