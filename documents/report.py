"""The written report as a row of blocks, the same for Word and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reporting.digest import Digest, written
from reporting.texts import papers as texts
from reporting.texts import writing
from reporting.wording import toned


@dataclass(frozen=True, slots=True)
class Block:
    kind: Literal["chapter", "part", "body", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()  # of a table: its head, its rows, its total


def title(digest: Digest) -> tuple[str, str, str]:
    """What it is, about what, of which days."""
    return writing.title(), toned(writing.subject(digest.label), digest.tone), texts.span(digest.first, digest.last)


def blocks(digest: Digest) -> list[Block]:
    found = [Block("body", _joined([said.text for said in digest.opening]))] if digest.opening else []
    for chapter, parts in written(digest):
        found.append(Block("chapter", chapter))
        for name, part in parts:
            found += [Block("part", name)] if name else []
            found += [Block("body", _joined([said.text for said in paragraph])) for paragraph in part.paragraphs]
            if part.key == "totals":
                found.append(Block("table", rows=(texts.TOPIC_COLUMNS, *texts.topic_rows(digest))))
    return [_toned(block, digest.tone) for block in found]


def _toned(block: Block, style: str) -> Block:
    rows = tuple(tuple(toned(cell, style) for cell in row) for row in block.rows)
    return Block(block.kind, toned(block.text, style), rows)


def _joined(sentences: list[str]) -> str:
    return " ".join(sentences)
