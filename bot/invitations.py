"""Invitation codes for those of the roster who write to the channel and have not joined yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.join import link
from reporting.channels import CHANNELS
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

    @property
    def label(self) -> str:
        return CHANNELS[self.channel].label

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def invitations(
    session: Session, ward: str, now: datetime, valid: timedelta, bot: str, post: str | None = None
) -> list[Invitation]:
    """Open codes are shown again, missing ones made. `bot` is the bot's username, "" when it is not known."""
    house = people.house_of(session, ward)
    out = []
    for entry in house.people:
        keys = [held.key for held in entry.posts]
        if entry.channel in BY_TELEPHONE or (post is not None and post not in keys):
            continue
        who = people.holders(session, ward, keys[0])
        if not who or who[0].joined:
            continue
        invite = people.invite(session, ward, who[0].id, now, valid)
        opens = deep_link(bot, invite.code) if entry.channel == "telegram" else ""
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


def deep_link(bot: str, code: str) -> str:
    """Opens Telegram at the bot with the code behind it; "" when nobody knows the bot's name."""
    return link(f"https://t.me/{bot}?start=" if bot else "", code)


def called(channel: str, name: str) -> str:
    """The bot as people look for it."""
    return f"@{name}" if name and channel == "telegram" else name


def how_to_join(found: Iterable[Invitation], names: Mapping[str, str]) -> list[str]:
    """What the people of each channel do with their code. `names`: the channels switched on, and the bot on each."""
    lines = []
    for channel in CHANNELS:
        here = [invitation for invitation in found if invitation.channel == channel]
        if here:
            lines.append(_on(channel, names, links=all(invitation.link for invitation in here)))
    return lines


def _on(channel: str, names: Mapping[str, str], links: bool) -> str:
    label, name = CHANNELS[channel].label, names.get(channel)
    if name is None:
        others = " or ".join(_find(other, names[other]) for other in names)
        return f"{label} is off: {others or 'switch on a channel'} and type the code."
    return f"On {label}: {'open the link, or ' if links else ''}{_find(channel, name)} and type the code."


def _find(channel: str, name: str) -> str:
    return f"find {called(channel, name) or 'the bot'} in {CHANNELS[channel].label}"
