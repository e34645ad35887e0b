"""What the benchmarks of the platforms share: the bot's room over a large store, when requests came, how long it took.

with furnished(50_000) as (room, database, stories):
    held = Held()
    ...
    print(row("`story`", taken))   # | `story` | 1 | 2 | 53 | 89 | 1 |
"""

import asyncio
import asyncio.events
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import wiring
from bot.commands.asked import Room
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder
from digests.adapters.store import Database, open_all
from digests.adapters.workers import ProcessWorkers
from digests.choosing import Desk
from digests.reading import prepare_feeds
from digests.searching import Searcher
from tests.benchmarks.commands import build
from tests.bot.commands.newsdesk import NoNetwork


class Requests(list[Any]):
    """What the bot asks of a platform, as its double notes it, and when that was."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, entry: Any) -> None:
        super().append(entry)
        self.at.append(time.perf_counter())

    def since(self, first: int) -> list[tuple[float, Any]]:
        """Return when each came, and what it was, without as many as came first."""
        return list(zip(self.at[first:], self[first:], strict=True))


class Held:
    """How long callbacks held the event loop."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        run = asyncio.events.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            began = time.perf_counter()
            run(handle)
            self.longest_s = max(self.longest_s, time.perf_counter() - began)

        asyncio.events.Handle._run = timed  # type: ignore[method-assign, assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The milliseconds of one thing that somebody did."""

    acknowledged: float
    answered: float
    held: float  # the event loop, by the longest callback


def cells(times: Sequence[float]) -> list[str]:
    """Return p50 and p99 as cells of a table."""
    return [f"{statistics.median(times):.0f}", f"{sorted(times)[round(0.99 * (len(times) - 1))]:.0f}"]


def row(name: str, taken: Sequence[Taken]) -> str:
    """Return the row of the table: p50 and p99 of either time, and the longest hold of the loop."""
    both = [*cells([each.acknowledged for each in taken]), *cells([each.answered for each in taken])]
    return f"| {' | '.join([name, *both])} | {max(each.held for each in taken):.0f} |"


@contextmanager
def furnished(count: int) -> Iterator[tuple[Room, Database, list[str]]]:
    """Give the room of a bot that has read so many articles, its database, and the ids of its stories."""
    encoder, other = E5Encoder(), UniversalSentenceEncoder()
    with tempfile.TemporaryDirectory() as folder, ProcessWorkers(prepare=prepare_feeds) as workers:
        began = time.perf_counter()
        database = open_all(f"sqlite:///{Path(folder) / 'news.db'}")
        stories = build(database, count, (encoder, other))
        print(f"{count} articles in {len(stories)} stories, built in {time.perf_counter() - began:.0f} s", flush=True)
        desk = Desk(store=database.store, encoder=encoder, sentence_encoder=other)
        room = Room(
            desk=desk,
            ledger=database.ledger,
            readership=database.readership,
            archive=database.archive,
            searcher=Searcher(desk=desk, archive=database.archive),
            fetcher=NoNetwork(),
            workers=workers,
            chats=wiring.chats(),
            computing=asyncio.Semaphore(1),
        )
        try:
            yield room, database, stories
        finally:
            database.store.close()
