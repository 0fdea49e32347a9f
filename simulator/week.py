"""The same week without a browser: `python -m simulator week --out out`, from the script in week.txt.

The people of the script know what their telephones show and nothing else; the clock goes through every moment at which
the product has something to do. What is left behind is told by the wire (transcripts, the digest as it was received)
and by the product's own accounts, and the two must agree.
"""

import argparse
import asyncio
import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from simulator import server, transcripts
from simulator.actors import Actors
from simulator.choices import parted
from simulator.product import WARD, Chat, Product, ProductFailed
from simulator.script import VIETNAM, ScriptError, Step, read

Json = dict[str, Any]

SCRIPT = Path(__file__).parent / "week.txt"
STARTS = datetime(2026, 11, 12, 7, tzinfo=VIETNAM)
ENDS = datetime(2026, 11, 20, 12, tzinfo=VIETNAM)
LABEL = "2026-W47"
CHAIR = "kdv-truong"
DIGEST_BEGINS = "Tổng hợp tuần 47"
LINK = re.compile(r"https?://\S+/l/")
HOW_TO_SIGN = "Xem xong, "
AS_WRITTEN = "as-written"
PAPERS = ("don-vi.png", "linh-vuc.png", "ban-do.png", "xu-huong.png", "bao-cao.docx", "bao-cao.pdf", "so-lieu.xlsx",
          "digest.html")  # fmt: skip
SILENCE = 2.0
"""Real seconds after which a product that does not answer has not ended, but hangs."""


