"""What people send is told by its first bytes and bounded; nothing but a photo is opened, so no bomb goes off."""

from __future__ import annotations

import contextlib
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents import received as module
from documents.films import without_notes
from documents.received import NotKept, received
from tests.pages.test_photos import taken, written

PLACE = b"+14.7983+108.9411/"


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def film(brand: bytes = b"isom") -> bytes:
    """As a telephone writes it: where and with what it was filmed stands beside the pictures."""
    notes = box(b"udta", box(b"\xa9xyz", PLACE) + box(b"meta", b"Camera of Bay"))
    track = box(b"trak", box(b"tkhd", b"head") + box(b"udta", b"Camera of Bay"))
    head = box(b"ftyp", brand + b"\x00\x00\x02\x00" + brand)
    return (
        head
        + box(b"moov", box(b"mvhd", b"moov head") + track + notes)
        + box(b"uuid", PLACE)
        + box(b"mdat", b"frames" * 50)
    )


def office(part: str = "word/document.xml", more: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(part, "<document/>")
        for name, body in (more or {}).items():
            packed.writestr(name, body)
    return out.getvalue()


NOTE = b"OggS\x00\x02 a voice note"
AAC = bytes.fromhex("fff1604000fffc00")


@pytest.mark.parametrize(
    ("data", "sent_as", "kind", "mime"),
    [
        (NOTE, "voice", "voice", "audio/ogg"),
        (AAC, "voice", "voice", "audio/aac"),
        (b"ID3\x04 a song", "voice", "voice", "audio/mpeg"),
        (film(b"M4A "), "voice", "voice", "audio/mp4"),
        (film(), "video", "video", "video/mp4"),
        (b"%PDF-1.7 paper", "file", "file", "application/pdf"),
        (office(), "file", "file", module.MIMES["docx"]),
        (office("xl/workbook.xml"), "file", "file", module.MIMES["xlsx"]),
        # what it is, whatever it was sent as
        (taken(), "file", "photo", "image/jpeg"),
        (NOTE, "file", "voice", "audio/ogg"),
        (film(), "file", "video", "video/mp4"),
        (taken(), "voice", "photo", "image/jpeg"),
    ],
)
def test_what_it_is_is_told_by_its_bytes(data: bytes, sent_as: str, kind: str, mime: str) -> None:
    found = received(data, sent_as)
    assert (found.kind, found.mime) == (kind, mime)


@pytest.mark.parametrize(
    ("data", "sent_as", "why"),
    [
        (b"", "file", "empty"),
        (b"MZ\x90\x00 a program", "file", "kind"),
        (b"\x7fELF a program", "file", "kind"),
        (b"#!/bin/sh", "file", "kind"),
        (b"<html><script>", "file", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file", "kind"),
        (b"\x1f\x8b packed", "file", "kind"),
        (b"\xd0\xcf\x11\xe0 an old document, with macros or without", "file", "kind"),
        (office(more={"word/vbaProject.bin": b"macro"}), "file", "kind"),
        (office("readme.txt"), "file", "kind"),
        (b"%PDF-1.7 paper", "photo", "kind"),
        (b"%PDF-1.7 paper", "voice", "kind"),
        (office(), "video", "kind"),
        (b"MZ a program", "voice", "kind"),
        (b"no picture", "photo", "kind"),
        (taken(900, 900)[:900], "file", "broken"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_reason(data: bytes, sent_as: str, why: str) -> None:
    with pytest.raises(NotKept) as refusal:
        received(data, sent_as)
    assert refusal.value.why == why


def bomb() -> bytes:
    """A document of 0.2 MB that unpacks to 200 MB."""
    return office(more={"word/media/image1.bmp": bytes(200_000_000)})


def png_of(width: int, height: int) -> bytes:
    """A picture of a few hundred KB that unpacks to all that it claims."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    row = b"\x00" * (1 + 3 * width)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def test_a_document_bomb_is_never_unpacked() -> None:
    data = bomb()
    assert len(data) < 1_000_000
    tracemalloc.start()
    kept = received(data, "file")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.content == data
    assert most < 2_000_000


@pytest.mark.parametrize("sent_as", ["photo", "file"])
def test_a_picture_that_unpacks_to_more_than_a_photo_is_refused_before_it_is_unpacked(sent_as: str) -> None:
    data = png_of(6_000, 5_000)
    assert len(data) < 200_000
    tracemalloc.start()
    with pytest.raises(NotKept) as refusal:
        received(data, sent_as)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.value.why == "large"
    assert most < 2_000_000


def test_a_thin_picture_as_long_as_a_street_is_bounded_too() -> None:
    small = received(written(Image.new("L", (60_000, 9)), "PNG"), "photo")
    assert len(small.content) < 5_000


def test_where_and_with_what_it_was_filmed_is_gone_and_nothing_else_has_moved() -> None:
    before = film()
    after = received(before, "video").content
    assert PLACE not in after
    assert b"Camera of Bay" not in after
    assert len(after) == len(before)
    assert after.index(b"frames") == before.index(b"frames")
    assert b"moov head" in after
    assert after.index(b"mdat") == before.index(b"mdat")


@pytest.mark.parametrize(
    "data",
    [
        box(b"ftyp", b"isom") + struct.pack(">I", 0xFFFFFFFF) + b"moov",
        box(b"ftyp", b"isom") + struct.pack(">I", 1) + b"udta" + struct.pack(">Q", 2**63),
        box(b"ftyp", b"isom") + struct.pack(">I", 3) + b"udta",
        box(b"ftyp", b"isom") + b"\x00\x00\x00\x08free" * 50_000,
        box(b"moov", box(b"trak", box(b"moov", box(b"trak", box(b"moov", box(b"udta", PLACE)))))),
    ],
    ids=["too long", "longer than any disk", "shorter than its head", "no end of boxes", "boxes in boxes"],
)
def test_a_film_that_is_none_comes_to_an_end(data: bytes) -> None:
    assert len(without_notes(data)) == len(data)


STARTS = (b"", b"\x00\x00\x00\x18ftypisom", b"OggS", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"RIFF1234WEBP")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(STARTS), st.sampled_from(["photo", "voice", "video", "file"]))
def test_any_bytes_are_kept_as_something_known_or_refused(data: bytes, start: bytes, sent_as: str) -> None:
    with contextlib.suppress(NotKept):
        kept = received(start + data, sent_as)
        assert kept.mime in module.ENDINGS
        assert sent_as != "photo" or kept.kind == "photo"
