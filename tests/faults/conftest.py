from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import structlog

from bot.__main__ import log_as


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """What the product logs, written as in production, at its most talkative."""
    lines = io.StringIO()
    log_as("debug", lines)
    yield lines
    structlog.reset_defaults()
