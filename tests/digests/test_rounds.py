"""Rounds over followed feeds: what is news, and what only looks like it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import web

from digests.adapters.store import SqlStore
from digests.ports import Workers
from digests.rounds import Status
from tests.digests.followed import DAY, follow, kept, one_round, state
from tests.digests.newsroom import NOW, a_feed, a_text, an_item, open_newsroom


async def test_a_new_feeds_first_round_keeps_the_last_day_and_remembers_the_rest(
    store: SqlStore, workers: Workers
) -> None:
    old = an_item(1, at=NOW - 3 * DAY)
    async with open_newsroom(feed=a_feed(an_item(2), old, an_item(3, is_dated=False))) as newsroom:
        follow(store, newsroom)
        (first,) = await one_round(store, workers)
        newsroom.pages["/feed"] = a_feed(an_item(4), an_item(2), old, an_item(3, is_dated=False))
        (second,) = await one_round(store, workers, NOW + timedelta(hours=1))
    assert (first.new, second.new) == (1, 1)
    assert {article.text[:30] for article in kept(store)} == {a_text(2)[:30], a_text(4)[:30]}


async def test_validators_are_sent_back_verbatim_and_an_unchanged_feed_costs_nothing(
    store: SqlStore, workers: Workers
) -> None:
    def page(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == 'W/"odd  tag"':
            return web.Response(status=304)
        said = {"ETag": 'W/"odd  tag"', "Last-Modified": "yesterday-ish"}
        return web.Response(body=a_feed(an_item(1)), headers=said)

    async with open_newsroom(feed=page) as newsroom:
        follow(store, newsroom)
        outcomes = [(await one_round(store, workers, NOW + timedelta(hours=hour)))[0] for hour in range(2)]
        assert newsroom.asked[1].headers["If-Modified-Since"] == "yesterday-ish"
    assert [outcome.status for outcome in outcomes] == [Status.NEWS, Status.UNCHANGED]
    assert state(store).succeeded_at == NOW + timedelta(hours=1)


async def test_a_feed_behind_a_temporary_redirect_is_read_once(store: SqlStore, workers: Workers) -> None:
    def page(request: web.Request) -> web.Response:
        is_known = request.headers.get("If-None-Match") == '"1"'
        return web.Response(status=304) if is_known else web.Response(body=a_feed(an_item(1)), headers={"ETag": '"1"'})

    async with open_newsroom(real=page) as newsroom:
        newsroom.pages["/feed"] = lambda _: web.Response(status=302, headers={"Location": "/real"})
        follow(store, newsroom)
        outcomes = [(await one_round(store, workers, NOW + timedelta(hours=hour)))[0] for hour in range(3)]
        assert "If-None-Match" not in newsroom.asked[2].headers
    assert [outcome.status for outcome in outcomes] == [Status.NEWS, Status.UNCHANGED, Status.UNCHANGED]


async def test_a_server_that_never_answers_304_is_seen_through(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1))) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
        (again,) = await one_round(store, workers, NOW + timedelta(hours=1))
    assert again.status is Status.UNCHANGED


async def test_what_a_feed_that_broke_off_had_left_to_say_comes_with_the_next_fetch(
    store: SqlStore, workers: Workers
) -> None:
    whole = a_feed(an_item(1), an_item(2))

    def page(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match"):
            return web.Response(status=304)
        return web.Response(body=whole if len(newsroom.asked) > 1 else whole[:-300], headers={"ETag": '"1"'})

    async with open_newsroom(feed=page) as newsroom:
        follow(store, newsroom)
        outcomes = [(await one_round(store, workers, NOW + timedelta(hours=hour)))[0] for hour in range(3)]
    assert [(outcome.status, outcome.new) for outcome in outcomes] == [
        (Status.NEWS, 1),
        (Status.NEWS, 1),
        (Status.UNCHANGED, 0),
    ]


async def test_an_edited_item_updates_its_article_and_keeps_its_date(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1))) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
        (before,) = kept(store)
        newsroom.pages["/feed"] = a_feed(an_item(1, title="Report corrected", text=a_text(9), at=NOW + DAY))
        (outcome,) = await one_round(store, workers, NOW + DAY)
        (after,) = kept(store)
    assert (outcome.new, outcome.edited) == (0, 1)
    assert (after.id, after.published_at, after.fetched_at) == (before.id, before.published_at, before.fetched_at)
    assert after.title == "Report corrected"


@pytest.mark.parametrize(
    "change",
    [
        lambda number: an_item(number, guid=f"new-{number}"),
        lambda number: an_item(number, at=NOW + DAY),
        lambda number: an_item(number, guid=f"new-{number}", link=f"https://elsewhere.example/{number}", at=NOW + DAY),
        lambda number: an_item(number, guid=f"new-{number}", link=f"/news/{number}?utm_source=rss", is_dated=False),
    ],
    ids=["guids", "dates", "guids, links and dates", "guids and tracking"],
)
async def test_items_that_only_look_new_are_no_news(
    store: SqlStore, workers: Workers, change: Callable[[int], str]
) -> None:
    async with open_newsroom(feed=a_feed(*map(an_item, range(6)))) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
        newsroom.pages["/feed"] = a_feed(*map(change, range(6)))
        (outcome,) = await one_round(store, workers, NOW + DAY)
    assert outcome.new == 0
    assert len(kept(store)) == 6


async def test_an_article_that_two_feeds_carry_is_one_and_belongs_to_both(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(world=a_feed(an_item(1)), europe=a_feed(an_item(1, guid="another"))) as newsroom:
        follow(store, newsroom, "/world", "/europe")
        outcomes = await one_round(store, workers)
    assert sorted(outcome.new for outcome in outcomes) == [0, 1]
    for followed in store.followed_feeds():
        assert len(store.articles_between([followed.feed.url], None, NOW)) == 1
