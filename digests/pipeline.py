"""The only file that knows the order of the steps: read → group → compose.

Reading is a coroutine, since it waits for the network. Grouping and composing compute: call them off an event loop.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import numpy as np
from numpy.typing import NDArray

from digests.articles import read_article, unique_ids
from digests.candidates import quotable
from digests.editions import Ranked, ranked
from digests.errors import FeedUnreadable, NothingToSay, SourceError
from digests.feeds import SourceKind, kind_of, name_of, read_feed, read_opml, read_rows, read_text
from digests.models import Article, Digest, DigestItem, Entry, Feed, Sentence, Story, Subscription
from digests.ports import Encoder, Fetcher, Store, Vectors
from digests.sentences import split_sentences
from digests.stories import DEFAULT_PARAMETERS, article_order, encoded_text, group
from digests.summaries import Material, story_centre, summarize, summary_language

FETCHES_AT_ONCE = 20
ENCODED_AT_ONCE = 64  # texts between two reports of progress
QUOTED_ARTICLES = 12  # of one story: those nearest to its centre are searched for sentences
QUOTED_SENTENCES = 20  # of one article: what comes later is background

Report = Callable[[str, int, int], None]  # what is being done, how many are done, how many there are


def _silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


# ---------------------------------------------------------------- read


@dataclass(slots=True)
class Reading:
    """What came out of some sources, in the order in which they were named."""

    article_ids: list[str] = field(default_factory=list)  # one per item read, so an item that came twice is here twice
    feeds: list[str] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)  # sources, or single rows, that gave nothing


async def read(
    addresses: Iterable[tuple[str, bool]],
    *,
    fetcher: Fetcher,
    store: Store,
    now: datetime,
    report: Report = _silent,
) -> Reading:
    """Fetch, parse and clean what stands at the addresses, and keep it in the store.

    An address is (url, whether a list of feeds found there may be followed to the network). One that gives nothing is a
    problem in the result and never an exception; the others go on.
    """
    reading = Reading()
    documents = await _documents(list(addresses), fetcher, reading, report)
    articles: list[Article] = []
    for number, (url, data) in enumerate(documents, 1):
        try:
            feed, entries, problems = _parsed(url, data)
        except FeedUnreadable as error:
            reading.problems.append(error)
            continue
        store.save_feeds([feed])
        reading.feeds.append(feed.url)
        reading.problems += [FeedUnreadable(url, problem) for problem in problems]
        articles += _articles(feed, entries, now)
        report("reading", number, len(documents))
    articles = unique_ids(articles, store.feed_of(article.id for article in articles))
    store.save_articles(articles)
    reading.article_ids = [article.id for article in articles]
    return reading


async def _documents(
    addresses: Sequence[tuple[str, bool]], fetcher: Fetcher, reading: Reading, report: Report
) -> list[tuple[str, bytes]]:
    """Return (url, bytes) of every feed, those that an OPML list names in the list's place."""
    first = await _fetched([url for url, _ in addresses], fetcher, report)
    named: list[tuple[str, bytes | SourceError | None]] = []
    for (url, reaches_out), got in zip(addresses, first, strict=True):
        if isinstance(got, bytes) and kind_of(name_of(url), got) is SourceKind.OPML:
            named += [(listed, None) for listed in _listed(url, got, reaches_out, reading)]
        else:
            named.append((url, got))
    listed = await _fetched([url for url, got in named if got is None], fetcher, report)
    rest = iter(listed)
    documents = []
    for url, known in named:
        got = next(rest) if known is None else known
        if isinstance(got, SourceError):
            reading.problems.append(got)
        else:
            documents.append((url, got))
    return documents


async def _fetched(urls: Sequence[str], fetcher: Fetcher, report: Report) -> list[bytes | SourceError]:
    gate = asyncio.Semaphore(FETCHES_AT_ONCE)
    done = 0

    async def one(url: str) -> bytes | SourceError:
        nonlocal done
        async with gate:
            try:
                return await fetcher.fetch(url)
            except SourceError as error:
                return error
            finally:
                done += 1
                report("fetching", done, len(urls))

    async with asyncio.TaskGroup() as tasks:
        started = [tasks.create_task(one(url)) for url in urls]
    return [task.result() for task in started]


def _listed(url: str, data: bytes, reaches_out: bool, reading: Reading) -> list[str]:
    """Return the addresses that an OPML list names; a list from the network never leads to files of this machine."""
    try:
        outlines = read_opml(data, url=url)
    except FeedUnreadable as error:
        reading.problems.append(error)
        return []
    allowed = {"file"} if url.startswith("file:") else set()
    allowed |= {"http", "https"} if reaches_out else set()
    addresses, passed_over = [], 0
    for outline in outlines:
        try:
            address = urljoin(url, outline.url)
            scheme = urlsplit(address).scheme
        except ValueError:
            reading.problems.append(FeedUnreadable(outline.url, "the address is malformed"))
            continue
        if scheme in allowed:
            addresses.append(address)
        passed_over += scheme in {"http", "https"} - allowed
    if passed_over:
        reason = f"passed over {passed_over} feeds on the network; name the list itself to fetch them"
        reading.problems.append(FeedUnreadable(url, reason))
    return addresses


def _parsed(url: str, data: bytes) -> tuple[Feed, list[Entry], list[str]]:
    kind = kind_of(name_of(url), data)
    if kind is SourceKind.ROWS:
        return read_rows(data, url=url)
    feed, entries = read_text(data, url=url) if kind is SourceKind.TEXT else read_feed(data, url=url)
    return feed, entries, []


