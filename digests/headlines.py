"""What stands above a story: one of its titles, or the opening of a text where none has a title.

In: articles of one language, what the reader has had, vectors of titles. Out: titles to choose from, the best of them,
an opening. Pure.

>>> clipped("It rains. The dam broke.", "en")
'It rains.'
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.articles import without_site_name
from digests.models import Article
from digests.sentences import spans
from digests.summaries import HEADLINE_FRESHNESS_WEIGHT
from digests.wording import was_told

TITLES = 3  # of one story, that are weighed by meaning
OPENING_CHARACTERS = 120  # of a text without a title, that serve as its headline


@dataclass(frozen=True, slots=True)
class Title:
    """A title that may stand above a story."""

    text: str
    freshness: float  # of its article, as `summaries.freshness` gives it


def titles(articles: Iterable[tuple[Article, float]], told: Sequence[str]) -> list[Title]:
    """Return up to three titles to choose from; those that the reader has had only where there is no other.

    `articles`, the best first, come with their freshness.
    """
    found = [Title(title, fresh) for article, fresh in articles if (title := clean_title(article))]
    new = [title for title in found if not was_told(title.text, told)]
    return (new or found)[:TITLES]


def clean_title(article: Article) -> str:
    """Return the title without the name of its publisher."""
    title = article.title.strip()
    for name in (article.source, article.publisher, article.publisher.partition(".")[0]):
        title = without_site_name(title, name)
    return title


def best_title(titles: Sequence[Title], vectors: NDArray[np.float32], centre: NDArray[np.float32] | None) -> int:
    """Return the number of the title nearest to the whole story, newer ones before. `vectors` are those of titles."""
    salience = HEADLINE_FRESHNESS_WEIGHT * np.array([title.freshness for title in titles])
    if centre is not None:
        salience = salience + vectors @ centre
    return int(np.argmax(np.round(salience, 6)))  # the last bits differ between machines


def opening(articles: Iterable[Article]) -> str:
    """Return the headline of articles without titles: how the first of them that has a text begins."""
    return next((clipped(article.text, article.language) for article in articles if article.text.strip()), "")


def clipped(text: str, language: str) -> str:
    """Return the first sentence of a text or, where that is long, its beginning cut at a word."""
    line = text.lstrip().split("\n", 1)[0][: 2 * OPENING_CHARACTERS].rstrip()
    sentence = next((sentence for _, sentence in spans(line, language)), line)
    if len(sentence) <= OPENING_CHARACTERS:
        return sentence
    return sentence[: OPENING_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip() + "…"
