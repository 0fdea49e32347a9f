""" "Xem liên hệ" of an alarm: the numbers that whoever was told may call. Each look is written down."""

from __future__ import annotations

from handlers import contact_lane
from handlers.turn import Turn
from reporting.texts import alarms as texts
from reporting.values import Who
from storage import matters, people
from storage.tables import AuditEntry, Matter


def show(turn: Turn, matter: Matter) -> None:
    _, report = matters.with_report(turn.session, matter)
    reporter = may_be_called(turn, matter)
    if reporter is not None:
        seen(turn, matter)
        words = texts.contact(matter.code, turn.house.name(report.unit), reporter.phone_slot)
    else:
        staff = turn.staff()
        words = texts.no_contact(matter.code, staff.phone_slot if staff else "113")
    turn.say("\n".join(filter(None, (words, contact_lane.of_alarm(turn, matter)))))


def may_be_called(turn: Turn, matter: Matter) -> Who | None:
    """The reporter, if they agreed at joining and it is severity 2 or 3, or if to be called is what they ask."""
    _, report = matters.with_report(turn.session, matter)
    reporter = people.who(turn.session, report.author) if report.author else None
    if reporter is None or not reporter.posts:
        return None
    agreed = reporter.may_telephone and (matter.severity or 0) >= 2
    return reporter if agreed or matter.wordless else None


def seen(turn: Turn, matter: Matter) -> None:
    turn.session.add(
        AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="telephone seen", about=matter.code)
    )
