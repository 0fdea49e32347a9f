"""A file fetched over HTTP: no more than asked for, no longer than it may take, never unpacked, of no other kind."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import files
from bot.files import body_of
from bot.sender import SendFailed

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MOST = 100_000


def fetched(handler: Handler, kinds: tuple[str, ...] = ()) -> bytes:
    async def play() -> bytes:
        app = web.Application()
        app.router.add_get("/", handler)
        async with TestServer(app) as server, aiohttp.ClientSession() as http:
            return await body_of(http, str(server.make_url("/")), MOST, kinds, gone=(404,))

    return asyncio.run(play())


def refused(handler: Handler, kinds: tuple[str, ...] = ()) -> SendFailed:
    with pytest.raises(SendFailed) as found:
        fetched(handler, kinds)
    return found.value


def test_a_body_without_an_end_is_cut() -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(bytes(50_000))
            sent += 50_000

    failure = refused(endless)
    assert (failure.why, failure.permanent) == (files.TOO_LARGE, True)
    assert sent < 50 * MOST, "what was under way in the wire's own buffers, and no more"


def test_a_body_that_says_it_is_too_long_is_not_begun() -> None:
    async def long(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(MOST + 1)})
        await answer.prepare(request)
        await asyncio.Event().wait()
        return answer

    assert refused(long).why == files.TOO_LARGE


def test_a_body_that_trickles_is_given_up_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)

    async def slow(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.02)

    failure = refused(slow)
    assert (failure.why, failure.permanent) == ("TimeoutError", False)


def test_what_comes_packed_is_not_unpacked() -> None:
    packed = gzip.compress(bytes(50_000_000))

    async def bomb(request: web.Request) -> web.StreamResponse:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    assert fetched(bomb) == packed


@pytest.mark.parametrize(
    ("status", "kind", "why", "permanent"),
    [
        (200, "text/html", "kind", True),
        (404, "image/jpeg", "file answered 404", True),
        (500, "image/jpeg", "file answered 500", False),
    ],
)
def test_what_is_no_file_at_all_says_whether_to_try_again(status: int, kind: str, why: str, permanent: bool) -> None:
    async def other(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x", status=status, content_type=kind)

    failure = refused(other, ("image/", "audio/"))
    assert (failure.why, failure.permanent) == (why, permanent)


def test_what_breaks_off_is_tried_again() -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"only this")
        assert request.transport is not None
        request.transport.close()
        return answer

    assert not refused(broken).permanent
