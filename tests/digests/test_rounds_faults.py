"""Rounds in which something goes wrong: the round goes on, and nothing is lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from digests.adapters.store import SqlStore
from digests.errors import StepFailed, StoreUnusable
from digests.models import Entry
from digests.ports import Workers
from digests.rounds import Outcome, Status, fetch_feeds
from tests.digests.adapters.servers import trusting
from tests.digests.followed import DAY, follow, kept, one_round, state
from tests.digests.newsroom import NOW, a_feed, a_page, a_text, an_item, open_newsroom


class Poisoned:
    """Workers that die of every entry whose title says so."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers

    async def run(self, step: Any, /, *args: Any, **kwargs: Any) -> Any:
        entries = [entry for arg in args if isinstance(arg, list) for entry in arg if isinstance(entry, Entry)]
        if any("poison" in entry.title for entry in entries):
            raise StepFailed("it ended the process that read it")
        return await self.workers.run(step, *args, **kwargs)


async def test_an_item_that_breaks_the_reading_is_named_counted_and_tried_twice(
    store: SqlStore, workers: Workers
) -> None:
    items = [an_item(number, title=f"Report {number}" + " poison" * (number == 7)) for number in range(20)]
    async with open_newsroom(feed=a_feed(*items)) as newsroom:
        follow(store, newsroom)
        outcomes = []
        for hour in range(3):
            outcomes += await one_round(store, Poisoned(workers), NOW + timedelta(hours=hour))
            newsroom.pages["/feed"] = a_feed(*items, an_item(100 + hour))
    assert outcomes[0].broken == (("“Report 7 poison”", "it ended the process that read it"),)
    assert [len(outcome.broken) for outcome in outcomes] == [1, 1, 0]
    assert [outcome.new for outcome in outcomes] == [19, 1, 1]


async def test_a_feed_that_fails_goes_into_back_off_and_the_round_goes_on(store: SqlStore, workers: Workers) -> None:
    pages = {"good": a_feed(an_item(1)), "torn": a_feed(an_item(2))[:-40], "page": a_page(a_text(3))}
    async with open_newsroom(**pages) as newsroom:
        follow(store, newsroom, "/good", "/missing", "/torn", "/page")
        await one_round(store, workers)
    states = {followed.location.rpartition("/")[2]: followed for followed in store.followed_feeds()}
    assert states["good"].failures == 0
    for name in ("missing", "torn", "page"):
        assert states[name].failures == 1
        assert states[name].last_error
        assert states[name].next_fetch_at > NOW


class Broken:
    """Workers with a mistake in them."""

    async def run(self, step: Any, /, *args: Any, **kwargs: Any) -> Any:
        raise KeyError("guid")


async def test_a_mistake_of_ours_costs_one_feed_a_try_and_no_round(store: SqlStore) -> None:
    async with open_newsroom(feed=a_feed(an_item(1))) as newsroom:
        follow(store, newsroom)
        (outcome,) = await one_round(store, Broken())
    assert outcome.status is Status.FAILED
    assert state(store).last_error == "a mistake of ours (KeyError)"


async def test_a_database_that_fails_ends_the_round_with_its_own_error(store: SqlStore, workers: Workers) -> None:
    class Full(SqlStore):
        def save_round(self, *_: object) -> None:
            raise StoreUnusable("The database cannot be used: the disk is full.")

    async with open_newsroom(a=a_feed(an_item(1)), b=a_feed(an_item(2))) as newsroom, trusting() as fetcher:
        follow(store, newsroom, "/a", "/b")
        with pytest.raises(StoreUnusable, match="the disk is full"):
            await fetch_feeds(
                store.followed_feeds(), fetcher=fetcher, workers=workers, store=Full(store._engine), now=NOW
            )


async def test_who_reads_the_outcomes_may_leave_and_the_round_ends(store: SqlStore, workers: Workers) -> None:
    def leave(_: Outcome) -> None:
        raise BrokenPipeError

    async with open_newsroom(feed=a_feed(an_item(1))) as newsroom, trusting() as fetcher:
        follow(store, newsroom)
        with pytest.raises(BrokenPipeError):
            await fetch_feeds(
                store.followed_feeds(), fetcher=fetcher, workers=workers, store=store, now=NOW, report=leave
            )
    assert len(kept(store)) == 1


async def test_a_feed_that_is_gone_is_never_asked_again(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=lambda _: web.Response(status=410)) as newsroom:
        follow(store, newsroom)
        outcomes = [*await one_round(store, workers), *await one_round(store, workers, NOW + 9 * DAY)]
        assert len(newsroom.asked) == 1
    assert [outcome.status for outcome in outcomes] == [Status.ENDED, Status.WAITING]


