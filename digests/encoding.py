"""What the encoder says of articles and stories: their vectors, kept in the store, and how near they are to topics."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digests.models import Article
from digests.ports import Encoder, Store, Vector, Vectors
from digests.reading import Report, silent
from digests.stories import encoded_text
from digests.topics import OTHER_TEXTS, Topics, centred, story_vector, topic_text

ENCODED_AT_ONCE = 64  # texts between two reports of progress


def stored_vectors(
    articles: Sequence[Article], store: Store, encoder: Encoder, report: Report = silent
) -> dict[str, Vector]:
    """Return {article id: vector of title and lead} of these articles; what is missing is encoded and kept."""
    vectors = store.vectors(encoder.name, [article.id for article in articles])
    missing = [article for article in articles if article.id not in vectors]
    if missing:
        report("encoding", 0, len(missing))
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        batch = missing[at : at + ENCODED_AT_ONCE]
        rows = encoder.encode([encoded_text(article) for article in batch])
        made = {article.id: row for article, row in zip(batch, rows, strict=True)}
        store.save_vectors(encoder.name, made)
        vectors |= made
        report("encoding", min(at + ENCODED_AT_ONCE, len(missing)), len(missing))
    return vectors


def topic_nearness(
    topics: Iterable[str],
    stories: Mapping[str, Sequence[Article]],
    store: Store,
    encoders: Iterable[Encoder],
    report: Report = silent,
) -> dict[str, dict[str, float]]:
    """Return {story id: {topic: how near the story is to it, 0 to 1}}; `topics` are words in any language.

    It is the mean of what the encoders say, each once.
    """
    words = list(dict.fromkeys(topics))
    if not words or not stories:
        return {story_id: {} for story_id in stories}
    each = {encoder.name: encoder for encoder in encoders}.values()
    means = np.mean([_nearness(words, stories, store, encoder, report) for encoder in each], axis=0)
    return {story_id: dict(zip(words, row, strict=True)) for story_id, row in zip(stories, means.tolist(), strict=True)}


def _nearness(
    words: Sequence[str], stories: Mapping[str, Sequence[Article]], store: Store, encoder: Encoder, report: Report
) -> NDArray[np.float64]:
    """Return how near each story (row) is to each topic (column) by one encoder."""
    articles = [article for members in stories.values() for article in members]
    vectors = centred(articles, stored_vectors(articles, store, encoder, report), encoder.usual)
    nowhere = np.zeros_like(encoder.usual)  # near to nothing
    found = (story_vector(members, vectors) for members in stories.values())
    rows = np.stack([nowhere if row is None else row for row in found])
    wanted = encoder.encode([topic_text(word) for word in words])
    return np.stack([_others(encoder.encode).nearness(topic, rows) for topic in wanted], axis=1)


@lru_cache(maxsize=2)
def _others(encode: Callable[[Sequence[str]], Vectors]) -> Topics:
    """Return what else news is about, encoded once: a second's work for e5."""
    return Topics(encode(OTHER_TEXTS))
