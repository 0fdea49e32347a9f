from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Store
from storage.sealing import Sealer
from tests import rig


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
