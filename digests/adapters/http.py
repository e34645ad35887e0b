"""The one door to the network: an http(s) address goes in, what is behind it comes out, or a FetchFailed says why not.

    async with HttpFetcher("digestbot/0.1 (+https://example.org/bot)") as fetcher:
        answer = await fetcher.fetch("https://example.org/feed.xml")

Addresses come from strangers (a chat command, a feed, a redirect), so the door guards the machine behind it:
`forbidden` judges every address that a connection is really made to, and limits on time, size and redirects hold
against any server. And it is a polite guest: each request waits for its host's turn, and pages for its robots.txt.
"""

import asyncio
import socket
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digests.adapters import headers
from digests.adapters.addresses import UnusableAddress, checked, forbidden, host_key, without_credentials
from digests.adapters.lookups import Lookups
from digests.adapters.politeness import Clock, HostClosed, Politeness
from digests.adapters.refusals import NOT_DECOMPRESSED, AddressRefused, NotAllowed, Refused, reason, refusal
from digests.adapters.robots import MAX_BYTES as ROBOTS_BYTES
from digests.adapters.robots import Robots
from digests.errors import Disallowed, FetchFailed
from digests.models import Answer

_REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 section 15.4
_PERMANENT = frozenset({301, 308})
# aiohttp decodes the first four; the others are mistakes of servers that hand the body through, gzip magic or not.
_ENCODINGS = frozenset({"gzip", "deflate", "br", "zstd", "", "identity", "x-gzip", "none", "utf-8", "utf8"})
_GZIP = b"\x1f\x8b\x08"  # RFC 1952 section 2.3.1
_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_HEADER_BYTES = 32 * 1024  # of one header line; aiohttp's own 8,190 is too little for some sites' security policies


