"""A digest's facts read from the tables, its row, its freezing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from reporting.calendar import Period, period_before
from reporting.digest import Line, MatterFact, ReportFact, Week, compose, figures, merged
from reporting.duties import state_of
from reporting.house import House
from storage import matters, people, reports
from storage.tables import AuditEntry, Digest, Duty, Matter, Report


def week_of(session: Session, house: House, period: Period, now: datetime) -> Week:
    """Everything the digest of `period` is made from."""
    ward = house.id
    before = period_before(period, house.schedule, house.calendar)
    last = get(session, ward, before.label)
    addenda = reports.changed_since(session, ward, before.label, last.approved_at) if last and last.approved_at else []
    guided = session.execute(
        select(func.count())
        .select_from(AuditEntry)
        .where(
            col(AuditEntry.ward) == ward,
            col(AuditEntry.act) == "refused to_cao",
            col(AuditEntry.at) >= period.starts,
            col(AuditEntry.at) < period.ends,
        )
    ).scalar_one()
    return Week(
        period=period,
        states={
            duty.unit: state_of(duty.fulfilled_at, duty.excused, period, now)
            for duty in reports.duties(session, ward, period.label)
        },
        reports=[
            ReportFact(report.id or 0, report.unit, report.kind, report.text, report.topic)
            for report in reports.of_period(session, ward, period.label)
        ],
        matters=[_fact(session, house, matter, report) for matter, report in matters.of_ward(session, ward)],
        before=before.label,
        addenda=[(report.unit, what, report.text, report.id or 0) for report, what in addenda],
        nil_units=frozenset(nil_units(session, ward, period.label)),
        guided=guided,
    )


def nil_units(session: Session, ward: str, label: str) -> list[str]:
    """Units whose duty was fulfilled with nothing to report: a person of two posts counts for both."""
    return list(
        session.execute(
            select(col(Duty.unit))
            .join(Report, col(Report.id) == col(Duty.report))
            .where(col(Duty.ward) == ward, col(Duty.period) == label, col(Report.kind) == "nil")
        ).scalars()
    )


def _fact(session: Session, house: House, matter: Matter, report: Report) -> MatterFact:
    owner = people.holders(session, house.id, matter.owner) if matter.owner else []
    taker = people.who(session, matter.acknowledged_by) if matter.acknowledged_by else None
    return MatterFact(
        code=matter.code,
        kind=matter.kind,
        unit=matter.unit,
        topic=matter.topic,
        text=report.text,
        severity=matter.severity or 1,
        state=matter.state,
        opened_at=matter.opened_at,
        due_at=matter.due_at,
        answered_at=matter.answered_at,
        closed_at=matter.closed_at,
        withdrawn=report.withdrawn_at is not None,
        answer=matter.answer or "",
        owner=_short(owner[0].title) if owner else house.file.labels.bloc_short,
        taken_by=_short(taker.title) if taker else "",
        report=matter.report,
        label=report.period,
    )


def _short(title: str) -> str:
    return title.split(" (")[0]


def get(session: Session, ward: str, label: str) -> Digest | None:
    return session.execute(select(Digest).where(col(Digest.ward) == ward, col(Digest.period) == label)).scalar()


def latest_approved(session: Session, ward: str) -> Digest | None:
    return session.execute(
        select(Digest)
        .where(col(Digest.ward) == ward, col(Digest.approved_at).is_not(None))
        .order_by(col(Digest.period).desc())
        .limit(1)
    ).scalar()


def refresh(session: Session, house: House, period: Period, now: datetime) -> Digest:
    """The draft as of now, edits and remarks kept; an approved one is answered as it was frozen."""
    row = get(session, house.id, period.label)
    if row is not None and row.approved_at is not None:
        return row
    week = week_of(session, house, period, now)
    lines = merged(compose(week, house, now), lines_of(row) if row else ())
    if row is None:
        row = Digest(ward=house.id, period=period.label, lines=[], figures={}, drafted_at=now)
    keep_lines(row, lines)
    row.figures = dict(figures(week))
    session.add(row)
    session.flush()
    return row


def lines_of(row: Digest) -> list[Line]:
    return [Line(**{**line, "sources": tuple(line["sources"])}) for line in row.lines]


def keep_lines(row: Digest, lines: list[Line]) -> None:
    row.lines = [asdict(line) for line in lines]


def approve(session: Session, house: House, period: Period, now: datetime, by: int) -> Digest:
    """Freeze: what it says and which reports it holds never change again."""
    row = refresh(session, house, period, now)
    if row.approved_at is None:
        row.approved_at, row.approved_by = now, by
        session.add(row)
        session.execute(
            update(Report)
            .where(col(Report.ward) == house.id, col(Report.period) == period.label)
            .values(frozen_in=period.label)
        )
        session.add(AuditEntry(ward=house.id, at=now, by=by, act="digest approved", about=period.label))
    return row
