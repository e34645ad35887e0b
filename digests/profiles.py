"""What is compared: an article as numbers, against what is usual these days.

In: articles, their vectors, what came before. Out: profiles, and sums of them. Pure.

A profile is one unit row of three parts: the article's vector, from which the usual vector of its language is taken
away, its names and its numbers, both by how rare they are. Then all news is no longer alike only for being news, or for
being of one language, or of one great event.

Everything is counted in whole numbers: what is usual, and a story's sum, do not depend on the order in which they were
added up, nor on the machine.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from digests.facts import facts
from digests.languages import primary
from digests.models import Article

Ints = NDArray[np.int64]

SCALE = 8192  # whole steps from 0 to 1 in a profile: finer than vectors differ between machines
VECTOR_SCALE = 65_536  # the same in what is usual, where thousands are summed
PROFILE_VERSION = 1  # of all that is decided in this file and in `facts`: profiles are kept
FACTS_KEPT = 64  # of one article, the weightiest: a long list of names costs memory and tells little
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as it is compared: a row of length SCALE."""

    meaning: NDArray[np.int16]  # shape (dimension,)
    facts: Ints  # ids of its names and numbers, ascending
    weights: Ints  # of them, the same shape

    def packed(self) -> bytes:
        """Return it as bytes: how many facts, their ids, their weights, the meaning; little endian."""
        parts = (np.array([len(self.facts)], "<u2"), self.facts.astype("<u4"), self.weights.astype("<i2"))
        return b"".join(part.tobytes() for part in (*parts, self.meaning.astype("<i2")))

    @classmethod
    def unpacked(cls, packed: bytes) -> "Profile":
        """Return what was packed."""
        count = int.from_bytes(packed[:2], "little")
        facts = np.frombuffer(packed, "<u4", count, 2).astype(np.int64)
        weights = np.frombuffer(packed, "<i2", count, 2 + 4 * count).astype(np.int64)
        return cls(np.frombuffer(packed, "<i2", -1, 2 + 6 * count).astype(np.int16), facts, weights)


@dataclass(slots=True)
class _Day:
    """What was seen on one day."""

    sums: dict[str, Ints] = field(default_factory=dict)  # language → sum of vectors
    articles: Counter[str] = field(default_factory=Counter)  # by language
    facts: Counter[int] = field(default_factory=Counter)  # fact → articles that have it
    copies: set[int] = field(default_factory=set)  # hashes of what has been counted


class Background:
    """What is usual: the mean vector of each language and how many articles have each fact, over the last few days.

    Few articles say little of what is usual: the mean of all is drawn towards `usual`, what the encoder gives for
    news in general, as if `prior` articles had said so, and that of a language towards the mean of all, as if
    `language_prior` had.
    """

    def __init__(
        self,
        usual: NDArray[np.float32],
        *,
        lasts_days: int,
        prior: int,
        language_prior: int,
        names_weight: float,
        numbers_weight: float,
    ) -> None:
        self._usual = np.rint(usual * VECTOR_SCALE)
        self._lasts = lasts_days
        self._prior, self._language_prior = prior, language_prior
        self._names_weight, self._numbers_weight = names_weight, numbers_weight
        self._days: dict[int, _Day] = {}

    def see(self, article: Article, vector: NDArray[np.float32], known: Profile | None = None) -> Profile:
        """Return the article's profile against what was seen before it, or the one that is known; count it in.

        What was seen is dated by when it was fetched: dates of publication may lie anywhere.
        """
        day, language = article.fetched_at.astimezone(UTC).toordinal(), primary(article.language)
        whole = np.rint(vector * VECTOR_SCALE).astype(np.int64)
        recent = [seen for at, seen in self._days.items() if at >= day - self._lasts]
        profile = known or self._profile(article, whole, recent)
        today = self._days.setdefault(day, _Day())
        copy = crc32(whole.tobytes() + profile.facts.tobytes() + language.encode())
        if copy in today.copies:  # one text sent five hundred times is no more usual than once
            return profile
        today.copies.add(copy)
        today.sums[language] = today.sums.get(language, 0) + whole
        today.articles[language] += 1
        today.facts.update(profile.facts.tolist())
        return profile

    def _profile(self, article: Article, whole: Ints, days: Sequence[_Day]) -> Profile:
        found, language = facts(article), primary(article.language)
        names = {_fact_id("name", name): count for name, count in found.names.items()}
        numbers = {_fact_id("number", number): count for number, count in found.numbers.items()}
        meaning = whole - self._usual_in(language, days)
        meaning /= math.sqrt(float(meaning @ meaning)) or 1.0
        weights = self._weighed(names, self._names_weight, days) | self._weighed(numbers, self._numbers_weight, days)
        kept = sorted(sorted(weights, key=lambda fact: (-weights[fact], fact))[:FACTS_KEPT])
        length = math.sqrt(float(meaning @ meaning) + math.fsum(weights[fact] ** 2 for fact in kept)) or 1.0
        return Profile(
            np.rint(meaning * (SCALE / length)).astype(np.int16),
            np.array(kept, np.int64),
            np.array([round(weights[fact] * SCALE / length) for fact in kept], np.int64),
        )

    def _usual_in(self, language: str, days: Sequence[_Day]) -> NDArray[np.float64]:
        """Return the mean vector of a language, drawn towards that of all, in whole steps of VECTOR_SCALE."""
        everywhere = sum((total for day in days for total in day.sums.values()), start=np.zeros(len(self._usual)))
        count = sum(day.articles.total() for day in days)
        usual = (everywhere + self._prior * self._usual) / (count + self._prior)
        spoken = sum((day.sums[language] for day in days if language in day.sums), start=self._language_prior * usual)
        return spoken / (sum(day.articles[language] for day in days) + self._language_prior)

    def _weighed(self, counts: Mapping[int, int], weight: float, days: Sequence[_Day]) -> dict[int, float]:
        """Return tf-idf weights whose squares sum to `weight` (Salton & Buckley 1988)."""
        total = sum(day.articles.total() for day in days) + self._prior
        rows = {
            fact: (1 + math.log(count)) * math.log(1 + total / (1 + sum(day.facts[fact] for day in days)))
            for fact, count in counts.items()
        }
        length = math.sqrt(math.fsum(value * value for value in rows.values())) or 1.0
        return {fact: value * math.sqrt(weight) / length for fact, value in rows.items()}


def fact_ids(article: Article) -> dict[int, str]:
    """Return {id in a profile: name or number} of the article."""
    found = facts(article)
    names = {_fact_id("name", name): name for name in found.names}
    return names | {_fact_id("number", number): number for number in found.numbers}


def _fact_id(kind: str, text: str) -> int:
    """Return a number that stands for a fact: two of a million share one, which does no harm."""
    return crc32(f"{kind} {text}".encode("utf-8", "surrogatepass"))
