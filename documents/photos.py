"""A photo as it may be kept: upright, bounded, and nothing in it but the picture (privacy charter P6)."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

LONGEST = 2048  # pixels on the long side of what is kept
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}  # more is no photo but a trap
MOST_BYTES = 25_000_000
# HEIC needs a decoder of its own; telephones turn it into JPEG when they upload.
QUALITY = 82


class NotAPhoto(ValueError):
    """What came cannot be kept as a photo: `why` is empty, large, kind or broken."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def cleaned(data: bytes) -> bytes:
    """The picture as a JPEG of at most 2048 pixels, turned upright, without place, camera or any other note.

    Raises NotAPhoto. The size is read from the head and refused before a single pixel is unpacked.
    """
    if not data:
        raise NotAPhoto("empty")
    if len(data) > MOST_BYTES:
        raise NotAPhoto("large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is the stricter one
            picture = Image.open(BytesIO(data), formats=tuple(MOST_PIXELS))
    except Image.DecompressionBombError:
        raise NotAPhoto("large") from None
    except Exception:
        raise NotAPhoto("kind") from None
    if picture.width * picture.height > MOST_PIXELS[_kind(picture)]:
        raise NotAPhoto("large")
    try:
        return _drawn_anew(picture)
    except Exception:  # a decoder fails in its own way on broken data: OSError, SyntaxError, struct.error, …
        raise NotAPhoto("broken") from None


def _kind(picture: Image.Image) -> str:
    """A JPEG with a second picture behind it (MPO) is a JPEG."""
    return picture.format if picture.format in MOST_PIXELS else "JPEG"


def _drawn_anew(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST, LONGEST))  # a large JPEG is unpacked at a fraction of its size
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size, "white")
    see_through = upright.convert("RGBA") if upright.has_transparency_data else None
    plain.paste(see_through or upright.convert("RGB"), mask=see_through)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
