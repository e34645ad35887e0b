"""Why two articles are one story, or two, in the numbers that grouping compares.

In: two articles with their stories, and what each was compared as. Out: an Explanation, to be put into words elsewhere.
Pure.

Each of the two is compared with the other, with the other's story and with the rest of its own.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from digests.models import Article, Story
from digests.nearness import GroupingParameters, Sum, added, nearness, sum_of_one
from digests.profiles import Profile, fact_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFact:
    """A name or number that both sides of a comparison have."""

    text: str
    part: float  # of the sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How near an article or story is to another: the sum of its parts, and the bar."""

    articles: int  # on the other side
    meaning: float
    facts: float  # of the names and numbers that are shared
    shared: tuple[SharedFact, ...]  # these, the weightiest first
    languages: float
    days: float  # between the dates of both
    span_days: float  # from the first date of both to the last
    silence: float  # what the days take off
    bar: float
    is_open: bool  # whether their dates allow one story at all

    @property
    def near(self) -> float:
        """Return the sum of the parts."""
        return self.meaning + self.facts + self.languages - self.silence

    @property
    def margin(self) -> float:
        """Return by how much the sum passes the bar, below zero misses it, rounded as grouping does; -inf if closed."""
        return round(self.near - self.bar, 6) if self.is_open else -math.inf

    @property
    def passes(self) -> bool:
        """Return whether both may be one story by this comparison."""
        return self.margin >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One of the two articles."""

    article: Article
    story: Story
    is_posted: bool  # whether people have seen the story
    there: Comparison  # with the story of the other; where both are in one, with the other alone
    home: Comparison | None  # with the rest of its own story; None where there is no rest


class Reason(Enum):
    """What decided."""

    NEAR = auto()  # one story: the two are near enough alone
    NEAR_TO_REST = auto()  # one story: not alone, but each is near enough to the rest of it
    STAYED = auto()  # one story: one of them joined when the story was another, and stays
    CLOSED = auto()  # two: their dates are too far apart
    FAR = auto()  # two: neither passes the bar of the other's story
    HOME_NEARER = auto()  # two: one passes that bar, but fits its own story as well or better
    NOT_CLEARLY = auto()  # two: one fits the other's story better than its own, but not clearly
    POSTED = auto()  # two: one fits the other's story clearly better, but people have seen it in its own
    MERGE_BAR = auto()  # two: one passes the bar for an article, but the two stories miss the bar for stories
    CAME_BEFORE = auto()  # two: today's numbers would allow one story, those of their time did not


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Two articles and how they compare."""

    a: Explained
    b: Explained
    pair: Comparison  # of the two alone
    stories: Comparison | None  # of their stories; None where they are in one, or alone in theirs
    parameters: GroupingParameters

    @property
    def is_one_story(self) -> bool:
        """Return whether both are in the same story."""
        return self.a.story.id == self.b.story.id

    @property
    def nearer(self) -> Explained:
        """Return the article that may rather join the other's story; of equals the first."""
        return max(self.a, self.b, key=lambda side: side.there.margin)

    @property
    def farther(self) -> Explained:
        """Return the article that is less near to the rest of its own story; of equals the first."""
        return min(self.a, self.b, key=lambda side: side.home.margin if side.home else math.inf)

    @property
    def reason(self) -> Reason:
        """Return what decided."""
        if self.is_one_story:
            return self._why_one()
        compared = [self.a.there, self.b.there, *([self.stories] if self.stories else [])]
        if not any(comparison.is_open for comparison in compared):
            return Reason.CLOSED
        if not any(comparison.passes for comparison in compared):
            return Reason.FAR
        return self._why_two_though_near(self.nearer)

    def _why_one(self) -> Reason:
        if self.pair.passes:
            return Reason.NEAR
        rests = [side.home for side in (self.a, self.b) if side.home]
        return Reason.NEAR_TO_REST if all(rest.passes for rest in rests) else Reason.STAYED

    def _why_two_though_near(self, side: Explained) -> Reason:
        if side.there.passes and side.home:
            if side.home.margin >= side.there.margin:
                return Reason.HOME_NEARER
            if side.there.margin - side.home.margin < self.parameters.move:
                return Reason.NOT_CLEARLY
            if side.is_posted:
                return Reason.POSTED
        return Reason.MERGE_BAR if self.stories and not self.stories.passes else Reason.CAME_BEFORE


