"""The list of commands beside the text field on Telegram: by what somebody is, from joining to leaving."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from reporting.texts.commands import COMMANDS
from simulator import server
from storage import people
from tests.rig import WARD, Rig, running

NOW = datetime(2026, 11, 16, 2, tzinfo=UTC)


async def named(rig: Rig, name: str) -> dict[str, str]:
    await rig.wait(seconds=5)  # a chat takes one letter a second
    found = await rig.post(f"/bot{server.TOKEN}/getMyCommands", scope={"type": "chat", "chat_id": rig.chats[name]})
    return {one["command"]: one["description"] for one in found["result"]}


async def join(rig: Rig, name: str, post: str) -> None:
    await rig.meet(name)

    def invited(session: Session) -> str:
        return people.invite(session, WARD, people.holders(session, WARD, post)[0].id, NOW, timedelta(days=14)).code

    await rig.say(name, await rig.write(invited))
    for label in ("Đúng tôi", "Đồng ý"):
        await rig.press(name, label)


@pytest.mark.parametrize(
    ("post", "part"),
    [("tdp1.leader", "reporter"), ("kdv-truong", "bloc"), ("ub-kthtdt", "owner"), ("tuyen-giao", "reader")],
)
def test_commands_are_named_at_joining_and_forgotten_at_leaving(post: str, part: str, database: Path) -> None:
    async def play() -> None:
        async with running(database, NOW) as rig:
            await join(rig, "Một người", post)
            assert await named(rig, "Một người") == COMMANDS[part]
            await rig.say("Một người", "rời kênh")
            await rig.press("Một người", "Rời kênh")
            assert await named(rig, "Một người") == {}

    asyncio.run(play())
