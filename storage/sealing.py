"""Sealed: what only named people may read, and only for a time, lies encrypted in the database."""

from __future__ import annotations

import hashlib
import hmac
from typing import cast

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlmodel import Session


class Sealer:
    """Encrypts with the key of the environment (`DANVAN_SECRETS__KEY`, made by `Fernet.generate_key()`).

    Raises ValueError for a key that is none.
    """

    def __init__(self, key: str) -> None:
        self._fernet = Fernet(key)
        self._key = key.encode()
        self._signing = HKDF(SHA256(), 32, salt=None, info=b"danvan links").derive(self._key)

    def seal(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Raises cryptography.fernet.InvalidToken when the key is another one."""
        return self._fernet.decrypt(sealed).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Raises cryptography's InvalidToken for another key or content that was changed."""
        return self._fernet.decrypt(sealed)

    def signature(self, words: str) -> bytes:
        """Made with a key of its own: what signs a link opens nothing that is sealed."""
        return hmac.digest(self._signing, words.encode(), "sha256")

    def backup_key(self, salt: bytes) -> bytes:
        """The key of one backup: it opens no other one, and nothing that is sealed within."""
        return HKDF(SHA256(), 32, salt=salt, info=b"danvan backup").derive(self._key)

    def fingerprint(self, text: str) -> str:
        """Tells whether two texts are the same without keeping them (a telephone at import)."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()[:32]


def sealer_of(session: Session) -> Sealer:
    """The sealer of the process, carried by every session of its store."""
    return cast(Sealer, session.info["sealer"])
