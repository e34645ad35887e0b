"""Pages are read only where robots.txt lets us (RFC 9309), and only when they are pages."""

import asyncio
import contextlib
import logging
from datetime import timedelta

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from digests.adapters.http import HttpFetcher
from digests.adapters.robots import MAX_BYTES, Robots, Verdict
from digests.errors import FetchFailed
from tests.digests.adapters.servers import (
    ALLOW,
    Names,
    Timepiece,
    endless,
    failing,
    guarded,
    redirect,
    response,
    serving,
    site,
    trusting,
)

FORBIDDEN = "robots.txt forbids it"
FORBID_ALL = "User-agent: *\nDisallow: /"


class Site:
    """A site with one robots.txt; pages are whatever else is asked for."""

    def __init__(self, robots: str | web.Response | int) -> None:
        self.robots = robots
        self.asked: list[str] = []

    def __call__(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if request.path != "/robots.txt":
            return web.Response(text="page", content_type="text/html")
        if isinstance(self.robots, str):
            return web.Response(text=self.robots)
        return web.Response(status=self.robots) if isinstance(self.robots, int) else self.robots

    def served(self) -> contextlib.AbstractAsyncContextManager[str]:
        return site(**{"{path:.*}": self})


async def reason(fetcher: HttpFetcher, url: str) -> str | None:
    """Why a page is not read, None when it is."""
    try:
        return None if (await fetcher.fetch(url, is_page=True)).body == b"page" else "another body"
    except FetchFailed as error:
        return error.reason


@pytest.mark.parametrize(
    ("robots", "page", "is_allowed"),
    [
        ("", "a", True),
        ("User-agent: *\nDisallow:", "a", True),
        (FORBID_ALL, "a", False),
        (FORBID_ALL, "", False),
        ("User-agent: *\nDisallow: /private", "public", True),
        ("User-agent: *\nDisallow: /private", "private/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", "news/a", True),
        ("User-agent: *\nDisallow: /*.php$", "a.php", False),
        ("User-agent: *\nDisallow: /*.php$", "a.php?b", True),
        ("User-agent: *\nDisallow: /*?print", "a?print=1", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "café", False),
        ("User-agent: digestbot\nDisallow: /", "a", False),
        ("USER-AGENT: DigestBot/9.9 (news)\nDisallow: /", "a", False),
        ("User-agent: digestbot\nAllow: /\n\n" + FORBID_ALL, "a", True),
        ("User-agent: other\nUser-agent: digestbot\nDisallow: /", "a", False),
        ("User-agent: other\nDisallow: /", "a", True),
        ("User-agent: digest\nDisallow: /", "a", True),
        ("User-agent: digestbot-pro\nDisallow: /", "a", True),
        ("user agent *\ndisallow /", "a", False),
        ("\ufeff" + FORBID_ALL, "a", False),
        (FORBID_ALL.replace("\n", "\r"), "a", False),
        ("# User-agent: *\nDisallow: /", "a", True),
        ("<html><body>Not found</body></html>", "a", True),
    ],
)
async def test_the_rules_for_us_are_obeyed_on_pages(robots: str, page: str, is_allowed: bool) -> None:
    async with Site(robots).served() as root, trusting() as fetcher:
        assert await reason(fetcher, root + page) == (None if is_allowed else FORBIDDEN)
        assert await fetcher.robots_allow(root + page) is is_allowed


async def test_a_forbidden_page_is_not_asked_for() -> None:
    served = Site(FORBID_ALL)
    async with served.served() as root, trusting() as fetcher:
        error = await failing(fetcher.fetch(root + "page", is_page=True))
    assert (error.source, error.reason, error.status) == (root + "page", FORBIDDEN, None)
    assert served.asked == ["/robots.txt"]


async def test_a_feed_is_fetched_whatever_robots_txt_says() -> None:
    served = Site(FORBID_ALL)
    async with served.served() as root, trusting() as fetcher:
        await fetcher.fetch(root + "feed")
    assert served.asked == ["/feed"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_a_site_without_robots_txt_allows_everything(status: int) -> None:
    async with Site(status).served() as root, trusting() as fetcher:
        assert await reason(fetcher, root + "page") is None
        assert await fetcher.robots_allow(root + "page")


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (500, "the server answered 500"),
        (503, "the server is not available for now (503)"),
        (429, "the server asks to be left alone (429)"),
        (300, "the server answered 300"),
    ],
)
async def test_a_robots_txt_that_cannot_be_read_forbids_everything(status: int, why: str) -> None:
    served = Site(status)
    async with served.served() as root, trusting() as fetcher:
        assert await reason(fetcher, root + "page") == f"robots.txt of 127.0.0.1 cannot be read: {why}"
        assert not await fetcher.robots_allow(root + "page")
    assert served.asked == ["/robots.txt"]


