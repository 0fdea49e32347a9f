"""The rules of the privacy charter that hold for the whole house (docs/privacy.md says which test holds the rest)."""

from __future__ import annotations

import ast
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary
from sqlmodel import Session, SQLModel

from bot import pages
from reporting.values import TOPICS, MessageKind
from reporting.ward import load_ward
from reporting.ward import people as named
from storage import accounts, matters, people, reports, sealed_tables, tables
from storage.tables import Matter, Report
from tests.rig import ROOT, WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
OFFICE = {"person", "by", "deputy", "author", "decided_by", "acknowledged_by", "approved_by", "instead_of", "identity"}
WORDS = {
    "text", "place", "note", "answer", "why", "closed_why", "withdrawn_why", "delay_why", "sent_to", "lines", "whole",
}  # fmt: skip
ADDRESS = re.compile(r"https?://([\w.-]+)")
OURS = {"127.0.0.1", "localhost", "api.telegram.org", "t.me"}  # and Zalo's
OURS |= {"bot-api.zaloplatforms.com", "bot.zaloplatforms.com", "bot-api.zapps.me", "zalo.me"}


def columns() -> list[Any]:
    return [column for table in SQLModel.metadata.tables.values() for column in table.columns]


# P1: matters, not people


def test_no_name_in_the_tables_is_of_a_citizen_a_household_or_who_called_a_gathering() -> None:
    about = re.compile(
        r"citizen|resident|(?<!s)household(?!s$)|family|organis(?!ation)|organiz|participant|relig|belief|opinion$"
        r"|(?<!channel)health|ethnic|birth|gender|score|rank|suspect|\btag"
    )
    names = {f"{column.table.name}.{column.name}" for column in columns()}
    assert not [name for name in names if about.search(name)]
    assert {tables.Report.__tablename__, sealed_tables.Opening.__tablename__} <= set(SQLModel.metadata.tables)


def test_no_search_goes_by_words_and_no_row_is_found_by_a_person_but_one_in_office() -> None:
    """Indexes are the keys there are: none on words, none on what is sealed."""
    keyed = {
        column for table in SQLModel.metadata.tables.values() for index in table.indexes for column in index.columns
    }
    keyed |= {column for column in columns() if column.unique or column.primary_key}
    assert not [column for column in keyed if column.name in WORDS or isinstance(column.type, LargeBinary)]
    people_at = {
        key.parent.name for column in columns() for key in column.foreign_keys if key.column.table.name == "person"
    }
    assert people_at <= OFFICE


def test_what_a_message_is_sorted_by_tells_nothing_about_a_person() -> None:
    kinds = {str(kind) for kind in MessageKind}
    assert kinds == {"nil", "status", "feedback", "hotspot", "question", "other"}
    assert len(TOPICS) == 12 and not {"person", "household", "organiser"} & set(TOPICS)


def test_no_route_takes_a_person_as_a_key() -> None:
    """Pages are opened by a signed token, which says itself whose it is."""
    parts = set()
    for path in (ROOT / "bot").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("get", "post", "add_get", "add_post"):
                first = call.args[0] if call.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.startswith("/"):
                    parts |= set(re.findall(r"\{(\w+)", first.value))
    assert parts == {"token", "name", "kind"}
    assert pages.NUMBER.pattern, "what a browser numbers is a photo"


# P7, P10: accounts are of units


def test_accounts_are_of_units_and_name_nobody(do: Do) -> None:
    ward = load_ward((ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8"))

    def job(session: Session) -> str:
        house = people.house_of(session, WARD)
        period = house.period(NOW)
        reports.open_duties(session, house, period)
        author = people.holders(session, WARD, "tdp5.leader")[0].id
        report = Report(
            ward=WARD, unit="tdp5", author=author, period=period.label, kind="matter", text="đèn hư", channel="zalo",
            first_words_at=NOW, saved_at=NOW,
        )  # fmt: skip
        number = reports.add(session, report)
        reports.fulfil(session, WARD, period.label, ["tdp5"], number, NOW)
        matter = Matter(
            ward=WARD, code="YK-0001", kind="feedback", report=number, unit="tdp5", topic="khac", opened_at=NOW
        )
        matters.add(session, matter, author)
        return json.dumps(accounts.of_week(session, house, period, NOW + timedelta(days=1)), ensure_ascii=False)

    told = do(job)
    assert '"id": "tdp5", "state": "on_time"' in told, "in time is a unit's affair"
    assert "đèn hư" not in told
    for person in named(ward):
        assert person.name not in told and person.phone not in told


# P10: the chat channels are the only network


@pytest.mark.parametrize("path", sorted((ROOT / "bot").glob("*.py")), ids=lambda path: path.name)
def test_no_other_machine_is_named(path: Path) -> None:
    hosts = {host for host in ADDRESS.findall(path.read_text(encoding="utf-8")) if "example" not in host}
    assert hosts <= OURS


def test_only_the_edge_can_reach_the_network_and_no_model_is_at_hand() -> None:
    network = re.compile(
        r"^\s*(?:import|from) (aiohttp|requests|httpx|urllib\.request|http\.client|socket|smtplib)\b", re.M
    )
    models = re.compile(r"^\s*(?:import|from) (openai|anthropic|transformers|torch|tensorflow|boto3)\b", re.M)
    for folder in ("handlers", "scheduler", "storage", "documents", "reporting"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not network.search(path.read_text(encoding="utf-8")), path
    for path in (ROOT / "bot").rglob("*.py"):
        assert not models.search(path.read_text(encoding="utf-8")), path
    hosts = set(ADDRESS.findall((ROOT / "config.toml").read_text(encoding="utf-8")))
    assert hosts <= OURS
