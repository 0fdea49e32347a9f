"""A film or a recording as telephones write it (MP4), without the notes beside it: place, camera, owner."""

from __future__ import annotations

from collections.abc import Iterator

NOTES = frozenset({b"udta", b"meta", b"uuid", b"\xa9xyz", b"loci"})
NESTED = frozenset({b"moov", b"trak", b"moof", b"traf"})
DEEPEST = 4
MOST_BOXES = 10_000  # a film has some dozens


def without_notes(data: bytes) -> bytes:
    """Notes become empty room of the same length, so that everything else stays where the film looks for it.

    What is no well-made box ends the walk; the rest stays as it was.
    """
    out = bytearray(data)
    for kind, start, body, end in _boxes(data, 0, len(data), 0, [0]):
        if kind in NOTES:
            out[start + 4 : start + 8] = b"free"
            out[body:end] = bytes(end - body)
    return bytes(out)


def _boxes(data: bytes, at: int, end: int, depth: int, seen: list[int]) -> Iterator[tuple[bytes, int, int, int]]:
    """(kind, start, where its body begins, where it ends) of every box, those inside others too."""
    while at + 8 <= end and seen[0] < MOST_BOXES:
        seen[0] += 1
        size, kind, body = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16]), at + 16
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            return
        yield kind, at, body, at + size
        if kind in NESTED and depth < DEEPEST:
            yield from _boxes(data, body, at + size, depth + 1, seen)
        at += size
