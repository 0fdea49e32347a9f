"""Who is told of a hot spot (domain: severity table). Pure; the posts are those of the ward file."""

from __future__ import annotations

from datetime import datetime

from reporting.house import House


def told_at_first(house: House, now: datetime) -> tuple[str, ...]:
    """A proposed severity 3: Bloc head, deputy and staff, and whoever is on duty."""
    return _once(house.on_duty(now), *_bloc(house, "bloc_head", "bloc_deputy", "bloc_staff"))


def told_in_full(house: House, severity: int, topic: str, now: datetime) -> tuple[str, ...]:
    """The whole row for a confirmed hot spot.

    3: topic contact, deputy chair, UBND chair, Bloc head. 2: topic contact, deputy chair, Bloc deputy.
    1: topic contact, Bloc staff. Whoever is on duty hears 2 and 3.
    """
    contacts = house.contacts_of(topic)
    deputy, chair = house.deputy_chair(topic), house.chair()
    if severity >= 3:
        return _once(*contacts, deputy, chair, *_bloc(house, "bloc_head"), house.on_duty(now))
    if severity == 2:
        return _once(*contacts, deputy, *_bloc(house, "bloc_deputy"), house.on_duty(now))
    return _once(*contacts, *_bloc(house, "bloc_staff"))


def may_be_hurt(severity: int, topic: str) -> bool:
    """Whether it makes sense to ask: not of a power cut."""
    return severity >= 3 or (severity == 2 and topic in ("thien_tai", "an_ninh"))


def _bloc(house: House, *roles: str) -> tuple[str, ...]:
    return tuple(member.id for role in roles for member in house.file.bloc.members if member.role == role)


def _once(*posts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(post for post in posts if post))
