"""What came with a report goes to nobody before somebody of the Bloc has looked at it: the desk is asked once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from reporting.house import House
from reporting.interview import Question
from reporting.texts import looks as texts
from reporting.values import Say, Who
from storage import conversations, looks, outbox, people
from storage.tables import Report

A_WEEK = timedelta(days=7)


def due(session: Session, house: House, now: datetime) -> None:
    """Nobody is asked at night but for an alarm: what was said into a telephone may be the news of it."""
    who = people.desk(session, house.id)
    if who is None or not who.joined:
        return
    for report in looks.waiting(session, house.id, now):
        at = now if report.kind == "alarm" else house.calendar.quiet_end(now)
        desk = _Desk(session, house, who, report, now, at)
        kinds = looks.of_report(session, report.id or 0)
        if looks.unheard(report):
            desk.hears(kinds)
            continue
        for kind, media in kinds.items():
            desk.looks_at(kind, media)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody shown what came with a report, each by itself, the question under the last. What comes later is asked
    about anew: nobody decides on what they were not shown."""

    session: Session
    house: House
    who: Who
    report: Report
    now: datetime
    at: datetime  # when they are asked

    def looks_at(self, kind: str, media: list[int]) -> None:
        fresh = self._fresh(media)
        if not fresh:
            return
        code, last = self.report.code or self.house.name(self.report.unit), fresh[-1]
        for n, number in enumerate(fresh[:-1], 1):
            self._show(number, texts.one_of(code, kind, n, len(fresh)))
        data = {"about": f"{code}:{last}", "code": code, "report": self.report.id, "kind": kind, "media": fresh}
        words = texts.look(self.who, code, kind, len(fresh), self.report.text)
        self._ask(last, Question("", "look", texts.choose(kind), self.now, self.at + A_WEEK, data, text=words))

    def hears(self, kinds: dict[str, list[int]]) -> None:
        """Without words: all of it is shown, one question asks for its line."""
        unit = self.house.name(self.report.unit)
        captions = {
            number: texts.one_of(unit, kind, n, len(media))
            for kind, media in kinds.items()
            for n, number in enumerate(media, 1)
        }
        fresh = self._fresh(list(captions))
        if not fresh:
            return
        for number in fresh[:-1]:
            self._show(number, captions[number])
        words = texts.hear(self.who, unit, {kind: len(media) for kind, media in kinds.items()})
        data = {"about": f"hear:{self.report.id}", "report": self.report.id}
        self._ask(fresh[-1], Question("", "hear", texts.HEAR, self.now, self.at + A_WEEK, data, text=words))

    def _fresh(self, media: list[int]) -> list[int]:
        return [number for number in media if not outbox.was_put(self.session, self._key(number))]

    def _key(self, medium: int) -> str:
        return f"look:{self.report.id}:{medium}"

    def _show(self, medium: int, words: str) -> None:
        say = Say(self._key(medium), words, person=self.who.id, attach=f"media:{medium}", not_before=self.at)
        outbox.put(self.session, self.house.id, say, self.now)

    def _ask(self, medium: int, question: Question) -> None:
        question = replace(question, id=f"l{medium}-{self.who.id}")
        say = Say(
            key=self._key(medium),
            text=question.text,
            person=self.who.id,
            choices=question.choices,
            question=question.id,
            counted=True,
            not_before=self.at,
            attach=f"media:{medium}",
        )
        if outbox.put(self.session, self.house.id, say, self.now):
            conversations.push(self.session, self.house.id, self.who.id, question, self.now)
