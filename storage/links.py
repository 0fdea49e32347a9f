"""Links to pages: a row says what may be opened, by whom and how long; only the signature opens it.

The signature is made when a link is sent and checked when it comes back. It is never kept: who reads the database finds
no link that works, and who writes into it makes none.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from storage.sealing import sealer_of
from storage.tables import PageLink

SIGNATURE_BYTES = 16
LONGEST = 60  # characters of a token that are looked at


def make(
    session: Session, ward: str, purpose: str, person: int, now: datetime, lives: timedelta, about: str | None = None
) -> int:
    """A link for one purpose (`add`: a place and photos for the draft; `digest`) and one person.

    One that stands with at least half of its time ahead is given again, so that they do not pile up.
    """
    standing = session.exec(
        select(PageLink.id)
        .where(
            PageLink.ward == ward,
            PageLink.purpose == purpose,
            PageLink.person == person,
            PageLink.about == about,
            col(PageLink.used_at).is_(None),
            PageLink.expires_at >= now + lives / 2,
        )
        .order_by(col(PageLink.expires_at).desc())
    ).first()
    if standing is not None:
        return standing
    link = PageLink(ward=ward, purpose=purpose, person=person, about=about, created_at=now, expires_at=now + lives)
    session.add(link)
    session.flush()
    assert link.id is not None
    return link.id


def get(session: Session, link: int) -> PageLink | None:
    return session.get(PageLink, link)


def token(session: Session, link_id: int) -> str:
    """What stands in the address: `12-` and a signature. Raises LookupError when there is no such link."""
    link = get(session, link_id)
    if link is None:
        raise LookupError(link_id)
    return _token(session, link)


def url(session: Session, link_id: int, base: str) -> str:
    """The whole address; `base` is how the world reaches the product (https://…)."""
    return f"{base.rstrip('/')}/l/{token(session, link_id)}"


def opened(session: Session, token: str, now: datetime) -> PageLink | None:
    """The link a token opens: signed by us, still in time, not yet closed. None tells nothing about why not."""
    number = token[:LONGEST].partition("-")[0]
    known = number.isascii() and number.isdigit() and len(number) <= 18
    link = get(session, int(number)) if known else None
    made = _token(session, link or _NOBODYS)  # a number that names no link takes as long as one that does
    genuine = hmac.compare_digest(made.encode(), token[:LONGEST].encode()) and link is not None
    if not genuine or link is None or link.used_at is not None or link.expires_at <= now:
        return None
    return link


def close(session: Session, link: PageLink, now: datetime) -> None:
    """What the link was for is done: it opens no more."""
    link.used_at = now
    session.add(link)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NOBODYS = PageLink(id=0, ward="", purpose="", person=0, created_at=_LONG_AGO, expires_at=_LONG_AGO)


def _token(session: Session, link: PageLink) -> str:
    """Everything the row allows is signed: a row that was widened signs differently."""
    expires = link.expires_at.astimezone(UTC).isoformat()
    signed = "\n".join((link.purpose, str(link.id), link.ward, str(link.person), link.about or "", expires))
    signature = sealer_of(session).signature(signed)[:SIGNATURE_BYTES]
    return f"{link.id}-{urlsafe_b64encode(signature).decode().rstrip('=')}"
