"""Periods, duties, reports and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session, col

from reporting.calendar import Period
from reporting.house import House
from storage import prebuilt
from storage.tables import Counter, Duty, Inbox, Media, Report, ReportVersion
from storage.tables import Period as PeriodRow


def open_duties(session: Session, house: House, period: Period) -> bool:
    """Write down what the units owe for a period; True when that was news. Again changes nothing."""
    made = (
        session.connection()
        .execute(
            upsert(PeriodRow)
            .values(
                ward=house.id,
                label=period.label,
                starts=period.starts,
                ends=period.ends,
                unit_deadline=period.unit_deadline,
                bloc_deadline=period.bloc_deadline,
            )
            .on_conflict_do_nothing()
            .returning(col(PeriodRow.id))
        )
        .scalar()
    )
    if made is None:
        return False
    owing = [unit.key for unit in house.units.values() if unit.owes_weekly]
    rows = [{"ward": house.id, "period": period.label, "unit": unit, "excused": False} for unit in owing]
    if rows:
        session.execute(upsert(Duty).on_conflict_do_nothing(), rows)
    return True


def duties(session: Session, ward: str, label: str) -> list[Duty]:
    found = select(Duty).where(col(Duty.ward) == ward, col(Duty.period) == label).order_by(col(Duty.id))
    return list(session.execute(found).scalars())


def duty_of(session: Session, ward: str, label: str, unit: str) -> Duty | None:
    return session.execute(
        select(Duty).where(col(Duty.ward) == ward, col(Duty.period) == label, col(Duty.unit) == unit)
    ).scalar()


_owing = (
    select(col(Duty.unit))
    .where(
        col(Duty.ward) == bindparam("of_ward"),
        col(Duty.period) == bindparam("of_period"),
        col(Duty.fulfilled_at).is_(None),
        ~col(Duty.excused),
    )
    .order_by(col(Duty.id))
)
_fulfil = (
    update(Duty)
    .where(
        col(Duty.ward) == bindparam("of_ward"),
        col(Duty.period) == bindparam("of_period"),
        col(Duty.unit).in_(bindparam("units", expanding=True)),
        col(Duty.fulfilled_at).is_(None),
    )
    .values(fulfilled_at=bindparam("at"), report=bindparam("by"))
    .returning(col(Duty.unit))
)
_counter = select(col(Counter.value)).where(
    col(Counter.ward) == bindparam("of_ward"), col(Counter.name) == bindparam("of_name")
)
_nil = (
    select(col(Report.id))
    .where(
        col(Report.ward) == bindparam("of_ward"),
        col(Report.period) == bindparam("of_period"),
        col(Report.unit).in_(bindparam("units", expanding=True)),
        col(Report.kind) == "nil",
        col(Report.withdrawn_at).is_(None),
    )
    .limit(1)
)
_period = select(col(PeriodRow.id)).where(
    col(PeriodRow.ward) == bindparam("of_ward"), col(PeriodRow.label) == bindparam("of_period")
)
_version = insert(ReportVersion)
_take = (
    update(Media)
    .where(col(Media.inbox).in_(bindparam("messages", expanding=True)))
    .values(report=bindparam("of_report"))
)
_media = (
    select(func.count())
    .select_from(Media)
    .join(Inbox, col(Inbox.id) == col(Media.inbox))
    .where(col(Media.state) == "waiting", col(Media.not_before) <= bindparam("now"))
)
_next_media = select(func.min(Media.not_before)).where(col(Media.state) == "waiting")


def unfulfilled(session: Session, ward: str, label: str) -> list[str]:
    """Units that still owe the period's report."""
    return list(session.connection().execute(_owing, {"of_ward": ward, "of_period": label}).scalars())


def fulfil(session: Session, ward: str, label: str, units: Iterable[str], report: int, at: datetime) -> list[str]:
    """These units have reported, with first words at `at`. Answers whose duty that was; the first report counts."""
    values = {"of_ward": ward, "of_period": label, "units": list(units), "at": at, "by": report}
    return list(session.connection().execute(_fulfil, values).scalars())


