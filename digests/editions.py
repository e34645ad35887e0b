"""Stories become an edition: which of them a digest tells, in which order, and why not the others.

In: the articles and stories of a window of time, and what the channel wants. Out: stories in order, and a verdict of
every stage that an article went through: date → language → filter → story → rank → novelty → cap. Pure.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from digests.languages import primary, same_language
from digests.models import Article, Fallback, Ranking, Story, Subscription, Told, Undated

LANGUAGES_WEIGHT = 0.5
FRESHNESS_WEIGHT = 0.5
FRESHNESS_HALF_LIFE = timedelta(hours=24)
GROWTH_WEIGHT = 0.25
GROWTH_TIME = timedelta(hours=6)
TOPIC_WEIGHT = 1.0
# How long an article may take from its fetch, whose beginning counts, to its story: pages are read for two minutes,
# and many are grouped. What the last digest could not know yet belongs to the next, which tells nothing twice.
UNDER_WAY = timedelta(minutes=15)


class Stage(StrEnum):
    """What an article goes through on its way into a digest, in order."""

    DATE = "date"
    LANGUAGE = "language"
    FILTER = "filter"
    STORY = "story"
    RANK = "rank"
    NOVELTY = "novelty"
    CAP = "cap"


class Reason(StrEnum):
    """What a stage found. The numbers of the verdict are named beside it."""

    # date: age, limit (hours)
    IN_TIME = "in time"
    LATE = "late"  # dated before the window, but fetched in it
    TOO_OLD = "too old"
    TOO_YOUNG = "too young"
    UNDATED = "undated"
    # language: language, place among those read (1: the wished one), story_place: the best of its story
    WISHED = "wished"
    ALSO_READ = "also read"
    NOT_READ = "not read"  # told all the same, as `fallback` says
    SKIPPED = "skipped"
    # filter: rule, share or nearness
    NO_RULE = "no rule"
    INCLUDED = "included"
    NOT_INCLUDED = "not included"
    EXCLUDED = "excluded"
    # story: story, articles, publishers, limit
    SEVERAL = "several"
    SINGLE = "single"
    UNGROUPED = "ungrouped"
    # rank: place, of, and the fields of Ranking
    RANKED = "ranked"
    # novelty: articles and publishers since it was told, and how many hours ago that was (told)
    NEW = "new"
    UPDATE = "update"
    HAD = "had"  # no article came since
    NOTHING_NEW = "nothing new"
    RESTS = "rests"  # it does not return within the cooldown, whatever came
    # cap: count, limit, and the name of a topic or publisher
    TOLD = "told"
    STORIES = "stories"
    SINGLES = "singles"
    TOPIC = "topic"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one stage said of an article or its story."""

    stage: Stage
    passed: bool
    reason: Reason
    numbers: Mapping[str, float | str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The time of a digest."""

    since: datetime | None  # None: no lower bound
    until: datetime
    # How old an article may be that came late: dated before `since` and fetched after. None: only dates count.
    oldest: datetime | None = None

    @property
    def reach(self) -> datetime | None:
        """The earliest date that an article of the window may have."""
        return min(self.since, self.oldest) if self.since and self.oldest else self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A story that may be told."""

    story: Story
    articles: tuple[Article, ...]  # of the window, as the filters left them, oldest first
    ranking: Ranking
    topic: str | None = None  # of the reader's topics, or of the feeds' own
    told: Told | None = None  # what its readers have had of it
    is_single: bool = False


# ---------------------------------------------------------------- date


def next_window(subscription: Subscription, last: datetime | None, until: datetime) -> Window:
    """Return the window of the digest at `until`: from the last delivered one, at most `subscription.window` back."""
    reach = until - subscription.window
    since = reach if last is None else min(max(last, reach), until)
    return Window(since=since, until=until, oldest=until - subscription.max_age)


def date_verdict(article: Article, window: Window, undated: Undated) -> Verdict:
    """Return whether an article belongs to the window: by its date, or because it came late."""
    limit = None if window.since is None else _hours(window.until - window.since)
    numbers = {"age": _hours(window.until - article.dated_at), "limit": limit}

    def verdict(passed: bool, reason: Reason) -> Verdict:
        return Verdict(stage=Stage.DATE, passed=passed, reason=reason, numbers=numbers)

    if article.published_at is None and undated is Undated.SKIP:
        return verdict(False, Reason.UNDATED)
    if article.dated_at > window.until:
        return verdict(False, Reason.TOO_YOUNG)
    if window.since is None or article.dated_at >= window.since:
        return verdict(True, Reason.IN_TIME)
    if window.oldest and article.dated_at >= window.oldest and article.fetched_at >= window.since - UNDER_WAY:
        return verdict(True, Reason.LATE)
    return verdict(False, Reason.TOO_OLD)


# ---------------------------------------------------------------- language


def is_told(articles: Iterable[Article], subscription: Subscription) -> bool:
    """Whether a story may be told: its reader reads one of its languages, or wants it all the same."""
    return subscription.fallback is not Fallback.SKIP or _best_place(articles, subscription) is not None


def language_verdict(article: Article, articles: Iterable[Article], subscription: Subscription) -> Verdict:
    """Return what the reader's languages say of an article; `articles` are all of its story."""
    place, best = _place(article.language, subscription), _best_place(articles, subscription)
    passed = is_told(articles, subscription)
    found = {1: Reason.WISHED, None: Reason.NOT_READ if passed else Reason.SKIPPED}
    numbers: dict[str, float | str | None] = {"language": article.language, "place": place, "story_place": best}
    return Verdict(stage=Stage.LANGUAGE, passed=passed, reason=found.get(place, Reason.ALSO_READ), numbers=numbers)


def _best_place(articles: Iterable[Article], subscription: Subscription) -> int | None:
    places = [_place(language, subscription) for language in {article.language for article in articles}]
    return min((place for place in places if place), default=None)


def _place(tag: str, subscription: Subscription) -> int | None:
    """Return where a language stands among those of the reader, from 1; None when he does not read it."""
    wishes = (subscription.language, *subscription.also_read)
    return next((number for number, wish in enumerate(wishes, 1) if same_language(wish, tag)), None)


# ---------------------------------------------------------------- filter and story


def filter_verdict(rule: str | None, share: float, *, is_topic: bool = False, passed: bool) -> Verdict:
    """Return what the filters said: which rule decided, and of which share of the story's articles it is true.

    Of a topic, and where no rule was met, it is how near the story is to it.
    """
    if rule is None:
        reason = Reason.NO_RULE if passed else Reason.NOT_INCLUDED
    else:
        reason = Reason.INCLUDED if passed else Reason.EXCLUDED
    kind = "nearness" if is_topic or rule is None else "share"
    return Verdict(stage=Stage.FILTER, passed=passed, reason=reason, numbers={"rule": rule, kind: share})


def story_verdict(contender: "Contender", subscription: Subscription) -> Verdict:
    """Return how many tell the story; one that too few tell goes on as a find of a single source."""
    numbers: dict[str, float | str | None] = {
        "story": contender.story.id,
        "articles": len(contender.articles),
        "publishers": contender.ranking.publishers,
        "limit": subscription.min_publishers,
    }
    reason = Reason.SINGLE if contender.is_single else Reason.SEVERAL
    return Verdict(stage=Stage.STORY, passed=True, reason=reason, numbers=numbers)


# ---------------------------------------------------------------- rank


def ranking(articles: Sequence[Article], until: datetime, *, topic: float = 0.0) -> Ranking:
    """Return the numbers of a story at `until`, and the score that they make.

    `topic` is how near the story is to the nearest of the reader's topics, from 0 (to none) to 1.
    """
    first: dict[str, datetime] = {}
    for article in articles:
        first[article.publisher] = min(article.dated_at, first.get(article.publisher, article.dated_at))
    publishers, languages = len(first), len({primary(article.language) for article in articles})
    age = max(timedelta(0), until - max(article.dated_at for article in articles))
    joined = sum(until - at < GROWTH_TIME for at in first.values())
    return Ranking(
        publishers=publishers,
        languages=languages,
        age=age,
        joined=joined,
        topic=topic,
        score=score(publishers, languages, age, joined, topic),
    )


def score(publishers: int, languages: int, age: timedelta, joined: int, topic: float) -> float:
    """Return how much a story matters.

    ln(1 + publishers) + 0.5 · ln(languages) + 0.5 · 2^(−age / 24 h) + 0.25 · ln(1 + joined) + topic.

    What many newsrooms in many languages tell matters; their second article on it adds nothing; `age` is that of its
    youngest article, `joined` are the publishers that came to it in the last six hours. One publisher yesterday scores
    0.94, three in two languages an hour ago 2.57, ten in five of which four have just come 4.10.
    """
    freshness = math.exp2(-(age / FRESHNESS_HALF_LIFE))
    return (
        math.log(1 + publishers)
        + LANGUAGES_WEIGHT * math.log(languages)
        + FRESHNESS_WEIGHT * freshness
        + GROWTH_WEIGHT * math.log(1 + joined)
        + TOPIC_WEIGHT * topic
    )


def ranked(contenders: Iterable[Contender]) -> list[Contender]:
    """Return the contenders, best first; of equals the one with the younger news, then by id."""
    return sorted(contenders, key=lambda c: (-round(c.ranking.score, 9), c.ranking.age, c.story.id))


def rank_verdict(contender: Contender, place: int, of: int) -> Verdict:
    """Return where the story stands among all that may be told, and the numbers that put it there."""
    r = contender.ranking
    numbers = {
        "place": place,
        "of": of,
        "score": r.score,
        "publishers": r.publishers,
        "languages": r.languages,
        "age": _hours(r.age),
        "joined": r.joined,
        "topic": r.topic,
    }
    return Verdict(stage=Stage.RANK, passed=True, reason=Reason.RANKED, numbers=numbers)


# ---------------------------------------------------------------- novelty


def novelty_verdict(
    reason: Reason, *, passed: bool, articles: int = 0, publishers: int = 0, hours: float = 0
) -> Verdict:
    """Return what is new of a story: articles and publishers since it was told, and how many hours ago that was."""
    numbers = {"articles": articles, "publishers": publishers, "told": hours}
    return Verdict(stage=Stage.NOVELTY, passed=passed, reason=reason, numbers=numbers)


# ---------------------------------------------------------------- cap


def fitted(subscription: Subscription, articles: Iterable[Article]) -> Subscription:
    """Return the subscription as it can be met: where there is one publisher, none can confirm or crowd out another."""
    publishers = len({article.publisher for article in articles})
    return replace(
        subscription,
        min_publishers=max(1, min(subscription.min_publishers, publishers)),
        per_publisher=subscription.per_publisher if publishers > 1 else None,
    )


@dataclass(slots=True)
class Caps:
    """How full a digest is. Contenders are taken one by one, best first, as long as no cap holds them back."""

    subscription: Subscription
    stories: int = 0
    singles: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)

    def taken(self, contender: Contender) -> Verdict:
        """Return whether this story fits in, and count it if it does."""
        held = self._held(contender)
        if held is not None:
            return held
        if contender.is_single:
            self.singles += 1
        else:
            self.stories += 1
        if contender.topic:
            self.topics[contender.topic] += 1
        if sole := sole_publisher(contender.articles):
            self.publishers[sole] += 1
        count, limit = self._section(contender)
        return Verdict(stage=Stage.CAP, passed=True, reason=Reason.TOLD, numbers={"count": count, "limit": limit})

    @property
    def is_full(self) -> bool:
        """Whether no story of any kind fits in."""
        return self.stories >= self.subscription.stories and self.singles >= self.subscription.singles

    def _section(self, contender: Contender) -> tuple[int, int]:
        if contender.is_single:
            return self.singles, self.subscription.singles
        return self.stories, self.subscription.stories

    def _held(self, contender: Contender) -> Verdict | None:
        wish, sole = self.subscription, sole_publisher(contender.articles)
        count, limit = self._section(contender)
        section = Reason.SINGLES if contender.is_single else Reason.STORIES
        caps: list[tuple[Reason, str | None, int, int | None]] = [(section, None, count, limit)]
        if contender.topic:
            caps.append((Reason.TOPIC, contender.topic, self.topics[contender.topic], wish.per_topic))
        if sole:
            caps.append((Reason.PUBLISHER, sole, self.publishers[sole], wish.per_publisher))
        for reason, name, counted, most in caps:
            if most is not None and counted >= most:
                numbers = {"count": counted, "limit": most, "name": name}
                return Verdict(stage=Stage.CAP, passed=False, reason=reason, numbers=numbers)
        return None


def sole_publisher(articles: Iterable[Article]) -> str | None:
    """Return the one publisher that tells the story; None when there are several."""
    publishers = {article.publisher for article in articles}
    return publishers.pop() if len(publishers) == 1 else None


def feed_topic(articles: Iterable[Article], topics: Mapping[str, str]) -> str | None:
    """Return the topic that most of the articles' feeds stand under; `topics` is {feed url: topic}."""
    counts = Counter(topics[article.feed_url] for article in articles if article.feed_url in topics)
    return min(counts, key=lambda topic: (-counts[topic], topic)) if counts else None


def _hours(span: timedelta) -> float:
    return span / timedelta(hours=1)