class WeekFailed(Exception):
    """The text says in plain words what does not agree."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m simulator week", description="A week of the ward from a script.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the results go (default: out)")
    parser.add_argument("--script", type=Path, default=SCRIPT, help="another script")
    parser.add_argument(
        "--channel",
        choices=(AS_WRITTEN, "telegram", "zalo"),
        default=AS_WRITTEN,
        help="everybody on this one; as-written: each person as the ward file says (default)",
    )
    options = parser.parse_args(arguments)
    console = Console()
    try:
        steps = read(options.script.read_text(encoding="utf-8"))
        account = asyncio.run(_week(steps, options.out, console, options.channel))
    except (ProductFailed, ScriptError, WeekFailed) as failure:
        console.print(str(failure), style="bold red", markup=False)
        return 1
    except OSError as failure:
        console.print(f"{failure.filename or options.out}: {failure.strerror}", style="bold red", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped; what was said until then is in the transcripts.")
        return 1
    _show(console, account, options.out)
    return 0


async def _week(steps: list[Step], out: Path, console: Console, channel: str) -> Json:
    """Plays the script and writes the results; answers the accounts."""
    running = await server.start(now=STARTS.astimezone(UTC))
    try:
        with tempfile.TemporaryDirectory(prefix="danvan-week-") as folder, _progress(console) as progress:
            task = progress.add_task("the product starts", total=len(steps))
            async with Product(running.url, Path(folder)) as product:
                actors = Actors(product, "" if channel == AS_WRITTEN else channel)
                try:
                    await _unless_it_ends(product, _play(actors, steps, progress, task))
                finally:  # also what was said until something went wrong
                    happened = await _write_transcripts(actors, out)
                progress.update(task, description="the accounts are drawn up")
                return await _results(actors, happened, out)
    finally:
        await running.stop()


def _progress(console: Console) -> Progress:
    bar = (TextColumn("{task.description:<28}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    return Progress(*bar, TimeElapsedColumn(), console=console)


async def _unless_it_ends(product: Product, work: Any) -> None:
    """Does the work, and stops at once when the product ends meanwhile."""
    playing, ending = asyncio.ensure_future(work), asyncio.ensure_future(product.ended())
    await asyncio.wait({playing, ending}, return_when=asyncio.FIRST_COMPLETED)
    if playing.done() and isinstance(playing.exception(), ProductFailed):
        await asyncio.wait({ending}, timeout=SILENCE)
    if ending.done():
        playing.cancel()
        raise ProductFailed(ending.result())
    ending.cancel()
    await playing


async def _play(actors: Actors, steps: list[Step], progress: Progress, task: Any) -> None:
    for step in steps:
        if step.at is not None:
            here = step.at.astimezone(VIETNAM)
            progress.update(task, description=f"{here:%d/%m %H:%M} {step.who[0][:14]}")
        await actors.do(step)
        progress.advance(task)
    await actors.go(ENDS)


async def _write_transcripts(actors: Actors, out: Path) -> list[Json]:
    """Answers everything that happened on the wire."""
    happened = await transcripts.events(actors.product.get)
    transcripts.write(out / "transcripts", transcripts.transcripts(happened, actors.names))
    return happened


async def _results(actors: Actors, happened: list[Json], out: Path) -> Json:
    account: Json = json.loads(await actors.product.command("export", "--period", LABEL))
    on_the_wire, in_the_tables = transcripts.sent(happened), account["messages"]["sent"]
    (out / "digest.txt").write_text(_digest(happened, actors.chat(CHAIR)), encoding="utf-8")
    await _papers(actors.product, out)
    (out / "week.json").write_text(json.dumps(account, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if on_the_wire != in_the_tables:
        raise WeekFailed(
            f"The messenger took {on_the_wire} messages of the bot, the database says {in_the_tables} were sent."
        )
    _all_units(account)
    return account


async def _papers(product: Product, out: Path) -> None:
    """Word, PDF, pictures, sheet and page of the week; its text is the one that came to the telephone."""
    with tempfile.TemporaryDirectory(prefix="danvan-papers-") as folder:
        printed = await product.command("digest", "--period", LABEL, "--out", folder)
        made = {Path(line).name for line in printed.splitlines()}
        if missing := [name for name in PAPERS if name not in made]:
            raise WeekFailed(f"The product did not make {', '.join(missing)}.")
        for name in PAPERS:
            shutil.copyfile(f"{folder}/{name}", out / name)


def _digest(happened: list[Json], chair: Chat) -> str:
    """As it came to the chair's telephone, but for the link, which ends with the product that made it.

    Where the text is too long for one message, the choices stand under the last.
    """
    said = [e["message"] for e in happened if e["what"] == "message" and e["chat"] == chair]
    parts: list[str] = []
    for message in said:
        if message["from"] == "bot" and (parts or message["text"].startswith(DIGEST_BEGINS)):
            words, choices = parted(message)
            parts.append(words)
            if choices:
                return "".join(f"{line}\n" for part in parts for line in part.splitlines() if _of_the_digest(line))
    raise WeekFailed("The chair did not receive the digest.")


def _of_the_digest(line: str) -> bool:
    """Not the link, nor what the chair can do with it."""
    return not LINK.search(line) and not line.startswith(HOW_TO_SIGN)


def _all_units(account: Json) -> None:
    """Every cell and group of the ward file is accounted for."""
    ward = tomllib.loads(WARD.read_text(encoding="utf-8"))
    owing = {unit["id"] for kind in ("cells", "groups") for unit in ward[kind]}
    told = {unit["id"] for unit in account["units"]}
    if owing != told:
        raise WeekFailed(f"The accounts leave out or invent units: {', '.join(sorted(owing ^ told))}.")


def _show(console: Console, account: Json, out: Path) -> None:
    states = [unit["state"] for unit in account["units"]]
    rows = {
        "reports": _counts(account["reports"]),
        "channels": _counts(account["channels"]),
        "units": _counts({state: states.count(state) for state in ("on_time", "late", "missing", "excused")}),
        "nudges": _counts(account["nudges"]),
        "messages": _counts(account["messages"]),
        "matters": _counts(account["matters"]),
        "alarms": ", ".join(
            f"{alarm['code']} severity {alarm['severity']}" + _taken(alarm) for alarm in account["alarms"]
        ),
    }
    table = Table(title="Week 47, 12/11 to 18/11/2026", show_header=False)
    for name, what in rows.items():
        table.add_row(name, what)
    console.print(table)
    for name in ("transcripts/", "digest.txt", *PAPERS, "week.json"):
        console.print(f"{out}/{name}", highlight=False, markup=False)


def _counts(found: dict[str, Any]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in found.items())


def _taken(alarm: Json) -> str:
    return (
        f" taken after {alarm['seconds_to_ack']} s"
        if "seconds_to_ack" in alarm
        else f" taken by nobody, last rung {alarm['last_rung']}"
    )