async def test_where_nothing_answers_no_page_is_read() -> None:
    async with guarded() as fetcher:
        why = await reason(fetcher, "http://dead.example/page")
        assert not await fetcher.robots_allow("http://dead.example/page")
    assert why == "robots.txt of dead.example cannot be read: the name dead.example does not resolve"


@pytest.mark.parametrize("url", ["", "ftp://a.example/", "http://me:hunter2@a.example/", "http://[::1"])
async def test_of_what_is_no_address_nothing_is_allowed(url: str) -> None:
    async with guarded() as fetcher:
        assert not await fetcher.robots_allow(url)


async def test_how_long_a_busy_robots_txt_asks_to_be_left_alone_is_passed_on() -> None:
    busy = web.Response(status=503, headers={"Retry-After": "90"})
    async with Site(busy).served() as root, trusting(clock=Timepiece()) as fetcher:
        error = await failing(fetcher.fetch(root + "page", is_page=True))
    assert error.retry_after == timedelta(seconds=90)


@pytest.mark.parametrize("pages", [["a"] * 8, list("abcdefgh")])
async def test_many_pages_of_one_site_ask_for_one_robots_txt(pages: list[str]) -> None:
    served = Site("")
    async with served.served() as root, trusting() as fetcher:
        await asyncio.gather(*(fetcher.fetch(root + page, is_page=True) for page in pages))
    assert served.asked.count("/robots.txt") == 1
    assert len(served.asked) == 9


