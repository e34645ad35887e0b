"""Which stories a query is about: found by words and by meaning, in whatever languages they are told.

In: what a person typed, the feeds that count, and since when. Out: stories, the best first, and why. Computes: call it
off an event loop.

    searcher = Searcher(desk=desk, archive=archive)
    searcher.search("grève des trains", feeds=feeds, since=last_month, now=now)

An article fits a query as far as it has its words, rare ones counting for more, and as far as it means the same. Both
are numbers from 0 to 1, and their weighted sum finds more than their ranks do (Bruch, Gai and Ingber 2023,
doi:10.1145/3596512). What it means is looked up by one encoder in all articles; of the best the other is asked, too.
A story fits as its best article does; of those that fit alike, newer and better covered ones come first.
`tests/benchmarks/searching.py` measures it.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from digests.choosing import Desk
from digests.encoding import stored_vectors
from digests.meanings import FEW, OTHER_QUERIES, Meanings
from digests.ports import Encoder, Store, Vector
from digests.reader_ports import Archive, Size
from digests.search_words import query_words, word_weights

MEANING = 0.75  # what meaning counts for, words counting for the rest
SAME = 0.5  # nearness from which two texts mean the same
SECOND = 0.25  # what the second encoder counts for in it: it knows more words, and lets itself be led by short texts
# Nearness from which the meaning alone makes an article a find. Nonsense lies near to something, too, and the nearer
# the more articles there are: NEARER more for e times as many. Measured among 15 to 13,000 of them.
NEAR, NEARER, NEAR_MOST = 0.03, 0.028, 0.26
# Share of the words' weight from which words alone make an article a find: one of two rare ones does not.
HAS_ENOUGH = 0.55
FAR_BEHIND = 0.4  # of the fit of the best story: what fits less is left out
CANDIDATES = 300  # articles by words, and as many by meaning, that are looked at
BEST, BEST_OF_STORY = 50, 2  # articles that the second encoder is asked of, and those of one story
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
        is_other = desk.sentence_encoder.name != desk.encoder.name
        self._second = _SecondOpinion(desk.sentence_encoder, desk.store) if is_other else None

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
        near = self._meanings.nearest(query, feeds=feeds, since=since, now=now, limit=CANDIDATES, also=words)
        sizes = self._archive.sizes([*words, *near.nearness], feeds, since)
        hits = _first(_hits(words, near.nearness, sizes, now), BEST_OF_STORY)[:BEST]
        if self._second:
            second = self._second.nearness(query, [hit.article_id for hit in hits])
            both = {
                hit.article_id: (1 - SECOND) * hit.meaning + SECOND * second.get(hit.article_id, 0.0) for hit in hits
            }
            hits = _hits(words, both, {hit.article_id: sizes[hit.article_id] for hit in hits}, now)
        least = _near_enough(near.among)
        return _best([hit for hit in _first(hits, 1) if hit.words or hit.meaning >= least], limit)


class _SecondOpinion:
    """What another encoder says of a few articles. May be called from several threads."""

    def __init__(self, encoder: Encoder, store: Store) -> None:
        self._encoder = encoder
        self._store = store
        self._common: Vector | None = None  # what all queries have in common

    def nearness(self, query: str, article_ids: Collection[str]) -> dict[str, float]:
        """Return {article id: how near it is, at most 1} for known articles; a new one is encoded, once."""
        if self._common is None:
            self._common = self._encoder.encode(OTHER_QUERIES).mean(axis=0)
        vectors = self._store.vectors(self._encoder.name, article_ids)
        if missing := [each for each in article_ids if each not in vectors]:
            vectors |= stored_vectors(list(self._store.articles(missing).values()), self._store, self._encoder)
        if not vectors:
            return {}
        wanted = self._encoder.encode([query])[0] - self._common
        rows = np.stack(list(vectors.values())) - self._encoder.usual
        lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(wanted)
        near = rows @ wanted / np.where(lengths > 0, lengths, 1)
        return dict(zip(vectors, near.tolist(), strict=True))


def _near_enough(among: int) -> float:
    """Return the nearness that an article without words of the query needs, the nearest among so many."""
    return min(NEAR + NEARER * math.log(max(among, FEW)), NEAR_MOST)


def _hits(words: Mapping[str, float], near: Mapping[str, float], sizes: Mapping[str, Size], now: datetime) -> list[Hit]:
    """Return each article as a hit, the best first."""
    hits = []
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
        hits.append(hit)
    return sorted(hits, key=lambda hit: (-hit.score, hit.story_id, hit.article_id))


def _first(hits: list[Hit], count: int) -> list[Hit]:
    """Return the first hits of each story, at most so many, in the order given."""
    seen: Counter[str] = Counter()
    kept = []
    for hit in hits:
        seen[hit.story_id] += 1
        if seen[hit.story_id] <= count:
            kept.append(hit)
    return kept


def _standing(size: Size, now: datetime) -> float:
    """Return how much more than 1 a story counts for being new and told by many."""
    age = max((now - size.last_seen_at) / HALF_LIFE, 0)
    covered = min(math.log(max(size.publishers, 1), PUBLISHERS), 1)
    return 1 + FRESH * math.pow(0.5, age) + COVERED * covered


def _best(hits: list[Hit], limit: int) -> list[Hit]:
    return [hit for hit in hits[:limit] if hit.score >= FAR_BEHIND * hits[0].score]
