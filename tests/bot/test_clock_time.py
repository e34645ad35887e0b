"""The clock where hosts are slow, the machine sleeps, or the time is set."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.clock import SLOTS_S
from digests.adapters.store import SqlStore
from digests.errors import FetchFailed
from digests.following import newly_followed
from digests.models import Answer, Feed
from digests.planning import subscribe
from digests.ports import Workers
from tests.bot.test_clock import AT_NOON, HOUR, Ear, Hand, a_clock, a_database, ticking
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import NOW, a_feed, an_item, open_newsroom


@dataclass
class Door:
    """A door behind which some never answer and all others have gone, and that tells who was asked."""

    silent: str = ""
    asked: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    now: Hand | None = None
    at: datetime = NOW  # what the time is after an answer

    async def fetch(self, url: str, **_: object) -> Answer:
        await self.asked.put(url)
        if url == self.silent:
            await asyncio.get_running_loop().create_future()
        if self.now:
            self.now.at = self.at
        raise FetchFailed(url, "no answer")

    async def robots_allow(self, url: str) -> bool:
        return False


def follow_at(store: SqlStore, *urls: str, now: datetime) -> None:
    for url in urls:
        feed = Feed(url=url, title="The Paper")
        store.save_followed([newly_followed(feed, location=url, language=None, topic=None, now=now)])


async def test_a_slow_host_holds_up_no_other_and_is_asked_once(tmp_path: Path, workers: Workers) -> None:
    slow, quick = "https://slow.example/rss", "https://quick.example/rss"
    door, now = Door(silent=slow), Hand(NOW)
    with a_database(tmp_path / "news.db") as (store, ledger):
        follow_at(store, slow, quick, now=NOW - HOUR)
        async with asyncio.timeout(60), ticking(a_clock(store, ledger, workers=workers, fetcher=door, now=now)):
            first = {await door.asked.get(), await door.asked.get()}
            now.at += timedelta(days=1)
            second = await door.asked.get()
            now.at += timedelta(days=1)
            third = await door.asked.get()
    assert (first, second, third) == ({slow, quick}, quick, quick)


async def test_after_a_sleep_a_digest_waits_for_the_news_that_came_meanwhile(tmp_path: Path, workers: Workers) -> None:
    chat, now = Ear(), Hand(NOW - 10 * HOUR)
    chat.may_take.set()
    wish = replace(AT_NOON, times=(time(2), time(12)))
    async with open_newsroom(feed=a_feed(an_item(1, at=NOW - 60 * HOUR))) as room, trusting() as fetcher:
        with a_database(tmp_path / "news.db") as (store, ledger):
            feed = Feed(url=f"{room.url.rstrip('/')}/feed", title="The Paper")
            followed = newly_followed(feed, location=feed.url, language=None, topic=None, now=NOW - 11 * HOUR)
            store.save_followed([followed])
            subscribe(chat="ear", address="a", subscription=wish, ledger=ledger, now=NOW - 11 * HOUR)
            clock = a_clock(store, ledger, workers=workers, fetcher=fetcher, chat=chat, now=now)
            async with asyncio.timeout(60), ticking(clock):
                evening = await chat.heard.get()
                room.pages["/feed"] = a_feed(*(an_item(number, at=NOW - HOUR) for number in (1, 2)))
                now.at = NOW
                morning = await chat.heard.get()
    assert (evening, morning) == ("in time: 0", "in time: 1")


async def test_what_becomes_due_while_feeds_are_asked_is_posted_with_the_rest(tmp_path: Path, workers: Workers) -> None:
    now, chat = Hand(NOW - timedelta(seconds=10)), Ear()
    chat.may_take.set()
    with a_database(tmp_path / "news.db") as (store, ledger):
        follow_at(store, "https://paper.example/rss", now=NOW - HOUR)
        subscribe(chat="ear", address="a", subscription=AT_NOON, ledger=ledger, now=NOW - HOUR)
        clock = a_clock(store, ledger, workers=workers, fetcher=Door(now=now), chat=chat, now=now)
        async with asyncio.timeout(SLOTS_S - 3), ticking(clock):  # when the next tick would come
            assert await chat.heard.get() == "in time: 0"


class Forgetful(SqlStore):
    """A store that tells when it is to forget."""

    asked: list[datetime]

    def forget_before(self, moment: datetime) -> int:
        self.asked.append(moment)
        return super().forget_before(moment)


async def test_a_time_that_is_set_is_no_reason_to_forget_at_once(tmp_path: Path, workers: Workers) -> None:
    chat, now = Ear(), Hand(NOW - 24 * HOUR)
    chat.may_take.set()
    with a_database(tmp_path / "news.db") as (store, ledger):
        forgetful = Forgetful(store._engine)
        forgetful.asked = []
        for name, hours in (("a", 25), ("b", 24)):
            subscribe(chat="ear", address=name, subscription=AT_NOON, ledger=ledger, now=NOW - hours * HOUR)
        async with asyncio.timeout(60), ticking(a_clock(forgetful, ledger, workers=workers, chat=chat, now=now)):
            await chat.heard.get()
            now.at = NOW
            await chat.heard.get()
    assert forgetful.asked == []


async def test_where_the_time_was_set_by_years_there_is_a_day_to_set_it_right(tmp_path: Path, workers: Workers) -> None:
    now = Hand(NOW)
    with a_database(tmp_path / "news.db") as (store, ledger):
        forgetful = Forgetful(store._engine)
        forgetful.asked = []
        clock = a_clock(forgetful, ledger, workers=workers, now=now)
        years = timedelta(days=2000)
        for now.at in (NOW, NOW + years, NOW + years + HOUR, NOW + 25 * HOUR, NOW + 26 * HOUR, NOW + 50 * HOUR):
            await clock._retention_tick(now.at)
    month = AT_NOON.retention
    assert [moment + month for moment in forgetful.asked] == [NOW, NOW + 50 * HOUR]
