"""An import gives an office to somebody else: nothing of it stays, nothing citizens wait for is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from reporting.interview import Talk
from scheduler.clock import tick
from storage import conversations, matters, people, roster
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Invite, Outbox, Substitution
from tests.handlers.desk import Desk
from tests.rig import KEY, ROOT, WARD

OLD, FRONT, STAFF, OWNER = ("zalo", "old"), ("zalo", "front"), ("zalo", "staff"), ("zalo", "owner")
WARD_FILE = (ROOT / "simulator" / "ward.toml").read_text(encoding="utf-8")
NEW_LEADER = WARD_FILE.replace('{ name = "Hồ Văn Tám Em", call = "Tám Em"', '{ name = "Hồ Thị Mới"').replace(
    'phone = "0900000121"', 'phone = "0900000199"'
)


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    desk = Desk(store)
    desk.now -= timedelta(days=2)
    for post, chat in (
        ("tdp1.leader", OLD), ("tdp1.front_head", FRONT), ("kdv-tonghop", STAFF), ("ub-kthtdt", OWNER),
    ):  # fmt: skip
        desk.join(post, *chat)
    desk.do(lambda session: tick(session, WARD, desk.now))
    yield desk
    store.close()


def replaced(desk: Desk, text: str = NEW_LEADER) -> None:
    assert text != WARD_FILE
    desk.do(lambda session: roster.import_ward(session, text, desk.now))


def holder(desk: Desk, post: str) -> int:
    return desk.do(lambda session: people.holders(session, WARD, post)[0].id)


def talk(desk: Desk, person: int) -> Talk:
    return desk.do(lambda session: conversations.talk_of(session, f"p:{person}"))


def test_drafts_questions_codes_and_reminders_end_with_the_office(desk: Desk) -> None:
    old = holder(desk, "tdp1.leader")
    desk.say(OLD, "thêm kênh telegram")
    desk.say(OLD, "1")
    desk.say(OLD, "đèn hẻm 4 hư, tối quá")
    desk.quiet(OLD)
    assert talk(desk, old).draft is not None
    replaced(desk)
    assert (talk(desk, old).draft, talk(desk, old).pile) == (None, ())

    def job(session: Session) -> None:
        nudges = select(col(Outbox.state)).where(col(Outbox.person) == old, col(Outbox.kind) == "nudge")
        assert set(session.execute(nudges).scalars()) == {"withdrawn"}
        codes = session.execute(select(Invite).where(col(Invite.person) == old)).scalars().all()
        assert codes and all(code.used_at or code.cancelled_at for code in codes)
        tick(session, WARD, desk.now)
        new = people.holders(session, WARD, "tdp1.leader")[0].id
        planned = select(col(Outbox.id)).where(col(Outbox.person) == new, col(Outbox.state) == "planned")
        assert new != old and session.execute(planned).first()

    desk.do(job)


def test_who_held_it_is_thanked_and_may_still_leave(desk: Desk) -> None:
    replaced(desk)
    said = desk.say(OLD, "tuần này không có gì")
    assert "đã có người khác nhận" in said and "113" in said
    assert desk.do(lambda s: s.execute(select(col(Outbox.id)).where(col(Outbox.text).like("Đã ghi%"))).first()) is None
    assert "rời kênh" in desk.say(OLD, "rời kênh").lower()


def test_a_hand_over_ends_with_the_office(desk: Desk) -> None:
    desk.say(OLD, "nhờ cô Liên")
    desk.say(OLD, "1")
    replaced(desk)
    assert desk.do(lambda s: s.execute(select(col(Substitution.state))).scalars().all()) == ["withdrawn"]
    assert "không còn nữa" in desk.say(FRONT, "1")


def test_an_answer_to_be_confirmed_passes_on(desk: Desk) -> None:
    desk.say(OLD, "đèn đường hẻm 4 hư, bà con xin sửa")
    desk.quiet(OLD)
    assert "mã YK-0001" in desk.say(OLD, "1")
    desk.say(OWNER, "YK-0001 đã thay hai bóng đèn")
    desk.say(OWNER, "1")
    replaced(desk)
    front = holder(desk, "tdp1.front_head")
    assert talk(desk, front).find_named("result") is not None
    assert talk(desk, holder(desk, "kdv-tonghop")).find_named("result") is None
    matter = desk.do(lambda session: matters.by_code(session, WARD, "YK-0001"))
    assert matter is not None and (matter.unit, matter.state) == ("tdp1", "da_tra_loi")


def test_who_takes_the_office_over_is_asked_once_they_have_joined(desk: Desk) -> None:
    desk.say(OLD, "đèn đường hẻm 4 hư, bà con xin sửa")
    desk.quiet(OLD)
    desk.say(OLD, "1")
    replaced(desk)
    new, chat = holder(desk, "tdp1.leader"), ("zalo", "new")
    desk.say(OWNER, "YK-0001 đã thay hai bóng đèn")
    desk.say(OWNER, "1")
    assert talk(desk, holder(desk, "tdp1.front_head")).find_named("result") is not None
    code = desk.do(lambda s: people.invite(s, WARD, new, desk.now, timedelta(days=14)).code)
    for words in (code, "1", "1", "1"):
        desk.say(chat, words)
    assert "YK-0001" in desk.say(chat, "1")
    assert "YK-0001 đã khép lại" in desk.say(chat, "đã ổn")
