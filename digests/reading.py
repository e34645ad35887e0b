"""What sources answered becomes articles: parsed and cleaned in other processes, told apart by language in this one.

In: the answers behind some addresses. Out: articles in the store, and a problem for each source or item that gave
nothing. `read` is for sources that are read once; `rounds` uses the same pieces for feeds that are followed.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from digests.articles import clean_article, unique_ids, with_language, with_page
from digests.errors import DigestError, FeedUnreadable, SourceError, StepFailed
from digests.feeds import SourceKind, kind_of, name_of, read_feed, read_rows, read_text
from digests.identity import Mark, marked
from digests.models import Answer, Article, Entry, Feed
from digests.outlines import read_opml
from digests.pages import read_page
from digests.ports import Fetcher, Store, Workers

FETCHES_AT_ONCE = 20
CLEANED_AT_ONCE = 50  # entries of one job: enough to hide what a job costs, few enough to be tried again one by one
FAILED_JOBS = 12  # of one feed: after so many, what is left of it is given up, else a thousand traps take an hour

Report = Callable[[str, int, int], None]  # what is being done, how many are done, how many there are


def silent(what: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(slots=True)
class Reading:
    """What came out of some sources, in the order in which they were named."""

    article_ids: list[str] = field(default_factory=list)  # one per item read, so an item that came twice is here twice
    feeds: list[str] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)  # sources, or single items, that gave nothing


async def read(
    addresses: Iterable[tuple[str, bool]],
    *,
    fetcher: Fetcher,
    workers: Workers,
    store: Store,
    now: datetime,
    report: Report = silent,
) -> Reading:
    """Fetch, parse and clean what stands at the addresses, and keep it in the store.

    An address is (url, whether a list of feeds found there may be followed to the network). One that gives nothing is a
    problem in the result and never an exception; the others go on.
    """
    reading = Reading()
    answers = await _answers(list(addresses), fetcher, workers, reading, report)
    articles: list[Article] = []
    for number, (url, answer) in enumerate(answers, 1):
        try:
            feed, entries, problems = await parsed(url, answer, workers)
        except SourceError as error:
            reading.problems.append(error)
            continue
        store.save_feeds([feed])
        reading.feeds.append(feed.url)
        reading.problems += [FeedUnreadable(url, problem) for problem in problems]
        good, broken = await cleaned(entries, feed, now=now, workers=workers)
        articles += [article for _, article in good]
        reading.problems += [FeedUnreadable(url, f"{label(entry)}: {reason}") for entry, reason in broken]
        report("reading", number, len(answers))
    articles = unique_ids(articles, store.feed_of(article.id for article in articles))
    store.save_articles(articles)
    reading.article_ids = [article.id for article in articles]
    return reading


# ---------------------------------------------------------------- steps, in other processes


def prepare_feeds() -> None:
    """Load what feeds are read with, in a new worker: it must not count against the time of the first job."""
    import fastfeedparser  # noqa: F401
    import feedparser  # noqa: F401


def prepare_pages() -> None:
    """Load what feeds and their pages are read with, in a new worker."""
    import trafilatura  # noqa: F401

    prepare_feeds()


async def parsed(url: str, answer: Answer, workers: Workers) -> tuple[Feed, list[Entry], list[str]]:
    """Return the feed in an answer, its entries, and a sentence about each row that is none.

    Raises FeedUnreadable, also where reading it took too long or too much memory.
    """
    try:
        return await workers.run(_parsed, url, answer.body, answer.charset)
    except StepFailed as error:
        raise FeedUnreadable(url, str(error)) from error


def _parsed(url: str, data: bytes, charset: str | None) -> tuple[Feed, list[Entry], list[str]]:
    kind = kind_of(name_of(url), data)
    if kind is SourceKind.ROWS:
        return read_rows(data, url=url)
    if kind is SourceKind.TEXT:
        return *read_text(data, url=url), []
    feed, entries = read_feed(data, url=url, charset=charset)
    return feed, entries, [] if feed.is_whole else ["it breaks off; what stands before is read"]


async def cleaned(
    entries: Sequence[Entry], feed: Feed, *, now: datetime, workers: Workers
) -> tuple[list[tuple[Entry, Article]], list[tuple[Entry, str]]]:
    """Return the entries with their articles, their language detected, and those that broke the cleaning, with why.

    An entry in which neither a title nor a text is left is in neither. Both keep the order of the entries.
    """
    good: list[tuple[Entry, Article]] = []
    broken: list[tuple[Entry, str]] = []
    failed = 0
    jobs = deque(entries[at : at + CLEANED_AT_ONCE] for at in range(0, len(entries), CLEANED_AT_ONCE))
    while jobs:
        job = jobs.popleft()
        try:
            articles = await workers.run(_cleaned, job, feed, now)
        except StepFailed as error:
            failed += 1
            if len(job) == 1 or failed >= FAILED_JOBS:
                broken += [(entry, str(error)) for entry in job]
            else:  # the culprit is found by halves
                jobs.extendleft([job[len(job) // 2 :], job[: len(job) // 2]])
            continue
        found = [(entry, article) for entry, article in zip(job, articles, strict=True) if article]
        good += await asyncio.to_thread(_told_apart, found)
    return good, broken


def _cleaned(entries: Sequence[Entry], feed: Feed, now: datetime) -> list[Article | None]:
    return [clean_article(entry, feed, fetched_at=now) for entry in entries]


def _told_apart(found: list[tuple[Entry, Article]]) -> list[tuple[Entry, Article]]:
    # Here and not in the workers: the detector's model takes 120 MB, and each of them would load its own.
    return [(entry, with_language(article)) for entry, article in found]


def label(entry: Entry) -> str:
    """Return what a person can find an entry by: the beginning of its title, else its guid."""
    return f"“{' '.join((entry.title or entry.guid).split())[:60]}”"


def marked_feed(data: bytes, *, url: str, charset: str | None, identity: str, now: datetime) -> tuple[Feed, list[Mark]]:
    """Return a followed feed and its entries with what each can be told by; `identity` is its Feed.url.

    Raises FeedUnreadable.
    """
    feed, entries = read_feed(data, url=url, charset=charset)
    feed = replace(feed, url=identity)  # it stays, wherever the feed is fetched from
    return feed, marked(entries, feed=feed, now=now)


def filled_article(article: Article, data: bytes, *, url: str, charset: str | None) -> Article:
    """Return the article with the text of its page, as `with_page` does. Raises FeedUnreadable."""
    return with_page(article, read_page(data, url=url, charset=charset))


# ---------------------------------------------------------------- sources and lists of sources


async def _answers(
    addresses: Sequence[tuple[str, bool]], fetcher: Fetcher, workers: Workers, reading: Reading, report: Report
) -> list[tuple[str, Answer]]:
    """Return (url, answer) of every feed, those that an OPML list names in the list's place."""
    first = await _fetched([url for url, _ in addresses], fetcher, report)
    named: list[tuple[str, Answer | SourceError | None]] = []
    for (url, reaches_out), got in zip(addresses, first, strict=True):
        if isinstance(got, Answer) and kind_of(name_of(url), got.body) is SourceKind.OPML:
            named += [(listed, None) for listed in await _listed(url, got, reaches_out, workers, reading)]
        else:
            named.append((url, got))
    rest = iter(await _fetched([url for url, got in named if got is None], fetcher, report))
    answers = []
    for url, known in named:
        got = next(rest) if known is None else known
        if isinstance(got, SourceError):
            reading.problems.append(got)
        else:
            answers.append((url, got))
    return answers


async def _fetched(urls: Sequence[str], fetcher: Fetcher, report: Report) -> list[Answer | SourceError]:
    gate = asyncio.Semaphore(FETCHES_AT_ONCE)
    done = 0

    async def one(url: str) -> Answer | SourceError:
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


async def _listed(url: str, answer: Answer, reaches_out: bool, workers: Workers, reading: Reading) -> list[str]:
    """Return the addresses that an OPML list names; a list from the network never leads to files of this machine."""
    try:
        outlines = await workers.run(read_opml, answer.body, url=url)
    except DigestError as error:
        reading.problems.append(error if isinstance(error, SourceError) else FeedUnreadable(url, str(error)))
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
