"""The Bot API's methods by which a bot hears: getUpdates, or a webhook, never both."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from simulator.updates import LONGEST_POLL, ConflictError, Waiting
from simulator.webhook import MOST_CONNECTIONS, USUAL_CONNECTIONS, Address
from simulator.wire import Params, RefusedError, bad
from simulator.world import Json, World

PORTS = (443, 80, 88, 8443)
LONGEST_SECRET = 256
SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Noted(str):
    """A result that is true, and in words what came of the call."""

    __slots__ = ()


async def get_updates(world: World, params: Params) -> list[Waiting]:
    if world.webhook.address.url:
        raise _conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(world, params)
    limit = min(max(params.integer("limit", 100), 1), 100)
    seconds = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    try:
        return await world.updates.poll(params.integer("offset"), limit, seconds, world.clock.now())
    except ConflictError as conflict:
        raise _conflict(str(conflict)) from None


def set_webhook(world: World, params: Params) -> Noted:
    """Without an address it deletes."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    _check_address(url)
    if len(secret) > LONGEST_SECRET:
        raise bad("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = min(max(params.integer("max_connections", USUAL_CONNECTIONS), 1), MOST_CONNECTIONS)
    _allow(world, params)
    _drop(world, params)
    world.updates.interrupt("terminated by setWebhook request")
    is_new = world.webhook.set(Address(url, secret, connections))
    return Noted("Webhook was set" if is_new else "Webhook is already set")


def delete_webhook(world: World, params: Params) -> Noted:
    _drop(world, params)
    was_there = world.webhook.set(Address())
    return Noted("Webhook was deleted" if was_there else "Webhook is already deleted")


def get_webhook_info(world: World, params: Params) -> Json:
    hook, allowed = world.webhook, world.updates.allowed
    info: Json = {
        "url": hook.address.url,
        "has_custom_certificate": False,
        "pending_update_count": world.updates.waiting(world.clock.now()),
    }
    if hook.error:
        at, words = hook.error
        info |= {"last_error_date": int(at.timestamp()), "last_error_message": words}
    if hook.address.url:
        info["max_connections"] = hook.address.connections
    return info | ({"allowed_updates": allowed} if allowed else {})


def _check_address(url: str) -> None:
    """As the real server, but that an address of this machine may be plain and have any port."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", url):
        raise bad("invalid webhook URL specified")
    if _is_here(host):
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port is not None and port not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _allow(world: World, params: Params) -> None:
    kinds = params.tree("allowed_updates")
    if isinstance(kinds, list):
        world.updates.allow([str(kind) for kind in kinds])


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.forget()


def _conflict(words: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {words}")
