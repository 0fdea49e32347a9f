"""What the page cannot show: the end of the product, a taken port, whose phones there are."""

import asyncio
import os
import signal
import socket
from pathlib import Path

import pytest

from simulator import server
from simulator.actors import Actors
from simulator.cast import cast
from simulator.demo import START
from simulator.product import WARD, Product, ProductFailed, free_port
from simulator.script import ScriptError, read


def test_a_taken_port_gives_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert free_port(port) != port
    assert free_port(port) == port


def test_who_holds_two_posts_has_one_phone_on_the_channel_of_the_invitation() -> None:
    held = [
        ("cb3.secretary", "Chi bộ 3", "NINO CEVA", "zalo"),
        ("tdp3.leader", "Tổ dân phố 3", "NINO CEVA", "zalo"),
        ("kdv-truong", "Khối Dân vận", "GIBU HOHE", "zalo"),
        ("go-cat.leader", "thôn Gò Cát", "TIME VAKI", "telegram"),
    ]
    invitations = [
        {"post": post, "person": "Lộc", "unit": unit, "code": code, "channel": channel}
        for post, unit, code, channel in held
    ]
    chair, two, village = cast(invitations, WARD)
    assert (chair.role, chair.shown) == ("Trưởng Khối", True)
    assert (two.role, two.posts) == ("Bí thư Chi bộ 3, Tổ trưởng Tổ dân phố 3", ("cb3.secretary", "tdp3.leader"))
    assert (village.role, village.shown) == ("Trưởng thôn Gò Cát", False)
    assert (village.as_json()["channel"], village.as_json()["start"]) == ("telegram", "/start TIMEVAKI")
    assert (two.as_json()["channel"], two.as_json()["start"]) == ("zalo", "")


def test_what_cannot_go_on_is_told_in_plain_words(tmp_path: Path) -> None:
    """A step of the script that nobody can do, a product that dies, one that never lives."""

    async def stumble_and_die() -> tuple[str, str]:
        running = await server.start(now=START)
        try:
            async with Product(running.url, tmp_path / "good") as product:
                # At once, or what people say first would be lost.
                assert (await product.get("/control/state"))["zalo"]["listening"]
                (step,) = read("thứ Tư 18/11 08:30 | kdv-tonghop | [Duyệt]\n")
                with pytest.raises(ScriptError) as failure:
                    await Actors(product).do(step)
                os.kill(product.pid, signal.SIGKILL)
                return str(failure.value), await asyncio.wait_for(product.ended(), 10)
        finally:
            await running.stop()

    async def never_live() -> str:
        no_ward = tmp_path / "ward.toml"
        try:
            async with Product("http://127.0.0.1:9", tmp_path / "bad", ward=no_ward):
                return "it started"
        except ProductFailed as failure:
            return str(failure)

    stumbled, died = asyncio.run(stumble_and_die())
    assert stumbled == ("line 1 of the script (kdv-tonghop: [Duyệt]): no choice Duyệt stands on this telephone")
    assert died.startswith("The product ended by itself (exit code -9).")
    assert "ward.toml cannot be read" in asyncio.run(never_live())
