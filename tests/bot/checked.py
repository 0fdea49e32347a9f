"""What `danvan check` finds beside a running messenger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot import checks
from bot.findings import Finding
from simulator import server
from tests.rig import settings

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
NOTHING_MORE: Mapping[str, str] = {}


def found(
    database: Path,
    more: Mapping[str, str] = NOTHING_MORE,
    *,
    url: str = "",
    now: datetime = NOW,
    before: Callable[[str], Awaitable[None]] | None = None,
) -> list[Finding]:
    """`url` instead of the messenger's; `before` is called with that one."""

    async def play() -> list[Finding]:
        messenger = await server.start(now=NOW)
        config = settings(url or messenger.url, database, 0, **{"DANVAN_CLOCK__SOURCE": "system", **more})
        try:
            if before is not None:
                await before(messenger.url)
            return await asyncio.to_thread(checks.run, config, now)
        finally:
            await messenger.stop()

    return asyncio.run(play())


def bad(findings: list[Finding]) -> list[str]:
    return [finding.words for finding in findings if finding.good is False]


def notes(findings: list[Finding]) -> list[str]:
    return [finding.words for finding in findings if finding.good is None]


def good(findings: list[Finding]) -> list[str]:
    return [finding.words for finding in findings if finding.good]
