"""The sample feeds hold what they promise, and the grouping is right on them."""

import asyncio
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.adapters.files import FileFetcher, addresses
from digests.adapters.store import open_store
from digests.models import Article
from digests.outlines import read_opml
from digests.pipeline import group_articles
from digests.ports import Encoder, Workers
from digests.reading import read
from tests.benchmarks.metrics import bcubed_f1
from tests.conftest import ROOT

NOW = datetime(2026, 11, 19, tzinfo=UTC)


@pytest.fixture(scope="module")
def grouped(encoder: Encoder, workers: Workers) -> tuple[list[Article], dict[str, str]]:
    """The sample articles, and the story of each."""
    store = open_store("sqlite://")
    places = [(address.url, address.reaches_out) for address in addresses(str(ROOT / "seeds"))]
    reading = asyncio.run(read(places, fetcher=FileFetcher(), workers=workers, store=store, now=NOW))
    group_articles(store=store, encoder=encoder)
    articles = list(store.articles(reading.article_ids).values())
    stories = {article_id: story.id for article_id, story in store.stories_of(reading.article_ids).items()}
    store.close()
    return articles, stories


@pytest.fixture(scope="module")
def events() -> dict[str, str]:
    rows = json.loads((ROOT / "seeds" / "expected.json").read_text(encoding="utf-8"))["articles"]
    return {row["id"]: row["event"] for row in rows}


def test_every_sample_article_has_its_event(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    assert {article.id for article in grouped[0]} == set(events)


def test_the_sample_feeds_are_many_events_in_many_languages(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    articles, _ = grouped
    told_in = defaultdict(set)
    for article in articles:
        told_in[events[article.id]].add(article.language)
    assert len(articles) >= 70
    assert len({article.source for article in articles}) >= 12
    assert sum(len(languages) >= 3 for languages in told_in.values()) >= 10
    assert {article.language for article in articles} == {"en", "fr", "de", "it", "es"}
    dates = [article.published_at for article in articles if article.published_at]
    assert len(dates) == len(articles)
    assert timedelta(days=2) < max(dates) - min(dates) < timedelta(days=3)


def test_a_wrongly_declared_language_is_not_believed(
    sample_feeds: Path, grouped: tuple[list[Article], dict[str, str]]
) -> None:
    feed = (sample_feeds / "vocedellarno.rss.xml").read_text(encoding="utf-8")
    assert "<dc:language>en</dc:language>" in feed
    voce = [article for article in grouped[0] if article.source == "La Voce dell'Arno"]
    assert {article.language for article in voce} == {"it"}


def test_the_sample_feeds_are_grouped_by_event(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    _, stories = grouped
    ids = sorted(events)
    assert bcubed_f1([stories[i] for i in ids], [events[i] for i in ids]) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aurora-launch", "halcyon-launch"),
        ("ecb-rates", "snb-rates"),
        ("cup-varenne-ondarreta", "league-varenne-saintmarc"),
    ],
)
def test_look_alikes_are_not_one_story(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str], one: str, other: str
) -> None:
    stories = {event: {grouped[1][i] for i, e in events.items() if e == event} for event in (one, other)}
    assert not stories[one] & stories[other]


def test_a_story_goes_on_when_news_comes_on_the_third_day(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    quake = [article for article in grouped[0] if events[article.id] == "quake-peloponnese"]
    assert len({article.dated_at.date() for article in quake}) == 3
    assert len({grouped[1][article.id] for article in quake}) == 1


def test_near_identical_agency_copies_are_one_story_of_several_publishers(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    storm = [a for a in grouped[0] if events[a.id] == "storm-biscay" and a.language == "fr"]
    assert len({article.source for article in storm}) == 2
    assert len({grouped[1][article.id] for article in storm}) == 1


def test_the_starter_list_names_about_forty_feeds_once_each() -> None:
    outlines = read_opml((ROOT / "seeds" / "starter.opml").read_bytes(), url="file:///starter.opml")
    urls = [outline.url for outline in outlines]
    assert 35 <= len(urls) == len(set(urls)) <= 50
    assert all(url.startswith("https://") and outline.title for url, outline in zip(urls, outlines, strict=True))
