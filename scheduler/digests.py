"""At the units' deadline the draft goes to the desk; unapproved at the Bloc's it goes to the chair, marked so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from reporting.calendar import Period, period_before
from reporting.house import House
from reporting.interview import Question
from reporting.texts import desk as desk_texts
from reporting.texts import digest as texts
from reporting.texts import looks as look_texts
from reporting.texts import signing as signing_texts
from reporting.values import Choice, Say, Who
from storage import conversations, digests, links, looks, outbox, people, reports, signing
from storage.tables import Digest

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """The week whose units' deadline has passed last, at this moment."""

    session: Session
    house: House
    period: Period
    now: datetime

    @property
    def row(self) -> Digest | None:
        return digests.get(self.session, self.house.id, self.period.label)

    @property
    def is_draft(self) -> bool:
        row = self.row
        return row is None or signing.stage(row) == "draft"

    def first(self, *roles: str) -> Who | None:
        return next((who for who in people.in_role(self.session, self.house.id, *roles) if who.joined), None)

    def ask(
        self, who: Who, key: str, name: str, words: str, choices: tuple[Choice, ...], reminds: bool = False, **data: Any
    ) -> None:
        """The digest comes to who receives it; what only reminds of it weighs on the burden budget."""
        number = key.replace(":", "-").replace(".", "")
        until = self.now + A_WEEK
        question = Question(number, name, choices, self.now, until, {"label": self.period.label, **data}, text=words)
        kind = "nudge" if reminds else "digest"
        say = Say(key, words, who.id, choices=choices, question=number, kind=kind, counted=reminds)
        if outbox.put(self.session, self.house.id, say, self.now):
            conversations.push(self.session, self.house.id, who.id, question, self.now)


def last_week(session: Session, house: House, now: datetime) -> Week | None:
    """None while the channel was being set up at that deadline: nobody could have reported yet."""
    period = period_before(house.period(now), house.schedule, house.calendar)
    begun = reports.was_open(session, house.id, period.label) and now >= period.unit_deadline
    if not begun or not people.reporters_joined(session, house.id, period.unit_deadline):
        return None
    return Week(session, house, period, now)


def due(week: Week, pages: timedelta | None) -> None:
    """`pages`: how long a link to a page lives; None where there are none."""
    _draft(week, pages)
    if week.now >= week.period.bloc_deadline:
        _unapproved(week)


def _draft(week: Week, pages: timedelta | None) -> None:
    session, house, period, now = week.session, week.house, week.period, week.now
    key = f"digest:{period.label}:draft"
    staff = week.first("bloc_staff", "bloc_deputy")
    if staff is None or outbox.was_put(session, key) or not week.is_draft:
        return
    row = digests.refresh(session, house, period, now)
    words = texts.draft(period.label, period.first, period.last, _lines(row))
    if unheard := looks.unheard_units(session, house.id, period.label):
        words = f"{words}\n{look_texts.not_heard_yet([house.name(unit) for unit in unheard])}"
    if pages is not None:
        link = links.make(session, house.id, "digest", staff.id, now, pages, period.label)
        words = f"{words}\n{signing_texts.edit_page(f'{{link:{link}}}')}"
    outbox.put(session, house.id, Say(key=key, text=words, person=staff.id, kind="digest"), now)
    week.ask(staff, f"{key}:choose", "draft_week", desk_texts.choose(staff, period.label), desk_texts.DRAFT)


def _unapproved(week: Week) -> None:
    session, house, period = week.session, week.house, week.period
    key = f"digest:{period.label}:unapproved"
    head = week.first("bloc_head")
    if head is None or outbox.was_put(session, key) or not week.is_draft:
        return
    row = digests.refresh(session, house, period, week.now)
    note = texts.unapproved(house.calendar.local(period.bloc_deadline))
    words = f"{texts.full(_lines(row), note)}\n{signing_texts.how_to_approve(head)}"
    week.ask(head, key, "digest", words, desk_texts.SECTIONS)


def _lines(row: Digest) -> list[tuple[str, str]]:
    return [(line["section"], line["text"]) for line in row.lines]