class HttpFetcher:
    """A Fetcher over one aiohttp session: open it with `async with`, then call `fetch`, also many at a time.

    No cookies, no proxy or .netrc from the environment. Between two fetches are remembered: each host's turns, the
    robots.txt of the sites of pages and, for 10 s, what names resolved to.
    """

    # Made on entry, in the event loop that they belong to.
    _session: aiohttp.ClientSession
    _politeness: Politeness
    _robots: Robots
    _names: AbstractResolver

    def __init__(
        self,
        user_agent: str,
        allow_private_addresses: bool = False,
        *,
        connect_timeout_s: float = 5,  # name look-up, TCP and TLS together
        total_timeout_s: float = 30,  # the whole fetch, redirects and the last byte included, without waiting for turns
        max_bytes: int = 15_000_000,  # of the decoded body
        max_redirects: int = 5,
        # Between two requests to one host: a second, and a tenth because they do not all travel equally fast.
        request_interval_s: float = 1.1,
        resolver: AbstractResolver | None = None,  # None: the operating system's
        guard: Callable[[str], str | None] = forbidden,
        clock: Clock | None = None,  # of the turns and of what is remembered; None: the event loop's
    ) -> None:
        self._user_agent = user_agent
        self._allow_private_addresses = allow_private_addresses
        self._connect_timeout_s = connect_timeout_s
        self._total_timeout_s = total_timeout_s
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._request_interval_s = request_interval_s
        self._resolver = resolver
        self._guard = guard
        self._clock = clock or Clock()

    async def __aenter__(self) -> Self:
        self._politeness = Politeness(interval_s=self._request_interval_s, clock=self._clock)
        self._robots = Robots(self._robots_txt, self._clock)
        self._names = self._resolver or Lookups()
        departures = aiohttp.TraceConfig()
        departures.on_request_headers_sent.append(self._departed)
        self._session = aiohttp.ClientSession(
            # The turns limit the connections. No limit here, where the wait would count as time to connect; and none
            # is kept open, or the idle ones would come on top: a round over a thousand hosts would leave a thousand.
            connector=aiohttp.TCPConnector(
                limit=0, force_close=True, resolver=self._names, socket_factory=self._guarded_socket
            ),
            headers={"User-Agent": self._user_agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=[departures],
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=self._connect_timeout_s),
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
        )
        # aiohttp would send a request a second time, at once and untold, when the first is cut off. There is no public
        # switch; its own test client turns it off like this.
        self._session._retry_connection = False
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        """Return the answer behind an http(s) address, as `Fetcher.fetch` promises.

        A user name or password in the address is refused, and stands neither in `source` nor in `reason`. One cut goes
        unseen: aiohttp does not tell a gzip, br or zstd stream that stops early from a whole one when the rest of the
        answer is in order.
        """
        return await self._fetch(
            url,
            conditions=headers.conditions(etag, last_modified),
            validated_url=validated_url,
            max_bytes=self._max_bytes if max_bytes is None else max_bytes,
            is_page=is_page,
        )

    async def robots_allow(self, url: str) -> bool:
        """Return whether the robots.txt of its site lets us read this page; not when it cannot be read."""
        try:
            return (await self._robots.verdict(checked(url))).why_not is None
        except UnusableAddress:
            return False

    async def _robots_txt(self, url: str) -> bytes:
        return (await self._fetch(url, conditions={}, max_bytes=ROBOTS_BYTES, is_cut=True)).body

    async def _fetch(
        self,
        source: str,
        *,
        conditions: Mapping[str, str],
        max_bytes: int,
        validated_url: str | None = None,
        is_page: bool = False,
        is_cut: bool = False,
    ) -> Answer:
        try:
            url = checked(source)
        except UnusableAddress as failure:
            raise FetchFailed(without_credentials(source), str(failure)) from failure
        trip = _Trip(
            url=url,
            conditions=conditions,
            validated_url=validated_url or str(url),
            max_bytes=max_bytes,
            is_page=is_page,
            is_cut=is_cut,
            left_s=self._total_timeout_s,
        )
        try:
            return await self._follow(trip)
        except NotAllowed as failure:
            raise Disallowed(source, str(failure), retry_after=failure.retry_after) from failure
        except Refused as failure:
            raise FetchFailed(source, str(failure), status=failure.status, retry_after=failure.retry_after) from failure
        except HostClosed as failure:
            why_not = refusal(failure.status)
            raise FetchFailed(source, why_not, status=failure.status, retry_after=failure.remaining) from failure
        except (aiohttp.ClientError, OSError) as failure:  # TimeoutError is an OSError
            limits = {"connect_timeout_s": self._connect_timeout_s, "total_timeout_s": self._total_timeout_s}
            raise FetchFailed(source, reason(failure, **limits)) from failure

    async def _follow(self, trip: "_Trip") -> Answer:
        # By hand, so that each hop is judged by the same rules as the first address, and waits for its own host's turn.
        seen: set[URL] = set()
        for _ in range(self._max_redirects + 1):
            seen.add(trip.url)
            if trip.is_page:
                await self._obey_robots(trip.url)
            async with self._politeness.turn(host_key(trip.url)):
                answer = await self._hop(trip)
            if answer is not None:
                return answer
            if trip.url in seen:
                raise Refused("its redirects lead in a circle")
        raise Refused(f"more than {self._max_redirects} redirects")

    async def _departed(self, _session: object, _context: object, sent: aiohttp.TraceRequestHeadersSentParams) -> None:
        self._politeness.sent(host_key(sent.url))

    async def _obey_robots(self, url: URL) -> None:
        verdict = await self._robots.verdict(url)
        self._politeness.slow_down(host_key(url), verdict.interval_s)
        if verdict.why_not:
            raise NotAllowed(verdict.why_not, retry_after=verdict.retry_after)

    async def _hop(self, trip: "_Trip") -> Answer | None:
        """Return the answer of one request, or send the trip on its way to another address."""
        if isinstance(self._names, Lookups):
            await self._names.spare()
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with (
            asyncio.timeout(trip.left_s),
            self._session.get(trip.url, headers=trip.conditions_here, allow_redirects=False) as response,
        ):
            if response.status not in _REDIRECTS:
                return await self._answer(response, trip)
            trip.go_to(_target(response), is_for_good=response.status in _PERMANENT)
        trip.left_s -= loop.time() - began
        return None

    async def _answer(self, response: aiohttp.ClientResponse, trip: "_Trip") -> Answer:
        told, status, now = response.headers, response.status, datetime.now(UTC)
        is_unchanged = status == 304 and bool(trip.conditions_here)
        is_whole = 200 <= status < 300 and status != 206  # a part, and nobody asked for parts
        if not is_whole and not is_unchanged:
            wait = headers.retry_after(told, now)
            if wait and status == 429:  # it means us, whatever we ask for; a 503 may mean one address of many
                self._politeness.close(host_key(trip.url), status, wait)
            # Gone for good is what the address asked for leads to for good.
            told_status = None if status == 410 and not trip.moves_for_good else status
            raise Refused(refusal(status, is_page=trip.is_page), status=told_status, retry_after=wait)
        media_type = headers.media_type(told)
        if trip.is_page and media_type not in _PAGE_TYPES:
            raise Refused(f"this is no web page ({media_type})", status=status)
        return Answer(
            url=str(response.url),
            body=b"" if is_unchanged else await self._body(response, trip),
            is_unchanged=is_unchanged,
            moved_to=str(trip.moved_to) if trip.moved_to else None,
            # A 304 need not repeat the validators that it confirms.
            etag=headers.validator(told, "ETag") or (trip.conditions.get("If-None-Match") if is_unchanged else None),
            last_modified=headers.validator(told, "Last-Modified")
            or (trip.conditions.get("If-Modified-Since") if is_unchanged else None),
            fresh_for=headers.fresh_for(told, now),
            media_type=media_type,
            charset=headers.charset(told),
        )

    async def _body(self, response: aiohttp.ClientResponse, trip: "_Trip") -> bytes:
        if ",".join(response.headers.getall("Content-Encoding", [])).strip().lower() not in _ENCODINGS:
            raise Refused(NOT_DECOMPRESSED)
        too_large = Refused(f"more than {trip.max_bytes / 1e6:g} MB")
        if (response.content_length or 0) > trip.max_bytes and not trip.is_cut:
            raise too_large
        chunks, length = [], 0
        # aiohttp decompresses no faster than this loop takes (256 KiB at a time), so a bomb bursts here, not in memory.
        async for chunk in response.content.iter_any():
            chunks.append(chunk)
            length += len(chunk)
            if length > trip.max_bytes:
                if trip.is_cut:
                    break
                raise too_large
        body = b"".join(chunks)
        return _unzipped(body, trip.max_bytes, too_large) if body.startswith(_GZIP) else body

    def _guarded_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        # aiohttp calls this for every address right before connecting to it: whatever the spelling, after each redirect
        # and each name look-up. A custom resolver would not see literals; a look-up beforehand could be answered twice.
        family, kind, protocol, _, socket_address = info
        address = str(socket_address[0])
        why_not = None if self._allow_private_addresses else self._guard(address)
        if why_not:
            raise AddressRefused(address, why_not)
        return socket.socket(family, kind, protocol)


