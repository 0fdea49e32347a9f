from __future__ import annotations

import pytest

from tests.demo.played import PLAYED, Run, Week


@pytest.fixture(scope="session")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Week]:
    """All three at once: each waits for its product part of its time."""
    runs = {channel: Run(tmp_path_factory.mktemp(channel), channel) for channel in PLAYED}
    return {channel: run.left() for channel, run in runs.items()}


@pytest.fixture(scope="session", params=PLAYED)
def week(weeks: dict[str, Week], request: pytest.FixtureRequest) -> Week:
    return weeks[request.param]
