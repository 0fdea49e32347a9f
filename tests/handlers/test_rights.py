"""Role by act, over every act of the product: who has no right to it changes nothing, also by a forged question.

Each act is called as a press or a word would, with a question of that name in the person's own pile and data that
points at somebody else's matter, report, week or alarm. Rows that stood before must stand as they did.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from handlers import door
from handlers.turn import Turn
from reporting import texts
from reporting.interview import Question
from reporting.matters import Role
from reporting.values import Choice, Incoming, Kind, Who
from scheduler import clock
from storage import matters, people
from storage.database import Store, version
from storage.matter_tables import Contribution, Told
from storage.sealing import Sealer
from storage.tables import Digest, Duty, Matter, MatterEvent, Media, Report
from tests.handlers.desk import Desk
from tests.rig import KEY, WARD, copy

CAST = {
    "leader": "tdp1.leader", "owner": "ub-kthtdt", "staff": "kdv-tonghop", "head": "kdv-truong",
    "other leader": "tdp6.leader", "other front head": "tdp6.front_head", "other secretary": "cb8.secretary",
    "organisation": "nong-dan.org_head", "inspector": "ttnd.inspector", "other office": "ub-vhxh",
    "reception": "ub-tcd", "reader": "hdnd",
}  # fmt: skip
OUTSIDERS = tuple(CAST)[4:]
# Who may do what to the matters of tdp1 that ub-kthtdt owns; a role that is not named changes nothing.
RIGHTS = {
    "owner_new": {"owner"}, "owner_open": {"owner"}, "owner_due": {"owner"}, "owner_end": {"owner"},
    "owner_where": {"owner", "staff", "head"}, "extension": {"staff", "head"}, "result": {"leader", "staff", "head"},
    "result_why": {"leader", "staff", "head"}, "owner_why": {"owner", "staff", "head"}, "owner_answer": {"owner"},
    "owner_more": {"owner"}, "extend_why": {"owner"}, "owner_asks": {"leader"}, "look": {"staff", "head"},
    "approve": {"staff", "head"}, "line": {"staff", "head"}, "remark": {"staff", "head"},
    "why_withdraw": {"leader"}, "corrected": {"leader"},
}  # fmt: skip
VICTIMS = (Matter, Report, Contribution, Told, Digest, Duty, Media, MatterEvent)
OLD = range(1, 6)  # the matters that stood before, by number
CODES = ("YK-0001", "YK-0002", "YK-0003", "YK-0004", "KH-0001")
TEXTS = (
    "đã làm xong hết rồi hôm nay",
    "chưa ổn, vẫn hư",
    "đến 30/12, chờ vật tư",
    "ub-vhxh",
    "sửa dòng 2: nội dung khác",
)
ORDERS = ("{} chưa ổn, vẫn hư", "{} ổn rồi", "{} đã sửa xong hết rồi", "rút {} nhầm rồi em ơi", "sửa {} 90 hộ",
          "khép {} trùng việc khác", "tách {}", "phiếu {}", "xóa {}", "{} sai, báo nhầm rồi")  # fmt: skip


@pytest.fixture(scope="module")
def desk(ward_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Made once, for nothing tried here stays: matters new, taken, answered, waiting for time; an alarm; a draft."""
    database = copy(ward_database, tmp_path_factory.mktemp("rights") / "danvan.db")
    desk = Desk(Store(f"sqlite:///{database}", Sealer(KEY)))
    for name, post in CAST.items():
        desk.join(post, "zalo", name)
    leader, owner = ("zalo", "leader"), ("zalo", "owner")
    for said in ("nắp cống hẻm 3 bể", "đèn hẻm 12 không sáng", "rãnh nước hẻm 7 nghẹt", "trụ điện hẻm 9 nghiêng"):
        desk.say(leader, said)
        desk.quiet(leader)
        desk.say(leader, "1")
    for code in CODES[1:4]:
        desk.do(partial(_take, code=code, desk=desk))
    desk.say(owner, "YK-0003 đã nạo rãnh sáng nay")
    desk.say(owner, "1")
    desk.do(lambda session: _extension(session, desk))
    desk.say(leader, "cháy nhà đầu xóm, có người kẹt")
    desk.now += timedelta(days=1)
    desk.do(lambda session: clock.tick(session, WARD, desk.now))
    yield desk
    desk.close()


def _take(session: Session, code: str, desk: Desk) -> None:
    matter = matters.by_code(session, WARD, code)
    assert matter is not None
    matters.move(session, matter, "taken", {Role.OWNER}, desk.now, None)


def _extension(session: Session, desk: Desk) -> None:
    matter = matters.by_code(session, WARD, "YK-0004")
    assert matter is not None
    matter.extend_to, matter.delay_why = desk.now + timedelta(days=30), "chờ trụ mới"


def _known_acts() -> frozenset[str]:
    """The act of every choice that is printed anywhere."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(texts.__path__):
        for value in vars(importlib.import_module(f"{texts.__name__}.{module.name}")).values():
            if isinstance(value, tuple):
                found |= {choice.act for choice in value if isinstance(choice, Choice)}
    return frozenset(found)


ACTS = _known_acts()


@cache
def _acts(handler: Callable[..., Any]) -> list[str]:
    """The acts that stand in the handler's file, and a yes, an ending and a body's name beside them."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(handler) or door))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return sorted((words & ACTS) | {"yes", "fixed", "ub-vhxh"})


def _turn(session: Session, desk: Desk, who: Who, chat: str, text: str, kind: Kind = Kind.TEXT) -> Turn:
    incoming = Incoming("zalo", "forged", chat, kind, desk.now, text=text)
    return Turn(session, people.house_of(session, WARD), desk.now, incoming, 999_999, who, desk.manner)


