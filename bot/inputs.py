"""What one-off commands are given: sources to read, times and settings to understand, a database to open."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import Thread

from bot import wiring
from bot.console import progress, said, tell
from bot.settings import read_settings
from digests.adapters.files import Address, addresses
from digests.choosing import Desk
from digests.errors import BadRequest, NothingToSay, SourceError
from digests.models import Subscription
from digests.ports import Store
from digests.preferences import changed, preference
from digests.reading import Reading, Report, prepare_feeds, read

PROBLEMS_TOLD = 3  # of one source: a file of ten thousand bad rows gets three sentences and a count

_SPAN = re.compile(r"(\d{1,4})\s*(m|min|h|d|w)", re.IGNORECASE)
_SPAN_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


# ---------------------------------------------------------------- sources


def read_sources(sources: Sequence[str], store: Store, now: datetime, report: Report) -> Reading:
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


def with_settings(subscription: Subscription, settings: Sequence[str]) -> Subscription:
    """Return the subscription with each "key=value" as a channel's settings take it; lists may come in pieces.

    Raises BadRequest.
    """
    given: dict[str, list[str]] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise BadRequest(f"“{setting}” sets nothing; write it as KEY=VALUE, such as min_publishers=2")
        given.setdefault(preference(key.strip()).key, []).append(value.strip())
    for key, values in given.items():
        if len(values) > 1 and not preference(key).wants.most:
            raise BadRequest(f"{key} is set {len(values)} times; set it once")
        subscription = changed(subscription, key, "\n".join(values))
    return subscription


# ---------------------------------------------------------------- what is opened and closed


@contextmanager
def opened(database: str | None, *, is_remembered: bool = False) -> Iterator[Desk]:
    """Open the database and load the encoders for as long as a command works."""
    settings = read_settings()
    encoder, sentence_encoder = wiring.encoders(settings)
    store = wiring.opened_store(settings, database, is_remembered=is_remembered)
    # They load while the sources are read; whoever encodes first waits for it.
    for each in {encoder, sentence_encoder}:
        Thread(target=each.encode, args=([],), daemon=True).start()
    try:
        with progress() as report:
            yield Desk(store=store, encoder=encoder, sentence_encoder=sentence_encoder, report=report)
    finally:
        store.close()
