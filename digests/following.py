"""Which feeds are followed: find the feed behind an address, follow it, check it, import and export lists.

In: what a person named: a feed, a site, a list of feeds. Out: followed feeds in the store, and what can be said of
each. The commands at the terminal and in chats are made of these.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from digests.articles import lacks_text
from digests.errors import BadRequest, FeedUnreadable, FetchFailed, SourceError, StepFailed
from digests.feeds import SourceKind, kind_of, name_of, read_feed
from digests.models import Answer, Article, Entry, Feed, FollowedFeed, Subscription
from digests.notations import MAX_ADDRESS
from digests.outlines import read_opml
from digests.pages import COMMON_FEED_PATHS, feeds_on_page
from digests.polling import after_news
from digests.ports import Fetcher, Store, Workers
from digests.reading import cleaned

LINKED_FEEDS_TRIED = 5  # of those that a page names

_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IN_NO_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # nor in a subscription's list of sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The feed behind an address."""

    feed: Feed
    entries: tuple[Entry, ...]
    answer: Answer  # that held it
    location: str  # where it is to be fetched from
    others: tuple[tuple[str, str], ...] = ()  # further feeds that the same page names: address and title


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a feed is like, by one fetch."""

    found: Found
    articles: tuple[Article, ...]  # those of its entries that can be read, in its order
    broken: tuple[str, ...]  # why the others cannot
    as_followed: FollowedFeed  # as it would be after this fetch, if it were followed anew
    pages_allowed: bool | None  # whether robots.txt lets the newest article's page be read; None: no page
    followed: FollowedFeed | None  # as it is followed, if it is

    @property
    def full_texts(self) -> int:
        """How many of the articles are whole in the feed itself."""
        return sum(not lacks_text(article) for article in self.articles)


def address_of(typed: str) -> str:
    """Return the address that a person means: `example.org` is `https://example.org`, `feed:` is http.

    Raises BadRequest for what is none.
    """
    text = typed.strip()
    text = re.sub(r"^feed:(//)?(?=https?:)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^feed:(//)?", "https://", text, flags=re.IGNORECASE)
    if not _HAS_SCHEME.match(text) or re.match(r"[\w.-]+:\d+(/|$)", text):
        text = f"https://{text}"
    if not _is_web_address(text):
        raise BadRequest(
            f"“{typed.strip()[:200]}” is no address of a feed or a site; write one like https://example.org"
        )
    return text.partition("#")[0]


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    # A word without a dot is a typing mistake ("lemonde") rather than a machine of one's own.
    is_host = "." in host or ":" in host or host == "localhost"
    has_password = "@" in parts.netloc  # none is ever sent, so the feed could never be fetched
    is_whole = len(text) <= MAX_ADDRESS and not _IN_NO_ADDRESS.search(text)
    return parts.scheme.lower() in {"http", "https"} and is_host and not has_password and is_whole


async def find_feed(address: str, *, fetcher: Fetcher, workers: Workers) -> Found:
    """Return the feed at an address, or the first good one that the page there names, or that stands where most do.

    Raises FetchFailed when the address gives nothing, FeedUnreadable when no feed is found.
    """
    answer = await fetcher.fetch(address)
    try:
        return await _feed_in(answer, address, workers)
    except FeedUnreadable as error:
        if kind_of(name_of(address), answer.body) is SourceKind.OPML:
            raise
        named = await _named(answer, workers)
        if not named and answer.media_type not in {"text/html", "application/xhtml+xml", ""}:
            raise
        reason = error
    found = await _first_good([url for url, _ in named[:LINKED_FEEDS_TRIED]], fetcher, workers)
    if found:
        return replace(found, others=tuple((url, title) for url, title in named if url != found.location))
    guesses = dict.fromkeys(urljoin(answer.url, path) for path in COMMON_FEED_PATHS)
    if found := await _first_good([guess for guess in guesses if guess not in dict(named)], fetcher, workers):
        return found
    raise FeedUnreadable(address, "no feed was found there, nor named by the page, nor in the usual places") from reason


async def _feed_in(answer: Answer, address: str, workers: Workers) -> Found:
    try:
        feed, entries = await workers.run(read_feed, answer.body, url=address, charset=answer.charset)
    except StepFailed as error:
        raise FeedUnreadable(address, str(error)) from error
    return Found(feed=feed, entries=tuple(entries), answer=answer, location=address)


async def _named(answer: Answer, workers: Workers) -> list[tuple[str, str]]:
    try:
        return await workers.run(feeds_on_page, answer.body, url=answer.url, charset=answer.charset)
    except (FeedUnreadable, StepFailed):
        return []


async def _first_good(addresses: Sequence[str], fetcher: Fetcher, workers: Workers) -> Found | None:
    for address in addresses:
        try:
            return await _feed_in(await fetcher.fetch(address), address, workers)
        except SourceError as error:
            if isinstance(error, FetchFailed) and error.status in {429, 503}:
                return None  # it wants to be left alone, so no more guessing
    return None


def newly_followed(
    feed: Feed, *, location: str, language: str | None, topic: str | None, now: datetime, is_shared: bool = True
) -> FollowedFeed:
    """Return a feed as it is followed from now on; its first fetch is due at once."""
    return FollowedFeed(
        feed=feed,
        location=location,
        language=language,
        topic=topic,
        is_shared=is_shared,
        followed_at=now,
        next_fetch_at=now,
    )


def known_feed(followed: Sequence[FollowedFeed], address: str) -> FollowedFeed | None:
    """Return the followed feed that has this address, as its identity or as where it is fetched now."""
    return next((known for known in followed if address in (known.feed.url, known.location)), None)


async def follow(
    address: str,
    *,
    language: str | None,
    topic: str | None,
    fetcher: Fetcher,
    workers: Workers,
    store: Store,
    now: datetime,
) -> tuple[FollowedFeed, Found]:
    """Follow the feed behind an address for all; once more changes its language and topic where they are given.

    Nothing of it is kept yet: the first round does. Raises as `find_feed` does.
    """
    found = await find_feed(address, fetcher=fetcher, workers=workers)
    known = known_feed(await asyncio.to_thread(store.followed_feeds), found.location)
    followed = to_follow(found, known, now=now)
    language, topic = language or followed.language, topic or followed.topic
    followed = replace(followed, language=language, topic=topic, is_shared=True)
    await asyncio.to_thread(store.save_followed, [followed])
    return followed, found


def to_follow(found: Found, known: FollowedFeed | None, *, now: datetime) -> FollowedFeed:
    """Return the feed as the digests that name it follow it; a known one stays as it is, unless it had ended."""
    if known is None:
        return newly_followed(found.feed, location=found.location, language=None, topic=None, now=now, is_shared=False)
    if known.ended_at:  # it is there again
        return replace(known, ended_at=None, last_error=None, failures=0, next_fetch_at=now)
    return known


async def read_list(
    data: bytes, *, url: str, workers: Workers, store: Store, now: datetime
) -> tuple[list[FollowedFeed], list[FollowedFeed], list[SourceError]]:
    """Return the feeds that an OPML list names: those new, those followed already, and the addresses refused.

    None is fetched or kept; the new ones have the language and topic of the list. Raises FeedUnreadable when there is
    no list, or nothing in it.
    """
    try:
        outlines = await workers.run(read_opml, data, url=url)
    except StepFailed as error:
        raise FeedUnreadable(url, str(error)) from error
    known = {
        address: feed
        for feed in await asyncio.to_thread(store.followed_feeds)
        for address in (feed.feed.url, feed.location)
    }
    new: dict[str, FollowedFeed] = {}
    already: dict[str, FollowedFeed] = {}
    refused: list[SourceError] = []
    for outline in outlines:
        try:
            address = address_of(outline.url)
        except BadRequest:
            refused.append(FeedUnreadable(outline.url, "only http(s) addresses are followed"))
            continue
        if address in known:
            already[known[address].feed.url] = known[address]
        elif address not in new:
            feed = Feed(url=address, title=outline.title or urlsplit(address).hostname or address)
            new[address] = newly_followed(
                feed,
                location=address,
                language=outline.language,
                topic=outline.topic,
                now=now,
            )
    return list(new.values()), list(already.values()), refused


async def follow_list(
    data: bytes, *, url: str, language: str | None, topic: str | None, workers: Workers, store: Store, now: datetime
) -> tuple[list[FollowedFeed], list[FollowedFeed], list[SourceError]]:
    """Follow the feeds that an OPML list names for all; return those new, those followed already, and what is refused.

    None is fetched now. `language` and `topic`, where given, are those of all the new ones. Raises as `read_list` does.
    """
    new, already, refused = await read_list(data, url=url, workers=workers, store=store, now=now)
    new = [replace(feed, language=language or feed.language, topic=topic or feed.topic) for feed in new]
    await asyncio.to_thread(store.save_followed, [*new, *_made_shared(already)])
    return new, already, refused


def _made_shared(known: Iterable[FollowedFeed]) -> list[FollowedFeed]:
    """Return those that were not shared, shared."""
    return [replace(feed, is_shared=True) for feed in known if not feed.is_shared]


def known_feeds(addresses: Iterable[str], store: Store, now: datetime, *, is_shared: bool) -> dict[str, str]:
    """Return {address: Feed.url} for all of them; those not followed yet are, and the next round fetches them.

    With `is_shared` all of them are shared from now on; without, the known ones stay as they are. Raises BadRequest
    for what is no address, and then follows none.
    """
    wanted = {typed: address_of(typed) for typed in addresses}
    followed = store.followed_feeds() if wanted else []
    by_address = {address: known.feed.url for known in followed for address in (known.location, known.feed.url)}
    new = {address for typed, address in wanted.items() if not {typed, address} & by_address.keys()}
    feeds = [Feed(url=address, title=urlsplit(address).hostname or address) for address in sorted(new)]
    urls = {typed: by_address.get(typed, by_address.get(address, address)) for typed, address in wanted.items()}
    named = frozenset(urls.values()) if is_shared else frozenset()
    store.save_followed(
        [
            *(
                newly_followed(feed, location=feed.url, language=None, topic=None, now=now, is_shared=is_shared)
                for feed in feeds
            ),
            *_made_shared(known for known in followed if known.feed.url in named),
        ]
    )
    return urls


def with_feeds(subscription: Subscription, feeds: Mapping[str, str]) -> Subscription:
    """Return the subscription with its addresses replaced as the mapping says, each feed once."""
    return replace(subscription, feeds=tuple(dict.fromkeys(feeds.get(feed, feed) for feed in subscription.feeds)))


async def check(address: str, *, fetcher: Fetcher, workers: Workers, store: Store, now: datetime) -> Check:
    """Return what the feed behind an address is like; nothing is kept. Raises as `find_feed` does."""
    found = await find_feed(address, fetcher=fetcher, workers=workers)
    good, broken = await cleaned(found.entries, found.feed, now=now, workers=workers)
    articles = tuple(article for _, article in good)
    page = next((article.url for article in articles if article.url), None)
    fresh = newly_followed(found.feed, location=found.location, language=None, topic=None, now=now)
    return Check(
        found=found,
        articles=articles,
        broken=tuple(reason for _, reason in broken),
        as_followed=after_news(fresh, found.answer, found.feed, found.entries, now=now),
        pages_allowed=await fetcher.robots_allow(page) if page else None,
        followed=known_feed(await asyncio.to_thread(store.followed_feeds), found.location),
    )
