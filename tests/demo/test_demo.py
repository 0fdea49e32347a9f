"""What the page cannot show: the end of the product, a taken port, whose phones there are."""

import asyncio
import os
import signal
import socket
from pathlib import Path

from simulator import server
from simulator.cast import cast
from simulator.demo import START, free_port
from simulator.product import WARD, Product, ProductFailed


def test_a_taken_port_gives_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert free_port(taken.getsockname()[1]) == 0
    assert free_port(0) == 0


def test_who_holds_two_posts_has_one_phone() -> None:
    held = [
        ("cb3.secretary", "Chi bộ 3", "NINO CEVA"),
        ("tdp3.leader", "Tổ dân phố 3", "NINO CEVA"),
        ("kdv-truong", "Khối Dân vận", "GIBU HOHE"),
        ("dong-van.leader", "thôn Đồng Vân", "TIME VAKI"),
    ]
    invitations = [{"post": post, "person": "Lộc", "unit": unit, "code": code} for post, unit, code in held]
    chair, two, village = cast(invitations, WARD)
    assert (chair.role, chair.shown) == ("Trưởng Khối", True)
    assert (two.role, two.posts) == ("Bí thư Chi bộ 3, Tổ trưởng Tổ dân phố 3", ("cb3.secretary", "tdp3.leader"))
    assert village.role == "Trưởng thôn Đồng Vân"
    assert village.as_json()["start"] == "/start TIMEVAKI"


def test_a_product_that_dies_or_does_not_start_is_told_in_plain_words(tmp_path: Path) -> None:
    async def live_and_die() -> str:
        running = await server.start(now=START)
        try:
            async with Product(running.url, server.TOKEN, tmp_path / "good") as product:
                await product.settle()
                os.kill(product.pid, signal.SIGKILL)
                return await asyncio.wait_for(product.ended(), 10)
        finally:
            await running.stop()

    async def never_live() -> str:
        no_ward = tmp_path / "ward.toml"
        try:
            async with Product("http://127.0.0.1:9", server.TOKEN, tmp_path / "bad", ward=no_ward):
                return "it started"
        except ProductFailed as failure:
            return str(failure)

    assert asyncio.run(live_and_die()).startswith("The product ended by itself (exit code -9).")
    assert "ward.toml cannot be read" in asyncio.run(never_live())
