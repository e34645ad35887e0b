"""What a store remembers of grouping, with no end to its memory, and articles made of a few numbers.

The window of the real store is bounded; here each call is handed everything, so that what is tested are the rules of
grouping and not how far back they are followed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digests.models import Article, Story
from digests.nearness import DEFAULT_PARAMETERS, GroupingParameters
from digests.profiles import Profile
from digests.stories import Former, article_order, due_at, group
from tests.digests.examples import NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# With these an article is near a story when their cosine is 0.3, and two stories when it is 0.45: nothing else counts.
_NOTHING = {number.name: 0.0 for number in fields(GroupingParameters) if isinstance(number.default, float)}
_BARS = {"title_bar": 0.3, "text_bar": 0.3, "title_merge": 0.15, "text_merge": 0.15, "move": 0.1}
_NO_BACKGROUND = {"prior_articles": 10**6, "prior_articles_of_language": 10**6}
PLAIN = replace(DEFAULT_PARAMETERS, **(_NOTHING | _BARS | _NO_BACKGROUND))  # type: ignore[arg-type]

Vectors = dict[str, NDArray[np.float32]]


def news(
    name: str,
    at: datetime | None = NOON,
    *,
    fetched: datetime | None = None,
    title: str = "aa bb",
    text: str = "",
    language: str = "en",
) -> Article:
    """Return an article, fetched when it was published; two letters a word name nothing: only meaning counts."""
    return Article(
        id=name,
        feed_url="https://news.example/rss",
        url=None,
        title=title,
        text=text,
        language=language,
        published_at=at,
        fetched_at=fetched or at or NOON,
        source="Example News",
        publisher="news.example",
    )


def unit(*numbers: float) -> NDArray[np.float32]:
    """Return the row that points there."""
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def told(
    articles: Iterable[Article], vectors: Vectors, parameters: GroupingParameters = DEFAULT_PARAMETERS
) -> set[tuple[str, ...]]:
    """Return the stories of articles grouped at once, each as the ids of its articles."""
    return {story.article_ids for story in group(list(articles), vectors, parameters=parameters).stories}


@dataclass
class Archive:
    """Articles and their stories, kept as a `Store` keeps them."""

    vectors: Vectors
    parameters: GroupingParameters = DEFAULT_PARAMETERS
    articles: dict[str, Article] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)  # article id → story id
    founders: dict[str, str] = field(default_factory=dict)
    placements: dict[str, dict[datetime, str]] = field(default_factory=dict)  # article id → when → story id
    aliases: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)  # by article id
    posted: set[str] = field(default_factory=set)

    def take(self, *new: Article) -> None:
        """Group new articles, and once more what was due after the first of them."""
        self.articles |= {article.id: article for article in new}
        since = min(due_at(article) for article in new)
        seen = {article_id for article_id, name in self.homes.items() if name in self.posted}
        before = [article for article in self.articles.values() if due_at(article) < since or article.id in seen]
        due = [article for article in self.articles.values() if due_at(article) >= since and article.id not in seen]
        grouped = group(due, self.vectors, former=self._former(before, since), parameters=self.parameters)
        assert grouped.aliases.keys() <= self.founders.keys(), "an alias leads from an id that nobody was told"
        self.aliases |= grouped.aliases
        for story in grouped.stories:
            self.homes |= dict.fromkeys(story.article_ids, story.id)
            self.aliases.pop(story.id, None)
        self.founders |= grouped.founders
        self.profiles |= {name: Profile.unpacked(profile.packed()) for name, profile in grouped.profiles.items()}
        for name in {placement.article_id for placement in grouped.placements}:
            made = self.placements.get(name, {})
            self.placements[name] = {at: story_id for at, story_id in made.items() if at < since}
        for placement in grouped.placements:
            self.placements[placement.article_id][placement.placed_at] = placement.story_id

    def _former(self, before: Sequence[Article], since: datetime) -> Former:
        seen = {name: home for name, home in self.homes.items() if home in self.posted}
        then = {article.id: self._placed(article.id, since) for article in before if article.id not in seen}
        return Former(
            articles=before,
            stories=then | seen,
            founders=dict(self.founders),
            posted=frozenset(self.posted),
            later=dict(self.homes),
            profiles={name: profile for name, profile in self.profiles.items() if name in then | seen},
        )

    def _placed(self, article_id: str, since: datetime) -> str:
        made = self.placements[article_id]
        return made[max(at for at in made if at < since)]

    def stories(self) -> dict[str, Story]:
        """Return the stories by id."""
        members: dict[str, list[Article]] = {}
        for article in article_order(self.articles.values()):
            members.setdefault(self.homes[article.id], []).append(article)
        return {
            name: Story(
                id=name,
                article_ids=tuple(one.id for one in sorted(articles, key=lambda one: (one.dated_at, one.id))),
                first_seen_at=min(one.dated_at for one in articles),
                last_seen_at=max(one.dated_at for one in articles),
            )
            for name, articles in members.items()
        }

    def story(self, story_id: str) -> Story:
        """Return the story of that id, or the one to which the id leads."""
        stories, passed = self.stories(), set()
        while story_id not in stories:
            assert story_id not in passed, "aliases lead in a circle"
            passed.add(story_id)
            story_id = self.aliases[story_id]
        return stories[story_id]


def archived(
    batches: Iterable[Sequence[Article]], vectors: Vectors, parameters: GroupingParameters = DEFAULT_PARAMETERS
) -> Archive:
    """Return the archive that has taken one batch after the other."""
    archive = Archive(vectors, parameters)
    for batch in batches:
        archive.take(*batch)
    return archive
