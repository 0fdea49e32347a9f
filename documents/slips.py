"""Invitation slips on A4, eight to a sheet: values to a PDF. The form stands in layouts/slips.typ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Literal

import segno

from documents.typeset import typeset

PER_PAGE = 8
SHARP = 170  # dots per inch of a picture


@dataclass(frozen=True, slots=True)
class Slip:
    """For one person, whatever number of posts."""

    greeting: str
    name: str
    posts: tuple[str, ...]
    code: str
    link: str
    """What the QR code opens; without one there is none."""
    how: tuple[str, str]
    bot: str
    """The name to look for, printed bold where `how` has it; "" when nobody knows it."""
    valid: str


def pages(slips: int) -> int:
    return -(-slips // PER_PAGE)


def pdf(title: str, slips: Sequence[Slip]) -> bytes:
    """Eight to a page in the order given; the same values make the same bytes. Raises ValueError without a slip."""
    (whole,) = printed(title, slips, "pdf")
    return whole


def printed(title: str, slips: Sequence[Slip], form: Literal["pdf", "png"]) -> list[bytes]:
    """A PDF of all pages, or a picture of each."""
    if not slips:
        raise ValueError("no slip, no paper")
    drawn = [asdict(slip) | {"square": square(slip.link) if slip.link else ""} for slip in slips]
    sheet = json.dumps({"title": title, "slips": drawn})
    return typeset("slips.typ", sheet, form, SHARP)


def square(link: str) -> str:
    """A QR code as an SVG, without the quiet zone: white paper is all around it."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
