"""How long commands take over a large store: 50,000 articles of the last month, 1,000 feeds, five languages.

Run: .venv/bin/python -m tests.benchmarks.commands [ARTICLES]

In: nothing but a seed: invented news in a database in a file, with vectors that are near for articles of one story, and
a channel whose digest is of all feeds. Out: a table. Commands go through `Core` as a reader's or a manager's would,
with what follows the first answer; the first call of each is apart, since it may load what later ones have. The encoder
is the real one. Then the peak memory, and what the build took.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from bot import wiring
from bot.commands.asked import Room
from bot.commands.calls import Call, Person, Place, Value
from bot.commands.dispatch import Core
from digests import planning
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder
from digests.adapters.store import Database, open_all
from digests.adapters.workers import ProcessWorkers
from digests.choosing import Desk
from digests.models import Article, Feed, FollowedFeed, Mute, Story, Subscription, Told
from digests.ports import Encoder, Vector
from digests.postings import Edition, Made, Posting
from digests.readers import Bookmark
from digests.reading import prepare_feeds
from digests.schedules import subscribed
from digests.searching import Searcher
from tests.benchmarks.summaries_speed import PARTS, SEED, UNTIL, article, peak_mb
from tests.bot.commands.newsdesk import NoNetwork

ARTICLES, FEEDS, LANGUAGES = 50_000, 1000, tuple(PARTS)
SPAN = timedelta(days=30)
SENTENCES = 6  # of an article
LARGEST = 24  # articles of a story; most have one to three
BATCH = 2000
CALLS = 40
CHANNEL = Place(chat="console", address="news", workspace="w1", language="en")
QUERIES = (
    "harbour strike,Hafenbericht,tribunal budget,presa alcalde,nuovi ponti,flood,le maire,bridge repair 300".split(",")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A command to be timed, with options that differ from call to call."""

    name: str  # in the table
    command: str
    options: Sequence[dict[str, Value]] = field(default_factory=lambda: ({},))
    is_manager: bool = False
    calls: int = CALLS


# ---------------------------------------------------------------- the store


def news(count: int) -> Iterator[list[Article]]:
    """Yield so many articles, story by story, each story in one to five languages."""
    dice = random.Random(SEED)
    made = story = 0
    while made < count:
        story += 1
        size = min(count - made, LARGEST if dice.random() < 0.02 else dice.choice((1, 1, 2, 3, 5, 8)))
        at = UNTIL - dice.random() * SPAN
        members = []
        for number in range(made, made + size):
            feed = dice.randrange(FEEDS)
            dated = min(at + timedelta(hours=dice.random() * 20), UNTIL)
            one = article(number, story, LANGUAGES[dice.randrange(len(LANGUAGES))], sentences=SENTENCES)
            members.append(
                replace(
                    one,
                    feed_url=url(feed),
                    url=f"https://newspaper{feed}.example/{number}",
                    published_at=dated,
                    fetched_at=dated,
                    source=f"Newspaper {feed}",
                    publisher=f"newspaper{feed}.example",
                )
            )
        made += size
        yield members


def url(feed: int) -> str:
    """Return the address of a feed."""
    return f"https://newspaper{feed}.example/feed"


def build(database: Database, count: int, encoders: Sequence[Encoder]) -> list[str]:
    """Keep all of it, and a subscriber; return the ids of the stories."""
    feeds = [Feed(url=url(number), title=f"Newspaper {number}") for number in range(FEEDS)]
    database.store.save_followed(
        FollowedFeed(feed=feed, location=feed.url, followed_at=UNTIL - SPAN, next_fetch_at=UNTIL) for feed in feeds
    )
    dice = np.random.default_rng(SEED)
    waiting: list[list[Article]] = []
    ids: list[str] = []
    for members in news(count):
        waiting.append(members)
        if sum(map(len, waiting)) >= BATCH:
            ids += keep(database, waiting, len(ids), encoders, dice)
            waiting = []
    ids += keep(database, waiting, len(ids), encoders, dice)
    wish = Subscription(feeds=(), language="en", timezone="Europe/Paris")  # of all that are followed
    subscriber = subscribed(
        subscriber_id="d7gs", chat=CHANNEL.chat, address=CHANNEL.address, subscription=wish, now=UNTIL - SPAN
    )
    database.ledger.save_subscribers([(subscriber, ())])
    return ids


