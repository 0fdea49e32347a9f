from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.demo.browser import chromium
from tests.demo.played import HOUSE, PLAYED, Week, played
from tests.demo.table import PATIENCE, Table

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
KNOWS_THE_TOUR = "sessionStorage.setItem('danvan-tour-seen', 'yes')"


@pytest.fixture(scope="session")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Week]:
    """One after another: side by side they starve each other and whoever tests beside them."""
    return {channel: played(tmp_path_factory.mktemp(channel), channel) for channel in PLAYED}


@pytest.fixture(scope="session", params=PLAYED)
def week(weeks: dict[str, Week], request: pytest.FixtureRequest) -> Week:
    return weeks[request.param]


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """A demo on a free port; it must end in order when it is told to."""
    command = [sys.executable, "-m", "simulator", "demo", "--port", "0"]
    demo = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert demo.stdout is not None
    line = demo.stdout.readline()
    found = ADDRESS.search(line)
    if found is None:
        demo.wait(60)
        pytest.fail(f"the demo did not start: {line} {demo.communicate()[1]}")
    yield found[0]
    demo.send_signal(signal.SIGINT)
    printed, complained = demo.communicate(timeout=60)
    assert (demo.returncode, printed, complained) == (0, "", "")


@pytest.fixture(scope="package")  # no longer: while it is open its loop is in the way of everybody's asyncio.run
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


Visit = Callable[..., Table]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the page as somebody else. Nothing may be asked of anybody else, and no script may stumble."""
    expect.set_options(timeout=PATIENCE)
    pages, stumbled, abroad = [], list[str](), list[str]()

    def enter(knows_the_tour: bool = True, width: int = 1400, height: int = 860) -> Table:
        page = browser.new_page(viewport={"width": width, "height": height})
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: stumbled.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((address, "data:")) else abroad.append(request.url),
        )
        if knows_the_tour:
            page.add_init_script(KNOWS_THE_TOUR)
        page.goto(address)
        expect(page.locator(".phone")).to_have_count(5)
        return Table(page)

    yield enter
    for page in pages:
        page.close()
    assert (stumbled, abroad) == ([], [])


@pytest.fixture
def table(visit: Visit) -> Table:
    return visit()
