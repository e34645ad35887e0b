"""What an article names and counts: facts that read alike in many languages.

In: articles. Out: their names and numbers, and an index of how much of them an article and each story share. Pure.

They are weighed by tf-idf with sublinear tf (Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0).
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.models import Article

FACTS_CHARACTERS = 3000  # of title and text, in which names and numbers are counted
NAME_CHARACTERS = 6  # names are compared by their first letters: inflections differ between languages, stems rarely
SHORTEST_NAME = 3  # characters; where a text has no capitals at all, one more


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article names and counts, each with how often."""

    names: Counter[str]
    numbers: Counter[str]


def facts(article: Article) -> Facts:
    """Return the names and numbers of an article.

    A name is a word with a capital; where a text has none at all (Arabic, a title taken from an address), every
    longer word.
    """
    text = f"{article.title}\n{article.text}"[:FACTS_CHARACTERS]
    caseless = not any(character.isupper() for character in text)
    names: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for word in re.findall(r"\w+", text):
        if any(character.isdigit() for character in word):
            numbers[word.lstrip("0") or "0"] += 1
        elif len(word) >= SHORTEST_NAME + caseless and (word[0].isupper() or caseless):
            names[_folded(word)[:NAME_CHARACTERS]] += 1
    return Facts(names, numbers)


def _folded(word: str) -> str:
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", word.casefold()))


class FactIndex:
    """tf-idf rows of one kind of fact, summed by story, so that average cosines come from one look at each fact."""

    def __init__(self, prior_articles: int) -> None:
        self.prior = prior_articles
        self.articles = 0
        self.frequency: Counter[str] = Counter()  # fact → articles that have it
        self.sums: dict[str, dict[int, float]] = defaultdict(dict)  # fact → story row → summed weight
        self.facts_of: dict[int, set[str]] = defaultdict(set)  # story row → its facts

    def weights(self, counts: Counter[str]) -> dict[str, float]:
        """Return the article's unit row, and count it."""
        self.articles += 1
        rows = {
            fact: (1 + math.log(count)) * math.log(1 + (self.articles + self.prior) / (1 + self.frequency[fact]))
            for fact, count in counts.items()
        }
        self.frequency.update(counts.keys())
        length = math.sqrt(sum(weight * weight for weight in rows.values())) or 1.0
        return {fact: weight / length for fact, weight in rows.items()}

    def add(self, row: int, weights: Mapping[str, float]) -> None:
        """Add an article's row to a story's sum."""
        for fact, weight in weights.items():
            self.sums[fact][row] = self.sums[fact].get(row, 0.0) + weight
        self.facts_of[row].update(weights)

    def products(self, weights: Mapping[str, float], stories: int) -> NDArray[np.float64]:
        """Return, for each story, the sum over its articles of their cosine with these weights."""
        products = np.zeros(stories)
        for fact in sorted(weights):  # in a fixed order, so that the last bit of the sum is the same everywhere
            for row, weight in self.sums.get(fact, {}).items():
                products[row] += weights[fact] * weight
        return products

    def of_story(self, row: int) -> dict[str, float]:
        """Return the story's sum over its articles."""
        return {fact: self.sums[fact][row] for fact in self.facts_of[row]}

    def move(self, source: int, target: int) -> None:
        """Add one story's sum to another's, and forget the first."""
        for fact in self.facts_of.pop(source, set()):
            weight = self.sums[fact].pop(source)
            self.sums[fact][target] = self.sums[fact].get(target, 0.0) + weight
            self.facts_of[target].add(fact)
