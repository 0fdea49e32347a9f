"""The words that do something wherever one stands (dialogues R8), and codes (R9)."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers import alarm, board, channels, codes, data, desk, help, join, link, marking, menu, mine, originals, report
from handlers.turn import Turn
from reporting.fold import fold

CODE = re.compile(r"\b(yk|kh)[\s\-_]*0*(\d{1,6})\b")
LINK_WORDS = ("ghim", "ghim noi", "ban do", "gui anh", "lien ket")  # folded


def command(turn: Turn, text: str) -> bool:
    """False when the message is something else: in any other sentence these words are text."""
    words = fold(text).strip(" .!?").removeprefix("/")
    if channels.command(turn, words) or join.known_code(turn, text) or data.command(turn, words):
        return True
    if originals.command(turn, words) or marking.command(turn, words):
        return True
    code = CODE.search(words)
    if code is not None:
        return codes.code(turn, f"{code[1].upper()}-{int(code[2]):04d}", words)
    act = ACTS.get(words)
    if act is None:
        return False
    turn.act = words
    act(turn)
    return True


def _help(turn: Turn) -> None:
    """What can be done where one stands, and that question again; with none open, help for the role one has."""
    top = turn.talk.top(turn.now)
    if top is None or not help.here(turn, top.name):
        help.help_me(turn)
    if top is not None:
        turn.ask_again(top)


ACTS: dict[str, Callable[[Turn], None]] = {
    "menu": menu.show,
    **dict.fromkeys(("viec", "viec cua toi"), board.show),
    "tuan": desk.week,
    "sua": mine.how_to_correct,
    "hoan tac": mine.undo_last,
    "bo": report.drop,
    **dict.fromkeys(("giup", "help"), _help),
    "khan": alarm.begin,
    "rut": mine.how_to_correct,
    **dict.fromkeys(LINK_WORDS, link.offer),
}
