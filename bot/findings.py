"""What `danvan check` says: one plain sentence a finding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`good` None: worth knowing, no fault."""

    good: bool | None
    words: str


def ok(words: str) -> Finding:
    return Finding(True, words)


def bad(words: str) -> Finding:
    return Finding(False, words)


def note(words: str) -> Finding:
    return Finding(None, words)


def report(found: list[Finding]) -> int:
    """Print; answers the exit code."""
    signs = {True: "ok  ", False: "BAD ", None: "note"}
    for finding in found:
        print(f"{signs[finding.good]} {finding.words}")
    return int(any(finding.good is False for finding in found))
