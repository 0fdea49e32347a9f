"""The Bot API over HTTP: /bot{token}/{method} and /file/bot{token}/{path}, as strict as the real one."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from simulator import posting, sending
from simulator.entities import utf16
from simulator.files import LARGEST_DOWNLOAD
from simulator.line import hang_up
from simulator.listening import Noted, delete_webhook, get_updates, get_webhook_info, set_webhook
from simulator.updates import Waiting
from simulator.wire import Params, RefusedError, bad, read
from simulator.world import QUERY_LIVES, Json, World

WORLD = web.AppKey("world", World)

LONGEST_ANSWER = 200
"""UTF-16 units of the note a button press is answered with."""

COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Encoded(str):
    """A result that is JSON already."""

    __slots__ = ()


def get_me(world: World, params: Params) -> Json:
    # Privacy mode is off: in groups the bot is told everything.
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
    }


def delivered(world: World, batch: list[Waiting], spoiled: bool) -> Encoded:
    """The batch as it goes out: a scripted duplicate or wrong order acts here, unless this call has a fault already."""
    fault = world.faults.due("getUpdates", None, batch=True) if batch and not spoiled else {}
    if fault:
        world.happened("fault", method="getUpdates", do=fault)
    if fault.get("reorder"):
        batch = batch[::-1]
    if fault.get("duplicate"):
        world.updates.repeat(batch)
    return Encoded("[" + ",".join(update.text for update in batch) + "]")


def answer_callback_query(world: World, params: Params) -> bool:
    number, text = params.text("callback_query_id"), params.text("text")
    asked = world.queries.get(number)
    if asked is None or world.clock.now() - asked.at > QUERY_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if utf16(text) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    world.happened("answer", asked.chat, query=number, text=text, alert=params.flag("show_alert"))
    return True


def get_file(world: World, params: Params) -> Json:
    file = world.files.known.get(params.text("file_id"))
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return world.files.link(file, world.clock.now())


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.tree("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("expected an Array of at most 100 BotCommand")
    for one in commands:
        match one:
            case {"command": str(name), "description": str(description)}:
                if not COMMAND.fullmatch(name):
                    raise bad("BOT_COMMAND_INVALID")
                if not 1 <= utf16(description) <= 256:
                    raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
            case _:
                raise bad("can't parse BotCommand")
    world.commands[_audience(world, params)] = commands
    return True


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_audience(world, params), None)
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_audience(world, params), [])


def _audience(world: World, params: Params) -> tuple[str, str]:
    """Whom a list of commands is for: everybody, or (scope `chat`) one chat, which must exist."""
    scope = params.tree("scope") or {"type": "default"}
    if scope.get("type") == "chat":
        chat = int(scope["chat_id"]) if str(scope.get("chat_id")).lstrip("-").isdigit() else 0
        if chat not in world.chats:
            raise bad("chat not found")
        scope = {"type": "chat", "chat_id": chat}
    return json.dumps(scope, sort_keys=True), params.text("language_code")


def send_chat_action(world: World, params: Params) -> bool:
    sending.writable(world, params)
    if not params.text("action"):
        raise bad("wrong parameter action in request")
    return True


def leave_chat(world: World, params: Params) -> bool:
    chat = sending.writable(world, params)
    if chat.id > 0:
        raise bad("chat member status can't be changed in private chats")
    chat.shut = "bot is not a member of the supergroup chat"
    return True


Method = Callable[[World, Params], object]

NAMES: Mapping[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": sending.send_message,
    "sendPhoto": posting.send_photo,
    "sendDocument": posting.send_document,
    "sendVoice": posting.send_voice,
    "sendLocation": posting.send_location,
    "sendMediaGroup": posting.send_media_group,
    "setMessageReaction": posting.set_message_reaction,
    "sendChatAction": send_chat_action,
    "editMessageText": sending.edit_message_text,
    "editMessageReplyMarkup": sending.edit_message_reply_markup,
    "deleteMessage": sending.delete_message,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "leaveChat": leave_chat,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
METHODS = {name.lower(): (name, method) for name, method in NAMES.items()}


async def call(request: web.Request) -> web.StreamResponse:
    """One call of the Bot API."""
    return await request.app[WORLD].line.carry(request, _call)


async def _call(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _refusal(RefusedError(401, "Unauthorized"))
    name, method = METHODS.get(request.match_info["method"].lower(), ("", None))
    if method is None:
        return _refusal(RefusedError(404, "Not Found: method not found"))
    world.calls[name] += 1
    chat: int | None = None
    fault: Json = {}
    try:
        params = await read(request)
        chat = params.number("chat_id")
        fault = world.faults.due(name, chat)
        if fault:
            world.happened("fault", chat, method=name, do=fault)
        response = _answer(await _result(world, method, params, fault, chat))
    except RefusedError as refused:
        # Nobody hears what is said to a caller who hung up, as a killed bot's last poll does.
        if request.transport is not None:
            _count(world, name, chat, refused)
        response = _refusal(refused)
    if delay := fault.get("delay"):
        await asyncio.sleep(delay)
    if fault.get("lost"):
        hang_up(request)
    return response


def execute(world: World, given: Json) -> None:
    """A method in the bot's answer to a webhook call: nobody hears what came of it."""
    name, method = METHODS.get(given["method"].lower(), ("", None))
    if method is None or name.startswith("get") or name in ("setWebhook", "deleteWebhook"):
        return
    world.calls[name] += 1
    params = Params({key: value for key, value in given.items() if key != "method"})
    try:
        method(world, params)
    except RefusedError as refused:
        _count(world, name, params.number("chat_id"), refused)


