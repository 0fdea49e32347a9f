"""The wire between the product and one channel, which can be cut: then nothing gets through, and nobody is told why."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Line:
    def __init__(self) -> None:
        self.cut = False
        self._calls: set[asyncio.Task[web.StreamResponse]] = set()

    def set(self, cut: bool) -> None:
        """Cutting also drops the calls that are under way, so waiting long polls."""
        self.cut = cut
        if cut:
            for call in self._calls:
                call.cancel()

    async def carry(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self.cut:
            call = asyncio.ensure_future(handler(request))
            self._calls.add(call)
            try:
                answer = await call
                if not self.cut:
                    return answer
            except asyncio.CancelledError:
                if not self.cut:  # the server stops, or the caller's own task ends
                    raise
            finally:
                self._calls.discard(call)
        hang_up(request)
        return web.Response()


def hang_up(request: web.Request) -> None:
    """Drops the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
