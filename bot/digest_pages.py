"""A digest's own page over HTTP: read, a line changed, a picture, a paper to take away."""

from __future__ import annotations

import structlog
from aiohttp import web
from sqlmodel import Session

from bot import answers
from bot.asked import form_of
from bot.doors import Dead, Doors
from bot.papers import KINDS, Papers
from documents import digest_page
from documents.papers import PICTURES
from handlers import digest_pages
from reporting.pages import DigestPage, Edited
from reporting.texts import digest_page as texts
from storage import people

log = structlog.get_logger()

LARGEST_FORM = 16_384  # five hundred letters with their marks, as a form writes them


class DigestPages:
    def __init__(self, doors: Doors, papers: Papers) -> None:
        self._doors = doors
        self._papers = papers

    def routes(self) -> list[web.RouteDef]:
        pictures, papers = "|".join(PICTURES), "|".join(texts.PAPERS)
        return [
            web.post("/l/{token}/line", self._doors.guarded(self._line, "../")),
            web.get(f"/l/{{token}}/{{name:{pictures}}}.png", self._doors.guarded(self._picture, "../")),
            web.post(f"/l/{{token}}/{{name:{papers}}}", self._doors.guarded(self._paper, "../")),
        ]

    async def read(self, token: str) -> web.Response:
        return answers.page(digest_page.digest(await self._page(token), token))

    async def _page(self, token: str) -> DigestPage:
        now = self._doors.clock.now()

        def job(session: Session) -> DigestPage:
            link, who = self._doors.link(session, token, "digest")
            page = digest_pages.shown(session, people.house_of(session, self._doors.ward), link, who, now)
            if page is None:
                raise Dead
            return page

        return await self._doors.job(job)

    async def _line(self, request: web.Request) -> web.Response:
        """A whole page comes back, with what was typed still in its place when it was not taken."""
        token, form = request.match_info["token"], await form_of(request, LARGEST_FORM)
        now = self._doors.clock.now()

        def job(session: Session) -> Edited:
            link, who = self._doors.link(session, token, "digest")
            house = people.house_of(session, self._doors.ward)
            done = digest_pages.edited(session, house, link, who, form, now)
            if done is None:
                raise Dead
            return done

        done = await self._doors.job(job)
        log.info("page", what="digest line", kept=not done.wrong)
        page = digest_page.digest(await self._page(token), token, done, "../")
        return answers.page(page, 422 if done.wrong else 200)

    async def _picture(self, request: web.Request) -> web.Response:
        token, name = request.match_info["token"], request.match_info["name"]
        page = await self._page(token)
        found = await self._papers.paper(page.digest.label, name)
        if found is None:
            raise Dead
        return web.Response(body=found[1], content_type=KINDS[name], headers=answers.HEADERS)

    async def _paper(self, request: web.Request) -> web.Response:
        token, name = request.match_info["token"], request.match_info["name"]
        page = await self._page(token)
        found = await self._papers.paper(page.digest.label, name) if name in page.papers else None
        if found is None:
            raise Dead
        log.info("page", what=f"digest {name}")
        save = {"Content-Disposition": f'attachment; filename="{found[0]}"'}
        return web.Response(body=found[1], content_type=KINDS[name], headers=answers.HEADERS | save)
