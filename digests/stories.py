"""Articles become stories: each article joins the open story that reports its event, in any language, or starts one.

In: articles, their vectors, the stories so far. Out: the stories that are new or have changed, and what became of ids.
Pure.

Articles are taken in the order of their dates. Each joins the story that it is nearest to, if it is near enough
(`nearness`). Then articles of the next nearest stories that fit the grown one clearly better move to it, and a story
that has grown near to another becomes one with it: the older id stays, the younger leads to it. What has been posted
keeps its meaning: its articles never move, and its id goes before one that nobody has seen.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from digests.models import Article, Placement, Story
from digests.nearness import DEFAULT_PARAMETERS, GroupingParameters, Sum
from digests.open_stories import RIVALS, OpenStories, OpenStory, Order
from digests.profiles import Profile
from digests.story_ids import story_id

LEAD_CHARACTERS = 200  # of the text, that are encoded beside the title: more costs time and tells little

Vectors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What was grouped before, as it stood when the first of the new articles is due."""

    # Of the open stories, and whatever else tells what is usual: due before, or in a story that people have seen.
    articles: Sequence[Article] = ()
    stories: Mapping[str, str] = field(default_factory=dict)  # article id → its story's id, then; if seen, now
    later: Mapping[str, str] = field(default_factory=dict)  # the same as of now, of all articles that have been grouped
    profiles: Mapping[str, Profile] = field(default_factory=dict)  # article id → what it was compared as
    founders: Mapping[str, str] = field(default_factory=dict)  # every story id ever given → the article it was for
    posted: Collection[str] = ()  # ids of the stories that people have seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """What grouping changed."""

    stories: tuple[Story, ...]  # that are new or may have changed, each whole; none is empty
    founders: Mapping[str, str]  # the id of each of them → the article it was given for
    placements: tuple[Placement, ...]  # in the order in which they were made
    aliases: Mapping[str, str]  # the id of a story that is no more → that of the one that has its articles
    profiles: Mapping[str, Profile]  # article id → what it was compared as, of the articles and of former ones unknown


def group(
    articles: Sequence[Article],
    vectors: Vectors,
    *,
    former: Former | None = None,
    usual: NDArray[np.float32] | None = None,
    parameters: GroupingParameters = DEFAULT_PARAMETERS,
    report: Callable[[int], None] = lambda _: None,
) -> Grouped:
    """Return what the articles change; they are taken in `article_order`.

    `vectors` are those of all articles, former ones too (unit length, one encoder); `usual` is what that encoder gives
    for news in general, zeros when None. The result depends on the articles, not on the batches in which they came,
    if each call is handed what stood before its first article, and the articles due after that once more. `report` is
    told how many are done.
    """
    if not articles:
        return Grouped(stories=(), founders={}, placements=(), aliases={}, profiles={})
    grouping = Grouping(former or Former(), vectors, usual=usual, parameters=parameters)
    ordered = article_order(articles)
    grouping.take_back(ordered, due_at(ordered[0]))
    for number, article in enumerate(ordered, 1):
        grouping.place(article, vectors[article.id])
        report(number)
    return grouping.result()


def encoded_text(article: Article) -> str:
    """Return what of an article is turned into its vector: the title and the lead."""
    return f"{article.title}\n{article.text[:LEAD_CHARACTERS]}".strip()


def due_at(article: Article) -> datetime:
    """Return when an article has its turn: when it is dated, but never long before it came.

    One that comes late is grouped as if it had come in time, and all that came meanwhile once more; for one that comes
    later than a story is open this would cost more than it is worth.
    """
    return max(article.dated_at, article.fetched_at - DEFAULT_PARAMETERS.open_for)


def article_order(articles: Iterable[Article]) -> list[Article]:
    """Return the articles in the order in which they are grouped: by turn, then oldest first; ties by hash of the id.

    Ids may count up, story by story; their hash says nothing.
    """
    return sorted(articles, key=_order)


def _order(article: Article) -> Order:
    return due_at(article), article.dated_at, hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).digest()


