"""Explanations made for tests: whatever does not matter has a default."""

from dataclasses import replace
from datetime import timedelta

from digests.explaining import Comparison, Explained, Explanation, SharedFact
from digests.models import Article, Story
from digests.nearness import GroupingParameters
from tests.digests.examples import NOON, an_article

PARAMETERS = replace(GroupingParameters(), move=0.1, open_for=timedelta(days=4), lives_for=timedelta(days=14))


def a_comparison(
    margin: float, *, articles: int = 2, days: float = 0.5, span_days: float = 1, is_open: bool = True, shared: str = ""
) -> Comparison:
    """A comparison that passes its bar of 0.3 by the margin, or would if it were open."""
    return Comparison(
        articles=articles,
        meaning=0.25 + margin,
        facts=0.01,
        shared=tuple(SharedFact(text=word, part=0.01) for word in shared.split()),
        languages=0.07,
        days=days,
        span_days=span_days,
        silence=0.03,
        bar=0.3,
        is_open=is_open,
    )


def closed(*, days: float = 9, span_days: float = 9) -> Comparison:
    return a_comparison(0.2, days=days, span_days=span_days, is_open=False)


def a_side(
    article: Article, story: str, there: Comparison, home: Comparison | None = None, *, is_posted: bool = False
) -> Explained:
    """One of two articles; its story has another article where it has a home."""
    ids = (article.id, f"{story}-other") if home else (article.id,)
    told = Story(id=story, article_ids=ids, first_seen_at=NOON, last_seen_at=NOON)
    return Explained(article=article, story=told, is_posted=is_posted, there=there, home=home)


def an_explanation(
    *,
    pair: Comparison,
    there: tuple[Comparison, Comparison] | None = None,
    home: tuple[Comparison | None, Comparison | None] = (None, None),
    stories: Comparison | None = None,
    is_one: bool = False,
    is_posted: bool = False,
    articles: tuple[Article, Article] | None = None,
) -> Explanation:
    """Two articles, by default in two stories, and how they compare; `there` is the pair where nothing else is said."""
    a, b = articles or (an_article("a1", title="Flood in Ambra"), an_article("b1", title="Crue à Ambra"))
    there = there or (pair, pair)
    return Explanation(
        a=a_side(a, "k7qm", there[0], home[0], is_posted=is_posted),
        b=a_side(b, "k7qm" if is_one else "x2vd", there[1], home[1]),
        pair=pair,
        stories=stories,
        parameters=PARAMETERS,
    )
