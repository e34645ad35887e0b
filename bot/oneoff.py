"""One-off commands: sources in, one result out, through the same store and pipeline as everything else."""

import asyncio
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot import wiring
from bot.formats.contract import as_json, json_line
from bot.formats.page import as_html
from bot.formats.plain import as_text
from bot.formats.typography import harmless
from bot.settings import read_settings
from bot.texts import known_language
from bot.web.preview import serve_page
from digests.adapters.files import Address, addresses
from digests.errors import BadRequest, NothingToSay, SourceError
from digests.models import Digest, Subscription
from digests.pipeline import Reading, Report, compose, group_articles, read
from digests.ports import Encoder, Store

RENDERERS: dict[str, Callable[[Digest], str]] = {"text": as_text, "json": as_json, "html": as_html}

# The sample feeds stand still, so that the demo says the same on every day.
SAMPLE_SINCE = datetime(2026, 11, 16, tzinfo=UTC)
SAMPLE_UNTIL = datetime(2026, 11, 19, tzinfo=UTC)

PROGRESS_AFTER_S = 1.0
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
    """Return the rendered digest of the sources. Raises DigestError for whatever a person can mend."""
    now = datetime.now(UTC)
    wished, also = (
        known_language(language),
        tuple(known_language(code) for code in re.split(r"[,\s]+", also_read) if code),
    )
    end = moment_of(until, now=now) if until else now
    start = moment_of(since, now=end, is_start=True) if since else None
    if start and start >= end:
        raise BadRequest(f"the time from {_minute(start)} to {_minute(end)} UTC is empty")
    with _opened(database) as (store, encoder, report):
        reading = _read(sources, store, now, report)
        subscription = Subscription(
            feeds=tuple(reading.feeds), language=wished, also_read=also, stories=stories, sentences=sentences
        )
        group_articles(store=store, encoder=encoder, report=report)
        try:
            return render(compose(subscription, since=start, until=end, store=store, encoder=encoder, report=report))
        except NothingToSay as nothing:
            raise NothingToSay(_why_nothing(reading, store, start, end)) from nothing


def demo_of(language: str, render: Callable[[Digest], str]) -> str:
    """Return the rendered digest of the bundled sample feeds."""
    wished = known_language(language)
    with _opened("sqlite://") as (store, encoder, report):
        folder = str(resources.files("seeds") / "feeds")
        reading = _read([folder], store, SAMPLE_UNTIL, report)
        group_articles(store=store, encoder=encoder, report=report)
        subscription = Subscription(feeds=tuple(reading.feeds), language=wished)
        return render(
            compose(subscription, since=SAMPLE_SINCE, until=SAMPLE_UNTIL, store=store, encoder=encoder, report=report)
        )


def groups_of(sources: Sequence[str], *, database: str | None) -> str:
    """Return a JSON line `{"id", "story"}` per article of the sources, in input order."""
    with _opened(database) as (store, encoder, report):
        reading = _read(sources, store, datetime.now(UTC), report)
        group_articles(store=store, encoder=encoder, report=report)
        stories = store.stories_of(reading.article_ids)
        rows = ({"id": article_id, "story": stories[article_id].id} for article_id in reading.article_ids)
        return "".join(map(json_line, rows))


def write(text: str, output: str | None) -> None:
    """Write a result, always as UTF-8: to stdout, or whole or not at all to a file. Raises BadRequest."""
    data = text.encode("utf-8", "replace")
    if output is None and sys.stdout is None:
        raise BadRequest("the result cannot be written: the standard output is closed")
    try:
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write_file(Path(output).expanduser(), data)
    except BrokenPipeError:
        raise  # whoever read our output has enough
    except (OSError, RuntimeError) as error:  # RuntimeError: ~ of a user whom nobody knows
        reason = getattr(error, "strerror", None) or str(error)
        raise BadRequest(f"{output or 'the result'} cannot be written: {reason}") from error


def _write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; where a link leads to it, the link stays, and so do the file's permissions."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe or a device is written to, never replaced; a folder says that it is one
        return
    path = path.resolve()
    unfinished = path.with_name(f".{path.name[:50]}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def serve(html: str) -> None:
    """Show a page on a local port until Ctrl+C."""

    def ready(url: str) -> None:
        _tell(f"the page is at {url} — Ctrl+C ends")

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
            _tell(sentence)
        raise BadRequest(told[-1])
    for sentence in told:
        _tell(f"warning: {sentence}")
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
        told += [_said(problem) for problem in same[:PROBLEMS_TOLD]]
        if len(same) > PROBLEMS_TOLD:
            told.append(_said(SourceError(same[0].source, f"and {len(same) - PROBLEMS_TOLD} more of this kind")))
    return told


async def _fetch_and_read(found: Sequence[Address], store: Store, now: datetime, report: Report) -> Reading:
    async with wiring.opened_fetcher(read_settings()) as fetcher:
        places = dict.fromkeys((address.url, address.reaches_out) for address in found)
        return await read(places, fetcher=fetcher, store=store, now=now, report=report)


def _said(problem: SourceError) -> str:
    """Return what a person calls the source, and the reason."""
    source = problem.source
    if source.startswith("file:"):
        path = Path(url2pathname(urlsplit(source).path))
        source = str(path)
        with suppress(OSError):  # the working folder may be gone
            source = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else source
    return f"{source}: {problem.reason}"


def _why_nothing(reading: Reading, store: Store, since: datetime | None, until: datetime) -> str:
    dates = sorted(article.dated_at for article in store.articles(reading.article_ids).values())
    window = f"from {_minute(since)} to {_minute(until)}" if since else f"up to {_minute(until)}"
    if len(dates) == 1:
        return f"no article {window} UTC; the only one read is dated {_minute(dates[0])}"
    return f"no article {window} UTC; the {len(dates)} read are dated {_minute(dates[0])} to {_minute(dates[-1])}"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


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


# ---------------------------------------------------------------- what a person sees meanwhile


@contextmanager
def _opened(database: str | None) -> Iterator[tuple[Store, Encoder, Report]]:
    store = wiring.opened_store(read_settings(), database)
    try:
        with _progress() as report:
            yield store, wiring.encoder(), report
    finally:
        store.close()


@contextmanager
def _progress() -> Iterator[Report]:
    """Give a reporter that draws a bar on stderr once the work has taken a second, if a person is there to see it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    started = time.monotonic()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, visible=False)

        def report(what: str, done: int, total: int) -> None:
            late = time.monotonic() - started > PROGRESS_AFTER_S
            bar.update(task, description=what, completed=done, total=total, visible=late)

        yield report


def _tell(sentence: str) -> None:
    """Say something on stderr; it may quote an address or a file's name, and those come from strangers."""
    if sys.stderr is not None:  # closed by the caller: print would take stdout instead
        print(f"digestbot: {harmless(sentence)}", file=sys.stderr)  # noqa: T201 — this is what stderr is for
