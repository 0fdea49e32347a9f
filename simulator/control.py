"""The strings of the puppets: what people do, what goes wrong, what there is to see, what time it is.

docs/simulator.md describes every call. Handlers take the JSON body and give JSON back.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from simulator import people, people_media, zalo_people, zalo_world
from simulator.clock import instant
from simulator.people import AskedWrongError, NotThereError, need, the_chat
from simulator.telegram import WORLD
from simulator.world import Chat, Json, World, view

LONGEST_WAIT = 25.0
"""Real seconds that /clock and /control/events keep a caller waiting."""


def clock(world: World, body: Json) -> Json:
    if not body.keys() & {"set", "advance", "speed"}:
        raise AskedWrongError("set, advance or speed is needed")
    if "set" in body:
        world.clock.set(instant(need(body, "set", str)))
    if "advance" in body:
        world.clock.advance(float(need(body, "advance", int, float)))
    if "speed" in body:
        speed = float(need(body, "speed", int, float))
        if speed < 0:
            raise AskedWrongError("time does not run backwards")
        world.clock.run(speed)
    now, speed = world.clock.now().isoformat(), world.clock.speed
    world.happened("clock", now=now, speed=speed)
    return {"now": now, "speed": speed}


def faults(world: World, body: Json) -> Json:
    for fault in need(body, "faults", list):
        if not isinstance(fault, dict):
            raise AskedWrongError("a fault is a JSON object")
        given = {name: value for name, value in fault.items() if name != "channel"}
        (world.zalo if on_zalo(fault) else world).faults.add(given)
    return {"waiting": len(world.faults.waiting) + len(world.zalo.faults.waiting)}


def cut(world: World, body: Json) -> Json:
    """Cuts the wire between the product and one channel, or mends it."""
    if "channel" not in body:
        raise AskedWrongError("a channel is needed")
    line = (world.zalo if on_zalo(body) else world).line
    line.set(need(body, "cut", bool))
    world.happened("cut", channel=body["channel"], cut=line.cut)
    return {"channel": body["channel"], "cut": line.cut}


Act = Callable[[World, Json], Json]


def on_zalo(body: Json) -> bool:
    """Which channel a call is about: `channel` says it, or a chat that is a text, as Zalo's are."""
    channel = body.get("channel", "zalo" if isinstance(body.get("chat"), str) else "telegram")
    if channel not in ("telegram", "zalo"):
        raise AskedWrongError("channel must be telegram or zalo")
    return bool(channel == "zalo")


def either(telegram: Act | None, zalo: Act | None) -> Act:
    """One call for both channels, as far as the channel knows such a thing."""

    def act(world: World, body: Json) -> Json:
        chosen = zalo if on_zalo(body) else telegram
        if chosen is None:
            raise AskedWrongError("there is no such thing on this channel")
        return chosen(world, body)

    return act


CALLS: dict[str, Act] = {
    "clock": clock,
    "faults": faults,
    "cut": cut,
    "zalo": zalo_people.settings,
    "people": either(people.arrive, zalo_people.arrive),
    "group": either(people.gather, None),
    "say": either(people.say, zalo_people.say),
    "press": either(people.press, None),
    "photo": either(people_media.photo, zalo_people.photo),
    "album": either(people_media.album, zalo_people.album),
    "voice": either(people_media.voice, zalo_people.sends("voice")),
    "sticker": either(people_media.sticker, zalo_people.sends("sticker")),
    # What follows Zalo hands on without any content.
    "place": either(people_media.place, zalo_people.sends("unsupported")),
    "contact": either(people_media.contact, zalo_people.sends("unsupported")),
    "document": either(people_media.document, zalo_people.sends("unsupported")),
    "video": either(people_media.video, zalo_people.sends("unsupported")),
    "forward": either(people_media.forward, None),
    "send": either(None, zalo_people.send),
    "edit": either(people.edit, None),
    "block": either(people.block, zalo_people.block),
    "update": either(people.update, zalo_people.update),
}


