"""`danvan understand`: messages of a file, read and judged as the door would, each with the cue that decided."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlmodel import Session

from bot.config import Config
from bot.ready import NotReady, only_ward, opened
from reporting.house import House
from reporting.score import KINDS, Score, score
from reporting.verdict import verdict
from reporting.ward import load_ward
from storage import people
from storage.database import path_of


def understand(config: Config, file: str, ward: Path | None, labels: Path | None) -> None:
    """Print a verdict for each message of `file` ("-": standard input); with labels, how well they were read.

    Raises NotReady with what is wrong and in which line.
    """
    house = _house(config, ward)
    rows = list(_rows(file))
    shown = track(rows, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    found = [{"id": row["id"]} | verdict(row["text"], house).as_json() for row in shown]
    if labels is None:
        for row in found:
            print(json.dumps(row, ensure_ascii=False))
        return
    by_id = {row["id"]: row for row in found}
    judged = [label for label in _rows(str(labels)) if label["id"] in by_id]
    for label in judged:
        if "kind" not in label:
            raise NotReady(f"{labels}: {label['id']} has no labels: kind, legal, topic, severity, pii are needed.")
    full = [{"legal": None, "severity": None, "topic": "khac", "pii": []} | label for label in judged]
    _print_score(score(full, [by_id[label["id"]] for label in full]))


def _house(config: Config, ward: Path | None) -> House:
    """The ward of the file named, else the database's, else the sample ward."""
    if ward is not None:
        try:
            return House(load_ward(ward.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as fault:
            raise NotReady(f"{ward} cannot be read: {fault}.") from None
    key = config.secrets.key.get_secret_value()
    if key and path_of(config.database.url).exists():
        store = opened(config.database.url, key)
        try:

            def imported(session: Session) -> House | None:
                return people.house_of(session, only_ward(session)) if people.wards(session) else None

            found = store.do(imported).result()
        finally:
            store.close()
        if found is not None:
            return found
    return House(load_ward(files("simulator").joinpath("ward.toml").read_text(encoding="utf-8")))


def _rows(file: str) -> Iterator[dict[str, Any]]:
    for number, line in _lines(file):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise NotReady(f'{file}, line {number}: an object with "id" and "text" is expected, one to a line.')
        yield row


def _lines(file: str) -> Iterable[tuple[int, str]]:
    if file == "-":
        return enumerate(sys.stdin, 1)
    try:
        # Not splitlines: a message may hold line separators of Unicode, a row ends at "\n" alone.
        return enumerate(Path(file).read_text(encoding="utf-8").split("\n"), 1)
    except (OSError, UnicodeDecodeError) as fault:
        raise NotReady(f"{file} cannot be read: {fault}.") from None


def _print_score(found: Score) -> None:
    console = Console(width=200, highlight=False)
    rates = Table("label", "precision", "recall", "F1", "right", "read so", "are so")
    for rate in found.rates:
        rates.add_row(
            rate.name,
            *(f"{value:.3f}" for value in (rate.precision, rate.recall, rate.f1)),
            *(str(value) for value in (rate.right, rate.found, rate.all_)),
        )
    rates.add_row("kind, macro", "", "", f"{found.macro_f1:.3f}", "", "", "")
    console.print(rates)
    shares = Table("", "share", "right", "of")
    for name, (right, whole) in found.shares.items():
        shares.add_row(name, f"{right / whole:.3f}" if whole else "-", str(right), str(whole))
    console.print(shares)
    confusion = Table("label, read as", *KINDS)
    for said in KINDS:
        confusion.add_row(said, *(str(found.confusion.get((said, read), 0)) for read in KINDS))
    console.print(confusion)
    for number, what, how, text in found.misses:
        console.print(f"{number}  {what}: {how}\n    {text}", markup=False, soft_wrap=True)
