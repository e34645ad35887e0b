"""A news site on this machine, page by page, and feeds to be served by it. All news is invented."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web
from aiohttp.test_utils import TestServer

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

_WHO = ("The harbour office", "A spokeswoman for the ferry line", "The mayor of Port Avery", "The weather service",
        "An engineer of the county", "The teachers' union", "The quarry's owner", "The museum")  # fmt: skip
_WHAT = ("will rebuild the eastern pier", "found cracks in the older lock", "sold its last wooden boat",
         "expects a dry and windy spring", "counted nine hundred visitors", "asked for two more buses",
         "opened the archive to the public", "put the plan before the council")  # fmt: skip


def a_text(number: int, *, sentences: int = 24) -> str:
    """Return an invented text; two numbers never give the same. 24 sentences are some 2,000 characters."""
    said = []
    for place in range(sentences):
        who, what = _WHO[(number + place) % 8], _WHAT[(number * 3 + place * 5) % 8]
        said.append(f"{who} {what}, according to report {number * 100 + place} of the Lindmark Herald.")
    return " ".join(said)


def an_item(
    number: int,
    *,
    title: str | None = None,
    guid: str | None = None,
    link: str | None = None,
    text: str | None = None,
    at: datetime | None = None,
    is_dated: bool = True,
) -> str:
    """Return one RSS item, by default of an hour and so many minutes ago; `guid=""` and `link=""` leave them out."""
    parts = [f"<title>{escape(title or f'Report number {number} on the harbour of Port Avery')}</title>"]
    if link != "":
        parts.append(f"<link>{escape(link or f'/news/{number}')}</link>")
    if guid != "":
        parts.append(f'<guid isPermaLink="false">{escape(guid or f"item-{number}")}</guid>')
    if is_dated:
        parts.append(f"<pubDate>{format_datetime(at or NOW - timedelta(minutes=60 + number))}</pubDate>")
    parts.append(f"<description>{escape(a_text(number) if text is None else text)}</description>")
    return f"<item>{''.join(parts)}</item>"


def a_feed(*items: str, title: str = "Lindmark Herald", head: str = "") -> bytes:
    """Return an RSS feed of these items."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>/</link>{head}{''.join(items)}</channel></rss>"
    ).encode()


def a_page(text: str, *, title: str = "Report on the harbour of Port Avery", head: str = "") -> bytes:
    """Return a web page with an article and what stands around one."""
    paragraphs = "".join(f"<p>{escape(sentence)}.</p>" for sentence in text.rstrip(".").split(". "))
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(title)}</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{escape(title)}</h1>{paragraphs}</article><footer>Contact</footer></body></html>"
    ).encode()


Page = bytes | Callable[[web.Request], web.StreamResponse]


class Newsroom:
    """What a site answers by path, which a test may change at any time, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[web.Request] = []
        self.url = ""
        self._was_asked = asyncio.Condition()

    async def asked_for(self, count: int) -> None:
        """Wait until so many requests have come in all."""
        async with self._was_asked:
            await self._was_asked.wait_for(lambda: len(self.asked) >= count)

    def paths(self) -> list[str]:
        """Return the paths asked for, in order."""
        return [request.path for request in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request: bytes as XML or HTML, by their beginning."""
        self.asked.append(request)
        async with self._was_asked:
            self._was_asked.notify_all()
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=404)
        if callable(page):
            return page(request)
        is_page = page.lstrip().lower().startswith(b"<!doctype html")
        return web.Response(body=page, content_type="text/html" if is_page else "application/rss+xml", charset="utf-8")


@contextlib.asynccontextmanager
async def open_newsroom(**pages: Page) -> AsyncIterator[Newsroom]:
    """Open a site on loopback; `feed=…` answers at /feed."""
    newsroom = Newsroom()
    newsroom.pages = {f"/{path}": page for path, page in pages.items()}
    app = web.Application()
    app.router.add_get("/{path:.*}", newsroom.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        newsroom.url = str(server.make_url("/"))
        yield newsroom
