"""What comes through a page: into the inbox as if it had been sent in the chat, once, and no more than is allowed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import func
from sqlmodel import Session, col, select

from reporting.values import FileRef, Incoming, Kind
from storage import conversations
from storage.sealing import sealer_of
from storage.tables import Contact, Inbox, Media, PageLink

PLACES, PHOTOS = 20, 5  # of one link

Address = tuple[str, str]  # channel, chat


class Enough(Exception):
    """The link has brought as much as one link may."""


class Unreachable(Exception):
    """The person has no address that works: nobody could be answered."""


def address_of(session: Session, person: int) -> Address:
    """Where the person was seen last. Raises Unreachable."""
    found = session.exec(
        select(Contact.channel, Contact.chat)
        .where(Contact.person == person, col(Contact.blocked_at).is_(None))
        .order_by(func.coalesce(Contact.seen_at, Contact.joined_at).desc())
    ).first()
    if found is None:
        raise Unreachable
    return found[0], found[1]


def count(session: Session, link: PageLink, what: str) -> int:
    """How many of `place` or `photo` (files too) came through a link."""
    like = col(Inbox.external_id).like(f"page:{link.id}:{what}:%")
    return session.exec(select(func.count()).select_from(Inbox).where(like)).one()


def here_already(session: Session, external_id: str) -> bool:
    """The same thing sent again, even if the person's address has changed meanwhile."""
    return session.exec(select(Inbox.id).where(Inbox.external_id == external_id)).first() is not None


def photo_id(link: PageLink, number: str) -> str:
    return f"page:{link.id}:photo:{number}"


def put_place(session: Session, link: PageLink, number: str, at: tuple[float, float], now: datetime) -> Address | None:
    """A place; None when this very one was here before. Raises Enough, Unreachable."""
    where = sha256(f"{at[0]:.6f},{at[1]:.6f}".encode()).hexdigest()[:8]  # the point itself stays in the message alone
    external_id = f"page:{link.id}:place:{number}:{where}"
    if here_already(session, external_id):
        return None
    if count(session, link, "place") >= PLACES:
        raise Enough
    channel, chat = address_of(session, link.person)
    incoming = Incoming(channel, external_id, chat, Kind.PLACE, now, place=at)
    conversations.put(session, link.ward, incoming, None, now)
    return channel, chat


def put_photo(
    session: Session, link: PageLink, number: str, sent: tuple[str, str, bytes], now: datetime
) -> Address | None:
    """A photo or file as it may be kept (kind, mime, content), sealed; None when it was here before. Raises Enough,
    Unreachable."""
    kind, mime, content = sent
    external_id = photo_id(link, number)
    if here_already(session, external_id):
        return None
    if count(session, link, "photo") >= PHOTOS:
        raise Enough
    channel, chat = address_of(session, link.person)
    file = FileRef(kind, external_id, len(content), mime)
    incoming = Incoming(channel, external_id, chat, Kind(kind), now, files=(file,))
    inbox = conversations.put(session, link.ward, incoming, None, now)
    assert inbox is not None, "looked for above, in the same transaction"
    session.add(
        Media(
            ward=link.ward,
            inbox=inbox,
            kind=file.kind,
            channel=channel,
            ref=file.ref,
            state="kept",
            content=sealer_of(session).seal_bytes(content),
            mime=file.mime,
            not_before=now,
        )
    )
    return channel, chat
