"""`feed list`, `test`, `import` and `export`: what a source is like, and many at once."""

from datetime import timedelta

from aiohttp import web

from bot.commands.calls import Attachment
from digests.models import Feed, FollowedFeed
from digests.notations import MAX_SOURCES
from digests.outlines import read_opml
from tests.bot.commands.fed import ALL, FEED, HERALD, an_opml, asked, change, feeds_of, followed, with_feeds
from tests.bot.commands.newsdesk import FEEDS, HOUR, MIA, NOW, Newsdesk, words_of
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import NOW as PUBLISHED
from tests.digests.newsroom import a_feed, an_item, open_newsroom

# ---------------------------------------------------------------- list, test


def test_the_list_begins_with_what_fails_and_says_why(desk: Newsdesk) -> None:
    with_feeds(desk, [FEEDS["fr"].url, HERALD, FEEDS["it"].url])
    change(desk, HERALD, articles_a_day=0.5, succeeded_at=NOW - HOUR)
    change(
        desk,
        FEEDS["it"].url,
        failures=3,
        last_error="the name gazzetta.example does not resolve",
        succeeded_at=NOW - timedelta(days=2),
        next_fetch_at=NOW + HOUR,
        articles_a_day=12.4,
    )
    answer = desk.ask("feed list", MIA)
    assert words_of(answer) == (
        "3 sources\n"
        "Times are in Europe/Paris.\n"
        "Gazzetta del Molo\n"
        "Italian\n"
        "about 12 articles a day\n"
        "last read on Nov 20, 2026, 10:30\u202fAM\n"
        "failed 3 times in a row\n"
        "There is no server called gazzetta.example. Please check how it is spelt.\n"
        "next try on Nov 22, 2026, 11:30\u202fAM\n"
        "Courrier du Port\n"
        "French\n"
        "not read yet\n"
        "Lindmark Herald\n"
        "English\n"
        "about 4 articles a week\n"
        "last read on Nov 22, 2026, 9:30\u202fAM"
    )
    assert [line.url for line in answer.lines] == [FEEDS["it"].url, FEEDS["fr"].url, HERALD]
    assert words_of(desk.ask("feed list", MIA, language="it")).startswith(
        "3 fonti\nOrari in Europe/Paris.\nGazzetta del Molo\nitaliano\ncirca 12 articoli al giorno\n"
    )


def test_a_long_list_is_cut_and_can_be_had_whole(desk: Newsdesk) -> None:
    with_feeds(desk, [f"https://n{number}.example/rss" for number in range(40)])
    answer = desk.ask("feed list", MIA)
    assert len(answer.lines) == 26
    assert answer.lines[-1].text == "… and 15 more. The whole list: /digest feed export"
    assert [button.command for button in answer.buttons] == ["feed export"]


def test_a_file_of_the_machine_is_shown_to_nobody(desk: Newsdesk) -> None:
    local = Feed(url="file:///srv/private/rows.jsonl", title="Rows")
    desk.database.store.save_followed(
        [FollowedFeed(feed=local, location=local.url, followed_at=NOW, next_fetch_at=NOW)]
    )
    change(desk, local.url, failures=1, last_error="no such file")
    with_feeds(desk, ())
    exported = desk.ask("feed export", MIA).attachment
    assert exported is not None
    assert b"private" not in exported.data
    answer = desk.ask("feed list", MIA)
    assert "private" not in words_of(answer)
    assert answer.lines[0].url is None


