"""Who may see what behind a link, as plain values. Reads only; the right is asked anew at every request."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from reporting import pages
from reporting.house import House
from reporting.own import Own
from reporting.pages import AddPage, At, LookPage
from reporting.texts import pages as texts
from reporting.values import Who
from storage import arrivals, data, links, looks, people
from storage.tables import PageLink


def opened(session: Session, token: str, now: datetime, purpose: str | None = None) -> tuple[PageLink, Who] | None:
    """The link and whom it serves; None for whatever reason."""
    link = links.opened(session, token, now)
    who = people.who(session, link.person) if link is not None else None
    if link is None or who is None or not pages.may_open(who, link.purpose):
        return None
    return (link, who) if purpose in (None, link.purpose) else None


def to_add(session: Session, house: House, link: PageLink, who: Who, given: str = "", wrong: str = "") -> AddPage:
    """The ward's own map and nothing personal."""
    known = pages.spots(house.file)
    unit = next((house.units[key] for key in who.reports_for), None)
    home = next((spot.at for spot in known if unit and spot.key in (unit.key, *_groups(house, unit.key))), None)
    return AddPage(
        ward=house.file.ward.full_name,
        spots=known,
        home=home or house.file.ward.centroid,
        address=who.address,
        until=house.calendar.local(link.expires_at),
        photos=arrivals.count(session, link, "photo"),
        photos_most=arrivals.PHOTOS,
        submission=secrets.token_hex(8),
        given=given,
        wrong=wrong,
    )


def _groups(house: House, unit: str) -> tuple[str, ...]:
    return next((cell.groups for cell in house.file.cells if cell.id == unit), ())


def looked_at(session: Session, house: House, link: PageLink, who: Who) -> LookPage | None:
    """The Bloc looks at everything; who answers for the matter at what was let on to them, while they do."""
    found = looks.about(session, int(link.about or 0))
    medium = looks.medium(session, int(link.about or 0))
    if found is None or medium is None or found[1].withdrawn_at is not None:
        return None
    media, report = found
    matter = looks.matter_of(session, report)
    theirs = matter is not None and bool({matter.owner, matter.acting} & {post.key for post in who.posts})
    if not (who.in_bloc or (media.passes and theirs)):
        return None
    kind, mime, content = medium
    return LookPage(report.code or house.name(report.unit), kind, mime, report.text, content)


def own(session: Session, house: House, who: Who) -> Own:
    """With the telephone, which no letter carries in a row."""
    return replace(data.held(session, house, who), phone=people.phone_of(session, who.id))


def place_of(house: House, key: str, lat: str, lon: str) -> tuple[At, str] | None:
    """What was chosen, a known spot by its key or else a point, and how it is called; None when it is neither."""
    known = pages.spots(house.file)
    if key:
        spot = next((spot for spot in known if spot.key == key), None)
        return (spot.at, texts.at(spot.place, spot.unit)) if spot else None
    try:
        at = float(lat), float(lon)
    except ValueError:
        return None
    spot = pages.nearest(known, at)
    return (at, texts.near(spot.place, spot.unit)) if spot else None


def is_here(house: House, at: At) -> bool:
    return pages.is_here(pages.spots(house.file), at)
