"""Giving somebody a link. A text holds a slot (`{link:12}`), filled as it is sent: no row holds an open address."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers import help
from handlers.turn import Turn
from reporting.pages import may_open
from reporting.texts import pages as texts
from reporting.texts import reports as report_texts
from reporting.values import Who
from storage import links


def offer(turn: Turn) -> None:
    """`ghim`: a page to pin a place and send photos."""
    if not turn.me.reports_for:
        help.not_a_reporter(turn)
        return
    slot = made(turn, turn.me, "add")
    turn.say(texts.add_link(turn.me, *slot) if slot else texts.no_links(turn.me))


def unsupported(turn: Turn) -> None:
    """What the channel cannot carry, a page can (D24)."""
    slot = made(turn, turn.me, "add")
    if slot is None or turn.channel is None:
        turn.say(report_texts.unsupported(turn.me))
    else:
        turn.say(texts.cannot_carry(turn.me, turn.channel.label, slot[0]))


def with_digest(turn: Turn, who: Who, words: str, label: str) -> str:
    """An approved digest with a last line that leads to it, large and printable."""
    slot = made(turn, who, "digest", label)
    return f"{words}\n{texts.digest_link(*slot)}" if slot else words


def made(
    turn: Turn, who: Who, purpose: str, about: str | None = None, lives: timedelta | None = None
) -> tuple[str, datetime] | None:
    """A slot and until when it opens; None without a public address or without the right. `lives`: not as usual."""
    usual = turn.manner.pages
    if usual is None or not may_open(who, purpose):
        return None
    link = links.make(turn.session, turn.house.id, purpose, who.id, turn.now, lives or usual, about)
    row = links.get(turn.session, link)
    assert row is not None
    return f"{{link:{link}}}", turn.here(row.expires_at)
