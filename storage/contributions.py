"""The reports that tell of one matter: joined by a person's word, parted by theirs, each with its witness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from storage.matter_tables import Contribution
from storage.tables import Matter, Report

_told = (
    select(Contribution, Report)
    .join(Report, col(Report.id) == col(Contribution.report))
    .where(col(Contribution.matter) == bindparam("of_matter"), col(Contribution.parted_at).is_(None))
    .where((col(Report.withdrawn_at).is_(None)) | (col(Report.id) == bindparam("first")))
    .order_by(col(Contribution.id))
)


def join(session: Session, matter: Matter, report: Report, now: datetime) -> None:
    assert matter.id is not None and report.id is not None
    session.add(Contribution(ward=matter.ward, matter=matter.id, report=report.id, joined_at=now))
    session.flush()


def part(session: Session, matter: Matter, report: Report, now: datetime) -> None:
    """This report is another matter after all."""
    session.execute(
        update(Contribution)
        .where(col(Contribution.matter) == matter.id, col(Contribution.report) == report.id)
        .values(parted_at=now)
    )


def goes_on_without(session: Session, matter: Matter, report: Report, now: datetime) -> bool:
    """A report that is taken back leaves its matter to the others that tell of it; False when there is no other."""
    others = [other for other in reports_of(session, matter) if other.id != report.id]
    if not others:
        return False
    part(session, matter, report, now)
    if matter.report == report.id:
        assert others[0].id is not None
        matter.report, others[0].code, report.code = others[0].id, matter.code, None
        session.add_all([matter, others[0], report])
    session.flush()
    return True


def reports_of(session: Session, matter: Matter) -> list[Report]:
    """Every report that tells of it, the first one first; those taken back apart."""
    return [report for _, report in _of(session, matter)]


def joined(session: Session, report: int) -> Matter | None:
    """The matter a report was joined to; None for the first report of one."""
    found = (
        select(Matter)
        .join(Contribution, col(Contribution.matter) == col(Matter.id))
        .where(col(Contribution.report) == report, col(Contribution.parted_at).is_(None), col(Matter.report) != report)
    )
    return session.execute(found).scalar()


def of_units(units: Iterable[str]) -> Any:
    """Ids of the matters these units told of."""
    return (
        select(col(Contribution.matter))
        .join(Report, col(Report.id) == col(Contribution.report))
        .where(col(Contribution.parted_at).is_(None), col(Report.unit).in_(list(units)))
    )


def units_of(session: Session, matter: Matter) -> tuple[str, ...]:
    """Where it happens and whose reports tell of it."""
    told = [report.unit for report in reports_of(session, matter)]
    return tuple(dict.fromkeys((matter.unit, *told)))


def affected(session: Session, matter: Matter) -> tuple[int, int]:
    """(units, households) that are known of."""
    found = reports_of(session, matter)
    return len({report.unit for report in found}), sum(report.households or 0 for report in found)


# The witnesses


def nobody_well(session: Session, matter: Matter) -> None:
    """A new answer is looked at anew."""
    session.execute(update(Contribution).where(col(Contribution.matter) == matter.id).values(well_at=None))


def well(session: Session, matter: Matter, reports: Iterable[int], now: datetime) -> None:
    session.execute(
        update(Contribution)
        .where(col(Contribution.matter) == matter.id, col(Contribution.report).in_(list(reports)))
        .values(well_at=now)
    )


def not_yet_well(session: Session, matter: Matter) -> list[Report]:
    """Reports whose unit has not said that it is well."""
    return [report for contribution, report in _of(session, matter) if contribution.well_at is None]


def _of(session: Session, matter: Matter) -> list[tuple[Contribution, Report]]:
    rows = session.execute(_told, {"of_matter": matter.id, "first": matter.report})
    return [(contribution, report) for contribution, report in rows]


def count(session: Session, matter: Matter) -> int:
    found = select(func.count()).where(col(Contribution.matter) == matter.id, col(Contribution.parted_at).is_(None))
    return int(session.execute(found).scalar_one())
