"""Which stories are about a topic, given as a few words in any language.

In: vectors of topics, of articles, and of what else news is about. Out: how near each story is to a topic, 0 to 1, from
0.5 on it is about it. Pure; the caller encodes `topic_text` of each topic and `OTHER_TEXTS`, once for each encoder.

    topics = Topics(encoder.encode(OTHER_TEXTS))
    topics.nearness(encoder.encode([topic_text("Erdbeben")])[0], story_rows)

All news is alike in being news, and in its language: both are taken away from an article first. A story is about a
topic when it is nearer to it than to what else news is about: the cosine of both, less half the mean of the story's
cosines with its nearest other topics (CSLS; Conneau et al. 2018, arXiv:1710.04087). One bar then serves several
encoders, and the mean of two is better than either: they err on different stories. `tests/benchmarks/topics.py`
measures it.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from digests.models import Article
from digests.ports import Vector, Vectors

ABOUT = 0.5  # nearness from which a story is about a topic
BAR = 0.09  # the same before it is put on the scale from 0 to 1, for the mean of two encoders
SPAN = 0.4  # from 0 to 1 on that scale
NEAREST = 3  # other topics that a story is compared with
ALIKE = 3  # the other topics nearest to the one asked for are left out: "soccer" must not lose to "football"
PRIOR = 20  # articles that stand for news in general before any of a language has come
# How much of what is usual in a language these days is taken away. With all of it e5 would tell topics apart a little
# better, and where all feeds are about sport, nothing would be about sport.
TAKEN = 0.75

# What news is about, in five languages so that none is usual.
_OTHERS = """
politique, élections, guerra, diplomazia, Kriminalität, Polizei, tribunaux, economía, Unternehmen, banques, Börse,
comercio, lavoro, transports, Unfälle, aviación, énergie, ambiente, Klima, meteo, catástrofes, Landwirtschaft, animali,
santé, medicina, Wissenschaft, espace, tecnologia, Internet, educación, Religion, migration, casa, Tourismus,
alimentación, mode, famosi, Musik, cine, théâtre, libri, Kunst, histoire, fútbol, tennis, ciclismo, Leichtathletik,
course automobile, Olimpiadi, famille, Königshaus, medios
"""


def topic_text(words: str) -> str:
    """Return what is encoded for a topic: a bare word lies far from all articles."""
    return f"An article about {words}"


OTHER_TEXTS = tuple(topic_text(" ".join(words.split())) for words in _OTHERS.split(","))


class Topics:
    """How near stories are to topics, by the vectors of one encoder."""

    def __init__(self, others: Vectors) -> None:
        """Take the rows of OTHER_TEXTS."""
        self._usual = np.mean(others, axis=0, dtype=np.float64)
        self._others = _unit(others - self._usual)

    def nearness(self, topic: Vector, stories: Vectors) -> NDArray[np.float64]:
        """Return how near each story (a row of `story_vector`) is to a topic (the row of its `topic_text`), 0 to 1."""
        wanted = _unit(topic - self._usual)
        others = self._others[np.argsort(-(self._others @ wanted), kind="stable")[ALIKE:]]
        nearest = np.sort(stories @ others.T, axis=1)[:, -NEAREST:]
        near = stories @ wanted - nearest.mean(axis=1) / 2
        # Rounded, since the last bits differ between machines.
        return np.asarray(np.round(np.clip(ABOUT + (near - BAR) / SPAN, 0, 1), 6), np.float64)


def is_about(nearness: float) -> bool:
    """Whether a story so near to a topic is about it."""
    return nearness >= ABOUT


def best_topic(nearness: Mapping[str, float]) -> str | None:
    """Return the topic that a story is nearest to, the first of equals; None when it is about none of them."""
    nearest = max(nearness, key=lambda topic: nearness[topic], default=None)
    return nearest if nearest is not None and is_about(nearness[nearest]) else None


def centred(articles: Iterable[Article], vectors: Mapping[str, Vector], usual: Vector) -> dict[str, Vector]:
    """Return {article id: its vector without what is usual in its language} for those that have a vector.

    Give it all articles of the last days, not those of one channel alone: what they have in common is what is usual.
    `usual` is what the encoder gives for news in general.
    """
    known: dict[str, dict[str, Vector]] = {}
    for article in articles:
        if article.id in vectors:
            known.setdefault(article.language, {})[article.id] = vectors[article.id]
    found: dict[str, Vector] = {}
    for rows in known.values():
        # One text sent five hundred times is no more usual than once.
        distinct = list({row.tobytes(): row for row in rows.values()}.values())
        mean = (np.sum(distinct, axis=0, dtype=np.float64) + PRIOR * usual) / (len(distinct) + PRIOR)
        base = usual + TAKEN * (mean - usual)
        found |= {article_id: _unit(row - base).astype(np.float32) for article_id, row in rows.items()}
    return found


def story_vector(articles: Sequence[Article], centred_vectors: Mapping[str, Vector]) -> "Vector | None":
    """Return a story's row, to which each publisher adds alike; None when no article has a vector of `centred`."""
    publishers: dict[str, list[Vector]] = {}
    for article in articles:
        if article.id in centred_vectors:
            publishers.setdefault(article.publisher, []).append(centred_vectors[article.id])
    if not publishers:
        return None
    return _unit(np.mean([np.mean(rows, axis=0) for rows in publishers.values()], axis=0)).astype(np.float32)


def _unit(rows: NDArray[np.floating]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float64)
