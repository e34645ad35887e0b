"""Servers on this machine that answer as they are told, and fetchers that trust or distrust them."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from digests.adapters.addresses import forbidden
from digests.adapters.http import HttpFetcher
from digests.adapters.politeness import Clock
from digests.errors import FetchFailed

OK = b"HTTP/1.1 200 OK\r\n"
ALLOW = "set DIGESTBOT_ALLOW_PRIVATE_ADDRESSES=true to allow it"

# A certificate that nobody signed but its own key, made for these tests.
KEY = """MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg33E3rOlxZEuSoe9k
2CMl1+p2vCHwnIVRf4H5YNa19XahRANCAATdzHJ8iAHspv05ut6FV6clkFDtbBVm
v/iN2Y8CkXiCc1mUEM/Azqa+/n0EMwN/icMWjPWqGmAr9Dqsgb1AZnz2"""
CERTIFICATE = """MIIBgDCCASWgAwIBAgIUaLDRCfCexyi8oAp2Bdg0u5QFoYMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTIyMjk1NloYDzIxMjYxMDI4
MjIyOTU2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATdzHJ8iAHspv05ut6FV6clkFDtbBVmv/iN2Y8CkXiCc1mUEM/Azqa+
/n0EMwN/icMWjPWqGmAr9Dqsgb1AZnz2o1MwUTAdBgNVHQ4EFgQUqu+y0wEYqrEG
Jm/PFj9Uy5WRmacwHwYDVR0jBBgwFoAUqu+y0wEYqrEGJm/PFj9Uy5WRmacwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA7q8R2db3XlcLJ7orlLHH
Iaa2nJ0dxWz2S4ipsiHZn2QCIQDK/FHR+VdcLTUuxfcsuZfMTODw42UxGDlJoM8N
fqj2Jw=="""


class RawServer:
    """What a server under test was asked, and where it listens."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []  # one a connection that sent a whole request
        self.connections = 0
        self.port = 0
        self.url = ""


Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]
Page = Callable[[web.Request], web.Response]


@contextlib.asynccontextmanager
async def serving(
    answer: bytes | Answer, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[RawServer]:
    """Answer each connection with exactly these bytes, however rude, and cut it."""
    seen = RawServer()
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task: asyncio.Task[None] | None = asyncio.current_task()
        assert task
        tasks.add(task)
        seen.connections += 1
        try:
            seen.requests.append(await reader.readuntil(b"\r\n\r\n"))
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        except (OSError, asyncio.IncompleteReadError):  # the other side has gone, as it may
            pass
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(talk, host, 0, ssl=tls)
    seen.port = server.sockets[0].getsockname()[1]
    seen.url = f"http{'s' if tls else ''}://{f'[{host}]' if ':' in host else host}:{seen.port}/"
    try:
        yield seen
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def site(**pages: Page) -> AsyncIterator[str]:
    """Serve one function a page with aiohttp's own, polite server; its address ends with a slash."""
    app = web.Application()
    for name, page in pages.items():

        async def handle(request: web.Request, page: Page = page) -> web.Response:
            return page(request)

        app.router.add_get(f"/{name}", handle)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/"))


class Names(AbstractResolver):
    """A name server in memory: each look-up of a name takes the next of its answers, the last one stays."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): queue for name, queue in answers.items()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        queue = self.answers.get(host)
        if not queue:
            raise OSError(None, "no such name")
        addresses = queue.pop(0) if len(queue) > 1 else queue[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        pass


def only_this_machine(address: str) -> str | None:
    """The real guard with one door for the test's own server; what it would let out is kept in as well."""
    return None if address == "127.0.0.1" else forbidden(address) or "outside of this test"


class Timepiece(Clock):
    """A clock that nobody waits for: to sleep is to turn its hands."""

    def __init__(self) -> None:
        self.now = 0.0

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def trusting(
    *,
    total_timeout_s: float = 5,
    connect_timeout_s: float = 5,
    max_bytes: int = 15_000_000,
    max_redirects: int = 5,
    request_interval_s: float = 0,
    resolver: AbstractResolver | None = None,
    clock: Clock | None = None,
) -> HttpFetcher:
    return HttpFetcher(
        "digestbot/test",
        allow_private_addresses=True,
        total_timeout_s=total_timeout_s,
        connect_timeout_s=connect_timeout_s,
        max_bytes=max_bytes,
        max_redirects=max_redirects,
        request_interval_s=request_interval_s,
        resolver=resolver,
        clock=clock,
    )


def guarded(
    resolver: AbstractResolver | None = None,
    *,
    connect_timeout_s: float = 5,
    request_interval_s: float = 0,
    clock: Clock | None = None,
) -> HttpFetcher:
    return HttpFetcher(
        "digestbot/test",
        resolver=resolver or Names(),
        guard=only_this_machine,
        connect_timeout_s=connect_timeout_s,
        request_interval_s=request_interval_s,
        clock=clock,
    )


async def failing(fetching: Awaitable[object]) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        await fetching
    assert caught.value.__cause__ is not None
    return caught.value


async def failure(fetcher: HttpFetcher, url: str, *, is_page: bool = False) -> FetchFailed:
    async with fetcher:
        return await failing(fetcher.fetch(url, is_page=is_page))


def response(body: bytes, *headers: str) -> bytes:
    lines = [*headers, f"Content-Length: {len(body)}", "Connection: close"]
    return OK + "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def redirect(location: bytes, status: int = 302) -> bytes:
    return b"HTTP/1.1 %d Found\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % (status, location)


async def endless(writer: asyncio.StreamWriter, start: bytes, piece: bytes) -> None:
    """Answer with a start and then the same piece for ever."""
    writer.write(start)
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0)
