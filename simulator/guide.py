"""The pictures of docs/huong-dan.md, taken from the demo with its clock standing: `make guide`.

Every picture is one telephone with nothing on it but the talk it is about. Codes and addresses, which are others in
every run, are shown as those the guide names.
"""

import base64
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, Playwright, sync_playwright

from simulator.demo import START

HOUSE = Path(__file__).parent.parent
PICTURES = HOUSE / "docs" / "pictures"
FONT = HOUSE / "documents" / "fonts" / "LiberationSans-Regular.ttf"
ADDRESS = re.compile(r"http://\S+/")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--force-color-profile=srgb")

CODE, LINK = "GAMO TILU", "https://kenh.example/l/…"
"""What the guide shows in place of a code and of a link."""
COLOURS = 48
LEADER, STAFF, OFFICE = "tdp1.leader", "kdv-tonghop", "ub-kthtdt"
WEDNESDAY_NUDGE = START.replace(hour=16, minute=0)
DEADLINE = WEDNESDAY_NUDGE + timedelta(days=1)

ALONE = """
  * { animation: none !important; scroll-behavior: auto !important; caret-color: transparent; }
  body { font-family: Guide, sans-serif; }
  .phone.shot { position: fixed; left: 0; top: 0; z-index: 9; width: 340px; max-width: none; height: auto; border: 0;
    border-radius: 0; box-shadow: none; }
  .shot .log { overflow: visible; flex: none; padding-bottom: 14px; }
  .shot .edge, .shot form, .shot .told, .shot .note, .shot .date { display: none; }
  .shot > header { padding-top: 9px; }
  body:has(.shot) > :not(main), .table:has(.shot) > :not(.shot) { visibility: hidden; }
  body:has(.shot) { background: #e2e8ef; }
"""
AS_NAMED = """([phone, code, link]) => {
  const words = document.createTreeWalker(phone, NodeFilter.SHOW_TEXT);
  const hidden = phone.querySelector(".slip strong").dataset.code ??= phone.querySelector(".slip strong").textContent;
  while (words.nextNode()) {
    const node = words.currentNode;
    node.data = node.data.replaceAll(hidden, code).replace(/http:\\/\\/\\S+/g, link);
  }
}"""


@dataclass
class Desk:
    """The demo's page, its telephones and its clock."""

    page: Page
    now: datetime = START

    def phone(self, post: str) -> Locator:
        return self.page.locator(f'.phone[data-posts~="{post}"]')

    def says(self, post: str, *texts: str) -> None:
        """Each is answered before the next."""
        for text in texts:
            line = self.phone(post).get_by_placeholder("Nhắn tin")
            line.fill(text)
            line.press("Enter")
            self.rests()

    def sends_photo(self, post: str) -> None:
        self.phone(post).get_by_role("button", name="Gửi ảnh").click()
        self.phone(post).get_by_alt_text("Ảnh đã gửi").last.wait_for()

    def rests(self) -> None:
        """Long enough for whoever waits whether more words come."""
        self.goes(self.now + timedelta(seconds=30))

    def goes(self, to: datetime) -> None:
        gone = self.page.request.post(f"{self.page.url}demo/go", data={"to": to.isoformat()}, timeout=120_000)
        if not gone.ok:
            raise RuntimeError(gone.text())
        self.now = to
        self.page.wait_for_timeout(400)  # until the page has shown what came

    def everybody_joins(self) -> None:
        gone = self.page.request.post(f"{self.page.url}demo/everybody", data={}, timeout=120_000)
        self.now = datetime.fromisoformat(gone.json()["now"])
        self.rests()

    def units_have_nothing(self) -> None:
        """All of them but the leader's own."""
        for figure in self.page.request.get(f"{self.page.url}demo/cast").json():
            if LEADER not in figure["posts"] and re.search(r"\.(leader|secretary)\b", " ".join(figure["posts"])):
                said = {"chat": figure["chat"], "text": "không có gì"}
                self.page.request.post(f"{self.page.url}control/say", data=said)
        self.rests()

    def begins(self, post: str) -> None:
        """What was said so far is not in the next picture."""
        self.phone(post).evaluate("""(phone) => {
          phone.querySelectorAll(".row, .slip").forEach((told) => told.classList.add("told"));
        }""")

    def takes(self, post: str, name: str) -> None:
        phone = self.phone(post)
        self.page.evaluate(AS_NAMED, [phone.element_handle(), CODE, LINK])
        phone.evaluate("(phone) => phone.classList.add('shot')")
        _keep(phone.screenshot(), name)
        phone.evaluate("(phone) => phone.classList.remove('shot')")


def joining(desk: Desk) -> None:
    code = desk.phone(LEADER).locator(".slip strong").inner_text()
    desk.says(LEADER, code)
    desk.phone(LEADER).locator(".slip").evaluate("(slip) => { slip.open = true; }")
    desk.takes(LEADER, "vao-kenh")
    desk.begins(LEADER)
    desk.says(LEADER, "1", "1", "1")
    desk.takes(LEADER, "dong-y")
    desk.says(LEADER, "2")
    desk.everybody_joins()


