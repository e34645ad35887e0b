"""One-off commands: sources in, one result out, through the same store and pipeline as everything else."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from threading import Thread

from bot import wiring
from bot.console import progress, said, tell
from bot.formats.contract import as_json, json_line
from bot.formats.explanation import as_explanation
from bot.formats.page import as_html
from bot.formats.plain import as_text
from bot.formats.typography import minute
from bot.settings import read_settings
from bot.texts import known_language
from bot.web.preview import serve_page
from digests.adapters.files import Address, addresses
from digests.errors import BadRequest, NothingToSay, SourceError
from digests.models import Digest, Subscription
from digests.pipeline import compose, explain, group_articles
from digests.ports import Encoder, Store
from digests.reading import Reading, Report, prepare_feeds, read

RENDERERS: dict[str, Callable[[Digest], str]] = {"text": as_text, "json": as_json, "html": as_html}

# The sample feeds stand still, so that the demo says the same on every day.
SAMPLE_SINCE = datetime(2026, 11, 16, tzinfo=UTC)
SAMPLE_UNTIL = datetime(2026, 11, 19, tzinfo=UTC)

FOLLOWED_SINCE = timedelta(hours=24)  # of followed feeds, whose articles are kept for long, when nothing else is said
PROBLEMS_TOLD = 3  # of one source: a file of ten thousand bad rows gets three sentences and a count

_SPAN = re.compile(r"(\d{1,4})\s*(m|min|h|d|w)", re.IGNORECASE)
_SPAN_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def digest_of(
    sources: Sequence[str],
    *,
    language: str,
    also_read: str,
    stories: int,
    sentences: int,
    since: str | None,
    until: str | None,
    database: str | None,
    render: Callable[[Digest], str],
) -> str:
    """Return the rendered digest of the sources, or of the followed feeds where none is named.

    Raises DigestError for whatever a person can mend.
    """
    now = datetime.now(UTC)
    wished, also = (
        known_language(language),
        tuple(known_language(code) for code in re.split(r"[,\s]+", also_read) if code),
    )
    end = moment_of(until, now=now) if until else now
    start = moment_of(since, now=end, is_start=True) if since else None if sources else end - FOLLOWED_SINCE
    if start and start >= end:
        raise BadRequest(f"the time from {minute(start)} to {minute(end)} UTC is empty")
    with _opened(database, is_remembered=not sources) as desk:
        reading = _read(sources, desk.store, now, desk.report) if sources else None
        feeds = reading.feeds if reading else _followed(desk.store)
        subscription = Subscription(
            feeds=tuple(feeds), language=wished, also_read=also, stories=stories, sentences=sentences
        )
        desk.group()
        try:
            return render(desk.compose(subscription, since=start, until=end))
        except NothingToSay as nothing:
            raise NothingToSay(_why_nothing(reading, desk.store, start, end)) from nothing


def _followed(store: Store) -> list[str]:
    feeds = [followed.feed.url for followed in store.followed_feeds()]
    if not feeds:
        raise BadRequest("name a source, or follow feeds first: digestbot feeds add ADDRESS")
    return feeds


def demo_of(language: str, render: Callable[[Digest], str]) -> str:
    """Return the rendered digest of the bundled sample feeds."""
    wished = known_language(language)
    with _opened("sqlite://") as desk:
        folder = str(resources.files("seeds") / "feeds")
        reading = _read([folder], desk.store, SAMPLE_UNTIL, desk.report)
        desk.group()
        subscription = Subscription(feeds=tuple(reading.feeds), language=wished)
        return render(desk.compose(subscription, since=SAMPLE_SINCE, until=SAMPLE_UNTIL))


def groups_of(sources: Sequence[str], *, database: str | None) -> str:
    """Return a JSON line `{"id", "story"}` per article of the sources, in input order."""
    with _opened(database) as desk:
        reading = _read(sources, desk.store, datetime.now(UTC), desk.report)
        desk.group()
        stories = desk.store.stories_of(reading.article_ids)
        rows = ({"id": article_id, "story": stories[article_id].id} for article_id in reading.article_ids)
        return "".join(map(json_line, rows))


def explanation_of(sources: Sequence[str], a: str, b: str, *, database: str | None) -> str:
    """Return, for a person, why two articles are or are not one story once the sources are grouped.

    Raises BadRequest for ids that are not those of two articles.
    """
    with _opened(database) as desk:
        _read(sources, desk.store, datetime.now(UTC), desk.report)
        desk.group()
        return as_explanation(explain(a, b, store=desk.store, encoder=desk.encoder, report=desk.report))


def serve(html: str) -> None:
    """Show a page on a local port until Ctrl+C."""

    def ready(url: str) -> None:
        tell(f"the page is at {url} — Ctrl+C ends")

    asyncio.run(serve_page(html, on_ready=ready))


# ---------------------------------------------------------------- sources


def _read(sources: Sequence[str], store: Store, now: datetime, report: Report) -> Reading:
    """Read what the sources hold; warn of those that hold nothing; raise when none holds an article."""
    found: list[Address] = []
    missing: list[SourceError] = []
    for source in sources:
        try:
            found += addresses(source)
        except SourceError as error:
            missing.append(error)
    reading = asyncio.run(_fetch_and_read(found, store, now, report))
    problems = [*missing, *reading.problems]
    told = _told(problems)
    if not reading.article_ids and problems:
        for sentence in told[:-1]:
            tell(sentence)
        raise BadRequest(told[-1])
    for sentence in told:
        tell(f"warning: {sentence}")
    if not reading.article_ids:
        raise NothingToSay("the sources hold no article")
    return reading


def _told(problems: Sequence[SourceError]) -> list[str]:
    """Return a sentence per problem; of a source with many, the first few and how many more there are."""
    by_source: dict[str, list[SourceError]] = {}
    for problem in problems:
        by_source.setdefault(problem.source, []).append(problem)
    told = []
    for same in by_source.values():
        told += [said(problem) for problem in same[:PROBLEMS_TOLD]]
        if len(same) > PROBLEMS_TOLD:
            told.append(said(SourceError(same[0].source, f"and {len(same) - PROBLEMS_TOLD} more of this kind")))
    return told


async def _fetch_and_read(found: Sequence[Address], store: Store, now: datetime, report: Report) -> Reading:
    places = dict.fromkeys((address.url, address.reaches_out) for address in found)
    async with wiring.opened_fetcher(read_settings()) as fetcher:
        with wiring.workers(prepare_feeds) as workers:
            return await read(places, fetcher=fetcher, workers=workers, store=store, now=now, report=report)


def _why_nothing(reading: Reading | None, store: Store, since: datetime | None, until: datetime) -> str:
    window = f"from {minute(since)} to {minute(until)}" if since else f"up to {minute(until)}"
    if reading is None:
        return f"no article of the followed feeds {window} UTC; digestbot feeds fetch asks them now"
    dates = sorted(article.dated_at for article in store.articles(reading.article_ids).values())
    if len(dates) == 1:
        return f"no article {window} UTC; the only one read is dated {minute(dates[0])}"
    return f"no article {window} UTC; the {len(dates)} read are dated {minute(dates[0])} to {minute(dates[-1])}"


# ---------------------------------------------------------------- what a person typed


def moment_of(value: str, *, now: datetime, is_start: bool = False) -> datetime:
    """Return the moment that "24h", "3d" (before `now`) or an ISO date or time names, in UTC.

    Without a zone it is UTC; a bare date is its first instant as a start, its last as an end. Raises BadRequest.
    """
    text = value.strip()
    try:
        if span := _SPAN.fullmatch(text):
            return now - timedelta(**{_SPAN_UNITS[span[2].lower()]: int(span[1])})
        if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text):
            day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
            return day if is_start else day + timedelta(days=1, microseconds=-1)
        read_ = datetime.fromisoformat(text)
        return (read_.replace(tzinfo=UTC) if read_.tzinfo is None else read_).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(f"“{value}” is no time; write 24h, 3d, 2026-11-16 or 2026-11-16T08:00+01:00") from None


# ---------------------------------------------------------------- what is opened and closed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What a command works with."""

    store: Store
    encoder: Encoder  # that tells stories apart
    sentence_encoder: Encoder
    report: Report

    def group(self) -> None:
        group_articles(store=self.store, encoder=self.encoder, report=self.report)

    def compose(self, subscription: Subscription, *, since: datetime | None, until: datetime) -> Digest:
        return compose(
            subscription,
            since=since,
            until=until,
            store=self.store,
            encoder=self.sentence_encoder,
            report=self.report,
        )


@contextmanager
def _opened(database: str | None, *, is_remembered: bool = False) -> Iterator[_Desk]:
    settings = read_settings()
    encoder, sentence_encoder = wiring.encoders(settings)
    store = wiring.opened_store(settings, database, is_remembered=is_remembered)
    # They load while the sources are read; whoever encodes first waits for it.
    for each in {encoder, sentence_encoder}:
        Thread(target=each.encode, args=([],), daemon=True).start()
    try:
        with progress() as report:
            yield _Desk(store=store, encoder=encoder, sentence_encoder=sentence_encoder, report=report)
    finally:
        store.close()
