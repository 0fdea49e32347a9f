"""The command line and the only place that reads a clock."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

import structlog
from cryptography.fernet import Fernet, InvalidToken
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from bot import backup_commands, check_channels, checks, reading
from bot.clocks import UNHEARD, heard
from bot.config import Config, ConfigError, load, without_a_channel
from bot.findings import report
from bot.invitations import Invitation, how_to_join, invitations
from bot.ready import WRONG_KEY, NotReady, only_ward, opened
from reporting.calendar import Period, late_period, period_labelled
from reporting.house import House
from reporting.texts import digest as digest_texts
from reporting.ward import WardFileError
from storage import accounts, digests, people, roster
from storage.backups import Failed

T = TypeVar("T")


def system_time() -> datetime:
    return datetime.now(UTC)


def now(config: Config) -> datetime:
    """The time by the clock of the settings. Raises NotReady when its address does not answer."""
    if config.clock.source == "system":
        return system_time()
    try:
        return asyncio.run(heard(config.clock.source))
    except UNHEARD as fault:
        raise NotReady(f"The clock at {config.clock.source} does not answer ({type(fault).__name__}).") from None


def main() -> None:
    """Entry point `danvan`. Exit code 1 with plain words when something is wrong."""
    arguments = _parser().parse_args()
    if arguments.command == "key":
        print(Fernet.generate_key().decode())
        return
    try:
        config = load(Path(arguments.config), os.environ)
        log_as(config.log.level)
        if arguments.command == "check":
            sys.exit(report(checks.run(config, system_time())))
        if arguments.command == "understand":
            reading.understand(config, arguments.file, arguments.ward, arguments.score)
            return
        _require_key(config)
        commands: dict[str, Callable[[Config, argparse.Namespace], None]] = {
            "run": _run,
            "ward": _import_ward,
            "invite": _invite,
            "export": _export,
            "digest": _digest,
            "backup": lambda config, given: backup_commands.backup(config, now(config), given.to),
            "restore": lambda config, given: backup_commands.restore(config, now(config), given.file, given.yes),
        }
        commands[arguments.command](config, arguments)
    except ConfigError as fault:
        _stop(fault.problems)
    except WardFileError as fault:
        _stop([str(fault)])
    except (NotReady, Failed) as fault:
        _stop([str(fault)])
    except InvalidToken:
        _stop([WRONG_KEY])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="danvan", description="A chat bot for field reporting in a ward.")
    parser.add_argument("--config", default="config.toml", help="the settings (default: config.toml here)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="run the product")
    commands.add_parser("check", help="say in plain words what is wrong before running")
    commands.add_parser("key", help="make a key for DANVAN_SECRETS__KEY")
    ward = commands.add_parser("ward", help="the ward file").add_subparsers(dest="act", required=True)
    ward.add_parser("import", help="bring the roster to what the file says").add_argument("file", type=Path)
    invite = commands.add_parser("invite", help="invitation codes for everybody who has not joined")
    form = invite.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--slips", type=Path, metavar="FILE", help="as a PDF to print and cut, eight to an A4 page")
    invite.add_argument("--post", help="only for this post, for example tdp1.leader")
    for name, what in (("export", "the accounts of a week as JSON"), ("digest", "the digest of a week")):
        of_week = commands.add_parser(name, help=what)
        of_week.add_argument("--period", help="for example 2026-W47 (default: the last)")
    of_week.add_argument(
        "--out", type=Path, metavar="DIR", help="every paper of it into this folder, not the text alone"
    )
    read = commands.add_parser("understand", help="what messages of a file are taken for, and why")
    read.add_argument(
        "file", metavar="FILE.jsonl", help='objects with "id" and "text", one to a line; - reads standard input'
    )
    read.add_argument(
        "--ward", type=Path, metavar="FILE", help="names of units (default: the imported ward, else the sample)"
    )
    read.add_argument(
        "--score", type=Path, metavar="FILE", help="labels of the same messages: print how well they are read"
    )
    backup = commands.add_parser("backup", help="make a backup now, beside the running product")
    backup.add_argument("--to", type=Path, metavar="DIR", help="in this folder (default: backup.folder)")
    restore = commands.add_parser("restore", help="put a backup in the place of the database")
    restore.add_argument("file", type=Path)
    restore.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _stop(problems: list[str]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1)


def _require_key(config: Config) -> None:
    if not config.secrets.key.get_secret_value():
        raise ConfigError(
            ["DANVAN_SECRETS__KEY is not set: make a key with `danvan key` and keep it apart from the database."]
        )


def log_as(level: str, into: TextIO | None = None) -> None:
    """One JSON object a line (on standard output); no message text and no token ever reaches it."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _drop_empty,
            _where,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(into),
        cache_logger_on_first_use=into is None,
    )
    # Libraries name addresses in their logs, and Telegram's addresses hold the token.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.ERROR)
    logging.getLogger("telegram").setLevel(logging.ERROR)


