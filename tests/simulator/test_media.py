"""Voices, places, albums and reactions of the bot; what people send besides words, on both channels."""

import base64
import json
from typing import Any

import aiohttp
import pytest

from simulator.files import grey
from tests.simulator.desk import TOKEN, Desk, at_desk
from tests.simulator.zalo_desk import hook, person, rest


async def shown(desk: Desk, chat: int | str = 1001) -> Any:
    return (await desk.see(f"/control/messages?chat={chat}"))[-1]


async def multipart(desk: Desk, method: str, files: dict[str, bytes], **fields: str) -> tuple[int, Any]:
    form = aiohttp.FormData({"chat_id": "1001", **fields})
    for name, data in files.items():
        form.add_field(name, data, filename=name)
    async with desk.http.post(f"{desk.url}/bot{TOKEN}/{method}", data=form) as response:
        return response.status, await response.json()


def test_a_voice_and_a_place_arrive() -> None:
    async def story(desk: Desk) -> None:
        _, answer = await multipart(desk, "sendVoice", {"voice": b"OggS"}, duration="7", caption="nghe")
        assert answer["result"]["voice"]["duration"] == 7
        seen = await shown(desk)
        assert (seen["voice"]["seconds"], seen["text"]) == (7, "nghe")
        again = await desk.does("sendVoice", chat_id=1001, voice=answer["result"]["voice"]["file_id"])
        assert again["voice"]["file_id"] == answer["result"]["voice"]["file_id"]
        place = await desk.does("sendLocation", chat_id=1001, latitude=14.8, longitude="108.9")
        assert place["location"] == {"latitude": 14.8, "longitude": 108.9}
        assert (await shown(desk))["place"] == {"lat": 14.8, "lon": 108.9}

    at_desk(story)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendLocation", {"longitude": 1}, "latitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 1}, "latitude is out of range"),
        ("sendLocation", {"latitude": 9, "longitude": "nan"}, "longitude is out of range"),
        ("sendVoice", {}, "there is no voice in the request"),
        ("sendMediaGroup", {"media": "x"}, "can't parse media JSON object"),
        ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}]}, "Not enough messages to send as an album"),
        ("sendMediaGroup", {"media": [{}] * 11}, "Too many messages to send as an album"),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]},
            "Document can't be mixed with other media types",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "x"}] * 2},
            "wrong file identifier/HTTP URL specified",
        ),
        ("setMessageReaction", {"message_id": 9}, "message to react not found"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_sent(method: str, params: dict[str, Any], words: str) -> None:
    async def story(desk: Desk) -> None:
        assert await desk.refuses(method, chat_id=1001, **params) == (400, f"Bad Request: {words}")
        assert await desk.see("/control/messages?chat=1001") == []

    at_desk(story)


def test_an_album_is_several_messages_that_share_a_name() -> None:
    async def story(desk: Desk) -> None:
        media = [{"type": "photo", "media": f"attach://p{n}", **({"caption": "<b>hai</b> ảnh", "parse_mode": "HTML"}
                  if n == 0 else {})} for n in range(4)]  # fmt: skip
        files = {f"p{n}": grey(64, 48, n) for n in range(4)}
        status, answer = await multipart(desk, "sendMediaGroup", files, media=json.dumps(media))
        assert status == 200, answer
        parts = answer["result"]
        assert len({part["media_group_id"] for part in parts}) == 1
        assert [part.get("caption") for part in parts] == ["hai ảnh", None, None, None]
        assert len({part["photo"][-1]["file_id"] for part in parts}) == 4

    at_desk(story)


def test_a_reaction_stands_under_a_message_until_it_is_taken_away() -> None:
    async def story(desk: Desk) -> None:
        number = (await desk.control("say", chat=1001, text="xong"))["message_id"]
        for reaction, seen in (([{"type": "emoji", "emoji": "👍"}], "👍"), ([], None)):
            assert await desk.does("setMessageReaction", chat_id=1001, message_id=number, reaction=reaction) is True
            assert (await shown(desk)).get("reaction") == seen
        for bad, words in (([{"type": "emoji", "emoji": "✅"}], "REACTION_INVALID"),
                           ([{"type": "emoji", "emoji": "👍"}] * 2, "REACTIONS_TOO_MANY")):  # fmt: skip
            refused = await desk.refuses("setMessageReaction", chat_id=1001, message_id=number, reaction=bad)
            assert refused == (400, f"Bad Request: {words}")
        assert "reaction" in {event["what"] for event in await desk.see("/control/events")}

    at_desk(story)


CALLS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("voice", {"bytes": base64.b64encode(b"OggS1").decode(), "seconds": 9}, "voice", ("size", 5)),
    ("place", {"lat": 14.8, "lon": 108.9}, "place", ("lat", 14.8)),
    ("contact", {"name": "Năm", "phone": "0900000001"}, "contact", ("name", "Năm")),
    ("document", {"name": "đơn.pdf", "bytes": base64.b64encode(b"%PDF").decode()}, "document", ("name", "đơn.pdf")),
    ("video", {}, "video", ("seconds", 3)),
]


@pytest.mark.parametrize(("call", "body", "field", "said"), CALLS)
def test_what_a_person_sends_is_told_and_shown(call: str, body: dict[str, Any], field: str, said: Any) -> None:
    async def story(desk: Desk) -> None:
        sent = await desk.control(call, chat=1001, **body)
        (update,) = await desk.updates()
        assert (update["update_id"], update["message"]["message_id"]) == (sent["update_id"], sent["message_id"])
        assert {"voice": "voice", "place": "location"}.get(field, field) in update["message"]
        assert (await shown(desk))[field][said[0]] == said[1]

    at_desk(story)


def test_an_album_a_sticker_and_forwarded_words_of_a_person() -> None:
    async def story(desk: Desk) -> None:
        album = await desk.control("album", chat=1001, photos=3, caption="cống bể")
        assert len(album["message_id"]) == 3
        await desk.control("sticker", chat=1001)
        minh = (await desk.control("people", name="Minh"))["chat"]
        await desk.control("forward", chat=1001, text="nghe nói", of=minh)
        updates = [update["message"] for update in await desk.updates()]
        assert len({message["media_group_id"] for message in updates[:3]}) == 1
        assert [message.get("caption") for message in updates[:3]] == ["cống bể", None, None]
        assert updates[3]["sticker"]["emoji"] == "👍"
        assert updates[4]["forward_origin"]["sender_user"]["id"] == minh
        assert (await shown(desk))["forwarded"] == "Minh"

    at_desk(story)


def test_zalo_hands_on_photos_voices_and_stickers_and_of_the_rest_that_it_was() -> None:
    async def story(desk: Desk) -> None:
        hoa = await person(desk)
        async with hook(desk) as bot:
            await desk.control("album", chat=hoa, photos=2, caption="cống")
            for call, body in (("voice", {}), ("sticker", {}), *((call, body) for call, body, _, _ in CALLS[1:])):
                await desk.control(call, chat=hoa, **body)
            await rest(desk)
            names = [event["event_name"].split(".")[1] for event in bot.told]
            assert names == ["image", "image", "voice", "sticker"] + ["unsupported"] * 4
            status, _ = await desk.ask("POST", "/control/forward", json={"chat": hoa, "text": "nghe nói"})
            assert status == 400

    at_desk(story)
