"""The ward file: read whole or refused whole, every problem with its line and a reason in plain words.

`load_ward` gives a `WardFile` (tables as frozen values); `people`, `units`, `covers`, `duty_turns`, `gazetteer` say
who and what it names; `calendar_of` and `schedule_of` give its calendar.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reporting.calendar import Calendar, Schedule
from reporting.roster import (
    Cover,
    DutyTurn,
    Loc,
    PersonEntry,
    PostEntry,
    UnitEntry,
    covers,
    duty_turns,
    gazetteer,
    people,
    units,
)
from reporting.texts import roster as texts
from reporting.ward_checks import Fault, faults, nearest
from reporting.ward_shape import WardFile

__all__ = [
    "Cover", "DutyTurn", "PersonEntry", "PostEntry", "Problem", "UnitEntry", "WardFile", "WardFileError",
    "calendar_of", "covers", "duty_turns", "gazetteer", "load_ward", "people", "schedule_of", "units",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1, None when nothing in the text stands for it.

    `where` is the path in the file with ids for numbers ("groups.tdp4.leader.phone"), `reason` a Vietnamese sentence.
    """

    line: int | None
    where: str
    reason: str


class WardFileError(Exception):
    """The file was refused. `problems` in order of their lines; the text of the error is what the clerk reads."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        told = [texts.problem(problem.line, problem.where, problem.reason) for problem in self.problems]
        super().__init__("\n".join([texts.refused(len(told)), *told]))


def load_ward(text: str) -> WardFile:
    """The ward of a TOML text. Raises WardFileError.

    A text that is not TOML has one problem. Wrong values are told all at once, contradictions once they are right.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WardFileError([_syntax(str(error), text)]) from error
    try:
        ward = WardFile.model_validate(_frozen(raw))
    except ValidationError as error:
        found = [_fault(details) for details in error.errors(include_url=False)]
        raise WardFileError(_located(found, raw, text)) from error
    if found := list(faults(ward)):
        raise WardFileError(_located(found, raw, text))
    return ward


def calendar_of(ward: WardFile) -> Calendar:
    """The ward's working days and quiet hours."""
    table = ward.schedule
    return Calendar(
        zone=ZoneInfo(ward.ward.timezone),
        holidays=frozenset(table.holidays),
        working_saturdays=frozenset(table.working_saturdays),
        quiet=table.quiet_hours,
    )


def schedule_of(ward: WardFile) -> Schedule:
    """The ward's weekly rhythm."""
    table = ward.schedule
    return Schedule(
        week_starts=table.week_starts,
        unit_weekday=table.unit_deadline.weekday,
        unit_time=table.unit_deadline.time,
        bloc_weekday=table.bloc_deadline.weekday,
        bloc_time=table.bloc_deadline.time,
        nudges_before=tuple(timedelta(minutes=lead) for lead in table.nudges_before_min),
    )


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down: the models are strict and hold tuples."""
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


# ---- reasons


SYNTAX = (
    (r"Unterminated string|Illegal character '\\n'", texts.unclosed_string),
    (r"Expected '=' after a key", texts.missing_equals),
    (r"Invalid value|Invalid initial character", texts.unquoted),
    (r"Cannot overwrite|Cannot declare|Duplicate|Cannot mutate", texts.declared_twice),
    (r"Unclosed array", texts.unclosed_list),
    (r"Unclosed inline table", texts.unclosed_inline),
)
KINDS = {
    "string_type": texts.not_text,
    "int_type": texts.not_whole_number,
    "int_from_float": texts.not_whole_number,
    "float_type": texts.not_number,
    "bool_type": texts.not_yes_no,
    "date_type": texts.not_date,
    "datetime_type": texts.not_moment,
    "tuple_type": texts.not_list,
    "model_type": texts.not_table,
    "model_attributes_type": texts.not_table,
    "string_too_short": texts.empty,
    "string_pattern_mismatch": texts.bad_key,
}


def _syntax(message: str, text: str) -> Problem:
    at = re.search(r"at line (\d+)", message)
    line = int(at[1]) if at else len(text.splitlines()) or None
    reason = next((said for pattern, said in SYNTAX if re.search(pattern, message)), texts.syntax)
    return Problem(line, "", reason())


def _fault(details: ErrorDetails) -> Fault:
    loc, kind, given = details["loc"], details["type"], details.get("ctx", {})
    key = str(loc[-1]) if loc else ""
    reasons = {
        "clerk": lambda: str(given["reason"]),
        "missing": lambda: texts.missing_part() if isinstance(loc[-1], int) else texts.missing(key),
        "extra_forbidden": lambda: texts.unknown_key(key, nearest(key, _keys_at(loc[:-1]))),
        "literal_error": lambda: texts.one_of(_choices(str(given["expected"]))),
        "greater_than_equal": lambda: texts.at_least(given["ge"]),
        "less_than_equal": lambda: texts.at_most(given["le"]),
        "too_long": lambda: texts.too_many(given["max_length"]),
        **KINDS,
    }
    return loc, reasons.get(kind, texts.invalid)()


def _choices(expected: str) -> str:
    """pydantic's "'new' or 'old'" without the English."""
    return texts.choices(re.findall(r"'([^']*)'", expected)) or expected


def _keys_at(loc: Loc) -> list[str]:
    """The names a table at this path may use."""
    model: type[BaseModel] = WardFile
    for step in loc:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                model = _model_in(field.annotation) or model
                break
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The table inside an annotation such as `tuple[Cell, ...]` or `Official | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)


# ---- lines


def _located(found: list[Fault], raw: dict[str, Any], text: str) -> list[Problem]:
    lines = dict(reversed(list(_lines(text))))
    return [Problem(_line_of(loc, lines), _where(loc, raw), reason) for loc, reason in found]


def _line_of(loc: Loc, lines: dict[Loc, int]) -> int | None:
    """The line of the path, else of the nearest table around it (an inline table stands on one line)."""
    return next((lines[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in lines), None)


def _lines(text: str) -> Iterator[tuple[Loc, int]]:
    """The paths of the text's tables and keys with their lines. Tables in brackets and `key =` lines, no more."""
    table: Loc = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]", line):
            name = header[2]
            table = tuple(name.split("."))
            if header[1] == "[[":
                table = (*table, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            yield table, number
        elif key := re.match(r"\s*([\w.-]+)\s*=", line):
            steps = key[1].split(".")
            for n in range(1, len(steps) + 1):
                yield (*table, *steps[:n]), number


def _where(loc: Loc, raw: Any) -> str:
    """The path for reading: rows of a list by id or name, else by their number from 1."""
    words: list[str] = []
    for step in loc:
        raw = _inside(raw, step)
        named = raw.get("id") or raw.get("name") if isinstance(raw, dict) and isinstance(step, int) else None
        words.append(str(named or (step + 1 if isinstance(step, int) else step)))
    return ".".join(words)


def _inside(raw: Any, step: str | int) -> Any:
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None