async def test_a_page_that_is_given_up_leaves_the_others_their_robots_txt() -> None:
    asked = asyncio.Event()
    answer = asyncio.Event()

    async def late(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await answer.wait()
        writer.write(response(FORBID_ALL.encode()))

    async with serving(late) as server, trusting() as fetcher:
        first, second = (asyncio.create_task(reason(fetcher, server.url)) for _ in range(2))
        await asked.wait()
        first.cancel()
        answer.set()
        assert await second == FORBIDDEN
        with pytest.raises(asyncio.CancelledError):
            await first


@pytest.mark.parametrize(("robots", "kept_s"), [("", 24 * 3600), (FORBID_ALL, 24 * 3600), (404, 24 * 3600), (500, 600)])
async def test_robots_txt_is_kept_a_day_and_a_failure_ten_minutes(robots: str | int, kept_s: int) -> None:
    served, clock = Site(robots), Timepiece()
    async with served.served() as root, trusting(clock=clock) as fetcher:
        await fetcher.robots_allow(root + "a")
        clock.now += kept_s - 1
        await fetcher.robots_allow(root + "b")
        assert served.asked == ["/robots.txt"]
        clock.now += 1
        await fetcher.robots_allow(root + "c")
        assert served.asked == ["/robots.txt"] * 2


# --- redirects --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hops", "is_read"), [(5, True), (6, False)])
async def test_a_robots_txt_is_followed_over_five_redirects(hops: int, is_read: bool) -> None:
    def page(request: web.Request) -> web.Response:
        number = 0 if request.path == "/robots.txt" else int(request.path[1:])
        if number == hops:
            return web.Response(text=FORBID_ALL)
        return web.Response(status=302, headers={"Location": f"/{number + 1}"})

    async with site(**{"{path:.*}": page}) as root, trusting() as fetcher:
        why = await reason(fetcher, root + "page")
    assert why == (FORBIDDEN if is_read else "robots.txt of 127.0.0.1 cannot be read: more than 5 redirects")


async def test_a_robots_txt_never_leads_to_a_private_address() -> None:
    names = Names(inner_example=[["10.0.0.1"]])
    async with serving(redirect(b"http://inner.example/robots.txt")) as server, guarded(names) as fetcher:
        why = await reason(fetcher, server.url)
    assert why == f"robots.txt of 127.0.0.1 cannot be read: the address is private (10.0.0.1); {ALLOW}"


async def test_each_site_on_the_way_to_a_page_is_asked_for_its_robots_txt() -> None:
    there = Site(FORBID_ALL)
    async with there.served() as root:
        here = Site("")

        def page(request: web.Request) -> web.Response:
            answer = here(request)
            moved = web.Response(status=302, headers={"Location": root + "page"})
            return answer if request.path == "/robots.txt" else moved

        async with site(**{"{path:.*}": page}) as start, trusting() as fetcher:
            assert await reason(fetcher, start + "old") == FORBIDDEN
    assert (here.asked, there.asked) == (["/robots.txt", "/old"], ["/robots.txt"])


async def test_a_private_address_is_asked_for_nothing() -> None:
    async with serving(response(b"")) as server, HttpFetcher("digestbot/test") as fetcher:
        why = await reason(fetcher, server.url)
    assert server.connections == 0
    assert why == f"robots.txt of 127.0.0.1 cannot be read: the address is loopback (127.0.0.1); {ALLOW}"


# --- pace -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delay", "waited"),
    [
        ("5", 10),
        ("2.5", 5),
        ("0.1", 2),  # never faster than others
        ("30", 60),
        ("86400", 60),
        ("-5", 2),
        ("nan", 2),
        ("inf", 2),
        ("soon", 2),
    ],
)
async def test_a_crawl_delay_of_up_to_half_a_minute_slows_the_pace(delay: str, waited: float) -> None:
    clock = Timepiece()
    served = Site(f"User-agent: *\nCrawl-delay: {delay}")
    async with served.served() as root, trusting(request_interval_s=1, clock=clock) as fetcher:
        await fetcher.fetch(root + "a", is_page=True)
        await fetcher.fetch(root + "b")  # a feed of that host waits as well
    assert clock.now == waited


async def test_a_crawl_delay_for_others_is_not_ours() -> None:
    clock = Timepiece()
    served = Site("User-agent: other\nCrawl-delay: 20\n\nUser-agent: *\nCrawl-delay: 3")
    async with served.served() as root, trusting(clock=clock) as fetcher:
        await fetcher.fetch(root + "a", is_page=True)
    assert clock.now == 3


# --- pages that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content_type", "why"),
    [
        ("application/pdf", "this is no web page (application/pdf)"),
        ("Image/JPEG; q=1", "this is no web page (image/jpeg)"),
        ("application/rss+xml", "this is no web page (application/rss+xml)"),
        ("text/plain", "this is no web page (text/plain)"),
    ],
)
async def test_what_is_no_page_is_refused_before_its_body_is_read(content_type: str, why: str) -> None:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode()
    # The body never ends, and would be too large first.
    async with serving(lambda writer: endless(writer, answer, b"x" * 65536)) as server, trusting() as fetcher:
        await fetcher.robots_allow(server.url)
        assert await reason(fetcher, server.url) == why


@pytest.mark.parametrize(
    "header", [[], ["Content-Type: TEXT/html; charset=x"], ["Content-Type: application/xhtml+xml"]]
)
async def test_a_page_may_be_of_any_type_of_html_or_of_none(header: list[str]) -> None:
    async with serving(response(b"page", *header)) as server, trusting() as fetcher:
        assert await reason(fetcher, server.url) is None


