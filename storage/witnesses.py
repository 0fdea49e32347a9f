"""Who hears each result of a matter and says whether it is well: for each report its author, else who is there."""

from __future__ import annotations

from sqlmodel import Session

from reporting.values import Who
from storage import contributions, people
from storage.tables import Matter, Report


def still_speaks_for(author: Who, unit: str) -> bool:
    """Who has left, or whose office is another's now, is asked no more; what the desk keyed in stays the desk's."""
    return author.joined and (author.in_bloc or unit in author.reports_for)


def witness(session: Session, report: Report) -> Who | None:
    """A report's author, else somebody of the unit, else the desk."""
    author = people.who(session, report.author) if report.author else None
    if report.author is None or (author is not None and still_speaks_for(author, report.unit)):
        return author
    reporters = people.of_unit(session, report.ward, report.unit, "leader", "secretary", "front_head")
    return next((who for who in reporters if who.joined), people.desk(session, report.ward))


def contributors(session: Session, matter: Matter) -> list[tuple[Who, list[Report]]]:
    """Each of them once, with the reports they answer for."""
    found: dict[int, tuple[Who, list[Report]]] = {}
    for report in contributions.reports_of(session, matter):
        who = witness(session, report)
        if who is not None:
            found.setdefault(who.id, (who, []))[1].append(report)
    return list(found.values())
