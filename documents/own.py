"""What the channel holds about somebody, to take away: plain text and JSON."""

from __future__ import annotations

import json

from reporting.own import Own
from reporting.texts import data as texts

KINDS = {"txt": "text/plain", "json": "application/json"}


def file(own: Own, kind: str) -> bytes:
    """Raises KeyError for a kind that is none."""
    return f"{_MADE[kind](own)}\n".encode()


def _json(own: Own) -> str:
    return json.dumps(own.as_json(), ensure_ascii=False, indent=1)


_MADE = {"txt": texts.plain, "json": _json}
