"""Every transcript under tests/dialogues is played against the running product, on each of its channels."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.rig import running
from tests.transcript import Player, read, start_of

SCRIPTS = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))
RUNS = [(path, channel) for path in SCRIPTS for channel in read(path).channels]


IN_ORDER = {"DANVAN_ZALO__LATE_MS": "0"}
"""Nobody in a script is overtaken (`faults/test_zalo.py` does that), so the ear need not wait for who is late."""


@pytest.mark.parametrize(("path", "channel"), RUNS, ids=[f"{path.stem}-{channel}" for path, channel in RUNS])
def test_a_dialogue_is_spoken_as_written(path: Path, channel: str, database: Path) -> None:
    script = read(path)

    async def play() -> None:
        async with running(database, start_of(script), **IN_ORDER) as rig:
            await Player(rig, channel).play(script)

    asyncio.run(play())


def test_a_dialogue_is_spoken_as_written_when_telegram_tells_of_it(database: Path) -> None:
    script = read(next(path for path in SCRIPTS if path.stem == "d07-news"))

    async def play() -> None:
        async with running(database, start_of(script), DANVAN_TELEGRAM__EAR="webhook") as rig:
            await Player(rig, "telegram").play(script)

    asyncio.run(play())
