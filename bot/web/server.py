"""The bot's one HTTP server.

In: routes, a host, a port. Out: the address that they are served at, while it is wanted.

    async with listening([web.get("/", page)], "127.0.0.1", 0) as url:
        ...   # http://127.0.0.1:41234/
"""

import errno
import logging
import os
import socket
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Middleware

from digests.errors import BadRequest

MAX_BODY = 1_048_576  # bytes of a request
BACKLOG = 1024  # connections that wait: what a whole workspace does at once is not turned away
IDLE_S = 30.0  # for a client that has connected and not sent a whole head
FINISH_WITHIN_S = 1.5  # for what is being answered when the server stops
LINGER_S = 2.0  # for the rest of a request that was refused before its end, so that its sender reads why

_WRONG = {
    errno.EACCES: "only an administrator may listen there",
    errno.EADDRINUSE: "something else listens there",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


@asynccontextmanager
async def listening(
    routes: Iterable[web.AbstractRouteDef], host: str, port: int, *, middlewares: Sequence[Middleware] = ()
) -> AsyncIterator[str]:
    """Serve the routes and yield their address, with a slash at its end; port 0 takes any that is free.

    Raises BadRequest where the host and port cannot be listened on.
    """
    app = web.Application(middlewares=middlewares, client_max_size=MAX_BODY)
    app.add_routes(routes)
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_LOG,
        keepalive_timeout=IDLE_S,
        lingering_time=LINGER_S,
        shutdown_timeout=FINISH_WITHIN_S,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port, backlog=BACKLOG).start()
        except (OSError, OverflowError, UnicodeError) as error:  # a port beyond 65535; a name that none can have
            raise BadRequest(f"cannot listen on {host}, port {port}: {_wrong(error)}") from error
        yield _address(host, runner.addresses[0][1])
    finally:
        await runner.cleanup()


def _wrong(error: Exception) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "there is no such host"
    number = error.errno if isinstance(error, OSError) else None
    return _WRONG.get(number or 0) or (os.strerror(number) if number else str(error))


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_ours(record: logging.LogRecord) -> bool:
    kind = record.exc_info and record.exc_info[0]
    return not (kind and issubclass(kind, HttpProcessingError))


# What is no HTTP is answered with 400, and whoever sends it must not fill the log with tracebacks.
_LOG = logging.getLogger("digestbot.web")
_LOG.addFilter(_is_ours)
