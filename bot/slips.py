"""Invitations on paper: what each slip says, and the file they go into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.invitations import Invitation, called, deep_link
from bot.outputs import put
from documents import slips as paper
from reporting.channels import CHANNELS
from reporting.house import House
from reporting.roster import PersonEntry
from reporting.texts import slips as texts
from reporting.texts.roster import post_in_unit


def written(
    path: Path, house: House, found: Sequence[Invitation], names: Mapping[str, str], zalo_link: str
) -> list[str]:
    """Prints into `path`; answers what to tell about it. Raises NotReady when the file cannot be written."""
    if not found:
        return [
            "Nobody is to be invited: whoever has a chat has joined, or there is no such post. No file was written."
        ]
    slips = slips_of(house, found, names, zalo_link)
    put(path, paper.pdf(texts.title(house.file.ward.full_name), slips))
    said = [f"{_counted(len(slips), 'slip')} on {_counted(paper.pages(len(slips)), 'page')}: {path}"]
    if any(not slip.bot and not slip.link for slip in slips):
        said.append("The bot's name is missing on some: set zalo.bot_name, telegram.username, or fill it in by pen.")
    return said


def slips_of(house: House, found: Iterable[Invitation], names: Mapping[str, str], zalo_link: str) -> list[paper.Slip]:
    """One for each person, in the order of the ward's units. `names`: the channels switched on, the bot on each."""
    people = {post.key: person for person in house.people for post in person.posts}
    codes = {invitation.code: invitation for invitation in found}  # who holds two posts has one code
    order = list(house.units)
    pairs = [(people[invitation.post], invitation) for invitation in codes.values()]
    pairs.sort(key=lambda pair: order.index(pair[0].posts[0].unit))
    return [_slip(house, person, invitation, names, zalo_link) for person, invitation in pairs]


def _slip(
    house: House, person: PersonEntry, invitation: Invitation, names: Mapping[str, str], zalo_link: str
) -> paper.Slip:
    channel, you = _channel(person.channel, names), person.address
    name = names.get(channel, "")
    bot = called(channel, name)
    opens = zalo_link if channel == "zalo" else deep_link(name, invitation.code)
    ends = house.calendar.local(datetime.fromisoformat(invitation.expires_at))
    return paper.Slip(
        greeting=texts.greeting(you, house.file.ward.full_name),
        name=person.name,
        posts=tuple(post_in_unit(post.title, house.name(post.unit)) for post in person.posts),
        code=invitation.code,
        link=opens,
        how=texts.to_scan(channel, you, bot) if opens else texts.to_type(CHANNELS[channel].label, you, bot),
        bot=bot,
        valid=texts.valid(you, ends.date()),
    )


def _channel(expected: str, names: Mapping[str, str]) -> str:
    """Where the ward file expects the person; with that channel off, one that is on: the code opens each."""
    return expected if expected in names or not names else next(iter(names))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
