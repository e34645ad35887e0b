"""Entries of an invented paper, and a memory of items as a store would keep it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from digests.identity import judged, lookup, marked
from digests.models import Entry, Feed, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Feed(url="https://paper.example/rss", title="The Paper", site_url="https://paper.example/news/")
FAMILY = Feed(url="https://feeds.paper.example/sport", title="The Paper: Sport")
STRANGER = Feed(url="https://gazette.example/rss", title="The Gazette")
LONG = "The ferry to the island left the harbour late again because the crew waited for the tide. "


def entry(number: int = 1, **fields: object) -> Entry:
    made = Entry(
        guid=f"guid {number}",
        title=f"Ferry number {number} leaves the harbour late",
        content=f"<p>{LONG} Passenger {number} told us so.</p>",
        url=f"https://paper.example/2026/{number}",
        published_at=NOW - HOUR * number,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


DOCUMENT = [entry(number) for number in range(8)]


@dataclass(frozen=True)
class Judged:
    """Verdicts, with entries in the place of their marks."""

    new: tuple[Entry, ...]
    edited: tuple[tuple[Entry, Item], ...]
    seen: tuple[Item, ...]


def text_hash(entry: Entry) -> str:
    return marked([entry], feed=FEED, now=NOW)[0].item.text_hash


def title_hash(entry: Entry) -> str:
    return marked([entry], feed=FEED, now=NOW)[0].item.title_hash


class Memory:
    """What a store would remember; items are found by what `lookup` asks for, as `Store.known_items` does."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], Item] = {}

    def known(self, feed: Feed, entries: Iterable[Entry]) -> list[Item]:
        wanted = lookup(marked(entries, feed=feed, now=NOW))
        return [
            item
            for item in self.items.values()
            if (item.feed_url == feed.url and item.guid in wanted["guids"])
            or (item.feed_url == feed.url and item.title_hash in wanted["title_hashes"])
            or item.url in wanted["urls"]
            or item.text_hash in wanted["text_hashes"]
        ]

    def judge(
        self, entries: Sequence[Entry], *, feed: Feed = FEED, now: datetime = NOW, is_first_round: bool = False
    ) -> Judged:
        known = self.known(feed, entries)
        marks = marked(entries, feed=feed, now=now)
        verdicts = judged(marks, feed=feed, known=known, is_first_round=is_first_round, now=now)
        return Judged(
            new=tuple(mark.entry for mark in verdicts.new),
            edited=tuple((mark.entry, item) for mark, item in verdicts.edited),
            seen=verdicts.seen,
        )

    def fetch(
        self,
        entries: Sequence[Entry],
        *,
        feed: Feed = FEED,
        now: datetime = NOW,
        is_first_round: bool = False,
        broken: frozenset[str] = frozenset(),
    ) -> Judged:
        """Judge and keep, as a round does; articles are named after the feed and the guid they came with."""
        verdicts = self.judge(entries, feed=feed, now=now, is_first_round=is_first_round)
        items = list(verdicts.seen)
        as_now = {mark.entry.guid: mark.item for mark in marked(entries, feed=feed, now=now)}
        for new in verdicts.new:
            before = self.items.get((feed.url, new.guid))
            failures = (before.failures if before else 0) + 1 if new.guid in broken else 0
            article_id = None if failures else f"{feed.title}: {new.guid}"
            items.append(replace(as_now[new.guid], article_id=article_id, failures=failures))
        for new, item in verdicts.edited:
            items.append(replace(as_now[new.guid], article_id=item.article_id))
        self.items |= {(item.feed_url, item.guid): item for item in items}
        return verdicts

    def article_of(self, guid: str, feed: Feed = FEED) -> str | None:
        return self.items[feed.url, guid].article_id
