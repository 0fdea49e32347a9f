"""What the product answers itself: its health. Routes only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clocks import Clock
from reporting.house import House
from scheduler.clock import next_due
from storage import conversations, outbox, reports
from storage.database import Store


def application(
    store: Store,
    clock: Clock,
    house: Callable[[Session], House],
    unfinished: Callable[[], int],
    paced_until: Callable[[], datetime | None],
) -> web.Application:
    """`unfinished` counts what this process has in hand and the tables do not show; `paced_until` is when the next
    letter may go while everything left waits for its pace: such letters are due then, not now."""

    async def health(_request: web.Request) -> web.Response:
        """`{"now", "inbox_waiting", "due_now", "next_due", "next": {"nudge", "unit_deadline", "bloc_deadline"}}`."""
        now = clock.now()

        def job(session: Session) -> dict[str, Any]:
            due = next_due(session, house(session), now)
            return {
                "inbox_waiting": conversations.count_waiting(session, now),
                "letters": outbox.due_now(session, now),
                "due_now": conversations.count_due(session, now) + len(reports.media_waiting(session, now)),
                "due": due,
            }

        try:
            found = await asyncio.wrap_future(store.do(job))
        except SQLAlchemyError as fault:
            return web.json_response({"error": f"the database does not answer ({type(fault).__name__})"}, status=503)
        due = found.pop("due")
        paced = paced_until()
        letters = found.pop("letters") * int(paced is None)
        found["due_now"] += unfinished() + letters
        first = min((at for at in (due.pop("any"), paced) if at is not None and at > now), default=None)
        answer = {"now": now.isoformat(), **found, "next_due": _iso(first)}
        return web.json_response(answer | {"next": {name: _iso(at) for name, at in due.items()}})

    app = web.Application()
    app.router.add_get("/healthz", health)
    return app


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
