from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from digests.adapters.store import SqlStore
from digests.errors import BadRequest, FeedUnreadable, FetchFailed
from digests.following import Found, address_of, check, find_feed, follow, follow_list, known_feeds
from digests.ports import Workers
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import NOW, Newsroom, a_feed, a_page, a_text, an_item, open_newsroom

FEED = a_feed(an_item(1), an_item(2, at=NOW - timedelta(hours=13)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org", "https://example.org"),
        (" example.org/rss?a=b ", "https://example.org/rss?a=b"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("localhost:8080/feed", "https://localhost:8080/feed"),
        ("http://[::1]/feed", "http://[::1]/feed"),
        ("bücher.example", "https://bücher.example"),
        ("example.org/feed#top", "https://example.org/feed"),
    ],
)
def test_an_address_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert address_of(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "lemonde",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.example/",
        "two words.org",
        "http://[bad",
        "https://ana:s3cret@a.example/",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadRequest, match="write one like"):
        address_of(typed)


async def found_at(newsroom: Newsroom, path: str, workers: Workers) -> Found:
    async with trusting() as fetcher:
        return await find_feed(newsroom.url.rstrip("/") + path, fetcher=fetcher, workers=workers)


async def test_the_feed_that_a_site_names_is_found_and_the_others_are_named(workers: Workers) -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Herald" href="/broken">'
        '<link rel="alternate" type="application/rss+xml" title="Herald" href="/all.rss">'
        '<link rel="alternate" type="application/atom+xml" title="Sport" href="/sport.atom">'
    )
    pages = {"": a_page(a_text(1), head=head), "all.rss": FEED, "broken": b"<!doctype html><p>gone</p>"}
    async with open_newsroom(**pages) as newsroom:
        found = await found_at(newsroom, "/", workers)
    assert found.location.endswith("/all.rss")
    assert ("Sport", True) in [(title, url.endswith("/sport.atom")) for url, title in found.others]


async def test_where_the_named_feed_is_dead_the_usual_places_are_tried(workers: Workers) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/dead.rss">'
    async with open_newsroom(**{"": a_page(a_text(1), head=head), "feed": FEED}) as newsroom:
        assert (await found_at(newsroom, "/", workers)).location.endswith("/feed")


@pytest.mark.parametrize("path", ["rss.txt", "feed.jsonl", "list.opml"])
async def test_a_feed_is_a_feed_whatever_its_address_ends_in(workers: Workers, path: str) -> None:
    async with open_newsroom(**{path: FEED}) as newsroom:
        assert (await found_at(newsroom, f"/{path}", workers)).feed.format == "RSS 2.0"


async def test_a_feed_is_looked_for_in_the_usual_places(workers: Workers) -> None:
    async with open_newsroom(**{"": a_page(a_text(1)), "rss.xml": FEED}) as newsroom:
        found = await found_at(newsroom, "/", workers)
    assert found.location.endswith("/rss.xml")


async def test_a_site_without_feed_says_so(workers: Workers) -> None:
    async with open_newsroom(**{"": a_page(a_text(1))}) as newsroom:
        with pytest.raises(FeedUnreadable, match="no feed was found"):
            await found_at(newsroom, "/", workers)


async def test_what_is_neither_feed_nor_page_is_not_searched_around(workers: Workers) -> None:
    def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG....", content_type="image/png")

    async with open_newsroom(picture=picture) as newsroom:
        with pytest.raises(FeedUnreadable):
            await found_at(newsroom, "/picture", workers)
        assert newsroom.paths() == ["/picture"]


async def test_a_site_that_wants_rest_is_not_guessed_at_any_further(workers: Workers) -> None:
    busy = {path: lambda _: web.Response(status=429) for path in ("feed", "rss", "rss.xml", "feed.xml", "atom.xml")}
    async with open_newsroom(**{"": a_page(a_text(1))}, **busy) as newsroom:
        with pytest.raises(FeedUnreadable):
            await found_at(newsroom, "/", workers)
        assert len(newsroom.paths()) == 2


async def test_an_address_that_moved_is_followed_as_it_was_named_until_fetches_agree(workers: Workers) -> None:
    async with open_newsroom(new=FEED, old=lambda _: web.Response(status=301, headers={"Location": "/new"})) as room:
        found = await found_at(room, "/old", workers)
    assert found.location == found.feed.url == room.url + "old"
    assert found.answer.moved_to == room.url + "new"


