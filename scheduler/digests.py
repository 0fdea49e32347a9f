"""At the units' deadline the draft goes to the desk; unapproved at the Bloc's it goes to the chair, marked so."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from reporting.calendar import Period, period_before
from reporting.house import House
from reporting.interview import Question
from reporting.texts import desk as desk_texts
from reporting.texts import digest as texts
from reporting.values import Choice, Say, Who
from storage import conversations, digests, outbox, people, reports

A_WEEK = timedelta(days=7)


def due(session: Session, house: House, now: datetime) -> None:
    """Put what is owed of the week whose units' deadline has passed last."""
    period = period_before(house.period(now), house.schedule, house.calendar)
    if not reports.was_open(session, house.id, period.label):
        return
    if not people.reporters_joined(session, house.id, period.unit_deadline):
        return  # the channel was being set up: nobody could have reported yet
    if now >= period.unit_deadline:
        _draft(session, house, period, now)
    if now >= period.bloc_deadline:
        _unapproved(session, house, period, now)


def _draft(session: Session, house: House, period: Period, now: datetime) -> None:
    key = f"digest:{period.label}:draft"
    staff = _first(session, house, "bloc_staff", "bloc_deputy")
    row = digests.get(session, house.id, period.label)
    if staff is None or outbox.was_put(session, key) or (row is not None and row.approved_at is not None):
        return
    row = digests.refresh(session, house, period, now)
    lines = [(line["section"], line["text"]) for line in row.lines]
    outbox.put(
        session,
        house.id,
        Say(key=key, text=texts.draft(period.label, period.first, period.last, lines), person=staff.id, kind="digest"),
        now,
    )
    _ask(
        session,
        house,
        staff,
        f"{key}:choose",
        "draft_week",
        desk_texts.choose(staff, period.label),
        desk_texts.DRAFT,
        period,
        now,
    )


def _unapproved(session: Session, house: House, period: Period, now: datetime) -> None:
    key = f"digest:{period.label}:unapproved"
    head = _first(session, house, "bloc_head")
    row = digests.get(session, house.id, period.label)
    if head is None or outbox.was_put(session, key) or (row is not None and row.approved_at is not None):
        return
    row = digests.refresh(session, house, period, now)
    note = texts.unapproved(house.calendar.local(period.bloc_deadline))
    words = texts.full([(line["section"], line["text"]) for line in row.lines], note)
    _ask(session, house, head, key, "digest", words, desk_texts.SECTIONS, period, now)


def _ask(
    session: Session,
    house: House,
    who: Who,
    key: str,
    name: str,
    words: str,
    choices: tuple[Choice, ...],
    period: Period,
    now: datetime,
) -> None:
    question = Question(
        f"{name}-{period.label}-{who.id}", name, choices, now, now + A_WEEK, {"label": period.label}, text=words
    )
    say = Say(key=key, text=words, person=who.id, choices=choices, question=question.id, kind="digest")
    if outbox.put(session, house.id, say, now):
        conversations.push(session, house.id, who.id, question, now)


def _first(session: Session, house: House, *roles: str) -> Who | None:
    return next((who for who in people.in_role(session, house.id, *roles) if who.joined), None)
