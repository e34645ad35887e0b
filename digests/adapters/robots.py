"""What robots.txt says (RFC 9309): the address of a page goes in, whether it may be read and how fast comes out.

    robots = Robots(read, clock)
    verdict = await robots.verdict(URL("https://example.org/news/1"))
    if verdict.why_not is None: ...  # may be read

A site without the file (4xx) allows everything; one whose file cannot be read (5xx, no answer) allows nothing for now.
"""

import asyncio
import logging
import math
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from protego import Protego
from yarl import URL

from digests.adapters.politeness import Clock
from digests.errors import FetchFailed

MAX_BYTES = 500 * 1024  # of one file, the rest counts as absent: RFC 9309 section 2.5

_PRODUCT = "digestbot"  # the name that a robots.txt addresses us by
_KEPT_S = 24 * 3600  # RFC 9309 section 2.4
_FAILURE_KEPT_S = 600
_LONGEST_DELAY_S = 30
_CACHE_LETTERS = 4_000_000  # parsed, at worst some twenty times as many bytes
_ENTRY_LETTERS = 1000  # what an entry costs beside its text
# As protego reads it, which forgives a missing colon and hyphen.
_AGENT = re.compile(r"\s*user(?:-|\s*)agent(?:\s*:|\s|$)\s*\*?(?P<product>[a-z_-]*)", re.IGNORECASE)

# protego logs the lines that it cannot read, and what a stranger wrote does not belong in a log.
logging.getLogger("protego").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a page may be read, and how fast."""

    why_not: str | None = None  # a clause; None: it may
    interval_s: float = 0  # that the site wants from one request to the next
    retry_after: timedelta | None = None  # with why_not: how long the server asks to be left alone


@dataclass(slots=True)
class _Site:
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)  # so that many pages at once ask for one robots.txt
    read_until: float = -math.inf
    rules: Protego | None = None
    verdict: Verdict = Verdict()  # where rules are None, of every page
    letters: int = _ENTRY_LETTERS


class Robots:
    """The robots.txt of each site, remembered for a day; `read` fetches one, or raises FetchFailed."""

    def __init__(self, read: Callable[[str], Awaitable[bytes]], clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._sites: dict[URL, _Site] = {}  # the one that was used last stands last

    async def verdict(self, page: URL) -> Verdict:
        """Return what the robots.txt of the page's site says of the page."""
        origin = page.origin()
        site = self._sites.pop(origin, None) or _Site()
        self._sites[origin] = site
        async with site.reading:
            if self._clock.time() >= site.read_until:
                await self._learn(site, origin)
                self._forget()
        if site.rules is None:
            return site.verdict
        # In a thread, because against hostile rules it takes most of a second.
        return await asyncio.to_thread(_judged, site.rules, str(page))

    async def _learn(self, site: _Site, origin: URL) -> None:
        kept_s = _KEPT_S
        site.rules, site.verdict, site.letters = None, Verdict(), _ENTRY_LETTERS
        try:
            body = (await self._read(str(origin / "robots.txt")))[:MAX_BYTES]
            site.rules = await asyncio.to_thread(_parsed, body)  # in a thread: hostile rules take seconds
            site.letters += len(body)
        except FetchFailed as failure:
            # 429 does not say that there are no rules, but to ask later: like a 5xx.
            if failure.status is None or not 400 <= failure.status < 500 or failure.status == 429:
                kept_s = _FAILURE_KEPT_S
                why_not = f"robots.txt of {origin.raw_host} cannot be read: {failure.reason}"
                site.verdict = Verdict(why_not=why_not, retry_after=failure.retry_after)
        site.read_until = self._clock.time() + kept_s

    def _forget(self) -> None:
        letters = sum(site.letters for site in self._sites.values())
        for origin, site in list(self._sites.items()):
            if letters <= _CACHE_LETTERS:
                return
            letters -= site.letters
            del self._sites[origin]


def _parsed(body: bytes) -> Protego:
    # All other robots get one name: a thousand names above a thousand rules would become a million rules. And protego
    # would take the first part of our name for it, where RFC 9309 section 2.2.1 asks for the whole.
    lines = []
    for line in body.decode("utf-8-sig", errors="replace").splitlines():
        if agent := _AGENT.match(line):
            product = agent["product"].lower()
            is_anyone = not product and "*" in agent[0]
            lines.append(f"User-agent: {'*' if is_anyone else _PRODUCT if product == _PRODUCT else 'another'}")
        else:
            lines.append(line)
    return Protego.parse("\n".join(lines))


def _judged(rules: Protego, page: str) -> Verdict:
    delay = min(rules.crawl_delay(_PRODUCT) or 0, _LONGEST_DELAY_S)
    return Verdict(why_not=None if rules.can_fetch(page, _PRODUCT) else "robots.txt forbids it", interval_s=delay)
