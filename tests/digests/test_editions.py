"""The rules of choice and order in one digest."""

import math
from datetime import datetime, timedelta

import pytest

from digests.editions import ranked, score
from digests.models import Article, Story
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)


def article(source: str = "A", language: str = "en", at: datetime = NOON, name: str = "a") -> Article:
    return an_article(name, source=source, language=language, at=at)


def story(name: str) -> Story:
    return Story(id=name, article_ids=("a",), first_seen_at=NOON, last_seen_at=NOON)


@pytest.mark.parametrize(
    ("publishers", "languages", "hours", "expected"),
    [(1, 1, 0, 1.19), (3, 2, 0, 2.23), (10, 5, 0, 3.70), (1, 1, 24, 0.69 + 0.25), (1, 1, 48, 0.69 + 0.125)],
)
def test_the_score_is_the_documented_formula(publishers: int, languages: int, hours: int, expected: float) -> None:
    articles = [article(f"P{n}", f"l{n % languages}", NOON - hours * HOUR) for n in range(publishers)]
    formula = math.log(1 + publishers) + 0.5 * math.log(languages) + 0.5 * 2 ** (-hours / 24)
    assert score(articles, NOON) == pytest.approx(formula)
    assert score(articles, NOON) == pytest.approx(expected, abs=0.006)


def test_a_publisher_s_second_article_in_the_same_language_adds_nothing() -> None:
    assert score([article(), article()], NOON) == score([article()], NOON)


def test_the_age_is_that_of_the_youngest_article() -> None:
    assert score([article(at=NOON - 90 * HOUR), article()], NOON) == score([article()], NOON)


def test_an_article_dated_after_the_end_is_as_fresh_as_one_at_the_end() -> None:
    assert score([article(at=NOON + 5 * HOUR)], NOON) == score([article()], NOON)


def test_the_best_stories_come_first_and_the_limit_cuts_the_rest() -> None:
    stories = [
        (story("bbbb"), [article()]),
        (story("cccc"), [article("A"), article("B")]),
        (story("dddd"), [article(at=NOON - HOUR)]),
    ]
    assert [r.story.id for r in ranked(stories, until=NOON, limit=9)] == ["cccc", "bbbb", "dddd"]
    assert [r.story.id for r in ranked(stories, until=NOON, limit=1)] == ["cccc"]
    assert ranked(stories, until=NOON, limit=0) == []
    assert ranked([], until=NOON, limit=9) == []


def test_of_equal_stories_the_one_with_younger_news_comes_first_then_the_first_id() -> None:
    later = NOON + HOUR  # both are as fresh as can be at NOON
    stories = [(story("cccc"), [article()]), (story("bbbb"), [article()]), (story("dddd"), [article(at=later)])]
    assert [r.story.id for r in ranked(stories, until=NOON, limit=9)] == ["dddd", "bbbb", "cccc"]
    assert [r.story.id for r in ranked(stories[::-1], until=NOON, limit=9)] == ["dddd", "bbbb", "cccc"]


def test_a_ranked_story_keeps_its_articles_and_its_score() -> None:
    articles = [article(name="x"), article("B", name="y", at=NOON + HOUR)]
    (one,) = ranked([(story("bbbb"), articles)], until=NOON, limit=1)
    assert one.articles == tuple(articles)
    assert one.score == score(articles, NOON)
