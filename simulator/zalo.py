"""Zalo's Bot Platform over HTTP: /zalo/bot{token}/{method}, as strict as its documentation. Refused with HTTP 200."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.entities import utf16
from simulator.files import is_picture
from simulator.line import hang_up
from simulator.telegram import WORLD
from simulator.wire import Params, RefusedError, read
from simulator.world import Json
from simulator.zalo_world import Chat, Message, Zalo

LONGEST_TEXT = 2000
"""UTF-16 units, marks included."""
SHORTEST_SECRET, LONGEST_SECRET = 8, 256
USUAL_POLL, LONGEST_POLL = 30.0, 50.0
"""Real seconds: when a poll names none, and whatever it names."""

STYLE = re.compile(r"[bius]|f_(13|15|18|20)|c_[0-9a-fA-F]{6}|lst_[12]|ind_[1-5]")

SILENCE = RefusedError(408, "request timeout")
"""What a poll hears when nobody said anything: no refusal in the state's count."""


def bad(description: str) -> RefusedError:
    return RefusedError(400, f"bad request: {description}")


def text(fields: Json, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise bad(f"{name} must be a text")
    return value


async def get_me(zalo: Zalo, fields: Json) -> Json:
    number = zalo.token.partition(":")[0]
    return {"id": number, "account_name": "bot.simulated", "account_type": "BASIC", "can_join_groups": False}


async def set_webhook(zalo: Zalo, fields: Json) -> Json:
    url, secret = text(fields, "url"), text(fields, "secret_token")
    if not re.match(r"https?://\S+$", url):
        raise bad("url must be an address")
    if not SHORTEST_SECRET <= len(secret) <= LONGEST_SECRET:
        raise bad(f"secret_token must have {SHORTEST_SECRET} to {LONGEST_SECRET} characters")
    for update in zalo.updates.forget():
        zalo.lose(update)
    zalo.webhook_changed = zalo.date()
    verification = await zalo.webhook.set(url, secret)
    return {**_webhook(zalo), "verification": verification}


async def delete_webhook(zalo: Zalo, fields: Json) -> Json:
    zalo.webhook.remove()
    zalo.webhook_changed = zalo.date()
    return _webhook(zalo)


async def get_webhook_info(zalo: Zalo, fields: Json) -> Json:
    return _webhook(zalo)


def _webhook(zalo: Zalo) -> Json:
    return {"url": zalo.webhook.url, "updated_at": zalo.webhook_changed}


async def send_message(zalo: Zalo, fields: Json) -> Json:
    words = _words(fields, "text")
    if fields.get("parse_mode", "markdown") not in ("markdown", "html"):
        raise bad("parse_mode must be markdown or html")
    if not _styled(Params(fields).tree("text_styles") or [], utf16(words)):
        raise bad("text_styles must be a list of {start, len, st}")
    return _sent(_post(zalo, _writable(zalo, fields), text=words))


async def send_photo(zalo: Zalo, fields: Json) -> Json:
    url = text(fields, "photo")
    if not re.match(r"https?://\S+$", url):
        raise bad("photo must be a public address")
    caption = _words(fields, "caption") if "caption" in fields else ""
    chat = _writable(zalo, fields)
    data = await zalo.outside.fetch(url)
    if data is None or not is_picture(data):
        raise bad("photo can't be fetched")
    return _sent(_post(zalo, chat, text=caption, photo=zalo.keep(data, "image/jpeg", "jpg")))


async def send_sticker(zalo: Zalo, fields: Json) -> Json:
    text(fields, "sticker")
    return _sent(_post(zalo, _writable(zalo, fields), kind="sticker"))


async def send_voice(zalo: Zalo, fields: Json) -> Json:
    url = text(fields, "voice_url")
    if not re.match(r"https?://\S+\.aac$", url):
        raise bad("voice_url must end in .aac")
    return _sent(_post(zalo, _writable(zalo, fields), kind="voice"))


async def send_chat_action(zalo: Zalo, fields: Json) -> None:
    _writable(zalo, fields)
    if fields.get("action") != "typing":
        raise bad("action must be typing")


def _words(fields: Json, name: str) -> str:
    words = text(fields, name)
    if not words.strip():
        raise bad(f"{name} is empty")
    if utf16(words) > LONGEST_TEXT:
        raise bad(f"{name} must have 1 to {LONGEST_TEXT} characters")
    return words


def _styled(styles: Any, length: int) -> bool:
    if not isinstance(styles, list):
        return False
    for style in styles:
        match style:
            case {"start": int(start), "len": int(units), "st": [*marks]} if 0 <= start < start + units <= length:
                if not all(isinstance(mark, str) and STYLE.fullmatch(mark) for mark in marks):
                    return False
            case _:
                return False
    return True


def _writable(zalo: Zalo, fields: Json) -> Chat:
    chat = zalo.chats.get(text(fields, "chat_id"))
    if chat is None:
        raise bad("chat not found")
    if chat.blocked:
        raise RefusedError(403, "user has blocked the bot")
    return chat


def _post(zalo: Zalo, chat: Chat, **content: str) -> Message:
    zalo.spend(chat)
    message = zalo.message(mine=True, **content)
    # A voice message to a group is taken, and reaches nobody.
    if not (chat.group and message.kind == "voice"):
        zalo.add(chat, message)
    return message


def _sent(message: Message) -> Json:
    return {"message_id": message.id, "date": int(message.at.timestamp() * 1000)}


async def get_updates(zalo: Zalo, fields: Json, request: web.Request) -> Json:
    if zalo.webhook.url:
        raise bad("getUpdates is not possible while a webhook is set")
    try:
        seconds = float(fields.get("timeout", USUAL_POLL))
    except (TypeError, ValueError):
        raise bad("timeout must be a number of seconds") from None
    # A poll whose caller hung up is handed nothing: it is as if it were not there.
    update = await zalo.updates.poll(min(seconds, LONGEST_POLL), lambda: request.transport is not None)
    if update is None:
        raise SILENCE
    return update


Method = Callable[[Zalo, Json], Awaitable[Json | None]]

METHODS: dict[str, tuple[Method | None, frozenset[str]]] = {
    name: (method, frozenset(fields.split()))
    for name, method, fields in (
        ("getMe", get_me, ""),
        ("getUpdates", None, "timeout"),
        ("setWebhook", set_webhook, "url secret_token"),
        ("deleteWebhook", delete_webhook, ""),
        ("getWebhookInfo", get_webhook_info, ""),
        ("sendMessage", send_message, "chat_id text parse_mode text_styles"),
        ("sendPhoto", send_photo, "chat_id photo caption"),
        ("sendSticker", send_sticker, "chat_id sticker"),
        ("sendVoice", send_voice, "chat_id voice_url"),
        ("sendChatAction", send_chat_action, "chat_id action"),
    )
}
"""Names (their case counts), what they do, and every field they know. getUpdates also wants to know who asks."""


async def call(request: web.Request) -> web.StreamResponse:
    """One call of the Bot Platform."""
    return await request.app[WORLD].zalo.line.carry(request, _call)


async def _call(request: web.Request) -> web.Response:
    zalo, name = request.app[WORLD].zalo, request.match_info["method"]
    zalo.base = str(request.url.origin())
    if request.match_info["token"] != zalo.token:
        return _refusal(RefusedError(401, "unauthorized"))
    if name not in METHODS:
        return _refusal(bad("no such method"))
    zalo.calls[name] += 1
    chat: str | None = None
    fault: Json = {}
    try:
        fields = (await read(request)).given()
        chat = str(fields["chat_id"]) if "chat_id" in fields else None
        fault = zalo.faults.due(name, chat)
        if fault:
            zalo.happened("fault", chat, method=name, do=fault)
        response = await _answer(zalo, name, fields, fault, request)
    except RefusedError as refused:
        # Nobody hears what is said to a caller who hung up.
        if refused is not SILENCE and request.transport is not None:
            zalo.refused[str(refused.code)] += 1
            zalo.happened("refused", chat, method=name, code=refused.code, description=refused.description)
        response = _refusal(refused)
    if delay := fault.get("delay"):
        await asyncio.sleep(delay)
    if fault.get("lost"):
        hang_up(request)
    return response


async def _answer(zalo: Zalo, name: str, fields: Json, fault: Json, request: web.Request) -> web.Response:
    if status := fault.get("http"):
        return web.Response(status=status, text=f"Error {status}")
    if code := fault.get("code"):
        raise RefusedError(code, fault.get("description", "internal server error"))
    method, known = METHODS[name]
    if unknown := fields.keys() - known:
        raise bad(f"unknown field {min(unknown)}")
    result = await (method(zalo, fields) if method else get_updates(zalo, fields, request))
    if method is None and result and fault.get("lost"):
        zalo.lose(result)
    return web.json_response({"ok": True} if result is None else {"ok": True, "result": result})


def _refusal(refused: RefusedError) -> web.Response:
    return web.json_response({"ok": False, "error_code": refused.code, "description": refused.description})


async def media(request: web.Request) -> web.StreamResponse:
    """What a person sent, public for as long as its link lives."""
    return await request.app[WORLD].zalo.line.carry(request, _media)


async def _media(request: web.Request) -> web.Response:
    zalo = request.app[WORLD].zalo
    medium = zalo.media.get(request.match_info["name"])
    if medium is None or zalo.clock.now() > medium.until:
        return web.Response(status=404)
    return web.Response(body=medium.data, content_type=medium.mime)
