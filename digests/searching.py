"""Which stories a query is about: found by words and by meaning, in whatever languages they are told.

In: what a person typed, the feeds that count, and since when. Out: stories, the best first, and why. Computes: call it
off an event loop.

    searcher = Searcher(desk=desk, archive=archive)
    searcher.search("grève des trains", feeds=feeds, since=last_month, now=now)

An article fits a query as far as it has its words, rare ones counting for more, and as far as it means the same. Both
are numbers from 0 to 1, and their weighted sum finds more than their ranks do (Bruch, Gai and Ingber 2023,
doi:10.1145/3596512). A story fits as its best article does; of those that fit alike, newer and better covered ones come
first. `tests/benchmarks/searching.py` measures it.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.choosing import Desk
from digests.meanings import Meanings
from digests.reader_ports import Archive, Size
from digests.search_words import query_words, word_weights

MEANING = 0.7  # what meaning counts for, words counting for the rest
SAME = 0.5  # nearness from which two texts mean the same
# Nearness below which the meaning alone makes no article a find. Nonsense lies near to something, too: where no article
# has a word of the query, more is asked.
NEAR, NEAR_WITHOUT_WORDS = 0.25, 0.33
HAS_ENOUGH = 0.5  # share of the words' weight from which words alone make an article a find
FAR_BEHIND = 0.4  # of the fit of the best story: what fits less is left out
CANDIDATES = 300  # articles by words, and as many by meaning, that are looked at
# How much more a story counts that is new or well covered: less than a word of the query, more than chance.
FRESH, HALF_LIFE = 0.1, timedelta(days=7)
COVERED, PUBLISHERS = 0.1, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One story that was found."""

    story_id: str
    score: float
    article_id: str  # the article that fits best
    words: float  # 0 to 1: how much of the query's words it has
    meaning: float  # how near it is, at most 1
    publishers: int
    last_seen_at: datetime


class Searcher:
    """Searches the stories of the last weeks; may be called from several threads. One for the whole process."""

    def __init__(self, *, desk: Desk, archive: Archive) -> None:
        self._archive = archive
        self._meanings = Meanings(desk.encoder, archive)

    @property
    def is_ready(self) -> bool:
        """Whether the next search answers at once; the first one reads the vectors of a month."""
        return self._meanings.is_loaded

    def search(
        self, query: str, *, feeds: Collection[str], since: datetime, now: datetime, limit: int = 10
    ) -> list[Hit]:
        """Return the stories that articles of these feeds tell from `since` on and that fit the query, best first.

        At most `limit`; none for a query without letters and digits, and for one that is near to nothing.
        """
        asked = query_words(query)
        if not asked:
            return []
        total, frequencies = self._archive.frequencies(asked)
        weights = word_weights(frequencies, total)
        words = self._archive.matching(weights, feeds, since, least=HAS_ENOUGH, limit=CANDIDATES)
        least = NEAR if any(frequencies.values()) else NEAR_WITHOUT_WORDS
        near = self._meanings.nearest(
            query, feeds=feeds, since=since, now=now, least=least, limit=CANDIDATES, also=words
        )
        sizes = self._archive.sizes([*words, *near], feeds, since)
        return _best(_hits(words, near, sizes, now), limit)


def _hits(words: Mapping[str, float], near: Mapping[str, float], sizes: Mapping[str, Size], now: datetime) -> list[Hit]:
    """Return each story once, by its best article."""
    hits: dict[str, Hit] = {}
    for article_id, size in sizes.items():
        has, means = min(words.get(article_id, 0.0), 1.0), near.get(article_id, 0.0)
        fit = MEANING * min(max(means, 0.0) / SAME, 1) + (1 - MEANING) * has
        hit = Hit(
            story_id=size.story_id,
            score=fit * _standing(size, now),
            article_id=article_id,
            words=has,
            meaning=means,
            publishers=size.publishers,
            last_seen_at=size.last_seen_at,
        )
        known = hits.get(size.story_id)
        if known is None or (hit.score, hit.article_id) > (known.score, known.article_id):
            hits[size.story_id] = hit
    return list(hits.values())


def _standing(size: Size, now: datetime) -> float:
    """Return how much more than 1 a story counts for being new and told by many."""
    age = max((now - size.last_seen_at) / HALF_LIFE, 0)
    covered = min(math.log(max(size.publishers, 1), PUBLISHERS), 1)
    return 1 + FRESH * math.pow(0.5, age) + COVERED * covered


def _best(hits: list[Hit], limit: int) -> list[Hit]:
    ordered = sorted(hits, key=lambda hit: (-hit.score, hit.story_id))[:limit]
    return [hit for hit in ordered if hit.score >= FAR_BEHIND * ordered[0].score]
