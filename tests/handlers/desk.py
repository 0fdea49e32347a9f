"""Turns on a real database without a network: people speak, what the product would say is heard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from handlers import door
from handlers.turn import Manner, Turn
from reporting.values import Choice, Incoming, Kind
from storage import channels, conversations, outbox, people
from storage.database import Store
from storage.tables import AuditEntry, Contact
from tests.rig import WARD

NOW = datetime(2026, 11, 18, 1, tzinfo=UTC)  # 08:00 in the ward
CODE = re.compile(r"[A-Z]{4} [A-Z]{4}")
PHONE = ("telegram", "1")
Heard = list[tuple[str, str]]  # (chat, words)
T = TypeVar("T")


class Desk:
    """Speaks for people and answers what the product would say."""

    def __init__(self, store: Store, first: int = 1) -> None:
        """`first`: the number of the first message, after a restart."""
        self.store = store
        self.next_number = first
        self.now = NOW
        self.choices: tuple[Choice, ...] = ()  # under what was said last
        self.held_back = False  # what is said now reaches nobody
        self.manner = Manner(channels=("telegram", "zalo"), names={"zalo": "Bot phường Sa Lâm"})

    def close(self) -> None:
        self.store.close()

    def do(self, job: Callable[[Session], T]) -> T:
        return self.store.do(job).result(10)

    def join(self, post: str, channel: str, chat: str) -> None:
        def job(session: Session) -> None:
            people.join(session, WARD, people.holders(session, WARD, post)[0].id, channel, chat, self.now)

        self.do(job)

    def say(self, where: tuple[str, str], text: str, kind: Kind = Kind.TEXT, **more: Any) -> str:
        """What is said back in the same chat."""
        return "\n".join(words for chat, words in self.turn(where, text, kind, **more) if chat == where[1])

    def turn(self, where: tuple[str, str], text: str, kind: Kind = Kind.TEXT, **more: Any) -> Heard:
        number, now = self.next_number, self.now
        self.next_number += 1

        def job(session: Session) -> Heard:
            who = people.who_is(session, *where)
            if who is not None:
                people.can_be_reached(session, *where, now)
            incoming = Incoming(*where[:1], str(number), where[1], kind, now, text=text, **more)
            turn = Turn(session, people.house_of(session, WARD), now, incoming, number, who, self.manner)
            door.handle(turn)
            for key, talk in turn.talks.items():
                conversations.keep_talk(session, WARD, key, talk)
            for say in turn.says:
                for letter in outbox.put(session, WARD, say, now):
                    if not self.held_back and not channels.is_out(session, WARD, letter.channel):
                        outbox.settle(session, letter.id, "sent", now)
            self.choices = turn.says[-1].choices if turn.says else ()
            return [(say.chat or "", say.text) for say in turn.says]

        return self.do(job)

    def quiet(self, where: tuple[str, str]) -> str:
        """What is said when the words have been followed by silence."""
        self.now += self.manner.photo_quiet
        return self.say(where, "", Kind.WAKE)

    def code(self, text: str = "thêm kênh zalo", where: tuple[str, str] = PHONE) -> str:
        found = CODE.search(self.say(where, text))
        assert found is not None
        return found[0]

    def chats(self) -> set[str]:
        return set(self.do(lambda s: s.execute(select(col(Contact.chat))).scalars().all()))

    def acts(self) -> list[tuple[str, str | None]]:
        def job(session: Session) -> list[tuple[str, str | None]]:
            rows = session.execute(select(col(AuditEntry.act), col(AuditEntry.about)).order_by(col(AuditEntry.id)))
            return [(act, about) for act, about in rows if act != "joined"]

        return self.do(job)
