"""One round over followed feeds: fetch → parse → tell news from what is known → read pages → keep.

In: followed feeds. Out: their articles and their new state in the store, and one `Outcome` a feed. A feed that fails
goes into back-off and the round goes on; an item that breaks something is named, counted and passed over. What one
feed brought is kept in one transaction, so that a killed process loses and doubles nothing.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

import structlog

from digests.articles import lacks_text, with_language
from digests.errors import DigestError, Disallowed, FetchFailed, StepFailed, StoreUnusable
from digests.identity import Mark, Verdicts, judged, lookup, twins
from digests.models import Answer, Article, Feed, FollowedFeed, Item
from digests.polling import after_failure, after_news, after_no_news, is_same_body, may_be_asked
from digests.ports import Fetcher, Store, Workers
from digests.reading import cleaned, filled_article, label, marked_feed

HOSTS_AT_ONCE = 100
FEEDS_OF_A_HOST_AT_ONCE = 2
PAGES_OF_A_FEED = 30  # a round; the newest articles first, the others keep what the feed says of them
PAGE_BYTES = 5_000_000
PAGES_TIME_S = 120  # for all pages of a feed; a site may ask for 30 s between two
EDITED_PAGES_OF_A_FEED = 5  # as well: some feeds change their teasers each time
PAGES_FAILED = 3  # of one host, after which a feed's other pages there are left alone
NO_FAULTS = frozenset({200, 404, 410})  # a page that is gone, or is none, says nothing of the next

_log = structlog.get_logger("digestbot.rounds")


class Status(StrEnum):
    """How the fetch of one feed went."""

    NEWS = "news"  # it was read; perhaps nothing in it was new
    UNCHANGED = "unchanged"
    FAILED = "failed"
    ENDED = "ended"  # just now, for good
    WAITING = "waiting"  # not asked: it has ended, or its server wants to be left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What fetching one feed brought."""

    followed: FollowedFeed  # as it is now
    status: Status
    new: int = 0
    edited: int = 0
    full_texts: int = 0  # of new and edited articles: those whose page was read
    broken: tuple[tuple[str, str], ...] = ()  # items passed over: what a person finds them by, and why
    took_s: float = 0.0


