"""Feeds as they are met in the wild, each invented and named after its quirk, and the articles that they become.

An expected file leaves out what is empty, and `is_html` where it is true; `read_with` is what `read_feed` is told.
"""

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from digests.articles import clean_article
from digests.feeds import read_feed
from digests.models import Article, Entry, Feed
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "data" / "feeds"
URL = "https://paper.example/feed"
FETCHED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def _told(feed: Feed, entries: list[Entry]) -> dict[str, Any]:
    about = {
        "title": feed.title,
        "format": feed.format,
        "site_url": feed.site_url,
        "language": feed.language,
        "asked_minutes": feed.asked_interval and feed.asked_interval.total_seconds() / 60,
        "skip_hours": sorted(feed.skip_hours),
        "skip_days": sorted(feed.skip_days),
    }
    return {"feed": {name: value for name, value in about.items() if value}, "entries": [_row(e) for e in entries]}


def _row(entry: Entry) -> dict[str, Any]:
    row = {field.name: getattr(entry, field.name) for field in fields(entry)}
    row["published_at"] = entry.published_at and entry.published_at.isoformat()
    row["is_html"] = None if entry.is_html else False
    return {name: value for name, value in row.items() if value not in {None, ""}}


def _article_row(article: Article) -> dict[str, str]:
    told = {name: getattr(article, name) for name in ("title", "text", "url", "source", "publisher")}
    told["published_at"] = article.published_at and article.published_at.isoformat()
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize(
    "path", sorted(path for path in GOLDEN.iterdir() if ".expected" not in path.name), ids=lambda path: path.stem
)
def test_a_feed_and_its_articles_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    how, wanted = expected.pop("read_with", {}), expected.pop("articles")
    feed, entries = read_feed(path.read_bytes(), url=URL, **how)
    assert _told(feed, entries) == expected
    articles = [clean_article(entry, feed, fetched_at=FETCHED_AT) for entry in entries]
    assert [_article_row(article) for article in articles if article] == wanted
