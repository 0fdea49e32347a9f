"""A real Chromium without a window: one that is installed, or one that is installed now. Never skipped."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from simulator.guide import installed

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = own if Path(own).exists() else installed() or fetched()
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def fetched() -> str:
    """Debian's own, when we may install it; otherwise the test fails and says what to do."""
    with (Path(tempfile.gettempdir()) / "danvan-chromium.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # apt refuses the second of two workers: it waits and finds what the first got
        if installed() is None and os.geteuid() == 0 and shutil.which("apt-get"):
            quietly = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True}
            for words in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
                subprocess.run(["apt-get", "-qq", *words], check=False, **quietly)  # type: ignore[call-overload]
    found = installed()
    if found is None:
        pytest.fail("No Chromium was found and none could be installed: run `apt-get install chromium` as root.")
    return found
