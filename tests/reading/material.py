"""Messages with their labels, one a line: `kind|legal|topic|severity|unit|action|text`.

Written from the definitions by people who had not seen the reader. What belongs to a person is marked:
`{name:Tư Đờn}`, `{phone:0905 000 123}`; `⏎` is a line break. `learnt-*.txt` was in view while the reader was built,
`held.txt` is for judging it while it is built, `blind.txt` for when it is done; nothing is learnt from them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LEARNT = tuple(sorted(HERE.glob("learnt-*.txt")))
HELD = HERE / "held.txt"
BLIND = HERE / "blind.txt"
Row = dict[str, Any]
_PERSONAL = re.compile(r"\{(name|phone|id_card|bank_account|plate):([^{}]*)\}")


def rows(path: Path) -> Iterator[Row]:
    """The messages of a file as `danvan understand --score` reads them."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            yield _row(f"{path.stem}-{number}", line)


def _row(name: str, line: str) -> Row:
    kind, legal, topic, severity, unit, action, marked = line.split("|", 6)
    text, spans = _unmarked(marked.replace("⏎", "\n"))
    return {
        "id": name,
        "text": text,
        "kind": kind,
        "legal": None if legal == "-" else legal,
        "topic": topic,
        "severity": int(severity) if severity in ("1", "2", "3") else None,
        "unit": None if unit == "-" else unit,
        "pii": spans,
        "action": action,
        "notes": f"charter:{action}" if action in ("guide", "refuse") else "",
    }


def _unmarked(marked: str) -> tuple[str, list[list[Any]]]:
    """The text as typed, and where in it something personal stands."""
    out, spans, at = "", [], 0
    for match in _PERSONAL.finditer(marked):
        out += marked[at : match.start()]
        spans.append([len(out), len(out) + len(match[2]), match[1]])
        out += match[2]
        at = match.end()
    return out + marked[at:], spans


def bare(text: str) -> str:
    """As typed on a phone without a Vietnamese keyboard."""
    parts = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def fingerprint() -> str:
    """Of all that a model is made from: a model made from something else is out of date."""
    whole = hashlib.sha256()
    for path in LEARNT:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
