"""What is kept of a photo is the picture, and nothing a picture should not bring."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from documents.photos import LONGEST, MOST_BYTES, NotAPhoto, cleaned

GPS = {1: "N", 2: (14.0, 48.0, 18.0), 3: "E", 4: (108.0, 57.0, 30.0)}


def written(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def taken(width: int = 60, height: int = 40, orientation: int = 1) -> bytes:
    """As a telephone takes it: the left half red, the right half blue, and where and with what it was taken."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Thợ chụp"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    return written(picture, "JPEG", exif=exif, comment=b"09 here", xmp=b"<x>private</x>", quality=95)


def test_where_and_with_what_it_was_taken_is_gone() -> None:
    before = taken()
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    after = cleaned(before)
    kept = Image.open(io.BytesIO(after))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"private", b"09 here", "Thợ".encode()):
        assert trace not in after


@pytest.mark.parametrize(("orientation", "corner"), [(1, "red"), (2, "blue"), (3, "blue"), (6, "red"), (8, "blue")])
def test_it_stands_upright(orientation: int, corner: str) -> None:
    kept = Image.open(io.BytesIO(cleaned(taken(orientation=orientation))))
    assert kept.size == ((40, 60) if orientation in (6, 8) else (60, 40))
    pixel = kept.getpixel((4, 4))
    assert isinstance(pixel, tuple)
    assert (pixel[0] > 200) == (corner == "red")


@pytest.mark.parametrize(("width", "height", "size"), [(4000, 3000, (2048, 1536)), (100, 6000, (34, 2048))])
def test_it_is_no_larger_than_a_page(width: int, height: int, size: tuple[int, int]) -> None:
    kept = Image.open(io.BytesIO(cleaned(taken(width, height))))
    assert kept.size == size and max(size) == LONGEST


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_every_kind_of_picture_becomes_a_jpeg(kind: str, mode: str) -> None:
    kept = Image.open(io.BytesIO(cleaned(written(Image.new(mode, (30, 20)), kind))))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (30, 20))


def test_what_is_seen_through_is_white() -> None:
    kept = Image.open(io.BytesIO(cleaned(written(Image.new("RGBA", (16, 16), (0, 0, 0, 0)), "PNG"))))
    assert kept.getpixel((8, 8)) == (255, 255, 255)


def png_that_claims(width: int, height: int) -> bytes:
    """A small file that unpacks to much."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "large"),
        (png_that_claims(30_000, 30_000), "large"),
        (png_that_claims(5_000, 5_000), "large"),
        (png_that_claims(2_000, 2_000), "broken"),
        (b"no picture", "kind"),
        (b"%PDF-1.7", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (HEIC, "kind"),
        (written(Image.new("L", (9, 9)), "GIF"), "kind"),
        (written(Image.new("L", (9, 9)), "TIFF"), "kind"),
        (taken(900, 900)[:900], "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_photo_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(NotAPhoto) as refusal:
        cleaned(data)
    assert refusal.value.why == why


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"])
)
def test_nothing_else_comes_out_of_any_bytes(data: bytes, start: bytes) -> None:
    with contextlib.suppress(NotAPhoto):
        assert cleaned(start + data).startswith(b"\xff\xd8")
