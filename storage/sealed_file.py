"""A file that opens only whole and only with its key, written and read piece by piece.

    magic and salt | pieces of a MiB, each AES-256-GCM | SHA-256 of all before

Every file has a key of its own (from the salt), so a piece's number can be its nonce; the number tells pieces that
changed places, its last byte marks the last piece: what was cut short does not pass for whole. The sum at the end tells
a damaged file from a wrong key, and can be checked without one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.sealing import Sealer

MAGIC = b"danvan backup 1\n"
SALT = 16
HEAD = len(MAGIC) + SALT
PIECE = 1 << 20
TAG = 16
SUM = hashlib.sha256().digest_size


class Unreadable(Exception):
    """Why a sealed file cannot be read, in a plain sentence."""


class Damaged(Unreadable):
    """What lies there is not what was written."""


def sealed(content: Iterable[bytes], sealer: Sealer, salt: bytes) -> Iterator[bytes]:
    """The file's bytes. `salt`: random, for this file alone."""
    head = MAGIC + salt
    box, digest = AESGCM(sealer.backup_key(salt)), hashlib.sha256(head)
    yield head
    for number, (piece, last) in enumerate(_marked(_even(content))):
        closed = box.encrypt(_nonce(number, last), piece, head)
        digest.update(closed)
        yield closed
    yield digest.digest()


def unsealed(path: Path, sealer: Sealer) -> Iterator[bytes]:
    """The content, piece by piece. Raises Unreadable, OSError; only after the last piece is it known to be whole."""
    with path.open("rb") as file:
        size = _body(path, file)
        head = file.read(HEAD)
        box = AESGCM(sealer.backup_key(head[len(MAGIC) :]))
        for number, (closed, last) in enumerate(_marked(_read(file, size, PIECE + TAG))):
            try:
                yield box.decrypt(_nonce(number, last), closed, head)
            except InvalidTag:
                raise Unreadable(
                    f"{path.name} was written with another key, or was changed: set DANVAN_SECRETS__KEY to the one "
                    "that was in use when it was made."
                ) from None


def check(path: Path) -> None:
    """Compare the sum; needs no key. Raises Damaged, OSError."""
    with path.open("rb") as file:
        size = _body(path, file)
        digest = hashlib.sha256()
        for piece in _read(file, HEAD + size, PIECE):
            digest.update(piece)
        if digest.digest() != file.read(SUM):
            raise Damaged(f"{path.name} is damaged or cut short (its checksum is another): take an older one.")


def _body(path: Path, file: IO[bytes]) -> int:
    """How many bytes the pieces take; the file stands at its begin again. Raises Damaged."""
    size = path.stat().st_size - HEAD - SUM
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged(f"{path.name} is no backup of danvan, or its beginning is damaged.")
    if size < TAG:
        raise Damaged(f"{path.name} is cut short: take an older one.")
    file.seek(0)
    return size


def _read(file: IO[bytes], size: int, most: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(size, most))):
        size -= len(piece)
        yield piece


def _even(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; the last one is shorter, and perhaps empty."""
    held = bytearray()
    for some in content:
        held += some
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    yield bytes(held)


def _marked(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each with whether it is the last."""
    before: bytes | None = None
    for piece in pieces:
        if before is not None:
            yield before, False
        before = piece
    if before is not None:
        yield before, True


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
