"""What came with a matter and was let on goes to whoever acts for it, each of it once to each of them."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.texts import looks as texts
from reporting.values import Who
from storage import contributions, looks
from storage.tables import Matter


def hand_on(turn: Turn, matter: Matter, to: list[Who]) -> None:
    readers = [who for who in to if who.joined]
    if not readers:
        return
    for report in contributions.reports_of(turn.session, matter):
        for kind, number in looks.let_on(turn.session, report.id or 0):
            for who in readers:
                words = texts.handed_on(matter.code, kind, report.text)
                turn.say(words, to=who, key=f"media:{number}:{who.id}", attach=f"media:{number}")
