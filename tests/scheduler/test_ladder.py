"""No alarm without an end: whatever people, clock and channels do, and in whatever order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.rig import copy
from tests.scheduler.ladder_world import (
    LEADER,
    OUTSIDER,
    TELLS,
    Seen,
    World,
    nobody_is_told_twice,
    peopled,
    somebody_has_it_or_it_is_on_its_way,
    who_was_told_hears_that_it_was_withdrawn,
)

FLOOD = "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác"
POWER_CUT = "mất điện cả xóm chợ từ 5 giờ chiều, hơn 80 hộ"
SEALED = "có tin khẩn, xin gọi trực"
TROUBLES = ("blocks", "away", "cut", "cut", "mend", "mend", "restart", "set back")
SPANS = (0, 1, 2, 5, 10, 10, 20, 30, 60, 600)  # minutes
MAY_LOWER = ("kdv-truong", "kdv-pho")  # head; deputy, who is on duty
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of commits: none needs a disk
A_TOLD = st.sampled_from(TELLS)
A_PERSON = st.sampled_from([*TELLS, LEADER, OUTSIDER])


class Ladder(RuleBasedStateMachine):
    source: Path

    @initialize(words=st.sampled_from((FLOOD, FLOOD, FLOOD, SEALED, POWER_CUT)))
    def it_begins(self, words: str) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.world = World(copy(self.source, Path(self.folder.name) / "danvan.db"))
        self.world.say(LEADER, words)
        if words == POWER_CUT:
            self.world.pass_time(timedelta(seconds=5))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.close()
            self.folder.cleanup()

    # People

    @rule(post=A_TOLD, digit=st.sampled_from("1234"))
    def types_a_number(self, post: str, digit: str) -> None:
        self._acts(post, lambda: self.world.say(post, digit))

    @rule(text=st.sampled_from(("1", "2", "3", "0", "báo nhầm", "đã yên rồi", "có xuồng tới rồi", FLOOD)))
    def the_reporter_says(self, text: str) -> None:
        self._acts(LEADER, lambda: self.world.say(LEADER, text))

    @rule(post=A_PERSON, which=st.integers(0, 40), digit=st.sampled_from("1234"))
    def forges_a_button(self, post: str, which: int, digit: str) -> None:
        self._acts(post, lambda: self.world.forge(post, which, digit))

    @rule(post=st.sampled_from(("kdv-pho", "kdv-truong", "kdv-tonghop")), digit=st.sampled_from("34"))
    def the_bloc_judges(self, post: str, digit: str) -> None:
        self._acts(post, lambda: self.world.say(post, digit))

    @rule()
    def the_reporter_confirms(self) -> None:
        self._acts(LEADER, lambda: self.world.say(LEADER, "1"))

    @rule(post=A_PERSON, to=st.sampled_from("123"), why=st.sampled_from((" vì có người xác minh", "")))
    def changes_the_severity(self, post: str, to: str, why: str) -> None:
        self._acts(post, lambda: self.world.say(post, f"KH-0001 mức {to}{why}"))

    @rule(post=A_PERSON)
    def withdraws_by_code(self, post: str) -> None:
        self._acts(post, lambda: self.world.say(post, "rút KH-0001 bà con đốt rơm thôi"))

    # The world

    @rule(minutes=st.sampled_from(SPANS))
    def time_passes(self, minutes: int) -> None:
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(post=A_TOLD, channel=st.sampled_from(("telegram", "zalo")), what=st.sampled_from(TROUBLES))
    def something_goes_wrong_or_well_again(self, post: str, channel: str, what: str) -> None:
        world = self.world
        troubles: dict[str, Callable[[], None]] = {
            "blocks": lambda: world.blocks(post),
            "away": lambda: world.away(post),
            "cut": lambda: world.cut(channel),
            "mend": lambda: world.mend(channel),
            "restart": world.restart,
            "set back": lambda: world.pass_time(timedelta(minutes=-45)),
        }
        troubles[what]()
        world.look()

    # What must hold

    def _acts(self, post: str, act: object) -> None:
        before = self.world.standing()
        assert callable(act)
        act()
        self._only_by_right(post, before, self.world.standing())
        self.world.look()

    def _only_by_right(self, post: str, before: dict[str, Seen], after: dict[str, Seen]) -> None:
        me = self.world.ids[post]
        for code, was in before.items():
            now = after[code]
            told = me in self.world.told(code)
            if now == was:
                continue
            assert post == LEADER or told, "neither told nor the reporter's"
            if now.holder != was.holder:
                assert (was.holder, now.holder) == (None, me), "taken by one, from nobody"
            if now.confirmed != was.confirmed:
                assert post == LEADER or post.startswith("kdv"), "confirmed by the reporter or the Bloc"
            if now.severity < was.severity:
                assert post in MAY_LOWER or was.holder == me, "lowered by who answers for it"
            if now.state == "dong" != was.state:
                assert post == LEADER or (post.startswith("kdv") and not was.confirmed), "closed by a judgement"
            if now.state == "da_tra_loi" != was.state:
                assert was.holder in (me, None) and now.holder == me, "said to be over by who has it"

    @invariant()
    def it_is_held_or_on_its_way(self) -> None:
        if hasattr(self, "world"):
            somebody_has_it_or_it_is_on_its_way(self.world)

    @invariant()
    def no_one_hears_the_same_twice(self) -> None:
        if hasattr(self, "world"):
            nobody_is_told_twice(self.world)
            who_was_told_hears_that_it_was_withdrawn(self.world)


@pytest.fixture
def machine(database: Path) -> type[Ladder]:
    Ladder.source = peopled(database)
    return Ladder


def test_no_order_of_things_leaves_an_alarm_to_itself(machine: type[Ladder]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
            report_multiple_bugs=False,
        ),
    )
