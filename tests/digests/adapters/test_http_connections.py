"""Addresses that lead nowhere: what the door says of them, and that it never shows a password."""

import asyncio
import socket
import ssl
import traceback
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import FetchFailed
from tests.digests.adapters.servers import (
    CERTIFICATE,
    KEY,
    Names,
    failure,
    guarded,
    response,
    serving,
    site,
    trusting,
)

# --- no connection ----------------------------------------------------------------------------------------------------


async def test_a_name_that_does_not_resolve_is_named() -> None:
    error = await failure(guarded(), "http://example.invalid/feed")
    assert str(error) == "http://example.invalid/feed: the name example.invalid does not resolve"


async def test_a_port_where_nothing_listens_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, so that nobody else takes it, and not listening
        port = taken.getsockname()[1]
        error = await failure(trusting(), f"http://127.0.0.1:{port}/")
    assert error.reason == f"nothing answers at 127.0.0.1 port {port}"


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    pem = tmp_path / "server.pem"
    parts = [("PRIVATE KEY", KEY), ("CERTIFICATE", CERTIFICATE)]
    pem.write_text("".join(f"-----BEGIN {kind}-----\n{text}\n-----END {kind}-----\n" for kind, text in parts))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    async with serving(response(b"secret"), tls=tls) as server:
        error = await failure(trusting(), server.url.replace("127.0.0.1", "localhost"))
    assert error.reason == "no valid TLS certificate"
    assert server.requests == []


async def test_a_server_without_tls_is_not_asked_in_the_clear() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(5)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failure(trusting(), f"https://127.0.0.1:{port}/")
    assert error.reason == "no secure connection could be made (TLS failed)"


# --- addresses that are none ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "only http and https addresses are fetched"),
        ("example.org/feed", "only http and https addresses are fetched"),
        ("//example.org/feed", "only http and https addresses are fetched"),
        ("file:///etc/passwd", "only http and https addresses are fetched"),
        ("ftp://example.org/", "only http and https addresses are fetched"),
        ("javascript:alert(1)", "only http and https addresses are fetched"),
        ("http://", "the address names no valid host"),
        ("http:///path", "the address names no valid host"),
        ("http:example.org", "the address names no valid host"),
        ("http://exa mple.org/", "the address names no valid host"),
        ("http://exa\x00mple.org/", "the address names no valid host"),
        ("http://a..b/", "the address names no valid host"),
        ("http://.example.org/", "the address names no valid host"),
        (f"http://{'a' * 64}.org/", "the address names no valid host"),
        ("http://%31/", "the address names no valid host"),
        ("http://[fe80::1%25eth0]/", "the address names no valid host"),
        ("http://[::1", "the address is malformed"),
        ("http://[]/", "the address is malformed"),
        ("http://h:99999/", "the address is malformed"),
        ("http://h:-1/", "the address is malformed"),
        ("http://h:abc/", "the address is malformed"),
        ("http://h\\@127.0.0.1/", "the address is malformed"),
        (f"http://é{'x' * 70}.org/", "the address is malformed"),
        ("http://h/\ud800", "the address is malformed"),
        ("http://h/" + "a" * 8000, "the address is longer than 8000 letters"),
    ],
)
async def test_a_malformed_address_is_refused_with_its_reason(url: str, reason: str) -> None:
    error = await failure(guarded(), url)
    assert error.reason == reason
    str(error).encode()  # can be printed


async def test_a_host_in_any_script_is_looked_up_by_its_ascii_form() -> None:
    names = Names()
    names.answers["xn--bcher-kva.example"] = [["127.0.0.1"]]
    async with serving(response(b"news")) as server, guarded(names) as fetcher:
        assert (await fetcher.fetch(f"http://bücher.example:{server.port}/")).body == b"news"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:hunter2@h.example/feed", "http://…@h.example/feed"),
        ("http://hunter2@h.example/", "http://…@h.example/"),
        ("http://:hunter2@h.example/", "http://…@h.example/"),
        ("HTTPS://me:hun/ter2@h.example/", "HTTPS://…@h.example/"),
        ("http://me:hunter2@@[::1", "http://…@[::1"),
        ("http://me:hunter2@h:99999/", "http://…@h:99999/"),
        ("http://me:hunter2@\u2100.example/", "http://…@\u2100.example/"),
        ("ftp://me:hunter2@h.example/", "ftp://…@h.example/"),
        ("me:hunter2@h.example", "…@h.example"),
        (" http://me:\nhunter2@h.example/", " http://…@h.example/"),
    ],
)
async def test_a_user_name_or_password_is_refused_and_never_shown(url: str, shown: str) -> None:
    error = await failure(guarded(), url)
    assert error.source == shown
    told = "".join(traceback.format_exception(error)) + repr(error)
    assert "hunter2" not in told
    assert "ter2" not in told


async def test_an_at_sign_elsewhere_is_part_of_the_address() -> None:
    async with site(**{"@me": lambda _: web.Response(status=404)}) as root:
        assert (await failure(trusting(), root + "@me")).source == root + "@me"


@given(st.one_of(st.text(), st.text().map("http://".__add__), st.text().map("http://h.example/".__add__)))
def test_whatever_text_is_given_the_answer_is_a_reason(url: str) -> None:
    async def run() -> FetchFailed:
        return await failure(guarded(), url)

    assert asyncio.run(run()).reason
