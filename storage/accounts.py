"""The accounts of a week: what was reported, said, owed and answered, counted from the tables alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from reporting.calendar import Period
from reporting.duties import state_of
from reporting.house import House
from storage import alarms, matters, outbox, reports
from storage.tables import Inbox, MatterEvent, Outbox, Person


def of_week(session: Session, house: House, period: Period, now: datetime) -> dict[str, Any]:
    """Numbers and codes only: no words and no person."""
    ward, label = house.id, period.label
    standing = reports.of_period(session, ward, label)
    return {
        "reports": _counted(("nil", "status", "matter", "alarm"), (report.kind for report in standing)),
        "channels": _counted(("telegram", "zalo", "phone"), (report.channel for report in standing)),
        "nudges": _nudges(session, ward, label),
        "bot_initiated": _burden(session, ward, period, now),
        "turns": _count(session, select(func.count()).where(col(Inbox.ward) == ward, col(Inbox.state) == "done")),
        "messages": _messages(session, ward),
        "units": [
            {"id": duty.unit, "state": state_of(duty.fulfilled_at, duty.excused, period, now)}
            for duty in reports.duties(session, ward, label)
        ],
        "alarms": _alarms(session, ward, label),
        "matters": _matters(session, ward),
    }


def _counted(names: tuple[str, ...], found: Iterable[str]) -> dict[str, int]:
    kinds = list(found)
    return {name: kinds.count(name) for name in names}


def _count(session: Session, query: Any) -> int:
    return int(session.execute(query).scalar_one())


def _nudges(session: Session, ward: str, label: str) -> dict[str, int]:
    """Nudges to reporters, by what became of them."""
    rows = session.execute(
        select(col(Outbox.state), func.count())
        .where(
            col(Outbox.ward) == ward,
            col(Outbox.key).like(f"nudge:{label}:%") | col(Outbox.key).like(f"first:{label}:%"),
        )
        .group_by(col(Outbox.state))
    )
    found = dict(rows.tuples().all())
    return {name: found.get(name, 0) for name in ("sent", "withdrawn", "expired")}


def _burden(session: Session, ward: str, period: Period, now: datetime) -> dict[str, float]:
    """Messages the bot began itself in the week, over everybody who has joined."""
    counts = outbox.counted(session, ward, period.starts, now)
    joined = _count(session, select(func.count()).where(col(Person.ward) == ward, col(Person.consent_at).is_not(None)))
    return {
        "max": max(counts.values(), default=0),
        "mean": round(sum(counts.values()) / joined, 2) if joined else 0,
    }


def _messages(session: Session, ward: str) -> dict[str, int]:
    rows = session.execute(
        select(col(Outbox.state), func.count()).where(col(Outbox.ward) == ward).group_by(col(Outbox.state))
    )
    states = dict(rows.tuples().all())
    parked = _count(session, select(func.count()).where(col(Outbox.ward) == ward, col(Outbox.parked) > 0))
    repeated = _count(session, select(func.count()).where(col(Outbox.ward) == ward, col(Outbox.repeated) > 0))
    found = {name: states.get(name, 0) for name in ("sent", "failed", "unknown")}
    return found | {"parked": parked, "repeated": repeated}


def _alarms(session: Session, ward: str, label: str) -> list[dict[str, Any]]:
    """`rungs`: how often people were told. When it was taken first; of one nobody took the highest rung."""
    out = []
    for matter, report in matters.of_ward(session, ward):
        if matter.kind != "hotspot" or report.period != label:
            continue
        row: dict[str, Any] = {"code": matter.code, "severity": matter.severity, "rungs": alarms.rungs(session, matter)}
        taken = alarms.first_taken_at(session, matter)
        if taken is not None:
            row["seconds_to_ack"] = int((taken - matter.opened_at).total_seconds())
        else:
            row["last_rung"] = alarms.last_rung(session, matter)
        out.append(row)
    return out


def _matters(session: Session, ward: str) -> dict[str, int]:
    """Citizens' matters. Withdrawn by the reporter with a reason is an ending of its own: no answer was owed."""
    found = [(matter, report) for matter, report in matters.of_ward(session, ward) if matter.kind == "feedback"]
    closed = [(matter, report) for matter, report in found if matter.state == "dong"]
    reopened = select(func.count(func.distinct(MatterEvent.matter))).where(
        col(MatterEvent.ward) == ward, col(MatterEvent.act) == "not well"
    )
    return {
        "open": len(found) - len(closed),
        "closed": len(closed),
        "answered_on_time": sum(
            1 for m, _ in found if m.answered_at and (m.due_at is None or m.answered_at <= m.due_at)
        ),
        "reopened": _count(session, reopened),
        "closed_without_answer": sum(1 for m, r in closed if not m.answer and not r.withdrawn_why),
    }
