"""One turn of a conversation: what is known when a message comes, and what is to happen because of it.

Handlers read through `session` and collect here; only `apply` in `bot/turns.py` writes messages and talks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from reporting.calendar import period_labelled
from reporting.channels import CHANNELS, Channel
from reporting.duties import time_left
from reporting.house import House
from reporting.interview import QUESTION_LIVES, Question, Talk
from reporting.texts import nudges as nudge_texts
from reporting.values import Choice, Incoming, MessageKind, Say, Who
from storage import addresses, conversations, people
from storage.tables import Report

HELD_BACK = timedelta(days=2)  # the longest a messenger may have kept what it hands over now
MORNING = time(7)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the talk is led; from the settings."""

    quiet: timedelta = timedelta(seconds=4)
    photo_quiet: timedelta = timedelta(seconds=20)
    undo: timedelta = timedelta(minutes=10)
    invite_valid: timedelta = timedelta(days=14)
    link: str = ""  # of the bot, a code is put behind it
    pages: timedelta | None = None  # how long a link to a page lives; None: no public address, so no links
    channels: tuple[str, ...] = ("telegram",)  # the messengers this product listens to
    names: dict[str, str] = field(default_factory=dict)  # how people find the bot on each of them


@dataclass
class Turn:
    session: Session
    house: House
    now: datetime
    incoming: Incoming
    inbox: int | None  # None: the talk goes on by itself
    who: Who | None
    manner: Manner = field(default_factory=Manner)
    says: list[Say] = field(default_factory=list)
    talks: dict[str, Talk] = field(default_factory=dict)
    asked_me: bool = False  # a question was put to the person whose turn it is
    act: str = ""  # what was done, for the log
    withdrawn: int = 0  # nudges taken back because of this turn

    @property
    def me(self) -> Who:
        assert self.who is not None, "a stranger's turn has nobody"
        return self.who

    @property
    def key(self) -> str:
        if self.who is not None and self.who.joined:
            return f"p:{self.who.id}"
        return f"c:{self.incoming.channel}:{self.incoming.chat}"

    @property
    def talk(self) -> Talk:
        if self.key not in self.talks:
            self.talks[self.key] = conversations.talk_of(self.session, self.key).tidied(self.now)
        return self.talks[self.key]

    @talk.setter
    def talk(self, talk: Talk) -> None:
        self.talks[self.key] = talk

    @property
    def said_at(self) -> datetime:
        """When the words were written, by their channel's clock: what a cut wire held back counts from then."""
        at = self.incoming.at
        return at if self.now - HELD_BACK <= at <= self.now else self.now

    @property
    def came_by(self) -> str:
        """The channel of this message, or where the person is met when the talk goes on by itself."""
        if self.incoming.channel:
            return self.incoming.channel
        found = addresses.of(self.session, self.me.id)
        return found[0].channel if found else "phone"

    def tells_of_danger(self, words: str) -> bool:
        """Whether a reporter's words are a hot spot to be told at once, whatever else they stand beside."""
        if not self.me.reports_for:
            return False
        found = self.house.read(words, self.me.reports_for[0])
        return found.kind is MessageKind.HOTSPOT and (found.severity or 0) >= 2

    @property
    def local(self) -> datetime:
        """Now, in the ward's zone."""
        return self.house.calendar.local(self.now)

    def here(self, at: datetime) -> datetime:
        return self.house.calendar.local(at)

    def where(self, report: Report) -> str:
        """kênh N2, thôn Đồng Vân"""
        return self.house.where(report.place, report.unit)

    @property
    def channel(self) -> Channel | None:
        """Where this message came from; None when the talk goes on by itself."""
        return CHANNELS.get(self.incoming.channel)

    @property
    def ref(self) -> str:
        """A name for this turn, part of the keys of what it says."""
        return str(self.inbox) if self.inbox is not None else f"w{self.key[2:]}-{self.talk.clock_turns}"

    def say(
        self,
        text: str,
        *,
        to: Who | None = None,
        kind: str = "reply",
        choices: tuple[Choice, ...] = (),
        question: str | None = None,
        not_before: datetime | None = None,
        then: str | None = None,
        key: str | None = None,
        attach: str | None = None,
    ) -> None:
        """Put a message to the person (or to somebody else) into the turn."""
        mine = to is None or (self.who is not None and to.id == self.who.id)
        chat = self.incoming.chat if mine else None
        self.says.append(
            Say(
                key=key or f"{kind}:{self.ref}:{len(self.says)}",
                text=text,
                person=self.who.id if mine and self.who else (to.id if to else None),
                channel=self.incoming.channel if chat else None,
                chat=chat or None,
                choices=choices,
                question=question,
                kind=kind,
                not_before=not_before,
                then=then,
                attach=attach,
            )
        )

    def ask(
        self,
        name: str,
        text: str,
        choices: tuple[Choice, ...],
        *,
        to: Who | None = None,
        kind: str = "reply",
        lives: timedelta = QUESTION_LIVES,
        passive: bool = False,
        not_before: datetime | None = None,
        key: str | None = None,
        **data: Any,
    ) -> None:
        """A message with a question: it goes on top of the pile of whom it asks."""
        mine = to is None or (self.who is not None and to.id == self.who.id)
        question = Question(
            id=f"{self.ref}-{len(self.says)}",
            name=name,
            choices=choices,
            asked_at=self.now,
            expires_at=self.now + lives,
            data=data,
            passive=passive,
            text=text,
        )
        talk = self.key if mine or to is None else f"p:{to.id}"
        if talk not in self.talks:
            self.talks[talk] = conversations.talk_of(self.session, talk).tidied(self.now)
        self.talks[talk] = self.talks[talk].asked(question)
        self.asked_me = self.asked_me or (mine and not passive)
        self.say(text, to=to, kind=kind, choices=choices, question=question.id, not_before=not_before, key=key)

    def ask_again(self, question: Question, text: str | None = None) -> None:
        """The same question once more, with the same right to be answered by an older button."""
        self.asked_me = True
        self.say(text or self._as_of_now(question), choices=question.choices, question=question.id)

    def _as_of_now(self, question: Question) -> str:
        """A reminder shown again says what time is left now (R19)."""
        label = question.data.get("label") if question.name == "nudged" else None
        period = period_labelled(label, self.house.schedule, self.house.calendar) if label else None
        if period is None:
            return question.text
        left = time_left(self.now, period.unit_deadline)
        return nudge_texts.recounted(question.text, left, over=self.now >= period.unit_deadline)

    def close(self, *names: str) -> None:
        """Questions of these names are no longer open for this person."""
        self.talk = self.talk.without(*names)

    def close_about(self, name: str, about: str) -> None:
        """One of several questions of a name is answered."""
        pile = tuple(q for q in self.talk.pile if q.name != name or q.data.get("about") != about)
        self.talk = replace(self.talk, pile=pile)

    def amend(self, person: int, name: str, about: str, change: Callable[[Question], Question]) -> None:
        """Change a question that lies in somebody's pile."""
        key = f"p:{person}"
        talk = self.talks.get(key) or conversations.talk_of(self.session, key).tidied(self.now)
        pile = tuple(change(q) if q.name == name and q.data.get("about") == about else q for q in talk.pile)
        self.talks[key] = replace(talk, pile=pile)

    def rest_for(self, who: Who, name: str, about: str) -> None:
        """Somebody else has answered: the question asks no more, its choices still tell who has it."""
        self.amend(who.id, name, about, lambda question: replace(question, passive=True))

    def wake(self, at: datetime | None) -> None:
        self.talk = replace(self.talk, wake_at=at)

    def next_morning(self) -> datetime:
        """When what lies unfinished is shown again (dialogues R13)."""
        calendar = self.house.calendar
        return calendar.moment(calendar.add_workdays(self.local.date(), 1), MORNING)

    def others(self, *roles: str) -> list[Who]:
        return people.in_role(self.session, self.house.id, *roles)

    def people(self, *posts: str) -> list[Who]:
        return people.holders(self.session, self.house.id, *posts)

    def staff(self) -> Who | None:
        """Whom the desk's work goes to."""
        return people.desk(self.session, self.house.id)
