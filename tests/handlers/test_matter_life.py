"""A matter lives through anything: random acts of everybody, forged buttons, days that pass, restarts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlmodel import Session, col

from reporting.matters import MOVES, WAITS_FOR_OWNER
from reporting.texts.matters import closed_by_silence
from reporting.values import Kind
from scheduler import clock
from storage import contributions, matters, outbox, owners, people
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Contact, Conversation, Matter, MatterEvent, Outbox, Report
from tests.handlers.desk import Desk
from tests.rig import KEY, WARD, copy

CAST = {
    "leader": ("tdp1.leader", "zalo"), "second": ("tdp2.leader", "zalo"), "other": ("tdp6.leader", "zalo"),
    "owner": ("ub-kthtdt", "zalo"), "body": ("ub-vhxh", "zalo"), "deputy": ("ub-pct-kt", "zalo"),
    "staff": ("kdv-tonghop", "telegram"), "head": ("kdv-truong", "zalo"), "reader": ("bi-thu", "zalo"),
}  # fmt: skip
SAID = (
    "đèn hẻm 12 không sáng",
    "nắp cống hẻm 3 bể",
    "không có nước 2 ngày rồi, 6 hộ",
    "bà con hỏi sao làm sổ đỏ lâu, 5 hộ chờ từ tháng 8",
    "rác đổ đầy bãi biển",
)
NOBODYS = ("other", "reader")  # nothing to any matter of these two units
ORDERS = (
    "YK-0001 chưa ổn, nước vẫn dội",
    "YK-0001 ổn rồi",
    "YK-0001 đã sửa xong hết rồi",
    "rút YK-0001 nhầm rồi em ơi",
    "khép YK-0001 trùng việc khác",
    "tách YK-0001",
    "sửa YK-0001 90 hộ",
    "phiếu YK-0001",
    "việc",
)
MORE_WORDS = ("đến 30/12, chờ vật tư", "tuần này tôi đi vắng", "báo lại", "trạm y tế", "ngay cổng vô, sâu lắm")
OF_MATTERS = ("owner_", "result", "extension", "extend_", "same", "alarm", "away")
CLOCKS = ("due:", "overdue:", "late:", "silence:", "stands-in:", "away:")


class Life(RuleBasedStateMachine):
    template: Path
    folder: Path
    numbers = count()

    def __init__(self) -> None:
        super().__init__()
        self.path = copy(self.template, self.folder / f"life{next(self.numbers)}.db")
        self.desk = Desk(Store(f"sqlite:///{self.path}", Sealer(KEY)))
        self.words = count(1)
        for name, (post, channel) in CAST.items():
            self.desk.join(post, channel, name)

    def teardown(self) -> None:
        self.desk.close()
        self.path.unlink()

    def where(self, name: str) -> tuple[str, str]:
        return CAST[name][1], name

    # What people and the clock do

    @initialize(said=st.sampled_from(SAID))
    def begins(self, said: str) -> None:
        self.reports("leader", said)

    @rule(name=st.sampled_from(("leader", "second")), said=st.sampled_from(SAID))
    def reports(self, name: str, said: str) -> None:
        self.desk.say(self.where(name), said)
        self.desk.quiet(self.where(name))
        self.desk.say(self.where(name), "1")

    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        """Anybody answers a question of theirs."""
        pressed = self.desk.do(_buttons)
        if pressed:
            chat, question, digit = data.draw(st.sampled_from(pressed))
            self.desk.turn(self.where(chat), "", Kind.PRESS, question=question, choice=digit)

    @rule(data=st.data(), words=st.sampled_from((*MORE_WORDS, *ORDERS)))
    def says(self, data: st.DataObject, words: str) -> None:
        """Words of somebody who is asked something, else of anybody."""
        asked = sorted({chat for chat, _, _ in self.desk.do(_buttons)}) or list(CAST)
        self.desk.turn(self.where(data.draw(st.sampled_from(asked))), words)

    @rule(data=st.data(), ending=st.sampled_from("1234"))
    def answers(self, data: st.DataObject, ending: str) -> None:
        """Who has a matter answers it by its code."""
        held = self.desk.do(_held)
        if held:
            name, code = data.draw(st.sampled_from(held))
            self.desk.turn(self.where(name), f"{code} đã làm xong phần {next(self.words)} hôm nay")
            self.desk.turn(self.where(name), ending)

    @rule(name=st.sampled_from(("leader", "second")), number=st.integers(1, 3))
    def not_well(self, name: str, number: int) -> None:
        self.desk.turn(self.where(name), f"YK-{number:04d} chưa ổn, còn vướng chỗ {next(self.words)} nữa")

    @rule(number=st.integers(1, 2))
    def well(self, number: int) -> None:
        for name in ("leader", "second"):
            self.desk.turn(self.where(name), f"YK-{number:04d} ổn rồi")

    @rule(hours=st.sampled_from((1, 24, 75)))
    def time_passes(self, hours: int) -> None:
        for _ in range(hours):
            self.desk.now += timedelta(hours=1)
            if hours < 24 or self.desk.now.hour in (1, 10):  # 08:00 and 17:00 in the ward
                self.desk.do(self._tick)
        self.desk.do(self._tick)
        self.desk.do(self._tick)  # twice is harmless

    def _tick(self, session: Session) -> None:
        clock.tick(session, WARD, self.desk.now)
        waiting = select(Outbox).where(col(Outbox.state) == "waiting", col(Outbox.not_before) <= self.desk.now)
        for letter in session.execute(waiting).scalars().all():
            outbox.settle(session, letter.id or 0, "sent", self.desk.now)

    @rule()
    def restarts(self) -> None:
        now, held = self.desk.now, self.desk
        held.close()
        self.desk = Desk(Store(f"sqlite:///{self.path}", Sealer(KEY)), first=held.next_number)
        self.desk.now = now

    # Who has no right

    @precondition(lambda self: self.desk.do(_has_matter))
    @rule(name=st.sampled_from(NOBODYS), data=st.data())
    def forges(self, name: str, data: st.DataObject) -> None:
        """Somebody else's button, pressed by who was never asked; and every order by code."""
        before = self.desk.do(_standing)
        pressed = self.desk.do(_buttons)
        if pressed:
            _, question, digit = data.draw(st.sampled_from(pressed))
            self.desk.turn(self.where(name), "", Kind.PRESS, question=question, choice=digit)
        self.desk.turn(self.where(name), data.draw(st.sampled_from(ORDERS)))
        assert self.desk.do(_standing) == before

    # What holds at every moment

    @invariant()
    def every_matter_is_somebodys(self) -> None:
        def job(session: Session) -> list[str]:
            house = people.house_of(session, WARD)
            rows = [m for m, _ in matters.of_ward(session, WARD) if m.kind == "feedback"]
            return [m.code for m in rows if m.state != "dong" and not owners.acting(session, house, m)]

        assert self.desk.do(job) == []

    @invariant()
    def closed_with_an_answer_or_a_reason(self) -> None:
        def job(session: Session) -> list[str]:
            rows = [m for m, _ in matters.of_ward(session, WARD) if m.state == "dong"]
            return [m.code for m in rows if not (m.answer or m.closed_why)]

        assert self.desk.do(job) == []

    @invariant()
    def the_log_tells_the_state(self) -> None:
        """Every move is an event of the table, and the events lead to where the matter stands."""

        def job(session: Session) -> list[str]:
            return [m.code for m, _ in matters.of_ward(session, WARD) if _replayed(session, m) != m.state]

        assert self.desk.do(job) == []

    @invariant()
    def nobody_is_told_twice_by_the_clock(self) -> None:
        """Letters of the last 30 days: older ones have lost their words."""

        def job(session: Session) -> list[str]:
            told = Counter(
                (row.person, row.text)
                for row in session.execute(select(Outbox)).scalars()
                if row.key.startswith(CLOCKS) and row.text and closed_by_silence() not in row.text
            )
            return [text for (_, text), times in told.items() if times > 1]

        assert self.desk.do(job) == []

    @invariant()
    def every_open_report_is_in_one_matter(self) -> None:
        def job(session: Session) -> list[int]:
            held = Counter(
                report.id
                for matter, _ in matters.of_ward(session, WARD)
                for report in contributions.reports_of(session, matter)
            )
            rows = session.execute(select(Report).where(col(Report.kind) == "matter")).scalars()
            return [row.id or 0 for row in rows if row.withdrawn_at is None and held[row.id] != 1]

        assert self.desk.do(job) == []


