from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from digests.adapters.store import SqlStore, open_store
from digests.errors import StepFailed, StoreUnusable
from digests.following import newly_followed
from digests.models import Article, Entry, Feed, FollowedFeed
from digests.ports import Workers
from digests.rounds import PAGES_FAILED, Outcome, Status, fetch_feeds
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import NOW, Newsroom, a_feed, a_page, a_text, an_item, open_newsroom

DAY = timedelta(days=1)
TEASER = "The harbour office will rebuild the eastern pier, according to report 100 of the Lindmark Herald."


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = open_store("sqlite://")
    yield store
    store.close()


def follow(store: SqlStore, newsroom: Newsroom, *paths: str) -> None:
    for path in paths or ("/feed",):
        url = newsroom.url.rstrip("/") + path
        feed = Feed(url=url, title="Lindmark Herald")
        store.save_followed([newly_followed(feed, location=url, language=None, topic=None, now=NOW)])


async def one_round(store: SqlStore, workers: Workers, at: datetime = NOW) -> list[Outcome]:
    async with trusting() as fetcher:
        return await fetch_feeds(store.followed_feeds(), fetcher=fetcher, workers=workers, store=store, now=at)


def kept(store: SqlStore) -> list[Article]:
    feeds = [followed.feed.url for followed in store.followed_feeds()]
    return store.articles_between(feeds, None, NOW + 30 * DAY)


def state(store: SqlStore) -> FollowedFeed:
    (followed,) = store.followed_feeds()
    return followed


# ---------------------------------------------------------------- what is news


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


# ---------------------------------------------------------------- pages


async def test_a_teaser_becomes_the_text_of_its_page(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1, text=TEASER))) as newsroom:
        newsroom.pages["/news/1"] = a_page(a_text(1), title="Report number 1 on the harbour of Port Avery")
        follow(store, newsroom)
        (outcome,) = await one_round(store, workers)
        assert newsroom.paths() == ["/feed", "/robots.txt", "/news/1"]
    assert outcome.full_texts == 1
    assert len(kept(store)[0].text) > 1500


async def test_the_address_that_a_page_gives_for_itself_is_the_articles(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=a_feed(an_item(1, text=TEASER, link="/go?to=1"))) as newsroom:
        head = f'<link rel="canonical" href="{newsroom.url}news/1">'
        newsroom.pages["/go"] = a_page(a_text(1), title="Report number 1 on the harbour of Port Avery", head=head)
        follow(store, newsroom)
        await one_round(store, workers)
        assert kept(store)[0].url == f"{newsroom.url}news/1"


async def test_two_addresses_whose_pages_name_one_are_one_article(store: SqlStore, workers: Workers) -> None:
    title = "Report number 1 on the harbour of Port Avery"
    entries = [
        an_item(1, title=title, text=TEASER, link="/a"),
        an_item(1, title=title, text=a_text(1)[:200], link="/b"),
    ]
    async with open_newsroom(world=a_feed(entries[0]), europe=a_feed(entries[1])) as newsroom:
        page = a_page(a_text(1), title=title, head='<link rel="canonical" href="/a">')
        newsroom.pages |= {"/a": page, "/b": page}
        follow(store, newsroom, "/world")
        await one_round(store, workers)
        follow(store, newsroom, "/europe")
        outcomes = await one_round(store, workers)
    assert [outcome.new for outcome in outcomes if outcome.status is Status.NEWS] == [0]
    assert len(kept(store)) == 1
    assert len(store.articles_between([f"{newsroom.url}europe"], None, NOW)) == 1


async def test_a_site_that_gives_all_its_pages_one_address_loses_no_article(store: SqlStore, workers: Workers) -> None:
    pages = {f"news/{number}": number for number in (1, 2, 3)}
    feed = a_feed(*(an_item(number, text=a_text(number)[:200]) for number in pages.values()))
    async with open_newsroom(feed=feed) as newsroom:
        for path, number in pages.items():
            title = f"Report number {number} on the harbour of Port Avery"
            newsroom.pages[f"/{path}"] = a_page(a_text(number), title=title, head='<link rel="canonical" href="/x/y">')
        follow(store, newsroom)
        (outcome,) = await one_round(store, workers)
    assert outcome.new == len(kept(store)) == 3


