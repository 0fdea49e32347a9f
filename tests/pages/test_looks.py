"""The page that plays a voice note or hands over a file: who may open it, and in what pieces it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from sqlmodel import Session

from storage import matters, reports
from storage.sealing import sealer_of
from storage.tables import Matter, Media, Report
from tests.pages.desk import LEADER, NOW, Desk, running
from tests.rig import WARD

NOTE = b"OggS" + bytes(range(256))
STAFF, CHAIR, OWNER, OTHER_OWNER = "kdv-tonghop", "kdv-truong", "ub-kthtdt", "ub-vhxh"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with running(database) as found:
        yield found


def ask(url: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    try:
        with urlopen(Request(url, data=body, headers=headers), timeout=10) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except HTTPError as refusal:
        return refusal.code, refusal.read(), dict(refusal.headers)


def kept(desk: Desk, passes: bool = False, kind: str = "voice", mime: str = "audio/ogg") -> str:
    """A matter with something beside it; its number."""

    def job(session: Session) -> str:
        report = Report(
            ward=WARD, unit="tdp5", period="2026-W47", kind="matter", code="YK-0001", text="đèn hẻm 4 hư",
            channel="zalo", first_words_at=NOW, saved_at=NOW,
        )  # fmt: skip
        number = reports.add(session, report)
        matters.add(
            session,
            Matter(ward=WARD, code="YK-0001", kind="feedback", report=number, unit="tdp5", topic="ha_tang",
                   owner=OWNER, opened_at=NOW),
            None,
        )  # fmt: skip
        media = Media(
            ward=WARD, inbox=1, report=number, kind=kind, channel="zalo", ref="a", state="kept", mime=mime,
            content=sealer_of(session).seal_bytes(NOTE), passes=passes, not_before=NOW,
        )  # fmt: skip
        session.add(media)
        session.flush()
        return str(media.id)

    return desk.do(job)


def test_a_bare_look_shows_a_button_and_the_page_plays_it(desk: Desk) -> None:
    url = desk.link(desk.joined(STAFF), "look", kept(desk))
    status, body, _ = ask(url)
    assert status == 200
    assert "đèn" not in body.decode()
    status, body, headers = ask(url, b"")
    page = body.decode()
    assert status == 200
    assert "<audio controls" in page
    assert "YK-0001: đèn hẻm 4 hư." in page
    assert "media-src 'self'" in headers["Content-Security-Policy"]
    status, body, headers = ask(f"{url}/thing")
    assert (status, body, headers["Content-Type"]) == (200, NOTE, "audio/ogg")
    assert "attachment" not in headers.get("Content-Disposition", "")
    assert ask(f"{url}/thing?save")[2]["Content-Disposition"] == 'attachment; filename="voice.ogg"'


@pytest.mark.parametrize(
    ("wanted", "status", "piece"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=4-", 206, slice(4, None)),
        ("bytes=-6", 206, slice(-6, None)),
        ("bytes=250-9999", 206, slice(250, None)),
        ("bytes=9999-", 416, slice(0, 0)),
        ("pages=1", 200, slice(None)),
    ],
)
def test_a_player_is_given_the_piece_it_asks_for(desk: Desk, wanted: str, status: int, piece: slice) -> None:
    url = desk.link(desk.joined(STAFF), "look", kept(desk))
    found, body, headers = ask(f"{url}/thing", Range=wanted)
    assert (found, body) == (status, NOTE[piece])
    if status == 206:
        start = piece.indices(len(NOTE))[0]
        assert headers["Content-Range"] == f"bytes {start}-{start + len(body) - 1}/{len(NOTE)}"


def test_a_file_is_never_opened_in_the_browser(desk: Desk) -> None:
    url = desk.link(desk.joined(STAFF), "look", kept(desk, kind="file", mime="application/pdf"))
    assert "audio" not in ask(url, b"")[1].decode()
    _, _, headers = ask(f"{url}/thing")
    assert headers["Content-Disposition"] == 'attachment; filename="file.pdf"'
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("post", "passes", "status"),
    [
        (STAFF, False, 200),
        (CHAIR, False, 200),
        (OWNER, False, 410),
        (OWNER, True, 200),
        (OTHER_OWNER, True, 410),
        (LEADER, True, 410),
    ],
)
def test_before_the_bloc_lets_it_on_nobody_else_opens_it_and_then_its_owner_alone(
    desk: Desk, post: str, passes: bool, status: int
) -> None:
    url = desk.link(desk.joined(post), "look", kept(desk, passes=passes))
    assert ask(url, b"")[0] == status
    assert ask(f"{url}/thing")[0] == status


def test_what_was_taken_back_is_opened_by_nobody(desk: Desk) -> None:
    url = desk.link(desk.joined(STAFF), "look", kept(desk))

    def taken_back(session: Session) -> None:
        report = reports.by_code(session, WARD, "YK-0001")
        assert report is not None
        report.withdrawn_at = NOW

    desk.do(taken_back)
    assert ask(f"{url}/thing")[0] == 410


def test_a_link_to_something_else_plays_nothing(desk: Desk) -> None:
    person = desk.joined(STAFF)
    number = kept(desk)
    assert ask(f"{desk.link(person, 'data')}/thing")[0] == 410
    assert ask(f"{desk.link(person, 'photo', number)}/thing")[0] == 410