def _has_matter(session: Session) -> bool:
    return bool(matters.of_ward(session, WARD))


def _standing(session: Session) -> list[tuple[object, ...]]:
    rows = matters.of_ward(session, WARD)
    events = select(func.max(col(MatterEvent.id)))
    last = session.execute(events).scalar()
    return [
        (m.code, m.state, m.owner, m.acting, m.due_at, m.answer, m.look_at, r.text, r.version, last) for m, r in rows
    ]


def _buttons(session: Session) -> list[tuple[str, str, str]]:
    """(chat, question, digit) of everything anybody of the cast is asked about matters."""
    chats = {f"p:{c.person}": c.chat for c in session.execute(select(Contact)).scalars()}
    rows = session.execute(select(Conversation).order_by(col(Conversation.id))).scalars()
    return [
        (chats[row.id], question["id"], choice[0])
        for row in rows
        for question in row.talk.get("pile", ())
        for choice in question["choices"]
        if row.id in chats and question["name"].startswith(OF_MATTERS)
    ]


def _held(session: Session) -> list[tuple[str, str]]:
    """(chat, code) of open matters whose owner or stand-in is of the cast."""
    names = {post: name for name, (post, _) in CAST.items()}
    found = [m for m, _ in matters.of_ward(session, WARD) if m.state in WAITS_FOR_OWNER]
    return [(names[post], m.code) for m in found for post in (m.owner, m.acting) if post in names]


def _replayed(session: Session, matter: Matter) -> str:
    events = session.execute(
        select(MatterEvent).where(col(MatterEvent.matter) == matter.id).order_by(col(MatterEvent.id))
    ).scalars()
    acts = [event.act for event in events]
    state = "moi" if "chosen" in acts or (matter.state == "moi") or _only_head(acts, matter) else "da_chuyen"
    for act in acts:
        move = MOVES.get((state, act))
        state = move.to if move is not None else state
    return state


def _only_head(acts: list[str], matter: Matter) -> bool:
    """Withdrawn or put away before anybody was chosen."""
    return bool(re.fullmatch("kdv-.*", matter.owner or "")) and "chosen" not in acts


def test_a_matter_lives_through_anything(database: Path, tmp_path: Path) -> None:
    bound = type("Bound", (Life,), {"template": database, "folder": tmp_path})
    run_state_machine_as_test(
        bound,
        settings=settings(
            max_examples=8, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
