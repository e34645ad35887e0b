"""Of which feeds a subscription is: what a person names is followed if it was not.

In: addresses of feeds, sites and lists. Out: the `Feed.url` of each feed, followed in the store.

    followed_feeds(["https://herald.example/rss"], store, now)
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import wiring
from bot.console import said, tell
from bot.formats.feeds import counted
from bot.settings import read_settings
from digests.errors import BadRequest, SourceError
from digests.following import address_of, follow, follow_list, known_feed
from digests.models import Subscription
from digests.ports import Fetcher, Store, Workers
from digests.reading import prepare_feeds


def followed_feeds(sources: Sequence[str], store: Store, now: datetime) -> tuple[str, ...]:
    """Return the feeds behind addresses of feeds and sites, and in OPML files, followed if they were not.

    Raises BadRequest for the first that gives none; those before it stay followed.
    """
    places = [(source, _file_address(source)) for source in sources]

    async def all_of_them() -> tuple[str, ...]:
        urls: list[str] = []
        async with wiring.opened_fetcher(read_settings()) as fetcher:
            with wiring.workers(prepare_feeds) as workers:
                for source, file in places:
                    found = _of_list(file, fetcher, workers, store, now) if file else None
                    urls += await (found or _of_address(source, fetcher, workers, store, now))
        return tuple(urls)

    try:
        return asyncio.run(all_of_them())
    except SourceError as error:
        raise BadRequest(said(error)) from None


def _file_address(source: str) -> str | None:
    """Return the address of a file that is there; None for what is none."""
    try:
        path = Path(source).expanduser().resolve()
        return path.as_uri() if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


async def _of_address(source: str, fetcher: Fetcher, workers: Workers, store: Store, now: datetime) -> list[str]:
    address = address_of(source)
    followed = await asyncio.to_thread(store.followed_feeds)
    known = known_feed(followed, source) or known_feed(followed, address)
    if known is None or known.ended_at or not known.is_shared:
        known, _ = await follow(
            address, language=None, topic=None, fetcher=fetcher, workers=workers, store=store, now=now
        )
    return [known.feed.url]


async def _of_list(url: str, fetcher: Fetcher, workers: Workers, store: Store, now: datetime) -> list[str]:
    answer = await fetcher.fetch(url)
    new, already, refused = await follow_list(
        answer.body, url=url, language=None, topic=None, workers=workers, store=store, now=now
    )
    for error in refused:
        tell(f"warning: {said(error)}")
    return [followed.feed.url for followed in (*new, *already)]


def in_words(subscription: Subscription, store: Store) -> str:
    """Return how many feeds a subscription is of, and what to do where there is none."""
    if subscription.feeds:
        return counted(len(subscription.feeds), "feed")
    if shared := store.shared_feeds():
        return f"all followed feeds, now {len(shared)}"
    return "all followed feeds, none yet; digestbot feeds import seeds/starter.opml follows 44"
