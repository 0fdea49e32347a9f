"""Role by act, over everything that can be done to an alarm; each act by a button that is not one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.rig import copy
from tests.scheduler.ladder_world import LEADER, OUTSIDER, Seen, World, peopled

FLOOD = "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác"
NEIGHBOUR, STAFF, DEPUTY, CHAIR, SECRETARY, OFFICE = (
    OUTSIDER, "kdv-tonghop", "kdv-pho", "ub-ct", "bi-thu", "ub-kthtdt",
)  # fmt: skip
TAKER = "ub-pct-kt"
ROLES = (LEADER, NEIGHBOUR, STAFF, DEPUTY, CHAIR, SECRETARY, OFFICE, TAKER)
Act = Callable[[World, str], None]


def _button(name: str, digit: str) -> Act:
    return lambda world, post: world.forge_named(post, name, digit)


def _words(text: str) -> Act:
    return lambda world, post: world.say(post, text)


# Act, what must be so before (taken, unconfirmed), and who changes the alarm by it.
ACTS: dict[str, tuple[Act, str, set[str]]] = {
    "take": (_button("alarm_in", "1"), "confirmed", {STAFF, DEPUTY, CHAIR, TAKER}),
    "it is so": (_button("alarm_in", "3"), "new", {STAFF, DEPUTY}),
    "it is not": (_button("alarm_in", "4"), "new", {STAFF, DEPUTY}),
    "it is not, though confirmed": (_button("alarm_in", "4"), "confirmed", set()),
    "it is over": (_button("alarm_mine", "2"), "taken", {TAKER}),
    "known": (_button("alarm_lead", "1"), "confirmed", set()),
    "raise": (_words("KH-0001 mức 3 vì nước lên nữa"), "lowered", {LEADER, STAFF, DEPUTY, CHAIR, TAKER}),
    "lower": (_words("KH-0001 mức 2 vì đã đưa người ra"), "confirmed", {DEPUTY}),
    "lower what one has": (_words("KH-0001 mức 2 vì đã đưa người ra"), "taken", {DEPUTY, TAKER}),
    "withdraw": (_words("rút KH-0001 nước rút rồi"), "confirmed", {LEADER}),
    "put away": (_words("khép KH-0001 trùng tin khác"), "confirmed", {STAFF, DEPUTY}),
}


@pytest.fixture(scope="module")
def people_there(ward_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return peopled(copy(ward_database, tmp_path_factory.mktemp("rights") / "people.db"))


@pytest.fixture
def world(people_there: Path, tmp_path: Path) -> Iterator[World]:
    world = World(copy(people_there, tmp_path / "danvan.db"))
    yield world
    world.close()


def _lead_to(world: World, state: str) -> None:
    world.say(LEADER, FLOOD)
    if state == "new":
        return
    world.say(LEADER, "1")
    world.look()
    if state == "taken":
        world.say(TAKER, "1")
    elif state == "lowered":
        world.say(DEPUTY, "KH-0001 mức 2 vì đã đưa người ra")
    world.look()


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_for_whom_it_is_for(world: World, act: str) -> None:
    """Everybody tries; an alarm that was moved is put back for the next one."""
    does, state, may = ACTS[act]
    _lead_to(world, state)
    before, did = world.standing(), set()
    now = world.again()
    for post in ROLES:
        does(now, post)
        if _moved(before, now.standing()):
            did.add(post)
            now.close()
            now = world.again()
    now.close()
    assert did == may


def _moved(before: dict[str, Seen], after: dict[str, Seen]) -> bool:
    return {code: after[code] for code in before} != before


def test_who_holds_no_office_any_more_moves_nothing(world: World) -> None:
    _lead_to(world, "confirmed")
    world.out_of_office(STAFF)
    before = world.standing()
    for name, digit in (("alarm_in", "1"), ("alarm_in", "3"), ("alarm_in", "4")):
        world.forge_named(STAFF, name, digit)
    assert world.standing() == before
