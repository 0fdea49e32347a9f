"""Single steps of an alarm's ladder: who stands in, whose old button still answers, what a late word does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from storage.tables import Outbox
from tests.rig import copy
from tests.scheduler.ladder_world import LEADER, World, peopled

FLOOD = "nước sông tràn vô nhà 5 hộ, còn 2 người già kẹt trên gác"
CROWD = "bà con khoảng 12 người đứng chặn xe ben chở đất ngay khu tái định cư, đòi chủ đầu tư xuống nói chuyện"
A_MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def there(ward_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return peopled(copy(ward_database, tmp_path_factory.mktemp("ladder") / "people.db"))


@pytest.fixture
def world(there: Path, tmp_path: Path) -> Iterator[World]:
    world = World(copy(there, tmp_path / "danvan.db"))
    yield world
    world.close()


def letters(world: World, post: str) -> list[Outbox]:
    def job(session: Session) -> list[Outbox]:
        rows = select(Outbox).where(col(Outbox.person) == world.ids[post], col(Outbox.key).like("alarm:KH-%"))
        found = list(session.execute(rows.order_by(col(Outbox.id))).scalars())
        session.expunge_all()
        return found

    return world.read(job)


def words(world: World, post: str) -> list[str]:
    return [letter.text for letter in letters(world, post)]


def confirmed(world: World) -> None:
    world.say(LEADER, FLOOD)
    world.say(LEADER, "1")
    world.look()


def test_who_is_away_is_telephoned_and_somebody_stands_in(world: World) -> None:
    world.away("ub-ct")
    world.away("bi-thu")
    confirmed(world)
    assert words(world, "ub-ct") == [], "not written to"
    called = [line for line in words(world, "kdv-pho") if "nhờ gọi điện ngay" in line]
    (line,) = called
    assert line.endswith(f"qua kênh: Chủ tịch {{phone:{world.ids['ub-ct']}}} (đang vắng).")
    world.pass_time(20 * A_MINUTE)
    assert any(
        f"Bí thư Đảng ủy phường {{phone:{world.ids['bi-thu']}}} (đang vắng)" in line for line in words(world, "kdv-pho")
    )
    assert not any("Xin ý kiến" in line for line in words(world, "kdv-truong")), "told already: no second first word"


def test_a_button_of_the_first_letter_still_answers_after_a_reminder(world: World) -> None:
    confirmed(world)
    first = next(letter for letter in letters(world, "ub-ct") if ":told:" in letter.key)
    world.pass_time(10 * A_MINUTE)
    assert any("Nhắc lại" in line for line in words(world, "ub-ct"))
    world.press("ub-ct", first.question or "", "1")
    assert world.standing()["KH-0001"].holder == world.ids["ub-ct"]


def test_who_was_let_go_has_it_again_by_a_late_word_unless_another_has(world: World) -> None:
    confirmed(world)
    world.say("ub-pct-kt", "1")
    world.pass_time(30 * A_MINUTE)
    world.pass_time(10 * A_MINUTE)
    assert world.standing()["KH-0001"].holder is None
    world.forge_named("ub-pct-kt", "alarm_mine", "1")
    assert world.standing()["KH-0001"].holder == world.ids["ub-pct-kt"]
    world.pass_time(30 * A_MINUTE)
    world.pass_time(10 * A_MINUTE)
    world.say("ub-ct", "1")
    world.forge_named("ub-pct-kt", "alarm_mine", "1")
    assert world.standing()["KH-0001"].holder == world.ids["ub-ct"]


def test_a_sign_of_life_counts_silence_anew(world: World) -> None:
    confirmed(world)
    world.say("ub-pct-kt", "1")
    for _ in range(5):
        world.pass_time(25 * A_MINUTE)
        world.say("ub-pct-kt", "xuồng đang tới, sóng lớn")
    assert world.standing()["KH-0001"].holder == world.ids["ub-pct-kt"]
    assert not any("cho biết giúp" in line for line in words(world, "ub-pct-kt"))


def test_the_police_hear_of_a_gathering_only_when_somebody_is_hurt(world: World) -> None:
    def telephoned() -> list[str]:
        return [line for line in words(world, "kdv-pho") if "Công an phường" in line]

    world.say(LEADER, CROWD)
    world.pass_time(timedelta(seconds=5))
    world.say(LEADER, "1")
    world.say("kdv-pho", "KH-0001 mức 1 vì bà con đứng yên")
    world.say("kdv-pho", "KH-0001 mức 2 vì bà con kéo ra thêm")
    assert telephoned() == []
    world.say(LEADER, "KH-0001 mức 3 vì có người bị thương rồi")
    assert len(telephoned()) == 1
    world.say("kdv-truong", "KH-0001 mức 2 vì đã đưa người bị thương đi trạm xá")
    assert len(telephoned()) == 1, "once"


def test_an_alarm_nobody_was_reached_by_is_told_to_whoever_comes_first(world: World) -> None:
    """Both channels are dead: nothing is climbed, nothing is lost, and nobody gets a burst afterwards."""
    world.cut("telegram")
    world.cut("zalo")
    world.say(LEADER, FLOOD)
    for _ in range(8):
        world.pass_time(5 * A_MINUTE)
    waiting = {letter.key for letter in letters(world, "ub-ct")}
    assert waiting == set(), "the row is not climbed while nobody can be reached"
    world.mend("zalo")
    world.look()
    assert [letter.key.split(":")[3] for letter in letters(world, "kdv-pho")][:1] == ["told"]
    assert sum("Nhắc lại" in line for line in words(world, "kdv-truong")) <= 1
    assert any("Xin ý kiến" in line for line in words(world, "bi-thu"))
