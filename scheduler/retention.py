"""Nothing is kept longer than it may be (privacy charter P9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from reporting.house import House
from storage import looks, reports
from storage.tables import Digest, Inbox, Media, Outbox, PageLink, Report, ReportVersion

ORIGINALS = timedelta(days=30)
MASKED = timedelta(days=730)


def clean(session: Session, house: House, now: datetime) -> bool:
    """Once a day; True when it ran. What the charter limits goes, and with it the person of a sent message and old
    links after 30 days; totals stay."""
    today = house.calendar.local(now).date().toordinal()
    if reports.counter(session, house.id, "retention") >= today:
        return False
    reports.set_counter(session, house.id, "retention", today)
    forget(session, now)
    old = now - ORIGINALS
    session.execute(
        update(Outbox).where(col(Outbox.created_at) < old, col(Outbox.person).is_not(None)).values(person=None, text="")
    )
    session.execute(delete(PageLink).where(col(PageLink.expires_at) < old))
    return True


def forget(session: Session, now: datetime) -> None:
    """Sealed originals go after 30 days, voices and what was not let on among them; masked words after 24 months.

    A backup that may lie for four weeks is made to forget what those weeks will forbid: `now` is then its last day.
    So nothing here may touch what the product still needs for its work.
    """
    old, very_old = now - ORIGINALS, now - MASKED
    session.execute(
        update(Report).where(col(Report.sealed).is_not(None), col(Report.saved_at) < old).values(sealed=None)
    )
    session.execute(delete(Inbox).where(col(Inbox.state) == "done", col(Inbox.received_at) < old))
    session.execute(
        update(Inbox)
        .where(col(Inbox.received_at) < old, col(Inbox.state) != "new")  # what waits is still to be answered
        .values(sealed=None, payload={})
    )
    session.execute(delete(Media).where(col(Media.report).is_(None), col(Media.not_before) < old))  # of no report
    looks.forget(session, old, very_old)
    session.execute(update(Report).where(col(Report.saved_at) < very_old).values(text="", place=None))
    session.execute(update(ReportVersion).where(col(ReportVersion.at) < very_old).values(text=""))
    session.execute(update(Digest).where(col(Digest.drafted_at) < very_old).values(lines=[], whole={}))  # figures stay