def posted(act: Act) -> Callable[[web.Request], Any]:
    """The HTTP side of a control call: JSON in, JSON out, {"error"} with 400 or 404."""

    async def handle(request: web.Request) -> web.Response:
        try:
            body = await request.json()
            if not isinstance(body, dict):
                raise AskedWrongError("a JSON object is needed")
            return web.json_response(act(request.app[WORLD], body))
        except NotThereError as error:
            return _error(404, error)
        except (ValueError, TypeError, OverflowError) as error:
            return _error(400, error)

    return handle


def _error(status: int, error: Exception) -> web.Response:
    return web.json_response({"error": str(error)}, status=status)


async def forget_faults(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    world.faults.waiting.clear()
    world.zalo.faults.waiting.clear()
    return web.json_response({"waiting": 0})


async def now(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    try:
        after = instant(request.query["after"]) if "after" in request.query else None
    except ValueError as error:
        return _error(400, error)
    moment = await world.clock.moved(after, LONGEST_WAIT)
    return web.json_response({"now": moment.isoformat()})


async def messages(request: web.Request) -> web.Response:
    world, asked = request.app[WORLD], request.query.get("chat", "")
    if asked in world.zalo.chats:
        return web.json_response([world.zalo.view(message) for message in world.zalo.chats[asked].messages])
    try:
        chat = the_chat(world, {"chat": int(asked)})
    except NotThereError as error:
        return _error(404, error)
    except ValueError as error:
        return _error(400, error)
    return web.json_response([view(message) for message in chat.messages.values()])


async def events(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    try:
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
    except ValueError as error:
        return _error(400, error)
    if after >= world.last_event and wait > 0:
        await world.bell.wait(min(wait, LONGEST_WAIT))
    return web.json_response(world.events(after))


async def state(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    now = world.clock.now()
    queued = world.updates.waiting(now)
    held = queued if world.line.cut else world.webhook.held()
    retry = world.webhook.next_retry()
    return web.json_response(
        {
            "now": now.isoformat(),
            "speed": world.clock.speed,
            "people": [
                *(_person("telegram", chat) for chat in world.chats.values() if chat.id > 0),
                *(_person("zalo", chat) for chat in world.zalo.chats.values() if not chat.group),
            ],
            "groups": [{"chat": chat.id, "name": chat.name} for chat in world.chats.values() if chat.id < 0],
            "updates_waiting": queued - held + world.zalo.waiting,
            "updates_held": held,
            "next_retry": retry.isoformat() if retry else None,
            "webhook": world.webhook.address.url,
            "bot_listening": bool(world.webhook.address.url) or world.updates.listening,
            "calls": world.calls,
            "refused": world.refused,
            "last_event": world.last_event,
            "zalo": _zalo(world.zalo),
        }
    )


def _person(channel: str, chat: Chat | zalo_world.Chat) -> Json:
    return {"chat": chat.id, "name": chat.name, "channel": channel}


def _zalo(zalo: zalo_world.Zalo) -> Json:
    return {
        "webhook": zalo.webhook.url,
        "verification": zalo.webhook.verification,
        "sent_this_month": zalo.sent_this_month,
        "quota": zalo.quota,
        "user_cap": zalo.user_cap,
        "lost": zalo.lost,
        "listening": zalo.listening,
        "calls": zalo.calls,
        "refused": zalo.refused,
    }


async def file(request: web.Request) -> web.Response:
    """A photo or document for the page of phones, which knows no token."""
    world, name = request.app[WORLD], request.match_info["id"]
    if medium := world.zalo.media.get(name):
        return web.Response(body=medium.data, content_type=medium.mime)
    kept = world.files.known.get(name)
    if kept is None:
        return _error(404, NotThereError("no such file"))
    kind = "image/jpeg" if kept.kind in ("photo", "sticker") else kept.media["mime_type"]
    return web.Response(body=kept.data, content_type=kind)


def routes() -> list[web.RouteDef]:
    return [
        web.get("/clock", now),
        *(web.post(f"/control/{name}", posted(act)) for name, act in CALLS.items()),
        web.delete("/control/faults", forget_faults),
        web.get("/control/messages", messages),
        web.get("/control/events", events),
        web.get("/control/state", state),
        web.get("/control/files/{id}", file),
    ]