def a_matter(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.says(LEADER, "đèn đường hẻm 12 không sáng ba ngày nay", "1")
    desk.takes(LEADER, "co-viec")


def an_answer(desk: Desk) -> None:
    desk.begins(OFFICE)
    desk.says(OFFICE, "việc")
    desk.says(OFFICE, "YK-0001 đã thay hai bóng đèn", "1")  # the first matter of all
    desk.takes(OFFICE, "tra-loi")
    desk.says(LEADER, "1")


def a_photo(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.sends_photo(LEADER)
    desk.says(LEADER, "mặt đường hẻm 5 bị hỏng, xe máy dễ té", "1")
    desk.takes(LEADER, "gui-anh")


def a_place(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.says(LEADER, "ghim")
    link = desk.phone(LEADER).locator(".bot .words a").last.get_attribute("href") or ""
    desk.takes(LEADER, "ghim")
    page = desk.page.context.new_page()
    page.set_viewport_size({"width": 340, "height": 860})
    page.goto(link)
    if (opens := page.get_by_role("button", name="Mở", exact=True)).count():
        opens.click()
    page.get_by_role("heading", name="Nơi có việc").wait_for()
    _lettered(page)
    _keep(page.screenshot(), "trang-ghim")
    page.close()


def corrected(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.says(LEADER, "ống nước hẻm 9 bể, 5 hộ thiếu nước xài", "1")
    desk.says(LEADER, f"sửa {_code(desk)} 8 hộ", "hoàn tác")
    desk.takes(LEADER, "sua-lai")


def quiet_week(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.goes(WEDNESDAY_NUDGE + timedelta(seconds=5))
    desk.says(LEADER, "1")
    desk.takes(LEADER, "nhac")


def asked_after(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.says(LEADER, "việc", "tuần")
    desk.takes(LEADER, "viec-tuan")


def an_alarm(desk: Desk) -> None:
    desk.begins(LEADER)
    desk.says(LEADER, "nước lên nhanh quá, 3 nhà ngập tới ngực, còn 2 cụ già chưa ra được")
    desk.says(LEADER, "1", "1")
    desk.takes(LEADER, "viec-khan")


def the_draft(desk: Desk) -> None:
    desk.units_have_nothing()
    desk.goes(DEADLINE - timedelta(seconds=5))
    desk.begins(STAFF)
    desk.goes(DEADLINE + timedelta(seconds=5))
    desk.takes(STAFF, "du-thao")


SCENES = (joining, quiet_week, a_matter, a_photo, a_place, corrected, an_answer, asked_after, an_alarm, the_draft)


def _code(desk: Desk) -> str:
    """Of the newest matter the leader was told of."""
    said = " ".join(desk.phone(LEADER).locator(".bot .words").all_inner_texts())
    *_, newest = re.finditer(r"YK-\d{4}", said)
    return newest[0]


def _lettered(page: Page) -> None:
    """The same letters whatever fonts a machine has."""
    font = base64.b64encode(FONT.read_bytes()).decode()
    face = f"@font-face {{ font-family: Guide; src: url(data:font/ttf;base64,{font}); }}"
    page.add_style_tag(content=f"{face} body, button, input, select {{ font-family: Guide, sans-serif !important; }}")
    page.evaluate("document.fonts.load('16px Guide')")


def _keep(picture: bytes, name: str) -> None:
    """Few colours: a picture is small."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def installed() -> str | None:
    """A Chromium of the machine's own."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _opened(playwright: Playwright, address: str) -> Page:
    own = playwright.chromium.executable_path
    browser = playwright.chromium.launch(executable_path=own if Path(own).exists() else installed(), args=list(FLAGS))
    page = browser.new_context(
        device_scale_factor=1.5,
        viewport={"width": 720, "height": 1600},
        bypass_csp=True,  # our own letters on the product's pages too
    ).new_page()
    page.add_init_script("sessionStorage.setItem('danvan-tour-seen', 'yes')")
    page.goto(address)
    page.locator(".phone").nth(4).wait_for()
    _lettered(page)
    page.add_style_tag(content=ALONE)
    return page


@contextmanager
def _demo() -> Iterator[str]:
    command = [sys.executable, "-m", "simulator", "demo", "--port", "0", "--speed", "0"]
    demo = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own demo
    try:
        assert demo.stdout is not None
        found = ADDRESS.search(demo.stdout.readline())
        if found is None:
            sys.exit("The demo did not start.")
        yield found[0]
    finally:
        demo.terminate()
        demo.wait(20)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as playwright:
        desk = Desk(_opened(playwright, address))
        for scene in SCENES:
            scene(desk)


if __name__ == "__main__":
    main()
