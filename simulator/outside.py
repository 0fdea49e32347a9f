"""The web as the platform reaches it: the bot's address, and the photos that the bot names by theirs."""

from typing import Any

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=10)
"""Real seconds for one request."""


class Outside:
    def __init__(self) -> None:
        self._http: aiohttp.ClientSession | None = None

    async def post(self, url: str, **request: Any) -> int | None:
        """The status; None when there was no answer."""
        answer = await self._ask("POST", url, **request)
        return answer and answer[0]

    async def fetch(self, url: str) -> bytes | None:
        """What lies there; None when nothing does."""
        answer = await self._ask("GET", url)
        return answer[1] if answer and answer[0] == 200 else None

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()

    async def _ask(self, method: str, url: str, **request: Any) -> tuple[int, bytes] | None:
        # Made late: a session belongs to a running loop.
        self._http = self._http or aiohttp.ClientSession(timeout=PATIENCE)
        try:
            async with self._http.request(method, url, allow_redirects=False, **request) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError):
            return None
