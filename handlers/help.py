"""Help for the role one has, and a word to somebody of the Bloc when the bot cannot help."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.texts import desk as desk_texts
from reporting.texts import reports as texts
from reporting.values import Who


def help_me(turn: Turn) -> None:
    me = turn.me
    staff = turn.staff()
    if me.in_bloc:
        turn.say(desk_texts.help_staff(me))
    elif me.reports_for:
        turn.say(texts.help_reporter(me, staff.phone_slot if staff else "113"))
    elif me.holds("contact"):
        turn.say(desk_texts.help_owner(me))
    else:
        turn.say(desk_texts.help_reader(me))


def not_a_reporter(turn: Turn) -> None:
    """Words of somebody who does not report: what the channel can do for them, once in a while."""
    turn.act = "help"
    help_me(turn)


def somebody_asks(turn: Turn, staff: Who, words: str) -> None:
    units = turn.me.reports_for
    unit = turn.house.name(units[0]) if units else turn.me.title
    turn.say(desk_texts.somebody_asks(unit, words, turn.me.phone_slot), to=staff)
