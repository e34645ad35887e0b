"""One page on a local port, for a look at a digest in a browser.

A finished page comes in; it is served at `/` until the task is cancelled, to browsers of this machine only.
"""

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.formats.page import HEADERS
from bot.web.server import listening

_LOCAL_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE | re.ASCII)


async def serve_page(html: str, *, host: str = "127.0.0.1", port: int = 0, on_ready: Callable[[str], None]) -> None:
    """Serves the page until cancelled; calls `on_ready` with its address once a browser can open it.

    Port 0 takes any that is free. BadRequest where the host and port cannot be listened on.
    """
    routes = [web.get("/", _page_handler(html), allow_head=False)]
    async with listening(routes, host, port, middlewares=[_only_local]) as url:
        on_ready(url)
        await asyncio.Event().wait()


def _page_handler(html: str) -> Handler:
    body = html.encode("utf-8", errors="replace")

    async def page(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=HEADERS)

    return page


@web.middleware
async def _only_local(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses every name but this machine's own.

    Else any site could let its own name point here for a moment (DNS rebinding) and read what its visitor is shown.
    """
    if not _LOCAL_HOST.fullmatch(request.headers.get("Host", "")):
        return web.Response(status=HTTPStatus.MISDIRECTED_REQUEST, text="This page is for this machine only.\n")
    return await handler(request)
