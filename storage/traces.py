"""Words found by themselves, wherever they were said, asked or quoted: six in a row are no chance any more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, Table, and_, cast, func, or_, select, update
from sqlmodel import Session, SQLModel
from sqlmodel.sql.sqltypes import AutoString

IN_A_ROW = 6  # words that are no chance any more
FEWEST = 3  # of a shorter text, which is looked for whole
# Names of the ward, other people's words, and what is mended by its own rule below.
NOT_SEARCHED = frozenset(
    {
        "ward", "unit", "cellgroup", "person", "post", "contact", "invite", "period", "duty", "counter",
        "channelhealth",
        "auditentry", "report", "reportversion", "matter", "matterevent", "opening", "conversation", "digest",
    }
)  # fmt: skip


def phrases(found: Iterable[str]) -> list[str]:
    """Every six words in a row as they stand, a shorter text whole; what is shorter still is no sign of anything."""
    known: dict[str, None] = {}
    for text in found:
        words = list(re.finditer(r"\S+", text))
        if FEWEST <= len(words) <= IN_A_ROW:
            known[text.strip(" .,;")] = None
        for at in range(len(words) - IN_A_ROW + 1):
            known[text[words[at].start() : words[at + IN_A_ROW - 1].end()].strip(" .,;")] = None
    return list(known)


def quotes(text: str, phrases: Sequence[str]) -> bool:
    return any(phrase in text for phrase in phrases)


def holds(column: Any, phrases: Sequence[str]) -> ColumnElement[bool]:
    """A column of JSON holds words as they are escaped there."""
    is_json = isinstance(column.type, JSON)
    written = [json.dumps(phrase)[1:-1] for phrase in phrases] if is_json else phrases
    return or_(False, *(func.instr(cast(column, String), phrase) > 0 for phrase in written))


def empty_all(session: Session, ward: str, phrases: list[str]) -> None:
    """Wherever else they stand, also in tables this file knows nothing of."""
    for table in SQLModel.metadata.sorted_tables if phrases else ():
        for column in table.columns if table.name not in NOT_SEARCHED else ():
            if isinstance(column.type, AutoString | JSON):
                _empty(session, table, column, and_(table.c.ward == ward, holds(column, phrases)), phrases)


def _empty(session: Session, table: Table, column: Any, where: ColumnElement[bool], phrases: list[str]) -> None:
    keys = list(table.primary_key.columns)
    for *key, value in session.execute(select(*keys, column).where(where)).all():
        left = without(value, phrases) if isinstance(column.type, JSON) else ""
        here = and_(*(name == at for name, at in zip(keys, key, strict=True)))
        session.execute(update(table).where(here).values({column.name: left}))


def without(value: Any, phrases: list[str], instead: str = "") -> Any:
    match value:
        case str():
            return instead if quotes(value, phrases) else value
        case dict():
            return {key: without(part, phrases, instead) for key, part in value.items()}
        case list():
            return [without(part, phrases, instead) for part in value]
        case _:
            return value
