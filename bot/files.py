"""A file that lies with a channel, over HTTP: never more than asked for, never longer than it may take."""

from __future__ import annotations

import re

import aiohttp

from bot.sender import SendFailed

NO_LETTERS = re.compile(r"[\W_]+")
PATIENCE = 120.0  # seconds for the whole of it, however it trickles
TOO_LARGE = "large"


async def body_of(
    http: aiohttp.ClientSession, url: str, most: int, kinds: tuple[str, ...] = (), gone: tuple[int, ...] = ()
) -> bytes:
    """At most `most` bytes, of one of the `kinds` the answer may say it is. Raises SendFailed; `permanent`: it will
    not come, as when the status is one of `gone`.

    It is asked for as it is and never unpacked: what came packed would have to be opened to be measured.
    """
    timeout, plain = aiohttp.ClientTimeout(total=PATIENCE), {"Accept-Encoding": "identity"}
    try:
        async with http.get(url, timeout=timeout, headers=plain, auto_decompress=False) as answer:
            if answer.status != 200:
                raise SendFailed(f"file answered {answer.status}", permanent=answer.status in gone)
            if kinds and not answer.content_type.startswith(kinds):
                raise SendFailed("kind", permanent=True)
            if (answer.content_length or 0) > most:
                raise SendFailed(TOO_LARGE, permanent=True)
            content = bytearray()
            async for part in answer.content.iter_chunked(65536):
                content += part
                if len(content) > most:
                    raise SendFailed(TOO_LARGE, permanent=True)
            return bytes(content)
    except (aiohttp.ClientError, TimeoutError) as fault:
        raise SendFailed(type(fault).__name__) from None


def name_in_words(name: str) -> str:
    """A file's name as the gate reads it, its ending small: so a stamp in capitals stands out."""
    stem, _, ending = name.rpartition(".")
    return NO_LETTERS.sub(" ", f"{stem} {ending.lower()}").strip()
