"""How near two articles, or stories, are, part by part, and how near is near enough.

In: profiles summed up. Out: numbers that decide and that can be shown. Pure.

Two stories are as near as the cosine of their sums, plus a little for what they tell in different languages, in which
like articles are a little less alike, less a little for each day of silence between them. An article is a story of one.
The bar is higher for texts than for bare titles, and higher for two stories than for an article and a story: sums of
many are alike in what is common to a topic.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from digests.languages import primary
from digests.models import Article, Story
from digests.profiles import PROFILE_VERSION, SCALE, Ints, Profile

Floats = NDArray[np.float64]
DAY = timedelta(days=1)

RICH = 1000
RICH_CHARACTERS = (200, 800)  # up to the first an article counts as a mere title, from the second as a full text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingParameters:
    """The numbers of grouping. `tests/benchmarks/tune_stories.py` looks for those that are not said to be a choice."""

    names_weight: float = 0.4  # of the cosine of names, beside 1 for that of meaning
    numbers_weight: float = 0.1  # of the cosine of numbers
    title_gap: float = 0.07  # added between two languages, when only titles are known
    text_gap: float = 0.11  # the same for full texts
    decay_per_day: float = 0.1  # what a day of silence takes off
    title_bar: float = 0.31  # how near an article must be to a story, when only titles are known
    text_bar: float = 0.33  # the same for full texts
    text_growth: float = 0.08  # added to the latter as a story grows: its sum is nearer to all that is of its kind
    title_merge: float = 0.01  # how much nearer two stories must be to be one, when only titles are known
    text_merge: float = 0.25  # the same for full texts
    merge_growth: float = 0.05  # added for two stories, times the logarithm of the articles of the smaller one
    hub_growth: float = 0.01  # and of the larger one, whose sum may be a little near to everything
    # A story whose articles have less in common, by the mean cosine of two, counts as if they had so much: what has
    # nothing in common adds up to what is near to everything, and would take in all. A choice, which moved no score of
    # labelled news by more than 0.002.
    least_cohesion: float = 0.25
    move: float = 0.1  # how much nearer another story must be for an article to move: a choice
    prior_articles: int = 50  # that stand for news in general before any has come: this and the next a choice of three
    prior_articles_of_language: int = 20
    open_for: timedelta = timedelta(days=4)  # a story closes when nothing joined it for so long: a choice
    lives_for: timedelta = timedelta(days=14)  # and takes nothing dated farther than this from its first: a choice
    usual_for: timedelta = timedelta(days=4)  # how long what was seen counts as usual: a choice

    @property
    def of_profiles(self) -> str:
        """Return those that go into a profile, as text: profiles made with others cannot be compared."""
        numbers = (self.names_weight, self.numbers_weight, self.prior_articles, self.prior_articles_of_language)
        return f"{PROFILE_VERSION} {' '.join(f'{number:g}' for number in numbers)} {self.usual_for / DAY:g}"


DEFAULT_PARAMETERS = GroupingParameters()


@dataclass(slots=True)
class Sum:
    """Articles, added up."""

    meaning: NDArray[np.int16] | NDArray[np.float32]  # whole numbers, so that sums are exact: shape (dimension,)
    facts: Ints  # ids, ascending
    weights: Ints  # of them, the same shape
    languages: Mapping[str, int]  # language → articles in it
    richness: int  # of each from 0, a mere title, to RICH, a full text
    count: int  # of articles
    first: float  # days since the epoch, of those that have a date; NaN where none has
    last: float
    fetched_first: float  # the same of when they were fetched
    fetched_last: float
    square: float = field(init=False)  # of its length

    def __post_init__(self) -> None:
        meaning = self.meaning.astype(np.float64)
        self.square = float(meaning @ meaning) + float(self.weights @ self.weights)

    @property
    def dates(self) -> tuple[float, float, float, float]:
        """Return the four dates."""
        return self.first, self.last, self.fetched_first, self.fetched_last


def sum_of_one(article: Article, profile: Profile) -> Sum:
    """Return the article as a story of one."""
    dated = days(article.published_at) if article.published_at else math.nan
    fetched = days(article.fetched_at)
    title, text = RICH_CHARACTERS
    characters = len(article.title) + len(article.text)
    return Sum(
        meaning=profile.meaning,
        facts=profile.facts,
        weights=profile.weights,
        languages=_one_in(primary(article.language)),
        count=1,
        richness=round(RICH * min(1.0, max(0.0, (characters - title) / (text - title)))),
        first=dated,
        last=dated,
        fetched_first=fetched,
        fetched_last=fetched,
    )


@cache
def _one_in(language: str) -> Mapping[str, int]:
    return {language: 1}  # one object for all: a hundred thousand would take 20 MB


def added(sums: Sequence[Sum]) -> Sum:
    """Return the sum of one or more."""
    facts, places = np.unique(np.concatenate([one.facts for one in sums]), return_inverse=True)
    weights = np.zeros(len(facts), np.int64)
    np.add.at(weights, places, np.concatenate([one.weights for one in sums]))
    languages: Counter[str] = Counter()
    for one in sums:
        languages.update(one.languages)
    first, last, fetched_first, fetched_last = np.array([one.dates for one in sums]).T
    return Sum(
        meaning=np.add.reduce([one.meaning for one in sums], axis=0, dtype=np.float32),
        facts=facts,
        weights=weights,
        languages=languages,
        richness=sum(one.richness for one in sums),
        count=sum(one.count for one in sums),
        first=np.fmin.reduce(first),
        last=np.fmax.reduce(last),
        fetched_first=fetched_first.min(),
        fetched_last=fetched_last.max(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How near one is to each of several others, as parts that add up, and the bars: shape (others,) each."""

    meaning: Floats  # this and the next are the cosine, from -1 to 1
    facts: Floats  # shared names and numbers
    languages: Floats
    silence: Floats  # what the days between them take off
    bars: Floats
    is_open: NDArray[np.bool_]  # whether their dates allow it at all

    @property
    def margins(self) -> Floats:
        """Return by how much each bar is passed, rounded, since the last bits differ between machines."""
        near = self.meaning + self.facts + self.languages - self.silence - self.bars
        return np.where(self.is_open, np.round(near, 6), -np.inf)


