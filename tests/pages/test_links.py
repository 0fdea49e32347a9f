"""A link opens what it was made for, for whom it was made, in its time: nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import Session, col

from storage import links, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import PageLink
from tests.rig import WARD, Do

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
DAY = timedelta(hours=24)


def leader(session: Session, post: str = "tdp1.leader") -> int:
    return people.holders(session, WARD, post)[0].id


def made(do: Do, purpose: str = "add", about: str | None = None) -> tuple[int, str]:
    link: int = do(lambda s: links.make(s, WARD, purpose, leader(s), NOW, DAY, about))
    return link, do(lambda s: links.token(s, link))


def opens(do: Do, token: str, now: datetime = NOW) -> bool:
    return do(lambda s: links.opened(s, token, now) is not None)  # type: ignore[no-any-return]


def test_a_link_opens_until_its_time_is_over(do: Do) -> None:
    _, token = made(do)
    assert opens(do, token)
    assert opens(do, token, NOW + DAY - timedelta(seconds=1))
    assert not opens(do, token, NOW + DAY)


def test_a_closed_link_opens_no_more(do: Do) -> None:
    link, token = made(do)

    def close(session: Session) -> None:
        row = links.get(session, link)
        assert row is not None
        links.close(session, row, NOW)

    do(close)
    assert not opens(do, token)


def test_the_same_link_is_given_again_until_half_its_time_is_over(do: Do) -> None:
    link, _ = made(do)

    def again(session: Session, later: timedelta, **other: Any) -> int:
        given: dict[str, Any] = {"purpose": "add", "person": leader(session), "about": None} | other
        return links.make(session, WARD, now=NOW + later, lives=DAY, **given)

    assert do(lambda s: again(s, timedelta(hours=11))) == link
    assert do(lambda s: again(s, timedelta(hours=13))) != link
    assert do(lambda s: again(s, timedelta(0), purpose="digest", about="2026-W47")) != link
    assert do(lambda s: again(s, timedelta(0), person=leader(s, "tdp5.leader"))) != link


@pytest.mark.parametrize(
    "widened",
    [
        {"purpose": "digest"},
        {"about": "2026-W47"},
        {"expires_at": NOW + 9 * DAY},
        {"person": 2},
        {"ward": "elsewhere"},
    ],
    ids=str,
)
def test_a_row_that_was_changed_opens_nothing(do: Do, widened: dict[str, Any]) -> None:
    link, token = made(do)
    do(lambda s: s.execute(update(PageLink).where(col(PageLink.id) == link).values(**widened)))
    assert not opens(do, token)


def test_an_address_of_another_house_opens_nothing_here(do: Do, database: Path) -> None:
    link, _ = made(do)
    other = Store(f"sqlite:///{database}", Sealer("b3RoZXIga2V5LCBhbHNvIGZvciB0ZXN0cyBvbmx5ISE="))
    token = other.do(lambda s: links.token(s, link)).result(10)
    other.close()
    assert not opens(do, token)


def test_the_database_holds_no_signature(do: Do, database: Path) -> None:
    _, token = made(do)
    kept = b"".join(path.read_bytes() for path in database.parent.glob("danvan.db*"))
    assert token.partition("-")[2].encode() not in kept


def test_a_number_or_its_likeness_is_not_enough(do: Do) -> None:
    link, token = made(do)
    signature = token.partition("-")[2]
    for wrong in ("", "-", str(link), f"{link}-", f"0{link}-{signature}", f"{link + 1}-{signature}", f"-{signature}",
                  f" {token}", f"{token} ", f"{token}A", f"{token}=", "９-x", "9" * 500, f"{'9' * 30}-{signature}",
                  token.lower() if token != token.lower() else token.upper()):  # fmt: skip
        assert not opens(do, wrong), wrong


def test_the_address_is_whole_with_or_without_a_stroke_at_the_end(do: Do) -> None:
    link, token = made(do)
    for base in ("https://baoviec.example.vn", "https://baoviec.example.vn/"):
        assert do(partial(links.url, link_id=link, base=base)) == f"https://baoviec.example.vn/l/{token}"
    assert len(token) <= links.LONGEST
    assert token[-1].isalnum(), "a messenger ends an address before a sign"


def test_no_changed_token_opens(do: Do) -> None:
    _, token = made(do)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(0, len(token) - 1), st.characters(codec="utf-8"))
    def changed(at: int, sign: str) -> None:
        wrong = token[:at] + sign + token[at + 1 :]
        assert opens(do, wrong) == (wrong == token)

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=80))
    def invented(words: str) -> None:
        assert not opens(do, words)

    changed()
    invented()
