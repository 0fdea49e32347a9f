"""Who answers for a matter now: its owner, or the next in line while that one is away or the office is empty."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from reporting.house import House
from reporting.values import Who
from storage import handover, people
from storage.tables import Matter


def acting(session: Session, house: House, matter: Matter) -> list[Who]:
    """Who is told of what concerns the owner: who stands in, else the owner."""
    post = matter.acting or matter.owner
    return people.holders(session, house.id, post) if post else []


def title(session: Session, house: House, matter: Matter) -> str:
    """The owner's office as people know it; the Bloc while none is chosen."""
    if matter.owner is None or matter.owner in house.bloc_posts:
        return house.file.labels.bloc_short
    return house.title_of(matter.owner) or house.file.labels.bloc_short


def is_missing(session: Session, house: House, post: str, now: datetime) -> bool:
    """Nobody of this post is there: all are away, or nobody holds it."""
    return all(handover.is_away(session, who.id, now) for who in people.holders(session, house.id, post))


def stand_in(session: Session, house: House, matter: Matter, now: datetime) -> str | None:
    """The first in line behind the owner who is there and has a chat."""
    for post in house.in_line(matter.owner or "", matter.topic):
        for who in people.holders(session, house.id, post):
            if who.joined and people.has_address(session, who.id) and not handover.is_away(session, who.id, now):
                return post
    return None
