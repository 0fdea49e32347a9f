"""What each messenger can do. Nothing else in the house knows which one somebody uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Channel:
    """`max_text` in UTF-16 units; `keeps` is how long it holds what people wrote while nobody listened."""

    name: str
    label: str  # as people call it
    max_text: int
    buttons: bool = False  # else choices are numbered lines under the text
    files: bool = False  # a file goes with a message; else a line leads to a page that has it
    deletes: bool = False  # the bot may take a message of the person's away
    links: bool = False  # a link opens the bot with a code behind it; else the code is typed
    abroad: bool = False  # its machines stand in another country: consent must say so
    keeps: timedelta | None = None
    ordered: bool = True  # hands over a chat's messages as they were written


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel(
            "telegram",
            "Telegram",
            4096,
            buttons=True,
            files=True,
            deletes=True,
            links=True,
            abroad=True,
            keeps=timedelta(hours=24),
        ),
        Channel("zalo", "Zalo", 2000, ordered=False),
    )
}
