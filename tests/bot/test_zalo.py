"""Zalo both ways: what an event becomes, what a failed sending is called, and what is read on the telephone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sender import SendFailed
from bot.zalo import CLOCKS_DIFFER, Heard, Zalo, read
from reporting.privacy import Kept, guard
from reporting.values import Choice, Kind
from simulator import server
from storage.outbox import Letter
from tests.rig import free_port

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WROTE = NOW - timedelta(seconds=5)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def event(name: str = "message.text.received", **more: Any) -> dict[str, Any]:
    chat = {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"}
    sender = {"id": "6ede9afa66b88fe6d6a9", "display_name": "Ted", "is_bot": False}
    date = int(WROTE.timestamp() * 1000)
    return {"event_name": name, "message": {"message_id": "2d75", "date": date, "chat": chat, "from": sender} | more}


def heard(body: dict[str, Any]) -> Heard | None:
    return read(body, guard, NOW)


def test_words_and_captions_pass_the_gate_flat_or_wrapped() -> None:
    flat = event(text="gọi 0912345678")
    photo = event("message.image.received", photo="https://a/1.jpg", caption="gọi 0912345678")
    for body in (flat, {"ok": True, "result": flat}, photo):
        found = heard(body)
        assert found is not None
        assert found.incoming.text == "gọi [SĐT]"
        assert found.original == "gọi 0912345678"
        assert (found.incoming.chat, found.incoming.external_id) == ("6ede9afa66b88fe6d6a9", "2d75")
        assert found.incoming.at == WROTE


def test_the_sender_is_told_by_the_chat_alone() -> None:
    found = heard(event(text="xin chào"))
    assert found is not None
    assert "Ted" not in repr(found)


@pytest.mark.parametrize("key", ["photo", "photo_url"])
def test_a_photo_is_taken_under_either_name(key: str) -> None:
    found = heard(event("message.image.received", **{key: "https://a/1.jpg"}))
    assert found is not None
    assert found.incoming.kind is Kind.PHOTO
    assert [file.ref for file in found.incoming.files] == ["https://a/1.jpg"]


@pytest.mark.parametrize(
    ("name", "more", "kind", "strange"),
    [
        ("message.voice.received", {"voice_url": "https://a/1.aac"}, Kind.VOICE, False),
        ("message.sticker.received", {"sticker": "x"}, Kind.STICKER, False),
        ("message.unsupported.received", {}, Kind.UNSUPPORTED, False),
        ("message.image.received", {}, Kind.UNSUPPORTED, False),
        ("message.text.received", {"text": ""}, Kind.UNSUPPORTED, False),
        ("message.link.received", {"text": "https://baochi.vn"}, Kind.TEXT, False),
        ("message.poll.received", {"text": "xin"}, Kind.UNSUPPORTED, True),
    ],
)
def test_every_kind_of_event_is_somebody_saying_something(
    name: str, more: dict[str, Any], kind: Kind, strange: bool
) -> None:
    found = heard(event(name, **more))
    assert found is not None
    assert (found.incoming.kind, found.strange) == (kind, strange)


def test_a_thumb_and_the_bots_own_words_ask_for_nothing() -> None:
    assert heard(event("message.reaction.received")) is None
    assert heard(event(text="xin") | {"message": event(text="xin")["message"] | {"from": {"is_bot": True}}}) is None


def test_of_a_group_no_word_is_taken() -> None:
    body = event(text="bí mật của nhóm", chat={"id": "9", "chat_type": "GROUP"})
    found = heard(body)
    assert found is not None
    assert (found.incoming.kind, found.incoming.text, found.original) == (Kind.GROUP, "", "")


@given(date=st.one_of(st.integers(), st.floats(allow_nan=True), st.text(), st.none(), st.booleans()))
def test_no_date_lies_far_ahead_or_stops_anything(date: Any) -> None:
    found = heard(event(text="xin", date=date))
    assert found is not None
    assert found.incoming.at <= NOW + CLOCKS_DIFFER


def letter(chat: str = "", text: str = "Có gì không?", choices: tuple[Choice, ...] = (), attempts: int = 0) -> Letter:
    return Letter(1, "k", "reply", 1, "zalo", chat, text, choices, None, None, attempts, None)


def against(story: Callable[[aiohttp.ClientSession, str, Zalo], Awaitable[None]]) -> None:
    async def play() -> None:
        running = await server.start(now=NOW)
        try:
            async with aiohttp.ClientSession() as http:
                await story(http, running.url, Zalo(http, f"{running.url}/zalo", server.ZALO_TOKEN))
        finally:
            await running.stop()

    asyncio.run(play())


async def control(http: aiohttp.ClientSession, url: str, call: str, **body: Any) -> Any:
    async with http.post(f"{url}/control/{call}", json=body) as answer:
        return await answer.json()


async def failure(zalo: Zalo, what: Letter) -> SendFailed:
    with pytest.raises(SendFailed) as caught:
        await zalo.send(what, what.text)
    return caught.value


def test_choices_are_read_as_numbered_lines() -> None:
    async def story(http: aiohttp.ClientSession, url: str, zalo: Zalo) -> None:
        chat = (await control(http, url, "people", name="Bảy", channel="zalo"))["chat"]
        choices = (Choice("1", "Không phát sinh", "nil"), Choice("9", "Sửa lại", "mend"))
        assert await zalo.send(letter(chat, choices=choices), "Có gì không?")
        async with http.get(f"{url}/control/messages?chat={chat}") as answer:
            (shown,) = await answer.json()
        assert shown["text"] == "Có gì không?\n\n1. Không phát sinh\n9. Sửa lại"

    against(story)


def test_each_refusal_is_called_by_its_name() -> None:
    async def story(http: aiohttp.ClientSession, url: str, zalo: Zalo) -> None:
        chat = (await control(http, url, "people", name="Bảy", channel="zalo"))["chat"]
        assert (await failure(zalo, letter("0" * 20))).gone
        assert (await failure(zalo, letter(chat, "a" * 2001))).permanent
        await control(http, url, "block", chat=chat, blocked=True)
        assert (await failure(zalo, letter(chat))).gone
        await control(http, url, "block", chat=chat, blocked=False)
        await control(http, url, "zalo", quota=0)
        pauses = [(await failure(zalo, letter(chat, attempts=n))).retry_after for n in (0, 1, 9)]
        assert pauses == [60, 120, 3600]
        await control(http, url, "zalo", quota=3000)
        await control(http, url, "cut", channel="zalo", cut=True)
        cut = await failure(zalo, letter(chat))
        assert (cut.lost, cut.gone, cut.permanent) == (True, False, False)
        wrong = Zalo(http, f"{url}/zalo", "1:other")
        await control(http, url, "cut", channel="zalo", cut=False)
        with pytest.raises(SendFailed) as refused:
            await wrong.start()
        assert refused.value.permanent

    against(story)


def test_a_server_that_is_not_there_is_unreachable_and_no_failure_names_the_token() -> None:
    async def story() -> None:
        async with aiohttp.ClientSession() as http:
            zalo = Zalo(http, f"http://127.0.0.1:{free_port()}", server.ZALO_TOKEN)
            why = await failure(zalo, letter("1"))
            assert why.unreachable
            assert not why.lost
            assert server.ZALO_TOKEN.partition(":")[2] not in why.why

    asyncio.run(story())


def test_media_are_bounded_and_an_expired_address_is_told_from_a_passing_fault() -> None:
    async def story(http: aiohttp.ClientSession, url: str, zalo: Zalo) -> None:
        chat = (await control(http, url, "people", name="Bảy", channel="zalo"))["chat"]
        assert await zalo.update(0) is None  # from now on what people say is kept for who asks
        await control(http, url, "photo", chat=chat)
        found = heard(await zalo.update(5) or {})
        assert found is not None
        (file,) = found.incoming.files
        assert (await zalo.fetch(file.ref, 5_000_000)).startswith(b"\xff\xd8")
        for ref, most in ((file.ref, 100), ("file:///etc/passwd", 100), (f"{url}/control/state", 10_000)):
            with pytest.raises(SendFailed) as bad:
                await zalo.fetch(ref, most)
            assert bad.value.permanent, ref
        await control(http, url, "zalo", expire_media=True)
        with pytest.raises(SendFailed) as gone:
            await zalo.fetch(file.ref, 5_000_000)
        assert gone.value.permanent

    against(story)


def test_events_asked_for_come_one_by_one_and_silence_is_no_error() -> None:
    async def story(http: aiohttp.ClientSession, url: str, zalo: Zalo) -> None:
        chat = (await control(http, url, "people", name="Bảy", channel="zalo"))["chat"]
        assert await zalo.update(0) is None
        for text in ("một", "hai"):
            await control(http, url, "say", chat=chat, text=text)
        texts = []
        for _ in range(2):
            found = heard(await zalo.update(5) or {})
            assert found is not None
            texts.append(found.incoming.text)
        assert texts == ["một", "hai"]

    against(story)


def test_long_ago_is_kept_as_it_is() -> None:
    found = heard(event(text="xin", date=0))
    assert found is not None
    assert found.incoming.at == LONG_AGO


def test_kept_is_what_the_gate_said() -> None:
    found = heard(event(text="gọi 0912345678"))
    assert found is not None
    assert isinstance(found.kept, Kept)
    assert found.incoming.masked == ("phone",)