def _drop_empty(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: value for key, value in event.items() if value is not None}


def _where(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """An exception as its type and the lines it passed through: its own text may hold what people wrote."""
    fault = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        event["exception"] = type(fault).__name__
        frames = traceback.extract_tb(fault.__traceback__)
        event["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return event


def _run(config: Config, _arguments: argparse.Namespace) -> None:
    if problems := without_a_channel(config):
        raise ConfigError(problems)

    from bot.engine import (
        serve,
    )  # Telegram's libraries take seconds to load: only who runs the product pays

    async def until_told() -> None:
        stop = asyncio.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
        await serve(config, system_time, stop)

    asyncio.run(until_told())


def _export(config: Config, arguments: argparse.Namespace) -> None:
    at = now(config)

    def job(session: Session) -> dict[str, Any]:
        house = people.house_of(session, only_ward(session))
        return accounts.of_week(session, house, _period(house, arguments.period, at), at)

    print(json.dumps(_in_store(config, job), ensure_ascii=False, indent=1))


def _digest(config: Config, arguments: argparse.Namespace) -> None:
    """The approved digest; before that the draft, said so."""
    at = now(config)

    def asked(session: Session) -> tuple[House, Period]:
        house = people.house_of(session, only_ward(session))
        return house, _period(house, arguments.period, at)

    def text(session: Session) -> str:
        row = digests.refresh(session, *asked(session), at)
        note = "" if row.approved_at else digest_texts.not_approved()
        return digest_texts.full([(line["section"], line["text"]) for line in row.lines], note)

    if arguments.out is None:
        print(_in_store(config, text))
        return
    from bot import papers  # loads typesetters: only who wants paper waits for them

    found = _in_store(config, lambda session: papers.bundle(session, *asked(session), at))
    for path in papers.written(found, arguments.out, Console(stderr=True)):
        print(path)


def _period(house: House, label: str | None, at: datetime) -> Period:
    """Raises NotReady for a label that is none."""
    if label is None:
        return late_period(at, house.schedule, house.calendar)
    try:
        period = period_labelled(label, house.schedule, house.calendar)
    except ValueError:
        period = None
    if period is None:
        raise NotReady(f"{label} is no week with a report: name it like 2026-W47.")
    return period


def _in_store(config: Config, job: Callable[[Session], T]) -> T:
    store = opened(config.database.url, config.secrets.key.get_secret_value())
    try:
        return store.do(job).result()
    finally:
        store.close()


def _import_ward(config: Config, arguments: argparse.Namespace) -> None:
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise NotReady(f"{arguments.file} cannot be read: {fault}.") from None
    at = now(config)
    house, changes = _in_store(config, lambda session: roster.import_ward(session, text, at))
    print(f"{house.file.ward.full_name}: {len(house.units)} units, {len(house.people)} people.")
    print(f"added {changes.added}, changed {changes.changed}, ended {changes.ended}, as before {changes.same}")
    for person in house.people:
        if len(person.posts) > 1:
            print(f"one person: {person.name} ({', '.join(post.key for post in person.posts)})")


def _invite(config: Config, arguments: argparse.Namespace) -> None:
    names = check_channels.names(config)
    valid = timedelta(days=config.invites.valid_days)
    at = now(config)

    def job(session: Session) -> tuple[House, list[Invitation]]:
        ward = only_ward(session)
        found = invitations(session, ward, at, valid, names.get("telegram", ""), arguments.post)
        return people.house_of(session, ward), found

    house, found = _in_store(config, job)
    if arguments.slips is not None:
        from bot.slips import written  # loads a typesetter: only who prints waits for it

        for line in written(arguments.slips, house, found, names, config.zalo.bot_link):
            print(line)
        return
    if arguments.json:
        print(json.dumps([invitation.as_json() for invitation in found], ensure_ascii=False, indent=1))
        return
    table = Table()
    for heading in ("post", "person", "channel", "code", "link"):
        table.add_column(heading, overflow="fold")  # a key or a link cut short is of no use
    for invitation in found:
        table.add_row(invitation.post, invitation.person, invitation.label, invitation.code, invitation.link)
    console = Console()
    console.print(table)
    for line in how_to_join(found, names):
        console.print(line, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
