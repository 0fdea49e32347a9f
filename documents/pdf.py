"""The report as a PDF of the same pages: values to bytes. The form stands in layouts/report.typ."""

from __future__ import annotations

import json
from dataclasses import asdict

from documents.profile import profile_of
from documents.report import blocks, title
from documents.typeset import typeset
from reporting.digest import Digest
from reporting.letter import Letter
from reporting.texts import papers as texts


def pdf(digest: Digest, letter: Letter) -> bytes:
    """The same values make the same bytes."""
    look = profile_of(letter.standard)
    kind, subject, days = title(digest)
    name, author, _ = texts.properties(digest)
    sheet = {
        "look": asdict(look) | {"right_column": look.right_column},
        "letter": asdict(letter) | {"recipients": texts.recipients(letter.recipients, look.item_end)},
        "kind": kind,
        "subject": [subject, days],
        "blocks": [asdict(block) for block in blocks(digest)],
        "name": name,
        "author": author,
    }
    (whole,) = typeset("report.typ", json.dumps(sheet), "pdf")
    return whole
