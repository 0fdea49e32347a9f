"""What a browser is answered with: pages, a sentence as JSON, a file or the piece of it that a player asks for."""

from __future__ import annotations

from aiohttp import web

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def piece(content: bytes, mime: str, request: web.Request, headers: dict[str, str]) -> web.Response:
    """The whole, or the one range that was asked for: some players ask for nothing else."""
    try:
        asked = request.http_range
    except ValueError:
        asked = slice(None)
    if asked.start is None and asked.stop is None:
        return web.Response(body=content, content_type=mime, headers=headers)
    start, stop, _ = asked.indices(len(content))
    if start >= stop:
        nothing = headers | {"Content-Range": f"bytes */{len(content)}"}
        return web.Response(status=416, headers=nothing)
    part = headers | {"Content-Range": f"bytes {start}-{stop - 1}/{len(content)}"}
    return web.Response(status=206, body=content[start:stop], content_type=mime, headers=part)


def page(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


def said(words: str, status: int = 200) -> web.Response:
    return web.json_response({"said": words}, status=status, headers=HEADERS)
