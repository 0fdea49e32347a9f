"""Invitation codes for those of the roster who write to the channel and have not joined yet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.join import link
from storage import people

BY_TELEPHONE = ("sms", "phone")  # have no chat; Bloc staff key in what they say


@dataclass(frozen=True, slots=True)
class Invitation:
    """For one post; somebody who holds two has the same code for both."""

    post: str
    person: str
    unit: str
    code: str
    channel: str
    """Where the ward file expects this person; the code opens every other channel as well."""
    link: str
    """On Telegram, when the bot's name is known; elsewhere the code is typed and this is empty."""
    expires_at: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def invitations(
    session: Session, ward: str, now: datetime, valid: timedelta, bot: str, post: str | None = None
) -> list[Invitation]:
    """Open codes are shown again, missing ones made. `bot` is the bot's username, "" when it is not known."""
    house = people.house_of(session, ward)
    start = f"https://t.me/{bot}?start=" if bot else ""
    out = []
    for entry in house.people:
        keys = [held.key for held in entry.posts]
        if entry.channel in BY_TELEPHONE or (post is not None and post not in keys):
            continue
        who = people.holders(session, ward, keys[0])
        if not who or who[0].joined:
            continue
        invite = people.invite(session, ward, who[0].id, now, valid)
        opens = link(start, invite.code) if entry.channel == "telegram" else ""
        out += [
            Invitation(
                held.key,
                entry.name,
                house.name(held.unit),
                invite.code,
                entry.channel,
                opens,
                invite.expires_at.isoformat(),
            )
            for held in entry.posts
        ]
    return out
