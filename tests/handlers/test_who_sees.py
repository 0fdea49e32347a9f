"""Who sees what (privacy charter P8): the roles of the ward file against every act that reads, forged ones too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from handlers import contact_lane as lane
from handlers import originals
from reporting.interview import Question, Talk
from reporting.pages import may_open
from reporting.texts.contact_lane import SEE
from storage import contact_lane, conversations, matters, openings, people, reports, signing
from storage.database import Store
from storage.sealing import Sealer, sealer_of
from storage.tables import Matter, Report
from tests.handlers.desk import NOW, Desk
from tests.rig import KEY, WARD

WORDS = "đèn hẻm 4 hư ba bóng"
CONTACT = "0905 000 123"
REPORTER = "Tạ Văn Bảy"
BLOC = ("kdv-truong", "kdv-pho", "kdv-tonghop")
OF_THE_UNIT = ("tdp5.leader", "tdp5.front_head", "cb5.secretary")
OWNER = "ub-kthtdt"
READERS = ("bi-thu", "hdnd", "tuyen-giao")
OTHERS = (
    "tdp1.leader",
    "tdp6.front_head",
    "cb1.secretary",
    "phu-nu.org_head",
    "ttnd.inspector",
    "ub-vhxh",
    "ub-ct",
    "ub-tcd",
)
EVERYBODY = (*BLOC, *OF_THE_UNIT, OWNER, *READERS, *OTHERS)


def filled(session: Session) -> None:
    """A matter of a group, with its owner, a contact, an original and an opening; an approved digest."""
    for n, post in enumerate(EVERYBODY):
        people.join(session, WARD, people.holders(session, WARD, post)[0].id, "zalo", str(n), NOW)
    author = people.holders(session, WARD, "tdp5.leader")[0].id
    report = Report(
        ward=WARD, unit="tdp5", author=author, period="2026-W47", kind="matter", code="YK-0001", text=WORDS,
        channel="zalo", first_words_at=NOW, saved_at=NOW, sealed=sealer_of(session).seal(f"{WORDS}, {CONTACT}"),
    )  # fmt: skip
    number = reports.add(session, report)
    matter = Matter(
        ward=WARD, code="YK-0001", kind="feedback", report=number, unit="tdp5", topic="ha_tang", opened_at=NOW,
        owner=OWNER, state="dang_xu_ly",
    )  # fmt: skip
    matters.add(session, matter, author)
    contact_lane.put(session, matter, CONTACT, author, NOW)
    openings.note(session, report, "original", people.holders(session, WARD, "kdv-pho")[0].id, NOW, "cần đúng nhà")
    house = people.house_of(session, WARD)
    row = signing.approve(session, house, house.period(NOW), NOW, people.holders(session, WARD, "kdv-tonghop")[0].id)
    row.signed_at, row.number = NOW, 1
    session.add(row)


@pytest.fixture(scope="module")
def desk(ward_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from tests import rig

    path = rig.copy(ward_database, tmp_path_factory.mktemp("who") / "danvan.db")
    store = Store(f"sqlite:///{path}", Sealer(KEY))
    store.do(filled).result(10)
    yield Desk(store)
    store.close()


def said(desk: Desk, post: str, words: str) -> str:
    return desk.say(("zalo", str(EVERYBODY.index(post))), words)


def may(act: str) -> set[str]:
    return {
        "code": {*BLOC, *OF_THE_UNIT, OWNER},
        "list": {*BLOC, "tdp5.leader", "tdp5.front_head", OWNER},
        "digest": {*READERS},
        "original": {"kdv-truong", "kdv-pho"},
        "log": {*BLOC, *OF_THE_UNIT},
        "erase": {*BLOC, "tdp5.leader"},
        "contact": {OWNER},
    }[act]


@pytest.mark.parametrize("post", EVERYBODY)
def test_a_matter_is_read_by_its_unit_its_owner_and_the_bloc(desk: Desk, post: str) -> None:
    answer = said(desk, post, "YK-0001")
    assert ("hư ba bóng" in answer) == (post in may("code")), answer
    assert ("hư ba bóng" in said(desk, post, "việc")) == (post in may("list"))
    assert CONTACT not in answer and REPORTER not in answer


@pytest.mark.parametrize("post", EVERYBODY)
def test_a_digest_is_read_by_who_receives_it_and_names_nobody(desk: Desk, post: str) -> None:
    answer = said(desk, post, "tuần")
    assert answer.startswith("Tổng hợp tuần") == (post in may("digest")), answer
    assert CONTACT not in answer and REPORTER not in answer


@pytest.mark.parametrize("post", EVERYBODY)
def test_an_original_is_opened_by_two_and_the_log_read_by_the_unit(desk: Desk, post: str) -> None:
    assert ("Vì sao cần mở" in said(desk, post, "gốc YK-0001")) == (post in may("original"))
    said(desk, post, "0")
    assert ("cần đúng nhà" in said(desk, post, "nhật ký")) == (post in may("log"))


@pytest.mark.parametrize("post", EVERYBODY)
def test_words_are_erased_by_the_bloc_and_who_wrote_them(desk: Desk, post: str) -> None:
    assert ("Xóa mọi bản lưu" in said(desk, post, "xóa YK-0001")) == (post in may("erase"))
    said(desk, post, "0")


@pytest.mark.parametrize("post", EVERYBODY)
def test_a_contact_is_read_by_the_owner_alone_whoever_holds_the_button(desk: Desk, post: str) -> None:
    def forged(session: Session) -> int:
        who = people.holders(session, WARD, post)[0].id
        data = {"code": "YK-0001", "about": "YK-0001"}
        question = Question(
            "f", "contact_in", SEE, NOW, NOW + timedelta(days=1), data, text="YK-0001 đã có số liên hệ."
        )
        conversations.keep_talk(session, WARD, f"p:{who}", Talk(pile=(question,)))
        return len(openings.of_units(session, WARD, None, 99))

    before = desk.do(forged)
    answer = said(desk, post, "1")
    logged = desk.do(lambda session: len(openings.of_units(session, WARD, None, 99))) - before
    assert ("{contact:" in answer) == (post in may("contact")), answer
    assert logged == (1 if post in may("contact") else 0), "each look is written down"


@pytest.mark.parametrize("post", EVERYBODY)
def test_a_page_opens_for_whom_it_is(desk: Desk, post: str) -> None:
    who = desk.do(lambda session: people.holders(session, WARD, post)[0])
    assert may_open(who, "digest") == (post in (*BLOC, *READERS))
    assert may_open(who, "add") == bool(who.reports_for)
    assert may_open(who, "data"), "everybody sees their own"


def test_the_reason_of_a_forged_opening_opens_nothing(desk: Desk) -> None:
    """Who lost the right between being asked and giving the reason, or never had it."""

    def forged(session: Session) -> None:
        who = people.holders(session, WARD, "kdv-tonghop")[0].id
        question = Question("o", "original_why", (), NOW, NOW + timedelta(days=1), {"code": "YK-0001"}, text="Vì sao")
        conversations.keep_talk(session, WARD, f"p:{who}", Talk(pile=(question,)))

    desk.do(forged)
    assert "{original:" not in said(desk, "kdv-tonghop", "tôi cần xem bản gốc")
    assert originals.MAY_OPEN == ("bloc_head", "bloc_deputy")
    assert lane.OF_A_CONTACT == ("phone", "name"), "no card and no account goes into the lane"
