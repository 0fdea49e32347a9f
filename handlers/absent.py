"""An owner is away for a while: what is open goes to who stands in, and what comes new too."""

from __future__ import annotations

from datetime import date

from handlers import moving, telling
from handlers.turn import Turn
from reporting.handover import goes_away, is_back
from reporting.matters import WAITS_FOR_OWNER
from reporting.texts import handover as handover_texts
from reporting.texts import matters as texts
from storage import handover, matters


def words(turn: Turn, text: str) -> bool:
    """`tuần này tôi đi vắng`, `báo lại`, of somebody who reports for no unit; False for anything else."""
    if goes_away(text):
        turn.act = "away"
        handover.keep_no_reason(turn.session, turn.inbox)
        turn.ask("away", handover_texts.how_long(turn.me), handover_texts.AWAY)
        return True
    if is_back(text) and handover.back(turn.session, turn.me.id):
        turn.act = "back"
        turn.say(texts.owner_back(turn.me))
        return True
    return False


def hand_on(turn: Turn, last: date | None) -> None:
    """The office stays the owner; somebody else acts until it is answered."""
    given, offices = 0, set[str]()
    for matter, report in matters.open_of_owners(turn.session, turn.house.id, [post.key for post in turn.me.posts]):
        if matter.state not in (*WAITS_FOR_OWNER, "moi") or matter.kind != "feedback":
            continue
        matter.acting = None
        telling.find_stand_in(turn, matter)
        telling.close_questions(turn, matter)
        if matter.acting is not None:
            given += 1
            offices.add(turn.house.title_of(matter.acting) or turn.house.file.labels.bloc_short)
            telling.tell(turn, matter, report)
        elif (staff := turn.staff()) is not None and staff.id != turn.me.id:
            line = texts.by_telephone_while_away(matter.code, moving.title(turn, matter), turn.me.phone_slot)
            turn.say(line, to=staff)
    office = next(iter(offices)) if len(offices) == 1 else None
    turn.say(texts.owner_rests(turn.me, last, given, office))