async def test_robots_txt_is_obeyed_for_pages_and_the_teaser_stays(store: SqlStore, workers: Workers) -> None:
    def robots(_: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /news/")

    async with open_newsroom(feed=a_feed(an_item(1, text=TEASER)), **{"robots.txt": robots}) as newsroom:
        newsroom.pages["/news/1"] = a_page(a_text(1))
        follow(store, newsroom)
        await one_round(store, workers)
        assert newsroom.paths() == ["/feed", "/robots.txt"]
    assert kept(store)[0].text == TEASER


async def test_a_site_whose_pages_fail_is_not_asked_for_all_of_them(store: SqlStore, workers: Workers) -> None:
    feed = a_feed(*(an_item(number, text=TEASER + str(number)) for number in range(20)))
    pages = {f"news/{number}": lambda _: web.Response(status=500) for number in range(20)}
    async with open_newsroom(feed=feed, **pages) as room:
        follow(store, room)
        (outcome,) = await one_round(store, workers)
        asked = [path for path in room.paths() if path.startswith("/news/")]
    assert PAGES_FAILED <= len(asked) <= PAGES_FAILED + 1  # one more may be on its way
    assert outcome.new == 20


async def test_pages_that_are_gone_or_forbidden_cost_the_other_pages_nothing(store: SqlStore, workers: Workers) -> None:
    def robots(_: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /closed/")

    links = [*(f"/closed/{number}" for number in range(5)), *(f"/gone/{number}" for number in range(5)), "/news/99"]
    items = [an_item(place, text=f"{TEASER} {place}", link=link) for place, link in enumerate(links)]
    items[-1] = an_item(99, text=TEASER, link="/news/99", at=NOW - timedelta(hours=9))
    items.append(an_item(50, text=f"{TEASER} 50", link="http://xn--a/x"))
    async with open_newsroom(feed=a_feed(*items), **{"robots.txt": robots}) as newsroom:
        newsroom.pages["/news/99"] = a_page(a_text(99), title="Report number 99 on the harbour of Port Avery")
        follow(store, newsroom)
        (outcome,) = await one_round(store, workers)
    assert (outcome.new, outcome.full_texts) == (12, 1)


async def test_an_edited_teaser_brings_its_page_anew_and_keeps_the_old_one_where_it_cannot(
    store: SqlStore, workers: Workers
) -> None:
    title = "Report number 1 on the harbour of Port Avery"
    async with open_newsroom(feed=a_feed(an_item(1, text=TEASER))) as newsroom:
        newsroom.pages["/news/1"] = a_page(a_text(1), title=title)
        follow(store, newsroom)
        await one_round(store, workers)
        newsroom.pages |= {
            "/feed": a_feed(an_item(1, text=f"{TEASER} Corrected.")),
            "/news/1": a_page(f"{TEASER} Corrected. {a_text(2)}", title=title),
        }
        await one_round(store, workers, NOW + timedelta(hours=1))
        (corrected,) = kept(store)
        del newsroom.pages["/news/1"]
        newsroom.pages["/feed"] = a_feed(an_item(1, title="Report corrected", text=f"{TEASER} Corrected twice."))
        await one_round(store, workers, NOW + timedelta(hours=2))
    assert "Corrected." in corrected.text
    (last,) = kept(store)
    assert (last.title, last.text) == ("Report corrected", corrected.text)


async def test_a_shorter_correction_of_a_teaser_without_page_is_taken(store: SqlStore, workers: Workers) -> None:
    wrong = "The minister resigned on Friday evening after a long meeting, two people who had been in the room said."
    async with open_newsroom(feed=a_feed(an_item(1, text=wrong, link=""))) as newsroom:
        follow(store, newsroom)
        await one_round(store, workers)
        newsroom.pages["/feed"] = a_feed(an_item(1, text="Correction: the minister has not resigned.", link=""))
        (outcome,) = await one_round(store, workers, NOW + timedelta(hours=1))
    assert outcome.edited == 1
    assert kept(store)[0].text == "Correction: the minister has not resigned."


# ---------------------------------------------------------------- what goes wrong


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
