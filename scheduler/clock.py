"""The clock only looks: what is owed now is put under its key. Late or twice changes nothing but what is late."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from reporting.calendar import period_before
from reporting.duties import nudge_times
from reporting.house import House
from scheduler import alarms, digests, looks, nudges, retention, signing
from scheduler import channels as channel_watch
from scheduler import matters as matter_watch
from scheduler.channels import SHIPPED, Rules
from storage import alarms as ladders
from storage import channels, conversations, matters, outbox, people, reminders, reports
from storage import looks as photos


def tick(session: Session, ward: str, now: datetime, rules: Rules = SHIPPED) -> bool:
    """Everything the ward is owed at `now`; True when retention erased what a checkpoint should remove for good."""
    people.look_again(session, ward)
    house = people.house_of(session, ward)
    channel_watch.look(session, house, now, rules)  # first: what is put below goes where it arrives
    alarms.due(session, house, now)
    period = house.period(now)
    reports.open_duties(session, house, period)
    nudges.plan(session, house, period, now)
    nudges.say_due(session, house, now)
    nudges.lists_due(session, house, now)
    week = digests.last_week(session, house, now)
    if week is not None:
        digests.due(week, rules.pages)
        signing.due(week)
    looks.due(session, house, now)
    matter_watch.due(session, house, now)
    return retention.clean(session, house, now)


def next_due(session: Session, house: House, now: datetime, rules: Rules = SHIPPED) -> dict[str, datetime | None]:
    """When something will be done next: `any` of everything, `nudge`, and the two deadlines."""
    period = house.period(now)
    before = period_before(period, house.schedule, house.calendar)
    nudge = reminders.next_planned(session)
    deadlines = [at for of in (before, period) for at in (of.unit_deadline, of.bloc_deadline) if at > now]
    lists = [n.at for of in (before, period) for n in nudge_times(of, house.schedule, house.calendar) if n.at > now]
    week = digests.last_week(session, house, now)
    rows = [
        signing.next_due(week) if week else None,
        conversations.next_wake(session),
        conversations.next_retry(session),
        outbox.next_due(session),
        nudge,
        ladders.next_due(session, now),
        matters.next_look_at(session, now),
        reports.next_media(session),
        photos.next_due(session, house.id, now),
        channels.next_due(session, house.id, rules.notice, rules.dark),
    ]
    known = [at for at in (*rows, *deadlines, *lists) if at is not None and at > now]
    return {
        "any": min(known, default=None),
        "nudge": nudge,
        "unit_deadline": period.unit_deadline,
        "bloc_deadline": min((at for at in (before.bloc_deadline, period.bloc_deadline) if at > now), default=None),
    }