def _articles(feed: Feed, entries: Iterable[Entry], now: datetime) -> list[Article]:
    found = (read_article(entry, feed, fetched_at=now) for entry in entries)
    return [article for article in found if article is not None]


# ---------------------------------------------------------------- group


def group_articles(*, store: Store, encoder: Encoder, report: Report = _silent) -> None:
    """Give every article that has none a story."""
    new = store.ungrouped_articles()
    if not new:
        return
    open_stories = store.open_stories(new[0].dated_at - DEFAULT_PARAMETERS.open_for)
    members = store.articles(article_id for story in open_stories for article_id in story.article_ids)
    vectors = _vectors([*new, *members.values()], store, encoder, report)
    report("grouping", 0, len(new))
    changed = group(new, vectors, open_stories=open_stories, members=members, taken_ids=store.story_ids())
    store.save_stories(changed)


def _vectors(
    articles: Sequence[Article], store: Store, encoder: Encoder, report: Report
) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of these articles; those that the store does not have are made and kept."""
    vectors = store.vectors(encoder.name, [article.id for article in articles])
    missing = [article for article in articles if article.id not in vectors]
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        batch = missing[at : at + ENCODED_AT_ONCE]
        rows = encoder.encode([encoded_text(article) for article in batch])
        made = {article.id: row for article, row in zip(batch, rows, strict=True)}
        store.save_vectors(encoder.name, made)
        vectors |= made
        report("encoding", min(at + ENCODED_AT_ONCE, len(missing)), len(missing))
    return vectors


# ---------------------------------------------------------------- compose


def compose(
    subscription: Subscription,
    *,
    since: datetime | None,
    until: datetime,
    store: Store,
    encoder: Encoder,
    report: Report = _silent,
) -> Digest:
    """Return the digest of the subscription's feeds from `since` to `until`.

    Raises NothingToSay when no article of theirs falls into that time.
    """
    articles = store.articles_between(subscription.feeds, since, until)
    if not articles:
        raise NothingToSay("there is no article in this time")
    best = ranked(_by_story(articles, store), until=until, limit=subscription.stories)
    vectors = _vectors([article for story in best for article in story.articles], store, encoder, report)
    drafts = [_draft(story, subscription, vectors) for story in best]
    encoded = _encoded([text for draft in drafts for text in draft.texts], encoder, report)
    items, at = [], 0
    for draft in drafts:
        items.append(_item(draft, encoded[at : at + len(draft.texts)], subscription.sentences))
        at += len(draft.texts)
    return Digest(language=subscription.language, since=since, until=until, items=tuple(items))


def _by_story(articles: Iterable[Article], store: Store) -> list[tuple[Story, list[Article]]]:
    """Return each story with its articles, in their order; one that came since the grouping waits for the next."""
    by_id = {article.id: article for article in articles}
    stories = store.stories_of(by_id)
    told: dict[str, tuple[Story, list[Article]]] = {}
    for article_id, article in by_id.items():
        if story := stories.get(article_id):
            told.setdefault(story.id, (story, []))[1].append(article)
    return list(told.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A story on its way to its summary: what has to be encoded for it."""

    ranked: Ranked
    articles: tuple[Article, ...]  # that may be quoted, all in one language, oldest first
    sentences: tuple[Sentence, ...]
    places: tuple[int, ...]
    centre: NDArray[np.float32]

    @property
    def texts(self) -> list[str]:
        return [article.title or article.text[:200] for article in self.articles] + [s.text for s in self.sentences]


def _draft(story: Ranked, subscription: Subscription, vectors: Mapping[str, NDArray[np.float32]]) -> _Draft:
    language = summary_language(story.articles, subscription.language, subscription.also_read)
    centre = story_centre(story.articles, vectors)
    told = [article for article in story.articles if article.language == language]
    nearest = sorted(told, key=lambda article: -round(float(vectors[article.id] @ centre), 6))
    articles = article_order(nearest[:QUOTED_ARTICLES])
    sentences: list[Sentence] = []
    places: list[int] = []
    for article in articles:
        split = split_sentences(article)[:QUOTED_SENTENCES]
        place = {sentence.start: number for number, sentence in enumerate(split)}
        chosen = quotable(split, language)
        sentences += chosen
        places += [place[sentence.start] for sentence in chosen]
    return _Draft(
        ranked=story, articles=tuple(articles), sentences=tuple(sentences), places=tuple(places), centre=centre
    )


def _encoded(texts: Sequence[str], encoder: Encoder, report: Report) -> Vectors:
    rows = []
    for at in range(0, len(texts), ENCODED_AT_ONCE):
        rows.append(encoder.encode(texts[at : at + ENCODED_AT_ONCE]))
        report("summarising", min(at + ENCODED_AT_ONCE, len(texts)), len(texts))
    return np.vstack(rows)


def _item(draft: _Draft, encoded: Vectors, count: int) -> DigestItem:
    material = Material(
        articles=draft.articles,
        title_vectors=encoded[: len(draft.articles)],
        sentences=draft.sentences,
        places=draft.places,
        sentence_vectors=encoded[len(draft.articles) :],
        centre=draft.centre,
    )
    return DigestItem(
        story=draft.ranked.story,
        articles=draft.ranked.articles,
        summary=summarize(draft.ranked.story.id, material, count=count),
        score=draft.ranked.score,
    )
