"""The sample feeds hold what they promise, and the grouping is right on them."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digests.adapters.encoders import E5Encoder, why_not_e5
from digests.adapters.files import FileFetcher, addresses
from digests.adapters.store import SqlStore, open_store
from digests.models import Article
from digests.outlines import read_opml
from digests.pipeline import group_articles
from digests.ports import Encoder, Workers
from digests.reading import read
from digests.stories import encoded_text, group
from tests.benchmarks.metrics import bcubed
from tests.conftest import ROOT

NOW = datetime(2026, 11, 19, tzinfo=UTC)


@pytest.fixture(scope="module")
def read_articles(workers: Workers) -> Iterator[tuple[SqlStore, list[Article]]]:
    """The sample articles in a store."""
    store = open_store("sqlite://")
    places = [(address.url, address.reaches_out) for address in addresses(str(ROOT / "seeds"))]
    reading = asyncio.run(read(places, fetcher=FileFetcher(), workers=workers, store=store, now=NOW))
    yield store, list(store.articles(reading.article_ids).values())
    store.close()


@pytest.fixture(scope="module")
def grouped(read_articles: tuple[SqlStore, list[Article]]) -> tuple[list[Article], dict[str, str]]:
    """The sample articles, and the story of each by the better encoder."""
    if reason := why_not_e5():
        pytest.skip(reason)
    store, articles = read_articles
    group_articles(store=store, encoder=E5Encoder())
    return articles, {name: story.id for name, story in store.stories_of(article.id for article in articles).items()}


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


def f1(stories: Mapping[str, str], events: Mapping[str, str]) -> float:
    ids = sorted(events)
    return bcubed([stories[i] for i in ids], [events[i] for i in ids]).f1 or 0


def test_the_sample_feeds_are_grouped_by_event(
    grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]
) -> None:
    assert f1(grouped[1], events) >= 0.95


def test_the_encoder_that_runs_everywhere_groups_them_nearly_as_well(
    read_articles: tuple[SqlStore, list[Article]], encoder: Encoder, events: dict[str, str]
) -> None:
    _, articles = read_articles
    vectors = {
        one.id: row for one, row in zip(articles, encoder.encode(list(map(encoded_text, articles))), strict=True)
    }
    stories = group(articles, vectors, usual=encoder.usual).stories
    assert f1({name: story.id for story in stories for name in story.article_ids}, events) >= 0.9


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


def test_a_story_goes_on_the_next_day(grouped: tuple[list[Article], dict[str, str]], events: dict[str, str]) -> None:
    third_day = date(2026, 11, 18)
    quake = [article for article in grouped[0] if events[article.id] == "quake-peloponnese"]
    quake = [article for article in quake if article.dated_at.date() < third_day]  # then a rescue is news of its own
    assert len({article.dated_at.date() for article in quake}) == 2
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
