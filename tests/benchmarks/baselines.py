"""What the field's open digest engines do, to be measured beside our own grouping.

In: articles, and the vectors of their titles. Out: {article id: label}; articles with one label are one story. Pure.

    labels = title_words(articles)

All go through the articles once, oldest first. An article joins the most similar story that is still open, if it is
similar enough, else it starts one; a story is open until nothing joined it for four days. Words are compared without
case and punctuation.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from digests.models import Article
from digests.ports import Vector
from digests.stories import article_order

OPEN_FOR = timedelta(days=4)
TITLE_WORDS_BAR = 0.55
TITLE_VECTORS_BAR = 0.60
# Of 0.05, 0.10 … 0.40 the one with the highest mean, over all data sets, of BCubed F1 or pair F1: one number for all,
# chosen in the baseline's favour. So were the weights: with and without the logarithm of tf, with and without 1 in idf.
ALL_WORDS_BAR = 0.15
UNTITLED_CHARACTERS = 200  # of the text, that stand for the title of an article without one
BLOCK = 256  # titles compared in one matrix product

Similarities = NDArray[np.float64]  # of one article with each of those before it, in their order
# (similarities, story number of each article before, number of stories) → how similar the article is to each story
Link = Callable[[Similarities, NDArray[np.int64], int], NDArray[np.float64]]


def title_of(article: Article) -> str:
    """Return the title, or the beginning of the text where there is none."""
    return article.title or article.text[:UNTITLED_CHARACTERS]


def title_words(articles: Sequence[Article]) -> dict[str, str]:
    """Return labels by the words of the title: the story of the earlier title with the highest Jaccard index."""
    ordered = article_order(articles)
    words = [set(_words(title_of(article))) for article in ordered]
    sizes = np.array([len(own) for own in words], np.float64)

    def similarities() -> Iterator[Similarities]:
        for row, shared in enumerate(_products([dict.fromkeys(own, 1.0) for own in words])):
            either = sizes[:row] + sizes[row] - shared
            yield np.divide(shared, either, out=np.zeros(row), where=either > 0)

    return _labels(ordered, similarities(), link=nearest, bar=TITLE_WORDS_BAR)


def title_vectors(articles: Sequence[Article], vectors: Mapping[str, Vector]) -> dict[str, str]:
    """Return labels by the vectors of titles (`title_of`): the story of the earlier title with the highest cosine.

    The bar means something where unrelated titles are far apart, as with the Universal Sentence Encoder. With E5, whose
    cosines are hardly ever below 0.7, all articles would be one story.
    """
    ordered = article_order(articles)
    return _labels(ordered, _cosines(ordered, vectors), link=nearest, bar=TITLE_VECTORS_BAR)


def title_vectors_by_language(articles: Sequence[Article], vectors: Mapping[str, Vector]) -> dict[str, str]:
    """Return labels as `title_vectors` gives them to the articles of each language alone."""
    labels: dict[str, str] = {}
    for language in sorted({article.language for article in articles}):
        labels |= title_vectors([article for article in articles if article.language == language], vectors)
    return labels


def all_words(articles: Sequence[Article]) -> dict[str, str]:
    """Return labels by the words of title and text: the story with the highest mean cosine of TF-IDF.

    A word that is in df of n articles, and tf times in this one, weighs (1 + ln tf) · ln((1 + n) / (1 + df)). They are
    counted over all articles, later ones too, as an engine does that fits its weights to what it has just fetched.
    """
    ordered = article_order(articles)
    counts = [Counter(_words(f"{article.title}\n{article.text}")) for article in ordered]
    seen_in = Counter(word for own in counts for word in own)
    rarity = {word: math.log((1 + len(ordered)) / (1 + n)) for word, n in seen_in.items()}
    return _labels(ordered, _products([_weights(own, rarity) for own in counts]), link=average, bar=ALL_WORDS_BAR)


def _weights(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of an article's words, at length 1."""
    weights = {word: (1 + math.log(n)) * rarity[word] for word, n in counts.items()}
    length = math.hypot(*weights.values())
    return {word: weight / length for word, weight in weights.items() if weight}


# ---------------------------------------------------------------- linking


def nearest(similarities: Similarities, stories: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Return the similarity of the most similar article of each story ("single link")."""
    best = np.full(count, -np.inf)
    np.maximum.at(best, stories, similarities)
    return best


def average(similarities: Similarities, stories: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Return the mean similarity of the articles of each story ("average link")."""
    return np.bincount(stories, similarities, count) / np.bincount(stories, minlength=count)


def _labels(ordered: Sequence[Article], rows: Iterator[Similarities], *, link: Link, bar: float) -> dict[str, str]:
    """Return {article id: label}, a label being the id of the story's first article; the older of equals wins."""
    days = np.array([article.dated_at.timestamp() for article in ordered]) / 86_400
    story = np.zeros(len(ordered), np.int64)
    last = np.zeros(len(ordered))  # day on which the youngest article of each story is dated
    first: list[str] = []
    for row, similarities in enumerate(rows):
        count = len(first)
        likeness = link(similarities, story[:row], count)
        likeness[days[row] - last[:count] > OPEN_FOR / timedelta(days=1)] = -np.inf
        best = int(likeness.argmax()) if count else 0
        if not count or likeness[best] < bar:
            best = count
            first.append(ordered[row].id)
        story[row] = best
        last[best] = days[row]
    return {article.id: first[number] for article, number in zip(ordered, story, strict=True)}


# ---------------------------------------------------------------- similarity


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _cosines(ordered: Sequence[Article], vectors: Mapping[str, Vector]) -> Iterator[Similarities]:
    matrix = np.array([vectors[article.id] for article in ordered])
    for start in range(0, len(matrix), BLOCK):
        block = matrix[start : start + BLOCK]
        products = (block @ matrix[: start + len(block)].T).astype(np.float64)
        for at, row in enumerate(products):
            yield row[: start + at]


def _products(weights: Sequence[Mapping[str, float]]) -> Iterator[Similarities]:
    """Yield, for each row of weights by word, its inner products with the rows before it."""
    postings: dict[str, list[int]] = {}  # word → the rows that it is in, ascending
    for row, own in enumerate(weights):
        for word in own:
            postings.setdefault(word, []).append(row)
    rows = {word: np.array(found) for word, found in postings.items()}
    columns = {word: np.array([weights[row][word] for row in found]) for word, found in postings.items()}
    passed: Counter[str] = Counter()  # word → how many of its rows have gone by
    for row, own in enumerate(weights):
        shared = [word for word in own if passed[word]]
        if shared:
            places = np.concatenate([rows[word][: passed[word]] for word in shared])
            values = np.concatenate([own[word] * columns[word][: passed[word]] for word in shared])
            yield np.bincount(places, values, row).astype(np.float64)
        else:
            yield np.zeros(row)
        passed.update(own.keys())