async def fetch_feeds(
    feeds: Iterable[FollowedFeed],
    *,
    fetcher: Fetcher,
    workers: Workers,
    store: Store,
    now: datetime,
    report: Callable[[Outcome], None] = lambda outcome: None,
    saving: asyncio.Lock | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> list[Outcome]:
    """Fetch each of these feeds once, due or not, and return their outcomes in the order in which they ended.

    The round begins at `now`; to a feed whose turn comes later it is later by what `clock` says, to the minute. Rounds
    that run at once on one store share a lock for `saving`.

    Feeds whose server asked to be left alone are passed over. 100 hosts are asked at once, two feeds of each: the
    fetcher holds the pace. Raises StoreUnusable, and what `report` raises of DigestError and OSError; then nothing more
    is fetched.
    """
    round_ = _Round(fetcher=fetcher, workers=workers, store=store, now=now, saving=saving or asyncio.Lock())
    began = clock()
    outcomes: list[Outcome] = []
    gate = asyncio.Semaphore(HOSTS_AT_ONCE)  # also bounds the bodies that wait to be read

    async def lane(queue: deque[FollowedFeed]) -> None:
        async with gate:
            while queue:
                at = now + timedelta(minutes=(clock() - began) // 60)
                outcome = await replace(round_, now=at).fetch(queue.popleft())
                outcomes.append(outcome)
                report(outcome)

    try:
        async with asyncio.TaskGroup() as tasks:
            queues = _by_host(feeds)
            for number in range(FEEDS_OF_A_HOST_AT_ONCE):  # a host's second lane waits until every host has its first
                for queue in queues:
                    if len(queue) > number:
                        tasks.create_task(lane(queue))
    except* (DigestError, OSError) as group:  # the store has failed, or `report` has
        raise group.exceptions[0] from None
    return outcomes


def _by_host(feeds: Iterable[FollowedFeed]) -> list[deque[FollowedFeed]]:
    hosts: dict[str, deque[FollowedFeed]] = {}
    for followed in feeds:
        hosts.setdefault(urlsplit(followed.location).netloc, deque()).append(followed)
    return list(hosts.values())


@dataclass(slots=True, kw_only=True)
class _News:
    """What one body brought, on its way to the store. Entries are told by their guid."""

    feed: Feed
    marks: list[Mark]
    articles: dict[str, Article]  # those read, new and edited
    broken: dict[str, str]  # those that broke the reading, and why
    full_texts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    fetcher: Fetcher
    workers: Workers
    store: Store
    now: datetime  # when it is this feed's turn
    saving: asyncio.Lock  # two feeds that carry the same new article must not both take it for theirs

    async def fetch(self, followed: FollowedFeed) -> Outcome:
        if not may_be_asked(followed, self.now):
            return Outcome(followed=followed, status=Status.WAITING)
        started = time.monotonic()
        try:
            outcome = await self._fetched(followed)
        except StoreUnusable:
            raise
        except Exception as error:  # noqa: BLE001 — whatever one feed does to us, the round goes on
            outcome = await self._failed(followed, error)
        outcome = replace(outcome, took_s=time.monotonic() - started)
        _tell(outcome)
        return outcome

    async def _fetched(self, followed: FollowedFeed) -> Outcome:
        answer = await self.fetcher.fetch(
            followed.location,
            etag=followed.etag,
            last_modified=followed.last_modified,
            validated_url=followed.validated_url,
        )
        if answer.is_unchanged or is_same_body(followed, answer):
            state = after_no_news(followed, answer, now=self.now)
            await asyncio.to_thread(self.store.save_round, state, [], [])
            return Outcome(followed=state, status=Status.UNCHANGED)
        news = await self._news(followed, answer)
        state = after_news(followed, answer, news.feed, [mark.entry for mark in news.marks], now=self.now)
        return await self._kept(state, news, is_first_round=followed.succeeded_at is None)

    async def _failed(self, followed: FollowedFeed, error: Exception) -> Outcome:
        if not isinstance(error, DigestError):
            _log.error("feed_broke_us", feed=followed.location, exc_info=error)
            error = StepFailed(f"a mistake of ours ({type(error).__name__})")
        state = after_failure(followed, error, now=self.now)
        await asyncio.to_thread(self.store.save_round, state, [], [])
        return Outcome(followed=state, status=Status.ENDED if state.ended_at else Status.FAILED)

    # ---- from a body to articles

    async def _news(self, followed: FollowedFeed, answer: Answer) -> _News:
        feed, marks = await self.workers.run(
            marked_feed, answer.body, url=answer.url, charset=answer.charset, identity=followed.feed.url, now=self.now
        )
        verdicts, _ = await self._verdicts(feed, marks, is_first_round=followed.succeeded_at is None)
        to_read = [mark.entry for mark in (*verdicts.new, *(mark for mark, _ in verdicts.edited))]
        as_told = replace(feed, language=followed.language or feed.language)
        good, broken = await cleaned(to_read, as_told, now=self.now, workers=self.workers)
        articles = {entry.guid: article for entry, article in good}
        before = await self._known_before(articles, {mark.entry.guid: item for mark, item in verdicts.edited})
        full_texts = await self._read_pages(articles, edited=before)
        for guid, old in before.items():
            articles[guid] = _edited(old, articles[guid])
        return _News(
            feed=feed,
            marks=marks,
            articles=articles,
            broken={entry.guid: reason for entry, reason in broken},
            full_texts=full_texts,
        )

    async def _verdicts(
        self, feed: Feed, marks: Sequence[Mark], *, is_first_round: bool
    ) -> tuple[Verdicts, dict[str, int]]:
        """Return which entries are news, and how often reading failed, by guid."""
        known = await asyncio.to_thread(partial(self.store.known_items, feed.url, **lookup(marks)))
        failures = {item.guid: item.failures for item in known if item.feed_url == feed.url}
        return judged(marks, feed=feed, known=known, is_first_round=is_first_round, now=self.now), failures

    async def _known_before(self, articles: Mapping[str, Article], known: Mapping[str, Item]) -> dict[str, Article]:
        """Return what the edited ones among the articles were before, by guid."""
        ids = {guid: item.article_id for guid, item in known.items() if item.article_id and guid in articles}
        stored = await asyncio.to_thread(self.store.articles, list(ids.values()))
        return {guid: stored[article_id] for guid, article_id in ids.items() if article_id in stored}

    async def _read_pages(self, articles: dict[str, Article], *, edited: Collection[str]) -> int:
        """Replace teasers by the text of their pages; return how many were."""
        lacking = [guid for guid, article in articles.items() if lacks_text(article)]
        newest = sorted(lacking, key=lambda guid: articles[guid].dated_at, reverse=True)
        queue = deque([guid for guid in newest if guid not in edited][:PAGES_OF_A_FEED])
        queue.extend([guid for guid in newest if guid in edited][:EDITED_PAGES_OF_A_FEED])
        failed: Counter[str] = Counter()  # by host
        read = 0

        async def lane() -> None:
            nonlocal read
            while queue:
                guid = queue.popleft()
                host = urlsplit(articles[guid].url or "").netloc
                if failed[host] >= PAGES_FAILED:
                    continue
                try:
                    full = await self._with_page(articles[guid])
                except (DigestError, ValueError) as error:  # ValueError: an address that no library can make sense of
                    failed[host] += _is_fault(error)
                    continue
                read += full.text != articles[guid].text
                articles[guid] = full

        with suppress(TimeoutError):
            async with asyncio.timeout(PAGES_TIME_S), asyncio.TaskGroup() as tasks:
                for _ in range(min(FEEDS_OF_A_HOST_AT_ONCE, len(queue))):
                    tasks.create_task(lane())
        return read

    async def _with_page(self, article: Article) -> Article:
        if article.url is None:
            return article
        answer = await self.fetcher.fetch(article.url, max_bytes=PAGE_BYTES, is_page=True)
        full = await self.workers.run(filled_article, article, answer.body, url=answer.url, charset=answer.charset)
        return full if full.text == article.text else await asyncio.to_thread(with_language, full)

    # ---- from articles to the store

    async def _kept(self, state: FollowedFeed, news: _News, *, is_first_round: bool) -> Outcome:
        async with self.saving:
            # Judged once more: while pages were read, another feed may have brought the same articles.
            verdicts, failures = await self._verdicts(news.feed, news.marks, is_first_round=is_first_round)
            ids = {mark.entry.guid: item.article_id for mark, item in verdicts.edited}
            same = await self._twins(verdicts.new, news.articles)
            articles, items = [], list(verdicts.seen)
            for mark in (*verdicts.new, *(mark for mark, _ in verdicts.edited)):
                guid = mark.entry.guid
                article = news.articles.get(guid)
                article_id = ids.get(guid) or (same.get(article.id, article.id) if article else None)
                if article and article_id and article.id not in same:
                    articles.append(replace(article, id=article_id))
                failed = failures.get(guid, 0) + 1 if guid in news.broken else 0
                items.append(replace(mark.item, article_id=article_id, failures=failed))
            await asyncio.to_thread(self.store.save_round, state, items, articles)
        edited = sum(mark.entry.guid in news.articles for mark, _ in verdicts.edited)
        titles = {mark.entry.guid: label(mark.entry) for mark in news.marks}
        return Outcome(
            followed=state,
            status=Status.NEWS,
            new=len(articles) - edited,
            edited=edited,
            full_texts=news.full_texts,
            broken=tuple((titles[guid], reason) for guid, reason in news.broken.items()),
        )

    async def _twins(self, new: Iterable[Mark], articles: Mapping[str, Article]) -> dict[str, str]:
        read = [(mark, articles[mark.entry.guid]) for mark in new if mark.entry.guid in articles]
        known = await asyncio.to_thread(self.store.articles_at, [article.url for _, article in read if article.url])
        return twins(read, known)


def _is_fault(error: Exception) -> bool:
    """Whether a page that could not be read says that its host's other pages cannot either."""
    return isinstance(error, FetchFailed) and not isinstance(error, Disallowed) and error.status not in NO_FAULTS


def _edited(before: Article, now: Article) -> Article:
    """Return the new version of an article; where its page could not be read again, with the text that it had of it."""
    is_from_page = lacks_text(now) and not lacks_text(before)
    now = replace(now, text=before.text, url=before.url) if is_from_page else now
    return replace(now, id=before.id)


def _tell(outcome: Outcome) -> None:
    counts = {"new": outcome.new, "edited": outcome.edited, "broken": len(outcome.broken)}
    _log.info(
        "feed_fetched",
        feed=outcome.followed.location,
        status=str(outcome.status),
        **{name: count for name, count in counts.items() if count},
        **({"error": outcome.followed.last_error} if outcome.followed.last_error else {}),
        ms=round(outcome.took_s * 1000),
    )