def nearness(one: Sum, others: Sequence[Sum], parameters: GroupingParameters, *, merging: bool = False) -> Nearness:
    """Return how near one is to others, with the bars for an article and a story, or, `merging`, for two stories."""
    p = parameters
    floor = p.least_cohesion * SCALE**2
    own = max(one.square, floor * one.count**2)
    lengths = np.sqrt([own * max(other.square, floor * other.count**2) for other in others])
    lengths[lengths == 0] = 1
    same = sum(
        count * np.array([other.languages.get(name, 0) for other in others]) for name, count in one.languages.items()
    )
    rich = np.minimum([other.richness / other.count for other in others], one.richness / one.count) / RICH
    counts = np.array([other.count for other in others], np.float64)
    smaller = np.minimum(counts, one.count)
    bars = p.title_bar + rich * (p.text_bar - p.title_bar)
    if merging:
        bars += (
            p.title_merge
            + rich * (p.text_merge - p.title_merge)
            + p.merge_growth * np.log(smaller)
            + p.hub_growth * np.log(np.maximum(counts, one.count))
        )
        bars += rich * p.text_growth * (1 - 1 / smaller)
    else:
        bars += rich * p.text_growth * (1 - 1 / np.maximum(counts, one.count))
    silence, is_open = _silence(one, others, p)
    meanings = np.array([other.meaning for other in others], np.float64)
    return Nearness(
        # In double precision products and sums of whole numbers of this size are exact, whatever their order.
        meaning=meanings @ one.meaning.astype(np.float64) / lengths,
        facts=_shared(one, others) / lengths,
        languages=(p.title_gap + rich * (p.text_gap - p.title_gap)) * (1 - same / (counts * one.count)),
        silence=p.decay_per_day * silence,
        bars=bars,
        is_open=is_open,
    )


def _silence(one: Sum, others: Sequence[Sum], p: GroupingParameters) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the days between one and others, and whether they may be one story.

    An article without a date was published at some time before it was fetched: there is no telling of silence, only
    that it was not fetched long before or after the others.
    """
    first, last, fetched_first, fetched_last = np.array([other.dates for other in others]).T
    fetched = _apart(one.fetched_first, one.fetched_last, fetched_first, fetched_last)
    dated = _apart(one.first, one.last, first, last)
    is_dated = ~np.isnan(dated[0])
    apart, span = np.where(is_dated, dated, fetched)
    is_open = (apart <= p.open_for / DAY) & (span <= p.lives_for / DAY)
    return np.where(is_dated, np.maximum(apart, 0), 0), is_open


def _apart(first: float, last: float, firsts: Floats, lasts: Floats) -> tuple[Floats, Floats]:
    """Return the gap between a span of time and others, negative where they overlap, and how long both are together."""
    return np.maximum(first - lasts, firsts - last), np.maximum(last, lasts) - np.minimum(first, firsts)


def _shared(one: Sum, others: Sequence[Sum]) -> Floats:
    """Return the product of the facts of one with those of each other."""
    facts = np.concatenate([other.facts for other in others])
    if not len(facts) or not len(one.facts):
        return np.zeros(len(others))
    places = np.minimum(np.searchsorted(one.facts, facts), len(one.facts) - 1)
    weights = np.where(one.facts[places] == facts, one.weights[places], 0)
    products = np.concatenate([[0], np.cumsum(weights * np.concatenate([other.weights for other in others]))])
    ends = np.cumsum([len(other.facts) for other in others])
    return np.asarray(products[ends] - products[np.concatenate([[0], ends[:-1]])], np.float64)


def days(moment: datetime) -> float:
    """Return a moment in days since 1970, as the dates of a `Sum` are."""
    return moment.timestamp() / 86_400


def is_open(story: Story, now: datetime) -> bool:
    """Whether a further article may still come to a story."""
    p = DEFAULT_PARAMETERS
    return now - story.last_seen_at <= p.open_for and now - story.first_seen_at <= p.lives_for
