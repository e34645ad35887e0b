"""The rules of grouping, on hand-made vectors: titles of two-letter words name nothing, so that only meaning counts."""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digests.models import Article, Story
from digests.stories import DEFAULT_PARAMETERS, ID_LETTERS, article_order, encoded_text, group, story_id
from tests.digests.examples import NOON, an_article

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EAST, NORTH, BETWEEN = (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)

Vectors = dict[str, NDArray[np.float32]]


def article(name: str, at: datetime = NOON, *, title: str = "aa bb", text: str = "", language: str = "en") -> Article:
    return an_article(name, at=at, title=title, text=text, language=language)


def unit(*numbers: float) -> NDArray[np.float32]:
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def grouped(articles: Sequence[Article], vectors: Mapping[str, NDArray[np.float32]]) -> set[tuple[str, ...]]:
    return {story.article_ids for story in group(articles, vectors)}


def in_batches(batches: Iterable[Sequence[Article]], vectors: Vectors) -> dict[str, Story]:
    """Return the stories after all batches, kept as a store keeps them: an article belongs to its latest story."""
    known: dict[str, Article] = {}
    stories: dict[str, Story] = {}
    given_ids: set[str] = set()
    for batch in batches:
        changed = group(batch, vectors, open_stories=list(stories.values()), members=known, taken_ids=given_ids)
        known |= {one.id: one for one in batch}
        moved = {article_id for story in changed for article_id in story.article_ids}
        rest = {
            name: replace(story, article_ids=tuple(a for a in story.article_ids if a not in moved))
            for name, story in stories.items()
        }
        stories = {name: story for name, story in rest.items() if story.article_ids}
        stories |= {story.id: story for story in changed}
        given_ids |= stories.keys()
    return stories


def test_articles_of_one_meaning_are_one_story_and_others_are_not() -> None:
    articles = [article("a"), article("b", NOON + HOUR), article("c", NOON + 2 * HOUR)]
    vectors = {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(*EAST)}
    assert grouped(articles, vectors) == {("a", "c"), ("b",)}


def test_a_story_knows_when_its_oldest_and_its_youngest_article_are_dated() -> None:
    (story,) = group([article("a"), article("b", NOON + HOUR)], {"a": unit(1), "b": unit(1)})
    assert (story.first_seen_at, story.last_seen_at) == (NOON, NOON + HOUR)


def test_what_two_titles_name_and_count_brings_them_together() -> None:
    vectors = {"a": unit(1, 0.2), "b": unit(-0.2, 1), "c": unit(-0.2, 1)}
    a, b = article("a", title="Calderby: 312 aa Ambra"), article("b", title="Calderby: 312 bb Ambra", language="fr")
    assert grouped([a, b], vectors) == {("a", "b")}
    assert grouped([a, article("c", title="Harwick: 17 bb Orsk", language="fr")], vectors) == {("a",), ("c",)}


def test_full_texts_must_be_nearer_than_titles() -> None:
    vectors = {"a": unit(1, 0), "b": unit(1, 1)}
    long = "aa bb " * 200
    assert grouped([article("a"), article("b")], vectors) == {("a", "b")}
    assert grouped([article("a", text=long), article("b", text=long)], vectors) != {("a", "b")}


def test_a_closed_story_takes_nothing() -> None:
    gap = DEFAULT_PARAMETERS.open_for + timedelta(minutes=1)
    vectors = {"a": unit(1), "b": unit(1), "early": unit(1)}
    assert grouped([article("a"), article("b", NOON + gap)], vectors) == {("a",), ("b",)}
    (old,) = group([article("a")], vectors)
    (new,) = group(
        [article("early", NOON - gap)], vectors, open_stories=[old], members={"a": article("a")}, taken_ids={old.id}
    )
    assert new.article_ids == ("early",)


def test_a_story_that_is_fed_every_day_ends_after_14_days() -> None:
    articles = [article(f"{day:02}", NOON + day * DAY) for day in range(20)]
    stories = group(articles, {one.id: unit(1) for one in articles})
    assert [len(story.article_ids) for story in stories] == [15, 5]
    assert all(story.last_seen_at - story.first_seen_at <= timedelta(days=14) for story in stories)


def test_stories_that_grow_together_keep_the_older_id() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH)} | {name: unit(*BETWEEN) for name in "cde"}
    two = group([article("a"), article("b", NOON + HOUR)], vectors)
    assert len(two) == 2
    members = {"a": article("a"), "b": article("b", NOON + HOUR)}
    late = [article(name, NOON + 2 * HOUR) for name in "cde"]
    merged = group(late, vectors, open_stories=two, members=members, taken_ids={story.id for story in two})
    assert [(story.id, story.article_ids) for story in merged] == [(two[0].id, ("a", "b", "c", "d", "e"))]


def test_open_stories_that_nothing_joined_are_not_returned() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH)}
    first = group([article("a")], vectors)
    second = group([article("b")], vectors, open_stories=first, members={"a": article("a")}, taken_ids={first[0].id})
    assert [story.article_ids for story in second] == [("b",)]
    assert group([], vectors, open_stories=first, members={"a": article("a")}) == []


