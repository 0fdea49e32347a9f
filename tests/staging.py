"""What stood before a transcript begins: `! matter YK-0119: đèn hẻm 12; tdp1; ub-kthtdt; dang_xu_ly; due 25/11`."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from storage import matters, people, reports
from storage.tables import Matter, Outbox, Report
from tests.rig import WARD

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def matter(session: Session, code: str, parts: list[str], now: datetime) -> str:
    """A citizens' matter as if it had been reported some days ago; answers its code."""
    words, unit, owner, state, due = parts
    day, month = (int(part) for part in due.removeprefix("due ").split("/"))
    due_at = datetime(now.year, month, day, 17, tzinfo=ZONE)
    opened = min(now, due_at) - timedelta(days=7)
    author = people.holders(session, WARD, f"{unit}.leader")[0]
    period = people.house_of(session, WARD).period(opened).label
    report = Report(
        ward=WARD, unit=unit, author=author.id, period=period, kind="matter", text=words, topic="ha_tang",
        legal="phan_anh", severity=1, channel="zalo", first_words_at=opened, saved_at=opened,
    )  # fmt: skip
    number = reports.add(session, report)
    report.code = reports.next_code(session, WARD, code[:2])
    made = Matter(
        ward=WARD, code=report.code, kind="feedback", report=number, unit=unit, topic="ha_tang", severity=1,
        state=state, owner=owner, opened_at=opened, due_at=due_at,
    )  # fmt: skip
    matters.add(session, made, author.id)
    return report.code


def no_nudges(session: Session) -> None:
    """The week's nudges that are planned by now are left out."""
    session.execute(update(Outbox).where(col(Outbox.kind) == "nudge").values(state="withdrawn"))
