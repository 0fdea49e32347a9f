from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Dialect, Engine
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import storage.database
from storage.database import Store
from storage.sealing import Sealer
from tests import rig


class Shared(LoadScopeScheduling):  # type: ignore[misc]  # xdist tells no types
    """A file stays in one worker, with all it shares; so does the whole of `demo`, which plays the weeks and opens the
    page once. A dialogue shares nothing: each goes to whichever worker is free.

    It goes by the names of the tests: marks (`xdist_group`) are silently left aside by xdist 3.8 under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.endswith("/test_dialogues.py"):
            return nodeid
        return file.rpartition("/")[0] if "/demo/" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shared:
    config.option.loadscopereorder = False  # what lasts longest has the most in common, not the most tests
    return Shared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Dialogues come last and fill what is left of both workers."""
    items.sort(key=lambda item: item.path.name == "test_dialogues.py")


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Every test has a database of its own; what SQLAlchemy has compiled for one of them serves all."""
    made, compiled = storage.database.open_engine, dict[Any, Any]()
    dialect = dict[str, Dialect]()

    def open_engine(url: str) -> Engine:
        engine = made(url)
        engine.dialect = dialect.setdefault("first", engine.dialect)  # what is compiled is kept by dialect
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(storage.database, "open_engine", open_engine)
        yield


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