news = st.lists(
    st.tuples(
        st.integers(0, 24 * 6),  # hours
        st.integers(0, 11),  # direction
        st.sampled_from(["en", "fr", "de"]),
        st.lists(st.sampled_from("Ambra Calderby Harwick Orsk 12 40 flood aa".split()), max_size=4),
        st.sampled_from(["", "bb " * 150, "The Ambra dam " * 70]),
    ),
    min_size=1,
    max_size=30,
)


def as_articles(rows: list[tuple[int, int, str, list[str], str]]) -> tuple[list[Article], Vectors]:
    articles = [
        article(f"a{number:02}", NOON + hours * HOUR, title=" ".join(words), text=text, language=language)
        for number, (hours, _, language, words, text) in enumerate(rows)
    ]
    angles = [direction * np.pi / 11 for _, direction, _, _, _ in rows]
    vectors = {one.id: unit(np.cos(a), np.sin(a), 0.3) for one, a in zip(articles, angles, strict=True)}
    return article_order(articles), vectors


@settings(max_examples=200)
@given(rows=news, cuts=st.sets(st.integers(1, 29), max_size=6))
def test_the_stories_are_the_same_however_the_news_is_cut_into_batches(
    rows: list[tuple[int, int, str, list[str], str]], cuts: set[int]
) -> None:
    articles, vectors = as_articles(rows)
    bounds = [0, *sorted(cut for cut in cuts if cut < len(articles)), len(articles)]
    batches = [articles[start:end] for start, end in pairwise(bounds)]
    at_once = {story.id: story for story in group(articles, vectors)}
    assert in_batches(batches, vectors) == at_once


@settings(max_examples=50)
@given(rows=news, seed=st.integers())
def test_the_order_in_which_articles_are_handed_in_changes_nothing(
    rows: list[tuple[int, int, str, list[str], str]], seed: int
) -> None:
    articles, vectors = as_articles(rows)
    shuffled = list(articles)
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled, vectors) == group(articles, vectors)


@settings(max_examples=50)
@given(rows=news)
def test_every_article_is_in_exactly_one_story(rows: list[tuple[int, int, str, list[str], str]]) -> None:
    articles, vectors = as_articles(rows)
    placed = [article_id for story in group(articles, vectors) for article_id in story.article_ids]
    assert sorted(placed) == sorted(one.id for one in articles)


def test_500_identical_articles_are_one_story() -> None:
    articles = [article(f"{number:03}", title="Flood in Ambra", text="The dam broke. " * 80) for number in range(500)]
    (story,) = group(articles, {one.id: unit(1, 2, 3) for one in articles})
    assert story.article_ids == tuple(f"{number:03}" for number in range(500))


@pytest.mark.parametrize(
    "title", ["", "x", "Flood", "😀🎉", "\u0301\u0301", "١٢٣", "\0", "\ud800", "A" * 1_000_000, "Ambra 7 " * 125_000]
)
def test_any_title_and_any_date_can_be_grouped(title: str) -> None:
    articles = [article("a", datetime(1970, 1, 1, tzinfo=UTC), title=title), article("b", title=title)]
    assert len(group(articles, {"a": unit(1), "b": unit(1)})) == 2


def test_an_article_without_words_has_an_empty_text_to_encode_and_a_long_one_is_cut() -> None:
    assert encoded_text(article("a", title="", text="")) == ""
    assert len(encoded_text(article("a", title="aa", text="b" * 5000))) == 2 + 1 + 1000


def test_5000_titles_that_have_nothing_in_common_are_5000_stories() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghiklmnoprstu", k=chance.randint(3, 9))) for _ in range(3000)]
    rows = np.random.default_rng(1).normal(size=(5000, 512))
    articles = [
        article(f"{number:04}", NOON + timedelta(minutes=number), title=" ".join(chance.choices(words, k=8)).title())
        for number in range(5000)
    ]
    vectors = {one.id: unit(*row) for one, row in zip(articles, rows, strict=True)}
    assert len(group(articles, vectors)) == 5000


@given(st.text())
def test_an_id_is_four_speakable_letters_made_from_the_first_article(first: str) -> None:
    name = story_id(first, ())
    assert len(name) == 4
    assert set(name) <= set(ID_LETTERS)
    assert name == story_id(first, ())


def test_ids_stay_four_to_six_letters_and_different_when_many_are_taken() -> None:
    taken: set[str] = set()
    for _ in range(2000):
        name = story_id("the same article", taken)
        assert 4 <= len(name) <= 6
        assert set(name) <= set(ID_LETTERS)
        assert name not in taken
        taken.add(name)
    shortest = hashlib.sha256(b"x").hexdigest()
    assert len(story_id(shortest, {story_id(shortest, ())})) == 5


def test_no_two_of_20_000_stories_share_an_id() -> None:
    taken: set[str] = set()
    for number in range(20_000):
        taken.add(story_id(f"article {number}", taken))
    assert len(taken) == 20_000
