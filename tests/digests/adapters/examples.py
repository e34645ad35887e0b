"""Feeds, items, articles and stories to be kept and found again, and how a database searches for them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from digests.adapters.engine import reading
from digests.adapters.store import SqlStore
from digests.models import Article, Feed, FollowedFeed, Item, Placement, Story
from digests.ports import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/rss", title="Example News", language="en")
OTHER_FEED = Feed(url="https://autre.example/rss", title="Autre")

FULL = FollowedFeed(  # no field has its default
    feed=Feed(
        url="https://full.example/rss",
        title="Full",
        language="pt-BR",
        site_url="https://full.example/",
        format="RSS 2.0",
        asked_interval=timedelta(minutes=90),
        skip_hours=frozenset({0, 5, 23}),
        skip_days=frozenset({6}),
    ),
    location="https://moved.example/rss",
    language="pt",
    topic="weather",
    is_shared=False,
    followed_at=NOON,
    next_fetch_at=NOON + timedelta(microseconds=1),
    tried_at=NOON - HOUR,
    succeeded_at=NOON - 2 * HOUR,
    failures=3,
    last_error="the server is busy",
    waits_until=NOON + 3 * HOUR,
    ended_at=NOON + 4 * HOUR,
    etag='W/"é\\"',
    last_modified="yesterday",
    body_hash="0f" * 32,
    interval=timedelta(days=1),
    moving_to="https://new.example/rss",
    moving_seen=2,
    articles_a_day=0.1,
)


def followed(feed: Feed = FEED, **changes: object) -> FollowedFeed:
    known = FollowedFeed(feed=feed, location=feed.url, followed_at=NOON, next_fetch_at=NOON + HOUR)
    return replace(known, **changes)  # type: ignore[arg-type]


def item(guid: str, **changes: object) -> Item:
    known = Item(
        feed_url=FEED.url,
        guid=guid,
        article_id=None,
        publisher="news.example",
        url=f"https://news.example/{guid}",
        text_hash=f"text of {guid}",
        title_hash=f"title of {guid}",
        seen_at=NOON,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


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
        publisher="news.example",
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def story(name: str, *article_ids: str, first: datetime = NOON, last: datetime = NOON) -> Story:
    return Story(id=name, article_ids=article_ids, first_seen_at=first, last_seen_at=last)


def placement(article_id: str, story_id: str, placed_at: datetime = NOON) -> Placement:
    return Placement(article_id=article_id, story_id=story_id, placed_at=placed_at)


def save_grouping(
    store: Store,
    *stories: Story,
    founders: Mapping[str, str] | None = None,
    placements: Iterable[Placement] = (),
    aliases: Mapping[str, str] | None = None,
    profiles: Mapping[str, bytes] | None = None,
    profiled_as: str = "e5",
    since: datetime = NOON,
) -> None:
    """Save stories whose ids were given for the first article that each names, and what else is told."""
    firsts = {story.id: story.article_ids[0] for story in stories}
    store.save_grouping(
        stories,
        founders=firsts | dict(founders or {}),
        placements=placements,
        aliases=aliases or {},
        profiles=profiles or {},
        profiled_as=profiled_as,
        since=since,
    )


def vector(*numbers: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(numbers, dtype=np.float32)


def indexes_used(store: SqlStore, do: Callable[[], object]) -> list[str]:
    """Return the indexes by which SQLite finds the rows that one call reads, changes or deletes; it scans no table."""
    asked: list[tuple[str, Any]] = []

    def listen(
        _connection: Connection, _cursor: object, statement: str, parameters: Any, _context: object, is_many: bool
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append((f"EXPLAIN QUERY PLAN {statement}", parameters[0] if is_many else parameters))

    event.listen(store._engine, "before_cursor_execute", listen)
    do()
    event.remove(store._engine, "before_cursor_execute", listen)
    with reading(store._engine) as connection:
        plan = [row.detail for question in asked for row in connection.exec_driver_sql(*question)]
    assert [step for step in plan if step.startswith("SCAN")] == []
    return [index for step in plan for index in re.findall(r" INDEX (\w+)", step)]


# Anything that a database can store: all but halves of surrogate pairs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.datetimes(timezones=st.just(UTC))
COUNTS = st.integers(0, 2**31 - 1)
SPANS = st.integers(0, timedelta.max // timedelta(seconds=1)).map(lambda seconds: timedelta(seconds=seconds))
FEEDS = st.builds(
    Feed,
    url=TEXTS,
    title=TEXTS,
    language=st.none() | TEXTS,
    site_url=st.none() | TEXTS,
    format=TEXTS,
    asked_interval=st.none() | SPANS,
    skip_hours=st.frozensets(st.integers()),
    skip_days=st.frozensets(st.integers()),
)
FOLLOWED = st.builds(
    FollowedFeed,
    feed=FEEDS,
    location=TEXTS,
    language=st.none() | TEXTS,
    topic=st.none() | TEXTS,
    followed_at=TIMES,
    next_fetch_at=TIMES,
    tried_at=st.none() | TIMES,
    succeeded_at=st.none() | TIMES,
    failures=COUNTS,
    last_error=st.none() | TEXTS,
    waits_until=st.none() | TIMES,
    ended_at=st.none() | TIMES,
    etag=st.none() | TEXTS,
    last_modified=st.none() | TEXTS,
    body_hash=st.none() | TEXTS,
    interval=SPANS,
    moving_to=st.none() | TEXTS,
    moving_seen=COUNTS,
    articles_a_day=st.none() | st.floats(allow_nan=False),
)
ITEMS = st.builds(
    Item,
    feed_url=st.just(FEED.url),
    guid=TEXTS,
    article_id=st.none() | st.just("a"),
    publisher=TEXTS,
    url=st.none() | TEXTS,
    text_hash=TEXTS,
    title_hash=TEXTS,
    failures=COUNTS,
    seen_at=TIMES,
)
