"""The one door to the network, tried against real servers on this machine; no packet leaves loopback."""

import asyncio
import gzip
import ipaddress
import socket
import traceback
import tracemalloc
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from aiohttp import web
from aiohttp.abc import ResolveResult
from backports import zstd

from tests.digests.adapters.servers import (
    ALLOW,
    OK,
    Names,
    endless,
    failing,
    failure,
    guarded,
    redirect,
    response,
    serving,
    site,
    trusting,
)

# --- what comes back --------------------------------------------------------------------------------------------------


async def test_the_bytes_of_the_body_come_back_unchanged() -> None:
    body = bytes(range(256)) * 1000
    async with serving(response(body)) as server, trusting() as fetcher:
        assert (await fetcher.fetch(server.url)).body == body


async def test_an_html_page_and_an_empty_body_are_bodies_like_any_other() -> None:
    async with (
        site(
            page=lambda _: web.Response(text="<html>", content_type="text/html"),
            none=lambda _: web.Response(status=204),
        ) as root,
        trusting() as fetcher,
    ):
        assert (await fetcher.fetch(root + "page")).body == b"<html>"
        assert (await fetcher.fetch(root + "none")).body == b""


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"news", mtime=0)),
        ("GZip", gzip.compress(b"ne", mtime=0) + gzip.compress(b"ws", mtime=0)),
        ("deflate", zlib.compress(b"news")),
        ("deflate", zlib.compress(b"news", wbits=-15)),
        ("br", brotli.compress(b"news")),
        ("zstd", zstd.compress(b"news")),
        ("ZSTD", zstd.compress(b"ne") + zstd.compress(b"ws")),
        ("identity", b"news"),
        ("x-gzip", gzip.compress(b"news", mtime=0)),
        ("none", gzip.compress(b"news", mtime=0)),
        ("utf-8", b"news"),
        ("identity", gzip.compress(b"news", mtime=0) + b"\0\0"),
    ],
)
async def test_a_compressed_body_is_decoded(encoding: str, body: bytes) -> None:
    async with serving(response(body, f"Content-Encoding: {encoding}")) as server, trusting() as fetcher:
        assert (await fetcher.fetch(server.url)).body == b"news"


async def test_all_that_can_be_decoded_is_asked_for_and_nothing_else() -> None:
    async with serving(response(b"")) as server, trusting() as fetcher:
        await fetcher.fetch(server.url)
    assert b"\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n" in server.requests[0]


async def test_the_server_hears_the_user_agent_and_no_cookie() -> None:
    names = Names(site_example=[["127.0.0.1"]])  # a name, because cookie jars keep nothing of a bare address
    async with serving(response(b"", "Set-Cookie: a=b")) as server, guarded(names) as fetcher:
        await fetcher.fetch(f"http://site.example:{server.port}/")
        await fetcher.fetch(f"http://site.example:{server.port}/")
    assert len(server.requests) == 2
    assert all(b"User-Agent: digestbot/test\r\n" in request for request in server.requests)
    assert not any(b"cookie" in request.lower() for request in server.requests)


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(b"") as proxy, serving(response(b"news")) as server, trusting() as fetcher:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert (await fetcher.fetch(server.url)).body == b"news"
    assert proxy.connections == 0


async def test_the_fragment_is_not_sent_and_other_letters_are_percent_encoded() -> None:
    async with serving(response(b"")) as server, trusting() as fetcher:
        await fetcher.fetch(server.url + "a b/ü?q=é#part")
    assert server.requests[0].startswith(b"GET /a%20b/%C3%BC?q=%C3%A9 HTTP/1.1\r\n")


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(status: int) -> None:
    def moved(_: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": "new?x=1"})

    async with site(old=moved, new=lambda r: web.Response(text=r.query_string)) as root, trusting() as fetcher:
        assert (await fetcher.fetch(root + "old")).body == b"x=1"


def countdown(request: web.Request) -> web.Response:
    left = int(request.query_string)
    return web.Response(status=302, headers={"Location": f"hop?{left - 1}"}) if left else web.Response(text="there")


async def test_five_redirects_are_followed_and_six_are_not() -> None:
    async with site(hop=countdown) as root:
        async with trusting() as fetcher:
            assert (await fetcher.fetch(root + "hop?5")).body == b"there"
        assert (await failure(trusting(), root + "hop?6")).reason == "more than 5 redirects"
        assert (await failure(trusting(max_redirects=1), root + "hop?2")).reason == "more than 1 redirects"


async def test_redirects_in_a_circle_are_an_error_at_once() -> None:
    async with serving(redirect(b"/#elsewhere")) as server:
        assert (await failure(trusting(), server.url)).reason == "its redirects lead in a circle"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("location", "clause"),
    [
        (b"file:///etc/passwd", "only http and https addresses are fetched"),
        (b"ftp://127.0.0.1/", "only http and https addresses are fetched"),
        (b"data:,x", "only http and https addresses are fetched"),
        (b"ws://127.0.0.1/", "only http and https addresses are fetched"),
        (b"http://me:hunter2@127.0.0.1/", "the address holds a user name or password, and none is ever sent"),
        (b"https://", "the address names no valid host"),
        (b"//exa mple/", "the address names no valid host"),
        (b"http://[::1", "the address is malformed"),
        (b"http://me:hunter2@h:99999/", "the address is malformed"),
        (b"/caf\xe9", "the address is malformed"),
    ],
)
async def test_a_redirect_is_judged_like_a_first_address(location: bytes, clause: str) -> None:
    async with serving(redirect(location)) as server:
        error = await failure(trusting(), server.url)
    assert error.reason == f"it redirects to an address that cannot be used: {clause}"
    assert "hunter2" not in "".join(traceback.format_exception(error))


