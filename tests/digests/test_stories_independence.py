"""The stories depend on the articles, not on how they were handed in: in which order, in which batches, and when."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models import Article, Story
from digests.stories import group
from tests.digests.archive import DAY, HOUR, Archive, Vectors, archived, news
from tests.digests.examples import NOON

DIMENSION = 12


@dataclass(frozen=True)
class Row:
    """One article as Hypothesis makes it."""

    hours: int
    is_dated: bool
    days_late: int
    cluster: int
    wanders: int
    language: str
    names: tuple[str, ...]
    text: str


rows = st.lists(
    st.builds(
        Row,
        hours=st.integers(0, 24 * 20),
        is_dated=st.sampled_from([True, True, True, False]),
        days_late=st.integers(0, 3),
        cluster=st.integers(0, 3),
        wanders=st.integers(0, 8),
        language=st.sampled_from(["en", "fr", "de"]),
        names=st.lists(st.sampled_from("Ambra Calderby Harwick Orsk 12 40 aa".split()), max_size=4).map(tuple),
        text=st.sampled_from(["", "bb " * 150, "The Ambra dam " * 70]),
    ),
    min_size=1,
    max_size=24,
)


def vectors_of(rows: Sequence[Row]) -> Vectors:
    """Return a vector a row: between the middle of its cluster and that of the next, with some noise."""
    vectors = {}
    for number, row in enumerate(rows):
        vector = np.random.default_rng(number).normal(size=DIMENSION) * 0.15
        vector[row.cluster] += 1
        vector[(row.cluster + 1) % 4] += row.wanders / 8
        vectors[f"a{number:02}"] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return vectors


def fetched_at_once(rows: Sequence[Row]) -> list[Article]:
    """Return them as a first reading of old feeds gives them."""
    fetched = NOON + timedelta(hours=max(row.hours for row in rows))
    return [_article(number, row, fetched - NOON) for number, row in enumerate(rows)]


def fetched_in_time(rows: Sequence[Row]) -> list[Article]:
    """Return them as rounds fetch them: hours, or up to three days, after they were published."""
    return [_article(number, row, row.hours * HOUR + row.days_late * DAY) for number, row in enumerate(rows)]


def _article(number: int, row: Row, fetched: timedelta) -> Article:
    return news(
        f"a{number:02}",
        NOON + row.hours * HOUR if row.is_dated else None,
        fetched=NOON + fetched,
        title=" ".join(row.names),
        text=row.text,
        language=row.language,
    )


def at_once(articles: Sequence[Article], vectors: Vectors) -> dict[str, Story]:
    return {story.id: story for story in group(articles, vectors).stories}


def cut(articles: Sequence[Article], places: Sequence[int]) -> list[list[Article]]:
    """Return the articles in batches: `places` says for each in which it comes."""
    batches: dict[int, list[Article]] = {}
    for article, place in zip(articles, places, strict=False):
        batches.setdefault(place, []).append(article)
    return [batches[place] for place in sorted(batches)]


def assert_that_every_id_given_leads_to_a_story(archive: Archive) -> None:
    for story_id in archive.founders:
        assert archive.story(story_id).article_ids
    assert not archive.aliases.keys() & set(archive.homes.values())


@settings(max_examples=60)
@given(rows=rows, seed=st.integers())
def test_the_order_in_which_articles_are_handed_in_changes_nothing(rows: list[Row], seed: int) -> None:
    articles, vectors = fetched_in_time(rows), vectors_of(rows)
    shuffled = random.Random(seed).sample(articles, len(articles))
    one, other = group(shuffled, vectors), group(articles, vectors)
    assert one.stories == other.stories
    assert one.placements == other.placements
    assert {name: profile.packed() for name, profile in one.profiles.items()} == {
        name: profile.packed() for name, profile in other.profiles.items()
    }


@settings(max_examples=60)
@given(rows=rows)
def test_every_article_is_in_exactly_one_story(rows: list[Row]) -> None:
    articles = fetched_in_time(rows)
    found = [article_id for story in at_once(articles, vectors_of(rows)).values() for article_id in story.article_ids]
    assert sorted(found) == sorted(article.id for article in articles)


@settings(max_examples=150)
@given(rows=rows, places=st.lists(st.integers(0, 5), min_size=24, max_size=24))
def test_old_news_fetched_at_once_may_come_in_any_batches(rows: list[Row], places: list[int]) -> None:
    articles, vectors = fetched_at_once(rows), vectors_of(rows)
    archive = archived(cut(articles, places), vectors)
    assert archive.stories() == at_once(articles, vectors)
    assert_that_every_id_given_leads_to_a_story(archive)


@settings(max_examples=150)
@given(rows=rows, places=st.lists(st.integers(0, 5), min_size=24, max_size=24))
def test_news_of_many_days_may_come_in_any_batches(rows: list[Row], places: list[int]) -> None:
    articles, vectors = fetched_in_time(rows), vectors_of(rows)
    archive = archived(cut(articles, places), vectors)
    assert archive.stories() == at_once(articles, vectors)
    assert_that_every_id_given_leads_to_a_story(archive)


@settings(max_examples=100)
@given(rows=rows, hours=st.lists(st.integers(1, 24 * 23), max_size=6))
def test_news_may_come_round_by_round_as_it_is_fetched(rows: list[Row], hours: list[int]) -> None:
    articles, vectors = fetched_in_time(rows), vectors_of(rows)
    rounds = [sum(NOON + hour * HOUR < article.fetched_at for hour in hours) for article in articles]
    archive = archived(cut(articles, rounds), vectors)
    assert archive.stories() == at_once(articles, vectors)
    assert_that_every_id_given_leads_to_a_story(archive)
