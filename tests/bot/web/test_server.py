"""The bot's HTTP server: a real one on loopback, asked by a real client."""

import asyncio
import logging
import select
import socket
from io import BytesIO

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot.web.server import IDLE_S, MAX_BODY, listening
from digests.errors import BadRequest
from tests.passing import let_pass


async def _echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


ROUTES = [web.post("/echo", _echo)]


async def test_it_serves_the_routes_at_the_address_that_it_tells() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url, aiohttp.ClientSession() as client:
        async with client.post(f"{url}echo", data=b"Rain in Lindmark.") as answer:
            assert await answer.text() == "Rain in Lindmark."
        async with client.get(url) as answer:
            assert answer.status == 404


async def test_the_port_is_free_again_after_the_end() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url:
        pass
    async with listening(ROUTES, "127.0.0.1", URL(url).port or 0) as again:
        assert again == url


async def test_what_hundreds_do_at_once_waits_for_its_turn() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url:
        address, many = ("127.0.0.1", URL(url).port), [socket.socket() for _ in range(500)]
        for one in many:  # while nobody accepts one: we do not wait
            one.setblocking(False)
            one.connect_ex(address)
        _, connected, _ = select.select([], many, [], 0)
        for one in many:
            one.close()
    assert len(connected) == len(many)


async def test_a_port_that_is_taken_is_said_in_words() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url:
        port = URL(url).port or 0
        with pytest.raises(BadRequest) as refused:
            async with listening(ROUTES, "127.0.0.1", port):
                pass
    assert str(refused.value) == f"cannot listen on 127.0.0.1, port {port}: something else listens there"


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("no-such-host.invalid", 0, "there is no such host"),
        ("a" * 64 + ".example", 0, "there is no such host"),
        ("192.0.2.1", 0, "this machine has no such address"),
        ("127.0.0.1", 65_536, "port must be 0-65535"),
    ],
)
async def test_where_nobody_can_listen_is_said_in_words(host: str, port: int, why: str) -> None:
    with pytest.raises(BadRequest, match=f"^cannot listen on {host}, port {port}: .*{why}"):
        async with listening(ROUTES, host, port):
            pass


async def test_an_address_of_the_sixth_version_is_told_in_brackets() -> None:
    async with listening(ROUTES, "::1", 0) as url:
        assert url.startswith("http://[::1]:")


async def test_a_body_beyond_the_limit_is_refused() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url, aiohttp.ClientSession() as client:
        async with client.post(f"{url}echo", data=BytesIO(b"a" * MAX_BODY)) as answer:
            assert answer.status == 200
        async with client.post(f"{url}echo", data=BytesIO(b"a" * (MAX_BODY + 1))) as answer:
            assert answer.status == 413


async def test_whoever_sends_no_whole_head_is_let_go() -> None:
    async with listening(ROUTES, "127.0.0.1", 0) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", URL(url).port)
        writer.write(b"POST /echo HTTP/1.1\r\nHost: ")
        await writer.drain()
        for _ in range(20):
            await asyncio.sleep(0)
        let_pass(IDLE_S)
        assert await reader.read() == b""
        writer.close()


async def test_what_is_no_http_leaves_no_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with listening(ROUTES, "127.0.0.1", 0) as url:
        for sent in (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", URL(url).port)
            writer.write(sent)
            assert (await reader.read()).startswith(b"HTTP/1.0 400")
            writer.close()
    assert caplog.records == []


async def test_a_mistake_of_ours_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_request: web.Request) -> web.Response:
        raise RuntimeError("broken")

    async with (
        listening([web.get("/", broken)], "127.0.0.1", 0) as url,
        aiohttp.ClientSession() as client,
        client.get(url) as answer,
    ):
        assert answer.status == 500
        assert "broken" not in await answer.text()
    assert len(caplog.records) == 1
