"""The rules of the baselines, on invented titles and hand-made vectors."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models import Article
from digests.ports import Vector
from tests.benchmarks import baselines
from tests.benchmarks.baselines import all_words, title_vectors, title_vectors_by_language, title_words
from tests.digests.examples import NOON, an_article


def titled(*titles: str, hours: float = 1) -> list[Article]:
    return [an_article(f"{n}", title=title, at=NOON + n * timedelta(hours=hours)) for n, title in enumerate(titles)]


def at_angles(*degrees: float) -> dict[str, Vector]:
    radians = np.radians(degrees)
    return {str(n): np.array([np.cos(r), np.sin(r)], np.float32) for n, r in enumerate(radians)}


def stories(labels: Mapping[str, str]) -> list[str]:
    """The stories as the ids of their articles: ["01", "2"]."""
    members: dict[str, str] = {}
    for article_id, label in sorted(labels.items()):
        members[label] = members.get(label, "") + article_id
    return sorted(members.values())


# ---------------------------------------------------------------- words of titles


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ferry strands on sandbank", "FERRY strands: on “sandbank”!", True),  # case and punctuation do not count
        ("a b c d e f g h i j k", "a b c d e f g h i j k l m n o p q r s t", True),  # 11 of 20 words are 0.55
        ("a b c d e f g h i j k", "a b c d e f g h i j k l m n o p q r s t u", False),  # 11 of 21 are less
        ("ferry ferry ferry strands", "strands ferry", True),  # a word counts once
        ("!!!", "???", False),  # no word is like nothing
    ],
)
def test_titles_with_more_than_half_their_words_in_common_are_one_story(one: str, other: str, is_same: bool) -> None:
    assert (len(stories(title_words(titled(one, other)))) == 1) is is_same


def test_an_article_without_a_title_goes_by_the_beginning_of_its_text() -> None:
    untitled = [an_article(name, text="Ferry strands on sandbank\nAll are safe.") for name in "01"]
    assert stories(title_words(untitled)) == ["01"]


def test_a_title_joins_the_story_of_the_most_similar_one() -> None:
    labels = title_words(titled("a b c d", "e f g h", "a b c d x", "e f g h x", "c d e f g h x"))
    assert stories(labels) == ["02", "134"]


def test_titles_come_in_any_order() -> None:
    articles = titled("a b c", "x y z", "a b c d", "x y")
    assert title_words(articles[::-1]) == title_words(articles)


# ---------------------------------------------------------------- the open window


def test_a_story_closes_when_nothing_joined_for_four_days() -> None:
    assert stories(title_words(titled("a b", "a b", "a b", hours=96))) == ["012"]
    assert stories(title_words(titled("a b", "a b", "a b", hours=97))) == ["0", "1", "2"]


# ---------------------------------------------------------------- vectors of titles


def test_titles_with_a_cosine_of_six_tenths_are_one_story() -> None:
    assert stories(title_vectors(titled("a", "b"), at_angles(0, 53))) == ["01"]
    assert stories(title_vectors(titled("a", "b"), at_angles(0, 54))) == ["0", "1"]


def test_the_nearest_title_decides_however_far_the_others_of_its_story_are() -> None:
    assert stories(title_vectors(titled(*"abcd"), at_angles(0, 50, 100, 150))) == ["0123"]


def test_by_language_no_story_has_two() -> None:
    articles = [an_article(str(n), title="t", language=language) for n, language in enumerate(["en", "fr", "en"])]
    assert stories(title_vectors_by_language(articles, at_angles(0, 0, 0))) == ["02", "1"]


def test_a_title_is_compared_with_all_before_it_however_many_they_are() -> None:
    count = 2 * baselines.BLOCK + 2
    articles = titled(*(f"title {n}" for n in range(count)), hours=0.01)
    vectors = dict(zip((article.id for article in articles), np.eye(count, dtype=np.float32), strict=True))
    vectors[str(count - 1)] = vectors["0"]
    labels = title_vectors(articles, vectors)
    assert labels.pop(str(count - 1)) == "0"
    assert labels == {article_id: article_id for article_id in labels}


# ---------------------------------------------------------------- all words


def test_rare_words_weigh_more_than_common_ones() -> None:
    labels = all_words(titled("the ferry", "the bridge", "the museum", "ferry rescue", "the tunnel"))
    assert stories(labels) == ["03", "1", "2", "4"]


def test_words_of_the_text_count() -> None:
    texts = ["Ferry strands", "Bridge opens", "Ferry strands", "Museum burns"]
    articles = [an_article(str(n), title=f"News {n}", text=text) for n, text in enumerate(texts)]
    assert stories(all_words(articles)) == ["02", "1", "3"]


def test_average_link_goes_by_the_whole_story() -> None:
    similarities, story = np.array([0.9, 0.1, 0.6]), np.array([0, 0, 1])
    assert baselines.average(similarities, story, 2) == pytest.approx([0.5, 0.6])
    assert baselines.nearest(similarities, story, 2) == pytest.approx([0.9, 0.6])


# ---------------------------------------------------------------- all of them


def some_vectors(articles: Iterable[Article]) -> dict[str, Vector]:
    return {article.id: np.array([1, 0], np.float32) for article in articles}


METHODS: dict[str, Callable[[list[Article]], dict[str, str]]] = {
    "title words": title_words,
    "title vectors": lambda articles: title_vectors(articles, some_vectors(articles)),
    "title vectors by language": lambda articles: title_vectors_by_language(articles, some_vectors(articles)),
    "all words": all_words,
}


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@given(titles=st.lists(st.text(max_size=20), max_size=8))
def test_whatever_the_titles_every_article_has_a_label(
    method: Callable[[list[Article]], dict[str, str]], titles: list[str]
) -> None:
    labels = method(titled(*titles))
    assert set(labels) == {str(n) for n in range(len(titles))}
    assert set(labels.values()) <= set(labels)
