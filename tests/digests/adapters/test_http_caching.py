"""What is asked for again and when: validators, redirects for good, freshness, statuses and the wait they ask for."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import FetchFailed
from tests.digests.adapters.servers import (
    OK,
    RawServer,
    Timepiece,
    failing,
    failure,
    redirect,
    response,
    serving,
    site,
    trusting,
)

UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n"


def sent(server: RawServer, name: bytes) -> list[bytes]:
    """The value of one header in the last request, a list of one or none."""
    lines = server.requests[-1].split(b"\r\n")
    return [line.partition(b": ")[2] for line in lines if line.partition(b":")[0].lower() == name.lower()]


# --- validators -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("etag", ['"33a64df5"', 'W/"0815, x"', "unquoted", '"ünï"', '"%22'])
@pytest.mark.parametrize("last_modified", ["Sun, 01 Mar 2026 12:00:00 GMT", "2026-03-01 12:00"])
async def test_validators_come_back_and_are_sent_verbatim(etag: str, last_modified: str) -> None:
    answer = response(b"news", f"ETag: {etag}", f"Last-Modified: {last_modified}")
    async with serving(answer) as server, trusting() as fetcher:
        first = await fetcher.fetch(server.url)
        assert (first.etag, first.last_modified, first.is_unchanged) == (etag, last_modified, False)
        await fetcher.fetch(server.url, etag=first.etag, last_modified=first.last_modified)
    assert sent(server, b"If-None-Match") == [etag.encode()]
    assert sent(server, b"If-Modified-Since") == [last_modified.encode()]


async def test_without_validators_none_are_sent() -> None:
    async with serving(response(b"")) as server, trusting() as fetcher:
        answer = await fetcher.fetch(server.url)
    assert (answer.etag, answer.last_modified) == (None, None)
    assert sent(server, b"If-None-Match") == sent(server, b"If-Modified-Since") == []


@pytest.mark.parametrize("value", ['"a"\r\nX-Evil: 1', "a\nb", "a\rb", "a\0b", "a\udce9"])
async def test_a_validator_that_would_break_out_of_its_line_is_not_sent(value: str) -> None:
    async with serving(response(b"news")) as server, trusting() as fetcher:
        assert (await fetcher.fetch(server.url, etag=value, last_modified=value)).body == b"news"
    assert sent(server, b"If-None-Match") == sent(server, b"If-Modified-Since") == sent(server, b"X-Evil") == []


@pytest.mark.parametrize("value", [b'"\xe9"', b'"a\tb"', b"x" * 1001])
async def test_a_validator_that_could_not_be_sent_back_is_not_kept(value: bytes) -> None:
    answer = OK + b"ETag: " + value + b"\r\nLast-Modified: " + value + b"\r\nContent-Length: 0\r\n\r\n"
    async with serving(answer) as server, trusting() as fetcher:
        kept = await fetcher.fetch(server.url)
    assert (kept.etag, kept.last_modified) == (None, None)


async def test_an_unchanged_answer_has_no_body_and_keeps_the_validators() -> None:
    async with serving(UNCHANGED + b"Cache-Control: max-age=60\r\n\r\n") as server, trusting() as fetcher:
        answer = await fetcher.fetch(server.url, etag='"1"', last_modified="yesterday")
    assert answer.is_unchanged
    assert (answer.body, answer.etag, answer.last_modified) == (b"", '"1"', "yesterday")
    assert answer.fresh_for == timedelta(seconds=60)


async def test_an_unchanged_answer_may_bring_new_validators() -> None:
    async with serving(UNCHANGED + b'ETag: "2"\r\n\r\n') as server, trusting() as fetcher:
        answer = await fetcher.fetch(server.url, etag='"1"')
    assert (answer.etag, answer.last_modified) == ('"2"', None)


async def test_an_unchanged_answer_that_was_not_asked_for_is_an_error() -> None:
    async with serving(UNCHANGED + b"\r\n") as server:
        error = await failure(trusting(), server.url)
    assert (error.status, error.reason) == (304, "the server answered 304 (unchanged) without being asked")


async def test_after_a_redirect_no_validators_are_sent_and_no_304_counts() -> None:
    async with (
        serving(UNCHANGED + b"\r\n") as there,
        serving(redirect(there.url.encode(), 301)) as here,
        trusting() as fetcher,
    ):
        error = await failing(fetcher.fetch(here.url, etag='"1"', last_modified="yesterday"))
    assert error.status == 304
    assert sent(here, b"If-None-Match") == [b'"1"']
    assert sent(there, b"If-None-Match") == sent(there, b"If-Modified-Since") == []


async def test_behind_a_redirect_validators_go_to_the_address_that_gave_them() -> None:
    async with (
        serving(UNCHANGED + b"\r\n") as there,
        serving(redirect(there.url.encode(), 302)) as here,
        trusting() as fetcher,
    ):
        answer = await fetcher.fetch(here.url, etag='"1"', validated_url=there.url)
    assert answer.is_unchanged
    assert (answer.url, answer.etag) == (there.url, '"1"')
    assert sent(here, b"If-None-Match") == []
    assert sent(there, b"If-None-Match") == [b'"1"']


async def test_validators_of_an_address_that_is_no_longer_led_to_are_not_sent() -> None:
    async with (
        serving(response(b"news")) as there,
        serving(redirect(there.url.encode(), 302)) as here,
        trusting() as fetcher,
    ):
        answer = await fetcher.fetch(here.url, etag='"1"', validated_url="https://elsewhere.example/")
    assert answer.body == b"news"
    assert sent(here, b"If-None-Match") == sent(there, b"If-None-Match") == []


# --- where it has moved -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ([], None),
        ([301], "1"),
        ([308], "1"),
        ([301, 308, 301], "3"),
        ([302], None),
        ([303], None),
        ([307], None),
        ([302, 301], None),
        ([301, 302], "1"),
        ([301, 308, 307, 301], "2"),
    ],
)
async def test_a_feed_has_moved_as_far_as_permanent_redirects_lead_from_its_address(
    statuses: list[int], moved: str | None
) -> None:
    def page(request: web.Request) -> web.Response:
        step = int(request.query_string)
        if step == len(statuses):
            return web.Response(text="news")
        return web.Response(status=statuses[step], headers={"Location": f"feed?{step + 1}#part"})

    async with site(feed=page) as root, trusting() as fetcher:
        answer = await fetcher.fetch(root + "feed?0")
    assert answer.body == b"news"
    assert answer.url == f"{root}feed?{len(statuses)}"
    assert answer.moved_to == (moved and f"{root}feed?{moved}")


# --- freshness and types ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], None),
        (["Cache-Control: max-age=600"], 600),
        (["Cache-Control: max-age=600", "Age: 100"], 500),
        (["Cache-Control: no-store"], 0),
        (["Cache-Control: no-cache", "Cache-Control: max-age=600"], 0),
        (["Expires: Sun, 01 Mar 2026 12:10:00 GMT", "Date: Sun, 01 Mar 2026 12:00:00 GMT"], 600),
        (["Expires: Sun, 01 Mar 2026 12:10:00 GMT", "Cache-Control: max-age=5"], 5),
    ],
)
async def test_an_answer_says_how_long_it_is_fresh(headers: list[str], expected: int | None) -> None:
    async with serving(response(b"", *headers)) as server, trusting() as fetcher:
        answer = await fetcher.fetch(server.url)
    assert answer.fresh_for == (None if expected is None else timedelta(seconds=expected))


async def test_an_answer_says_what_it_is() -> None:
    async with (
        serving(response(b"", "Content-Type: Text/XML; Charset=KOI8-R")) as server,
        serving(response(b"")) as silent,
        trusting() as fetcher,
    ):
        answer, nothing = await fetcher.fetch(server.url), await fetcher.fetch(silent.url)
    assert (answer.url, answer.media_type, answer.charset) == (server.url, "text/xml", "KOI8-R")
    assert (nothing.media_type, nothing.charset) == ("", None)


# --- asked to wait ----------------------------------------------------------------------------------------------------


def busy(status: int, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Busy", *headers, "Content-Length: 0", "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("status", [429, 503, 500, 404])
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], None),
        (["Retry-After: 120"], 120),
        (["Retry-After: Sun, 01 Mar 2026 12:10:00 GMT", "Date: Sun, 01 Mar 2026 12:00:00 GMT"], 600),
        (["Retry-After: Sun, 01 Mar 2026 12:10:00 GMT"], None),  # long ago
        (["Retry-After: -5"], None),
        (["Retry-After: tomorrow"], None),
        (["Retry-After: 99999999999999999999"], 86400),
    ],
)
async def test_an_error_says_how_long_the_server_wants_to_be_left_alone(
    status: int, headers: list[str], expected: int | None
) -> None:
    async with serving(busy(status, *headers)) as server:
        error = await failure(trusting(), server.url)
    assert error.status == status
    assert error.retry_after == (None if expected is None else timedelta(seconds=expected))


async def test_a_host_that_asked_to_be_left_alone_is_sent_no_packet_until_then() -> None:
    clock = Timepiece()
    async with serving(busy(429, "Retry-After: 120")) as server, trusting(clock=clock) as fetcher:
        await failing(fetcher.fetch(server.url))
        clock.now += 100
        error = await failing(fetcher.fetch(server.url + "another"))
        assert (error.status, error.retry_after) == (429, timedelta(seconds=20))
        assert error.reason == "the server asks to be left alone (429)"
        assert server.connections == 1
        clock.now += 20
        await failing(fetcher.fetch(server.url))
        assert server.connections == 2


@pytest.mark.parametrize(("redirects", "status"), [((301,), 410), ((302,), None), ((301, 307), None), ((), 410)])
async def test_only_what_an_address_leads_to_for_good_is_gone_for_good(redirects: tuple[int, ...], status: int) -> None:
    async with AsyncExitStack() as stack:
        url = (await stack.enter_async_context(serving(busy(410)))).url
        for code in reversed(redirects):
            url = (await stack.enter_async_context(serving(redirect(url.encode(), code)))).url
        fetcher = await stack.enter_async_context(trusting())
        assert (await failing(fetcher.fetch(url))).status == status


@pytest.mark.parametrize("answer", [busy(503, "Retry-After: 120"), busy(429), busy(429, "Retry-After: 0")])
async def test_other_failures_close_no_host(answer: bytes) -> None:
    async with serving(answer) as server, trusting(clock=Timepiece()) as fetcher:
        await failing(fetcher.fetch(server.url))
        await failing(fetcher.fetch(server.url))
    assert server.connections == 2


async def test_a_redirect_to_a_closed_host_fails_and_leaves_that_host_alone() -> None:
    async with (
        serving(busy(429, "Retry-After: 60")) as there,
        serving(redirect(there.url.encode())) as here,
        trusting(clock=Timepiece()) as fetcher,
    ):
        await failing(fetcher.fetch(there.url))
        error = await failing(fetcher.fetch(here.url))
    assert (error.source, error.status, error.retry_after) == (here.url, 429, timedelta(seconds=60))
    assert (here.connections, there.connections) == (1, 1)


# --- whatever a header holds ------------------------------------------------------------------------------------------

NAMES = ["Cache-Control", "Expires", "Retry-After", "Age", "ETag", "Last-Modified", "Content-Type", "Date", "Location"]
STATUSES = ["200 OK", "204 None", "301 Moved", "304 Same", "410 Gone", "429 Busy", "503 Down"]
LETTERS = st.binary().map(lambda value: value.replace(b"\r", b"").replace(b"\n", b""))
NUMBERS = st.integers().map(lambda number: b"max-age=%d" % number) | st.integers().map(lambda number: b"%d" % number)
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), LETTERS | NUMBERS))


@settings(max_examples=300)
@given(st.sampled_from(STATUSES), HEADERS, st.booleans())
def test_whatever_headers_hold_there_is_an_answer_or_a_fetch_failed(
    status: str, headers: list[tuple[str, bytes]], is_page: bool
) -> None:
    lines = [f"HTTP/1.1 {status}".encode(), *(name.encode() + b": " + value for name, value in headers)]

    async def run() -> None:
        async with (
            serving(b"\r\n".join([*lines, b"Connection: close", b"", b"body"])) as server,
            trusting(max_redirects=0) as fetcher,
        ):
            with contextlib.suppress(FetchFailed):
                answer = await fetcher.fetch(server.url, etag='"1"', is_page=is_page)
                await fetcher.fetch(server.url, etag=answer.etag, last_modified=answer.last_modified)
        assert server.requests

    asyncio.run(run())
