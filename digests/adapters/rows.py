"""Feeds, items, articles and stories as rows of the database, and back.

In: the values of `digests.models`. Out: {column: value} for `digests.adapters.tables`; and the other way round.

    connection.execute(insert(FEED), [feed_row(feed)])
    feeds = [as_followed(row) for row in connection.execute(select_followed())]
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, select

from digests.adapters.tables import ARTICLE, FEED, FOLLOWED_FEED, ITEM, STORY
from digests.models import Article, Feed, FollowedFeed, Item, Placement, Story
from digests.search_words import indexed_words

# A field is a column of its name, but these.
COLUMN_NAMES = {"asked_interval": "asked_interval_s", "interval": "interval_s"}
FEED_FIELDS = ("url", "title", "language", "site_url")  # what a feed is to everybody
HINT_FIELDS = ("format", "asked_interval", "skip_hours", "skip_days")  # what a feed says to those who fetch it
OWNERS_FIELDS = ("language", "topic", "is_shared", "followed_at")  # of a followed feed
STATE_FIELDS = tuple(field.name for field in fields(FollowedFeed) if field.name != "feed")
ITEM_FIELDS = tuple(field.name for field in fields(Item))
ARTICLE_FIELDS = tuple(field.name for field in fields(Article))


# ---- feeds


def feed_row(feed: Feed) -> dict[str, object]:
    """Return the row of `feed`."""
    return {name: getattr(feed, name) for name in FEED_FIELDS}


def followed_row(followed: FollowedFeed) -> dict[str, object]:
    """Return the row of `followed_feed`."""
    hints = {_column(name): getattr(followed.feed, name) for name in HINT_FIELDS}
    state = {_column(name): getattr(followed, name) for name in STATE_FIELDS}
    return {"feed_url": followed.feed.url} | hints | state


def select_followed() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `as_followed` reads."""
    # Both tables have a language, so the columns of `feed` get names of their own.
    return select(FOLLOWED_FEED, *(FEED.c[name].label(f"its_{name}") for name in FEED_FIELDS)).join(FEED)


def as_followed(row: Row[*tuple[Any, ...]]) -> FollowedFeed:
    """Return the followed feed of a row of `select_followed`."""
    values = row._mapping
    its = {name: values[f"its_{name}"] for name in FEED_FIELDS}
    hints = {name: values[_column(name)] for name in HINT_FIELDS}
    return FollowedFeed(feed=Feed(**its, **hints), **{name: values[_column(name)] for name in STATE_FIELDS})


def _column(field: str) -> str:
    return COLUMN_NAMES.get(field, field)


# ---- items


def item_row(item: Item) -> dict[str, object]:
    """Return the row of `item`."""
    return {name: getattr(item, name) for name in ITEM_FIELDS} | {"guid_hash": guid_hash(item.guid)}


def select_items() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `as_item` reads."""
    return select(*(ITEM.c[name] for name in ITEM_FIELDS))


def as_item(row: Row[*tuple[Any, ...]]) -> Item:
    """Return the item of a row of `select_items`."""
    return Item(**row._mapping)


def guid_hash(guid: str) -> str:
    """Return the SHA-256 of any string, hexadecimal."""
    return sha256(guid.encode(errors="surrogatepass")).hexdigest()


# ---- articles


def article_row(article: Article) -> dict[str, object]:
    """Return the row of `article`."""
    return {name: getattr(article, name) for name in ARTICLE_FIELDS} | {"dated_at": article.dated_at}


def words_row(article: dict[str, object]) -> dict[str, object]:
    """Return the row of `article_words` for a row of `article`."""
    return {"article_id": article["id"], "words": indexed_words(str(article["title"]), str(article["text"]))}


def select_articles() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `as_article` reads."""
    return select(*(ARTICLE.c[name] for name in ARTICLE_FIELDS))


def as_article(row: Row[*tuple[Any, ...]]) -> Article:
    """Return the article of a row of `select_articles`."""
    return Article(**row._mapping)


# ---- stories


def story_row(story: Story, founder: str) -> dict[str, object]:
    """Return the row of `story`, which is no alias; its articles name it, not it them."""
    return {
        "id": story.id,
        "first_seen_at": story.first_seen_at,
        "last_seen_at": story.last_seen_at,
        "founder": founder,
        "merged_into": None,
    }


def select_story_members() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `as_stories` reads: one article of one story each."""
    of_story = (STORY.c.id, STORY.c.first_seen_at, STORY.c.last_seen_at)
    return select(*of_story, ARTICLE.c.id.label("article_id"), ARTICLE.c.dated_at).join(ARTICLE)


def as_stories(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Story]:
    """Return the stories, in no order, of rows of `select_story_members`."""
    members: dict[tuple[str, datetime, datetime], list[tuple[datetime, str]]] = {}
    for row in rows:
        story = (row.id, row.first_seen_at, row.last_seen_at)
        members.setdefault(story, []).append((row.dated_at, row.article_id))
    return [
        Story(
            id=story_id,
            article_ids=tuple(article_id for _, article_id in sorted(dated)),
            first_seen_at=first_seen_at,
            last_seen_at=last_seen_at,
        )
        for (story_id, first_seen_at, last_seen_at), dated in members.items()
    ]


def placement_rows(placements: Iterable[Placement]) -> list[dict[str, object]]:
    """Return the rows of `placement`, in order of its key; of several of one article at one moment the last."""
    last = {(placement.article_id, placement.placed_at): placement.story_id for placement in placements}
    return [
        {"article_id": article_id, "placed_at": placed_at, "story_id": last[article_id, placed_at]}
        for article_id, placed_at in sorted(last)
    ]
