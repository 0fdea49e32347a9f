"""What may be kept of an update nobody could read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def shape_of(value: Any) -> Any:
    """An update with every string replaced by its length: enough to mend the reader, nothing of what was said."""
    if isinstance(value, dict):
        return {key: shape_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape_of(inner) for inner in value]
    return f"str{len(value)}" if isinstance(value, str) else value


def strings_of(value: Any) -> Iterator[str]:
    """Every string in an update."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings_of(inner)
    elif isinstance(value, str):
        yield value
