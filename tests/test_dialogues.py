"""Every transcript under tests/dialogues is played against the running product."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.rig import running
from tests.transcript import Player, read, start_of

SCRIPTS = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_dialogue_is_spoken_as_written(path: Path, database: Path) -> None:
    script = read(path)

    async def play() -> None:
        async with running(database, start_of(script)) as rig:
            await Player(rig, {}).play(script)

    asyncio.run(play())
