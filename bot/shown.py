"""What goes with a letter, read or made as it is sent: a medium from where it lies sealed, a paper of a digest."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlmodel import Session

from bot.clocks import Clock
from bot.papers import KINDS, Papers
from bot.sender import SendFailed, Shown
from documents.received import ENDINGS
from reporting.channels import CHANNELS
from reporting.texts import looks as look_texts
from storage import links, looks
from storage.database import Store
from storage.outbox import Letter

PICTURE_LIVES = timedelta(hours=1)  # in which a channel fetches a photo; then its address opens nothing


class Showing:
    """`base`: how the world reaches our pages, "" when it does not; `pages`: how long a link to one lives."""

    def __init__(self, store: Store, clock: Clock, ward: str, base: str, pages: timedelta, papers: Papers) -> None:
        self._store = store
        self._clock = clock
        self._ward = ward
        self._base = base.rstrip("/")
        self._pages = pages
        self._papers = papers

    async def of(self, letter: Letter) -> Shown | None:
        """None when there is nothing with it, or no more. Raises SendFailed."""
        what, _, which = (letter.attach or "").partition(":")
        if what == "media":
            return await self._medium(letter, int(which))
        if what == "digest":
            label, _, name = which.partition(":")
            return await self._paper(letter, label, name)
        return None

    async def _medium(self, letter: Letter, number: int) -> Shown | None:
        now = self._clock.now()

        def job(session: Session) -> Shown | None:
            found = looks.medium(session, number)
            if found is None:
                return None
            kind, mime, content = found
            name = f"{number}.{ENDINGS[mime]}"
            if not self._base:
                return Shown(kind, mime, content, name)
            photo = kind == "photo"
            purpose, lives = ("photo", PICTURE_LIVES) if photo else ("look", self._pages)
            link = links.make(session, self._ward, purpose, letter.person or 0, now, lives, str(number))
            if photo:
                return Shown(kind, mime, content, url=f"{self._base}/p/{links.token(session, link)}.jpg")
            return Shown(kind, mime, content, name, line=look_texts.opens(kind, links.url(session, link, self._base)))

        return await asyncio.wrap_future(self._store.do(job))

    async def _paper(self, letter: Letter, label: str, name: str) -> Shown | None:
        """As a file where the channel carries one; else its reader's page has it to take away."""
        if CHANNELS[letter.channel].files:
            made = await self._papers.paper(label, name)
            if made is None:
                raise SendFailed(f"no {name} of {label}", permanent=True)
            file, content = made
            return Shown("file", KINDS[name], content, file)
        if not self._base or letter.person is None:
            return None
        now, person = self._clock.now(), letter.person

        def job(session: Session) -> str:
            link = links.make(session, self._ward, "digest", person, now, self._pages, label)
            return look_texts.opens("file", links.url(session, link, self._base))

        return Shown("file", KINDS[name], b"", line=await asyncio.wrap_future(self._store.do(job)))