def explained(
    a: str,
    b: str,
    *,
    stories: Mapping[str, Story],
    articles: Mapping[str, Article],
    profiles: Mapping[str, Profile],
    parameters: GroupingParameters,
    posted: Collection[str] = (),
) -> Explanation:
    """Return how the articles with the ids `a` and `b` compare.

    `stories` holds the story of each of the two, `articles` and `profiles` all articles of these stories, by id.
    """
    one, other = stories[a], stories[b]
    ones = {name: sum_of_one(articles[name], profiles[name]) for name in (*one.article_ids, *other.article_ids)}
    scale = _Scale(ones, parameters, _texts(articles[name] for name in (b, *one.article_ids)))
    is_one = one.id == other.id
    sides = [
        Explained(
            article=articles[name],
            story=home,
            is_posted=home.id in posted,
            there=scale.compared([name], [second] if is_one else there.article_ids),
            home=scale.compared([name], rest) if (rest := [m for m in home.article_ids if m != name]) else None,
        )
        for name, home, second, there in ((a, one, b, other), (b, other, a, one))
    ]
    are_compared = not is_one and len(one.article_ids) + len(other.article_ids) > 2
    return Explanation(
        a=sides[0],
        b=sides[1],
        pair=scale.compared([a], [b]),
        stories=scale.compared(one.article_ids, other.article_ids, merging=True) if are_compared else None,
        parameters=parameters,
    )


def _texts(articles: Iterable[Article]) -> dict[int, str]:
    return {fact: text for article in articles for fact, text in fact_ids(article).items()}


@dataclass(frozen=True, slots=True)
class _Scale:
    """What two sides are weighed with."""

    ones: Mapping[str, Sum]  # article id → itself as a story of one
    parameters: GroupingParameters
    texts: Mapping[int, str]  # of facts

    def compared(self, ones: Sequence[str], others: Sequence[str], *, merging: bool = False) -> Comparison:
        """Return how the first articles, taken together, compare with the others."""
        one, other = (added([self.ones[name] for name in names]) for names in (ones, others))
        near = nearness(one, [other], self.parameters, merging=merging)
        days, span = _days(one, other)
        return Comparison(
            articles=other.count,
            meaning=float(near.meaning[0]),
            facts=float(near.facts[0]),
            shared=self._shared(one, other),
            languages=float(near.languages[0]),
            days=days,
            span_days=span,
            silence=float(near.silence[0]),
            bar=float(near.bars[0]),
            is_open=bool(near.is_open[0]),
        )

    def _shared(self, one: Sum, other: Sum) -> tuple[SharedFact, ...]:
        length = math.sqrt(one.square * other.square) or 1.0
        facts, mine, theirs = np.intersect1d(one.facts, other.facts, assume_unique=True, return_indices=True)
        parts = one.weights[mine] * other.weights[theirs] / length
        shared = [
            SharedFact(text=self.texts[fact], part=part)
            for fact, part in zip(facts.tolist(), parts.tolist(), strict=True)
        ]
        return tuple(sorted(shared, key=lambda fact: (-fact.part, fact.text)))


def _days(one: Sum, other: Sum) -> tuple[float, float]:
    """Return the days between both and from the first to the last, by when they were fetched where one has no date."""
    (first, last, *fetched), (other_first, other_last, *other_fetched) = one.dates, other.dates
    if math.isnan(first) or math.isnan(other_first):
        (first, last), (other_first, other_last) = fetched, other_fetched
    between = max(0.0, first - other_last, other_first - last)
    return float(between), float(max(last, other_last) - min(first, other_first))
