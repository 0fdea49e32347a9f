"""What the Bloc does at its desk: who is missing, what was said on the telephone. The digest has files of its own."""

from __future__ import annotations

from handlers import digest_desk, mine, report, standing
from handlers.turn import Turn
from reporting.fold import fold, nfc
from reporting.interview import Draft
from reporting.texts import desk as texts
from reporting.texts.commands import ASKS_UNIT
from reporting.values import MessageKind
from storage import people


def words(turn: Turn, text: str) -> bool:
    """Words only the Bloc's people may say; False when they are none of these."""
    if not turn.me.in_bloc:
        return False
    if digest_desk.words(turn, text):
        return True
    if fold(text).strip(" .?") in ("don vi chua gui", "ai chua gui", "chua gui"):
        standing.missing(turn, turn.house.period(turn.now))
        return True
    return _by_phone(turn, text)


def _by_phone(turn: Turn, text: str) -> bool:
    """`Suối Đá không có gì`: a unit's name, then what it said on the telephone. A question is nobody's report."""
    found = turn.house.read(text)
    units = [unit for unit in found.units if turn.house.units[unit].owes_weekly]
    if not units:
        return False
    if found.kind is MessageKind.QUESTION or ASKS_UNIT.match(nfc(text)):
        turn.act = "asks a unit"
        holders = people.of_unit(turn.session, turn.house.id, units[0], "leader", "secretary")
        turn.say(texts.ask_by_phone(turn.me, turn.house.name(units[0]), holders[0] if holders else None))
        return True
    kind = "status" if found.kind is MessageKind.OTHER else None
    draft = Draft(
        unit=units[0],
        first_at=turn.now,
        last_at=turn.now,
        texts=(text,),
        by_phone=True,
        kind=kind,
        inbox=(turn.inbox,) if turn.inbox is not None else (),
        masked=turn.incoming.masked,
    )
    report.answer(turn, draft)
    return True


def week(turn: Turn) -> None:
    """`tuần`: own standing for reporters, everybody's for the Bloc, the last digest for readers."""
    if turn.me.in_bloc:
        standing.show(turn)
    elif turn.me.reports_for:
        mine.week(turn)
    else:
        digest_desk.last(turn)
