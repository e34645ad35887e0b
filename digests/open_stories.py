"""The stories that are open, as sums, and what one more article does to them.

In: articles one by one, with their vectors. Out: which story each belongs to, now. Pure.

Stories are found by their sketches, so that an article is compared closely with a few dozen of them, however many are
open.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digests.models import Article
from digests.nearness import GroupingParameters, Sum, added, days, nearness, sum_of_one
from digests.profiles import Background, Profile
from digests.sketches import Sketches

CANDIDATES = 32  # stories whose sketches are nearest, of all that are open
RIVALS = 2  # stories next in nearness, whose articles may move
MOVABLE = 16  # articles of a rival, the last to come, that may

Order = tuple[datetime, datetime, bytes]


@dataclass(slots=True)
class OpenStory:
    """One story while it is being grouped."""

    id: str
    founder: str  # the article that the id was given for
    founded: Order  # where the first of its articles stands in the order of all
    number: int  # of its sketch
    sum: Sum
    members: dict[str, Order]  # article id → its place in the order of all
    is_posted: bool
    merged_into: "OpenStory | None" = None

    @property
    def successor(self) -> "OpenStory":
        """Return the story that has its articles now: itself unless it was merged."""
        story = self
        while story.merged_into:
            story = story.merged_into
        return story


class OpenStories:
    """Stories, what is usual around them, and where each article is."""

    def __init__(self, usual: NDArray[np.float32], parameters: GroupingParameters) -> None:
        self._parameters = p = parameters
        self._background = Background(
            usual,
            lasts_days=p.usual_for // timedelta(days=1),
            prior=p.prior_articles,
            language_prior=p.prior_articles_of_language,
            names_weight=p.names_weight,
            numbers_weight=p.numbers_weight,
        )
        self._sketches = Sketches(len(usual))
        self._stories: dict[int, OpenStory] = {}  # by number
        self._dates = np.zeros((4, 64))  # by number: first, last, fetched first, fetched last, as in Sum
        self._ones: dict[str, Sum] = {}  # article id → itself as a story of one
        self._homes: dict[str, OpenStory] = {}  # article id → its story

    def see(self, article: Article, vector: NDArray[np.float32], known: Profile | None = None) -> tuple[Sum, Profile]:
        """Return the article as a story of one, and its profile: as `Background.see` gives it."""
        profile = self._background.see(article, vector, known)
        one = self._ones[article.id] = sum_of_one(article, profile)
        return one, profile

    def home_of(self, article_id: str) -> OpenStory:
        """Return the story of an article. Raises KeyError when it has none."""
        return self._homes[article_id]

    # ---------------------------------------------------------------- what is near

    def ranked(self, one: Sum, *, merging: OpenStory | None = None, at: datetime) -> list[tuple[float, OpenStory]]:
        """Return the stories open at a moment that may be nearest, and by how much each passes its bar, best first.

        Of equals the older one comes first. With `merging`, `one` is that story's sum, and it is left out.
        """
        if not self._stories:
            return []
        numbers = self._sketches.nearest(one.meaning, CANDIDATES, among=self._open_to(one, at))
        stories = [self._stories[number] for number in numbers.tolist() if self._stories[number] is not merging]
        if not stories:
            return []
        near = nearness(one, [story.sum for story in stories], self._parameters, merging=merging is not None)
        ranked = [pair for pair in zip(near.margins.tolist(), stories, strict=True) if pair[0] > -math.inf]
        return sorted(ranked, key=lambda found: (-found[0], found[1].founded))

    def _open_to(self, one: Sum, at: datetime) -> NDArray[np.bool_]:
        """Return by number whether the dates allow it; what `nearness` says in the end is a little stricter.

        A story to which nothing has come for so long is closed, also to one that began when it was still open: whoever
        groups the news of today is not handed all that the stories of today could once have been.
        """
        first, last, fetched_first, fetched_last = self._dates[:, : self._sketches.end]
        apart = self._parameters.open_for / timedelta(days=1)
        is_open = days(at) - fetched_last <= apart
        fetched = (one.fetched_first - fetched_last <= apart) & (fetched_first - one.fetched_last <= apart)
        if math.isnan(one.first):
            return np.asarray(is_open & fetched)
        dated = (one.first - last <= apart) & (first - one.last <= apart)
        return np.asarray(is_open & (dated | (np.isnan(first) & fetched)))

    # ---------------------------------------------------------------- what changes

    def start(self, story_id: str, founder: str, members: Mapping[str, Order], *, is_posted: bool = False) -> OpenStory:
        """Open a story of seen articles, one at least."""
        number = self._sketches.new()
        if number == self._dates.shape[1]:
            self._dates = np.concatenate([self._dates, np.zeros_like(self._dates)], axis=1)
        founded = min(members.values())
        story = OpenStory(story_id, founder, founded, number, self._total(members), dict(members), is_posted)
        self._stories[number] = story
        self._homes |= dict.fromkeys(members, story)
        self._set(story, story.sum)
        return story

    def join(self, story: OpenStory, article_id: str, place: Order) -> None:
        """Put a seen article into a story."""
        story.members[article_id] = place
        story.founded = min(story.founded, place)
        self._homes[article_id] = story
        self._set(story, added([story.sum, self._ones[article_id]]))

    def move_into(self, story: OpenStory, rivals: Iterable[OpenStory]) -> list[str]:
        """Take over what fits the story clearly better than the rival in which it is; return those articles.

        It must be nearer to the story than to the rival with itself in it, and nearer by `move` than to the rest. A
        rival keeps at least one of its articles, and all that people have seen in it.
        """
        moved = []
        for rival in rivals:
            if rival.is_posted or len(rival.members) == 1:
                continue
            members = sorted(rival.members, key=lambda member: rival.members[member])[-MOVABLE:]
            there = nearness(story.sum, [self._ones[article_id] for article_id in members], self._parameters).margins
            for number in np.flatnonzero(there >= 0).tolist():
                article_id = members[number]
                if len(rival.members) > 1 and self._fits_better(article_id, story, rival):
                    place = rival.members.pop(article_id)
                    rival.founded = min(rival.members.values())
                    self._set(rival, self._total(rival.members))
                    self.join(story, article_id, place)
                    moved.append(article_id)
        return moved

    def _fits_better(self, article_id: str, story: OpenStory, rival: OpenStory) -> bool:
        one = self._ones[article_id]
        there, here = nearness(one, [story.sum, rival.sum], self._parameters).margins
        if there < max(here, 0):
            return False
        rest = self._total(member for member in rival.members if member != article_id)
        return bool(there - nearness(one, [rest], self._parameters).margins[0] >= self._parameters.move)

    def merge(self, story: OpenStory, other: OpenStory) -> tuple[OpenStory, OpenStory]:
        """Make two stories one; return the one that stays and the one that is no more.

        One that people have seen stays before one that nobody has, then the older.
        """
        kept, gone = sorted((story, other), key=lambda one: (not one.is_posted, one.founded))
        self._set(kept, added([kept.sum, gone.sum]))
        self._homes |= dict.fromkeys(gone.members, kept)
        kept.members |= gone.members
        kept.founded = min(kept.founded, gone.founded)
        gone.merged_into = kept
        self._sketches.free(gone.number)
        del self._stories[gone.number]
        return kept, gone

    def _total(self, article_ids: Iterable[str]) -> Sum:
        ones = [self._ones[article_id] for article_id in article_ids]
        return ones[0] if len(ones) == 1 else added(ones)

    def _set(self, story: OpenStory, total: Sum) -> None:
        story.sum = total
        self._sketches.put(story.number, total.meaning)
        self._dates[:, story.number] = total.dates
