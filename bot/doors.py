"""The door of every page: a link opens or does not, and what goes wrong has its sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import answers
from bot.asked import Guesses, address_of, wants_json
from bot.clocks import Clock
from documents import html
from handlers import pages
from reporting.texts import pages as texts
from reporting.values import Who
from storage.database import Store
from storage.tables import PageLink

log = structlog.get_logger()

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.Response]]


class Dead(Exception):
    """The link opens nothing; the answer does not say why."""


class Wrong(Exception):
    """What came cannot be taken; the text is the sentence for the person."""


class Doors:
    def __init__(self, store: Store, clock: Clock, ward: str) -> None:
        self.clock = clock
        self.ward = ward
        self._store = store
        self._guesses = Guesses()

    async def job(self, job: Callable[[Session], T]) -> T:
        return await asyncio.wrap_future(self._store.do(job))

    async def opened(self, token: str, purpose: str | None = None) -> tuple[PageLink, Who]:
        return await self.job(lambda session: self.link(session, token, purpose))

    def link(self, session: Session, token: str, purpose: str | None = None) -> tuple[PageLink, Who]:
        found = pages.opened(session, token, self.clock.now(), purpose)
        if found is None or found[0].ward != self.ward:
            raise Dead
        return found

    def guarded(self, handler: Handler, root: str = "") -> Handler:
        """Dead links, wrong input and a database that does not answer, each with its sentence."""

        async def answer(request: web.Request) -> web.Response:
            now, where = self.clock.now(), address_of(request)
            if self._guesses.too_many(where, now):
                return answers.page(html.dead(root), 410)
            try:
                return await handler(request)
            except Dead:
                self._guesses.note(where, now)
                return answers.said(texts.dead(), 410) if wants_json(request) else answers.page(html.dead(root), 410)
            except Wrong as fault:
                return answers.said(str(fault), 422)
            except (SQLAlchemyError, TimeoutError) as fault:
                log.error("page_failed", error=type(fault).__name__)
                return answers.said(texts.busy(), 503) if wants_json(request) else answers.page(html.busy(root), 503)

        return answer
