"""Stories become an edition: which ones a digest tells, in which order.

In: the stories of one window with their articles. Out: the same, scored and cut. Pure.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.models import Article, Story

LANGUAGES_WEIGHT = 0.5
FRESHNESS_WEIGHT = 0.5
FRESHNESS_HALF_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A story with those of its articles that fall into the window, and what it is ranked by."""

    story: Story
    articles: tuple[Article, ...]  # oldest first
    score: float


def ranked(stories: Iterable[tuple[Story, Sequence[Article]]], *, until: datetime, limit: int) -> list[Ranked]:
    """Return the `limit` best stories, best first; of equals the one with the younger news, then by id."""
    scored = [
        Ranked(story=story, articles=tuple(articles), score=score(articles, until)) for story, articles in stories
    ]
    return sorted(scored, key=lambda r: (-r.score, -r.articles[-1].dated_at.timestamp(), r.story.id))[:limit]


def score(articles: Sequence[Article], until: datetime) -> float:
    """Return how much a story matters: ln(1 + publishers) + 0.5 · ln(languages) + 0.5 · 2^(−age / 24 h).

    What many newsrooms in many languages tell matters; their second article on it adds nothing; age is that of its
    youngest article at `until`. One publisher today scores 1.19, three in two languages 2.23, ten in five 3.70.
    """
    publishers = len({article.publisher for article in articles})
    languages = len({article.language for article in articles})
    age = max(timedelta(0), until - max(article.dated_at for article in articles))
    freshness = math.exp2(-(age / FRESHNESS_HALF_LIFE))
    return math.log(1 + publishers) + LANGUAGES_WEIGHT * math.log(languages) + FRESHNESS_WEIGHT * freshness