async def test_a_page_that_is_gone_is_called_a_page() -> None:
    async with serving(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n") as server, trusting() as fetcher:
        assert await reason(fetcher, server.url) == "the page is gone for good (410)"


# --- hostile files ----------------------------------------------------------------------------------------------------


async def test_of_a_huge_robots_txt_the_first_500_kib_count() -> None:
    filling = "# " + "x" * 98 + "\n"
    start = "User-agent: *\nDisallow: /first\n" + filling * (MAX_BYTES // 101 + 1)
    async with Site(start + "Disallow: /second\n" + filling * 50_000).served() as root, trusting() as fetcher:
        assert await reason(fetcher, root + "first") == FORBIDDEN
        assert await reason(fetcher, root + "second") is None


async def test_an_endless_robots_txt_is_read_to_its_limit() -> None:
    start = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /\n#"
    async with serving(lambda writer: endless(writer, start, b"x" * 65536)) as server, trusting() as fetcher:
        assert await reason(fetcher, server.url) == FORBIDDEN


HOSTILE = {
    "rules": "User-agent: *\n" + "Disallow: /a\n" * 40_000,
    "names": "".join(f"User-agent: bot{number}\n" for number in range(12_000)) + "Disallow: /a\n" * 20_000,
    "names without colons": "".join(f"user\tagent b{number}\n" for number in range(20_000)) + "disallow /\n" * 20_000,
    "stars": "User-agent: *\nDisallow: /" + "*a" * 250_000,
    "stars in many rules": "User-agent: *\n" + "Disallow: *a*a*a*a*b\n" * 24_000,
    "blanks": "User-agent:" + " " * 500_000,
    "lines": "\n" * 500_000,
    "percents": "User-agent: *\nDisallow: /" + "%41" * 165_000,
    "NUL": "\0" * 500_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_robots_txt_is_read_to_the_end(kind: str) -> None:
    async def read(_: str) -> bytes:
        return HOSTILE[kind].encode()

    page = URL("http://a.example/" + "a" * 7900)
    assert isinstance(await Robots(read, Timepiece()).verdict(page), Verdict)


async def test_the_memory_for_robots_txt_is_bounded() -> None:
    asked = []

    async def read(url: str) -> bytes:
        asked.append(url)
        return b"#" * 400_000

    robots = Robots(read, Timepiece())
    for number in range(30):
        await robots.verdict(URL(f"http://site{number}.example/"))
        await robots.verdict(URL("http://often.example/"))
    assert asked.count("http://often.example/robots.txt") == 1  # what is in use stays
    await robots.verdict(URL("http://site29.example/"))
    await robots.verdict(URL("http://site0.example/"))
    assert len(asked) == 32


@settings(max_examples=200)
@given(st.one_of(st.binary(), st.text().map(str.encode)), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_robots_txt_holds_there_is_a_verdict(rules: bytes, path: str) -> None:
    async def read(_: str) -> bytes:
        return b"User-agent: *\nDisallow: " + rules + b"\nCrawl-delay: " + rules

    verdict = asyncio.run(Robots(read, Timepiece()).verdict(URL("http://a.example/" + path)))
    assert 0 <= verdict.interval_s <= 30


async def test_no_address_header_or_body_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "hunter2"
    robots = f"User-agent: *\nCrawl-delay: {secret}\nRequest-rate: {secret}\nDisallow: /{secret}/x\n{secret}"
    cookies = ["Set-Cookie: hun ter2=hunter2; hunter2", f'Set-Cookie: a="{secret}', f"Set-Cookie: {secret}\x01=1"]
    answer = response(robots.encode(), f"ETag: {secret}", f"X-{secret}: {secret}", *cookies)
    async with serving(answer) as server, guarded() as fetcher:
        await fetcher.fetch(f"{server.url}{secret}?token={secret}", etag=secret, is_page=True)
        await failing(fetcher.fetch(f"http://me:{secret}@{secret}.example/"))
        await failing(fetcher.fetch(f"http://{secret}.invalid/{secret}"))
    assert secret not in caplog.text
    assert len(server.requests) == 2