def remember(database: Database, stories: Sequence[str]) -> None:
    """Keep ten digests with twenty stories each, all followed by a reader, and as many rules as there may be."""
    told = [
        Told(
            story_id=name,
            at=UNTIL,
            article_ids=frozenset(f"{name}-{number}" for number in range(20)),
            publishers=frozenset(f"newspaper{number}.example" for number in range(20)),
            texts=("The mayor opens the bridge over the Linde",),
        )
        for name in stories[:200]
    ]
    for number in range(10):
        edition = Edition(id=f"{number:064x}", told=tuple(told[20 * number : 20 * number + 20]))
        posting = Posting(
            id=f"p{number}", subscriber_id="d7gs", edition=edition, since=UNTIL, until=UNTIL, made_at=UNTIL
        )
        database.ledger.save_postings([Made(slot=None, posting=posting)])
    of_ria = Bookmark(
        chat=CHANNEL.chat,
        person_id="ria",
        story_id="",
        told=told[0],
        subscriber_id="d7gs",
        followed_at=UNTIL,
        address="@ria",
        language="en",
    )
    for one in told:
        database.readership.save_bookmark(replace(of_ria, story_id=one.story_id, told=one))
    planning.resubscribe("d7gs", with_rules, ledger=database.ledger, now=UNTIL)


def with_rules(wish: Subscription) -> Subscription:
    """Return a subscription with as many rules and managers as there may be."""
    return replace(
        wish,
        exclude=tuple(f"opera{number}" for number in range(100)),
        muted=tuple(Mute(rule=f"topic:opera{number}") for number in range(100)),
        managers=tuple(f"mia{number}" for number in range(50)),
    )


def keep(
    database: Database, stories: list[list[Article]], first: int, encoders: Sequence[Encoder], dice: np.random.Generator
) -> list[str]:
    """Keep some stories as grouping would have left them; return their ids."""
    articles = [one for members in stories for one in members]
    database.store.save_articles(articles)
    for encoder in encoders:
        database.store.save_vectors(encoder.name, dict(vectors(stories, encoder, dice)))
    named = {short_id(first + number): members for number, members in enumerate(stories)}
    database.store.save_grouping(
        [
            Story(
                id=name,
                article_ids=tuple(one.id for one in members),
                first_seen_at=min(one.dated_at for one in members),
                last_seen_at=max(one.dated_at for one in members),
            )
            for name, members in named.items()
        ],
        founders={name: members[0].id for name, members in named.items()},
        placements=[],
        aliases={},
        profiles={},
        profiled_as="benchmark",
        since=UNTIL,
    )
    return list(named)


