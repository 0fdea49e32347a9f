"""Nothing is kept longer than it may be (privacy charter P9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from reporting.house import House
from storage import contact_lane, conversations, looks, matters, reports
from storage.sealed_tables import Opening
from storage.tables import Digest, Inbox, Matter, MatterEvent, Media, Outbox, PageLink, Report, ReportVersion

ORIGINALS = timedelta(days=30)
MASKED = timedelta(days=730)


def clean(session: Session, house: House, now: datetime) -> bool:
    """Once a day; True when it ran. What the charter limits goes, and with it old links and questions whose time is
    over; totals stay."""
    today = house.calendar.local(now).date().toordinal()
    if reports.counter(session, house.id, "retention") >= today:
        return False
    reports.set_counter(session, house.id, "retention", today)
    never_said = (col(Outbox.not_before) < now - ORIGINALS, col(Outbox.state).in_(("planned", "waiting")))
    session.execute(update(Outbox).where(*never_said).values(state="expired"))
    forget(session, now)
    session.execute(delete(PageLink).where(col(PageLink.expires_at) < now - ORIGINALS))
    conversations.tidy(session, now, strangers=now - ORIGINALS, drafts=now - MASKED)
    return True


def forget(session: Session, now: datetime) -> None:
    """Sealed originals go after 30 days, voices and what was not let on among them, and to whom a letter went; contacts
    30 days after their matter was closed; masked words after 24 months.

    A backup that may lie for four weeks is made to forget what those weeks will forbid: `now` is then its last day.
    So nothing here may touch what the product still needs for its work.
    """
    _originals(session, now - ORIGINALS)
    looks.forget(session, now - ORIGINALS, now - MASKED)
    contact_lane.forget(session, now)
    _words(session, now - MASKED)


def _originals(session: Session, old: datetime) -> None:
    session.execute(
        update(Report).where(col(Report.sealed).is_not(None), col(Report.saved_at) < old).values(sealed=None)
    )
    session.execute(delete(Inbox).where(col(Inbox.state) == "done", col(Inbox.received_at) < old))
    session.execute(
        update(Inbox)
        .where(col(Inbox.received_at) < old, col(Inbox.state) != "new")  # what waits is still to be answered
        .values(sealed=None, payload={}, chat="")
    )
    session.execute(delete(Media).where(col(Media.report).is_(None), col(Media.not_before) < old))  # of no report
    session.execute(
        update(Outbox)
        .where(col(Outbox.created_at) < old, col(Outbox.state).notin_(("planned", "waiting", "leased")))
        .values(person=None, chat=None, text="", choices=[], message_id=None)
    )


def _words(session: Session, old: datetime) -> None:
    """Digests keep their figures, matters and logs who did what and when."""
    session.execute(
        update(Report).where(col(Report.saved_at) < old).values(text="", place=None, sealed=None, withdrawn_why=None)
    )
    session.execute(update(ReportVersion).where(col(ReportVersion.at) < old).values(text=""))
    session.execute(update(Matter).where(col(Matter.opened_at) < old).values(**matters.NO_WORDS))
    session.execute(update(MatterEvent).where(col(MatterEvent.at) < old).values(note=None))
    session.execute(update(Opening).where(col(Opening.at) < old).values(why=None))
    session.execute(update(Digest).where(col(Digest.drafted_at) < old).values(lines=[], whole={}))
