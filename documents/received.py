"""What people send, as it may be kept: looked at by its first bytes, whatever its name or its channel call it.

Nothing is unpacked but a photo, and that within bounds (`photos.py`). A document is never opened, so that a bomb in it
stays what it is: bytes, sealed, bounded.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.films import without_notes
from documents.photos import NotAPhoto, cleaned

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
OFFICE = {b"word/document.xml": "docx", b"xl/workbook.xml": "xlsx"}  # parts whose names stand in the clear
MIMES = {
    "jpg": "image/jpeg",
    "ogg": "audio/ogg",
    "aac": "audio/aac",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {mime: ending for ending, mime in MIMES.items()}
KINDS = {"jpg": "photo", "ogg": "voice", "aac": "voice", "mp3": "voice", "m4a": "voice", "mp4": "video"}


class NotKept(ValueError):
    """`why` is empty, large, kind or broken."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Received:
    kind: str  # photo | voice | video | file: what it is, not what it was sent as
    mime: str
    content: bytes


def received(data: bytes, sent_as: str) -> Received:
    """Raises NotKept. A photo, also one sent as a file, is drawn anew; a film loses the notes beside its pictures."""
    if not data:
        raise NotKept("empty")
    ending = _ending(data, sent_as)
    if sent_as == "photo" or ending == "jpg":
        try:
            return Received("photo", MIMES["jpg"], cleaned(data))
        except NotAPhoto as fault:
            raise NotKept(fault.why) from None
    if ending is None or (sent_as != "file" and ending not in KINDS):
        raise NotKept("kind")
    kind = KINDS.get(ending, "file")
    return Received(kind, MIMES[ending], without_notes(data) if ending in ("mp4", "m4a") else data)


def _ending(data: bytes, sent_as: str) -> str | None:
    """What kind of file this is; None for what is not taken: programs, pages, archives, documents with macros."""
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "jpg"
    if data[4:8] == b"ftyp":
        return "m4a" if data[8:11] == b"M4A" or sent_as == "voice" else "mp4"
    if data.startswith(b"OggS"):
        return "ogg"
    if data[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return "aac"
    if data.startswith(b"ID3") or data[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "mp3"
    if data.startswith(b"%PDF-"):
        return "pdf"
    return _office(data) if data.startswith(b"PK\x03\x04") else None


def _office(data: bytes) -> str | None:
    """A document of Word or Excel without macros, told by the names of its parts alone."""
    if b"[Content_Types].xml" not in data or b"vbaProject.bin" in data:
        return None
    return next((ending for part, ending in OFFICE.items() if part in data), None)
