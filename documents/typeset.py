"""Typst with our own letters and no other: paper looks the same on every machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import typst


def typeset(layout: str, sheet: str, form: Literal["pdf", "png"], sharp: int | None = None) -> list[bytes]:
    """A layout filled with a sheet of JSON: one PDF, or a picture of each page at `sharp` dots per inch."""
    made = typst.compile(_layout(layout), format=form, ppi=sharp, font_paths=_fonts(), sys_inputs={"sheet": sheet})
    assert made is not None  # no file was named, so the bytes come back
    return made if isinstance(made, list) else [made]


@cache
def _layout(name: str) -> bytes:
    return files("documents").joinpath("layouts", name).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    ours = str(files("documents").joinpath("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[ours])