class Grouping:
    """Stories in the making: former ones put back, then one article after the other."""

    def __init__(
        self,
        former: Former,
        vectors: Vectors,
        *,
        usual: NDArray[np.float32] | None = None,
        parameters: GroupingParameters = DEFAULT_PARAMETERS,
    ) -> None:
        if usual is None:
            usual = np.zeros(len(next(iter(vectors.values()))), np.float32)
        self._former = former
        self._founders = dict(former.founders)
        self._open = OpenStories(usual, parameters)
        self._named: dict[str, OpenStory] = {}  # by the id that each was started with
        self._dates: dict[str, datetime] = {}
        self._placements: list[Placement] = []
        self._profiles: dict[str, Profile] = {}
        self._changed: set[str] = set()  # story ids
        self._put_back(vectors)

    def _put_back(self, vectors: Vectors) -> None:
        members: dict[str, dict[str, Order]] = {}
        for article in article_order(self._former.articles):
            self._see(article, vectors[article.id])
            if name := self._former.stories.get(article.id):
                members.setdefault(name, {})[article.id] = _order(article)
        for name, places in members.items():
            self._start(name, self._founders.get(name, next(iter(places))), places)

    def take_back(self, due: Iterable[Article], since: datetime) -> None:
        """Forget what was decided since: articles stand where they stood, and those due are placed anew."""
        now = self._former.later
        self._changed |= {now[article.id] for article in due if article.id in now}
        for article_id, name in self._former.stories.items():
            if (known := now.get(article_id, name)) != name:
                self._changed.add(known)
                self._note(self._named[name], [article_id], at=since)

    def _see(self, article: Article, vector: NDArray[np.float32]) -> Sum:
        self._dates[article.id] = article.dated_at
        known = self._former.profiles.get(article.id)
        one, profile = self._open.see(article, vector, known)
        if known is None:
            self._profiles[article.id] = profile
        return one

    def place(self, article: Article, vector: NDArray[np.float32]) -> None:
        """Give an article its story, and let the other stories follow."""
        one, place = self._see(article, vector), _order(article)
        now = min(place[0], article.fetched_at)  # a date may lie a thousand years ahead
        ranked = self._open.ranked(one, at=now)
        if ranked and ranked[0][0] >= 0:
            story = ranked[0][1]
            self._open.join(story, article.id, place)
        else:
            name = story_id(article.id, self._founders, self._named)
            story = self._start(name, article.id, {article.id: place})
        rivals = [rival for _, rival in ranked if rival is not story]
        moved = self._open.move_into(story, rivals[:RIVALS])
        self._changed |= {rival.id for rival in rivals[:RIVALS] if moved}
        self._note(story, [article.id, *moved], at=place[0])
        self._merge(story, now, at=place[0])

    def _start(self, name: str, founder: str, members: Mapping[str, Order]) -> OpenStory:
        self._founders[name] = founder
        story = self._open.start(name, founder, members, is_posted=name in self._former.posted)
        self._named[name] = story
        return story

    def _merge(self, story: OpenStory, now: datetime, *, at: datetime) -> None:
        """Merge the story with any other that it has grown near to and that is still open."""
        while len(story.members) > 1:
            ranked = self._open.ranked(story.sum, merging=story, at=now)
            if not ranked or ranked[0][0] < 0:
                return
            story, gone = self._open.merge(story, ranked[0][1])
            self._changed.add(gone.id)
            self._note(story, gone.members, at=at)

    def _note(self, story: OpenStory, articles: Iterable[str], *, at: datetime) -> None:
        self._placements += [Placement(article_id=name, story_id=story.id, placed_at=at) for name in articles]
        self._changed.add(story.id)

    def result(self) -> Grouped:
        """Return what has changed since the former stories were put back."""
        homes = {name: self._successor(name) for name in sorted(self._changed)}
        stories = {home.id: home for home in homes.values()}
        return Grouped(
            stories=tuple(self._story(home) for home in stories.values()),
            founders={name: home.founder for name, home in stories.items()},
            placements=tuple(self._placements),
            profiles=self._profiles,
            aliases={
                name: home.id for name, home in homes.items() if home.id != name and name in self._former.founders
            },
        )

    def _successor(self, name: str) -> OpenStory:
        """Return the story of this id, or the one that has the article that the id was given for, or its oldest."""
        if name in self._named:
            return self._named[name].successor
        former = self._former.later.items()
        members = [article_id for article_id, known in former if known == name and article_id in self._dates]
        members.sort(key=lambda article_id: (article_id != self._founders.get(name), self._dates[article_id]))
        return self._open.home_of(members[0])

    def _story(self, story: OpenStory) -> Story:
        members = sorted(story.members, key=lambda article_id: (self._dates[article_id], article_id))
        return Story(
            id=story.id,
            article_ids=tuple(members),
            first_seen_at=self._dates[members[0]],
            last_seen_at=self._dates[members[-1]],
        )