async def test_a_server_that_asks_for_rest_is_left_alone_and_asked_again_after(
    store: SqlStore, workers: Workers
) -> None:
    async with open_newsroom(feed=lambda _: web.Response(status=429, headers={"Retry-After": "7200"})) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
        newsroom.pages["/feed"] = a_feed(an_item(1))
        (early,) = await one_round(store, workers, NOW + timedelta(hours=1))
        (late,) = await one_round(store, workers, NOW + timedelta(hours=3))
    assert (early.status, late.status) == (Status.WAITING, Status.NEWS)
    assert state(store).failures == 0


@pytest.mark.parametrize(("status", "moves"), [(301, True), (308, True), (302, False), (307, False)])
async def test_a_feed_moves_after_three_agreeing_permanent_redirects_and_keeps_its_articles(
    store: SqlStore, workers: Workers, status: int, moves: bool
) -> None:
    async with open_newsroom(new=a_feed(an_item(1))) as newsroom:
        newsroom.pages["/feed"] = lambda _: web.Response(status=status, headers={"Location": "/new"})
        follow(store, newsroom)
        for hour in range(4):
            await one_round(store, workers, NOW + timedelta(hours=hour))
        assert newsroom.paths()[-1] == "/new"
        assert (newsroom.paths()[-2] == "/new") == moves
    assert state(store).location.endswith("/new" if moves else "/feed")
    assert state(store).feed.url.endswith("/feed")
    assert len(kept(store)) == 1


async def test_a_feed_unfollowed_during_its_fetch_stays_so(store: SqlStore, workers: Workers) -> None:
    def page(request: web.Request) -> web.Response:
        store.unfollow(str(request.url))
        return web.Response(body=a_feed(an_item(1)))

    async with open_newsroom(feed=page) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
    assert store.followed_feeds() == []


async def test_a_hundred_feeds_are_fetched_at_once_and_each_once(store: SqlStore, workers: Workers) -> None:
    pages = {f"feed{number}": a_feed(an_item(number)) for number in range(100)}
    async with open_newsroom(**pages) as newsroom:
        follow(store, newsroom, *(f"/{name}" for name in pages))
        told: list[Outcome] = []
        async with trusting() as fetcher:
            outcomes = await fetch_feeds(
                store.followed_feeds(), fetcher=fetcher, workers=workers, store=store, now=NOW, report=told.append
            )
        assert sorted(newsroom.paths()) == sorted(f"/{name}" for name in pages)
    assert told == outcomes
    assert sum(outcome.new for outcome in outcomes) == 100


async def test_the_language_that_the_owner_names_is_heard_for_short_items(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1, title="Port Avery", text="Port Avery 3:2", link=""))) as newsroom:
        follow(store, newsroom)
        (followed,) = store.followed_feeds()
        store.save_followed([replace(followed, language="de")])
        await one_round(store, workers)
    assert kept(store)[0].language == "de"


async def test_what_a_feed_brings_late_in_a_long_round_is_as_young_as_its_own_fetch(
    store: SqlStore, workers: Workers
) -> None:
    pages = {f"feed{number}": a_feed(an_item(number, is_dated=False)) for number in range(3)}
    moments = iter((0.0, 30.0, 59.0, 90.0 * 60))
    async with open_newsroom(**pages) as newsroom, trusting() as fetcher:
        follow(store, newsroom, *(f"/{name}" for name in pages))
        for followed in store.followed_feeds():
            store.save_followed([replace(followed, succeeded_at=NOW - DAY)])
        await fetch_feeds(
            store.followed_feeds(),
            fetcher=fetcher,
            workers=workers,
            store=store,
            now=NOW,
            clock=lambda: next(moments),
        )
    later = NOW + timedelta(minutes=90)
    assert sorted(article.fetched_at for article in kept(store)) == [NOW, NOW, later]
    assert sorted(followed.succeeded_at or NOW for followed in store.followed_feeds()) == [NOW, NOW, later]


async def test_rounds_at_once_that_share_their_saving_take_no_article_for_two(
    store: SqlStore, workers: Workers
) -> None:
    saving = asyncio.Lock()
    async with open_newsroom(world=a_feed(an_item(1)), europe=a_feed(an_item(1, guid="another"))) as newsroom:
        follow(store, newsroom, "/world", "/europe")
        async with trusting() as fetcher:
            rounds = await asyncio.gather(
                *(
                    fetch_feeds([feed], fetcher=fetcher, workers=workers, store=store, now=NOW, saving=saving)
                    for feed in store.followed_feeds()
                )
            )
    assert sorted(outcome.new for outcomes in rounds for outcome in outcomes) == [0, 1]