async def test_a_redirect_to_nowhere_is_an_error() -> None:
    async with serving(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n") as server:
        assert (await failure(trusting(), server.url)).reason == "the server answered 301 without saying where to"


@pytest.mark.parametrize(
    ("location", "kind", "address"),
    [
        ("http://10.0.0.1/", "private", "10.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "link-local", "169.254.169.254"),
        ("http://[::ffff:10.0.0.1]/", "private", "::ffff:10.0.0.1"),
        ("http://[64:ff9b::10.0.0.1]/", "private", "64:ff9b::a00:1"),
        ("http://inner.example/", "private", "192.168.1.1"),
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(location: str, kind: str, address: str) -> None:
    names = Names(inner_example=[["192.168.1.1"]])
    async with serving(redirect(location.encode())) as server:
        error = await failure(guarded(names), server.url)
    assert error.reason.startswith(f"the address is {kind} (")
    assert ipaddress.ip_address(error.reason.split("(")[1].split(")")[0]) == ipaddress.ip_address(address)
    assert error.reason.endswith(f"; {ALLOW}")


# --- answers that are none --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (206, "the server answered 206"),
        (300, "the server answered 300"),
        (304, "the server answered 304 (unchanged) without being asked"),
        (401, "the server wants a login (401)"),
        (402, "the server answered 402"),
        (403, "the server refuses us (403)"),
        (404, "the server answered 404 (nothing is there)"),
        (410, "the feed is gone for good (410)"),
        (429, "the server asks to be left alone (429)"),
        (500, "the server answered 500"),
        (503, "the server is not available for now (503)"),
        (599, "the server answered 599"),
    ],
)
async def test_another_status_is_an_error_that_names_it(status: int, reason: str) -> None:
    async with site(page=lambda _: web.Response(status=status)) as root:
        error = await failure(trusting(), root + "page")
    assert (error.source, error.reason, error.status) == (root + "page", reason, status)
    assert error.retry_after is None


CUT = "the connection was cut"
BROKEN = "the answer is not valid HTTP"
PACKED = "the answer cannot be decompressed"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(b"", CUT, id="nothing"),
        pytest.param(OK + b"Content-Le", CUT, id="half a header"),
        pytest.param(OK + b"Content-Length: 100\r\n\r\nabc", CUT, id="less than Content-Length"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc", CUT, id="half a chunk"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", BROKEN, id="bad chunk size"),
        pytest.param(OK + b"Content-Length: -3\r\n\r\nabc", BROKEN, id="negative Content-Length"),
        pytest.param(OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", BROKEN, id="two Content-Lengths"),
        pytest.param(OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nabc", BROKEN, id="absurd Content-Length"),
        pytest.param(OK + b"Content-Length: 16000000\r\n\r\nabc", "more than 15 MB", id="large Content-Length"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", BROKEN, id="another protocol"),
        pytest.param(response(b"news", "Content-Encoding: gzip"), PACKED, id="no gzip at all"),
        pytest.param(
            response(gzip.compress(b"", mtime=0) * 1100, "Content-Encoding: gzip"), PACKED, id="1,100 gzip members"
        ),
        pytest.param(response(b"news", "Content-Encoding: gzip, gzip"), PACKED, id="nested gzip"),
        pytest.param(
            response(b"n", "Content-Encoding: gzip", "Content-Encoding: gzip"), PACKED, id="nested in two lines"
        ),
        pytest.param(response(b"news", "Content-Encoding: rot13"), PACKED, id="unknown encoding"),
        pytest.param(response(b"news", "Content-Encoding: br"), PACKED, id="no brotli"),
        pytest.param(response(b"news", "Content-Encoding: zstd"), PACKED, id="no zstd"),
        pytest.param(response(brotli.compress(b"x") * 2, "Content-Encoding: br"), PACKED, id="more behind brotli"),
        pytest.param(response(zstd.compress(b"") * 1100, "Content-Encoding: zstd"), PACKED, id="1,100 zstd frames"),
    ],
)
async def test_a_broken_answer_is_an_error(answer: bytes, reason: str) -> None:
    async with serving(answer) as server:
        error = await failure(trusting(), server.url)
    assert (error.source, error.reason) == (server.url, reason)


@pytest.mark.parametrize(
    ("start", "piece", "reason"),
    [
        pytest.param(OK + b"\r\n", b"x" * 65536, "more than 15 MB", id="body"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 9999, "more than 15 MB", id="chunks"),
        pytest.param(OK, b"A: " + b"x" * 100 + b"\r\n", BROKEN, id="headers"),
        pytest.param(OK + b"A: ", b"x" * 1000, BROKEN, id="one header"),
        pytest.param(b"HTTP/1.1 200 ", b"x" * 1000, BROKEN, id="status line"),
    ],
)
async def test_an_endless_answer_is_cut_off(start: bytes, piece: bytes, reason: str) -> None:
    limit = 1_000_000 if b"chunked" in start else 15_000_000
    async with serving(lambda writer: endless(writer, start, piece)) as server:
        error = await failure(trusting(max_bytes=limit), server.url)
    assert error.reason == reason.replace("15", f"{limit // 1_000_000}")


async def test_a_body_of_just_the_limit_passes_and_one_byte_more_does_not() -> None:
    async with serving(response(b"x" * 1000)) as server:
        async with trusting(max_bytes=1000) as fetcher:
            assert len((await fetcher.fetch(server.url)).body) == 1000
        assert (await failure(trusting(max_bytes=999), server.url)).reason == "more than 0.000999 MB"


async def test_one_fetch_may_have_a_limit_of_its_own() -> None:
    async with serving(response(b"x" * 1000)) as server, trusting(max_bytes=500) as fetcher:
        assert len((await fetcher.fetch(server.url, max_bytes=1000)).body) == 1000
        error = await failing(fetcher.fetch(server.url, max_bytes=0))
    assert error.reason == "more than 0 MB"


def gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def deflate_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join([*(packer.process(bytes(1_000_000)) for _ in range(megabytes)), packer.finish()])


def zstd_bomb(megabytes: int) -> bytes:
    packer = zstd.ZstdCompressor()
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "bomb"), [("gzip", gzip_bomb), ("deflate", deflate_bomb), ("br", brotli_bomb), ("zstd", zstd_bomb)]
)
async def test_a_bomb_bursts_at_the_limit_and_costs_less_than_20_mb(
    encoding: str, bomb: Callable[[int], bytes]
) -> None:
    packed = bomb(200)
    assert len(packed) < 250_000
    async with serving(response(packed, f"Content-Encoding: {encoding}")) as server:
        tracemalloc.start()
        try:
            error = await failure(trusting(), server.url)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert error.reason == "more than 15 MB"
    assert peak < 20_000_000


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_once", "byte_by_byte"),
    [
        pytest.param(b"", OK + b"A: " + b"a" * 1000, id="status line"),
        pytest.param(OK, b"A: " + b"a" * 1000, id="headers"),
        pytest.param(OK + b"Content-Length: 1000\r\n\r\n", b"x" * 1000, id="body"),
    ],
)
async def test_a_server_that_sends_byte_by_byte_is_left_at_the_deadline(at_once: bytes, byte_by_byte: bytes) -> None:
    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(at_once)
        for letter in byte_by_byte:
            writer.write(bytes([letter]))
            await writer.drain()
            await asyncio.sleep(0.01)

    async with serving(trickle) as server:
        error = await failure(trusting(total_timeout_s=0.2), server.url)
    assert error.reason == "no whole answer within 0.2 s"


async def test_the_deadline_counts_all_redirects_together() -> None:
    hops = iter(range(1000))

    async def slowly(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(redirect(b"/%d" % next(hops)))

    async with serving(slowly) as server:
        error = await failure(trusting(total_timeout_s=0.25), server.url)
    assert error.reason == "no whole answer within 0.25 s"


async def test_a_connection_that_does_not_come_about_is_given_up_sooner() -> None:
    class Silent(Names):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            await asyncio.Event().wait()
            return []

    error = await failure(guarded(Silent(), connect_timeout_s=0.05), "http://slow.example/")
    assert error.reason == "no connection within 0.05 s"


async def test_a_cancelled_fetch_is_cancelled_and_not_failed() -> None:
    asked = asyncio.Event()

    async def say_nothing(_: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with serving(say_nothing) as server, trusting() as fetcher:
        task = asyncio.create_task(fetcher.fetch(server.url))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
