from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Store
from storage.sealing import Sealer
from tests import rig

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With two workers a file stays in one of them, with all it shares; so does the whole of `demo`, which plays the
    weeks and opens the page once. Dialogues share nothing: they come last and fill what is left of both."""
    for item in items:
        file = item.path.relative_to(HERE)
        if file.name != "test_dialogues.py":
            item.add_marker(pytest.mark.xdist_group("demo" if file.parts[0] == "demo" else str(file)))


@pytest.fixture(scope="session")
def ward_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ward, migrated and imported once."""
    return rig.filled(tmp_path_factory.mktemp("ward") / "ward.db", datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def database(ward_database: Path, tmp_path: Path) -> Path:
    """A copy of the sample ward for one test."""
    return rig.copy(ward_database, tmp_path / "danvan.db")


@pytest.fixture
def do(database: Path) -> Iterator[rig.Do]:
    """Has a job done on that database by a writer of its own."""
    store = Store(f"sqlite:///{database}", Sealer(rig.KEY))
    yield lambda job: store.do(job).result(10)
    store.close()
