"""A digest's facts read from the tables, its row, its freezing."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlmodel import Session, col

from reporting import digest as values
from reporting.calendar import Period, period_before
from reporting.composing import compose
from reporting.digest import Line, MatterFact, Past, ReportFact, Week, edited, merged
from reporting.duties import state_of
from reporting.house import House
from storage import people, reports
from storage.tables import AuditEntry, Digest, Duty, Matter, Report

PAST = 12  # earlier weeks a picture can show
ENDED = ("da_tra_loi", "da_on", "dong")
_of_period = select(Digest).where(
    col(Digest.ward) == bindparam("of_ward"), col(Digest.period) == bindparam("of_period")
)


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
        reports=facts(session, ward, col(Report.period) == period.label),
        matters=_matters(session, house, period),
        before=before.label,
        addenda=[(report.unit, what, report.text, report.id or 0) for report, what in addenda],
        nil_units=frozenset(nil_units(session, ward, period.label)),
        guided=guided,
        past=past(session, ward, period.label),
    )


def facts(session: Session, ward: str, *which: Any) -> list[ReportFact]:
    """Reports that were not taken back, oldest first."""
    columns = (Report.id, Report.unit, Report.kind, Report.text, Report.topic, Report.first_words_at, Report.place,
               Report.households, Report.code)  # fmt: skip
    rows = session.execute(
        select(*columns)  # type: ignore[call-overload]
        .where(col(Report.ward) == ward, col(Report.withdrawn_at).is_(None), *which)
        .order_by(col(Report.first_words_at), col(Report.id))
    )
    return [ReportFact(*row) for row in rows]


def records(session: Session, ward: str, digest: values.Digest) -> list[ReportFact]:
    """The reports a digest rests on, and the other ones of its week, with their masked words."""
    return facts(session, ward, or_(col(Report.period) == digest.label, col(Report.id).in_(sorted(digest.sources))))


def past(session: Session, ward: str, label: str) -> tuple[Past, ...]:
    """What earlier digests counted, the latest last."""
    rows = session.execute(
        select(col(Digest.period), col(Digest.figures))
        .where(col(Digest.ward) == ward, col(Digest.period) < label)
        .order_by(col(Digest.period).desc())
        .limit(PAST)
    ).all()
    return tuple(values.past_of(period, figures) for period, figures in reversed(rows))


def nil_units(session: Session, ward: str, label: str) -> list[str]:
    """Units whose duty was fulfilled with nothing to report: a person of two posts counts for both."""
    return list(
        session.execute(
            select(col(Duty.unit))
            .join(Report, col(Report.id) == col(Duty.report))
            .where(col(Duty.ward) == ward, col(Duty.period) == label, col(Report.kind) == "nil")
        ).scalars()
    )


def _matters(session: Session, house: House, period: Period) -> list[MatterFact]:
    """Those that a digest of `period` can speak of: its own, those still open, those ended since it began."""
    own, ended = col(Report.period) == period.label, func.coalesce(Matter.answered_at, Matter.closed_at)
    rows = session.execute(
        select(Matter, col(Report.text), col(Report.withdrawn_at), col(Report.period), col(Report.place))
        .join(Report, col(Report.id) == col(Matter.report))
        .where(col(Matter.ward) == house.id, or_(own, col(Matter.opened_at) < period.unit_deadline))
        .where(or_(own, col(Matter.state).notin_(ENDED), ended >= period.starts))
        .order_by(col(Matter.opened_at), col(Matter.id))
    )

    ours = {member.id for member in house.file.bloc.members}

    @cache
    def owner(post: str | None) -> str:
        """While none is chosen a matter lies with the Bloc."""
        found = people.holders(session, house.id, post) if post and post not in ours else []
        return _short(found[0].title) if found else house.file.labels.bloc_short

    @cache
    def taker(person: int | None) -> str:
        found = people.who(session, person) if person else None
        return _short(found.title) if found else ""

    return [
        MatterFact(
            code=matter.code,
            kind=matter.kind,
            unit=matter.unit,
            topic=matter.topic,
            text=text,
            severity=matter.severity or 1,
            state=matter.state,
            opened_at=matter.opened_at,
            due_at=matter.due_at,
            answered_at=matter.answered_at,
            closed_at=matter.closed_at,
            withdrawn=withdrawn_at is not None,
            answer=matter.answer or "",
            owner=owner(matter.owner),
            taken_by=taker(matter.acknowledged_by),
            report=matter.report,
            label=label,
            place=place,
            confirmed=bool(matter.confirmed_at or matter.acknowledged_at),
            delay_why=matter.delay_why or "",
            ending=matter.ending or "fixed",
        )
        for matter, text, withdrawn_at, label, place in rows
    ]


def _short(title: str) -> str:
    return title.split(" (")[0]


def get(session: Session, ward: str, label: str) -> Digest | None:
    return session.execute(_of_period, {"of_ward": ward, "of_period": label}).scalar()


def latest_sent(session: Session, ward: str) -> Digest | None:
    return session.execute(
        select(Digest)
        .where(col(Digest.ward) == ward, col(Digest.number).is_not(None))
        .order_by(col(Digest.period).desc())
        .limit(1)
    ).scalar()


def latest_approved(session: Session, ward: str) -> Digest | None:
    return session.execute(
        select(Digest)
        .where(col(Digest.ward) == ward, col(Digest.approved_at).is_not(None))
        .order_by(col(Digest.period).desc())
        .limit(1)
    ).scalar()


def drafts(session: Session, ward: str) -> list[str]:
    """Weeks nobody has approved, the latest last."""
    rows = select(col(Digest.period)).where(col(Digest.ward) == ward, col(Digest.approved_at).is_(None))
    return list(session.execute(rows.order_by(col(Digest.period))).scalars())


def waiting_for_chair(session: Session, ward: str, since: datetime) -> Digest | None:
    """The oldest approved since then that is neither signed nor given back: weeks are signed in their order."""
    return session.execute(
        select(Digest)
        .where(col(Digest.ward) == ward, col(Digest.approved_at) >= since, col(Digest.returned_at).is_(None))
        .where(col(Digest.signed_at).is_(None))
        .order_by(col(Digest.period))
        .limit(1)
    ).scalar()


def refresh(session: Session, house: House, period: Period, now: datetime) -> Digest:
    """The draft as of now, edits and remarks kept; an approved one is answered as it was frozen."""
    row = get(session, house.id, period.label)
    if row is not None and row.approved_at is not None:
        return row
    digest = compose(week_of(session, house, period, now), house, now)
    lines = merged(digest.lines, lines_of(row) if row else ())
    if row is None:
        row = Digest(ward=house.id, period=period.label, lines=[], figures={}, drafted_at=now)
    row.figures, row.whole = values.counted(digest), values.as_json(digest)
    keep_lines(row, lines)
    session.add(row)
    session.flush()
    return row


def lines_of(row: Digest) -> list[Line]:
    return [Line(**{**line, "sources": tuple(line["sources"])}) for line in row.lines]


def value(row: Digest) -> values.Digest:
    """The digest with a clerk's edits and remarks in it. Raises ValueError for a row older than the written report."""
    return edited(values.from_json(row.whole), lines_of(row))


def keep_lines(row: Digest, lines: list[Line]) -> None:
    row.lines = [asdict(line) for line in lines]


def change_line(session: Session, row: Digest, key: str, words: str, now: datetime, by: int) -> None:
    """Other words in a line; what was composed stays beside them."""
    lines = [
        replace(line, text=words, original=line.original or line.text) if line.key == key else line
        for line in lines_of(row)
    ]
    keep_lines(row, lines)
    session.add(AuditEntry(ward=row.ward, at=now, by=by, act="digest line changed", about=f"{row.period} {key}"))


def add_remark(row: Digest, words: str) -> None:
    """The same words twice are one remark."""
    lines = lines_of(row)
    remarks = [line for line in lines if line.section == "remark"]
    if words not in [line.text for line in remarks]:
        keep_lines(row, [*lines, Line(f"remark:{len(remarks) + 1}", "remark", words)])
