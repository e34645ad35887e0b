"""The local preview: a real server on loopback, asked by a real client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.formats.page import CONTENT_SECURITY_POLICY
from bot.web.preview import serve_page
from digests.errors import BadRequest

_PAGE = "<!doctype html><title>Köln</title>"


@asynccontextmanager
async def _served(html: str = _PAGE, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """The address of a page while it is served."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    server = asyncio.create_task(serve_page(html, host=host, on_ready=ready.set_result))
    try:
        waited_for: set[asyncio.Future[Any]] = {server, ready}
        await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        yield ready.result()
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)


async def test_the_page_is_shown_at_the_address_that_was_told() -> None:
    async with _served() as url, aiohttp.ClientSession() as client, client.get(url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert await answer.text() == _PAGE


async def test_the_policy_comes_as_a_header_too_and_nothing_is_kept() -> None:
    async with _served() as url, aiohttp.ClientSession() as client, client.get(url) as answer:
        assert answer.headers["Content-Security-Policy"].startswith(CONTENT_SECURITY_POLICY)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "favicon.ico", 404), ("GET", "../etc/passwd", 404), ("POST", "", 405)]
)
async def test_there_is_nothing_else_to_ask_for(method: str, path: str, status: int) -> None:
    async with _served() as url, aiohttp.ClientSession() as client, client.request(method, url + path) as answer:
        assert answer.status == status


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:9999", "[::1]:8000"])
async def test_this_machines_own_names_are_answered(host: str) -> None:
    async with _served() as url, aiohttp.ClientSession() as client, client.get(url, headers={"Host": host}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil", ""],
)
async def test_a_name_that_was_pointed_here_from_outside_is_refused(host: str) -> None:
    async with _served() as url, aiohttp.ClientSession() as client, client.get(url, headers={"Host": host}) as answer:
        assert answer.status == 421
        assert "Köln" not in await answer.text()


async def test_the_port_is_free_again_after_the_end() -> None:
    async with _served() as url:
        pass
    async with aiohttp.ClientSession() as client:
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get(url)


async def test_a_port_that_is_taken_is_said_in_words() -> None:
    async with _served() as url:
        port = int(url.rstrip("/").rsplit(":", 1)[1])
        with pytest.raises(BadRequest, match=f"cannot listen on 127.0.0.1, port {port}"):
            await serve_page(_PAGE, port=port, on_ready=lambda _: None)


@pytest.mark.parametrize("port", [65536, 1_000_000])
async def test_a_port_that_does_not_exist_is_said_in_words(port: int) -> None:
    with pytest.raises(BadRequest, match="cannot listen"):
        await serve_page(_PAGE, port=port, on_ready=lambda _: None)
