"""A ward in which alarms run: people who speak or press what they should not, a clock, channels that die, a process
that is started anew. Real storage, real handlers, the real rungs; no network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlmodel import Session, col

from reporting.interview import Question, from_json
from reporting.texts.alarms import TAKEN, TOLD_BLOC
from reporting.texts.ladder import LEADER as LEADER_CHOICES
from reporting.values import Kind
from scheduler import alarms as ladder
from scheduler import channels as watch
from storage import alarms, channels, conversations, handover, matters, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Contact, Conversation, Matter, MatterEvent, Outbox, Post
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD, copy

LEADER, OUTSIDER = "tdp5.leader", "tdp2.leader"
TELLS = ("kdv-pho", "kdv-truong", "kdv-tonghop", "ub-pct-kt", "ub-ct", "ub-pctt", "ub-kthtdt", "bi-thu")
CAST = {
    LEADER: ("zalo", "leader"),
    OUTSIDER: ("zalo", "outsider"),
    **{post: ("telegram" if n % 3 == 1 else "zalo", f"t{n}") for n, post in enumerate(TELLS)},
}
LADDER = re.compile(r"alarm:(KH-\d+):(\d+):(told|again|leaders|list|call[-\d]*|ask|silent)(?:-reporter)?:(\d+)$")
WITHDRAWN = "đã rút"
HOUSES: dict[str, Any] = {}  # the ward file parsed once: it is the same in every world
NUMBERS = count()
T = TypeVar("T")


@dataclass(frozen=True)
class Seen:
    """What may not change by somebody without the right."""

    state: str
    severity: int
    confirmed: bool
    holder: int | None


def peopled(database: Path) -> Path:
    """Everybody of the cast has joined, both channels do well."""
    world = World(database)
    for post, where in CAST.items():
        world.desk.join(post, *where)
    world.read(lambda s: [channels.answered(s, WARD, name, NOW) for name in ("telegram", "zalo")])
    world.close()
    return database


class World:
    def __init__(self, database: Path) -> None:
        self.database = database
        self.desk = Desk(self._open())
        self.ids = self.desk.do(lambda s: {post: people.holders(s, WARD, post)[0].id for post in CAST})
        self.rights = {number: post for post, number in self.ids.items()}

    def _open(self) -> Store:
        store = Store(f"sqlite:///{self.database}", Sealer(KEY))
        store.do(lambda session: session.info.setdefault("houses", HOUSES)).result(10)
        return store

    def close(self) -> None:
        self.desk.store.close()

    def restart(self) -> None:
        """What was leased and not sent is taken up again; nothing but the tables is remembered."""
        self.close()
        self.desk.store = self._open()
        self.look()

    # Acts

    def say(self, post: str, text: str) -> None:
        self.desk.turn(CAST[post], text)

    def press(self, post: str, question: str, digit: str) -> None:
        self.desk.turn(CAST[post], "", Kind.PRESS, question=question, choice=digit)

    def forge(self, post: str, which: int, digit: str) -> bool:
        """Somebody presses a button of another's letter as if it was theirs; False when no alarm asks anything."""

        def job(session: Session) -> str | None:
            talks = [from_json(row) for row in session.execute(select(col(Conversation.talk))).scalars()]
            found = sorted((q for talk in talks for q in talk.pile if q.name.startswith("alarm_")), key=lambda q: q.id)
            if not found:
                return None
            question = found[which % len(found)]
            conversations.push(session, WARD, self.ids[post], question, self.desk.now)
            return question.id

        question = self.desk.do(job)
        if question is not None:
            self.press(post, question, digit)
        return question is not None

    def forge_named(self, post: str, name: str, digit: str) -> None:
        """As `forge`, of the alarm's question of that name, whether or not anybody has been asked it."""
        asked = {"alarm_in": TOLD_BLOC, "alarm_mine": TAKEN, "alarm_lead": LEADER_CHOICES}[name]
        now, data = self.desk.now, {"code": "KH-0001", "about": "KH-0001"}
        question = Question("forged", name, asked, now, now + timedelta(days=1), data)
        self.desk.do(lambda s: conversations.push(s, WARD, self.ids[post], question, now))
        self.press(post, question.id, digit)

    def again(self) -> World:
        """The same world before anything has happened."""
        return World(copy(self.database, self.database.with_name(f"again{next(NUMBERS)}.db")))

    def out_of_office(self, post: str) -> None:
        self.desk.do(
            lambda s: s.execute(update(Post).where(col(Post.person) == self.ids[post]).values(ends=self.desk.now))
        )

    def pass_time(self, span: timedelta) -> None:
        self.desk.now += span
        self.wake()
        self.look()

    def wake(self) -> None:
        due = self.desk.do(lambda s: [key for _, key in conversations.due_talks(s, self.desk.now)])
        for key in due:
            post = self.rights.get(int(key.removeprefix("p:")))
            if post is not None:
                self.desk.turn(CAST[post], "", Kind.WAKE)

    def look(self) -> None:
        """The clock looks, then what may go goes."""
        now = self.desk.now

        def job(session: Session) -> None:
            house = people.house_of(session, WARD)
            watch.look(session, house, now, watch.SHIPPED)
            ladder.due(session, house, now)
            live = [name for name in ("telegram", "zalo") if not channels.is_out(session, WARD, name)]
            due = (col(Outbox.state) == "waiting", col(Outbox.not_before) <= now, col(Outbox.channel).in_(live))
            session.execute(update(Outbox).where(*due).values(state="sent", sent_at=now))

        self.desk.do(job)

    def cut(self, channel: str) -> None:
        def job(session: Session) -> None:
            if not channels.is_out(session, WARD, channel):
                channels.silent(session, WARD, channel, self.desk.now)
                channels.begin_outage(session, WARD, channel, self.desk.now, self.desk.now)

        self.desk.do(job)

    def mend(self, channel: str) -> None:
        self.desk.do(lambda s: channels.answered(s, WARD, channel, self.desk.now))

    def blocks(self, post: str) -> None:
        """Until this person writes again."""
        self.desk.do(lambda s: people.cannot_be_reached(s, *CAST[post], self.desk.now))

    def away(self, post: str) -> None:
        self.desk.do(lambda s: handover.rest(s, self.ids[post], self.desk.now + timedelta(days=2)))

    # What is seen

    def read(self, job: Callable[[Session], T]) -> T:
        return self.desk.do(job)

    def alarms(self, session: Session) -> Iterator[Matter]:
        yield from session.execute(select(Matter).where(col(Matter.kind) == "hotspot")).scalars()

    def standing(self) -> dict[str, Seen]:
        return self.read(
            lambda s: {
                m.code: Seen(m.state, m.severity or 0, m.confirmed_at is not None, m.acknowledged_by)
                for m in self.alarms(s)
            }
        )

    def told(self, code: str) -> set[int]:
        def job(session: Session) -> set[int]:
            matter = matters.by_code(session, WARD, code)
            assert matter is not None
            return set(matters.told(session, matter))

        return self.read(job)