def _standing(session: Session, me: Who) -> dict[tuple[str, Any], tuple[Any, ...]]:
    """Rows of others as they lie there, by table and number, the log of every matter among them."""
    session.flush()
    driver = session.connection().connection.driver_connection
    assert driver is not None
    out: dict[tuple[str, Any], tuple[Any, ...]] = {}
    for name in (str(table.__tablename__) for table in VICTIMS):
        found = driver.execute(f"SELECT * FROM {name}")
        columns = [column[0] for column in found.description]
        number, unit = columns.index("id"), columns.index("unit") if name in ("report", "duty") else None
        for row in found:
            if unit is None or row[unit] not in me.reports_for:
                out[name, row[number]] = row
    return out


def _of_old(session: Session, event: int) -> bool:
    """Whether a line of the log is of a matter that stood before."""
    line = session.get(MatterEvent, event)
    assert line is not None
    return line.matter in OLD


def _question(name: str, act: str, code: str, desk: Desk) -> Question:
    label = "2026-W47"
    data = {
        "code": code, "about": code, "why": "forward", "words": "đã xong hết rồi", "page": 0, "to_post": "ub-vhxh",
        "label": label, "key": "head", "number": 1, "report": int(code[3:]), "photos": [1], "by": 1, "text": "khác",
        "until": (desk.now + timedelta(days=29)).isoformat(), "ending": "fixed", "path": f"matter:{code}",
        "goal": f"unit:{code}", "digit": "1", "older": "x", "younger": "x", "deputy": 1, "person": 1, "of": "x",
    }  # fmt: skip
    choice = Choice("1", act, act)
    return Question("forged", name, (choice,), desk.now, desk.now + timedelta(days=2), data, text="…")


Attempt = Callable[[Turn], object]


def _changes(desk: Desk, role: str, attempts: list[tuple[str, str, Attempt]]) -> tuple[list[str], int]:
    """What changed rows of others, and how many attempts ran to their end. Nothing of it stays."""

    def job(session: Session, some: list[tuple[str, str, Attempt]]) -> tuple[list[str], int]:
        who = people.holders(session, WARD, CAST[role])[0]
        before, ran, refused, found = _standing(session, who), 0, 0, []
        for name, text, attempt in some:
            point = session.begin_nested()
            written = version(session)
            try:
                attempt(_turn(session, desk, who, role, text))
                session.flush()
                after = before if version(session) == written else _standing(session, who)
                ran += 1
                changed = [key for key, row in before.items() if after.get(key) != row]
                logged = [key for key in after if key not in before and key[0] == "matterevent"]
                if changed or any(_of_old(session, event) for _, event in logged):
                    found.append(f"{role}: {name}: {sorted({table for table, _ in changed or logged})}")
            except Exception:  # a turn that raises leaves nothing behind
                refused += 1
            finally:
                point.rollback()
                session.expire_all()
        assert ran + refused == len(some)
        return found, ran

    parts = [attempts[n : n + 100] for n in range(0, len(attempts), 100)]  # the writer's patience is ten seconds
    done = [desk.do(partial(job, some=part)) for part in parts]
    return [line for found, _ in done for line in found], sum(ran for _, ran in done)


def _presses(names: list[str], desk: Desk, codes: tuple[str, ...] = CODES) -> list[tuple[str, str, Attempt]]:
    def of(name: str, act: str, code: str) -> Attempt:
        return lambda turn: _press(turn, _question(name, act, code, desk))

    return [
        (f"{name}:{act}:{code}", "", of(name, act, code))
        for name in names
        for act in _acts(door.ANSWERS[name])
        for code in codes
    ]


def _press(turn: Turn, question: Question) -> None:
    turn.talk = turn.talk.asked(question)
    door.ANSWERS[question.name](turn, question, question.choices[0])


def _said(names: list[str], desk: Desk) -> list[tuple[str, str, Attempt]]:
    def under(name: str, code: str) -> Attempt:
        return lambda turn: door.WORDS[name](turn, _question(name, "", code, desk), turn.incoming.text)

    return [(f"{name}: {text}", text, under(name, code)) for name in names for text in TEXTS for code in CODES[2:4]]


@pytest.mark.parametrize("role", ["other leader", "other office"])
def test_who_is_nothing_to_them_changes_nothing_by_any_press(desk: Desk, role: str) -> None:
    names = sorted(door.ANSWERS)
    found, ran = _changes(desk, role, _presses(names, desk, ("YK-0003", "KH-0001")))
    assert found == []
    assert ran > 150


@pytest.mark.parametrize("role", OUTSIDERS)
def test_who_is_nothing_to_them_changes_nothing_by_any_word(desk: Desk, role: str) -> None:
    orders: list[tuple[str, str, Attempt]] = [
        (order.format(code), order.format(code), door.handle) for order in ORDERS for code in ("YK-0003", "KH-0001")
    ]
    found, ran = _changes(desk, role, [*_said(sorted(door.WORDS), desk), *orders])
    assert found == []
    assert ran > 50


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_whoever_is_something_to_them_does_only_what_is_theirs(desk: Desk, name: str) -> None:
    for role in ("leader", "owner", "staff", "head"):
        if role not in RIGHTS[name]:
            attempts = _presses([name], desk) + (_said([name], desk) if name in door.WORDS else [])
            found, _ = _changes(desk, role, attempts)
            assert found == []


def test_the_matrix_would_see_a_right(desk: Desk) -> None:
    """The owner's own answer is a change: the attempts above are not blind."""
    assert _changes(desk, "owner", _presses(["owner_end"], desk))[0]
    assert _changes(desk, "leader", _presses(["result"], desk))[0]
    assert _changes(desk, "staff", _presses(["extension"], desk))[0]
    assert set(RIGHTS) <= set(door.ANSWERS)
