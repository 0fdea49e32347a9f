"""Signed links over HTTP: which page, what may come in. Who may see what is `handlers/pages.py`.

A token is looked at, never logged. A messenger's preview (a bare GET) sees the ward's map or a button, nothing else.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import partial

import structlog
from aiohttp import web
from sqlmodel import Session

from bot import answers
from bot.asked import TooMuch, body_of, form_of, wants_json
from bot.clocks import Clock
from bot.digest_pages import DigestPages
from bot.doors import Dead, Doors, Wrong
from bot.files import name_in_words
from bot.papers import Papers
from documents import html, own
from documents.received import ENDINGS, NotKept, received
from handlers import pages
from reporting.own import Own
from reporting.pages import AddPage, LookPage
from reporting.privacy import guard
from reporting.texts import data as data_texts
from reporting.texts import pages as texts
from reporting.values import Who
from storage import arrivals, links, looks, people
from storage.database import Store

log = structlog.get_logger()

NUMBER = re.compile(r"[0-9a-zA-Z]{8,40}")


def routes(
    store: Store, clock: Clock, ward: str, most_bytes: int, arrived: Callable[[str, str], None], papers: Papers
) -> list[web.RouteDef]:
    """`arrived(channel, chat)` is called once what was brought is on the disk."""
    doors = Doors(store, clock, ward)
    digests = DigestPages(doors, papers)
    return [*Pages(doors, digests, most_bytes, arrived).routes(), *digests.routes()]


class Pages:
    def __init__(
        self, doors: Doors, digests: DigestPages, most_bytes: int, arrived: Callable[[str, str], None]
    ) -> None:
        self._doors = doors
        self._digests = digests
        self._clock = doors.clock
        self._ward = doors.ward
        self._most = most_bytes
        self._arrived = arrived
        self._painter = asyncio.Lock()  # one photo is unpacked at a time: a handful of large ones fills no memory

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/l/{token}", self._doors.guarded(self._look)),
            web.post("/l/{token}", self._doors.guarded(self._read)),
            web.get("/l/-/{name}", self._asset),
            web.get("/p/{token}.jpg", self._doors.guarded(self._picture)),
            web.get("/l/{token}/thing", self._doors.guarded(self._thing, "../")),
            web.post("/l/{token}/place", self._doors.guarded(self._place, "../")),
            web.post("/l/{token}/{kind:photo|file}", self._doors.guarded(self._photo, "../")),
            web.post("/l/{token}/done", self._doors.guarded(self._done, "../")),
            web.post("/l/{token}/{kind:txt|json}", self._doors.guarded(self._file, "../")),
        ]

    # What is asked

    async def _look(self, request: web.Request) -> web.Response:
        """What is there to read stays behind its button."""
        token = request.match_info["token"]
        link, _ = await self._doors.opened(token)
        if link.purpose != "add":
            return answers.page(html.landing(token))
        return answers.page(html.add(await self._add_page(token), token))

    async def _read(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        link, _ = await self._doors.opened(token)
        log.info("page", what=link.purpose)
        if link.purpose == "look":
            return answers.page(html.look(await self._doors.job(partial(self._look_page, token=token)), token))
        if link.purpose == "data":
            return answers.page(html.own(await self._doors.job(partial(self._own, token=token)), token))
        return await self._digests.read(token)

    async def _file(self, request: web.Request) -> web.Response:
        """What is held about a person, to take away."""
        kind = request.match_info["kind"]
        page = await self._doors.job(partial(self._own, token=request.match_info["token"]))
        log.info("page", what=f"data {kind}")
        name = {"Content-Disposition": f'attachment; filename="{data_texts.file_name(kind)}"'}
        body, content = own.file(page, kind), own.KINDS[kind]
        return web.Response(body=body, content_type=content, charset="utf-8", headers=answers.HEADERS | name)

    async def _place(self, request: web.Request) -> web.Response:
        """The same press of the button twice is one place; another place corrects the one before."""
        token = request.match_info["token"]
        _, who = await self._doors.opened(token, "add")
        try:
            said = await self._keep_place(token, who, await form_of(request))
        except Wrong as fault:
            if wants_json(request):
                raise
            page = await self._add_page(token, wrong=str(fault))
            return answers.page(html.add(page, token, "../"), 422)
        if wants_json(request):
            return answers.said(said)
        return answers.page(html.add(await self._add_page(token, given=said), token, "../"))

    async def _photo(self, request: web.Request) -> web.Response:
        """One photo or file a request; its number is the browser's, so that a repeated one is no second one."""
        token, number, kind = request.match_info["token"], request.query.get("id", ""), request.match_info["kind"]
        link, who = await self._doors.opened(token, "add")
        if not NUMBER.fullmatch(number):
            raise Wrong(texts.not_a_photo("broken"))
        if guard(name_in_words(request.query.get("name", ""))).reason:
            raise Wrong(texts.not_to_be_sent(who.address))
        try:
            data = await body_of(request, self._most)
        except TooMuch:
            raise Wrong(_not_taken(kind, "large")) from None
        if not await self._doors.job(lambda session: arrivals.here_already(session, arrivals.photo_id(link, number))):
            await self._keep_photo(token, who, number, data, kind)
        return answers.said(texts.photo_sent())

    async def _done(self, request: web.Request) -> web.Response:
        """Nothing more is taken; who presses again is told the same as everybody with a dead link."""
        page, anything = await self._doors.job(partial(self._closed, token=request.match_info["token"]))
        log.info("page", what="done")
        said = texts.all_sent(page.address) if anything else texts.nothing_sent(page.address)
        return answers.said(said) if wants_json(request) else answers.page(html.finished(page, anything, "../"))

    async def _picture(self, request: web.Request) -> web.Response:
        """A photo for the messenger that shows it: Zalo takes an address, no bytes. Open for an hour, nothing else."""
        token, now = request.match_info["token"], self._clock.now()

        def job(session: Session) -> bytes:
            link = links.opened(session, token, now)
            found = looks.medium(session, int(link.about)) if link and link.purpose == "photo" and link.about else None
            if found is None:
                raise Dead
            return found[2]

        return web.Response(body=await self._doors.job(job), content_type="image/jpeg", headers=answers.HEADERS)

    async def _thing(self, request: web.Request) -> web.Response:
        """What a page of its own plays, in the pieces a player asks for; `?save` to take it away."""
        page = await self._doors.job(partial(self._look_page, token=request.match_info["token"]))
        saves = "save" in request.query or page.kind == "file"
        name = f'attachment; filename="{page.kind}.{ENDINGS[page.mime]}"'
        headers = answers.HEADERS | {"Accept-Ranges": "bytes"} | ({"Content-Disposition": name} if saves else {})
        return answers.piece(page.content, page.mime, request, headers)

    async def _asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in html.KINDS:
            raise web.HTTPNotFound
        keep = answers.HEADERS | {"Cache-Control": "public, max-age=31536000, immutable"}
        return web.Response(body=html.asset(name), content_type=html.KINDS[name], charset="utf-8", headers=keep)

    # What is brought

    async def _keep_place(self, token: str, who: Who, form: dict[str, str]) -> str:
        now = self._clock.now()

        def job(session: Session) -> tuple[arrivals.Address | None, str]:
            link, _ = self._doors.link(session, token, "add")
            house = people.house_of(session, self._ward)
            found = pages.place_of(house, form.get("key", ""), form.get("lat", ""), form.get("lon", ""))
            number = form.get("id", "")
            if found is None or not NUMBER.fullmatch(number):
                raise Wrong(texts.wrong_place(who.address))
            at, name = found
            if not pages.is_here(house, at):
                raise Wrong(texts.not_here(house.file.ward.full_name, who.address))
            return arrivals.put_place(session, link, number, at, now), name

        try:
            address, name = await self._doors.job(job)
        except arrivals.Enough:
            raise Wrong(texts.enough_places()) from None
        except arrivals.Unreachable:
            raise Wrong(texts.no_address(who.address)) from None
        self._came(address, "place")
        return name

    async def _keep_photo(self, token: str, who: Who, number: str, data: bytes, sent_as: str) -> None:
        try:
            async with self._painter:
                kept = await asyncio.to_thread(received, data, sent_as)
        except NotKept as fault:
            raise Wrong(_not_taken(sent_as, fault.why)) from None
        now, sent = self._clock.now(), (kept.kind, kept.mime, kept.content)

        def job(session: Session) -> arrivals.Address | None:
            link, _ = self._doors.link(session, token, "add")
            return arrivals.put_photo(session, link, number, sent, now)

        try:
            address = await self._doors.job(job)
        except arrivals.Enough:
            raise Wrong(texts.enough_photos(arrivals.PHOTOS)) from None
        except arrivals.Unreachable:
            raise Wrong(texts.no_address(who.address)) from None
        self._came(address, kept.kind)

    def _came(self, address: arrivals.Address | None, what: str) -> None:
        log.info("page", what=what, again=address is None or None)
        if address is not None:
            self._arrived(*address)

    # In the writer

    async def _add_page(self, token: str, given: str = "", wrong: str = "") -> AddPage:
        def job(session: Session) -> AddPage:
            link, who = self._doors.link(session, token, "add")
            return pages.to_add(session, people.house_of(session, self._ward), link, who, given, wrong)

        return await self._doors.job(job)

    def _look_page(self, session: Session, token: str) -> LookPage:
        link, who = self._doors.link(session, token, "look")
        page = pages.looked_at(session, people.house_of(session, self._ward), link, who)
        if page is None:
            raise Dead
        return page

    def _own(self, session: Session, token: str) -> Own:
        _, who = self._doors.link(session, token, "data")
        return pages.own(session, people.house_of(session, self._ward), who)

    def _closed(self, session: Session, token: str) -> tuple[AddPage, bool]:
        link, who = self._doors.link(session, token, "add")
        page = pages.to_add(session, people.house_of(session, self._ward), link, who)
        links.close(session, link, self._clock.now())
        return page, bool(page.photos or arrivals.count(session, link, "place"))


def _not_taken(kind: str, why: str) -> str:
    return texts.not_a_photo(why) if kind == "photo" else texts.not_a_file(why)
