"""The commands `feed …`: the sources of a digest, found on a site on this machine."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.calls import Attachment
from digests.adapters.http import HttpFetcher
from digests.models import Feed, FollowedFeed
from digests.notations import MAX_SOURCES
from tests.bot.commands.fed import ALL, FEED, HERALD, an_opml, asked, change, feeds_of, followed, with_feeds
from tests.bot.commands.newsdesk import ELSEWHERE, MIA, NOW, RIA, STRANGER, Newsdesk, words_of
from tests.digests.adapters.servers import trusting
from tests.digests.newsroom import a_page, a_text, open_newsroom

# ---------------------------------------------------------------- add


async def test_a_feed_is_looked_for_then_added(desk: Newsdesk) -> None:
    async with open_newsroom(feed=FEED) as site, trusting() as fetcher:
        first, last = await asked(desk, fetcher, "feed add", address=site.url + "feed")
        url = site.url + "feed"
    assert first.headline == "Looking for the feed at 127.0.0.1…"
    assert words_of(last) == (
        "Avery Post is now a source of this digest.\nEnglish\n2 articles now\nnewest: Nov 20, 2026, 11:59\u202fAM"
    )
    assert feeds_of(desk) == (*ALL, url)
    assert not followed(desk)[url].is_shared


async def test_the_feed_of_a_site_is_found_and_the_others_can_be_added_by_a_press(desk: Newsdesk) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}.rss">' for name in "ab"
    )
    async with open_newsroom(**{"": a_page(a_text(1), head=links), "a.rss": FEED}) as site, trusting() as fetcher:
        _, answer = await asked(desk, fetcher, "feed add", language="es", address=site.url)
        url = site.url
    assert words_of(answer) == (
        "A partir de ahora, Avery Post es una fuente de esta revista de prensa.\n"
        "inglés\n"
        "2 artículos por ahora\n"
        "el más reciente: 20 nov 2026, 11:59\n"
        "Esta página también ofrece\n"
        "b\n"
        f"(Añadir b: feed add {url}b.rss)"
    )
    assert feeds_of(desk) == (*ALL, f"{url}a.rss")


def test_a_feed_that_is_here_is_not_asked_again(desk: Newsdesk) -> None:
    [answer] = desk.answers("feed add", MIA, address=HERALD)
    assert not answer.is_refused
    assert answer.headline == "Lindmark Herald is already a source of this digest."


async def test_a_feed_that_is_followed_already_stays_as_it_is(desk: Newsdesk) -> None:
    async with open_newsroom(feed=FEED) as site, trusting() as fetcher:
        url = site.url + "feed"
        await asked(desk, fetcher, "feed add", address=url)
        change(desk, url, is_shared=True, topic="sport")
        with_feeds(desk, ALL)
        before = followed(desk)[url]
        _, answer = await asked(desk, fetcher, "feed add", address=url)
    assert answer.headline == "Avery Post is now a source of this digest."
    assert (followed(desk)[url], feeds_of(desk)) == (before, (*ALL, url))


async def test_a_digest_of_all_feeds_that_gets_another_one_has_a_list_of_its_own(desk: Newsdesk) -> None:
    with_feeds(desk, ())
    async with open_newsroom(feed=FEED) as site, trusting() as fetcher:
        _, answer = await asked(desk, fetcher, "feed add", address=site.url + "feed")
        url = site.url + "feed"
    assert answer.headline == (
        "This digest had all the feeds that whoever runs the bot follows. From now on it has a list of its own: all of "
        "them and Avery Post."
    )
    assert feeds_of(desk) == (*desk.database.store.shared_feeds(), url)
    assert set(feeds_of(desk)) == {*ALL, ELSEWHERE.url, url}


def test_a_list_for_a_digest_of_all_feeds_makes_it_a_list_where_it_brings_a_new_one(desk: Newsdesk) -> None:
    with_feeds(desk, ())
    known = Attachment(name="known.opml", data=an_opml(HERALD))
    assert words_of(desk.ask("feed import", MIA, file=known)).endswith("1 was already here.")
    assert feeds_of(desk) == ()
    new = Attachment(name="new.opml", data=an_opml(HERALD, "https://new.example/rss"))
    assert words_of(desk.ask("feed import", MIA, language="fr", file=new)).startswith(
        "1 source a été ajoutée à cette revue de presse.\n"
        "Cette revue de presse avait pour sources tous les flux que suit la personne qui administre le bot. Elle a "
        "désormais sa propre liste\u00a0: tous ces flux et ceux de cette liste.\n"
        "1 flux n’était pas encore suivi"
    )
    assert feeds_of(desk) == (*desk.database.store.shared_feeds(), "https://new.example/rss")


def test_a_digest_of_more_feeds_than_a_list_can_have_takes_no_further_one(desk: Newsdesk) -> None:
    with_feeds(desk, ())
    address = "https://new.example/rss"
    for more, said in ((494, "it would have 501. To make room"), (1, "has all 501 feeds that whoever runs the bot")):
        feeds = [Feed(url=f"https://n{more}-{number}.example/rss", title="N") for number in range(more)]
        desk.database.store.save_followed(
            FollowedFeed(feed=feed, location=feed.url, followed_at=NOW, next_fetch_at=NOW) for feed in feeds
        )
        [answer] = desk.answers("feed add", MIA, address=address)
        assert said in words_of(answer)
    assert (feeds_of(desk), address in followed(desk)) == ((), False)


def test_what_a_list_says_of_language_and_topic_does_not_count(desk: Newsdesk) -> None:
    feed = '<outline text="New" category="/Secret" language="fr" xmlUrl="https://new.example/rss"/>'
    data = f'<opml version="2.0"><body><outline text="Secret plans">{feed}</outline></body></opml>'.encode()
    desk.ask("feed import", MIA, file=Attachment(name="mine.opml", data=data))
    new = followed(desk)["https://new.example/rss"]
    assert (new.topic, new.language, new.is_shared) == (None, None, False)


async def test_a_feed_that_had_ended_is_followed_again(desk: Newsdesk) -> None:
    async with open_newsroom(feed=FEED) as site, trusting() as fetcher:
        url = site.url + "feed"
        await asked(desk, fetcher, "feed add", address=url)
        change(desk, url, ended_at=NOW, last_error="it is gone for good (410)")
        _, answer = await asked(desk, fetcher, "feed add", address=url)
    assert answer.headline == "Avery Post is now a source of this digest."
    assert followed(desk)[url].ended_at is None


async def test_a_private_address_is_refused_and_nothing_changes(desk: Newsdesk) -> None:
    async with HttpFetcher("digestbot/test", request_interval_s=0) as fetcher:
        for address in ("http://127.0.0.1:9/feed", "http://169.254.169.254/latest", "http://[::1]/rss"):
            answer = (await asked(desk, fetcher, "feed add", address=address))[-1]
            assert answer.is_refused
            assert "private network" in words_of(answer)
    assert (feeds_of(desk), len(followed(desk))) == (ALL, 6)


def test_what_is_no_address_is_refused_at_once(desk: Newsdesk) -> None:
    for address in ("lemonde", "file:///etc/passwd", "javascript:alert(1)", "https://a.example/<x>"):
        for command in ("feed add", "feed test"):
            [answer] = desk.answers(command, MIA, address=address)
            assert answer.is_refused
    assert (feeds_of(desk), len(followed(desk))) == (ALL, 6)


async def test_a_site_without_a_feed_changes_nothing(desk: Newsdesk) -> None:
    async with open_newsroom(**{"": a_page(a_text(1))}) as site, trusting() as fetcher:
        _, answer = await asked(desk, fetcher, "feed add", address=site.url)
    assert answer.is_refused
    assert (feeds_of(desk), len(followed(desk))) == (ALL, 6)


def test_a_full_list_takes_no_further_feed(desk: Newsdesk) -> None:
    with_feeds(desk, [f"https://n{number}.example/rss" for number in range(MAX_SOURCES)])
    [answer] = desk.answers("feed add", MIA, language="fr", address="https://new.example/rss")
    assert words_of(answer).startswith(
        "Une revue de presse peut avoir au plus 500 sources\u00a0; avec cet ajout, elle en aurait 501"
    )


# ---------------------------------------------------------------- remove


@pytest.mark.parametrize(
    "typed",
    [HERALD, "lindmark herald", "herald.example", "https://www.herald.example/", "HTTPS://herald.example"],
)
def test_a_feed_is_removed_by_address_title_or_host(desk: Newsdesk, typed: str) -> None:
    answer = desk.ask("feed remove", MIA, address=typed)
    assert words_of(answer) == "Lindmark Herald is no longer a source of this digest.\n4 sources are left"
    assert (feeds_of(desk), HERALD in followed(desk)) == (ALL[1:], True)


def test_a_digest_of_all_feeds_gets_a_list_of_the_others(desk: Newsdesk) -> None:
    with_feeds(desk, ())
    answer = desk.ask("feed remove", MIA, language="de", address="Elsewhere")
    assert words_of(answer) == (
        "Diese Presseschau hatte alle Feeds, denen folgt, wer den Bot betreibt. Ab jetzt hat sie eine eigene Liste: "
        "alle diese Feeds außer Elsewhere.\nes bleiben 5 Quellen"
    )
    assert set(feeds_of(desk)) == set(ALL)


def test_the_last_feed_stays(desk: Newsdesk) -> None:
    with_feeds(desk, [HERALD])
    answer = desk.ask("feed remove", MIA, address=HERALD)
    assert answer.is_refused
    assert (words_of(answer)[:37], feeds_of(desk)) == ("Lindmark Herald is the only source, a", (HERALD,))


def test_of_several_that_may_be_meant_none_is_removed(desk: Newsdesk) -> None:
    twin = Feed(url="https://herald.example/sport", title="Herald Sport")
    desk.database.store.save_followed([FollowedFeed(feed=twin, location=twin.url, followed_at=NOW, next_fetch_at=NOW)])
    with_feeds(desk, (*ALL, twin.url))
    said = words_of(desk.ask("feed remove", MIA, address="herald.example"))
    assert "may be https://herald.example/rss and https://herald.example/sport." in said
    assert len(feeds_of(desk)) == 6


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Heralt", "Did you mean Lindmark Herald?"),
        ("courrier", "Did you mean Courrier du Port?"),
        ("https://herald.example/other", "no source “https://herald.example/other”"),
        ("Elsewhere", "no source “Elsewhere”"),
        ("]]//[::", "no source"),
    ],
)
def test_a_feed_that_is_not_here_is_not_removed(desk: Newsdesk, typed: str, said: str) -> None:
    answer = desk.ask("feed remove", MIA, address=typed)
    assert answer.is_refused
    assert said in words_of(answer)
    assert feeds_of(desk) == ALL


def test_a_source_that_the_bot_follows_no_more_can_be_removed(desk: Newsdesk) -> None:
    desk.database.store.unfollow(HERALD)
    line = desk.ask("feed list", MIA).lines[0]
    assert (line.text, line.notes[-1]) == ("herald.example", "the bot no longer follows it")
    desk.ask("feed remove", MIA, address="herald.example")
    assert feeds_of(desk) == ALL[1:]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(min_size=1, max_size=60))
def test_whatever_is_typed_for_a_source_gets_a_sentence(desk: Newsdesk, typed: str) -> None:
    said = words_of(desk.ask("feed remove", MIA, address=typed))
    assert "our mistake" not in said


# ---------------------------------------------------------------- who may


def test_readers_and_strangers_neither_see_nor_change_sources(desk: Newsdesk) -> None:
    for command in ("add", "remove", "list", "test", "import", "export"):
        options: dict[str, Any] = {} if command in ("list", "export") else {"address": HERALD}
        assert all(desk.ask(f"feed {command}", person, **options).is_refused for person in (RIA, STRANGER))
    assert feeds_of(desk) == ALL