@dataclass(slots=True, kw_only=True)
class _Trip:
    """One fetch under way, from address to address."""

    url: URL  # asked next
    conditions: Mapping[str, str]  # headers for the one that gave the validators
    validated_url: str  # that one
    max_bytes: int
    is_page: bool
    is_cut: bool  # whether a body over the limit is cut there and not refused
    left_s: float  # of the time for requests
    moved_to: URL | None = None  # how far permanent redirects led, from the first on
    moves_for_good: bool = True  # whether all redirects so far were permanent

    @property
    def conditions_here(self) -> Mapping[str, str]:
        """The headers of the next request: what one server gave to recognise its answer by means nothing to another."""
        return self.conditions if str(self.url) == self.validated_url else {}

    def go_to(self, url: URL, *, is_for_good: bool) -> None:
        """Take a redirect."""
        self.url = url
        self.moves_for_good = self.moves_for_good and is_for_good
        if self.moves_for_good:
            self.moved_to = url


def _unzipped(body: bytes, max_bytes: int, too_large: Refused) -> bytes:
    """Return what a server compressed without saying so, or under an old name."""
    try:
        stream = zlib.decompressobj(wbits=31)
        plain = stream.decompress(body, max_bytes + 1)
    except zlib.error:
        raise Refused(NOT_DECOMPRESSED) from None
    if len(plain) > max_bytes:
        raise too_large
    return plain


def _target(response: aiohttp.ClientResponse) -> URL:
    """Return where a redirect leads. No message shows it: it may carry a token that was made for this visit."""
    location = response.headers.get("Location")
    if location is None:
        raise Refused(f"the server answered {response.status} without saying where to", status=response.status)
    try:
        return checked(location, response.url)
    except UnusableAddress as failure:
        raise Refused(f"it redirects to an address that cannot be used: {failure}") from None
