"""Feeds of a newsroom that are followed, and rounds over them."""

from datetime import datetime, timedelta

from digests.adapters.store import SqlStore
from digests.following import newly_followed
from digests.models import Article, Feed, FollowedFeed
from digests.ports import Workers
from digests.rounds import Outcome, fetch_feeds
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import NOW, Newsroom

DAY = timedelta(days=1)
TEASER = "The harbour office will rebuild the eastern pier, according to report 100 of the Lindmark Herald."


def follow(store: SqlStore, newsroom: Newsroom, *paths: str) -> None:
    for path in paths or ("/feed",):
        url = newsroom.url.rstrip("/") + path
        feed = Feed(url=url, title="Lindmark Herald")
        store.save_followed([newly_followed(feed, location=url, language=None, topic=None, now=NOW)])


async def one_round(store: SqlStore, workers: Workers, at: datetime = NOW) -> list[Outcome]:
    async with trusting() as fetcher:
        return await fetch_feeds(store.followed_feeds(), fetcher=fetcher, workers=workers, store=store, now=at)


def kept(store: SqlStore) -> list[Article]:
    feeds = [followed.feed.url for followed in store.followed_feeds()]
    return store.articles_between(feeds, None, NOW + 30 * DAY)


def state(store: SqlStore) -> FollowedFeed:
    (followed,) = store.followed_feeds()
    return followed