async def test_a_test_tells_what_a_feed_is_like_and_keeps_nothing(desk: Newsdesk) -> None:
    def robots(_: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /news/")

    feed = a_feed(
        an_item(1),
        an_item(2, text="A teaser.", at=PUBLISHED - timedelta(hours=13)),
        an_item(3, is_dated=False),
        head="<ttl>600</ttl><language>fr</language>",
    )
    async with open_newsroom(feed=feed, **{"robots.txt": robots}) as site, trusting() as fetcher:
        first, english = await asked(desk, fetcher, "feed test", address=site.url + "feed")
        _, spanish = await asked(desk, fetcher, "feed test", language="es", address=site.url + "feed")
        url = site.url
    assert first.headline == "Looking for the feed at 127.0.0.1…"
    assert words_of(english) == (
        "Lindmark Herald\n"
        "RSS 2.0\n"
        "3 articles now\n"
        "newest: Nov 20, 2026, 11:59\u202fAM\n"
        "Times are in Europe/Paris.\n"
        "Language of its articles: English; language it declares: French.\n"
        "Its articles are dated from Nov 20, 2026, 12:00\u202fAM to Nov 20, 2026, 11:59\u202fAM.\n"
        "1 article has no date and counts as published when it is first seen.\n"
        "It carries 2 of 3 articles in full.\n"
        "The site forbids bots from reading its pages (robots.txt).\n"
        "Its server does not say when nothing has changed: the feed is read in full each time.\n"
        "The bot would read it again in 10 hours.\n"
        "The bot does not follow it yet.\n"
        f"(Add Lindmark Herald: feed add {url}feed)"
    )
    assert words_of(spanish).startswith(
        "Lindmark Herald\nRSS 2.0\n3 artículos por ahora\nel más reciente: 20 nov 2026, 11:59\nHoras en Europe/Paris.\n"
        "Idioma de los artículos: inglés; idioma declarado: francés.\n"
    )
    assert "El bot lo volvería a leer dentro de 10 horas." in words_of(spanish)
    assert (feeds_of(desk), len(followed(desk))) == (ALL, 6)


async def test_a_test_of_a_followed_feed_tells_its_last_error(desk: Newsdesk) -> None:
    async with open_newsroom(feed=FEED) as site, trusting() as fetcher:
        url = site.url + "feed"
        await asked(desk, fetcher, "feed add", address=url)
        change(desk, url, failures=2, last_error="no connection within 5 s", next_fetch_at=NOW + HOUR)
        _, answer = await asked(desk, fetcher, "feed test", address=url)
    said = words_of(answer)
    assert "failed 2 times in a row\n127.0.0.1 does not answer. Please try again later.\nnext try on" in said
    assert said.endswith("It is a source of this digest.")


# ---------------------------------------------------------------- lists


def test_a_list_is_added_whole(desk: Newsdesk) -> None:
    with_feeds(desk, [HERALD])
    data = an_opml(HERALD, FEEDS["fr"].url, "https://new.example/rss", "file:///etc/passwd", *["ftp://a.example"] * 2)
    first, last = desk.answers("feed import", MIA, file=Attachment(name="mine.opml", data=data))
    assert first.headline == "Reading the list mine.opml…"
    assert words_of(last) == (
        "2 sources were added to this digest.\n1 feed was not followed before; the bot will read "
        "it in the next few minutes.\n1 was already here.\n2 addresses were left out, because they "
        "are not http(s) addresses of feeds\nfile:///etc/passwd\nftp://a.example"
    )
    assert feeds_of(desk) == (HERALD, FEEDS["fr"].url, "https://new.example/rss")


def test_what_is_exported_can_be_imported(desk: Newsdesk) -> None:
    answer = desk.ask("feed export", MIA, language="es")
    assert answer.headline.startswith("Las 5 fuentes de esta revista de prensa")
    assert answer.attachment is not None
    assert answer.attachment.name == "feeds.opml"
    assert [outline.url for outline in read_opml(answer.attachment.data, url="")] == list(ALL)
    with_feeds(desk, [HERALD])
    said = words_of(desk.ask("feed import", MIA, language="it", file=answer.attachment))
    assert said == "4 fonti sono state aggiunte a questa rassegna stampa.\n1 c’era già."
    assert set(feeds_of(desk)) == set(ALL)


async def test_a_list_is_read_at_its_address(desk: Newsdesk) -> None:
    async with open_newsroom(**{"list.opml": an_opml("https://new.example/rss")}) as site, trusting() as fetcher:
        _, answer = await asked(desk, fetcher, "feed import", address=site.url + "list.opml")
    assert answer.headline == "1 source was added to this digest."
    assert feeds_of(desk) == (*ALL, "https://new.example/rss")


def test_no_file_of_the_machine_is_read(desk: Newsdesk) -> None:
    paths = ("/etc/feeds.opml", "../feeds.opml", "~/feeds.opml", "feeds.opml", "C:\\feeds.xml", "file:///etc/passwd")
    for path in paths:
        [answer] = desk.answers("feed import", MIA, address=path)
        assert words_of(answer).startswith("The bot does not read files from its own machine.")


def test_a_list_that_is_too_long_changes_nothing(desk: Newsdesk) -> None:
    for feeds in (ALL, ()):
        with_feeds(desk, feeds)
        data = an_opml(*(f"https://n{number}.example/rss" for number in range(MAX_SOURCES + 1)))
        answer = desk.ask("feed import", MIA, file=Attachment(name="long.opml", data=data))
        assert answer.is_refused
        assert "names 501 feeds" in words_of(answer)
    data = an_opml(*(f"https://n{number}.example/rss" for number in range(MAX_SOURCES - 2)))
    with_feeds(desk, ALL)
    answer = desk.ask("feed import", MIA, file=Attachment(name="long.opml", data=data))
    assert "it would have 503" in words_of(answer)
    assert (feeds_of(desk), len(followed(desk))) == (ALL, 6)


def test_what_is_no_list_is_refused_in_a_sentence(desk: Newsdesk) -> None:
    for data in (b"", b"\x00\xff\xfe", b"<html>", b"<opml><body/></opml>", FEED):
        answer = desk.ask("feed import", MIA, file=Attachment(name="mine.opml", data=data))
        assert answer.is_refused
        assert "mine.opml" in words_of(answer)
    assert feeds_of(desk) == ALL


def test_a_list_wants_a_file_or_an_address_and_no_huge_one(desk: Newsdesk) -> None:
    assert words_of(desk.ask("feed import", MIA)).startswith("Please attach an OPML file")
    huge = Attachment(name="huge.opml", data=b" " * 5_000_001)
    assert words_of(desk.ask("feed import", MIA, file=huge)).startswith("The file is larger than 5 MB")
