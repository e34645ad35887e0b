"""Rounds over feeds that carry teasers: whose pages are read, and what becomes of them."""

from datetime import timedelta

from aiohttp import web

from digests.adapters.store import SqlStore
from digests.ports import Workers
from digests.rounds import PAGES_FAILED, Status
from tests.digests.followed import TEASER, follow, kept, one_round
from tests.digests.newsroom import NOW, a_feed, a_page, a_text, an_item, open_newsroom


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
