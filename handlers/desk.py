"""What the Bloc does at its desk: who is missing, what was said on the telephone. The digest has files of its own."""

from __future__ import annotations

from datetime import timedelta

from handlers import board, digest_desk, inquiry, link, mine, phone_in, signing, standing
from handlers.turn import Turn
from reporting.fold import fold
from reporting.pages import may_open
from reporting.texts import desk as texts
from storage import digests

A_WEEK = timedelta(days=7)


def words(turn: Turn, text: str) -> bool:
    """Words only the Bloc's people may say; False when they are none of these."""
    if not turn.me.in_bloc:
        return False
    if digest_desk.words(turn, text) or signing.words(turn, text):
        return True
    if fold(text).strip(" .?") in ("don vi chua gui", "ai chua gui", "chua gui"):
        standing.missing(turn, turn.house.period(turn.now))
        return True
    return inquiry.words(turn, text) or phone_in.words(turn, text)


def week(turn: Turn) -> None:
    """`tuần`: own standing for reporters, everybody's for the Bloc, the last digest for readers, for who answers what
    lies with them."""
    if turn.me.in_bloc:
        _week_of_the_bloc(turn)
    elif turn.me.reports_for:
        mine.week(turn)
    elif may_open(turn.me, "digest"):
        digest_desk.last(turn)
    else:
        board.show(turn)


def _week_of_the_bloc(turn: Turn) -> None:
    """The week being reported and what lies behind it; the chair reads the last approved digest beneath."""
    period = standing.current(turn)
    row = digests.latest_approved(turn.session, turn.house.id) if turn.me.holds("bloc_head") else None
    words, label, lives = standing.words(turn, period), period.label, board.LIST_LIVES
    if row is not None:
        words = f"{words}\n{link.with_digest(turn, turn.me, digest_desk.text_of(row), row.period)}"
        label, lives = row.period, A_WEEK
    turn.ask("digest", words, texts.SECTIONS, lives=lives, label=label)
