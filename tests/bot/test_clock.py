"""The clock on a real database: one round, ticks, and what must not stop them."""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator, MutableMapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import structlog

from bot.chats.file_chat import FileChat
from bot.clock import SLOTS_S, Clock, Round
from digests.adapters.ledger import SqlLedger
from digests.adapters.readership import SqlReadership
from digests.adapters.store import SqlStore, open_database
from digests.choosing import Desk
from digests.errors import FetchFailed
from digests.following import newly_followed
from digests.models import Answer, Digest, Empty, Feed, Subscription, Told
from digests.planning import subscribe
from digests.ports import Encoder, Fetcher, Vector, Vectors, Workers
from digests.posting import Press
from digests.posting_ports import Chat
from digests.postings import Message, Notice, Slot, State
from digests.readers import Bookmark
from digests.sending import Sender
from tests.digests.adapters.servers import trusting
from tests.digests.followed import follow
from tests.digests.newsroom import NOW, a_feed, an_item, open_newsroom

HOUR = timedelta(hours=1)
AT_NOON = Subscription(feeds=(), language="en", times=(time(12),), min_publishers=1, empty=Empty.LINE)


class WordEncoder:
    """An encoder that is quick and knows only words: texts with the same words are near."""

    name = "words"
    usual: Vector = np.zeros(64, np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


class BrokenEncoder(WordEncoder):
    """An encoder whose package is broken."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        raise RuntimeError("no weights")


class NoAnswer:
    """A door behind which nobody answers."""

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validated_url: str | None = None,
        max_bytes: int | None = None,
        is_page: bool = False,
    ) -> Answer:
        await asyncio.get_running_loop().create_future()
        raise FetchFailed(url, "no answer")

    async def robots_allow(self, url: str) -> bool:
        return False


@dataclass
class Ear:
    """A chat that tells when it is sent something, and takes it when it is let."""

    name: str = "ear"
    keeps_nonces_for: timedelta = timedelta(0)
    heard: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    may_take: asyncio.Event = field(default_factory=asyncio.Event)

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        told = f"{'late' if is_late else 'in time'}: {len(digest.items)}"
        return [Message(payload=told, tells=tuple(item.story.id for item in digest.items))]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        return notice.key

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        await self.heard.put(payload)
        await self.may_take.wait()
        return nonce

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        return None


class Hand:
    """The hand of a clock that a test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@contextmanager
def a_database(path: Path, options: str = "") -> Iterator[tuple[SqlStore, SqlLedger]]:
    store, ledger = open_database(f"sqlite:///{path}{options}")
    with closing(store):
        yield store, ledger


def a_clock(
    store: SqlStore,
    ledger: SqlLedger,
    *,
    workers: Workers,
    fetcher: Fetcher | None = None,
    chat: Chat | None = None,
    now: Hand | None = None,
    encoder: Encoder | None = None,
) -> Clock:
    encoder, chats = encoder or WordEncoder(), {each.name: each for each in [chat or FileChat()]}
    desk = Desk(store=store, encoder=encoder, sentence_encoder=encoder)
    return Clock(
        desk=desk,
        ledger=ledger,
        readership=SqlReadership(store._engine),
        chats=chats,
        fetcher=fetcher or NoAnswer(),
        workers=workers,
        press=Press(desk=desk, ledger=ledger, chats=chats),
        sender=Sender(ledger=ledger, chats=chats),
        now=now or Hand(NOW),
    )


@asynccontextmanager
async def ticking(clock: Clock) -> AsyncIterator[None]:
    clock.start()
    try:
        yield
    finally:
        await clock.stop()


@pytest.fixture
def heard() -> Iterator["asyncio.Queue[MutableMapping[str, Any]]"]:
    """What the clock logs, as it comes."""
    queue: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()

    def hear(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if event["event"] in {"tick_failed", "ticks_go_well_again"}:  # said in the event loop's thread
            queue.put_nowait(event)
        raise structlog.DropEvent

    before = structlog.get_config()["processors"]
    structlog.configure(processors=[hear])
    yield queue
    structlog.configure(processors=before)


def told(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


# ---------------------------------------------------------------- one round


async def test_one_round_takes_news_from_a_feed_to_its_reader(tmp_path: Path, workers: Workers) -> None:
    path = tmp_path / "harbour.jsonl"
    async with open_newsroom(feed=a_feed(an_item(1), an_item(2))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            follow(store, room)
            subscribe(chat="file", address=str(path), subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
            clock = a_clock(store, ledger, fetcher=fetcher, workers=workers)
            done = await clock.run_due(NOW)
            again = await clock.run_due(NOW)
    (text,) = told(path)
    assert "Report number 1 on the harbour" in text
    assert str(done) == "1 feed fetched, 2 new articles, 1 digest made, 1 message sent"
    assert (done.planned, str(again)) == (1, "nothing was due")


async def test_one_round_takes_news_to_those_who_follow_its_story(tmp_path: Path, workers: Workers) -> None:
    path, private = tmp_path / "harbour.jsonl", tmp_path / "ria.jsonl"
    async with open_newsroom(feed=a_feed(an_item(1))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            follow(store, room)
            by = subscribe(chat="file", address=str(path), subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
            clock = a_clock(store, ledger, fetcher=fetcher, workers=workers)
            await clock.run_due(NOW)
            [story_id] = store.founders()
            nothing = Told(story_id=story_id, at=NOW, article_ids=frozenset(), publishers=frozenset(), texts=())
            bookmark = Bookmark(
                chat="file",
                person_id="ria",
                story_id=story_id,
                told=nothing,
                subscriber_id=by.id,
                followed_at=NOW,
                address=str(private),
                language="fr",
            )
            SqlReadership(store._engine).save_bookmark(bookmark)
            done = await clock.run_due(NOW + HOUR / 60)
    (text,) = told(private)
    assert text.startswith("Un sujet que vous suivez · ")
    assert "Report number 1 on the harbour" in text
    assert str(done) == "1 note to followers of a story, 1 message sent"


async def test_two_processes_that_do_the_same_round_post_one_digest(tmp_path: Path, workers: Workers) -> None:
    path, database = tmp_path / "harbour.jsonl", tmp_path / "news.db"
    with a_database(database) as one, a_database(database) as other:
        for minutes in range(5):
            at = NOW - HOUR - timedelta(minutes=minutes)
            subscribe(chat="file", address=str(path), subscription=AT_NOON, ledger=one[1], now=at)
        rounds = await asyncio.gather(*(a_clock(*each, workers=workers).run_due(NOW) for each in (one, other)))
        for each in (one, other):  # what one of them had claimed when the other looked
            await a_clock(*each, workers=workers).run_due(NOW)
    assert len(told(path)) == 5
    assert sum(round_.planned for round_ in rounds) == 5


async def test_a_clock_that_is_set_repeats_nothing_and_leaves_nothing_out(tmp_path: Path, workers: Workers) -> None:
    path = tmp_path / "harbour.jsonl"
    subscription = Subscription(feeds=(), language="en", times=(time(11), time(12), time(13)), empty=Empty.LINE)
    with a_database(tmp_path / "news.db") as (store, ledger):
        made = subscribe(chat="file", address=str(path), subscription=subscription, ledger=ledger, now=NOW - 3 * HOUR)
        clock = a_clock(store, ledger, workers=workers)
        for hours in (-1, 0, -1, 1, 0, -1, 0, 1):
            await clock.run_due(NOW + hours * HOUR)
        slots = ledger.slots(made.id, (NOW - timedelta(days=2)).date())
    assert [slot.time.hour for slot in slots] == [11, 12, 13]


async def test_what_is_old_is_forgotten_once_a_day(tmp_path: Path, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            follow(store, room)
            clock = a_clock(store, ledger, fetcher=fetcher, workers=workers)
            await clock.run_due(NOW)
            room.pages.clear()
            rounds = [await clock.run_due(NOW + timedelta(days=days, hours=-1)) for days in (1, 40, 41)]
    assert [bool(round_.forgotten) for round_ in rounds] == [False, True, False]


def test_a_round_says_what_it_did_in_one_line() -> None:
    assert str(Round()) == "nothing was due"
    assert str(Round(forgotten=7, is_cut_short=True)) == "7 old rows forgotten, slow feeds left for the next round"


# ---------------------------------------------------------------- again and again


async def test_a_feed_that_does_not_answer_holds_up_no_digest(tmp_path: Path, workers: Workers) -> None:
    chat, now = Ear(), Hand(NOW - timedelta(minutes=5))
    chat.may_take.set()
    with a_database(tmp_path / "news.db") as (store, ledger):
        feed = Feed(url="https://paper.example/rss", title="The Paper")
        store.save_followed([newly_followed(feed, location=feed.url, language=None, topic=None, now=NOW)])
        for at in (time(11, 55), time(12)):
            wish = replace(AT_NOON, times=(at,))
            subscribe(chat="ear", address=str(at), subscription=wish, ledger=ledger, now=NOW - 2 * HOUR)
        async with asyncio.timeout(60), ticking(a_clock(store, ledger, workers=workers, chat=chat, now=now)):
            await chat.heard.get()
            now.at = NOW  # the feed is asked from now on
            await chat.heard.get()


async def test_what_was_due_while_nobody_ran_waits_for_the_news(tmp_path: Path, workers: Workers) -> None:
    chat = Ear()
    chat.may_take.set()
    async with open_newsroom(feed=a_feed(an_item(1))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            follow(store, room)
            subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
            clock = a_clock(store, ledger, fetcher=fetcher, workers=workers, chat=chat)
            async with asyncio.timeout(60), ticking(clock):
                assert await chat.heard.get() == "in time: 1"


async def test_a_message_under_way_is_waited_for_at_the_end(tmp_path: Path, workers: Workers) -> None:
    chat = Ear()
    with a_database(tmp_path / "news.db") as (store, ledger):
        made = subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
        clock = a_clock(store, ledger, workers=workers, chat=chat)
        async with asyncio.timeout(60):
            clock.start()
            await chat.heard.get()
            stopping = asyncio.create_task(clock.stop())
            chat.may_take.set()
            await stopping
        (delivery,) = ledger.deliveries(made.id)
    assert delivery.state is State.SENT


async def test_a_clock_that_is_set_is_noticed_before_the_next_tick(tmp_path: Path, workers: Workers) -> None:
    chat, now = Ear(), Hand(NOW - HOUR)
    chat.may_take.set()
    with a_database(tmp_path / "news.db") as (store, ledger):
        for at in (time(11), time(12)):
            wish = replace(AT_NOON, times=(at,))
            subscribe(chat="ear", address=str(at), subscription=wish, ledger=ledger, now=NOW - 2 * HOUR)
        async with ticking(a_clock(store, ledger, workers=workers, chat=chat, now=now)):
            await chat.heard.get()
            async with asyncio.timeout(SLOTS_S - 3):  # when the next tick would come
                now.at = NOW
                await chat.heard.get()


async def test_a_database_in_trouble_is_said_once_and_so_is_its_recovery(
    tmp_path: Path, workers: Workers, heard: "asyncio.Queue[MutableMapping[str, Any]]"
) -> None:
    path, chat, now = tmp_path / "news.db", Ear(), Hand(NOW - HOUR)
    chat.may_take.set()
    with (
        a_database(path, "?timeout=0.2") as (store, ledger),
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - 2 * HOUR)
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(60), ticking(a_clock(store, ledger, workers=workers, chat=chat, now=now)):
            failed = await heard.get()
            other.execute("ROLLBACK")
            now.at = NOW  # and all ticks come again
            well = await heard.get()
            await chat.heard.get()
    assert (failed["event"], failed["exc_info"]) == ("tick_failed", None)
    assert str(failed["error"]).endswith("cannot be used: another program keeps it locked.")
    assert well["event"] == "ticks_go_well_again"


async def test_a_mistake_of_ours_ends_no_clock(
    tmp_path: Path, workers: Workers, heard: "asyncio.Queue[MutableMapping[str, Any]]"
) -> None:
    class OnceBroken(SqlLedger):
        calls = 0

        def planned_slots(self, limit: int) -> list[Slot]:
            self.calls += 1
            if self.calls == 1:
                raise KeyError("slot")
            return super().planned_slots(limit)

    chat, now = Ear(), Hand(NOW)
    chat.may_take.set()
    with a_database(tmp_path / "news.db") as (store, ledger):
        broken = OnceBroken(ledger._engine)
        subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
        async with asyncio.timeout(60), ticking(a_clock(store, broken, workers=workers, chat=chat, now=now)):
            failed = await heard.get()
            now.at = NOW + HOUR
            assert await chat.heard.get() == "late: 0"
    assert failed["error"] == "a mistake of ours (KeyError: 'slot')"
    assert isinstance(failed["exc_info"], KeyError)


async def test_where_nothing_can_be_grouped_a_digest_still_comes(
    tmp_path: Path, workers: Workers, heard: "asyncio.Queue[MutableMapping[str, Any]]"
) -> None:
    chat = Ear()
    chat.may_take.set()
    async with open_newsroom(feed=a_feed(an_item(1))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            follow(store, room)
            subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
            clock = a_clock(store, ledger, workers=workers, fetcher=fetcher, chat=chat, encoder=BrokenEncoder())
            async with asyncio.timeout(60), ticking(clock):
                assert await chat.heard.get() == "in time: 0"
    failed = heard.get_nowait()
    assert (failed["tick"], failed["error"]) == ("grouping", "a mistake of ours (RuntimeError: no weights)")
    assert heard.empty()
