"""One story in full for one reader: how it is told, what is new since they looked, how it grew, who tells it.

In: the id of a story, the feeds of the reader's digest, what they have had of it. Out: what can be said of it. Computes
but for `coverage_of`: call it off an event loop.

    found = closeup("k7qm", feeds=feeds, language="fr", also_read=("en",), count=8, told=None, now=now, desk=desk)
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from digests.choosing import Desk
from digests.editions import ranking
from digests.encoding import stored_vectors
from digests.headlines import clean_title, opening
from digests.languages import primary, same_language
from digests.models import Article, DigestItem, Story, Summary, Told
from digests.novelty import NEW_PUBLISHERS, news_of
from digests.ports import Store
from digests.readers import TEXTS_REMEMBERED
from digests.telling import Telling, tell, told_language, update_of

# After the first report: how far a story had come by then.
GROWTH = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
NEWS_SENTENCES = 4  # at most, of what came since a reader looked: shown once, then it is old


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A story as the feeds of one digest carry it."""

    story: Story
    articles: tuple[Article, ...]  # at least one, oldest first

    @property
    def publishers(self) -> int:
        """How many tell it."""
        return len({article.publisher for article in self.articles})


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How far a story had come at a time."""

    after: timedelta  # the first report
    articles: int  # up to then
    publishers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """How a story went around."""

    first: Article
    languages: tuple[Article, ...]  # the first in each further language, oldest first
    growth: tuple[Growth, ...]  # only where it had grown, and went on to
    latest: Article | None  # None: it is one of those above


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What came to a story since its reader looked at it."""

    at: datetime  # when they did
    articles: int  # at least one
    item: DigestItem | None  # what they say that is new; None where they repeat what was known


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeup:
    """All that can be said of a story."""

    item: DigestItem
    since: Since | None  # None: they have not looked before, or nothing came
    timeline: Timeline


def coverage_of(story_id: str, feeds: Collection[str], store: Store) -> Coverage | None:
    """Return the story of that id, or to which it leads, as these feeds carry it, or all that are shared if none.

    None where there is no such story, or none of its articles is of these feeds.
    """
    story = store.story(story_id)
    if story is None:
        return None
    wanted = frozenset(feeds or store.shared_feeds())
    carriers = store.carriers(story.article_ids)
    carried = [name for name in story.article_ids if not wanted.isdisjoint(carriers.get(name, ()))]
    articles = sorted(store.articles(carried).values(), key=lambda article: (article.dated_at, article.id))
    return Coverage(story=story, articles=tuple(articles)) if articles else None


def title_of(articles: Sequence[Article], languages: Sequence[str]) -> tuple[str, Article]:
    """Return the youngest title in the first of the languages that they have, and its article: nothing is weighed.

    Where none has a title it is how one of them opens.
    """
    language = told_language(articles, languages)
    told = [article for article in articles if article.language == language]
    titled = next((article for article in reversed(told) if clean_title(article)), None)
    return (clean_title(titled), titled) if titled else (opening(told), told[0])


def by_language(articles: Iterable[Article], language: str) -> list[tuple[str, list[Article]]]:
    """Return the articles of each language in their order: the reader's own language first, then that of most."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(article.language, []).append(article)
    return sorted(found.items(), key=lambda one: (not same_language(language, one[0]), -len(one[1]), one[0]))


def timeline(articles: Sequence[Article]) -> Timeline:
    """Return how a story went around; `articles` are all of it, oldest first, at least one."""
    first, last = articles[0], articles[-1]
    heads: dict[str, Article] = {}
    for article in articles:
        heads.setdefault(primary(article.language), article)
    growth: list[Growth] = []
    before = 1
    for after in GROWTH:
        come = [article for article in articles if article.dated_at - first.dated_at <= after]
        if before < len(come) < len(articles):
            publishers = len({article.publisher for article in come})
            growth.append(Growth(after=after, articles=len(come), publishers=publishers))
            before = len(come)
    return Timeline(
        first=first,
        languages=tuple(heads.values())[1:],
        growth=tuple(growth),
        latest=None if last in heads.values() else last,
    )


def closeup(
    story_id: str,
    *,
    feeds: Collection[str],
    language: str,
    also_read: Sequence[str],
    count: int,
    told: Told | None,
    now: datetime,
    desk: Desk,
) -> Closeup | None:
    """Return a story told in up to `count` sentences, for a reader who has had what is `told`.

    It is told in the first of `language` and `also_read` that it has. None where `coverage_of` has none.
    """
    found = coverage_of(story_id, feeds, desk.store)
    if found is None:
        return None
    articles = found.articles
    telling = partial(
        tell,
        languages=(language, *also_read),
        vectors=stored_vectors(articles, desk.store, desk.sentence_encoder, desk.report),
        encoder=desk.sentence_encoder,
    )
    [summary] = telling([Telling(story_id=found.story.id, articles=articles)], count=count)
    item = DigestItem(story=found.story, articles=articles, summary=summary, ranking=ranking(articles, now))
    news = news_of(articles, told, desk.store.articles(told.article_ids).values()) if told else None
    if news is None or not news.articles:
        return Closeup(item=item, since=None, timeline=timeline(articles))
    must_say_new = news.publishers < NEW_PUBLISHERS  # a single further publisher must
    [update] = telling([update_of(found.story.id, articles, news, must_say_new=must_say_new)], count=NEWS_SENTENCES)
    return Closeup(
        item=_without(item, update),
        since=Since(
            at=news.told.at,
            articles=len(news.articles),
            item=replace(item, summary=update, is_update=True) if update.sentences else None,
        ),
        timeline=timeline(articles),
    )


def _without(item: DigestItem, update: Summary) -> DigestItem:
    """Return a story without the sentences that are told as new, unless there are no others."""
    left = tuple(sentence for sentence in item.summary.sentences if sentence not in update.sentences)
    return replace(item, summary=replace(item.summary, sentences=left)) if left else item


def seen(shown: Closeup, told: Told | None, now: datetime) -> Told:
    """Return what a reader has had of a story who had what is `told` and is shown this."""
    items = [shown.item, *([shown.since.item] if shown.since and shown.since.item else [])]
    texts = [text for item in items for text in (item.summary.headline, *(s.text for s in item.summary.sentences))]
    return caught_up(Coverage(story=shown.item.story, articles=shown.item.articles), told, now, texts=texts)


def caught_up(coverage: Coverage, told: Told | None, now: datetime, *, texts: Sequence[str] = ()) -> Told:
    """Return what a reader has had of a story to whom all that it is now counts as known; `texts` they have read."""
    had = told or Told(story_id="", at=now, article_ids=frozenset(), publishers=frozenset(), texts=())
    read_last = dict.fromkeys([*reversed(texts), *reversed(had.texts)])
    return Told(
        story_id=coverage.story.id,
        at=now,
        article_ids=had.article_ids | frozenset(coverage.story.article_ids),
        publishers=had.publishers | {article.source for article in coverage.articles},
        texts=tuple(read_last)[:TEXTS_REMEMBERED][::-1],
    )
