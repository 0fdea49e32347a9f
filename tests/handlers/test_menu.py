"""The menu and the commands of each role: every one of them does something, and only what the role may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from reporting.texts import menu as texts
from reporting.texts.commands import COMMANDS
from storage.database import Store
from storage.sealing import Sealer
from storage.tables import Report
from tests.handlers.desk import Desk
from tests.rig import KEY

POSTS = {"reporter": "tdp1.leader", "bloc": "kdv-tonghop", "owner": "ub-kthtdt", "reader": "bi-thu"}
ME = ("telegram", "me")


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{database}", Sealer(KEY))
    yield Desk(store)
    store.close()


def stored(desk: Desk) -> int:
    def job(session: Session) -> int:
        return int(session.execute(select(func.count()).select_from(Report)).scalar_one())

    return desk.do(job)


@pytest.mark.parametrize("part", POSTS)
def test_every_line_of_the_menu_leads_somewhere_and_back(desk: Desk, part: str) -> None:
    desk.join(POSTS[part], *ME)
    for choice in texts.BY_ROLE[part]:
        assert desk.say(ME, "menu").endswith("cần gì ạ?")
        assert desk.choices == texts.BY_ROLE[part]
        said = desk.say(ME, choice.digit)
        assert said and "chưa hiểu" not in said
        desk.say(ME, "0")
    assert stored(desk) == (1 if part == "reporter" else 0), "nothing to report, chosen once"


@pytest.mark.parametrize("part", POSTS)
@pytest.mark.parametrize("form", ["/{}", "{}", "{} ."])
def test_every_command_is_answered(desk: Desk, part: str, form: str) -> None:
    desk.join(POSTS[part], *ME)
    for command in COMMANDS[part]:
        said = desk.say(ME, form.format(command))
        assert said and "chưa hiểu" not in said and "hiểu là" not in said, command
    assert stored(desk) == 0


@pytest.mark.parametrize("part", POSTS)
def test_a_number_nobody_asked_for_opens_the_menu(desk: Desk, part: str) -> None:
    desk.join(POSTS[part], *ME)
    assert desk.say(ME, "3").endswith("cần gì ạ?")
    assert stored(desk) == 0


def test_the_menu_of_a_reporter_is_that_of_the_dialogues() -> None:
    assert [choice.label for choice in texts.REPORTER] == [
        "Không phát sinh", "Ý kiến bà con", "Việc khẩn", "Tin hoạt động", "Việc của tôi", "Giúp", "Quay lại",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["tuần này hẻm 3 ngập", "việc cái mương hẻm 3 nghẹt", "sửa đường hẻm 3 giúp"])
def test_in_any_other_sentence_these_words_are_text(desk: Desk, words: str) -> None:
    desk.join("tdp1.leader", *ME)
    desk.say(ME, words)
    assert "hiểu là" in desk.quiet(ME)


@pytest.mark.parametrize("part", ["owner", "reader"])
def test_who_reports_nothing_is_not_told_how_to_correct_a_report(desk: Desk, part: str) -> None:
    desk.join(POSTS[part], *ME)
    assert "nội dung mới" not in desk.say(ME, "sửa")


def test_the_week_of_an_office_is_what_lies_with_it(desk: Desk) -> None:
    desk.join(POSTS["owner"], *ME)
    assert desk.say(ME, "tuần") == desk.say(ME, "việc")
