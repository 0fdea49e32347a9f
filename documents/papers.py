"""Every paper of a digest by its name: what is written into a folder, and what a message takes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents import digest_file, pdf, pictures, sheet, word
from reporting.digest import Digest, ReportFact
from reporting.house import House
from reporting.letter import Letter
from reporting.texts import digest as texts


@dataclass(frozen=True, slots=True)
class Bundle:
    """A digest with all that a paper of it may need."""

    digest: Digest
    letter: Letter
    records: Sequence[ReportFact]
    house: House


def _picture(name: str) -> Callable[[Bundle], bytes]:
    return lambda bundle: pictures.png(bundle.digest, name)


def _text(bundle: Bundle) -> bytes:
    lines = [(line.section, line.text) for line in bundle.digest.lines]
    note = texts.not_approved() if bundle.letter.draft else ""
    return f"{texts.full(lines, note)}\n".encode()


PICTURES = {"standing": "don-vi.png", "topics": "linh-vuc.png", "map": "ban-do.png", "trend": "xu-huong.png"}
MADE: dict[str, tuple[str, Callable[[Bundle], bytes]]] = {
    "text": ("digest.txt", _text),
    **{name: (file, _picture(name)) for name, file in PICTURES.items()},
    "docx": ("bao-cao.docx", lambda bundle: word.docx(bundle.digest, bundle.letter)),
    "pdf": ("bao-cao.pdf", lambda bundle: pdf.pdf(bundle.digest, bundle.letter)),
    "xlsx": ("so-lieu.xlsx", lambda bundle: sheet.xlsx(bundle.digest, bundle.records, bundle.house)),
    "html": ("digest.html", lambda bundle: digest_file.page(bundle.digest, draft=bool(bundle.letter.draft))),
}


def made(bundle: Bundle, name: str) -> tuple[str, bytes]:
    """The file's name and what is in it. Raises KeyError for a paper that there is none of."""
    file, make = MADE[name]
    return file, make(bundle)