def _count(world: World, name: str, chat: int | None, refused: RefusedError) -> None:
    world.refused[str(refused.code)] += 1
    world.happened("refused", chat, method=name, code=refused.code, description=refused.args[0])


async def _result(world: World, method: Method, params: Params, fault: Json, chat: int | None) -> object:
    if code := fault.get("code"):
        raise _scripted(world, code, fault, chat)
    if method is get_updates:
        return delivered(world, await get_updates(world, params), bool(fault))
    return method(world, params)


def _scripted(world: World, code: int, fault: Json, chat: int | None) -> RefusedError:
    """The refusal a fault asks for. A 429 keeps the chat out for as long as it says, as a real one does."""
    if code == 429:
        seconds = int(fault.get("retry_after", 1))
        if chat is not None:
            world.limits.close(chat, seconds, world.clock.now().timestamp())
        return sending.too_many(seconds)
    words = "Internal Server Error" if code == 500 else f"Error {code}"
    return RefusedError(code, fault.get("description", words), fault.get("parameters"))


def _answer(result: object) -> web.Response:
    if isinstance(result, Noted):
        return web.json_response({"ok": True, "result": True, "description": str(result)})
    text = result if isinstance(result, Encoded) else json.dumps(result)
    return web.Response(body=b'{"ok":true,"result":' + text.encode() + b"}", content_type="application/json")


def _refusal(refused: RefusedError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    headers = {}
    if refused.parameters:
        body["parameters"] = refused.parameters
        if "retry_after" in refused.parameters:
            headers["Retry-After"] = str(refused.parameters["retry_after"])
    return web.json_response(body, status=refused.code, headers=headers)


async def download(request: web.Request) -> web.StreamResponse:
    """The file behind a link that getFile gave out less than an hour ago."""
    return await request.app[WORLD].line.carry(request, _download)


async def _download(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _refusal(RefusedError(401, "Unauthorized"))
    file = world.files.at(request.match_info["path"], world.clock.now())
    if file is None:
        return _refusal(RefusedError(404, "Not Found"))
    return web.Response(body=file.data, content_type="application/octet-stream")