def short_id(number: int) -> str:
    """Return an id as stories have them: four letters and digits without vowels."""
    signs = "23456789bcdfghjkmnpqrstvwxyz"
    return "".join(signs[number // len(signs) ** place % len(signs)] for place in range(4))


def vectors(stories: list[list[Article]], encoder: Encoder, dice: np.random.Generator) -> Iterator[tuple[str, Vector]]:
    """Yield an invented vector for each article: what is usual, what the story is about, and some of its own."""
    usual = encoder.usual
    spread = np.sqrt(max(1 - float(usual @ usual), 0.1) / len(usual))
    for members in stories:
        about = dice.normal(0, spread * 0.8, len(usual))
        for one in members:
            row = usual + about + dice.normal(0, spread * 0.6, len(usual))
            yield one.id, (row / np.linalg.norm(row)).astype(np.float32)


# ---------------------------------------------------------------- the calls


def timed(stories: Sequence[str]) -> list[Timed]:
    """Return what is timed, a line each."""
    some = random.Random(SEED).sample(list(stories), CALLS)
    ids: list[dict[str, Value]] = [{"id": name} for name in some]
    return [
        Timed(name="search", command="search", options=[{"query": query} for query in QUERIES]),
        Timed(name="search, a week", command="search", options=[{"query": query, "days": 7} for query in QUERIES]),
        Timed(name="search, common words", command="search", options=[{"query": "the mayor of a court in"}]),
        Timed(name="search, twelve words", command="search", options=[{"query": " ".join(QUERIES)}]),
        Timed(name="search, nonsense", command="search", options=[{"query": "blorf zantiquo"}]),
        Timed(name="top", command="top"),
        Timed(name="top, 30 days", command="top", options=[{"days": 30}]),
        Timed(name="top, a topic", command="top", options=[{"topic": "ports"}], calls=5),
        Timed(name="story", command="story", options=ids),
        Timed(name="sources", command="sources", options=ids),
        Timed(name="help", command="help"),
        Timed(name="settings show", command="settings show", is_manager=True),
        Timed(
            name="settings set",
            command="settings set",
            options=[{"key": "length", "value": value} for value in ("short", "medium")],
            is_manager=True,
        ),
        Timed(name="schedule show", command="schedule show", is_manager=True),
        Timed(name="topic list", command="topic list", is_manager=True),
        Timed(name="feed list", command="feed list", is_manager=True, calls=10),
        Timed(name="status", command="status", is_manager=True, calls=10),
        Timed(name="why", command="why", options=[{"article": name["id"]} for name in ids], is_manager=True, calls=3),
        Timed(name="preview", command="preview", is_manager=True, calls=2),
    ]


async def run(core: Core, one: Timed) -> list[float]:
    """Return the milliseconds of each call, with what followed its first answer."""
    taken = []
    for number in range(one.calls):
        call = Call(
            id=f"{one.name} {number}",
            person=Person(id="ria", workspace="w1", is_admin=one.is_manager),
            place=CHANNEL,
            command=one.command,
            options=one.options[number % len(one.options)],
            at=UNTIL + number * timedelta(seconds=61),  # beyond cooldowns, and so that what is new is asked for
        )
        started = time.perf_counter()
        answer = await core.answer(call)
        if answer and answer.then:
            answer = await answer.then()
        taken.append((time.perf_counter() - started) * 1000)
        if answer is None or answer.is_refused:
            words = answer.lines[0].text if answer else "no answer"
            print(f"{one.name} was refused: {words}", file=sys.stderr)
            break
    return taken


def typed() -> list[tuple[str, str, str, dict[str, Value]]]:
    """Return what is typed for an option of each kind: command, option, letters, and what stands already."""
    return [
        ("story", "id", "mayor", {}),
        ("unfollow", "id", "zzz", {}),
        ("now", "language", "ger", {}),
        ("setup", "timezone", "new y", {}),
        ("feed remove", "address", "newspaper99", {}),
        ("settings set", "key", "q", {}),
        ("settings set", "value", "ger", {"key": "language"}),
        ("topic remove", "rule", "zzz", {}),
        ("unmute", "what", "zzz", {}),
        ("managers remove", "person", "zzz", {}),
        ("help", "command", "f", {}),
    ]


async def proposals(core: Core, command: str, option: str, letters: str, given: dict[str, Value]) -> list[float]:
    """Return the milliseconds in which proposals for an option come."""
    person = Person(id="ria", workspace="w1", is_admin=True)
    call = Call(id="proposals", person=person, place=CHANNEL, command=command, options=given, at=UNTIL)
    taken = []
    for _ in range(CALLS):
        started = time.perf_counter()
        await core.proposals(call, option, letters)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def row(name: str, taken: Sequence[float]) -> str:
    """Return the row of the table: p50, p99 and the first call, in milliseconds."""
    later = sorted(taken[1:] or taken)
    worst = later[min(len(later) - 1, round(len(later) * 0.99))]
    return f"| {name} | {statistics.median(later):.0f} | {worst:.0f} | {taken[0]:.0f} |"


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


async def main() -> None:
    """Print the table."""
    with furnished(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES) as (room, database, stories):
        core, before = Core(room), peak_mb()
        print("| command | p50 ms | p99 ms | first ms |\n| --- | --- | --- | --- |")
        for one in timed(stories):
            print(row(one.name, await run(core, one)), flush=True)
        remember(database, stories)
        for command, option, letters, given in typed():
            print(row(f"proposals: {command} {option}", await proposals(core, command, option, letters, given)))
        print(f"peak memory {peak_mb():.0f} MB, {before:.0f} MB before the first command")


if __name__ == "__main__":
    asyncio.run(main())
