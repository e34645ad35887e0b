"""Feeds, articles and stories to be kept and found again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from digests.models import Article, Feed, Story

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/rss", title="Example News", language="en")
OTHER_FEED = Feed(url="https://autre.example/rss", title="Autre")


def article(name: str, **changes: object) -> Article:
    known = Article(
        id=name,
        feed_url=FEED.url,
        url=f"https://news.example/{name}",
        title=f"Title of {name}",
        text=f"Text of {name}.",
        language="en",
        published_at=NOON,
        fetched_at=NOON + HOUR,
        source="Example News",
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def story(name: str, *article_ids: str, first: datetime = NOON, last: datetime = NOON) -> Story:
    return Story(id=name, article_ids=article_ids, first_seen_at=first, last_seen_at=last)


def vector(*numbers: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(numbers, dtype=np.float32)