# What must hold


def somebody_has_it_or_it_is_on_its_way(world: World) -> None:
    """After the clock has looked: held by somebody in office, or every rung due is climbed and somebody was told."""

    def job(session: Session) -> None:
        now = world.desk.now
        house = people.house_of(session, WARD)
        for matter in world.alarms(session):
            if matter.state not in alarms.RUNNING:
                continue
            if matter.acknowledged_by is not None:
                assert matter.rung_at is not None, "silence is counted"
                continue
            scene = alarms.scene(session, house, matter, now)
            reached = scene.caller is not None or any(hearer.reached for hearer in scene.told)
            letters = _letters(session, matter.code)
            listed = [one for one in letters if ":list:" in one.key and one.state != "failed"]
            if not reached:
                assert matter.rung_at is not None or listed, "it climbs on when somebody can be reached"
                continue
            assert [one for one in letters if one.state in ("sent", "waiting")], "told to nobody"
            assert matter.rung_at is None or matter.rung_at > now, "a rung is late though somebody is reached"
            assert matter.rung_at is not None or listed, "no call list"

    world.read(job)


def nobody_is_told_twice(world: World) -> None:
    def job(session: Session) -> None:
        for matter in world.alarms(session):
            letters = _letters(session, matter.code)
            found = [(one.person, LADDER.match(one.key)) for one in letters]
            once = Counter((person, rung.group(2, 3)) for person, rung in found if rung is not None)
            assert not [what for what, times in once.items() if times > 1]
            first = Counter(one.person for one in letters if ":told:" in one.key)
            assert max(first.values(), default=0) <= 1
            taken = _times(session, matter, "acknowledged")
            heard = Counter(
                one.person for one in letters if "đã nhận lúc" in one.text and LADDER.match(one.key) is None
            )
            assert max(heard.values(), default=0) <= taken, "who has it is said once"
            back = Counter(one.person for one in letters if WITHDRAWN in one.text and "Nhờ báo lại" not in one.text)
            assert max(back.values(), default=0) <= 1

    world.read(job)


def who_was_told_hears_that_it_was_withdrawn(world: World) -> None:
    """By a letter, or named to whoever telephones; whom nothing had reached needs no word."""

    def job(session: Session) -> None:
        for matter in world.alarms(session):
            events = [
                e.act
                for e in session.execute(select(MatterEvent).where(col(MatterEvent.matter) == matter.id)).scalars()
            ]
            if matter.state != "dong" or "withdrawn" not in events:
                continue
            letters = _letters(session, matter.code)
            heard = {one.person for one in letters if ":told:" in one.key and one.state == "sent"}
            again = {one.person for one in letters if WITHDRAWN in one.text}
            by = session.execute(
                select(col(MatterEvent.by)).where(
                    col(MatterEvent.matter) == matter.id, col(MatterEvent.act) == "withdrawn"
                )
            ).scalar()
            reachable = {
                person
                for person in heard
                if session.execute(
                    select(col(Contact.id)).where(col(Contact.person) == person, col(Contact.blocked_at).is_(None))
                ).first()
            }
            assert reachable - {by} <= again, "somebody who was told does not hear it"
            assert matter.rung_at is None

    world.read(job)


def _letters(session: Session, code: str) -> list[Any]:
    rows = select(Outbox).where(col(Outbox.key).like(f"alarm:{code}:%")).order_by(col(Outbox.id))
    return list(session.execute(rows).scalars())


def _times(session: Session, matter: Matter, act: str) -> int:
    rows = select(MatterEvent).where(col(MatterEvent.matter) == matter.id, col(MatterEvent.act) == act)
    return len(list(session.execute(rows)))
