"""The web as the platform reaches it: the bot's address, and the photos that the bot names by theirs."""

from typing import Any, NamedTuple

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=10)
"""Real seconds for one request."""


class Heard(NamedTuple):
    status: int
    reason: str
    body: bytes


class Outside:
    def __init__(self) -> None:
        self._http: aiohttp.ClientSession | None = None

    async def post(self, url: str, **request: Any) -> int | None:
        """The status; None when there was no answer."""
        answer = await self.ask("POST", url, **request)
        return answer and answer.status

    async def fetch(self, url: str) -> bytes | None:
        """What lies there; None when nothing does."""
        answer = await self.ask("GET", url)
        return answer.body if answer and answer.status == 200 else None

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()

    async def ask(self, method: str, url: str, **request: Any) -> Heard | None:
        """None when there was no answer."""
        # Made late: a session belongs to a running loop.
        self._http = self._http or aiohttp.ClientSession(timeout=PATIENCE)
        try:
            async with self._http.request(method, url, allow_redirects=False, **request) as response:
                return Heard(response.status, response.reason or "", await response.read())
        except (aiohttp.ClientError, TimeoutError):
            return None
