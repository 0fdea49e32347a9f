"""How a matter lives: which moves there are, who may make them, and when the clock looks at it next. Pure.

A state that is not in the table beside an act has no such move. Nothing closes without an answer or a stated reason,
and what was answered closes by a witness: the reporters' own word, or three working days in which they said nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from reporting.calendar import Calendar, due_by

MORNING = time(8)
WITNESS_WORKING_DAYS = 3


class Role(StrEnum):
    """What somebody is to one matter."""

    OWNER = "owner"  # the body that must act, or who stands in for it
    WITNESS = "witness"  # reports for a unit that told of it
    BLOC = "bloc"
    HEAD = "head"  # of the Bloc, or who stands in
    AUTHOR = "author"  # wrote a report that tells of it
    TOLD = "told"  # was told of this hot spot
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Move:
    to: str
    who: frozenset[Role]
    says_why: bool = False


WAITS_FOR_OWNER = ("da_chuyen", "dang_xu_ly", "chua_on")
NOT_CLOSED = ("moi", *WAITS_FOR_OWNER, "da_tra_loi", "da_on")
STATES = (*NOT_CLOSED, "dong")


def _moves() -> dict[tuple[str, str], Move]:
    owner, bloc, clock = frozenset({Role.OWNER}), frozenset({Role.BLOC}), frozenset({Role.CLOCK})
    told, witness = frozenset({Role.TOLD}), frozenset({Role.WITNESS, Role.BLOC})
    same = None  # the state stays
    table: list[tuple[str, tuple[str, ...], str | None, frozenset[Role], bool]] = [
        # act, from, to, who, only with words
        ("chosen", ("moi",), "da_chuyen", frozenset({Role.HEAD}), False),
        ("taken", ("da_chuyen", "chua_on"), "dang_xu_ly", owner, False),
        ("asked", WAITS_FOR_OWNER, same, owner, True),
        ("forwarded", WAITS_FOR_OWNER, "da_chuyen", owner | bloc, True),
        ("extension asked", WAITS_FOR_OWNER, same, owner, True),
        ("extended", WAITS_FOR_OWNER, same, bloc, True),
        ("not extended", WAITS_FOR_OWNER, same, bloc, False),
        ("answered", (*WAITS_FOR_OWNER, "da_tra_loi"), "da_tra_loi", owner, True),
        ("seen well", ("da_tra_loi",), same, witness, False),
        ("well", ("da_tra_loi",), "da_on", witness, False),
        ("closed", ("da_on",), "dong", witness, False),
        ("silence", ("da_tra_loi",), "dong", clock, True),
        ("not well", ("da_tra_loi", "dong"), "chua_on", witness, True),
        ("withdrawn", NOT_CLOSED, "dong", witness, True),
        ("marked", NOT_CLOSED, "dong", frozenset({Role.AUTHOR, Role.BLOC}), True),
        ("put away", NOT_CLOSED, "dong", bloc, True),
        # hot spots
        ("acknowledged", ("moi", *WAITS_FOR_OWNER), "dang_xu_ly", told, False),
        ("over", WAITS_FOR_OWNER, "da_tra_loi", told, False),
        ("let go", ("dang_xu_ly", "chua_on"), "da_chuyen", clock, False),
    ]
    return {
        (state, act): Move(to or state, who, says_why) for act, states, to, who, says_why in table for state in states
    }


MOVES = _moves()


def step(state: str, act: str, roles: Collection[Role], words: str | None = None) -> str | None:
    """The state after an act; None when there is no such move, not for these roles, or not without words."""
    move = MOVES.get((state, act))
    if move is None or not move.who.intersection(roles) or (move.says_why and not (words or "").strip()):
        return None
    return move.to


class NotAllowed(Exception):
    """A move that is not in the table; the text names state, act and roles."""


def is_late(state: str, due_at: datetime | None, now: datetime) -> bool:
    """The owner has not answered in time; what was answered is not late any more."""
    return state in (*WAITS_FOR_OWNER, "moi") and due_at is not None and due_at < now


# Endings: what the answer of an owner is.

FIXED, EXPLAINED, NOT_FEASIBLE, NOT_OURS = "fixed", "explained", "not_feasible", "not_ours"
ENDINGS = (FIXED, EXPLAINED, NOT_FEASIBLE, NOT_OURS)


# The clock


@dataclass(frozen=True, slots=True)
class Look:
    """`what` falls due at `at`: due (asked in the morning), overdue (the Bloc hears), silence (it closes)."""

    what: str
    at: datetime


def looks(state: str, due_at: datetime | None, witness_until: datetime | None, calendar: Calendar) -> list[Look]:
    """Everything the clock does about a matter as it stands, in order of time."""
    if state == "da_tra_loi" and witness_until is not None:
        return [Look("silence", witness_until)]
    if state not in WAITS_FOR_OWNER or due_at is None:
        return []
    day = calendar.local(due_at).date()
    after = calendar.add_workdays(day, 1)
    return [Look("due", calendar.moment(day, MORNING)), Look("overdue", calendar.moment(after, MORNING))]


def next_look(
    state: str, due_at: datetime | None, witness_until: datetime | None, calendar: Calendar, after: datetime
) -> datetime | None:
    """When the clock has to look again, having looked at `after`."""
    coming = [look.at for look in looks(state, due_at, witness_until, calendar) if look.at > after]
    return min(coming, default=None)


def witness_by(answered_at: datetime, calendar: Calendar) -> datetime:
    return due_by(answered_at, WITNESS_WORKING_DAYS, calendar)
