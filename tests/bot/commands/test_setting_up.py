"""A digest is set up in one go, or changed by doing it again; what cannot be followed is named, and nothing doubled."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.commands.answers import Answer
from bot.commands.calls import Call, Person, Place
from bot.texts import LANGUAGES, texts_for
from digests.errors import FetchFailed
from digests.models import Answer as Fetched
from digests.postings import Subscriber
from tests.bot.commands.newsdesk import (
    ADA,
    CHANNEL,
    FEEDS,
    MIA,
    NOW,
    RIA,
    STRANGER,
    TRAIN,
    WISH,
    Newsdesk,
    NoNetwork,
    words_of,
)

NEW = Place(chat="console", address="sports", workspace="w1", language="fr")
DIRECT = Place(chat="console", address="@ria", workspace="w1")
RSS = (
    b'<rss version="2.0"><channel><title>Evening Post</title><item><title>Rain in Port Avery</title>'
    b"<link>https://post.example/1</link></item></channel></rss>"
)
OPML = (
    b'<opml version="2.0"><body><outline type="rss" text="Bote" xmlUrl="https://bote.example/rss"/>'
    b'<outline type="rss" text="Post" xmlUrl="https://post.example/rss"/></body></opml>'
)
PRIVATE = "the address is loopback (127.0.0.1); set DIGESTBOT_ALLOW_PRIVATE_ADDRESSES=true to allow it"


class SmallNetwork(NoNetwork):
    """Two addresses that answer, one that must not be asked."""

    async def fetch(self, url: str, **_: Any) -> Fetched:
        bodies = {"https://post.example/rss": RSS, "https://lists.example/all.opml": OPML}
        if url.startswith("http://127.0.0.1"):
            raise FetchFailed(url, PRIVATE)
        if url not in bodies:
            raise FetchFailed(url, "the server answered 404 (nothing is there)", status=404)
        return Fetched(url=url, body=bodies[url])


def online(desk: Newsdesk) -> Newsdesk:
    desk.fetcher = SmallNetwork()
    desk.open()
    return desk


def here(desk: Newsdesk, place: Place) -> list[Subscriber]:
    return desk.database.ledger.subscribers_in(place.chat, place.address)


def test_a_reader_may_not_set_a_digest_up_nor_a_stranger(desk: Newsdesk) -> None:
    for language in LANGUAGES:
        say = texts_for(language).say
        assert words_of(desk.ask("setup", RIA, NEW, times="8", language=language)) == say("only-managers")
        assert words_of(desk.ask("setup", STRANGER, NEW, times="8", language=language)) == say("only-members")
    assert not here(desk, NEW)


# ---------------------------------------------------------------- the form


def test_without_options_a_form_asks_with_what_the_platform_knows(desk: Newsdesk) -> None:
    person = replace(ADA, language="de", timezone="Europe/Vienna")
    call = Call(id="1", person=person, place=NEW, command="setup", at=NOW)
    answer = asyncio.run(desk.core.answer(call))
    assert answer is not None
    assert answer.headline == (
        "Wann sollen die Nachrichten kommen, und in welcher Sprache? Alles lässt sich später ändern."
    )
    assert answer.form is not None
    assert {field.option: field.value for field in answer.form.fields} == {
        "language": "fr",
        "timezone": "Europe/Vienna",
        "times": "08:00",
        "sources": "starter",
        "topics": "",
    }
    assert [field.label for field in answer.form.fields] == [
        "Sprache",
        "Zeitzone",
        "Uhrzeiten",
        "Quellen",
        "Stichwörter, die zuerst kommen",
    ]
    assert not here(desk, NEW)


def test_a_second_form_holds_what_is_set_and_leaves_the_sources(desk: Newsdesk) -> None:
    desk.ask("setup", MIA, times="weekdays at 9", topics="night trains")
    form = desk.ask("setup", MIA).form
    assert form is not None
    values: dict[str, Any] = {field.option: field.value for field in form.fields}
    assert values == {
        "language": "en",
        "timezone": "Europe/Paris",
        "times": "09:00 mon-fri",
        "sources": "",
        "topics": "night trains",
    }
    before = desk.subscriber.subscription
    assert not desk.ask("setup", MIA, **values).is_refused
    assert desk.subscriber.subscription == before


# ---------------------------------------------------------------- a new digest


def test_a_digest_of_the_starter_feeds_is_set_up(desk: Newsdesk) -> None:
    first, last = desk.answers(
        "setup", ADA, NEW, language="en-GB", times="lundi et jeudi à 7h30", timezone="europe/rome"
    )
    assert first.headline == "Setting up a digest in French…"
    assert words_of(last) == (
        "The digest is set up.\nIt is in French.\nIt has 44 feeds.\nNew feeds are read within the "
        "next few minutes; until then there may be nothing to report.\nThe next digests\n23 Nov "
        "2026, 07:30\n26 Nov 2026, 07:30\n30 Nov 2026, 07:30\nTimes are in Europe/Rome.\n(Preview: "
        "preview )\n(Settings: settings show )\n(Post now: now post:true)"
    )
    [subscriber] = here(desk, NEW)
    wish = subscriber.subscription
    assert (len(wish.feeds), wish.language, wish.timezone, wish.weekdays) == (
        44,
        "fr",
        "Europe/Rome",
        frozenset({0, 3}),
    )
    assert wish.managers == ("ada",)
    followed = {one.feed.url for one in desk.database.store.followed_feeds()}
    assert followed.issuperset(wish.feeds)


async def test_what_takes_too_long_is_named_and_the_others_are_followed(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, minutes = asyncio.get_running_loop(), 0
    time = loop.time

    class Slow(NoNetwork):
        async def fetch(self, url: str, **_: Any) -> Fetched:
            nonlocal minutes
            minutes = 3
            await asyncio.Event().wait()
            raise AssertionError

    monkeypatch.setattr(loop, "time", lambda: time() + 60 * minutes)
    desk.fetcher = Slow()
    desk.open()
    options = {"sources": f"{FEEDS['en'].url} https://slow.example/rss"}
    call = Call(id="slow", person=ADA, place=NEW, command="setup", options=options, at=NOW)
    answer = await desk.core.answer(call)
    assert answer is not None
    assert answer.then is not None
    assert "La lecture de slow.example a pris trop de temps." in words_of(await answer.then())
    [subscriber] = here(desk, NEW)
    assert subscriber.subscription.feeds == (FEEDS["en"].url,)


def test_a_digest_of_all_feeds_says_how_many_and_asks_for_a_zone(desk: Newsdesk) -> None:
    answer = desk.ask("setup", ADA, NEW, language="de", sources="all")
    assert words_of(answer) == (
        "Die Presseschau ist eingerichtet.\nIhre Sprache: Französisch.\nSie hat alle Feeds, denen "
        "folgt, wer den Bot betreibt: zurzeit 6.\nIhre Uhrzeiten gelten in UTC. Nennen Sie Ihre eigene Zeitzone, "
        "zum Beispiel: /digest settings set timezone Europe/Berlin\n"
        "Die nächste Presseschau, wenn sie jetzt käme\nDie nächsten "
        "Presseschauen\n23.11.2026, 08:00\n24.11.2026, 08:00\n25.11.2026, 08:00\nUhrzeiten in "
        "UTC.\n(Vorschau: preview )\n(Einstellungen: settings show )\n(Jetzt veröffentlichen: now "
        "post:true)"
    )
    [subscriber] = here(desk, NEW)
    assert subscriber.subscription.feeds == ()


def test_it_ends_with_the_digest_as_it_would_be_now_in_the_language_of_the_channel(desk: Newsdesk) -> None:
    first, last = desk.answers("setup", ADA, NEW, language="de", sources="all")
    assert first.digest is None
    assert last.digest is not None
    assert last.digest.language == "fr"
    assert TRAIN in {item.story.id for item in last.digest.items}
    [subscriber] = here(desk, NEW)
    assert desk.database.ledger.postings(subscriber.id, 1) == []  # nothing of it counts as told


def test_without_news_it_ends_with_the_next_dates(desk: Newsdesk) -> None:
    desk.now = NOW + timedelta(days=30)
    answer = desk.ask("setup", ADA, NEW, language="en", sources="all")
    assert answer.digest is None
    assert answer.headline == "The digest is set up."


def test_sources_are_feeds_sites_and_lists_and_those_that_fail_are_named(desk: Newsdesk) -> None:
    typed = f"post.example/rss,{FEEDS['en'].url}, https://lists.example/all.opml\nhttp://127.0.0.1/rss lemonde"
    answer = online(desk).ask("setup", ADA, NEW, language="en", sources=typed)
    [subscriber] = here(desk, NEW)
    assert subscriber.subscription.feeds == (
        "https://post.example/rss",
        FEEDS["en"].url,
        "https://bote.example/rss",
    )
    refused = answer.sections[-1]
    assert refused.heading == "Not followed"
    assert [line.text for line in refused.lines] == [
        "127.0.0.1 is in a private network. Only public addresses are read.",
        "“lemonde” is not the address of a feed or a site. Write one like https://herald.example",
    ]


def test_without_any_source_that_gives_a_feed_nothing_is_set_up(desk: Newsdesk) -> None:
    followed = desk.database.store.followed_feeds()
    answer = online(desk).ask("setup", ADA, NEW, language="en", sources="http://127.0.0.1/rss")
    assert answer.is_refused
    assert words_of(answer) == "127.0.0.1 is in a private network. Only public addresses are read."
    answer = desk.ask("setup", ADA, NEW, language="de", sources="lemonde herald.example/nothing")
    assert words_of(answer) == (
        "Keine der 2 Quellen hat einen Feed, deshalb wurde nichts eingerichtet. Die erste: "
        "„lemonde“ ist keine Adresse eines Feeds oder einer Website. Schreiben Sie eine wie "
        "https://herald.example"
    )
    assert not here(desk, NEW)
    assert desk.database.store.followed_feeds() == followed


def test_bad_options_are_refused_at_once_and_nothing_is_set_up(desk: Newsdesk) -> None:
    for option, value in {
        "language": "klingonisch",
        "timezone": "🌍",
        "times": "8:60",
        "topics": "x" * 101,
        "sources": ",",
    }.items():
        for language in LANGUAGES:
            [answer] = desk.answers("setup", ADA, NEW, language=language, **{f"{option}_": value})
            assert answer.is_refused
            assert len(answer.lines) == 1
    [answer] = desk.answers("setup", ADA, NEW, language="en", times="1, 2, 3, 4, 5, 6, 7")
    assert words_of(answer).endswith("Write times of day separated by commas, at most 6, for example 08:00, 18:30.")
    assert not here(desk, NEW)


async def test_what_a_platform_calls_a_zone_or_language_that_nobody_knows_is_passed_over(desk: Newsdesk) -> None:
    place = replace(NEW, language="x-odd", timezone="Mars/Olympus")
    person = Person(id="ada", workspace="w1", is_admin=True, language="it", timezone="Nowhere")
    call = Call(id="1", person=person, place=place, command="setup", options={"sources": "all"}, at=NOW)
    answer = await desk.core.answer(call)
    assert answer is not None
    assert answer.then is not None
    assert not (await answer.then()).is_refused
    [subscriber] = here(desk, place)
    assert (subscriber.subscription.language, subscriber.subscription.timezone) == ("it", "UTC")


def test_a_direct_message_has_a_digest_that_only_its_person_sees(desk: Newsdesk) -> None:
    answer = desk.ask("setup", RIA, DIRECT, language="es", sources="all", timezone="Europe/Madrid")
    assert "Solo la ve usted." in words_of(answer)
    [subscriber] = here(desk, DIRECT)
    assert (subscriber.address, subscriber.subscription.managers) == ("@ria", ("ria",))
    assert subscriber.subscription.language == "es"
    assert desk.ask("setup", ADA, DIRECT, sources="all").is_refused


# ---------------------------------------------------------------- once more


def test_setting_up_again_changes_the_digest_and_adds_whoever_does_it(desk: Newsdesk) -> None:
    answer = desk.ask("setup", ADA, language_="it", times="18:00")
    assert answer.headline == "The digest has been changed."
    assert desk.subscriber.id == "d7gs"
    wish = desk.subscriber.subscription
    assert replace(wish, language="en", times=WISH.times, managers=WISH.managers) == WISH
    assert wish.managers == ("mia", "ada")


def test_of_two_who_set_up_at_once_the_second_changes_the_digest_of_the_first(desk: Newsdesk) -> None:
    people = (ADA, Person(id="noah", workspace="w1", is_admin=True))

    async def both() -> list[Answer]:
        calls = [
            Call(id=person.id, person=person, place=NEW, command="setup", options={"times": str(hour)}, at=NOW)
            for hour, person in enumerate(people, 7)
        ]
        first = [await desk.core.answer(call) for call in calls]
        return list(await asyncio.gather(*(answer.then() for answer in first if answer and answer.then)))

    answers = asyncio.run(both())
    assert not any(answer.is_refused for answer in answers)
    [subscriber] = here(desk, NEW)
    assert set(subscriber.subscription.managers) == {"ada", "noah"}
    assert len(here(desk, CHANNEL)) == 1
