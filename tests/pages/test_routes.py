"""Pages over real HTTP: what a link shows, what it takes, and what it never shows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import structlog
from PIL import Image
from sqlmodel import Session, col, select

from bot.__main__ import log_as
from bot.asked import GUESSES
from documents import html
from reporting.texts import pages as texts
from reporting.values import Kind
from storage import data, people
from storage.tables import Contact, Inbox, PageLink, Post
from tests.pages.desk import LEADER, LINES, NOW, OTHER, READER, Desk, running
from tests.pages.test_photos import taken
from tests.rig import WARD

JSON = {"Accept": "application/json"}
FIRST, SECOND = "aaaaaaaa11111111", "bbbbbbbb22222222"


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    with running(database) as found:
        yield found


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    lines = io.StringIO()
    log_as("debug", lines)
    yield lines
    structlog.reset_defaults()


class Answer:
    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.status = status
        self.body = body
        self.text = body.decode(errors="replace")
        self.headers = headers

    @property
    def said(self) -> str:
        return str(json.loads(self.text)["said"])


def ask(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    request = Request(url, data=body, headers={"Content-Type": "text/plain"} | (headers or {}))
    try:
        with urlopen(request, timeout=10) as answer:
            return Answer(answer.status, answer.read(), dict(answer.headers))
    except HTTPError as refusal:
        return Answer(refusal.code, refusal.read(), dict(refusal.headers))


def place(url: str, headers: dict[str, str] | None = None, **fields: object) -> Answer:
    return ask(f"{url}/place", urlencode({"id": FIRST} | fields).encode(), headers)


def paper(url: str, data: bytes, name: str = "bao cao.pdf", number: str = FIRST) -> Answer:
    return ask(f"{url}/file?{urlencode({'id': number, 'name': name})}", data, JSON)


def photo(url: str, number: str = FIRST, data: bytes | None = None) -> Answer:
    return ask(f"{url}/photo?id={number}", taken() if data is None else data, JSON)


# Who sees what


def test_the_page_to_add_holds_the_ward_and_nobody_s_name(desk: Desk) -> None:
    answer = ask(desk.link(desk.joined(LEADER)))
    assert answer.status == 200
    for seen in ("Ghim nơi, gửi ảnh", "chợ Sa Lâm", "Bác ghim", "9 giờ thứ Năm, ngày 19/11"):
        assert seen in answer.text
    head = answer.text.partition("<body")[0]
    assert re.findall("<title>(.*)</title>", head) == [texts.add_title()]
    for hidden in ("Tám", "0900", "zalo", "1001", "hẻm"):
        assert hidden not in answer.text


def test_a_preview_of_a_digest_sees_a_button_and_no_word_of_it(desk: Desk) -> None:
    url = desk.link(desk.joined(READER), "digest", desk.approved())
    looked = ask(url, headers={"User-Agent": "TelegramBot (like TwitterBot)"})
    assert looked.status == 200
    for _, words in LINES:
        assert words[:20] not in looked.text
    assert "47" not in looked.text.replace(url.rpartition("/")[2], "")
    assert "Tổng hợp" not in looked.text
    read = ask(url, b"")
    assert read.status == 200
    for word in ("Tổng hợp tuần 47", "Cần tập trung", "Ý kiến Nhân dân", "sạt lở bờ kè", "số 12-BC/KDV, ký lúc 09:00"):
        assert word in read.text


def test_what_every_answer_says_to_the_browser(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    for answer in (ask(url), ask(url + "x"), place(url, JSON, key="tdp1"), ask(f"{url}/done", b"", JSON)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_nothing_comes_from_elsewhere_and_all_of_it_is_small(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    page = ask(url).text
    assert not re.search(r"https?://|<script>|\bon\w+=|style=", page)
    wanted = re.findall(r'(?:href|src)="(-/[^"]+)"', page)
    whole = len(page.encode())
    for name in wanted:
        asset = ask(f"{desk.base}/l/{name}")
        assert asset.status == 200 and "immutable" in asset.headers["Cache-Control"]
        assert not re.search(r"https?://|@import", asset.text)
        whole += len(asset.text.encode())
    assert len(wanted) == len(html.KINDS)
    assert whole < 40_000
    assert ask(f"{desk.base}/l/-/..%2fhtml.py").status == 404


def dead_for_every_reason(desk: Desk) -> list[str]:
    person = desk.joined(LEADER)
    used = desk.link(person)
    assert ask(f"{used}/done", b"", JSON).status == 200
    stranger = desk.do(lambda s: people.holders(s, WARD, OTHER)[0].id)
    no_right = desk.link(person, "digest", desk.approved())
    unapproved = desk.link(desk.joined(READER, "2"), "digest", "2026-W40")
    over = desk.link(person, lives=timedelta(minutes=1))
    desk.clock.time += timedelta(minutes=2)
    fresh = desk.link(person)
    return [used, over, no_right, unapproved, desk.link(stranger), fresh[:-2], f"{desk.base}/l/7", f"{desk.base}/l/a-b"]


def test_every_dead_link_is_answered_alike(desk: Desk) -> None:
    asked = [ask(url, b"") for url in dead_for_every_reason(desk)]
    assert {(answer.status, answer.text) for answer in asked} == {(410, html.dead().decode())}
    assert texts.dead_what_to_do() in asked[0].text


def test_a_link_made_for_one_thing_does_no_other(desk: Desk) -> None:
    add = desk.link(desk.joined(LEADER))
    digest = desk.link(desk.joined(READER, "2"), "digest", desk.approved())
    assert ask(add, b"").status == 410
    for answer in (place(digest, JSON, key="tdp1"), photo(digest), ask(f"{digest}/done", b"", JSON)):
        assert answer.status == 410
    assert desk.inbox() == []


@pytest.mark.parametrize("gone", ["left", "replaced"])
def test_who_has_left_or_handed_over_sees_nothing(desk: Desk, gone: str) -> None:
    person = desk.joined(LEADER)
    url = desk.link(person)
    assert ask(url).status == 200

    def go(session: Session) -> None:
        if gone == "left":
            data.leave(session, WARD, person, NOW)
            return
        for post in session.exec(select(Post).where(Post.person == person)):
            post.ends = NOW
            session.add(post)

    desk.do(go)
    for answer in (ask(url), place(url, JSON, key="tdp1"), photo(url), ask(f"{url}/done", b"", JSON)):
        assert answer.status == 410
    assert desk.inbox() == []


def test_who_guesses_is_looked_at_no_longer_others_are(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    guesser, other = {"X-Forwarded-For": "9.9.9.9"}, {"X-Forwarded-For": "spoofed, 8.8.8.8"}
    for n in range(GUESSES):
        assert ask(f"{desk.base}/l/{n}-guess", headers=guesser).status == 410
    assert ask(url, headers=guesser).status == 410
    assert ask(url, headers=other).status == 200
    desk.clock.time += timedelta(minutes=2)
    assert ask(url, headers=guesser).status == 200


# What comes in


def test_a_place_from_the_list_reaches_the_chat(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    answer = place(url, key="tdp1:chợ Sa Lâm")
    assert answer.status == 200
    assert "Đã gửi nơi: chợ Sa Lâm, Tổ dân phố 1." in answer.text
    (came,) = desk.inbox()
    assert (came.kind, came.channel, came.chat, came.place) == (Kind.PLACE, "zalo", "1001", (14.8050, 108.9580))
    assert desk.arrived == [("zalo", "1001")]


def test_a_page_after_a_place_was_sent_without_a_script_still_works(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    page = place(url, key="tdp1").text
    token = url.rpartition("/")[2]
    assert f'action="../{token}/place"' in page and f'action="../{token}/done"' in page
    assert 'href="../-/page.css' in page
    assert f'value="{FIRST}"' not in page, "the next press is another place"
    done = ask(f"{url}/done", b"")
    assert "Đã gửi, bác quay lại cuộc trò chuyện." in done.text


def test_a_point_is_called_by_what_is_near(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    assert place(url, JSON, lat="14.8049", lon="108.9579").said == "gần chợ Sa Lâm, Tổ dân phố 1"
    assert desk.inbox()[0].place == (14.8049, 108.9579)


def test_the_same_press_twice_is_one_place_another_one_corrects_it(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    for _ in range(2):
        assert place(url, JSON, key="tdp1").status == 200
    assert place(url, JSON, id=SECOND, key="tdp2").status == 200
    assert place(url, JSON, id=SECOND + "c", key="tdp1").status == 200
    assert [came.place for came in desk.inbox()] == [(14.8046, 108.9571), (14.8018, 108.9544), (14.8046, 108.9571)]


def test_the_point_stands_in_no_name_of_a_row(desk: Desk) -> None:
    place(desk.link(desk.joined(LEADER)), JSON, lat="14.812345", lon="108.954321")
    (name,) = desk.do(lambda s: s.exec(select(Inbox.external_id)).all())
    assert "812345" not in name and "954321" not in name


@pytest.mark.parametrize(
    "fields",
    [{}, {"key": "nowhere"}, {"lat": "x", "lon": "y"}, {"lat": "nan", "lon": "nan"}, {"lat": "inf", "lon": "1"},
     {"lat": "21.03", "lon": "105.85"}, {"lat": "14.8"}, {"key": "tdp1", "id": "no"}, {"key": "tdp1", "id": "a" * 99},
     {"key": "tdp1" * 2000}, {"lat": "9" * 3000, "lon": "1"}],
    ids=lambda fields: ",".join(fields),
)  # fmt: skip
def test_a_wrong_place_is_answered_with_a_plain_sentence(desk: Desk, fields: dict[str, Any]) -> None:
    url = desk.link(desk.joined(LEADER))
    answer = place(url, JSON, **fields)
    assert answer.status == 422
    assert answer.said in (texts.wrong_place("bác"), texts.not_here("phường Sa Lâm", "bác"))
    plain = place(url, **fields)
    assert plain.status == 422 and answer.said in plain.text
    assert desk.inbox() == []


def test_no_form_at_all_is_no_harm(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    for body in (b"", b"\xff\xfe", b"{}", b"&" * 4000, b"key=" + b"a" * 9000, b"&".join([b"a=1"] * 500)):
        assert ask(f"{url}/place", body, JSON).status == 422


def test_places_are_not_without_number(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    said = [place(url, JSON, id=f"{n:08d}", key="tdp1") for n in range(22)]
    assert [answer.status for answer in said] == [200] * 20 + [422] * 2
    assert said[-1].said == texts.enough_places()


def test_a_photo_is_cleaned_sealed_and_joins_the_chat(desk: Desk, database: Path) -> None:
    url = desk.link(desk.joined(LEADER))
    assert photo(url, data=taken(orientation=6)).status == 200
    (came,) = desk.inbox()
    assert came.kind is Kind.PHOTO and came.files[0].kind == "photo"
    (kept,) = desk.media()
    picture = Image.open(io.BytesIO(kept))
    assert picture.size == (40, 60) and not picture.getexif()
    assert kept[:64] not in b"".join(path.read_bytes() for path in database.parent.glob("danvan.db*"))
    assert desk.arrived == [("zalo", "1001")]


def test_a_repeated_photo_is_no_second_one_and_five_are_enough(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    for number in (FIRST, FIRST, SECOND, "c" * 8, "d" * 8, "e" * 8, "e" * 8):
        assert photo(url, number).said == texts.photo_sent()
    assert len(desk.media()) == 5
    more = photo(url, "f" * 8)
    assert (more.status, more.said) == (422, texts.enough_photos(5))
    assert len(desk.arrived) == 5
    assert "Đã gửi 5 ảnh, tệp." in ask(url).text


@pytest.mark.parametrize(("data", "why"), [(b"", "empty"), (b"GIF89a", "kind"), (taken(900, 900)[:2500], "broken")])
def test_what_is_no_photo_is_said_kindly(desk: Desk, data: bytes, why: str) -> None:
    answer = photo(desk.link(desk.joined(LEADER)), data=data)
    assert (answer.status, answer.said) == (422, texts.not_a_photo(why))
    assert desk.inbox() == [] and desk.media() == []


def test_a_photo_needs_a_number(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    for number in ("", "a", "x" * 99, "%2e%2e%2fetc"):
        assert photo(url, number).status == 422


def test_it_goes_where_the_person_was_seen_last(desk: Desk) -> None:
    person = desk.joined(LEADER)
    desk.joined(LEADER, "2002", "telegram")
    url = desk.link(person)

    def seen(session: Session, chat: str, **values: datetime) -> None:
        row = session.exec(select(Contact).where(Contact.chat == chat)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)

    desk.do(lambda s: seen(s, "1001", seen_at=NOW + timedelta(hours=1)))
    place(url, JSON, key="tdp1")
    desk.do(lambda s: seen(s, "1001", blocked_at=NOW))
    place(url, JSON, key="tdp1")  # a repeat stays one, though the address is another now
    place(url, JSON, id=SECOND, key="tdp1")
    assert desk.arrived == [("zalo", "1001"), ("telegram", "2002")]
    desk.do(lambda s: seen(s, "2002", blocked_at=NOW))
    assert photo(url).said == texts.no_address("bác")


def test_done_closes_the_link(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    assert ask(f"{url}/done", b"", JSON).said == texts.nothing_sent("bác")
    for answer in (ask(url), place(url, JSON, key="tdp1"), photo(url), ask(f"{url}/done", b"", JSON)):
        assert answer.status == 410
    assert desk.do(lambda s: s.exec(select(col(PageLink.used_at))).one()) == NOW


def test_a_log_tells_what_was_done_and_by_no_token_or_name(desk: Desk, log: io.StringIO) -> None:
    url = desk.link(desk.joined(LEADER))
    for answer in (ask(url), place(url, JSON, key="tdp1"), photo(url), ask(f"{url}/done", b"", JSON), ask(url)):
        assert answer.status in (200, 410)
    told = log.getvalue()
    assert told.count("page") >= 3
    token = url.rpartition("/")[2]
    for hidden in (token, token.partition("-")[2], "1001", "Tám", "127.0.0.1", FIRST, "14.80"):
        assert hidden not in told


def test_a_file_joins_the_draft_as_what_it_is(desk: Desk) -> None:
    url = desk.link(desk.joined(LEADER))
    assert paper(url, b"%PDF-1.7 paper").said == texts.photo_sent()
    assert paper(url, b"%PDF-1.7 paper").said == texts.photo_sent(), "again is no second one"
    assert paper(url, b"OggS a voice note", "thu am.ogg", SECOND).said == texts.photo_sent()
    assert [incoming.kind for incoming in desk.inbox()] == [Kind.FILE, Kind.VOICE]
    assert desk.media() == [b"%PDF-1.7 paper", b"OggS a voice note"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ a program", "bao cao.pdf", texts.not_a_file("kind")),
        (b"", "bao cao.pdf", texts.not_a_file("empty")),
        (b"%PDF-1.7 paper", "CV_MẬT_12.pdf", texts.not_to_be_sent("bác")),
    ],
)
def test_a_file_that_may_not_be_kept_is_not(desk: Desk, data: bytes, name: str, said: str) -> None:
    url = desk.link(desk.joined(LEADER))
    answer = paper(url, data, name)
    assert (answer.status, answer.said) == (422, said)
    assert desk.inbox() == []
