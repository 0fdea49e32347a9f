"""Help for the role one has, and a word to somebody of the Bloc when the bot cannot help."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.channels import CHANNELS
from reporting.texts import channels as channel_texts
from reporting.texts import data as data_texts
from reporting.texts import desk as desk_texts
from reporting.texts import handover as handover_texts
from reporting.texts import helping
from reporting.texts import pages as page_texts
from reporting.texts import reports as texts
from reporting.values import Who
from storage import addresses


def help_me(turn: Turn) -> None:
    me, more = turn.me, _more(turn)
    staff = turn.staff()
    if me.in_bloc:
        turn.say("\n".join([desk_texts.help_staff(me), *more]))
    elif me.reports_for:
        turn.say(texts.help_reporter(me, staff.phone_slot if staff else "113", more))
    elif me.holds("contact"):
        turn.say("\n".join([desk_texts.help_owner(me), *more]))
    else:
        turn.say("\n".join([desk_texts.help_reader(me), *more]))


def here(turn: Turn, state: str) -> bool:
    """Help for the question that stands; False where it needs none of its own."""
    if state not in helping.STATES:
        return False
    staff = turn.staff()
    turn.say(helping.here(turn.me, state, staff.phone_slot if staff is not None else "113"))
    return True


def _more(turn: Turn) -> list[str]:
    """What is there for this person here: no word of pages without an address, nor of a channel that is linked."""
    lines = [data_texts.how_to()]
    lines += [handover_texts.how()] if turn.me.units("leader", "secretary") else []
    lines += [page_texts.how_to_pin()] if turn.manner.pages and turn.me.reports_for else []
    linked = {contact.channel for contact in addresses.of(turn.session, turn.me.id)}
    others = [CHANNELS[name].label for name in turn.manner.channels if name not in linked]
    return [*lines, channel_texts.how_to_add(others)] if others else lines


def not_a_reporter(turn: Turn) -> None:
    """Words of somebody who does not report: what the channel can do for them, once in a while."""
    turn.act = "help"
    help_me(turn)


def somebody_asks(turn: Turn, staff: Who, words: str) -> None:
    units = turn.me.reports_for
    unit = turn.house.name(units[0]) if units else turn.me.title
    turn.say(desk_texts.somebody_asks(unit, words, turn.me.phone_slot), to=staff)