def unfulfil(session: Session, ward: str, report: int) -> list[str]:
    """The report was taken back: another one of the period takes its place, else the duty stands open again. Answers
    the units that owe it again."""
    open_again = []
    for duty in session.execute(select(Duty).where(col(Duty.ward) == ward, col(Duty.report) == report)).scalars():
        other = session.execute(
            select(Report)
            .where(
                col(Report.ward) == ward,
                col(Report.period) == duty.period,
                col(Report.unit) == duty.unit,
                col(Report.withdrawn_at).is_(None),
                col(Report.id) != report,
            )
            .order_by(col(Report.first_words_at))
            .limit(1)
        ).scalar()
        duty.report = other.id if other else None
        duty.fulfilled_at = other.first_words_at if other else None
        if other is None:
            open_again.append(duty.unit)
    return open_again


def next_code(session: Session, ward: str, letters: str) -> str:
    """YK-0001, YK-0002, … without a gap that a rollback would leave."""
    counter = session.execute(
        select(Counter).where(col(Counter.ward) == ward, col(Counter.name) == letters)
    ).scalar() or Counter(ward=ward, name=letters)
    counter.value += 1
    session.add(counter)
    session.flush()
    return f"{letters}-{counter.value:04d}"


def counter(session: Session, ward: str, name: str) -> int:
    return prebuilt.run(session, _counter, of_ward=ward, of_name=name).scalar() or 0


def set_counter(session: Session, ward: str, name: str, value: int) -> None:
    made = upsert(Counter).values(ward=ward, name=name, value=value)
    session.execute(made.on_conflict_do_update(index_elements=["ward", "name"], set_={"value": value}))


def was_open(session: Session, ward: str, label: str) -> bool:
    """Whether anybody owed a report for this period: not before the product ran."""
    return prebuilt.run(session, _period, of_ward=ward, of_period=label).first() is not None


def add(session: Session, report: Report) -> int:
    """Store a report with its first version; answers its id."""
    session.add(report)
    session.flush()
    assert report.id is not None
    _keep_version(session, report, report.saved_at, report.author, None)
    return report.id


def change(session: Session, report: Report, at: datetime, by: int | None, why: str, **values: object) -> None:
    """A new version of a report; the older ones stay."""
    for name, value in values.items():
        setattr(report, name, value)
    report.version += 1
    session.add(report)
    _keep_version(session, report, at, by, why)


def _keep_version(session: Session, report: Report, at: datetime, by: int | None, why: str | None) -> None:
    session.connection().execute(
        _version,
        {
            "ward": report.ward,
            "report": report.id,
            "version": report.version,
            "kind": report.kind,
            "text": report.text,
            "households": report.households,
            "at": at,
            "by": by,
            "why": why,
        },
    )


def version(session: Session, report: int, number: int) -> ReportVersion | None:
    return session.execute(
        select(ReportVersion).where(col(ReportVersion.report) == report, col(ReportVersion.version) == number)
    ).scalar()


def get(session: Session, report: int) -> Report | None:
    return session.get(Report, report)


def by_code(session: Session, ward: str, code: str) -> Report | None:
    return session.execute(select(Report).where(col(Report.ward) == ward, col(Report.code) == code)).scalar()


def of_period(session: Session, ward: str, label: str) -> list[Report]:
    """Every report of a period that was not taken back, oldest first."""
    return list(
        session.execute(
            select(Report)
            .where(col(Report.ward) == ward, col(Report.period) == label, col(Report.withdrawn_at).is_(None))
            .order_by(col(Report.first_words_at), col(Report.id))
        ).scalars()
    )


def nil_of(session: Session, ward: str, label: str, units: Iterable[str]) -> Report | None:
    """The standing nil report of these units, which a later report replaces."""
    values = {"of_ward": ward, "of_period": label, "units": list(units)}
    found = session.connection().execute(_nil, values).scalar()
    return session.get(Report, found) if found is not None else None


