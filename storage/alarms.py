"""Alarms on their ladder: where each stands, who is around it, who must hear of it. Columns only; no waiting here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from reporting.alarms import Standing, callers, next_at, stand_in
from reporting.calendar import Calendar
from reporting.house import House
from reporting.telling import Alarm, Hearer, Scene
from reporting.texts.alarms import away
from reporting.texts.channels import because
from reporting.values import Who
from storage import addresses, handover, matters, people, prebuilt
from storage.tables import Matter, MatterEvent, Outbox, Report

RUNNING = ("moi", "da_chuyen", "dang_xu_ly", "chua_on")
_on_ladder = (col(Matter.kind) == "hotspot", col(Matter.state).in_(RUNNING))
_next = select(func.min(Matter.rung_at)).where(*_on_ladder, col(Matter.rung_at) > bindparam("now"))


# The ladder


def climbing(session: Session, ward: str) -> list[Matter]:
    """Every hot spot that is neither over nor at the end of its ladder, oldest first."""
    found = select(Matter).where(col(Matter.ward) == ward, *_on_ladder, col(Matter.rung_at).is_not(None))
    return list(session.execute(found.order_by(col(Matter.id))).scalars())


def in_office(session: Session, person: int | None) -> bool:
    who = people.who(session, person) if person is not None else None
    return who is not None and bool(who.posts)


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next rung is due. What is overdue waits for somebody to be reached, not for a time."""
    return prebuilt.run(session, _next, now=now).scalar()


def begin(matter: Matter, calendar: Calendar, since: datetime, rung: int = 0) -> None:
    """A ladder from its foot: opened, raised, taken (then it is the one of silence), let go, opened again."""
    matter.climb += 1
    stands(matter, Standing(matter.severity or 3, matter.acknowledged_by is not None, since, rung), calendar)


def alive(matter: Matter, calendar: Calendar, now: datetime) -> None:
    """A sign of life of whoever has it: silence is counted anew."""
    if matter.acknowledged_by is not None and matter.state in RUNNING:
        begin(matter, calendar, now)


def standing(matter: Matter) -> Standing:
    assert matter.counted_from is not None
    return Standing(matter.severity or 3, matter.acknowledged_by is not None, matter.counted_from, matter.rung)


def stands(matter: Matter, at: Standing, calendar: Calendar) -> None:
    matter.counted_from, matter.rung = at.since, at.rung
    matter.rung_at = next_at(at, calendar)


# Who is around it


def scene(session: Session, house: House, matter: Matter, now: datetime) -> Scene:
    _, report = matters.with_report(session, matter)
    duty = house.on_duty(now)
    on_duty = people.holders(session, house.id, duty)
    return Scene(
        alarm=_alarm(session, house, matter, report),
        now=house.calendar.local(now),
        told=tuple(told(session, house, matter, now)),
        caller=_caller(session, house, now),
        on_duty=duty,
        duty_title=on_duty[0].title if on_duty else "",
        ward_kind=house.file.ward.kind,
        bloc=house.file.labels.bloc_short,
        later=house.calendar.quiet_end(now) if matter.severity == 1 else None,
    )


def _alarm(session: Session, house: House, matter: Matter, report: Report) -> Alarm:
    local = house.calendar.local
    return Alarm(
        code=matter.code,
        severity=matter.severity or 3,
        topic=matter.topic,
        confirmed=matter.confirmed_at is not None,
        wordless=matter.wordless,
        where=house.where(report.place, report.unit),
        words=report.text,
        opened_at=local(matter.opened_at),
        since=local((matter.counted_from if matter.climb > 1 else None) or matter.opened_at),
        climb=matter.climb,
        reporter=people.who(session, report.author) if report.author else None,
        taker=people.who(session, matter.acknowledged_by) if matter.acknowledged_by else None,
        taken_at=local(matter.acknowledged_at) if matter.acknowledged_at else None,
    )


def told(session: Session, house: House, matter: Matter, now: datetime) -> list[Hearer]:
    """Everybody who was told and still holds an office."""
    found = [people.who(session, person) for person in matters.told(session, matter)]
    return [hearer(session, house, who, now) for who in found if who is not None and who.posts]


