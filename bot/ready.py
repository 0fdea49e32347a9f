"""Whether there is something to run on. Light to load: commands need it that never open a channel."""

from __future__ import annotations

from sqlmodel import Session

from storage import people


class NotReady(Exception):
    """The product cannot start; the text says what to do."""


def only_ward(session: Session) -> str:
    """The ward this process serves. Raises NotReady when none, or more than one, was imported."""
    found = people.wards(session)
    if len(found) != 1:
        raise NotReady(
            "No ward was imported yet: run `danvan ward import FILE`."
            if not found
            else f"The database holds {len(found)} wards; this version serves one."
        )
    return found[0]
