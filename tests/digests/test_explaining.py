"""Why two articles are or are not one story: the numbers are those of grouping, and the reason follows from them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from digests.adapters.store import SqlStore
from digests.errors import BadRequest
from digests.explaining import Explanation, Reason, explained
from digests.models import Article, Feed
from digests.nearness import DEFAULT_PARAMETERS
from digests.pipeline import explain, group_articles
from digests.stories import group
from tests.digests.examples import NOON, an_article
from tests.digests.explained import a_comparison, an_explanation, closed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Vector = NDArray[np.float32]


def unit(*numbers: float) -> Vector:
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def explained_of(a: str, b: str, articles: Sequence[Article], vectors: dict[str, Vector]) -> Explanation:
    """Return why two of the articles are what grouping them all has made of them."""
    grouped = group(articles, vectors)
    return explained(
        a,
        b,
        stories={name: story for story in grouped.stories for name in story.article_ids},
        articles={article.id: article for article in articles},
        profiles=grouped.profiles,
        parameters=DEFAULT_PARAMETERS,
    )


# ---------------------------------------------------------------- the numbers


articles_of_two = st.tuples(
    st.integers(0, 24 * 6),  # hours
    st.integers(0, 11),  # direction
    st.sampled_from(["en", "fr"]),
    st.lists(st.sampled_from("Ambra Calderby Harwick Orsk 12 40 flood aa".split()), max_size=4),
    st.sampled_from(["", "bb " * 150, "The Ambra dam " * 70]),
)


def as_article(name: str, row: tuple[int, int, str, list[str], str]) -> tuple[Article, Vector]:
    hours, direction, language, words, text = row
    angle = direction * np.pi / 11
    made = an_article(name, at=NOON + hours * HOUR, title=" ".join(words), text=text, language=language)
    return made, unit(np.cos(angle), np.sin(angle), 0.3)


@settings(max_examples=200)
@given(first=articles_of_two, second=articles_of_two)
def test_two_articles_are_one_story_just_when_the_numbers_say_so(
    first: tuple[int, int, str, list[str], str], second: tuple[int, int, str, list[str], str]
) -> None:
    (a, at_a), (b, at_b) = as_article("a", first), as_article("b", second)
    found = explained_of("a", "b", [a, b], {"a": at_a, "b": at_b})
    assert found.is_one_story == found.pair.passes
    assert found.reason in ({Reason.NEAR} if found.is_one_story else {Reason.FAR, Reason.CLOSED})
    assert (found.reason is Reason.CLOSED) == (abs(a.dated_at - b.dated_at) > DEFAULT_PARAMETERS.open_for)


@settings(max_examples=50)
@given(rows=st.lists(articles_of_two, min_size=2, max_size=12))
def test_the_parts_add_up_in_both_directions_and_every_pair_has_a_reason(
    rows: list[tuple[int, int, str, list[str], str]],
) -> None:
    made = [as_article(f"a{number:02}", row) for number, row in enumerate(rows)]
    articles, vectors = [article for article, _ in made], {article.id: vector for article, vector in made}
    found = explained_of("a00", "a01", articles, vectors)
    back = explained_of("a01", "a00", articles, vectors)
    assert found.pair.near == pytest.approx(back.pair.near)
    assert found.is_one_story == back.is_one_story
    for row in (found.pair, found.a.there, found.a.home, found.b.there, found.b.home, found.stories):
        if row:
            assert sum(fact.part for fact in row.shared) == pytest.approx(row.facts)
            assert row.near == pytest.approx(row.meaning + row.facts + row.languages - row.silence)
    one_story = {Reason.NEAR, Reason.NEAR_TO_REST, Reason.STAYED}
    assert (found.reason in one_story) == found.is_one_story


def three() -> tuple[list[Article], dict[str, Vector]]:
    """Two articles of one story, a third of another."""
    articles = [
        an_article("a", title="Calderby: 312 aa Ambra"),
        an_article("b", at=NOON + 12 * HOUR, title="Ambra bb 312 Lindmark", language="fr"),
        an_article("c", at=NOON + DAY, title="Orsk cc 17"),
    ]
    return articles, {"a": unit(1, 0.1, 0), "b": unit(1, 0.1, 0), "c": unit(0, 0, 1)}


def test_an_article_is_compared_with_the_other_the_others_story_and_the_rest_of_its_own() -> None:
    found = explained_of("c", "b", *three())
    assert [side.article.id for side in (found.a, found.b)] == ["c", "b"]
    assert (found.a.there.articles, found.a.home) == (2, None)
    assert found.b.there.articles == 1
    assert found.b.home is not None
    assert found.b.home.articles == 1
    assert found.stories is not None
    assert found.reason is Reason.FAR


def test_in_one_story_an_article_is_compared_with_the_rest_of_it() -> None:
    found = explained_of("a", "b", *three())
    assert found.is_one_story
    assert found.a.there == found.a.home == found.pair
    assert found.stories is None


def test_what_both_name_and_count_is_told_with_its_part_the_weightiest_first() -> None:
    shared = explained_of("a", "b", *three()).pair.shared
    assert {fact.text for fact in shared} == {"ambra", "312"}
    assert [fact.part for fact in shared] == sorted((fact.part for fact in shared), reverse=True)
    assert all(fact.part > 0 for fact in shared)


def test_the_days_between_are_told_as_days_and_as_what_they_take_off() -> None:
    pair = explained_of("a", "b", *three()).pair
    assert (pair.days, pair.span_days) == (0.5, 0.5)
    assert pair.silence == pytest.approx(DEFAULT_PARAMETERS.decay_per_day / 2)
    assert pair.languages > 0


def test_the_days_between_articles_of_which_one_has_no_date_are_those_of_their_fetching() -> None:
    a, b = an_article("a"), replace(an_article("b", at=NOON + 3 * DAY), published_at=None)
    pair = explained_of("a", "b", [a, b], {"a": unit(1, 0, 0), "b": unit(1, 0, 0)}).pair
    assert (pair.days, pair.silence) == (3, 0)


# ---------------------------------------------------------------- the reason


NEAR, FAR = a_comparison(0.1), a_comparison(-0.2)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (an_explanation(pair=NEAR, is_one=True), Reason.NEAR),
        (an_explanation(pair=FAR, home=(NEAR, NEAR), is_one=True), Reason.NEAR_TO_REST),
        (an_explanation(pair=closed(), home=(NEAR, NEAR), is_one=True), Reason.NEAR_TO_REST),
        (an_explanation(pair=FAR, home=(NEAR, FAR), is_one=True), Reason.STAYED),
        (an_explanation(pair=closed()), Reason.CLOSED),
        (an_explanation(pair=closed(), stories=closed()), Reason.CLOSED),
        (an_explanation(pair=FAR), Reason.FAR),
        (an_explanation(pair=closed(), stories=FAR), Reason.FAR),
        (an_explanation(pair=NEAR, home=(a_comparison(0.3), None), stories=FAR), Reason.HOME_NEARER),
        (an_explanation(pair=a_comparison(0.3), home=(a_comparison(0.25), None), stories=FAR), Reason.NOT_CLEARLY),
        (an_explanation(pair=NEAR, home=(FAR, None), stories=FAR, is_posted=True), Reason.POSTED),
        (an_explanation(pair=NEAR, home=(closed(), None), stories=FAR, is_posted=True), Reason.POSTED),
        (an_explanation(pair=FAR, there=(FAR, NEAR), stories=FAR), Reason.MERGE_BAR),
        (an_explanation(pair=NEAR), Reason.CAME_BEFORE),
        (an_explanation(pair=FAR, stories=NEAR), Reason.CAME_BEFORE),
    ],
)
def test_the_reason_follows_from_the_numbers(found: Explanation, reason: Reason) -> None:
    assert found.reason is reason


def test_a_comparison_whose_dates_are_too_far_apart_passes_nothing() -> None:
    assert not closed().passes
    assert closed().near == pytest.approx(0.5)


# ---------------------------------------------------------------- from the store


class ByFirstLetter:
    """An encoder for which texts that begin alike mean the same; it counts what it is given."""

    name = "by-first-letter"
    usual = np.zeros(26, np.float32)

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vector:
        """Return a row per text."""
        self.encoded += texts
        return np.array([np.eye(26)[ord(text[0].lower()) - ord("a")] for text in texts], np.float32).reshape(-1, 26)


def kept(store: SqlStore, *articles: Article) -> None:
    store.save_feeds([Feed(url="https://news.example/rss", title="Example News")])
    store.save_articles(articles)


def test_articles_in_the_store_are_explained_with_the_numbers_of_their_grouping(store: SqlStore) -> None:
    articles, _ = three()
    kept(store, *articles)
    encoder = ByFirstLetter()
    group_articles(store=store, encoder=encoder)
    vectors = store.vectors(encoder.name, ["a", "b", "c"])
    assert explain("a", "c", store=store, encoder=encoder) == explained_of("a", "c", articles, vectors)


def test_what_was_grouped_by_another_encoder_is_explained_by_the_one_of_today(store: SqlStore) -> None:
    articles, _ = three()
    kept(store, *articles)
    group_articles(store=store, encoder=ByFirstLetter())
    other = ByFirstLetter()
    other.name = "another"
    assert explain("a", "c", store=store, encoder=other) == explain("a", "c", store=store, encoder=ByFirstLetter())
    assert len(other.encoded) == 3


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ("a", "a", "“a” is one article"),
        ("a", "zz", "no article has the id “zz”"),
        ("", "a", "no article has the id “”"),
        ("empty", "a", "the article “empty” has neither title nor text"),
    ],
)
def test_what_cannot_be_compared_is_said_so(store: SqlStore, a: str, b: str, sentence: str) -> None:
    kept(store, *three()[0], an_article("empty"))
    with pytest.raises(BadRequest, match=sentence):
        explain(a, b, store=store, encoder=ByFirstLetter())
