"""Who shares a digest: those who want the same and have had the same, however it looks and whenever else it comes."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from digests.adapters.store import open_database
from digests.models import Alerts, Empty, Fallback, Layout, Mute, Novelty, Quiet, Subscription, Thread, Undated
from digests.posting import Posted
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, CHESS, FEED, FERRY, HOUR, WISH, House, PaperChat, Words, news

# What does not decide what is told, each with a value that is not the usual one.
SHARED: dict[str, Any] = {
    "ui_language": "fr",
    "layout": Layout.CARDS,
    "thread": Thread.DETAILS,
    "previews": True,
    "images": True,
    "silent": True,
    "mention": "17",
    "timezone": "Europe/Paris",
    "empty": Empty.LINE,
    "times": (time(7), time(12)),
    "weekdays": frozenset({0, 6}),
    "quiet_dates": ((date(2026, 5, 1), date(2026, 5, 2)),),
    "quiet_hours": ((time(22), time(6)),),
    "quiet": Quiet.DROP,
    "catch_up": 2 * HOUR,
    "retention": timedelta(days=60),
    "managers": ("5",),
    "alerts": Alerts.OFF,
}
LOOKS = ("ui_language", "layout", "thread", "previews", "images", "silent", "mention", "timezone")
# What does.
OWN: dict[str, Any] = {
    "feeds": ("https://other.example/rss",),
    "language": "fr",
    "also_read": ("de",),
    "fallback": Fallback.SKIP,
    "window": 48 * HOUR,
    "max_age": 72 * HOUR,
    "undated": Undated.SKIP,
    "include": ("bridge",),
    "exclude": ("chess",),
    "muted": (Mute(rule="topic:chess"),),
    "topics": ("ferries",),
    "stories": 5,
    "min_publishers": 2,
    "singles": 1,
    "per_topic": 1,
    "per_publisher": 1,
    "sentences": 4,
    "novelty": Novelty.NEVER,
    "cooldown": 12 * HOUR,
}


@pytest.fixture
def house() -> Iterator[House]:
    store, ledger = open_database("sqlite://")
    yield House(store=store, ledger=ledger, encoder=Words(), chat=PaperChat())
    store.close()


def test_every_setting_is_known_to_be_shared_or_not() -> None:
    assert SHARED.keys() | OWN.keys() == {field.name for field in fields(Subscription)}
    assert all(value != getattr(WISH, name) for name, value in (SHARED | OWN).items())


def test_settings_that_decide_nothing_share_one_digest(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.subscribe_all(
        [(f"s{number:03}", replace(WISH, **{name: SHARED[name]})) for number, name in enumerate(SHARED)]
    )
    assert house.post(NOON) == Posted(posted=1 + len(SHARED), editions=1)
    assert house.chat.rendered == 1 + len(LOOKS)


def test_each_looks_as_its_own_settings_say(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe("aaaa")
    house.subscribe("bbbb", replace(WISH, ui_language="fr", mention="17"))
    assert house.post(NOON).editions == 1
    assert '"ui": null, "mention": null' in house.deliveries("aaaa")[0].payload
    assert '"ui": "fr", "mention": "17"' in house.deliveries("bbbb")[0].payload


def test_settings_that_decide_something_never_share(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe()
    house.subscribe_all([(f"s{number:03}", replace(WISH, **{name: OWN[name]})) for number, name in enumerate(OWN)])
    assert house.post(NOON).editions == 1 + len(OWN)


def test_feeds_named_in_another_order_are_the_same_feeds(house: House) -> None:
    house.keep(news(BRIDGE))
    other = "https://other.example/rss"
    house.subscribe("aaaa", replace(WISH, feeds=(FEED.url, other)))
    house.subscribe("bbbb", replace(WISH, feeds=(other, FEED.url)))
    house.subscribe("cccc", replace(WISH, feeds=(FEED.url,)))
    house.subscribe("dddd", replace(WISH, feeds=()))
    assert house.post(NOON) == Posted(posted=4, editions=2)


def test_who_has_had_a_story_does_not_share_with_who_has_not(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe_all([("aaaa", WISH), ("bbbb", WISH)])
    house.post(NOON, "aaaa")
    house.keep(news(FERRY, hours=3))
    # It reaches back to before the first one.
    assert house.post(NOON + 4 * HOUR) == Posted(posted=2, editions=2)
    assert house.headlines("aaaa")[0] == [FERRY]
    assert house.headlines("bbbb")[0] == [FERRY, BRIDGE]


def test_readers_with_another_past_share_what_it_does_not_touch(house: House) -> None:
    house.keep(news(CHESS, hours=-30))
    house.subscribe_all([("aaaa", WISH), ("bbbb", WISH)])
    house.post(NOON - 24 * HOUR, "aaaa")
    house.keep(news(BRIDGE))
    house.post(NOON, "aaaa", "bbbb")
    house.keep(news(FERRY, hours=20))
    assert house.post(NOON + 24 * HOUR) == Posted(posted=2, editions=1)
    assert house.headlines("aaaa") == [[FERRY], [BRIDGE], [CHESS]]
    assert house.headlines("bbbb") == [[FERRY], [BRIDGE, CHESS]]


def test_a_story_that_comes_to_the_window_meanwhile_is_not_told_twice(house: House) -> None:
    house.keep(news(CHESS, hours=-60))
    french = replace(WISH, language="fr")
    house.subscribe_all([("aaaa", WISH), ("bbbb", french)])
    house.post(NOON - 48 * HOUR)
    assert house.headlines("bbbb") == [[CHESS]]
    house.keep(news(BRIDGE))

    def meanwhile() -> None:
        house.encoder.before = lambda: None
        house.keep(news(CHESS, hours=-60), news(CHESS, hours=-3, source="Bote"))

    house.encoder.before = meanwhile  # while the first is composed, before the second
    assert house.post(NOON).posted == 2
    assert [house.headlines(name)[0] for name in ("aaaa", "bbbb")] == [[BRIDGE], [BRIDGE]]


def test_equal_digests_are_one_edition_and_others_are_not(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe_all(
        [("aaaa", WISH), ("bbbb", replace(WISH, stories=9)), ("cccc", replace(WISH, exclude=("chess",)))]
    )
    assert house.post(NOON).editions == 3
    a, b, c = (
        memory.editions[0].id for _, memory in sorted(house.ledger.memories(["aaaa", "bbbb", "cccc"], NOON).items())
    )
    assert a == b != c


def test_a_digest_is_shared_with_those_who_are_planned_a_little_later(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe_all([("aaaa", WISH), ("bbbb", WISH)])
    house.plan(NOON, "aaaa")
    assert house.press.post_due(NOON).editions == 1
    house.plan(NOON, "bbbb")
    assert house.press.post_due(NOON + timedelta(seconds=5)) == Posted(posted=1, editions=0)


def test_different_wishes_for_the_same_stories_weigh_their_texts_once(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe_all([("aaaa", WISH), ("bbbb", replace(WISH, stories=5))])
    assert house.post(NOON).editions == 2
    assert len(house.encoder.texts) == len(set(house.encoder.texts))


def test_two_thousand_subscribers_of_five_languages_and_three_wishes_share_fifteen_digests(house: House) -> None:
    house.keep(*(news(title, source=source) for title in (BRIDGE, CHESS, FERRY) for source in ("Herald", "Bote")))
    wishes = [replace(WISH, language=code, stories=n) for code in ("en", "fr", "de", "es", "it") for n in (3, 5, 8)]
    house.subscribe_all((f"s{number:05}", wishes[number % 15]) for number in range(2000))
    assert house.post(NOON) == Posted(posted=2000, editions=15)
    assert house.chat.rendered == 15
