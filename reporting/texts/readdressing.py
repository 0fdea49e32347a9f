"""What was said to somebody, as they are called from now on."""

from __future__ import annotations

import re

from reporting.values import Who

_THEIR_WORDS = re.compile(r'("[^"]*"|hiểu là: .*?\. Nơi: |chưa lưu: .*?\. )', re.DOTALL)


def readdressed(words: str, before: Who, now: Who) -> str:
    """Words of a report, quoted or told back, and other people ("cô Liên", "đồng chí Trâm") stay as they are."""
    own_name = re.compile(rf"\b({before.address}) {re.escape(before.call)}\b", re.IGNORECASE)
    alone = re.compile(rf"\b{before.address}\b(?=(?: (\w))?)", re.IGNORECASE)

    def address(said: str) -> str:
        return now.address[0].upper() + now.address[1:] if said[0].isupper() else now.address

    def by_address(found: re.Match[str]) -> str:
        somebody_else = (found[1] or "").isupper()
        return found[0] if somebody_else else address(found[0])

    parts = _THEIR_WORDS.split(words)
    for at in range(0, len(parts), 2):
        by_name = own_name.split(parts[at])
        by_name[::2] = [alone.sub(by_address, part) for part in by_name[::2]]
        by_name[1::2] = [f"{address(said)} {now.call}" for said in by_name[1::2]]
        parts[at] = "".join(by_name)
    return "".join(parts)