def hearer(session: Session, house: House, who: Who, now: datetime) -> Hearer:
    """Somebody away is telephoned, not written to."""
    if handover.is_away(session, who.id, now):
        return Hearer(who, False, why=away())
    reached = people.is_reachable(session, who.id)
    why = "" if reached else because(addresses.why_not(session, who.id))
    return Hearer(who, reached, people.has_address(session, who.id), why)


def _caller(session: Session, house: House, now: datetime) -> Hearer | None:
    """Who telephones: whoever is on duty, else the first of the Bloc a message reaches now."""
    found = people.holders(session, house.id, *callers(house, now))
    return next((one for who in found if (one := hearer(session, house, who, now)).reached), None)


def around(session: Session, house: House, matter: Matter, posts: Iterable[str], now: datetime) -> list[Hearer]:
    """Who holds these posts. Where nobody holds one, or who does is away, somebody stands in; the reporter is not
    told of their own alarm."""
    _, report = matters.with_report(session, matter)
    found = [one for post in posts for one in _of_post(session, house, post, matter.topic, now)]
    return list({one.who.id: one for one in found if one.who.id != report.author}.values())


def newly(session: Session, matter: Matter, hearers: Iterable[Hearer], now: datetime) -> list[Hearer]:
    """Those who hear of it for the first time: that is noted."""
    return [one for one in hearers if matters.tell(session, matter, one.who.id, now, not one.reached)]


def _of_post(session: Session, house: House, post: str, topic: str, now: datetime) -> list[Hearer]:
    def holders(of: str) -> list[Hearer]:
        return [hearer(session, house, who, now) for who in people.holders(session, house.id, of)]

    found = holders(post)
    there = any(not handover.is_away(session, one.who.id, now) for one in found)
    other = None if there else stand_in(house, post, topic)
    return [*found, *(holders(other) if other else [])]


# What became of letters


def reached_at(session: Session, code: str, person: int | None = None) -> datetime | None:
    """When the first letter of an alarm arrived (at somebody)."""
    found = select(func.min(Outbox.sent_at)).where(
        col(Outbox.key).like(f"alarm:{code}:%:told:%"), col(Outbox.state) == "sent"
    )
    if person is not None:
        found = found.where(col(Outbox.person) == person)
    return session.execute(found).scalar()


def unsaid(session: Session, code: str) -> set[int]:
    """Takes back what has not gone out yet of an alarm; answers who has thereby heard nothing of it."""
    waiting = (
        update(Outbox)
        .where(col(Outbox.key).like(f"alarm:{code}:%"), col(Outbox.state) == "waiting")
        .values(state="withdrawn")
        .returning(col(Outbox.person))
    )
    taken_back = {person for person in session.execute(waiting).scalars() if person is not None}
    gone = select(col(Outbox.person)).where(
        col(Outbox.key).like(f"alarm:{code}:%"), col(Outbox.state).in_(("sent", "leased", "unknown"))
    )
    return taken_back - set(session.execute(gone).scalars())


def _climbed(session: Session, matter: Matter) -> list[str]:
    acts = select(col(MatterEvent.act)).where(col(MatterEvent.matter) == matter.id, col(MatterEvent.act).like("rung %"))
    return [act.removeprefix("rung ") for act in session.execute(acts.order_by(col(MatterEvent.id))).scalars()]


def rungs(session: Session, matter: Matter) -> int:
    """How often people were told, the first time included."""
    return 1 + len(_climbed(session, matter))


def last_rung(session: Session, matter: Matter) -> str:
    """The last rung that was climbed: first | row | again | leaders | list | ask | silent."""
    return next(reversed(_climbed(session, matter)), "first")


def first_taken_at(session: Session, matter: Matter) -> datetime | None:
    found = select(func.min(MatterEvent.at)).where(
        col(MatterEvent.matter) == matter.id, col(MatterEvent.act) == "acknowledged"
    )
    return session.execute(found).scalar()
