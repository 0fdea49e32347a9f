"""Photos and documents of the bot, and links to files."""

import aiohttp
import pytest

from simulator.files import LARGEST_DOWNLOAD, LARGEST_PHOTO, grey
from tests.simulator.desk import TOKEN, Desk, at_desk


async def upload(desk: Desk, method: str, name: str, data: bytes, **fields: str) -> tuple[int, dict[str, object]]:
    form = aiohttp.FormData({"chat_id": "1001", **fields}, quote_fields=False)
    form.add_field(name, data, filename="báo cáo.docx")
    async with desk.http.post(f"{desk.url}/bot{TOKEN}/{method}", data=form) as response:
        return response.status, await response.json()


def test_a_document_keeps_its_name_and_bytes() -> None:
    async def story(desk: Desk) -> None:
        status, answer = await upload(
            desk, "sendDocument", "document", b"PK paper", caption="<b>Tuần 47</b>", parse_mode="HTML"
        )
        assert status == 200
        message = answer["result"]
        assert isinstance(message, dict)
        document = message["document"]
        assert (document["file_name"], document["file_size"]) == ("báo cáo.docx", 8)
        assert document["mime_type"].endswith("wordprocessingml.document")
        assert message["caption"] == "Tuần 47" and message["caption_entities"][0]["type"] == "bold"
        (shown,) = await desk.see("/control/messages?chat=1001")
        assert (shown["text"], shown["document"]["name"]) == ("Tuần 47", "báo cáo.docx")
        async with desk.http.get(desk.url + shown["document"]["url"]) as response:
            assert await response.read() == b"PK paper"
        again = await desk.does("sendDocument", chat_id=1001, document=document["file_id"])
        assert again["document"] == document

    at_desk(story)


def test_a_file_may_hang_on_a_part_of_its_own() -> None:
    async def story(desk: Desk) -> None:
        form = {"photo": "attach://part7"}
        status, answer = await upload(desk, "sendPhoto", "part7", grey(64, 48), **form)
        assert status == 200, answer

    at_desk(story)


@pytest.mark.parametrize(
    ("method", "name", "data", "refusal"),
    [
        ("sendPhoto", "photo", b"not a picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", b"\xff\xd8\xff" + b"0" * LARGEST_PHOTO, "Bad Request: file is too big for a photo"),
        ("sendDocument", "document", b"", "Bad Request: file must be non-empty"),
        ("sendDocument", "other", b"x", "Bad Request: there is no document in the request"),
    ],
)
def test_a_bad_file_is_refused(method: str, name: str, data: bytes, refusal: str) -> None:
    async def story(desk: Desk) -> None:
        status, answer = await upload(desk, method, name, data)
        assert (status, answer["description"]) == (400, refusal)

    at_desk(story)


def test_a_body_above_what_the_server_takes_is_413() -> None:
    async def story(desk: Desk) -> None:
        status, answer = await upload(desk, "sendDocument", "document", bytes(50 * 2**20 + 1))
        assert (status, answer["description"]) == (413, "Request Entity Too Large")

    at_desk(story)


def test_a_caption_has_1024_units_and_kinds_of_file_are_not_mixed() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("photo", chat=1001)
        photo = (await desk.updates())[0]["message"]["photo"][-1]["file_id"]
        assert (await desk.does("sendPhoto", chat_id=1001, photo=photo, caption="🌊" * 512))["photo"]
        for params, words in (
            ({"photo": photo, "caption": "🌊" * 512 + "a"}, "message caption is too long"),
            ({"photo": "https://a.vn/x.jpg"}, "wrong file identifier/HTTP URL specified"),
        ):
            assert (await desk.refuses("sendPhoto", chat_id=1001, **params))[1] == f"Bad Request: {words}"
        mixed = await desk.refuses("sendDocument", chat_id=1001, document=photo)
        assert mixed[1] == "Bad Request: type of file mismatch"
        edit = await desk.refuses("editMessageText", chat_id=1001, message_id=2, text="a")
        assert edit[1] == "Bad Request: there is no text in the message to edit"

    at_desk(story)


def test_a_link_works_for_an_hour() -> None:
    async def story(desk: Desk) -> None:
        await desk.control("photo", chat=1001)
        file_id = (await desk.updates())[0]["message"]["photo"][0]["file_id"]
        path = (await desk.does("getFile", file_id=file_id))["file_path"]
        url = f"{desk.url}/file/bot{TOKEN}/{path}"
        for seconds, status in ((3600, 200), (1, 404)):
            await desk.control("clock", advance=seconds)
            async with desk.http.get(url) as response:
                assert response.status == status
        await desk.does("getFile", file_id=file_id)
        async with desk.http.get(url) as response:
            assert response.status == 200

    at_desk(story)


def test_a_file_that_is_unknown_or_above_20_megabytes_has_no_link() -> None:
    async def story(desk: Desk) -> None:
        assert (await desk.refuses("getFile", file_id="x"))[1] == "Bad Request: invalid file_id"
        _, answer = await upload(desk, "sendDocument", "document", bytes(LARGEST_DOWNLOAD + 1))
        message = answer["result"]
        assert isinstance(message, dict)
        refused = await desk.refuses("getFile", file_id=message["document"]["file_id"])
        assert refused[1] == "Bad Request: file is too big"

    at_desk(story)


@pytest.mark.parametrize(("width", "height"), [(8, 8), (9, 8), (17, 8), (25, 9), (1280, 960)])
def test_a_made_picture_is_a_jpeg_of_its_size(width: int, height: int) -> None:
    """Read back as a decoder would: the frame's size, and two zero bits for each block of 8 x 8, then only ones."""
    data = grey(width, height, 5)
    assert data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")
    frame = data.index(b"\xff\xc0")
    assert int.from_bytes(data[frame + 5 : frame + 7]) == height
    assert int.from_bytes(data[frame + 7 : frame + 9]) == width
    scan = data[data.index(b"\xff\xda") + 10 : -2]
    bits = "".join(f"{byte:08b}" for byte in scan)
    needed = ((width + 7) // 8) * ((height + 7) // 8) * 2
    assert len(bits) - needed < 8
    assert set(bits[:needed]) == {"0"} and set(bits[needed:]) <= {"1"}
