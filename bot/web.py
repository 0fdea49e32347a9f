"""What the product answers itself: its health. Routes only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clocks import Clock
from bot.sender import Sender
from reporting.house import House
from scheduler.channels import Rules
from scheduler.clock import next_due
from storage import conversations, outbox, reports
from storage.database import Store, version


def application(
    store: Store,
    clock: Clock,
    house: Callable[[Session], House],
    rules: Rules,
    unfinished: Callable[[], int],
    senders: Mapping[str, Sender],
) -> web.Application:
    """`unfinished` counts what this process has in hand and the tables do not show. Letters that wait for their
    sender's pace are due when it lets them go, not now. Whoever leads a clock that stands still asks far more
    often than anything changes: what was found stays until a row or the time does."""
    seen: tuple[object, dict[str, Any]] | None = None

    def found_at(session: Session, now: datetime, ready: Mapping[str, Iterable[str]]) -> dict[str, Any]:
        letters = sum(outbox.due_now(session, channel, now, kinds) for channel, kinds in ready.items())
        waiting = conversations.count_due(session, now) + reports.count_media(session, now)
        return {
            "inbox_waiting": conversations.count_waiting(session, now),
            "due_now": letters + waiting,
            "due": next_due(session, house(session), now, rules),
        }

    async def health(_request: web.Request) -> web.Response:
        """`{"now", "inbox_waiting", "due_now", "next_due", "next": {"nudge", "unit_deadline", "bloc_deadline"}}`."""
        nonlocal seen
        now = clock.now()
        paced = {channel: sender.paced_until for channel, sender in senders.items()}
        ready = {channel: sender.kinds() for channel, sender in senders.items() if paced[channel] is None}

        def job(session: Session) -> tuple[object, dict[str, Any]]:
            moment = (now, ready, version(session))
            return seen if seen is not None and seen[0] == moment else (moment, found_at(session, now, ready))

        try:
            seen = await asyncio.wrap_future(store.do(job))  # kept only once all it was read from is on the disk
            found = dict(seen[1])
        except SQLAlchemyError as fault:
            return web.json_response({"error": f"the database does not answer ({type(fault).__name__})"}, status=503)
        due = dict(found.pop("due"))
        found["due_now"] += unfinished()
        first = min((at for at in (due.pop("any"), *paced.values()) if at is not None and at > now), default=None)
        answer = {"now": now.isoformat(), **found, "next_due": _iso(first)}
        return web.json_response(answer | {"next": {name: _iso(at) for name, at in due.items()}})

    app = web.Application()
    app.router.add_get("/healthz", health)
    return app


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