def has_report(session: Session, ward: str, label: str, units: Iterable[str]) -> bool:
    found = select(col(Report.id)).where(
        col(Report.ward) == ward,
        col(Report.period) == label,
        col(Report.unit).in_(list(units)),
        col(Report.withdrawn_at).is_(None),
    )
    return session.execute(found.limit(1)).first() is not None


def changed_since(session: Session, ward: str, label: str, since: datetime) -> list[tuple[Report, str]]:
    """Reports of `label` saved, corrected or withdrawn after its digest was approved: (report, what happened)."""
    out: list[tuple[Report, str]] = []
    latest_at = func.max(ReportVersion.at)
    rows = session.execute(
        select(Report, latest_at)
        .join(ReportVersion, col(ReportVersion.report) == col(Report.id))
        .where(col(Report.ward) == ward, col(Report.period) == label)
        .group_by(col(Report.id))
        .having(or_(latest_at > since, col(Report.withdrawn_at) > since, col(Report.saved_at) > since))
        .order_by(col(Report.id))
    )
    for report, latest in rows:
        if report.saved_at > since and report.withdrawn_at is None:
            out.append((report, "late"))
        elif report.withdrawn_at is not None and report.saved_at <= since < report.withdrawn_at:
            out.append((report, "withdrawn"))
        elif report.withdrawn_at is None and latest > since:
            out.append((report, "corrected"))
    return out


# What was sent with them


def expect_media(session: Session, media: Media) -> None:
    session.add(media)


def take_media(session: Session, inbox: Iterable[int], report: int) -> int:
    """The files that came with these messages belong to a report; answers how many."""
    return session.connection().execute(_take, {"messages": list(inbox), "of_report": report}).rowcount


def drop_media(session: Session, inbox: Iterable[int]) -> None:
    """What came for a report that is not to be: its files, and the sealed originals of its words."""
    came = list(inbox)
    session.execute(delete(Media).where(col(Media.inbox).in_(came), col(Media.report).is_(None)))
    session.execute(update(Inbox).where(col(Inbox.id).in_(came), col(Inbox.report).is_(None)).values(sealed=None))


def media_waiting(session: Session, now: datetime, most: int = 20) -> list[tuple[Media, str]]:
    """Files to be fetched now, and the chat each came from."""
    found = (
        select(Media, col(Inbox.chat))
        .join(Inbox, col(Inbox.id) == col(Media.inbox))
        .where(col(Media.state) == "waiting", col(Media.not_before) <= now)
        .order_by(col(Media.id))
    )
    return [(media, chat) for media, chat in session.execute(found.limit(most))]


def count_media(session: Session, now: datetime) -> int:
    """How many files are to be fetched now."""
    return int(prebuilt.run(session, _media, now=now).scalar_one())


def keep_media(session: Session, media: int, kind: str, mime: str, content: bytes) -> None:
    """`kind` and `mime` by what it is, whatever it was sent as; `content` is sealed."""
    kept = update(Media).where(col(Media.id) == media).values(state="kept", kind=kind, mime=mime, content=content)
    session.execute(kept)


def fetch_later(session: Session, media: int, attempts: int, at: datetime) -> None:
    session.execute(update(Media).where(col(Media.id) == media).values(attempts=attempts, not_before=at))


def fetched_in_vain(session: Session, media: int, attempts: int) -> None:
    session.execute(update(Media).where(col(Media.id) == media).values(attempts=attempts, state="missing"))


def next_media(session: Session) -> datetime | None:
    return prebuilt.run(session, _next_media).scalar()


def missing_media(session: Session, report: int) -> dict[str, int]:
    """How many files of a report could not be had, by kind."""
    lost = (col(Media.report) == report, col(Media.state) == "missing")
    rows = session.execute(select(col(Media.kind), func.count()).where(*lost).group_by(col(Media.kind)))
    return dict(tuple(row) for row in rows)
