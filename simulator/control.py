"""The strings of the puppets: what people do, what goes wrong, what there is to see, what time it is.

docs/simulator.md describes every call. Handlers take the JSON body and give JSON back.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from simulator import people
from simulator.clock import instant
from simulator.people import AskedWrongError, NotThereError, need, the_chat
from simulator.telegram import WORLD
from simulator.world import Json, World, view

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
        world.faults.add(fault)
    return {"waiting": len(world.faults.waiting)}


CALLS: dict[str, Callable[[World, Json], Json]] = {
    "clock": clock,
    "faults": faults,
    "people": people.arrive,
    "group": people.gather,
    "say": people.say,
    "press": people.press,
    "photo": people.photo,
    "edit": people.edit,
    "block": people.block,
    "update": people.update,
}


def posted(act: Callable[[World, Json], Json]) -> Callable[[web.Request], Any]:
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
    request.app[WORLD].faults.waiting.clear()
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
    try:
        chat = the_chat(request.app[WORLD], {"chat": int(request.query.get("chat", ""))})
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
    return web.json_response(
        {
            "now": now.isoformat(),
            "speed": world.clock.speed,
            "people": [{"chat": chat.id, "name": chat.name} for chat in world.chats.values() if chat.id > 0],
            "groups": [{"chat": chat.id, "name": chat.name} for chat in world.chats.values() if chat.id < 0],
            "updates_waiting": world.updates.waiting(now),
            "bot_listening": world.updates.listening,
            "calls": world.calls,
            "refused": world.refused,
            "last_event": world.last_event,
        }
    )


async def file(request: web.Request) -> web.Response:
    """A photo or document for the page of phones, which knows no token."""
    kept = request.app[WORLD].files.known.get(request.match_info["id"])
    if kept is None:
        return _error(404, NotThereError("no such file"))
    kind = "image/jpeg" if kept.kind == "photo" else kept.media["mime_type"]
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
