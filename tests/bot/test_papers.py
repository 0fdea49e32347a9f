"""A paper is made as it is wanted, on a thread of its own, once for all who want it at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot import papers
from bot.papers import KEPT, Papers
from documents.papers import Bundle
from documents.papers import made as really_made
from storage import digests
from storage.database import Store
from storage.sealing import Sealer
from tests.pages.desk import Desk
from tests.pages.test_digest_page import FIRST, LABEL, stands
from tests.rig import KEY, WARD


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    yield Desk(store, 0)
    store.close()


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """(paper, thread) of each that was really made."""
    seen: list[tuple[str, int]] = []

    def noted(bundle: Bundle, name: str) -> tuple[str, bytes]:
        seen.append((name, threading.get_ident()))
        return really_made(bundle, name)

    monkeypatch.setattr(papers, "made", noted)
    return seen


def test_several_readers_get_one_paper_made_beside_the_loop(desk: Desk, makers: list[tuple[str, int]]) -> None:
    stands(desk)
    press = Papers(desk.store, desk.clock, WARD)

    async def all_at_once() -> list[tuple[str, bytes] | None]:
        return list(await asyncio.gather(*(press.paper(LABEL, "docx") for _ in range(5))))

    found = asyncio.run(all_at_once())
    assert {paper[0] for paper in found if paper} == {"bao-cao.docx"} and len(set(found)) == 1
    assert [name for name, _ in makers] == ["docx"]
    assert makers[0][1] != threading.get_ident()


def test_it_is_made_anew_when_the_row_has_changed_or_time_has_passed(desk: Desk, makers: list[tuple[str, int]]) -> None:
    stands(desk, numbered=False)
    press = Papers(desk.store, desk.clock, WARD)

    def change(session: Session) -> None:
        row = digests.get(session, WARD, LABEL)
        assert row is not None
        digests.change_line(session, row, FIRST.key, "Lời khác.", desk.clock.now(), 1)
        session.add(row)

    async def one() -> None:
        assert await press.paper(LABEL, "text") is not None

    asyncio.run(one())
    asyncio.run(one())
    assert len(makers) == 1
    desk.do(change)
    asyncio.run(one())
    assert len(makers) == 2
    desk.clock.time += KEPT + timedelta(seconds=1)
    asyncio.run(one())
    assert len(makers) == 3


def test_there_is_no_paper_of_no_week_and_none_of_no_name(desk: Desk, makers: list[tuple[str, int]]) -> None:
    stands(desk)
    press = Papers(desk.store, desk.clock, WARD)

    async def asked() -> list[object]:
        return [await press.paper("2026-W01", "pdf"), await press.paper(LABEL, "exe")]

    assert asyncio.run(asked()) == [None, None]
    assert makers == []
