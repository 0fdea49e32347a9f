"""Photos, documents, voices: kept once, named by file_id, downloadable for an hour after each getFile."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from mimetypes import guess_type
from struct import pack
from typing import Any

LINK_LIVES = timedelta(hours=1)
"""The real server promises at least an hour, so nobody may count on more."""

LARGEST_DOWNLOAD = 20 * 2**20
LARGEST_PHOTO = 10 * 2**20
LARGEST_DOCUMENT = 50 * 2**20

PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")


@dataclass
class File:
    id: str
    data: bytes
    path: str
    kind: str
    """photo, document, voice, video or sticker"""
    media: Any
    """What a message carries: a list of PhotoSize, or a Document, a Voice …"""
    open_until: datetime | None = None

    def describe(self) -> dict[str, Any]:
        """The Bot API's File without its path."""
        return {"file_id": self.id, "file_unique_id": _unique(self.id), "file_size": len(self.data)}


class Files:
    def __init__(self) -> None:
        self.known: dict[str, File] = {}
        self._paths: dict[str, File] = {}

    def photo(self, data: bytes | None) -> File:
        """Three sizes, the largest last and exactly the given bytes; without bytes a grey picture is made."""
        large = grey(1280, 960, len(self.known)) if data is None else data
        shapes = [(90, 68, grey(90, 68)), (320, 240, grey(320, 240)), (1280, 960, large)]
        sizes: list[dict[str, Any]] = []
        for width, height, content in shapes:
            file = self._keep(content, "photo", "photos/file_{}.jpg", sizes)
            sizes.append({**file.describe(), "width": width, "height": height})
        return file

    def document(self, data: bytes, name: str, mime: str) -> File:
        ending = name.rpartition(".")[2] if "." in name else "bin"
        file = self._keep(data, "document", f"documents/file_{{}}.{ending}", {})
        kind = guess_type(name)[0] or mime or "application/octet-stream"
        file.media.update({**file.describe(), "file_name": name, "mime_type": kind})
        return file

    def voice(self, data: bytes, seconds: int) -> File:
        return self._medium(data, "voice", "voice/file_{}.oga", {"duration": seconds, "mime_type": "audio/ogg"})

    def video(self, data: bytes, seconds: int) -> File:
        shape = {"width": 1280, "height": 720, "duration": seconds, "mime_type": "video/mp4"}
        return self._medium(data, "video", "videos/file_{}.mp4", shape)

    def sticker(self, data: bytes) -> File:
        shape = {"type": "regular", "width": 128, "height": 128, "is_animated": False, "is_video": False, "emoji": "👍"}
        return self._medium(data, "sticker", "stickers/file_{}.webp", shape)

    def link(self, file: File, now: datetime) -> dict[str, Any]:
        """The answer to getFile; its path works for an hour from now."""
        file.open_until = now + LINK_LIVES
        return {**file.describe(), "file_path": file.path}

    def at(self, path: str, now: datetime) -> File | None:
        """The file behind a link that still works."""
        file = self._paths.get(path)
        return file if file and file.open_until and now <= file.open_until else None

    def _medium(self, data: bytes, kind: str, path: str, shape: dict[str, Any]) -> File:
        file = self._keep(data, kind, path, {})
        file.media.update({**file.describe(), **shape})
        return file

    def _keep(self, data: bytes, kind: str, path: str, media: Any) -> File:
        number = len(self.known)
        file = File(f"BQAC{number:012d}", data, path.format(number), kind, media)
        self.known[file.id] = self._paths[file.path] = file
        return file


def is_picture(data: bytes) -> bool:
    return data.startswith(PICTURE_STARTS)


def _unique(file_id: str) -> str:
    return file_id.replace("BQAC", "AQAD")


@lru_cache(maxsize=8)
def grey(width: int, height: int, serial: int = 0) -> bytes:
    """A valid grey JPEG of that size in pixels; the serial number in its comment makes each one's bytes different.

    Baseline, one component. Both Huffman tables hold the single code `0` (no difference, end of block), so a block of
    8 x 8 is two zero bits, and a picture of any size a row of zero bytes.
    """
    blocks = -(-width // 8) * -(-height // 8)
    scan = b"\x00" * (blocks // 4) + ((0xFF >> (blocks % 4 * 2)).to_bytes(1, "big") if blocks % 4 else b"")
    one_code = b"\x01" + b"\x00" * 15 + b"\x00"
    return b"".join(
        [
            b"\xff\xd8",
            _segment(0xFE, f"picture {serial}".encode()),
            _segment(0xDB, b"\x00" + b"\x10" * 64),
            _segment(0xC0, pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
            _segment(0xC4, b"\x00" + one_code),
            _segment(0xC4, b"\x10" + one_code),
            _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            scan,
            b"\xff\xd9",
        ]
    )


def _segment(marker: int, body: bytes) -> bytes:
    return pack(">BBH", 0xFF, marker, len(body) + 2) + body
