"""The `digestbot feeds` commands: what is followed, how it does, one round now."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot import wiring
from bot.console import said, tell, write
from bot.formats.feeds import OTHERS_TOLD, ago, ahead, counted, findings, language_of, outcome_lines, rate, spoken
from bot.formats.typography import harmless
from bot.logs import set_up_logs
from bot.settings import read_settings
from bot.texts import known_language
from digests.errors import BadRequest, DigestError, NothingToSay, SourceError, SourceMissing
from digests.following import Check, address_of, follow, follow_list, known_feed
from digests.following import check as check_feed
from digests.models import FollowedFeed
from digests.outlines import write_opml
from digests.ports import Fetcher, Store, Workers
from digests.reading import prepare_pages
from digests.rounds import Outcome, Status, fetch_feeds

PIPE_WIDTH = 240  # characters of a table that no terminal shows
FEED_WIDTH = 50  # an address so long is not folded


def add(addresses: Sequence[str], *, language: str | None, topic: str | None, database: str | None) -> None:
    """Follow feeds, sites and lists; a sentence for each. Raises BadRequest when none of them could be followed."""
    wished = known_language(language) if language else None
    failed: list[str] = []
    with _opened(database) as store:

        async def all_of_them() -> None:
            async with _opened_doors() as (fetcher, workers):
                for address in addresses:
                    add_it = _add_list if _is_file(address) else _add_one
                    try:
                        await add_it(
                            address, language=wished, topic=topic, fetcher=fetcher, workers=workers, store=store
                        )
                    except (SourceError, BadRequest) as error:
                        failed.append(said(error) if isinstance(error, SourceError) else str(error))

        asyncio.run(all_of_them())
    for sentence in failed[:-1]:
        tell(sentence)
    if failed and len(failed) == len(addresses):
        raise BadRequest(failed[-1])
    if failed:
        tell(failed[-1])


async def _add_one(
    address: str, *, language: str | None, topic: str | None, fetcher: Fetcher, workers: Workers, store: Store
) -> None:
    now = datetime.now(UTC)
    followed, found = await follow(
        address_of(address), language=language, topic=topic, fetcher=fetcher, workers=workers, store=store, now=now
    )
    verb = "following" if followed.followed_at == now else "already following"
    _say(f"{verb} {followed.feed.title} ({spoken(followed)}), {followed.location}")
    for url, title in found.others[:OTHERS_TOLD]:
        _say(f"the site also offers {title or 'a feed'}: {url}", before="  ")


async def _add_list(
    source: str, *, language: str | None, topic: str | None, fetcher: Fetcher, workers: Workers, store: Store
) -> None:
    url = _list_address(source)
    answer = await fetcher.fetch(url)
    new, already, refused = await follow_list(
        answer.body, url=url, language=language, topic=topic, workers=workers, store=store, now=datetime.now(UTC)
    )
    for error in refused:
        tell(f"warning: {said(error)}")
    _say(f"following {counted(len(new), 'new feed')} of {source}; {len(already)} were followed already")


def _list_address(source: str) -> str:
    return Path(source).expanduser().resolve().as_uri() if _is_file(source) else address_of(source)


def import_list(source: str, *, language: str | None, topic: str | None, database: str | None) -> None:
    """Follow the feeds of an OPML list. Raises SourceMissing for a file that is not there."""
    wished = known_language(language) if language else None
    if "://" not in source and not _is_file(source):
        raise SourceMissing(source, "there is no such file")
    with _opened(database) as store:

        async def one() -> None:
            async with _opened_doors() as (fetcher, workers):
                await _add_list(source, language=wished, topic=topic, fetcher=fetcher, workers=workers, store=store)

        asyncio.run(one())


def export(output: str | None, *, database: str | None) -> None:
    """Write the followed feeds as OPML 2.0, without those that somebody added in a chat for their own digest."""
    with _opened(database) as store:
        shared = [feed for feed in _followed(store) if feed.is_shared]
        write(write_opml(shared, created_at=datetime.now(UTC)).decode(), output)


def remove(addresses: Sequence[str], *, database: str | None) -> None:
    """Follow these feeds no longer; all or none. Raises BadRequest for one that is not followed."""
    with _opened(database) as store:
        followed = store.followed_feeds()
        known = [_known(followed, address) for address in addresses]
        for feed in known:
            store.unfollow(feed.feed.url)
            _say(f"no longer following {feed.feed.title}, {feed.location}")


def show(*, database: str | None) -> None:
    """Print a table of the followed feeds."""
    now = datetime.now(UTC)
    with _opened(database) as store:
        followed, spoken_in = _followed(store), store.main_languages()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("feed", overflow="fold", min_width=min(FEED_WIDTH, max(len(feed.location) for feed in followed)))
    table.add_column("language")
    table.add_column("topic", overflow="fold")
    table.add_column("a day", justify="right")
    table.add_column("last success")
    table.add_column("next fetch")
    table.add_column("failures", overflow="fold")
    for feed in followed:
        name = Text(harmless(feed.feed.title))
        name.append(f"\n{harmless(feed.location)}", style="dim")
        failures = f"{feed.failures} – {feed.last_error}" if feed.last_error else ""
        table.add_row(
            name,
            Text(harmless(language_of(feed) or spoken_in.get(feed.feed.url, ""))),  # Rich reads markup in a bare string
            Text(harmless(feed.topic or "")),
            "" if feed.articles_a_day is None else rate(feed.articles_a_day),
            ago(feed.succeeded_at, now),
            "never: it has ended" if feed.ended_at else ahead(feed.next_fetch_at, now),
            Text(harmless(failures)),
        )
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    console.print(table)


def check(address: str, *, database: str | None) -> None:
    """Print what the feed behind an address is like."""
    with _opened(database) as store:

        async def one() -> Check:
            async with _opened_doors() as (fetcher, workers):
                now = datetime.now(UTC)
                return await check_feed(address_of(address), fetcher=fetcher, workers=workers, store=store, now=now)

        for name, finding in findings(asyncio.run(one()), datetime.now(UTC)):
            _say(finding, before=f"{name:<13}")


def fetch(addresses: Sequence[str], *, database: str | None) -> None:
    """Fetch the followed feeds, or these of them, once, and print a line for each.

    Raises BadRequest when every one failed.
    """
    with _opened(database) as store:
        followed = _followed(store)
        wanted = [_known(followed, address) for address in addresses] or followed

        async def once() -> list[Outcome]:
            async with _opened_doors() as (fetcher, workers):
                with _told_as_they_end(len(wanted)) as report:
                    now = datetime.now(UTC)
                    return await fetch_feeds(
                        wanted, fetcher=fetcher, workers=workers, store=store, now=now, report=report
                    )

        outcomes = asyncio.run(once())
    if all(outcome.status in {Status.FAILED, Status.ENDED} for outcome in outcomes):
        raise BadRequest(f"none of {counted(len(outcomes), 'feed')} could be read")


def _say(line: str, *, before: str = "") -> None:
    write(f"{before}{harmless(line)}\n", None)


# ---------------------------------------------------------------- what is opened and closed


@contextmanager
def _opened(database: str | None) -> Iterator[Store]:
    settings = read_settings()
    set_up_logs(settings.log_level)
    store = wiring.opened_store(settings, database, is_remembered=True)
    try:
        yield store
    finally:
        store.close()


@asynccontextmanager
async def _opened_doors() -> AsyncIterator[tuple[Fetcher, Workers]]:
    async with wiring.opened_fetcher(read_settings()) as fetcher:
        with wiring.workers(prepare_pages) as workers:
            yield fetcher, workers


@contextmanager
def _told_as_they_end(total: int) -> Iterator[Callable[[Outcome], None]]:
    """Give a reporter that prints each outcome, above a bar on stderr if a person is there to see it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _say_outcome
        return
    columns = (TextColumn("fetching"), BarColumn(), MofNCompleteColumn())
    # Rich would send what is printed to stdout to stderr, above the bar: right only where both are the same terminal.
    is_shared = sys.stdout is not None and sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=is_shared) as bar:
        task = bar.add_task("fetching", total=total)

        def report(outcome: Outcome) -> None:
            if is_shared:
                bar.console.print("\n".join(_lines(outcome)), markup=False, highlight=False, soft_wrap=True)
            else:
                _say_outcome(outcome)
            bar.advance(task)

        yield report


def _say_outcome(outcome: Outcome) -> None:
    write("".join(f"{line}\n" for line in _lines(outcome)), None)


def _lines(outcome: Outcome) -> list[str]:
    first, *others = map(harmless, outcome_lines(outcome))
    return [first, *(f"    {line}" for line in others)]


def _followed(store: Store) -> list[FollowedFeed]:
    if followed := store.followed_feeds():
        return followed
    raise NothingToSay("no feed is followed yet; digestbot feeds add ADDRESS follows one")


def _known(followed: Sequence[FollowedFeed], address: str) -> FollowedFeed:
    known = known_feed(followed, address) or known_feed(followed, _as_address(address))
    if known is None:
        raise BadRequest(f"{address} is not followed; digestbot feeds list shows what is")
    return known


def _as_address(typed: str) -> str:
    try:
        return address_of(typed)
    except DigestError:
        return typed


def _is_file(source: str) -> bool:
    try:
        return Path(source).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):  # no name for a file
        return False