async def test_a_feed_is_followed_once_and_again_changes_what_is_said_of_it(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom(feed=FEED) as newsroom, trusting() as fetcher:
        for topic, minutes in ((None, 0), ("harbour", 5)):
            now = NOW + timedelta(minutes=minutes)
            wish = {"language": "en", "topic": topic}
            await follow(newsroom.url + "feed", **wish, fetcher=fetcher, workers=workers, store=store, now=now)
    (followed,) = store.followed_feeds()
    assert (followed.topic, followed.language, followed.followed_at) == ("harbour", "en", NOW)


async def test_a_feed_that_had_ended_is_followed_again_with_what_was_said_of_it(
    store: SqlStore, workers: Workers
) -> None:
    async with open_newsroom(feed=FEED) as newsroom, trusting() as fetcher:
        doors = {"fetcher": fetcher, "workers": workers, "store": store, "now": NOW}
        followed, _ = await follow(newsroom.url + "feed", language="en", topic="harbour", **doors)  # type: ignore[arg-type]
        store.save_followed([replace(followed, ended_at=NOW, last_error="it is gone for good (410)")])
        again, _ = await follow(newsroom.url + "feed", language=None, topic=None, **doors)  # type: ignore[arg-type]
    assert (again.ended_at, again.last_error, again.topic, again.language) == (None, None, "harbour", "en")


async def test_whatever_the_operator_names_is_shared_from_then_on(store: SqlStore, workers: Workers) -> None:
    urls = ["https://a.example/rss", "https://b.example/rss"]
    async with open_newsroom(feed=FEED) as newsroom, trusting() as fetcher:
        urls.append(newsroom.url + "feed")
        assert known_feeds(urls, store, NOW, is_shared=False) == {url: url for url in urls}
        assert known_feeds(urls[:1], store, NOW, is_shared=True)
        known_feeds(urls, store, NOW, is_shared=False)
        assert store.shared_feeds() == (urls[0],)
        doors = {"workers": workers, "store": store, "now": NOW, "language": None, "topic": None}
        data = f'<opml version="2.0"><body><outline text="B" xmlUrl="{urls[1]}"/></body></opml>'.encode()
        await follow_list(data, url="file:///list.opml", **doors)  # type: ignore[arg-type]
        assert set(store.shared_feeds()) == set(urls[:2])
        await follow(urls[2], fetcher=fetcher, **doors)  # type: ignore[arg-type]
    assert set(store.shared_feeds()) == set(urls)


async def test_an_address_that_gives_nothing_is_not_followed(store: SqlStore, workers: Workers) -> None:
    async with open_newsroom() as newsroom, trusting() as fetcher:
        with pytest.raises(FetchFailed):
            await follow(
                newsroom.url, language=None, topic=None, fetcher=fetcher, workers=workers, store=store, now=NOW
            )
    assert store.followed_feeds() == []


async def test_a_list_is_followed_without_a_fetch_each_feed_once(store: SqlStore, workers: Workers) -> None:
    outlines = "".join(
        f'<outline text="{name}" xmlUrl="{url}"/>'
        for name, url in (
            ("A", "https://a.example/rss"),
            ("A again", "https://a.example/rss"),
            ("B", "feed://b.example/rss"),
            ("bad", "file:///etc/passwd"),
        )
    )
    data = f'<opml version="2.0"><body><outline text="World">{outlines}</outline></body></opml>'.encode()
    for _ in range(2):
        new, already, refused = await follow_list(
            data, url="file:///list.opml", language=None, topic=None, workers=workers, store=store, now=NOW
        )
    assert (new, len(already), [error.source for error in refused]) == ([], 2, ["file:///etc/passwd"])
    assert {followed.location: (followed.feed.title, followed.topic) for followed in store.followed_feeds()} == {
        "https://a.example/rss": ("A", "World"),
        "https://b.example/rss": ("B", "World"),
    }


async def test_a_check_tells_what_a_feed_is_like_and_keeps_nothing(store: SqlStore, workers: Workers) -> None:
    def robots(_: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /news/")

    feed = a_feed(an_item(1), an_item(2, text="A teaser."), head="<ttl>120</ttl><language>en-gb</language>")
    async with open_newsroom(feed=feed, **{"robots.txt": robots}) as newsroom, trusting() as fetcher:
        found = await check(newsroom.url + "feed", fetcher=fetcher, workers=workers, store=store, now=NOW)
    assert (found.full_texts, len(found.articles), found.pages_allowed) == (1, 2, False)
    assert found.found.feed.format == "RSS 2.0"
    assert found.as_followed.next_fetch_at - NOW >= timedelta(minutes=100)
    assert store.followed_feeds() == []
